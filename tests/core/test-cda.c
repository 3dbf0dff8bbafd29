/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cda/cda.h"

#include <string.h>

#include "core/bundle.h"
#include "core/cda/cda-private.h"
#include "core/composition.h"
#include "core/document.h"
#include "core/error.h"

static KwBundle *
read_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "ccda", name, NULL);
  g_autoptr (GError) error = NULL;
  KwBundle *bundle = kw_bundle_new_from_file (path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kw_bundle_get_n_persons (bundle), ==, 1);
  return bundle;
}

static const KwResource *
find (const KwBundle *bundle, const char *ref)
{
  const KwResource *found = kw_bundle_resolve (bundle, NULL, ref);

  if (found == NULL)
    g_test_message ("there is no %s", ref);
  g_assert_nonnull (found);
  return found;
}

/* HL7 v3 data types, TS: at its own precision, with its own offset, never shifted. */
static void
test_dates (void)
{
  static const char *const cases[][2] = {
    { "1958", "1958" },
    { "195807", "1958-07" },
    { "19580702", "1958-07-02" },
    { "19580702-0500", "1958-07-02" },
    { "195807021015", "1958-07-02T10:15:00" },
    { "19580702000000", "1958-07-02" },
    { "195807020000", "1958-07-02" },
    { "19580702000000.000", "1958-07-02" },
    { "19580702000000-0500", "1958-07-02T00:00:00-05:00" },
    { "195807021015-0500", "1958-07-02T10:15:00-05:00" },
    { "19580702101530.123+0000", "1958-07-02T10:15:30.123+00:00" },
    { "19580702101530-05", "1958-07-02T10:15:30-05:00" },
    { "1958-07-02", "1958-07-02" },
    { "7/2/1958", "7/2/1958" },
    { "195", "195" },
    { "195807021015305", "195807021015305" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = kw_cda_dup_date (cases[i][0]);

      g_assert_cmpstr (date, ==, cases[i][1]);
    }
  g_assert_null (kw_cda_dup_date (NULL));
  g_assert_null (kw_cda_dup_date (" "));
}

/* What each entry of our document has become: a member, and what it says. NULL: it says nothing. */
static const char *const members[][3] = {
  { "Patient/patient", "name.0.family", "Alvarez" },
  { "Patient/patient", "name.0.given.1", "M" },
  { "Patient/patient", "gender", "female" },
  { "Patient/patient", "birthDate", "1958-07-02" },
  { "Patient/patient", "identifier.0.system", "urn:oid:1.2.3.5" },
  { "Patient/patient", "telecom.0.value", "+1(555)010-0100" },
  { "Patient/patient", "address.0.city", "Springfield" },
  { "Patient/patient", "communication.0.language.coding.0.code", "es" },
  { "Patient/patient", "extension.0.extension.0.valueString", "White" },
  { "Patient/patient", "managingOrganization.display", "City Clinic" },
  { "CareTeam/care-team", "participant.0.role.0.coding.0.display", "Primary care" },
  { "AllergyIntolerance/s1-1", "code.text", "Penicillin V" },
  { "AllergyIntolerance/s1-1", "code.coding.0.system",
    "http://www.nlm.nih.gov/research/umls/rxnorm" },
  { "AllergyIntolerance/s1-1", "code.coding.1.system", "urn:oid:9.8.7" },
  { "AllergyIntolerance/s1-1", "clinicalStatus.coding.0.code", "active" },
  { "AllergyIntolerance/s1-1", "verificationStatus", NULL },
  { "AllergyIntolerance/s1-1", "type", "allergy" },
  { "AllergyIntolerance/s1-1", "category.0", "medication" },
  { "AllergyIntolerance/s1-1", "onsetDateTime", "2010-05" },
  { "AllergyIntolerance/s1-1", "recordedDate", "2011-02-03" },
  { "AllergyIntolerance/s1-1", "recorder.display", "Ben Ode" },
  { "AllergyIntolerance/s1-1", "reaction.0.manifestation.0.coding.0.display", "Hives" },
  { "AllergyIntolerance/s1-1", "reaction.0.severity", "moderate" },
  { "AllergyIntolerance/s1-1", "meta.source", "urn:oid:1.2.3.4:doc%207#s1-1" },
  /* Not allergic to eggs is one thing, no known drug allergy another. */
  { "AllergyIntolerance/s1-2", "verificationStatus.coding.0.code", "refuted" },
  { "AllergyIntolerance/s1-2", "code.coding.0.display", "Eggs" },
  { "AllergyIntolerance/s1-3", "code.coding.0.code", "409137002" },
  { "AllergyIntolerance/s1-3", "verificationStatus", NULL },
  /* The status of the problem says more than that of the concern around it. */
  { "Condition/s2-1", "code.text", "High blood pressure" },
  { "Condition/s2-1", "code.coding.0.code", "I10" },
  { "Condition/s2-1", "clinicalStatus.coding.0.code", "active" },
  { "Condition/s2-1", "category.0.coding.0.code", "problem-list-item" },
  { "Condition/s2-1", "onsetDateTime", "2012-09-25" },
  { "Condition/s2-2", "clinicalStatus.coding.0.code", "resolved" },
  { "Condition/s2-2", "abatementDateTime", "2019" },
  { "Condition/s2-2", "onsetDateTime", NULL },
  { "Condition/s2-3", "code.coding.0.code", "160245001" },
  { "Condition/s2-4", "onsetAge.value", "57" },
  { "Condition/s2-4", "clinicalStatus", NULL },
  { "MedicationStatement/s3-1", "status", "active" },
  { "MedicationStatement/s3-1", "effectivePeriod.start", "2020-01-15" },
  { "MedicationStatement/s3-1", "effectivePeriod.end", NULL },
  { "MedicationStatement/s3-1", "dosage.0.timing.repeat.period", "12" },
  { "MedicationStatement/s3-1", "dosage.0.doseAndRate.0.doseQuantity.value", "1.50" },
  { "MedicationStatement/s3-1", "dosage.0.asNeededCodeableConcept.coding.0.display", "Headache" },
  { "MedicationStatement/s3-1", "reasonCode.0.coding.0.display", "High blood pressure" },
  { "MedicationStatement/s3-1", "note.0.text", "Metoprolol 50 mg, one in the morning" },
  { "MedicationRequest/s3-1-2", "medicationCodeableConcept.coding.0.code", "866514" },
  { "MedicationRequest/s3-1-2", "dispenseRequest.numberOfRepeatsAllowed", "2" },
  { "MedicationRequest/s3-1-2", "dispenseRequest.quantity.value", "90" },
  { "MedicationStatement/s3-2", "medicationCodeableConcept.coding.0.code", "no-known-medications" },
  { "MedicationStatement/s3-2", "medicationCodeableConcept.text", "No known other medicines" },
  { "MedicationStatement/s3-2", "status", NULL },
  /* "Completed" is what most write on every medicine. */
  { "MedicationStatement/s3-3", "status", NULL },
  { "MedicationStatement/s3-4", "status", "completed" },
  { "MedicationStatement/s3-5", "status", NULL },
  { "MedicationRequest/s3-1-2", "status", NULL },
  { "Observation/s4-1", "valueQuantity.value", "13.20" },
  { "Observation/s4-1", "valueQuantity.unit", "g/dL" },
  { "Observation/s4-1", "effectiveDateTime", "2026-03-02T10:15:00-05:00" },
  { "Observation/s4-1", "referenceRange.0.low.value", "12.0" },
  { "Observation/s4-1", "referenceRange.0.text", "12.0 to 15.5" },
  { "Observation/s4-1", "interpretation.0.coding.0.code", "N" },
  { "Observation/s4-1-2", "valueQuantity.comparator", "<" },
  { "Observation/s4-1-2", "valueQuantity.value", "0.40" },
  { "Observation/s4-1-2", "effectiveDateTime", "2026-03-03" },
  { "Observation/s4-1-2", "status", "preliminary" },
  { "Observation/s4-1-3", "valueString", "Yellow" },
  { "Observation/s4-1-3", "status", NULL },
  { "Observation/s4-1-4", "dataAbsentReason.coding.0.code", "masked" },
  { "Observation/s4-1-5", "valueString", "not enough blood" },
  { "DiagnosticReport/s4-1-6", "result.4.reference", "Observation/s4-1-5" },
  { "DiagnosticReport/s4-1-6", "status", "final" },
  { "Observation/s5-1", "component.0.valueQuantity.value", "132" },
  { "Observation/s5-1", "component.1.valueQuantity.value", "86" },
  { "Observation/s5-1-2", "valueQuantity.value", "71.0" },
  { "Observation/s5-1-2", "category.0.coding.0.code", "vital-signs" },
  { "Immunization/s6-1", "status", "completed" },
  { "Immunization/s6-1", "lotNumber", "L77" },
  { "Immunization/s6-1", "manufacturer.display", "Maker" },
  { "Immunization/s6-2", "status", "not-done" },
  { "Immunization/s6-2", "statusReason.coding.0.code", "PATOBJ" },
  { "Procedure/s7-1", "performedPeriod.end", "1999-04-02" },
  { "Encounter/s8-1", "class.code", "AMB" },
  { "Encounter/s8-1", "participant.0.individual.display", "Ann Lee" },
  { "Condition/s8-1-2", "category.0.coding.0.code", "encounter-diagnosis" },
  { "Observation/s9-1", "code.text", "Smoking status" },
  { "Observation/s9-1", "valueCodeableConcept.coding.0.display", "Former smoker" },
  { "ServiceRequest/s10-1", "intent", "plan" },
  { "ServiceRequest/s10-1", "occurrenceDateTime", "2026-09-01" },
  { "Goal/s10-2", "lifecycleStatus", "active" },
  { "DocumentReference/document", "identifier.0.value", "doc 7" },
  { "DocumentReference/document", "date", "2026-03-02T14:15:00-05:00" },
  { "DocumentReference/document", "author.0.display", "Dr. Ann Lee" },
  { "DocumentReference/document", "contained.0.section.0.entry.0.reference",
    "AllergyIntolerance/s1-1" },
  { "Provenance/provenance", "entity.0.what.reference", "DocumentReference/document" },
  { "Provenance/provenance", "target.0.reference", "Patient/patient" },
};

static void
test_members (void)
{
  g_autoptr (KwBundle) bundle = read_fixture ("rosa.xml");

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const KwResource *resource = find (bundle, members[i][0]);
      const char *got = kw_json_scalar_at (resource->node, members[i][1]);

      g_test_message ("%s %s", members[i][0], members[i][1]);
      g_assert_cmpstr (got, ==, members[i][2]);
      if (members[i][2] == NULL)
        g_assert_null (kw_json_node_at (resource->node, members[i][1]));
    }
}

