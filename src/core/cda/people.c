/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/cda/entries.h"
#include "core/cda/special.h"

#define US_CORE "http://hl7.org/fhir/us/core/StructureDefinition/us-core-"
#define ROLE "recordTarget/patientRole"

static const KwCdaCode sexes[]
    = { { "M", "male" }, { "F", "female" }, { "UN", "other" }, { NULL, NULL } };

/* Race and ethnicity have no member in R4; US Core's extensions hold them. */
static void
put_group (KwCda *cda, const KwXmlNode *patient, const char *element, const char *name)
{
  const KwXmlNode *code = kw_xml_node_get_child (patient, element);
  g_autofree char *words = code ? kw_cda_dup_concept_words (cda, code) : NULL;
  g_autofree char *url = g_strconcat (US_CORE, name, NULL);

  if (words == NULL)
    return;
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "url", url);
  kw_cda_begin (cda, "extension", '[');
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "url", "text");
  kw_json_writer_member (cda->out, "valueString", words);
  kw_cda_end (cda, "}]}");
}

static gboolean
has_words (const KwCda *cda, const KwXmlNode *node, const char *path)
{
  const KwXmlNode *code = kw_cda_find (node, path);
  g_autofree char *words = code ? kw_cda_dup_concept_words (cda, code) : NULL;

  return words != NULL;
}

static void
put_groups (KwCda *cda, const KwXmlNode *patient)
{
  if (!has_words (cda, patient, "raceCode") && !has_words (cda, patient, "ethnicGroupCode"))
    return;
  kw_cda_begin (cda, "extension", '[');
  put_group (cda, patient, "raceCode", "race");
  put_group (cda, patient, "ethnicGroupCode", "ethnicity");
  kw_cda_end (cda, "]");
}

/* ISO 639-2 names the languages of R1.1 by three letters, which BCP 47 has in two. */
static const KwCdaCode languages[] = {
  { "eng", "en" }, { "spa", "es" }, { "fra", "fr" }, { "fre", "fr" },
  { "deu", "de" }, { "ger", "de" }, { "zho", "zh" }, { "chi", "zh" },
  { "vie", "vi" }, { "kor", "ko" }, { "rus", "ru" }, { "ara", "ar" },
  { "por", "pt" }, { "ita", "it" }, { "jpn", "ja" }, { NULL, NULL },
};

static void
put_languages (KwCda *cda, const KwXmlNode *patient)
{
  guint n = 0;

  KW_XML_FOREACH_NAMED (language, patient, "languageCommunication")
    {
      const char *code = kw_cda_attribute (language, "languageCode", "code");
      const char *preferred = kw_cda_attribute (language, "preferenceInd", "value");

      if (code == NULL)
        continue;
      if (n++ == 0)
        kw_cda_begin (cda, "communication", '[');
      kw_cda_begin (cda, NULL, '{');
      kw_cda_member_coding (cda, "language", "urn:ietf:bcp:47",
                            kw_cda_map (languages, code) ? kw_cda_map (languages, code) : code,
                            FALSE);
      if (preferred != NULL)
        {
          kw_json_writer_name (cda->out, "preferred");
          kw_json_writer_boolean (cda->out, g_str_equal (preferred, "true"));
        }
      kw_cda_end (cda, "}");
    }
  if (n > 0)
    kw_cda_end (cda, "]");
}

static void
put_contacts (KwCda *cda, const KwXmlNode *patient)
{
  g_autoptr (GPtrArray) guardians = kw_cda_list (patient, "guardian");

  if (guardians->len == 0)
    return;
  kw_cda_begin (cda, "contact", '[');
  for (guint i = 0; i < guardians->len; i++)
    {
      const KwXmlNode *guardian = g_ptr_array_index (guardians, i);
      g_autofree char *name = kw_cda_dup_name (kw_cda_find (guardian, "guardianPerson/name"));

      kw_cda_begin (cda, NULL, '{');
      kw_cda_put_concepts (cda, "relationship", guardian, "code");
      if (name != NULL)
        {
          kw_cda_begin (cda, "name", '{');
          kw_json_writer_member (cda->out, "text", name);
          kw_cda_end (cda, "}");
        }
      kw_cda_put_telecoms (cda, "telecom", guardian, "telecom");
      kw_cda_end (cda, "}");
    }
  kw_cda_end (cda, "]");
}

/* A birth date is a day; the hour, where somebody wrote it down, is R4's extension. */
static void
put_birth (KwCda *cda, const KwXmlNode *patient)
{
  g_autofree char *date = kw_cda_dup_date (kw_cda_attribute (patient, "birthTime", "value"));
  const char *hour = date ? strchr (date, 'T') : NULL;
  g_autofree char *day = hour ? g_strndup (date, (gsize) (hour - date)) : g_strdup (date);

  kw_json_writer_member (cda->out, "birthDate", day);
  if (hour == NULL)
    return;
  kw_cda_begin (cda, "_birthDate", '{');
  kw_cda_begin (cda, "extension", '[');
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "url",
                         "http://hl7.org/fhir/StructureDefinition/patient-birthTime");
  kw_json_writer_member (cda->out, "valueDateTime", date);
  kw_cda_end (cda, "}]}");
}

