/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/snapshot-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/range-limits.h"
#include "core/unit.h"

#define LOINC "http://loinc.org"

/* Panels within panels. */
#define MAX_NESTING 6

/* Results of one test and moment that are compared with each other; a record with more of them is
 * damaged, and must not take a day. */
#define MAX_NEIGHBOURS 64

/* So long a critical result is news. */
#define CRITICAL_DAYS 30

/* Observation.status (FHIR R4): how final a result is. */
static const struct
{
  const char *status;
  guint rank;
} statuses[] = {
  { "registered", 1 }, { "preliminary", 1 }, { "partial", 1 },  { "final", 2 },
  { "amended", 3 },    { "corrected", 3 },   { "appended", 3 },
};

static guint
rank_of (const KwRecord *record)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (record->status, statuses[i].status) == 0)
      return statuses[i].rank;
  return 0;
}

static const KwCode *
preferred_code (const KwRecord *record)
{
  for (guint i = 0; i < record->n_codes; i++)
    if (g_strcmp0 (record->codes[i].system, LOINC) == 0 && record->codes[i].code != NULL)
      return &record->codes[i];
  return record->n_codes > 0 && record->codes[0].code != NULL ? &record->codes[0] : NULL;
}

/* One spelling of the unit of a result; there are few of them, and many results. */
static const char *
unit_of (const KwRecord *record, GHashTable *units)
{
  KwReading reading;
  const char *unit = record->value.unit_code != NULL ? record->value.unit_code : record->value.unit;
  if (record->value.kind == KW_VALUE_TEXT && kw_reading_init (&reading, &record->value))
    unit = reading.unit;
  else if (record->value.kind == KW_VALUE_CONCEPT)
    unit = NULL;
  if (unit == NULL)
    return "";
  const char *known = g_hash_table_lookup (units, unit);
  if (known == NULL)
    {
      char *canonical = kw_unit_canonical (unit);
      g_hash_table_insert (units, g_strdup (unit), canonical);
      known = canonical;
    }
  return known;
}

/* Equal only for results that may stand in one row: same code, or same name, and same unit. A code
 * of LOINC is one test; a server's own may be a drawer for many, and counts with its name. */
static char *
dup_test_key (const KwRecord *record, GHashTable *units)
{
  const KwCode *code = preferred_code (record);
  const char *unit = unit_of (record, units);
  const char *system = code != NULL && code->system != NULL ? code->system : "";
  gboolean is_loinc = g_str_equal (system, LOINC);
  const char *words = is_loinc ? "" : record->text;
  if (words == NULL)
    words = code == NULL ? record->ref : "";
  g_autofree char *name = *words != '\0' ? g_utf8_casefold (words, -1) : NULL;

  return g_strconcat (system, "|", code != NULL ? code->code : "", "|", name != NULL ? name : "",
                      "|", unit, NULL);
}

static gboolean
same_name (const KwRecord *a, const KwRecord *b)
{
  g_autofree char *name_a = g_utf8_casefold (a->text != NULL ? a->text : "", -1);
  g_autofree char *name_b = g_utf8_casefold (b->text != NULL ? b->text : "", -1);
  return g_str_equal (name_a, name_b);
}

/* The same test in whatever unit: the key above without the unit. */
gboolean
kw_test_is_same (const KwRecord *a, const KwRecord *b)
{
  const KwCode *code_a = preferred_code (a);
  const KwCode *code_b = preferred_code (b);

  if (a == b)
    return TRUE;
  if (code_a == NULL || code_b == NULL)
    return code_a == code_b && a->text != NULL && same_name (a, b);
  return g_str_equal (code_a->code, code_b->code) && g_strcmp0 (code_a->system, code_b->system) == 0
         && (g_strcmp0 (code_a->system, LOINC) == 0 || same_name (a, b));
}

static gboolean
has_time (const KwRecord *record)
{
  return record->n_whens > 0 && record->whens[0].text != NULL
         && strchr (record->whens[0].text, 'T') != NULL;
}

/* Whether two results of one test are of one moment. A day alone may hold two samples, so that it
 * is enough only between two sources. */
