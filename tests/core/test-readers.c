/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads every fixtures/TYPE/NAME.json and compares the record with NAME.txt beside it; the type is
 * the program's argument. With KEEPWELL_WRITE_EXPECTED=1 it writes the missing ones instead, to be
 * read by a person before they are kept. */
#include <glib/gstdio.h>
#include <string.h>

#include "core/record.h"
#include "core/types.h"
#include "record-dump.h"

static KwRecord *
read_record (const char *path)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));

  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, &error);

  g_assert_no_error (error);
  return kw_record_new_from_fhir (kw_json_get_root (json), "s");
}

static void
test_fixture (gconstpointer data)
{
  const char *path = data;
  g_autoptr (KwRecord) record = read_record (path);
  g_autofree char *dump = record_dump (record);
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".json"));
  g_autofree char *expected_path = g_strconcat (stem, ".txt", NULL);
  g_autofree char *expected = NULL;

  if (g_getenv ("KEEPWELL_WRITE_EXPECTED") != NULL)
    {
      g_assert_true (g_file_set_contents (expected_path, dump, -1, NULL));
      g_test_skip ("written, not compared");
      return;
    }
  g_assert_true (g_file_get_contents (expected_path, &expected, NULL, NULL));
  g_assert_cmpstr (dump, ==, expected);
}

/* The same without each of its members in turn, and with each replaced by something of a wrong
 * kind: nothing from outside may crash or warn, whatever it is. */
static void
test_damaged (gconstpointer data)
{
  static const char *const wrong[]
      = { "null",
          "true",
          "7",
          "\"x\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "[7,\"x\",{}]",
          "{\"coding\":\"x\",\"reference\":7,\"value\":{},\"text\":[]}" };
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (data, &text, &length, NULL));

  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
  const KwJsonNode *root = kw_json_get_root (json);

  KW_JSON_FOREACH (member, root)
    {
      if (g_str_equal (kw_json_node_get_name (member), "resourceType"))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
        {
          g_autofree char *damaged = g_strdup_printf ("{\"resourceType\":\"%s\",\"%s\":%s}",
                                                      kw_json_string_at (root, "resourceType"),
                                                      kw_json_node_get_name (member), wrong[i]);
          g_autoptr (GBytes) other = g_bytes_new (damaged, strlen (damaged));
          g_autoptr (KwJson) broken = kw_json_new (other, G_MAXSIZE, NULL);
          g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (broken), "s");

          g_assert_cmpstr (record->type, ==, kw_json_string_at (root, "resourceType"));
        }
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);

  g_autofree char *folder
      = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "fixtures", argv[1], NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    {
      char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autofree char *read = g_strconcat ("/", argv[1], "/", g_ptr_array_index (names, i), NULL);
      g_autofree char *damaged = g_strconcat (read, "/damaged", NULL);

      g_test_add_data_func_full (read, g_strdup (path), test_fixture, g_free);
      g_test_add_data_func_full (damaged, path, test_damaged, g_free);
    }
  return g_test_run ();
}
