/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

static KwWhenRole
get_role (KwSection section)
{
  if (section == KW_SECTION_LABS)
    return KW_WHEN_COLLECTED;
  return section == KW_SECTION_VITALS ? KW_WHEN_MEASURED : KW_WHEN_RECORDED;
}

/* When the result itself says no time, its contained specimen may. */
static void
read_specimen (KwRecordBuilder *builder, const KwJsonNode *reference)
{
  const KwJsonNode *specimen = kw_builder_contained (builder, reference);
  const KwJsonNode *collection = kw_json_node_get_member (specimen, "collection");

  builder->record.specimen = kw_builder_reference_words (builder, reference);
  kw_builder_relation (builder, KW_RELATION_SPECIMEN, reference);
  kw_builder_when (builder, KW_WHEN_COLLECTED,
                   kw_json_node_get_member (collection, "collectedDateTime"));
}

/* A category of somebody's own says what it is about, "Treatment intervention preference"; those of
 * FHIR say only the section. */
static const char *
get_kind (KwRecordBuilder *builder, const KwJsonNode *categories)
{
  for (guint i = 0; i < builder->codes->len; i++)
    if (g_array_index (builder->codes, KwCode, i).display != NULL)
      return NULL;
  KW_FHIR_FOREACH (category, categories)
    if (builder->record.text == NULL
        && !kw_fhir_concept_has (category, "/observation-category",
                                 kw_fhir_concept_code (category)))
      return kw_fhir_concept_words (category);
  return NULL;
}

/* Observation (FHIR R4): any value, its ranges, its parts, and the lab's own flag. */
void
kw_read_observation (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const not_done[] = { "cancelled", NULL };
  KwRecord *record = &builder->record;
  KwVerdict verdict
      = kw_builder_verdict (builder, kw_json_node_get_member (resource, "interpretation"));
  const KwJsonNode *members = kw_json_node_get_member (resource, "hasMember");

  kw_builder_name (builder, kw_json_node_get_member (resource, "code"));
  kw_builder_value (builder, resource, &record->value);
  KW_FHIR_FOREACH (item, kw_json_node_get_member (resource, "component"))
    kw_builder_component (builder, item);
  kw_builder_ranges (builder, kw_json_node_get_member (resource, "referenceRange"),
                     builder->ranges);
  record->flag_code = verdict.code;
  record->flag_text = verdict.text;
  record->flag_more = verdict.more;
  kw_read_observation_section (builder, resource);
  record->kind_text = get_kind (builder, kw_json_node_get_member (resource, "category"));
  kw_builder_when_any (builder, get_role (record->section), "effective");
  read_specimen (builder, kw_json_node_get_member (resource, "specimen"));
  kw_builder_when (builder, KW_WHEN_REPORTED, kw_json_node_get_member (resource, "issued"));
  kw_builder_who (builder, KW_RELATION_PERFORMER, kw_json_node_get_member (resource, "performer"));
  kw_builder_notes (builder, kw_json_node_get_member (resource, "comment")); /* STU3 */
  kw_builder_relation (builder, KW_RELATION_MEMBER, members);
  kw_builder_relation (builder, KW_RELATION_OTHER, kw_json_node_get_member (resource, "device"));
  kw_builder_relation (builder, KW_RELATION_OTHER, kw_json_node_get_member (resource, "focus"));
  record->body_site = kw_builder_words (builder, kw_json_node_get_member (resource, "bodySite"));
  record->method = kw_builder_words (builder, kw_json_node_get_member (resource, "method"));
  kw_builder_flag (builder, KW_RECORD_PANEL, kw_fhir_first (members) != NULL);
  kw_builder_flag (builder, KW_RECORD_NOT_DONE, kw_builder_status_is (builder, not_done));
}