static gboolean
is_same_moment (const KwRecord *a, const KwRecord *b)
{
  if (a->sort_time == G_MININT64 || b->sort_time == G_MININT64)
    return FALSE;
  if (has_time (a) && has_time (b))
    return a->sort_time == b->sort_time;
  return strcmp (a->source, b->source) != 0 && a->n_whens > 0 && b->n_whens > 0
         && a->whens[0].text != NULL && b->whens[0].text != NULL
         && strlen (a->whens[0].text) >= strlen ("2019-03-01")
         && strncmp (a->whens[0].text, b->whens[0].text, strlen ("2019-03-01")) == 0;
}

static void
note_same_result (KwSnapshot *self,
                  const KwRecord *a,
                  guint32 a_index,
                  const KwRecord *b,
                  guint32 b_index)
{
  GArray *same = g_hash_table_lookup (self->same_result, a);

  if (same == NULL)
    {
      same = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_val (same, a_index);
      g_hash_table_insert (self->same_result, (gpointer) a, same);
    }
  g_array_append_val (same, b_index);
  g_hash_table_insert (self->same_result, (gpointer) b, g_array_ref (same));
}

/* Digits are shown as they were sent: where they differ, so do the words, and need not be made. */
static gboolean
has_other_digits (const KwRecord *a, const KwRecord *b)
{
  const KwValue *one = a->n_components > 0 ? &a->components[0].value : &a->value;
  const KwValue *other = b->n_components > 0 ? &b->components[0].value : &b->value;

  return (a->n_components > 0) == (b->n_components > 0) && one->number != NULL
         && other->number != NULL && strcmp (one->number, other->number) != 0;
}

/* Two results of one test and one moment: one may be the final of the other (rule L17), or both say
 * the same. What differs without such a word stays two results. */
static void
compare_pair (KwSnapshot *self, guint32 a_index, guint32 b_index)
{
  const KwRecord *a = g_ptr_array_index (self->records, a_index);
  const KwRecord *b = g_ptr_array_index (self->records, b_index);
  guint a_rank = 0, b_rank = 0;

  if (!is_same_moment (a, b))
    return;
  if (g_strcmp0 (a->status, b->status) != 0)
    {
      a_rank = rank_of (a);
      b_rank = rank_of (b);
    }
  if (a_rank != b_rank && a_rank > 0 && b_rank > 0 && strcmp (a->source, b->source) == 0)
    {
      const KwRecord *old = a_rank < b_rank ? a : b;
      const KwRecord *best = g_hash_table_lookup (self->replaced_by, old);
      const KwRecord *next = old == a ? b : a;
      if (best == NULL || rank_of (best) < rank_of (next))
        g_hash_table_insert (self->replaced_by, (gpointer) old, (gpointer) next);
      return;
    }
  if (has_other_digits (a, b))
    return;

  g_autofree char *a_value = kw_words_value (a);
  g_autofree char *b_value = kw_words_value (b);
  if (a_value != NULL && g_strcmp0 (a_value, b_value) == 0
      && !g_hash_table_contains (self->same_result, b))
    note_same_result (self, a, a_index, b, b_index);
}

/* Results of one day lie together, because a test's are newest first. */
static void
compare_results (KwSnapshot *self, const GArray *test)
{
  /* Within one source only equal times are one moment; days are compared between two. */
  gint64 span = self->sources->len == 1 ? 0 : 2 * G_TIME_SPAN_DAY;

  for (guint i = 0; i < test->len; i++)
    for (guint j = i + 1; j < MIN (test->len, i + 1 + MAX_NEIGHBOURS); j++)
      {
        guint32 a = g_array_index (test, guint32, i);
        guint32 b = g_array_index (test, guint32, j);
        const KwRecord *first = g_ptr_array_index (self->records, a);
        const KwRecord *second = g_ptr_array_index (self->records, b);

        if (second->sort_time == G_MININT64 || first->sort_time - second->sort_time > span)
          break;
        compare_pair (self, a, b);
      }
}

