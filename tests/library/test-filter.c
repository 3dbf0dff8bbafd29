/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/filter.h"
#include "library/fixture.h"

#define LAB                                                                                        \
  "{'resourceType':'Observation','status':'final','category':[{'coding':[{'code':'laboratory'}]}]" \
  ","                                                                                              \
  "'code':{'text':'Zinc'},'id':"

static const char *const resources[] = {
  "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa'}]}",
  LAB "'high','effectiveDateTime':'2024-02-01','interpretation':[{'coding':[{'code':'H'}]}],"
      "'valueQuantity':{'value':9}}",
  LAB "'worst','effectiveDateTime':'2023-05-01','interpretation':[{'coding':[{'code':'HH'}]}],"
      "'valueQuantity':{'value':99}}",
  LAB "'fine','effectiveDateTime':'2022-05-01','interpretation':[{'coding':[{'code':'N'}]}],"
      "'valueQuantity':{'value':5}}",
  LAB "'undated','valueQuantity':{'value':5}}",
  "{'resourceType':'DiagnosticReport','id':'report','status':'final','effectiveDateTime':'2022-05-"
  "01','category':[{'coding':[{'code':'LAB'}]}],'code':{'text':'Panel'}}",
  NULL,
};

/* Rule S2: each limit, and all together; rule D2: what has no date has a choice of its own. */
static void
test_apply (void)
{
  static const struct
  {
    KwFilter filter;
    const char *ids;
  } cases[] = {
    { { .first_year = 0 }, "high worst report fine undated" },
    { { .first_year = 2023 }, "high worst" },
    { { .last_year = 2023 }, "worst report fine" },
    { { .first_year = 2022, .last_year = 2022 }, "report fine" },
    { { .only_undated = TRUE }, "undated" },
    { { .values = { [KW_FACET_STATUS] = (char *) "outside" } }, "high worst" },
    { { .values = { [KW_FACET_STATUS] = (char *) "outside" }, .last_year = 2023 }, "worst" },
    { { .values = { [KW_FACET_STATUS] = (char *) "Above the standard range" } }, "high" },
    { { .values = { [KW_FACET_KIND] = (char *) "Report" } }, "report" },
    { { .values = { [KW_FACET_SOURCE] = (char *) "nobody" } }, "" },
  };
  g_auto (File) file = { NULL, NULL };

  file_open (&file, resources);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) rows
          = kw_filter_apply (&cases[i].filter, file.snapshot,
                             kw_snapshot_get_section (file.snapshot, KW_SECTION_LABS));

      g_assert_true (kw_filter_is_active (&cases[i].filter) == (i > 0));
      fixture_assert_ids (file.snapshot, rows, cases[i].ids);
    }
}

/* What can be chosen is what the list has, with counts. */
static void
test_values (void)
{
  g_auto (File) file = { NULL, NULL };

  file_open (&file, resources);
  const GArray *labs = kw_snapshot_get_section (file.snapshot, KW_SECTION_LABS);
  g_autoptr (GPtrArray) status = kw_filter_list_values (file.snapshot, labs, KW_FACET_STATUS);
  g_autoptr (GPtrArray) sources = kw_filter_list_values (file.snapshot, labs, KW_FACET_SOURCE);
  const KwFacetValue *outside = g_ptr_array_index (status, 0);
  const KwFacetValue *source = g_ptr_array_index (sources, 0);
  guint n = 0;

  g_assert_cmpstr (outside->label, ==, "Outside their range");
  g_assert_cmpuint (outside->n_records, ==, 2);
  for (guint i = 1; i < status->len; i++)
    n += ((const KwFacetValue *) g_ptr_array_index (status, i))->n_records;
  g_assert_cmpuint (n, ==, labs->len);
  g_assert_cmpuint (sources->len, ==, 1);
  g_assert_cmpstr (source->label, ==, "record.json");
  g_assert_false (kw_filter_has_values (file.snapshot, labs, KW_FACET_SOURCE));
  g_assert_true (kw_filter_has_values (file.snapshot, labs, KW_FACET_KIND));
}

static void
test_years (void)
{
  g_auto (File) file = { NULL, NULL };
  static const int expected[] = { 2024, 2023, 2022, 0 };

  file_open (&file, resources);
  g_autoptr (GArray) years = kw_filter_list_years (
      file.snapshot, kw_snapshot_get_section (file.snapshot, KW_SECTION_LABS));
  g_assert_cmpmem (years->data, years->len * sizeof (int), expected, sizeof expected);
}

static void
test_clear (void)
{
  KwFilter filter = { .first_year = 2020, .only_undated = TRUE };

  kw_filter_set (&filter, KW_FACET_KIND, "Report");
  kw_filter_set (&filter, KW_FACET_KIND, "Result");
  g_assert_true (kw_filter_is_active (&filter));
  kw_filter_clear (&filter);
  g_assert_false (kw_filter_is_active (&filter));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/apply/S2", test_apply);
  g_test_add_func ("/filter/values", test_values);
  g_test_add_func ("/filter/years/D2", test_years);
  g_test_add_func ("/filter/clear", test_clear);
  return g_test_run ();
}
