/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/disagreement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "library/medicine-identity.h"
#include "library/snapshot-private.h"

static const struct
{
  const char *id;
  const char *heading;
  KwSection section;
} kinds[KW_N_DISAGREEMENTS] = {
  [KW_DISAGREE_NONE_KNOWN]
  = { "none-known", N_ ("Listed by one, “none known” at another"), KW_SECTION_ALLERGIES },
  [KW_DISAGREE_ALLERGY]
  = { "allergy", N_ ("Not the same word on an allergy"), KW_SECTION_ALLERGIES },
  [KW_DISAGREE_RISK] = { "risk", N_ ("Not the same on how severe it is"), KW_SECTION_ALLERGIES },
  [KW_DISAGREE_DOSE] = { "dose", N_ ("Not the same strength"), KW_SECTION_MEDICATIONS },
  [KW_DISAGREE_STOPPED]
  = { "stopped", N_ ("In use here, not in use there"), KW_SECTION_MEDICATIONS },
  [KW_DISAGREE_CONDITION] = { "condition", N_ ("Current here, past there"), KW_SECTION_CONDITIONS },
  [KW_DISAGREE_HOW]
  = { "how", N_ ("Not the same words on how to take it"), KW_SECTION_MEDICATIONS },
};

/* Which allergies a statement kw_disagreement_denies (codes and words as in
 * core/readers/negation.c): all, or those of one category of AllergyIntolerance.category. Others,
 * "no known latex allergy", deny nothing that a category tells. */
static const struct
{
  const char *said;     /* a code, or the whole name, small */
  const char *category; /* NULL: all */
} denials[] = {
  { "716186003", NULL },
  { "160244002", NULL },
  { "no-known-allergies", NULL },
  { "nka", NULL },
  { "no known active allergies", NULL },
  { "no known allergies", NULL },
  { "no known allergy", NULL },
  { "none", NULL },
  { "none known", NULL },
  { "409137002", "medication" },
  { "no-known-medication-allergies", "medication" },
  { "nkda", "medication" },
  { "no known drug allergies", "medication" },
  { "no known drug allergy", "medication" },
  { "no known medication allergies", "medication" },
  { "429625007", "food" },
  { "no-known-food-allergies", "food" },
  { "no known food allergies", "food" },
  { "428607008", "environment" },
  { "no-known-environmental-allergies", "environment" },
  { "no known environmental allergies", "environment" },
};

/* What is looked at: a record with what it is about. */
typedef struct
{
  guint32 index;
  const KwRecord *record;
  const char *group;            /* kw_snapshot_get_group_id() */
  char *name;                   /* in small letters; "" where it has none */
  KwMedicineIdentity *identity; /* of a medicine, else NULL */
} Entry;

typedef struct
{
  const KwSnapshot *snapshot;
  GPtrArray *found; /* of KwDisagreement */
} Finder;

static void
disagreement_free (gpointer data)
{
  KwDisagreement *self = data;

  g_array_unref (self->indexes);
  g_free (self);
}

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->identity, kw_medicine_identity_free);
  g_clear_pointer (&entry->name, g_free);
}

static gboolean
is_group (const Entry *entry, const char *group)
{
  return g_strcmp0 (entry->group, group) == 0;
}

static gboolean
is_other_source (const Entry *a, const Entry *b)
{
  return !g_str_equal (a->record->source, b->record->source);
}

static char *
dup_small_name (const KwRecord *record)
{
  const char *name = record->text;

  if (name == NULL && record->n_codes > 0)
    name = record->codes[0].display;

  char *small = g_utf8_casefold (name != NULL ? name : "", -1);

  return g_strstrip (small);
}

/* What an entry has in common with others that are about the same thing: the ingredient of a
 * medicine; of anything else its name to the letter but for capitals, and each code. */
