/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/cda/cda-private.h"
#include "core/document-charset.h"
#include "core/html-reader.h"

typedef enum
{
  ROLE_WORDS, /* its words stand in their line */
  ROLE_BLOCK,
  ROLE_LIST,
  ROLE_TABLE,
  ROLE_ROW,
  ROLE_CELL,
  ROLE_HEADER_CELL,
  ROLE_BREAK,
  ROLE_RAISED,
  ROLE_LOWERED,
} Role;

/* The narrative block of CDA R2 (4.3.5), and what vendors put in of HTML. */
static const struct
{
  const char *name;
  Role role;
} elements[] = {
  { "paragraph", ROLE_BLOCK }, { "caption", ROLE_BLOCK }, { "list", ROLE_LIST },
  { "table", ROLE_TABLE },     { "tr", ROLE_ROW },        { "td", ROLE_CELL },
  { "th", ROLE_HEADER_CELL },  { "br", ROLE_BREAK },      { "sup", ROLE_RAISED },
  { "sub", ROLE_LOWERED },     { "p", ROLE_BLOCK },       { "div", ROLE_BLOCK },
  { "ul", ROLE_LIST },         { "ol", ROLE_LIST },       { "footnote", ROLE_BLOCK },
};

/* styleCode (CDA R2 4.3.5.11). */
static const struct
{
  const char *code;
  KwSpanStyle style;
} styles[] = {
  { "Bold", KW_SPAN_BOLD },           { "Emphasis", KW_SPAN_ITALIC }, { "Italics", KW_SPAN_ITALIC },
  { "Underline", KW_SPAN_UNDERLINE }, { "xMono", KW_SPAN_MONOSPACE },
};

typedef struct
{
  KwDocumentBuilder *builder;
  const KwXmlNode *root;
  guint list_level;
} Reader;

static void read_inside (Reader *self, const KwXmlNode *node, KwSpanStyle style, Role raise);

static Role
find_role (const KwXmlNode *node)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (kw_xml_node_is (node, elements[i].name))
      return elements[i].role;
  return ROLE_WORDS;
}

static KwSpanStyle
find_style (const KwXmlNode *node)
{
  const char *codes = kw_xml_node_get_attribute (node, "styleCode");
  KwSpanStyle style = 0;

  for (gsize i = 0; codes != NULL && i < G_N_ELEMENTS (styles); i++)
    if (strstr (codes, styles[i].code) != NULL)
      style |= styles[i].style;
  /* A text that was struck out and shown as if it stood would be the contrary of what was meant. */
  if (g_strcmp0 (kw_xml_node_get_attribute (node, "revised"), "delete") == 0)
    style |= KW_SPAN_STRIKE;
  return style;
}

static void
add_words (Reader *self, const char *text, KwSpanStyle style, Role raise)
{
  g_autofree char *moved = NULL;

  if (raise == ROLE_RAISED)
    moved = kw_document_dup_raised (text, strlen (text));
  else if (raise == ROLE_LOWERED)
    moved = kw_document_dup_lowered (text, strlen (text));
  text = moved ? moved : text;
  kw_document_builder_add_text (self->builder, text, strlen (text), style, KW_SPACE_COLLAPSE);
}

static void
read_list (Reader *self, const KwXmlNode *node, KwSpanStyle style)
{
  gboolean ordered = g_strcmp0 (kw_xml_node_get_attribute (node, "listType"), "ordered") == 0
                     || kw_xml_node_is (node, "ol");
  guint ordinal = 0;

  kw_document_builder_end (self->builder);
  self->list_level++;
  KW_XML_FOREACH (child, node)
    if (kw_xml_node_is (child, "item") || kw_xml_node_is (child, "li"))
      {
        kw_document_builder_begin (self->builder, KW_BLOCK_LIST_ITEM, self->list_level,
                                   ordered ? ++ordinal : 0);
        read_inside (self, child, style | find_style (child), ROLE_WORDS);
        kw_document_builder_end (self->builder);
      }
    else if (kw_xml_node_get_name (child) != NULL)
      {
        read_inside (self, child, style | KW_SPAN_BOLD, ROLE_WORDS);
        kw_document_builder_end (self->builder);
      }
  self->list_level--;
}

static guint
get_count (const KwXmlNode *node, const char *name)
{
  const char *text = kw_xml_node_get_attribute (node, name);
  guint64 value = text && g_ascii_isdigit (*text) ? g_ascii_strtoull (text, NULL, 10) : 1;

  return (guint) CLAMP (value, 1, 1000);
}

/* The caption stands before its table, because a table has only rows. */
static void
read_table (Reader *self, const KwXmlNode *node, KwSpanStyle style)
{
  const KwXmlNode *caption = kw_xml_node_get_child (node, "caption");

  kw_document_builder_end (self->builder);
  if (caption != NULL)
    {
      read_inside (self, caption, style | KW_SPAN_BOLD, ROLE_WORDS);
      kw_document_builder_end (self->builder);
    }
  kw_document_builder_begin_table (self->builder);
  KW_XML_FOREACH (child, node)
    if (!kw_xml_node_is (child, "caption"))
      {
        Role role = find_role (child);

        if (role == ROLE_ROW)
          kw_document_builder_begin_row (self->builder);
        if (kw_xml_node_get_name (child) != NULL)
          read_inside (self, child, style | find_style (child), ROLE_WORDS);
        if (role == ROLE_ROW)
          kw_document_builder_end_row (self->builder);
      }
  kw_document_builder_end_table (self->builder);
}

