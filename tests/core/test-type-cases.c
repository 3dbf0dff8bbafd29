/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* For each of the 31 types of Oracle's scopes, and for those that are named beside them: every
 * status, no date, no text, only a coding, only a reference, absent for a reason, entered in error,
 * and strings that mean harm. The cases are made from one row per type. */
#include <string.h>

#include "core/record.h"
#include "core/words.h"

#define MAX_STATUSES 11

/* @name holds "~" where words go, @concept where a CodeableConcept goes, @reference a Reference,
 * @date a date; each is a member with its comma, or NULL where the type has none. */
static const struct
{
  const char *type;
  const char *name;
  const char *concept;
  const char *reference;
  const char *date;
  const char *label; /* what the date means */
  const char *statuses[MAX_STATUSES];
} rows[] = {
#define ERROR "entered-in-error"
  { "AllergyIntolerance",
    ",'code':{'text':~}",
    ",'code':~",
    NULL,
    ",'onsetDateTime':~",
    "Started",
    { NULL } },
  { "Appointment",
    ",'description':~",
    ",'serviceType':[~]",
    NULL,
    ",'start':~",
    "Planned",
    { "proposed", "pending", "booked", "arrived", "fulfilled", "cancelled", "noshow", ERROR,
      "checked-in", "waitlist" } },
  { "Binary", NULL, NULL, NULL, NULL, NULL, { NULL } },
  { "CarePlan",
    ",'title':~",
    ",'category':[~]",
    ",'activity':[{'reference':~}]",
    ",'period':{'start':~}",
    "Started",
    { "draft", "active", "on-hold", "revoked", "completed", ERROR, "unknown" } },
  { "CareTeam",
    ",'name':~",
    ",'category':[~]",
    NULL,
    ",'period':{'start':~}",
    "Started",
    { "proposed", "active", "suspended", "inactive", ERROR } },
  { "Condition",
    ",'code':{'text':~}",
    ",'code':~",
    NULL,
    ",'onsetDateTime':~",
    "Started",
    { NULL } },
  { "Consent",
    ",'category':[{'text':~}]",
    ",'category':[~]",
    NULL,
    ",'dateTime':~",
    "Signed",
    { "draft", "proposed", "active", "rejected", "inactive", ERROR } },
  { "Coverage",
    ",'type':{'text':~}",
    ",'type':~",
    ",'payor':[~]",
    ",'period':{'start':~}",
    "Started",
    { "active", "cancelled", "draft", ERROR } },
  { "Device",
    ",'deviceName':[{'name':~,'type':'other'}]",
    ",'type':~",
    NULL,
    ",'manufactureDate':~",
    "Date",
    { "active", "inactive", ERROR, "unknown" } },
  { "DiagnosticReport",
    ",'code':{'text':~}",
    ",'code':~",
    NULL,
    ",'effectiveDateTime':~",
    "Collected",
    { "registered", "partial", "preliminary", "final", "amended", "corrected", "appended",
      "cancelled", ERROR, "unknown" } },
  { "DocumentReference",
    ",'type':{'text':~}",
    ",'type':~",
    NULL,
    ",'date':~",
    "Written",
    { "current", "superseded", ERROR } },
  { "Encounter",
    ",'type':[{'text':~}]",
    ",'type':[~]",
    NULL,
    ",'period':{'start':~}",
    "Visit",
    { "planned", "arrived", "triaged", "in-progress", "onleave", "finished", "cancelled", ERROR,
      "unknown" } },
  { "FamilyMemberHistory",
    ",'relationship':{'text':~}",
    ",'relationship':~",
    NULL,
    ",'date':~",
    "Recorded",
    { "partial", "completed", ERROR, "health-unknown" } },
  { "Goal",
    ",'description':{'text':~}",
    ",'description':~",
    NULL,
    ",'startDate':~",
    "Started",
    { "proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled", ERROR,
      "rejected" } },
  { "Immunization",
    ",'vaccineCode':{'text':~}",
    ",'vaccineCode':~",
    NULL,
    ",'occurrenceDateTime':~",
    "Given",
    { "completed", ERROR, "not-done" } },
  { "InsurancePlan",
    ",'name':~",
    ",'type':[~]",
    NULL,
    ",'period':{'start':~}",
    "Date",
    { "draft", "active", "retired", "unknown" } },
  { "MedicationAdministration",
    ",'medicationCodeableConcept':{'text':~}",
    ",'medicationCodeableConcept':~",
    ",'medicationReference':~",
    ",'effectiveDateTime':~",
    "Given",
    { "in-progress", "not-done", "on-hold", "completed", ERROR, "stopped", "unknown" } },
  { "MedicationDispense",
    ",'medicationCodeableConcept':{'text':~}",
    ",'medicationCodeableConcept':~",
    ",'medicationReference':~",
    ",'whenHandedOver':~",
    "Handed out",
    { "preparation", "in-progress", "cancelled", "on-hold", "completed", ERROR, "stopped",
      "declined", "unknown" } },
  { "MedicationRequest",
    ",'medicationCodeableConcept':{'text':~}",
    ",'medicationCodeableConcept':~",
    ",'medicationReference':~",
    ",'authoredOn':~",
    "Prescribed",
    { "active", "on-hold", "cancelled", "completed", ERROR, "stopped", "draft", "unknown" } },
  { "NutritionOrder",
    ",'oralDiet':{'type':[{'text':~}]}",
    ",'oralDiet':{'type':[~]}",
    NULL,
    ",'dateTime':~",
    "Written",
    { "draft", "active", "on-hold", "revoked", "completed", ERROR, "unknown" } },
  { "Observation",
    ",'code':{'text':~}",
    ",'code':~",
    NULL,
    ",'effectiveDateTime':~",
    NULL,
    { "registered", "preliminary", "final", "amended", "corrected", "cancelled", ERROR,
      "unknown" } },
  { "Patient", ",'name':[{'text':~}]", NULL, NULL, ",'birthDate':~", "Born", { NULL } },
  { "Person", ",'name':[{'text':~}]", NULL, NULL, ",'birthDate':~", "Born", { NULL } },
  { "Procedure",
    ",'code':{'text':~}",
    ",'code':~",
    NULL,
    ",'performedDateTime':~",
    "Done",
    { "preparation", "in-progress", "not-done", "on-hold", "stopped", "completed", ERROR,
      "unknown" } },
  { "Provenance",
    ",'activity':{'text':~}",
    ",'activity':~",
    ",'target':[~]",
    ",'recorded':~",
    "Recorded",
    { NULL } },
  { "Questionnaire",
    ",'title':~",
    ",'code':[~]",
    NULL,
    ",'date':~",
    "Written",
    { "draft", "active", "retired", "unknown" } },
  { "QuestionnaireResponse",
    ",'item':[{'linkId':'1','text':~,'answer':[{'valueBoolean':true}]}]",
    NULL,
    NULL,
    ",'authored':~",
    NULL,
    { "in-progress", "completed", "amended", ERROR, "stopped" } },
  { "RelatedPerson", ",'name':[{'text':~}]", NULL, NULL, ",'birthDate':~", "Born", { NULL } },
  { "Schedule",
    ",'serviceType':[{'text':~}]",
    ",'serviceType':[~]",
    NULL,
    ",'planningHorizon':{'start':~}",
    "Date",
    { NULL } },
  { "ServiceRequest",
    ",'code':{'text':~}",
    ",'code':~",
    NULL,
    ",'authoredOn':~",
    "Written",
    { "draft", "active", "on-hold", "revoked", "completed", ERROR, "unknown" } },
  { "Slot",
    ",'serviceType':[{'text':~}]",
    ",'serviceType':[~]",
    NULL,
    ",'start':~",
    "Planned",
    { "busy", "free", "busy-unavailable", "busy-tentative", ERROR } },

  { "Account",
    ",'name':~",
    ",'type':~",
    NULL,
    ",'servicePeriod':{'start':~}",
    "Date",
    { "active", "inactive", ERROR, "on-hold", "unknown" } },
  { "Claim",
    ",'type':{'text':~}",
    ",'type':~",
    NULL,
    ",'billablePeriod':{'start':~}",
    "Date",
    { "active", "cancelled", "draft", ERROR } },
  { "Communication",
    ",'topic':{'text':~}",
    ",'topic':~",
    NULL,
    ",'sent':~",
    "Written",
    { "preparation", "in-progress", "not-done", "on-hold", "stopped", "completed", ERROR,
      "unknown" } },
  { "Composition",
    ",'title':~",
    ",'type':~",
    NULL,
    ",'date':~",
    "Written",
    { "preliminary", "final", "amended", ERROR } },
  { "ExplanationOfBenefit",
    ",'type':{'text':~}",
    ",'type':~",
    NULL,
    ",'billablePeriod':{'start':~}",
    "Date",
    { "active", "cancelled", "draft", ERROR } },
  { "List",
    ",'title':~",
    ",'code':~",
    NULL,
    ",'date':~",
    "Written",
    { "current", "retired", ERROR } },
  { "Location",
    ",'name':~",
    ",'type':[~]",
    NULL,
    NULL,
    NULL,
    { "active", "suspended", "inactive" } },
  { "Media",
    ",'content':{'title':~}",
    ",'type':~",
    NULL,
    ",'createdDateTime':~",
    "Done",
    { "preparation", "in-progress", "not-done", "on-hold", "stopped", "completed", ERROR,
      "unknown" } },
  { "Medication",
    ",'code':{'text':~}",
    ",'code':~",
    NULL,
    NULL,
    NULL,
    { "active", "inactive", ERROR } },
  { "Organization", ",'name':~", NULL, NULL, NULL, NULL, { NULL } },
  { "Practitioner", ",'name':[{'text':~}]", NULL, NULL, ",'birthDate':~", "Born", { NULL } },
  { "PractitionerRole",
    ",'code':[{'text':~}]",
    ",'code':[~]",
    ",'practitioner':~",
    ",'period':{'start':~}",
    "Date",
    { NULL } },
  { "Specimen",
    ",'type':{'text':~}",
    ",'type':~",
    NULL,
    ",'collection':{'collectedDateTime':~}",
    "Collected",
    { "available", "unavailable", "unsatisfactory", ERROR } },
};

