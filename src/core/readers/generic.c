/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/readers/readers.h"
#include "core/types.h"

#define MAX_NAMES 4
#define MAX_DATES 4
#define MAX_PEOPLE 3

typedef struct
{
  KwWhenRole role;
  const char *member; /* "effective" also stands for effectiveDateTime, effectivePeriod, … */
} Date;

/* What a type calls its name, its dates and its people, where the usual words would miss it. */
typedef struct
{
  const char *type;
  const char *names[MAX_NAMES];
  Date dates[MAX_DATES];
  const char *people[MAX_PEOPLE];
  const char *place;
} Outline;

static const Outline outlines[] = {
  { "Account", { "name", "type" }, { { KW_WHEN_DATE, "servicePeriod" } }, { 0 }, "owner" },
  { "AdverseEvent",
    { "event", "category" },
    { { KW_WHEN_DATE, "date" }, { KW_WHEN_RECORDED, "recordedDate" } },
    { "recorder" },
    "location" },
  { "Claim",
    { "type", "item.0.productOrService", "item.0.category" },
    { { KW_WHEN_DATE, "billablePeriod" }, { KW_WHEN_WRITTEN, "created" } },
    { "provider", "insurer" },
    "facility" },
  { "ClaimResponse", { "type" }, { { KW_WHEN_WRITTEN, "created" } }, { "insurer" }, NULL },
  { "ClinicalImpression",
    { "code", "description", "summary" },
    { { KW_WHEN_DONE, "effective" }, { KW_WHEN_RECORDED, "date" } },
    { "assessor" },
    NULL },
  { "Communication",
    { "topic", "payload.0.contentString", "category", "reasonCode" },
    { { KW_WHEN_WRITTEN, "sent" }, { KW_WHEN_DATE, "received" } },
    { "sender" },
    NULL },
  { "Composition",
    { "title", "type" },
    { { KW_WHEN_WRITTEN, "date" } },
    { "author" },
    "custodian" },
  { "DetectedIssue", { "code", "detail" }, { { KW_WHEN_DATE, "identified" } }, { "author" }, NULL },
  { "DeviceUseStatement",
    { "device" },
    { { KW_WHEN_DATE, "timing" }, { KW_WHEN_RECORDED, "recordedOn" } },
    { "source" },
    NULL },
  { "DeviceRequest",
    { "codeCodeableConcept", "codeReference" },
    { { KW_WHEN_WRITTEN, "authoredOn" }, { KW_WHEN_PLANNED, "occurrence" } },
    { "requester", "performer" },
    NULL },
  { "Endpoint",
    { "name", "connectionType", "payloadType" },
    { { KW_WHEN_DATE, "period" } },
    { 0 },
    "managingOrganization" },
  { "DiagnosticOrder",
    { "item.0.code" },
    { { KW_WHEN_WRITTEN, "event.0.dateTime" } },
    { "orderer" },
    NULL },
  { "EpisodeOfCare",
    { "type" },
    { { KW_WHEN_DATE, "period" } },
    { "careManager" },
    "managingOrganization" },
  { "ExplanationOfBenefit",
    { "type", "item.0.productOrService", "item.0.category" },
    { { KW_WHEN_DATE, "billablePeriod" }, { KW_WHEN_WRITTEN, "created" } },
    { "provider", "insurer" },
    "facility" },
  { "Flag", { "code", "category" }, { { KW_WHEN_DATE, "period" } }, { "author" }, NULL },
  { "ImagingStudy",
    { "description", "procedureCode", "modality", "series.0.modality" },
    { { KW_WHEN_DONE, "started" } },
    { "referrer", "interpreter" },
    "location" },
  { "ImmunizationRecommendation",
    { "recommendation.0.vaccineCode" },
    { { KW_WHEN_DUE, "recommendation.0.dateCriterion.0.value" }, { KW_WHEN_WRITTEN, "date" } },
    { 0 },
    "authority" },
  { "List", { "title", "code" }, { { KW_WHEN_WRITTEN, "date" } }, { "source" }, NULL },
  { "Media",
    { "content.title", "reasonCode", "type", "modality" },
    { { KW_WHEN_DONE, "created" }, { KW_WHEN_REPORTED, "issued" } },
    { "operator" },
    NULL },
  { "MolecularSequence", { "referenceSeq.referenceSeqId", "type" }, { { 0 } }, { 0 }, NULL },
  { "OperationOutcome",
    { "issue.0.details", "issue.0.diagnostics", "issue.0.code" },
    { { 0 } },
    { 0 },
    NULL },
  { "PractitionerRole",
    { "practitioner", "code", "specialty" },
    { { KW_WHEN_DATE, "period" } },
    { 0 },
    "organization" },
  { "RiskAssessment",
    { "code", "prediction.0.outcome", "method" },
    { { KW_WHEN_DONE, "occurrence" } },
    { "performer" },
    NULL },
  { "Task",
    { "description", "code" },
    { { KW_WHEN_DATE, "executionPeriod" }, { KW_WHEN_WRITTEN, "authoredOn" } },
    { "requester", "owner" },
    "location" },
  { "VisionPrescription",
    { "lensSpecification.0.product" },
    { { KW_WHEN_PRESCRIBED, "dateWritten" }, { KW_WHEN_WRITTEN, "created" } },
    { "prescriber" },
    NULL },
};