static void
add_to_test (KwSnapshot *self, guint32 index, GHashTable *units)
{
  KwRecord *record = g_ptr_array_index (self->records, index);
  g_autofree char *key = dup_test_key (record, units);
  GArray *test = g_hash_table_lookup (self->tests, key);

  if (test == NULL)
    {
      test = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (self->tests, g_steal_pointer (&key), test);
    }
  g_array_append_val (test, index);
  g_hash_table_insert (self->test_of, record, test);
}

void
kw_snapshot_gather_results (KwSnapshot *self)
{
  static const KwSection sections[] = { KW_SECTION_LABS, KW_SECTION_VITALS };
  g_autoptr (GHashTable) units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  GArray *test;

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    for (guint j = 0; j < self->sections[sections[i]]->len; j++)
      add_to_test (self, g_array_index (self->sections[sections[i]], guint32, j), units);
  g_hash_table_iter_init (&iter, self->tests);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &test))
    compare_results (self, test);
}

/**
 * kw_snapshot_get_index:
 * @self: a snapshot
 * @record: a record
 * @out_index: (out): where it stands
 *
 * Returns: whether @record is one of @self's
 */
gboolean
kw_snapshot_get_index (const KwSnapshot *self, const KwRecord *record, guint32 *out_index)
{
  g_return_val_if_fail (self != NULL && out_index != NULL, FALSE);

  guint32 index = GPOINTER_TO_UINT (g_hash_table_lookup (self->index_of, record));

  *out_index = index - 1;
  return index > 0;
}

static gboolean
says_something (const KwRecord *record)
{
  return record->value.kind != KW_VALUE_NONE || record->n_components > 0
         || (record->notes != NULL && record->notes[0] != NULL);
}

/* The results of @panel in the lab's order, each once. A panel within it is opened in its place,
 * and stands itself before its members where it says anything. */
static void
append_members (const KwSnapshot *self,
                const KwRecord *panel,
                guint depth,
                GHashTable *seen,
                GArray *out)
{
  for (guint i = 0; i < panel->n_relations; i++)
    {
      const KwRelation *relation = &panel->relations[i];
      guint32 index;
      if (relation->kind != KW_RELATION_MEMBER)
        continue;
      const KwRecord *member = self->words.lookup (self->words.data, panel, relation->reference);
      if (member == NULL || !kw_snapshot_get_index (self, member, &index)
          || g_hash_table_contains (seen, member))
        continue;
      g_hash_table_add (seen, (gpointer) member);
      guint n = out->len;
      if ((member->flags & KW_RECORD_PANEL) != 0 && depth < MAX_NESTING)
        append_members (self, member, depth + 1, seen, out);
      if (out->len == n)
        g_array_append_val (out, index);
      else if (says_something (member))
        g_array_insert_val (out, n, index);
    }
}

static guint
reach (const KwSnapshot *self, const KwRecord *panel, GHashTable *seen)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) own = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer member;

  g_hash_table_add (own, (gpointer) panel);
  append_members (self, panel, 0, own, found);
  g_hash_table_iter_init (&iter, own);
  while (g_hash_table_iter_next (&iter, &member, NULL))
    if (member != panel)
      g_hash_table_add (seen, member);
  return found->len;
}

/* Records that are a direct member of some panel. */
static GHashTable *
find_members (const KwSnapshot *self, const GArray *section)
{
  GHashTable *members = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < section->len; i++)
    {
      const KwRecord *panel
          = g_ptr_array_index (self->records, g_array_index (section, guint32, i));
      for (guint r = 0; (panel->flags & KW_RECORD_PANEL) != 0 && r < panel->n_relations; r++)
        {
          const KwRelation *relation = &panel->relations[r];
          const KwRecord *member
              = relation->kind == KW_RELATION_MEMBER && kw_snapshot_is_listed (self, panel)
                    ? self->words.lookup (self->words.data, panel, relation->reference)
                    : NULL;
          if (member != NULL && member != panel)
            g_hash_table_add (members, (gpointer) member);
        }
    }
  return members;
}

