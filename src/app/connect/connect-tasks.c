/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connect/connect-tasks.h"

#include <glib/gi18n-lib.h>

#include "app/a11y.h"
#include "app/demo-clinic.h"
#include "library/library.h"
#include "net/vendor.h"
#include "sync/keeper.h"

void
kw_discovered_free (KwDiscovered *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->connection, kw_connection_unref);
  g_free (self->client_id);
  g_free (self->scope);
  g_free (self);
}

void
kw_sign_in_plan_free (KwSignInPlan *self)
{
  if (self == NULL)
    return;
  g_free (self->address);
  g_free (self->name);
  g_free (self->client_id);
  g_free (self->redirect_uri);
  g_free (self->scope);
  g_free (self->profile);
  g_free (self->parent_handle);
  g_free (self->data_dir);
  g_free (self);
}

void
kw_signed_free (KwSigned *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->sign_in, kw_sign_in_free);
  g_clear_pointer (&self->person, kw_person_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self);
}

void
kw_stored_free (KwStored *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->vault);
  g_clear_pointer (&self->connection, kw_connection_unref);
  g_free (self);
}

/* One task with its data, and nothing else that a caller could forget. */
static void
run (GTaskThreadFunc func,
     gpointer data,
     GDestroyNotify destroy,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer callback_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, callback_data);

  g_task_set_task_data (task, data, destroy);
  g_task_run_in_thread (task, func);
}

const char *
kw_browser_reason_get_words (KwBrowserReason reason)
{
  static const char *const words[] = {
    [KW_BROWSER_EQUAL] = NULL,
    [KW_BROWSER_SCREEN_READER]
    = N_ ("Your screen reader cannot read a page in Keepwell’s own window here, but it can in your "
          "browser."),
    [KW_BROWSER_BLOCKED] = N_ ("This page only works in your own browser."),
    [KW_BROWSER_REMEMBERED] = N_ ("You signed in in your browser the last time."),
  };

  return words[reason] != NULL ? _ (words[reason]) : NULL;
}

static KwBrowserReason
find_reason (KwConnection *connection)
{
  if (kw_a11y_pages_are_silent () && kw_a11y_has_screen_reader ())
    return KW_BROWSER_SCREEN_READER;
  if (g_strcmp0 (kw_vendor_of (connection)->web_view, "blocked") == 0)
    return KW_BROWSER_BLOCKED;
  return g_strcmp0 (kw_connection_get (connection, KW_CONNECTION_LOGIN), "browser") == 0
             ? KW_BROWSER_REMEMBERED
             : KW_BROWSER_EQUAL;
}

static void
discover_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (KwSession) session = kw_session_new ();
  g_autoptr (KwDiscovered) found = g_new0 (KwDiscovered, 1);
  GError *error = NULL;

  (void) source;
  found->connection = kw_discover (session, data, cancellable, &error);
  if (found->connection == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  found->client_id = kw_client_id_for (found->connection);
  found->scope = kw_scope_for (found->connection);
  found->browser = find_reason (found->connection);
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) kw_discovered_free);
}

void
kw_discover_async (const char *address,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  g_return_if_fail (address != NULL);

  run (discover_thread, g_strdup (address), g_free, cancellable, callback, data);
}

KwDiscovered *
kw_discover_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The way to the sign-in page: a window of our own, or the person's browser. */
static gboolean
way_init (KwLoginWay *way, const KwSignInPlan *plan, const KwVendor *vendor, GError **error)
{
  *way = (KwLoginWay){ .login = kw_login_with_helper,
                       .login_data = plan->parent_handle,
                       .redirect_uri = plan->redirect_uri };
  return !plan->in_browser || kw_login_way_use_browser (way, vendor, TRUE, error);
}

static void
sign_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KwSignInPlan *plan = data;
  g_autoptr (KwSigned) done = g_new0 (KwSigned, 1);
  GError *error = NULL;
  g_auto (KwLoginWay) way = { 0 };

  (void) source;
  if (!way_init (&way, plan, kw_vendor_for_base (plan->address), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  KwConnectRequest request = { .address = plan->address,
                               .name = plan->name,
                               .client_id = plan->client_id,
                               .redirect_uri = way.redirect_uri,
                               .scope = plan->scope,
                               .profile = plan->profile,
                               .login = way.login,
                               .login_data = way.login_data };
  done->sign_in = kw_sign_in_run (&request, cancellable, &error);
  if (done->sign_in == NULL || g_task_return_error_if_cancelled (task))
    {
      if (done->sign_in == NULL)
        g_task_return_error (task, error);
      return;
    }

  done->person = kw_person_copy (kw_sign_in_get_person (done->sign_in));
  done->person->sample = kw_demo_is_demo_base (
      kw_connection_get (kw_sign_in_get_connection (done->sign_in), KW_CONNECTION_BASE));
  done->people = kw_library_list_people (plan->data_dir, &error);
  if (done->people == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&done), (GDestroyNotify) kw_signed_free);
}

