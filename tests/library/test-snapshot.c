/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"
#include "library/fixture.h"

#define LAB                                                                                        \
  "{'resourceType':'Observation','status':'final','subject':{'reference':'Patient/a'},"            \
  "'category':[{'coding':[{'code':'laboratory'}]}],"

static const char *const resources[] = {
  "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa Alvarez'}],'birthDate':'1958-07-02'}",
  LAB "'id':'1','code':{'coding':[{'system':'http://loinc.org','code':'718-7'}]},"
      "'effectiveDateTime':'2020-05-01','valueQuantity':{'value':13.0,'unit':'g/dL'}}",
  LAB "'id':'2','code':{'coding':[{'system':'http://loinc.org','code':'718-7'}]},"
      "'effectiveDateTime':'2021','valueQuantity':{'value':12.50,'unit':'g/dL'}}",
  LAB "'id':'3','code':{'coding':[{'system':'http://loinc.org','code':'718-7'}]},"
      "'effectiveDateTime':'2022','valueQuantity':{'value':130,'unit':'g/L'}}",
  LAB "'id':'undated','code':{'text':'Iron'},'valueString':'fine'}",
  LAB "'id':'wrong','code':{'text':'Zinc'},'valueString':'high','status':'entered-in-error'}",
  "{'resourceType':'DiagnosticReport','id':'report','status':'final','subject':{'reference':"
  "'Patient/a'},'category':[{'coding':[{'code':'LAB'}]}],'code':{'text':'Blood count'},"
  "'issued':'2021-01-02T10:00:00Z','result':[{'reference':'Observation/2'},{'reference':"
  "'Observation/none'},{'reference':'http://h.example/r4/Observation/1/_history/3'},"
  "{'display':'no reference'}]}",
  NULL,
};

static void
test_order (void)
{
  g_auto (File) file = { NULL, NULL };

  file_open (&file, resources);
  fixture_assert_ids (file.snapshot, kw_snapshot_get_section (file.snapshot, KW_SECTION_LABS),
                      "3 report 2 1 undated");
  g_assert_cmpuint (kw_snapshot_get_n_records (file.snapshot), ==, 6);
  g_assert_cmpuint (kw_snapshot_count_records (file.snapshot), ==, 6);
  g_assert_cmpuint (kw_snapshot_count_section (file.snapshot, KW_SECTION_LABS), ==, 5);
  g_assert_false (kw_snapshot_is_partial (file.snapshot));
  g_assert_cmpstr (kw_snapshot_get_person (file.snapshot)->name, ==, "Rosa Alvarez");
  g_assert_null (kw_snapshot_find (file.snapshot, "s/Observation/wrong"));
  g_assert_cmpstr (kw_snapshot_find (file.snapshot, "s/Observation/2")->value.number, ==, "12.50");
}

/* Equal code and equal unit, or they are not one test (rule L12). */
static void
test_same_test (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autoptr (GArray) same = NULL;
  g_autoptr (GArray) alone = NULL;

  file_open (&file, resources);
  same = kw_snapshot_dup_same_test (file.snapshot,
                                    kw_snapshot_find (file.snapshot, "s/Observation/1"));
  fixture_assert_ids (file.snapshot, same, "2 1");
  alone = kw_snapshot_dup_same_test (file.snapshot,
                                     kw_snapshot_find (file.snapshot, "s/Observation/3"));
  fixture_assert_ids (file.snapshot, alone, "3");
}

/* The lab's order, and nothing for what is not there (rule L15). */
static void
test_members (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autoptr (GArray) members = NULL;
  g_autoptr (GArray) none = NULL;

  file_open (&file, resources);
  members = kw_snapshot_dup_members (file.snapshot,
                                     kw_snapshot_find (file.snapshot, "s/DiagnosticReport/report"));
  fixture_assert_ids (file.snapshot, members, "2");
  none = kw_snapshot_dup_members (file.snapshot,
                                  kw_snapshot_find (file.snapshot, "s/Observation/1"));
  g_assert_cmpuint (none->len, ==, 0);
}

