/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "audit.h"
#include "world.h"

#include "app/tabs.h"
#include "library/people.h"

/* Every tab and page, in every look, drawn and saved as a picture; what must be on it is read from
 * its labels, and everything on it is audited: nothing cut off, nothing pale, nothing without a
 * name. A new screen is a row of this table. usage: test-app-screens LOOK */

typedef struct
{
  const char *name;
  int width;
  int height;
  gboolean dark;
  double scale;
  gboolean right_to_left;
  gboolean high_contrast;
} Look;

static const Look looks[] = {
  { "light", 1000, 700, FALSE, 1, FALSE, FALSE },
  { "dark", 1000, 700, TRUE, 1, FALSE, FALSE },
  { "large-text", 1000, 700, FALSE, 2, FALSE, FALSE },
  { "narrow", 360, 720, FALSE, 1, FALSE, FALSE },
  { "narrow-large-text", 360, 720, FALSE, 2, FALSE, FALSE },
  { "right-to-left", 1000, 700, FALSE, 1, TRUE, FALSE },
  { "high-contrast", 1000, 700, FALSE, 1, FALSE, TRUE },
  { "high-contrast-dark", 1000, 700, TRUE, 1, FALSE, TRUE },
};

typedef struct
{
  const char *name;
  const char *action; /* detailed; or the name of one of ours below, and what follows it */
  const char *must[6];
} Screen;

static void
show_start (KwWindow *window)
{
  kw_window_show_page (window, "start");
}

static void
show_people (KwWindow *window)
{
  static KwPerson rosa = { .uuid = (char *) "u1",
                           .name = (char *) "Rosa Alvarez",
                           .birth_date = (char *) "1951-06-14" };
  static KwPerson long_name = { .uuid = (char *) "u2",
                                .birth_date = (char *) "1941",
                                .name = (char *) "Maximiliana Featherstonehaugh-Cholmondeley" };
  static KwPerson sample = { .uuid = (char *) "u3", .name = (char *) "Ada Stone", .sample = TRUE };
  static KwPersonOverview overviews[]
      = { { .person = &rosa }, { .person = &long_name }, { .person = &sample } };
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (overviews); i++)
    g_ptr_array_add (people, &overviews[i]);
  kw_people_page_set_people (window->people, people);
  kw_window_show_page (window, "people");
}

static void
show_opening (KwWindow *window)
{
  kw_window_show_page (window, "opening");
  gtk_widget_set_opacity (window->opening_page, 1);
}

/* A folder in which nobody has this id: what stands there instead of a record. */
static void
show_problem (KwWindow *window)
{
  kw_window_open_person (window, "nobody");
}

/* A record with a name in it and nothing else. */
static void
show_empty (KwWindow *window)
{
  kw_window_set_snapshot (window, app_test_get_empty_snapshot ());
}

/* The search is a vault's: a file that is only looked at has none. */
static void
show_search (KwWindow *window)
{
  static World world = { NULL, NULL };
  GtkWidget *entry = app_test_find (GTK_WIDGET (window->header), GTK_TYPE_SEARCH_ENTRY);

  world.dir = window->data_dir;
  world.window = GTK_WIDGET (window);
  g_autoptr (KwVault) vault = world_add_person (&world, "Rosa Alvarez", "1951-06-14");
  world_import (vault);
  world_open (&world, vault);
  /* An entry with the keyboard in it goes away with its window only with a complaint. */
  gtk_widget_set_can_focus (entry, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "glucose");
}

/* What no action of the window shows. */
static const struct
{
  const char *name;
  void (*show) (KwWindow *window);
} shows[] = { { "test.start", show_start },     { "test.people", show_people },
              { "test.opening", show_opening }, { "test.problem", show_problem },
              { "test.empty", show_empty },     { "test.search", show_search } };