/* What most other types call them; all of these are tried, in this order. */
static const char *const usual_names[] = { "code",
                                           "title",
                                           "name",
                                           "vaccineCode",
                                           "medicationCodeableConcept",
                                           "type",
                                           "topic",
                                           "subType",
                                           "serviceType",
                                           "description",
                                           "reasonCode",
                                           "category",
                                           "display",
                                           "productName",
                                           "device",
                                           "deviceName.0.name" };
static const Date usual_dates[] = {
  { KW_WHEN_DATE, "effective" },     { KW_WHEN_DONE, "performed" },
  { KW_WHEN_DATE, "occurrence" },    { KW_WHEN_DATE, "occurred" },
  { KW_WHEN_DATE, "period" },        { KW_WHEN_DATE, "date" },
  { KW_WHEN_WRITTEN, "authoredOn" }, { KW_WHEN_WRITTEN, "authored" },
  { KW_WHEN_REPORTED, "issued" },    { KW_WHEN_WRITTEN, "created" },
  { KW_WHEN_DATE, "started" },       { KW_WHEN_RECORDED, "recordedDate" },
  { KW_WHEN_RECORDED, "recorded" },  { KW_WHEN_WRITTEN, "sent" },
};
/* Rule G8. */
static const char *const usual_people[]
    = { "asserter", "recorder", "requester", "informationSource", "performer", "author" };
static const char *const usual_places[]
    = { "serviceProvider", "managingOrganization", "custodian", "organization", "location",
        "facility" };

static const Outline *
find_outline (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (outlines); i++)
    if (g_strcmp0 (outlines[i].type, type) == 0)
      return &outlines[i];
  return NULL;
}

/* A name may be a concept, a person's name, a reference to the thing, or plain text. */
static void
read_name (KwRecordBuilder *builder, const KwJsonNode *node)
{
  const KwJsonNode *first = kw_fhir_first (node);

  if (kw_json_node_get_member (first, "family") || kw_json_node_get_member (first, "given"))
    builder->record.text = kw_builder_take (builder, kw_fhir_dup_name (kw_fhir_best_name (node)));
  else if (kw_json_node_get_member (first, "reference") != NULL)
    {
      builder->record.text = kw_builder_reference_words (builder, first);
      kw_builder_relation (builder, KW_RELATION_NAME, first);
    }
  else if (kw_json_node_get_member (first, "concept") || kw_json_node_get_member (first, "coding")
           || kw_json_node_get_member (first, "code"))
    kw_builder_name (builder, node);
  else
    {
      const char *text = kw_fhir_text_at (first, "text");

      builder->record.text = text ? text : kw_fhir_text (first);
    }
}

gboolean
kw_read_has_name (KwRecordBuilder *builder)
{
  for (guint i = 0; i < builder->codes->len; i++)
    {
      const char *display = g_array_index (builder->codes, KwCode, i).display;

      if (display != NULL && kw_type_lookup (display) == NULL)
        return TRUE;
    }
  return builder->record.text != NULL;
}

/* Whether the codes from @start on are of HL7's own lists, which are words or have words of ours.
 */
