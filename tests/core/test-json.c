/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/json.h"

#include <string.h>

static KwJson *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return kw_json_new (bytes, 1 << 20, error);
}

static void
test_numbers_keep_their_text (void)
{
  static const char *const numbers[] = { "1.10",
                                         "0",
                                         "-0.0",
                                         "1e-3",
                                         "66.89999999999999",
                                         "5.000",
                                         "1E+10",
                                         "0.004",
                                         "12345678901234567890" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"value\":%s}", numbers[i]);
      g_autoptr (KwJson) json = parse (text, NULL);

      g_assert_cmpstr (kw_json_scalar_at (kw_json_get_root (json), "value"), ==, numbers[i]);
      g_assert_null (kw_json_string_at (kw_json_get_root (json), "value"));
    }
}

static void
test_strings (void)
{
  static const struct
  {
    const char *json, *text;
  } cases[] = {
    { "\"\"", "" },
    { "\"plain\"", "plain" },
    { "\"a\\\"b\\\\c\\/d\"", "a\"b\\c/d" },
    { "\"\\b\\f\\n\\r\\t\"", "\b\f\n\r\t" },
    { "\"\\u00b5g\"", "µg" },
    { "\"\\uD83D\\uDE00!\"", "😀!" },
    { "\"\\uD83D\"", "\uFFFD" },
    { "\"\\uDE00x\"", "\uFFFDx" },
    { "\"\\uD83D\\u0041\"", "\uFFFDA" },
    { "\"a\\u0000b\"", "a\uFFFDb" },
    { "\"Ärztin – 日本\"", "Ärztin – 日本" },
    { "\"0123456789abcdef0123456789abcdef\\n0123456789abcdef\"",
      "0123456789abcdef0123456789abcdef\n0123456789abcdef" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwJson) json = parse (cases[i].json, NULL);

      g_assert_cmpstr (kw_json_node_get_string (kw_json_get_root (json)), ==, cases[i].text);
    }
}

static void
test_walking (void)
{
  g_autoptr (KwJson) json = parse ("{\"name\":[{\"family\":\"Lee\",\"given\":[\"Anna\",\"May\"]}],"
                                   "\"active\":true,\"n\":42,\"none\":null}",
                                   NULL);
  const KwJsonNode *root = kw_json_get_root (json);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_cmpstr (kw_json_string_at (root, "name.0.given.1"), ==, "May");
  g_assert_null (kw_json_node_at (root, "name.1.given"));
  g_assert_null (kw_json_node_at (root, "name.family"));
  g_assert_null (kw_json_node_at (root, "active.x"));
  g_assert_true (kw_json_node_get_boolean (kw_json_node_at (root, "active"), FALSE));
  g_assert_true (kw_json_node_get_boolean (kw_json_node_at (root, "n"), TRUE));
  g_assert_cmpint (kw_json_node_get_int (kw_json_node_at (root, "n"), 0), ==, 42);
  g_assert_cmpint (kw_json_node_get_int (kw_json_node_at (root, "name"), 7), ==, 7);
  g_assert_cmpint (kw_json_node_get_kind (kw_json_node_at (root, "none")), ==, KW_JSON_NULL);
  g_assert_cmpint (kw_json_node_get_kind (kw_json_node_at (root, "x")), ==, KW_JSON_ABSENT);
  g_assert_null (kw_json_scalar_at (root, "none"));
  g_assert_cmpstr (kw_json_scalar_at (root, "active"), ==, "true");
  KW_JSON_FOREACH (member, root)
    g_string_append_printf (names, "%s ", kw_json_node_get_name (member));
  g_assert_cmpstr (names->str, ==, "name active n none ");
  g_assert_cmpuint (kw_json_node_get_length (root), ==, 4);
}

