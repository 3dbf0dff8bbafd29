/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app/record-list.h"

static KwItem *
get (KwRecordList *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (list), position);
}

/* Years are rows of the model, the newest first, undated records at the end and never lost. */
static void
test_years (void)
{
  KwSnapshot *snapshot = app_test_get_snapshot ();
  const GArray *labs = kw_snapshot_get_section (snapshot, KW_SECTION_LABS);
  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);
  guint records = 0, headings = 0;
  int last_year = G_MAXINT;

  kw_record_list_append_grouped (list, labs, KW_GROUPING_YEAR);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (KwItem) item = get (list, i);
      if (kw_item_get_record (item) != NULL)
        {
          records++;
          continue;
        }
      int year = atoi (kw_item_get_heading (item));
      g_assert_cmpint (year, <, last_year);
      last_year = year;
      headings++;
    }
  g_assert_cmpuint (records, ==, labs->len);
  g_assert_cmpuint (records, ==, kw_record_list_get_n_records (list));
  g_assert_cmpuint (headings, ==, 2);
}

/* A group of rows is drawn as one card, so the first and the last must know that they are. */
static void
test_edges (void)
{
  KwSnapshot *snapshot = app_test_get_snapshot ();
  const GArray *allergies = kw_snapshot_get_group (snapshot, KW_GROUP_ALLERGIES);
  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);

  kw_record_list_append (list, "Allergies", "2", allergies);
  kw_record_list_append (list, "Again", NULL, allergies);
  g_autoptr (KwItem) heading = get (list, 0);
  g_autoptr (KwItem) first = get (list, 1);
  g_autoptr (KwItem) last = get (list, 2);
  g_assert_cmpstr (kw_item_get_heading (heading), ==, "Allergies");
  g_assert_cmpstr (kw_item_get_detail (heading), ==, "2");
  g_assert_true (kw_item_is_first (first) && !kw_item_is_last (first));
  g_assert_true (!kw_item_is_first (last) && kw_item_is_last (last));
  g_assert_null (get (list, 99));
}

static void
test_days (void)
{
  KwSnapshot *snapshot = app_test_get_snapshot ();
  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);

  kw_record_list_append_grouped (list, kw_snapshot_get_group (snapshot, KW_GROUP_DOCUMENTS),
                                 KW_GROUPING_DAY);
  g_autoptr (KwItem) heading = get (list, 0);
  g_assert_cmpstr (kw_item_get_heading (heading), ==, "5 November 2026");
  g_assert_cmpstr (kw_item_get_detail (heading), ==, "2");
}

/* Rule S3: the way to a year, and to a record; what opens the rest is the end of its card. */
static void
test_find (void)
{
  KwSnapshot *snapshot = app_test_get_snapshot ();
  const GArray *labs = kw_snapshot_get_section (snapshot, KW_SECTION_LABS);
  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);
  guint position = 0;

  kw_record_list_append_grouped (list, labs, KW_GROUPING_YEAR);
  g_autoptr (GArray) years = kw_record_list_dup_years (list);
  g_assert_cmpuint (years->len, ==, 2);
  g_assert_true (kw_record_list_find_year (list, g_array_index (years, int, 1), &position));
  g_autoptr (KwItem) heading = get (list, position);
  g_assert_cmpint (atoi (kw_item_get_heading (heading)), ==, g_array_index (years, int, 1));
  g_assert_false (kw_record_list_find_year (list, 1066, &position));

  const KwRecord *last
      = kw_snapshot_get_record (snapshot, g_array_index (labs, guint32, labs->len - 1));
  g_assert_true (kw_record_list_find_ref (list, last->ref, &position));
  g_assert_cmpuint (position, ==, g_list_model_get_n_items (G_LIST_MODEL (list)) - 1);

  kw_record_list_append_more (list, "Show all", KW_SECTION_LABS);
  g_autoptr (KwItem) before = get (list, position);
  g_autoptr (KwItem) more = get (list, position + 1);
  KwSection section = KW_SECTION_OTHER;
  g_assert_false (kw_item_is_last (before));
  g_assert_true (kw_item_is_last (more) && !kw_item_is_first (more));
  g_assert_true (kw_item_get_more (more, &section) && section == KW_SECTION_LABS);
}

static void
test_finalize (void)
{
  KwRecordList *list = kw_record_list_new (app_test_get_snapshot ());

  g_assert_finalize_object (list);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/record-list/years", test_years);
  g_test_add_func ("/app/record-list/edges", test_edges);
  g_test_add_func ("/app/record-list/days", test_days);
  g_test_add_func ("/app/record-list/find/S3", test_find);
  g_test_add_func ("/app/record-list/finalize", test_finalize);

  return g_test_run ();
}
