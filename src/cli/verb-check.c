/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/output.h"
#include "cli/progress.h"

static const char *const verdicts[] = {
  [KW_CHECK_FINE] = "fine",
  [KW_CHECK_WARN] = "warn",
  [KW_CHECK_FAIL] = "fail",
  [KW_CHECK_UNKNOWN] = "unknown",
};

static KwExit
print_json (const KwDoctorReport *report)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);
  gsize size = 0;

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "format", "keepwell-check/1");
  kw_json_writer_member (writer, "verdict", report->verdict);
  kw_json_writer_member (writer, "worst", verdicts[report->worst]);
  kw_json_writer_member (writer, "support", report->support);
  kw_json_writer_name (writer, "checks");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < report->checks->len; i++)
    {
      const KwCheck *check = g_ptr_array_index (report->checks, i);

      kw_json_writer_begin_object (writer);
      kw_json_writer_member (writer, "name", check->name);
      kw_json_writer_member (writer, "verdict", verdicts[check->verdict]);
      kw_json_writer_member (writer, "words", check->words);
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);

  g_autoptr (GBytes) bytes = kw_json_writer_end (writer);
  const char *data = g_bytes_get_data (bytes, &size);
  KwExit status = kw_cli_print (data, size);

  return status == KW_EXIT_DONE ? kw_cli_print ("\n", 1) : status;
}

static KwExit
print_text (const KwDoctorReport *report)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < report->checks->len; i++)
    {
      const KwCheck *check = g_ptr_array_index (report->checks, i);

      g_string_append_printf (out, "%-8s%s: %s\n", verdicts[check->verdict], check->name,
                              check->words);
    }
  g_string_append_printf (out, "\n%s\n", report->verdict);
  if (report->worst == KW_CHECK_FAIL)
    g_string_append_printf (out, "\n%s\n%s", _ ("For the hospital's help desk:"), report->support);
  return kw_cli_print (out->str, out->len);
}

/* What a failed check means for a script: whether signing in would help, or only the hospital. */
static KwExit
get_status (KwCli *cli, const char *uuid, const KwDoctorReport *report)
{
  g_autoptr (GPtrArray) sources
      = cli->vault && uuid ? kw_vault_list_sources (cli->vault, NULL) : NULL;

  if (report->worst != KW_CHECK_FAIL)
    return KW_EXIT_DONE;
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (sources, i);

      if (g_strcmp0 (source->uuid, uuid) != 0)
        continue;
      if (source->state == KW_SOURCE_SIGN_IN)
        return KW_EXIT_SIGN_IN;
      if (source->state == KW_SOURCE_NEEDS_ATTENTION)
        return KW_EXIT_PART;
    }
  return KW_EXIT_FAILED;
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
  report = kw_doctor_run (cli->vault, subject, NULL, &error);
  if (report == NULL)
    return kw_cli_fail (cli->rest[0], error);
  status = cli->format == KW_FORMAT_JSON ? print_json (report) : print_text (report);
  return status == KW_EXIT_DONE ? get_status (cli, connection ? subject : NULL, report) : status;
}
