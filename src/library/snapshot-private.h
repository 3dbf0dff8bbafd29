/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/changes.h"

G_BEGIN_DECLS

/* Shared by the files that make a snapshot; nobody changes one after kw_snapshot_seal(). */
struct _KwSnapshot
{
  gatomicrefcount ref_count;
  /* Owned. */
  KwPerson *person;     /* or NULL */
  GPtrArray *sources;   /* of KwSource */
  GPtrArray *records;   /* of KwRecord, newest first */
  GHashTable *history;  /* KwRecord → KwHistory */
  GHashTable *by_ref;   /* ref → KwRecord */
  GHashTable *by_id;    /* "source/id" → KwRecord, for urn:uuid references */
  GHashTable *index_of; /* KwRecord → index + 1 */
  GArray *sections[KW_N_SECTIONS];
  GArray *groups[KW_N_GROUPS];
  guint section_counts[KW_N_SECTIONS];
  guint error_counts[KW_N_SECTIONS]; /* entered in error: known, and never listed (rule G9) */
  guint group_counts[KW_N_GROUPS];
  guint medicine_counts[KW_N_GROUPS];
  GHashTable *other_doses; /* KwRecord → GArray of guint32: current rows of the same ingredient */
  GHashTable *same_medicine; /* KwRecord → GArray of guint32, only where several are one row */
  GHashTable *same_vaccine;  /* KwRecord → GArray of guint32, only where there are several */
  GHashTable *tests;         /* key of a test → GArray of guint32, newest first */
  GHashTable *test_of;       /* KwRecord → that array, borrowed */
  GHashTable *replaced_by;   /* KwRecord → the result that the lab put in its place */
  GHashTable *same_result;   /* KwRecord → GArray of guint32, only where several say the same */
  GHashTable *origins;       /* KwRecord → GPtrArray of Provenances, NULL until a page asks */
  gsize has_origins;         /* for g_once_init_enter() */
  GPtrArray *own_words;      /* of KwRecord: what @remarks and @questions were read from */
  GPtrArray *remarks;        /* of KwOwnWords, oldest first */
  GPtrArray *questions;      /* the same */
  GHashTable *remarks_of;    /* ref → GPtrArray of KwOwnWords, all borrowed from @remarks */
  GPtrArray *changes;        /* of KwChange, what matters most first */
  GHashTable *change_of;     /* KwRecord → KwChange, borrowed */
  GHashTable *looked_to;     /* id of a source → gint64, up to when the person has seen it */
  GHashTable *calm_of;       /* KwRecord → kind, of the results of a grave report */
  GHashTable *hidden_cards;  /* ids */
  gint64 looked_at;
  guint n_changes;
  gboolean not_calm;
  guint n_records;
  gboolean partial;
  KwVault *vault; /* or NULL */
  KwWordsContext words;
  /* Borrowed. */
  const KwBundle *bundle; /* or NULL */
  const KwBundlePerson *bundle_person;
};

KwSnapshot *kw_snapshot_alloc (void) G_GNUC_WARN_UNUSED_RESULT;
void kw_snapshot_add (KwSnapshot *self, const KwRecord *record, const KwHistory *history);
/* Sorts what was added and makes every index. */
void kw_snapshot_seal (KwSnapshot *self);
/* own-words.c */
gboolean kw_snapshot_add_own_words (KwSnapshot *self, const KwRecord *record);
void kw_snapshot_gather_own_words (KwSnapshot *self);
/* Takes @source; the person's own entries get their name here, because words are never stored. */
void kw_snapshot_take_source (KwSnapshot *self, KwSource *source);
/* groups.c */
void kw_snapshot_make_groups (KwSnapshot *self);
void kw_snapshot_make_test_groups (KwSnapshot *self);
/* status.c */
const char *kw_snapshot_source_name (const KwSnapshot *self, const char *id);
/* medicines.c */
void kw_snapshot_gather_medicines (KwSnapshot *self);
/* vaccines.c */
void kw_snapshot_gather_vaccines (KwSnapshot *self);
/* results.c */
void kw_snapshot_gather_results (KwSnapshot *self);
void kw_snapshot_gather_panels (KwSnapshot *self);
/* changes.c */
void kw_changes_init (KwSnapshot *self);
void
kw_changes_take (KwSnapshot *self, KwChangeKind kind, const KwRecord *record, KwRecord *before);
gboolean kw_changes_load_looked (KwSnapshot *self, KwVault *vault, GError **error);
gboolean kw_changes_gather (KwSnapshot *self, KwVault *vault, GError **error);
/* calm.c */
gboolean kw_calm_is_grave (const KwRecord *record);
void kw_calm_gather (KwSnapshot *self);
guint kw_calm_get_kind (const KwSnapshot *self, const KwRecord *record); /* 0: none */
void kw_calm_set_kind (KwSnapshot *self, const KwRecord *record, guint kind);
gboolean kw_calm_load_choice (KwSnapshot *self, KwVault *vault, GError **error);
gboolean kw_test_is_same (const KwRecord *a, const KwRecord *b);

G_END_DECLS
