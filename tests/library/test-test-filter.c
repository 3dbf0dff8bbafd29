/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/fixture.h"
#include "library/test-filter.h"

#define PATIENT "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa'}]}"
#define LAB(id, name, value)                                                                       \
  "{'resourceType':'Observation','id':'" id "','status':'final','subject':{'reference':"           \
  "'Patient/a'},'effectiveDateTime':'2026-01-01','category':[{'coding':[{'code':'laboratory'}]}]," \
  "'code':{'text':'" name "'},'valueQuantity':{'value':" value ",'unit':'mg/dL'},"                 \
  "'referenceRange':[{'low':{'value':70,'unit':'mg/dL'},'high':{'value':99,'unit':'mg/dL'}}]}"

static void
assert_found (const File *file, const char *typed, gboolean only_outside, guint n)
{
  g_auto (KwTestFilter) filter = { 0 };
  kw_test_filter_init (&filter, typed, only_outside);
  g_autoptr (GArray) found = kw_test_filter_dup (
      &filter, file->snapshot, kw_snapshot_get_group (file->snapshot, KW_GROUP_TESTS));

  g_assert_cmpuint (found->len, ==, n);
}

/* Typed words find a test by any of its names (rule G4), in any order, and only what is outside its
 * range may be asked for (rule L15). */
static void
test_filter (void)
{
  static const char *const resources[] = {
    PATIENT,
    LAB ("a", "Glucose", "148"),
    LAB ("b", "Urea nitrogen", "80"),
    LAB ("c", "Creatinine <b>", "80"),
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  file_open (&file, resources);

  assert_found (&file, "", FALSE, 3);
  assert_found (&file, "   ", FALSE, 3);
  assert_found (&file, "GLUC", FALSE, 1);
  assert_found (&file, "sugar", FALSE, 1);
  assert_found (&file, "nitro urea", FALSE, 1);
  assert_found (&file, "urea glucose", FALSE, 0);
  assert_found (&file, "<b>", FALSE, 1);
  assert_found (&file, "", TRUE, 1);
  assert_found (&file, "urea", TRUE, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/test-filter/G4-L15", test_filter);

  return g_test_run ();
}
