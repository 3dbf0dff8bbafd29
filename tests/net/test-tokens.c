/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/error.h"
#include "net/net.h"

static void
test_round_trip (void)
{
  g_autoptr (KwTokens) tokens = g_new0 (KwTokens, 1);
  g_autoptr (KwTokens) again = NULL;
  char *json;

  tokens->access_token = g_strdup ("a\"b\\c");
  tokens->refresh_token = g_strdup ("{\"id\":\"x\",\"ver\":\"1.1\"}");
  tokens->patient = g_strdup ("12724066");
  tokens->expires_at = 1800000000;
  json = kw_tokens_to_json (tokens);
  again = kw_tokens_new_from_json (json, NULL);
  kw_wipe (json);
  g_assert_cmpstr (again->access_token, ==, tokens->access_token);
  g_assert_cmpstr (again->refresh_token, ==, tokens->refresh_token);
  g_assert_cmpstr (again->patient, ==, "12724066");
  g_assert_null (again->id_token);
  g_assert_null (again->fhir_user);
  g_assert_cmpint (again->expires_at, ==, 1800000000);
}

static void
test_damaged (void)
{
  static const char *const texts[] = { "", "{", "nonsense", "{\"access_token\":" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_tokens_new_from_json (texts[i], &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_SIGN_IN_LAPSED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/tokens/round-trip", test_round_trip);
  g_test_add_func ("/net/tokens/damaged", test_damaged);
  return g_test_run ();
}
