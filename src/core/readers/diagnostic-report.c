/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Codes of diagnostic-service-sections (v2-0074) whose reports are read, not counted: pictures,
 * hearts, tissue. All others are laboratories. US Core's own are LOINC codes. */
static const char *const reading[]
    = { "AU",        "CG",        "CT",       "CTH",       "CP",      "CUS", "EC",  "EN",
        "GE",        "IMG",       "NMR",      "NMS",       "NRS",     "OUS", "PAT", "PF",
        "PHY",       "RAD",       "RUS",      "RX",        "SP",      "VR",  "VUS", "XRC",
        "LP29684-5", "LP29708-2", "LP7839-6", "LP29683-7", "imaging", NULL };
static const char *const laboratory[]
    = { "LAB", "laboratory", "HM", "CH", "MB", "LP29693-6", NULL };

/* LOINC's document types that some servers put in the category of a note. */
static const char *const notes[] = { "11488-4", "18842-5", "34117-2", "28570-0", "11506-3", NULL };

static KwSection
choose_section (const KwJsonNode *resource)
{
  const KwJsonNode *category = kw_json_node_get_member (resource, "category");
  const KwJsonNode *code = kw_json_node_get_member (resource, "code");

  if (kw_fhir_any_code (category, laboratory))
    return KW_SECTION_LABS;
  if (kw_fhir_any_code (category, reading) || kw_fhir_any_code (code, notes))
    return KW_SECTION_DOCUMENTS;
  /* Without a category: words to read and no results make a document. */
  if (kw_json_node_get_member (resource, "result") == NULL
      && kw_json_node_get_member (resource, "presentedForm") != NULL)
    return KW_SECTION_DOCUMENTS;
  return KW_SECTION_LABS;
}

/* Results within the report are parts of it; others are its members. */
static void
read_results (KwRecordBuilder *builder, const KwJsonNode *results)
{
  KW_FHIR_FOREACH (reference, results)
    {
      const KwJsonNode *contained = kw_builder_contained (builder, reference);

      if (contained != NULL)
        kw_builder_component (builder, contained);
      else
        kw_builder_relation (builder, KW_RELATION_MEMBER, reference);
    }
}

/* Beside "laboratory", which every lab's report is, a category says which part of the lab it was.
 */
static const char *
choose_category (const KwJsonNode *categories)
{
  const char *chosen = NULL;

  KW_FHIR_FOREACH (category, categories)
    {
      const char *code = kw_fhir_concept_code (category);

      if (code != NULL && !g_strv_contains (laboratory, code))
        return code;
      chosen = chosen != NULL ? chosen : code;
    }
  return chosen;
}

/* DiagnosticReport (FHIR R4). */
void
kw_read_diagnostic_report (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const not_done[] = { "cancelled", NULL };
  KwRecord *record = &builder->record;
  const KwJsonNode *results = kw_json_node_get_member (resource, "result");
  const KwJsonNode *specimen = kw_json_node_get_member (resource, "specimen");

  kw_builder_name (builder, kw_json_node_get_member (resource, "code"));
  record->section = choose_section (resource);
  record->kind_text = kw_builder_words (builder, kw_json_node_get_member (resource, "category"));
  record->category = choose_category (kw_json_node_get_member (resource, "category"));
  kw_builder_when_any (
      builder, record->section == KW_SECTION_LABS ? KW_WHEN_COLLECTED : KW_WHEN_DONE, "effective");
  kw_builder_when (builder, KW_WHEN_REPORTED, kw_json_node_get_member (resource, "issued"));
  kw_builder_who (builder, KW_RELATION_PERFORMER, kw_json_node_get_member (resource, "performer"));
  kw_builder_who (builder, KW_RELATION_PERFORMER,
                  kw_json_node_get_member (resource, "resultsInterpreter"));
  kw_builder_note (builder, kw_builder_text (builder, "conclusion"));
  kw_builder_note (
      builder, kw_builder_words (builder, kw_json_node_get_member (resource, "conclusionCode")));
  read_results (builder, results);
  record->specimen = kw_builder_reference_words (builder, kw_fhir_first (specimen));
  kw_builder_relation (builder, KW_RELATION_SPECIMEN, specimen);
  kw_builder_relation (builder, KW_RELATION_OTHER,
                       kw_json_node_get_member (resource, "imagingStudy"));
  KW_FHIR_FOREACH (item, kw_json_node_get_member (resource, "media"))
    kw_builder_relation (builder, KW_RELATION_DOCUMENT, kw_json_node_get_member (item, "link"));
  kw_builder_flag (builder, KW_RECORD_PANEL, kw_fhir_first (results) != NULL);
  kw_builder_flag (builder, KW_RECORD_NOT_DONE, kw_builder_status_is (builder, not_done));
}
