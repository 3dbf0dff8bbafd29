/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/snapshot-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "core/parallel.h"
#include "library/own-words.h"

/* Fewer records are done before a thread has started. */
#define MIN_FOR_THREADS 1000

static gpointer
copy_boxed (gpointer self)
{
  return kw_snapshot_ref (self);
}

static void
free_boxed (gpointer self)
{
  kw_snapshot_unref (self);
}

/* By hand, because G_DEFINE_BOXED_TYPE uses a union argument that -Wpedantic refuses. */
GType
kw_snapshot_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_boxed_type_register_static ("KwSnapshot", copy_boxed, free_boxed));
  return type;
}

/* Its time is beside it, so that a comparison seldom looks at a record. */
typedef struct
{
  gint64 time;
  KwRecord *record;
} Dated;

static int
compare_dated (gconstpointer a, gconstpointer b)
{
  const Dated *first = a;
  const Dated *second = b;

  if (first->time != second->time)
    return first->time > second->time ? -1 : 1;
  return kw_record_compare_newest_first (first->record, second->record);
}

static void
sort_records (GPtrArray *records)
{
  g_autoptr (GArray) dated = g_array_sized_new (FALSE, FALSE, sizeof (Dated), records->len);

  for (guint i = 0; i < records->len; i++)
    {
      KwRecord *record = g_ptr_array_index (records, i);
      Dated row = { record->sort_time, record };

      g_array_append_val (dated, row);
    }
  g_array_sort (dated, compare_dated);
  for (guint i = 0; i < records->len; i++)
    records->pdata[i] = g_array_index (dated, Dated, i).record;
}

/* "Type/id" at the end of a reference, without "/_history/…" (FHIR R4 2.3.0.1); NULL for others. */
static char *
dup_type_and_id (const char *reference)
{
  g_auto (GStrv) parts = g_strsplit (reference, "/", -1);
  guint n = g_strv_length (parts);

  if (n >= 4 && g_str_equal (parts[n - 2], "_history"))
    n -= 2;
  if (n < 2 || *parts[n - 1] == '\0' || !g_ascii_isupper (*parts[n - 2]))
    return NULL;
  return g_strconcat (parts[n - 2], "/", parts[n - 1], NULL);
}

static const KwRecord *
find_urn (const KwSnapshot *self, const KwRecord *from, const char *reference)
{
  const char *id = strrchr (reference, ':') + 1;
  g_autofree char *key = g_strconcat (from->source, "/", id, NULL);

  return g_hash_table_lookup (self->by_id, key);
}

/* Whether an absolute reference points into the base that @from came from; the same "Type/id" at
 * another server is another record (FHIR R4 2.3.0.1). */
static gboolean
is_within_base (const KwSnapshot *self, const KwRecord *from, const char *reference)
{
  const KwSource *source;
  gsize length;

  if (strstr (reference, "://") == NULL)
    return TRUE;
  source = kw_snapshot_find_source (self, from->source);
  if (source == NULL || source->base == NULL)
    return FALSE;
  length = strlen (source->base);
  while (length > 0 && source->base[length - 1] == '/')
    length--;
  return strncmp (reference, source->base, length) == 0 && reference[length] == '/';
}

/* A reference means a record of the same source, because ids are unique only inside one base. */
static const KwRecord *
lookup (gpointer data, const KwRecord *from, const char *reference)
{
  KwSnapshot *self = data;
  g_autofree char *type_and_id = NULL;
  g_autofree char *ref = NULL;

  if (reference == NULL || *reference == '#')
    return NULL;
  if (self->bundle != NULL)
    {
      const KwResource *resource = kw_bundle_resolve (self->bundle, from, reference);
      return resource != NULL ? resource->record : NULL;
    }
  if (g_str_has_prefix (reference, "urn:"))
    return find_urn (self, from, reference);
  /* Only what the person entered names records of any source. */
  if (kw_own_is_own (from) && g_hash_table_contains (self->by_ref, reference))
    return g_hash_table_lookup (self->by_ref, reference);

  type_and_id = is_within_base (self, from, reference) ? dup_type_and_id (reference) : NULL;
  if (type_and_id == NULL)
    return NULL;
  ref = g_strconcat (from->source, "/", type_and_id, NULL);
  return g_hash_table_lookup (self->by_ref, ref);
}

