/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/journal.h"

#include <string.h>

#include "net/session.h"
#include "server.h"

static void
test_masked (void)
{
  static const struct
  {
    const char *url;
    const char *masked;
  } cases[] = {
    { "https://a.example/r4/T/Goal?patient=123&_count=9", "/r4/T/Goal?patient={patient}&_count=9" },
    { "https://a.example/api/FHIR/R4/Patient/eXy-1.2", "/api/FHIR/R4/Patient/{patient}" },
    { "https://a.example/r4/T/Binary/XR-99?x", "/r4/T/Binary/{id}?{…}" },
    { "https://a.example/tenants/T/hosts/h/token", "/tenants/T/hosts/h/token" },
    { "https://a.example/r4/T?sessionID=secret&category=laboratory",
      "/r4/T?sessionID={…}&category=laboratory" },
    { "https://a.example/r4/T/Observation?subject=Patient/77", "/r4/T/Observation?subject={…}" },
    { "https://a.example/r4/T/Patient/", "/r4/T/Patient/" },
    { "no address", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = kw_journal_dup_masked (cases[i].url);
      g_assert_cmpstr (masked, ==, cases[i].masked);
    }
}

static void
test_line (void)
{
  KwExchange exchange = { .sent_at = G_GINT64_CONSTANT (1764066000123456),
                          .purpose = KW_PURPOSE_READ,
                          .method = "GET",
                          .host = (char *) "a.example",
                          .path = (char *) "/r4/T/Goal",
                          .with_token = TRUE,
                          .status = 401,
                          .urn = (char *) "urn:cerner:error:a",
                          .request_ids = (char *) "Opc-Request-Id: 1",
                          .date = (char *) "Tue, 25 Nov 2025 10:20:00 GMT" };
  g_autofree char *answered = kw_exchange_dup_line (&exchange);
  g_autofree char *silent = NULL;

  g_assert_cmpstr (answered, ==,
                   "2025-11-25T10:20:00.123Z GET a.example/r4/T/Goal -> 401, urn:cerner:error:a, "
                   "Date: Tue, 25 Nov 2025 10:20:00 GMT, Opc-Request-Id: 1 (read, with the token)");
  exchange.status = 0;
  exchange.failure = (char *) "unreachable";
  exchange.urn = exchange.date = exchange.request_ids = NULL;
  exchange.with_token = FALSE;
  silent = kw_exchange_dup_line (&exchange);
  g_assert_cmpstr (silent, ==,
                   "2025-11-25T10:20:00.123Z GET a.example/r4/T/Goal -> no answer (unreachable) "
                   "(read)");
}

/* A session writes down each request, with what the server said and without what was secret. */
static void
test_session (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *url = g_strconcat (server_get_origin (server), "/Patient/canary", NULL);
  KwRequest request = { .method = "GET",
                        .url = url,
                        .bearer = "canary-token",
                        .max_size = 100,
                        .purpose = KW_PURPOSE_READ };
  g_autoptr (KwReply) reply = NULL;
  g_autoptr (GPtrArray) exchanges = NULL;

  server_set (server, "/Patient/canary", 401, "application/json",
              "{\"message\":\"code=\\\"urn:cerner:error:oauth2:resource-access:expired\\\"\"}");
  server_set_header (server, "/Patient/canary", "Opc-Request-Id", "one");
  reply = kw_session_send (session, &request, NULL, NULL);
  request.url = "http://127.0.0.1:1/gone";
  request.purpose = KW_PURPOSE_REFRESH;
  g_assert_null (kw_session_send (session, &request, NULL, NULL));
  exchanges = kw_journal_dup (kw_session_get_journal (session));
  g_assert_cmpuint (exchanges->len, ==, 2);
  for (guint i = 0; i < exchanges->len; i++)
    {
      g_autofree char *line = kw_exchange_dup_line (g_ptr_array_index (exchanges, i));
      g_assert_null (strstr (line, "canary"));
    }
  const KwExchange *first = g_ptr_array_index (exchanges, 0);
  const KwExchange *second = g_ptr_array_index (exchanges, 1);
  g_assert_cmpuint (first->status, ==, 401);
  g_assert_true (first->with_token);
  g_assert_cmpstr (first->urn, ==, "urn:cerner:error:oauth2:resource-access:expired");
  g_assert_cmpstr (first->request_ids, ==, "Opc-Request-Id: one");
  g_assert_cmpstr (second->failure, ==, "unreachable");
  g_assert_cmpint (second->purpose, ==, KW_PURPOSE_REFRESH);
}

/* It keeps the last ones. */
static void
test_bounded (void)
{
  g_autoptr (KwJournal) journal = kw_journal_new ();
  g_autoptr (GPtrArray) exchanges = NULL;

  for (gint64 i = 1; i <= 1000; i++)
    {
      KwExchange *exchange = g_new0 (KwExchange, 1);
      exchange->sent_at = i;
      kw_journal_take (journal, exchange);
    }
  exchanges = kw_journal_dup (journal);
  g_assert_cmpuint (exchanges->len, ==, 400);
  g_assert_cmpint (((KwExchange *) g_ptr_array_index (exchanges, 399))->sent_at, ==, 1000);
}

static void
test_purposes (void)
{
  for (guint i = 0; i < KW_N_PURPOSES; i++)
    {
      KwPurpose purpose;
      g_assert_true (kw_purpose_from_id (kw_purpose_get_id (i), &purpose));
      g_assert_cmpuint (purpose, ==, i);
      g_assert_true (g_str_has_prefix (kw_purpose_get_words (i), "to "));
    }
  KwPurpose none;
  g_assert_false (kw_purpose_from_id ("nothing", &none));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/journal/masked", test_masked);
  g_test_add_func ("/net/journal/line", test_line);
  g_test_add_func ("/net/journal/session", test_session);
  g_test_add_func ("/net/journal/bounded", test_bounded);
  g_test_add_func ("/net/journal/purposes", test_purposes);
  return g_test_run ();
}
