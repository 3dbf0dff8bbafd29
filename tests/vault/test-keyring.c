/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"
#include "vault/fixture.h"
#include "vault/keyring.h"

#define UUID "1f0e5b7c-2f55-4d0b-8f0f-5a4a3f3c1b11"
#define OTHER_UUID "2f0e5b7c-2f55-4d0b-8f0f-5a4a3f3c1b11"
#define BASE "https://fhir.example/r4/T1"

static const char key_bytes[32] = "0123456789abcdef0123456789abcde";

static void
test_vault_key (void)
{
  g_autoptr (GBytes) key = g_bytes_new_static (key_bytes, sizeof key_bytes);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_keyring_load_vault_key (UUID, &error));
  g_assert_no_error (error);
  g_assert_true (kw_keyring_store_vault_key (UUID, key, &error));
  found = kw_keyring_load_vault_key (UUID, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (found, key));
  g_assert_null (kw_keyring_load_vault_key (OTHER_UUID, &error));
  g_assert_true (kw_keyring_clear_vault_key (UUID, &error));
  g_assert_true (kw_keyring_clear_vault_key (UUID, &error));
  g_assert_null (kw_keyring_load_vault_key (UUID, &error));
  g_assert_no_error (error);
}

/* A tenant is in the path and is case-sensitive: any other base finds nothing, and clears nothing.
 */
static void
test_tokens (void)
{
  static const char *const others[]
      = { "https://fhir.example/r4/t1", "https://fhir.example/r4/T1/", "https://fhir.example/r4",
          "http://fhir.example/r4/T1", "" };
  g_autofree char *tokens = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kw_keyring_store_tokens (UUID, BASE, "Clinic", "{\"first\":1}", &error));
  g_assert_true (kw_keyring_store_tokens (UUID, BASE, "Clinic", "{\"second\":1}", &error));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_null (kw_keyring_load_tokens (UUID, others[i], &error));
      g_assert_no_error (error);
      g_assert_true (kw_keyring_clear_tokens (UUID, others[i], &error));
    }
  g_assert_null (kw_keyring_load_tokens (OTHER_UUID, BASE, &error));
  tokens = kw_keyring_load_tokens (UUID, BASE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tokens, ==, "{\"second\":1}");
  g_assert_true (kw_keyring_clear_tokens (UUID, BASE, &error));
  g_assert_null (kw_keyring_load_tokens (UUID, BASE, &error));
  g_assert_no_error (error);
}

#define N_ROTATIONS 12

/* One of several programs: each rotates the tokens of its own connection. */
static int
rotate (const char *uuid)
{
  for (guint i = 1; i <= N_ROTATIONS; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"n\":%u}", i);

      if (!kw_keyring_store_tokens (uuid, BASE, "Clinic", json, NULL))
        return 1;
    }
  return 0;
}

/* Several programs with one keyring file: no rotated token is refused, lost or not seen. */
static void
test_programs (void)
{
  static const char *const uuids[] = { UUID, OTHER_UUID, "3f0e5b7c-2f55-4d0b-8f0f-5a4a3f3c1b11" };
  GSubprocess *programs[G_N_ELEMENTS (uuids)];

  g_assert_null (kw_keyring_load_tokens (UUID, BASE, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (uuids); i++)
    {
      programs[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "/proc/self/exe", "--rotate",
                                      uuids[i], NULL);
      g_assert_nonnull (programs[i]);
    }
  g_assert_cmpint (rotate ("4f0e5b7c-2f55-4d0b-8f0f-5a4a3f3c1b11"), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (uuids); i++)
    {
      g_autofree char *last = NULL;

      g_assert_true (g_subprocess_wait_check (programs[i], NULL, NULL));
      g_object_unref (programs[i]);
      last = kw_keyring_load_tokens (uuids[i], BASE, NULL);
      g_assert_cmpstr (last, ==, "{\"n\":12}");
      g_assert_true (kw_keyring_clear_tokens (uuids[i], BASE, NULL));
    }
}

/* With a keyring that is a file nothing is asked of any bus. */
static void
test_file_is_never_locked (void)
{
  g_assert_false (kw_keyring_is_locked ());
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--rotate"))
    return rotate (argv[2]);
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/vault-key", test_vault_key);
  g_test_add_func ("/keyring/tokens", test_tokens);
  g_test_add_func ("/keyring/programs", test_programs);
  g_test_add_func ("/keyring/file-is-never-locked", test_file_is_never_locked);
  return fixture_end (g_test_run ());
}
