/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Appointment (FHIR R4). Its participants are the patient, the professionals and the place alike.
 */
void
kw_read_appointment (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const not_done[] = { "cancelled", "noshow", NULL };
  static const char *const names[]
      = { "description", "serviceType", "appointmentType", "reasonCode", "specialty" };
  KwRecord *record = &builder->record;

  for (guint i = 0; record->text == NULL && i < G_N_ELEMENTS (names); i++)
    record->text = kw_builder_words (builder, kw_json_node_get_member (resource, names[i]));
  record->kind_text
      = kw_builder_words (builder, kw_json_node_get_member (resource, "appointmentType"));
  kw_builder_when (builder, KW_WHEN_PLANNED, resource);
  if (builder->whens->len == 0)
    kw_builder_when (builder, KW_WHEN_PLANNED,
                     kw_json_node_get_member (resource, "requestedPeriod"));
  kw_builder_when (builder, KW_WHEN_WRITTEN, kw_json_node_get_member (resource, "created"));
  KW_FHIR_FOREACH (item, kw_json_node_get_member (resource, "participant"))
    {
      const KwJsonNode *actor = kw_json_node_get_member (item, "actor");

      if (kw_fhir_refers_to (actor, "Patient"))
        kw_builder_relation (builder, KW_RELATION_SUBJECT, actor);
      else if (kw_fhir_refers_to (actor, "Location"))
        kw_builder_where (builder, KW_RELATION_LOCATION, actor);
      else
        kw_builder_who (builder, KW_RELATION_PERFORMER, actor);
    }
  kw_builder_reason (builder, kw_json_node_get_member (resource, "reasonCode"),
                     kw_json_node_get_member (resource, "reasonReference"));
  record->how = kw_builder_text (builder, "patientInstruction");
  kw_builder_note (builder, kw_builder_text (builder, "comment"));
  kw_builder_flag (builder, KW_RECORD_NOT_DONE, kw_builder_status_is (builder, not_done));
  kw_builder_flag (builder, KW_RECORD_PROPOSED, g_strcmp0 (record->status, "proposed") == 0);
}