KwSnapshot *
kw_snapshot_alloc (void)
{
  KwSnapshot *self = g_new0 (KwSnapshot, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_source_free);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_record_unref);
  self->history = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->by_ref = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->index_of = g_hash_table_new (NULL, NULL);
  self->other_doses = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->same_medicine = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->same_vaccine = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->tests
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->test_of = g_hash_table_new (NULL, NULL);
  self->replaced_by = g_hash_table_new (NULL, NULL);
  self->same_result = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->own_words = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_record_unref);
  self->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_own_words_free);
  self->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_own_words_free);
  self->remarks_of
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->calm_of = g_hash_table_new (NULL, NULL);
  self->hidden_cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  kw_changes_init (self);
  for (guint i = 0; i < KW_N_SECTIONS; i++)
    self->sections[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < KW_N_GROUPS; i++)
    self->groups[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->words = (KwWordsContext){ lookup, self };
  return self;
}

void
kw_snapshot_take_source (KwSnapshot *self, KwSource *source)
{
  if (source->kind == KW_SOURCE_OWN)
    {
      g_free (source->name);
      source->name = g_strdup (_ ("Entered by you"));
    }
  g_ptr_array_add (self->sources, source);
}

void
kw_snapshot_add (KwSnapshot *self, const KwRecord *record, const KwHistory *history)
{
  if (record->flags & KW_RECORD_ENTERED_IN_ERROR)
    {
      self->error_counts[record->section]++;
      return;
    }
  if (kw_snapshot_add_own_words (self, record))
    return;
  g_ptr_array_add (self->records, kw_record_ref (record));
  if (history != NULL)
    g_hash_table_insert (self->history, (gpointer) record, g_memdup2 (history, sizeof *history));
}

static void
index_by_name (KwSnapshot *self)
{
  for (guint32 i = 0; i < self->records->len; i++)
    {
      KwRecord *record = g_ptr_array_index (self->records, i);

      g_hash_table_insert (self->by_ref, (gpointer) record->ref, record);
      /* A file finds its own urn:uuid. */
      if (self->bundle == NULL)
        g_hash_table_insert (self->by_id, g_strconcat (record->source, "/", record->id, NULL),
                             record);
    }
}

static void
index_by_place (KwSnapshot *self)
{
  for (guint32 i = 0; i < self->records->len; i++)
    {
      KwRecord *record = g_ptr_array_index (self->records, i);

      g_hash_table_insert (self->index_of, record, GUINT_TO_POINTER (i + 1));
      g_array_append_val (self->sections[record->section], i);
    }
}

static void
make_test_lists (KwSnapshot *self)
{
  kw_snapshot_gather_results (self);
  kw_snapshot_make_test_groups (self);
}

static void
make_other_lists (KwSnapshot *self)
{
  kw_snapshot_make_groups (self);
  kw_snapshot_gather_medicines (self);
}

typedef void (*Step) (KwSnapshot *self);

typedef struct
{
  KwSnapshot *snapshot;
  const Step *steps;
} Steps;

static void
run_step (gpointer data, guint index)
{
  const Steps *self = data;

  self->steps[index](self->snapshot);
}

/* Two steps of which neither writes what the other one touches. */
static void
run_both (KwSnapshot *self, const Step *pair)
{
  Steps steps = { self, pair };

  kw_parallel_run (2, self->records->len < MIN_FOR_THREADS ? 2 : 1, run_step, &steps);
}