static void
test_duplicates (void)
{
  g_autoptr (KwJson) json = parse ("{\"a\":1,\"b\":2,\"a\":3,\"c\":{\"a\":9},\"a\":4}", NULL);
  const KwJsonNode *root = kw_json_get_root (json);
  guint n = 0;

  g_assert_cmpstr (kw_json_scalar_at (root, "a"), ==, "4");
  g_assert_cmpstr (kw_json_scalar_at (root, "c.a"), ==, "9");
  g_assert_cmpuint (kw_json_get_n_duplicates (json), ==, 2);
  g_assert_cmpuint (kw_json_node_get_length (root), ==, 3);
  KW_JSON_FOREACH (member, root)
    n += kw_json_node_get_name (member) != NULL;
  g_assert_cmpuint (n, ==, 3);
}

static void
test_source (void)
{
  static const char text[] = "[ {\"x\" : 1.10 , \"s\":\"\\u0041\"}, 2 ]";
  g_autoptr (KwJson) json = parse (text, NULL);
  const KwJsonNode *first = kw_json_node_get_first (kw_json_get_root (json));
  g_autoptr (GBytes) object = kw_json_dup_source (json, first);
  g_autoptr (GBytes) string = kw_json_dup_source (json, kw_json_node_at (first, "s"));
  g_autoptr (GBytes) number = kw_json_dup_source (json, kw_json_node_get_next (first));

  g_assert_cmpmem (g_bytes_get_data (object, NULL), g_bytes_get_size (object),
                   "{\"x\" : 1.10 , \"s\":\"\\u0041\"}", 27);
  g_assert_cmpmem (g_bytes_get_data (string, NULL), g_bytes_get_size (string), "\"\\u0041\"", 8);
  g_assert_cmpmem (g_bytes_get_data (number, NULL), g_bytes_get_size (number), "2", 1);
}

static void
test_slice (void)
{
  static const char text[] = "{\"a\":1}\n{\"a\":2}\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (KwJson) json = kw_json_new_slice (bytes, 8, 7, NULL);
  g_autoptr (GBytes) source = kw_json_dup_source (json, kw_json_get_root (json));

  g_assert_cmpstr (kw_json_scalar_at (kw_json_get_root (json), "a"), ==, "2");
  g_assert_cmpmem (g_bytes_get_data (source, NULL), g_bytes_get_size (source), "{\"a\":2}", 7);
}

static void
test_errors (void)
{
  static const struct
  {
    const char *json;
    KwJsonError code;
    const char *place;
  } cases[] = {
    { "", KW_JSON_ERROR_EMPTY, "line 1, column 1 (byte 0)" },
    { " \n ", KW_JSON_ERROR_EMPTY, "line 2" },
    { "{\"a\":1,\n \"ä\": tru}", KW_JSON_ERROR_SYNTAX, "line 2, column 7 (byte 15)" },
    { "[1,]", KW_JSON_ERROR_SYNTAX, "byte 3" },
    { "[1 2]", KW_JSON_ERROR_SYNTAX, "byte 3" },
    { "{\"a\":1", KW_JSON_ERROR_SYNTAX, "the text ends too early" },
    { "\"abc", KW_JSON_ERROR_SYNTAX, "the text ends inside a string" },
    { "\"a\nb\"", KW_JSON_ERROR_SYNTAX, "control character" },
    { "[01]", KW_JSON_ERROR_SYNTAX, "byte 2" },
    { "[1.]", KW_JSON_ERROR_SYNTAX, "byte 1" },
    { "[\"\\x\"]", KW_JSON_ERROR_SYNTAX, "no such escape" },
    { "{a:1}", KW_JSON_ERROR_SYNTAX, "a name in quotes" },
    { "1 2", KW_JSON_ERROR_SYNTAX, "more text" },
    { "[\"\xff\"]", KW_JSON_ERROR_UTF8, "byte 2" },
    { "[\"more than sixteen bytes \xc3\xa4 \xed\xa0\x80\"]", KW_JSON_ERROR_UTF8, "byte 29" },
    { "[\"0123456789abc\xf4\x90\x80\x80\"]", KW_JSON_ERROR_UTF8, "byte 15" },
    { "[\"0123456789abcd\xc0\xaf\"]", KW_JSON_ERROR_UTF8, "byte 16" },
    { "[\"0123456789abcd\"]\xe2\x82", KW_JSON_ERROR_UTF8, "byte 18" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwJson) json = parse (cases[i].json, &error);

      g_assert_null (json);
      g_assert_error (error, KW_JSON_ERROR, (int) cases[i].code);
      if (strstr (error->message, cases[i].place) == NULL)
        g_error ("case %u: %s", i, error->message);
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KwJson) json = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  json = parse (deep->str, &error);
  g_assert_null (json);
  g_assert_error (error, KW_JSON_ERROR, KW_JSON_ERROR_DEPTH);
  g_clear_error (&error);

  g_string_truncate (deep, KW_JSON_MAX_DEPTH);
  for (guint i = 0; i < KW_JSON_MAX_DEPTH; i++)
    g_string_append_c (deep, ']');
  json = parse (deep->str, &error);
  g_assert_no_error (error);

  bytes = g_bytes_new (deep->str, deep->len);
  g_assert_null (kw_json_new (bytes, 10, &error));
  g_assert_error (error, KW_JSON_ERROR, KW_JSON_ERROR_SIZE);
}