/* Parts the labs into panels that stand by themselves, what is within one of them, and the rest, so
 * that a list by report loses nothing. Where panels name each other in a circle, the newest of them
 * is the outer one. */
void
kw_snapshot_gather_panels (KwSnapshot *self)
{
  const GArray *section = self->sections[KW_SECTION_LABS];
  g_autoptr (GHashTable) members = find_members (self, section);
  g_autoptr (GHashTable) inside = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) outer = g_hash_table_new (NULL, NULL);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < section->len; i++)
      {
        gpointer panel = g_ptr_array_index (self->records, g_array_index (section, guint32, i));
        gboolean is_open = pass == 0 ? !g_hash_table_contains (members, panel)
                                     : !g_hash_table_contains (inside, panel);
        if ((((const KwRecord *) panel)->flags & KW_RECORD_PANEL) != 0 && is_open
            && kw_snapshot_is_listed (self, panel) && !g_hash_table_contains (outer, panel)
            && reach (self, panel, inside) > 0)
          g_hash_table_add (outer, panel);
      }
  for (guint i = 0; i < section->len; i++)
    {
      guint32 index = g_array_index (section, guint32, i);
      gpointer record = g_ptr_array_index (self->records, index);
      if (!kw_snapshot_is_listed (self, record))
        continue;
      if (g_hash_table_contains (outer, record))
        g_array_append_val (self->groups[KW_GROUP_PANELS], index);
      else if (!g_hash_table_contains (inside, record))
        g_array_append_val (self->groups[KW_GROUP_RESULTS_ALONE], index);
    }
}

/**
 * kw_snapshot_dup_members:
 * @self: a snapshot
 * @panel: a panel or report
 *
 * A panel within a panel is opened in its place.
 *
 * Returns: (transfer full): indexes of its results in the lab's order (rule L15)
 */
GArray *
kw_snapshot_dup_members (const KwSnapshot *self, const KwRecord *panel)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_return_val_if_fail (self != NULL && panel != NULL, found);

  g_hash_table_add (seen, (gpointer) panel);
  append_members (self, panel, 0, seen, found);
  return found;
}

/**
 * kw_snapshot_dup_same_test:
 * @self: a snapshot
 * @record: a result
 *
 * Results of one test are comparable only with equal code and equal unit (rule L12).
 *
 * Returns: (transfer full): their indexes, newest first, @record among them
 */
GArray *
kw_snapshot_dup_same_test (const KwSnapshot *self, const KwRecord *record)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));
  const GArray *test;

  g_return_val_if_fail (self != NULL && record != NULL, found);

  test = g_hash_table_lookup (self->test_of, record);
  if (test != NULL)
    g_array_append_vals (found, test->data, test->len);
  return found;
}

/**
 * kw_snapshot_get_replacement:
 * @self: a snapshot
 * @record: one of its records
 *
 * A preliminary result that the same source sent again as final, or a final one that it corrected:
 * same test, same moment to the minute.
 *
 * Returns: (transfer none) (nullable): the result that counts
 */
const KwRecord *
kw_snapshot_get_replacement (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  return g_hash_table_lookup (self->replaced_by, record);
}

/**
 * kw_snapshot_get_same_result:
 * @self: a snapshot
 * @record: one of its records
 *
 * Returns: (transfer none) (nullable) (element-type guint32): all records that say the same of one
 *   test at one moment, @record among them; %NULL when it is alone
 */
const GArray *
kw_snapshot_get_same_result (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  return g_hash_table_lookup (self->same_result, record);
}

/* Whatever @record has replaced, "5.4 mmol/L (Preliminary)". */
static char *
dup_earlier (const KwSnapshot *self, const KwRecord *record)
{
  const GArray *test = g_hash_table_lookup (self->test_of, record);

  for (guint i = 0; test != NULL && i < test->len; i++)
    {
      const KwRecord *old = g_ptr_array_index (self->records, g_array_index (test, guint32, i));
      if (g_hash_table_lookup (self->replaced_by, old) != record)
        continue;
      g_autofree char *value = kw_words_value (old);
      g_autofree char *status = kw_words_status (old);
      if (value != NULL && status != NULL)
        return g_strdup_printf ("%s (%s)", value, status);
    }
  return NULL;
}

