/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/capability.h"

#include <string.h>

static void
test_types (void)
{
  static const struct
  {
    const char *statement;
    const char *types;
  } cases[] = {
    { "{\"rest\":[{\"mode\":\"server\",\"resource\":[{\"type\":\"Observation\",\"searchParam\":[{"
      "\"name\":\"code\"},{\"name\":\"_lastUpdated\"}]},{\"type\":\"Goal\"}]}]}",
      "Observation" },
    { "{\"rest\":[{\"mode\":\"server\",\"searchParam\":[{\"name\":\"_lastUpdated\"}],\"resource\":["
      "{"
      "\"type\":\"Goal\"}]}]}",
      "Goal" },
    { "{\"rest\":[{\"mode\":\"client\",\"searchParam\":[{\"name\":\"_lastUpdated\"}],\"resource\":["
      "{"
      "\"type\":\"Goal\"}]}]}",
      "" },
    { "{\"rest\":[{\"mode\":\"server\",\"searchParam\":7,\"resource\":{\"type\":[]}}]}", "" },
    { "[]", "" },
    { "{\"rest\":\"x\"}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i].statement, strlen (cases[i].statement));
      g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
      g_autoptr (GHashTable) types
          = kw_capability_list_types (kw_json_get_root (json), "_lastUpdated");
      g_autofree gpointer *keys = g_hash_table_get_keys_as_array (types, NULL);
      g_autofree char *text = g_strjoinv (" ", (char **) keys);

      g_assert_cmpstr (text, ==, cases[i].types);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/capability/types", test_types);
  return g_test_run ();
}
