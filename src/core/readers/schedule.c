/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Schedule and Slot (FHIR R4): when somebody has time. */
void
kw_read_schedule (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const names[]
      = { "serviceType", "specialty", "serviceCategory", "appointmentType", "comment", NULL };

  kw_read_names (builder, names);
  kw_builder_when (builder, KW_WHEN_DATE, kw_json_node_get_member (resource, "planningHorizon"));
  kw_builder_when (builder, KW_WHEN_PLANNED, resource);
  KW_FHIR_FOREACH (actor, kw_json_node_get_member (resource, "actor"))
    if (kw_fhir_refers_to (actor, "Location"))
      kw_builder_where (builder, KW_RELATION_LOCATION, actor);
    else
      kw_builder_who (builder, KW_RELATION_PERFORMER, actor);
  kw_builder_relation (builder, KW_RELATION_OTHER, kw_json_node_get_member (resource, "schedule"));
  kw_builder_note (builder, kw_builder_text (builder, "comment"));
}
