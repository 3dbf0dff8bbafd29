/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/snapshot-private.h"

#include "core/json-writer.h"

#define ITEM "front-page"
/* Rows kept of each group: what a card of the Summary can show. Allergies are never shortened. */
#define ROWS_PER_GROUP 6
#define MAX_FRONT_PAGE (4 * 1024 * 1024)

static const KwGroup whole_groups[]
    = { KW_GROUP_ALLERGIES, KW_GROUP_INTOLERANCES, KW_GROUP_NO_KNOWN_ALLERGY, KW_GROUP_DO_NOT_TAKE,
        KW_GROUP_NO_KNOWN_MEDICINE };

static gboolean
is_whole (KwGroup group)
{
  for (guint i = 0; i < G_N_ELEMENTS (whole_groups); i++)
    if (whole_groups[i] == group)
      return TRUE;
  return FALSE;
}

static void
write_counts (KwJsonWriter *writer, const char *name, const guint *counts, guint n)
{
  kw_json_writer_name (writer, name);
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < n; i++)
    kw_json_writer_int (writer, counts[i]);
  kw_json_writer_end_array (writer);
}

static void
read_counts (const KwJsonNode *node, guint *counts, guint n)
{
  guint i = 0;

  KW_JSON_FOREACH (count, node)
    if (i < n)
      counts[i++] = (guint) kw_json_node_get_int (count, 0);
}

static void
choose (const KwSnapshot *self, GHashTable *chosen, const GArray *indexes, guint n)
{
  for (guint i = 0; i < MIN (indexes->len, n); i++)
    g_hash_table_add (chosen,
                      g_ptr_array_index (self->records, g_array_index (indexes, guint32, i)));
}

/* A card of the Summary shows medicines, not records, and says how many records one has. */
static void
choose_medicines (const KwSnapshot *self, GHashTable *chosen)
{
  g_autoptr (GArray) medicines = kw_snapshot_dup_medicines (self, KW_GROUP_MEDICINES_CURRENT);

  for (guint i = 0; i < MIN (medicines->len, ROWS_PER_GROUP); i++)
    {
      const KwRecord *record
          = g_ptr_array_index (self->records, g_array_index (medicines, guint32, i));
      const GArray *same = kw_snapshot_get_same_medicine (self, record);

      g_hash_table_add (chosen, (gpointer) record);
      if (same != NULL)
        choose (self, chosen, same, same->len);
    }
}

/* The records that any card shows, each once, and those that their words are looked up in. */
static GHashTable *
collect (const KwSnapshot *self)
{
  GHashTable *chosen = g_hash_table_new (NULL, NULL);

  for (guint group = 0; group < KW_N_GROUPS; group++)
    choose (self, chosen, self->groups[group], is_whole (group) ? G_MAXUINT : ROWS_PER_GROUP);
  choose_medicines (self, chosen);
  for (guint i = 0; i < MIN (self->changes->len, ROWS_PER_GROUP); i++)
    g_hash_table_add (chosen,
                      (gpointer) ((KwChange *) g_ptr_array_index (self->changes, i))->record);
  return chosen;
}

static void
write_record (KwJsonWriter *writer, const KwSnapshot *self, const KwRecord *record)
{
  g_autoptr (GString) payload = g_string_new (NULL);
  const KwHistory *history = g_hash_table_lookup (self->history, record);

  kw_record_write (record, payload);
  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "record");
  kw_json_writer_raw (writer, payload->str, (gssize) payload->len);
  kw_json_writer_name (writer, "missing_since");
  kw_json_writer_int (writer, history != NULL ? history->missing_since : 0);
  kw_json_writer_name (writer, "calm");
  kw_json_writer_int (writer, kw_calm_get_kind (self, record));
  kw_json_writer_end_object (writer);
}

static void
write_records (KwJsonWriter *writer, const KwSnapshot *self)
{
  g_autoptr (GHashTable) chosen = collect (self);
  g_autoptr (GHashTable) support = g_hash_table_new (NULL, NULL);

  kw_json_writer_name (writer, "records");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < self->records->len; i++)
    {
      const KwRecord *record = g_ptr_array_index (self->records, i);

      if (!g_hash_table_contains (chosen, record))
        continue;
      write_record (writer, self, record);
      for (guint r = 0; r < record->n_relations; r++)
        {
          const KwRecord *named
              = self->words.lookup (self->words.data, record, record->relations[r].reference);

          if (named != NULL && (named->flags & KW_RECORD_SUPPORT) != 0
              && !g_hash_table_contains (chosen, named))
            g_hash_table_add (support, (gpointer) named);
        }
    }
  for (guint i = 0; i < self->records->len; i++)
    if (g_hash_table_contains (support, g_ptr_array_index (self->records, i)))
      write_record (writer, self, g_ptr_array_index (self->records, i));
  for (guint i = 0; i < self->own_words->len; i++)
    write_record (writer, self, g_ptr_array_index (self->own_words, i));
  kw_json_writer_end_array (writer);
}

static void
write_changes (KwJsonWriter *writer, const KwSnapshot *self)
{
  kw_json_writer_name (writer, "looked_at");
  kw_json_writer_int (writer, self->looked_at);
  kw_json_writer_name (writer, "n_changes");
  kw_json_writer_int (writer, self->n_changes);
  kw_json_writer_name (writer, "changes");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < MIN (self->changes->len, ROWS_PER_GROUP); i++)
    {
      const KwChange *change = g_ptr_array_index (self->changes, i);
      g_autoptr (GString) before = g_string_new (NULL);

      kw_json_writer_begin_object (writer);
      kw_json_writer_member (writer, "ref", change->record->ref);
      kw_json_writer_name (writer, "kind");
      kw_json_writer_int (writer, change->kind);
      if (change->before != NULL)
        {
          kw_record_write (change->before, before);
          kw_json_writer_name (writer, "before");
          kw_json_writer_raw (writer, before->str, (gssize) before->len);
        }
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
}

