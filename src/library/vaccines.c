/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/snapshot-private.h"

#include <string.h>

#include "core/words.h"

/* What can tell that two records are of one vaccine, the surest first (rule A3). */
typedef enum
{
  BY_CVX,
  BY_SNOMED,
  BY_TEXT,
  N_KEYS,
} Key;

/* By address, and by OID as C-CDA has them. */
static const char *const systems[BY_TEXT][2] = {
  { "http://hl7.org/fhir/sid/cvx", "urn:oid:2.16.840.1.113883.12.292" },
  { "http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96" },
};

/* Codes that name no vaccine: "no vaccine administered" and "unknown" (CDC, CVX table), and SNOMED
 * CT's "vaccine product", "vaccine" and "administration of vaccine". */
static const char *const nameless[BY_TEXT][4] = {
  { "998", "999", NULL },
  { "787859002", "398827000", "33879002", NULL },
};

/* The rows found so far, by what tells them; each table has the array of indexes as its value. */
typedef struct
{
  KwSnapshot *snapshot;
  GPtrArray *rows; /* of GArray */
  GHashTable *by_key[N_KEYS];
  GArray *several; /* stands for a key that more than one row has, so that it tells nothing */
} Rows;

static const char *
find_code (const KwRecord *record, Key kind)
{
  for (guint i = 0; i < record->n_codes; i++)
    {
      const KwCode *code = &record->codes[i];

      if (code->system == NULL || code->code == NULL
          || (!g_str_equal (code->system, systems[kind][0])
              && !g_str_equal (code->system, systems[kind][1])))
        continue;
      /* CVX writes "03", and some write it as a number. */
      const char *digits = code->code + strspn (code->code, kind == BY_CVX ? "0" : "");
      if (*digits != '\0' && !g_strv_contains (nameless[kind], digits))
        return digits;
    }
  return NULL;
}

/* Only a text that is shown as the name: "unknown" is none. */
static const char *
find_text (const KwSnapshot *self, const KwRecord *record)
{
  const char *text = record->text;
  g_autofree char *title = NULL;

  for (guint i = 0; text == NULL && i < record->n_codes; i++)
    text = record->codes[i].display;
  if (text == NULL)
    return NULL;
  title = kw_words_title (&self->words, record);
  return strstr (title, text) != NULL ? text : NULL;
}

/* With the status, so that what was not given never stands among what was given. */
static char *
dup_key (const KwSnapshot *self, const KwRecord *record, Key kind)
{
  const char *name = kind == BY_TEXT ? find_text (self, record) : find_code (record, kind);

  return name != NULL
             ? g_strdup_printf ("%s\n%s", record->status != NULL ? record->status : "", name)
             : NULL;
}

static GArray *
find_row (Rows *self, Key kind, const char *key)
{
  GArray *row = g_hash_table_lookup (self->by_key[kind], key);
  g_autofree char *alone = g_strconcat (key, "\n", NULL);

  if (row == self->several)
    {
      key = alone;
      row = g_hash_table_lookup (self->by_key[kind], key);
    }
  if (row != NULL)
    return row;
  row = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (self->rows, row);
  g_hash_table_insert (self->by_key[kind], g_strdup (key), row);
  return row;
}

/* Puts a record into the row of the surest thing that it says, where that is @surest, and lets the
 * row be found by what else it says. */
static void
add (Rows *self, guint32 index, Key surest)
{
  const KwRecord *record = g_ptr_array_index (self->snapshot->records, index);
  GArray *row;

  for (Key kind = 0; kind < surest; kind++)
    if (find_code (record, kind) != NULL)
      return;
  g_autofree char *key = dup_key (self->snapshot, record, surest);
  if (key == NULL)
    return;
  row = find_row (self, surest, key);
  g_array_append_val (row, index);
  for (Key kind = surest + 1; kind < N_KEYS; kind++)
    {
      g_autofree char *other = dup_key (self->snapshot, record, kind);
      const GArray *known = other != NULL ? g_hash_table_lookup (self->by_key[kind], other) : NULL;

      if (other != NULL && known != row)
        g_hash_table_insert (self->by_key[kind], g_steal_pointer (&other),
                             known == NULL ? row : self->several);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

static void
remember (const Rows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GArray *row = g_ptr_array_index (self->rows, i);

      g_array_sort (row, compare);
      for (guint r = 0; row->len > 1 && r < row->len; r++)
        g_hash_table_insert (
            self->snapshot->same_vaccine,
            g_ptr_array_index (self->snapshot->records, g_array_index (row, guint32, r)),
            g_array_ref (row));
    }
}

/* What happened. What was not given has its own reason and day, and stands for itself; so does what
 * its source no longer lists. */
static gboolean
is_dose (const KwSnapshot *self, const KwRecord *record)
{
  return g_str_equal (record->type, "Immunization") && (record->flags & KW_RECORD_NOT_DONE) == 0
         && kw_snapshot_is_listed (self, record);
}

/* The front page holds the first few only, and says of none how many there are. */
void
kw_snapshot_gather_vaccines (KwSnapshot *self)
{
  const GArray *all = self->sections[KW_SECTION_IMMUNIZATIONS];
  Rows rows = { .snapshot = self };

  if (self->partial || all->len < 2)
    return;
  rows.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  rows.several = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (Key kind = 0; kind < N_KEYS; kind++)
    rows.by_key[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (Key kind = 0; kind < N_KEYS; kind++)
    for (guint i = 0; i < all->len; i++)
      {
        guint32 index = g_array_index (all, guint32, i);

        if (is_dose (self, g_ptr_array_index (self->records, index)))
          add (&rows, index, kind);
      }
  remember (&rows);
  for (Key kind = 0; kind < N_KEYS; kind++)
    g_hash_table_unref (rows.by_key[kind]);
  g_array_unref (rows.several);
  g_ptr_array_unref (rows.rows);
}

/**
 * kw_snapshot_get_same_vaccine:
 * @self: a snapshot
 * @record: one of its records
 *
 * Rule A3: the doses of one vaccine, by the same CVX or SNOMED CT code or exactly the same text.
 *
 * Returns: (transfer none) (nullable) (element-type guint32): the records of the same vaccine with
 *   this one, newest first; %NULL when it is alone, was not given, or is no vaccine
 */
const GArray *
kw_snapshot_get_same_vaccine (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  return g_hash_table_lookup (self->same_vaccine, record);
}

/**
 * kw_snapshot_dup_vaccines:
 * @self: a snapshot
 *
 * Returns: (transfer full) (element-type guint32): what there is of vaccines, the newest first, and
 *   the earlier doses of each directly beneath it; none is left out
 */
GArray *
kw_snapshot_dup_vaccines (const KwSnapshot *self)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_val_if_fail (self != NULL, found);

  const GArray *all = self->sections[KW_SECTION_IMMUNIZATIONS];
  for (guint i = 0; i < all->len; i++)
    {
      guint32 index = g_array_index (all, guint32, i);
      const GArray *same
          = g_hash_table_lookup (self->same_vaccine, g_ptr_array_index (self->records, index));

      if (same == NULL)
        g_array_append_val (found, index);
      else if (g_array_index (same, guint32, 0) == index)
        g_array_append_vals (found, same->data, same->len);
    }
  return found;
}
