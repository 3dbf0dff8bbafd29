/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "core/json.h"

/* A message that no sentence may repeat: it could hold a name. */
#define SECRET "Rosa-Alvarez-4711"

static void
test_every_code (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = 0; code < KW_N_ERRORS; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (KW_ERROR, code, "status 500");
      g_autofree char *sentence = kw_error_dup_sentence (error);
      g_autofree char *detail = kw_error_dup_detail (error);
      g_autofree char *expected = g_strdup_printf ("%s: status 500", kw_error_get_id (code));

      g_assert_nonnull (kw_error_get_id (code));
      g_assert_true (g_str_has_suffix (sentence, ".") && strstr (sentence, ". ") != NULL);
      g_assert_null (strstr (sentence, "status 500"));
      g_assert_cmpstr (detail, ==, expected);
      g_assert_true (g_hash_table_add (seen, g_strdup (kw_error_get_id (code))));
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&sentence)));
    }
  g_assert_cmpstr (kw_error_get_id (KW_ERROR_TENANT_MISMATCH_THEIRS), ==, "tenant-mismatch-theirs");
}

static void
test_example (void)
{
  g_autoptr (GError) error = g_error_new_literal (KW_ERROR, KW_ERROR_EMPTY_FILE, "0 bytes");
  g_autofree char *sentence = kw_error_dup_sentence (error);
  g_assert_cmpstr (sentence, ==,
                   "This file is empty. Download or copy it again, then open it once more.");
}

static void
test_other_domains (void)
{
  const struct
  {
    GQuark domain;
    int code;
    KwError as;
  } cases[] = {
    { G_IO_ERROR, G_IO_ERROR_NO_SPACE, KW_ERROR_DISK_FULL },
    { G_IO_ERROR, G_IO_ERROR_NOT_FOUND, KW_ERROR_UNREADABLE },
    { G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, KW_ERROR_UNREADABLE },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, KW_ERROR_UNREACHABLE },
    { G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, KW_ERROR_UNREACHABLE },
    { G_IO_ERROR, G_IO_ERROR_FAILED, KW_ERROR_FAILED },
    { G_FILE_ERROR, G_FILE_ERROR_NOSPC, KW_ERROR_DISK_FULL },
    { G_FILE_ERROR, G_FILE_ERROR_NOENT, KW_ERROR_UNREADABLE },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, KW_ERROR_CERTIFICATE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, KW_ERROR_UNREACHABLE },
    { g_quark_from_static_string ("some-domain"), 7, KW_ERROR_FAILED },
    { KW_ERROR, -1, KW_ERROR_FAILED },
    { KW_ERROR, KW_N_ERRORS, KW_ERROR_FAILED },
    { KW_JSON_ERROR, KW_JSON_ERROR_EMPTY, KW_ERROR_EMPTY_FILE },
    { KW_JSON_ERROR, KW_JSON_ERROR_SIZE, KW_ERROR_TOO_LARGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new (cases[i].domain, cases[i].code, "/home/" SECRET);
      g_autoptr (GError) ours = g_error_new_literal (KW_ERROR, cases[i].as, "");
      g_autofree char *sentence = kw_error_dup_sentence (error);
      g_autofree char *expected = kw_error_dup_sentence (ours);
      g_autofree char *detail = kw_error_dup_detail (error);

      g_assert_cmpstr (sentence, ==, expected);
      g_assert_true (g_str_has_prefix (detail, kw_error_get_id (cases[i].as)));
      if (cases[i].domain != KW_ERROR && cases[i].domain != KW_JSON_ERROR)
        g_assert_null (strstr (detail, SECRET));
    }
}

static void
test_json_tells_the_place (void)
{
  g_autoptr (GError) error
      = g_error_new_literal (KW_JSON_ERROR, KW_JSON_ERROR_SYNTAX, "line 3, column 7, byte 40");
  g_autofree char *sentence = kw_error_dup_sentence (error);
  g_assert_nonnull (strstr (sentence, "(line 3, column 7, byte 40)"));
}

static void
test_cancelled_has_no_detail (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, SECRET);
  g_autofree char *sentence = kw_error_dup_sentence (error);
  g_assert_null (strstr (sentence, SECRET));
  g_assert_null (kw_error_dup_detail (error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/every-code", test_every_code);
  g_test_add_func ("/error/example", test_example);
  g_test_add_func ("/error/other-domains", test_other_domains);
  g_test_add_func ("/error/json-tells-the-place", test_json_tells_the_place);
  g_test_add_func ("/error/cancelled", test_cancelled_has_no_detail);
  return g_test_run ();
}
