/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"
#include "library/fixture.h"
#include "library/people.h"
#include "vault/keyring.h"

#define BASE "https://canary.example/r4/T1"

static KwVault *
add (const char *dir, const char *name, KwSourceState state, gint64 as_of)
{
  const KwPerson person = { .name = (char *) name, .birth_date = (char *) "1951" };
  g_autoptr (KwSource) source
      = kw_source_new (KW_SOURCE_CONNECTION, "c1", "Hospital", "https://canary.example/r4/T1");
  GError *error = NULL;
  KwVault *vault = kw_vault_create (dir, &person, &error);

  g_assert_no_error (error);
  source->state = state;
  source->as_of = as_of;
  source->uuid = g_strdup ("u1");
  kw_vault_put_source (vault, source, &error);
  g_assert_no_error (error);
  return vault;
}

static const KwPersonOverview *
get (GPtrArray *people, guint i)
{
  return g_ptr_array_index (people, i);
}

/* By name, with how fresh they are and what they need, and no word of their health. */
static void
test_list (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) rosa = add (dir, "Rosa", KW_SOURCE_NEEDS_ATTENTION, 100);
  g_autoptr (KwVault) anna = add (dir, "Anna", KW_SOURCE_FINE, 200);
  g_autoptr (KwVault) manuel = add (dir, "Manuel", KW_SOURCE_SIGN_IN, 0);
  GError *error = NULL;
  g_autoptr (GPtrArray) people = kw_people_list (dir, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 3);
  g_assert_cmpstr (get (people, 0)->person->name, ==, "Anna");
  g_assert_cmpint (get (people, 0)->need, ==, KW_NEED_NOTHING);
  g_assert_cmpint (get (people, 0)->as_of, ==, 200);
  g_assert_cmpint (get (people, 1)->need, ==, KW_NEED_SIGN_IN);
  g_assert_cmpint (get (people, 2)->need, ==, KW_NEED_ATTENTION);
  g_assert_cmpuint (get (people, 2)->n_need, ==, 1);
  g_clear_object (&rosa);
  g_clear_object (&anna);
  g_clear_object (&manuel);
  fixture_remove (dir);
}

/* One that cannot be opened keeps nobody from the others. */
static void
test_damaged (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) rosa = add (dir, "Rosa", KW_SOURCE_FINE, 100);
  g_autoptr (KwVault) anna = add (dir, "Anna", KW_SOURCE_FINE, 200);
  g_autofree char *uuid = g_strdup (kw_vault_get_person_uuid (rosa));
  GError *error = NULL;
  g_autoptr (GPtrArray) people = NULL;

  g_clear_object (&rosa);
  kw_keyring_clear_vault_key (uuid, &error);
  g_assert_no_error (error);
  people = kw_people_list (dir, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 2);
  g_assert_cmpstr (get (people, 0)->person->name, ==, "Anna");
  g_assert_null (get (people, 1)->person->name);
  g_assert_cmpstr (get (people, 1)->person->uuid, ==, uuid);
  g_assert_nonnull (get (people, 1)->error);
  g_clear_object (&anna);
  fixture_remove (dir);
}

static void
test_delete (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) rosa = add (dir, "Rosa", KW_SOURCE_FINE, 100);
  g_autoptr (KwVault) anna = add (dir, "Anna", KW_SOURCE_FINE, 200);
  g_autofree char *uuid = g_strdup (kw_vault_get_person_uuid (rosa));
  g_autoptr (KwConnection) fresh = kw_connection_new ();
  g_autoptr (KwConnection) connection = kw_connection_with (fresh, KW_CONNECTION_BASE, BASE);
  const char *at = kw_connection_get (connection, KW_CONNECTION_UUID);
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *tokens = NULL;
  GError *error = NULL;

  kw_vault_put_connection (rosa, connection, &error);
  g_assert_no_error (error);
  kw_keyring_store_tokens (at, BASE, "Keepwell", "{}", &error);
  g_assert_no_error (error);
  g_clear_object (&rosa);
  g_assert_true (kw_people_delete (dir, uuid, &error));
  g_assert_no_error (error);
  people = kw_people_list (dir, &error);
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpstr (get (people, 0)->person->name, ==, "Anna");
  tokens = kw_keyring_load_tokens (at, BASE, &error);
  g_assert_no_error (error);
  g_assert_null (tokens);
  g_clear_object (&anna);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/list", test_list);
  g_test_add_func ("/people/damaged", test_damaged);
  g_test_add_func ("/people/delete", test_delete);
  return fixture_end (g_test_run ());
}
