/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/clinic.h"
#include "sync/keeper.h"
#include "vault/keyring.h"

/* The ways in which a token meets another hospital's address, each tried against two hospitals
 * behind one host: what stops it, that nothing of one is sent to the other, that requests are
 * bounded, and that what was there before stays. */

#define ROSA "Rosa Alvarez"

/* Rosa at both hospitals, each in a vault of its own, each with its records. */
typedef struct
{
  char *dir;
  char *other_dir;
  char *log;
  Clinic *clinic;
  KwVault *vault;
  KwVault *other;
  char *uuid;
  char *other_uuid;
  guint n_before;
} Pair;

static guint
count (KwVault *vault)
{
  g_autoptr (GPtrArray) index = kw_vault_load_index (vault, NULL, NULL);

  return index->len;
}

static void
setup (Pair *pair, gconstpointer data)
{
  pair->dir = fixture_new ();
  pair->other_dir = fixture_new ();
  pair->log = g_build_filename (pair->dir, "clinic.log", NULL);
  const char *const options[] = { "--log", pair->log, NULL };
  pair->clinic = clinic_start (options);
  pair->vault = clinic_connect (pair->dir, pair->clinic->bases[0], ROSA, &pair->uuid);
  pair->other = clinic_connect (pair->other_dir, pair->clinic->bases[1], ROSA, &pair->other_uuid);
  g_assert_true (kw_sync_run (pair->vault, pair->uuid, NULL, NULL, NULL, NULL));
  g_assert_true (kw_sync_run (pair->other, pair->other_uuid, NULL, NULL, NULL, NULL));
  pair->n_before = count (pair->vault);
  g_assert_cmpuint (pair->n_before, >, 100);
}

/* Whatever happened: no token of one hospital came to the other, and no record is lost. */
static void
teardown (Pair *pair, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (pair->log, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, " own-token\n"));
  g_assert_null (strstr (text, " foreign-token\n"));
  g_assert_cmpuint (count (pair->vault), ==, pair->n_before);
  g_clear_object (&pair->vault);
  g_clear_object (&pair->other);
  clinic_stop (pair->clinic);
  fixture_remove (pair->dir);
  fixture_remove (pair->other_dir);
  g_free (pair->dir);
  g_free (pair->other_dir);
  g_free (pair->log);
  g_free (pair->uuid);
  g_free (pair->other_uuid);
}

static KwTokens *
load (const char *uuid, const char *base)
{
  char *json = kw_keyring_load_tokens (uuid, base, NULL);
  KwTokens *tokens = kw_tokens_new_from_json (json, NULL);

  kw_wipe (json);
  return tokens;
}

static void
store (const char *uuid, const char *base, const KwTokens *tokens)
{
  char *json = kw_tokens_to_json (tokens);

  g_assert_true (kw_keyring_store_tokens (uuid, base, "Test", json, NULL));
  kw_wipe (json);
}

static void
assert_sync_fails (Pair *pair, KwError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_sync_run (pair->vault, pair->uuid, NULL, NULL, NULL, &error));
  g_assert_error (error, KW_ERROR, (int) code);
}

static void
assert_doctor (Pair *pair, KwDoctorEnd end, KwDoctorAction action)
{
  g_autoptr (KwDoctorReport) report
      = kw_doctor_run (pair->vault, pair->uuid, NULL, NULL, NULL, NULL);

  g_assert_cmpint (report->end, ==, end);
  g_assert_cmpint (report->action, ==, action);
}

static gboolean
sign_in_again (Pair *pair, const char *options, KwPerson **out_came, GError **error)
{
  g_autofree char *command = g_strdup_printf ("%s %s", g_getenv ("KEEPWELL_DEMO_SIGN_IN"), options);

  return kw_sign_in_again (pair->vault, pair->uuid, kw_login_with_command, command, out_came, NULL,
                           error);
}