/* Whoever reads an old result need not call today. */
static gboolean
is_recent (const KwRecord *record)
{
  return record->sort_time == G_MININT64
         || g_get_real_time () - record->sort_time < CRITICAL_DAYS * G_TIME_SPAN_DAY;
}

/* Rule L19, of what the lab itself marked. */
static const char *
get_critical (const KwSnapshot *self, const KwRecord *record)
{
  const GArray *test = g_hash_table_lookup (self->test_of, record);
  KwFlagOrigin origin = KW_FLAG_FROM_NOTHING;
  KwFlag flag = kw_flag_of_record (record, &origin);

  if (test == NULL || origin != KW_FLAG_FROM_LAB
      || (flag != KW_FLAG_CRITICAL && flag != KW_FLAG_CRITICAL_HIGH
          && flag != KW_FLAG_CRITICAL_LOW))
    return NULL;
  for (guint i = 0; i < test->len; i++)
    {
      const KwRecord *newest = g_ptr_array_index (self->records, g_array_index (test, guint32, i));
      if (g_hash_table_contains (self->replaced_by, newest))
        continue;
      return newest == record && is_recent (record)
                 ? _ ("The lab marked this as critical. Call your clinic today.")
                 : _ ("The lab marked this as critical.");
    }
  return NULL;
}

static char *
dup_note_on_copies (const KwSnapshot *self, const KwRecord *record)
{
  const KwRecord *next = kw_snapshot_get_replacement (self, record);
  const GArray *same = kw_snapshot_get_same_result (self, record);
  g_autofree char *earlier = dup_earlier (self, record);
  if (next != NULL)
    {
      g_autofree char *value = kw_words_value (next);
      g_autofree char *status = kw_words_status (next);
      /* Translators: a result that counts no more; the new value and its status, "5.0 (Final)". */
      return g_strdup_printf (_ ("The lab has replaced this result. It is now: %s (%s)"),
                              value != NULL ? value : _ ("Not stated"),
                              status != NULL ? status : _ ("Not stated"));
    }
  if (earlier != NULL)
    /* Translators: a value that the lab replaced by this one, and its status. */
    return g_strdup_printf (_ ("Before this, the lab had sent: %s"), earlier);
  if (same != NULL)
    return g_strdup_printf (ngettext ("%u record says this of the same moment.",
                                      "%u records say this of the same moment.", same->len),
                            same->len);
  return NULL;
}

/**
 * kw_snapshot_dup_verdict:
 * @self: a snapshot
 * @record: a result
 *
 * Rule L17: what is not final, or was corrected or replaced, says so before its verdict.
 *
 * Returns: (transfer full) (nullable): words for a row
 */
char *
kw_snapshot_dup_verdict (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  gboolean is_replaced = kw_snapshot_get_replacement (self, record) != NULL;
  g_autofree char *flag = kw_words_flag (record);
  g_autofree char *status = kw_words_unusual_status (record);
  const char *first = is_replaced ? _ ("Replaced by the lab") : status;
  if (first == NULL || flag == NULL)
    return g_strdup (first != NULL ? first : flag);
  return g_strdup_printf ("%s. %s", first, flag);
}

/**
 * kw_snapshot_dup_result_note:
 * @self: a snapshot
 * @record: a result
 *
 * That the lab called a result critical, that it replaced it, what it said before, or that several
 * records say the same, so that nobody counts one result twice.
 *
 * Returns: (transfer full) (nullable): one or two sentences
 */
char *
kw_snapshot_dup_result_note (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  gboolean is_replaced = kw_snapshot_get_replacement (self, record) != NULL;
  const char *critical = is_replaced ? NULL : get_critical (self, record);
  g_autofree char *copies = dup_note_on_copies (self, record);
  if (critical != NULL && copies != NULL)
    return g_strdup_printf ("%s %s", critical, copies);
  return critical != NULL ? g_strdup (critical) : g_steal_pointer (&copies);
}
