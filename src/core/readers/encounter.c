/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* What v3-ActCode itself calls the classes of a visit, for the servers that send only the code. */
static const struct
{
  const char *code;
  const char *display;
} classes[] = {
  { "AMB", "ambulatory" },
  { "EMER", "emergency" },
  { "FLD", "field" },
  { "HH", "home health" },
  { "IMP", "inpatient encounter" },
  { "ACUTE", "inpatient acute" },
  { "NONAC", "inpatient non-acute" },
  { "OBSENC", "observation encounter" },
  { "PRENC", "pre-admission" },
  { "SS", "short stay" },
  { "VR", "virtual" },
};

static const char *
get_class (const KwJsonNode *class)
{
  const char *display = kw_fhir_concept_words (class);
  const char *code = kw_fhir_concept_code (class);

  for (guint i = 0; display == NULL && i < G_N_ELEMENTS (classes); i++)
    if (g_strcmp0 (classes[i].code, code) == 0)
      display = classes[i].display;
  return display;
}

/* R5: reason.value is a list, each a concept or a reference. */
static void
read_r5_reasons (KwRecordBuilder *builder, const KwJsonNode *reasons)
{
  KW_FHIR_FOREACH (reason, reasons)
    KW_FHIR_FOREACH (value, kw_json_node_get_member (reason, "value"))
      {
        gboolean is_reference = kw_json_node_get_member (value, "reference") != NULL;

        kw_builder_reason (builder, is_reference ? NULL : value, is_reference ? value : NULL);
      }
}

/* Encounter (FHIR R4). Its class says what kind of visit it was; the name is its type. */
void
kw_read_encounter (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const not_done[] = { "cancelled", NULL };
  static const char *const now[] = { "arrived", "triaged", "in-progress", "onleave", NULL };
  KwRecord *record = &builder->record;
  const KwJsonNode *class = kw_json_node_get_member (resource, "class");
  const KwJsonNode *type = kw_json_node_get_member (resource, "type");

  kw_builder_name (builder, type);
  if (kw_fhir_concept_words (type) == NULL)
    kw_builder_name (builder, kw_json_node_get_member (resource, "serviceType"));
  record->category = kw_fhir_concept_code (class);
  record->kind_text = get_class (class);
  kw_builder_when (builder, KW_WHEN_VISIT, kw_json_node_get_member (resource, "period"));
  kw_builder_when (builder, KW_WHEN_VISIT, kw_json_node_get_member (resource, "actualPeriod"));
  kw_builder_who (builder, KW_RELATION_PERFORMER,
                  kw_json_node_get_member (resource, "participant"));
  kw_builder_where (builder, KW_RELATION_ORGANIZATION,
                    kw_json_node_get_member (resource, "serviceProvider"));
  KW_FHIR_FOREACH (item, kw_json_node_get_member (resource, "location"))
    kw_builder_where (builder, KW_RELATION_LOCATION, kw_json_node_get_member (item, "location"));
  kw_builder_reason (builder, kw_json_node_get_member (resource, "reasonCode"),
                     kw_json_node_get_member (resource, "reasonReference"));
  read_r5_reasons (builder, kw_json_node_get_member (resource, "reason"));
  KW_FHIR_FOREACH (item, kw_json_node_get_member (resource, "diagnosis"))
    kw_builder_relation (builder, KW_RELATION_REASON, kw_json_node_get_member (item, "condition"));
  kw_builder_flag (builder, KW_RECORD_NOT_DONE, kw_builder_status_is (builder, not_done));
  kw_builder_flag (builder, KW_RECORD_CURRENT, kw_builder_status_is (builder, now));
  kw_builder_flag (builder, KW_RECORD_PROPOSED, g_strcmp0 (record->status, "planned") == 0);
}
