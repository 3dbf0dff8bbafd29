/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/cda/entries.h"
#include "core/cda/special.h"
#include "core/cda/status.h"

#define VITALS "22.4.26|1.35"
#define SYSTOLIC "8480-6"
#define DIASTOLIC "8462-4"

static const KwCdaField fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "interpretation", kw_cda_put_concepts, "interpretationCode" },
  { "bodySite", kw_cda_put_concept, "targetSiteCode" },
  { "method", kw_cda_put_concept, "methodCode" },
  { "referenceRange", kw_cda_put_ranges, "referenceRange/observationRange" },
  { "note", kw_cda_put_notes, "entryRelationship/act~22.4.64|1.40/text" },
  { 0 },
};

static const KwCdaField report_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "performer", kw_cda_put_actors, "performer" },
  { 0 },
};

static const char *
get_category (const KwXmlNode *organizer)
{
  return kw_cda_has_template (organizer, VITALS) ? "vital-signs" : "laboratory";
}

static gboolean
has_code (const KwXmlNode *node, const char *code)
{
  return g_strcmp0 (kw_cda_attribute (node, "code", "code"), code) == 0
         || g_strcmp0 (kw_cda_attribute (node, "code/translation", "code"), code) == 0;
}

/* A member without a time of its own has that of its panel, and a panel that of its first. */
static void
put_time (KwCda *cda, const KwXmlNode *node, const KwXmlNode *other)
{
  const KwXmlNode *time = kw_xml_node_get_child (node, "effectiveTime");
  gboolean says = time != NULL
                  && (kw_cda_attribute (time, NULL, "value") != NULL
                      || kw_cda_attribute (time, "low", "value") != NULL
                      || kw_cda_attribute (time, "high", "value") != NULL);

  if (says || other != NULL)
    kw_cda_put_when (cda, "effective", says ? node : other, "effectiveTime");
}

static void
put_category (KwCda *cda, const KwXmlNode *organizer)
{
  kw_cda_member_coding (cda, "category",
                        "http://terminology.hl7.org/CodeSystem/observation-category",
                        get_category (organizer), TRUE);
}

static void
write_member (KwCda *cda, const KwXmlNode *node, const KwXmlNode *organizer)
{
  const KwXmlNode *code = kw_xml_node_get_child (node, "code");
  g_autofree char *title = kw_cda_dup_title (cda, node, code);

  if (title == NULL && (code == NULL || !kw_cda_is_coded (code)))
    return;
  kw_cda_begin_resource (cda, "Observation");
  kw_json_writer_member (cda->out, "status", kw_cda_get_status (node, kw_cda_status_result));
  put_category (cda, organizer);
  kw_cda_put_title (cda, "code", node, code, FALSE);
  kw_cda_put_subject (cda, "subject");
  put_time (cda, node, organizer);
  kw_cda_put_value (cda, NULL, node, "value");
  kw_cda_put_actors (cda, "performer", kw_xml_node_get_child (node, "performer") ? node : organizer,
                     "performer");
  for (const KwCdaField *field = fields; field->put != NULL; field++)
    field->put (cda, field->member, node, field->path);
  kw_cda_end_resource (cda);
}

static void
write_component (KwCda *cda, const KwXmlNode *node)
{
  kw_cda_begin (cda, NULL, '{');
  kw_cda_put_title (cda, "code", node, kw_xml_node_get_child (node, "code"), FALSE);
  kw_cda_put_value (cda, NULL, node, "value");
  kw_cda_put_concepts (cda, "interpretation", node, "interpretationCode");
  kw_cda_put_ranges (cda, "referenceRange", node, "referenceRange/observationRange");
  kw_cda_end (cda, "}");
}

/* The two numbers of a blood pressure that were measured together are one reading (R4, profile
 * "bp"; US Core, Blood Pressure). */
static void
write_pressure (KwCda *cda,
                const KwXmlNode *systolic,
                const KwXmlNode *diastolic,
                const KwXmlNode *organizer)
{
  kw_cda_begin_resource (cda, "Observation");
  kw_json_writer_member (cda->out, "status", kw_cda_get_status (systolic, kw_cda_status_result));
  put_category (cda, organizer);
  kw_cda_begin (cda, "code", '{');
  kw_cda_begin (cda, "coding", '[');
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "system", "http://loinc.org");
  kw_json_writer_member (cda->out, "code", "85354-9");
  kw_json_writer_member (cda->out, "display", "Blood pressure");
  kw_cda_end (cda, "}]}");
  kw_cda_put_subject (cda, "subject");
  put_time (cda, systolic, organizer);
  kw_cda_put_identifiers (cda, "identifier", systolic, "id");
  kw_cda_put_actors (cda, "performer",
                     kw_xml_node_get_child (systolic, "performer") ? systolic : organizer,
                     "performer");
  kw_cda_put_concept (cda, "bodySite", systolic, "targetSiteCode");
  kw_cda_put_notes (cda, "note", systolic, "entryRelationship/act~22.4.64|1.40/text");
  kw_cda_begin (cda, "component", '[');
  write_component (cda, systolic);
  write_component (cda, diastolic);
  kw_cda_end (cda, "]");
  kw_cda_end_resource (cda);
}

