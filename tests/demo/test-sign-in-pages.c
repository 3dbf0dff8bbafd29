/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/generator.h"
#include "demo/sign-in-pages.h"

static guint
count (const char *text, const char *what)
{
  guint n = 0;
  for (const char *p = strstr (text, what); p != NULL; p = strstr (p + 1, what))
    n++;
  return n;
}

/* What every page keeps to: a language, a title, one heading, one focus, no script, no password,
 * and nothing that is fetched from anywhere. */
static void
assert_page (const char *page, guint n_buttons)
{
  static const char *const never[]
      = { "<script", "password\"", "src=", "href=", "http://", "https://", "url(" };
  g_assert_true (g_str_has_prefix (page, "<!DOCTYPE html>\n<html lang=\"en\">"));
  g_assert_nonnull (strstr (page, "width=device-width"));
  g_assert_cmpuint (count (page, "<h1>"), ==, 1);
  g_assert_cmpuint (count (page, "<button "), ==, n_buttons);
  g_assert_cmpuint (count (page, " autofocus>"), ==, n_buttons > 0 ? 1 : 0);
  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_null (strstr (page, never[i]));
}

static void
test_pages (void)
{
  for (guint i = 0; i < KW_DEMO_N_HOSPITALS; i++)
    {
      g_autoptr (KwDemoHospital) hospital = kw_demo_generate (i, 2);
      KwDemoAttempt attempt = { .id = (char *) "attempt", .scope = (char *) "offline_access" };
      g_autofree char *first = kw_demo_page_sign_in (hospital, &attempt);
      assert_page (first, 6);
      attempt.login = kw_demo_hospital_find_login (hospital, "Anna Lee");
      g_autofree char *second = kw_demo_page_choose (hospital, &attempt);
      assert_page (second, 3);
      attempt.patient = g_ptr_array_index (attempt.login->records, 2);
      g_autofree char *third = kw_demo_page_consent (hospital, &attempt);
      assert_page (third, 2);
      g_assert_nonnull (strstr (third, "<b>Theo Lee</b>"));
      g_assert_nonnull (strstr (third, "until you withdraw"));
      g_autofree char *last = kw_demo_page_message (hospital, "Title", "Text.");
      assert_page (last, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/sign-in-pages/pages", test_pages);
  return g_test_run ();
}
