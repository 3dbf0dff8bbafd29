/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "net/vendor.h"
#include "sync/doctor-private.h"

/* The text fits one e-mail: the last attempts are those that the report is about. */
#define MAX_ATTEMPTS 25

/* What a connection says of itself; its patient and its person are not among it. */
static const struct
{
  KwConnectionField field;
  const char *name;
} fields[] = {
  { KW_CONNECTION_BASE, "FHIR base" },
  { KW_CONNECTION_ENVIRONMENT, "Environment" },
  { KW_CONNECTION_VENDOR, "Kind of server" },
  { KW_CONNECTION_AUTHORIZE_URL, "Authorize address" },
  { KW_CONNECTION_TOKEN_URL, "Token address" },
  { KW_CONNECTION_CLIENT_ID, "Client id" },
  { KW_CONNECTION_REDIRECT_URI, "Redirect URI" },
  { KW_CONNECTION_SCOPE_ASKED, "Scope asked" },
  { KW_CONNECTION_SCOPE_GRANTED, "Scope granted" },
  { KW_CONNECTION_DISCOVERED_AT, "Discovery document of" },
};

static void
append_connection (GString *out, KwConnection *connection)
{
  for (guint i = 0; connection != NULL && i < G_N_ELEMENTS (fields); i++)
    if (kw_connection_get (connection, fields[i].field) != NULL)
      g_string_append_printf (out, "%s: %s\n", fields[i].name,
                              kw_connection_get (connection, fields[i].field));
}

static void
append_values (GString *out, GPtrArray *values)
{
  static const char *const states[] = { "cannot be read from outside", "same", "DIFFERENT" };

  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const KwTenantValue *value = g_ptr_array_index (values, i);

      g_string_append_printf (
          out, "%s: %s%s%s%s\n", value->id, value->value != NULL ? value->value : "",
          value->value != NULL ? " (" : "", states[value->state], value->value != NULL ? ")" : "");
    }
}

static void
append_checks (GString *out, GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const KwCheck *check = g_ptr_array_index (checks, i);

      g_string_append_printf (
          out, "Check %s: %s%s%s\n", check->id, kw_check_verdict_get_id (check->verdict),
          check->detail != NULL ? ", " : "", check->detail != NULL ? check->detail : "");
    }
}

static void
append_attempts (GString *out, KwJournal *journal)
{
  g_autoptr (GPtrArray) exchanges = kw_journal_dup (journal);
  guint first = exchanges->len > MAX_ATTEMPTS ? exchanges->len - MAX_ATTEMPTS : 0;

  for (guint i = first; i < exchanges->len; i++)
    {
      g_autofree char *line = kw_exchange_dup_line (g_ptr_array_index (exchanges, i));
      g_string_append_printf (out, "Attempt %s\n", line);
    }
}

/* English in every language: nothing here goes through gettext. */
static char *
dup_block (const KwVisit *visit)
{
  KwConnection *connection = visit->stored != NULL ? visit->stored : visit->found;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "Keepwell %s, report of %s\n", KW_VERSION, time);
  g_string_append_printf (out, "Verdict: %s%s%s\n", kw_doctor_end_get_id (visit->report->end),
                          visit->worst != NULL ? ", " : "",
                          visit->worst != NULL && visit->worst->domain == KW_ERROR
                              ? kw_error_get_id ((KwError) visit->worst->code)
                              : "");
  append_connection (out, connection);
  append_values (out, visit->report->values);
  append_checks (out, visit->report->checks);
  append_attempts (out, kw_session_get_journal (visit->session));
  if (visit->stored != NULL)
    g_string_append_printf (out,
                            "To try it: curl -i -H \"Authorization: Bearer $TOKEN\" -H \"Accept: "
                            "application/fhir+json\" \"%s/Patient/$PATIENT\"\n",
                            visit->address);
  return g_string_free (out, FALSE);
}

static char *
dup_letter (void)
{
  return g_strjoin (
      " ",
      _ ("I read my own record from your hospital with the program Keepwell, and your server "
         "answers it with an error."),
      _ ("This is not about my password."),
      _ ("Please forward it to the team that runs your patient API (FHIR)."),
      _ ("The times and numbers below let them find each attempt in their own log; they hold no "
         "key and nothing about my health."),
      NULL);
}

void
kw_doctor_write_report (KwVisit *visit)
{
  KwDoctorReport *report = visit->report;
  KwConnection *connection = visit->stored != NULL ? visit->stored : visit->found;
  const char *reports_to = connection != NULL ? kw_vendor_of (connection)->reports_to : NULL;

  report->letter = dup_letter ();
  report->block = dup_block (visit);
  const char *name = connection != NULL ? kw_connection_get (connection, KW_CONNECTION_NAME) : NULL;

  if (report->end != KW_DOCTOR_HOSPITAL)
    return;
  if (reports_to != NULL)
    report->send_to = g_strdup (reports_to);
  else if (name != NULL)
    /* Translators: the name of a hospital. */
    report->send_to = g_strdup_printf (_ ("the help desk of %s"), name);
  else
    report->send_to = g_strdup (_ ("the help desk of the hospital"));
}

/**
 * kw_doctor_report_dup_text:
 * @self: a report
 *
 * Returns: (transfer full): the letter, an empty line, and the block
 */
char *
kw_doctor_report_dup_text (const KwDoctorReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_strconcat (self->letter, "\n\n", self->block, NULL);
}
