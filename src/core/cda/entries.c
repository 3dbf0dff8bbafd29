/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/cda/entries.h"

#include <string.h>

#include "core/cda/rules.h"
#include "core/cda/status.h"
#include "core/words-private.h"

/* Longer words are a paragraph, not a name. */
#define MAX_TITLE 160

void
kw_cda_begin_resource_as (KwCda *cda, const char *type, const char *id)
{
  g_autofree char *place = g_strconcat (cda->origin, "#", id, NULL);

  kw_cda_begin (cda, NULL, '{');
  kw_cda_begin (cda, "resource", '{');
  kw_json_writer_member (cda->out, "resourceType", type);
  kw_json_writer_member (cda->out, "id", id);
  kw_cda_begin (cda, "meta", '{');
  kw_json_writer_member (cda->out, "source", place);
  kw_cda_end (cda, "}");
  g_ptr_array_add (cda->refs, g_strconcat (type, "/", id, NULL));
}

/* The ids are places within the document, so that reading it again finds the same records. */
void
kw_cda_begin_resource (KwCda *cda, const char *type)
{
  g_autofree char *id = cda->n_here == 0 ? g_strdup (cda->place)
                                         : g_strdup_printf ("%s-%u", cda->place, cda->n_here + 1);

  cda->n_here++;
  kw_cda_begin_resource_as (cda, type, id);
}

void
kw_cda_end_resource (KwCda *cda)
{
  kw_cda_end (cda, "}}");
}

void
kw_cda_put_subject (KwCda *cda, const char *member)
{
  kw_cda_begin (cda, member, '{');
  kw_json_writer_member (cda->out, "reference", KW_CDA_PATIENT);
  kw_cda_end (cda, "}");
}

/* A paragraph is called by its beginning, up to a space. */
static char *
shorten (const char *words)
{
  const char *end;

  if (g_utf8_strlen (words, -1) <= MAX_TITLE)
    return g_strdup (words);
  end = g_utf8_offset_to_pointer (words, MAX_TITLE);
  while (end > words && *end != ' ')
    end--;
  return g_strdup_printf ("%.*s…", (int) (end - words), words);
}

/* The narrative of an entry as a name: the first cell of a row, whatever is short enough. */
static char *
dup_narrative_title (const KwCda *cda, const KwXmlNode *node)
{
  const char *value = kw_cda_attribute (node, "text/reference", "value");
  const KwXmlNode *place = value ? g_hash_table_lookup (cda->by_id, value + (*value == '#')) : NULL;
  g_autofree char *words = NULL;

  if (kw_xml_node_is (place, "tr"))
    KW_XML_FOREACH (cell, place)
      if (words == NULL)
        words = kw_cda_dup_narrative (cell);
  if (words == NULL)
    words = kw_cda_dup_text (cda, kw_xml_node_get_child (node, "text"));
  return words != NULL ? shorten (words) : NULL;
}

/* What HL7 calls what a template is for, where the code of it came without words. */
static const struct
{
  const char *template;
  const char *words;
} names[] = {
  { "22.4.78", "Smoking status" },     { "22.4.85", "Tobacco use" },
  { "22.4.48", "Advance directive" },  { "22.4.38", "Social history" },
  { "22.4.109", "Home environment" },  { "22.4.72", "Caregiver" },
  { "22.4.111", "Culture and faith" },
};

/* A word that says that nobody knows is no name, unless somebody chose a code for it. */
static char *
take_presentable (char *words, gboolean coded)
{
  if (kw_words_is_presentable (words, NULL) && (coded || !kw_cda_says_no_information (words)))
    return words;
  g_free (words);
  return NULL;
}

char *
kw_cda_dup_title (const KwCda *cda, const KwXmlNode *node, const KwXmlNode *concept)
{
  gboolean coded = concept != NULL && kw_cda_is_coded (concept);
  char *words = take_presentable (concept ? kw_cda_dup_concept_words (cda, concept) : NULL, coded);

  if (words == NULL)
    words = take_presentable (dup_narrative_title (cda, node), coded);
  for (gsize i = 0; words == NULL && i < G_N_ELEMENTS (names); i++)
    if (kw_cda_has_template (node, names[i].template))
      words = g_strdup (names[i].words);
  return words;
}

void
kw_cda_put_title (KwCda *cda,
                  const char *member,
                  const KwXmlNode *node,
                  const KwXmlNode *concept,
                  gboolean list)
{
  g_autofree char *title = kw_cda_dup_title (cda, node, concept);

  if (title == NULL && (concept == NULL || !kw_cda_is_coded (concept)))
    return;
  if (list)
    kw_cda_begin (cda, member, '[');
  else
    kw_json_writer_name (cda->out, member);
  kw_cda_write_concept (cda, concept, title);
  if (list)
    kw_cda_end (cda, "]");
}

/* A medicine that is handed out is named there, or in the entry around it. */
static const KwXmlNode *
find_product (const KwXmlNode *node)
{
  const KwXmlNode *own
      = kw_cda_find (node, "product/manufacturedProduct/manufacturedMaterial/code");

  if (own != NULL && (kw_cda_is_coded (own) || kw_xml_node_get_child (own, "originalText")))
    return own;
  return kw_cda_find_above (node, "consumable/manufacturedProduct/manufacturedMaterial/code");
}

