/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "core/types.h"
#include "sync/clock.h"
#include "sync/doctor-private.h"

/* A clock that is further off makes valid tokens look old. */
#define MAX_CLOCK_SECONDS 120

static void
conclude (KwCheck *check, KwCheckVerdict verdict, const char *words)
{
  check->verdict = verdict;
  check->words = g_strdup (words);
}

static void
fail (KwVisit *visit, KwCheck *check, const GError *error)
{
  check->verdict = KW_CHECK_FAIL;
  check->words = g_error_matches (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_THEIRS)
                     ? g_strdup (_ ("No. The server refuses the pass that it gave out itself."))
                     : kw_error_dup_sentence (error);
  check->detail = kw_error_dup_detail (error);
  if (visit->worst == NULL)
    visit->worst = g_error_copy (error);
}

static gboolean
is_any (const GError *error, const KwError *codes, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_error_matches (error, KW_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

/* Nothing came back at all, so that nothing can be said of what would have come. */
static gboolean
is_silent (const KwVisit *visit)
{
  static const KwError codes[] = { KW_ERROR_UNREACHABLE, KW_ERROR_ADDRESS, KW_ERROR_CERTIFICATE };

  return is_any (visit->no_discovery, codes, G_N_ELEMENTS (codes));
}

static void
conclude_silent (KwCheck *check)
{
  conclude (check, KW_CHECK_UNKNOWN, _ ("Not checked, because the server does not answer."));
}

/* The document is fetched here, once; what follows looks at it from more sides. */
static void
check_reach (KwVisit *visit, KwCheck *check)
{
  static const KwError codes[] = { KW_ERROR_UNREACHABLE, KW_ERROR_ADDRESS };
  gint64 begin = g_get_monotonic_time ();

  visit->found = visit->stored != NULL ? kw_rediscover (visit->session, visit->stored,
                                                        visit->cancellable, &visit->no_discovery)
                                       : kw_discover (visit->session, visit->address,
                                                      visit->cancellable, &visit->no_discovery);
  double seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  if (is_any (visit->no_discovery, codes, G_N_ELEMENTS (codes)))
    {
      fail (visit, check, visit->no_discovery);
      return;
    }
  g_autofree char *words = seconds < 0.1
                               ? g_strdup (_ ("Yes, it answered at once."))
                               /* Translators: a number of seconds, as "0.3". */
                               : g_strdup_printf (_ ("Yes, it answered in %.1f seconds."), seconds);
  conclude (check, KW_CHECK_FINE, words);
}

static void
check_certificate (KwVisit *visit, KwCheck *check)
{
  if (g_error_matches (visit->no_discovery, KW_ERROR, KW_ERROR_CERTIFICATE))
    fail (visit, check, visit->no_discovery);
  else if (is_silent (visit))
    conclude_silent (check);
  else if (g_str_has_prefix (visit->address, "http://"))
    conclude (check, KW_CHECK_FINE, _ ("It runs on this computer, so there is nothing to prove."));
  else
    conclude (check, KW_CHECK_FINE, _ ("Yes."));
}

static gboolean
is_mixed (const KwVisit *visit)
{
  return g_error_matches (visit->no_discovery, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS);
}

static void
check_document (KwVisit *visit, KwCheck *check)
{
  if (is_silent (visit))
    conclude_silent (check);
  else if (visit->found == NULL && !is_mixed (visit))
    fail (visit, check, visit->no_discovery);
  else
    conclude (check, KW_CHECK_FINE, _ ("Yes."));
}

/* Many servers announce less than they can do, so that what is not announced is a remark. */
static void
check_allows (KwVisit *visit, KwCheck *check)
{
  static const char *const needed[]
      = { "launch-standalone", "client-public", "context-standalone-patient", "S256" };
  const char *text
      = visit->found != NULL ? kw_connection_get (visit->found, KW_CONNECTION_CAPABILITIES) : NULL;
  g_auto (GStrv) announced = g_strsplit (text != NULL ? text : "", " ", -1);
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();

  if (visit->found == NULL)
    {
      conclude (check, KW_CHECK_UNKNOWN,
                _ ("Not checked, because the server does not say how to sign in."));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!g_strv_contains ((const char *const *) announced, needed[i]))
      g_ptr_array_add (missing, (gpointer) needed[i]);
  if (missing->len == 0)
    {
      conclude (check, KW_CHECK_FINE, _ ("Yes."));
      return;
    }
  g_ptr_array_add (missing, NULL);
  g_autofree char *names = g_strjoinv (", ", (char **) missing->pdata);
  check->detail = g_strconcat ("not announced: ", names, NULL);
  conclude (check, KW_CHECK_WARN,
            _ ("The server does not say so. It may work all the same: many servers say less than "
               "they can do."));
}

/* The guard over the addresses that are stored and over those that the server names now. */
static void
check_hospital (KwVisit *visit, KwCheck *check)
{
  g_autoptr (GError) error = NULL;

  if (visit->keeper != NULL)
    visit->report->values = kw_keeper_dup_tenant_values (visit->keeper);
  else if (visit->stored != NULL || visit->found != NULL)
    visit->report->values
        = kw_tenant_values (visit->stored != NULL ? visit->stored : visit->found, NULL, NULL);
  if (visit->keeper != NULL && !kw_keeper_check (visit->keeper, &error))
    fail (visit, check, error);
  else if (visit->keeper == NULL && visit->stored != NULL
           && !kw_tenant_check (visit->stored, NULL, NULL, &error))
    fail (visit, check, error);
  else if (is_mixed (visit))
    fail (visit, check, visit->no_discovery);
  else if (visit->stored == NULL && visit->found == NULL)
    conclude_silent (check);
  else
    conclude (check, KW_CHECK_FINE, _ ("Yes."));
}

static void
check_token (KwVisit *visit, KwCheck *check)
{
  if (visit->keeper == NULL)
    fail (visit, check, visit->no_keeper);
  else if (kw_keeper_can_refresh (visit->keeper))
    conclude (check, KW_CHECK_FINE, _ ("Yes. It is renewed by itself."));
  else
    conclude (check, KW_CHECK_WARN,
              _ ("Yes, but this hospital does not let it be renewed: you will be asked to sign in "
                 "again before long."));
}

/* Whether a scope is granted. A server may write v1 or v2 (".read", ".rs"). */
static gboolean
is_granted (const char *granted, const char *stem)
{
  return strstr (granted, stem) != NULL || strstr (granted, "patient/*.") != NULL;
}

/* The kinds that were asked for and not granted, and how many were asked for. A server may name
 * nothing at all, which grants what was asked (RFC 6749 section 5.1). */
static GPtrArray *
list_missing (KwConnection *connection, guint *out_n_asked)
{
  const char *asked = kw_connection_get (connection, KW_CONNECTION_SCOPE_ASKED);
  const char *granted = kw_connection_get (connection, KW_CONNECTION_SCOPE_GRANTED);
  g_auto (GStrv) wanted = g_strsplit (asked != NULL ? asked : "", " ", -1);
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  *out_n_asked = 0;
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      const char *end = strchr (wanted[i], '.');
      g_autofree char *stem
          = end != NULL ? g_strndup (wanted[i], (gsize) (end - wanted[i]) + 1) : NULL;

      if (stem == NULL || !g_str_has_prefix (stem, "patient/"))
        continue;
      ++*out_n_asked;
      if (granted != NULL && *granted != '\0' && !is_granted (granted, stem))
        g_ptr_array_add (missing, g_strndup (stem + strlen ("patient/"),
                                             strlen (stem) - strlen ("patient/") - 1));
    }
  return missing;
}

static char *
join_plurals (GPtrArray *types)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < types->len; i++)
    {
      const KwType *type = kw_type_lookup (g_ptr_array_index (types, i));
      if (type != NULL)
        g_ptr_array_add (names, (gpointer) kw_type_get_plural (type));
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static void
check_granted (KwVisit *visit, KwCheck *check)
{
  guint n_asked;
  g_autoptr (GPtrArray) missing = list_missing (visit->stored, &n_asked);
  g_autofree char *names = join_plurals (missing);
  g_autofree char *words
      = missing->len > 0
            /* Translators: a list of kinds of records. */
            ? g_strdup_printf (_ ("Not allowed: %s."), names)
            : g_strdup_printf (ngettext ("Yes, all of %u kind of records.",
                                         "Yes, all of %u kinds of records.", n_asked),
                               n_asked);

  conclude (check, missing->len > 0 ? KW_CHECK_WARN : KW_CHECK_FINE, words);
}

static void
check_read (KwVisit *visit, KwCheck *check)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwReply) reply = NULL;

  if (visit->worst != NULL)
    {
      conclude (check, KW_CHECK_UNKNOWN, _ ("Not tried, because of what was found above."));
      return;
    }
  g_autofree char *escaped
      = g_uri_escape_string (kw_connection_get (visit->stored, KW_CONNECTION_PATIENT), NULL, FALSE);
  g_autofree char *path = g_strconcat ("Patient/", escaped, NULL);
  reply = kw_keeper_read (visit->keeper, path, NULL, &error);
  if (reply != NULL && reply->status != 200)
    kw_reply_set_error (reply, &error);
  if (error != NULL)
    fail (visit, check, error);
  else
    conclude (check, KW_CHECK_FINE, _ ("Yes."));
}

