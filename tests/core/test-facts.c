/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/facts-private.h"

static KwJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  KwJson *json = kw_json_new (bytes, 1 << 20, &error);
  g_assert_no_error (error);
  return json;
}

static char *
dup_facts (const KwWordsContext *context, const char *text)
{
  g_autoptr (KwJson) json = parse (text);
  g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (json), "s");
  g_autoptr (GPtrArray) facts = kw_facts_new (context, record, kw_json_get_root (json));
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < facts->len; i++)
    {
      const KwFact *fact = g_ptr_array_index (facts, i);
      g_string_append_printf (out, "%s=%s", fact->label, fact->text);
      if (fact->reference != NULL)
        g_string_append_printf (out, " @%s", fact->reference);
      g_string_append_c (out, '|');
    }
  return g_string_free (out, FALSE);
}

/* Each fact that must be there, and each text that must not. */
static void
test_resources (void)
{
  const struct
  {
    const char *resource;
    const char *expected[9];
    const char *forbidden[4];
  } cases[] = {
    { "{\"resourceType\":\"Observation\",\"id\":\"o1\",\"status\":\"final\","
      "\"code\":{\"text\":\"Potassium\"},\"effectiveDateTime\":\"2026-11-05\","
      "\"valueQuantity\":{\"value\":4.90,\"unit\":\"mmol/L\"},"
      "\"referenceRange\":[{\"low\":{\"value\":3.5,\"unit\":\"mmol/L\"},"
      "\"high\":{\"value\":5.1,\"unit\":\"mmol/L\"},\"text\":\"adults\"}],"
      "\"note\":[{\"text\":\"hemolyzed\"}]}",
      { "Result=4.90 mmol/L|", "Verdict=In the standard range|", "The lab’s range=3.5–5.1|",
        "About the range=adults|", "Note=hemolyzed|", "Status=Final. The result is complete.|",
        "Collected=5 November 2026|" },
      { "o1", "Value=", "final|" } },
    { "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"BP\"},"
      "\"component\":[{\"code\":{\"text\":\"Systolic\"},\"valueQuantity\":{\"value\":120,"
      "\"unit\":\"mm[Hg]\"},\"interpretation\":[{\"coding\":[{\"code\":\"H\"}]}]}]}",
      { "Systolic=120 mmHg (Above the standard range)|" },
      { "[Hg]" } },
    { "{\"resourceType\":\"MedicationRequest\",\"status\":\"on-hold\",\"intent\":\"order\","
      "\"medicationCodeableConcept\":{\"text\":\"Warfarin 5 mg\"},\"priority\":\"routine\","
      "\"dosageInstruction\":[{\"text\":\"1 tablet at night\"}],"
      "\"dispenseRequest\":{\"numberOfRepeatsAllowed\":3,\"quantity\":{\"value\":90,"
      "\"unit\":\"tablets\"},\"validityPeriod\":{\"start\":\"2026-01-05\"}}}",
      { "How to take it=1 tablet at night|", "Status=On hold. It is paused and may go on later.|",
        "Priority=Routine|",
        "To be handed out=Refills: 3; Quantity: 90 tablets; Valid: 5 January 2026|" },
      { "on-hold" } },
    { "{\"resourceType\":\"Immunization\",\"status\":\"completed\",\"vaccineCode\":{\"text\":"
      "\"Flu\"},"
      "\"lotNumber\":\"4711\",\"primarySource\":true,\"expirationDate\":\"2027-03\","
      "\"protocolApplied\":[{\"doseNumberPositiveInt\":2,\"seriesDosesPositiveInt\":3}]}",
      { "Lot number=4711|", "Recorded by who gave it=Yes|", "Expiration=March 2027|",
        "Vaccine series=Dose number: 2; Doses in the series: 3|" },
      { NULL } },
    { "{\"resourceType\":\"Patient\",\"id\":\"7\",\"active\":true,\"name\":[{\"family\":\"Lee\","
      "\"given\":[\"Mary\"]}],\"gender\":\"female\",\"telecom\":[{\"system\":\"phone\","
      "\"value\":\"555 "
      "0142\",\"use\":\"home\"},{\"system\":\"url\",\"value\":\"http://x.example\"}],"
      "\"address\":[{\"line\":[\"1 Main St\"],\"city\":\"Salem\"}],"
      "\"identifier\":[{\"system\":\"urn:oid:1\",\"value\":\"MRN-1\"}],"
      "\"extension\":[{\"url\":\"http://hl7.org/fhir/us/core/StructureDefinition/"
      "us-core-birthsex\","
      "\"valueCode\":\"F\"}]}",
      { "Contact=555 0142 (home)|", "Address=1 Main St, Salem|", "Sex in the record=Female|",
        "Sex at birth=Female|" },
      { "MRN-1", "http", "In use" } },
    { "{\"resourceType\":\"CarePlan\",\"status\":\"active\",\"intent\":\"order\",\"title\":"
      "\"Plan\","
      "\"period\":{\"start\":\"2026-01-02\",\"end\":\"2026-02-03\"},\"activity\":[{\"detail\":"
      "{\"code\":{\"text\":\"Running\"},\"status\":\"stopped\",\"doNotPerform\":true}},"
      "{\"detail\":{\"code\":{\"text\":\"Walking\"},\"doNotPerform\":false}},"
      "{\"reference\":{\"reference\":\"Task/1\",\"display\":\"Weigh\"}}],"
      "\"_created\":{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/"
      "data-absent-reason\",\"valueCode\":\"masked\"}]}}",
      { "Activity=Not to be done: Running; Status: Stopped|", "Activity=Walking|",
        "Activity=Weigh|", "Written=Kept private by the source|" },
      { "No|", "Time=" } },
    { "{\"resourceType\":\"Consent\",\"status\":\"active\",\"provision\":{\"type\":\"deny\","
      "\"actor\":[{\"role\":{\"text\":\"Reader\"},\"reference\":{\"reference\":\"Organization/1\","
      "\"display\":\"Other Clinic\"}}]}}",
      { "Not allowed=Other Clinic; Role: Reader; Kind: Deny|" },
      { NULL } },
    { "{\"resourceType\":\"Coverage\",\"status\":\"active\",\"class\":[{\"type\":{\"coding\":"
      "[{\"code\":\"rxbin\"}]},\"value\":\"987654\"},{\"type\":{\"coding\":[{\"code\":\"plan\"}]},"
      "\"value\":\"B37\",\"name\":\"Gold\"}],\"identifier\":[{\"type\":{\"coding\":[{\"code\":"
      "\"MB\"}]},"
      "\"value\":\"12345\"},{\"type\":{\"coding\":[{\"code\":\"SS\"}]},\"value\":\"078-05-1120\"}]"
      "}",
      { "Pharmacy number (Rx BIN)=987654|", "Plan=Gold (B37)|", "Member number=12345|" },
      { "078-05-1120" } },
    { "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"A\"},"
      "\"component\":[{\"code\":{\"text\":\"B\"},\"valueString\":\"C\","
      "\"modifierExtension\":[{\"url\":\"http://x.example\",\"valueBoolean\":true}]}]}",
      { "Take care=The source added" },
      { NULL } },
    { "{\"resourceType\":\"Patient\",\"meta\":{\"lastUpdated\":\"2026-03-04T05:06:07Z\","
      "\"security\":[{"
      "\"code\":\"R\",\"display\":\"restricted\"}]},\"extension\":[{\"url\":\"http://x.example/"
      "patient-favorite-color\",\"valueString\":\"green\"},{\"url\":\"http://x.example/9f\","
      "\"valueString\":\"code\"},{\"url\":\"http://hl7.org/fhir/StructureDefinition/"
      "individual-pronouns\",\"extension\":[{\"url\":\"value\",\"valueCodeableConcept\":{\"text\":"
      "\"she\"}}]}]}",
      { "Last changed at the source=4 March 2026", "Confidentiality=restricted|",
        "Favorite color=Green|", "Pronouns=she|" },
      { "code|", "http" } },
    { "{\"resourceType\":\"Flag\",\"implicitRules\":\"http://x.example/rules\"}",
      { "Take care=The source added" },
      { "http" } },
    { "{\"resourceType\":\"Provenance\",\"signature\":[{\"when\":\"2026-01-02T10:00:00Z\","
      "\"who\":{\"display\":\"Dr. Lim\"},\"sigFormat\":\"image/jpeg\",\"data\":\"dGhpcw==\"}],"
      "\"entity\":[{\"role\":\"source\",\"what\":{\"display\":\"Letter\"}}]}",
      { "Signed=Dr. Lim, 2 January 2026", "Made from=Letter; Role: Source|" },
      { "dGhpcw" } },
    { "{\"resourceType\":\"QuestionnaireResponse\",\"status\":\"completed\","
      "\"questionnaire\":\"http://x.example/q\",\"item\":[{\"linkId\":\"1\",\"text\":\"Do you "
      "smoke?\","
      "\"answer\":[{\"valueBoolean\":false}]},{\"linkId\":\"2\",\"text\":\"More\",\"item\":["
      "{\"linkId\":\"2.1\",\"text\":\"How often?\",\"answer\":[{\"valueCoding\":{\"code\":\"x1\","
      "\"display\":\"Never\"}}]}]}]}",
      { "Do you smoke?=No|", "How often?=Never|" },
      { "http", "2.1", "x1" } },
    { "{\"resourceType\":\"SomethingNew\",\"fooBar\":\"plain text\",\"codeOnly\":{\"coding\":"
      "[{\"system\":\"http://loinc.org\",\"code\":\"4548-4\"}]},\"when\":\"2019\",\"deep\":{\"a\":"
      "{\"b\":{\"c\":{\"d\":{\"e\":\"too "
      "deep\"}}}}},\"uuid\":\"6fa459ea-ee8a-4ca4-894e-db77e160355e\","
      "\"nothing\":null,\"empty\":{},\"list\":[1.50,2],\"money\":{\"value\":12.50,\"currency\":"
      "\"USD\"},"
      "\"modifierExtension\":[{\"url\":\"http://x.example\",\"valueBoolean\":true}]}",
      { "Foo bar=plain text|", "List=1.50, 2|", "Money=12.50 USD|", "Take care=The source added" },
      { "4548-4", "too deep", "6fa459ea", "http" } },
    { "{\"resourceType\":\"Composition\",\"status\":\"final\",\"title\":\"Summary\",\"section\":[{"
      "\"title\":\"Plan\",\"text\":{\"status\":\"additional\",\"div\":\"<div><p>Rest &amp; tea</p>"
      "<script>x()</script></div>\"}}]}",
      { "Plan=Rest & tea|" },
      { "<p>", "x()" } },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *facts = dup_facts (NULL, cases[i].resource);
      g_test_message ("%s", facts);
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].expected) && cases[i].expected[j] != NULL; j++)
        if (strstr (facts, cases[i].expected[j]) == NULL)
          g_error ("no “%s” in %s", cases[i].expected[j], facts);
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].forbidden) && cases[i].forbidden[j] != NULL; j++)
        if (strstr (facts, cases[i].forbidden[j]) != NULL)
          g_error ("“%s” in %s", cases[i].forbidden[j], facts);
    }
}

