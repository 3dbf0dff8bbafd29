/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/fhir-xml.h"

#include <string.h>

#include "core/fhir-elements.h"
#include "core/fhir.h"
#include "core/json-writer.h"

#define FHIR "http://hl7.org/fhir"

static void write_members (KwJsonWriter *writer, const KwXmlNode *node, const char *type);

static const KwXmlNode *
get_first_element (const KwXmlNode *node)
{
  KW_XML_FOREACH (child, node)
    if (kw_xml_node_get_name (child) != NULL)
      return child;
  return NULL;
}

/* What an element is that R4 does not know: another version's or a vendor's. It is kept by its
 * shape. */
static KwFhirElement
guess (const KwXmlNode *node)
{
  gboolean simple = kw_xml_node_get_attribute (node, "value") != NULL;

  return (KwFhirElement){ simple ? KW_FHIR_ELEMENT_STRING : KW_FHIR_ELEMENT_COMPLEX,
                          kw_xml_node_get_again (node) != NULL, "" };
}

static void
write_resource (KwJsonWriter *writer, const KwXmlNode *node)
{
  const char *type = kw_xml_node_get_name (node);

  kw_json_writer_begin_object (writer);
  if (type != NULL)
    {
      kw_json_writer_member (writer, "resourceType", type);
      write_members (writer, node, type);
    }
  kw_json_writer_end_object (writer);
}

/* JSON has no leading zeros. */
static gboolean
is_json_number (const char *text)
{
  const char *digits = text + (*text == '-');

  return kw_fhir_is_number (text) && (digits[0] != '0' || !g_ascii_isdigit (digits[1]));
}

/* A number keeps its text; what is none is a string, so that nothing is lost. */
static void
write_primitive (KwJsonWriter *writer, KwFhirElementKind kind, const char *value)
{
  g_autofree char *bare = value ? g_strstrip (g_strdup (value)) : NULL;

  if (kind == KW_FHIR_ELEMENT_NUMBER && bare != NULL && is_json_number (bare))
    kw_json_writer_number (writer, bare);
  else if (kind == KW_FHIR_ELEMENT_BOOLEAN && g_strcmp0 (bare, "true") == 0)
    kw_json_writer_boolean (writer, TRUE);
  else if (kind == KW_FHIR_ELEMENT_BOOLEAN && g_strcmp0 (bare, "false") == 0)
    kw_json_writer_boolean (writer, FALSE);
  else
    kw_json_writer_string (writer, value);
}

static void
write_markup (KwJsonWriter *writer, const KwXmlNode *node)
{
  g_autofree char *markup = kw_xml_node_dup_markup (node);

  kw_json_writer_string (writer, markup);
}

static void
write_one (KwJsonWriter *writer, const KwXmlNode *node, const KwFhirElement *element)
{
  switch (element->kind)
    {
    case KW_FHIR_ELEMENT_RESOURCE:
      write_resource (writer, get_first_element (node));
      break;
    case KW_FHIR_ELEMENT_MARKUP:
      write_markup (writer, node);
      break;
    case KW_FHIR_ELEMENT_COMPLEX:
      kw_json_writer_begin_object (writer);
      write_members (writer, node, element->type);
      kw_json_writer_end_object (writer);
      break;
    case KW_FHIR_ELEMENT_STRING:
    case KW_FHIR_ELEMENT_NUMBER:
    case KW_FHIR_ELEMENT_BOOLEAN:
    case KW_FHIR_ELEMENT_UNKNOWN:
      write_primitive (writer, element->kind, kw_xml_node_get_attribute (node, "value"));
      break;
    }
}

/* What a primitive has beside its value: an id and extensions (R4 2.6.2.2). */
static gboolean
has_more (const KwXmlNode *node)
{
  return kw_xml_node_get_attribute (node, "id") != NULL || get_first_element (node) != NULL;
}

static void
write_more (KwJsonWriter *writer, const KwXmlNode *node)
{
  if (!has_more (node))
    {
      kw_json_writer_null (writer);
      return;
    }
  kw_json_writer_begin_object (writer);
  write_members (writer, node, "Element");
  kw_json_writer_end_object (writer);
}

