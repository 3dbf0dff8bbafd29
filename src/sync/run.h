/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/journal.h"
#include "sync/keeper.h"
#include "sync/sync.h"

G_BEGIN_DECLS

/* What is only about changes cannot notice what is gone: once a week everything is asked for. */
#define KW_FULL_SECONDS (7 * 24 * 60 * 60)

/* One sync of one connection: what its threads share. */
typedef struct
{
  KwVault *vault;
  KwKeeper *keeper;
  KwSource *source;  /* being filled; under @lock */
  KwSource *before;  /* as it was when the run began */
  char *id;          /* of this run; an interrupted run goes on under its own */
  gint64 started;    /* unix seconds */
  gboolean goes_on;  /* after an interruption, and what was stored before it was not read again */
  gboolean is_first; /* of this source: nothing was stored before */
  KwSection only;    /* the kind that is tried again; KW_N_SECTIONS: all of them */
  KwSyncProgress progress;
  gpointer progress_data;
  GMutex lock;
  GHashTable *wanted;    /* "Type/id" that records refer to */
  GHashTable *stored;    /* "Type/id" that the vault has */
  GHashTable *put;       /* those of them that this run put, of types that others name */
  GHashTable *ended;     /* keys of queries that were asked for everything and came whole */
  GHashTable *unread;    /* types of which a record that another names could not be read */
  GHashTable *listed;    /* "Type section" to how many the hospital lists */
  GHashTable *updatable; /* types of which the changes alone can be asked for; NULL: all */
  GPtrArray *documents;  /* of KwWantedBlob */
  guint unfetched;       /* of them, under @lock */
  GError *fatal;         /* what stops everything */
} KwRun;

/* An attachment to fetch after the records. */
typedef struct
{
  char *ref;
  guint index;
} KwWantedBlob;

/* The stored source of a connection. */
KwSource *
kw_run_load_source (KwVault *vault, const char *uuid, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the end of a run, or its failed beginning, means for the source; NULL: it ended well. */
void kw_run_set_source_state (KwSource *source, const GError *fatal);

/* @only: the kind that is tried again; KW_N_SECTIONS: all of them. */
KwRun *kw_run_new (KwVault *vault,
                   const char *uuid,
                   KwSection only,
                   KwSyncProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_run_free (KwRun *self);
gboolean kw_run_is_stopped (KwRun *self);
/* Takes @error: one that ends the run is kept, all others are the type's own. */
void kw_run_note_error (KwRun *self, const GError *error);
/* Whether the sign-in asked for that type: who asked for less gets less. */
gboolean kw_run_is_asked (KwRun *self, const char *type);
void kw_run_report (KwRun *self, const KwSourceSection *section, gboolean done);
/* The entry of one query; call with the lock held. */
KwSourceSection *kw_run_section (KwRun *self, const char *key, KwSection section);
/* Puts one resource into @batch; FALSE when it is about somebody else and was set aside. */
gboolean kw_run_put (KwRun *self, KwBatch *batch, KwJson *json, const KwJsonNode *resource);

/* The same for one that came by itself. */
gboolean kw_run_store_one (KwRun *self, KwJson *json);
/* Whether everything of it was asked for not long ago. */
gboolean kw_run_is_fresh (const KwSourceSection *section);
/* The entry of one query or type, as it is; NULL. */
const KwSourceSection *kw_run_find_section (KwRun *self, const char *key);

/* query.c */
/* The Patient and every query of the plan, the vendor's `parallel` side by side. */
void kw_run_queries (KwRun *self);

/* references.c */
/* Notes what a record names and which attachments it has. */
void kw_run_note_links (KwRun *self, const KwRecord *record, const KwJsonNode *resource);
void kw_run_collect_links (KwRun *self);
void kw_run_references (KwRun *self);

/* attachment.c */
void kw_run_documents (KwRun *self);

/* Says which types ended complete, and keeps what the run found out. */
gboolean kw_run_finish (KwRun *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwRun, kw_run_free)

G_END_DECLS
