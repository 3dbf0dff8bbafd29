/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "world.h"

#include "app/card.h"
#include "app/summary-cards-page.h"
#include "app/summary-view.h"
#include "library/calm.h"
#include "library/changes.h"
#include "library/own-words.h"

static const char *const news[] = {
  "{'resourceType':'MedicationRequest','id':'m4','status':'active','intent':'order',"
  "'medicationCodeableConcept':{'text':'Lisinopril 20 mg tablet'},'authoredOn':'2026-11-05'}",
  "{'resourceType':'DiagnosticReport','id':'grave','status':'final','category':[{'coding':[{'code':"
  "'PAT'}]}],'code':{'text':'Adenocarcinoma of colon'},'effectiveDateTime':'2026-11-03',"
  "'conclusion':'Adenocarcinoma','result':[{'reference':'Observation/finding'}]}",
  "{'resourceType':'Observation','id':'finding','status':'final','category':[{'coding':[{'code':"
  "'laboratory'}]}],'code':{'text':'Adenocarcinoma'},'effectiveDateTime':'2026-11-03',"
  "'valueString':'Present','interpretation':[{'coding':[{'code':'AA'}]}]}",
  "{'resourceType':'DocumentReference','id':'news','status':'current','type':{'coding':[{'system':"
  "'http://loinc.org','code':'11506-3','display':'Progress note'}],'text':'Adenocarcinoma visit'},"
  "'date':'2026-11-06T10:00:00Z','content':[{'attachment':{'contentType':'text/plain','data':"
  "'QWRlbm8='}}]}",
  "{'resourceType':'Observation','id':'kalium','status':'final','category':[{'coding':[{'code':"
  "'laboratory'}]}],'code':{'text':'Potassium'},'effectiveDateTime':'2026-11-06','valueQuantity':{"
  "'value':7.1,'unit':'mmol/L'},'interpretation':[{'coding':[{'code':'HH'}]}]}",
};

static void
put (KwVault *vault, const char *source, const char *const *texts, guint n)
{
  KwBatch *batch = kw_batch_new (source);
  GError *error = NULL;

  for (guint i = 0; i < n; i++)
    {
      char *copy = g_strdelimit (g_strdup (texts[i]), "'", '"');
      g_autoptr (GBytes) bytes = g_bytes_new_take (copy, strlen (copy));
      g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
      g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (json), source);

      kw_batch_put_record (batch, record, bytes);
    }
  kw_vault_commit (vault, batch, &error);
  g_assert_no_error (error);
}

static gboolean
has_changes (World *world, gpointer n)
{
  return kw_snapshot_count_changes (world_snapshot (world)) == GPOINTER_TO_UINT (n);
}

static gboolean
is_adopted (World *world, gpointer data)
{
  g_autoptr (GBytes) looked = kw_vault_get_item (
      kw_library_get_vault (KW_WINDOW (world->window)->library), "looked", NULL);

  return looked != NULL;
}

/* A person who has looked at their record before. */
static KwVault *
open_rosa (World *world)
{
  KwVault *vault;

  world_init (world);
  vault = world_add_person (world, "Rosa Alvarez", "1951-05-03");
  world_import (vault);
  world_open (world, vault);
  world_wait (world, is_adopted, NULL, "what is known");
  return vault;
}

static void
bring_news (World *world, KwVault *vault)
{
  g_autofree char *source = g_strdup (kw_snapshot_get_record (world_snapshot (world), 0)->source);

  /* A moment is a second. */
  g_usleep (1100 * 1000);
  put (vault, source, news, G_N_ELEMENTS (news));
  kw_library_reload (KW_WINDOW (world->window)->library);
  world_wait (world, has_changes, GUINT_TO_POINTER (4), "the news");
}