/* As many as several threads share: each record stands in each list once, in its place. */
static void
test_many (void)
{
  const guint n = 3000;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_auto (File) file = { NULL, NULL };

  g_ptr_array_add (texts, g_strdup (resources[0]));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (texts,
                     g_strdup_printf (LAB "'id':'%u','code':{'text':'Test %u'},'effectiveDateTime':"
                                          "'2020-05-01T10:%02u:%02uZ','valueInteger':%u}",
                                      i, i % 3, i / 60, i % 60, i));
  g_ptr_array_add (texts, g_strdup (LAB "'id':'panel','code':{'text':'All'},'hasMember':["
                                        "{'reference':'Observation/7'}]}"));
  g_ptr_array_add (texts, NULL);
  file_open (&file, (const char *const *) texts->pdata);
  g_assert_cmpuint (kw_snapshot_count_section (file.snapshot, KW_SECTION_LABS), ==, n + 1);
  fixture_assert_ids (file.snapshot, kw_snapshot_get_group (file.snapshot, KW_GROUP_TESTS),
                      "2999 2998 2997");
  fixture_assert_ids (file.snapshot, kw_snapshot_get_group (file.snapshot, KW_GROUP_PANELS),
                      "panel");
  g_assert_cmpuint (kw_snapshot_get_group (file.snapshot, KW_GROUP_RESULTS_ALONE)->len, ==, n - 1);
  for (guint32 i = 0; i < kw_snapshot_get_n_records (file.snapshot); i++)
    {
      const KwRecord *record = kw_snapshot_get_record (file.snapshot, i);
      guint32 index = G_MAXUINT32;

      g_assert_true (kw_snapshot_get_index (file.snapshot, record, &index));
      g_assert_cmpuint (index, ==, i);
      g_assert_true (kw_snapshot_find (file.snapshot, record->ref) == record);
    }
}

static void
test_file (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) expected = fixture_json (resources[4]);
  const KwSource *source;

  file_open (&file, resources);
  g_assert_cmpuint (kw_snapshot_get_n_sources (file.snapshot), ==, 1);
  source = kw_snapshot_get_source (file.snapshot, 0);
  g_assert_cmpstr (source->name, ==, "record.json");
  g_assert_true (source->kind == KW_SOURCE_FILE);
  g_assert_true (kw_snapshot_find_source (file.snapshot, "s") == source);
  g_assert_null (kw_snapshot_find_source (file.snapshot, "other"));
  g_assert_true (kw_snapshot_get_section_state (file.snapshot, KW_SECTION_LABS)
                 == KW_STATE_COMPLETE);
  g_assert_true (kw_snapshot_get_section_state (file.snapshot, KW_SECTION_VITALS)
                 == KW_STATE_NOT_ASKED);
  body = kw_snapshot_load_body (file.snapshot,
                                kw_snapshot_find (file.snapshot, "s/Observation/undated"), NULL);
  g_assert_true (g_bytes_equal (body, expected));
}

/* A file that names no server is known by its bytes. */
static void
test_base (void)
{
  static const char *const other[] = { "{'resourceType':'Flag','id':'f'}", NULL };
  g_auto (File) file = { NULL, NULL };
  g_auto (File) again = { NULL, NULL };
  g_auto (File) second = { NULL, NULL };
  const char *base;

  file_open (&file, resources);
  file_open (&again, resources);
  file_open (&second, other);
  g_assert_null (kw_snapshot_get_source (file.snapshot, 0)->base);
  base = kw_snapshot_get_base (file.snapshot, kw_snapshot_get_source (file.snapshot, 0));
  g_assert_true (g_str_has_prefix (base, "sha256:"));
  g_assert_cmpstr (
      base, ==, kw_snapshot_get_base (again.snapshot, kw_snapshot_get_source (again.snapshot, 0)));
  g_assert_cmpstr (
      base, !=,
      kw_snapshot_get_base (second.snapshot, kw_snapshot_get_source (second.snapshot, 0)));
}

