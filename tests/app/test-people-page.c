/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "world.h"

#include "app/people-page.h"
#include "library/own-words.h"

/* Nothing of one person is ever shown or found in another. Every word of the first is a canary. */
#define CANARY "Canaria"

static void
put_condition (KwVault *vault, const char *id, const char *text)
{
  g_autoptr (KwSource) source
      = kw_source_new (KW_SOURCE_CONNECTION, "c1", "Hospital", "https://canary.example/r4");
  KwBatch *batch = kw_batch_new ("c1");
  GError *error = NULL;

  kw_batch_put_source (batch, source);
  fixture_put_of (batch, "c1", id, text);
  kw_vault_commit (vault, batch, &error);
  g_assert_no_error (error);
}

static gboolean
has_words (World *world, gpointer data)
{
  return kw_snapshot_get_all_remarks (world_snapshot (world))->len == 1
         && kw_snapshot_get_questions (world_snapshot (world))->len == 1;
}

/* A remark and a question, and a toast that speaks of them. */
static void
write_words (World *world)
{
  const KwRecord *record = kw_snapshot_find (world_snapshot (world), "c1/Condition/a");
  g_autoptr (KwOwnWords) remark = kw_own_words_new (KW_OWN_REMARK);
  KwOwnChange *change = kw_own_change_new ();
  g_autoptr (KwOwnWords) question = kw_own_words_new (KW_OWN_QUESTION);

  remark->text = g_strdup (CANARY " remark");
  question->text = g_strdup (CANARY " question");
  kw_own_words_set_about (remark, world_snapshot (world), record);
  kw_own_words_put (remark, change);
  kw_own_words_put (question, change);
  kw_own_change_apply_async (change, KW_WINDOW (world->window)->library, NULL, NULL);
  while (!has_words (world, NULL))
    {
      kw_library_reload (KW_WINDOW (world->window)->library);
      g_main_context_iteration (NULL, TRUE);
    }
  gtk_widget_activate_action (world->window, "win.toast", "s", CANARY " toast");
}

/* Whether the canary is on any label, in any snapshot, in what a search finds, or in what can be
 * pasted. */
static gboolean
is_anywhere (World *world)
{
  KwWindow *self = KW_WINDOW (world->window);
  KwLibrary *library = self->library;
  g_autoptr (GArray) found = kw_search_run (kw_library_get_search (library), CANARY, 10);
  gboolean shown = world_shows (world, (gpointer) CANARY);

  return shown || found->len > 0 || kw_snapshot_get_all_remarks (world_snapshot (world))->len > 0
         || kw_snapshot_get_questions (world_snapshot (world))->len > 0 || self->pushed->len > 0
         || *kw_header_get_search (self->header) != '\0'
         || gdk_clipboard_is_local (gtk_widget_get_clipboard (world->window));
}

static const char *const tabs[]
    = { "summary", "allergies", "medications", "labs", "documents", "all-records" };

static void
test_apart (void)
{
  World world;
  g_autoptr (KwVault) rosa = NULL;
  g_autoptr (KwVault) anna = NULL;

  world_init (&world);
  rosa = world_add_person (&world, CANARY " Rosa", "1951");
  anna = world_add_person (&world, "Anna Lee", "1979");
  put_condition (rosa, "a", CANARY " disease");
  put_condition (anna, "a", "Cough");
  world_open (&world, rosa);
  write_words (&world);
  gtk_widget_activate_action (world.window, "win.open-record", "s", "c1/Condition/a");
  world_wait_for (&world, "Remove remark");
  gtk_widget_activate_action (world.window, "win.copy", NULL);
  /* So that what follows can fail. */
  g_assert_true (is_anywhere (&world));
  g_assert_true (gdk_clipboard_is_local (gtk_widget_get_clipboard (world.window)));

  world_open (&world, anna);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      gtk_widget_activate_action (world.window, "win.tab", "s", tabs[i]);
      app_test_settle (world.window);
      g_assert_false (is_anywhere (&world));
    }
  world_open (&world, rosa);
  g_assert_true (has_words (&world, NULL));
  world_clear (&world);
}

static gboolean
is_on_people (World *world, gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (KW_WINDOW (world->window)->pages), "people")
         == 0;
}

/* Names and years, how fresh, what to do; whoever was open is closed, and can be deleted. */
static void
test_page (void)
{
  World world;
  g_autoptr (KwVault) rosa = NULL;
  g_autoptr (KwVault) anna = NULL;
  g_autoptr (KwSource) asks
      = kw_source_new (KW_SOURCE_CONNECTION, "c2", "City Clinic", "https://city.example/r4");

  world_init (&world);
  rosa = world_add_person (&world, "Rosa Alvarez", "1951-05-03");
  anna = world_add_person (&world, "Anna Lee", "1979");
  put_condition (rosa, "a", CANARY " disease");
  world_import (rosa);
  asks->state = KW_SOURCE_SIGN_IN;
  asks->uuid = g_strdup ("u1");
  kw_vault_put_source (anna, asks, NULL);
  world_open (&world, rosa);
  gtk_widget_activate_action (world.window, "win.people", NULL);
  world_wait (&world, is_on_people, NULL, "the people");
  world_wait_for (&world, "Sign in again");
  g_assert_null (world_snapshot (&world));
  g_assert_true (world_shows (&world, (gpointer) "born 1951"));
  g_assert_true (world_shows (&world, (gpointer) "Nothing to do"));
  g_assert_true (world_shows (&world, (gpointer) "Last update today"));
  g_assert_false (world_shows (&world, (gpointer) CANARY));
  app_test_save_png (world.window, "people-light");
  app_test_set_dark (TRUE);
  app_test_settle (world.window);
  app_test_save_png (world.window, "people-dark");
  app_test_set_dark (FALSE);
  gtk_window_set_default_size (GTK_WINDOW (world.window), 360, 700);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  app_test_settle (world.window);
  app_test_save_png (world.window, "people-narrow-large-text");
  g_assert_cmpint (gtk_widget_get_width (world.window), <=, 420);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  world_clear (&world);
}

static gboolean
has_no_anna (World *world, gpointer data)
{
  return is_on_people (world, NULL) && !world_shows (world, (gpointer) "born 1979");
}

static void
test_delete (void)
{
  World world;
  g_autoptr (KwVault) rosa = NULL;
  g_autoptr (KwVault) anna = NULL;
  g_autofree char *uuid = NULL;
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWidget *dialog = NULL;

  world_init (&world);
  rosa = world_add_person (&world, "Rosa Alvarez", "1951-05-03");
  anna = world_add_person (&world, "Anna Lee", "1979");
  uuid = g_strdup (kw_vault_get_person_uuid (anna));
  g_clear_object (&anna);
  kw_window_show_people (KW_WINDOW (world.window));
  world_wait_for (&world, "born 1979");
  gtk_widget_activate_action (world.window, "win.delete-person", "(ss)", uuid, "Anna Lee");
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        dialog = window;
    }
  g_assert_nonnull (dialog);
  app_test_settle (dialog);
  app_test_save_png (dialog, "people-delete");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "do");
  gtk_window_destroy (GTK_WINDOW (dialog));
  world_wait (&world, has_no_anna, NULL, "the deletion");
  g_assert_true (world_shows (&world, (gpointer) "Rosa Alvarez"));
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  fixture_start ();
  app_test_init (&argc, &argv);
  g_test_add_func ("/people-page/page", test_page);
  g_test_add_func ("/people-page/apart", test_apart);
  g_test_add_func ("/people-page/delete", test_delete);
  return fixture_end (g_test_run ());
}
