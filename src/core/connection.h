/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/json.h"

G_BEGIN_DECLS

/**
 * KwConnection:
 *
 * One sign-in of one person at one hospital, immutable: changing the base is a new connection. It
 * holds the exact URLs that its own discovery gave; no endpoint is ever composed. See
 * docs/architecture.md and, for why, the tenant guard in net/tenant.h. It holds no token.
 */
typedef struct _KwConnection KwConnection;

/* One row per field, so that reading, writing, copying and comparing are one loop. */
typedef enum
{
  KW_CONNECTION_UUID,
  KW_CONNECTION_NAME,        /* the hospital's name as shown */
  KW_CONNECTION_BASE,        /* exact FHIR base URL, without a final slash */
  KW_CONNECTION_VENDOR,      /* id of a row of the vendor table, "generic" */
  KW_CONNECTION_ENVIRONMENT, /* "production", "sandbox" or "demo" */
  KW_CONNECTION_CLIENT_ID,
  KW_CONNECTION_REDIRECT_URI, /* the registered one; a listener's where no other was used */
  KW_CONNECTION_AUD,
  KW_CONNECTION_SCOPE_ASKED,
  KW_CONNECTION_SCOPE_GRANTED,
  KW_CONNECTION_PATIENT,
  KW_CONNECTION_FHIR_USER,
  KW_CONNECTION_ID_TOKEN_ISSUER,
  KW_CONNECTION_ISSUER, /* of the discovery document */
  KW_CONNECTION_AUTHORIZE_URL,
  KW_CONNECTION_TOKEN_URL,
  KW_CONNECTION_REVOKE_URL,
  KW_CONNECTION_MANAGE_URL,
  KW_CONNECTION_JWKS_URL,
  KW_CONNECTION_DISCOVERED_AT,    /* ISO 8601, UTC */
  KW_CONNECTION_SENDS_ISSUER,     /* "true": a redirect without `iss` is refused (RFC 9207) */
  KW_CONNECTION_REGISTRATION_URL, /* RFC 7591 */
  KW_CONNECTION_CAPABILITIES,     /* what the document announces, and "S256" for PKCE; by spaces */
  KW_CONNECTION_LOGIN,            /* "browser": the person signs in there; NULL: in our window */
  KW_CONNECTION_PROFILE,          /* "smart-v1" or "smart-v2", when a person said so; NULL */
} KwConnectionField;
#define KW_N_CONNECTION_FIELDS (KW_CONNECTION_PROFILE + 1)

KwConnection *kw_connection_new (void) G_GNUC_WARN_UNUSED_RESULT; /* with a fresh UUID */
KwConnection *kw_connection_new_from_json (const KwJsonNode *node,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A copy in which one field has another value. */
KwConnection *kw_connection_with (const KwConnection *self,
                                  KwConnectionField field,
                                  const char *value) G_GNUC_WARN_UNUSED_RESULT;
KwConnection *kw_connection_ref (KwConnection *self);
void kw_connection_unref (KwConnection *self);
const char *kw_connection_get (const KwConnection *self, KwConnectionField field); /* or NULL */
const char *kw_connection_field_get_name (KwConnectionField field);
GBytes *kw_connection_to_json (const KwConnection *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwConnection, kw_connection_unref)

G_END_DECLS