static const KwRecord *
find (gpointer data, const KwRecord *from, const char *reference)
{
  (void) from;
  return g_str_equal (reference, "Condition/c") ? data : NULL;
}

static void
test_references (void)
{
  const KwRecord gout = { .type = "Condition", .text = "Gout" };
  const KwWordsContext context = { find, (gpointer) &gout };
  g_autofree char *facts = dup_facts (
      &context, "{\"resourceType\":\"CarePlan\",\"status\":\"active\",\"title\":\"Plan\","
                "\"addresses\":[{\"reference\":\"Condition/c\"},{\"reference\":\"Condition/d\"},"
                "{\"reference\":\"Condition/e\",\"display\":\"Pain\"}]}");
  g_assert_nonnull (strstr (facts, "About=Gout @Condition/c|"));
  g_assert_nonnull (strstr (facts, "About=Pain|"));
  g_assert_null (strstr (facts, "Condition/d"));
}

/* Who is said once, and leads there; a thousand records are not a thousand lines. */
static void
test_once (void)
{
  const KwRecord gout = { .type = "Condition", .text = "Gout" };
  const KwWordsContext context = { find, (gpointer) &gout };
  g_autofree char *facts = dup_facts (
      &context, "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"A\"},"
                "\"performer\":[{\"reference\":\"Condition/c\"}]}");
  g_assert_nonnull (strstr (facts, "Recorded by=Gout @Condition/c|"));
  g_assert_null (strstr (facts, "Done by="));

  g_autoptr (GString) many = g_string_new ("{\"resourceType\":\"Provenance\",\"target\":[");
  for (guint i = 0; i < 45; i++)
    g_string_append_printf (many, "%s{\"display\":\"Zebra %u\"}", i > 0 ? "," : "", i);
  g_string_append (many, "]}");
  g_autofree char *targets = dup_facts (NULL, many->str);
  g_assert_nonnull (strstr (targets, "About=Zebra 39|About=and 5 more|"));
  g_assert_null (strstr (targets, "Zebra 40"));
}

