/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "core/json-writer.h"
#include "demo/clinic.h"
#include "demo/faults.h"
#include "demo/grants.h"
#include "demo/hospital.h"
#include "jose/jose.h"

G_BEGIN_DECLS

/* The parameter of a next link that names no type. */
#define KW_DEMO_SESSION "sessionID"

struct _KwClinic
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *fhir;
  SoupServer *authorization;
  char *fhir_host;   /* "127.0.0.1:4001" */
  char *fhir_origin; /* "http://127.0.0.1:4001" */
  char *auth_origin; /* "http://127.0.0.1:4002" */
  char *bases[KW_DEMO_N_HOSPITALS];
  KwDemoHospital *hospitals[KW_DEMO_N_HOSPITALS];
  KwSigningKey *keys[KW_DEMO_N_HOSPITALS];         /* of the ID tokens and access tokens */
  KwSigningKey *foreign_keys[KW_DEMO_N_HOSPITALS]; /* published nowhere, for faults */
  KwDemoGrants *grants;
  KwFaults *faults;
  GFileOutputStream *log;
  GHashTable *devices; /* of those that registered themselves; NULL */
  guint token_lifetime;
  guint n_reads;
  guint n_requests;
};

/* A request as both hosts see it. */
typedef struct
{
  KwClinic *clinic;
  SoupServerMessage *message;
  const char *method;
  guint hospital;
  char **parts; /* of the path, after the tenant */
  GHashTable *query;
  GHashTable *form;
} KwDemoRequest;

gint64 kw_demo_now (void);
/* The hospital with that tenant id, or -1. */
int kw_clinic_find_hospital (const KwClinic *self, const char *tenant);
const char *kw_demo_request_get (const KwDemoRequest *request, const char *name);

/* Answers. */
void kw_demo_answer (SoupServerMessage *message,
                     guint status,
                     const char *content_type,
                     const char *text);
void kw_demo_answer_bytes (SoupServerMessage *message,
                           guint status,
                           const char *content_type,
                           GBytes *body);
/* Ends @writer and answers it; never stored by anybody (RFC 6749 section 5.1). */
void kw_demo_answer_json (SoupServerMessage *message, guint status, KwJsonWriter *writer);
/* The gateway's own words: a key="value" list inside JSON, not an OperationOutcome. */
typedef struct
{
  guint status;
  const char *urn; /* after "urn:cerner:error:oauth2:resource-access:" */
  const char *error;
  const char *description; /* NULL */
} KwDemoGatewayError;
void kw_demo_answer_gateway (const KwDemoRequest *request, const KwDemoGatewayError *answer);
void kw_demo_answer_outcome (SoupServerMessage *message,
                             guint status,
                             const char *code,
                             const char *text);

/* The resource as it is sent: with the addresses of its attachments as the faults want them. */
GBytes *kw_demo_body_of (const KwDemoRequest *request,
                         const KwDemoResource *resource) G_GNUC_WARN_UNUSED_RESULT;
/* A Binary as its own bytes. */
void kw_demo_answer_content (const KwDemoRequest *request, const KwDemoResource *binary);

/* The two hosts. */
void kw_demo_fhir_handle (const KwDemoRequest *request);
void kw_demo_fhir_discovery (const KwDemoRequest *request);
void kw_demo_fhir_capabilities (const KwDemoRequest *request);
void kw_demo_fhir_search (const KwDemoRequest *request, const KwDemoGrant *grant, const char *type);
void kw_demo_auth_handle (const KwDemoRequest *request);
void kw_demo_auth_token (const KwDemoRequest *request);
void kw_demo_auth_revoke (const KwDemoRequest *request);
void kw_demo_auth_keys (const KwDemoRequest *request);
void kw_demo_auth_register (const KwDemoRequest *request);
KwDemoGrant *kw_demo_auth_check_assertion (const KwDemoRequest *request, const char *token_url);
char *kw_demo_error_uri (const KwDemoRequest *request,
                         const char *urn,
                         const char *instance) G_GNUC_WARN_UNUSED_RESULT;
char *kw_demo_id_token_issuer (const KwDemoRequest *request) G_GNUC_WARN_UNUSED_RESULT;
char *kw_demo_id_token (const KwDemoRequest *request,
                        const KwDemoGrant *grant,
                        gboolean refresh) G_GNUC_WARN_UNUSED_RESULT;
char *kw_demo_access_token (const KwDemoRequest *request,
                            const KwDemoGrant *grant) G_GNUC_WARN_UNUSED_RESULT;

/* The lists of hospitals, of no tenant. */
void kw_demo_directory (KwClinic *clinic, SoupServerMessage *message, const char *path);

/* The types that the hospitals offer to patients. */
const char *const *kw_demo_get_types (void);

G_END_DECLS
