/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/cda/entries.h"
#include "core/cda/special.h"
#include "core/cda/status.h"
#include "core/fhir.h"

#define ACT_CODE "2.16.840.1.113883.5.4"
#define DEVICE "participant/participantRole/playingDevice/code"

/* The class of a visit (v3-ActCode), where it is one of the codes of its kind. */
void
kw_cda_put_class (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  const KwXmlNode *code = kw_cda_find (node, path);
  const KwXmlNode *found = NULL;

  if (g_strcmp0 (kw_cda_attribute (code, NULL, "codeSystem"), ACT_CODE) == 0)
    found = code;
  KW_XML_FOREACH_NAMED (translation, code, "translation")
    if (found == NULL
        && g_strcmp0 (kw_cda_attribute (translation, NULL, "codeSystem"), ACT_CODE) == 0)
      found = translation;
  if (found == NULL || kw_cda_attribute (found, NULL, "code") == NULL)
    return;
  kw_cda_begin (cda, member, '{');
  kw_json_writer_member (cda->out, "system", "http://terminology.hl7.org/CodeSystem/v3-ActCode");
  kw_json_writer_member (cda->out, "code", kw_cda_attribute (found, NULL, "code"));
  kw_json_writer_member (cda->out, "display", kw_cda_attribute (found, NULL, "displayName"));
  kw_cda_end (cda, "}");
}

void
kw_cda_put_participants (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) found = kw_cda_list (node, path);
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *name = kw_cda_dup_actor (g_ptr_array_index (found, i));

      if (name == NULL)
        continue;
      if (n++ == 0)
        kw_cda_begin (cda, member, '[');
      kw_cda_begin (cda, NULL, '{');
      kw_cda_put_actor (cda, "individual", g_ptr_array_index (found, i), NULL);
      kw_cda_end (cda, "}");
    }
  if (n > 0)
    kw_cda_end (cda, "]");
}

/* What an order says beside its name. */
void
kw_cda_put_instruction (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autofree char *words = kw_cda_dup_text (cda, kw_xml_node_get_child (node, "text"));
  g_autofree char *title = kw_cda_dup_title (cda, node, kw_cda_find (node, path));

  if (g_strcmp0 (words, title) != 0)
    kw_json_writer_member (cda->out, member, words);
}

void
kw_cda_put_member_id (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  kw_json_writer_member (cda->out, member, kw_cda_attribute (node, path, "extension"));
}

static const KwCdaField device_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "timing", kw_cda_put_when, "effectiveTime" },
  { "note", kw_cda_put_notes, "entryRelationship/act~22.4.64|1.40/text" },
  { 0 },
};

/* A device that a person uses or has in them (22.4.50): the device itself is part of the record. */
void
kw_cda_write_device (KwCda *cda, const KwXmlNode *node)
{
  const KwXmlNode *type = kw_cda_find (node, DEVICE);
  g_autofree char *title = kw_cda_dup_title (cda, node, type);

  if (title == NULL && (type == NULL || !kw_cda_is_coded (type)))
    return;
  kw_cda_begin_resource (cda, "DeviceUseStatement");
  kw_cda_begin (cda, "contained", '[');
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "resourceType", "Device");
  kw_json_writer_member (cda->out, "id", "device");
  kw_cda_put_identifiers (cda, "identifier", node, "participant/participantRole/id");
  kw_cda_put_title (cda, "type", node, type, FALSE);
  kw_cda_end (cda, "}]");
  kw_json_writer_member (cda->out, "status", kw_cda_get_status (node, kw_cda_status_use));
  kw_cda_put_subject (cda, "subject");
  kw_cda_begin (cda, "device", '{');
  kw_json_writer_member (cda->out, "reference", "#device");
  kw_json_writer_member (cda->out, "display", title);
  kw_cda_end (cda, "}");
  kw_cda_put_fields (cda, node, device_fields);
  kw_cda_end_resource (cda);
}

/* Family history observations (22.4.46): what the relative had, when, and whether it was the end.
 */
static void
write_relative_condition (KwCda *cda, const KwXmlNode *node)
{
  const KwXmlNode *age = kw_cda_find (node, "entryRelationship/observation~22.4.31|1.38/value");

  kw_cda_begin (cda, NULL, '{');
  kw_cda_put_title (cda, "code", node, kw_xml_node_get_child (node, "value"), FALSE);
  if (kw_cda_find (node, "entryRelationship/observation~22.4.47|1.42") != NULL)
    {
      kw_json_writer_name (cda->out, "contributedToDeath");
      kw_json_writer_boolean (cda->out, TRUE);
    }
  if (age != NULL)
    kw_cda_put_quantity (cda, "onsetAge", age, NULL);
  kw_cda_end (cda, "}");
}

static const KwCdaCode sexes[]
    = { { "M", "male" }, { "F", "female" }, { "UN", "other" }, { NULL, NULL } };

void
kw_cda_write_relative (KwCda *cda, const KwXmlNode *node)
{
  const KwXmlNode *who = kw_cda_find (node, "subject/relatedSubject");
  const KwXmlNode *relationship = kw_xml_node_get_child (who, "code");
  g_autofree char *title = relationship ? kw_cda_dup_concept_words (cda, relationship) : NULL;
  g_autoptr (GPtrArray) conditions = kw_cda_list (node, "component/observation");

  if (title == NULL && (relationship == NULL || !kw_cda_is_coded (relationship)))
    return;
  kw_cda_begin_resource (cda, "FamilyMemberHistory");
  kw_cda_put_identifiers (cda, "identifier", node, "id");
  kw_json_writer_member (cda->out, "status",
                         kw_cda_map ((const KwCdaCode[]){ { "completed", "completed" },
                                                          { "active", "partial" },
                                                          { NULL, NULL } },
                                     kw_cda_attribute (node, "statusCode", "code")));
  kw_cda_put_subject (cda, "patient");
  kw_cda_put_concept (cda, "relationship", who, "code");
  kw_cda_put_text (cda, "name", who, "subject/name");
  if (kw_cda_map (sexes, kw_cda_attribute (who, "subject/administrativeGenderCode", "code"))
      != NULL)
    kw_cda_put_concept (cda, "sex", who, "subject/administrativeGenderCode");
  kw_cda_put_date (cda, "bornDate", who, "subject/birthTime");
  kw_cda_put_date (cda, "deceasedDate", who, "subject/deceasedTime");
  if (conditions->len > 0)
    kw_cda_begin (cda, "condition", '[');
  for (guint i = 0; i < conditions->len; i++)
    write_relative_condition (cda, g_ptr_array_index (conditions, i));
  if (conditions->len > 0)
    kw_cda_end (cda, "]");
  kw_cda_end_resource (cda);
}
