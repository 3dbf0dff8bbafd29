/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/words.h"

G_BEGIN_DECLS

#define KW_MEDICINE_N_SYSTEMS 3
#define KW_MEDICINE_N_FACETS 3

/**
 * KwMedicineIdentity:
 *
 * Which medicine a record is about, so far as the record says it itself (rule M7). Two records are
 * of one medicine only when they carry the same codes of RxNorm, SNOMED CT or NDC, or the same
 * name, and every number in their names and every word on how to take it is equal too, because a
 * code may say no more than an ingredient, and nothing is guessed. Every string is "" rather than
 * NULL but those of @codes, and @name and @ingredient where there is no name.
 */
typedef struct
{
  char *codes[KW_MEDICINE_N_SYSTEMS]; /* sorted, each once, each between two blanks; NULL: none */
  char *facets[KW_MEDICINE_N_FACETS]; /* form, route in the name, route of the dosage */
  char *name;                         /* the whole name, small, single blanks */
  char *ingredient;                   /* the name without numbers, units, form and route */
  char *strength; /* every number of the name with its unit, "10mg", and the stated strength */
  char *how;      /* how to take it, in small letters */
  char *dosage;   /* the numbers of it as sent, because words may not say all of them */
} KwMedicineIdentity;

KwMedicineIdentity *kw_medicine_identity_new (const KwWordsContext *context,
                                              const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
void kw_medicine_identity_free (KwMedicineIdentity *self);
/* Whether one says something that the other denies: another code, form or route. */
gboolean kw_medicine_identity_conflicts (const KwMedicineIdentity *self,
                                         const KwMedicineIdentity *other);
/* The same of form and route alone, for two strengths of one ingredient. */
gboolean kw_medicine_identity_facets_conflict (const KwMedicineIdentity *self,
                                               const KwMedicineIdentity *other);
/* Everything it says, as one string: equal only for equal identities. */
char *kw_medicine_identity_dup_whole (const KwMedicineIdentity *self) G_GNUC_WARN_UNUSED_RESULT;
/* What two records of one medicine have in common, one string for each system of codes and one for
 * the name; without how to take it unless @with_how. NULL-terminated. */
GStrv kw_medicine_identity_dup_keys (const KwMedicineIdentity *self,
                                     gboolean with_how) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwMedicineIdentity, kw_medicine_identity_free)

G_END_DECLS
