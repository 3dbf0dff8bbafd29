/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/inbox.h"

#include "core/error.h"

#define APP "io.github.keepwell.keepwell://callback"

typedef struct
{
  const char *state;
  GCancellable *cancellable;
  char *redirect;
  GError *error;
} Attempt;

static gpointer
wait_thread (gpointer data)
{
  Attempt *attempt = data;

  attempt->redirect = kw_inbox_wait (attempt->state, 20, attempt->cancellable, &attempt->error);
  return NULL;
}

/* Until the thread waits nobody takes it. */
static void
deliver (const char *redirect)
{
  for (guint i = 0; i < 500; i++)
    {
      if (kw_inbox_deliver (redirect))
        return;
      g_usleep (5000);
    }
  g_assert_not_reached ();
}

/* Two sign-ins at once: each gets its own answer, whatever order they come in. */
static void
test_each_its_own (void)
{
  Attempt attempts[2] = { { .state = "one" }, { .state = "two" } };
  GThread *threads[2];

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("wait", wait_thread, &attempts[i]);
  deliver (APP "?code=b&state=two");
  deliver (APP "?state=one&code=a");
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  g_assert_cmpstr (attempts[0].redirect, ==, APP "?state=one&code=a");
  g_assert_cmpstr (attempts[1].redirect, ==, APP "?code=b&state=two");
  /* Each is taken once. */
  g_assert_false (kw_inbox_deliver (APP "?code=b&state=two"));
  g_free (attempts[0].redirect);
  g_free (attempts[1].redirect);
}

static void
test_nobody (void)
{
  static const char *const redirects[]
      = { APP, APP "?code=1", APP "?state=", APP "?state=unknown&code=1", "nothing", "" };

  for (guint i = 0; i < G_N_ELEMENTS (redirects); i++)
    g_assert_false (kw_inbox_deliver (redirects[i]));
  g_autofree char *padding = g_strnfill (20000, 'x');
  g_autofree char *too_long = g_strconcat (APP "?state=one&code=", padding, NULL);
  g_assert_false (kw_inbox_deliver (too_long));
}

static void
test_ends (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Attempt attempt = { .state = "three", .cancellable = cancellable };
  GThread *thread = g_thread_new ("wait", wait_thread, &attempt);
  g_autoptr (GError) error = NULL;

  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_error (attempt.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&attempt.error);
  g_assert_null (kw_inbox_wait ("four", 0, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_SIGN_IN_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/inbox/each-its-own", test_each_its_own);
  g_test_add_func ("/sync/inbox/nobody", test_nobody);
  g_test_add_func ("/sync/inbox/ends", test_ends);
  return g_test_run ();
}
