/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/parts.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/words.h"

/* Which part of its section a record stands in, by an id of the table below. */
typedef const char *(*Classify) (const KwSnapshot *snapshot, const KwRecord *record, gint64 now);

#define HOUR 3600
#define DAY (24 * HOUR)

/* A date is over when it is over everywhere, and a month or a year with its last day. */
static gint64
get_end (const KwRecord *record)
{
  static const struct
  {
    gsize length;
    gint64 lasts;
  } precisions[] = { { 4, 367 * DAY }, { 7, 32 * DAY }, { 10, 36 * HOUR } };
  gsize length = strlen (record->whens[0].text);

  for (guint i = 0; i < G_N_ELEMENTS (precisions); i++)
    if (length <= precisions[i].length)
      return record->sort_time / G_USEC_PER_SEC + precisions[i].lasts;
  return record->sort_time / G_USEC_PER_SEC;
}

static const char *
classify_appointment (const KwSnapshot *snapshot, const KwRecord *record, gint64 now)
{
  if (!kw_snapshot_is_listed (snapshot, record))
    return "no-longer-listed";
  if (record->flags & KW_RECORD_NOT_DONE)
    return "not-kept";
  if (record->n_whens == 0 || record->whens[0].text == NULL || record->sort_time == G_MININT64
      || record->whens[0].role != KW_WHEN_PLANNED)
    return "undated";
  return get_end (record) > now ? "coming" : "past";
}

/* Rules A1, A2 and M10, as every other screen has them. */
static const char *
classify_group (const KwSnapshot *snapshot, const KwRecord *record, gint64 now)
{
  return kw_snapshot_get_group_id (snapshot, record);
}

/* Status codes that say that it is over: request-status, goal-status, fm-status and device-status
 * of R4. */
static const char *const over[] = { "completed", "cancelled", "revoked",  "rejected", "inactive",
                                    "stopped",   "ended",     "finished", NULL };
static const char *const planned[] = { "proposed", "planned", "accepted", "draft", NULL };

static gboolean
has_ended (const KwRecord *record, gint64 now)
{
  const char *end = record->n_whens > 0 ? record->whens[0].end : NULL;
  g_autofree char *day = end != NULL && strlen (end) >= 10 ? g_strndup (end, 10) : NULL;
  g_autofree char *iso = day != NULL ? g_strconcat (day, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) time = iso != NULL ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;

  return time != NULL && g_date_time_to_unix (time) + 36 * HOUR < now;
}

static const char *
classify_status (const KwSnapshot *snapshot, const KwRecord *record, gint64 now)
{
  if (!kw_snapshot_is_listed (snapshot, record))
    return "no-longer-listed";
  if (record->flags & KW_RECORD_ON_HOLD)
    return "on-hold";
  if ((record->flags & KW_RECORD_PROPOSED)
      || (record->status != NULL && g_strv_contains (planned, record->status)))
    return "planned";
  if (record->status != NULL && g_strv_contains (over, record->status))
    return "past";
  if ((record->flags & KW_RECORD_CURRENT) == 0)
    return "not-stated";
  /* "active" of an insurance is its record; its own dates say whether it still holds. */
  return record->section == KW_SECTION_INSURANCE && has_ended (record, now) ? "past" : "current";
}

/* The parts of each section, in the order in which they are shown. */
static const struct
{
  KwSection section;
  Classify classify;
  const char *id;
  const char *title;
  gboolean soonest_first;
} rows[] = {
  { KW_SECTION_ALLERGIES, classify_group, "allergy", N_ ("Allergies"), FALSE },
  { KW_SECTION_ALLERGIES, classify_group, "intolerance", N_ ("Intolerances"), FALSE },
  { KW_SECTION_ALLERGIES, classify_group, "none-known", N_ ("None known, as stated"), FALSE },
  { KW_SECTION_ALLERGIES, classify_group, "ruled-out", N_ ("Ruled out"), FALSE },
  { KW_SECTION_CONDITIONS, classify_group, "current", N_ ("Current"), FALSE },
  { KW_SECTION_CONDITIONS, classify_group, "in-remission", N_ ("In remission"), FALSE },
  { KW_SECTION_CONDITIONS, classify_group, "past", N_ ("Past"), FALSE },
  { KW_SECTION_CONDITIONS, classify_group, "ruled-out", N_ ("Ruled out"), FALSE },
  { KW_SECTION_APPOINTMENTS, classify_appointment, "coming", N_ ("Coming, the next one first"),
    TRUE },
  { KW_SECTION_APPOINTMENTS, classify_appointment, "undated", N_ ("Date not stated"), FALSE },
  { KW_SECTION_APPOINTMENTS, classify_appointment, "past", N_ ("Past"), FALSE },
  { KW_SECTION_APPOINTMENTS, classify_appointment, "not-kept", N_ ("Called off or not kept"),
    FALSE },
  { KW_SECTION_CARE_PLANS, classify_status, "current", N_ ("Current"), FALSE },
  { KW_SECTION_CARE_PLANS, classify_status, "on-hold", N_ ("On hold"), FALSE },
  { KW_SECTION_CARE_PLANS, classify_status, "planned", N_ ("Planned"), FALSE },
  { KW_SECTION_CARE_PLANS, classify_status, "not-stated", N_ ("Not stated if current"), FALSE },
  { KW_SECTION_CARE_PLANS, classify_status, "past", N_ ("Past"), FALSE },
  { KW_SECTION_GOALS, classify_status, "current", N_ ("Current"), FALSE },
  { KW_SECTION_GOALS, classify_status, "on-hold", N_ ("On hold"), FALSE },
  { KW_SECTION_GOALS, classify_status, "planned", N_ ("Planned"), FALSE },
  { KW_SECTION_GOALS, classify_status, "not-stated", N_ ("Not stated if current"), FALSE },
  { KW_SECTION_GOALS, classify_status, "past", N_ ("Past"), FALSE },
  { KW_SECTION_DEVICES, classify_status, "current", N_ ("Current"), FALSE },
  { KW_SECTION_DEVICES, classify_status, "not-stated", N_ ("Not stated if current"), FALSE },
  { KW_SECTION_DEVICES, classify_status, "past", N_ ("Past"), FALSE },
  { KW_SECTION_INSURANCE, classify_status, "current", N_ ("Current"), FALSE },
  { KW_SECTION_INSURANCE, classify_status, "planned", N_ ("Planned"), FALSE },
  { KW_SECTION_INSURANCE, classify_status, "not-stated", N_ ("Not stated if current"), FALSE },
  { KW_SECTION_INSURANCE, classify_status, "past", N_ ("Past"), FALSE },
};