static GStrv
dup_keys (const Entry *entry)
{
  const KwRecord *record = entry->record;
  GStrv keys = g_new0 (char *, record->n_codes + 2);
  guint n = 0;

  if (entry->identity != NULL)
    {
      if (entry->identity->ingredient != NULL && *entry->identity->ingredient != '\0')
        keys[n++] = g_strdup (entry->identity->ingredient);
      return keys;
    }
  if (*entry->name != '\0')
    keys[n++] = g_strdup (entry->name);
  for (guint i = 0; i < record->n_codes; i++)
    if (record->codes[i].system != NULL && record->codes[i].code != NULL)
      keys[n++] = g_strconcat (record->codes[i].system, "\v", record->codes[i].code, NULL);
  return keys;
}

/* Of several records of one source the newest says what the source says now; not of medicines, of
 * which one may take two doses. @seen has what newer records are about. */
static gboolean
is_older_of_source (GHashTable *seen, const Entry *entry)
{
  g_auto (GStrv) keys = dup_keys (entry);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; keys[i] != NULL; i++)
    g_ptr_array_add (own, g_strconcat (entry->record->source, "\v", keys[i], NULL));
  for (guint i = 0; i < own->len; i++)
    if (g_hash_table_contains (seen, g_ptr_array_index (own, i)))
      return TRUE;
  for (guint i = 0; i < own->len; i++)
    g_hash_table_add (seen, g_strdup (g_ptr_array_index (own, i)));
  return FALSE;
}

