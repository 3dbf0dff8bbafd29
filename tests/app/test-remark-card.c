/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "world.h"

#include "app/own-job.h"
#include "app/remark-card.h"
#include "app/row.h"
#include "library/own-words.h"

static gboolean
has_remark (World *world, gpointer wanted)
{
  const KwRecord *record = world_find (world, "MedicationRequest", "m2");
  const GPtrArray *remarks = kw_snapshot_get_remarks (world_snapshot (world), record);

  return (remarks != NULL) == GPOINTER_TO_INT (wanted);
}

static gboolean
has_no_old_toast (World *world, gpointer data)
{
  return !world_shows (world, (gpointer) "Remark saved.");
}

static GtkTextBuffer *
get_words (World *world)
{
  GtkWidget *card = app_test_find (world->window, KW_TYPE_REMARK_CARD);

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (app_test_find (card, GTK_TYPE_TEXT_VIEW)));
}

static GtkWidget *
get_since (World *world)
{
  return app_test_find (app_test_find (world->window, KW_TYPE_REMARK_CARD), GTK_TYPE_ENTRY);
}

static void
open_medicine (World *world)
{
  const KwRecord *record = world_find (world, "MedicationRequest", "m2");

  gtk_widget_activate_action (world->window, "win.open-record", "s", record->ref);
  app_test_settle (world->window);
}

/* Written, worded anew, taken back and put back, beside the hospital's unchanged words. */
static void
test_remark (void)
{
  World world;
  g_autoptr (KwVault) vault = NULL;

  world_init (&world);
  vault = world_add_person (&world, "Rosa Alvarez", "1951-05-03");
  world_import (vault);
  world_open (&world, vault);
  open_medicine (&world);
  g_assert_false (gtk_widget_is_sensitive (world_find_button (world.window, "Save remark")));
  world_press (&world, "I do not take it any more");
  gtk_editable_set_text (GTK_EDITABLE (get_since (&world)), "3/4/2019");
  gtk_text_buffer_set_text (get_words (&world), "it made me dizzy", -1);
  world_press (&world, "Save remark");
  world_wait_for (&world, "Write a year, a month and a year");
  gtk_editable_set_text (GTK_EDITABLE (get_since (&world)), "March 2019");
  world_press (&world, "Save remark");
  world_wait (&world, has_remark, GINT_TO_POINTER (TRUE), "the remark");
  world_wait_for (&world, "Remark saved.");
  app_test_save_png (world.window, "remark-light");
  /* In the list as well, and in what is copied. */
  gtk_widget_activate_action (world.window, "win.tab", "s", "medications");
  world_wait_for (&world,
                  "My remark: I do not take it any more, since March 2019: it made me dizzy");
  app_test_save_png (world.window, "remark-in-list");
  open_medicine (&world);
  world_press (&world, "Remove remark");
  world_wait (&world, has_remark, GINT_TO_POINTER (FALSE), "the removal");
  /* Only the last change can be undone. */
  world_wait (&world, has_no_old_toast, NULL, "the end of the old toast");
  world_press (&world, "_Undo");
  world_wait (&world, has_remark, GINT_TO_POINTER (TRUE), "the remark again");
  world_clear (&world);
}