static void
test_labels (void)
{
  const struct
  {
    const char *type;
    const char *name;
    const char *label;
    KwElementKind kind;
  } cases[] = {
    { NULL, "onAdmission", "On admission", KW_ELEMENT_USUAL },
    { NULL, "occurrenceDateTime", "Date", KW_ELEMENT_USUAL },
    { "Claim", "serviced", "Date", KW_ELEMENT_USUAL },
    { NULL, "dateTime", "Date", KW_ELEMENT_USUAL },
    { "Encounter", "class", "Kind of visit", KW_ELEMENT_USUAL },
    { "Coverage", "class", "Plan", KW_ELEMENT_AS_IS },
    { NULL, "status", "Status", KW_ELEMENT_USUAL },
    { NULL, "actor", "", KW_ELEMENT_USUAL },
    { "Immunization", "lotNumber", "Lot number", KW_ELEMENT_AS_IS },
    { NULL, "instantiatesCanonical", "Instantiates canonical", KW_ELEMENT_HIDDEN },
    { NULL, "_birthDate", "_birth", KW_ELEMENT_HIDDEN },
    { NULL, "meta", "", KW_ELEMENT_HIDDEN },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KwElementKind kind;
      g_autofree char *label = kw_element_label (cases[i].type, cases[i].name, &kind);
      g_assert_cmpstr (label, ==, cases[i].label);
      g_assert_cmpint (kind, ==, cases[i].kind);
    }
}

