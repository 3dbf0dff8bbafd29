/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/visit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_LENGTH 10
#define DAY_SECONDS (24 * 60 * 60)

/* What a doctor asks about: not papers of an insurance, and not the visits themselves. */
static const KwSection sections[] = {
  KW_SECTION_ALLERGIES,     KW_SECTION_MEDICATIONS, KW_SECTION_CONDITIONS, KW_SECTION_LABS,
  KW_SECTION_IMMUNIZATIONS, KW_SECTION_PROCEDURES,  KW_SECTION_VITALS,     KW_SECTION_DOCUMENTS,
  KW_SECTION_DEVICES,       KW_SECTION_CARE_PLANS,  KW_SECTION_GOALS,
};

/* A visit of these states has not been. */
static const char *const not_been[]
    = { "planned", "cancelled", "noshow", "booked", "proposed", "pending", NULL };

static gboolean
has_day (const char *text)
{
  return text != NULL && strlen (text) >= DAY_LENGTH && g_ascii_isdigit (*text);
}

/**
 * kw_snapshot_find_last_visit:
 * @self: a snapshot
 * @now: unix seconds
 *
 * A visit without a day cannot be the last one, because nobody knows what came after it.
 *
 * ```c
 * visit = kw_snapshot_find_last_visit (snapshot, now);
 * ```
 *
 * Returns: (transfer none) (nullable): the newest visit that has been
 */
const KwRecord *
kw_snapshot_find_last_visit (const KwSnapshot *self, gint64 now)
{
  g_return_val_if_fail (self != NULL, NULL);

  const GArray *visits = kw_snapshot_get_group (self, KW_GROUP_VISITS);

  for (guint i = 0; i < visits->len; i++)
    {
      const KwRecord *visit = kw_snapshot_get_record (self, g_array_index (visits, guint32, i));

      if (visit->n_whens > 0 && has_day (visit->whens[0].text)
          && visit->sort_time / G_USEC_PER_SEC <= now
          && (visit->status == NULL || !g_strv_contains (not_been, visit->status)))
        return visit;
    }
  return NULL;
}

char *
kw_snapshot_dup_visit_words (const KwSnapshot *self, const KwRecord *visit)
{
  g_return_val_if_fail (self != NULL && visit != NULL, NULL);

  const KwSource *source = kw_snapshot_find_source (self, visit->source);
  g_autofree char *title = kw_words_title (kw_snapshot_get_words (self), visit);

  return source != NULL ? g_strdup_printf ("%s · %s", title, source->name)
                        : g_steal_pointer (&title);
}

/* Days compare as words where both are whole. */
static gboolean
is_dated_after (const KwRecord *record, const char *day)
{
  for (guint i = 0; i < record->n_whens; i++)
    if (has_day (record->whens[i].text) && strncmp (record->whens[i].text, day, DAY_LENGTH) > 0)
      return TRUE;
  return FALSE;
}

/* Seen by this program, of something that was there before. */
static gboolean
has_changed_after (const KwSnapshot *self, const KwRecord *record, gint64 end)
{
  const KwHistory *history = kw_snapshot_get_history (self, record);

  return history != NULL
         && (history->missing_since > end
             || (history->changed_at > end && history->changed_at > history->first_seen));
}

/* A report stands for itself only where its results do not. */
static gboolean
has_members (const KwSnapshot *self, const KwRecord *record)
{
  g_autoptr (GArray) members = NULL;

  if (kw_record_get_relation (record, KW_RELATION_MEMBER) == NULL)
    return FALSE;
  members = kw_snapshot_dup_members (self, record);
  return members->len > 0;
}

/**
 * kw_snapshot_dup_since_visit:
 * @self: a snapshot
 * @visit: a visit with a day
 *
 * ```c
 * since = kw_snapshot_dup_since_visit (snapshot, visit);
 * ```
 *
 * Returns: (transfer full) (element-type guint32): what a doctor does not know from @visit
 */
GArray *
kw_snapshot_dup_since_visit (const KwSnapshot *self, const KwRecord *visit)
{
  GArray *since = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_val_if_fail (self != NULL && visit != NULL && visit->n_whens > 0, since);

  gint64 end = visit->sort_time / G_USEC_PER_SEC + DAY_SECONDS;

  for (guint s = 0; s < G_N_ELEMENTS (sections); s++)
    {
      const GArray *all = kw_snapshot_get_section (self, sections[s]);

      for (guint i = 0; i < all->len; i++)
        {
          guint32 index = g_array_index (all, guint32, i);
          const KwRecord *record = kw_snapshot_get_record (self, index);

          if ((record->flags & KW_RECORD_SUPPORT) == 0
              && (is_dated_after (record, visit->whens[0].text)
                  || has_changed_after (self, record, end))
              && !has_members (self, record))
            g_array_append_val (since, index);
        }
    }
  return since;
}

char *
kw_snapshot_dup_since_line (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  g_autofree char *title = kw_words_title (kw_snapshot_get_words (self), record);
  g_autofree char *value = kw_words_value (record);
  g_autofree char *flag
      = record->section == KW_SECTION_LABS ? kw_snapshot_dup_verdict (self, record) : NULL;
  g_autofree char *missing = kw_snapshot_dup_no_longer_listed (self, record);
  g_autofree char *status = value == NULL && missing == NULL ? kw_words_status (record) : NULL;
  g_autofree char *when = kw_words_when_labelled (record);
  const char *const parts[] = { flag, status, missing, when };
  GString *line = g_string_new (title);

  if (value != NULL)
    g_string_append_printf (line, ": %s", value);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (line, " · %s", parts[i]);
  return g_string_free (line, FALSE);
}

char *
kw_question_dup_words (const KwOwnWords *question)
{
  g_return_val_if_fail (question != NULL, NULL);

  if (question->about_title == NULL)
    return g_strdup (question->text != NULL ? question->text : "");
  if (question->text == NULL)
    /* Translators: the name of a record follows, which a person wants to ask about. */
    return g_strdup_printf (_ ("Ask about: %s"), question->about_title);
  return g_strdup_printf ("%s: %s", question->about_title, question->text);
}
