/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/output.h"
#include "cli/progress.h"

static void
write_checks (KwJsonWriter *writer, GPtrArray *checks)
{
  kw_json_writer_name (writer, "checks");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < checks->len; i++)
    {
      const KwCheck *check = g_ptr_array_index (checks, i);

      kw_json_writer_begin_object (writer);
      kw_json_writer_member (writer, "id", check->id);
      kw_json_writer_member (writer, "name", check->name);
      kw_json_writer_member (writer, "verdict", kw_check_verdict_get_id (check->verdict));
      kw_json_writer_member (writer, "words", check->words);
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
}

static void
write_tenants (KwJsonWriter *writer, GPtrArray *values)
{
  static const char *const states[] = { "unreadable", "same", "different" };

  kw_json_writer_name (writer, "tenants");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const KwTenantValue *value = g_ptr_array_index (values, i);

      kw_json_writer_begin_object (writer);
      kw_json_writer_member (writer, "where", value->id);
      kw_json_writer_member (writer, "value", value->value);
      kw_json_writer_member (writer, "state", states[value->state]);
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
}

static KwExit
print_json (const KwDoctorReport *report)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);
  g_autofree char *text = kw_doctor_report_dup_text (report);
  gsize size = 0;

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "format", "keepwell-check/1");
  kw_json_writer_member (writer, "end", kw_doctor_end_get_id (report->end));
  kw_json_writer_member (writer, "action", kw_doctor_action_get_id (report->action));
  kw_json_writer_member (writer, "verdict", report->verdict);
  kw_json_writer_member (writer, "worst", kw_check_verdict_get_id (report->worst));
  kw_json_writer_member (writer, "sendTo", report->send_to);
  kw_json_writer_member (writer, "support", text);
  write_checks (writer, report->checks);
  write_tenants (writer, report->values);
  kw_json_writer_end_object (writer);

  g_autoptr (GBytes) bytes = kw_json_writer_end (writer);
  const char *data = g_bytes_get_data (bytes, &size);
  KwExit status = kw_cli_print (data, size);

  return status == KW_EXIT_DONE ? kw_cli_print ("\n", 1) : status;
}

static const char *
get_mark (KwCheckVerdict verdict)
{
  static const char *const marks[] = {
    [KW_CHECK_FINE] = N_ ("fine"),
    [KW_CHECK_WARN] = N_ ("look"),
    [KW_CHECK_FAIL] = N_ ("WRONG"),
    [KW_CHECK_UNKNOWN] = "–",
  };
  return verdict == KW_CHECK_UNKNOWN ? marks[verdict] : _ (marks[verdict]);
}

static void
append_tenants (GString *out, GPtrArray *values)
{
  gboolean readable = FALSE;

  for (guint i = 0; values != NULL && i < values->len; i++)
    readable
        = readable
          || ((const KwTenantValue *) g_ptr_array_index (values, i))->state != KW_TENANT_UNREADABLE;
  if (!readable)
    return;
  g_string_append_printf (out, "\n%s\n", _ ("Which hospital each address names:"));
  for (guint i = 0; i < values->len; i++)
    {
      const KwTenantValue *value = g_ptr_array_index (values, i);

      if (value->value == NULL)
        g_string_append_printf (out, "  %s: %s\n", value->name,
                                _ ("cannot be read from outside, which is no fault"));
      else
        g_string_append_printf (out, "  %s: %s%s\n", value->name, value->value,
                                value->state == KW_TENANT_DIFFERENT ? _ ("  DIFFERENT") : "");
    }
}

static KwExit
print_text (const KwDoctorReport *report)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append_printf (out, "%s\n\n", report->verdict);
  for (guint i = 0; i < report->checks->len; i++)
    {
      const KwCheck *check = g_ptr_array_index (report->checks, i);

      g_string_append_printf (out, "%s: %s. %s\n", get_mark (check->verdict), check->name,
                              check->words);
    }
  append_tenants (out, report->values);
  if (report->worst == KW_CHECK_FAIL)
    {
      g_autofree char *text = kw_doctor_report_dup_text (report);

      if (report->send_to != NULL)
        /* Translators: whom a text is sent to, as "the help desk of the hospital". */
        g_string_append_printf (out, _ ("\nSend this to %s:\n"), report->send_to);
      else
        g_string_append_printf (out, "\n%s\n", _ ("For the hospital's help desk, if it asks:"));
      g_string_append_printf (out, "\n%s", text);
    }
  return kw_cli_print (out->str, out->len);
}

/* What a visit means for a script: whether signing in would help, or only the hospital. */
static KwExit
get_status (const KwDoctorReport *report)
{
  if (report->worst != KW_CHECK_FAIL)
    return KW_EXIT_DONE;
  if (report->end == KW_DOCTOR_HOSPITAL)
    return KW_EXIT_PART;
  if (report->action == KW_DOCTOR_ACTION_SIGN_IN)
    return KW_EXIT_SIGN_IN;
  return report->action == KW_DOCTOR_ACTION_KEYRING ? KW_EXIT_LOCKED : KW_EXIT_FAILED;
}

/* check CONNECTION|URL [--format text|json]; an address needs no vault. */
KwExit
kw_verb_check (KwCli *cli)
{
  const char *subject = cli->rest[0];
  g_autoptr (KwConnection) connection = NULL;
  g_autoptr (KwDoctorReport) report = NULL;
  g_autoptr (GError) error = NULL;
  KwExit status = KW_EXIT_DONE;

  if (subject == NULL)
    return kw_cli_usage (cli, _ ("Say which connection, or the address of a server."));
  if (strstr (subject, "://") == NULL)
    {
      if (!kw_cli_open_vault (cli, &status))
        return status;
      connection = kw_cli_find_connection (cli, subject, &status);
      if (connection == NULL)
        return status;
      subject = kw_connection_get (connection, KW_CONNECTION_UUID);
    }
  report = kw_doctor_run (cli->vault, subject, NULL, NULL, NULL, &error);
  if (report == NULL)
    return kw_cli_fail (cli->rest[0], error);
  status = cli->format == KW_FORMAT_JSON ? print_json (report) : print_text (report);
  return status == KW_EXIT_DONE ? get_status (report) : status;
}
