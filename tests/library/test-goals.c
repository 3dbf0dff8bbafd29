/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/fixture.h"
#include "library/goals.h"

#define PATIENT "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa'}]}"
#define LAB(id, code)                                                                              \
  "{'resourceType':'Observation','id':'" id "','status':'final','subject':{'reference':"           \
  "'Patient/a'},'category':[{'coding':[{'code':'laboratory'}]}],'code':{'coding':[{'system':"      \
  "'http://loinc.org','code':'" code "'}]},'valueQuantity':{'value':6.8,'unit':'%'}}"
#define GOAL(id, status, code, detail)                                                             \
  "{'resourceType':'Goal','id':'" id "','lifecycleStatus':'" status                                \
  "','description':{'text':'Aim'},'subject':{'reference':'Patient/a'},'target':[{'measure':"       \
  "{'coding':[{'system':'http://loinc.org','code':'" code "'}]}," detail "}]}"
#define BELOW(value) "'detailQuantity':{'value':" value ",'comparator':'<=','unit':'%'}"

/* Rule L8: an active goal of the same code with a target that has a side. */
static void
test_goal (void)
{
  static const char *const resources[] = {
    PATIENT,
    LAB ("a1c", "4548-4"),
    LAB ("sugar", "2345-7"),
    LAB ("sodium", "2951-2"),
    LAB ("iron", "2498-4"),
    GOAL ("g1", "active", "4548-4", BELOW ("7.0")),
    GOAL ("g2", "completed", "4548-4", BELOW ("8.0")),
    GOAL ("g3", "active", "2345-7",
          "'detailRange':{'low':{'value':80,'unit':'mg/dL'},'high':{'value':130,'unit':'mg/dL'}}"),
    GOAL ("g4", "active", "2951-2", BELOW ("1")),
    GOAL ("g5", "active", "2951-2", BELOW ("2")),
    GOAL ("g6", "active", "2498-4", "'detailQuantity':{'value':80,'unit':'ug/dL'}"),
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  file_open (&file, resources);
  const KwRange *a1c
      = kw_snapshot_get_goal (file.snapshot, kw_snapshot_find (file.snapshot, "s/Observation/a1c"));
  const KwRange *sugar = kw_snapshot_get_goal (
      file.snapshot, kw_snapshot_find (file.snapshot, "s/Observation/sugar"));

  g_assert_nonnull (a1c);
  g_assert_null (a1c->low);
  g_assert_cmpstr (a1c->high, ==, "7.0");
  g_assert_cmpstr (a1c->type, ==, "treatment");
  g_assert_nonnull (sugar);
  g_assert_cmpstr (sugar->low, ==, "80");
  g_assert_cmpstr (sugar->high, ==, "130");
  /* Two that differ, and a number that may be a least or a most, are no goal that can be drawn. */
  g_assert_null (kw_snapshot_get_goal (file.snapshot,
                                       kw_snapshot_find (file.snapshot, "s/Observation/sodium")));
  g_assert_null (
      kw_snapshot_get_goal (file.snapshot, kw_snapshot_find (file.snapshot, "s/Observation/iron")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/goals/L8", test_goal);

  return g_test_run ();
}
