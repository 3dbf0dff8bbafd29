/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/sync.h"

G_BEGIN_DECLS

/* The steps of connecting that block, each one hop into a thread. */

/* Why the person's own browser is the first choice; the other way stays beside it. */
typedef enum
{
  KW_BROWSER_EQUAL, /* it is not */
  KW_BROWSER_SCREEN_READER,
  KW_BROWSER_BLOCKED,
  KW_BROWSER_REMEMBERED,
} KwBrowserReason;
/* In one sentence; NULL for KW_BROWSER_EQUAL. */
const char *kw_browser_reason_get_words (KwBrowserReason reason);
/* The same for signing in again at the stored connection @uuid. */
void kw_browser_reason_async (KwVault *vault,
                              const char *uuid,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
KwBrowserReason kw_browser_reason_finish (GAsyncResult *result);

/* What an address turned out to be. */
typedef struct
{
  KwConnection *connection;
  char *client_id; /* NULL: not registered there */
  char *scope;
  KwBrowserReason browser;
} KwDiscovered;

void kw_discovered_free (KwDiscovered *self);
void kw_discover_async (const char *address,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data);
KwDiscovered *kw_discover_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What to sign in with; copied. */
typedef struct
{
  char *address;
  char *name;
  char *client_id;
  char *redirect_uri; /* NULL: the registered one */
  char *scope;
  char *profile;       /* "smart-v1" or "smart-v2"; NULL: as the server says */
  char *parent_handle; /* of our window, for the sign-in window; NULL */
  char *data_dir;
  gboolean in_browser;
} KwSignInPlan;

void kw_sign_in_plan_free (KwSignInPlan *self);

/* A sign-in that has succeeded, and who is here already. Nothing is written so far. */
typedef struct
{
  KwSignIn *sign_in;
  KwPerson *person;
  GPtrArray *people; /* of KwPerson */
} KwSigned;

void kw_signed_free (KwSigned *self);
void kw_signed_in_async (KwSignInPlan *plan, /* taken */
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
KwSigned *kw_signed_in_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Signs in again for the stored connection @uuid. */
void kw_sign_in_again_async (KwVault *vault,
                             const char *uuid,
                             KwSignInPlan *plan, /* taken */
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean kw_sign_in_again_finish (GAsyncResult *result, GError **error);
/* After KW_ERROR_OTHER_PATIENT: whose record came, in a sentence; NULL. */
const char *kw_sign_in_again_get_mistake (GAsyncResult *result);

/* Where the connection now is. */
typedef struct
{
  KwVault *vault;
  KwConnection *connection;
} KwStored;

void kw_stored_free (KwStored *self);
/* Puts the sign-in into the person @person_uuid, or into a new one when it is NULL. */
void kw_store_async (KwSigned *signed_in, /* taken */
                     const char *data_dir,
                     const char *person_uuid,
                     GAsyncReadyCallback callback,
                     gpointer data);
KwStored *kw_store_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDiscovered, kw_discovered_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSigned, kw_signed_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwStored, kw_stored_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSignInPlan, kw_sign_in_plan_free)

G_END_DECLS