/* References of every kind, and only within one source. */
static void
test_references (void)
{
  static const struct
  {
    const char *reference;
    gboolean found;
  } cases[] = {
    { "Organization/o", TRUE },
    { "https://canary.example/r4/T1/Organization/o", TRUE },
    { "https://canary.example/r4/T1/Organization/o/_history/2", TRUE },
    { "urn:uuid:o", TRUE },
    { "https://canary.example/r4/T10/Organization/o", FALSE },
    { "https://canary.example/r4/T2/Organization/o", FALSE },
    { "http://canary.example/r4/T1/Organization/o", FALSE },
    { "Organization/other", FALSE },
    { "Practitioner/o", FALSE },
    { "urn:uuid:none", FALSE },
    { "#o", FALSE },
    { "o", FALSE },
    { "Organization/", FALSE },
    { "/", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSource) second = kw_source_new (KW_SOURCE_FILE, "f1", "letter.json", "sha256:1");
  g_autoptr (KwSnapshot) snapshot = NULL;
  g_autoptr (KwRecord) foreign = NULL;
  g_autoptr (GBytes) bytes = fixture_json ("{'resourceType':'Flag','id':'f'}");
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
  const KwWordsContext *words;
  KwBatch *batch = kw_batch_new ("c1");

  g_assert_true (kw_vault_put_source (vault, second, NULL));
  fixture_put_json (batch, "{'resourceType':'Organization','id':'o','name':'Clinic'}");
  fixture_put_json (batch, "{'resourceType':'Flag','id':'f','code':{'text':'F'}}");
  fixture_commit (vault, batch);
  snapshot = kw_snapshot_new_from_vault (vault, NULL, NULL);
  words = kw_snapshot_get_words (snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwRecord *found = words->lookup (words->data, kw_snapshot_find (snapshot, "c1/Flag/f"),
                                             cases[i].reference);

      if ((found != NULL) != cases[i].found)
        g_error ("%s", cases[i].reference);
    }
  foreign = kw_record_new_from_fhir (kw_json_get_root (json), "f1");
  g_assert_null (words->lookup (words->data, foreign, "Organization/o"));
  fixture_remove (dir);
}

static void
test_vault (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) snapshot = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const KwRecord *record;
  KwBatch *batch = kw_batch_new ("c1");

  for (guint i = 1; resources[i] != NULL; i++)
    fixture_put_json (batch, resources[i]);
  fixture_commit (vault, batch);
  snapshot = kw_snapshot_new_from_vault (vault, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kw_snapshot_get_n_records (snapshot), ==, 5);
  g_assert_cmpstr (kw_snapshot_get_person (snapshot)->name, ==, "Canaria Plantword");
  g_assert_cmpint (kw_snapshot_get_as_of (snapshot), ==, 0);
  record = kw_snapshot_find (snapshot, "c1/Observation/1");
  g_assert_cmpint (kw_snapshot_get_history (snapshot, record)->first_seen, >, 0);
  body = kw_snapshot_load_body (snapshot, record, &error);
  g_assert_no_error (error);
  g_assert_nonnull (memmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "13.0", 4));

  g_cancellable_cancel (cancelled);
  g_assert_null (kw_snapshot_new_from_vault (vault, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture_remove (dir);
}

/* Rule Y5: as old as its oldest part. */
static void
test_as_of (void)
{
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_alloc ();
  KwSource *first = kw_source_new (KW_SOURCE_CONNECTION, "a", "A", "https://a.example");
  KwSource *second = kw_source_new (KW_SOURCE_CONNECTION, "b", "B", "https://b.example");

  g_assert_cmpint (kw_snapshot_get_as_of (snapshot), ==, 0);
  first->as_of = 2000;
  second->as_of = 1000;
  g_ptr_array_add (snapshot->sources, first);
  g_assert_cmpint (kw_snapshot_get_as_of (snapshot), ==, 2000);
  g_ptr_array_add (snapshot->sources, second);
  kw_snapshot_seal (snapshot);
  g_assert_cmpint (kw_snapshot_get_as_of (snapshot), ==, 1000);
}

int
main (int argc, char *argv[])
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snapshot/order", test_order);
  g_test_add_func ("/snapshot/same-test", test_same_test);
  g_test_add_func ("/snapshot/members", test_members);
  g_test_add_func ("/snapshot/many", test_many);
  g_test_add_func ("/snapshot/file", test_file);
  g_test_add_func ("/snapshot/base", test_base);
  g_test_add_func ("/snapshot/references", test_references);
  g_test_add_func ("/snapshot/vault", test_vault);
  g_test_add_func ("/snapshot/as-of", test_as_of);
  return fixture_end (g_test_run ());
}