/* What a record says, all of it. */
typedef struct
{
  KwRecord *record;
  GPtrArray *facts;
  char *title;
  char *subtitle;
  char *spoken;
  char *search;
} Said;

static void
free_said (Said *said)
{
  kw_record_unref (said->record);
  g_ptr_array_unref (said->facts);
  g_free (said->title);
  g_free (said->subtitle);
  g_free (said->spoken);
  g_free (said->search);
  g_free (said);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Said, free_said)

/* @template with @value, JSON already, in the place of "~". */
static char *
fill (const char *template, const char *value)
{
  if (template == NULL)
    return g_strdup ("");

  g_autofree char *json = g_strdelimit (g_strdup (template), "'", '"');
  g_auto (GStrv) parts = g_strsplit (json, "~", -1);

  return g_strjoinv (value, parts);
}

static Said *
read_members (const char *type, const char *members)
{
  g_autofree char *text
      = g_strdup_printf ("{\"resourceType\":\"%s\",\"id\":\"x1\"%s}", type, members);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, &error);
  Said *said = g_new0 (Said, 1);

  g_test_message ("%.300s", text);
  g_assert_no_error (error);
  said->record = kw_record_new_from_fhir (kw_json_get_root (json), "s");
  said->facts = kw_facts_new (NULL, said->record, kw_json_get_root (json));
  said->title = kw_words_title (NULL, said->record);
  said->subtitle = kw_words_subtitle (NULL, said->record);
  said->spoken = kw_words_spoken (NULL, said->record);
  said->search = kw_words_search_text (NULL, said->record);
  return said;
}