static void
set_size (World *world, int width, int height, double scale)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * scale), NULL);
  gtk_window_set_default_size (GTK_WINDOW (world->window), width, height);
  app_test_settle (world->window);
  /* As a window that starts so: the rows are bound anew. */
  kw_view_set_narrow (KW_WINDOW (world->window)->views[0], !KW_WINDOW (world->window)->narrow);
  kw_view_set_narrow (KW_WINDOW (world->window)->views[0], KW_WINDOW (world->window)->narrow);
  app_test_settle (world->window);
}

/* Says which widgets are too wide. */
static void
tell_wide (GtkWidget *widget, int width)
{
  int minimum;

  if (!gtk_widget_get_mapped (widget))
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > width)
    g_test_message ("%s wants %d: %s", G_OBJECT_TYPE_NAME (widget), minimum,
                    GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_wide (child, width);
}

static void
save_looks (World *world, const char *name)
{
  static const struct
  {
    const char *name;
    int width;
    double scale;
    gboolean dark;
  } looks[] = { { "wide", 1000, 1, FALSE },
                { "dark", 1000, 1, TRUE },
                { "narrow", 360, 1, FALSE },
                { "narrow-large", 360, 2, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *file = g_strdup_printf ("%s-%s", name, looks[i].name);
      int minimum;

      app_test_set_dark (looks[i].dark);
      set_size (world, looks[i].width, 720, looks[i].scale);
      app_test_save_png (world->window, file);
      /* The window has a border of its own here. */
      gtk_widget_measure (GTK_WIDGET (KW_WINDOW (world->window)->content),
                          GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (minimum > looks[i].width)
        tell_wide (GTK_WIDGET (KW_WINDOW (world->window)->content), looks[i].width - 80);
      if (minimum > looks[i].width)
        g_error ("%s wants %d and has %d", file, minimum, looks[i].width);
    }
  app_test_set_dark (FALSE);
  set_size (world, 1000, 700, 1);
}

/* Rule L19: on the first screen and in what is spoken there is no word of a finding. */
static void
test_news (void)
{
  World world;
  g_autoptr (KwVault) vault = open_rosa (&world);
  g_autofree char *first = app_test_dup_text (world.window);
  g_autofree char *text = NULL;
  g_autofree char *cleared = NULL;

  /* A first fetch is no news. */
  g_assert_null (strstr (first, "since you last looked"));
  bring_news (&world, vault);
  text = app_test_dup_text (world.window);
  g_assert_nonnull (strstr (text, "since you last looked"));
  g_assert_nonnull (strstr (text, "Potassium 7.1 mmol/L"));
  g_assert_nonnull (strstr (text, "The lab marked this as critical. Call your clinic today."));
  g_assert_nonnull (strstr (text, "Lisinopril 10 mg tablet → 20 mg tablet"));
  g_assert_nonnull (strstr (text, "Show all 4"));
  g_assert_null (strstr (text, "denocarcinoma"));
  g_assert_nonnull (strstr (text, "Penicillin"));
  save_looks (&world, "summary-news");

  gtk_widget_activate_action (world.window, "win.changes", NULL);
  app_test_settle (world.window);
  world_wait_for (&world, "Pathology report, 3 November 2026");
  world_wait_for (&world, "Read it now");
  save_looks (&world, "changes");
  gtk_widget_activate_action (world.window, "win.back", NULL);
  app_test_settle (world.window);

  /* Only this clears it. */
  world_press (&world, "Show all 4");
  world_press (&world, "I have seen these");
  world_wait (&world, has_changes, GUINT_TO_POINTER (0), "an end of the news");
  cleared = app_test_dup_text (world.window);
  g_assert_nonnull (strstr (cleared, "Nothing new or changed"));
  world_clear (&world);
}

static gboolean
is_hidden (World *world, gpointer card)
{
  return kw_snapshot_is_card_hidden (world_snapshot (world), card);
}

static gboolean
is_not_calm (World *world, gpointer data)
{
  return !kw_snapshot_is_calm (world_snapshot (world));
}

static GtkWidget *
find_switch (GtkWidget *widget, const char *title)
{
  if (ADW_IS_ACTION_ROW (widget)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return app_test_find (widget, GTK_TYPE_SWITCH);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_switch (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A card goes and comes back; grave news is told in full for whoever wants that. */
static void
test_choice (void)
{
  World world;
  g_autoptr (KwVault) vault = open_rosa (&world);
  GtkWidget *window = world.window;

  bring_news (&world, vault);
  world_wait_for (&world, "Current conditions");
  gtk_widget_activate_action (window, "win.summary-cards", NULL);
  app_test_settle (window);
  g_assert_null (find_switch (window, "Allergies"));
  gtk_switch_set_active (GTK_SWITCH (find_switch (window, "Current conditions")), FALSE);
  world_wait (&world, is_hidden, (gpointer) "conditions", "a hidden card");
  save_looks (&world, "summary-cards");
  gtk_widget_activate_action (window, "win.back", NULL);
  app_test_settle (window);
  g_assert_false (world_shows (&world, (gpointer) "Current conditions"));
  gtk_widget_activate_action (window, "win.summary-cards", NULL);
  app_test_settle (window);
  gtk_switch_set_active (GTK_SWITCH (find_switch (window, "Current conditions")), TRUE);
  gtk_switch_set_active (GTK_SWITCH (find_switch (window, "Show only the kind and the date")),
                         FALSE);
  world_wait (&world, is_not_calm, NULL, "news in full");
  gtk_widget_activate_action (window, "win.back", NULL);
  app_test_settle (window);
  g_assert_true (world_shows (&world, (gpointer) "Current conditions"));
  g_assert_true (world_shows (&world, (gpointer) "denocarcinoma"));
  world_clear (&world);
}

static gboolean
has_questions (World *world, gpointer n)
{
  return kw_snapshot_get_questions (world_snapshot (world))->len == GPOINTER_TO_UINT (n);
}

static gboolean
is_asked (World *world, gpointer data)
{
  const GPtrArray *questions = kw_snapshot_get_questions (world_snapshot (world));

  return questions->len > 0 && ((KwOwnWords *) g_ptr_array_index (questions, 0))->asked;
}

/* A question is written, ticked off and put on paper with what changed since the last visit. */
static void
test_prepare (void)
{
  World world;
  g_autoptr (KwVault) vault = open_rosa (&world);
  const KwReportOptions options = { .visit = TRUE };
  g_autofree char *paper = NULL;
  GtkWidget *entry;

  bring_news (&world, vault);
  gtk_widget_activate_action (world.window, "win.prepare", NULL);
  app_test_settle (world.window);
  world_wait_for (&world, "What changed since the visit of");
  entry = app_test_find (KW_WINDOW (world.window)->pushed->pdata[0], GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Why am I so tired?");
  world_press (&world, "Add");
  world_wait (&world, has_questions, GUINT_TO_POINTER (1), "the question");
  world_wait_for (&world, "Why am I so tired?");
  save_looks (&world, "prepare");
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (
          app_test_find (KW_WINDOW (world.window)->pushed->pdata[0], GTK_TYPE_CHECK_BUTTON)),
      TRUE);
  world_wait (&world, is_asked, NULL, "a tick");
  paper = kw_report_text (world_snapshot (&world), &options, 1796169600);
  g_assert_nonnull (strstr (paper, "☑ Why am I so tired?"));
  g_assert_nonnull (strstr (paper, "What changed since the visit of"));
  g_assert_nonnull (strstr (paper, "Potassium: 7.1 mmol/L"));
  g_assert_nonnull (strstr (paper, "Penicillin"));
  /* Two sheets at most, and so not the whole record. */
  g_assert_null (strstr (paper, "Past medicines"));
  world_clear (&world);
}

int
main (int argc, char *argv[])
{
  fixture_start ();
  app_test_init (&argc, &argv);
  g_test_add_func ("/summary/L19", test_news);
  g_test_add_func ("/summary/choice", test_choice);
  g_test_add_func ("/summary/prepare", test_prepare);
  return fixture_end (g_test_run ());
}