/* An allergy without a word is no allergy, and no statement that there is none either. */
static void
test_nothing_invented (void)
{
  g_autoptr (KwBundle) bundle = read_fixture ("rosa.xml");
  g_autoptr (KwSource) source = kw_source_new (KW_SOURCE_FILE, "f", "a.xml", "sha256:0");

  g_assert_null (kw_bundle_resolve (bundle, NULL, "AllergyIntolerance/s1-4"));
  g_assert_null (kw_bundle_resolve (bundle, NULL, "Procedure/s7-2"));
  kw_composition_note_sections (find (bundle, "DocumentReference/document")->node, source);
  g_assert_cmpuint (source->sections->len, ==, 1);
  g_assert_cmpint (kw_source_get_section (source, "Composition?46264-8", KW_SECTION_DEVICES)->state,
                   ==, KW_STATE_NOT_OFFERED);
}

/* The same bytes are the same records, so that a second import changes nothing. */
static void
test_again (void)
{
  g_autoptr (KwBundle) first = read_fixture ("rosa.xml");
  g_autoptr (KwBundle) second = read_fixture ("rosa.xml");
  const KwBundlePerson *a = kw_bundle_get_person (first, 0);
  const KwBundlePerson *b = kw_bundle_get_person (second, 0);

  g_assert_cmpstr (kw_bundle_get_source_base (first), ==, kw_bundle_get_source_base (second));
  g_assert_cmpuint (a->resources->len, ==, b->resources->len);
  for (guint i = 0; i < a->resources->len; i++)
    {
      const KwResource *one = g_ptr_array_index (a->resources, i);
      const KwResource *other = g_ptr_array_index (b->resources, i);

      g_assert_cmpstr (one->record->ref, ==, other->record->ref);
      g_assert_true (g_bytes_equal (one->body, other->body));
    }
}

