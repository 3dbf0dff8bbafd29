/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vault/seal.h"
#include "vault/vault.h"

G_BEGIN_DECLS

#define KW_SEGMENT_ROWS 512

/* One record in a segment: its payload, identity and history. */
typedef struct
{
  guint8 key[KW_ID_SIZE];       /* of its body in the table row */
  guint8 body_hash[KW_ID_SIZE]; /* keyed, of the bytes as received */
  guint64 version;              /* of its body row */
  char *type;
  KwHistory history;
  char *run;          /* the last run that listed it, or NULL */
  GPtrArray *imports; /* ids, of char* */
  GBytes *payload;    /* JSON of kw_record_write() */
} KwSegmentRow;

typedef struct
{
  guint8 id[KW_ID_SIZE];
  guint8 slot[KW_ID_SIZE]; /* of the source that it belongs to */
  guint64 version;
  guint8 hash[KW_ID_SIZE]; /* of the sealed bytes, bound by the root */
  guint n_rows;
  GPtrArray *rows;  /* of KwSegmentRow; NULL until loaded */
  GBytes *payloads; /* all of them as loaded, a JSON array in the order of the rows */
  gboolean changed;
} KwSegment;

KwSegment *kw_segment_new (const guint8 *slot) G_GNUC_WARN_UNUSED_RESULT;
void kw_segment_free (KwSegment *self);
void kw_segment_unload (KwSegment *self);
KwSegmentRow *kw_segment_find (const KwSegment *self, const guint8 *key);
KwSegmentRow *kw_segment_add (KwSegment *self, const guint8 *key, const char *type);
void kw_segment_remove (KwSegment *self, KwSegmentRow *row);
GBytes *kw_segment_to_bytes (const KwSegment *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_segment_load (KwSegment *self, GBytes *bytes, GError **error);

/* The root: which segments there are, each one's version and hash, and the hash of what the small
 * tables hold. */
GBytes *kw_root_to_bytes (GPtrArray *segments, const guint8 *hash) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *
kw_root_from_bytes (GBytes *bytes, guint8 *out_hash, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSegment, kw_segment_free)

G_END_DECLS
