/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vault/database.h"
#include "vault/segment.h"

G_BEGIN_DECLS

/* The keys of one vault: one seals, the other makes names that tell nothing. */
typedef struct
{
  KwKey *seal;
  KwKey *name;
} KwVaultKeys;

/* A source, and the key of its own that seals its records. */
typedef struct
{
  guint8 slot[KW_ID_SIZE];
  guint64 version;
  KwKey *key;
  KwSource *source;
} KwSlot;

void kw_slot_free (KwSlot *self);

/* One table's row by its id; NULL without error when there is none. */
GBytes *kw_store_get (KwDatabase *db,
                      const KwKey *key,
                      const char *table,
                      const guint8 *id,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint64 kw_store_next_version (KwDatabase *db, const char *table, const guint8 *id);
gboolean kw_store_put (KwDatabase *db,
                       const KwKey *key,
                       const char *table,
                       const guint8 *id,
                       GBytes *value,
                       GError **error);
gboolean kw_store_delete (KwDatabase *db, const char *table, const guint8 *id, GError **error);
/* Every row of a table, opened, of GBytes. */
GPtrArray *kw_store_list (KwDatabase *db, const KwKey *key, const char *table, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *kw_store_load_slots (KwDatabase *db,
                                const KwVaultKeys *keys,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_store_put_slot (KwDatabase *db, const KwVaultKeys *keys, KwSlot *slot, GError **error);
KwSlot *kw_slots_find (GPtrArray *slots, const char *source_id);
KwSlot *kw_slots_find_by_slot (GPtrArray *slots, const guint8 *slot);

/* Of the root; 0 before the first commit. Not checked: a number to compare, nothing to rely on. */
guint64 kw_store_get_version (KwDatabase *db);
/* The segments of the root, not loaded; an empty vault has none. */
GPtrArray *kw_store_load_root (KwDatabase *db,
                               const KwVaultKeys *keys,
                               guint64 *out_version,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_store_put_root (KwDatabase *db,
                            const KwVaultKeys *keys,
                            GPtrArray *segments,
                            guint64 version,
                            GError **error);
/* Loads the rows of a segment, checked against the root. */
gboolean kw_store_load_segment (KwDatabase *db,
                                const KwVaultKeys *keys,
                                GPtrArray *slots,
                                KwSegment *segment,
                                GError **error);
gboolean kw_store_put_segment (KwDatabase *db,
                               const KwVaultKeys *keys,
                               const KwSlot *slot,
                               KwSegment *segment,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSlot, kw_slot_free)

G_END_DECLS