/* From whatever answer the server dated last, also one that was an error. */
static void
check_clock (KwVisit *visit, KwCheck *check)
{
  gint64 difference = 0;

  if (!kw_clock_compare (kw_session_get_journal (visit->session), &difference))
    conclude (check, KW_CHECK_UNKNOWN, _ ("The server does not say what time it is."));
  else if (ABS (difference) > MAX_CLOCK_SECONDS)
    {
      check->detail = g_strdup_printf ("differs by %" G_GINT64_FORMAT " seconds", difference);
      visit->report->clock_is_off = TRUE;
      conclude (check, KW_CHECK_WARN,
                _ ("It differs from the server’s by more than two minutes. Set the time of this "
                   "computer."));
    }
  else
    {
      /* The server says whole seconds. */
      g_autofree char *words
          = g_strdup_printf (ngettext ("Yes, within %u second.", "Yes, within %u seconds.",
                                       (gulong) MAX (ABS (difference), 1)),
                             (guint) MAX (ABS (difference), 1));
      conclude (check, KW_CHECK_FINE, words);
    }
}

/* Where there is no list to look in, there is nothing to say. */
static gboolean
has_list (const KwVisit *visit)
{
  return visit->directories != NULL && kw_directories_covers (visit->directories, visit->stored);
}

