/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli/output.h"
#include "sync/directories.h"

static const KwConnectionField shown[]
    = { KW_CONNECTION_UUID, KW_CONNECTION_NAME, KW_CONNECTION_BASE, KW_CONNECTION_VENDOR,
        KW_CONNECTION_ENVIRONMENT };

static const KwSource *
find_source (GPtrArray *sources, KwConnection *connection)
{
  for (guint i = 0; i < sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (sources, i);

      if (g_strcmp0 (source->uuid, kw_connection_get (connection, KW_CONNECTION_UUID)) == 0)
        return source;
    }
  return NULL;
}

static void
write_connection (KwJsonWriter *writer,
                  KwConnection *connection,
                  const KwSource *source,
                  const KwDirectories *directories)
{
  g_autofree char *warning = kw_directories_dup_warning (directories, connection);

  kw_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    kw_json_writer_member (writer, kw_connection_field_get_name (shown[i]),
                           kw_connection_get (connection, shown[i]));
  if (source != NULL)
    {
      g_autofree char *as_of = kw_output_time (source->as_of);

      kw_json_writer_member (writer, "source", source->id);
      kw_json_writer_member (writer, "state", kw_source_state_get_id (source->state));
      kw_json_writer_member (writer, "message", source->message);
      kw_json_writer_member (writer, "asOf", as_of);
    }
  kw_json_writer_member (writer, "notListed", warning);
  kw_json_writer_end_object (writer);
}

static KwExit
print_json (GPtrArray *connections, GPtrArray *sources, const KwDirectories *directories)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);
  gsize size = 0;

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "format", "keepwell-connections/1");
  kw_json_writer_name (writer, "connections");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < connections->len; i++)
    {
      KwConnection *connection = g_ptr_array_index (connections, i);

      write_connection (writer, connection, find_source (sources, connection), directories);
    }
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);

  g_autoptr (GBytes) bytes = kw_json_writer_end (writer);
  const char *data = g_bytes_get_data (bytes, &size);
  KwExit status = kw_cli_print (data, size);

  return status == KW_EXIT_DONE ? kw_cli_print ("\n", 1) : status;
}

static void
append_connection (GString *out,
                   KwConnection *connection,
                   const KwSource *source,
                   const KwDirectories *directories)
{
  g_autofree char *warning = kw_directories_dup_warning (directories, connection);
  const char *name = kw_connection_get (connection, KW_CONNECTION_NAME);
  const char *base = kw_connection_get (connection, KW_CONNECTION_BASE);

  g_string_append_printf (out, "%s\n  %s\n  %s\n", name ? name : base, base,
                          kw_connection_get (connection, KW_CONNECTION_UUID));
  if (warning != NULL)
    g_string_append_printf (out, "  %s\n", warning);
  if (source == NULL)
    return;

  g_autofree char *as_of = kw_output_time (source->as_of);

  g_string_append_printf (out, "  %s%s%s\n", kw_source_state_get_id (source->state),
                          as_of ? ", " : "", as_of ? as_of : "");
  if (source->message != NULL)
    g_string_append_printf (out, "  %s\n", source->message);
}

/* connections [--format text|json] */
KwExit
kw_verb_connections (KwCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (KwDirectories) directories = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  KwExit status = KW_EXIT_DONE;

  if (!kw_cli_open_vault (cli, &status))
    return status;
  connections = kw_vault_list_connections (cli->vault, &error);
  sources = connections ? kw_vault_list_sources (cli->vault, &error) : NULL;
  if (sources == NULL)
    return kw_cli_fail (NULL, error);
  directories = kw_directories_load (cli->data_dir);
  if (cli->format == KW_FORMAT_JSON)
    return print_json (connections, sources, directories);
  for (guint i = 0; i < connections->len; i++)
    {
      KwConnection *connection = g_ptr_array_index (connections, i);

      append_connection (out, connection, find_source (sources, connection), directories);
    }
  return kw_cli_print (out->str, out->len);
}
