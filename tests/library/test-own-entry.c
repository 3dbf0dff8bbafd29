/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/fhir-elements.h"
#include "core/typed-date.h"
#include "library/fixture.h"
#include "library/own-entry.h"
#include "library/own-private.h"

#define MAX_TYPED 6

/* What a person types, and what the one reader makes of it. */
typedef struct
{
  KwOwnKind kind;
  struct
  {
    KwOwnField field;
    const char *typed;
  } typed[MAX_TYPED];
  KwSection section;
  const char *title;
  const char *when;
  const char *value;
} Case;

static const Case cases[] = {
  { KW_OWN_ALLERGY,
    { { KW_OWN_FIELD_NAME, "Nuts" },
      { KW_OWN_FIELD_REACTION, "Hives" },
      { KW_OWN_FIELD_CHOICE, "severe" },
      { KW_OWN_FIELD_DATE, "March 2019" },
      { KW_OWN_FIELD_TEXT, "At a wedding" } },
    KW_SECTION_ALLERGIES,
    "Nuts",
    "March 2019",
    NULL },
  { KW_OWN_ALLERGY,
    { { KW_OWN_FIELD_NAME, "Nuts" },
      { KW_OWN_FIELD_CHOICE, "mild" },
      { KW_OWN_FIELD_DATE, "2019" } },
    KW_SECTION_ALLERGIES,
    "Nuts",
    "2019",
    NULL },
  { KW_OWN_MEDICINE,
    { { KW_OWN_FIELD_NAME, "Aspirin 81 mg" },
      { KW_OWN_FIELD_HOW, "One each morning" },
      { KW_OWN_FIELD_REASON, "Heart" },
      { KW_OWN_FIELD_CHOICE, "stopped" },
      { KW_OWN_FIELD_DATE, "2019" },
      { KW_OWN_FIELD_END, "5 March 2020" } },
    KW_SECTION_MEDICATIONS,
    "Aspirin 81 mg",
    "2019 to 5 March 2020",
    NULL },
  { KW_OWN_CONDITION,
    { { KW_OWN_FIELD_NAME, "Sore knee" },
      { KW_OWN_FIELD_DATE, "2018" },
      { KW_OWN_FIELD_END, "2019" } },
    KW_SECTION_CONDITIONS,
    "Sore knee",
    "2018",
    NULL },
  { KW_OWN_VACCINE,
    { { KW_OWN_FIELD_NAME, "Flu shot" }, { KW_OWN_FIELD_WHERE, "Corner pharmacy" } },
    KW_SECTION_IMMUNIZATIONS,
    "Flu shot",
    NULL,
    NULL },
  { KW_OWN_VACCINE,
    { { KW_OWN_FIELD_NAME, "Flu shot" }, { KW_OWN_FIELD_DATE, "5 October 2025" } },
    KW_SECTION_IMMUNIZATIONS,
    "Flu shot",
    "5 October 2025",
    NULL },
  { KW_OWN_MEASUREMENT,
    { { KW_OWN_FIELD_CHOICE, "blood-pressure" },
      { KW_OWN_FIELD_VALUE, "120/80" },
      { KW_OWN_FIELD_DATE, "5 October 2025" } },
    KW_SECTION_VITALS,
    "Blood pressure",
    "5 October 2025",
    "120/80 mmHg" },
  { KW_OWN_MEASUREMENT,
    { { KW_OWN_FIELD_CHOICE, "weight-kg" },
      { KW_OWN_FIELD_VALUE, "72,50" },
      { KW_OWN_FIELD_DATE, "2025" } },
    KW_SECTION_VITALS,
    "Body weight",
    "2025",
    "72.50 kg" },
  { KW_OWN_MEASUREMENT,
    { { KW_OWN_FIELD_CHOICE, "sugar-mg" },
      { KW_OWN_FIELD_VALUE, "<70" },
      { KW_OWN_FIELD_DATE, "2025" } },
    KW_SECTION_LABS,
    "Glucose in blood",
    "2025",
    "<70 mg/dL" },
  { KW_OWN_MEASUREMENT,
    { { KW_OWN_FIELD_CHOICE, "other" },
      { KW_OWN_FIELD_NAME, "Home test" },
      { KW_OWN_FIELD_VALUE, "negative" } },
    KW_SECTION_VITALS,
    "Home test",
    NULL,
    "negative" },
  { KW_OWN_NOTE,
    { { KW_OWN_FIELD_NAME, "How I slept" },
      { KW_OWN_FIELD_DATE, "March 2019" },
      { KW_OWN_FIELD_TEXT, "Badly, \"again\" – <br> &c." } },
    KW_SECTION_DOCUMENTS,
    "How I slept",
    "March 2019",
    NULL },
  { KW_OWN_FILE,
    { { KW_OWN_FIELD_FILE, "scan.pdf" },
      { KW_OWN_FIELD_CHOICE, "letter" },
      { KW_OWN_FIELD_NAME, "Letter of the eye clinic" },
      { KW_OWN_FIELD_DATE, "2019" } },
    KW_SECTION_DOCUMENTS,
    "Letter of the eye clinic",
    "2019",
    NULL },
};