static void
count_all (KwSnapshot *self)
{
  self->n_records = self->records->len;
  for (guint i = 0; i < KW_N_SECTIONS; i++)
    self->section_counts[i] = self->sections[i]->len;
  for (guint i = 0; i < KW_N_GROUPS; i++)
    {
      g_autoptr (GArray) medicines = kw_snapshot_dup_medicines (self, i);

      self->group_counts[i] = self->groups[i]->len;
      self->medicine_counts[i] = medicines->len;
    }
}

void
kw_snapshot_seal (KwSnapshot *self)
{
  static const Step indexes[] = { index_by_name, index_by_place };
  static const Step lists[] = { make_test_lists, make_other_lists };

  sort_records (self->records);
  run_both (self, indexes);
  kw_snapshot_gather_own_words (self);
  run_both (self, lists);
  if (self->partial)
    return;
  kw_calm_gather (self);
  count_all (self);
}

/**
 * kw_snapshot_ref:
 * @self: a snapshot
 *
 * Returns: (transfer full): @self; safe from any thread
 */
KwSnapshot *
kw_snapshot_ref (KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * kw_snapshot_unref:
 * @self: (transfer full): a snapshot
 */
void
kw_snapshot_unref (KwSnapshot *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->person, kw_person_free);
  g_ptr_array_unref (self->sources);
  g_hash_table_unref (self->change_of);
  g_ptr_array_unref (self->changes);
  g_hash_table_unref (self->looked_to);
  g_hash_table_unref (self->calm_of);
  g_hash_table_unref (self->hidden_cards);
  g_hash_table_unref (self->history);
  g_hash_table_unref (self->by_ref);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->index_of);
  g_hash_table_unref (self->other_doses);
  g_hash_table_unref (self->same_medicine);
  g_hash_table_unref (self->same_vaccine);
  g_hash_table_unref (self->test_of);
  g_hash_table_unref (self->tests);
  g_hash_table_unref (self->replaced_by);
  g_clear_pointer (&self->origins, g_hash_table_unref);
  g_hash_table_unref (self->same_result);
  g_hash_table_unref (self->remarks_of);
  g_ptr_array_unref (self->remarks);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->own_words);
  for (guint i = 0; i < KW_N_SECTIONS; i++)
    g_array_unref (self->sections[i]);
  for (guint i = 0; i < KW_N_GROUPS; i++)
    g_array_unref (self->groups[i]);
  g_ptr_array_unref (self->records);
  g_clear_object (&self->vault);
  g_free (self);
}

const KwPerson *
kw_snapshot_get_person (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->person;
}

guint
kw_snapshot_get_n_sources (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sources->len;
}

const KwSource *
kw_snapshot_get_source (const KwSnapshot *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->sources->len, NULL);

  return g_ptr_array_index (self->sources, index);
}

const KwSource *
kw_snapshot_find_source (const KwSnapshot *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (self->sources, i);

      if (g_strcmp0 (source->id, id) == 0)
        return source;
    }
  return NULL;
}

/**
 * kw_snapshot_get_base:
 * @self: a snapshot
 * @source: one of its sources
 *
 * What tells @source from any other: for a file that names no server it is made of the whole file,
 * which takes a while, so it is asked for and not kept ready.
 *
 * ```c
 * kw_snapshot_get_base (snapshot, kw_snapshot_get_source (snapshot, 0)); // "sha256:…"
 * ```
 *
 * Returns: (transfer none) (nullable): its FHIR base, or "sha256:…" of the document
 */
const char *
kw_snapshot_get_base (const KwSnapshot *self, const KwSource *source)
{
  g_return_val_if_fail (self != NULL && source != NULL, NULL);

  if (source->base == NULL && self->bundle != NULL)
    return kw_bundle_get_source_base (self->bundle);
  return source->base;
}

