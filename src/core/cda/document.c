/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/cda/entries.h"

#define HL7 "urn:hl7-org:v3"

/* Why a section is empty (http://terminology.hl7.org/CodeSystem/list-empty-reason), by the
 * nullFlavor of the section. */
static const KwCdaCode empty_reasons[] = {
  { "NASK", "notasked" },   { "MSK", "withheld" },    { "NI", "unavailable" },
  { "NAV", "unavailable" }, { "UNK", "unavailable" }, { NULL, NULL },
};

/* One section of the body, and what has become of its entries. */
typedef struct
{
  const KwXmlNode *node;
  guint from; /* in the list of references */
  guint to;
  guint n_left; /* entries that say nothing that could be a record */
} Section;

static void
collect_ids (GHashTable *by_id, const KwXmlNode *node)
{
  KW_XML_FOREACH (child, node)
    {
      const char *id = kw_xml_node_get_attribute (child, "ID");

      if (id != NULL && !g_hash_table_contains (by_id, id))
        g_hash_table_insert (by_id, (gpointer) id, (gpointer) child);
      collect_ids (by_id, child);
    }
}

/* The document's own id as a URI, so that what comes from it can name it. */
static char *
dup_origin (const KwXmlNode *root)
{
  const char *oid = kw_cda_attribute (root, "id", "root");
  const char *extension = kw_cda_attribute (root, "id", "extension");
  g_autofree char *tail = extension ? g_uri_escape_string (extension, NULL, FALSE) : NULL;

  if (oid == NULL)
    return g_strdup ("urn:hl7-org:v3:ClinicalDocument");
  if (g_uuid_string_is_valid (oid))
    return g_strconcat ("urn:uuid:", oid, tail ? ":" : NULL, tail, NULL);
  return g_strconcat ("urn:oid:", oid, tail ? ":" : NULL, tail, NULL);
}

static void
translate_section (KwCda *cda, GArray *sections, const KwXmlNode *node)
{
  Section section = { node, cda->refs->len, 0, 0 };
  guint number = sections->len + 1, n_entry = 0;

  g_array_append_val (sections, section);
  KW_XML_FOREACH_NAMED (entry, node, "entry")
    {
      guint before = cda->refs->len;

      cda->section = node;
      cda->place = g_strdup_printf ("s%u-%u", number, ++n_entry);
      cda->n_here = 0;
      KW_XML_FOREACH (statement, entry)
        if (kw_xml_node_get_name (statement) != NULL)
          kw_cda_translate (cda, statement);
      section.n_left += cda->refs->len == before;
      g_clear_pointer (&cda->place, g_free);
    }
  section.to = cda->refs->len;
  g_array_index (sections, Section, number - 1) = section;
  KW_XML_FOREACH_NAMED (component, node, "component")
    KW_XML_FOREACH_NAMED (inner, component, "section")
      translate_section (cda, sections, inner);
}

static GArray *
translate_body (KwCda *cda)
{
  GArray *sections = g_array_new (FALSE, TRUE, sizeof (Section));
  const KwXmlNode *body = kw_cda_find (cda->root, "component/structuredBody");

  KW_XML_FOREACH_NAMED (component, body, "component")
    KW_XML_FOREACH_NAMED (section, component, "section")
      translate_section (cda, sections, section);
  return sections;
}

/* The first reason that somebody gives for what an entry does not say. */
static const char *
find_flavor (const KwXmlNode *node)
{
  const char *flavor = kw_xml_node_get_attribute (node, "nullFlavor");

  if (flavor != NULL || kw_xml_node_is (node, "id"))
    return kw_xml_node_is (node, "id") ? NULL : flavor;
  KW_XML_FOREACH (child, node)
    {
      flavor = find_flavor (child);
      if (flavor != NULL)
        return flavor;
    }
  return NULL;
}