/* What is typed and not saved is not lost to records that come in. */
static void
test_typing (void)
{
  World world;
  g_autoptr (KwVault) vault = NULL;
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  KwBatch *batch;

  world_init (&world);
  vault = world_add_person (&world, "Rosa Alvarez", "1951-05-03");
  world_import (vault);
  world_open (&world, vault);
  open_medicine (&world);
  gtk_text_buffer_set_text (get_words (&world), "half a sen", -1);
  batch = kw_batch_new (world_find (&world, "MedicationRequest", "m2")->source);
  fixture_put_of (batch, world_find (&world, "MedicationRequest", "m2")->source, "new", "Cough");
  kw_vault_commit (kw_library_get_vault (KW_WINDOW (world.window)->library), batch, NULL);
  kw_library_reload (KW_WINDOW (world.window)->library);
  while (world_find (&world, "Condition", "new") == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_text_buffer_get_bounds (get_words (&world), &start, &end);
  text = gtk_text_buffer_get_text (get_words (&world), &start, &end, FALSE);
  g_assert_cmpstr (text, ==, "half a sen");
  world_clear (&world);
}

static gboolean
has_questions (World *world, gpointer n)
{
  return kw_snapshot_get_questions (world_snapshot (world))->len == GPOINTER_TO_UINT (n);
}

/* With one key, from a record's page and from a row of a list; twice is once. */
static void
test_ask (void)
{
  World world;
  g_autoptr (KwVault) vault = NULL;
  const KwOwnWords *question;

  world_init (&world);
  vault = world_add_person (&world, "Rosa Alvarez", "1951-05-03");
  world_import (vault);
  world_open (&world, vault);
  open_medicine (&world);
  gtk_widget_activate_action (world.window, "win.ask", NULL);
  world_wait (&world, has_questions, GUINT_TO_POINTER (1), "the question");
  question = g_ptr_array_index (kw_snapshot_get_questions (world_snapshot (&world)), 0);
  g_assert_cmpstr (question->about, ==, world_find (&world, "MedicationRequest", "m2")->ref);
  gtk_widget_activate_action (world.window, "win.ask", NULL);
  world_wait_for (&world, "It is in My questions already.");
  gtk_widget_activate_action (world.window, "win.tab", "s", "allergies");
  world_wait_for (&world, "Penicillin");
  gtk_widget_grab_focus (gtk_widget_get_parent (app_test_find (world.window, KW_TYPE_ROW)));
  gtk_widget_activate_action (world.window, "win.ask", NULL);
  world_clear (&world);
}

/* The letter has the record, the person and their words; Copy acts on it. */
static void
test_correction (void)
{
  World world;
  g_autoptr (KwVault) vault = NULL;

  world_init (&world);
  vault = world_add_person (&world, "Rosa Alvarez", "1951-05-03");
  world_import (vault);
  world_open (&world, vault);
  gtk_widget_activate_action (world.window, "win.correct", "s",
                              world_find (&world, "MedicationRequest", "m2")->ref);
  world_wait_for (&world, "From: Rosa Alvarez\nBorn: 3 May 1951");
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (app_test_find (world.window, GTK_TYPE_TEXT_VIEW))),
      "I never took it.", -1);
  world_wait_for (&world, "What is wrong, in my words:\nI never took it.");
  app_test_save_png (world.window, "correction");
  world_clear (&world);
}

/* A document's page has it too, as soon as it is written. */
static void
test_document (void)
{
  World world;
  g_autoptr (KwVault) vault = NULL;
  g_autoptr (KwOwnWords) remark = kw_own_words_new (KW_OWN_REMARK);
  KwOwnChange *change = kw_own_change_new ();
  const KwRecord *note;

  world_init (&world);
  vault = world_add_person (&world, "Rosa Alvarez", "1951-05-03");
  world_import (vault);
  world_open (&world, vault);
  note = world_find (&world, "DocumentReference", "d1");
  gtk_widget_activate_action (world.window, "win.open-record", "s", note->ref);
  world_wait_for (&world, "Reason for visit");
  remark->text = g_strdup ("That was my brother");
  kw_own_words_set_about (remark, world_snapshot (&world), note);
  kw_own_words_put (remark, change);
  kw_own_job_run (GTK_WIDGET (KW_WINDOW (world.window)->toasts), KW_WINDOW (world.window)->library,
                  change, "Remark saved.");
  world_wait_for (&world, "My remark: That was my brother");
  app_test_save_png (world.window, "remark-document");
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  fixture_start ();
  app_test_init (&argc, &argv);
  g_test_add_func ("/remark-card/remark", test_remark);
  g_test_add_func ("/remark-card/typing", test_typing);
  g_test_add_func ("/remark-card/ask", test_ask);
  g_test_add_func ("/remark-card/document", test_document);
  g_test_add_func ("/remark-card/correction", test_correction);
  return fixture_end (g_test_run ());
}