/* recordTarget (CDA R2 4.2.2.11). */
void
kw_cda_write_patient (KwCda *cda)
{
  const KwXmlNode *role = kw_cda_find (cda->root, ROLE);
  const KwXmlNode *patient = kw_xml_node_get_child (role, "patient");
  const char *sex
      = kw_cda_map (sexes, kw_cda_attribute (patient, "administrativeGenderCode", "code"));

  kw_cda_begin_resource_as (cda, "Patient", "patient");
  put_groups (cda, patient);
  kw_cda_put_identifiers (cda, "identifier", role, "id");
  kw_cda_put_names (cda, "name", patient, "name");
  kw_cda_put_telecoms (cda, "telecom", role, "telecom");
  kw_json_writer_member (cda->out, "gender", sex);
  put_birth (cda, patient);
  kw_cda_put_date (cda, "deceasedDateTime", patient, "deceasedTime");
  kw_cda_put_addresses (cda, "address", role, "addr");
  kw_cda_put_concept (cda, "maritalStatus", patient, "maritalStatusCode");
  put_contacts (cda, patient);
  put_languages (cda, patient);
  kw_cda_put_actor (cda, "managingOrganization", role, "providerOrganization");
  kw_cda_end_resource (cda);
}

/* Who has looked after the person (CDA R2 4.2.3.7, serviceEvent/performer). */
void
kw_cda_write_care_team (KwCda *cda)
{
  const KwXmlNode *event = kw_cda_find (cda->root, "documentationOf/serviceEvent");
  g_autoptr (GPtrArray) found = event ? kw_cda_list (event, "performer") : g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const KwXmlNode *performer = g_ptr_array_index (found, i);
      g_autofree char *name = kw_cda_dup_actor (performer);

      if (name == NULL)
        continue;
      if (n++ == 0)
        {
          kw_cda_begin_resource_as (cda, "CareTeam", "care-team");
          kw_cda_put_subject (cda, "subject");
          kw_cda_put_period (cda, "period", event, "effectiveTime");
          kw_cda_begin (cda, "participant", '[');
        }
      kw_cda_begin (cda, NULL, '{');
      kw_cda_put_concepts (cda, "role", performer,
                           has_words (cda, performer, "functionCode") ? "functionCode"
                                                                      : "assignedEntity/code");
      kw_cda_put_actor (cda, "member", performer, NULL);
      kw_cda_end (cda, "}");
    }
  if (n == 0)
    return;
  kw_cda_end (cda, "]");
  kw_cda_end_resource (cda);
}

static const char *
get_day (const KwXmlNode *visit)
{
  const char *value = kw_cda_attribute (visit, "effectiveTime", "value");

  return value ? value : kw_cda_attribute (visit, "effectiveTime/low", "value");
}

/* Whether a section has the visit too, with a name. */
static gboolean
is_told (const KwXmlNode *node, const char *day)
{
  const char *own = kw_xml_node_is (node, "encounter") ? get_day (node) : NULL;

  if (own != NULL && strncmp (own, day, strlen ("20260302")) == 0)
    return TRUE;
  KW_XML_FOREACH (child, node)
    if (is_told (child, day))
      return TRUE;
  return FALSE;
}

/* The visit that the document is about (CDA R2 4.2.3.9, componentOf). */
void
kw_cda_write_visit (KwCda *cda)
{
  const KwXmlNode *visit = kw_cda_find (cda->root, "componentOf/encompassingEncounter");
  const KwXmlNode *code = kw_xml_node_get_child (visit, "code");
  const KwXmlNode *place = kw_cda_find (visit, "location/healthCareFacility/location/name");
  g_autofree char *name = place ? kw_cda_dup_name (place) : NULL;
  g_autofree char *title = NULL;

  if (visit == NULL)
    return;
  title = kw_cda_dup_title (cda, visit, code);
  if (title == NULL && get_day (visit) != NULL
      && is_told (kw_xml_node_get_child (cda->root, "component"), get_day (visit)))
    return;
  kw_cda_begin_resource_as (cda, "Encounter", "visit");
  kw_cda_put_identifiers (cda, "identifier", visit, "id");
  kw_cda_put_class (cda, "class", visit, "code");
  kw_cda_put_title (cda, "type", visit, code, TRUE);
  kw_cda_put_subject (cda, "subject");
  kw_cda_put_period (cda, "period", visit, "effectiveTime");
  kw_cda_put_participants (cda, "participant", visit, "encounterParticipant");
  if (name != NULL)
    {
      kw_cda_begin (cda, "location", '[');
      kw_cda_begin (cda, NULL, '{');
      kw_cda_begin (cda, "location", '{');
      kw_json_writer_member (cda->out, "display", name);
      kw_cda_end (cda, "}}]");
    }
  kw_cda_end_resource (cda);
}