/* Signing in again mends what is ours, and loses nothing. */
static void
assert_mended (Pair *pair)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sign_in_again (pair, "--user '" ROSA "'", NULL, &error));
  g_assert_no_error (error);
  g_assert_true (kw_sync_run (pair->vault, pair->uuid, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_doctor (pair, KW_DOCTOR_WELL, KW_DOCTOR_ACTION_NONE);
}

/* 1. The secrets of two connections are exchanged. */
static void
test_swapped (Pair *pair, gconstpointer data)
{
  g_autoptr (KwTokens) mine = load (pair->uuid, pair->clinic->bases[0]);
  g_autoptr (KwTokens) theirs = load (pair->other_uuid, pair->clinic->bases[1]);

  store (pair->uuid, pair->clinic->bases[0], theirs);
  store (pair->other_uuid, pair->clinic->bases[1], mine);
  assert_sync_fails (pair, KW_ERROR_TENANT_MISMATCH_OURS);
  assert_doctor (pair, KW_DOCTOR_DO, KW_DOCTOR_ACTION_SIGN_IN);
  assert_mended (pair);
}

/* 1b. Only the refresh tokens: they say of themselves nothing, and the hospital refuses them. */
static void
test_swapped_refresh (Pair *pair, gconstpointer data)
{
  g_autoptr (KwTokens) mine = load (pair->uuid, pair->clinic->bases[0]);
  g_autoptr (KwTokens) theirs = load (pair->other_uuid, pair->clinic->bases[1]);

  g_free (mine->refresh_token);
  mine->refresh_token = g_strdup (theirs->refresh_token);
  mine->expires_at = 0;
  store (pair->uuid, pair->clinic->bases[0], mine);
  assert_sync_fails (pair, KW_ERROR_SIGN_IN_LAPSED);
  assert_doctor (pair, KW_DOCTOR_DO, KW_DOCTOR_ACTION_SIGN_IN);
  assert_mended (pair);
}

/* A secret is bound to UUID and base: under another base it is not there at all. */
static void
test_bound (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_keyring_load_tokens (pair->uuid, pair->clinic->bases[1], &error));
  g_assert_no_error (error);
}

static void
replace_field (Pair *pair, KwConnectionField field, const char *from, const char *to)
{
  g_autoptr (KwConnection) stored = kw_find_connection (pair->vault, pair->uuid, NULL);
  g_autoptr (GString) text = g_string_new (kw_connection_get (stored, field));
  g_autoptr (KwConnection) changed = NULL;

  g_string_replace (text, from, to, 0);
  changed = kw_connection_with (stored, field, text->str);
  g_assert_true (kw_vault_put_connection (pair->vault, changed, NULL));
}

/* 2. An address of the other hospital, of a sandbox or of an old list. Each of them stops the sync.
 */
static void
test_stale (Pair *pair, gconstpointer data)
{
  static const KwConnectionField fields[]
      = { KW_CONNECTION_AUTHORIZE_URL, KW_CONNECTION_TOKEN_URL, KW_CONNECTION_REVOKE_URL };
  const char *mine = strrchr (pair->clinic->bases[0], '/') + 1;
  const char *theirs = strrchr (pair->clinic->bases[1], '/') + 1;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_test_message ("%s", kw_connection_field_get_name (fields[i]));
      replace_field (pair, fields[i], mine, theirs);
      assert_sync_fails (pair, KW_ERROR_TENANT_MISMATCH_OURS);
      assert_doctor (pair, KW_DOCTOR_DO, KW_DOCTOR_ACTION_SIGN_IN);
      assert_mended (pair);
    }
}

/* 3. A token that names another hospital, be it of the same name, is refused when it comes. */
static void
test_other_tenant (Pair *pair, gconstpointer data)
{
  clinic_go_wrong (&pair->clinic, "other-tenant-token");
  assert_sync_fails (pair, KW_ERROR_TENANT_MISMATCH_OURS);
}

/* 4. A token without a payload, and a server that refuses it: nobody but the hospital can mend it.
 */
static void
test_theirs (Pair *pair, gconstpointer data)
{
  g_autofree char *log = g_build_filename (pair->dir, "later.log", NULL);
  const char *const options[]
      = { "--fault", "tenant-mismatch", "--fault", "opaque-token", "--log", log, NULL };
  g_autoptr (GUri) uri = g_uri_parse (pair->clinic->bases[0], G_URI_FLAGS_NONE, NULL);
  g_autofree char *port = g_strdup_printf ("%d", g_uri_get_port (uri));
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;

  clinic_stop (pair->clinic);
  pair->clinic = clinic_start_at (port, options);
  assert_sync_fails (pair, KW_ERROR_TENANT_MISMATCH_THEIRS);
  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  parts = g_strsplit (text, "smart-configuration", -1);
  g_assert_cmpuint (g_strv_length (parts), <=, 2);
  g_strfreev (parts);
  parts = g_strsplit (text, "/token ", -1);
  g_assert_cmpuint (g_strv_length (parts), <=, 2);
  assert_doctor (pair, KW_DOCTOR_HOSPITAL, KW_DOCTOR_ACTION_NONE);
  clinic_go_wrong (&pair->clinic, NULL);
  g_assert_true (kw_sync_run (pair->vault, pair->uuid, NULL, NULL, NULL, NULL));
}

