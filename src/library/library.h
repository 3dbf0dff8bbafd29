/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/bundle.h"
#include "core/words.h"
#include "vault/vault.h"

G_BEGIN_DECLS

/**
 * KwSnapshot:
 *
 * One open person as everybody sees it at one moment: person, sources, all records sorted, groups.
 * Immutable, shared between threads, counted by reference. Made from a vault or from files, so that
 * window, report and command line show the same.
 */
typedef struct _KwSnapshot KwSnapshot;

KwSnapshot *kw_snapshot_new_from_vault (KwVault *vault,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
KwSnapshot *kw_snapshot_new_from_bundle (const KwBundle *bundle,
                                         guint person,
                                         const char *file_name) G_GNUC_WARN_UNUSED_RESULT;
KwSnapshot *kw_snapshot_ref (KwSnapshot *self);
void kw_snapshot_unref (KwSnapshot *self);

const KwPerson *kw_snapshot_get_person (const KwSnapshot *self); /* or NULL */
guint kw_snapshot_get_n_sources (const KwSnapshot *self);
const KwSource *kw_snapshot_get_source (const KwSnapshot *self, guint index);
const KwSource *kw_snapshot_find_source (const KwSnapshot *self, const char *id);
gint64 kw_snapshot_get_as_of (const KwSnapshot *self); /* the oldest of the sources', 0 = never */
/* For words.h: finds referenced records of the same source. */
const KwWordsContext *kw_snapshot_get_words (const KwSnapshot *self);

/* All records shown, newest first, undated last. Never those entered in error, nor support records.
 */
guint kw_snapshot_get_n_records (const KwSnapshot *self);
const KwRecord *kw_snapshot_get_record (const KwSnapshot *self, guint index);
const KwRecord *kw_snapshot_find (const KwSnapshot *self, const char *ref);
const KwHistory *kw_snapshot_get_history (const KwSnapshot *self, const KwRecord *record);

/* Indexes of one section, newest first; a borrowed array of guint32. */
const GArray *kw_snapshot_get_section (const KwSnapshot *self, KwSection section);
KwSectionState kw_snapshot_get_section_state (const KwSnapshot *self, KwSection section);
char *kw_snapshot_dup_section_note (const KwSnapshot *self, KwSection section)
    G_GNUC_WARN_UNUSED_RESULT; /* "City Clinic refused this", or NULL */

/* Groups that a person counts by. Each is an array of guint32 record indexes, newest first. */
typedef enum
{
  KW_GROUP_ALLERGIES, /* allergies, without intolerances and ruled-out ones */
  KW_GROUP_INTOLERANCES,
  KW_GROUP_ALLERGIES_RULED_OUT,
  KW_GROUP_NO_KNOWN_ALLERGY, /* records that state it (rule A1b) */
  KW_GROUP_MEDICINES_CURRENT,
  KW_GROUP_MEDICINES_ON_HOLD,
  KW_GROUP_MEDICINES_PAST,
  KW_GROUP_MEDICINES_IN_HOSPITAL,
  KW_GROUP_MEDICINES_PLANNED,
  KW_GROUP_DO_NOT_TAKE,
  KW_GROUP_CONDITIONS_CURRENT,
  KW_GROUP_CONDITIONS_PAST,
  KW_GROUP_CONDITIONS_RULED_OUT,
  KW_GROUP_OUT_OF_RANGE, /* lab results, newest of each test only */
  KW_GROUP_LATEST_VITALS,
  KW_GROUP_TESTS,  /* newest result of each test */
  KW_GROUP_PANELS, /* reports and panels that have members */
  KW_GROUP_IMMUNIZATIONS,
  KW_GROUP_DOCUMENTS,
} KwGroup;
#define KW_N_GROUPS (KW_GROUP_DOCUMENTS + 1)
const GArray *kw_snapshot_get_group (const KwSnapshot *self, KwGroup group);
/* All results of the same test as @record (same code or same name, same unit), newest first. */
GArray *kw_snapshot_dup_same_test (const KwSnapshot *self,
                                   const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* The members of a panel or report in the lab's order. */
GArray *kw_snapshot_dup_members (const KwSnapshot *self,
                                 const KwRecord *panel) G_GNUC_WARN_UNUSED_RESULT;
/* What one sentence says above the allergies (rules A1, A1b); NULL when a list says it all. */
char *kw_snapshot_dup_allergy_statement (const KwSnapshot *self) G_GNUC_WARN_UNUSED_RESULT;
/* "Riverside Hospital today 14:05 · City Clinic not since 3 March" */
char *kw_snapshot_dup_status_line (const KwSnapshot *self) G_GNUC_WARN_UNUSED_RESULT;
/* The FHIR body of @record as received. Blocks for a vault. */
GBytes *kw_snapshot_load_body (const KwSnapshot *self,
                               const KwRecord *record,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Search over titles and words (FTS5 in memory). Built in a thread by kw_search_new(), then answers
 * from any thread. Results are record indexes of the snapshot, best first. */
typedef struct _KwSearch KwSearch;
KwSearch *kw_search_new (KwSnapshot *snapshot,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
KwSearch *kw_search_ref (KwSearch *self);
void kw_search_unref (KwSearch *self);
GArray *kw_search_run (KwSearch *self, const char *words, guint limit) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KwLibrary:
 *
 * The open person of a window: owns the vault, opens it in a thread, swaps snapshots on the main
 * context. Signal "changed" after a new snapshot; "failed" (GError) when opening does not work.
 * Properties: "snapshot" (boxed, NULL while opening), "search" (boxed), "person".
 */
#define KW_TYPE_LIBRARY (kw_library_get_type ())
G_DECLARE_FINAL_TYPE (KwLibrary, kw_library, KW, LIBRARY, GObject)

KwLibrary *kw_library_new (const char *data_dir) G_GNUC_WARN_UNUSED_RESULT;
/* The people there are: of KwPerson. Blocks (keyring, disk). */
GPtrArray *kw_library_list_people (const char *data_dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_library_open_async (KwLibrary *self,
                            const char *person_uuid,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean kw_library_open_finish (KwLibrary *self, GAsyncResult *result, GError **error);
void kw_library_close (KwLibrary *self);
/* Reads the vault again in a thread, when anything was committed; "changed" follows. */
void kw_library_reload (KwLibrary *self);
KwVault *kw_library_get_vault (KwLibrary *self);       /* borrowed, NULL while closed */
KwSnapshot *kw_library_get_snapshot (KwLibrary *self); /* borrowed, NULL while opening */
KwSearch *kw_library_get_search (KwLibrary *self);     /* borrowed, NULL until built */
const char *kw_library_get_data_dir (KwLibrary *self);

GType kw_snapshot_get_type (void);
GType kw_search_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSnapshot, kw_snapshot_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSearch, kw_search_unref)

G_END_DECLS