static Said *
read_with (guint i, const char *template, const char *value)
{
  g_autofree char *members = fill (template, value);

  return read_members (rows[i].type, members);
}

static const char *
find_fact (const Said *said, const char *label)
{
  for (guint i = 0; i < said->facts->len; i++)
    if (g_str_equal (((KwFact *) g_ptr_array_index (said->facts, i))->label, label))
      return ((KwFact *) g_ptr_array_index (said->facts, i))->text;
  return NULL;
}

/* Only text; and a row without a date says so (rule D2). */
static void
test_text (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].name == NULL)
        continue;

      g_autoptr (Said) said = read_with (i, rows[i].name, "\"Zebra quartz\"");
      g_autofree char *when = kw_words_when (said->record);

      g_assert_nonnull (strstr (said->title, "Zebra quartz"));
      g_assert_cmpstr (when, ==, "Date not stated");
      g_assert_nonnull (strstr (said->spoken, "Zebra quartz"));
      g_assert_nonnull (strstr (said->search, "Zebra quartz"));
    }
}

/* Only a coding with a display; only a bare code, which is no name; only words of a contained one.
 */
static void
test_coding (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].concept == NULL)
        continue;

      /* Questionnaire.code is a Coding; a concept of that kind is read all the same. */
      g_autoptr (Said) coding = read_with (
          i, rows[i].concept, "{\"coding\":[{\"code\":\"77-1\",\"display\":\"Zebra quartz\"}]}");
      g_autoptr (Said) code
          = read_with (i, rows[i].concept,
                       "{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"99999-9\"}]}");

      g_assert_cmpstr (coding->title, ==, "Zebra quartz");
      g_assert_null (strstr (code->title, "99999"));
      g_assert_true (g_str_has_prefix (code->title, "Unnamed "));
    }
}

