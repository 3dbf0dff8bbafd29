/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes docs/fhir-coverage.md from the readers, and compares: every element of the 31 types that
 * Oracle's scopes name is shown, used, or left out for a reason that is written down. With
 * KEEPWELL_WRITE_EXPECTED=1 it writes the file instead. */
#include <string.h>

#include "core/json.h"
#include "coverage.h"

#define MARK "<!-- From here on made by tests/core/test-coverage.c. -->\n"

static const char *const types[] = {
  "AllergyIntolerance",
  "Appointment",
  "Binary",
  "CarePlan",
  "CareTeam",
  "Condition",
  "Consent",
  "Coverage",
  "Device",
  "DiagnosticReport",
  "DocumentReference",
  "Encounter",
  "FamilyMemberHistory",
  "Goal",
  "Immunization",
  "InsurancePlan",
  "MedicationAdministration",
  "MedicationDispense",
  "MedicationRequest",
  "NutritionOrder",
  "Observation",
  "Patient",
  "Person",
  "Procedure",
  "Provenance",
  "Questionnaire",
  "QuestionnaireResponse",
  "RelatedPerson",
  "Schedule",
  "ServiceRequest",
  "Slot",
};

/* What every type has; the resource's own elements come after them. */
static const char *const shared[] = { "id",   "meta",      "implicitRules", "language",
                                      "text", "contained", "extension",     "modifierExtension" };

/* Why an element is neither shown nor used, by its whole path or its last name. */
static const struct
{
  const char *name;
  const char *reason;
} reasons[] = {
  { "Consent.policy.authority", "an address for programs" },
  { "Device.version.component", "a number for programs" },
  { "Immunization.education.reference", "an address; what was handed out is shown by its kind" },
  { "Questionnaire.item.code", "a code; the question's words are shown" },
  { "Questionnaire.item.type", "for the program that shows the form" },
  { "Questionnaire.name", "a name for programs" },
  { "Questionnaire.version", "a version for programs" },
  { "answerValueSet", "an address for programs" },
  { "assurance", "a level for programs" },
  { "carrierAIDC", "a picture of the number, which is shown" },
  { "definition", "an address for programs" },
  { "derivedFrom", "an address for programs" },
  { "entryType", "how a number was typed" },
  { "format", "a format for programs" },
  { "groupIdentifier", "a number for programs" },
  { "identifier", "shown where its type says that people ask for it: a medical record, member, "
                  "visit or order number" },
  { "instantiates", "an address for programs" },
  { "instantiatesCanonical", "an address for programs" },
  { "instantiatesUri", "an address for programs" },
  { "issuer", "an address for programs" },
  { "jurisdiction", "an address or a code of a country for programs" },
  { "language", "of the record's technical text" },
  { "linkId", "a number for programs" },
  { "masterIdentifier", "a number for programs" },
  { "policy", "an address for programs" },
  { "preAdmissionIdentifier", "a number for programs" },
  { "uri", "an address for programs" },
  { "url", "an address for programs" },
  { "valueUri", "an address for programs" },
};

/* The elements that R4 marks isModifier in these types, but for implicitRules and
 * modifierExtension, which have a test in test-facts.c (rule M10: each changes the words). */
static const char *const modifiers[] = {
  "AllergyIntolerance.clinicalStatus",
  "AllergyIntolerance.verificationStatus",
  "Appointment.status",
  "CarePlan.status",
  "CarePlan.intent",
  "CarePlan.activity.detail.status",
  "CarePlan.activity.detail.doNotPerform",
  "CareTeam.status",
  "Condition.clinicalStatus",
  "Condition.verificationStatus",
  "Consent.status",
  "Consent.scope",
  "Coverage.status",
  "Device.status",
  "DiagnosticReport.status",
  "DocumentReference.status",
  "Encounter.status",
  "FamilyMemberHistory.status",
  "Goal.lifecycleStatus",
  "Immunization.status",
  "Immunization.isSubpotent",
  "InsurancePlan.status",
  "MedicationAdministration.status",
  "MedicationDispense.status",
  "MedicationRequest.status",
  "MedicationRequest.intent",
  "MedicationRequest.doNotPerform",
  "NutritionOrder.status",
  "NutritionOrder.intent",
  "Observation.status",
  "Patient.active",
  "Patient.deceasedBoolean",
  "Patient.deceasedDateTime",
  "Patient.link.other",
  "Patient.link.type",
  "Person.active",
  "Procedure.status",
  "Questionnaire.status",
  "Questionnaire.item.enableWhen.question",
  "QuestionnaireResponse.status",
  "RelatedPerson.active",
  "Schedule.active",
  "ServiceRequest.status",
  "ServiceRequest.intent",
  "ServiceRequest.doNotPerform",
};

