/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Those who care come before the patient, who is of the team too. */
static void
add_members (KwRecordBuilder *builder, const KwJsonNode *participants, gboolean patients)
{
  KW_FHIR_FOREACH (item, participants)
    {
      const KwJsonNode *member = kw_json_node_get_member (item, "member");

      if (kw_fhir_refers_to (member, "Patient") == patients)
        kw_builder_relation (builder, KW_RELATION_PERFORMER, item);
    }
}

/* CareTeam (FHIR R4): who they are is what it says. */
void
kw_read_care_team (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  KwRecord *record = &builder->record;
  const KwJsonNode *participants = kw_json_node_get_member (resource, "participant");
  static const char *const active[] = { "active", NULL };

  record->text = kw_builder_text (builder, "name");
  if (record->text == NULL)
    kw_builder_name (builder, kw_json_node_get_member (resource, "category"));
  /* A team without a name is called after what its members are. */
  if (!kw_read_has_name (builder))
    record->kind_text = kw_builder_words_in (builder, participants, "role");
  kw_builder_when (builder, KW_WHEN_STARTED, kw_json_node_get_member (resource, "period"));
  add_members (builder, participants, FALSE);
  add_members (builder, participants, TRUE);
  kw_builder_where (builder, KW_RELATION_ORGANIZATION,
                    kw_json_node_get_member (resource, "managingOrganization"));
  kw_builder_reason (builder, kw_json_node_get_member (resource, "reasonCode"),
                     kw_json_node_get_member (resource, "reasonReference"));
  kw_builder_flag (builder, KW_RECORD_CURRENT, kw_builder_status_is (builder, active));
}