static void
test_reference (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].reference == NULL)
        continue;

      g_autoptr (Said) display = read_with (
          i, rows[i].reference, "{\"reference\":\"Basic/9\",\"display\":\"Zebra quartz\"}");
      g_autofree char *one = fill (rows[i].reference, "{\"reference\":\"#c\"}");
      g_autofree char *members = g_strconcat (
          one,
          ",\"contained\":[{\"resourceType\":\"Medication\",\"id\":\"c\",\"code\":{\"text\":"
          "\"Zebra quartz\"}}]",
          NULL);
      g_autoptr (Said) contained = read_members (rows[i].type, members);
      g_autoptr (Said) bare = read_with (i, rows[i].reference, "{\"reference\":\"Basic/9\"}");

      g_assert_nonnull (strstr (display->title, "Zebra quartz"));
      g_assert_nonnull (strstr (contained->title, "Zebra quartz"));
      g_assert_null (strstr (bare->title, "Basic"));
    }
}

/* The date that a row shows means what it says, and is the day that was sent. */
static void
test_date (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].date == NULL)
        continue;

      g_autoptr (Said) day = read_with (i, rows[i].date, "\"2019-03-07\"");
      g_autoptr (Said) month = read_with (i, rows[i].date, "\"2019-03\"");
      g_autoptr (Said) zero = read_with (i, rows[i].date, "\"1899-12-30\"");
      g_autofree char *day_words = kw_words_when (day->record);
      g_autofree char *month_words = kw_words_when (month->record);
      g_autofree char *zero_words = kw_words_when (zero->record);

      g_assert_cmpstr (day_words, ==, "7 March 2019");
      g_assert_cmpstr (month_words, ==, "March 2019");
      g_assert_null (strstr (zero_words, "1970"));
      g_assert_cmpuint (day->record->n_whens, ==, 1);
      if (rows[i].label != NULL)
        g_assert_cmpstr (kw_words_when_label (day->record->whens[0].role), ==, rows[i].label);
    }
}

/* Rule M2: every code of the type's value set has words and a meaning; nothing that is over, on
 * hold, planned or a mistake counts as current. */