void
kw_signed_in_async (KwSignInPlan *plan,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_return_if_fail (plan != NULL);

  run (sign_in_thread, plan, (GDestroyNotify) kw_sign_in_plan_free, cancellable, callback, data);
}

KwSigned *
kw_signed_in_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  KwVault *vault;
  char *uuid;
  KwSignInPlan *plan; /* NULL while only the way is asked for */
} Again;

static void
again_free (gpointer data)
{
  Again *again = data;

  g_clear_object (&again->vault);
  g_free (again->uuid);
  kw_sign_in_plan_free (again->plan);
  g_free (again);
}

static void
reason_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Again *again = data;
  g_autoptr (KwConnection) stored = kw_find_connection (again->vault, again->uuid, NULL);

  (void) source, (void) cancellable;
  g_task_return_int (task, stored != NULL ? (gssize) find_reason (stored) : KW_BROWSER_EQUAL);
}

void
kw_browser_reason_async (KwVault *vault,
                         const char *uuid,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_return_if_fail (KW_IS_VAULT (vault) && uuid != NULL);

  Again *again = g_new0 (Again, 1);

  *again = (Again){ g_object_ref (vault), g_strdup (uuid), NULL };
  run (reason_thread, again, again_free, cancellable, callback, data);
}

KwBrowserReason
kw_browser_reason_finish (GAsyncResult *result)
{
  gssize reason = g_task_propagate_int (G_TASK (result), NULL);

  return reason > 0 ? (KwBrowserReason) reason : KW_BROWSER_EQUAL;
}

/* Whose record came, and whom to choose: names are for the screen, and never in an error. */
static char *
dup_mistake (KwVault *vault, const KwPerson *came)
{
  g_autoptr (KwPerson) wanted = kw_vault_dup_person (vault, NULL);
  const char *name = wanted != NULL && wanted->name != NULL ? wanted->name : _ ("the right person");

  /* Translators: the name of the person whose record came, and of the one whose record is open. */
  return g_strdup_printf (_ ("The hospital sent the record of %s, so nothing was changed. Sign in "
                             "again and choose %s on the hospital’s page."),
                          came->name != NULL ? came->name : _ ("somebody else"), name);
}

static void
again_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Again *again = data;
  GError *error = NULL;
  g_auto (KwLoginWay) way = { 0 };

  (void) source;
  g_autoptr (KwConnection) stored = kw_find_connection (again->vault, again->uuid, &error);
  if (stored == NULL || !way_init (&way, again->plan, kw_vendor_of (stored), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_autoptr (KwPerson) came = NULL;
  gboolean fine = kw_sign_in_again (again->vault, again->uuid, way.login, way.login_data, &came,
                                    cancellable, &error);
  if (came != NULL)
    g_object_set_data_full (G_OBJECT (task), "kw-came", dup_mistake (again->vault, came), g_free);
  if (fine)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

const char *
kw_sign_in_again_get_mistake (GAsyncResult *result)
{
  return g_object_get_data (G_OBJECT (result), "kw-came");
}

void
kw_sign_in_again_async (KwVault *vault,
                        const char *uuid,
                        KwSignInPlan *plan,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_return_if_fail (KW_IS_VAULT (vault) && uuid != NULL && plan != NULL);

  Again *again = g_new0 (Again, 1);

  *again = (Again){ g_object_ref (vault), g_strdup (uuid), plan };
  run (again_thread, again, again_free, cancellable, callback, data);
}

gboolean
kw_sign_in_again_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  KwSigned *signed_in;
  char *data_dir;
  char *person_uuid;
} Store;

static void
store_free (gpointer data)
{
  Store *store = data;

  kw_signed_free (store->signed_in);
  g_free (store->data_dir);
  g_free (store->person_uuid);
  g_free (store);
}

static void
store_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Store *store = data;
  g_autoptr (KwStored) stored = g_new0 (KwStored, 1);
  GError *error = NULL;

  (void) source;
  (void) cancellable;
  if (store->person_uuid != NULL)
    stored->vault = kw_vault_open (store->data_dir, store->person_uuid, &error);
  else
    stored->vault = kw_vault_create (store->data_dir, store->signed_in->person, &error);
  if (stored->vault != NULL)
    stored->connection = kw_sign_in_store (store->signed_in->sign_in, stored->vault, &error);
  if (stored->connection != NULL)
    g_task_return_pointer (task, g_steal_pointer (&stored), (GDestroyNotify) kw_stored_free);
  else
    g_task_return_error (task, error);
}

void
kw_store_async (KwSigned *signed_in,
                const char *data_dir,
                const char *person_uuid,
                GAsyncReadyCallback callback,
                gpointer data)
{
  g_return_if_fail (signed_in != NULL && data_dir != NULL);

  Store *store = g_new0 (Store, 1);

  *store = (Store){ signed_in, g_strdup (data_dir), g_strdup (person_uuid) };
  /* Not to be cancelled: what a person has decided is written whole. */
  run (store_thread, store, store_free, NULL, callback, data);
}

KwStored *
kw_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