/* The narrative of the whole document, as one reads it. */
static void
test_narrative (void)
{
  g_autoptr (KwBundle) bundle = read_fixture ("rosa.xml");
  const KwJsonNode *node = find (bundle, "DocumentReference/document")->node;
  g_autoptr (GBytes) bytes = kw_attachment_dup_data (node, 0, NULL);
  g_autoptr (KwDocument) document = kw_document_new (bytes, "text/xml", NULL);
  g_autofree char *text = kw_document_dup_text (document);
  static const struct
  {
    guint index;
    KwBlockKind kind;
    const char *text;
  } blocks[] = {
    { 0, KW_BLOCK_HEADING, "Summary of Rosa Alvarez" },
    { 1, KW_BLOCK_HEADING, "Allergies" },
    { 2, KW_BLOCK_TABLE, "" },
    { 3, KW_BLOCK_HEADING, "Problems" },
    { 4, KW_BLOCK_LIST_ITEM, "High blood pressure" },
    { 5, KW_BLOCK_LIST_ITEM, "Asthma, gone" },
    { 6, KW_BLOCK_HEADING, "Medicines" },
    { 7, KW_BLOCK_PARAGRAPH, "Metoprolol 50 mg, one in the morning" },
    { 10, KW_BLOCK_PARAGRAPH, "See below\n10⁹" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      const KwBlock *block = kw_document_get_block (document, blocks[i].index);

      g_assert_cmpint (block->kind, ==, blocks[i].kind);
      g_assert_cmpstr (block->text, ==, blocks[i].text);
    }
  g_assert_cmpuint (kw_document_get_block (document, 5)->ordinal, ==, 2);
  g_assert_nonnull (strstr (text, "Eggs: not allergic"));
  g_assert_null (strstr (text, "evil.example"));
  g_assert_cmpint (g_array_index (kw_document_get_block (document, 10)->spans, KwSpan, 0).style, ==,
                   KW_SPAN_STRIKE);
}

/* A body that is no XML is the first attachment, the document around it the second. */
static void
test_other_body (void)
{
  g_autoptr (KwBundle) bundle = read_fixture ("scan.xml");
  const KwResource *document = find (bundle, "DocumentReference/document");
  g_autoptr (GBytes) bytes = kw_attachment_dup_data (document->node, 0, NULL);

  g_assert_cmpuint (document->record->n_attachments, ==, 2);
  g_assert_cmpstr (document->record->attachments[0].content_type, ==, "application/pdf");
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "%PDF-1.4\n", 9);
  g_assert_cmpstr (kw_json_string_at (document->node, "meta.source"), ==,
                   "urn:uuid:7d0f4f1e-2a53-4b0c-9a63-1d4c57b8a001#document");
}

