/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/error.h"

static const char *
get_name (const KwPerson *person)
{
  return person && person->name ? person->name : _ ("a person without a name");
}

/* With --person: that one, unless what came says that it is somebody else. */
static gboolean
match_named (KwCli *cli, const KwPerson *person, char **out_uuid, KwExit *out_exit)
{
  g_autoptr (KwPerson) named = kw_cli_choose_person (cli, out_exit);
  g_autoptr (GError) error = NULL;

  if (named == NULL)
    return FALSE;
  if (person == NULL || kw_person_compare (person, named) != KW_PERSON_DIFFERENT)
    {
      *out_uuid = g_strdup (named->uuid);
      return TRUE;
    }
  error = g_error_new_literal (KW_ERROR, KW_ERROR_OTHER_PATIENT,
                               "the patient is not the person of this record");
  *out_exit = kw_cli_fail (NULL, error);
  return FALSE;
}

/* Without --person: who is stated exactly, or a new person when nobody is like that. A doubt is for
 * the person to decide. */
static gboolean
match_any (GPtrArray *people, const KwPerson *person, char **out_uuid)
{
  const char *doubt = NULL;
  const char *same = NULL;
  guint n_same = 0;

  if (person == NULL)
    {
      kw_cli_say ("%s", _ ("The file does not say whose it is. Say whose record it goes to with "
                           "--person."));
      return FALSE;
    }
  for (guint i = 0; i < people->len; i++)
    {
      const KwPerson *other = g_ptr_array_index (people, i);
      KwPersonMatch match = kw_person_compare (person, other);

      if (match == KW_PERSON_SAME && n_same++ == 0)
        same = other->uuid;
      else if (match == KW_PERSON_UNSURE)
        doubt = other->name;
    }
  *out_uuid = n_same == 1 ? g_strdup (same) : NULL;
  if (n_same == 1 || (n_same == 0 && doubt == NULL))
    return TRUE;
  /* Translators: two names. */
  kw_cli_say (_ ("This is about %s, who may be %s. Say whose record it goes to with --person."),
              get_name (person), doubt ? doubt : get_name (person));
  return FALSE;
}

gboolean
kw_cli_match (KwCli *cli, const KwPerson *person, char **out_uuid, KwExit *out_exit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;

  *out_uuid = NULL;
  if (cli->person != NULL)
    return match_named (cli, person, out_uuid, out_exit);
  people = kw_library_list_people (cli->data_dir, &error);
  if (people == NULL)
    {
      *out_exit = kw_cli_fail (NULL, error);
      return FALSE;
    }
  *out_exit = KW_EXIT_USAGE;
  return match_any (people, person, out_uuid);
}

KwVault *
kw_cli_open_or_create (KwCli *cli, const char *uuid, const KwPerson *person, GError **error)
{
  return uuid ? kw_vault_open (cli->data_dir, uuid, error)
              : kw_vault_create (cli->data_dir, person, error);
}

void
kw_cli_undo_create (KwCli *cli, KwVault **vault, const char *uuid)
{
  g_autofree char *made = g_strdup (kw_vault_get_person_uuid (*vault));

  g_clear_object (vault);
  if (uuid == NULL)
    kw_vault_delete (cli->data_dir, made, NULL);
}

gboolean
kw_cli_store_front_page (KwVault *vault, GError **error)
{
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_new_from_vault (vault, NULL, error);

  return snapshot != NULL && kw_snapshot_store_front_page (snapshot, vault, error);
}