static void
test_byte_order_mark (void)
{
  g_autoptr (KwJson) json = parse ("\xEF\xBB\xBF{\"a\":1}", NULL);

  g_assert_cmpstr (kw_json_scalar_at (kw_json_get_root (json), "a"), ==, "1");
}

/* y_ must be read, n_ must not, and i_ may be either but never a crash. */
static void
test_suite (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("KEEPWELL_CORPUS"), "malformed",
                                              "JSONTestSuite", "test_parsing", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_yes = 0, n_no = 0;
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("the folder of records by other hands is not there");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (KwJson) json = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      bytes = g_bytes_new (text, length);
      json = kw_json_new (bytes, G_MAXSIZE, NULL);
      if (g_str_has_prefix (name, "y_") && json == NULL)
        g_error ("%s must be read", name);
      if (g_str_has_prefix (name, "n_") && json != NULL)
        g_error ("%s must be refused", name);
      n_yes += g_str_has_prefix (name, "y_");
      n_no += g_str_has_prefix (name, "n_");
    }
  g_assert_cmpuint (n_yes, ==, 95);
  g_assert_cmpuint (n_no, ==, 188);
}

/* A part with the brackets that make it whole; its nodes have their source in the whole text. */
static void
test_part (void)
{
  static const char whole[] = "[1,20,\"c\"]";
  g_autoptr (GBytes) bytes = g_bytes_new_static (whole, strlen (whole));
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJson) part = kw_json_new_part (bytes, 3, strlen (whole) - 3, "[", "", &error);
  g_autoptr (KwJson) start = kw_json_new_part (bytes, 0, 2, "", "]", NULL);
  g_autoptr (KwJson) none = kw_json_new_part (bytes, 0, 2, "", "}", NULL);
  g_autoptr (GBytes) source = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (kw_json_node_get_length (kw_json_get_root (part)), ==, 2);
  g_assert_cmpuint (kw_json_node_get_length (kw_json_get_root (start)), ==, 1);
  g_assert_null (none);
  source = kw_json_dup_source (part, kw_json_node_at (kw_json_get_root (part), "1"));
  g_assert_cmpmem (g_bytes_get_data (source, NULL), g_bytes_get_size (source), "\"c\"", 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/part", test_part);
  g_test_add_func ("/json/numbers-keep-their-text", test_numbers_keep_their_text);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/walking", test_walking);
  g_test_add_func ("/json/duplicates", test_duplicates);
  g_test_add_func ("/json/source", test_source);
  g_test_add_func ("/json/slice", test_slice);
  g_test_add_func ("/json/errors", test_errors);
  g_test_add_func ("/json/limits", test_limits);
  g_test_add_func ("/json/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/json/suite", test_suite);
  return g_test_run ();
}