static void
check_resource (const KwJsonNode *resource)
{
  if (g_strcmp0 (kw_json_string_at (resource, "resourceType"), "Bundle") == 0)
    {
      KW_JSON_FOREACH (entry, kw_json_node_get_member (resource, "entry"))
        check_resource (kw_json_node_get_member (entry, "resource"));
      return;
    }
  if (kw_json_string_at (resource, "resourceType") == NULL)
    return;

  g_autoptr (KwRecord) record = kw_record_new_from_fhir (resource, "s");
  g_autofree char *title = kw_words_title (NULL, record);
  g_assert_true (kw_words_is_presentable (title, record));
  g_autofree char *spoken = kw_words_spoken (NULL, record);
  g_assert_true (g_str_has_suffix (spoken, "."));
  g_autoptr (GPtrArray) facts = kw_facts_new (NULL, record, resource);
  for (guint i = 0; i < facts->len; i++)
    {
      const KwFact *fact = g_ptr_array_index (facts, i);
      g_assert_cmpstr (fact->label, !=, "");
      g_assert_cmpstr (fact->text, !=, "");
      g_assert_true (g_utf8_validate (fact->text, -1, NULL));
      g_assert_false (g_str_has_prefix (fact->text, "http"));
      g_assert_false (g_str_has_prefix (fact->text, "urn:"));
      g_assert_null (strstr (fact->text, "{\""));
    }
}

static guint
check_folder (const char *path)
{
  guint n_files = 0;
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  for (const char *name; folder != NULL && (name = g_dir_read_name (folder)) != NULL;)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *text = NULL;
      gsize length;
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        n_files += check_folder (child);
      else if (g_str_has_suffix (name, ".json")
               && g_file_get_contents (child, &text, &length, NULL))
        {
          g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&text), length);
          g_autoptr (KwJson) json = kw_json_new (bytes, 1 << 28, NULL);
          if (json != NULL)
            check_resource (kw_json_get_root (json));
          n_files++;
        }
    }
  return n_files;
}

/* Rule G1 on records by other hands, where they are at hand. */
static void
test_corpus (void)
{
  static const char *const folders[] = { "r4examples", "uscore", "ips", "synthea" };
  guint n_files = 0;
  const char *corpus = g_getenv ("KEEPWELL_CORPUS");
  for (gsize i = 0; corpus != NULL && i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (corpus, folders[i], NULL);
      n_files += check_folder (path);
    }
  if (n_files == 0)
    g_test_skip ("no corpus here");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts/resources", test_resources);
  g_test_add_func ("/facts/references", test_references);
  g_test_add_func ("/facts/once", test_once);
  g_test_add_func ("/facts/labels", test_labels);
  g_test_add_func ("/facts/corpus", test_corpus);
  return g_test_run ();
}
