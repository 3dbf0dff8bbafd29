/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "core/json.h"
#include "demo/clinic.h"

G_BEGIN_DECLS

/* What a program does at the clinic, step by step, so that a test can do one step wrongly. It
 * asserts what is no step's point: that the clinic can be reached and answers. */

#define REDIRECT "http://127.0.0.1:4711/callback"
#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
#define SCOPE                                                                                      \
  "launch/patient openid fhirUser offline_access patient/Patient.read patient/Observation.read "   \
  "patient/Binary.read patient/DocumentReference.read patient/AllergyIntolerance.read"

typedef struct
{
  guint status;
  char *content_type; /* with parameters */
  char *location;
  char *cache_control;
  char *www_authenticate;
  char *server;
  char *text;
} Reply;
void reply_free (Reply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

/* @form: POST where given; @token and @accept may be NULL. */
Reply *fetch (const char *url, const char *form, const char *token, const char *accept);
KwJson *reply_json (const Reply *reply);

KwClinic *clinic_with (const char *const *faults);
/* A member of the discovery document. */
char *endpoint (KwClinic *clinic, guint hospital, const char *member);
/* The authorize address with one parameter replaced, or left out where @value is NULL. */
char *authorize_url (KwClinic *clinic, guint hospital, const char *name, const char *value);
/* Signs in on the pages; the redirect. */
char *sign_in (KwClinic *clinic, guint hospital, const char *user, const char *patient);
char *query_member (const char *url, const char *name);
/* The token request for @code with one member replaced or left out. */
Reply *
exchange (KwClinic *clinic, guint hospital, const char *code, const char *name, const char *value);
Reply *refresh (KwClinic *clinic, guint hospital, const char *token);
/* All of it: the token answer. */
KwJson *connect_as (KwClinic *clinic, guint hospital, const char *user, const char *patient);
Reply *read_fhir (KwClinic *clinic, guint hospital, const char *token, const char *path);

G_END_DECLS
