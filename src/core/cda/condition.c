/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/cda/concern.h"
#include "core/cda/entries.h"
#include "core/cda/special.h"

#define CATEGORIES "http://terminology.hl7.org/CodeSystem/condition-category"

/* A code that names no disease: "Problem", "Condition", "Clinical finding", … (SNOMED CT). */
static const KwCdaCode general[] = {
  { "55607006", "" },  { "64572001", "" }, { "404684003", "" }, { "409586006", "" },
  { "282291009", "" }, { "29308-4", "" },  { NULL, NULL },
};

/* What a diagnosis is for, by the template of what stands around it. */
static const KwCdaField fields[] = {
  { "onset", kw_cda_put_onset, "effectiveTime" },
  { "abatementDateTime", kw_cda_put_date, "effectiveTime/high" },
  { "recordedDate", kw_cda_put_recorded, "author/time" },
  { "recorder", kw_cda_put_recorder, "author" },
  { "bodySite", kw_cda_put_concepts, "targetSiteCode" },
  { "severity", kw_cda_put_concept, "entryRelationship/observation~22.4.8|1.55/value" },
  { "note", kw_cda_put_notes, "entryRelationship/act~22.4.64|1.40/text" },
  { 0 },
};

static const char *
find_category (const KwXmlNode *node)
{
  for (node = kw_xml_node_get_parent (node); node != NULL; node = kw_xml_node_get_parent (node))
    if (kw_cda_has_template (node, "22.4.33|22.4.34|22.4.51|22.4.65|22.4.80"))
      return "encounter-diagnosis";
    else if (kw_cda_has_template (node, "22.4.3|1.27"))
      return "problem-list-item";
    else if (kw_xml_node_is (node, "section"))
      break;
  return NULL;
}

static void
put_none (KwCda *cda)
{
  kw_cda_begin (cda, "code", '{');
  kw_cda_begin (cda, "coding", '[');
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "system", "http://snomed.info/sct");
  kw_json_writer_member (cda->out, "code", "160245001");
  kw_json_writer_member (cda->out, "display", "No current problems or disability");
  kw_cda_end (cda, "}]}");
}

/**
 * kw_cda_write_condition:
 * @node: a problem observation (22.4.4)
 *
 * negationInd with a code that names no disease says that there is no problem, with a disease that
 * the person has not got this one (C-CDA R2.1, Problem Observation).
 */
void
kw_cda_write_condition (KwCda *cda, const KwXmlNode *node)
{
  const KwXmlNode *value = kw_xml_node_get_child (node, "value");
  const char *code = kw_cda_attribute (value, NULL, "code");
  g_autofree char *title = kw_cda_dup_title (cda, node, value);
  gboolean negated = kw_cda_is_negated (node);
  gboolean none = negated
                  && (kw_cda_map (general, code) != NULL
                      || (title == NULL && (value == NULL || !kw_cda_is_coded (value))));

  if (!none && title == NULL && (value == NULL || !kw_cda_is_coded (value)))
    return;
  kw_cda_begin_resource (cda, "Condition");
  kw_cda_put_identifiers (cda, "identifier", node, "id");
  kw_cda_put_clinical_status (cda, node, "Condition", "22.4.6|1.50");
  if (negated && !none)
    kw_cda_member_coding (cda, "verificationStatus",
                          "http://terminology.hl7.org/CodeSystem/condition-ver-status", "refuted",
                          FALSE);
  kw_cda_member_coding (cda, "category", CATEGORIES, find_category (node), TRUE);
  if (none)
    put_none (cda);
  else
    kw_cda_put_title (cda, "code", node, value, FALSE);
  kw_cda_put_subject (cda, "subject");
  kw_cda_put_fields (cda, node, fields);
  kw_cda_end_resource (cda);
}
