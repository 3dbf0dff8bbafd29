/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/xml.h"

#include <libxml/parser.h>
#include <string.h>

#include "core/error.h"

/* libxml2 counts in int; a record of this size in XML was never seen. */
#define MAX_BYTES (512u * 1024 * 1024)
#define MAX_NODES 10000000u
#define CHUNK_BYTES (1024 * 1024)
#define NODES_AT_ONCE 256

typedef struct
{
  const char *name; /* with its prefix: "xsi:type" */
  const char *value;
} Attribute;

struct _KwXmlNode
{
  const char *name;
  const char *space;
  const char *text;
  const Attribute *attributes;
  guint n_attributes;
  KwXmlNode *parent;
  KwXmlNode *first;
  KwXmlNode *last;
  KwXmlNode *next;
};

struct _KwXml
{
  GStringChunk *strings;
  GPtrArray *blocks; /* of nodes and attributes */
  KwXmlNode *root;
};

/* What is known while the text is read. */
typedef struct
{
  KwXml *xml;
  xmlParserCtxtPtr context;
  KwXmlNode *open;
  GString *text; /* waits for its end: libxml2 hands it out in pieces */
  guint depth;
  guint n_nodes;
  guint n_left; /* in the last block */
  GError *error;
} Reader;

void
kw_xml_free (KwXml *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static void
refuse (Reader *self, KwError code, const char *why)
{
  if (self->error == NULL)
    g_set_error_literal (&self->error, KW_ERROR, code, why);
  xmlStopParser (self->context);
}

static KwXmlNode *
add_node (Reader *self)
{
  KwXmlNode *node;

  if (self->n_left == 0)
    {
      g_ptr_array_add (self->xml->blocks, g_new0 (KwXmlNode, NODES_AT_ONCE));
      self->n_left = NODES_AT_ONCE;
    }
  node = (KwXmlNode *) g_ptr_array_index (self->xml->blocks, self->xml->blocks->len - 1)
         + NODES_AT_ONCE - self->n_left--;
  node->parent = self->open;
  if (self->open != NULL && self->open->last != NULL)
    self->open->last->next = node;
  else if (self->open != NULL)
    self->open->first = node;
  if (self->open != NULL)
    self->open->last = node;
  if (++self->n_nodes > MAX_NODES)
    refuse (self, KW_ERROR_TOO_LARGE, "too many elements");
  return node;
}

static void
flush_text (Reader *self)
{
  if (self->text->len == 0)
    return;
  if (self->open != NULL)
    add_node (self)->text
        = g_string_chunk_insert_len (self->xml->strings, self->text->str, self->text->len);
  g_string_truncate (self->text, 0);
}

/* libxml2 gives five pointers for an attribute: name, prefix, namespace, start and end. The array
 * stands in a block of its own, at the front, so that the last block stays the one of nodes. */
static void
add_attributes (Reader *self, KwXmlNode *node, int n, const xmlChar **given)
{
  Attribute *attributes;

  if (n <= 0)
    return;
  attributes = g_new0 (Attribute, n);
  g_ptr_array_insert (self->xml->blocks, self->xml->blocks->len - 1, attributes);
  for (int i = 0; i < n; i++, given += 5)
    {
      g_autofree char *name = given[1] ? g_strdup_printf ("%s:%s", given[1], given[0]) : NULL;
      gsize length = (gsize) (given[4] - given[3]);

      attributes[i].name
          = g_string_chunk_insert_const (self->xml->strings, name ? name : (const char *) given[0]);
      attributes[i].value = g_string_chunk_insert_len (self->xml->strings, (const char *) given[3],
                                                       (gssize) length);
    }
  node->attributes = attributes;
  node->n_attributes = (guint) n;
}

/* Callbacks of libxml2. */

static void
start_element_cb (void *data,
                  const xmlChar *name,
                  const xmlChar *prefix,
                  const xmlChar *space,
                  int n_spaces,
                  const xmlChar **spaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  Reader *self = data;
  KwXmlNode *node;

  (void) prefix, (void) n_spaces, (void) spaces, (void) n_defaulted;
  flush_text (self);
  if (++self->depth > KW_XML_MAX_DEPTH)
    {
      refuse (self, KW_ERROR_UNREADABLE, "elements are nested too deep");
      return;
    }
  node = add_node (self);
  node->name = g_string_chunk_insert_const (self->xml->strings, (const char *) name);
  if (space != NULL)
    node->space = g_string_chunk_insert_const (self->xml->strings, (const char *) space);
  add_attributes (self, node, n_attributes, attributes);
  if (self->xml->root == NULL)
    self->xml->root = node;
  self->open = node;
}

static void
end_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
  Reader *self = data;

  (void) name, (void) prefix, (void) space;
  flush_text (self);
  self->depth--;
  if (self->open != NULL)
    self->open = self->open->parent;
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
  g_string_append_len (((Reader *) data)->text, (const char *) text, length);
}

