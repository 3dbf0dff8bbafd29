/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes what the window would: a remark on a record and a question about it, into the only vault.
 * usage: write-remark DATA_DIR REF TEXT */
#include "library/own-words.h"

static gboolean
write_words (KwVault *vault, const char *ref, const char *text, GError **error)
{
  static const KwOwnWordsKind kinds[] = { KW_OWN_REMARK, KW_OWN_QUESTION };
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_new_from_vault (vault, NULL, error);
  g_autoptr (KwOwnChange) change = kw_own_change_new ();
  g_autoptr (KwOwnChange) undo = NULL;
  const KwRecord *record = snapshot != NULL ? kw_snapshot_find (snapshot, ref) : NULL;

  if (record == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (KwOwnWords) words = kw_own_words_new (kinds[i]);

      words->text = g_strdup (text);
      kw_own_words_set_about (words, snapshot, record);
      kw_own_words_put (words, change);
    }
  undo = kw_own_change_apply (change, vault, error);
  return undo != NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) uuids = argc == 4 ? kw_vault_list (argv[1]) : NULL;
  g_autoptr (KwVault) vault
      = uuids != NULL && uuids[0] != NULL ? kw_vault_open (argv[1], uuids[0], &error) : NULL;

  if (vault != NULL && write_words (vault, argv[2], argv[3], &error))
    return 0;
  g_printerr ("write-remark: %s\n", error != NULL ? error->message : "no such record");
  return 1;
}
