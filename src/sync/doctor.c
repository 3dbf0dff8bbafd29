/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "core/error.h"
#include "sync/keeper.h"
#include "sync/sync.h"

/* A clock that is further off makes valid tokens look old. */
#define MAX_CLOCK_SECONDS 120

void
kw_check_free (KwCheck *self)
{
  g_free (self->name);
  g_free (self->words);
  g_free (self->detail);
  g_free (self);
}

void
kw_doctor_report_free (KwDoctorReport *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->checks);
  g_free (self->verdict);
  g_free (self->support);
  g_free (self);
}

static KwCheck *
add (KwDoctorReport *report, const char *name, KwCheckVerdict verdict, const char *words)
{
  KwCheck *check = g_new0 (KwCheck, 1);

  check->name = g_strdup (name);
  check->words = g_strdup (words);
  check->verdict = verdict;
  g_ptr_array_add (report->checks, check);
  if (verdict != KW_CHECK_UNKNOWN)
    report->worst = MAX (report->worst, verdict);
  return check;
}

static void
add_error (KwDoctorReport *report, const char *name, const GError *error)
{
  g_autofree char *words = kw_error_dup_sentence (error);

  add (report, name, KW_CHECK_FAIL, words)->detail = kw_error_dup_detail (error);
}

/* One step, and what its failure means for the steps before it. */
static KwConnection *
check_discovery (KwDoctorReport *report,
                 KwSession *session,
                 const char *address,
                 GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwConnection) found = kw_discover (session, address, cancellable, &error);
  gboolean unreachable = g_error_matches (error, KW_ERROR, KW_ERROR_UNREACHABLE)
                         || g_error_matches (error, KW_ERROR, KW_ERROR_ADDRESS);
  gboolean certificate = g_error_matches (error, KW_ERROR, KW_ERROR_CERTIFICATE);
  gboolean mixed = g_error_matches (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS);

  if (unreachable)
    add_error (report, _ ("The address can be reached"), error);
  else
    add (report, _ ("The address can be reached"), KW_CHECK_FINE, _ ("Yes."));
  if (certificate)
    add_error (report, _ ("The server proves who it is"), error);
  else if (!unreachable)
    add (report, _ ("The server proves who it is"), KW_CHECK_FINE, _ ("Yes."));
  if (unreachable || certificate)
    return NULL;
  if (found == NULL && !mixed)
    {
      add_error (report, _ ("It says how to sign in"), error);
      return NULL;
    }
  add (report, _ ("It says how to sign in"), KW_CHECK_FINE, _ ("Yes."));
  if (mixed)
    add_error (report, _ ("All addresses name one and the same hospital"), error);
  else
    add (report, _ ("All addresses name one and the same hospital"), KW_CHECK_FINE, _ ("Yes."));
  return g_steal_pointer (&found);
}

static void
check_clock (KwDoctorReport *report, const char *date)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  static const char *const months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_autoptr (GDateTime) server = NULL;
  char month[4] = "";
  int day, year, hour, minute, second;
  const char *found;

  /* RFC 9110 section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT". */
  if (date != NULL
      && sscanf (date, "%*4c%d %3s %d %d:%d:%d", &day, month, &year, &hour, &minute, &second) == 6
      && (found = strstr (months, month)) != NULL)
    server = g_date_time_new_utc (year, (int) (found - months) / 3 + 1, day, hour, minute, second);
  if (server == NULL)
    add (report, _ ("The clock of this computer is right"), KW_CHECK_UNKNOWN,
         _ ("The server does not say what time it is."));
  else if (ABS (g_date_time_difference (now, server)) > MAX_CLOCK_SECONDS * G_TIME_SPAN_SECOND)
    add (report, _ ("The clock of this computer is right"), KW_CHECK_WARN,
         _ ("It differs from the server’s by more than two minutes. Set the time of this "
            "computer."));
  else
    add (report, _ ("The clock of this computer is right"), KW_CHECK_FINE, _ ("Yes."));
}

/* What was asked for and not granted; types are named in FHIR's words, because a help desk reads
 * them. */
static void
check_scopes (KwDoctorReport *report, KwConnection *connection)
{
  const char *asked = kw_connection_get (connection, KW_CONNECTION_SCOPE_ASKED);
  const char *granted = kw_connection_get (connection, KW_CONNECTION_SCOPE_GRANTED);
  g_auto (GStrv) wanted = g_strsplit (asked != NULL ? asked : "", " ", -1);
  g_auto (GStrv) given = g_strsplit (granted != NULL ? granted : "", " ", -1);
  guint n_missing = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; wanted[i] != NULL; i++)
    n_missing += g_str_has_prefix (wanted[i], "patient/")
                 && !g_strv_contains ((const char *const *) given, wanted[i]);
  words = g_strdup_printf (ngettext ("%u kind of record was not granted.",
                                     "%u kinds of records were not granted.", n_missing),
                           n_missing);
  if (n_missing > 0)
    add (report, _ ("Everything that was asked for was granted"), KW_CHECK_WARN, words);
  else
    add (report, _ ("Everything that was asked for was granted"), KW_CHECK_FINE, _ ("Yes."));
}

