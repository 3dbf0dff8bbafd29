/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/json-stream.h"

#include <string.h>

static gboolean
note_cb (gpointer data, KwJson *json)
{
  GString *seen = data;

  g_string_append_printf (seen, "%s;", kw_json_scalar_at (kw_json_get_root (json), "a"));
  return TRUE;
}

/* In pieces of @step bytes; NULL when it is refused. */
static char *
read_in (const char *text, gsize step, GError **error)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (KwJsonStream) stream = kw_json_stream_new ("entry", note_cb, seen);
  gsize size = strlen (text);

  for (gsize i = 0; i < size; i += step)
    if (!kw_json_stream_feed (stream, text + i, MIN (step, size - i), error))
      return NULL;
  return kw_json_stream_end (stream, error) ? g_strdup (seen->str) : NULL;
}

static void
test_elements (void)
{
  static const struct
  {
    const char *text;
    const char *seen;
  } cases[] = {
    { "{\"entry\":[{\"a\":1},{\"a\":2}]}", "1;2;" },
    { "\xEF\xBB\xBF{\"entry\":[{\"a\":1}]}\n", "1;" },
    { "{\"type\":\"x\",\"entry\":[{\"a\":\"}]\\\"{\"}],\"z\":{\"entry\":[{\"a\":9}]}}", "}]\"{;" },
    { "{\"other\":[{\"a\":7}],\"entry\":[{\"b\":[{\"a\":3}],\"a\":4}]}", "4;" },
    { "{\"x\":\"entry\",\"y\":[{\"a\":5}]}", "" },
    { "{\"entry\":[]}", "" },
    { "{}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize step = 1; step < 9; step++)
      {
        g_autofree char *seen = read_in (cases[i].text, step, NULL);
        g_assert_cmpstr (seen, ==, cases[i].seen);
      }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    KwJsonError code;
  } cases[] = {
    { "", KW_JSON_ERROR_EMPTY },
    { "[{\"a\":1}]", KW_JSON_ERROR_SYNTAX },
    { "{\"entry\":[{\"a\":1}", KW_JSON_ERROR_SYNTAX },
    { "{\"entry\":[{\"a\":1,}]}", KW_JSON_ERROR_SYNTAX },
    { "{\"entry\":[]}}", KW_JSON_ERROR_SYNTAX },
    { "{\"entry\":[]} x", KW_JSON_ERROR_SYNTAX },
    { "<html></html>", KW_JSON_ERROR_EMPTY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *seen = read_in (cases[i].text, 3, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_null (seen);
      g_assert_error (error, KW_JSON_ERROR, (int) cases[i].code);
    }
}

/* A hostile depth and an element without end are refused before memory is. */
static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"entry\":[");
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (KwJsonStream) stream = kw_json_stream_new ("entry", note_cb, seen);
  g_autofree char *block = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;
  gboolean good = TRUE;
  guint n = 0;

  for (guint i = 0; i < 200; i++)
    g_string_append_c (deep, '[');
  g_assert_null (read_in (deep->str, 7, &error));
  g_assert_error (error, KW_JSON_ERROR, KW_JSON_ERROR_DEPTH);
  g_clear_error (&error);
  g_assert_true (kw_json_stream_feed (stream, "{\"entry\":[{\"a\":\"", 15, &error));
  while (good && n++ < 20)
    good = kw_json_stream_feed (stream, block, 1024 * 1024, &error);
  g_assert_error (error, KW_JSON_ERROR, KW_JSON_ERROR_SIZE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/json-stream/elements", test_elements);
  g_test_add_func ("/core/json-stream/refused", test_refused);
  g_test_add_func ("/core/json-stream/hostile", test_hostile);
  return g_test_run ();
}
