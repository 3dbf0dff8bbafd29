/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include <string.h>

#include "app/disagreements-page.h"
#include "app/summary-view.h"
#include "library/snapshot-private.h"

static void
add_source (KwSnapshot *snapshot, const char *id, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);

  g_ptr_array_add (snapshot->sources,
                   kw_source_new (KW_SOURCE_CONNECTION, id, name, "https://a.example/r4"));
  KW_JSON_FOREACH (resource, kw_json_get_root (json))
    {
      g_autoptr (KwRecord) record = kw_record_new_from_fhir (resource, id);

      kw_snapshot_add (snapshot, record, NULL);
    }
}

#define ORDER(id, status, name)                                                                    \
  "{\"resourceType\":\"MedicationRequest\",\"id\":\"" id "\",\"status\":\"" status                 \
  "\",\"intent\":\"order\",\"medicationCodeableConcept\":{\"text\":\"" name "\"}}"

static KwSnapshot *
new_snapshot (gboolean agree)
{
  KwSnapshot *snapshot = kw_snapshot_alloc ();

  add_source (
      snapshot, "c1", "Riverside Hospital",
      "[" ORDER ("a", "active", "Lisinopril 10 mg") ","
                                                    "{\"resourceType\":\"AllergyIntolerance\","
                                                    "\"id\":\"n\",\"code\":{\"text\":\"Nuts\"}}]");
  add_source (snapshot, "c2", "City Clinic",
              agree ? "[" ORDER ("b", "active", "Lisinopril 10 mg") "]"
                    : "[" ORDER (
                        "b", "active",
                        "Lisinopril 20 mg") ","
                                            "{\"resourceType\":\"AllergyIntolerance\",\"id\":\"x\","
                                            "\"code\":{\"text\":"
                                            "\"No known "
                                            "allergies\",\"coding\":[{\"code\":\"716186003\"}]}}]");
  kw_snapshot_seal (snapshot);
  return snapshot;
}

static char *
dup_shown (GType type, KwSnapshot *snapshot, const char *picture)
{
  GtkWidget *window = gtk_window_new ();
  KwView *view = g_object_new (type, NULL);
  char *text;

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  kw_view_set_snapshot (view, snapshot);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle (window);
  app_test_save_png (window, picture);
  text = app_test_dup_text (window);
  gtk_window_destroy (GTK_WINDOW (window));
  return text;
}

static void
assert_all (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("no “%s” in\n%s", words[i], text);
}

/* What everybody says stands side by side, with who says it, and nobody is told what to do. */
static void
test_page (void)
{
  static const char *const must[] = { "Where your hospitals disagree",
                                      "Ask your clinic.",
                                      "Allergies: Listed by one, “none known” at another",
                                      "Nuts",
                                      "No known allergies",
                                      "Lisinopril 10 mg: Not the same strength",
                                      "Lisinopril 20 mg",
                                      "Riverside Hospital",
                                      "City Clinic",
                                      NULL };
  g_autoptr (KwSnapshot) snapshot = new_snapshot (FALSE);
  g_autofree char *text = dup_shown (KW_TYPE_DISAGREEMENTS_PAGE, snapshot, "disagreements");

  assert_all (text, must);
}

static void
test_none (void)
{
  static const char *const must[] = { "Your hospitals do not disagree on what is here.", NULL };
  g_autoptr (KwSnapshot) snapshot = new_snapshot (TRUE);
  g_autofree char *text = dup_shown (KW_TYPE_DISAGREEMENTS_PAGE, snapshot, "disagreements-none");

  assert_all (text, must);
}

/* The Summary has the card only where there is something to say. */
static void
test_card (void)
{
  static const char *const must[]
      = { "Where your hospitals disagree", "Lisinopril 10 mg: Not the same strength", NULL };
  g_autoptr (KwSnapshot) differ = new_snapshot (FALSE);
  g_autoptr (KwSnapshot) agree = new_snapshot (TRUE);
  g_autofree char *text = dup_shown (KW_TYPE_SUMMARY_VIEW, differ, "summary-disagreements");
  g_autofree char *none = dup_shown (KW_TYPE_SUMMARY_VIEW, agree, "summary-agreement");

  assert_all (text, must);
  g_assert_null (strstr (none, "disagree"));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/disagreements/page", test_page);
  g_test_add_func ("/app/disagreements/none", test_none);
  g_test_add_func ("/app/disagreements/card", test_card);

  return g_test_run ();
}
