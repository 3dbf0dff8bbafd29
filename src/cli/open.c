/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/cli.h"
#include "core/error.h"

static gboolean
is_named (const KwPerson *person, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);
  g_autofree char *own = g_utf8_casefold (person->name ? person->name : "", -1);

  return g_strcmp0 (person->uuid, name) == 0 || g_str_equal (own, wanted);
}

static void
add_file (KwCli *cli, KwBundle *bundle, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  g_ptr_array_add (cli->bundles, bundle);
  for (guint i = 0; i < kw_bundle_get_n_persons (bundle); i++)
    if (cli->person == NULL
        || (kw_bundle_get_person (bundle, i)->person != NULL
            && is_named (kw_bundle_get_person (bundle, i)->person, cli->person)))
      g_ptr_array_add (cli->snapshots, kw_snapshot_new_from_bundle (bundle, i, name));
}

gboolean
kw_cli_open_files (KwCli *cli, char *const *paths, KwExit *out_exit)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      /* The first is "file", then "file2", …: no two records of one answer have one ref. */
      g_autofree char *source = cli->bundles->len == 0
                                    ? g_strdup ("file")
                                    : g_strdup_printf ("file%u", cli->bundles->len + 1);
      KwBundle *bundle = kw_bundle_new_from_file_as (paths[i], source, &error);

      if (bundle == NULL)
        {
          *out_exit = kw_cli_fail (paths[i], error);
          return FALSE;
        }
      add_file (cli, bundle, paths[i]);
    }
  return TRUE;
}

static char *
list_names (GPtrArray *people)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const KwPerson *person = g_ptr_array_index (people, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              person->name ? person->name : person->uuid);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static KwPerson *
pick (KwCli *cli, GPtrArray *people, KwExit *out_exit)
{
  g_autofree char *names = list_names (people);
  const KwPerson *found = NULL;
  guint n = 0;

  for (guint i = 0; i < people->len; i++)
    {
      const KwPerson *person = g_ptr_array_index (people, i);

      if (cli->person != NULL && !is_named (person, cli->person))
        continue;
      found = person;
      n++;
    }
  if (n == 1)
    return kw_person_copy (found);
  if (n > 1)
    {
      kw_cli_say (_ ("There are several people here: %s. Say which one with --person."), names);
      *out_exit = KW_EXIT_USAGE;
      return NULL;
    }

  g_autoptr (GError) error
      = g_error_new_literal (KW_ERROR, KW_ERROR_NO_SUCH_PERSON, "no vault of this name");

  *out_exit = kw_cli_fail (cli->person, error);
  return NULL;
}

KwPerson *
kw_cli_choose_person (KwCli *cli, KwExit *out_exit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = kw_library_list_people (cli->data_dir, &error);

  *out_exit = KW_EXIT_DONE;
  if (people == NULL)
    {
      *out_exit = kw_cli_fail (NULL, error);
      return NULL;
    }
  if (people->len == 0 && cli->person == NULL)
    return NULL;
  return pick (cli, people, out_exit);
}

gboolean
kw_cli_open_vault (KwCli *cli, KwExit *out_exit)
{
  g_autoptr (KwPerson) person = kw_cli_choose_person (cli, out_exit);
  g_autoptr (GError) error = NULL;

  if (person == NULL && *out_exit == KW_EXIT_DONE)
    {
      kw_cli_say ("%s", _ ("There is no record here yet. Import a file or connect to a hospital "
                           "first."));
      *out_exit = KW_EXIT_FAILED;
    }
  if (person == NULL)
    return FALSE;
  cli->vault = kw_vault_open (cli->data_dir, person->uuid, &error);
  if (cli->vault == NULL)
    *out_exit = kw_cli_fail (NULL, error);
  return cli->vault != NULL;
}

/* Files in which nobody is called what was asked for. */
static gboolean
check_person (KwCli *cli, KwExit *out_exit)
{
  g_autoptr (GError) error = NULL;

  if (cli->person == NULL || cli->snapshots->len > 0)
    return TRUE;
  error
      = g_error_new_literal (KW_ERROR, KW_ERROR_NO_SUCH_PERSON, "nobody of this name in the files");
  *out_exit = kw_cli_fail (cli->person, error);
  return FALSE;
}

gboolean
kw_cli_open_snapshot (KwCli *cli, char *const *paths, KwExit *out_exit)
{
  g_autoptr (GError) error = NULL;
  KwSnapshot *snapshot;

  if (*paths != NULL || *cli->behind != NULL)
    return kw_cli_open_files (cli, paths, out_exit)
           && kw_cli_open_files (cli, cli->behind, out_exit) && check_person (cli, out_exit);
  if (!kw_cli_open_vault (cli, out_exit))
    return FALSE;
  snapshot = kw_snapshot_new_from_vault (cli->vault, NULL, &error);
  if (snapshot == NULL)
    {
      *out_exit = kw_cli_fail (NULL, error);
      return FALSE;
    }
  g_ptr_array_add (cli->snapshots, snapshot);
  return TRUE;
}
