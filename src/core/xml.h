/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The deepest nesting that is read; a health record is not half as deep. */
#define KW_XML_MAX_DEPTH 100

/**
 * KwXml:
 *
 * An XML text and the tree that was read from it. Immutable. No document type declaration, so no
 * entities but the five of XML itself, and nothing is ever fetched. Nodes belong to it.
 */
typedef struct _KwXml KwXml;
typedef struct _KwXmlNode KwXmlNode;

KwXml *kw_xml_new (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_xml_free (KwXml *self);
gboolean kw_xml_looks_like (GBytes *bytes);

const KwXmlNode *kw_xml_get_root (const KwXml *self);
/* Local names; NULL for a stretch of text. Every getter answers NULL for a NULL node. */
const char *kw_xml_node_get_name (const KwXmlNode *node);
const char *kw_xml_node_get_space (const KwXmlNode *node); /* namespace */
const char *kw_xml_node_get_text (const KwXmlNode *node);  /* of a stretch of text */
const char *kw_xml_node_get_attribute (const KwXmlNode *node, const char *name);
gboolean kw_xml_node_is (const KwXmlNode *node, const char *name);
const KwXmlNode *kw_xml_node_get_parent (const KwXmlNode *node);
const KwXmlNode *kw_xml_node_get_first (const KwXmlNode *node);
const KwXmlNode *kw_xml_node_get_next (const KwXmlNode *node);
const KwXmlNode *kw_xml_node_get_child (const KwXmlNode *node, const char *name);
/* The next sibling of the same name. */
const KwXmlNode *kw_xml_node_get_again (const KwXmlNode *node);
/* "code/originalText": the first child of each name. */
const KwXmlNode *kw_xml_node_at (const KwXmlNode *node, const char *path);

/* All words inside, white space collapsed; NULL when there are none. */
char *kw_xml_node_dup_words (const KwXmlNode *node) G_GNUC_WARN_UNUSED_RESULT;
/* The node written as XML again. */
char *kw_xml_node_dup_markup (const KwXmlNode *node) G_GNUC_WARN_UNUSED_RESULT;

/* Walks the children, stretches of text too. */
#define KW_XML_FOREACH(child, parent)                                                              \
  for (const KwXmlNode *child = kw_xml_node_get_first (parent); child != NULL;                     \
       child = kw_xml_node_get_next (child))
/* Walks the children of one name. */
#define KW_XML_FOREACH_NAMED(child, parent, name)                                                  \
  for (const KwXmlNode *child = kw_xml_node_get_child (parent, name); child != NULL;               \
       child = kw_xml_node_get_again (child))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwXml, kw_xml_free)

G_END_DECLS
