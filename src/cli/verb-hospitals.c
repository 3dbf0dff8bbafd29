/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/output.h"
#include "sync/directories.h"

#define MOST_ANSWERS 50

/* An address or a file, given with --import. */
static KwExit
import (KwCli *cli)
{
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;
  gboolean good
      = strstr (cli->list, "://") != NULL
            ? kw_directories_update (cli->data_dir, &(KwDirectoryUpdate){ .url = cli->list },
                                     &changed, NULL, &error)
            : kw_directories_import (cli->data_dir, cli->list, &error);

  return good ? KW_EXIT_DONE : kw_cli_fail (cli->list, error);
}

/* Every list that a vendor publishes. One that cannot be had does not keep the others away. */
static KwExit
update_all (KwCli *cli)
{
  guint n;
  guint n_failed = 0, n_lists = 0;
  const KwVendor *const *vendors = kw_vendor_list (&n);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < vendors[i]->n_directories; k++)
      {
        const KwVendorDirectory *list = &vendors[i]->directories[k];
        g_autofree char *id = kw_directories_dup_id (vendors[i], k);
        g_autoptr (GError) error = NULL;
        gboolean changed = FALSE;

        n_lists++;
        /* Translators: the name of a maker of hospital programs, and a size. */
        g_printerr (_ ("%s: about %u MB\n"), vendors[i]->name, list->megabytes);
        if (kw_directories_update (cli->data_dir,
                                   &(KwDirectoryUpdate){ .id = id, .url = list->url }, &changed,
                                   NULL, &error))
          continue;
        n_failed++;
        kw_cli_fail (vendors[i]->name, error);
      }
  if (n_failed == n_lists)
    return KW_EXIT_FAILED;
  return n_failed > 0 ? KW_EXIT_PART : KW_EXIT_DONE;
}

static gboolean
can_sign_in (const KwHospital *hospital)
{
  const char *environment = kw_vendor_environment (hospital->base);

  return kw_vendor_get_client_id (hospital->vendor, environment) != NULL;
}

static void
append_text (GString *out, const KwHospital *hospital)
{
  const char *comma = *hospital->city != '\0' && *hospital->state != '\0' ? ", " : "";

  g_string_append_printf (out, "%s", hospital->name);
  if (*hospital->city != '\0' || *hospital->state != '\0')
    g_string_append_printf (out, " (%s%s%s)", hospital->city, comma, hospital->state);
  if (hospital->n_places > 1)
    g_string_append_printf (
        out, ngettext (" and %u more place", " and %u more places", hospital->n_places - 1),
        hospital->n_places - 1);
  g_string_append_printf (out, "\n  %s\n", hospital->base);
  if (can_sign_in (hospital))
    return;
  /* Translators: the name of a maker of hospital programs. */
  g_string_append_printf (out,
                          _ ("  Keepwell is not registered with %s. You can get your record as "
                             "a file instead:\n"),
                          hospital->vendor->name);
  kw_cli_append_portal_steps (out, hospital->vendor);
}

static void
write_hospital (KwJsonWriter *writer, const KwHospital *hospital)
{
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "name", hospital->name);
  kw_json_writer_member (writer, "base", hospital->base);
  if (*hospital->city != '\0')
    kw_json_writer_member (writer, "city", hospital->city);
  if (*hospital->state != '\0')
    kw_json_writer_member (writer, "state", hospital->state);
  if (*hospital->portal != '\0')
    kw_json_writer_member (writer, "portal", hospital->portal);
  kw_json_writer_member (writer, "vendor", hospital->vendor->id);
  kw_json_writer_name (writer, "signIn");
  kw_json_writer_boolean (writer, can_sign_in (hospital));
  kw_json_writer_name (writer, "places");
  kw_json_writer_int (writer, hospital->n_places);
  kw_json_writer_end_object (writer);
}

static KwExit
print_json (GArray *found)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);
  gsize size = 0;

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "format", "keepwell-hospitals/1");
  kw_json_writer_name (writer, "hospitals");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < found->len; i++)
    write_hospital (writer, &g_array_index (found, KwHospital, i));
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);

  g_autoptr (GBytes) bytes = kw_json_writer_end (writer);
  const char *data = g_bytes_get_data (bytes, &size);
  KwExit status = kw_cli_print (data, size);

  return status == KW_EXIT_DONE ? kw_cli_print ("\n", 1) : status;
}

/* Without words: which lists are here, and of when. */
static KwExit
print_lists (const KwDirectories *all)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (kw_directories_get_n_lists (all) == 0)
    {
      kw_cli_say ("%s", _ ("There is no list of hospitals here. Get it with 'keepwellctl hospitals "
                           "--update'; nobody learns which one you look for."));
      return KW_EXIT_FAILED;
    }
  for (guint i = 0; i < kw_directories_get_n_lists (all); i++)
    {
      const KwDirectoryInfo *info = kw_directories_get_list (all, i);
      g_autofree char *as_of = kw_output_time (info->as_of);

      /* Translators: the address of a list, the number of its places, and when it was fetched. */
      g_string_append_printf (out, _ ("%s: %u places, %s\n"), info->url, info->n_places,
                              as_of != NULL ? as_of : "");
    }
  return kw_cli_print (out->str, out->len);
}

static KwExit
print_found (KwCli *cli, const KwDirectories *all)
{
  g_autofree char *words = g_strjoinv (" ", cli->rest);
  g_autoptr (GArray) found = kw_directories_search (all, words, MOST_ANSWERS);
  g_autoptr (GString) out = g_string_new (NULL);

  if (cli->format == KW_FORMAT_JSON)
    return print_json (found);
  if (found->len == 0)
    {
      kw_cli_say ("%s",
                  _ ("No hospital of that name is in the lists. Ask your hospital for its FHIR "
                     "address for patients."));
      return KW_EXIT_FAILED;
    }
  for (guint i = 0; i < found->len; i++)
    append_text (out, &g_array_index (found, KwHospital, i));
  return kw_cli_print (out->str, out->len);
}

/* hospitals [WORDS…] [--import FILE|URL] [--update] [--format text|json] */
KwExit
kw_verb_hospitals (KwCli *cli)
{
  KwExit status = KW_EXIT_DONE;

  if (cli->list != NULL)
    status = import (cli);
  if (cli->update && status == KW_EXIT_DONE)
    status = update_all (cli);
  if (status == KW_EXIT_FAILED)
    return status;

  g_autoptr (KwDirectories) all = kw_directories_load (cli->data_dir);
  KwExit printed = cli->rest[0] != NULL ? print_found (cli, all) : print_lists (all);
  return printed != KW_EXIT_DONE ? printed : status;
}
