/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/hospital.h"

G_BEGIN_DECLS

/* One request for authorization, from the authorize address to the code. */
typedef struct
{
  char *id; /* in the forms of the sign-in pages */
  guint hospital;
  char *client_id;
  char *redirect_uri;
  char *scope;
  char *state;
  char *nonce; /* NULL when none was sent */
  char *challenge;
  const KwDemoLogin *login;    /* who signed in; NULL before */
  const KwDemoPerson *patient; /* whose record; NULL before */
} KwDemoAttempt;

/* What somebody allowed a program to read. */
typedef struct
{
  int ref_count;
  guint hospital;
  char *client_id;
  char *scope;
  char *nonce;
  const KwDemoLogin *login;
  const KwDemoPerson *patient;
  gboolean revoked;
} KwDemoGrant;

typedef enum
{
  KW_DEMO_TOKEN_GOOD,
  KW_DEMO_TOKEN_UNKNOWN,
  KW_DEMO_TOKEN_EXPIRED,
} KwDemoTokenState;

/**
 * KwDemoGrants:
 *
 * What the authorization host remembers, in memory only: attempts, codes (once, for 60 s), access
 * tokens and refresh tokens with the grant that they stand for.
 */
typedef struct _KwDemoGrants KwDemoGrants;

/* @hospitals: whom a refresh token of an earlier run may be about; NULL: none is taken. */
KwDemoGrants *kw_demo_grants_new (KwDemoHospital *const *hospitals) G_GNUC_WARN_UNUSED_RESULT;
void kw_demo_grants_free (KwDemoGrants *self);
char *kw_demo_random (void) G_GNUC_WARN_UNUSED_RESULT; /* 256 bits in base64url */

KwDemoAttempt *kw_demo_grants_add_attempt (KwDemoGrants *self, guint hospital);
KwDemoAttempt *kw_demo_grants_find_attempt (KwDemoGrants *self, guint hospital, const char *id);
void kw_demo_grants_drop_attempt (KwDemoGrants *self, KwDemoAttempt *attempt);

/* The code for a finished attempt. */
char *kw_demo_grants_add_code (KwDemoGrants *self,
                               const KwDemoAttempt *attempt,
                               gint64 now) G_GNUC_WARN_UNUSED_RESULT;

/* What a program sends with its code. */
typedef struct
{
  guint hospital;
  const char *code;
  const char *client_id;
  const char *redirect_uri;
  const char *verifier;
} KwDemoExchange;
/* The grant, or NULL with @out_urn, the tail of Oracle Health's error URN. */
KwDemoGrant *kw_demo_grants_use_code (KwDemoGrants *self,
                                      const KwDemoExchange *exchange,
                                      gint64 now,
                                      const char **out_urn);

void
kw_demo_grants_add_access (KwDemoGrants *self, const char *token, KwDemoGrant *grant, gint64 until);
KwDemoTokenState kw_demo_grants_find_access (KwDemoGrants *self,
                                             const char *token,
                                             gint64 now,
                                             KwDemoGrant **out_grant);
char *kw_demo_grants_add_refresh (KwDemoGrants *self, KwDemoGrant *grant) G_GNUC_WARN_UNUSED_RESULT;
/* A refresh token of this hospital and client; where they rotate, it is spent, and using a spent
 * one ends the grant (RFC 9700 section 4.14.2). */
KwDemoGrant *kw_demo_grants_use_refresh (KwDemoGrants *self,
                                         guint hospital,
                                         const char *token,
                                         const char *client_id,
                                         gboolean rotate);
/* RFC 7009: an unknown token is no error. */
void kw_demo_grants_revoke (KwDemoGrants *self, guint hospital, const char *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDemoGrants, kw_demo_grants_free)

G_END_DECLS
