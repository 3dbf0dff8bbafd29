/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/links.h"

#include "library/fixture.h"

#define AT_E1 "'encounter':{'reference':'Encounter/e1'}"
#define OF_ROSA "'subject':{'reference':'Patient/rosa'}"

static const char *const record[] = {
  "{'resourceType':'Patient','id':'rosa','name':[{'text':'Rosa Alvarez'}]}",
  "{'resourceType':'Encounter','id':'e1'," OF_ROSA ",'status':'finished',"
  "'type':[{'text':'Office visit'}],"
  "'period':{'start':'2026-11-05T09:00:00Z','end':'2026-11-05T09:30:00Z'},"
  "'diagnosis':[{'condition':{'reference':'Condition/c1'}}]}",
  /* Its id is the end of another's. */
  "{'resourceType':'Encounter','id':'1'," OF_ROSA ",'status':'finished',"
  "'type':[{'text':'Hospital stay'}],"
  "'period':{'start':'2026-10-01','end':'2026-10-04'}}",
  "{'resourceType':'Condition','id':'c1'," OF_ROSA ",'code':{'text':'Cough'},"
  "'recordedDate':'2026-11-05'}",
  "{'resourceType':'Observation','id':'l1'," OF_ROSA "," AT_E1 ",'status':'final',"
  "'category':[{'coding':[{'code':'laboratory'}]}],'code':{'text':'Creatinine'},"
  "'effectiveDateTime':'2026-11-05','valueString':'1'}",
  "{'resourceType':'DiagnosticReport','id':'r1'," OF_ROSA ",'status':'final',"
  "'code':{'text':'Kidney tests'},'effectiveDateTime':'2026-11-05',"
  "'result':[{'reference':'Observation/l1'}]}",
  "{'resourceType':'MedicationRequest','id':'m1'," OF_ROSA "," AT_E1 ",'status':'active',"
  "'intent':'order','medicationCodeableConcept':{'text':'Amlodipine'},"
  "'authoredOn':'2026-11-05'}",
  "{'resourceType':'MedicationDispense','id':'d1'," OF_ROSA ",'status':'completed',"
  "'medicationCodeableConcept':{'text':'Amlodipine'},'whenHandedOver':'2026-11-06',"
  "'authorizingPrescription':[{'reference':'MedicationRequest/m1'}]}",
  "{'resourceType':'Procedure','id':'p1'," OF_ROSA ",'status':'completed',"
  "'code':{'text':'X-ray'},'performedDateTime':'2026-10-03T10:00:00Z'}",
  "{'resourceType':'Procedure','id':'p2'," OF_ROSA ",'status':'completed',"
  "'code':{'text':'Undated'}}",
  "{'resourceType':'CarePlan','id':'k1'," OF_ROSA ",'status':'active','intent':'plan',"
  "'title':'Blood pressure','goal':[{'reference':'Goal/g1'}],"
  "'activity':[{'reference':{'reference':'MedicationRequest/m1'}}]}",
  "{'resourceType':'Goal','id':'g1'," OF_ROSA ",'lifecycleStatus':'active',"
  "'description':{'text':'Below 130'}}",
  NULL,
};

static void
assert_links (const KwSnapshot *snapshot, const char *ref, const char *ids)
{
  const KwRecord *found = kw_snapshot_find (snapshot, ref);

  g_assert_nonnull (found);
  g_autoptr (GArray) links = kw_links_dup (snapshot, found);
  fixture_assert_ids (snapshot, links, ids);
}

/* Both ways, each once, never the person, and no id that is only the end of another. */
static void
test_links (void)
{
  g_auto (File) file = { NULL, NULL };
  static const char *const cases[][2] = {
    { "Encounter/e1", "c1 m1 l1" },
    { "Encounter/1", "" },
    { "Observation/l1", "e1 r1" },
    { "DiagnosticReport/r1", "" },
    { "Condition/c1", "e1" },
    { "MedicationRequest/m1", "e1 d1 k1" },
    { "MedicationDispense/d1", "m1" },
    { "CarePlan/k1", "g1 m1" },
    { "Goal/g1", "k1" },
  };

  file_open (&file, record);
  const char *source = kw_snapshot_get_record (file.snapshot, 0)->source;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ref = g_strdup_printf ("%s/%s", source, cases[i][0]);
      assert_links (file.snapshot, ref, cases[i][1]);
    }
}

/* Rule G5: only what the same days have, told apart from what the record says. */
static void
test_same_day (void)
{
  g_auto (File) file = { NULL, NULL };
  static const char *const cases[][2] = { { "Encounter/e1", "r1" }, { "Encounter/1", "p1" } };

  file_open (&file, record);
  const char *source = kw_snapshot_get_record (file.snapshot, 0)->source;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ref = g_strdup_printf ("%s/%s", source, cases[i][0]);
      const KwRecord *visit = kw_snapshot_find (file.snapshot, ref);
      g_autoptr (GArray) same = kw_links_dup_same_day (file.snapshot, visit);
      fixture_assert_ids (file.snapshot, same, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/links/both-ways", test_links);
  g_test_add_func ("/library/links/same-day-G5", test_same_day);

  return g_test_run ();
}
