/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

static const char *const severities[] = { "severe", "moderate", "mild" };

/* The worst reaction counts; the codes are those of reaction-event-severity. */
static const char *
get_severity (const KwJsonNode *reactions)
{
  guint worst = G_N_ELEMENTS (severities);

  KW_FHIR_FOREACH (reaction, reactions)
    for (guint i = 0; i < worst; i++)
      if (g_strcmp0 (kw_fhir_text_at (reaction, "severity"), severities[i]) == 0)
        worst = i;
  return worst < G_N_ELEMENTS (severities) ? severities[worst] : NULL;
}

static void
read_reactions (KwRecordBuilder *builder, const KwJsonNode *reactions)
{
  KwRecord *record = &builder->record;

  record->reactions = kw_builder_words_in (builder, reactions, "manifestation");
  record->severity = get_severity (reactions);
  KW_FHIR_FOREACH (reaction, reactions)
    {
      const char *description = kw_fhir_text_at (reaction, "description");

      if (record->reactions == NULL)
        record->reactions = description;
      else
        kw_builder_note (builder, description);
      kw_builder_notes (builder, kw_json_node_get_member (reaction, "note"));
      if (record->text == NULL && builder->codes->len == 0)
        kw_builder_name (builder, kw_json_node_get_member (reaction, "substance"));
    }
}

/* DSTU2 had one status for what R4 says in two, the substance for the code, and other words for the
 * risk. */
static void
read_dstu2 (KwRecordBuilder *builder)
{
  static const char *const clinical[] = { "active", "inactive", "resolved", NULL };
  static const char *const certain[] = { "unconfirmed", "confirmed", "refuted", NULL };
  KwRecord *record = &builder->record;

  if (record->text == NULL && builder->codes->len == 0)
    kw_builder_name (builder, kw_builder_get (builder, "substance"));
  if (record->clinical_status == NULL && kw_builder_status_is (builder, clinical))
    record->clinical_status = record->status;
  if (record->verification == NULL && kw_builder_status_is (builder, certain))
    record->verification = record->status;
  if (g_strcmp0 (record->criticality, "CRITH") == 0)
    record->criticality = "high";
  if (g_strcmp0 (record->criticality, "CRITL") == 0)
    record->criticality = "low";
}

static gboolean
is_any (const char *code, const char *const *codes)
{
  return code != NULL && g_strv_contains (codes, code);
}

/* AllergyIntolerance (FHIR R4). */
void
kw_read_allergy_intolerance (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const refuted[] = { "refuted", NULL };
  static const char *const unconfirmed[] = { "unconfirmed", "presumed", NULL };
  static const char *const past[] = { "inactive", "resolved", NULL };
  const KwJsonNode *clinical = kw_json_node_get_member (resource, "clinicalStatus");
  const KwJsonNode *verification = kw_json_node_get_member (resource, "verificationStatus");
  const KwJsonNode *type = kw_json_node_get_member (resource, "type");
  KwRecord *record = &builder->record;

  kw_builder_name (builder, kw_json_node_get_member (resource, "code"));
  read_reactions (builder, kw_json_node_get_member (resource, "reaction"));
  record->clinical_status = kw_fhir_concept_code (clinical);
  record->verification = kw_fhir_concept_code (verification);
  record->criticality = kw_builder_text (builder, "criticality");
  read_dstu2 (builder);
  kw_builder_when_any (builder, KW_WHEN_STARTED, "onset");
  kw_builder_when_any (builder, KW_WHEN_RECORDED, "recorded");
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "asserter"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "recorder"));
  kw_builder_flag (builder, KW_RECORD_REFUTED,
                   kw_fhir_any_code (verification, refuted)
                       || is_any (record->verification, refuted));
  kw_builder_flag (builder, KW_RECORD_UNCONFIRMED,
                   kw_fhir_any_code (verification, unconfirmed)
                       || is_any (record->verification, unconfirmed));
  kw_builder_flag (builder, KW_RECORD_INTOLERANCE,
                   g_strcmp0 (kw_fhir_concept_code (type), "intolerance") == 0);
  kw_builder_flag (builder, KW_RECORD_CURRENT,
                   !kw_fhir_any_code (clinical, past) && !is_any (record->clinical_status, past)
                       && !kw_builder_has_flag (builder, KW_RECORD_REFUTED));
  kw_read_negation (builder);
}