/* The only member of this code; NULL when there are two, which nobody could pair. */
static const KwXmlNode *
find_only (GPtrArray *members, const char *code)
{
  const KwXmlNode *found = NULL;

  for (guint i = 0; i < members->len; i++)
    if (has_code (g_ptr_array_index (members, i), code))
      {
        if (found != NULL)
          return NULL;
        found = g_ptr_array_index (members, i);
      }
  return found;
}

static gboolean
are_together (const KwXmlNode *a, const KwXmlNode *b)
{
  return a != NULL && b != NULL && !kw_cda_is_negated (a) && !kw_cda_is_negated (b)
         && g_strcmp0 (kw_cda_attribute (a, "effectiveTime", "value"),
                       kw_cda_attribute (b, "effectiveTime", "value"))
                == 0
         && g_strcmp0 (kw_cda_attribute (a, "statusCode", "code"),
                       kw_cda_attribute (b, "statusCode", "code"))
                == 0;
}

static void
write_members (KwCda *cda, const KwXmlNode *organizer)
{
  g_autoptr (GPtrArray) members = kw_cda_list (organizer, "component/observation");
  g_autoptr (GPtrArray) panels = kw_cda_list (organizer, "component/organizer");
  const KwXmlNode *systolic = find_only (members, SYSTOLIC);
  const KwXmlNode *diastolic = find_only (members, DIASTOLIC);
  gboolean pair = are_together (systolic, diastolic);

  for (guint i = 0; i < members->len; i++)
    {
      const KwXmlNode *member = g_ptr_array_index (members, i);

      if (pair && member == systolic)
        write_pressure (cda, systolic, diastolic, organizer);
      else if (!pair || member != diastolic)
        write_member (cda, member, organizer);
    }
  for (guint i = 0; i < panels->len; i++)
    kw_cda_write_report (cda, g_ptr_array_index (panels, i));
}

static void
put_results (KwCda *cda, guint from, guint to)
{
  kw_cda_begin (cda, "result", '[');
  for (guint i = from; i < to; i++)
    if (g_str_has_prefix (g_ptr_array_index (cda->refs, i), "Observation/"))
      {
        kw_cda_begin (cda, NULL, '{');
        kw_json_writer_member (cda->out, "reference", g_ptr_array_index (cda->refs, i));
        kw_cda_end (cda, "}");
      }
  kw_cda_end (cda, "]");
}

static gboolean
has_same_code (const KwXmlNode *organizer, const KwXmlNode *member)
{
  const char *code = kw_cda_attribute (organizer, "code", "code");

  return code != NULL && has_code (member, code);
}

/* A panel of one test that is called as the test says nothing more. */
static gboolean
is_alone (const KwCda *cda, const KwXmlNode *organizer, const char *title)
{
  const KwXmlNode *member = kw_cda_find (organizer, "component/observation");
  g_autofree char *own
      = member ? kw_cda_dup_title (cda, member, kw_xml_node_get_child (member, "code")) : NULL;

  return (own != NULL && g_ascii_strcasecmp (own, title) == 0)
         || (member != NULL && has_same_code (organizer, member));
}

/**
 * kw_cda_write_report:
 * @node: a result organizer (22.4.1) or one of vital signs (22.4.26)
 *
 * Its observations, and a report that holds them together, if somebody gave it a name. Vital signs
 * are measured one by one and have none.
 */
void
kw_cda_write_report (KwCda *cda, const KwXmlNode *node)
{
  const KwXmlNode *code = kw_xml_node_get_child (node, "code");
  g_autofree char *title = kw_cda_dup_title (cda, node, code);
  const KwXmlNode *specimen
      = kw_cda_find (node, "specimen/specimenRole/specimenPlayingEntity/code");
  g_autofree char *words = specimen ? kw_cda_dup_concept_words (cda, specimen) : NULL;
  guint from = cda->refs->len;
  guint to;

  write_members (cda, node);
  to = cda->refs->len;
  if (title == NULL || to == from || kw_cda_has_template (node, VITALS)
      || (to == from + 1 && is_alone (cda, node, title)))
    return;
  kw_cda_begin_resource (cda, "DiagnosticReport");
  kw_json_writer_member (cda->out, "status", kw_cda_get_status (node, kw_cda_status_report));
  kw_cda_put_title (cda, "code", node, code, FALSE);
  kw_cda_put_subject (cda, "subject");
  put_time (cda, node, kw_cda_find (node, "component/observation"));
  kw_cda_put_fields (cda, node, report_fields);
  if (words != NULL)
    {
      kw_cda_begin (cda, "specimen", '[');
      kw_cda_begin (cda, NULL, '{');
      kw_json_writer_member (cda->out, "display", words);
      kw_cda_end (cda, "}]");
    }
  put_results (cda, from, to);
  kw_cda_end_resource (cda);
}
