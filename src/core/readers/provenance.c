/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* A Provenance may name every record there is; each of these says on its page where it comes from.
 */
#define MAX_TARGETS 256

static void
read_targets (KwRecordBuilder *builder, const KwJsonNode *targets)
{
  const KwJsonNode *first = kw_fhir_first (targets);
  guint n = 0;

  if (first != NULL && kw_fhir_next (targets, first) == NULL)
    kw_builder_relation (builder, KW_RELATION_NAME, first);
  else
    KW_FHIR_FOREACH (target, targets)
      if (n++ < MAX_TARGETS)
        kw_builder_relation (builder, KW_RELATION_OTHER, target);
}

/* Whether an agent wrote the record, or does not say what it did: the others passed it on, put it
 * together or signed it (provenance-participant-type, US Core's transmitter). STU3 has a role. */
static gboolean
is_author (const KwJsonNode *agent)
{
  static const char *const authors[] = { "author", "enterer", "AUT", "ENT", NULL };
  const KwJsonNode *type = kw_json_node_get_member (agent, "type");

  if (type == NULL)
    type = kw_json_node_get_member (agent, "role");
  return type == NULL || kw_fhir_any_code (type, authors);
}

/* The author stands first, wherever the source put it. */
static void
read_agents (KwRecordBuilder *builder, const KwJsonNode *agents)
{
  for (int others = 0; others <= 1; others++)
    KW_FHIR_FOREACH (agent, agents)
      if (is_author (agent) == (others == 0))
        kw_builder_who (builder, others ? KW_RELATION_PERFORMER : KW_RELATION_AUTHOR, agent);
}

/* Provenance (FHIR R4): who made another record, for whom, from what. */
void
kw_read_provenance (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const names[] = { "activity", "reason", NULL };

  kw_read_names (builder, names);
  kw_builder_when_any (builder, KW_WHEN_DATE, "occurred");
  kw_builder_when (builder, KW_WHEN_DATE, kw_json_node_get_member (resource, "period")); /* STU3 */
  kw_builder_when (builder, KW_WHEN_RECORDED, kw_json_node_get_member (resource, "recorded"));
  read_agents (builder, kw_json_node_get_member (resource, "agent"));
  KW_FHIR_FOREACH (agent, kw_json_node_get_member (resource, "agent"))
    kw_builder_where (builder, KW_RELATION_ORGANIZATION,
                      kw_json_node_get_member (agent, "onBehalfOf"));
  kw_builder_where (builder, KW_RELATION_LOCATION, kw_json_node_get_member (resource, "location"));
  KW_FHIR_FOREACH (entity, kw_json_node_get_member (resource, "entity"))
    kw_builder_relation (builder, KW_RELATION_DERIVED_FROM,
                         kw_json_node_get_member (entity, "what"));
  read_targets (builder, kw_json_node_get_member (resource, "target"));
}