/* A document type can define entities that grow without end, or that name files (XML 4.2). No
 * health record has one. */
static void
document_type_cb (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  (void) name, (void) external, (void) system;
  refuse (data, KW_ERROR_UNREADABLE, "a document type declaration is not read");
}

/* White space before the declaration is a mistake that many make and nobody means. */
static const char *
skip_space (const char *text, gsize *length)
{
  gsize n = *length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (n < *length && strchr (" \t\r\n", text[n]) != NULL && text[n] != '\0')
    n++;
  *length -= n;
  return text + n;
}

/* Whether libxml2 has given up; errors of namespaces are none, because vendors forget to declare
 * them. */
static gboolean
has_failed (Reader *self, KwError code)
{
  const xmlError *last = self->error ? NULL : xmlCtxtGetLastError (self->context);

  if (last != NULL && last->level == XML_ERR_FATAL)
    g_set_error (&self->error, KW_ERROR, code, "XML error %d in line %d", last->code, last->line);
  return self->error != NULL;
}

static void
parse (Reader *self, const char *text, gsize length)
{
  gsize done = MIN (length, 4);

  /* NOENT: without it "&amp;" in an attribute stays "&#38;". There are no other entities. */
  xmlCtxtUseOptions (self->context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                                        | XML_PARSE_HUGE | XML_PARSE_NOCDATA | XML_PARSE_NOENT);
  while (done < length && !has_failed (self, KW_ERROR_UNREADABLE))
    {
      gsize n = MIN (length - done, CHUNK_BYTES);

      xmlParseChunk (self->context, text + done, (int) n, 0);
      done += n;
    }
  if (has_failed (self, KW_ERROR_UNREADABLE))
    return;
  xmlParseChunk (self->context, NULL, 0, 1);
  if (!has_failed (self, KW_ERROR_CUT_OFF) && self->xml->root == NULL)
    g_set_error_literal (&self->error, KW_ERROR, KW_ERROR_EMPTY_FILE, "XML without an element");
}

static KwXml *
read_text (const char *text, gsize length, GError **error)
{
  static gsize ready = 0;
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = document_type_cb,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .cdataBlock = characters_cb,
    .ignorableWhitespace = characters_cb,
  };
  g_autoptr (KwXml) xml = g_new0 (KwXml, 1);
  Reader self = { .xml = xml };

  if (g_once_init_enter (&ready))
    {
      xmlInitParser ();
      g_once_init_leave (&ready, 1);
    }
  xml->strings = g_string_chunk_new (4096);
  xml->blocks = g_ptr_array_new_with_free_func (g_free);
  self.text = g_string_new (NULL);
  self.context = xmlCreatePushParserCtxt (&sax, &self, text, (int) MIN (length, 4), NULL);
  parse (&self, text, length);
  xmlFreeParserCtxt (self.context);
  g_string_free (self.text, TRUE);
  if (self.error == NULL)
    return g_steal_pointer (&xml);
  g_propagate_error (error, self.error);
  return NULL;
}

/**
 * kw_xml_new:
 * @bytes: an XML 1.0 text, in any encoding that it declares
 * @error: return location for an error
 *
 * Reads a whole text into a tree. Bytes that are no UTF-8 although the text says so cost only
 * themselves (U+FFFD).
 *
 * ```c
 * g_autoptr (KwXml) xml = kw_xml_new (bytes, &error);          // <a><b c="1.10"/></a>
 * const KwXmlNode *b = kw_xml_node_at (kw_xml_get_root (xml), "b");
 * kw_xml_node_get_attribute (b, "c");                          // "1.10"
 * ```
 *
 * Returns: (transfer full) (nullable): the tree; KW_ERROR_UNREADABLE, KW_ERROR_CUT_OFF,
 *   KW_ERROR_EMPTY_FILE or KW_ERROR_TOO_LARGE otherwise
 */
KwXml *
kw_xml_new (GBytes *bytes, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) local = NULL;
  g_autofree char *repaired = NULL;
  KwXml *self;

  if (length > MAX_BYTES)
    {
      g_set_error (error, KW_ERROR, KW_ERROR_TOO_LARGE, "%" G_GSIZE_FORMAT " bytes of XML", length);
      return NULL;
    }
  text = skip_space (text, &length);
  self = read_text (text, length, &local);
  if (self == NULL && length > 0 && text[0] == '<' && !g_utf8_validate (text, length, NULL))
    {
      repaired = g_utf8_make_valid (text, (gssize) length);
      self = read_text (repaired, strlen (repaired), NULL);
    }
  if (self == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return self;
}

/**
 * kw_xml_looks_like:
 *
 * Returns: whether the first character is "<", in UTF-8 or UTF-16, after a byte order mark and
 *   white space
 */
gboolean
kw_xml_looks_like (GBytes *bytes)
{
  g_return_val_if_fail (bytes != NULL, FALSE);

  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length >= 4 && (memcmp (text, "\xff\xfe<\0", 4) == 0 || memcmp (text, "\xfe\xff\0<", 4) == 0))
    return TRUE;
  text = length > 0 ? skip_space (text, &length) : NULL;
  return length > 0 && text[0] == '<';
}