static KwOwnEntry *
fill (const Case *one)
{
  KwOwnEntry *entry = kw_own_entry_new (one->kind);

  for (guint i = 0; i < MAX_TYPED && one->typed[i].typed != NULL; i++)
    kw_own_entry_set (entry, one->typed[i].field, one->typed[i].typed);
  if (one->kind == KW_OWN_FILE)
    {
      entry->file = g_bytes_new_static ("%PDF-1.4 canary", 15);
      entry->content_type = g_strdup ("application/pdf");
    }
  return entry;
}

/* Each member is one that R4 defines, and an array where R4 has one. */
static void
validate (const char *type, const KwJsonNode *node)
{
  KW_JSON_FOREACH (member, node)
    {
      const char *name = kw_json_node_get_name (member);
      const char *bare = *name == '_' ? name + 1 : name;
      KwFhirElement element = kw_fhir_element_lookup (type, bare);
      gboolean is_array = kw_json_node_get_kind (member) == KW_JSON_ARRAY;

      if (g_str_equal (name, "resourceType"))
        continue;
      if (element.kind == KW_FHIR_ELEMENT_UNKNOWN || is_array != element.repeats)
        g_error ("%s.%s is not as R4 has it", type, name);
      if (*name == '_')
        validate ("Element", member);
      else if (element.kind == KW_FHIR_ELEMENT_COMPLEX && is_array)
        KW_JSON_FOREACH (item, member)
          validate (element.type, item);
      else if (element.kind == KW_FHIR_ELEMENT_COMPLEX)
        validate (element.type, member);
    }
}

static void
assert_words (const Case *one, const KwRecord *record)
{
  g_autofree char *title = kw_words_title (NULL, record);
  g_autofree char *when = kw_words_when (record);
  g_autofree char *value = kw_words_value (record);

  g_assert_cmpint (record->section, ==, one->section);
  g_assert_cmpstr (title, ==, one->title);
  if (one->when != NULL)
    g_assert_cmpstr (when, ==, one->when);
  g_assert_cmpstr (value, ==, one->value);
  g_assert_false (record->flags & KW_RECORD_UNCONFIRMED);
}

static void
assert_same_form (const KwOwnEntry *a, const KwOwnEntry *b)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpstr (a->id, ==, b->id);
  for (guint i = 0; i < KW_N_OWN_FIELDS; i++)
    {
      const char *typed = kw_own_entry_get (a, (KwOwnField) i);
      g_autofree char *date = kw_typed_date_parse (typed);

      /* A comma becomes a point, a date its words; a name that is a code's is not typed. */
      if (i == KW_OWN_FIELD_DATE || i == KW_OWN_FIELD_END)
        {
          g_autofree char *again = kw_typed_date_parse (kw_own_entry_get (b, (KwOwnField) i));
          g_assert_cmpstr (date, ==, again);
        }
      else if (i == KW_OWN_FIELD_CHOICE && a->kind == KW_OWN_CONDITION)
        g_assert_cmpstr (kw_own_entry_get (b, i), ==, "resolved");
      else if (strchr (typed, ',') == NULL || i != KW_OWN_FIELD_VALUE)
        g_assert_cmpstr (kw_own_entry_get (b, (KwOwnField) i), ==, typed);
    }
  g_assert_true ((a->file == NULL) == (b->file == NULL));
  if (a->file != NULL)
    g_assert_true (g_bytes_equal (a->file, b->file));
}

