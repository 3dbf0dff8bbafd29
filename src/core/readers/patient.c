/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Patient, Person, RelatedPerson and Practitioner (FHIR R4): somebody with a name. */
void
kw_read_patient (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  KwRecord *record = &builder->record;
  const KwJsonNode *names = kw_json_node_get_member (resource, "name");
  const KwJsonNode *active = kw_json_node_get_member (resource, "active");

  record->text = kw_builder_take (builder, kw_fhir_dup_name (kw_fhir_best_name (names)));
  record->kind_text
      = kw_builder_words (builder, kw_json_node_get_member (resource, "relationship"));
  if (record->kind_text == NULL)
    record->kind_text = kw_builder_words_in (
        builder, kw_json_node_get_member (resource, "qualification"), "code");
  kw_builder_when (builder, KW_WHEN_BORN, kw_json_node_get_member (resource, "birthDate"));
  kw_builder_relation (builder, KW_RELATION_PERFORMER,
                       kw_json_node_get_member (resource, "generalPractitioner"));
  kw_builder_where (builder, KW_RELATION_ORGANIZATION,
                    kw_json_node_get_member (resource, "managingOrganization"));
  KW_FHIR_FOREACH (item, kw_json_node_get_member (resource, "link"))
    {
      kw_builder_relation (builder, KW_RELATION_OTHER, kw_json_node_get_member (item, "other"));
      kw_builder_relation (builder, KW_RELATION_OTHER, kw_json_node_get_member (item, "target"));
    }
  kw_builder_flag (builder, KW_RECORD_CURRENT, kw_json_node_get_boolean (active, TRUE));
}
