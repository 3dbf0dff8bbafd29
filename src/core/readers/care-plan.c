/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* What must not be done is no name of a plan. */
static void
read_activities (KwRecordBuilder *builder, const KwJsonNode *activities)
{
  KwRecord *record = &builder->record;

  KW_FHIR_FOREACH (item, activities)
    {
      const KwJsonNode *detail = kw_json_node_get_member (item, "detail");
      const KwJsonNode *reference = kw_json_node_get_member (item, "reference");
      const KwJsonNode *is_not = kw_json_node_get_member (detail, "doNotPerform");

      kw_builder_relation (builder, KW_RELATION_OTHER, reference);
      if (kw_read_has_name (builder) || kw_json_node_get_boolean (is_not, FALSE))
        continue;
      kw_builder_name (builder, kw_json_node_get_member (detail, "code"));
      if (!kw_read_has_name (builder))
        record->text = kw_builder_reference_words (builder, reference);
    }
}

/* CarePlan (FHIR R4). Most hospitals send a category that says only "care plan"; what is to be done
 * then names it better than nothing. */
void
kw_read_care_plan (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const names[] = { "title", "description", "category", NULL };
  static const char *const goals[] = { "goal", NULL };
  static const char *const active[] = { "active", NULL };
  static const char *const plans[] = { "proposal", "option", NULL };
  KwRecord *record = &builder->record;

  kw_read_names (builder, names);
  kw_builder_when (builder, KW_WHEN_STARTED, kw_json_node_get_member (resource, "period"));
  kw_builder_when (builder, KW_WHEN_WRITTEN, kw_json_node_get_member (resource, "created"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "author"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "contributor"));
  kw_builder_relation (builder, KW_RELATION_REASON,
                       kw_json_node_get_member (resource, "addresses"));
  kw_builder_relation (builder, KW_RELATION_OTHER, kw_json_node_get_member (resource, "goal"));
  kw_builder_relation (builder, KW_RELATION_OTHER, kw_json_node_get_member (resource, "careTeam"));
  read_activities (builder, kw_json_node_get_member (resource, "activity"));
  kw_read_names (builder, goals);
  kw_builder_flag (builder, KW_RECORD_ON_HOLD, g_strcmp0 (record->status, "on-hold") == 0);
  kw_builder_flag (builder, KW_RECORD_PROPOSED,
                   record->intent != NULL && g_strv_contains (plans, record->intent));
  kw_builder_flag (builder, KW_RECORD_CURRENT,
                   kw_builder_status_is (builder, active)
                       && !kw_builder_has_flag (builder, KW_RECORD_PROPOSED));
}
