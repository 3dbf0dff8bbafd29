/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

static gboolean
is_sign (const KwJsonNode *quantity, char sign)
{
  const char *comparator = kw_fhir_text_at (quantity, "comparator");

  return comparator != NULL && *comparator == sign;
}

/* The range that a target names. A number alone may be the least or the most that is wanted, so
 * that nothing can be compared with it (rule G5); the facts show it. */
static void
read_target (KwRecordBuilder *builder, const KwJsonNode *target)
{
  const KwJsonNode *quantity = kw_json_node_get_member (target, "detailQuantity");
  const KwJsonNode *range = kw_json_node_get_member (target, "detailRange");
  const KwJsonNode *low
      = is_sign (quantity, '>') ? quantity : kw_json_node_get_member (range, "low");
  const KwJsonNode *high
      = is_sign (quantity, '<') ? quantity : kw_json_node_get_member (range, "high");
  const KwRange aim = { .low = kw_fhir_text_at (low, "value"),
                        .low_unit = kw_fhir_text_at (low, "unit"),
                        .low_unit_code = kw_fhir_text_at (low, "code"),
                        .high = kw_fhir_text_at (high, "value"),
                        .high_unit = kw_fhir_text_at (high, "unit"),
                        .high_unit_code = kw_fhir_text_at (high, "code"),
                        .type = "treatment" };

  if (aim.low != NULL || aim.high != NULL)
    kw_builder_target (builder, kw_json_node_get_member (target, "measure"), &aim);
}

/* Goal (FHIR R4): what is aimed at, until when, and how far it is. */
void
kw_read_goal (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const names[] = { "description", "target.0.measure", "category", NULL };
  static const char *const active[] = { "active", NULL };
  KwRecord *record = &builder->record;

  kw_read_names (builder, names);
  record->kind_text
      = kw_builder_words (builder, kw_json_node_get_member (resource, "achievementStatus"));
  kw_builder_when_any (builder, KW_WHEN_STARTED, "start");
  KW_FHIR_FOREACH (item, kw_json_node_get_member (resource, "target"))
    {
      kw_builder_when (builder, KW_WHEN_DUE, kw_json_node_get_member (item, "dueDate"));
      read_target (builder, item);
    }
  kw_builder_when (builder, KW_WHEN_RECORDED, kw_json_node_get_member (resource, "statusDate"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "expressedBy"));
  kw_builder_relation (builder, KW_RELATION_REASON,
                       kw_json_node_get_member (resource, "addresses"));
  kw_builder_flag (builder, KW_RECORD_ON_HOLD, g_strcmp0 (record->status, "on-hold") == 0);
  kw_builder_flag (builder, KW_RECORD_CURRENT, kw_builder_status_is (builder, active));
}
