/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

#include "demo/sign-in.h"

/* One parameter of the authorize address changed or left out (value NULL), and what must follow: a
 * page and no redirect where the redirect itself is not to be trusted, else an error redirect. */
static void
test_strict (void)
{
  static const struct
  {
    const char *name;
    const char *value;
    const char *urn; /* in error_uri; NULL: a page */
  } rows[] = {
    { "client_id", "somebody-else", NULL },
    { "client_id", NULL, NULL },
    { "redirect_uri", NULL, NULL },
    { "redirect_uri", "http://127.0.0.1:4711/callback/", NULL },
    { "redirect_uri", "http://127.0.0.1:4711/other", NULL },
    { "redirect_uri", "http://localhost:4711/callback", NULL },
    { "redirect_uri", "http://127.0.0.1.example.org:80/callback", NULL },
    { "redirect_uri", "https://127.0.0.1:4711/callback", NULL },
    { "redirect_uri", "http://127.0.0.1:4711/callback\n", NULL },
    { "redirect_uri", "io.github.keepwell.keepwell://callback/", NULL },
    { "redirect_uri", "io.github.keepwell.keepwell:/callback", NULL },
    { "response_type", "token", "unsupported-response-type" },
    { "code_challenge", NULL, "invalid-request" },
    { "code_challenge", "short", "invalid-request" },
    { "code_challenge_method", NULL, "invalid-request" },
    { "code_challenge_method", "plain", "invalid-request" },
    { "state", NULL, "invalid-request" },
    { "aud", NULL, "audience-required" },
    { "aud", "http://127.0.0.1:1/r4/x", "audience-not-white-listed" },
    { "scope", NULL, "denied-by-server" },
    { "scope", "openid", "denied-by-server" },
  };
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *url = authorize_url (clinic, 0, rows[i].name, rows[i].value);
      g_autoptr (Reply) reply = fetch (url, NULL, NULL, NULL);
      g_test_message ("%s=%s", rows[i].name, rows[i].value);
      if (rows[i].urn == NULL)
        {
          g_assert_cmpuint (reply->status, ==, 400);
          g_assert_null (reply->location);
          continue;
        }
      g_assert_cmpuint (reply->status, ==, 303);
      g_assert_true (g_str_has_prefix (reply->location, REDIRECT "?error="));
      g_autofree char *error_uri = query_member (reply->location, "error_uri");
      g_assert_nonnull (strstr (error_uri, rows[i].urn));
    }
}

/* The aud of the other hospital behind the same host is as wrong as any. */
static void
test_aud_of_the_other (void)
{
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  g_autofree char *slash = g_strconcat (kw_clinic_get_base (clinic, 0), "/", NULL);
  const char *wrong[] = { kw_clinic_get_base (clinic, 1), slash };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *url = authorize_url (clinic, 0, "aud", wrong[i]);
      g_autoptr (Reply) reply = fetch (url, NULL, NULL, NULL);
      g_assert_cmpuint (reply->status, ==, 303);
    }
}

static void
test_redirects_that_are_registered (void)
{
  static const char *const uris[]
      = { "io.github.keepwell.keepwell://callback", "http://127.0.0.1:1/callback",
          "http://127.0.0.1:65535/callback" };
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = authorize_url (clinic, 0, "redirect_uri", uris[i]);
      g_autofree char *redirect
          = kw_demo_sign_in (url, &(KwDemoChoice){ .user = "James Okafor" }, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (redirect, uris[i]));
      g_assert_cmpint (redirect[strlen (uris[i])], ==, '?');
    }
}

static void
test_pages (void)
{
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  g_autofree char *url = authorize_url (clinic, 0, NULL, NULL);
  g_autoptr (Reply) reply = fetch (url, NULL, NULL, NULL);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->cache_control, ==, "no-store");
  g_assert_nonnull (strstr (reply->text, "Riverside Hospital"));
  g_assert_nonnull (strstr (reply->text, "<b>Rosa Alvarez</b>"));
  g_assert_nonnull (strstr (reply->text, " autofocus>"));
  g_assert_null (strstr (reply->text, "type=\"password\""));
  g_assert_null (strstr (reply->text, "<script"));
}

static void
test_choices (void)
{
  static const struct
  {
    KwDemoChoice choice;
    const char *member; /* of the redirect; NULL: no such button */
  } rows[] = {
    { { "Anna Lee", "Mary Lee", FALSE }, "code" }, { { "Anna Lee", NULL, FALSE }, "code" },
    { { "anna lee", "theo lee", FALSE }, "code" }, { { "Mary Lee", NULL, TRUE }, "error" },
    { { "Theo Lee", NULL, FALSE }, NULL },         { { "Anna Lee", "Rosa Alvarez", FALSE }, NULL },
  };
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = authorize_url (clinic, 1, NULL, NULL);
      g_autofree char *redirect = kw_demo_sign_in (url, &rows[i].choice, &error);
      if (rows[i].member == NULL)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
          continue;
        }
      g_assert_no_error (error);
      g_autofree char *value = query_member (redirect, rows[i].member);
      g_autofree char *state = query_member (redirect, "state");
      g_assert_nonnull (value);
      g_assert_cmpstr (state, ==, "the-state");
    }
}

/* Each fault of the redirect: a member with its value, or one that is missing (value NULL). */
static void
test_redirect_faults (void)
{
  static const struct
  {
    const char *fault;
    const char *member;
    const char *value;
  } rows[] = {
    { "wrong-state", "state", "somebody-elses" },   { "no-code", "code", NULL },
    { "extra-members", "session_state", "c0ffee" }, { "error-redirect", "error", "access_denied" },
    { "markup-error", "error", "access_denied" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *faults[] = { rows[i].fault, NULL };
      g_autoptr (KwClinic) clinic = clinic_with (faults);
      g_autofree char *redirect = sign_in (clinic, 0, "James Okafor", NULL);
      g_autofree char *value = query_member (redirect, rows[i].member);
      g_assert_cmpstr (value, ==, rows[i].value);
    }
}

static void
test_faults_beside_the_redirect (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwClinic) page = clinic_with ((const char *[]){ "error-page", NULL });
  g_autofree char *url = authorize_url (page, 0, NULL, NULL);
  g_assert_null (kw_demo_sign_in (url, &(KwDemoChoice){ .user = "James Okafor" }, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);

  g_autoptr (KwClinic) stale = clinic_with ((const char *[]){ "stale-discovery", NULL });
  g_autofree char *authorize = endpoint (stale, 0, "authorization_endpoint");
  const char *other = strrchr (kw_clinic_get_base (stale, 1), '/') + 1;
  g_assert_nonnull (strstr (authorize, other));

  g_autoptr (KwClinic) issuer = clinic_with ((const char *[]){ "wrong-iss", NULL });
  g_autofree char *redirect = sign_in (issuer, 0, "James Okafor", NULL);
  g_autofree char *iss = query_member (redirect, "iss");
  g_assert_nonnull (strstr (iss, other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/auth-host/strict", test_strict);
  g_test_add_func ("/demo/auth-host/aud-of-the-other", test_aud_of_the_other);
  g_test_add_func ("/demo/auth-host/redirects", test_redirects_that_are_registered);
  g_test_add_func ("/demo/auth-host/pages", test_pages);
  g_test_add_func ("/demo/auth-host/choices", test_choices);
  g_test_add_func ("/demo/auth-host/redirect-faults", test_redirect_faults);
  g_test_add_func ("/demo/auth-host/other-faults", test_faults_beside_the_redirect);
  return g_test_run ();
}