static void
check_listed (KwVisit *visit, KwCheck *check)
{
  g_autofree char *warning = kw_directories_dup_warning (visit->directories, visit->stored);

  conclude (check, warning != NULL ? KW_CHECK_WARN : KW_CHECK_FINE,
            warning != NULL ? warning : _ ("Yes."));
}

static const KwCheckRow rows[] = {
  { "reachable", N_ ("The address can be reached"), FALSE, check_reach, NULL },
  { "certificate", N_ ("The server proves who it is"), FALSE, check_certificate, NULL },
  { "discovery", N_ ("It says how to sign in"), FALSE, check_document, NULL },
  { "allows", N_ ("It allows a program like this one"), FALSE, check_allows, NULL },
  { "one-hospital", N_ ("All addresses name one and the same hospital"), FALSE, check_hospital,
    NULL },
  { "listed", N_ ("The list of hospitals names it"), FALSE, check_listed, has_list },
  { "signed-in", N_ ("You are signed in"), TRUE, check_token, NULL },
  { "granted", N_ ("Everything that was asked for was allowed"), TRUE, check_granted, NULL },
  { "read", N_ ("The record can be read"), TRUE, check_read, NULL },
  { "clock", N_ ("The clock of this computer is right"), FALSE, check_clock, NULL },
};

const KwCheckRow *
kw_doctor_list_checks (guint *out_n)
{
  *out_n = G_N_ELEMENTS (rows);
  return rows;
}