static const Screen screens[] = {
  { "summary",
    "win.tab::summary",
    { "Penicillin", "Codeine", "Metformin 500 mg tablet", "Above the standard range",
      "138/82 mmHg" } },
  { "allergies", "win.tab::allergies", { "Penicillin", "Intolerances", "Ruled out", "Latex" } },
  { "medications",
    "win.tab::medications",
    { "Ibuprofen", "Current medicines, as your hospitals list them", "Amlodipine 5 mg tablet" } },
  { "labs", "win.tab::labs", { "Results may appear before your care team", "Creatinine" } },
  { "documents", "win.tab::documents", { "Progress note", "5 November 2026", "18 August 2026" } },
  { "all-records", "win.section::labs", { "2026", "Hemoglobin" } },
  { "vaccines",
    "win.section::immunizations",
    { "Flu vaccine – Influenza, seasonal", "2 records", "Zoster recombinant" } },
  { "record-vaccine",
    "win.open-record::Immunization/i0",
    { "All records of this vaccine", "14 October 2025", "2 October 2026" } },
  { "conditions", "win.section::conditions", { "Current" } },
  { "appointments",
    "win.section::appointments",
    { "Coming, the next one first", "Planned 3 December 2096, 9:00", "Called off or not kept",
      "Foot check" } },
  { "record-appointment", "win.open-record::Appointment/ap1", { "Eye check", "Add to calendar…" } },
  { "record-visit",
    "win.open-record::Encounter/e1",
    { "Office visit", "Test results", "On the same day", "Only the date matches" } },
  { "record-care-plan",
    "win.open-record::CarePlan/k1",
    { "Care for high blood pressure", "Blood pressure below 130/80" } },
  { "family", "win.section::family", { "Brother", "Mother", "Stroke" } },
  { "devices", "win.section::devices", { "Knee implant, left" } },
  { "insurance", "win.section::insurance", { "Medicare", "Current" } },
  { "timeline", "win.timeline", { "Timeline", "5 November 2026", "3 December 2096", "Eye check" } },
  { "record-medicine", "win.open-record::MedicationRequest/m2", { "Take 1 tablet by mouth" } },
  { "record-result",
    "win.open-record::Observation/l1",
    { "Above the standard range", "All results of this test", "What is this?", "words of Keepwell",
      "Newest: 7.2 %. Above the standard range.", "In another unit" } },
  { "record-panel",
    "win.open-record::DiagnosticReport/r1",
    { "Results in this report", "Glucose" } },
  { "document-html",
    "win.open-record::DocumentReference/d1",
    { "Reason for visit", "Hypertension" } },
  { "document-pdf",
    "win.open-record::DocumentReference/d2",
    { "Letter from the eye clinic", "Read as text" } },
  { "document-text", "win.open-record::DocumentReference/d3", { "Take lisinopril 10 mg" } },
  { "document-unknown", "win.open-record::DocumentReference/d4", { "cannot be shown here" } },
  { "source-data", "win.open-source::Observation/l1", { "rosa.json" } },
  { "correction",
    "win.correct::MedicationRequest/m2",
    { "Ask for a correction", "Copy the letter", "45 CFR 164.526" } },
  { "connections", "win.connections", { "rosa.json" } },
  { "disagreements", "win.disagreements", { "Where your hospitals disagree" } },
  { "empty-summary", "test.empty win.tab::summary", { "Allergies" } },
  { "empty-allergies", "test.empty win.tab::allergies", { "llerg" } },
  { "empty-medications", "test.empty win.tab::medications", { "edic" } },
  { "empty-labs", "test.empty win.tab::labs", { "est" } },
  { "empty-documents", "test.empty win.tab::documents", { "ocument" } },
  { "empty-all-records", "test.empty win.tab::all-records", { "llerg" } },
  { "start", "test.start", { "Connect to my hospital" } },
  { "people", "test.people", { "Rosa Alvarez", "Featherstonehaugh", "SAMPLE" } },
  { "opening", "test.opening", { "Opening your record" } },
  { "search", "test.search", { "Glucose" } },
  /* The record goes with this one, so it is the last. */
  { "problem", "test.problem", { "could not be opened", "Try again" } },
};

/* In the smallest window with text of twice the size these are wider than the window. */
static const AuditKnown known[] = { { "*-narrow-large-text", "reaches out sideways" },
                                    { "*-narrow-large-text", "has to be scrolled sideways" },
                                    { "document-pdf-*large-text", "cut off" },
                                    { "document-pdf-*large-text", "overlaps" },
                                    { NULL, NULL } };