/* A picture is said by its caption; the picture itself is no words. */
static void
read_element (Reader *self, const KwXmlNode *node, KwSpanStyle style, Role raise)
{
  Role role = find_role (node);
  gboolean item = kw_xml_node_is (kw_xml_node_get_parent (node), "item");

  style |= find_style (node);
  if (role == ROLE_LIST)
    read_list (self, node, style);
  else if (role == ROLE_TABLE)
    read_table (self, node, style);
  else if (role == ROLE_BREAK)
    kw_document_builder_add_break (self->builder);
  else if (role == ROLE_CELL || role == ROLE_HEADER_CELL)
    {
      kw_document_builder_begin_cell (self->builder, role == ROLE_HEADER_CELL,
                                      get_count (node, "colspan"), get_count (node, "rowspan"));
      read_inside (self, node, style, ROLE_WORDS);
      kw_document_builder_end_cell (self->builder);
    }
  else
    {
      if (role == ROLE_ROW)
        kw_document_builder_begin_row (self->builder);
      if (role == ROLE_BLOCK && !item)
        kw_document_builder_end (self->builder);
      read_inside (self, node, style, role == ROLE_WORDS ? raise : role);
      if (role == ROLE_BLOCK)
        kw_document_builder_end (self->builder);
      if (role == ROLE_ROW)
        kw_document_builder_end_row (self->builder);
    }
}

static void
read_inside (Reader *self, const KwXmlNode *node, KwSpanStyle style, Role raise)
{
  KW_XML_FOREACH (child, node)
    if (kw_xml_node_get_text (child) != NULL)
      add_words (self, kw_xml_node_get_text (child), style, raise);
    else
      read_element (self, child, style, raise);
}

static void
add_heading (Reader *self, const KwXmlNode *title, guint level)
{
  if (title == NULL)
    return;
  kw_document_builder_begin (self->builder, KW_BLOCK_HEADING, MIN (level, 6), 0);
  read_inside (self, title, 0, ROLE_WORDS);
  kw_document_builder_end (self->builder);
}

static void
read_section (Reader *self, const KwXmlNode *section, guint level)
{
  const KwXmlNode *code = kw_xml_node_get_child (section, "code");

  add_heading (self, kw_xml_node_get_child (section, "title"), level);
  kw_document_builder_mark_section (self->builder, MIN (level, 6),
                                    code != NULL ? kw_xml_node_get_attribute (code, "code") : NULL);
  KW_XML_FOREACH_NAMED (text, section, "text")
    {
      read_inside (self, text, find_style (text), ROLE_WORDS);
      kw_document_builder_end (self->builder);
    }
  KW_XML_FOREACH_NAMED (component, section, "component")
    KW_XML_FOREACH_NAMED (inner, component, "section")
      read_section (self, inner, level + 1);
}

/* A body that is no XML has its words in lines of their own, if it has words. */
static void
read_other_body (Reader *self, const KwXmlNode *text)
{
  if (text == NULL || g_strcmp0 (kw_xml_node_get_attribute (text, "representation"), "B64") == 0)
    return;
  KW_XML_FOREACH (child, text)
    if (kw_xml_node_get_text (child) != NULL)
      {
        const char *words = kw_xml_node_get_text (child);

        kw_document_builder_begin (self->builder, KW_BLOCK_PREFORMATTED, 0, 0);
        kw_document_builder_add_text (self->builder, words, strlen (words), 0, KW_SPACE_KEEP);
        kw_document_builder_end (self->builder);
      }
}

/**
 * kw_cda_read:
 * @builder: makes the blocks
 * @bytes: a ClinicalDocument
 * @charset: (nullable): from the content type; the XML says it itself
 *
 * The narrative of all sections. A document that is no XML any more is read as HTML, which reads
 * anything.
 */
void
kw_cda_read (KwDocumentBuilder *builder, const char *bytes, gsize length, const char *charset)
{
  g_autoptr (GBytes) all = g_bytes_new (bytes, length);
  g_autoptr (KwXml) xml = kw_xml_new (all, NULL);
  Reader self = { builder, xml ? kw_xml_get_root (xml) : NULL, 0 };

  if (xml == NULL)
    {
      kw_html_read (builder, bytes, length, charset);
      return;
    }
  add_heading (&self, kw_xml_node_get_child (self.root, "title"), 1);
  KW_XML_FOREACH_NAMED (component, self.root, "component")
    KW_XML_FOREACH_NAMED (body, component, "structuredBody")
      KW_XML_FOREACH_NAMED (part, body, "component")
        KW_XML_FOREACH_NAMED (section, part, "section")
          read_section (&self, section, 2);
  read_other_body (&self, kw_xml_node_at (self.root, "component/nonXMLBody/text"));
}
