/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app/row-style.h"

static KwItem *
new_item (const char *id)
{
  KwSnapshot *snapshot = app_test_get_snapshot ();

  for (guint i = 0; i < kw_snapshot_get_n_records (snapshot); i++)
    if (strcmp (kw_snapshot_get_record (snapshot, i)->id, id) == 0)
      return kw_item_new_record (snapshot, kw_snapshot_get_record (snapshot, i));
  g_error ("no record %s", id);
}

typedef struct
{
  const char *id;
  KwRowStyle style;
  const char *must[4];
} Case;

static const Case cases[] = {
  { "a1", KW_ROW_ALLERGY, { "Penicillin", "Hives, short of breath", "⚠ Severe" } },
  { "a3", KW_ROW_ALLERGY, { "Codeine", "(intolerance)", "Nausea" } },
  { "m5",
    KW_ROW_MEDICINE,
    { "Metformin 500 mg tablet", "Take 1 tablet by mouth twice a day with meals.",
      "For: Type 2 diabetes", "Dr. Helen Marsh" } },
  { "m8", KW_ROW_MEDICINE, { "Do not take: Ibuprofen" } },
  { "m2", KW_ROW_BRIEF, { "Atorvastatin 20 mg tablet", "Take 1 tablet by mouth at bedtime." } },
  { "l2", KW_ROW_TEST, { "Creatinine", "▲ Above the standard range" } },
  { "l2", KW_ROW_TEST_SLIM, { "1.12 mg/dL", "0.55" } },
  { "l5", KW_ROW_TEST, { "Urine culture", "No growth" } },
  { "v1", KW_ROW_VITAL, { "Blood pressure", "138/82 mmHg" } },
  { "l7", KW_ROW_DATED, { "5 Nov", "Glucose", "148 mg/dL" } },
  { "i0", KW_ROW_VACCINE, { "2 Oct", "Flu vaccine – Influenza, seasonal", "Given" } },
  { "d1", KW_ROW_DOCUMENT, { "Progress note", "Dr. Helen Marsh" } },
  { "c1", KW_ROW_FOUND, { "Hypertension" } },
};

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwItem) item = new_item (cases[i].id);
      GtkWidget *row = g_object_ref_sink (kw_row_new ());
      kw_row_bind (KW_ROW (row), item, cases[i].style);
      g_autofree char *text = app_test_dup_text (row);
      for (guint w = 0; w < G_N_ELEMENTS (cases[i].must) && cases[i].must[w] != NULL; w++)
        if (strstr (text, cases[i].must[w]) == NULL)
          g_error ("%s: no “%s” in\n%s", cases[i].id, cases[i].must[w], text);
      /* Rule G2: no code and no address of a code system in a row. */
      g_assert_null (strstr (text, "http://"));
      g_assert_nonnull (kw_row_get_spoken (KW_ROW (row)));
      g_assert_finalize_object (row);
    }
}

/* What a row says is said by the list item that holds it. */
static void
test_spoken (void)
{
  g_autoptr (KwItem) item = new_item ("a1");
  GtkWidget *list = g_object_ref_sink (gtk_list_box_new ());
  GtkWidget *row = kw_row_new ();

  kw_row_bind (KW_ROW (row), item, KW_ROW_ALLERGY);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_test_accessible_assert_property (gtk_widget_get_parent (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       kw_row_get_spoken (KW_ROW (row)));
  g_object_unref (list);
}

/* A row that is used again keeps nothing of the record before. */
static void
test_again (void)
{
  g_autoptr (KwItem) first = new_item ("a1");
  g_autoptr (KwItem) second = new_item ("d3");
  GtkWidget *row = g_object_ref_sink (kw_row_new ());

  kw_row_bind (KW_ROW (row), first, KW_ROW_ALLERGY);
  kw_row_bind (KW_ROW (row), second, KW_ROW_DOCUMENT);
  g_autofree char *text = app_test_dup_text (row);
  g_assert_null (strstr (text, "Penicillin"));
  g_assert_null (strstr (text, "Severe"));
  g_assert_finalize_object (row);
}

/* A row that showed one record shows nothing of it with the next, whatever both have. */
static void
test_pairs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (cases); j++)
      {
        GtkWidget *used = g_object_ref_sink (kw_row_new ());
        GtkWidget *fresh = g_object_ref_sink (kw_row_new ());
        g_autoptr (KwItem) before = new_item (cases[i].id);
        g_autoptr (KwItem) item = new_item (cases[j].id);

        kw_row_bind (KW_ROW (used), before, cases[i].style);
        kw_row_bind (KW_ROW (used), item, cases[j].style);
        kw_row_bind (KW_ROW (fresh), item, cases[j].style);
        g_autofree char *of_used = app_test_dup_text (used);
        g_autofree char *of_fresh = app_test_dup_text (fresh);
        g_assert_cmpstr (of_used, ==, of_fresh);
        g_assert_cmpstr (kw_row_get_spoken (KW_ROW (used)), ==, kw_row_get_spoken (KW_ROW (fresh)));
        g_object_unref (used);
        g_object_unref (fresh);
      }
}

/* And a heading nothing of the record before. */
static void
test_heading_again (void)
{
  GtkWidget *row = g_object_ref_sink (kw_row_new ());
  g_autoptr (KwItem) record = new_item ("l2");
  g_autoptr (KwItem) heading = kw_item_new_heading ("2026", "9");

  kw_row_bind (KW_ROW (row), record, KW_ROW_DATED);
  kw_row_bind (KW_ROW (row), heading, KW_ROW_DATED);
  g_autofree char *text = app_test_dup_text (row);
  g_assert_cmpstr (text, ==, "2026  9\n");
  g_object_unref (row);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/row/words", test_words);
  g_test_add_func ("/app/row/spoken", test_spoken);
  g_test_add_func ("/app/row/again", test_again);

  g_test_add_func ("/app/row/pairs", test_pairs);
  g_test_add_func ("/app/row/heading-again", test_heading_again);

  return g_test_run ();
}
