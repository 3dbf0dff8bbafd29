/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include <glib/gstdio.h>

#include "app/connect/getting-page.h"
#include "core/error.h"
#include "core/types.h"

typedef struct
{
  KwVault *vault;
  KwConnection *connection;
  KwSyncJob *job;
  KwGettingPage *page;
  GtkWidget *window;
} Fixture;

static char *folder; /* of all vaults and of their keys, which libsecret opens once */

/* A vault whose key lies in libsecret's file backend, and a job that is never started: what it
 * would say is said by its signals. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwConnection) fresh = kw_connection_new ();
  KwPerson person = { .name = (char *) "Rosa Alvarez" };

  (void) data;
  f->vault = kw_vault_create (folder, &person, &error);
  g_assert_no_error (error);
  f->connection = kw_connection_with (fresh, KW_CONNECTION_VENDOR, "generic");
  f->job = kw_sync_job_new (f->vault, kw_connection_get (f->connection, KW_CONNECTION_UUID),
                            "Riverside Hospital", KW_N_SECTIONS);
  f->page = g_object_new (KW_TYPE_GETTING_PAGE, NULL);
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  kw_getting_page_follow (f->page, f->connection, f->job);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->job);
  g_object_unref (f->vault);
  kw_connection_unref (f->connection);
}

/* Every query of the plan ends in the state that is asked for. */
static void
end_all (Fixture *f, const char *refused_type)
{
  guint n = 0;
  const KwQuery *plan = kw_query_plan (f->connection, &n);

  for (guint i = 0; i < n; i++)
    {
      const KwType *type = kw_type_lookup (plan[i].type);
      gboolean refused = g_strcmp0 (plan[i].type, refused_type) == 0;
      g_signal_emit_by_name (f->job, "progress", plan[i].key, (guint) type->section,
                             (guint) (refused ? KW_STATE_REFUSED : KW_STATE_COMPLETE),
                             refused ? 0u : 2u, TRUE);
    }
}

static void
test_honest (Fixture *f, gconstpointer data)
{
  (void) data;
  end_all (f, "CarePlan");
  g_signal_emit_by_name (f->job, "finished", NULL);
  g_autofree char *text = app_test_dup_text (GTK_WIDGET (f->page));
  g_assert_nonnull (strstr (text, "Care plans: refused."));
  g_assert_nonnull (strstr (text, "Show my record"));
  g_assert_null (strstr (text, "Insurance: refused"));
}

static void
test_failed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (KW_ERROR, KW_ERROR_UNREACHABLE, "test");
  g_autofree char *sentence = kw_error_dup_sentence (error);

  (void) data;
  g_signal_emit_by_name (f->job, "finished", error);
  g_autofree char *text = app_test_dup_text (GTK_WIDGET (f->page));
  g_assert_nonnull (strstr (text, sentence));
  g_assert_nonnull (strstr (text, "Refresh"));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  folder = g_dir_make_tmp ("keepwell-getting-XXXXXX", NULL);
  g_autofree char *keys = g_build_filename (folder, "keys", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keys, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  g_test_add ("/app/getting-page/honest", Fixture, NULL, set_up, test_honest, tear_down);
  g_test_add ("/app/getting-page/failed", Fixture, NULL, set_up, test_failed, tear_down);

  int status = g_test_run ();
  remove_folder (folder);
  g_free (folder);

  return status;
}
