/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Medication (FHIR R4): mostly there to name the medicine of another record. */
void
kw_read_medication (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  const KwJsonNode *code = kw_json_node_get_member (resource, "code");
  const KwJsonNode *ingredients = kw_json_node_get_member (resource, "ingredient");

  kw_builder_name (builder, code);
  if (kw_fhir_concept_words (code) == NULL)
    builder->record.text = kw_builder_words_in (builder, ingredients, "itemCodeableConcept");
  kw_read_strength (builder, resource);
  kw_builder_relation (builder, KW_RELATION_ORGANIZATION,
                       kw_json_node_get_member (resource, "manufacturer"));
}