static void
write_section (KwCda *cda, const Section *section)
{
  const char *reason
      = kw_cda_map (empty_reasons, kw_xml_node_get_attribute (section->node, "nullFlavor"));

  if (section->from == section->to && reason == NULL && section->n_left > 0)
    reason = kw_cda_map (empty_reasons, find_flavor (kw_cda_find (section->node, "entry")));
  if (section->from == section->to && reason == NULL && section->n_left > 0)
    reason = "unavailable";
  kw_cda_begin (cda, NULL, '{');
  kw_cda_put_text (cda, "title", section->node, "title");
  kw_cda_put_concept (cda, "code", section->node, "code");
  if (section->from == section->to)
    kw_cda_member_coding (cda, "emptyReason",
                          "http://terminology.hl7.org/CodeSystem/list-empty-reason", reason, FALSE);
  else
    kw_cda_begin (cda, "entry", '[');
  for (guint i = section->from; i < section->to; i++)
    {
      kw_cda_begin (cda, NULL, '{');
      kw_json_writer_member (cda->out, "reference", g_ptr_array_index (cda->refs, i));
      kw_cda_end (cda, "}");
    }
  if (section->from != section->to)
    kw_cda_end (cda, "]");
  kw_cda_end (cda, "}");
}

/* Which section each record stands in, as the table of contents of the document. */
static void
put_contents (KwCda *cda, GArray *sections)
{
  if (sections->len == 0)
    return;
  kw_cda_begin (cda, "contained", '[');
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "resourceType", "Composition");
  kw_json_writer_member (cda->out, "id", "contents");
  kw_cda_put_text (cda, "title", cda->root, "title");
  kw_cda_begin (cda, "section", '[');
  for (guint i = 0; i < sections->len; i++)
    write_section (cda, &g_array_index (sections, Section, i));
  kw_cda_end (cda, "]}]");
}

static void
write_attachment (KwCda *cda, const char *type, const char *data, const char *url, const char *name)
{
  kw_cda_begin (cda, NULL, '{');
  kw_cda_begin (cda, "attachment", '{');
  kw_json_writer_member (cda->out, "contentType", type);
  kw_json_writer_member (cda->out, "data", data);
  kw_json_writer_member (cda->out, "url", url);
  kw_json_writer_member (cda->out, "title", name);
  kw_cda_end (cda, "}}");
}

/* nonXMLBody (CDA R2 4.3.1.1): text, base64, or the name of a file that lies beside. */
static void
write_other_body (KwCda *cda, const KwXmlNode *text, const char *title)
{
  const char *type = kw_xml_node_get_attribute (text, "mediaType");
  const char *url = kw_cda_attribute (text, "reference", "value");
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *data = NULL;

  KW_XML_FOREACH (child, text)
    if (kw_xml_node_get_text (child) != NULL)
      g_string_append (words, kw_xml_node_get_text (child));
  if (g_strcmp0 (kw_xml_node_get_attribute (text, "representation"), "B64") == 0)
    data = g_strdup (g_strstrip (words->str));
  else if (words->len > strspn (words->str, " \t\r\n"))
    data = g_base64_encode ((const guchar *) words->str, words->len);
  /* Words without a type are plain text (HL7 data types, ED); a file may be anything. */
  if (type == NULL && data != NULL)
    type = "text/plain";
  write_attachment (cda, type, data, data ? NULL : url, title);
}

static void
put_content (KwCda *cda, GBytes *bytes)
{
  const KwXmlNode *other = kw_cda_find (cda->root, "component/nonXMLBody/text");
  g_autofree char *title = kw_cda_dup_text (cda, kw_xml_node_get_child (cda->root, "title"));
  gsize size = 0;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree char *whole = g_base64_encode (data, size);

  kw_cda_begin (cda, "content", '[');
  if (other != NULL)
    write_other_body (cda, other, title);
  write_attachment (cda, "text/xml", whole, NULL, title);
  kw_cda_end (cda, "]");
}

