/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/clinic.h"
#include "vault/keyring.h"

/* What a hospital may do wrong while somebody signs in, and what comes of it; -1 is a sign-in. */
static void
test_faults (void)
{
  static const struct
  {
    const char *fault;
    int error;
  } cases[] = {
    { "no-discovery", KW_ERROR_DISCOVERY },
    { "stale-discovery", KW_ERROR_TENANT_MISMATCH_OURS },
    { "other-tenant-token", KW_ERROR_TENANT_MISMATCH_OURS },
    { "wrong-state", KW_ERROR_SIGN_IN_DAMAGED },
    { "wrong-iss", KW_ERROR_SIGN_IN_DAMAGED },
    { "no-code", KW_ERROR_SIGN_IN_DAMAGED },
    { "markup-error", KW_ERROR_NOT_ENABLED },
    { "bad-nonce", KW_ERROR_ID_TOKEN },
    { "bad-signature", KW_ERROR_ID_TOKEN },
    { "alg-none", KW_ERROR_ID_TOKEN },
    { "unknown-kid", KW_ERROR_ID_TOKEN },
    { "wrong-audience", KW_ERROR_ID_TOKEN },
    { "html-token", KW_ERROR_SERVER },
    { "bare-401", KW_ERROR_SIGN_IN_LAPSED },
    { "tenant-mismatch", KW_ERROR_TENANT_MISMATCH_THEIRS },
    { "extra-members", -1 },
    { "patient-url", -1 },
    { "expires-string", -1 },
    { "expires-float", -1 },
    { "no-expires", -1 },
    { "no-refresh", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const options[] = { "--fault", cases[i].fault, NULL };
      g_autoptr (Clinic) clinic = clinic_start (options);
      g_autoptr (GError) error = NULL;
      g_autoptr (KwSignIn) sign_in = clinic_sign_in (clinic->bases[0], "Rosa Alvarez", &error);

      g_test_message ("%s", cases[i].fault);
      if (cases[i].error >= 0)
        {
          g_assert_null (sign_in);
          g_assert_error (error, KW_ERROR, cases[i].error);
          g_assert_null (strchr (error->message, '<'));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (kw_sign_in_get_person (sign_in)->family, ==, "Alvarez");
    }
}

/* Nothing is written before the person has said whose record it is; signing in again replaces. */
static void
test_store (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autofree char *json = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);
  g_autoptr (KwSignIn) again = clinic_sign_in (clinic->bases[0], "Rosa Alvarez", NULL);
  g_autoptr (KwSignIn) elsewhere = clinic_sign_in (clinic->bases[1], "Rosa Alvarez", NULL);
  g_autoptr (KwConnection) replaced = kw_sign_in_store (again, vault, NULL);
  g_autoptr (KwConnection) second = kw_sign_in_store (elsewhere, vault, NULL);
  g_autoptr (GPtrArray) connections = kw_vault_list_connections (vault, NULL);
  g_autoptr (GPtrArray) sources = kw_vault_list_sources (vault, NULL);

  g_assert_cmpstr (kw_connection_get (replaced, KW_CONNECTION_UUID), ==, uuid);
  g_assert_cmpstr (kw_connection_get (second, KW_CONNECTION_UUID), !=, uuid);
  g_assert_cmpuint (connections->len, ==, 2);
  g_assert_cmpuint (sources->len, ==, 2);
  /* The tokens are found by UUID and base together, and by nothing less. */
  json = kw_keyring_load_tokens (uuid, clinic->bases[0], NULL);
  g_assert_nonnull (json);
  g_assert_null (kw_keyring_load_tokens (uuid, clinic->bases[1], NULL));
  g_clear_object (&vault);
  fixture_remove (dir);
}

static gboolean
sign_in_again (KwVault *vault, const char *uuid, const char *options, GError **error)
{
  g_autofree char *command = g_strconcat (g_getenv ("KEEPWELL_DEMO_SIGN_IN"), options, NULL);

  return kw_sign_in_again (vault, uuid, kw_login_with_command, command, NULL, NULL, error);
}

static void
test_again (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *fresh = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Anna Lee", &uuid);
  g_autoptr (GError) error = NULL;

  before = kw_keyring_load_tokens (uuid, clinic->bases[0], NULL);
  g_assert_false (sign_in_again (vault, uuid, " --user 'Rosa Alvarez'", &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_OTHER_PATIENT);
  g_clear_error (&error);
  /* Her own login, and her mother's record chosen on the page. */
  g_assert_false (sign_in_again (vault, uuid, " --user 'Anna Lee' --patient 'Mary Lee'", &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_OTHER_PATIENT);
  g_clear_error (&error);
  g_assert_false (sign_in_again (vault, uuid, " --user 'Anna Lee' --deny", &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_SIGN_IN_CANCELLED);
  g_clear_error (&error);
  after = kw_keyring_load_tokens (uuid, clinic->bases[0], NULL);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (sign_in_again (vault, uuid, " --user 'Anna Lee' --patient 'Anna Lee'", &error));
  g_assert_no_error (error);
  fresh = kw_keyring_load_tokens (uuid, clinic->bases[0], NULL);
  g_assert_cmpstr (fresh, !=, before);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* A vendor that Keepwell is not registered with needs a client id of the person's own. */
static void
test_client_id (void)
{
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *command
      = g_strdup_printf ("%s --user 'Rosa Alvarez'", g_getenv ("KEEPWELL_DEMO_SIGN_IN"));
  KwConnectRequest request = { .address = clinic->bases[0],
                               .client_id = "unknown-client",
                               .login = kw_login_with_command,
                               .login_data = command };

  g_assert_null (kw_sign_in_run (&request, NULL, &error));
  g_assert_nonnull (error);
}

static GString *logged;
static GMutex logged_lock;

static GLogWriterOutput
collect (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  g_mutex_lock (&logged_lock);
  for (gsize i = 0; i < n; i++)
    if (fields[i].length < 0)
      g_string_append_printf (logged, "%s=%s\n", fields[i].key, (const char *) fields[i].value);
  g_mutex_unlock (&logged_lock);
  return G_LOG_WRITER_HANDLED;
}

/* Everything that is logged while somebody signs in and syncs: no token, no name, no query. */
static void
test_log (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *clinic_log = g_build_filename (dir, "log", NULL);
  const char *const options[] = { "--log", clinic_log, NULL };
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autofree char *json = NULL;
  g_autofree char *requests = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);
  g_autoptr (KwTokens) tokens = NULL;
  const char *canaries[5];

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  json = kw_keyring_load_tokens (uuid, clinic->bases[0], NULL);
  tokens = kw_tokens_new_from_json (json, NULL);
  canaries[0] = tokens->access_token;
  canaries[1] = tokens->refresh_token;
  canaries[2] = tokens->id_token;
  canaries[3] = "Alvarez";
  canaries[4] = "code=";
  g_debug ("the log is read");
  g_mutex_lock (&logged_lock);
  g_assert_nonnull (strstr (logged->str, "the log is read"));
  for (guint i = 0; i < G_N_ELEMENTS (canaries); i++)
    g_assert_null (strstr (logged->str, canaries[i]));
  g_mutex_unlock (&logged_lock);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* Epic's way: no refresh token, but a key of this computer, with which it stays signed in after the
 * access token has ended. */
static void
test_device (void)
{
  const char *const options[] = { "--fault", "device", "--token-lifetime", "2", NULL };
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "James Okafor", &uuid);
  char *json = kw_keyring_load_tokens (uuid, clinic->bases[0], NULL);
  g_autoptr (KwTokens) tokens = kw_tokens_new_from_json (json, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tokens->refresh_token);
  g_assert_nonnull (tokens->device_client);
  g_assert_true (g_str_has_prefix (tokens->device_key, "-----BEGIN PRIVATE KEY-----"));
  g_usleep (2200 * 1000);
  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  kw_wipe (json);
  g_clear_object (&vault);
  fixture_remove (dir);
}

static guint
count_registrations (const char *path)
{
  g_autofree char *log = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &log, NULL, NULL));
  for (const char *p = log; (p = strstr (p, "POST /")) != NULL; p++)
    n += strstr (p, "regist") != NULL && strstr (p, "regist") < p + strcspn (p, "\n");
  return n;
}

/* The key of a wrong relative's sign-in would stay at the hospital: it is never registered. */
static void
test_device_of_another (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *log = g_build_filename (dir, "log", NULL);
  const char *const options[] = { "--fault", "device", "--log", log, NULL };
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Anna Lee", &uuid);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_registrations (log), ==, 1);
  g_assert_false (sign_in_again (vault, uuid, " --user 'Anna Lee' --patient 'Mary Lee'", &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_OTHER_PATIENT);
  g_assert_cmpuint (count_registrations (log), ==, 1);
  g_assert_true (sign_in_again (vault, uuid, " --user 'Anna Lee' --patient 'Anna Lee'", NULL));
  g_assert_cmpuint (count_registrations (log), ==, 2);
  g_clear_object (&vault);
  fixture_remove (dir);
}

static char *
keep_redirect (gpointer data,
               const char *authorize_url,
               const char *redirect_uri,
               const char *title,
               GCancellable *cancellable,
               GError **error)
{
  char **sent = data;

  (void) authorize_url, (void) title, (void) cancellable;
  g_free (*sent);
  *sent = g_strdup (redirect_uri);
  g_set_error_literal (error, KW_ERROR, KW_ERROR_SIGN_IN_CANCELLED, "looked at only");
  return NULL;
}

/* Signing in again sends the redirect that the person registered, and no old listener's. */
static void
test_again_redirect (void)
{
  static const struct
  {
    const char *last, *sent;
  } cases[] = { { "https://own.example/keepwell", "https://own.example/keepwell" },
                { "org.example.own:/back", "org.example.own:/back" },
                { KW_REDIRECT_URI, KW_REDIRECT_URI },
                { "http://127.0.0.1:40001/callback", KW_REDIRECT_URI },
                { "", KW_REDIRECT_URI } };
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autofree char *sent = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) connections = kw_vault_list_connections (vault, NULL);
      g_autoptr (KwConnection) changed = kw_connection_with (
          g_ptr_array_index (connections, 0), KW_CONNECTION_REDIRECT_URI, cases[i].last);

      g_assert_true (kw_vault_put_connection (vault, changed, NULL));
      g_assert_false (kw_sign_in_again (vault, uuid, keep_redirect, &sent, NULL, NULL, NULL));
      g_assert_cmpstr (sent, ==, cases[i].sent);
    }
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* A server without it: an ordinary sign-in that ends with its token, and is said to. */
static void
test_no_device (void)
{
  const char *const options[] = { "--fault", "no-refresh", NULL };
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "James Okafor", &uuid);
  g_autoptr (GPtrArray) sources = kw_vault_list_sources (vault, NULL);
  const KwSource *source = g_ptr_array_index (sources, 0);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_cmpint (source->lapses_at, >, now);
  g_assert_cmpint (source->lapses_at, <=, now + 570);
  g_clear_object (&vault);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  int status;

  fixture_start ();
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  logged = g_string_new (NULL);
  g_log_set_writer_func (collect, NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/connect/faults", test_faults);
  g_test_add_func ("/sync/connect/store", test_store);
  g_test_add_func ("/sync/connect/again", test_again);
  g_test_add_func ("/sync/connect/client-id", test_client_id);
  g_test_add_func ("/sync/connect/log", test_log);
  g_test_add_func ("/sync/connect/device", test_device);
  g_test_add_func ("/sync/connect/no-device", test_no_device);
  g_test_add_func ("/sync/connect/device-of-another", test_device_of_another);
  g_test_add_func ("/sync/connect/again-redirect", test_again_redirect);
  status = g_test_run ();
  g_string_free (logged, TRUE);
  return fixture_end (status);
}
