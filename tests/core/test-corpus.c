/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Records by other hands: nothing crashes or warns, type and id stay, every number keeps the
 * source's own digits, and the payload gives back what was written. */
#include <string.h>

#include "core/record.h"

static const char *const folders[] = { "synthea", "uscore", "r4examples", "ips" };

/* A number within quotes stays what it is; kw_json gives the text as it stands in the source. */
static void
check_value (const KwRecord *record, const KwJsonNode *resource)
{
  const char *digits = kw_json_scalar_at (resource, "valueQuantity.value");
  guint i = 0;

  if (g_strcmp0 (record->type, "Observation") != 0)
    return;
  if (digits != NULL)
    g_assert_cmpstr (record->value.number, ==, digits);
  KW_JSON_FOREACH (component, kw_json_node_get_member (resource, "component"))
    {
      digits = kw_json_scalar_at (component, "valueQuantity.value");
      g_assert_cmpuint (i, <, record->n_components);
      if (digits != NULL)
        g_assert_cmpstr (record->components[i].value.number, ==, digits);
      i++;
    }
}

static void
check_codec (const KwRecord *record)
{
  g_autoptr (GString) payload = g_string_new (NULL);
  g_autoptr (GString) again = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  kw_record_write (record, payload);

  g_autoptr (GBytes) bytes = g_bytes_new (payload->str, payload->len);
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, &error);

  g_assert_no_error (error);

  g_autoptr (KwRecord) copy = kw_record_read (kw_json_get_root (json));

  kw_record_write (copy, again);
  g_assert_cmpstr (again->str, ==, payload->str);
}

static void
check_resource (const KwJsonNode *resource, guint *n)
{
  const char *id = kw_json_string_at (resource, "id");
  g_autoptr (KwRecord) record = kw_record_new_from_fhir (resource, "s");

  g_assert_cmpstr (record->type, ==, kw_json_string_at (resource, "resourceType"));
  if (id != NULL)
    g_assert_cmpstr (record->id, ==, id);
  check_value (record, resource);
  check_codec (record);
  (*n)++;
}

static void
walk (const KwJsonNode *node, guint *n)
{
  if (kw_json_string_at (node, "resourceType") != NULL)
    check_resource (node, n);
  KW_JSON_FOREACH (child, node)
    walk (child, n);
}

static void
check_file (const char *path, guint *n)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));

  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);

  if (json != NULL)
    walk (kw_json_get_root (json), n);
}

static void
check_folder (const char *path, guint *n)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        check_folder (child, n);
      else if (g_str_has_suffix (name, ".json"))
        check_file (child, n);
    }
}

static void
test_folder (gconstpointer data)
{
  const char *corpus = g_getenv ("KEEPWELL_CORPUS");
  g_autofree char *path = g_build_filename (corpus ? corpus : "", data, NULL);
  guint n = 0;

  if (corpus == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("KEEPWELL_CORPUS holds no such folder");
      return;
    }
  check_folder (path, &n);
  g_test_message ("%s: %u resources", (const char *) data, n);
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_strconcat ("/corpus/", folders[i], NULL);

      g_test_add_data_func (path, folders[i], test_folder);
    }
  return g_test_run ();
}