static const KwCdaField fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "type", kw_cda_put_concept, "code" },
  { "date", kw_cda_put_date, "effectiveTime" },
  { "author", kw_cda_put_actors, "author" },
  { "authenticator", kw_cda_put_actor, "legalAuthenticator" },
  { "custodian", kw_cda_put_actor, "custodian" },
  { 0 },
};

/* The document itself, whole, so that whatever the translation does not know can be read. */
static void
write_document (KwCda *cda, GArray *sections, GBytes *bytes)
{
  kw_cda_begin_resource_as (cda, "DocumentReference", "document");
  put_contents (cda, sections);
  kw_json_writer_member (cda->out, "status", "current");
  kw_cda_put_subject (cda, "subject");
  kw_cda_put_fields (cda, cda->root, fields);
  kw_cda_put_text (cda, "description", cda->root, "title");
  put_content (cda, bytes);
  kw_cda_end_resource (cda);
}

/* That all this was translated, and from what (R4 Provenance; ISO 21089). The place of each record
 * in the document is its meta.source. */
static void
write_provenance (KwCda *cda)
{
  guint n = cda->refs->len;

  kw_cda_begin_resource_as (cda, "Provenance", "provenance");
  kw_cda_begin (cda, "target", '[');
  for (guint i = 0; i < n; i++)
    {
      kw_cda_begin (cda, NULL, '{');
      kw_json_writer_member (cda->out, "reference", g_ptr_array_index (cda->refs, i));
      kw_cda_end (cda, "}");
    }
  kw_cda_end (cda, "]");
  kw_cda_put_date (cda, "recorded", cda->root, "effectiveTime");
  kw_cda_begin (cda, "activity", '{');
  kw_cda_begin (cda, "coding", '[');
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "system",
                         "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle");
  kw_json_writer_member (cda->out, "code", "transform");
  kw_json_writer_member (cda->out, "display", "Transform/Translate Record Lifecycle Event");
  kw_cda_end (cda, "}]}");
  kw_cda_begin (cda, "entity", '[');
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "role", "source");
  kw_cda_begin (cda, "what", '{');
  kw_json_writer_member (cda->out, "reference", "DocumentReference/document");
  kw_cda_end (cda, "}}]");
  kw_cda_end_resource (cda);
}

gboolean
kw_cda_is (const KwXmlNode *root)
{
  return kw_xml_node_is (root, "ClinicalDocument")
         && (kw_xml_node_get_space (root) == NULL
             || g_str_equal (kw_xml_node_get_space (root), HL7));
}

/**
 * kw_cda_dup_json:
 * @root: a ClinicalDocument
 * @bytes: the document as received, which is kept
 *
 * A C-CDA told as a FHIR Bundle: the patient, each entry that says something, the document itself
 * with its table of contents, and the Provenance of all of it.
 *
 * Returns: (transfer full): FHIR JSON
 */
GBytes *
kw_cda_dup_json (const KwXmlNode *root, GBytes *bytes)
{
  g_return_val_if_fail (root != NULL && bytes != NULL, NULL);

  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) refs = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *origin = dup_origin (root);
  g_autoptr (GArray) sections = NULL;
  KwCda cda = { .root = root, .out = writer, .by_id = by_id, .refs = refs, .origin = origin };

  collect_ids (by_id, root);
  kw_cda_begin (&cda, NULL, '{');
  kw_json_writer_member (writer, "resourceType", "Bundle");
  kw_json_writer_member (writer, "type", "collection");
  kw_cda_begin (&cda, "entry", '[');
  kw_cda_write_patient (&cda);
  kw_cda_write_visit (&cda);
  kw_cda_write_care_team (&cda);
  sections = translate_body (&cda);
  write_document (&cda, sections, bytes);
  write_provenance (&cda);
  kw_cda_end (&cda, "]}");
  return kw_json_writer_end (writer);
}
