/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/links.h"

#include <string.h>

/* Sections of what happens on a day; the others are about longer times than a visit. */
static const gboolean happens[KW_N_SECTIONS] = {
  [KW_SECTION_CONDITIONS] = TRUE,     [KW_SECTION_MEDICATIONS] = TRUE,
  [KW_SECTION_LABS] = TRUE,           [KW_SECTION_VITALS] = TRUE,
  [KW_SECTION_IMMUNIZATIONS] = TRUE,  [KW_SECTION_PROCEDURES] = TRUE,
  [KW_SECTION_DOCUMENTS] = TRUE,      [KW_SECTION_ORDERS] = TRUE,
  [KW_SECTION_NUTRITION] = TRUE,      [KW_SECTION_QUESTIONNAIRES] = TRUE,
  [KW_SECTION_HISTORY_SOCIAL] = TRUE,
};

/* Whose record it is belongs with everything, and so tells nothing. */
static gboolean
is_told (const KwRelation *relation)
{
  return relation->reference != NULL && relation->kind != KW_RELATION_SUBJECT;
}

static void
add (const KwSnapshot *snapshot, const KwRecord *record, GHashTable *seen, GArray *out)
{
  guint32 index;

  if ((record->flags & KW_RECORD_SUPPORT) == 0 && g_hash_table_add (seen, (gpointer) record)
      && kw_snapshot_get_index (snapshot, record, &index))
    g_array_append_val (out, index);
}

/* A reference ends with the id of what it names, however it is written; only then it is looked up,
 * which costs more than everything else. */
static gboolean
names (const KwWordsContext *words, const KwRecord *from, const KwRecord *record)
{
  for (guint i = 0; i < from->n_relations; i++)
    {
      const KwRelation *relation = &from->relations[i];

      if (is_told (relation) && g_str_has_suffix (relation->reference, record->id)
          && words->lookup (words->data, from, relation->reference) == record)
        return TRUE;
    }
  return FALSE;
}

/**
 * kw_links_dup:
 * @snapshot: a snapshot
 * @record: one of its records
 *
 * What @record names (the visit, the order, the goals of a plan) and after that what names it (the
 * report of a result, everything at a visit, what was handed out for a prescription), newest first.
 * Results of a report are no part of it: kw_snapshot_dup_members() has them in the lab's order.
 * Nothing is guessed from dates or names, and whoever only carries a name is left out.
 *
 * Returns: (transfer full): indexes, each once
 */
GArray *
kw_links_dup (const KwSnapshot *snapshot, const KwRecord *record)
{
  g_return_val_if_fail (snapshot != NULL && record != NULL, NULL);

  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GArray *out = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_hash_table_add (seen, (gpointer) record);
  for (guint i = 0; i < record->n_relations; i++)
    {
      const KwRelation *relation = &record->relations[i];
      const KwRecord *other = is_told (relation) && relation->kind != KW_RELATION_MEMBER
                                  ? words->lookup (words->data, record, relation->reference)
                                  : NULL;
      if (other != NULL)
        add (snapshot, other, seen, out);
    }
  for (guint i = 0; i < kw_snapshot_get_n_records (snapshot); i++)
    {
      const KwRecord *from = kw_snapshot_get_record (snapshot, i);

      if (g_strcmp0 (from->source, record->source) == 0 && names (words, from, record))
        add (snapshot, from, seen, out);
    }
  return out;
}

static const char *
get_day (const KwRecord *record)
{
  const char *text = record->n_whens > 0 ? record->whens[0].text : NULL;

  return text != NULL && record->sort_time != G_MININT64 && strlen (text) >= 10 ? text : NULL;
}

static gboolean
names_a_visit (const KwWordsContext *words, const KwRecord *record)
{
  const KwRelation *relation = kw_record_get_relation (record, KW_RELATION_ENCOUNTER);

  return relation != NULL && relation->reference != NULL
         && words->lookup (words->data, record, relation->reference) != NULL;
}

/**
 * kw_links_dup_same_day:
 * @snapshot: a snapshot
 * @visit: one of its visits
 *
 * What the same source dates on the days of @visit without saying which visit it was at. Whoever
 * shows it says that only the date matches.
 *
 * Returns: (transfer full): indexes, newest first; empty for a visit of no day
 */
GArray *
kw_links_dup_same_day (const KwSnapshot *snapshot, const KwRecord *visit)
{
  g_return_val_if_fail (snapshot != NULL && visit != NULL, NULL);

  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  const char *first = get_day (visit);
  const char *last = first != NULL && visit->whens[0].end != NULL
                             && strlen (visit->whens[0].end) >= 10
                             && strncmp (visit->whens[0].end, first, 10) > 0
                         ? visit->whens[0].end
                         : first;
  GArray *out = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; first != NULL && i < kw_snapshot_get_n_records (snapshot); i++)
    {
      const KwRecord *record = kw_snapshot_get_record (snapshot, i);
      const char *day = happens[record->section] ? get_day (record) : NULL;

      if (day != NULL && (record->flags & KW_RECORD_SUPPORT) == 0 && strncmp (day, first, 10) >= 0
          && strncmp (day, last, 10) <= 0 && g_strcmp0 (record->source, visit->source) == 0
          && !names_a_visit (words, record) && !names (words, visit, record))
        g_array_append_val (out, i);
    }
  return out;
}