/**
 * kw_snapshot_get_as_of:
 * @self: a snapshot
 *
 * How old the oldest part of what is shown may be (rule Y5).
 *
 * Returns: unix seconds of the source that succeeded longest ago; 0 when one never did
 */
gint64
kw_snapshot_get_as_of (const KwSnapshot *self)
{
  gint64 oldest = G_MAXINT64;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (self->sources, i);

      /* What a person writes is not as of a day. */
      if (source->kind != KW_SOURCE_OWN)
        oldest = MIN (oldest, source->as_of);
    }
  return oldest == G_MAXINT64 ? 0 : oldest;
}

const KwWordsContext *
kw_snapshot_get_words (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->words;
}

guint
kw_snapshot_get_n_records (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->records->len;
}

const KwRecord *
kw_snapshot_get_record (const KwSnapshot *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->records->len, NULL);

  return g_ptr_array_index (self->records, index);
}

/**
 * kw_snapshot_find:
 * @self: a snapshot
 * @ref: "source/Type/id"
 *
 * Returns: (transfer none) (nullable): the record
 */
const KwRecord *
kw_snapshot_find (const KwSnapshot *self, const char *ref)
{
  g_return_val_if_fail (self != NULL && ref != NULL, NULL);

  return g_hash_table_lookup (self->by_ref, ref);
}

/**
 * kw_snapshot_get_history:
 * @self: a snapshot
 * @record: one of its records
 *
 * Returns: (transfer none) (nullable): when it was seen, changed, missed; NULL for a file's record
 */
const KwHistory *
kw_snapshot_get_history (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  return g_hash_table_lookup (self->history, record);
}

/**
 * kw_snapshot_is_listed:
 * @self: a snapshot
 * @record: one of its records
 *
 * ```c
 * g_assert_true (kw_snapshot_is_listed (snapshot, record));
 * ```
 *
 * Returns: whether its source still lists it; a file always does
 */
gboolean
kw_snapshot_is_listed (const KwSnapshot *self, const KwRecord *record)
{
  const KwHistory *history = kw_snapshot_get_history (self, record);

  return history == NULL || history->missing_since == 0;
}

const GArray *
kw_snapshot_get_section (const KwSnapshot *self, KwSection section)
{
  g_return_val_if_fail (self != NULL && section < KW_N_SECTIONS, NULL);

  return self->sections[section];
}

const GArray *
kw_snapshot_get_group (const KwSnapshot *self, KwGroup group)
{
  g_return_val_if_fail (self != NULL && group < KW_N_GROUPS, NULL);

  return self->groups[group];
}

guint
kw_snapshot_count_group (const KwSnapshot *self, KwGroup group)
{
  g_return_val_if_fail (self != NULL && group < KW_N_GROUPS, 0);

  return self->group_counts[group];
}

guint
kw_snapshot_count_section (const KwSnapshot *self, KwSection section)
{
  g_return_val_if_fail (self != NULL && section < KW_N_SECTIONS, 0);

  return self->section_counts[section];
}

guint
kw_snapshot_count_records (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_records;
}

gboolean
kw_snapshot_is_partial (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->partial;
}

/**
 * kw_snapshot_load_body:
 * @self: a snapshot
 * @record: one of its records
 * @error: return location
 *
 * Blocks for a record of a vault.
 *
 * Returns: (transfer full) (nullable): the FHIR resource, byte for byte as received
 */
GBytes *
kw_snapshot_load_body (const KwSnapshot *self, const KwRecord *record, GError **error)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  if (self->vault != NULL)
    return kw_vault_load_body (self->vault, record->ref, error);
  for (guint i = 0; self->bundle_person != NULL && i < self->bundle_person->resources->len; i++)
    {
      const KwResource *resource = g_ptr_array_index (self->bundle_person->resources, i);

      if (resource->record == record)
        return g_bytes_ref (resource->body);
    }
  g_set_error_literal (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD, "no such record in this snapshot");
  return NULL;
}