/* 5. The page was still signed in as somebody else: that person's record is not taken. */
static void
test_other_session (Pair *pair, gconstpointer data)
{
  g_autoptr (KwTokens) before = load (pair->uuid, pair->clinic->bases[0]);
  g_autoptr (KwTokens) after = NULL;
  g_autoptr (KwPerson) came = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (sign_in_again (pair, "--user 'James Okafor'", &came, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_OTHER_PATIENT);
  g_assert_cmpstr (came->name, ==, "James Okafor");
  g_assert_null (strstr (error->message, "James"));
  after = load (pair->uuid, pair->clinic->bases[0]);
  g_assert_cmpstr (before->refresh_token, ==, after->refresh_token);
  g_assert_true (kw_sync_run (pair->vault, pair->uuid, NULL, NULL, NULL, NULL));
}

/* 6. The address for the staff: another host or another persona than the patient's. */
static void
test_provider (Pair *pair, gconstpointer data)
{
  replace_field (pair, KW_CONNECTION_AUTHORIZE_URL, "personas/patient", "personas/provider");
  assert_sync_fails (pair, KW_ERROR_TENANT_MISMATCH_OURS);
  assert_mended (pair);
  replace_field (pair, KW_CONNECTION_TOKEN_URL, "hosts/127.0.0.1", "hosts/fhir-ehr.example");
  assert_sync_fails (pair, KW_ERROR_TENANT_MISMATCH_OURS);
  assert_mended (pair);
}

/* 7. A link out of the base: refused, and what it would have held is missing. */
static void
test_next_link (Pair *pair, gconstpointer data)
{
  g_autoptr (GPtrArray) sources = NULL;

  clinic_go_wrong (&pair->clinic, "next-other-tenant");
  g_autoptr (GPtrArray) before = kw_vault_list_sources (pair->vault, NULL);
  g_autoptr (KwSource) source = kw_source_copy (g_ptr_array_index (before, 0));
  for (guint i = 0; i < source->sections->len; i++)
    ((KwSourceSection *) g_ptr_array_index (source->sections, i))->full_as_of = 0;
  g_assert_true (kw_vault_put_source (pair->vault, source, NULL));
  g_assert_true (kw_sync_run (pair->vault, pair->uuid, NULL, NULL, NULL, NULL));
  sources = kw_vault_list_sources (pair->vault, NULL);
  g_assert_cmpint (clinic_section (g_ptr_array_index (sources, 0), "Observation?laboratory")->state,
                   ==, KW_STATE_FAILED);
}

/* 8. The wrong audience: the hospital says so before anybody signs in. */
static void
test_audience (Pair *pair, gconstpointer data)
{
  g_autoptr (KwConnection) stored = kw_find_connection (pair->vault, pair->uuid, NULL);
  g_autoptr (KwConnection) wrong
      = kw_connection_with (stored, KW_CONNECTION_AUD, "https://elsewhere.example/r4");
  g_autoptr (KwAttempt) attempt
      = kw_attempt_new (wrong, "keepwell-demo", "io.github.keepwell.keepwell://callback",
                        "launch/patient patient/Patient.read", NULL);
  g_autofree char *command
      = g_strdup_printf ("%s --user '" ROSA "'", g_getenv ("KEEPWELL_DEMO_SIGN_IN"));
  g_autofree char *redirect
      = kw_login_with_command (command, kw_attempt_get_authorize_url (attempt),
                               kw_attempt_get_redirect_uri (attempt), "Test", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (redirect);
  g_assert_null (kw_attempt_parse_redirect (attempt, redirect, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_REQUEST);
}

/* One login, two patients, two vaults: a daughter who signs in for herself and for her mother. */
static void
test_two_patients (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *other_dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  static const char *const options[]
      = { "--user 'Anna Lee' --patient 'Anna Lee'", "--user 'Anna Lee' --patient 'Mary Lee'" };
  const char *const dirs[] = { dir, other_dir };
  KwVault *vaults[2];
  char *uuids[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *command
          = g_strdup_printf ("%s %s", g_getenv ("KEEPWELL_DEMO_SIGN_IN"), options[i]);
      KwConnectRequest request
          = { .address = clinic->bases[0], .login = kw_login_with_command, .login_data = command };
      g_autoptr (KwSignIn) sign_in = kw_sign_in_run (&request, NULL, NULL);
      g_autoptr (KwConnection) connection = NULL;

      vaults[i] = kw_vault_create (dirs[i], kw_sign_in_get_person (sign_in), NULL);
      connection = kw_sign_in_store (sign_in, vaults[i], NULL);
      uuids[i] = g_strdup (kw_connection_get (connection, KW_CONNECTION_UUID));
    }
  for (guint i = 0; i < 2; i++)
    {
      Pair pair = { .vault = vaults[i], .uuid = uuids[i] };
      g_autoptr (KwTokens) tokens = load (uuids[i], clinic->bases[0]);
      g_autoptr (KwPerson) came = NULL;
      g_autoptr (KwPerson) mine = kw_vault_dup_person (vaults[i], NULL);
      g_autoptr (GError) error = NULL;

      tokens->expires_at = 0; /* refreshed */
      store (uuids[i], clinic->bases[0], tokens);
      g_assert_true (kw_sync_run (vaults[i], uuids[i], NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (sign_in_again (&pair, options[i], NULL, &error));
      g_assert_no_error (error);
      /* The wrong relative is chosen: nothing changes, and it is known who that was. */
      g_assert_false (sign_in_again (&pair, options[1 - i], &came, &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_OTHER_PATIENT);
      g_assert_cmpstr (came->name, !=, mine->name);
      g_assert_true (kw_sync_run (vaults[i], uuids[i], NULL, NULL, NULL, NULL));
      g_object_unref (vaults[i]);
      g_free (uuids[i]);
    }
  fixture_remove (dir);
  fixture_remove (other_dir);
}

/* Two connections to two hospitals of one host in one vault, at once: the records stay apart. */
static gpointer
sync_thread (gpointer data)
{
  Pair *pair = data;

  return GINT_TO_POINTER (kw_sync_run (pair->vault, pair->uuid, NULL, NULL, NULL, NULL));
}

static void
test_two_hospitals (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *first_uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], ROSA, &first_uuid);
  g_autoptr (KwSignIn) second = clinic_sign_in (clinic->bases[1], ROSA, NULL);
  g_autoptr (KwConnection) connection = kw_sign_in_store (second, vault, NULL);
  Pair pairs[2]
      = { { .vault = vault, .uuid = first_uuid },
          { .vault = vault, .uuid = (char *) kw_connection_get (connection, KW_CONNECTION_UUID) } };
  GThread *threads[2];
  g_autoptr (GHashTable) refs = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) sources = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) index = NULL;

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("sync", sync_thread, &pairs[i]);
  for (guint i = 0; i < 2; i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
  index = kw_vault_load_index (vault, NULL, NULL);
  for (guint i = 0; i < index->len; i++)
    {
      const KwRecord *record = ((KwIndexRow *) g_ptr_array_index (index, i))->record;
      g_assert_true (g_hash_table_add (refs, (gpointer) record->ref));
      g_hash_table_add (sources, (gpointer) record->source);
    }
  g_assert_cmpuint (g_hash_table_size (sources), ==, 2);
  g_clear_object (&vault);
  fixture_remove (dir);
}

#define ADD(name, func) g_test_add ("/sync/causes/" name, Pair, NULL, setup, func, teardown)

int
main (int argc, char **argv)
{
  int status;

  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  ADD ("1-swapped", test_swapped);
  ADD ("1-swapped-refresh", test_swapped_refresh);
  ADD ("1-bound", test_bound);
  ADD ("2-stale", test_stale);
  ADD ("3-other-tenant", test_other_tenant);
  ADD ("4-theirs", test_theirs);
  ADD ("5-other-session", test_other_session);
  ADD ("6-provider", test_provider);
  ADD ("7-next-link", test_next_link);
  ADD ("8-audience", test_audience);
  g_test_add_func ("/sync/causes/two-patients", test_two_patients);
  g_test_add_func ("/sync/causes/two-hospitals", test_two_hospitals);
  status = g_test_run ();
  return fixture_end (status);
}
