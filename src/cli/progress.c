/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/progress.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "core/types.h"

static const char *
get_hospital (KwConnection *connection)
{
  const char *name = kw_connection_get (connection, KW_CONNECTION_NAME);

  return name ? name : kw_connection_get (connection, KW_CONNECTION_BASE);
}

/* A kind that ended; what is missing is said at the end, with its reason. */
static void
show_progress (gpointer data,
               const char *type,
               KwSection section,
               KwSectionState state,
               guint count,
               gboolean done)
{
  const KwType *row = kw_type_lookup (type);

  (void) data;
  if (!done || (state != KW_STATE_COMPLETE && state != KW_STATE_EMPTY))
    return;
  g_printerr ("  %s: %u\n", row ? kw_type_get_plural (row) : kw_section_get_title (section), count);
}

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

/* Something that the person may have is not here. */
static gboolean
is_missing (const KwSourceSection *section)
{
  return section->state == KW_STATE_REFUSED || section->state == KW_STATE_FAILED
         || section->incomplete;
}

/* Why a kind is not there, or not all of it; NULL when it is. */
static char *
dup_reason (const KwSourceSection *section)
{
  KwError code;

  if (section->state == KW_STATE_REFUSED)
    return g_strdup (_ ("The hospital refused this."));
  if (section->state == KW_STATE_NOT_OFFERED)
    return g_strdup (_ ("The hospital does not offer this."));
  if (!is_missing (section))
    return NULL;
  return kw_error_from_id (section->error, &code)
             ? kw_error_code_dup_sentence (code)
             : g_strdup (_ ("This failed, and can be tried again."));
}

static const char *
get_name (const KwSourceSection *section)
{
  const KwType *type = kw_type_lookup (section->type);
  return type != NULL ? kw_type_get_plural (type) : kw_section_get_title (section->section);
}

/* The kinds with that reason, in the order of the plan. */
static void
say_reason (const KwSource *source, guint first, const char *reason)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  GString *names = g_string_new (NULL);

  for (guint i = first; i < source->sections->len; i++)
    {
      const KwSourceSection *section = g_ptr_array_index (source->sections, i);
      g_autofree char *own = dup_reason (section);

      if (g_strcmp0 (own, reason) == 0 && g_hash_table_add (named, (gpointer) get_name (section)))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", get_name (section));
    }
  kw_cli_say ("%s: %s", names->str, reason);
  g_string_free (names, TRUE);
}

/* What is not about one kind. */
static gboolean
say_rest (const KwSource *source)
{
  if (source->left_out > 0)
    kw_cli_say (ngettext ("%u record is about somebody else and was left out.",
                          "%u records are about somebody else and were left out.",
                          source->left_out),
                source->left_out);
  if (source->unfetched > 0)
    kw_cli_say (ngettext ("%u document could not be fetched now. It is listed, and is fetched when "
                          "you open it.",
                          "%u documents could not be fetched now. They are listed, and are fetched "
                          "when you open them.",
                          source->unfetched),
                source->unfetched);
  if (source->thinned_at > 0)
    kw_cli_say ("%s",
                _ ("The hospital shows less of this record than before. Hospitals often limit "
                   "a parent’s view from about age 11 to 13. Ask the clinic what you may "
                   "see."));
  return source->unfetched > 0;
}

/* Names what this source did not give, on stderr: a line per reason. */
static gboolean
say_missing (const KwSource *source)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean missing = FALSE;

  for (guint i = 0; i < source->sections->len; i++)
    {
      const KwSourceSection *section = g_ptr_array_index (source->sections, i);
      char *reason = dup_reason (section);

      missing = missing || is_missing (section);
      if (reason == NULL || g_hash_table_contains (said, reason))
        {
          g_free (reason);
          continue;
        }
      say_reason (source, i, reason);
      g_hash_table_add (said, reason);
    }
  return say_rest (source) || missing;
}

static KwExit
say_result (KwVault *vault, KwConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = kw_vault_list_sources (vault, &error);
  const KwSource *source = sources ? find_source (sources, connection) : NULL;
  guint n_records = 0, n_kinds = 0;

  if (sources == NULL)
    return kw_cli_fail (NULL, error);
  for (guint i = 0; source != NULL && i < source->sections->len; i++)
    {
      const KwSourceSection *section = g_ptr_array_index (source->sections, i);

      n_records += section->count;
      n_kinds += section->count > 0;
    }
  /* Translators: the name of a hospital, and two numbers. */
  g_print (_ ("%s: %u records in %u kinds.\n"), get_hospital (connection), n_records, n_kinds);
  return source != NULL && say_missing (source) ? KW_EXIT_PART : KW_EXIT_DONE;
}

KwExit
kw_cli_sync (KwVault *vault, KwConnection *connection, gboolean everything)
{
  const char *uuid = kw_connection_get (connection, KW_CONNECTION_UUID);
  g_autoptr (GError) error = NULL;

  g_printerr ("%s\n", get_hospital (connection));
  if (everything && !kw_sync_ask_for_everything (vault, uuid, &error))
    return kw_cli_fail (get_hospital (connection), error);
  if (!kw_sync_run (vault, uuid, show_progress, NULL, NULL, &error))
    return kw_cli_fail (get_hospital (connection), error);
  if (!kw_cli_store_front_page (vault, &error))
    return kw_cli_fail (NULL, error);
  return say_result (vault, connection);
}

static gboolean
is_called (KwConnection *connection, const char *name)
{
  static const KwConnectionField fields[]
      = { KW_CONNECTION_UUID, KW_CONNECTION_NAME, KW_CONNECTION_BASE };
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = kw_connection_get (connection, fields[i]);
      g_autofree char *own = g_utf8_casefold (value ? value : "", -1);

      if (g_str_equal (own, wanted))
        return TRUE;
    }
  return FALSE;
}

KwConnection *
kw_cli_find_connection (KwCli *cli, const char *name, KwExit *out_exit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) connections = kw_vault_list_connections (cli->vault, &error);
  KwConnection *found = NULL;

  *out_exit = KW_EXIT_FAILED;
  if (connections == NULL)
    {
      *out_exit = kw_cli_fail (NULL, error);
      return NULL;
    }
  for (guint i = 0; i < connections->len; i++)
    if (is_called (g_ptr_array_index (connections, i), name))
      {
        if (found != NULL)
          {
            kw_cli_say (_ ("Two connections are called %s. Say which one by its id."), name);
            *out_exit = KW_EXIT_USAGE;
            return NULL;
          }
        found = g_ptr_array_index (connections, i);
      }
  if (found == NULL)
    kw_cli_say (_ ("There is no connection called %s. See 'keepwellctl connections'."), name);
  return found ? kw_connection_ref (found) : NULL;
}