void
kw_part_free (KwPart *self)
{
  g_array_unref (self->indexes);
  g_free (self);
}

static KwPart *
add_part (GPtrArray *parts, const char *title)
{
  KwPart *part = g_new0 (KwPart, 1);

  part->title = title;
  part->indexes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (parts, part);

  return part;
}

static void
reverse (GArray *array)
{
  guint32 *values = (guint32 *) (gpointer) array->data;

  for (guint i = 0; i < array->len / 2; i++)
    {
      guint32 value = values[i];
      values[i] = values[array->len - 1 - i];
      values[array->len - 1 - i] = value;
    }
}

/* Takes out of @left what fits @row; an array of the same order. */
static GArray *
take (const KwSnapshot *snapshot, guint row, GArray *left, gint64 now)
{
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint kept = 0;

  for (guint i = 0; i < left->len; i++)
    {
      guint32 index = g_array_index (left, guint32, i);
      const char *id = rows[row].classify (snapshot, kw_snapshot_get_record (snapshot, index), now);

      if (g_strcmp0 (id, rows[row].id) == 0)
        g_array_append_val (taken, index);
      else
        g_array_index (left, guint32, kept++) = index;
    }
  g_array_set_size (left, kept);
  return taken;
}

typedef struct
{
  char *key;
  guint position;
  guint32 index;
} Relative;

static void
relative_clear (gpointer data)
{
  g_free (((Relative *) data)->key);
}

static int
compare_relatives (gconstpointer a, gconstpointer b)
{
  const Relative *x = a, *y = b;
  int order = strcmp (x->key, y->key);

  return order != 0 ? order : (int) x->position - (int) y->position;
}

/* What several hospitals know of one relative stands together. */
static void
add_relatives (const KwSnapshot *snapshot, const GArray *indexes, GPtrArray *parts)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Relative));

  g_array_set_clear_func (sorted, relative_clear);
  for (guint i = 0; i < indexes->len; i++)
    {
      guint32 index = g_array_index (indexes, guint32, i);
      g_autofree char *title = kw_words_title (kw_snapshot_get_words (snapshot),
                                               kw_snapshot_get_record (snapshot, index));
      g_autofree char *folded = g_utf8_casefold (title, -1);
      Relative relative = { g_utf8_collate_key (folded, -1), i, index };
      g_array_append_val (sorted, relative);
    }
  g_array_sort (sorted, compare_relatives);

  KwPart *part = add_part (parts, NULL);
  for (guint i = 0; i < sorted->len; i++)
    g_array_append_val (part->indexes, g_array_index (sorted, Relative, i).index);
}

static void
add_rows (const KwSnapshot *snapshot,
          KwSection section,
          const GArray *indexes,
          gint64 now,
          GPtrArray *parts)
{
  g_autoptr (GArray) left = g_array_copy ((GArray *) indexes);
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].section != section)
        continue;
      any = TRUE;
      g_autoptr (GArray) taken = take (snapshot, i, left, now);
      if (rows[i].soonest_first)
        reverse (taken);
      if (taken->len > 0)
        g_array_append_vals (add_part (parts, _ (rows[i].title))->indexes, taken->data, taken->len);
    }
  /* What no row of the table is for is still shown: no record is ever lost. */
  for (guint pass = 0; any && pass < 2; pass++)
    {
      KwPart *part = left->len > 0
                         ? add_part (parts, pass == 0 ? _ ("Others") : _ ("No longer listed"))
                         : NULL;
      for (guint i = 0; i < left->len; i++)
        {
          guint32 index = g_array_index (left, guint32, i);
          if (kw_snapshot_is_listed (snapshot, kw_snapshot_get_record (snapshot, index))
              == (pass == 0))
            g_array_append_val (part->indexes, index);
        }
      if (part != NULL && part->indexes->len == 0)
        g_ptr_array_set_size (parts, (int) parts->len - 1);
    }
}

/**
 * kw_parts_new:
 * @snapshot: a snapshot
 * @section: a section
 * @indexes: (element-type guint32): records of it, newest first
 * @now: the time, in seconds since 1970
 *
 * The parts in which a person reads a section: conditions that are current, in remission or past
 * (rule A2), appointments that are to come, and past ones apart; family history by relative. Every
 * index is in one part.
 *
 * Returns: (transfer full) (nullable): %NULL for a section that is read by its years
 */
GPtrArray *
kw_parts_new (const KwSnapshot *snapshot, KwSection section, const GArray *indexes, gint64 now)
{
  g_return_val_if_fail (snapshot != NULL && indexes != NULL, NULL);

  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_part_free);

  if (section == KW_SECTION_FAMILY && indexes->len > 0)
    add_relatives (snapshot, indexes, parts);
  else
    add_rows (snapshot, section, indexes, now, parts);

  return parts->len > 0 ? g_steal_pointer (&parts) : NULL;
}