/* An observation that only asserts something is called by what it asserts. */
static const KwXmlNode *
find_concept (const KwCda *cda, const KwXmlNode *node, const KwCdaRule *rule, gboolean *out_value)
{
  const KwXmlNode *concept
      = *rule->name_path ? kw_cda_find (node, rule->name_path) : find_product (node);
  const KwXmlNode *value = kw_xml_node_get_child (node, "value");
  g_autofree char *words = concept ? kw_cda_dup_concept_words (cda, concept) : NULL;
  const char *code = kw_cda_attribute (concept, NULL, "code");
  gboolean says_nothing = g_strcmp0 (code, "ASSERTION") == 0 || (words == NULL && code == NULL);

  *out_value = says_nothing && kw_xml_node_is (node, "observation") && value != NULL
               && kw_cda_is_coded (value);
  return *out_value ? value : concept;
}

/* Codes of the categories that R4 and US Core know, by the template of an entry, which says it
 * best, or by the LOINC code of its section. */
static const struct
{
  const char *templates;
  const char *section;
  const char *category;
} categories[] = {
  { "22.4.48", "42348-3", "observation-adi-documentation" },
  { "22.4.78|22.4.38|22.4.85|22.4.109|22.4.111", "29762-2", "social-history" },
  { "22.4.66|22.4.67|22.4.128", "47420-5", "functional-status" },
  { "22.4.74|22.4.75", "10190-7", "cognitive-status" },
  { "22.4.27", "8716-3", "vital-signs" },
  { "22.4.2", "30954-2", "laboratory" },
  { NULL, "29545-1", "exam" },
};

static const char *
find_category (const KwCda *cda, const KwXmlNode *node)
{
  const char *code = kw_cda_attribute (cda->section, "code", "code");

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    if (categories[i].templates != NULL && kw_cda_has_template (node, categories[i].templates))
      return categories[i].category;
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    if (g_strcmp0 (code, categories[i].section) == 0)
      return categories[i].category;
  return NULL;
}

static void
put_category (KwCda *cda, const KwXmlNode *node)
{
  kw_cda_member_coding (cda, "category",
                        "http://terminology.hl7.org/CodeSystem/observation-category",
                        find_category (cda, node), TRUE);
}

/* The code that says that there is none of a kind
 * (http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips). */
static const KwCdaCode none_known[] = {
  { "MedicationStatement", "no-known-medications" },
  { "Immunization", "no-known-immunizations" },
  { "Procedure", "no-known-procedures" },
  { "DeviceUseStatement", "no-known-devices" },
  { NULL, NULL },
};

/* Nothing of the kind is known: the words of the chart, and the code that says so. */
static void
put_none (KwCda *cda, const KwCdaRule *rule, const char *words)
{
  const char *code = kw_cda_says_none_known (words) ? kw_cda_map (none_known, rule->type) : NULL;

  kw_cda_begin (cda, rule->name, '{');
  if (code != NULL)
    {
      kw_cda_begin (cda, "coding", '[');
      kw_cda_begin (cda, NULL, '{');
      kw_json_writer_member (cda->out, "system",
                             "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips");
      kw_json_writer_member (cda->out, "code", code);
      kw_cda_end (cda, "}]");
    }
  kw_json_writer_member (cda->out, "text", words);
  kw_cda_end (cda, "}");
}

/* Whether it, or what it stands in, is still to come. */
static gboolean
is_planned (const KwXmlNode *node)
{
  for (; node != NULL && !kw_xml_node_is (node, "entry"); node = kw_xml_node_get_parent (node))
    {
      const char *mood = kw_xml_node_get_attribute (node, "moodCode");

      if (mood != NULL && !g_str_equal (mood, "EVN"))
        return TRUE;
    }
  return FALSE;
}

/* Medication status observations (CCD of 2007, 1.47), SNOMED CT. */
static const KwCdaCode medicine_statuses[] = {
  { "55561003", "active" },
  { "421139008", "on-hold" },
  { "392521001", "completed" },
  { NULL, NULL },
};

/* Whether the last day of a medicine lies before the document, or it was given once. */
static gboolean
is_over (const KwCda *cda, const KwXmlNode *node)
{
  const char *end = kw_cda_attribute (node, "effectiveTime/high", "value");
  const char *written = kw_cda_attribute (cda->root, "effectiveTime", "value");

  if (end != NULL)
    return written == NULL || strncmp (end, written, strlen ("20260302")) <= 0;
  return kw_cda_attribute (node, "effectiveTime", "value") != NULL
         && kw_cda_find (node, "effectiveTime/period") == NULL
         && kw_cda_find (node, "effectiveTime/event") == NULL;
}

/* Most programs write "completed" on every medicine, those that are taken now too: what is
 * completed is the entry. */
