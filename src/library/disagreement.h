/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  KW_DISAGREE_NONE_KNOWN, /* an allergy here, "no known allergies" there (rule A1b) */
  KW_DISAGREE_ALLERGY,    /* an allergy here, past, suspected or ruled out there */
  KW_DISAGREE_RISK,       /* the same allergy with another severity or risk */
  KW_DISAGREE_DOSE,       /* a medicine in another strength (rule M7b) */
  KW_DISAGREE_STOPPED,    /* in use here; stopped, on hold or not to be taken there */
  KW_DISAGREE_CONDITION,  /* current here, past or ruled out there */
  KW_DISAGREE_HOW,        /* the same strength, and other words on how to take it */
} KwDisagreementKind;
#define KW_N_DISAGREEMENTS (KW_DISAGREE_HOW + 1)

/**
 * KwDisagreement:
 *
 * What two or more sources say of one thing, where not both can hold. A fact about the records, not
 * about the person: which of them is right nobody here knows, and none is hidden or preferred.
 */
typedef struct
{
  KwDisagreementKind kind;
  KwSection section;
  GArray *indexes; /* of guint32, records of a snapshot: one or more of each source, newest first */
} KwDisagreement;

/* All of a snapshot, by kind: what is gravest comes first. */
GPtrArray *kw_disagreements_new (const KwSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @statement, "no known drug allergies", says that there is no such @allergy; NULL for all.
 */
gboolean kw_disagreement_denies (const KwRecord *statement, const KwRecord *allergy);
/* "none-known", for scripts. */
const char *kw_disagreement_get_id (const KwDisagreement *self);
/* "In use here, stopped there" */
const char *kw_disagreement_get_heading (const KwDisagreement *self);
/* "Penicillin": what it is about. */
char *kw_disagreement_dup_title (const KwDisagreement *self,
                                 const KwSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;
/* What one of its records says: "City Clinic: Lisinopril 20 mg · Current · 1 a day · Prescribed 3
 * March 2024" */
char *kw_disagreement_dup_says (const KwSnapshot *snapshot,
                                const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* The sentence that stands with all of them, and is no advice. */
const char *kw_disagreement_get_question (void);

G_END_DECLS
