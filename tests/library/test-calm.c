/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/calm.h"
#include "library/fixture.h"

static const char *const resources[] = {
  "{'resourceType':'Patient','id':'p','name':[{'text':'Ann'}]}",
  "{'resourceType':'DiagnosticReport','id':'biopsy','status':'final','category':[{'coding':[{"
  "'code':'PAT'}]}],'code':{'text':'Adenocarcinoma of colon'},'effectiveDateTime':'2026-11-03T08:"
  "00:00Z','result':[{'reference':'Observation/finding'}]}",
  "{'resourceType':'Observation','id':'finding','status':'final','category':[{'coding':[{'code':"
  "'laboratory'}]}],'code':{'text':'Final diagnosis'},'effectiveDateTime':'2026-11-03','valueString"
  "':'Adenocarcinoma'}",
  "{'resourceType':'Observation','id':'hiv','status':'final','category':[{'coding':[{'code':"
  "'laboratory'}]}],'code':{'text':'HIV 1+2 antibody'},'valueString':'Positive','interpretation':[{"
  "'coding':[{'code':'AA'}]}]}",
  "{'resourceType':'Observation','id':'gene','status':'final','category':[{'coding':[{'code':"
  "'laboratory'}]}],'code':{'coding':[{'display':'BRCA1 gene mutation'}]},'valueString':'Found'}",
  "{'resourceType':'DiagnosticReport','id':'scan','status':'final','code':{'text':'CT chest: mass'}"
  "}",
  "{'resourceType':'DocumentReference','id':'note','status':'current','type':{'coding':[{'system':"
  "'http://loinc.org','code':'11506-3','display':'Progress note'}]},'description':'Lymphoma "
  "follow-up','date':'2026-11-05T10:00:00Z','content':[{'attachment':{'contentType':'text/plain',"
  "'data':'QQ=='}}]}",
  "{'resourceType':'DocumentReference','id':'letter','status':'current','type':{'text':'Melanoma "
  "letter'},'content':[{'attachment':{'contentType':'text/plain','data':'QQ=='}}]}",
  "{'resourceType':'Observation','id':'iron','status':'final','category':[{'coding':[{'code':"
  "'laboratory'}]}],'code':{'text':'Iron'},'valueString':'fine'}",
  "{'resourceType':'Condition','id':'c','code':{'text':'HIV disease'}}",
  NULL,
};

/* Rule L19: the kind and the date, and no word of what was found. */
static void
test_kind_and_date (void)
{
  static const struct
  {
    const char *ref;
    const char *title;
  } rows[] = {
    { "s/DiagnosticReport/biopsy", "Pathology report, 3 November 2026" },
    /* Its results say what it says. */
    { "s/Observation/finding", "Pathology report, 3 November 2026" },
    { "s/Observation/hiv", "HIV test result" },
    { "s/Observation/gene", "Genetic test result" },
    { "s/DiagnosticReport/scan", "Imaging report" },
    /* A note is calm only while it is news. */
    { "s/DocumentReference/note", NULL },
    { "s/DocumentReference/letter", NULL },
    { "s/Observation/iron", NULL },
    { "s/Condition/c", NULL },
  };
  g_auto (File) file = { 0 };

  file_open (&file, resources);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const KwRecord *record = kw_snapshot_find (file.snapshot, rows[i].ref);
      g_autofree char *title = NULL;

      g_assert_nonnull (record);
      title = kw_snapshot_dup_calm_title (file.snapshot, record);
      g_assert_cmpstr (title, ==, rows[i].title);
    }
}

/* Only what the lab called critical, and only while it is news. */
static void
test_critical (void)
{
  static const char *const results[] = {
    "{'resourceType':'Patient','id':'p','name':[{'text':'Ann'}]}",
    "{'resourceType':'Observation','id':'hh','status':'final','category':[{'coding':[{'code':"
    "'laboratory'}]}],'code':{'text':'Potassium'},'effectiveDateTime':'2026-11-03','valueQuantity':"
    "{'value':7.1,'unit':'mmol/L'},'interpretation':[{'coding':[{'code':'HH'}]}]}",
    "{'resourceType':'Observation','id':'h','status':'final','category':[{'coding':[{'code':"
    "'laboratory'}]}],'code':{'text':'Potassium'},'effectiveDateTime':'2026-11-02','valueQuantity':"
    "{'value':5.9,'unit':'mmol/L'},'interpretation':[{'coding':[{'code':'H'}]}]}",
    NULL,
  };
  g_auto (File) file = { 0 };
  const KwRecord *critical;
  gint64 then;

  file_open (&file, results);
  critical = kw_snapshot_find (file.snapshot, "s/Observation/hh");
  then = critical->sort_time / G_USEC_PER_SEC;
  g_assert_cmpstr (kw_snapshot_get_critical_words (file.snapshot, critical, then + 3600), ==,
                   "The lab marked this as critical. Call your clinic today.");
  g_assert_null (
      kw_snapshot_get_critical_words (file.snapshot, critical, then + 400 * 24 * 60 * 60));
  g_assert_null (kw_snapshot_get_critical_words (
      file.snapshot, kw_snapshot_find (file.snapshot, "s/Observation/h"), then));
}

static void
test_choice (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) before = NULL;
  g_autoptr (KwSnapshot) after = NULL;
  KwBatch *batch = kw_batch_new ("c1");
  GError *error = NULL;

  fixture_put_json (batch, resources[5]);
  fixture_commit (vault, batch);
  before = kw_snapshot_new_from_vault (vault, NULL, NULL);
  g_assert_true (kw_snapshot_is_calm (before));
  g_assert_false (kw_snapshot_is_card_hidden (before, "visits"));
  kw_summary_choice_store (vault, FALSE, (const char *const[]){ "visits", NULL }, &error);
  g_assert_no_error (error);
  after = kw_snapshot_new_from_vault (vault, NULL, NULL);
  g_assert_false (kw_snapshot_is_calm (after));
  g_assert_true (kw_snapshot_is_card_hidden (after, "visits"));
  g_assert_false (kw_snapshot_is_card_hidden (after, "vitals"));
  g_assert_null (
      kw_snapshot_get_calm_words (after, kw_snapshot_find (after, "c1/DiagnosticReport/scan")));
  fixture_remove (dir);
}

int
main (int argc, char *argv[])
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calm/L19", test_kind_and_date);
  g_test_add_func ("/calm/L19/critical", test_critical);
  g_test_add_func ("/calm/choice", test_choice);
  return fixture_end (g_test_run ());
}
