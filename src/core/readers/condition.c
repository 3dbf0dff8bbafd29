/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

static gboolean
has_ended (const KwJsonNode *resource)
{
  static const char *const members[]
      = { "abatementDateTime", "abatementPeriod", "abatementAge", "abatementRange",
          "abatementString",   "abatementDate",   "abatement" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (kw_fhir_first (kw_json_node_get_member (resource, members[i])) != NULL)
      return TRUE;
  return kw_json_node_get_boolean (kw_json_node_get_member (resource, "abatementBoolean"), FALSE);
}

/* Rule A2: what is about somebody's life and not a diagnosis stands apart; when the categories
 * disagree it is shown as a diagnosis. */
static gboolean
is_social (const KwJsonNode *category)
{
  static const char *const social[] = { "sdoh", "social-history", NULL };
  static const char *const diagnosis[] = { "problem-list-item", "encounter-diagnosis", NULL };

  return kw_fhir_any_code (category, social) && !kw_fhir_any_code (category, diagnosis);
}

/* Condition (FHIR R4). */
void
kw_read_condition (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const refuted[] = { "refuted", NULL };
  static const char *const suspected[] = { "unconfirmed", "provisional", "differential", NULL };
  static const char *const past[] = { "inactive", "remission", "resolved", NULL };
  const KwJsonNode *clinical = kw_json_node_get_member (resource, "clinicalStatus");
  const KwJsonNode *verification = kw_json_node_get_member (resource, "verificationStatus");
  const KwJsonNode *category = kw_json_node_get_member (resource, "category");
  KwRecord *record = &builder->record;

  kw_builder_name (builder, kw_json_node_get_member (resource, "code"));
  record->clinical_status = kw_fhir_concept_code (clinical);
  record->verification = kw_fhir_concept_code (verification);
  record->severity = kw_builder_words (builder, kw_json_node_get_member (resource, "severity"));
  record->body_site = kw_builder_words (builder, kw_json_node_get_member (resource, "bodySite"));
  kw_builder_when_any (builder, KW_WHEN_STARTED, "onset");
  kw_builder_when_any (builder, KW_WHEN_RECORDED, "recorded");
  kw_builder_when_any (builder, KW_WHEN_ENDED, "abatement");
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "asserter"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "recorder"));
  kw_builder_flag (builder, KW_RECORD_REFUTED, kw_fhir_any_code (verification, refuted));
  kw_builder_flag (builder, KW_RECORD_UNCONFIRMED, kw_fhir_any_code (verification, suspected));
  kw_builder_flag (builder, KW_RECORD_CURRENT,
                   !kw_fhir_any_code (clinical, past) && !has_ended (resource)
                       && !kw_builder_has_flag (builder, KW_RECORD_REFUTED));
  if (is_social (category))
    record->section = KW_SECTION_HISTORY_SOCIAL;
  kw_read_negation (builder);
}
