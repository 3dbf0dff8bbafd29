/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyring of a real session, which keyring.py starts: "absent" on a bus where no keyring
 * answers or without a bus; then "unlocked", "locked" and "erased" on one bus, in this order. */
#include <string.h>

#include "core/error.h"
#include "vault/keyring.h"

#define UUID "1f0e5b7c-2f55-4d0b-8f0f-5a4a3f3c1b11"
#define BASE "https://fhir.example/r4/T1"

static const char key_bytes[32] = "0123456789abcdef0123456789abcde";

static void
test_unlocked (void)
{
  g_autoptr (GBytes) key = g_bytes_new_static (key_bytes, sizeof key_bytes);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *tokens = NULL;

  g_assert_false (kw_keyring_is_locked ());
  g_assert_null (kw_keyring_load_vault_key (UUID, &error));
  g_assert_no_error (error);
  g_assert_true (kw_keyring_store_vault_key (UUID, key, &error));
  g_assert_no_error (error);
  found = kw_keyring_load_vault_key (UUID, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (found, key));
  g_assert_true (kw_keyring_store_tokens (UUID, BASE, "Clinic", "{\"a\":1}", &error));
  g_assert_no_error (error);
  tokens = kw_keyring_load_tokens (UUID, BASE, &error);
  g_assert_cmpstr (tokens, ==, "{\"a\":1}");
  g_assert_null (kw_keyring_load_tokens (UUID, "https://fhir.example/r4/T2", &error));
  g_assert_no_error (error);
}

/* Every call says @code; none says that there is no such key, which would look like a lost one. */
static void
expect_all (KwError code)
{
  g_autoptr (GBytes) key = g_bytes_new_static (key_bytes, sizeof key_bytes);
  GError *errors[6] = { NULL };

  g_assert_null (kw_keyring_load_vault_key (UUID, &errors[0]));
  g_assert_error (errors[0], KW_ERROR, (int) code);
  g_assert_false (kw_keyring_store_vault_key (UUID, key, &errors[1]));
  g_assert_error (errors[1], KW_ERROR, (int) code);
  g_assert_null (kw_keyring_load_tokens (UUID, BASE, &errors[2]));
  g_assert_error (errors[2], KW_ERROR, (int) code);
  g_assert_false (kw_keyring_store_tokens (UUID, BASE, "Clinic", "{}", &errors[3]));
  g_assert_error (errors[3], KW_ERROR, (int) code);
  g_assert_false (kw_keyring_clear_vault_key (UUID, &errors[4]));
  g_assert_error (errors[4], KW_ERROR, (int) code);
  g_assert_false (kw_keyring_clear_tokens (UUID, BASE, &errors[5]));
  g_assert_error (errors[5], KW_ERROR, (int) code);
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    g_clear_error (&errors[i]);
}

static void
test_locked (void)
{
  g_assert_true (kw_keyring_is_locked ());
  expect_all (KW_ERROR_KEYRING_LOCKED);
}

/* Unlocked again, everything that was stored before is still there and can be erased. */
static void
test_erased (void)
{
  g_autoptr (GBytes) key = kw_keyring_load_vault_key (UUID, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (key);
  g_assert_true (kw_keyring_clear_vault_key (UUID, &error));
  g_assert_no_error (error);
  g_assert_null (kw_keyring_load_vault_key (UUID, &error));
  g_assert_no_error (error);
  g_assert_true (kw_keyring_clear_tokens (UUID, BASE, &error));
  g_assert_true (kw_keyring_clear_tokens (UUID, BASE, &error));
  g_assert_no_error (error);
}

static void
test_absent (void)
{
  g_assert_false (kw_keyring_is_locked ());
  expect_all (KW_ERROR_KEYRING_ABSENT);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestFunc test;
  } states[] = {
    { "absent", test_absent },
    { "unlocked", test_unlocked },
    { "locked", test_locked },
    { "erased", test_erased },
  };

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (argv[1], states[i].name))
      {
        g_autofree char *path = g_strconcat ("/keyring-session/", states[i].name, NULL);
        g_test_add_func (path, states[i].test);
      }
  return g_test_run ();
}
