/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/snapshot-private.h"

#include <glib/gi18n-lib.h>

#include "core/words.h"
#include "library/disagreement.h"

/* More sources than this are counted instead of named. */
#define MAX_NAMED 2

static void
add_sentence (GString *out, char *sentence)
{
  g_autofree char *taken = sentence;

  if (taken == NULL || *taken == '\0')
    return;
  if (out->len > 0)
    g_string_append_c (out, '\n');
  g_string_append (out, taken);
}

const char *
kw_snapshot_source_name (const KwSnapshot *self, const char *id)
{
  const KwSource *source = kw_snapshot_find_source (self, id);

  return source != NULL && source->name != NULL ? source->name : _ ("your record");
}

/* "Riverside Hospital states: No known allergies (March 2019)", in the record's own words. */
static char *
stated (const KwSnapshot *self, const KwRecord *record)
{
  g_autofree char *title = kw_words_title (&self->words, record);
  g_autofree char *when = NULL;

  if (record->sort_time == G_MININT64)
    return g_strdup_printf (_ ("%s states: %s (date not stated)"),
                            kw_snapshot_source_name (self, record->source), title);
  when = kw_words_date (record->whens[0].text);
  return g_strdup_printf (_ ("%s states: %s (%s)"), kw_snapshot_source_name (self, record->source),
                          title, when);
}

static gboolean
has_allergies_of (const KwSnapshot *self, const KwSource *source)
{
  const GArray *indexes = self->sections[KW_SECTION_ALLERGIES];

  for (guint i = 0; i < indexes->len; i++)
    {
      const KwRecord *record
          = g_ptr_array_index (self->records, g_array_index (indexes, guint32, i));

      if (g_str_equal (record->source, source->id))
        return TRUE;
    }
  return FALSE;
}

/* What is here of a source that failed stays, and is as old as it is. */
static char *
unread_of (const KwSnapshot *self, const KwSource *source)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (source->as_of);
  g_autofree char *iso = g_date_time_format (when, "%Y-%m-%d");
  g_autofree char *day = kw_words_date (iso);

  if (source->as_of == 0 || !has_allergies_of (self, source))
    return g_strdup_printf (_ ("The allergies of %s could not be read."), source->name);
  return g_strdup_printf (_ ("The allergies of %s are not newer than %s."), source->name, day);
}

static char *
unread (const KwSnapshot *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (self->sources, i);

      for (guint s = 0; s < source->sections->len; s++)
        {
          const KwSourceSection *section = g_ptr_array_index (source->sections, s);

          if (section->section == KW_SECTION_ALLERGIES
              && (section->state == KW_STATE_FAILED || section->state == KW_STATE_REFUSED))
            add_sentence (out, unread_of (self, source));
        }
    }
  return g_string_free (out, FALSE);
}

/* "No known latex allergy" alone says nothing of all others. */
static gboolean
denies_all (const KwSnapshot *self)
{
  const GArray *none = self->groups[KW_GROUP_NO_KNOWN_ALLERGY];

  for (guint i = 0; i < none->len; i++)
    if (kw_disagreement_denies (g_ptr_array_index (self->records, g_array_index (none, guint32, i)),
                                NULL))
      return TRUE;
  return FALSE;
}

/* An allergy that its source lists no more is in no current group, but it was received. */
static gboolean
had_allergy (const KwSnapshot *self)
{
  const GArray *missing = self->groups[KW_GROUP_NO_LONGER_LISTED];

  for (guint i = 0; i < missing->len; i++)
    {
      const KwRecord *record
          = g_ptr_array_index (self->records, g_array_index (missing, guint32, i));
      if (record->section == KW_SECTION_ALLERGIES)
        return TRUE;
    }
  return FALSE;
}

/* What an empty list says of itself, and what it does not mean. */
static const char *
get_nothing (const KwSnapshot *self)
{
  if (had_allergy (self))
    return _ ("No allergy is listed now. What was listed before stands under “No longer listed”.");
  return self->groups[KW_GROUP_NO_KNOWN_ALLERGY]->len > 0
             ? _ ("Nothing more was received. This does not mean that there are no other "
                  "allergies.")
             : _ ("No allergy records received. This does not mean that there are no allergies.");
}

/**
 * kw_snapshot_dup_allergy_statement:
 * @self: a snapshot
 *
 * Rules A1 and A1b: "no known allergies" is said only where a record states it, with who and when,
 * and an empty list says what it does not mean.
 *
 * Returns: (transfer full) (nullable): one sentence a line; %NULL when the list says it all
 */
