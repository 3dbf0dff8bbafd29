/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/fixture.h"

#define SECTION KW_SECTION_ALLERGIES
#define NOTHING -1

/* What two hospitals answered about allergies (the second may answer in two kinds), how many
 * records came, and what is known of the section then. */
static const struct
{
  int first;
  int second;
  int second_too;
  const char *record;
  KwSectionState state;
  const char *note;
} cases[] = {
  { NOTHING, NOTHING, NOTHING, NULL, KW_STATE_NOT_ASKED, NULL },
  { KW_STATE_COMPLETE, NOTHING, NOTHING, "'code':{'text':'Nuts'}", KW_STATE_COMPLETE,
    "all that A sent" },
  { KW_STATE_EMPTY, NOTHING, NOTHING, NULL, KW_STATE_EMPTY, "A was asked and has nothing here" },
  { KW_STATE_EMPTY, KW_STATE_FAILED, NOTHING, NULL, KW_STATE_FAILED,
    "A was asked and has nothing here · B: this could not be read, it will be tried again" },
  { KW_STATE_COMPLETE, KW_STATE_REFUSED, NOTHING, "'code':{'text':'Nuts'}", KW_STATE_REFUSED,
    "all that A sent · refused by B" },
  { KW_STATE_COMPLETE, KW_STATE_NOT_OFFERED, NOTHING, "'code':{'text':'Nuts'}", KW_STATE_COMPLETE,
    "all that A sent · not offered by B" },
  { KW_STATE_EMPTY, KW_STATE_NOT_OFFERED, NOTHING, NULL, KW_STATE_EMPTY,
    "A was asked and has nothing here · not offered by B" },
  { KW_STATE_NOT_ASKED, KW_STATE_NOT_OFFERED, NOTHING, NULL, KW_STATE_NOT_OFFERED,
    "not offered by B" },
  { KW_STATE_COMPLETE, KW_STATE_COMPLETE, KW_STATE_FAILED, "'code':{'text':'Nuts'}",
    KW_STATE_FAILED, "all that A sent · B: this could not be read, it will be tried again" },
  { KW_STATE_COMPLETE, KW_STATE_SUPPRESSED, NOTHING, "'code':{'text':'Nuts'}", KW_STATE_SUPPRESSED,
    "all that A sent · B keeps a part of this back" },
  { KW_STATE_COMPLETE, NOTHING, NOTHING,
    "'code':{'coding':[{'system':'http://snomed.info/sct','code':'716186003'}]}",
    KW_STATE_NONE_KNOWN, "all that A sent" },
  /* "None known" at one hospital is not said while another could not be read. */
  { KW_STATE_COMPLETE, KW_STATE_FAILED, NOTHING,
    "'code':{'coding':[{'system':'http://snomed.info/sct','code':'716186003'}]}", KW_STATE_FAILED,
    "all that A sent · B: this could not be read, it will be tried again" },
};

static void
add_state (KwSource *source, const char *type, int state)
{
  if (state != NOTHING)
    kw_source_get_section (source, type, SECTION)->state = (KwSectionState) state;
}

static KwSnapshot *
make (guint i)
{
  KwSnapshot *snapshot = kw_snapshot_alloc ();
  KwSource *first = kw_source_new (KW_SOURCE_CONNECTION, "a", "A", "https://a.example");
  KwSource *second = kw_source_new (KW_SOURCE_CONNECTION, "b", "B", "https://b.example");

  add_state (first, "AllergyIntolerance", cases[i].first);
  add_state (second, "AllergyIntolerance", cases[i].second);
  add_state (second, "AllergyIntolerance?category", cases[i].second_too);
  g_ptr_array_add (snapshot->sources, first);
  g_ptr_array_add (snapshot->sources, second);
  if (cases[i].record != NULL)
    {
      g_autofree char *text
          = g_strdup_printf ("{'resourceType':'AllergyIntolerance','id':'r',%s}", cases[i].record);
      g_autoptr (GBytes) bytes = fixture_json (text);
      g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
      g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (json), "a");

      kw_snapshot_add (snapshot, record, NULL);
    }
  kw_snapshot_seal (snapshot);
  return snapshot;
}

static void
test_states (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwSnapshot) snapshot = make (i);
      g_autofree char *note = kw_snapshot_dup_section_note (snapshot, SECTION);

      g_test_message ("case %u", i);
      g_assert_cmpstr (note, ==, cases[i].note);
      g_assert_cmpstr (kw_section_state_get_id (kw_snapshot_get_section_state (snapshot, SECTION)),
                       ==, kw_section_state_get_id (cases[i].state));
      g_assert_true (kw_snapshot_get_section_state (snapshot, KW_SECTION_LABS)
                     == KW_STATE_NOT_ASKED);
    }
}

/* A server that says that something is left out is not said to have sent all. */
static void
test_incomplete (void)
{
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_alloc ();
  KwSource *source = kw_source_new (KW_SOURCE_CONNECTION, "a", "100 % Care {source}", "https://a");
  KwSourceSection *section = kw_source_get_section (source, "AllergyIntolerance", SECTION);
  g_autofree char *note = NULL;

  section->state = KW_STATE_COMPLETE;
  section->incomplete = TRUE;
  g_ptr_array_add (snapshot->sources, source);
  kw_snapshot_seal (snapshot);
  note = kw_snapshot_dup_section_note (snapshot, SECTION);
  g_assert_cmpstr (note, ==, "100 % Care {source} keeps a part of this back");
}

/* Rule G9: a mistake is no fact, and a reader is told that there is one. */
static void
test_mistakes (void)
{
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_alloc ();
  const KwRecord wrong
      = { .type = "Flag", .section = SECTION, .flags = KW_RECORD_ENTERED_IN_ERROR };

  kw_snapshot_add (snapshot, &wrong, NULL);
  g_autofree char *one = kw_snapshot_dup_section_note (snapshot, SECTION);
  kw_snapshot_add (snapshot, &wrong, NULL);
  g_autofree char *two = kw_snapshot_dup_section_note (snapshot, SECTION);
  g_autofree char *none = kw_snapshot_dup_section_note (snapshot, KW_SECTION_LABS);

  g_assert_cmpstr (one, ==, "1 record that its source calls a mistake is not listed");
  g_assert_cmpstr (two, ==, "2 records that their source calls mistakes are not listed");
  g_assert_null (none);
  g_assert_cmpuint (kw_snapshot_get_n_records (snapshot), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/section-state/states", test_states);
  g_test_add_func ("/section-state/incomplete", test_incomplete);
  g_test_add_func ("/section-state/mistakes", test_mistakes);
  return g_test_run ();
}