/* path → CoverageElement, of all types; and the lists of each type in their order. */
static GHashTable *by_path;
static GPtrArray *of_types;

static void
read_all (void)
{
  by_path = g_hash_table_new (g_str_hash, g_str_equal);
  of_types = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GPtrArray *elements = coverage_of_type (types[i]);

      for (guint j = 0; j < elements->len; j++)
        {
          CoverageElement *element = g_ptr_array_index (elements, j);

          /* By itself it says nothing; what refers to it is called by it (test-readers.c). */
          if (g_str_has_suffix (element->path, ".contained"))
            element->fate = COVERAGE_USED;
          g_hash_table_insert (by_path, element->path, element);
        }
      g_ptr_array_add (of_types, elements);
    }
}

static const char *
find_reason (const char *path)
{
  const char *name = strrchr (path, '.') + 1;

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].name, path) || g_str_equal (reasons[i].name, name))
      return reasons[i].reason;
  return NULL;
}

static gboolean
is_shared (const CoverageElement *element)
{
  const char *name = strchr (element->path, '.') + 1;

  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    if (g_str_equal (shared[i], name))
      return TRUE;
  return FALSE;
}

static void
append_element (GString *out, const CoverageElement *element)
{
  const char *name = strchr (element->path, '.') + 1;

  if (element->fate == COVERAGE_SHOWN)
    g_string_append_printf (out, "| %s | shown as *%s* |\n", name, element->label);
  else if (element->fate == COVERAGE_USED)
    g_string_append_printf (out, "| %s | used: read into the record |\n", name);
  else
    g_string_append_printf (out, "| %s | left out: %s |\n", name, find_reason (element->path));
}

static void
append_type (GString *out, const char *title, GPtrArray *elements, gboolean of_all)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  guint n[COVERAGE_LEFT_OUT + 1] = { 0 };

  for (guint i = 0; i < elements->len; i++)
    {
      const CoverageElement *element = g_ptr_array_index (elements, i);

      if (is_shared (element) != of_all)
        continue;
      n[element->fate]++;
      append_element (rows, element);
    }
  g_string_append_printf (out, "\n## %s\n%u shown, %u used, %u left out.\n\n", title,
                          n[COVERAGE_SHOWN], n[COVERAGE_USED], n[COVERAGE_LEFT_OUT]);
  if (rows->len > 0)
    g_string_append_printf (out, "| element | what becomes of it |\n|---|---|\n%s", rows->str);
}

static char *
get_doc_path (void)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "docs", "fhir-coverage.md", NULL);
}

static void
test_document (void)
{
  g_autofree char *path = get_doc_path ();
  g_autofree char *old = NULL;
  g_autoptr (GString) made = g_string_new (MARK);

  g_assert_true (g_file_get_contents (path, &old, NULL, NULL));

  const char *mark = strstr (old, MARK);

  g_assert_nonnull (mark);
  append_type (made, "Every type", g_ptr_array_index (of_types, 0), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    append_type (made, types[i], g_ptr_array_index (of_types, i), FALSE);
  if (g_getenv ("KEEPWELL_WRITE_EXPECTED") != NULL)
    {
      g_string_prepend_len (made, old, mark - old);
      g_assert_true (g_file_set_contents (path, made->str, -1, NULL));
      g_test_skip ("written, not compared");
      return;
    }
  g_assert_cmpstr (mark, ==, made->str);
}

/* Nothing is left out for want of time: each that is has its reason. */
static void
test_reasons (void)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, by_path);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const CoverageElement *element = value;

      if (element->fate == COVERAGE_LEFT_OUT && find_reason (element->path) == NULL)
        g_error ("%s is neither shown nor used, and nobody wrote why", element->path);
    }
}

static void
test_modifiers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    {
      const CoverageElement *element = g_hash_table_lookup (by_path, modifiers[i]);

      g_test_message ("%s", modifiers[i]);
      g_assert_nonnull (element);
      g_assert_cmpint (element->fate, ==, COVERAGE_SHOWN);
    }
}

