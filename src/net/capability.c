/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/capability.h"

static gboolean
announces (const KwJsonNode *owner, const char *parameter)
{
  KW_JSON_FOREACH (item, kw_json_node_get_member (owner, "searchParam"))
    if (g_strcmp0 (kw_json_string_at (item, "name"), parameter) == 0)
      return TRUE;
  return FALSE;
}

/**
 * kw_capability_list_types:
 * @statement: (nullable): a CapabilityStatement
 * @parameter: the name of a search parameter
 *
 * FHIR R4 3.1.0.3: what a server does with its resources is in `rest` of mode "server"; a search
 * parameter that stands there itself is one of all its types.
 *
 * ```c
 * g_autoptr (GHashTable) types = kw_capability_list_types (root, "_lastUpdated");
 * g_assert_true (g_hash_table_contains (types, "Observation"));
 * ```
 *
 * Returns: (transfer full) (element-type utf8 utf8): the types, a set
 */
GHashTable *
kw_capability_list_types (const KwJsonNode *statement, const char *parameter)
{
  GHashTable *types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (parameter != NULL, types);

  KW_JSON_FOREACH (rest, kw_json_node_get_member (statement, "rest"))
    {
      if (g_strcmp0 (kw_json_string_at (rest, "mode"), "server") != 0)
        continue;
      KW_JSON_FOREACH (resource, kw_json_node_get_member (rest, "resource"))
        {
          const char *type = kw_json_string_at (resource, "type");

          if (type != NULL && (announces (rest, parameter) || announces (resource, parameter)))
            g_hash_table_add (types, g_strdup (type));
        }
    }
  return types;
}
