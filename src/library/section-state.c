/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/snapshot-private.h"

#include <glib/gi18n-lib.h>

/* Which state wins when several kinds of records, or several sources, make one section: what a
 * person must know comes first. A section that failed at one hospital is not complete because of
 * another. */
static const KwSectionState worst_first[]
    = { KW_STATE_FAILED, KW_STATE_REFUSED,     KW_STATE_SUPPRESSED, KW_STATE_COMPLETE,
        KW_STATE_EMPTY,  KW_STATE_NOT_OFFERED, KW_STATE_NOT_ASKED,  KW_STATE_NONE_KNOWN };

static const struct
{
  KwSectionState state;
  const char *sentence;
} notes[] = {
  { KW_STATE_FAILED, N_ ("{source}: this could not be read, it will be tried again") },
  { KW_STATE_REFUSED, N_ ("refused by {source}") },
  { KW_STATE_SUPPRESSED, N_ ("{source} keeps a part of this back") },
  { KW_STATE_COMPLETE, N_ ("all that {source} sent") },
  { KW_STATE_EMPTY, N_ ("{source} was asked and has nothing here") },
  { KW_STATE_NOT_OFFERED, N_ ("not offered by {source}") },
};

/* The worst state of @section at @source; NOT_ASKED when it has no entry. */
static KwSectionState
state_at_source (const KwSource *source, KwSection section, gboolean *out_incomplete)
{
  gboolean has[KW_STATE_FAILED + 1] = { FALSE };

  for (guint i = 0; i < source->sections->len; i++)
    {
      const KwSourceSection *entry = g_ptr_array_index (source->sections, i);

      if (entry->section != section)
        continue;
      has[entry->state] = TRUE;
      if (entry->incomplete && out_incomplete != NULL)
        *out_incomplete = TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (worst_first); i++)
    if (has[worst_first[i]])
      return worst_first[i];
  return KW_STATE_NOT_ASKED;
}

static gboolean
states_that_there_is_none (const KwSnapshot *self, KwSection section)
{
  const GArray *indexes = self->sections[section];

  for (guint i = 0; i < indexes->len; i++)
    {
      const KwRecord *record
          = g_ptr_array_index (self->records, g_array_index (indexes, guint32, i));

      if ((record->flags & KW_RECORD_NONE_KNOWN) == 0)
        return FALSE;
    }
  return indexes->len > 0;
}

/**
 * kw_snapshot_get_section_state:
 * @self: a snapshot
 * @section: a section
 *
 * Returns: what is known of it over all sources
 */
KwSectionState
kw_snapshot_get_section_state (const KwSnapshot *self, KwSection section)
{
  gboolean has[KW_STATE_FAILED + 1] = { FALSE };

  g_return_val_if_fail (self != NULL && section < KW_N_SECTIONS, KW_STATE_NOT_ASKED);

  for (guint i = 0; i < self->sources->len; i++)
    has[state_at_source (g_ptr_array_index (self->sources, i), section, NULL)] = TRUE;
  if (self->section_counts[section] > 0)
    has[KW_STATE_COMPLETE] = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (worst_first); i++)
    {
      if (!has[worst_first[i]])
        continue;
      if (worst_first[i] == KW_STATE_COMPLETE && states_that_there_is_none (self, section))
        return KW_STATE_NONE_KNOWN;
      return worst_first[i];
    }
  return KW_STATE_NOT_ASKED;
}

static const char *
note_for (KwSectionState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    if (notes[i].state == state)
      return _ (notes[i].sentence);
  return NULL;
}

/* @note with the source's name in it; a mark instead of a printf format, so that a translation
 * cannot break more than its own sentence. */
static char *
put_name (const char *note, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (note, "{source}", 2);

  return g_strjoinv (name != NULL ? name : _ ("this source"), parts);
}

/* Rule G9: what the source calls a mistake is no fact, and a reader is told that it is there. */
static char *
dup_error_note (guint n)
{
  return g_strdup_printf (ngettext ("%u record that its source calls a mistake is not listed",
                                    "%u records that their source calls mistakes are not listed",
                                    n),
                          n);
}

/**
 * kw_snapshot_dup_section_note:
 * @self: a snapshot
 * @section: a section
 *
 * Says where the section comes from and what is missing. It says "all that City Clinic sent" and
 * never "complete", because hospitals filter without saying so.
 *
 * Returns: (transfer full) (nullable): "refused by City Clinic"
 */
char *
kw_snapshot_dup_section_note (const KwSnapshot *self, KwSection section)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (self != NULL && section < KW_N_SECTIONS, NULL);

  for (guint i = 0; i < self->sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (self->sources, i);
      gboolean incomplete = FALSE;
      KwSectionState state = state_at_source (source, section, &incomplete);
      const char *note = note_for (incomplete ? KW_STATE_SUPPRESSED : state);

      if (note == NULL)
        continue;
      g_ptr_array_add (parts, put_name (note, source->name));
    }
  if (self->error_counts[section] > 0)
    g_ptr_array_add (parts, dup_error_note (self->error_counts[section]));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}