/* What occurs in records of other hands. */
typedef struct
{
  GHashTable *seen; /* paths */
  guint n;          /* times an element of the definition occurs */
  guint n_covered;
  guint n_other; /* what R4 does not define at that place */
} Count;

/* The place of the definition for an item within an item. */
static char *
dup_place (const char *path, const char *name)
{
  g_autofree char *ending = g_strconcat (".", name, NULL);
  g_autofree char *inner = g_strconcat (path, ending, NULL);
  g_autofree char *above = g_strdup (path);

  for (char *dot = above + strlen (above); dot != NULL; dot = strrchr (above, '.'))
    {
      *dot = '\0';
      if (g_str_has_suffix (above, ending))
        return g_strdup (above);
    }
  return g_steal_pointer (&inner);
}

static gboolean
has_elements (const char *path)
{
  GHashTableIter iter;
  gpointer key;
  g_autofree char *start = g_strconcat (path, ".", NULL);

  g_hash_table_iter_init (&iter, by_path);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, start))
      return TRUE;
  return FALSE;
}

static void count_object (Count *count, const char *path, const KwJsonNode *object);

static void
count_member (Count *count, const char *path, const KwJsonNode *member)
{
  const char *name = kw_json_node_get_name (member);
  g_autofree char *own = g_strconcat (path, ".", name, NULL);
  const CoverageElement *element = g_hash_table_lookup (by_path, own);
  g_autofree char *place = dup_place (path, name);

  if (element != NULL)
    {
      count->n++;
      count->n_covered += element->fate != COVERAGE_LEFT_OUT;
      g_hash_table_add (count->seen, element->path);
    }
  else if (!has_elements (place))
    count->n_other += *name != '_' && !g_str_equal (name, "resourceType")
                      && !g_str_equal (name, "id") && !g_str_equal (name, "extension");
  else if (kw_json_node_get_kind (member) == KW_JSON_OBJECT)
    count_object (count, place, member);
  else
    KW_JSON_FOREACH (item, member)
      count_object (count, place, item);
}

static void
count_object (Count *count, const char *path, const KwJsonNode *object)
{
  if (kw_json_node_get_kind (object) == KW_JSON_OBJECT)
    KW_JSON_FOREACH (member, object)
      count_member (count, path, member);
}

/* Every resource in a file, within a Bundle too. */
static void
count_resources (Count *count, const KwJsonNode *node)
{
  const char *type = kw_json_string_at (node, "resourceType");

  if (g_strcmp0 (type, "Bundle") == 0)
    KW_JSON_FOREACH (entry, kw_json_node_get_member (node, "entry"))
      count_resources (count, kw_json_node_get_member (entry, "resource"));
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i], type) == 0)
      count_object (count, type, node);
}

static void
count_folder (Count *count, const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  for (const char *name; folder != NULL && (name = g_dir_read_name (folder)) != NULL;)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        count_folder (count, child);
      else if (g_str_has_suffix (name, ".json")
               && g_file_get_contents (child, &text, &length, NULL))
        {
          g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&text), length);
          g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);

          if (json != NULL)
            count_resources (count, kw_json_get_root (json));
        }
    }
}

static void
test_corpus (void)
{
  static const char *const folders[] = { "synthea", "uscore", "r4examples", "ips" };
  const char *corpus = g_getenv ("KEEPWELL_CORPUS");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Count count = { .seen = seen };
  guint n_covered = 0;
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; corpus != NULL && i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (corpus, folders[i], NULL);

      count_folder (&count, path);
    }
  if (count.n == 0)
    {
      g_test_skip ("KEEPWELL_CORPUS holds no records");
      return;
    }
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    n_covered
        += ((CoverageElement *) g_hash_table_lookup (by_path, key))->fate != COVERAGE_LEFT_OUT;
  g_test_message (
      "%u of %u elements that occur are shown or used; of %u times that one occurs, %u; "
      "%u times something that R4 does not have",
      n_covered, g_hash_table_size (seen), count.n, count.n_covered, count.n_other);
  g_assert_cmpuint (n_covered * 10, >=, g_hash_table_size (seen) * 9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  read_all ();
  g_test_add_func ("/coverage/reasons", test_reasons);
  g_test_add_func ("/coverage/modifiers", test_modifiers);
  g_test_add_func ("/coverage/document", test_document);
  g_test_add_func ("/coverage/corpus", test_corpus);
  return g_test_run ();
}
