/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/grants.h"

#define REDIRECT "http://127.0.0.1:1/callback"
#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM" /* RFC 7636 appendix B */

static char *
code_of (KwDemoGrants *grants, gint64 now)
{
  KwDemoAttempt *attempt = kw_demo_grants_add_attempt (grants, 1);
  attempt->client_id = g_strdup ("program");
  attempt->redirect_uri = g_strdup (REDIRECT);
  attempt->challenge = g_strdup (CHALLENGE);
  attempt->scope = g_strdup ("patient/Patient.read");
  char *code = kw_demo_grants_add_code (grants, attempt, now);
  kw_demo_grants_drop_attempt (grants, attempt);
  return code;
}

static const KwDemoExchange good
    = { .hospital = 1, .client_id = "program", .redirect_uri = REDIRECT, .verifier = VERIFIER };

/* A code lives for 60 seconds. */
static void
test_code_time (void)
{
  static const struct
  {
    gint64 later;
    gboolean good;
  } rows[] = { { 0, TRUE }, { 60, TRUE }, { 61, FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *urn = NULL;
      g_autoptr (KwDemoGrants) grants = kw_demo_grants_new (NULL);
      g_autofree char *code = code_of (grants, 1000);
      KwDemoExchange exchange = good;
      exchange.code = code;
      KwDemoGrant *grant = kw_demo_grants_use_code (grants, &exchange, 1000 + rows[i].later, &urn);
      g_assert_true ((grant != NULL) == rows[i].good);
      g_assert_true ((urn == NULL) == rows[i].good);
    }
}

static void
test_attempt_is_of_one_hospital (void)
{
  g_autoptr (KwDemoGrants) grants = kw_demo_grants_new (NULL);
  KwDemoAttempt *attempt = kw_demo_grants_add_attempt (grants, 0);
  g_assert_true (kw_demo_grants_find_attempt (grants, 0, attempt->id) == attempt);
  g_assert_null (kw_demo_grants_find_attempt (grants, 1, attempt->id));
  g_assert_null (kw_demo_grants_find_attempt (grants, 0, NULL));
  g_autofree char *id = g_strdup (attempt->id);
  kw_demo_grants_drop_attempt (grants, attempt);
  g_assert_null (kw_demo_grants_find_attempt (grants, 0, id));
}

static void
test_tokens (void)
{
  const char *urn = NULL;
  KwDemoGrant *found = NULL;
  g_autoptr (KwDemoGrants) grants = kw_demo_grants_new (NULL);
  g_autofree char *code = code_of (grants, 0);
  KwDemoExchange exchange = good;
  exchange.code = code;
  KwDemoGrant *grant = kw_demo_grants_use_code (grants, &exchange, 0, &urn);
  kw_demo_grants_add_access (grants, "access", grant, 100);
  g_assert_cmpint (kw_demo_grants_find_access (grants, "access", 99, &found), ==,
                   KW_DEMO_TOKEN_GOOD);
  g_assert_true (found == grant);
  g_assert_cmpint (kw_demo_grants_find_access (grants, "access", 100, &found), ==,
                   KW_DEMO_TOKEN_EXPIRED);
  g_assert_cmpint (kw_demo_grants_find_access (grants, "other", 0, &found), ==,
                   KW_DEMO_TOKEN_UNKNOWN);
  g_autofree char *refresh = kw_demo_grants_add_refresh (grants, grant);
  g_assert_null (kw_demo_grants_use_refresh (grants, 0, refresh, NULL, FALSE));
  g_assert_null (kw_demo_grants_use_refresh (grants, 1, refresh, "other", FALSE));
  g_assert_true (kw_demo_grants_use_refresh (grants, 1, refresh, "program", FALSE) == grant);
  kw_demo_grants_revoke (grants, 0, refresh);
  g_assert_true (kw_demo_grants_use_refresh (grants, 1, refresh, NULL, FALSE) == grant);
  kw_demo_grants_revoke (grants, 1, "access");
  g_assert_null (kw_demo_grants_use_refresh (grants, 1, refresh, NULL, FALSE));
  g_assert_cmpint (kw_demo_grants_find_access (grants, "access", 0, &found), ==,
                   KW_DEMO_TOKEN_UNKNOWN);
}

static void
test_random (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < 100; i++)
    {
      char *text = kw_demo_random ();
      g_assert_cmpuint (strlen (text), ==, 43);
      g_assert_true (g_hash_table_add (seen, text));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/grants/code-time", test_code_time);
  g_test_add_func ("/demo/grants/attempt", test_attempt_is_of_one_hospital);
  g_test_add_func ("/demo/grants/tokens", test_tokens);
  g_test_add_func ("/demo/grants/random", test_random);
  return g_test_run ();
}
