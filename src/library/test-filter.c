/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/test-filter.h"

#include <string.h>

/**
 * kw_test_filter_init:
 * @self: uninitialized
 * @typed: what was typed, any number of words
 * @only_outside: whether only what is outside its range is wanted
 */
void
kw_test_filter_init (KwTestFilter *self, const char *typed, gboolean only_outside)
{
  g_return_if_fail (self != NULL && typed != NULL);

  g_autofree char *folded = g_utf8_casefold (typed, -1);
  self->words = g_strsplit_set (g_strstrip (folded), " \t\n", -1);
  self->only_outside = only_outside;
}

/**
 * kw_test_filter_clear:
 */
void
kw_test_filter_clear (KwTestFilter *self)
{
  g_clear_pointer (&self->words, g_strfreev);
}

/**
 * kw_test_filter_names:
 *
 * By its title, its lay name and every other name that it has (rule G4): "sugar" finds glucose.
 *
 * Returns: whether each typed word is in a name of @record
 */
gboolean
kw_test_filter_names (const KwTestFilter *self, const KwSnapshot *snapshot, const KwRecord *record)
{
  guint n_names = 0;

  g_return_val_if_fail (self != NULL && snapshot != NULL && record != NULL, FALSE);

  if (self->words == NULL || self->words[0] == NULL || *self->words[0] == '\0')
    return TRUE;
  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  g_auto (GStrv) parts = kw_words_search_parts (words, record, &n_names);
  g_autofree char *title = kw_words_title (words, record);
  g_autoptr (GString) names = g_string_new (title);
  for (guint i = 0; i < n_names && parts[i] != NULL; i++)
    g_string_append_printf (names, "\n%s", parts[i]);
  g_autofree char *folded = g_utf8_casefold (names->str, -1);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * kw_test_filter_is_outside:
 *
 * Returns: whether @record counts and lies outside its range
 */
gboolean
kw_test_filter_is_outside (const KwSnapshot *snapshot, const KwRecord *record)
{
  g_return_val_if_fail (snapshot != NULL && record != NULL, FALSE);

  return kw_snapshot_get_replacement (snapshot, record) == NULL
         && kw_flag_is_outside (kw_flag_of_record (record, NULL));
}

/**
 * kw_test_filter_dup:
 * @self: a filter
 * @snapshot: a snapshot
 * @indexes: (element-type guint32): records of it
 *
 * Returns: (transfer full) (element-type guint32): those that pass, in the same order (rule L15)
 */
GArray *
kw_test_filter_dup (const KwTestFilter *self, const KwSnapshot *snapshot, const GArray *indexes)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_val_if_fail (self != NULL && snapshot != NULL && indexes != NULL, found);

  for (guint i = 0; i < indexes->len; i++)
    {
      guint32 index = g_array_index (indexes, guint32, i);
      const KwRecord *record = kw_snapshot_get_record (snapshot, index);
      if ((!self->only_outside || kw_test_filter_is_outside (snapshot, record))
          && kw_test_filter_names (self, snapshot, record))
        g_array_append_val (found, index);
    }
  return found;
}
