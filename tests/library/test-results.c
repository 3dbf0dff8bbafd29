/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/fixture.h"

#define PATIENT "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa'}]}"
#define LAB(id, status, code, when)                                                                \
  "{'resourceType':'Observation','id':'" id "','status':'" status "','subject':{'reference':"      \
  "'Patient/a'},'category':[{'coding':[{'code':'laboratory'}]}],'code':{'coding':[{'system':"      \
  "'http://loinc.org','code':'" code "'}]},'effectiveDateTime':'" when "'"
#define VALUE(value, unit) ",'valueQuantity':{'value':" value ",'unit':'" unit "'}}"
#define MEMBERS(list) ",'hasMember':[" list "]}"
#define MEMBER(id) "{'reference':'Observation/" id "'}"
#define REPORT(id, list)                                                                           \
  "{'resourceType':'DiagnosticReport','id':'" id "','status':'final','subject':{'reference':"      \
  "'Patient/a'},'category':[{'coding':[{'code':'LAB'}]}],'code':{'text':'Panel'},"                 \
  "'effectiveDateTime':'2021-01-01','result':[" list "]}"

static void
assert_group (const File *file, KwGroup group, const char *ids)
{
  fixture_assert_ids (file->snapshot, kw_snapshot_get_group (file->snapshot, group), ids);
}

/* Rule L15: the lab's order, panels within panels opened in their place, each result once, and no
 * result of the labs lost. */