/* The entries of a section that a person reads. */
static GArray *
read_entries (const KwSnapshot *snapshot, KwSection section)
{
  const GArray *indexes = kw_snapshot_get_section (snapshot, section);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  g_array_set_clear_func (entries, entry_clear);
  for (guint i = 0; i < indexes->len; i++)
    {
      Entry entry = { .index = g_array_index (indexes, guint32, i) };

      entry.record = kw_snapshot_get_record (snapshot, entry.index);
      entry.group = kw_snapshot_get_group_id (snapshot, entry.record);
      if (entry.group == NULL || is_group (&entry, "no-longer-listed"))
        continue;
      entry.name = dup_small_name (entry.record);
      if (section == KW_SECTION_MEDICATIONS)
        entry.identity = kw_medicine_identity_new (kw_snapshot_get_words (snapshot), entry.record);
      else if (is_older_of_source (seen, &entry))
        {
          entry_clear (&entry);
          continue;
        }
      g_array_append_val (entries, entry);
    }
  return entries;
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

static gboolean
holds (const GArray *indexes, guint32 index)
{
  for (guint i = 0; i < indexes->len; i++)
    if (g_array_index (indexes, guint32, i) == index)
      return TRUE;
  return FALSE;
}

/* Adds a pair; one record that many others deny is one disagreement with all of them. */
static void
add (Finder *self, KwDisagreementKind kind, const Entry *a, const Entry *b)
{
  KwDisagreement *one = NULL;

  for (guint i = 0; i < self->found->len && one == NULL; i++)
    {
      KwDisagreement *other = g_ptr_array_index (self->found, i);

      if (other->kind == kind
          && (holds (other->indexes, a->index) || holds (other->indexes, b->index)))
        one = other;
    }
  if (one == NULL)
    {
      one = g_new0 (KwDisagreement, 1);
      one->kind = kind;
      one->section = kinds[kind].section;
      one->indexes = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_ptr_array_add (self->found, one);
    }
  if (!holds (one->indexes, a->index))
    g_array_append_val (one->indexes, a->index);
  if (!holds (one->indexes, b->index))
    g_array_append_val (one->indexes, b->index);
  g_array_sort (one->indexes, compare_indexes);
}

/* When @record says that it ended, as sent; what had ended before the other began denies nothing.
 */
static const char *
end_of (const KwRecord *record)
{
  for (guint i = 0; i < record->n_whens; i++)
    {
      const KwWhen *when = &record->whens[i];

      if (when->end != NULL)
        return when->end;
      if (when->role == KW_WHEN_ENDED || when->role == KW_WHEN_TO_END)
        return when->text;
    }
  return NULL;
}

static gboolean
ended_before (const KwRecord *record, const KwRecord *other)
{
  const char *end = end_of (record);
  const char *start = other->n_whens > 0 ? other->whens[0].text : NULL;

  if (end == NULL || start == NULL || kw_words_year (end) == 0 || kw_words_year (start) == 0)
    return FALSE;
  return strncmp (end, start, MIN (strlen (end), strlen (start))) < 0;
}

/* ---- allergies ---- */

static gboolean
is_listed (const Entry *entry)
{
  return (is_group (entry, "allergy") || is_group (entry, "intolerance"))
         && (entry->record->flags & KW_RECORD_CURRENT) != 0;
}

static gboolean
fits (guint denial, const KwRecord *allergy)
{
  return denials[denial].category == NULL
         || (allergy != NULL && g_strcmp0 (allergy->category, denials[denial].category) == 0);
}

/**
 * kw_disagreement_denies:
 * @statement: a record that states that there is none
 * @allergy: (nullable): an allergy; %NULL for all of them
 *
 * A code says what is denied; where there is none, the words do.
 *
 * Returns: whether @statement says that there is no such allergy
 */
gboolean
kw_disagreement_denies (const KwRecord *statement, const KwRecord *allergy)
{
  g_autofree char *name = dup_small_name (statement);
  gboolean coded = FALSE;

  for (guint d = 0; d < G_N_ELEMENTS (denials); d++)
    for (guint i = 0; i < statement->n_codes; i++)
      if (g_strcmp0 (statement->codes[i].code, denials[d].said) == 0)
        {
          if (fits (d, allergy))
            return TRUE;
          coded = TRUE;
        }
  for (guint d = 0; !coded && d < G_N_ELEMENTS (denials); d++)
    if (g_str_equal (name, denials[d].said) && fits (d, allergy))
      return TRUE;
  return FALSE;
}

static gboolean
both_say_another (const char *a, const char *b)
{
  return a != NULL && b != NULL && !g_str_equal (a, b);
}

/* A statement that there is none may deny every entry, whatever it is about. */
static void
compare_with_none (Finder *self, const Entry *a, const Entry *b)
{
  if (is_listed (a) && is_group (b, "none-known") && kw_disagreement_denies (b->record, a->record))
    add (self, KW_DISAGREE_NONE_KNOWN, a, b);
  else if (is_listed (b) && is_group (a, "none-known")
           && kw_disagreement_denies (a->record, b->record))
    add (self, KW_DISAGREE_NONE_KNOWN, b, a);
}

static void
compare_allergies (Finder *self, const Entry *a, const Entry *b)
{
  const KwRecordFlags certainty = KW_RECORD_REFUTED | KW_RECORD_UNCONFIRMED | KW_RECORD_CURRENT;

  if (is_group (a, "none-known") || is_group (b, "none-known"))
    return;
  if ((a->record->flags & certainty) != (b->record->flags & certainty))
    add (self, KW_DISAGREE_ALLERGY, a, b);
  else if (both_say_another (a->record->criticality, b->record->criticality)
           || both_say_another (a->record->severity, b->record->severity))
    add (self, KW_DISAGREE_RISK, a, b);
}

/* ---- medicines ---- */

static gboolean
has_one_ingredient (const Entry *a, const Entry *b)
{
  return a->identity->ingredient != NULL && *a->identity->ingredient != '\0'
         && g_strcmp0 (a->identity->ingredient, b->identity->ingredient) == 0
         && !kw_medicine_identity_facets_conflict (a->identity, b->identity);
}

static gboolean
agrees (const char *a, const char *b)
{
  return *a == '\0' || *b == '\0' || g_str_equal (a, b);
}

/* Two records that can both hold: what one does not say the other may say. */
static gboolean
has_one_dose (const Entry *a, const Entry *b)
{
  return agrees (a->identity->strength, b->identity->strength)
         && agrees (a->identity->how, b->identity->how);
}

/* Whether the source of @b, which has the same ingredient in use, has @a's dose too. */
static gboolean
is_listed_at (const GPtrArray *same, const Entry *a, const Entry *b)
{
  for (guint i = 0; i < same->len; i++)
    {
      const Entry *other = g_ptr_array_index (same, i);

      if (!is_other_source (other, b) && is_group (other, "current")
          && has_one_ingredient (a, other) && has_one_dose (a, other))
        return TRUE;
    }
  return FALSE;
}

static void
compare_doses (Finder *self, const GPtrArray *same, const Entry *a, const Entry *b)
{
  if (!is_group (a, "current") || !is_group (b, "current") || has_one_dose (a, b)
      || (is_listed_at (same, a, b) && is_listed_at (same, b, a)))
    return;
  add (self,
       agrees (a->identity->strength, b->identity->strength) ? KW_DISAGREE_HOW : KW_DISAGREE_DOSE,
       a, b);
}

static gboolean
is_put_away (const Entry *entry)
{
  return is_group (entry, "on-hold") || is_group (entry, "do-not-take")
         || (is_group (entry, "past")
             && (g_strcmp0 (entry->record->status, "stopped") == 0
                 || g_strcmp0 (entry->record->status, "not-taken") == 0));
}

static gboolean
is_in_use_at (const GPtrArray *same, const Entry *a, const Entry *b)
{
  for (guint i = 0; i < same->len; i++)
    {
      const Entry *other = g_ptr_array_index (same, i);

      if (!is_other_source (other, b) && is_group (other, "current")
          && has_one_ingredient (a, other))
        return TRUE;
    }
  return FALSE;
}

static void
compare_use (Finder *self, const GPtrArray *same, const Entry *current, const Entry *other)
{
  if (!is_group (current, "current") || !is_put_away (other)
      || !agrees (current->identity->strength, other->identity->strength)
      || ended_before (other->record, current->record) || is_in_use_at (same, current, other))
    return;
  add (self, KW_DISAGREE_STOPPED, current, other);
}

static void
compare_medicines (Finder *self, const GPtrArray *same, const Entry *a, const Entry *b)
{
  if (!has_one_ingredient (a, b))
    return;
  compare_doses (self, same, a, b);
  compare_use (self, same, a, b);
  compare_use (self, same, b, a);
}

/* ---- conditions ---- */

static void
compare_conditions (Finder *self, const Entry *a, const Entry *b)
{
  gboolean a_now = is_group (a, "current");
  gboolean b_now = is_group (b, "current");

  if (a_now == b_now)
    return;
  if (!ended_before (a_now ? b->record : a->record, a_now ? a->record : b->record))
    add (self, KW_DISAGREE_CONDITION, a, b);
}

static void
compare_pair (Finder *self, const GPtrArray *same, const Entry *a, const Entry *b)
{
  if (!is_other_source (a, b))
    return;
  if (a->record->section == KW_SECTION_MEDICATIONS)
    compare_medicines (self, same, a, b);
  else if (a->record->section == KW_SECTION_ALLERGIES)
    compare_allergies (self, a, b);
  else
    compare_conditions (self, a, b);
}

/* The entries by what they are about, so that only those are compared that can disagree. */
static GHashTable *
sort_by_thing (GArray *entries)
{
  GHashTable *things
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);
      g_auto (GStrv) keys = dup_keys (entry);

      for (guint k = 0; keys[k] != NULL; k++)
        {
          GPtrArray *same = g_hash_table_lookup (things, keys[k]);

          if (same == NULL)
            {
              same = g_ptr_array_new ();
              g_hash_table_insert (things, g_strdup (keys[k]), same);
            }
          g_ptr_array_add (same, entry);
        }
    }
  return things;
}

