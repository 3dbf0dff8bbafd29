/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Every failure a person can meet. kw_error_dup_sentence() says it in words: what happened and what
 * to do. The message of a GError of this domain is the technical detail for support: English,
 * without token, code, query, patient or health word. */
typedef enum
{
  KW_ERROR_FAILED,
  /* Files. */
  KW_ERROR_NOT_FHIR,
  KW_ERROR_CUT_OFF,
  KW_ERROR_EMPTY_FILE,
  KW_ERROR_TOO_LARGE,
  KW_ERROR_UNREADABLE,
  KW_ERROR_DISK_FULL,
  KW_ERROR_NO_SUCH_RECORD,
  /* The vault and the keyring. */
  KW_ERROR_KEYRING_LOCKED,
  KW_ERROR_KEYRING_ABSENT,
  KW_ERROR_VAULT_LOCKED,
  KW_ERROR_VAULT_DAMAGED,
  KW_ERROR_NO_SUCH_PERSON,
  /* The network. */
  KW_ERROR_ADDRESS, /* not a FHIR address, or not https */
  KW_ERROR_UNREACHABLE,
  KW_ERROR_CERTIFICATE,
  KW_ERROR_DISCOVERY,   /* no or a wrong SMART document */
  KW_ERROR_SERVER,      /* 5xx, or an answer that makes no sense */
  KW_ERROR_REFUSED,     /* 403, or a scope that was not granted */
  KW_ERROR_NOT_OFFERED, /* 404 and the like for a type */
  KW_ERROR_BUSY,        /* 429, 503 */
  /* Signing in. */
  KW_ERROR_SIGN_IN_REFUSED, /* the redirect carried an error */
  KW_ERROR_SIGN_IN_DAMAGED, /* wrong state, no code, wrong issuer */
  KW_ERROR_SIGN_IN_LAPSED,  /* the grant has ended: sign in again */
  KW_ERROR_SIGN_IN_CANCELLED,
  KW_ERROR_ID_TOKEN,
  KW_ERROR_TENANT_MISMATCH_OURS,   /* the addresses name two hospitals */
  KW_ERROR_TENANT_MISMATCH_THEIRS, /* all agree and the server refuses its own token */
  KW_ERROR_OTHER_PATIENT,
  KW_ERROR_LOGIN_HELPER,   /* keepwell-login could not be started */
  KW_ERROR_NO_BROWSER,     /* the person's browser could not be started */
  KW_ERROR_WINDOW_ONLY,    /* the browser can bring the answer to a window of ours alone */
  KW_ERROR_IN_BROWSER,     /* the person left the sign-in page for their browser */
  KW_ERROR_NOT_REGISTERED, /* this program has no client id there */
  /* What a hospital's own words for it mean (net/urn.c). */
  KW_ERROR_RENEWAL,         /* the token could not be renewed for now; the grant is still good */
  KW_ERROR_NOT_ENABLED,     /* the hospital has not allowed this program */
  KW_ERROR_NO_PATIENTS,     /* no patient signs in there */
  KW_ERROR_MOVED,           /* the tenant is not known, or is the one for the staff */
  KW_ERROR_CHOOSE_PATIENT,  /* it did not learn whose record is meant */
  KW_ERROR_SIGN_IN_LATER,   /* the sign-in service has a problem of its own */
  KW_ERROR_REQUEST,         /* it did not understand us */
  KW_ERROR_OTHER_SESSION,   /* its page was signed in as somebody else */
  KW_ERROR_CODE_LAPSED,     /* signing in took too long */
  KW_ERROR_ACCESS_ENDED,    /* the hospital ended this program's access */
  KW_ERROR_QUOTA,           /* today's limit */
  KW_ERROR_TOKEN_UNTRUSTED, /* the server does not trust its own sign-in service */
  /* What is missing of a kind. */
  KW_ERROR_HELD_BACK,  /* the hospital says that something is left out */
  KW_ERROR_BAD_RECORD, /* the server cannot send one of its own records */
} KwError;
#define KW_N_ERRORS (KW_ERROR_BAD_RECORD + 1)

#define KW_ERROR (kw_error_quark ())
GQuark kw_error_quark (void);

/* "What happened. What you can do." in the reader's language; for any GError, of any domain. */
char *kw_error_dup_sentence (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
/* The part for support, English, safe to copy; NULL when there is nothing to add. */
char *kw_error_dup_detail (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
const char *kw_error_get_id (KwError code); /* "tenant-mismatch-theirs" */
gboolean kw_error_from_id (const char *id, KwError *out_code);
/* The same sentence for a code alone. */
char *kw_error_code_dup_sentence (KwError code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
