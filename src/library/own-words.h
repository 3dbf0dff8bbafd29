/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/own-change.h"

G_BEGIN_DECLS

typedef enum
{
  KW_OWN_REMARK,   /* stands beside a record's unchanged words */
  KW_OWN_QUESTION, /* of My questions */
} KwOwnWordsKind;

typedef enum
{
  KW_ANSWER_NONE,
  KW_ANSWER_TAKEN,
  KW_ANSWER_DIFFERENTLY,
  KW_ANSWER_NOT_ANY_MORE, /* with @since where that is known */
  KW_ANSWER_WRONG,
} KwAnswer;
#define KW_N_ANSWERS (KW_ANSWER_WRONG + 1)

/**
 * KwOwnWords:
 *
 * A remark on a record, or a question. Stored as a FHIR R4 Communication of the source "own", whose
 * category says which; `about` names the record.
 */
typedef struct
{
  KwOwnWordsKind kind;
  char *ref;         /* "own/Communication/…"; NULL before it is stored */
  char *about;       /* ref of the record, or NULL */
  char *about_title; /* what it was called then, so that the words can be understood without it */
  KwAnswer answer;   /* of a remark */
  char *since;       /* FHIR date as exact as it was typed, or NULL */
  char *text;        /* the person's words, or NULL when the answer says it all */
  gboolean asked;    /* of a question */
  char *asked_at;    /* FHIR dateTime, or NULL */
  char *written;     /* FHIR dateTime */
} KwOwnWords;

KwOwnWords *kw_own_words_new (KwOwnWordsKind kind) G_GNUC_WARN_UNUSED_RESULT;
KwOwnWords *
kw_own_words_new_from_record (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
KwOwnWords *kw_own_words_copy (const KwOwnWords *self) G_GNUC_WARN_UNUSED_RESULT;
void kw_own_words_free (KwOwnWords *self);
/* Makes it about @record, under the title that it has now. */
void kw_own_words_set_about (KwOwnWords *self, const KwSnapshot *snapshot, const KwRecord *record);
void kw_own_words_set_asked (KwOwnWords *self, gboolean asked);
/* Gives it a ref and a date when it has none. */
void kw_own_words_put (KwOwnWords *self, KwOwnChange *change);
/* "I do not take it any more, since March 2019: it made me dizzy" */
char *kw_own_words_dup_sentence (const KwOwnWords *self) G_GNUC_WARN_UNUSED_RESULT;
const char *kw_answer_get_words (KwAnswer answer); /* "I take it"; NULL for none */

/* What the person wrote about @record, oldest first; an array of KwOwnWords, or NULL. */
const GPtrArray *kw_snapshot_get_remarks (const KwSnapshot *self, const KwRecord *record);
/* "My remark: I take it": of @record, and of all records that are one medicine with it; or NULL. */
char *kw_snapshot_dup_remark (const KwSnapshot *self,
                              const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* What remarks and questions were read from; an array of KwRecord. */
const GPtrArray *kw_snapshot_get_own_words (const KwSnapshot *self);
/* Every remark, also on records that are no longer here, and every question; oldest first. */
const GPtrArray *kw_snapshot_get_all_remarks (const KwSnapshot *self);
const GPtrArray *kw_snapshot_get_questions (const KwSnapshot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwOwnWords, kw_own_words_free)

G_END_DECLS
