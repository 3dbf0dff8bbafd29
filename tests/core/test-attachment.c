/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/error.h"
#include "core/record.h"

static GBytes *
decode (const char *data, GError **error)
{
  g_autofree char *text
      = g_strdup_printf ("{\"resourceType\":\"DocumentReference\",\"content\":[{},{\"attachment\":"
                         "{\"url\":\"x\"}},{\"attachment\":{\"data\":%s}}]}",
                         data);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);

  return kw_attachment_dup_data (kw_json_get_root (json), 1, error);
}

static void
test_good (void)
{
  static const struct
  {
    const char *data;
    const char *text;
  } cases[] = {
    { "\"aGVsbG8=\"", "hello" },
    { "\"aGVsbG8\"", "hello" },
    { "\"aGVs\\r\\nbG8=\\n\"", "hello" },
    { "\" aGVs bG8= \"", "hello" },
    { "\"data:text/plain;base64,aGVsbG8=\"", "hello" },
    { "\"-_8\"", "\373\377" },
    { "\"+/8=\"", "\373\377" },
    { "\"aA==\"", "h" },
    { "\"\"", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = decode (cases[i].data, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), cases[i].text,
                       strlen (cases[i].text));
    }
}

static void
test_bad (void)
{
  static const char *const cases[] = { "\"a\"", "\"aGVsbG8*\"", "\"é\"", "7", "null", "{}", "[]" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (decode (cases[i], &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_UNREADABLE);
    }
}

static void
test_no_such (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_attachment_dup_data (NULL, 0, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_UNREADABLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attachment/good", test_good);
  g_test_add_func ("/attachment/bad", test_bad);
  g_test_add_func ("/attachment/no-such", test_no_such);
  return g_test_run ();
}
