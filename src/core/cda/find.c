/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/cda/cda-private.h"

#define TEMPLATES "2.16.840.1.113883.10.20."

/* @templates as in "22.4.7|1.18": roots under HL7's own; the extension is the version and does not
 * count. */
gboolean
kw_cda_has_template (const KwXmlNode *node, const char *templates)
{
  g_auto (GStrv) wanted = g_strsplit (templates, "|", -1);

  KW_XML_FOREACH_NAMED (template, node, "templateId")
    {
      const char *root = kw_xml_node_get_attribute (template, "root");

      if (root != NULL && g_str_has_prefix (root, TEMPLATES)
          && g_strv_contains ((const char *const *) wanted, root + strlen (TEMPLATES)))
        return TRUE;
    }
  return FALSE;
}

/* One step of a path: "participant@CSM", "observation~22.4.9|1.54", "*". */
static gboolean
matches (const KwXmlNode *node, const char *step)
{
  gsize length = strcspn (step, "@~");
  const char *name = kw_xml_node_get_name (node);
  const char *type = kw_xml_node_get_attribute (node, "typeCode");

  if (name == NULL
      || (*step != '*' && (strlen (name) != length || strncmp (name, step, length) != 0)))
    return FALSE;
  if (step[length] == '@')
    return g_strcmp0 (type, step + length + 1) == 0;
  return step[length] == '\0' || kw_cda_has_template (node, step + length + 1);
}

static void
collect (const KwXmlNode *node, const char *path, GPtrArray *found, gboolean first)
{
  g_autofree char *step = g_strndup (path, strcspn (path, "/"));
  const char *rest = path + strlen (step);

  KW_XML_FOREACH (child, node)
    {
      if (first && found->len > 0)
        return;
      if (!matches (child, step))
        continue;
      if (*rest == '\0')
        g_ptr_array_add (found, (gpointer) child);
      else
        collect (child, rest + 1, found, first);
    }
}

GPtrArray *
kw_cda_list (const KwXmlNode *node, const char *path)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (node, path, found, FALSE);
  return found;
}

/* The first that the whole path leads to, not only its first step. */
const KwXmlNode *
kw_cda_find (const KwXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  if (path == NULL || *path == '\0')
    return node;
  collect (node, path, found, TRUE);
  return found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
}

const char *
kw_cda_attribute (const KwXmlNode *node, const char *path, const char *name)
{
  const char *value = kw_xml_node_get_attribute (kw_cda_find (node, path), name);

  return value != NULL && *value != '\0' ? value : NULL;
}

const KwXmlNode *
kw_cda_find_above (const KwXmlNode *node, const char *path)
{
  for (; node != NULL && !kw_xml_node_is (node, "section"); node = kw_xml_node_get_parent (node))
    {
      const KwXmlNode *found = kw_cda_find (node, path);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* An entry, or the concern around it, may say that something is not so. */
gboolean
kw_cda_is_negated (const KwXmlNode *node)
{
  for (; node != NULL && !kw_xml_node_is (node, "entry"); node = kw_xml_node_get_parent (node))
    if (g_strcmp0 (kw_xml_node_get_attribute (node, "negationInd"), "true") == 0)
      return TRUE;
  return FALSE;
}