static void
check_read (KwDoctorReport *report, KwKeeper *keeper)
{
  const char *patient
      = kw_connection_get (kw_keeper_get_connection (keeper), KW_CONNECTION_PATIENT);
  g_autofree char *escaped = g_uri_escape_string (patient, NULL, FALSE);
  g_autofree char *path = g_strconcat ("Patient/", escaped, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwReply) reply = kw_keeper_read (keeper, path, NULL, &error);

  if (reply != NULL && reply->status != 200)
    kw_reply_set_error (reply, &error);
  if (error != NULL)
    add_error (report, _ ("The record can be read"), error);
  else
    add (report, _ ("The record can be read"), KW_CHECK_FINE, _ ("Yes."));
  check_clock (report, reply != NULL ? reply->date : NULL);
}

/* Gives the six values of the tenant guard, or NULL when there is no sign-in to read them from. */
static GPtrArray *
check_stored (KwDoctorReport *report, KwVault *vault, const char *uuid, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwKeeper) keeper = kw_keeper_new (vault, uuid, cancellable, &error);

  if (keeper == NULL)
    {
      add_error (report, _ ("The sign-in is still there"), error);
      return NULL;
    }
  add (report, _ ("The sign-in is still there"), KW_CHECK_FINE, _ ("Yes."));
  check_scopes (report, kw_keeper_get_connection (keeper));
  check_read (report, keeper);
  return kw_keeper_dup_tenant_values (keeper);
}

/* What a help desk asks for. The connection's fields are addresses and names of programs; its
 * patient is not among them. */
static char *
dup_support (const KwDoctorReport *report, KwConnection *connection, GPtrArray *values)
{
  static const KwConnectionField fields[]
      = { KW_CONNECTION_BASE, KW_CONNECTION_CLIENT_ID, KW_CONNECTION_REDIRECT_URI,
          KW_CONNECTION_SCOPE_GRANTED, KW_CONNECTION_DISCOVERED_AT };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Keepwell %s, %s\n", KW_VERSION, time);
  for (guint i = 0; connection != NULL && i < G_N_ELEMENTS (fields); i++)
    if (kw_connection_get (connection, fields[i]) != NULL)
      g_string_append_printf (text, "%s: %s\n", kw_connection_field_get_name (fields[i]),
                              kw_connection_get (connection, fields[i]));
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const KwTenantValue *value = g_ptr_array_index (values, i);

      g_string_append_printf (text, "%s: %s\n", value->name,
                              value->value != NULL ? value->value : "-");
    }
  for (guint i = 0; i < report->checks->len; i++)
    {
      const KwCheck *check = g_ptr_array_index (report->checks, i);

      if (check->detail != NULL)
        g_string_append_printf (text, "%s: %s\n", check->name, check->detail);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_verdict (const KwDoctorReport *report)
{
  for (guint i = 0; i < report->checks->len; i++)
    {
      const KwCheck *check = g_ptr_array_index (report->checks, i);

      if (check->verdict == report->worst && report->worst != KW_CHECK_FINE)
        return g_strdup (check->words);
    }
  return g_strdup (_ ("All is well."));
}

/**
 * kw_doctor_run:
 * @vault: (nullable): the vault of the connection; not needed for an address
 * @uuid_or_address: a connection, or the address of a server
 * @cancellable: (nullable): ends it
 * @error: return location, for a connection that is not there
 *
 * Every step by itself, with a verdict in words. Blocks.
 *
 * Returns: (transfer full) (nullable): what was found
 */
KwDoctorReport *
kw_doctor_run (KwVault *vault,
               const char *uuid_or_address,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (KwDoctorReport) report = NULL;
  g_autoptr (KwSession) session = NULL;
  g_autoptr (KwConnection) stored = NULL;
  g_autoptr (KwConnection) found = NULL;
  g_autoptr (GPtrArray) values = NULL;
  gboolean is_connection;

  g_return_val_if_fail (uuid_or_address != NULL, NULL);

  is_connection = g_uuid_string_is_valid (uuid_or_address);
  if (is_connection)
    {
      g_return_val_if_fail (KW_IS_VAULT (vault), NULL);
      stored = kw_find_connection (vault, uuid_or_address, error);
      if (stored == NULL)
        return NULL;
    }
  report = g_new0 (KwDoctorReport, 1);
  report->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_check_free);
  session = kw_session_new ();
  found = check_discovery (report, session,
                           stored != NULL ? kw_connection_get (stored, KW_CONNECTION_BASE)
                                          : uuid_or_address,
                           cancellable);
  if (found != NULL && is_connection)
    values = check_stored (report, vault, uuid_or_address, cancellable);
  report->verdict = dup_verdict (report);
  report->support = dup_support (report, stored != NULL ? stored : found, values);
  return g_steal_pointer (&report);
}