/* Rules D1, L10: as typed, valid R4, read by the one reader, and the same form again. */
static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwOwnEntry) entry = fill (&cases[i]);
      KwOwnProblem problem = { 0 };
      g_autoptr (GBytes) body = NULL;
      g_autoptr (KwJson) json = NULL;
      g_autoptr (KwRecord) record = NULL;
      g_autoptr (KwOwnEntry) again = NULL;

      if (!kw_own_entry_check (entry, &problem))
        g_error ("%u: field %u: %s", i, problem.field, problem.sentence);
      body = kw_own_entry_to_fhir (entry);
      json = kw_json_new (body, G_MAXSIZE, NULL);
      g_assert_nonnull (json);
      validate (kw_own_form_get (entry->kind)->type, kw_json_get_root (json));
      record = kw_record_new_from_fhir (kw_json_get_root (json), KW_OWN_SOURCE);
      assert_words (&cases[i], record);
      again = kw_own_entry_new_from_fhir (body);
      g_assert_nonnull (again);
      assert_same_form (entry, again);
    }
}

/* What cannot be read in one way is asked for, at its field. */
static const struct
{
  KwOwnKind kind;
  KwOwnField field;
  const char *typed;
  KwOwnField wrong;
} wrong[] = {
  { KW_OWN_ALLERGY, KW_OWN_FIELD_REACTION, "Hives", KW_OWN_FIELD_NAME },
  { KW_OWN_VACCINE, KW_OWN_FIELD_DATE, "3/5/2019", KW_OWN_FIELD_NAME },
  { KW_OWN_MEASUREMENT, KW_OWN_FIELD_VALUE, "high", KW_OWN_FIELD_VALUE },
  { KW_OWN_MEASUREMENT, KW_OWN_FIELD_VALUE, "120", KW_OWN_FIELD_VALUE },
  { KW_OWN_MEASUREMENT, KW_OWN_FIELD_VALUE, "120/80/60", KW_OWN_FIELD_VALUE },
  { KW_OWN_FILE, KW_OWN_FIELD_NAME, "Letter", KW_OWN_FIELD_FILE },
  { KW_OWN_NOTE, KW_OWN_FIELD_NAME, "Title", KW_OWN_FIELD_TEXT },
};

static void
test_wrong (void)
{
  KwOwnProblem problem;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (KwOwnEntry) entry = kw_own_entry_new (wrong[i].kind);

      kw_own_entry_set (entry, wrong[i].field, wrong[i].typed);
      g_assert_false (kw_own_entry_check (entry, &problem));
      g_assert_cmpint (problem.field, ==, wrong[i].wrong);
      g_assert_nonnull (problem.sentence);
    }
}

static void
test_wrong_dates (void)
{
  static const char *const pairs[][2]
      = { { "3/5/2019", "" }, { "2199", "" }, { "2019", "2018" }, { "2019", "soon" } };
  static const KwOwnField fields[]
      = { KW_OWN_FIELD_DATE, KW_OWN_FIELD_DATE, KW_OWN_FIELD_END, KW_OWN_FIELD_END };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (KwOwnEntry) entry = kw_own_entry_new (KW_OWN_MEDICINE);
      KwOwnProblem problem;

      kw_own_entry_set (entry, KW_OWN_FIELD_NAME, "Aspirin");
      kw_own_entry_set (entry, KW_OWN_FIELD_DATE, pairs[i][0]);
      kw_own_entry_set (entry, KW_OWN_FIELD_END, pairs[i][1]);
      g_assert_false (kw_own_entry_check (entry, &problem));
      g_assert_cmpint (problem.field, ==, fields[i]);
    }
}

static void
put (KwVault *vault, KwOwnEntry *entry)
{
  g_autoptr (GBytes) body = kw_own_entry_to_fhir (entry);
  g_autoptr (KwOwnChange) change = kw_own_change_new ();
  g_autoptr (KwOwnChange) undo = NULL;
  GError *error = NULL;

  kw_own_change_put (change, body, &error);
  g_assert_no_error (error);
  undo = kw_own_change_apply (change, vault, &error);
  g_assert_no_error (error);
}

