/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/connection.h"
#include "core/error.h"

static KwConnection *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (KwJson) json = kw_json_new (bytes, 1 << 20, error);
  g_assert_nonnull (json);
  return kw_connection_new_from_json (kw_json_get_root (json), error);
}

static void
test_with (void)
{
  g_autoptr (KwConnection) blank = kw_connection_new ();
  g_autoptr (KwConnection) other = kw_connection_new ();
  g_autoptr (KwConnection) named = kw_connection_with (blank, KW_CONNECTION_NAME, "City Clinic");
  g_autoptr (KwConnection) nameless = kw_connection_with (named, KW_CONNECTION_NAME, NULL);

  g_assert_true (g_uuid_string_is_valid (kw_connection_get (blank, KW_CONNECTION_UUID)));
  g_assert_cmpstr (kw_connection_get (blank, KW_CONNECTION_UUID), !=,
                   kw_connection_get (other, KW_CONNECTION_UUID));
  g_assert_null (kw_connection_get (blank, KW_CONNECTION_NAME));
  g_assert_cmpstr (kw_connection_get (named, KW_CONNECTION_NAME), ==, "City Clinic");
  g_assert_cmpstr (kw_connection_get (named, KW_CONNECTION_UUID), ==,
                   kw_connection_get (blank, KW_CONNECTION_UUID));
  g_assert_null (kw_connection_get (nameless, KW_CONNECTION_NAME));
}

static void
test_round_trip (void)
{
  g_autoptr (KwConnection) connection = kw_connection_new ();
  for (int field = 1; field < KW_N_CONNECTION_FIELDS; field++)
    {
      g_autofree char *value
          = g_strdup_printf ("“%s”\n\\/", kw_connection_field_get_name ((KwConnectionField) field));
      KwConnection *next = kw_connection_with (connection, (KwConnectionField) field, value);
      kw_connection_unref (connection);
      connection = next;
    }

  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kw_connection_to_json (connection);
  g_autoptr (KwJson) json = kw_json_new (bytes, 1 << 20, &error);
  g_autoptr (KwConnection) again = kw_connection_new_from_json (kw_json_get_root (json), &error);
  g_assert_no_error (error);
  for (int field = 0; field < KW_N_CONNECTION_FIELDS; field++)
    g_assert_cmpstr (kw_connection_get (again, (KwConnectionField) field), ==,
                     kw_connection_get (connection, (KwConnectionField) field));
}

static void
test_field_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (int field = 0; field < KW_N_CONNECTION_FIELDS; field++)
    {
      const char *name = kw_connection_field_get_name ((KwConnectionField) field);
      g_assert_nonnull (name);
      g_assert_true (g_hash_table_add (seen, (gpointer) name));
    }
}

static void
test_damaged (void)
{
  const char *const damaged[] = {
    "{}",
    "[]",
    "null",
    "{\"uuid\":\"u\"}",
    "{\"uuid\":\"\",\"base\":\"https://a.example/r4\"}",
    "{\"uuid\":7,\"base\":\"https://a.example/r4\"}",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (read_text (damaged[i], &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED);
    }
}

static void
test_unknown_members_are_ignored (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwConnection) connection
      = read_text ("{\"uuid\":\"u\",\"base\":\"https://a.example/R4\",\"later\":{\"a\":[1]},"
                   "\"name\":null}",
                   &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kw_connection_get (connection, KW_CONNECTION_BASE), ==, "https://a.example/R4");
  g_assert_null (kw_connection_get (connection, KW_CONNECTION_NAME));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/with", test_with);
  g_test_add_func ("/connection/round-trip", test_round_trip);
  g_test_add_func ("/connection/field-names", test_field_names);
  g_test_add_func ("/connection/damaged", test_damaged);
  g_test_add_func ("/connection/unknown-members", test_unknown_members_are_ignored);
  return g_test_run ();
}
