/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "intake/intake.h"

/* Where one person of the files goes; decided for all of them before anything is written. */
typedef struct
{
  guint index;
  char *uuid; /* NULL: a new person */
  KwPersonMatch accept;
} Target;

static void
clear_target (gpointer data)
{
  g_free (((Target *) data)->uuid);
}

static const char *
get_name (const KwIntakePerson *person)
{
  return person->person && person->person->name ? person->person->name
                                                : _ ("a person without a name");
}

/* With --person: that one, unless the file says that it is somebody else. */
static gboolean
choose_named (KwCli *cli, KwIntake *intake, GArray *targets, KwExit *out_exit)
{
  g_autoptr (KwPerson) person = kw_cli_choose_person (cli, out_exit);
  KwPersonMatch accept = kw_intake_get_n_persons (intake) == 1 ? KW_PERSON_UNSURE : KW_PERSON_SAME;

  if (person == NULL)
    return FALSE;
  for (guint i = 0; i < kw_intake_get_n_persons (intake); i++)
    {
      const KwIntakePerson *own = kw_intake_get_person (intake, i);

      if (kw_intake_compare (intake, i, person) <= accept)
        {
          const Target target = { i, g_strdup (person->uuid), accept };

          g_array_append_val (targets, target);
        }
      else
        {
          /* Translators: two names. */
          kw_cli_say (_ ("What is about %s was not put with %s."), get_name (own), person->name);
          *out_exit = KW_EXIT_PART;
        }
    }
  if (targets->len > 0)
    return TRUE;
  *out_exit = KW_EXIT_FAILED;
  return FALSE;
}

static gboolean
choose (KwCli *cli, KwIntake *intake, GArray *targets, KwExit *out_exit)
{
  if (cli->person != NULL)
    return choose_named (cli, intake, targets, out_exit);
  for (guint i = 0; i < kw_intake_get_n_persons (intake); i++)
    {
      Target target = { i, NULL, KW_PERSON_SAME };

      if (!kw_cli_match (cli, kw_intake_get_person (intake, i)->person, &target.uuid, out_exit))
        return FALSE;
      /* A person who is made of this file is theirs, however little it says of them. */
      if (target.uuid == NULL)
        target.accept = KW_PERSON_UNSURE;
      g_array_append_val (targets, target);
    }
  *out_exit = KW_EXIT_DONE;
  return TRUE;
}

static void
report (const KwIntakePerson *person, const KwIntakeResult *result)
{
  g_print (_ ("%s: %u new, %u changed, %u already here."), get_name (person), result->n_new,
           result->n_changed, result->n_same);
  if (person->n_entered_in_error > 0)
    g_print (" %s", _ ("Records that the hospital marked as entered in error were left out."));
  g_print ("\n");
}

static gboolean
store (KwCli *cli, KwIntake *intake, const Target *target, GError **error)
{
  const KwIntakePerson *own = kw_intake_get_person (intake, target->index);
  g_autoptr (KwVault) vault = kw_cli_open_or_create (cli, target->uuid, own->person, error);
  KwIntakeResult result;

  if (vault == NULL)
    return FALSE;
  if (!kw_intake_store (intake, target->index, vault, target->accept, &result, NULL, error))
    {
      /* Nothing changed: a person that was made for this file goes again. */
      kw_cli_undo_create (cli, &vault, target->uuid);
      return FALSE;
    }
  report (own, &result);
  return kw_cli_store_front_page (vault, error);
}

/* import FILE… */
KwExit
kw_verb_import (KwCli *cli)
{
  g_auto (GStrv) files = g_strdupv (*cli->behind ? cli->behind : cli->rest);
  g_autoptr (KwIntake) intake = kw_intake_new ();
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (Target));
  KwExit status = KW_EXIT_DONE;

  g_array_set_clear_func (targets, clear_target);
  if (files[0] == NULL)
    return kw_cli_usage (cli, _ ("Say which files."));
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!kw_intake_add_file (intake, files[i], NULL, &error))
        return kw_cli_fail (files[i], error);
    }
  if (!choose (cli, intake, targets, &status))
    return status;
  for (guint i = 0; i < targets->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!store (cli, intake, &g_array_index (targets, Target, i), &error))
        return kw_cli_fail (NULL, error);
    }
  return status;
}
