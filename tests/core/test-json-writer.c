/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/json-writer.h"

#include <string.h>

static void
assert_text (KwJsonWriter *writer, const char *expected)
{
  g_autoptr (GBytes) bytes = kw_json_writer_end (writer);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_numbers_and_raw_unchanged (void)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "value");
  kw_json_writer_number (writer, "1.10");
  kw_json_writer_name (writer, "raw");
  kw_json_writer_raw (writer, "{ \"x\" :1e-3 }", -1);
  kw_json_writer_name (writer, "list");
  kw_json_writer_begin_array (writer);
  kw_json_writer_int (writer, -5);
  kw_json_writer_boolean (writer, TRUE);
  kw_json_writer_null (writer);
  kw_json_writer_begin_array (writer);
  kw_json_writer_end_array (writer);
  kw_json_writer_end_array (writer);
  kw_json_writer_member (writer, "s", "a\"b\\c\nd\x01");
  kw_json_writer_member (writer, "absent", NULL);
  kw_json_writer_end_object (writer);
  assert_text (writer, "{\"value\":1.10,\"raw\":{ \"x\" :1e-3 },\"list\":[-5,true,null,[]],"
                       "\"s\":\"a\\\"b\\\\c\\nd\\u0001\"}");
}

static void
test_pretty (void)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);

  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "a");
  kw_json_writer_begin_array (writer);
  kw_json_writer_int (writer, 1);
  kw_json_writer_int (writer, 2);
  kw_json_writer_end_array (writer);
  kw_json_writer_name (writer, "b");
  kw_json_writer_begin_object (writer);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_object (writer);
  assert_text (writer, "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}");
}

static void
test_round_trip (void)
{
  static const char text[] = "{\"a\":[1.10,\"x\",{\"b\":null}],\"c\":true,\"d\":\"\\n\",\"e\":{}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (KwJson) json = kw_json_new (bytes, sizeof text, NULL);
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  kw_json_writer_node (writer, kw_json_get_root (json));
  assert_text (writer, text);
}

static void
test_not_utf8 (void)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  kw_json_writer_string (writer, "a\xff");
  assert_text (writer, "\"a\uFFFD\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-writer/numbers-and-raw-unchanged", test_numbers_and_raw_unchanged);
  g_test_add_func ("/json-writer/pretty", test_pretty);
  g_test_add_func ("/json-writer/round-trip", test_round_trip);
  g_test_add_func ("/json-writer/not-utf8", test_not_utf8);
  return g_test_run ();
}
