/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/keeper.h"
#include "sync/sync.h"
#include "sync/token-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "net/server.h"
#include "vault/fixture.h"
#include "vault/keyring.h"

#define PROFILE "/protocols/oauth2/profiles/smart-v1/"
#define WELL_KNOWN "/r4/T/.well-known/smart-configuration"
#define SEED                                                                                       \
  "{\"message\":\"code=\\\"urn:cerner:error:oauth2:resource-access:tenant-mismatch\\\", "          \
  "error=\\\"invalid_token\\\", error_description=\\\"Token is not valid for this tenant\\\"\","   \
  "\"code\":401}"

/* A stored connection at a server in this process, with tokens that live as long as a test says. */
typedef struct
{
  Server *server;
  char *dir;
  KwVault *vault;
  KwConnection *connection;
  char *token_path;
} Fixture;

static void
store_tokens (Fixture *self, const char *access, const char *refresh, gint64 seconds)
{
  KwTokens tokens = { .access_token = (char *) access,
                      .refresh_token = (char *) refresh,
                      .patient = (char *) "p1",
                      .expires_at = g_get_real_time () / G_USEC_PER_SEC + seconds };
  g_autofree char *json = kw_tokens_to_json (&tokens);

  g_assert_true (kw_keyring_store_tokens (kw_connection_get (self->connection, KW_CONNECTION_UUID),
                                          kw_connection_get (self->connection, KW_CONNECTION_BASE),
                                          "Hospital", json, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const char *origin;
  g_autofree char *base = NULL;
  g_autofree char *authorize = NULL;
  g_autofree char *token = NULL;
  g_autofree char *document = NULL;

  self->server = server_new ();
  origin = server_get_origin (self->server);
  self->token_path
      = g_strconcat ("/tenants/T/hosts/", origin + strlen ("http://"), PROFILE "token", NULL);
  base = g_strconcat (origin, "/r4/T", NULL);
  authorize = g_strconcat (origin, "/tenants/T" PROFILE "personas/patient/authorize", NULL);
  token = g_strconcat (origin, self->token_path, NULL);
  self->connection = connection_with (
      KW_CONNECTION_BASE, base, KW_CONNECTION_AUTHORIZE_URL, authorize, KW_CONNECTION_TOKEN_URL,
      token, KW_CONNECTION_CLIENT_ID, "client", KW_CONNECTION_PATIENT, "p1", KW_CONNECTION_VENDOR,
      "demo", KW_CONNECTION_NAME, "Hospital", -1);
  self->dir = fixture_new ();
  self->vault = fixture_vault (self->dir);
  g_assert_true (kw_vault_put_connection (self->vault, self->connection, NULL));
  store_tokens (self, "first", "r1", 570);
  document = g_strdup_printf ("{\"authorization_endpoint\":\"%s\",\"token_endpoint\":\"%s\"}",
                              authorize, token);
  server_set (self->server, WELL_KNOWN, 200, "application/json", document);
  server_set (self->server, self->token_path, 200, "application/json",
              "{\"access_token\":\"second\",\"refresh_token\":\"r2\",\"expires_in\":570}");
  server_set (self->server, "/r4/T/Patient/p1", 200, "application/json", "{}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  server_free (self->server);
  g_object_unref (self->vault);
  kw_connection_unref (self->connection);
  fixture_remove (self->dir);
  g_free (self->dir);
  g_free (self->token_path);
}

static KwKeeper *
make_keeper (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  KwKeeper *keeper = kw_keeper_new (
      self->vault, kw_connection_get (self->connection, KW_CONNECTION_UUID), NULL, &error);

  g_assert_no_error (error);
  return keeper;
}

static KwTokens *
load_tokens (Fixture *self)
{
  g_autofree char *json
      = kw_keyring_load_tokens (kw_connection_get (self->connection, KW_CONNECTION_UUID),
                                kw_connection_get (self->connection, KW_CONNECTION_BASE), NULL);

  return kw_tokens_new_from_json (json, NULL);
}

static guint
count_lines (const char *log, const char *part)
{
  guint n = 0;

  for (const char *p = log; (p = strstr (p, part)) != NULL; p += strlen (part))
    n++;
  return n;
}

/* Before a token lapses it is refreshed, and what came is stored before it is used. */
static void
test_ahead (Fixture *self, gconstpointer data)
{
  static const struct
  {
    gint64 left;
    gboolean refreshed;
  } cases[] = { { 570, FALSE }, { 0, TRUE }, { -60, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwKeeper) keeper = NULL;
      g_autoptr (KwReply) reply = NULL;
      g_autoptr (KwTokens) stored = NULL;

      store_tokens (self, "first", "r1", cases[i].left);
      keeper = make_keeper (self);
      reply = kw_keeper_read (keeper, "Patient/p1", NULL, NULL);
      g_assert_cmpuint (reply->status, ==, 200);
      stored = load_tokens (self);
      g_assert_cmpstr (stored->access_token, ==, cases[i].refreshed ? "second" : "first");
      g_assert_cmpstr (stored->refresh_token, ==, cases[i].refreshed ? "r2" : "r1");
    }
}

/* What another program has refreshed meanwhile is used: a refresh token is never sent twice. */
static void
test_other_program (Fixture *self, gconstpointer data)
{
  g_autoptr (KwKeeper) keeper = NULL;
  g_autoptr (KwReply) reply = NULL;
  g_autofree char *log = NULL;

  store_tokens (self, "first", "r1", 0);
  keeper = make_keeper (self);
  store_tokens (self, "theirs", "r2", 570);
  reply = kw_keeper_read (keeper, "Patient/p1", NULL, NULL);
  g_assert_cmpuint (reply->status, ==, 200);
  log = server_dup_log (self->server);
  g_assert_cmpstr (log, ==, "GET /r4/T/Patient/p1|Bearer theirs|\n");
}

/* Without a refresh token the server says when the end has come. */
static void
test_no_refresh_token (Fixture *self, gconstpointer data)
{
  g_autoptr (KwKeeper) keeper = NULL;
  g_autoptr (KwReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  store_tokens (self, "first", NULL, -60);
  keeper = make_keeper (self);
  reply = kw_keeper_read (keeper, "Patient/p1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  server_set (self->server, "/r4/T/Patient/p1", 401, NULL, "");
  g_assert_null (kw_keeper_read (keeper, "Patient/p1", NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_SIGN_IN_LAPSED);
}

static gpointer
read_in_thread (gpointer keeper)
{
  g_autoptr (KwReply) reply = kw_keeper_read (keeper, "Patient/p1", NULL, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  return NULL;
}

static void
test_one_in_flight (Fixture *self, gconstpointer data)
{
  g_autoptr (KwKeeper) keeper = NULL;
  GThread *threads[6];
  g_autofree char *log = NULL;

  store_tokens (self, "first", "r1", 0);
  keeper = make_keeper (self);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_in_thread, keeper);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  log = server_dup_log (self->server);
  g_assert_cmpuint (count_lines (log, "POST "), ==, 1);
  g_assert_cmpuint (count_lines (log, "|Bearer second|"), ==, G_N_ELEMENTS (threads));
}

/* The keyring is locked while the server rotates the token: from then on it is no file. */
static void
lock_keyring (gpointer data)
{
  const char *path = g_getenv ("SECRET_FILE_TEST_PATH");
  g_autofree char *away = g_strconcat (path, ".away", NULL);

  if (g_rename (path, away) == 0)
    g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

static void
unlock_keyring (void)
{
  const char *path = g_getenv ("SECRET_FILE_TEST_PATH");
  g_autofree char *away = g_strconcat (path, ".away", NULL);

  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_cmpint (g_rename (away, path), ==, 0);
}

static void
test_locked_keyring (Fixture *self, gconstpointer data)
{
  g_autoptr (KwKeeper) keeper = NULL;
  g_autoptr (KwTokens) stored = NULL;
  g_autoptr (GError) error = NULL;

  store_tokens (self, "first", "r1", 0);
  keeper = make_keeper (self);
  server_set_hook (self->server, self->token_path, lock_keyring, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KwReply) reply = kw_keeper_read (keeper, "Patient/p1", NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (reply->status, ==, 200);
    }
  g_assert_false (kw_keeper_settle (keeper, &error));
  g_assert_nonnull (error);
  unlock_keyring ();
  g_assert_true (kw_keeper_settle (keeper, NULL));
  stored = load_tokens (self);
  g_assert_cmpstr (stored->refresh_token, ==, "r2");
}

static gpointer
fail_in_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_keeper_read (data, "Patient/p1", NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_RENEWAL);
  return NULL;
}

static void
answer_slowly (gpointer data)
{
  g_usleep (300000);
}

/* Whoever waits for a refresh that fails is answered by it, and does not ask again. */
static void
test_one_failure (Fixture *self, gconstpointer data)
{
  g_autoptr (KwKeeper) keeper = NULL;
  GThread *threads[6];
  g_autofree char *log = NULL;

  store_tokens (self, "first", "r1", 0);
  keeper = make_keeper (self);
  server_set (self->server, self->token_path, 500, NULL, "");
  server_set_hook (self->server, self->token_path, answer_slowly, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", fail_in_thread, keeper);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  log = server_dup_log (self->server);
  g_assert_cmpuint (count_lines (log, "POST "), ==, 1);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (200000);
  g_cancellable_cancel (data);
  return NULL;
}

/* A vendor that allows a refresh every ten seconds is not asked again within them, whichever
 * program asked before. */
static void
test_least_seconds (Fixture *self, gconstpointer data)
{
  g_autoptr (KwConnection) slow
      = kw_connection_with (self->connection, KW_CONNECTION_VENDOR, "generic");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (KwKeeper) keeper = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;
  int lock = kw_token_store_lock (self->vault, slow);
  GThread *thread;

  kw_token_store_set_asked (lock, g_get_real_time () / G_USEC_PER_SEC);
  close (lock);
  g_assert_true (kw_vault_put_connection (self->vault, slow, NULL));
  store_tokens (self, "first", "r1", 0);
  keeper = kw_keeper_new (self->vault, kw_connection_get (slow, KW_CONNECTION_UUID), cancellable,
                          NULL);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_null (kw_keeper_read (keeper, "Patient/p1", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  log = server_dup_log (self->server);
  g_assert_null (strstr (log, "POST "));
}

/* A refresh ahead that fails costs nothing while the token lives, and is not repeated at once. */
static void
test_ahead_fails (Fixture *self, gconstpointer data)
{
  g_autoptr (KwKeeper) keeper = NULL;
  g_autofree char *log = NULL;

  store_tokens (self, "first", "r1", 6);
  keeper = make_keeper (self);
  /* The last third of its life is early, and a second before its end it is over. */
  while (kw_keeper_get_expires_at (keeper) - g_get_real_time () / G_USEC_PER_SEC > 2)
    g_usleep (20000);
  server_set (self->server, self->token_path, 503, NULL, "");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KwReply) reply = kw_keeper_read (keeper, "Patient/p1", NULL, NULL);

      g_assert_cmpuint (reply->status, ==, 200);
    }
  log = server_dup_log (self->server);
  g_assert_cmpuint (count_lines (log, "grant_type=refresh_token"), ==, 1);
}

/* The reason this program exists: one discovery, one refresh, one retry, and an end. */
static void
test_tenant_mismatch (Fixture *self, gconstpointer data)
{
  g_autoptr (KwKeeper) keeper = make_keeper (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;
  g_autofree char *expected
      = g_strdup_printf ("GET /r4/T/Patient/p1|Bearer first|\n"
                         "GET " WELL_KNOWN "||\n"
                         "POST %s||grant_type=refresh_token&refresh_token=r1&client_id=client\n"
                         "GET /r4/T/Patient/p1|Bearer second|\n",
                         self->token_path);

  server_set (self->server, "/r4/T/Patient/p1", 401, "application/json", SEED);
  server_set_header (self->server, "/r4/T/Patient/p1", "Opc-Request-Id", "/636A/C3F6");
  g_assert_null (kw_keeper_read (keeper, "Patient/p1", NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_THEIRS);
  g_assert_nonnull (strstr (error->message, "/636A/C3F6"));
  log = server_dup_log (self->server);
  g_assert_cmpstr (log, ==, expected);
}

/* What a real other program does while this one has its keyring open: it rotates the token. */
static int
rotate_elsewhere (const char *uuid, const char *base)
{
  KwTokens tokens = { .access_token = (char *) "theirs",
                      .refresh_token = (char *) "r-theirs",
                      .patient = (char *) "p1",
                      .expires_at = g_get_real_time () / G_USEC_PER_SEC + 570 };
  g_autofree char *json = kw_tokens_to_json (&tokens);

  return kw_keyring_store_tokens (uuid, base, "Hospital", json, NULL) ? 0 : 1;
}

/* The old refresh token is used up by then: sent again it would end the grant. The file is read
 * anew, and what is rotated here afterwards can be stored. */
static void
test_programs (Fixture *self, gconstpointer data)
{
  const char *uuid = kw_connection_get (self->connection, KW_CONNECTION_UUID);
  const char *base = kw_connection_get (self->connection, KW_CONNECTION_BASE);
  g_autoptr (KwKeeper) keeper = NULL;
  g_autoptr (GSubprocess) other = NULL;
  g_autoptr (KwReply) reply = NULL;
  g_autoptr (KwTokens) stored = NULL;
  g_autofree char *log = NULL;

  store_tokens (self, "first", "r1", -60);
  keeper = make_keeper (self);
  other = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "/proc/self/exe", "--rotate", uuid, base,
                            NULL);
  g_assert_true (g_subprocess_wait_check (other, NULL, NULL));
  reply = kw_keeper_read (keeper, "Patient/p1", NULL, NULL);
  g_assert_cmpuint (reply->status, ==, 200);
  log = server_dup_log (self->server);
  g_assert_cmpstr (log, ==, "GET /r4/T/Patient/p1|Bearer theirs|\n");
  store_tokens (self, "later", "r3", 570);
  stored = load_tokens (self);
  g_assert_cmpstr (stored->refresh_token, ==, "r3");
}

/* A request that was on its way with the fresh token is refused as well: that is no reason for a
 * second refresh. One that is taken ends the caution. */
static void
test_one_refresh (Fixture *self, gconstpointer data)
{
  g_autoptr (KwKeeper) keeper = make_keeper (self);
  g_autoptr (KwReply) reply = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  server_set (self->server, "/r4/T/Patient/p1", 401, "application/json", SEED);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_keeper_read (keeper, "Patient/p1", NULL, &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_THEIRS);
    }
  first = server_dup_log (self->server);
  g_assert_cmpuint (count_lines (first, "POST "), ==, 1);
  server_set (self->server, "/r4/T/Goal/1", 200, "application/json", "{}");
  reply = kw_keeper_read (keeper, "Goal/1", NULL, NULL);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_null (kw_keeper_read (keeper, "Patient/p1", NULL, NULL));
  second = server_dup_log (self->server);
  g_assert_cmpuint (count_lines (second, "POST "), ==, 2);
}

/* What is sent to the hospital's help desk: the ids of the answer, every address, and nothing that
 * opens or names a record. */
static void
test_support (Fixture *self, gconstpointer data)
{
  static const char *const said[] = { "tenant-mismatch", "/636A/C3F6", "/r4/T", "client" };
  static const char *const unsaid[] = { "first", "second", "r1", "r2", "p1", "Plantword" };
  g_autoptr (KwDoctorReport) report = NULL;
  g_autofree char *support = NULL;

  server_set (self->server, "/r4/T/Patient/p1", 401, "application/json", SEED);
  server_set_header (self->server, "/r4/T/Patient/p1", "Opc-Request-Id", "/636A/C3F6");
  report = kw_doctor_run (self->vault, kw_connection_get (self->connection, KW_CONNECTION_UUID),
                          NULL, NULL, NULL, NULL);
  support = kw_doctor_report_dup_text (report);
  g_assert_cmpint (report->worst, ==, KW_CHECK_FAIL);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    g_assert_nonnull (strstr (support, said[i]));
  for (guint i = 0; i < G_N_ELEMENTS (unsaid); i++)
    g_assert_null (strstr (support, unsaid[i]));
}

/* The hospital has moved to another tenant: the pair is named, and the token goes nowhere. */
static void
test_tenant_moved (Fixture *self, gconstpointer data)
{
  g_autoptr (KwKeeper) keeper = make_keeper (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;

  server_set (self->server, "/r4/T/Patient/p1", 401, "application/json", SEED);
  server_set (self->server, WELL_KNOWN, 200, "application/json",
              "{\"authorization_endpoint\":\"%o/tenants/U" PROFILE
              "personas/patient/authorize\",\"token_endpoint\":\"%o/tenants/U" PROFILE "token\"}");
  g_assert_null (kw_keeper_read (keeper, "Patient/p1", NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS);
  log = server_dup_log (self->server);
  g_assert_cmpuint (count_lines (log, "POST "), ==, 0);
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint status; /* of every read */
    guint refresh_status;
    const char *refresh_body;
    KwError error;
    guint n_reads;
  } cases[] = {
    { 401, 200, "{\"access_token\":\"second\"}", KW_ERROR_SIGN_IN_LAPSED, 2 },
    { 401, 400, "{\"error\":\"invalid_grant\"}", KW_ERROR_SIGN_IN_LAPSED, 1 },
    { 401, 500, "", KW_ERROR_RENEWAL, 1 },
    { 401, 503, "", KW_ERROR_RENEWAL, 1 },
    { 401, 200, "{\"access_token\":\"second\",\"patient\":\"p2\"}", KW_ERROR_OTHER_PATIENT, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwKeeper) keeper = NULL;
      g_autoptr (KwTokens) stored = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *before = server_dup_log (self->server);
      g_autofree char *after = NULL;

      g_test_message ("%u %s", cases[i].refresh_status, cases[i].refresh_body);
      store_tokens (self, "first", "r1", 570);
      keeper = make_keeper (self);
      server_set (self->server, "/r4/T/Patient/p1", cases[i].status, NULL, "");
      server_set (self->server, self->token_path, cases[i].refresh_status, "application/json",
                  cases[i].refresh_body);
      g_assert_null (kw_keeper_read (keeper, "Patient/p1", NULL, &error));
      g_assert_error (error, KW_ERROR, (int) cases[i].error);
      after = server_dup_log (self->server);
      g_assert_cmpuint (count_lines (after + strlen (before), "GET "), ==, cases[i].n_reads);
      /* A refusal never costs the refresh token that the person still has. */
      stored = load_tokens (self);
      g_assert_cmpstr (stored->refresh_token, ==, "r1");
    }
}

/* A server that is busy is asked again, after the pause that it asks for. */
static void
test_busy (Fixture *self, gconstpointer data)
{
  g_autoptr (KwKeeper) keeper = make_keeper (self);
  g_autoptr (KwReply) reply = NULL;
  g_autofree char *log = NULL;

  server_set (self->server, "/r4/T/Patient/p1", 429, NULL, "");
  server_set_header (self->server, "/r4/T/Patient/p1", "Retry-After", "0");
  reply = kw_keeper_read (keeper, "Patient/p1", NULL, NULL);
  g_assert_cmpuint (reply->status, ==, 429);
  log = server_dup_log (self->server);
  g_assert_cmpuint (count_lines (log, "GET "), ==, 4);
}

/* A secret whose base differs is not loaded, and mixed addresses send nothing. */
static void
test_not_loaded (Fixture *self, gconstpointer data)
{
  const char *uuid = kw_connection_get (self->connection, KW_CONNECTION_UUID);
  g_autoptr (KwConnection) moved
      = kw_connection_with (self->connection, KW_CONNECTION_BASE, "https://other.example/r4/T");
  g_autoptr (KwConnection) mixed
      = kw_connection_with (self->connection, KW_CONNECTION_AUTHORIZE_URL,
                            "https://id.example/tenants/U" PROFILE "personas/patient/authorize");
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kw_vault_put_connection (self->vault, moved, NULL));
  g_assert_null (kw_keeper_new (self->vault, uuid, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_SIGN_IN_LAPSED);
  g_clear_error (&error);
  g_assert_true (kw_vault_put_connection (self->vault, mixed, NULL));
  g_assert_null (kw_keeper_new (self->vault, uuid, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS);
  log = server_dup_log (self->server);
  g_assert_cmpstr (log, ==, "");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/sync/keeper/ahead", test_ahead },
    { "/sync/keeper/other-program", test_other_program },
    { "/sync/keeper/programs", test_programs },
    { "/sync/keeper/no-refresh-token", test_no_refresh_token },
    { "/sync/keeper/one-in-flight", test_one_in_flight },
    { "/sync/keeper/locked-keyring", test_locked_keyring },
    { "/sync/keeper/ahead-fails", test_ahead_fails },
    { "/sync/keeper/one-failure", test_one_failure },
    { "/sync/keeper/least-seconds", test_least_seconds },
    { "/sync/keeper/tenant-mismatch", test_tenant_mismatch },
    { "/sync/keeper/one-refresh", test_one_refresh },
    { "/sync/keeper/support", test_support },
    { "/sync/keeper/tenant-moved", test_tenant_moved },
    { "/sync/keeper/refusals", test_refusals },
    { "/sync/keeper/busy", test_busy },
    { "/sync/keeper/not-loaded", test_not_loaded },
  };
  int status;

  if (argc == 4 && g_str_equal (argv[1], "--rotate"))
    return rotate_elsewhere (argv[2], argv[3]);
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  status = g_test_run ();
  return fixture_end (status);
}
