/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/net.h"
#include "net/vendor.h"
#include "vault/vault.h"

G_BEGIN_DECLS

/* Opens the sign-in page at @authorize_url and gives the redirect to @redirect_uri, or an error.
 * Called in the worker thread. */
typedef char *(*KwLoginFunc) (gpointer data,
                              const char *authorize_url,
                              const char *redirect_uri,
                              const char *title,
                              GCancellable *cancellable,
                              GError **error);

typedef struct
{
  const char *address;      /* FHIR base as typed */
  const char *name;         /* the hospital's name, NULL: its host */
  const char *client_id;    /* NULL: the vendor's */
  const char *redirect_uri; /* NULL: the registered one of the login path */
  const char *scope;        /* NULL: the vendor's smallest useful set */
  const char *profile;      /* "smart-v1" or "smart-v2"; NULL: as the server says */
  KwLoginFunc login;
  gpointer login_data;
} KwConnectRequest;

/**
 * KwSignIn:
 *
 * A sign-in that has succeeded and of which nothing is written so far: the connection, the tokens
 * in memory and who the hospital says it is. The person decides whose record it is, then it is
 * stored.
 */
typedef struct _KwSignIn KwSignIn;
KwSignIn *kw_sign_in_run (const KwConnectRequest *request,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_sign_in_free (KwSignIn *self);
const KwPerson *kw_sign_in_get_person (const KwSignIn *self);
KwConnection *kw_sign_in_get_connection (const KwSignIn *self);
/* Writes connection, source and tokens into @vault; replaces one of the same base and patient. */
KwConnection *
kw_sign_in_store (KwSignIn *self, KwVault *vault, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Signing in again for a stored connection: refused with KW_ERROR_OTHER_PATIENT for anybody else,
 * and @out_came is then who that was. */
gboolean kw_sign_in_again (KwVault *vault,
                           const char *uuid,
                           KwLoginFunc login,
                           gpointer login_data,
                           KwPerson **out_came,
                           GCancellable *cancellable,
                           GError **error);

/* Called in a worker thread; hand over with g_main_context_invoke(). @n_total is 0 while unknown.
 */
typedef void (*KwSyncProgress) (gpointer data,
                                const char *type,
                                KwSection section,
                                KwSectionState state,
                                guint count,
                                gboolean done);

/* Patient first, then each query of the plan. A failing type is named in the source's sections and
 * does not stop the others. Returns FALSE only when nothing could be asked; what was committed
 * stays. */
gboolean kw_sync_run (KwVault *vault,
                      const char *uuid,
                      KwSyncProgress progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error);

/* As kw_sync_run(), for one kind: what failed is tried again by itself. */
gboolean kw_sync_retry (KwVault *vault,
                        const char *uuid,
                        KwSection section,
                        KwSyncProgress progress,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error);

/* The next sync asks for everything and not only for what changed. */
gboolean kw_sync_ask_for_everything (KwVault *vault, const char *uuid, GError **error);

/* What came of a disconnect, step by step. */
typedef struct
{
  gboolean told;            /* the hospital was told, and has ended the grant */
  char *why_not;            /* a sentence, when it was not; NULL */
  GError *kept;             /* why the sign-in is still on this computer; NULL when it is gone */
  gboolean records_deleted; /* what came from there is gone */
  char *manage_url;         /* the hospital's own page of programs that have access; NULL */
} KwDisconnected;
void kw_disconnected_free (KwDisconnected *self);
/* Forgets the sign-in of a connection: what is on this computer goes whatever the hospital says. */
KwDisconnected *kw_disconnect (KwVault *vault,
                               const char *uuid,
                               gboolean delete_records,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One check of the doctor. */
typedef enum
{
  KW_CHECK_FINE,
  KW_CHECK_WARN,
  KW_CHECK_FAIL,
  KW_CHECK_UNKNOWN
} KwCheckVerdict;
typedef struct
{
  const char *id; /* English, for scripts and the report: "one-hospital" */
  char *name;     /* in the reader's language */
  char *words;    /* the verdict in words */
  char *detail;   /* English: status, URN, request ids; NULL */
  KwCheckVerdict verdict;
} KwCheck;
void kw_check_free (KwCheck *self);
KwCheck *kw_check_copy (const KwCheck *self) G_GNUC_WARN_UNUSED_RESULT;
const char *kw_check_verdict_get_id (KwCheckVerdict verdict);

/* How a visit ends. */
typedef enum
{
  KW_DOCTOR_WELL,
  KW_DOCTOR_DO,       /* the person can mend it, by @action */
  KW_DOCTOR_HOSPITAL, /* only the hospital can: send them the text */
} KwDoctorEnd;
typedef enum
{
  KW_DOCTOR_ACTION_NONE,
  KW_DOCTOR_ACTION_SIGN_IN,
  KW_DOCTOR_ACTION_LATER,
  KW_DOCTOR_ACTION_CLOCK,
  KW_DOCTOR_ACTION_KEYRING,
  KW_DOCTOR_ACTION_ADDRESS,
} KwDoctorAction;
typedef struct
{
  GPtrArray *checks; /* of KwCheck */
  GPtrArray *values; /* of KwTenantValue: six, or NULL when nothing could be read */
  KwDoctorEnd end;
  KwDoctorAction action;
  char *verdict; /* what it comes to, in a sentence or two */
  char *send_to; /* whom to send the text; NULL when there is nothing to send */
  char *letter;  /* four sentences for the help desk, in the reader's language */
  char *block;   /* for the team behind it, in English: no token, no patient, no health word */
  gboolean clock_is_off;
  KwCheckVerdict worst;
} KwDoctorReport;
void kw_doctor_report_free (KwDoctorReport *self);
/* Letter and block: what is copied and saved. */
char *kw_doctor_report_dup_text (const KwDoctorReport *self) G_GNUC_WARN_UNUSED_RESULT;
const char *kw_doctor_end_get_id (KwDoctorEnd end);
const char *kw_doctor_action_get_id (KwDoctorAction action);
/* Called in the worker thread after each check. */
typedef void (*KwDoctorProgress) (gpointer data, const KwCheck *check);
KwDoctorReport *kw_doctor_run (KwVault *vault,
                               const char *uuid_or_address,
                               KwDoctorProgress progress,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The bytes of attachment @index of @ref: from the vault, or fetched now and kept. */
GBytes *kw_attachment_fetch (KwVault *vault,
                             const char *ref,
                             guint index,
                             char **out_content_type,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A KwLoginFunc that starts keepwell-login; @data is NULL or a window handle for transience. */
char *kw_login_with_helper (gpointer data,
                            const char *authorize_url,
                            const char *redirect_uri,
                            const char *title,
                            GCancellable *cancellable,
                            GError **error);
/* A KwLoginFunc that runs a command with the URL as last argument; @data is the command line. */
char *kw_login_with_command (gpointer data,
                             const char *authorize_url,
                             const char *redirect_uri,
                             const char *title,
                             GCancellable *cancellable,
                             GError **error);
/* A KwLoginFunc for the person's own browser; @data is a KwLoopback whose redirect URI was used. */
char *kw_login_with_browser (gpointer data,
                             const char *authorize_url,
                             const char *redirect_uri,
                             const char *title,
                             GCancellable *cancellable,
                             GError **error);

/* A KwLoginFunc for the person's own browser with the redirect of the desktop file: the answer
 * comes by kw_inbox_deliver(). @data is not used. */
char *kw_login_with_scheme (gpointer data,
                            const char *authorize_url,
                            const char *redirect_uri,
                            const char *title,
                            GCancellable *cancellable,
                            GError **error);

/**
 * KwLoginWay:
 *
 * Which way the sign-in page opens, and what that way needs as long as the sign-in lasts.
 */
typedef struct
{
  KwLoginFunc login;
  gpointer login_data;
  const char *redirect_uri; /* NULL: the registered one */
  KwLoopback *loopback;
} KwLoginWay;
/* Makes it the person's own browser. @has_window: whether a window of ours runs, to which the
 * desktop brings a redirect to the program's scheme. */
gboolean kw_login_way_use_browser (KwLoginWay *self,
                                   const KwVendor *vendor,
                                   gboolean has_window,
                                   GError **error);
void kw_login_way_clear (KwLoginWay *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KwLoginWay, kw_login_way_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSignIn, kw_sign_in_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDisconnected, kw_disconnected_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDoctorReport, kw_doctor_report_free)

G_END_DECLS
