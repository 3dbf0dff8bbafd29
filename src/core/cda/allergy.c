/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/cda/concern.h"
#include "core/cda/entries.h"
#include "core/cda/special.h"

/* What kind of reaction an observation is about: SNOMED CT as the value set "Allergy and
 * Intolerance Type" of C-CDA has it; and the code that says that there is none of the kind. */
static const struct
{
  const char *code;
  const char *type;
  const char *category;
  const char *none;
  const char *none_words;
} kinds[] = {
  { "416098002", "allergy", "medication", "409137002", "No known drug allergy" },
  { "419511003", NULL, "medication", "409137002", "No known drug allergy" },
  { "59037007", "intolerance", "medication", "409137002", "No known drug allergy" },
  { "414285001", "allergy", "food", "429625007", "No known food allergy" },
  { "418471000", NULL, "food", "429625007", "No known food allergy" },
  { "235719002", "intolerance", "food", "429625007", "No known food allergy" },
  { "426232007", "allergy", "environment", "428607008", "No known environmental allergy" },
  { "419199007", "allergy", NULL, "716186003", "No known allergy" },
  { "418038007", NULL, NULL, "716186003", "No known allergy" },
  { "420134006", NULL, NULL, "716186003", "No known allergy" },
};
#define N_KINDS G_N_ELEMENTS (kinds)
#define ANY_KIND (N_KINDS - 1)

/* Severity of a reaction, SNOMED CT; what lies between two is shown in its own words. */
static const KwCdaCode severities[] = {
  { "255604002", "mild" },   { "6736007", "moderate" }, { "24484000", "severe" },
  { "399166001", "severe" }, { "442452003", "severe" }, { NULL, NULL },
};

static const KwCdaCode criticalities[] = {
  { "CRITL", "low" },
  { "CRITH", "high" },
  { "CRITU", "unable-to-assess" },
  { NULL, NULL },
};

#define REACTION "entryRelationship/observation~22.4.9|1.54"
#define SEVERITY "entryRelationship/observation~22.4.8|1.55"
#define CRITICALITY "entryRelationship/observation~22.4.145/value"

/* Agents that name no substance but all of a kind (SNOMED CT: substance, drug or medicament, foods,
 * allergen, environmental agent), and which kind. */
static const KwCdaCode any_agent[] = {
  { "105590001", "419199007" },
  { "410942007", "416098002" },
  { "255620007", "414285001" },
  { "762766007", "414285001" },
  { "90260006", "419199007" },
  { "406466009", "419199007" },
  { NULL, NULL },
};

static gsize
find_kind (const KwXmlNode *node, const char *any)
{
  const char *code = any ? any : kw_cda_attribute (node, "value", "code");

  for (gsize i = 0; i < N_KINDS; i++)
    if (g_strcmp0 (kinds[i].code, code) == 0)
      return i;
  return N_KINDS;
}

static void
put_kind (KwCda *cda, gsize kind)
{
  if (kind >= N_KINDS)
    return;
  kw_json_writer_member (cda->out, "type", kinds[kind].type);
  if (kinds[kind].category == NULL)
    return;
  kw_cda_begin (cda, "category", '[');
  kw_json_writer_string (cda->out, kinds[kind].category);
  kw_cda_end (cda, "]");
}

static void
put_severity (KwCda *cda, const KwXmlNode *severity, gboolean described)
{
  const KwXmlNode *value = kw_xml_node_get_child (severity, "value");
  const char *code = kw_cda_map (severities, kw_cda_attribute (value, NULL, "code"));
  g_autofree char *words = value ? kw_cda_dup_concept_words (cda, value) : NULL;

  if (words == NULL && value != NULL)
    words = kw_cda_dup_text (cda, kw_xml_node_get_child (severity, "text"));
  kw_json_writer_member (cda->out, "severity", code);
  if (code == NULL && !described)
    kw_json_writer_member (cda->out, "description", words);
}

static void
write_reaction (KwCda *cda, const KwXmlNode *reaction, const KwXmlNode *allergy)
{
  const KwXmlNode *severity = kw_cda_find (reaction, SEVERITY);

  if (severity == NULL)
    severity = kw_cda_find (allergy, SEVERITY);
  kw_cda_begin (cda, NULL, '{');
  kw_cda_put_title (cda, "manifestation", reaction, kw_xml_node_get_child (reaction, "value"),
                    TRUE);
  kw_cda_put_date (cda, "onset", reaction, "effectiveTime");
  if (severity != NULL)
    put_severity (cda, severity, FALSE);
  kw_cda_end (cda, "}");
}

static void
put_reactions (KwCda *cda, const KwXmlNode *node)
{
  g_autoptr (GPtrArray) reactions = kw_cda_list (node, REACTION);
  const KwXmlNode *severity = kw_cda_find (node, SEVERITY);

  if (reactions->len == 0 && severity == NULL)
    return;
  kw_cda_begin (cda, "reaction", '[');
  for (guint i = 0; i < reactions->len; i++)
    write_reaction (cda, g_ptr_array_index (reactions, i), node);
  if (reactions->len == 0)
    {
      kw_cda_begin (cda, NULL, '{');
      put_severity (cda, severity, FALSE);
      kw_cda_end (cda, "}");
    }
  kw_cda_end (cda, "]");
}