static void
compare_none_known (Finder *self, const GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *none = &g_array_index (entries, Entry, i);

      for (guint j = 0; is_group (none, "none-known") && j < entries->len; j++)
        if (is_other_source (none, &g_array_index (entries, Entry, j)))
          compare_with_none (self, none, &g_array_index (entries, Entry, j));
    }
}

static void
compare_section (Finder *self, KwSection section)
{
  g_autoptr (GArray) entries = read_entries (self->snapshot, section);
  g_autoptr (GHashTable) things = sort_by_thing (entries);
  GHashTableIter iter;
  GPtrArray *same;

  if (section == KW_SECTION_ALLERGIES)
    compare_none_known (self, entries);
  g_hash_table_iter_init (&iter, things);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &same))
    for (guint i = 0; i < same->len; i++)
      for (guint j = i + 1; j < same->len; j++)
        compare_pair (self, same, g_ptr_array_index (same, i), g_ptr_array_index (same, j));
}

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const KwDisagreement *first = *(KwDisagreement *const *) a;
  const KwDisagreement *second = *(KwDisagreement *const *) b;
  guint32 first_index = g_array_index (first->indexes, guint32, 0);
  guint32 second_index = g_array_index (second->indexes, guint32, 0);

  if (first->kind != second->kind)
    return (int) first->kind - (int) second->kind;
  return first_index < second_index ? -1 : first_index > second_index;
}

