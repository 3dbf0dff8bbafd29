/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/fixture.h"

#define NUTS "{'resourceType':'AllergyIntolerance','id':'nuts','code':{'text':'Nuts'}}"
#define MILK                                                                                       \
  "{'resourceType':'AllergyIntolerance','id':'milk','type':'intolerance','code':{'text':'Milk'}}"
#define NONE(date)                                                                                 \
  "{'resourceType':'AllergyIntolerance','id':'none'," date "'code':{'text':'No known allergies',"  \
  "'coding':[{'system':'http://snomed.info/sct','code':'716186003'}]}}"
#define LATEX(more)                                                                                \
  "{'resourceType':'AllergyIntolerance','id':'latex'," more "'code':{'text':"                      \
  "'No known latex allergy','coding':[{'code':'1003774007'}]}}"
#define SAID(name) "{'resourceType':'AllergyIntolerance','id':'said','code':{'text':'" name "'}}"
#define NOTHING_MORE                                                                               \
  "Nothing more was received. This does not mean that there are no other allergies."
#define NO_RECORDS "No allergy records received. This does not mean that there are no allergies."

static void
add (KwSnapshot *snapshot, const char *text)
{
  g_autoptr (GBytes) bytes = fixture_json (text);
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
  g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (json), "a");

  kw_snapshot_add (snapshot, record, NULL);
}

static KwSource *
add_source (KwSnapshot *snapshot, const char *id, const char *name, gint64 as_of)
{
  KwSource *source = kw_source_new (KW_SOURCE_CONNECTION, id, name, "https://h.example");

  source->as_of = as_of;
  source->state = KW_SOURCE_FINE;
  g_ptr_array_add (snapshot->sources, source);
  return source;
}

/* Rules A1 and A1b. */
static void
test_allergies (void)
{
  static const struct
  {
    const char *records[3];
    int state; /* of City Clinic's allergies, -1 for none */
    const char *statement;
  } cases[] = {
    { { NULL }, -1, NO_RECORDS },
    { { NUTS }, -1, NULL },
    { { MILK }, -1, NULL },
    { { NONE ("'recordedDate':'2019-03',") },
      -1,
      "Riverside Hospital states: No known allergies (March 2019)" },
    { { NONE ("") }, -1, "Riverside Hospital states: No known allergies (date not stated)" },
    { { NUTS, NONE ("'recordedDate':'2019',") },
      -1,
      "Riverside Hospital states: No known allergies (2019)" },
    { { NULL }, KW_STATE_FAILED, NO_RECORDS "\nThe allergies of City Clinic could not be read." },
    { { NUTS }, KW_STATE_REFUSED, "The allergies of City Clinic could not be read." },
    /* No latex is not none at all, and a statement that is over is none. */
    { { LATEX ("") },
      -1,
      "Riverside Hospital states: No known latex allergy (date not stated)\n" NOTHING_MORE },
    { { LATEX (""), NUTS },
      -1,
      "Riverside Hospital states: No known latex allergy (date not stated)" },
    { { NONE ("'clinicalStatus':{'coding':[{'code':'inactive'}]},") }, -1, NO_RECORDS },
    { { NONE ("'verificationStatus':{'coding':[{'code':'refuted'}]},") }, -1, NO_RECORDS },
    { { SAID ("NKDA") },
      -1,
      "Riverside Hospital states: No known drug allergies (NKDA) (date not "
      "stated)\n" NOTHING_MORE },
    { { SAID ("No Known Allergies ") },
      -1,
      "Riverside Hospital states: No Known Allergies (date not stated)" },
    { { SAID ("Not on file") }, -1, NO_RECORDS },
    { { NUTS }, KW_STATE_EMPTY, NULL },
    { { NONE ("'recordedDate':'2019',") },
      KW_STATE_FAILED,
      "Riverside Hospital states: No known allergies (2019)\n"
      "The allergies of City Clinic could not be read." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwSnapshot) snapshot = kw_snapshot_alloc ();
      KwSource *clinic;
      g_autofree char *statement = NULL;

      add_source (snapshot, "a", "Riverside Hospital", 1);
      clinic = add_source (snapshot, "b", "City Clinic", 1);
      if (cases[i].state >= 0)
        kw_source_get_section (clinic, "AllergyIntolerance", KW_SECTION_ALLERGIES)->state
            = (KwSectionState) cases[i].state;
      for (guint r = 0; r < 3 && cases[i].records[r] != NULL; r++)
        add (snapshot, cases[i].records[r]);
      kw_snapshot_seal (snapshot);
      statement = kw_snapshot_dup_allergy_statement (snapshot);
      g_test_message ("case %u", i);
      g_assert_cmpstr (statement, ==, cases[i].statement);
    }
}

static gint64
noon (int year, int month, int day)
{
  g_autoptr (GDateTime) when = g_date_time_new_local (year, month, day, 12, 5, 0);

  return g_date_time_to_unix (when);
}

/* Rule A1b: what is here of a hospital that failed says how old it is. */
static void
test_a1b_older_allergies (void)
{
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_alloc ();
  KwSource *source = add_source (snapshot, "a", "City Clinic", noon (2024, 3, 3));
  g_autofree char *statement = NULL;

  kw_source_get_section (source, "AllergyIntolerance", KW_SECTION_ALLERGIES)->state
      = KW_STATE_FAILED;
  add (snapshot, NUTS);
  kw_snapshot_seal (snapshot);
  statement = kw_snapshot_dup_allergy_statement (snapshot);
  g_assert_cmpstr (statement, ==, "The allergies of City Clinic are not newer than 3 March 2024.");
}

static void
assert_line (const KwSnapshot *snapshot, const char *expected)
{
  g_autofree char *line = kw_snapshot_dup_status_line (snapshot);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_status_line (void)
{
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_alloc ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "Riverside Hospital today %H:%M");
  KwSource *source;

  assert_line (snapshot, "No hospital and no file so far");
  source = add_source (snapshot, "a", "Riverside Hospital", g_date_time_to_unix (now));
  assert_line (snapshot, today);
  source->as_of = noon (2024, 3, 3);
  assert_line (snapshot, "Riverside Hospital 3 March 2024");
  source->state = KW_SOURCE_SIGN_IN;
  assert_line (snapshot, "Riverside Hospital not since 3 March 2024");
  source->as_of = 0;
  assert_line (snapshot, "Riverside Hospital: nothing received so far");
  add_source (snapshot, "b", "City Clinic", noon (2024, 5, 1));
  assert_line (snapshot, "Riverside Hospital: nothing received so far · City Clinic 1 May 2024");
  add_source (snapshot, "c", "Third", noon (2024, 5, 1));
  assert_line (snapshot, "2 hospitals up to date · Riverside Hospital: nothing received so far");
}

static void
test_file (void)
{
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_alloc ();

  g_ptr_array_add (snapshot->sources,
                   kw_source_new (KW_SOURCE_FILE, "f", "record.json", "sha256:1"));
  assert_line (snapshot, "record.json");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/status/a1-a1b/allergies", test_allergies);
  g_test_add_func ("/status/a1b/older-allergies", test_a1b_older_allergies);
  g_test_add_func ("/status/line", test_status_line);
  g_test_add_func ("/status/file", test_file);
  return g_test_run ();
}
