/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/words-private.h"

G_BEGIN_DECLS

/* What the files of facts.c share. Nobody else includes this. */

/* How an element of FHIR is shown. */
typedef enum
{
  KW_ELEMENT_USUAL,
  KW_ELEMENT_HIDDEN, /* an id, an address, a picture, or what the typed facts say already */
  KW_ELEMENT_AS_IS,  /* numbers that a person needs as they are: a lot, a phone, a member number */
} KwElementKind;

/* The facts of one record in the making. */
typedef struct
{
  const KwWordsContext *context;
  const KwRecord *record;
  GPtrArray *facts;
  guint n_names; /* the first facts are other names of the record */
  guint n_typed; /* the facts before this one were made from the record, not from its source */
} KwFactBuilder;

/* Takes @text; a fact without text is none. */
void kw_fact_add (KwFactBuilder *self, const char *label, char *text, const char *reference);
/* The same for an element of the source, unless the typed facts say it already. */
void kw_fact_add_element (KwFactBuilder *self,
                          const char *label,
                          KwElementKind kind,
                          const KwJsonNode *value);
/* QuestionnaireResponse.item and Questionnaire.item. */
void kw_fact_add_questions (KwFactBuilder *self, const KwJsonNode *items, guint depth);
void kw_fact_add_form (KwFactBuilder *self, const KwJsonNode *items, guint depth);
void kw_fact_add_extensions (KwFactBuilder *self, const KwJsonNode *extensions);

/* The label of the element @name of @type, or within any element where @type is NULL: ours, or its
 * own name made readable, "Body site". */
char *kw_element_label (const char *type,
                        const char *name,
                        KwElementKind *out_kind) G_GNUC_WARN_UNUSED_RESULT;

/* What the value of an element says in one line, or NULL: never JSON, an id or an address. */
char *kw_element_words (const KwWordsContext *context,
                        const KwRecord *record,
                        const KwJsonNode *value,
                        KwElementKind kind,
                        guint depth) G_GNUC_WARN_UNUSED_RESULT;
/* HumanName, Address, ContactPoint and Patient.communication, each with what it is used for and
 * until when; NULL when it says nothing. */
char *kw_human_name_words (const KwJsonNode *name) G_GNUC_WARN_UNUSED_RESULT;
char *kw_address_words (const KwJsonNode *address) G_GNUC_WARN_UNUSED_RESULT;
char *kw_contact_words (const KwJsonNode *contact) G_GNUC_WARN_UNUSED_RESULT;
char *kw_language_words (const KwJsonNode *communication) G_GNUC_WARN_UNUSED_RESULT;
/* A number that somebody is known by, and a class of insurance, each with its label, or NULL. */
char *kw_identifier_words (const KwJsonNode *identifier,
                           const char **out_label) G_GNUC_WARN_UNUSED_RESULT;
char *kw_coverage_class_words (const KwJsonNode *class,
                               const char **out_label) G_GNUC_WARN_UNUSED_RESULT;
/* Why there is no value, or NULL. */
char *kw_absent_words (const KwJsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_has_unknown_modifier (const KwJsonNode *node);
gboolean kw_is_usual_no (const char *name);
/* The reference of a Reference if the context finds it, else NULL. */
const char *kw_element_reference (const KwWordsContext *context,
                                  const KwRecord *record,
                                  const KwJsonNode *value);

G_END_DECLS