char *
kw_snapshot_dup_allergy_statement (const KwSnapshot *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const GArray *none;

  g_return_val_if_fail (self != NULL, NULL);

  none = self->groups[KW_GROUP_NO_KNOWN_ALLERGY];
  for (guint i = 0; i < none->len; i++)
    add_sentence (
        out, stated (self, g_ptr_array_index (self->records, g_array_index (none, guint32, i))));
  if (!denies_all (self) && self->group_counts[KW_GROUP_ALLERGIES] == 0
      && self->group_counts[KW_GROUP_INTOLERANCES] == 0)
    add_sentence (out, g_strdup (get_nothing (self)));
  add_sentence (out, unread (self));
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/**
 * kw_snapshot_dup_medicine_statement:
 * @self: a snapshot
 *
 * "No known medicines" is no medicine of the past; who states it, and when, stands above the list.
 *
 * Returns: (transfer full) (nullable): one sentence a line
 */
char *
kw_snapshot_dup_medicine_statement (const KwSnapshot *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const GArray *none;

  g_return_val_if_fail (self != NULL, NULL);

  none = self->groups[KW_GROUP_NO_KNOWN_MEDICINE];
  for (guint i = 0; i < none->len; i++)
    add_sentence (
        out, stated (self, g_ptr_array_index (self->records, g_array_index (none, guint32, i))));
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static gboolean
is_today (GDateTime *when)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_year (now) == g_date_time_get_year (when)
         && g_date_time_get_day_of_year (now) == g_date_time_get_day_of_year (when);
}

/**
 * kw_snapshot_has_any_of:
 * @self: a snapshot
 * @source: one of its sources
 *
 * A first sync that was interrupted has brought something, whatever its sections had time to say.
 *
 * Returns: whether any record of @source is here
 */
gboolean
kw_snapshot_has_any_of (const KwSnapshot *self, const KwSource *source)
{
  g_return_val_if_fail (self != NULL && source != NULL, FALSE);

  for (guint i = 0; i < self->records->len; i++)
    if (g_str_equal (((const KwRecord *) g_ptr_array_index (self->records, i))->source, source->id))
      return TRUE;
  return FALSE;
}

static char *
dup_source_status (const KwSnapshot *self, const KwSource *source)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (source->as_of);
  g_autofree char *iso = g_date_time_format (when, "%Y-%m-%d");
  g_autofree char *day = kw_words_date (iso);
  g_autofree char *time = g_date_time_format (when, "%H:%M");

  if (source->as_of == 0)
    return source->kind == KW_SOURCE_FILE ? g_strdup (source->name)
           : kw_snapshot_has_any_of (self, source)
               ? g_strdup_printf (_ ("%s: not all of it so far"), source->name)
               : g_strdup_printf (_ ("%s: nothing received so far"), source->name);
  if (source->state != KW_SOURCE_FINE)
    return g_strdup_printf (_ ("%s not since %s"), source->name, day);
  if (is_today (when))
    return g_strdup_printf (_ ("%s today %s"), source->name, time);
  return g_strdup_printf (C_ ("source and day of its last update", "%s %s"), source->name, day);
}

/**
 * kw_snapshot_dup_status_line:
 * @self: a snapshot
 *
 * How fresh each source is: "Banner Health today 14:05 · City Clinic not since 3 March 2026"; with
 * more sources the fresh ones are counted and the others named.
 *
 * Returns: (transfer full): the line, never empty
 */
char *
kw_snapshot_dup_status_line (const KwSnapshot *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint n_sources = 0, n_fine = 0;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->sources->len; i++)
    n_sources += ((const KwSource *) g_ptr_array_index (self->sources, i))->kind != KW_SOURCE_OWN;
  for (guint i = 0; i < self->sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (self->sources, i);
      gboolean fine = source->state == KW_SOURCE_FINE && source->as_of != 0;

      /* What the person entered is never out of date. */
      if (source->kind == KW_SOURCE_OWN)
        continue;
      n_fine += fine;
      if (!fine || n_sources <= MAX_NAMED)
        g_ptr_array_add (parts, dup_source_status (self, source));
    }
  if (n_sources > MAX_NAMED && n_fine > 0)
    g_ptr_array_insert (
        parts, 0,
        g_strdup_printf (ngettext ("%u hospital up to date", "%u hospitals up to date", n_fine),
                         n_fine));
  if (parts->len == 0)
    return g_strdup (_ ("No hospital and no file so far"));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * kw_snapshot_dup_no_longer_listed:
 * @self: a snapshot
 * @record: one of its records
 *
 * A record that its source does not list after a complete answer leaves every current group; what
 * its status says is of the time when it was listed.
 *
 * Returns: (transfer full) (nullable): "No longer listed since 3 March 2026"; %NULL when it is
 */
char *
kw_snapshot_dup_no_longer_listed (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  const KwHistory *history = kw_snapshot_get_history (self, record);

  if (history == NULL || history->missing_since == 0)
    return NULL;

  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (history->missing_since);
  g_autofree char *iso = g_date_time_format (time, "%Y-%m-%d");
  g_autofree char *day = kw_words_date (iso);

  /* Translators: a day. */
  return g_strdup_printf (_ ("No longer listed since %s"), day);
}
