/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/bundle.h"
#include "core/document.h"
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
/* What the Summary shows first, from one small sealed row; NULL without error when there is none.
 */
KwSnapshot *kw_snapshot_new_from_front_page (KwVault *vault,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Stores the front page of @self, unless the one that is there is equal. */
gboolean kw_snapshot_store_front_page (const KwSnapshot *self, KwVault *vault, GError **error);
/* @bundle is borrowed and must outlive the snapshot. */
KwSnapshot *kw_snapshot_new_from_bundle (const KwBundle *bundle,
                                         guint person,
                                         const char *file_name) G_GNUC_WARN_UNUSED_RESULT;
KwSnapshot *kw_snapshot_ref (KwSnapshot *self);
void kw_snapshot_unref (KwSnapshot *self);

const KwPerson *kw_snapshot_get_person (const KwSnapshot *self); /* or NULL */
guint kw_snapshot_get_n_sources (const KwSnapshot *self);
const KwSource *kw_snapshot_get_source (const KwSnapshot *self, guint index);
const KwSource *kw_snapshot_find_source (const KwSnapshot *self, const char *id);
/* Its FHIR base, or what a file is known by. */
const char *kw_snapshot_get_base (const KwSnapshot *self, const KwSource *source);
gint64 kw_snapshot_get_as_of (const KwSnapshot *self); /* the oldest of the sources', 0 = never */
/* For words.h: finds referenced records of the same source. */
const KwWordsContext *kw_snapshot_get_words (const KwSnapshot *self);

/* All records, newest first, undated last; never those entered in error. Records that only name
 * others (KW_RECORD_SUPPORT) are among them and in no group. */
guint kw_snapshot_get_n_records (const KwSnapshot *self);
const KwRecord *kw_snapshot_get_record (const KwSnapshot *self, guint index);
gboolean kw_snapshot_get_index (const KwSnapshot *self, const KwRecord *record, guint32 *out_index);
const KwRecord *kw_snapshot_find (const KwSnapshot *self, const char *ref);
const KwHistory *kw_snapshot_get_history (const KwSnapshot *self, const KwRecord *record);
gboolean kw_snapshot_is_listed (const KwSnapshot *self, const KwRecord *record);
void kw_snapshot_add_origins (const KwSnapshot *self, const KwRecord *record, GPtrArray *facts);
GPtrArray *kw_snapshot_dup_facts (const KwSnapshot *self,
                                  const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;

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
  KW_GROUP_MEDICINES_NOT_STATED, /* no status, or handed out: nobody says whether it is current */
  KW_GROUP_NO_KNOWN_MEDICINE,    /* records that state that there is none */
  KW_GROUP_DO_NOT_TAKE,
  KW_GROUP_CONDITIONS_CURRENT,
  KW_GROUP_CONDITIONS_PAST,
  KW_GROUP_CONDITIONS_IN_REMISSION,
  KW_GROUP_CONDITIONS_RULED_OUT,
  KW_GROUP_OUT_OF_RANGE, /* lab results, newest of each test only */
  KW_GROUP_LATEST_VITALS,
  KW_GROUP_TESTS,         /* newest result of each test */
  KW_GROUP_PANELS,        /* reports and panels that have members, and are no part of another */
  KW_GROUP_RESULTS_ALONE, /* lab results and reports that are in no panel */
  KW_GROUP_IMMUNIZATIONS,
  KW_GROUP_DOCUMENTS,
  KW_GROUP_VISITS,
  KW_GROUP_NO_LONGER_LISTED, /* in no other group, because the source lists them no more */
} KwGroup;
#define KW_N_GROUPS (KW_GROUP_NO_LONGER_LISTED + 1)
const GArray *kw_snapshot_get_group (const KwSnapshot *self, KwGroup group);
/* How many there are. A partial snapshot knows all counts but holds only the first rows of a group,
 * so a count is never taken from the array's length. */
guint kw_snapshot_count_group (const KwSnapshot *self, KwGroup group);
guint kw_snapshot_count_section (const KwSnapshot *self, KwSection section);
guint kw_snapshot_count_records (const KwSnapshot *self);
/* TRUE for one that came from the front page: the Summary can be drawn, the lists follow. */
gboolean kw_snapshot_is_partial (const KwSnapshot *self);
/* "current", "do-not-take", "ruled-out": the part of its section, for scripts; or NULL. */
const char *kw_snapshot_get_group_id (const KwSnapshot *self, const KwRecord *record);
/* Rule M7: what several records say of one medicine is one row. */
GArray *kw_snapshot_dup_medicines (const KwSnapshot *self, KwGroup group) G_GNUC_WARN_UNUSED_RESULT;
/* Rule M7b: another dose of the same ingredient comes directly beneath, and each says so. */
void kw_snapshot_put_doses_together (const KwSnapshot *self, GArray *rows);
char *kw_snapshot_dup_also_listed (const KwSnapshot *self,
                                   const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
guint kw_snapshot_count_medicines (const KwSnapshot *self, KwGroup group);
const GArray *kw_snapshot_get_same_medicine (const KwSnapshot *self, const KwRecord *record);
/* Rule A3: the doses of one vaccine, or NULL; and all that there is, these together. */
const GArray *kw_snapshot_get_same_vaccine (const KwSnapshot *self, const KwRecord *record);
GArray *kw_snapshot_dup_vaccines (const KwSnapshot *self) G_GNUC_WARN_UNUSED_RESULT;
/* All results of the same test as @record (same code or same name, same unit), newest first. */
GArray *kw_snapshot_dup_same_test (const KwSnapshot *self,
                                   const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* The result of the same moment that the lab put in the place of @record, or NULL (rule L17). */
const KwRecord *kw_snapshot_get_replacement (const KwSnapshot *self, const KwRecord *record);
/* The records that say the same of the same test at the same moment, or NULL. */
const GArray *kw_snapshot_get_same_result (const KwSnapshot *self, const KwRecord *record);
/* "Preliminary. Above the standard range": the verdict after what must be known of it, or NULL. */
char *kw_snapshot_dup_verdict (const KwSnapshot *self,
                               const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* What a reader must know of either, in a sentence, or NULL. */
char *kw_snapshot_dup_result_note (const KwSnapshot *self,
                                   const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* The members of a panel or report in the lab's order. */
GArray *kw_snapshot_dup_members (const KwSnapshot *self,
                                 const KwRecord *panel) G_GNUC_WARN_UNUSED_RESULT;
/* What one sentence says above the allergies (rules A1, A1b); NULL when a list says it all. */
char *kw_snapshot_dup_allergy_statement (const KwSnapshot *self) G_GNUC_WARN_UNUSED_RESULT;
/* "Riverside Hospital states: No known medicines (March 2019)", or NULL. */
/* "No longer listed since 3 March 2026"; NULL for a record that its source lists. */
char *kw_snapshot_dup_no_longer_listed (const KwSnapshot *self,
                                        const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
char *kw_snapshot_dup_medicine_statement (const KwSnapshot *self) G_GNUC_WARN_UNUSED_RESULT;
/* "Riverside Hospital today 14:05 · City Clinic not since 3 March" */
gboolean kw_snapshot_has_any_of (const KwSnapshot *self, const KwSource *source);
char *kw_snapshot_dup_status_line (const KwSnapshot *self) G_GNUC_WARN_UNUSED_RESULT;
/* The FHIR body of @record as received. Blocks for a vault. */
GBytes *kw_snapshot_load_body (const KwSnapshot *self,
                               const KwRecord *record,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* notes.c: the words of a note that is here; nothing is fetched. */
KwDocument *kw_snapshot_load_note (const KwSnapshot *self,
                                   const KwRecord *record,
                                   guint index,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

GType kw_snapshot_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSnapshot, kw_snapshot_unref)

G_END_DECLS