static void
write_list (KwJsonWriter *writer, GPtrArray *nodes, const KwFhirElement *element, gboolean more)
{
  gboolean array = element->repeats || nodes->len > 1;

  if (array)
    kw_json_writer_begin_array (writer);
  for (guint i = 0; i < nodes->len; i++)
    if (more)
      write_more (writer, g_ptr_array_index (nodes, i));
    else
      write_one (writer, g_ptr_array_index (nodes, i), element);
  if (array)
    kw_json_writer_end_array (writer);
}

/* All elements of one name, which are one member of JSON, or two: "given" and "_given". */
static void
write_group (KwJsonWriter *writer, GPtrArray *nodes, const char *type)
{
  const KwXmlNode *first = g_ptr_array_index (nodes, 0);
  const char *name = kw_xml_node_get_name (first);
  g_autofree char *beside = g_strconcat ("_", name, NULL);
  KwFhirElement element = kw_fhir_element_lookup (type, name);
  gboolean values = FALSE, more = FALSE;

  if (element.kind == KW_FHIR_ELEMENT_UNKNOWN)
    element = guess (first);
  for (guint i = 0; i < nodes->len; i++)
    {
      values |= kw_xml_node_get_attribute (g_ptr_array_index (nodes, i), "value") != NULL;
      more |= has_more (g_ptr_array_index (nodes, i));
    }
  if (element.kind == KW_FHIR_ELEMENT_COMPLEX || element.kind == KW_FHIR_ELEMENT_MARKUP
      || element.kind == KW_FHIR_ELEMENT_RESOURCE)
    values = TRUE, more = FALSE;
  if (values)
    {
      kw_json_writer_name (writer, name);
      write_list (writer, nodes, &element, FALSE);
    }
  if (more)
    {
      kw_json_writer_name (writer, beside);
      write_list (writer, nodes, &element, TRUE);
    }
}

/* Attributes that are members in JSON: the id of an element and the url of an Extension. */
static void
write_attributes (KwJsonWriter *writer, const KwXmlNode *node)
{
  kw_json_writer_member (writer, "id", kw_xml_node_get_attribute (node, "id"));
  kw_json_writer_member (writer, "url", kw_xml_node_get_attribute (node, "url"));
}

static void
write_members (KwJsonWriter *writer, const KwXmlNode *node, const char *type)
{
  g_autoptr (GHashTable) by_name
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  write_attributes (writer, node);
  KW_XML_FOREACH (child, node)
    {
      const char *name = kw_xml_node_get_name (child);
      GPtrArray *group = name ? g_hash_table_lookup (by_name, name) : NULL;

      if (name == NULL)
        continue;
      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (by_name, (gpointer) name, group);
          g_ptr_array_add (groups, group);
        }
      g_ptr_array_add (group, (gpointer) child);
    }
  for (guint i = 0; i < groups->len; i++)
    write_group (writer, g_ptr_array_index (groups, i), type);
}

/**
 * kw_fhir_xml_is:
 *
 * Returns: whether it is the root of a FHIR resource in XML
 */
gboolean
kw_fhir_xml_is (const KwXmlNode *root)
{
  return g_strcmp0 (kw_xml_node_get_space (root), FHIR) == 0;
}

/**
 * kw_fhir_xml_dup_json:
 * @root: a resource in FHIR's XML
 *
 * The same resource in FHIR's JSON. Decimals keep their text, the div of a narrative stays one
 * string, what R4 does not know is kept by its shape.
 *
 * ```c
 * // <Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>
 * kw_fhir_xml_dup_json (root);   // {"resourceType":"Patient","active":true}
 * ```
 *
 * Returns: (transfer full): the text
 */
GBytes *
kw_fhir_xml_dup_json (const KwXmlNode *root)
{
  g_return_val_if_fail (root != NULL, NULL);

  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  write_resource (writer, root);
  return kw_json_writer_end (writer);
}