static const char *
find_medicine_status (const KwCda *cda, const KwXmlNode *node, const char *status)
{
  const char *stated
      = kw_cda_map (medicine_statuses,
                    kw_cda_attribute (node, "entryRelationship/observation~1.47/value", "code"));

  if (stated != NULL)
    return stated;
  return g_strcmp0 (status, "completed") != 0 || is_over (cda, node) ? status : NULL;
}

/* A visit that is planned is neither finished nor going on. */
static const char *
find_status (const KwCda *cda, const KwXmlNode *node, const KwCdaRule *rule)
{
  const char *status = kw_cda_get_status (node, rule->statuses);

  if (g_str_equal (rule->type, "MedicationStatement")
      || g_str_equal (rule->type, "MedicationRequest"))
    return find_medicine_status (cda, node, status);
  if (g_str_equal (rule->type, "Encounter") && is_planned (node)
      && (status == NULL || g_str_equal (status, "in-progress")))
    return "planned";
  return status;
}

/* The status and the name, which negationInd turns round unless the words have done so. */
static void
put_head (KwCda *cda, const KwXmlNode *node, const KwXmlNode *concept, const KwCdaRule *rule)
{
  g_autofree char *spoken = dup_narrative_title (cda, node);
  gboolean list = g_str_equal (rule->type, "Encounter");
  gboolean negated = kw_cda_is_negated (node);

  if (negated && !list && kw_cda_speaks_negation (spoken))
    {
      put_none (cda, rule, spoken);
      return;
    }
  kw_json_writer_member (cda->out, rule->status, find_status (cda, node, rule));
  kw_cda_put_title (cda, rule->name, node, concept, list);
  if (g_str_equal (rule->type, "ServiceRequest") && negated)
    {
      kw_json_writer_name (cda->out, "doNotPerform");
      kw_json_writer_boolean (cda->out, TRUE);
    }
}

static gboolean
has_time (const KwXmlNode *node)
{
  const KwXmlNode *time = kw_xml_node_get_child (node, "effectiveTime");

  return time != NULL
         && (kw_cda_attribute (time, NULL, "value") || kw_cda_attribute (time, "low", "value")
             || kw_cda_attribute (time, "center", "value"));
}

/* Whether an entry has a name, or a code that somebody may know and a value to it. A visit or a
 * plan on some day is worth its day. */
static gboolean
says_something (const KwCda *cda,
                const KwXmlNode *node,
                const KwXmlNode *concept,
                const KwCdaRule *rule)
{
  g_autofree char *title = kw_cda_dup_title (cda, node, concept);
  g_autofree char *spoken = dup_narrative_title (cda, node);
  const KwXmlNode *value = kw_xml_node_get_child (node, "value");
  gboolean valued = value != NULL && kw_cda_attribute (value, NULL, "nullFlavor") == NULL;
  gboolean dated
      = g_str_equal (rule->type, "Encounter") || g_str_equal (rule->type, "ServiceRequest");

  if (kw_cda_is_negated (node) && spoken != NULL && kw_cda_says_no_information (spoken))
    return FALSE;
  if (title != NULL || (rule->flags & KW_CDA_UNNAMED) || (dated && has_time (node)))
    return TRUE;
  return concept != NULL && kw_cda_is_coded (concept)
         && (valued || !g_str_equal (rule->type, "Observation"));
}

static void
write_by_rule (KwCda *cda, const KwXmlNode *node, const KwCdaRule *rule)
{
  gboolean by_value = FALSE;
  const KwXmlNode *concept = find_concept (cda, node, rule, &by_value);

  if (!says_something (cda, node, concept, rule))
    return;
  kw_cda_begin_resource (cda, rule->type);
  put_head (cda, node, concept, rule);
  if (g_str_equal (rule->type, "Observation"))
    put_category (cda, node);
  kw_cda_put_subject (cda, rule->subject);
  for (const KwCdaField *field = rule->fields; field->put != NULL; field++)
    if (!by_value || field->put != kw_cda_put_value)
      field->put (cda, field->member, node, field->path);
  kw_cda_end_resource (cda);
}

void
kw_cda_translate_inside (KwCda *cda, const KwXmlNode *node, gboolean all)
{
  static const char *const paths[] = { "entryRelationship/*", "component/*" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GPtrArray) found = kw_cda_list (node, paths[i]);

      for (guint j = 0; j < found->len; j++)
        {
          const KwXmlNode *inside = g_ptr_array_index (found, j);
          const KwCdaRule *rule = kw_cda_find_rule (inside);

          if (rule != NULL && (all || (rule->flags & KW_CDA_WITHIN)))
            kw_cda_translate (cda, inside);
          else if (all && kw_xml_node_is (node, "organizer"))
            kw_cda_translate (cda, inside);
        }
    }
}

void
kw_cda_translate (KwCda *cda, const KwXmlNode *node)
{
  const KwCdaRule *rule = kw_cda_find_rule (node);
  if (rule == NULL)
    rule = kw_cda_find_plain_rule (node);
  if (rule == NULL)
    return;
  if (rule->write != NULL)
    rule->write (cda, node);
  else if (rule->type != NULL)
    write_by_rule (cda, node, rule);
  kw_cda_translate_inside (cda, node, rule->type == NULL && rule->write == NULL);
}