static void
test_status (void)
{
  static const char *const not_stated[] = { "unknown", NULL };
  static const char *const current[]
      = { "active", "current", "in-progress", "arrived", "triaged", "onleave", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < MAX_STATUSES && rows[i].statuses[j] != NULL; j++)
      {
        const char *code = rows[i].statuses[j];
        g_autofree char *member = g_strdup_printf (
            ",\"%s\":\"%s\"", g_str_equal (rows[i].type, "Goal") ? "lifecycleStatus" : "status",
            code);
        g_autoptr (Said) said = read_members (rows[i].type, member);
        const char *status = find_fact (said, "Status");
        gboolean is_error = g_str_equal (code, ERROR);

        g_assert_nonnull (status);
        g_assert_nonnull (strstr (status, ". ")); /* the word and what it means */
        g_assert_cmpint (g_str_has_prefix (status, "Not stated"), ==,
                         g_strv_contains (not_stated, code));
        g_assert_cmpint ((said->record->flags & KW_RECORD_ENTERED_IN_ERROR) != 0, ==, is_error);
        if (!g_strv_contains (current, code))
          g_assert_false (said->record->flags & KW_RECORD_CURRENT);
      }
}

/* The whole element is absent for a reason: no name is made up, and the reason is not lost. */
static void
test_absent (void)
{
#define ABSENT                                                                                     \
  "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\","       \
  "\"valueCode\":\"masked\"}]}"
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean is_said = FALSE;

      if (rows[i].concept == NULL || g_str_equal (rows[i].type, "NutritionOrder"))
        continue;

      g_autoptr (Said) said = read_with (i, rows[i].concept, ABSENT);

      for (guint j = 0; j < said->facts->len; j++)
        is_said = is_said
                  || strstr (((KwFact *) g_ptr_array_index (said->facts, j))->text,
                             "Kept private by the source");
      g_assert_true (g_str_has_prefix (said->title, "Unnamed "));
      g_assert_true (is_said);
    }
}

static void
check_harmless (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      g_assert_true (letter >= 0x20 && letter != 0x7f);
      g_assert_false (letter >= 0x202a && letter <= 0x202e);
    }
}

static void
check_all_harmless (const Said *said)
{
  check_harmless (said->title);
  check_harmless (said->spoken);
  check_harmless (said->search);
  if (said->subtitle != NULL)
    check_harmless (said->subtitle);
  for (guint i = 0; i < said->facts->len; i++)
    {
      const KwFact *fact = g_ptr_array_index (said->facts, i);

      check_harmless (fact->label);
      check_harmless (fact->text);
    }
}