static GBytes *
to_bytes (const KwSnapshot *self)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autoptr (GBytes) person = kw_person_to_json (self->person);

  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "person");
  kw_json_writer_raw (writer, g_bytes_get_data (person, NULL), (gssize) g_bytes_get_size (person));
  kw_json_writer_name (writer, "sources");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < self->sources->len; i++)
    {
      g_autoptr (GBytes) source = kw_source_to_json (g_ptr_array_index (self->sources, i));

      kw_json_writer_raw (writer, g_bytes_get_data (source, NULL),
                          (gssize) g_bytes_get_size (source));
    }
  kw_json_writer_end_array (writer);
  kw_json_writer_name (writer, "n_records");
  kw_json_writer_int (writer, self->n_records);
  write_counts (writer, "sections", self->section_counts, KW_N_SECTIONS);
  write_counts (writer, "groups", self->group_counts, KW_N_GROUPS);
  write_counts (writer, "medicines", self->medicine_counts, KW_N_GROUPS);
  write_changes (writer, self);
  write_records (writer, self);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}

/**
 * kw_snapshot_store_front_page:
 * @self: a whole snapshot
 * @vault: the vault it came from
 * @error: return location
 *
 * Keeps what the Summary shows first in one small sealed row, so that the next start need not wait
 * for every segment. Writes nothing when the stored one is equal. Blocks.
 *
 * Returns: whether the vault now holds it
 */
gboolean
kw_snapshot_store_front_page (const KwSnapshot *self, KwVault *vault, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL && !self->partial && self->person != NULL, FALSE);
  g_return_val_if_fail (KW_IS_VAULT (vault), FALSE);

  bytes = to_bytes (self);
  stored = kw_vault_get_item (vault, ITEM, &local);
  if (stored != NULL && g_bytes_equal (stored, bytes))
    return TRUE;
  return kw_vault_put_item (vault, ITEM, bytes, error);
}

static void
read_records (KwSnapshot *self, const KwJsonNode *records)
{
  KW_JSON_FOREACH (row, records)
    {
      g_autoptr (KwRecord) record = kw_record_read (kw_json_node_get_member (row, "record"));
      KwHistory history = { 0 };

      history.missing_since
          = kw_json_node_get_int (kw_json_node_get_member (row, "missing_since"), 0);
      if (record == NULL || record->ref == NULL || *record->ref == '\0')
        continue;
      kw_calm_set_kind (self, record,
                        (guint) kw_json_node_get_int (kw_json_node_get_member (row, "calm"), 0));
      kw_snapshot_add (self, record, &history);
    }
}

static void
read_changes (KwSnapshot *self, const KwJsonNode *root)
{
  self->looked_at = kw_json_node_get_int (kw_json_node_get_member (root, "looked_at"), 0);
  self->n_changes = (guint) kw_json_node_get_int (kw_json_node_get_member (root, "n_changes"), 0);
  KW_JSON_FOREACH (change, kw_json_node_get_member (root, "changes"))
    {
      const char *ref = kw_json_node_get_string (kw_json_node_get_member (change, "ref"));
      gint64 kind = kw_json_node_get_int (kw_json_node_get_member (change, "kind"), -1);
      const KwRecord *record = ref != NULL ? g_hash_table_lookup (self->by_ref, ref) : NULL;
      const KwJsonNode *before = kw_json_node_get_member (change, "before");

      if (record != NULL && kind >= 0 && kind < KW_N_CHANGES)
        kw_changes_take (self, (KwChangeKind) kind, record,
                         before != NULL ? kw_record_read (before) : NULL);
    }
}

/**
 * kw_snapshot_new_from_front_page:
 * @vault: an open vault
 * @error: return location
 *
 * Blocks for one row.
 *
 * Returns: (transfer full) (nullable): a partial snapshot; %NULL without error when none is stored
 */
KwSnapshot *
kw_snapshot_new_from_front_page (KwVault *vault, GError **error)
{
  g_autoptr (KwSnapshot) self = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KwJson) json = NULL;
  const KwJsonNode *root;

  g_return_val_if_fail (KW_IS_VAULT (vault), NULL);

  bytes = kw_vault_get_item (vault, ITEM, error);
  if (bytes == NULL)
    return NULL;
  json = kw_json_new (bytes, MAX_FRONT_PAGE, error);
  if (json == NULL)
    return NULL;
  root = kw_json_get_root (json);
  self = kw_snapshot_alloc ();
  self->partial = TRUE;
  self->vault = g_object_ref (vault);
  self->person = kw_person_new_from_json (kw_json_node_get_member (root, "person"));
  KW_JSON_FOREACH (source, kw_json_node_get_member (root, "sources"))
    {
      KwSource *read = kw_source_new_from_json (source);

      if (read != NULL)
        kw_snapshot_take_source (self, read);
    }
  self->n_records = (guint) kw_json_node_get_int (kw_json_node_get_member (root, "n_records"), 0);
  read_counts (kw_json_node_get_member (root, "sections"), self->section_counts, KW_N_SECTIONS);
  read_counts (kw_json_node_get_member (root, "groups"), self->group_counts, KW_N_GROUPS);
  read_counts (kw_json_node_get_member (root, "medicines"), self->medicine_counts, KW_N_GROUPS);
  read_records (self, kw_json_node_get_member (root, "records"));
  kw_snapshot_seal (self);
  read_changes (self, root);
  if (!kw_calm_load_choice (self, vault, error))
    return NULL;
  return g_steal_pointer (&self);
}