/* A paper that belongs with a hospital's record leads there and back. */
static void
test_link (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwOwnEntry) entry = fill (&cases[G_N_ELEMENTS (cases) - 1]);
  g_autoptr (KwSnapshot) snapshot = NULL;
  KwBatch *batch = kw_batch_new ("c1");
  const KwRecord *visit;
  const KwRecord *paper;
  g_autoptr (GArray) back = NULL;

  fixture_put (batch, "visit", "Visit");
  fixture_commit (vault, batch);
  entry->about = g_strdup ("c1/Condition/visit");
  entry->about_title = g_strdup ("Visit");
  put (vault, entry);
  snapshot = kw_snapshot_new_from_vault (vault, NULL, NULL);
  visit = kw_snapshot_find (snapshot, "c1/Condition/visit");
  paper = kw_snapshot_get_record (snapshot, 0);
  if (!kw_own_is_own (paper))
    paper = kw_snapshot_get_record (snapshot, 1);
  g_assert_true (kw_snapshot_get_words (snapshot)->lookup (kw_snapshot_get_words (snapshot)->data,
                                                           paper, "c1/Condition/visit")
                 == visit);
  back = kw_snapshot_dup_own_about (snapshot, visit);
  g_assert_cmpuint (back->len, ==, 1);
  /* A hospital cannot name what another has. */
  g_assert_null (kw_snapshot_get_words (snapshot)->lookup (kw_snapshot_get_words (snapshot)->data,
                                                           visit, paper->ref));
  g_clear_pointer (&snapshot, kw_snapshot_unref);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* The entry and its file go, what it belonged with does not, not even in words. */
static void
test_move (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) from = fixture_vault (dir);
  g_autoptr (KwVault) to = fixture_vault (dir);
  g_autoptr (KwOwnEntry) entry = fill (&cases[G_N_ELEMENTS (cases) - 1]);
  g_autofree char *ref = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KwOwnEntry) moved = NULL;
  g_autoptr (GError) gone = NULL;
  GError *error = NULL;

  entry->about = g_strdup ("c1/Condition/visit");
  entry->about_title = g_strdup ("Canary disease");
  put (from, entry);
  ref = kw_own_dup_ref ("DocumentReference", entry->id);
  kw_own_move (from, to, ref, &error);
  g_assert_no_error (error);
  g_assert_null (kw_vault_load_body (from, ref, &gone));
  body = kw_vault_load_body (to, ref, &error);
  g_assert_no_error (error);
  moved = kw_own_entry_new_from_fhir (body);
  g_assert_true (g_bytes_equal (moved->file, entry->file));
  g_assert_null (moved->about);
  g_assert_null (
      g_strstr_len (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), "Canary"));
  g_clear_object (&from);
  g_clear_object (&to);
  fixture_remove (dir);
}

static void
test_forms (void)
{
  KwOwnKind kind;

  g_assert_cmpstr (kw_own_form_get (KW_OWN_VACCINE)->type, ==, "Immunization");
  for (guint i = 0; i < KW_N_OWN_KINDS; i++)
    {
      g_assert_true (kw_own_kind_from_id (kw_own_form_get (i)->id, &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (kw_own_kind_from_id ("disease", &kind));
  /* Every measure that can be chosen but the last has its code. */
  for (const KwOwnChoice *c = kw_own_form_get (KW_OWN_MEASUREMENT)->fields[0].choices;
       c->id != NULL; c++)
    g_assert_true ((kw_own_measure_find (c->id) != NULL) == !g_str_equal (c->id, "other"));
}

int
main (int argc, char **argv)
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-entry/cases/D1/L10", test_cases);
  g_test_add_func ("/own-entry/wrong", test_wrong);
  g_test_add_func ("/own-entry/wrong-dates", test_wrong_dates);
  g_test_add_func ("/own-entry/link", test_link);
  g_test_add_func ("/own-entry/move", test_move);
  g_test_add_func ("/own-entry/forms", test_forms);
  return fixture_end (g_test_run ());
}