/* "No Known Drug Allergies", written where the substance should be, means what it says. */
static gboolean
says_none (const char *words)
{
  g_autofree char *small = words ? g_ascii_strdown (words, -1) : NULL;

  if (small == NULL)
    return FALSE;
  return g_str_equal (small, "nka") || g_str_equal (small, "nkda")
         || (g_str_has_prefix (small, "no known ") && strstr (small, "allerg") != NULL);
}

static gsize
find_spoken_kind (const char *words)
{
  g_autofree char *small = g_ascii_strdown (words, -1);

  if (strstr (small, "drug") || strstr (small, "medic") || g_str_equal (small, "nkda"))
    return 0;
  return strstr (small, "food") ? 3 : ANY_KIND;
}

static void
put_none (KwCda *cda, gsize kind, const char *text)
{
  kw_cda_begin (cda, "code", '{');
  kw_cda_begin (cda, "coding", '[');
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "system", "http://snomed.info/sct");
  kw_json_writer_member (cda->out, "code", kinds[kind].none);
  kw_json_writer_member (cda->out, "display", kinds[kind].none_words);
  kw_cda_end (cda, "}]");
  kw_json_writer_member (cda->out, "text", text);
  kw_cda_end (cda, "}");
}

static const KwCdaField fields[] = {
  { "recordedDate", kw_cda_put_recorded, "author/time" },
  { "recorder", kw_cda_put_recorder, "author" },
  { "onset", kw_cda_put_onset, "effectiveTime" },
  { "note", kw_cda_put_notes, "entryRelationship/act~22.4.64|1.40/text" },
  { 0 },
};

/* What an observation is about, once it is read. */
typedef struct
{
  const KwXmlNode *agent; /* its code */
  char *words;
  gsize kind;
  gboolean refuted;
  gboolean none; /* there is no allergy of the kind */
} Subject;

/* "No known allergies" is said by negationInd of the observation or of the concern around it, where
 * no substance is named (C-CDA R2.1, Allergy - Intolerance Observation), or by the words in its
 * place; with a substance, negationInd says that there is no allergy to that one. A missing
 * substance alone says nothing. */
static gboolean
find_subject (const KwCda *cda, const KwXmlNode *node, Subject *out)
{
  const KwXmlNode *entity = kw_cda_find (node, "participant@CSM/participantRole/playingEntity");
  const KwXmlNode *agent = kw_xml_node_get_child (entity, "code");
  gboolean negated = kw_cda_is_negated (node);
  const char *any = negated ? kw_cda_map (any_agent, kw_cda_attribute (agent, NULL, "code")) : NULL;
  gboolean coded = agent != NULL && kw_cda_is_coded (agent);
  g_autofree char *words = agent ? kw_cda_dup_concept_words (cda, agent) : NULL;

  if (words == NULL)
    words = kw_cda_dup_name (kw_xml_node_get_child (entity, "name"));
  *out = (Subject){ .agent = agent, .kind = find_kind (node, any) };
  if (any != NULL)
    {
      g_clear_pointer (&words, g_free);
      coded = FALSE;
    }
  out->refuted = negated && (words != NULL || coded);
  out->none = negated && !out->refuted;
  if (!negated && words == NULL && !coded)
    {
      /* The value may be the name: "No known drug allergy" as a finding. */
      out->agent = out->kind >= N_KINDS ? kw_xml_node_get_child (node, "value") : NULL;
      words = kw_cda_dup_title (cda, node, out->agent);
      coded = out->agent != NULL && kw_cda_is_coded (out->agent);
    }
  if (says_none (words) && !out->refuted)
    out->none = TRUE, out->kind = find_spoken_kind (words);
  out->words = g_steal_pointer (&words);
  return out->none || out->words != NULL || coded;
}

/**
 * kw_cda_write_allergy:
 * @node: an allergy or intolerance observation (22.4.7)
 *
 * The allergy, that there is none, or nothing when it says neither.
 */
void
kw_cda_write_allergy (KwCda *cda, const KwXmlNode *node)
{
  Subject subject;
  gboolean known = find_subject (cda, node, &subject);
  g_autofree char *words = subject.words;

  /* Some put the templates of problems and allergies on each. */
  if (kw_cda_find (node, "participant@CSM") == NULL && kw_cda_has_template (node, "22.4.4|1.28"))
    {
      kw_cda_write_condition (cda, node);
      return;
    }
  if (!known)
    return;
  kw_cda_begin_resource (cda, "AllergyIntolerance");
  kw_cda_put_identifiers (cda, "identifier", node, "id");
  if (!subject.none)
    kw_cda_put_clinical_status (cda, node, "AllergyIntolerance", "22.4.28|1.39");
  if (subject.refuted)
    kw_cda_member_coding (cda, "verificationStatus",
                          "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification",
                          "refuted", FALSE);
  put_kind (cda, subject.kind);
  kw_json_writer_member (cda->out, "criticality",
                         kw_cda_map (criticalities, kw_cda_attribute (node, CRITICALITY, "code")));
  if (subject.none)
    put_none (cda, MIN (subject.kind, ANY_KIND), words);
  else
    {
      kw_json_writer_name (cda->out, "code");
      kw_cda_write_concept (cda, subject.agent, words);
    }
  kw_cda_put_subject (cda, "patient");
  kw_cda_put_fields (cda, node, fields);
  put_reactions (cda, node);
  kw_cda_end_resource (cda);
}
