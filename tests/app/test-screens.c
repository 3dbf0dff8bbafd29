/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app/tabs.h"
#include "app/window.h"

/* Every tab and page, in every look, drawn and saved as a picture; what must be on it is read from
 * its labels. */

typedef struct
{
  const char *name;
  int width;
  int height;
  gboolean dark;
  double scale;
} Look;

static const Look looks[] = {
  { "light", 1000, 700, FALSE, 1 },
  { "dark", 1000, 700, TRUE, 1 },
  { "large-text", 1000, 700, FALSE, 2 },
  { "narrow", 360, 720, FALSE, 1 },
};

typedef struct
{
  const char *name;
  const char *action; /* detailed */
  const char *must[6];
} Screen;

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
  { "connections", "win.connections", { "rosa.json" } },
};

static void
set_look (const Look *look)
{
  app_test_set_dark (look->dark);
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
wait_for_words (GtkWidget *window, const Screen *screen)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  while (g_get_monotonic_time () < end)
    {
      gboolean all = TRUE;
      app_test_settle (window);
      g_free (text);
      text = app_test_dup_text (window);
      for (guint i = 0; i < G_N_ELEMENTS (screen->must) && screen->must[i] != NULL; i++)
        all = all && strstr (text, screen->must[i]) != NULL;
      if (all)
        return;
    }
  g_test_message ("%s", text);
  g_error ("%s: not all words are there", screen->name);
}

static void
test_screens (gconstpointer data)
{
  const Look *look = data;

  set_look (look);
  GtkWidget *window = kw_window_new (NULL, g_get_tmp_dir ());
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_set_default_size (GTK_WINDOW (window), look->width, look->height);
  kw_window_set_snapshot (KW_WINDOW (window), app_test_get_snapshot ());
  gtk_window_present (GTK_WINDOW (window));

  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%s", screens[i].name, look->name);
      activate (window, "win.tab::summary");
      activate (window, screens[i].action);
      wait_for_words (window, &screens[i]);
      app_test_save_png (window, name);
      /* A window never asks for more width than it was given. */
      g_assert_cmpint (gtk_widget_get_width (window), <=, look->width + 60);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle_gone (&window);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/screens/%s", looks[i].name);
      g_test_add_data_func (path, &looks[i], test_screens);
    }

  return g_test_run ();
}
