/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

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
    kw_builder_when (builder, KW_WHEN_DUE, kw_json_node_get_member (item, "dueDate"));
  kw_builder_when (builder, KW_WHEN_RECORDED, kw_json_node_get_member (resource, "statusDate"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "expressedBy"));
  kw_builder_relation (builder, KW_RELATION_REASON,
                       kw_json_node_get_member (resource, "addresses"));
  kw_builder_flag (builder, KW_RECORD_ON_HOLD, g_strcmp0 (record->status, "on-hold") == 0);
  kw_builder_flag (builder, KW_RECORD_CURRENT, kw_builder_status_is (builder, active));
}