/**
 * kw_disagreements_new:
 * @snapshot: a whole snapshot
 *
 * Where two sources of one person say what cannot both hold (rules A1b and M7b). What one source
 * does not say denies nothing, and what had ended before the other began does not either.
 *
 * Returns: (transfer full) (element-type KwDisagreement): empty with one source, or none
 */
GPtrArray *
kw_disagreements_new (const KwSnapshot *snapshot)
{
  static const KwSection sections[]
      = { KW_SECTION_ALLERGIES, KW_SECTION_MEDICATIONS, KW_SECTION_CONDITIONS };
  Finder self = { snapshot, g_ptr_array_new_with_free_func (disagreement_free) };

  g_return_val_if_fail (snapshot != NULL, self.found);

  if (kw_snapshot_get_n_sources (snapshot) > 1 && !kw_snapshot_is_partial (snapshot))
    for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
      compare_section (&self, sections[i]);
  g_ptr_array_sort (self.found, compare_kinds);
  return self.found;
}

const char *
kw_disagreement_get_id (const KwDisagreement *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return kinds[self->kind].id;
}

const char *
kw_disagreement_get_heading (const KwDisagreement *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _ (kinds[self->kind].heading);
}

char *
kw_disagreement_dup_title (const KwDisagreement *self, const KwSnapshot *snapshot)
{
  g_return_val_if_fail (self != NULL && snapshot != NULL, NULL);

  if (self->kind == KW_DISAGREE_NONE_KNOWN)
    return g_strdup (kw_section_get_title (KW_SECTION_ALLERGIES));
  for (guint i = 0; i < self->indexes->len; i++)
    {
      const KwRecord *record
          = kw_snapshot_get_record (snapshot, g_array_index (self->indexes, guint32, i));

      /* "Do not take: Aspirin" and "No known allergies" are what one of them says of it. */
      if ((record->flags & (KW_RECORD_NONE_KNOWN | KW_RECORD_DO_NOT_PERFORM | KW_RECORD_NOT_DONE))
          == 0)
        return kw_words_title (kw_snapshot_get_words (snapshot), record);
    }
  return NULL;
}

static void
append_part (GString *out, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (out, " · %s", part);
}

/**
 * kw_disagreement_dup_says:
 * @snapshot: a snapshot
 * @record: a record of a disagreement
 *
 * Returns: (transfer full): who says it, what, and of when
 */
char *
kw_disagreement_dup_says (const KwSnapshot *snapshot, const KwRecord *record)
{
  g_return_val_if_fail (snapshot != NULL && record != NULL, NULL);

  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  const KwSource *source = kw_snapshot_find_source (snapshot, record->source);
  g_autofree char *title = kw_words_title (words, record);
  g_autofree char *status = kw_words_status (record);
  g_autofree char *subtitle = kw_words_subtitle (words, record);
  g_autofree char *when = kw_words_when (record);
  GString *out
      = g_string_new (source != NULL && source->name != NULL ? source->name : _ ("Your record"));

  g_string_append_printf (out, ": %s", title);
  /* That none is known is no state of an allergy. */
  if (status != NULL && (record->flags & KW_RECORD_NONE_KNOWN) == 0
      && (subtitle == NULL || strstr (subtitle, status) == NULL))
    append_part (out, status);
  append_part (out, subtitle);
  if (record->sort_time == G_MININT64)
    append_part (out, when);
  else
    g_string_append_printf (out, " · %s %s", kw_words_when_label (record->whens[0].role), when);
  return g_string_free (out, FALSE);
}

const char *
kw_disagreement_get_question (void)
{
  return _ ("No one here can say which is right. Ask your clinic.");
}