static void
test_panels (void)
{
  static const char *const resources[] = {
    PATIENT,
    LAB ("na", "final", "2951-2", "2021-01-01") VALUE ("140", "mmol/L"),
    LAB ("k", "final", "2823-3", "2021-01-01") VALUE ("4", "mmol/L"),
    LAB ("cl", "final", "2075-0", "2021-01-01") VALUE ("100", "mmol/L"),
    LAB ("salts", "final", "24326-1", "2021-01-01") MEMBERS (MEMBER ("k") "," MEMBER ("cl")),
    LAB ("salts-with-words", "final", "24326-1",
         "2020-01-01") ",'note':[{'text':'Seen twice'}]" MEMBERS (MEMBER ("cl")),
    LAB ("alone", "final", "718-7", "2021-01-01") VALUE ("13", "g/dL"),
    REPORT ("report", MEMBER ("salts") "," MEMBER ("na") "," MEMBER ("k") "," MEMBER (
                          "salts-with-words") "," MEMBER ("none")),
    REPORT ("empty", MEMBER ("none")),
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  g_autoptr (GArray) members = NULL;

  file_open (&file, resources);
  members = kw_snapshot_dup_members (file.snapshot,
                                     kw_snapshot_find (file.snapshot, "s/DiagnosticReport/report"));
  fixture_assert_ids (file.snapshot, members, "k cl na salts-with-words");
  assert_group (&file, KW_GROUP_PANELS, "report");
  assert_group (&file, KW_GROUP_RESULTS_ALONE, "empty alone");
}

/* Panels that name each other: damage, which neither hangs nor hides a result. */
static void
test_circle (void)
{
  static const char *const resources[] = {
    PATIENT,
    LAB ("p", "final", "24326-1", "2021-01-02") MEMBERS (MEMBER ("q") "," MEMBER ("k")),
    LAB ("q", "final", "24326-1", "2021-01-01") MEMBERS (MEMBER ("p") "," MEMBER ("na")),
    LAB ("self", "final", "24326-1", "2020-01-01") MEMBERS (MEMBER ("self")),
    LAB ("na", "final", "2951-2", "2021-01-01") VALUE ("140", "mmol/L"),
    LAB ("k", "final", "2823-3", "2021-01-01") VALUE ("4", "mmol/L"),
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  g_autoptr (GArray) members = NULL;

  file_open (&file, resources);
  members = kw_snapshot_dup_members (file.snapshot,
                                     kw_snapshot_find (file.snapshot, "s/Observation/p"));
  fixture_assert_ids (file.snapshot, members, "na k");
  assert_group (&file, KW_GROUP_PANELS, "p");
  assert_group (&file, KW_GROUP_RESULTS_ALONE, "self");
}

static const KwRecord *
find (const File *file, const char *id)
{
  g_autofree char *ref = g_strconcat ("s/Observation/", id, NULL);
  return kw_snapshot_find (file->snapshot, ref);
}

/* Rule L17: a preliminary result that was sent again as final, and a final one that was corrected,
 * count no more; but only at the same minute. */
static void
test_corrections (void)
{
  static const char *const resources[] = {
    PATIENT,
    LAB ("k1", "preliminary", "2823-3", "2021-01-01T08:00:00Z") VALUE ("6.9", "mmol/L"),
    LAB ("k2", "final", "2823-3", "2021-01-01T09:00:00+01:00") VALUE ("5.0", "mmol/L"),
    LAB ("na1", "final", "2951-2", "2021-01-01T08:00:00Z") VALUE ("120", "mmol/L"),
    LAB ("na2", "corrected", "2951-2", "2021-01-01T08:00:00Z") VALUE ("140", "mmol/L"),
    LAB ("na3", "preliminary", "2951-2", "2021-01-01T08:00:00Z") VALUE ("121", "mmol/L"),
    LAB ("cl1", "preliminary", "2075-0", "2021-01-01") VALUE ("99", "mmol/L"),
    LAB ("cl2", "final", "2075-0", "2021-01-01") VALUE ("100", "mmol/L"),
    LAB ("mg1", "preliminary", "2601-3", "2021-01-01T08:00:00Z") VALUE ("1", "mmol/L"),
    LAB ("mg2", "final", "2601-3", "2021-01-01T08:10:00Z") VALUE ("2", "mmol/L"),
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  g_autofree char *old = NULL;
  g_autofree char *now = NULL;
  g_autofree char *none = NULL;

  file_open (&file, resources);
  g_assert_true (kw_snapshot_get_replacement (file.snapshot, find (&file, "k1"))
                 == find (&file, "k2"));
  g_assert_true (kw_snapshot_get_replacement (file.snapshot, find (&file, "na1"))
                 == find (&file, "na2"));
  g_assert_true (kw_snapshot_get_replacement (file.snapshot, find (&file, "na3"))
                 == find (&file, "na2"));
  const char *const kept[] = { "k2", "na2", "cl1", "cl2", "mg1", "mg2" };
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_null (kw_snapshot_get_replacement (file.snapshot, find (&file, kept[i])));
  assert_group (&file, KW_GROUP_TESTS, "mg2 k2 na2 cl1");

  old = kw_snapshot_dup_result_note (file.snapshot, find (&file, "k1"));
  g_assert_cmpstr (old, ==, "The lab has replaced this result. It is now: 5.0 mmol/L (Final)");
  now = kw_snapshot_dup_result_note (file.snapshot, find (&file, "k2"));
  g_assert_cmpstr (now, ==, "Before this, the lab had sent: 6.9 mmol/L (Preliminary)");
  none = kw_snapshot_dup_result_note (file.snapshot, find (&file, "mg1"));
  g_assert_null (none);
}

/* One result that came twice is told as such; two results on one day are two (rule L12). */
static void
test_same_result (void)
{
  static const char *const resources[] = {
    PATIENT,
    LAB ("a", "final", "2823-3", "2021-01-01T08:00:00Z") VALUE ("5.0", "mmol/L"),
    LAB ("b", "final", "2823-3", "2021-01-01T08:00:00Z") VALUE ("5.0", "mmol/L"),
    LAB ("other-digits", "final", "2823-3", "2021-01-01T08:00:00Z") VALUE ("5.00", "mmol/L"),
    LAB ("later", "final", "2823-3", "2021-01-01T18:00:00Z") VALUE ("5.0", "mmol/L"),
    LAB ("day1", "final", "2951-2", "2021-01-01") VALUE ("140", "mmol/L"),
    LAB ("day2", "final", "2951-2", "2021-01-01") VALUE ("140", "mmol/L"),
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  g_autofree char *note = NULL;

  file_open (&file, resources);
  fixture_assert_ids (file.snapshot, kw_snapshot_get_same_result (file.snapshot, find (&file, "b")),
                      "a b");
  const char *const single[] = { "other-digits", "later", "day1", "day2" };
  for (gsize i = 0; i < G_N_ELEMENTS (single); i++)
    g_assert_null (kw_snapshot_get_same_result (file.snapshot, find (&file, single[i])));
  note = kw_snapshot_dup_result_note (file.snapshot, find (&file, "a"));
  g_assert_cmpstr (note, ==, "2 records say this of the same moment.");
}

/* Rule L19: what the lab marked as critical, by its own code only. */
static void
test_critical (void)
{
#define CODED(code) ",'interpretation':[{'coding':[{'code':'" code "'}]}]"
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_auto (GStrv) parts = g_strsplit (
      LAB ("new", "final", "2823-3", "TODAY") CODED ("LL") VALUE ("2.0", "mmol/L"), "TODAY", 2);
  g_autofree char *new_result = g_strjoinv (today, parts);
  const char *const resources[] = {
    PATIENT,
    new_result,
    LAB ("before", "final", "2823-3", "2020-01-01T08:00:00Z") CODED ("HH") VALUE ("7.0", "mmol/L"),
    LAB ("old", "final", "2075-0", "2020-01-01T08:00:00Z") CODED ("AA") VALUE ("60", "mmol/L"),
    LAB ("high", "final", "2951-2", "2021-01-01T08:00:00Z") CODED ("H") VALUE ("150", "mmol/L"),
    NULL,
  };
  g_auto (File) file = { NULL, NULL };

  file_open (&file, resources);
  g_autofree char *before = kw_snapshot_dup_result_note (file.snapshot, find (&file, "before"));
  g_autofree char *old = kw_snapshot_dup_result_note (file.snapshot, find (&file, "old"));
  g_autofree char *new = kw_snapshot_dup_result_note (file.snapshot, find (&file, "new"));
  g_autofree char *high = kw_snapshot_dup_result_note (file.snapshot, find (&file, "high"));
  g_assert_cmpstr (before, ==, "The lab marked this as critical.");
  g_assert_cmpstr (old, ==, "The lab marked this as critical.");
  g_assert_cmpstr (new, ==, "The lab marked this as critical. Call your clinic today.");
  g_assert_null (high);
}

/* Two hospitals that know a result of one day with the same value know the same result. */
static void
test_two_sources (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) snapshot = NULL;
  g_autoptr (KwSource) second
      = kw_source_new (KW_SOURCE_CONNECTION, "c2", "City Clinic", "https://city.example/r4");
  KwBatch *batch = kw_batch_new ("c1");
  const KwRecord *record;

  g_assert_true (kw_vault_put_source (vault, second, NULL));

  fixture_put_json (batch, LAB ("here", "final", "2823-3", "2021-01-01") VALUE ("5.0", "mmol/L"));
  fixture_commit (vault, batch);
  batch = kw_batch_new ("c2");
  {
    g_autoptr (GBytes) bytes = fixture_json (
        LAB ("there", "final", "2823-3", "2021-01-01T08:00:00Z") VALUE ("5.0", "mmol/L"));
    g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
    g_autoptr (KwRecord) other = kw_record_new_from_fhir (kw_json_get_root (json), "c2");
    kw_batch_put_record (batch, other, bytes);
  }
  fixture_commit (vault, batch);
  snapshot = kw_snapshot_new_from_vault (vault, NULL, NULL);
  record = kw_snapshot_find (snapshot, "c1/Observation/here");
  g_assert_nonnull (record);
  fixture_assert_ids (snapshot, kw_snapshot_get_same_result (snapshot, record), "there here");
  fixture_remove (dir);
}

/* Rule L12: one test by code and unit, whatever the unit's spelling; a server's own code is a test
 * only with its name. */
static void
test_same_test (void)
{
  static const char *const resources[] = {
    PATIENT,
    LAB ("a", "final", "26464-8", "2021-01-01") VALUE ("5.0", "K/uL"),
    LAB ("b", "final", "26464-8", "2020-01-01") VALUE ("6.0", "10*3/uL"),
    LAB ("c", "final", "26464-8", "2019-01-01") VALUE ("6000", "/uL"),
    "{'resourceType':'Observation','id':'x','status':'final','subject':{'reference':'Patient/a'},"
    "'category':[{'coding':[{'code':'laboratory'}]}],'code':{'coding':[{'system':'http://"
    "h.example',"
    "'code':'LAB'}],'text':'Zinc'},'valueString':'low'}",
    "{'resourceType':'Observation','id':'y','status':'final','subject':{'reference':'Patient/a'},"
    "'category':[{'coding':[{'code':'laboratory'}]}],'code':{'coding':[{'system':'http://"
    "h.example',"
    "'code':'LAB'}],'text':'Iron'},'valueString':'low'}",
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  g_autoptr (GArray) same = NULL;
  g_autoptr (GArray) own = NULL;

  file_open (&file, resources);
  same = kw_snapshot_dup_same_test (file.snapshot, find (&file, "b"));
  fixture_assert_ids (file.snapshot, same, "a b");
  own = kw_snapshot_dup_same_test (file.snapshot, find (&file, "x"));
  fixture_assert_ids (file.snapshot, own, "x");
  assert_group (&file, KW_GROUP_TESTS, "a c x y");
}

int
main (int argc, char *argv[])
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/results/L15-panels", test_panels);
  g_test_add_func ("/results/L15-circle", test_circle);
  g_test_add_func ("/results/L17-corrections", test_corrections);
  g_test_add_func ("/results/same-result", test_same_result);
  g_test_add_func ("/results/L19-critical", test_critical);
  g_test_add_func ("/results/two-sources", test_two_sources);
  g_test_add_func ("/results/L12-same-test", test_same_test);
  return fixture_end (g_test_run ());
}