/* Whatever a source writes as a name: no order to a terminal or to the direction of writing leaves
 * the record, and what is only strange (other scripts, marks, broken letters) stays. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *json;
    const char *kept; /* is in the title, NULL where nothing must be */
  } strings[] = {
    { "\"Zebra \\u202equartz\\u202c\"", "Zebra quartz" },
    { "\"Zebra\\u001b[2J quartz\"", "quartz" },
    { "\"Zebra\\r\\n\\tquartz\"", "Zebra quartz" },
    { "\"<script>alert(1)</script>\"", "<script>" },
    { "\"%s%n%x\"", "%s%n%x" },
    { "\"Zebra\\u0000quartz\"", NULL },
    { "\"\\ufeffZebra\\u200b\"", "Zebra" },
    { "\"ZÃ©bra\"", "ZÃ©bra" },
    { "\"Zebr\\ufffd\"", "Zebr\xef\xbf\xbd" },
    { "\"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d\"", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d" },
    { "\"\xd8\xa3\xd9\x85\xd9\x84 5 mg\"", "\xd8\xa3\xd9\x85\xd9\x84" },
    { "\"   \"", "Unnamed" },
    { "\"unknown\"", "Unnamed" },
    { "\"urn:oid:2.16.840.1\"", "Unnamed" },
    { "\"https://x.example/y\"", "Unnamed" },
    { "\"6fa459ea-ee8a-4ca4-894e-db77e160355e\"", "Unnamed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < G_N_ELEMENTS (strings) && rows[i].name != NULL; j++)
      {
        g_autoptr (Said) said = read_with (i, rows[i].name, strings[j].json);

        check_all_harmless (said);
        if (strings[j].kept != NULL)
          g_assert_nonnull (strstr (said->title, strings[j].kept));
      }
}

/* The same wherever else a source writes freely. */
static void
test_hostile_elsewhere (void)
{
#define EVIL "\"Zebra \\u202equartz\\u001b[2J\\u0007\""
  static const char *const resources[][2] = {
    { "Observation", ",\"code\":{\"text\":\"A\"},\"valueString\":" EVIL },
    { "Observation", ",\"component\":[{\"code\":{\"text\":" EVIL "},\"valueString\":" EVIL "}]" },
    { "Observation", ",\"valueQuantity\":{\"value\":1,\"unit\":" EVIL "}" },
    { "Observation", ",\"valueCodeableConcept\":{\"text\":" EVIL "}" },
    { "Observation", ",\"interpretation\":[{\"text\":" EVIL "}]" },
    { "Observation", ",\"referenceRange\":[{\"text\":" EVIL "}]" },
    { "Observation", ",\"note\":[{\"text\":" EVIL "}]" },
    { "Observation", ",\"performer\":[{\"display\":" EVIL "}],\"method\":{\"text\":" EVIL "}" },
    { "Condition", ",\"onsetString\":" EVIL ",\"severity\":{\"text\":" EVIL "}" },
    { "Condition", ",\"clinicalStatus\":{\"coding\":[{\"code\":" EVIL "}],\"text\":" EVIL "}" },
    { "AllergyIntolerance",
      ",\"reaction\":[{\"manifestation\":[{\"text\":" EVIL "}],\"description\":" EVIL "}]" },
    { "MedicationRequest",
      ",\"dosageInstruction\":[{\"text\":" EVIL "}],\"reasonCode\":[{\"text\":" EVIL "}]" },
    { "Encounter",
      ",\"class\":{\"display\":" EVIL "},\"location\":[{\"location\":{\"display\":" EVIL "}}]" },
    { "Patient", ",\"telecom\":[{\"system\":\"phone\",\"value\":" EVIL
                 "}],\"address\":[{\"line\":[" EVIL "]}]" },
    { "Patient",
      ",\"identifier\":[{\"type\":{\"coding\":[{\"code\":\"MR\"}]},\"value\":" EVIL "}]" },
    { "Coverage",
      ",\"class\":[{\"type\":{\"text\":" EVIL "},\"value\":" EVIL ",\"name\":" EVIL "}]" },
    { "Goal", ",\"lifecycleStatus\":" EVIL ",\"statusReason\":" EVIL },
    { "Flag",
      ",\"extension\":[{\"url\":\"http://x.example/its-label\",\"valueString\":" EVIL "}]" },
    { "Flag", ",\"period\":{\"start\":" EVIL "}" },
    { "Zebra", ",\"anything\":" EVIL ",\"else\":{\"is\":[" EVIL "]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (resources); i++)
    {
      g_autoptr (Said) said = read_members (resources[i][0], resources[i][1]);

      check_all_harmless (said);
    }
}

/* A name of 100,000 letters costs no more than its letters. */
static void
test_long (void)
{
  g_autofree char *letters = g_strnfill (100000, 'z');
  g_autofree char *json = g_strdup_printf ("\"%s\"", letters);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].name == NULL)
        continue;

      g_autoptr (Said) said = read_with (i, rows[i].name, json);

      check_harmless (said->title);
      g_assert_cmpuint (strlen (said->title), >, 10);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/type-cases/text", test_text);
  g_test_add_func ("/type-cases/coding", test_coding);
  g_test_add_func ("/type-cases/reference", test_reference);
  g_test_add_func ("/type-cases/date", test_date);
  g_test_add_func ("/type-cases/status", test_status);
  g_test_add_func ("/type-cases/absent", test_absent);
  g_test_add_func ("/type-cases/hostile", test_hostile);
  g_test_add_func ("/type-cases/elsewhere", test_hostile_elsewhere);
  g_test_add_func ("/type-cases/long", test_long);
  return g_test_run ();
}