const KwXmlNode *
kw_xml_get_root (const KwXml *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->root;
}

const char *
kw_xml_node_get_name (const KwXmlNode *node)
{
  return node ? node->name : NULL;
}

const char *
kw_xml_node_get_space (const KwXmlNode *node)
{
  return node ? node->space : NULL;
}

const char *
kw_xml_node_get_text (const KwXmlNode *node)
{
  return node ? node->text : NULL;
}

/**
 * kw_xml_node_get_attribute:
 * @node: (nullable): an element
 * @name: a name as it is written, "xsi:type", or its local part, "type"
 *
 * Returns: (transfer none) (nullable): its value, which may be empty
 */
const char *
kw_xml_node_get_attribute (const KwXmlNode *node, const char *name)
{
  for (guint i = 0; node != NULL && i < node->n_attributes; i++)
    {
      const char *colon = strchr (node->attributes[i].name, ':');

      if (strcmp (node->attributes[i].name, name) == 0
          || (colon != NULL && strcmp (colon + 1, name) == 0))
        return node->attributes[i].value;
    }
  return NULL;
}

gboolean
kw_xml_node_is (const KwXmlNode *node, const char *name)
{
  return node != NULL && node->name != NULL && strcmp (node->name, name) == 0;
}

const KwXmlNode *
kw_xml_node_get_parent (const KwXmlNode *node)
{
  return node ? node->parent : NULL;
}

const KwXmlNode *
kw_xml_node_get_first (const KwXmlNode *node)
{
  return node ? node->first : NULL;
}

const KwXmlNode *
kw_xml_node_get_next (const KwXmlNode *node)
{
  return node ? node->next : NULL;
}

const KwXmlNode *
kw_xml_node_get_child (const KwXmlNode *node, const char *name)
{
  KW_XML_FOREACH (child, node)
    if (kw_xml_node_is (child, name))
      return child;
  return NULL;
}

const KwXmlNode *
kw_xml_node_get_again (const KwXmlNode *node)
{
  const char *name = kw_xml_node_get_name (node);

  for (node = kw_xml_node_get_next (node); node != NULL && name != NULL; node = node->next)
    if (kw_xml_node_is (node, name))
      return node;
  return NULL;
}

const KwXmlNode *
kw_xml_node_at (const KwXmlNode *node, const char *path)
{
  while (node != NULL && *path != '\0')
    {
      g_autofree char *name = g_strndup (path, strcspn (path, "/"));

      path += strlen (name);
      path += *path == '/';
      node = kw_xml_node_get_child (node, name);
    }
  return node;
}

static void
add_words (GString *out, const KwXmlNode *node)
{
  for (const char *p = node->text; p != NULL && *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (out, *p);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
      g_string_append_c (out, ' ');
  KW_XML_FOREACH (child, node)
    add_words (out, child);
}

char *
kw_xml_node_dup_words (const KwXmlNode *node)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (node != NULL)
    add_words (out, node);
  g_strchomp (out->str);
  return out->str[0] != '\0' ? g_strdup (out->str) : NULL;
}

/* No more is escaped than must be: a reader of HTML need not know "&apos;". */
static void
add_escaped (GString *out, const char *text, gboolean quoted)
{
  for (; *text != '\0'; text++)
    if (*text == '&')
      g_string_append (out, "&amp;");
    else if (*text == '<')
      g_string_append (out, "&lt;");
    else if (*text == '>')
      g_string_append (out, "&gt;");
    else if (*text == '"' && quoted)
      g_string_append (out, "&quot;");
    else
      g_string_append_c (out, *text);
}

/* The namespace is said where it changes. */
static void
add_markup (GString *out, const KwXmlNode *node, const char *space)
{
  if (node->text != NULL)
    add_escaped (out, node->text, FALSE);
  if (node->name == NULL)
    return;
  g_string_append_printf (out, "<%s", node->name);
  if (node->space != NULL && g_strcmp0 (node->space, space) != 0)
    g_string_append_printf (out, " xmlns=\"%s\"", node->space);
  for (guint i = 0; i < node->n_attributes; i++)
    {
      g_string_append_printf (out, " %s=\"", node->attributes[i].name);
      add_escaped (out, node->attributes[i].value, TRUE);
      g_string_append_c (out, '"');
    }
  if (node->first == NULL)
    {
      g_string_append (out, "/>");
      return;
    }
  g_string_append_c (out, '>');
  KW_XML_FOREACH (child, node)
    add_markup (out, child, node->space);
  g_string_append_printf (out, "</%s>", node->name);
}

char *
kw_xml_node_dup_markup (const KwXmlNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  GString *out = g_string_new (NULL);

  add_markup (out, node, NULL);
  return g_string_free (out, FALSE);
}