static void
set_look (const Look *look)
{
  app_test_set_dark (look->dark);
  if (look->high_contrast)
    app_test_set_high_contrast ();
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * look->scale), NULL);
}

/* "win.open-record::Type/id" with the source of the fixture put before the reference. */
static void
activate (GtkWidget *window, const char *detailed)
{
  g_auto (GStrv) parts = g_strsplit (detailed, "::", 2);
  const KwRecord *first = kw_snapshot_get_record (app_test_get_snapshot (), 0);
  gboolean by_ref = parts[1] != NULL && strchr (parts[1], '/') != NULL;
  g_autofree char *target
      = by_ref ? g_strdup_printf ("%s/%s", first->source, parts[1]) : g_strdup (parts[1]);

  if (target == NULL)
    g_assert_true (gtk_widget_activate_action (window, parts[0], NULL));
  else
    g_assert_true (gtk_widget_activate_action (window, parts[0], "s", target));
}

/* Loading takes a thread; the words come within seconds or not at all. */
static void
wait_for_words (GtkWidget *window, const Screen *screen, guint n)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  while (g_get_monotonic_time () < end)
    {
      gboolean all = TRUE;
      app_test_settle (window);
      g_free (text);
      text = app_test_dup_text (window);
      for (guint i = 0; i < n && screen->must[i] != NULL; i++)
        all = all && strstr (text, screen->must[i]) != NULL;
      if (all)
        return;
    }
  g_test_message ("%s", text);
  g_error ("%s: not all words are there", screen->name);
}

static void
show (GtkWidget *window, const Screen *screen)
{
  g_auto (GStrv) parts = g_strsplit (screen->action, " ", 2);
  GtkWidget *entry = app_test_find (window, GTK_TYPE_SEARCH_ENTRY);
  const char *action = g_str_has_prefix (parts[0], "test.") ? parts[1] : parts[0];

  kw_window_set_snapshot (KW_WINDOW (window), app_test_get_snapshot ());
  kw_window_show_page (KW_WINDOW (window), "record");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  app_test_settle (window);
  activate (window, "win.tab::summary");
  for (guint i = 0; i < G_N_ELEMENTS (shows); i++)
    if (strcmp (parts[0], shows[i].name) == 0)
      shows[i].show (KW_WINDOW (window));
  if (action != NULL)
    activate (window, action);
}

static void
test_screens (gconstpointer data)
{
  const Look *look = data;

  set_look (look);
  g_autofree char *dir = fixture_new ();
  GtkWidget *window = kw_window_new (NULL, dir);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_set_default_size (GTK_WINDOW (window), look->width, look->height);
  kw_window_set_snapshot (KW_WINDOW (window), app_test_get_snapshot ());
  gtk_window_present (GTK_WINDOW (window));

  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%s", screens[i].name, look->name);
      show (window, &screens[i]);
      /* With large text a list shows its first rows and no more. */
      wait_for_words (window, &screens[i], look->scale > 1 ? 1 : G_N_ELEMENTS (screens[i].must));
      app_test_save_png (window, name);
      audit_screen (window, name, known);
      /* A window never asks for more width than it was given. */
      g_assert_cmpint (gtk_widget_get_width (window), <=, look->width + 60);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle_gone (&window);
  fixture_remove (dir);
}

static const Look *
find_look (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (g_strcmp0 (looks[i].name, name) == 0)
      return &looks[i];
  g_error ("usage: test-app-screens LOOK");
}

int
main (int argc, char **argv)
{
  const Look *look = find_look (argc > 1 ? argv[1] : NULL);
  g_autofree char *path = g_strdup_printf ("/app/screens/%s", look->name);

  /* libadwaita asks the desktop before the first window, and there is none here to ask. */
  if (look->high_contrast)
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  audit_start ();
  fixture_start ();
  app_test_init (&argc, &argv);
  if (look->right_to_left)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  g_test_add_data_func (path, look, test_screens);

  return fixture_end (g_test_run ());
}
