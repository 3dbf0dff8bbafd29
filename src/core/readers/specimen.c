/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Specimen (FHIR R4). */
void
kw_read_specimen (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  const KwJsonNode *collection = kw_json_node_get_member (resource, "collection");

  kw_builder_name (builder, kw_json_node_get_member (resource, "type"));
  kw_builder_when (builder, KW_WHEN_COLLECTED,
                   kw_json_node_get_member (collection, "collectedDateTime"));
  kw_builder_when (builder, KW_WHEN_COLLECTED,
                   kw_json_node_get_member (collection, "collectedPeriod"));
  kw_builder_when (builder, KW_WHEN_DATE, kw_json_node_get_member (resource, "receivedTime"));
  kw_builder_who (builder, KW_RELATION_PERFORMER,
                  kw_json_node_get_member (collection, "collector"));
  kw_builder_relation (builder, KW_RELATION_BASED_ON,
                       kw_json_node_get_member (resource, "request"));
  builder->record.body_site
      = kw_builder_words (builder, kw_json_node_get_member (collection, "bodySite"));
  builder->record.method
      = kw_builder_words (builder, kw_json_node_get_member (collection, "method"));
}