static gboolean
is_word_of_hl7 (KwRecordBuilder *builder, guint start)
{
  for (guint i = start; i < builder->codes->len; i++)
    {
      const char *system = g_array_index (builder->codes, KwCode, i).system;

      if (system == NULL || strstr (system, "terminology.hl7.org/") == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_named_by_another (KwRecordBuilder *builder)
{
  for (guint i = 0; i < builder->relations->len; i++)
    if (g_array_index (builder->relations, KwRelation, i).kind == KW_RELATION_NAME)
      return TRUE;
  return FALSE;
}

static void
read_names (KwRecordBuilder *builder, const char *const *names, guint n)
{
  for (guint i = 0; i < n && names[i] != NULL && !kw_read_has_name (builder); i++)
    {
      const KwJsonNode *node = kw_json_node_at (builder->resource, names[i]);

      /* Somebody or something else that names the record; what follows only says of which kind. */
      if (is_named_by_another (builder))
        {
          if (builder->record.kind_text == NULL)
            builder->record.kind_text = kw_builder_words (builder, node);
          continue;
        }
      /* What names the record first decides its codes too. */
      guint n_codes = builder->codes->len;

      read_name (builder, node);
      /* A claim for an "Encounter" and an hour for an "Immunization" are called something else. */
      if (builder->record.text != NULL && kw_type_lookup (builder->record.text) != NULL)
        builder->record.text = NULL;
      if (!kw_read_has_name (builder) && n_codes > 0 && !is_word_of_hl7 (builder, n_codes))
        g_array_set_size (builder->codes, n_codes);
    }
}

static void
read_dates (KwRecordBuilder *builder, const Date *dates, guint n)
{
  for (guint i = 0; i < n && dates[i].member != NULL; i++)
    if (strchr (dates[i].member, '.') != NULL)
      kw_builder_when (builder, dates[i].role,
                       kw_json_node_at (builder->resource, dates[i].member));
    else
      kw_builder_when_any (builder, dates[i].role, dates[i].member);
}

static void
read_people (KwRecordBuilder *builder, const char *const *people, guint n)
{
  for (guint i = 0; i < n && people[i] != NULL; i++)
    kw_builder_who (
        builder, g_str_equal (people[i], "performer") ? KW_RELATION_PERFORMER : KW_RELATION_AUTHOR,
        kw_builder_get (builder, people[i]));
}

void
kw_read_names (KwRecordBuilder *builder, const char *const *paths)
{
  read_names (builder, paths, G_MAXUINT);
}

/**
 * kw_read_generic:
 *
 * Reads any type, known or not, by its outline and then by the words that most types use, so that
 * every record has an honest title and date.
 */
void
kw_read_generic (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const active[] = { "active", "in-progress", NULL };
  const Outline *outline = find_outline (builder->record.type);

  (void) resource;
  if (outline != NULL)
    {
      read_names (builder, outline->names, MAX_NAMES);
      read_dates (builder, outline->dates, MAX_DATES);
      read_people (builder, outline->people, MAX_PEOPLE);
      if (outline->place != NULL)
        kw_builder_where (builder, KW_RELATION_ORGANIZATION,
                          kw_builder_get (builder, outline->place));
    }
  read_names (builder, usual_names, G_N_ELEMENTS (usual_names));
  if (builder->whens->len == 0)
    read_dates (builder, usual_dates, G_N_ELEMENTS (usual_dates));
  read_people (builder, usual_people, G_N_ELEMENTS (usual_people));
  for (guint i = 0; i < G_N_ELEMENTS (usual_places); i++)
    kw_builder_where (builder, KW_RELATION_ORGANIZATION, kw_builder_get (builder, usual_places[i]));
  kw_builder_reason (builder, kw_builder_get (builder, "reasonCode"),
                     kw_builder_get (builder, "reasonReference"));
  kw_builder_flag (builder, KW_RECORD_ON_HOLD, g_strcmp0 (builder->record.status, "on-hold") == 0);
  kw_builder_flag (builder, KW_RECORD_PROPOSED,
                   g_strcmp0 (builder->record.intent, "proposal") == 0
                       || g_strcmp0 (builder->record.intent, "option") == 0);
  kw_builder_flag (builder, KW_RECORD_CURRENT,
                   kw_builder_status_is (builder, active)
                       && !kw_builder_has_flag (builder, KW_RECORD_PROPOSED));
}