/* Whatever is missing or wrong in a document costs at most what it says: each beginning of it is
 * refused, each attribute may be called something else. */
static void
test_damaged (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "ccda", "rosa.xml", NULL);
  g_autofree char *text = NULL;
  gsize length = 0;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize i = 1; i + 20 < length; i += 61)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (KwBundle) bundle = kw_bundle_new (bytes, "file", &error);

      g_assert_null (bundle);
      g_assert_nonnull (error);
    }
  for (char *equals = strstr (text, "=\""); equals != NULL; equals = strstr (equals + 1, "=\""))
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, length);
      g_autoptr (KwBundle) bundle = NULL;
      char kept = equals[-1];

      if (equals < strstr (text, "<realmCode"))
        continue;
      equals[-1] = 'q';
      bundle = kw_bundle_new (bytes, "file", NULL);
      equals[-1] = kept;
      g_assert_nonnull (bundle);
      g_assert_nonnull (kw_bundle_resolve (bundle, NULL, "DocumentReference/document"));
      n++;
    }
  g_assert_cmpuint (n, >, 400);
}

/* What words alone may say: never that there is none, unless they say so. */
static void
test_absence (void)
{
  static const struct
  {
    const char *words;
    gboolean no_information;
    gboolean none_known;
    gboolean negation;
  } cases[] = {
    { "No Information About Procedures", TRUE, FALSE, TRUE },
    { "No data", TRUE, FALSE, TRUE },
    { "No medication data is applicable", TRUE, FALSE, TRUE },
    { "Instruction excluded/not available", TRUE, FALSE, FALSE },
    { "No Administered Medications Recorded", TRUE, FALSE, TRUE },
    { "No known medications", FALSE, TRUE, TRUE },
    { "No Known Medications Administered", FALSE, FALSE, TRUE },
    { "None", FALSE, TRUE, TRUE },
    { "No smoking in the house", FALSE, FALSE, TRUE },
    { "Nonepileptic attacks", FALSE, FALSE, FALSE },
    { "Norvasc 5 mg", FALSE, FALSE, FALSE },
    { "Nordic walking recorded", FALSE, FALSE, FALSE },
    { "Penicillin", FALSE, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].words);
      g_assert_cmpint (kw_cda_says_no_information (cases[i].words), ==, cases[i].no_information);
      g_assert_cmpint (kw_cda_says_none_known (cases[i].words), ==, cases[i].none_known);
      g_assert_cmpint (kw_cda_speaks_negation (cases[i].words), ==, cases[i].negation);
    }
}

static void
test_kind (void)
{
  static const struct
  {
    const char *text;
    gboolean is;
  } cases[] = {
    { "<ClinicalDocument xmlns='urn:hl7-org:v3'/>", TRUE },
    { "<ClinicalDocument/>", TRUE },
    { "<ClinicalDocument xmlns='urn:other'/>", FALSE },
    { "<Bundle xmlns='urn:hl7-org:v3'/>", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (KwXml) xml = kw_xml_new (bytes, NULL);
      g_autoptr (KwBundle) bundle = kw_bundle_new (bytes, "file", NULL);

      g_assert_cmpint (kw_cda_is (kw_xml_get_root (xml)), ==, cases[i].is);
      g_assert_cmpint (bundle != NULL, ==, cases[i].is);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cda/kind", test_kind);
  g_test_add_func ("/cda/dates", test_dates);
  g_test_add_func ("/cda/absence", test_absence);
  g_test_add_func ("/cda/members", test_members);
  g_test_add_func ("/cda/nothing-invented", test_nothing_invented);
  g_test_add_func ("/cda/again", test_again);
  g_test_add_func ("/cda/damaged", test_damaged);
  g_test_add_func ("/cda/narrative", test_narrative);
  g_test_add_func ("/cda/other-body", test_other_body);
  return g_test_run ();
}
