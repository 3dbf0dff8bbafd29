/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/words.h"

G_BEGIN_DECLS

/* What the files of words.h share. Nobody else includes this. */

/* "3 March 2019 to 5 May 2020"; @start or @end may be NULL, not both. */
char *kw_words_period (const char *start, const char *end) G_GNUC_WARN_UNUSED_RESULT;

/* One of the dates of @record with what must be said of it: whose clock it is (rule D5), or that it
 * can hardly be right. @when has a text or an end. */
char *kw_words_when_text (const KwRecord *record, const KwWhen *when) G_GNUC_WARN_UNUSED_RESULT;

/* A KwValue of any kind; NULL when there is none. */
char *kw_words_any_value (const KwValue *value) G_GNUC_WARN_UNUSED_RESULT;
char *kw_words_ranges (const KwRange *ranges,
                       guint n_ranges,
                       const KwValue *value) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */

/* The words of one verdict, NULL for KW_FLAG_NONE; @code and @text as the lab sent them. */
char *kw_words_verdict (KwFlag flag, const char *code, const char *text) G_GNUC_WARN_UNUSED_RESULT;
KwFlag kw_flag_from_code (const char *code);
/* The same for what a lab sent, where its words are better than nothing. */
KwFlag kw_flag_from_lab (const char *code, const char *text);
guint kw_flag_severity (KwFlag flag);
/* The takeaway of a part of a result, or NULL. */
char *kw_words_component_flag (const KwComponent *component) G_GNUC_WARN_UNUSED_RESULT;
/* What the word of a result means, "Negative", in a sentence of ours; NULL (rule L9). */
const char *kw_words_gloss (const KwRecord *record);
/* What a range is that is not the usual one, of R4's code of it, or NULL. */
const char *kw_words_range_meaning (const char *code);

/* Whether @text may stand on a screen: no code, id, address, type name or "unknown" (rule G1). */
gboolean kw_words_is_presentable (const char *text, const KwRecord *record);
/* The same for a value or a range, where "0-5" is a result and no code. */
gboolean kw_words_is_value (const char *text);
/* @text with the white space of its ends and its line breaks removed. */
char *kw_words_tidy (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @text; the same without signs that are not seen, with its lines. */
char *kw_words_without_unseen (char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @name, which may not be NULL, and cuts what is a system's notation and no name. */
char *kw_words_without_notation (char *name) G_GNUC_WARN_UNUSED_RESULT;
char *kw_words_capitalize (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* What the first relation of @kind is called, through the context or as sent; NULL. */
char *kw_words_related (const KwWordsContext *context,
                        const KwRecord *record,
                        KwRelationKind kind) G_GNUC_WARN_UNUSED_RESULT;

/* Codes of HL7's code systems: our words for one, or NULL; whether one is an English word with
 * dashes, and that word; what the codes of a record call it when none has a display, or NULL. */
const char *kw_words_known_code (const char *system, const char *code);
gboolean kw_words_is_plain_code (const char *text);
char *kw_words_dup_plain_code (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *kw_words_dup_name_of_codes (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;

/* The full words of an abbreviation as it is used in @section, or NULL (rule G3). */
const char *kw_abbreviation_lookup (const char *abbreviation, KwSection section);
const char *kw_abbreviation_letters (guint index);
/* A lay name, and which records have it (rule G4).
 * @names: whole names in lower case, joined by "|"
 * @words: words in lower case, joined by "|": a name that holds one is found by the lay name, which
 *   is not shown, because "hypertension" is not all of "pulmonary hypertension"
 * @unless: words in lower case, joined by "|", that make it another thing
 * @codes: codes of the systems of the table (LOINC; SNOMED CT and ICD-10-CM), joined by "|"; an
 *   ending "." stands for all codes below
 * @shown: FALSE for words that only help to search */
typedef struct
{
  const char *lay;
  const char *names;
  const char *words;
  const char *unless;
  const char *codes;
  gboolean shown;
} KwLayRow;

typedef struct
{
  const KwLayRow *rows;
  guint n_rows;
} KwLayTable;

extern const KwLayTable kw_lay_labs, kw_lay_vitals, kw_lay_conditions, kw_lay_allergies,
    kw_lay_procedures, kw_lay_documents, kw_lay_visits, kw_lay_vaccines;

/* All lay words that a search should find this record by; appends each after a space. */
void kw_lay_append_search (const KwRecord *record, GString *out);
/* What people call the vaccine of a CVX code, or NULL. */
const char *kw_vaccine_lay_name (const char *cvx);
guint kw_vaccine_code (guint index);
char *kw_words_dup_vaccine (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
char *kw_words_dup_names (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @text holds @phrase between ends of words. */
gboolean kw_words_has_phrase (const char *text, const char *phrase, gsize length);
gboolean kw_words_is_of_other_fluid (const KwRecord *record, const char *names);

/* What a thing is, in our own sentences; @names and @codes as in KwLayRow. */
typedef struct
{
  const char *title;
  const char *names;
  const char *codes;
  const char *text;
} KwGlossaryRow;

typedef struct
{
  const KwGlossaryRow *rows;
  guint n_rows;
} KwGlossary;

extern const KwGlossary kw_glossary_labs, kw_glossary_vitals, kw_glossary_conditions,
    kw_glossary_procedures, kw_glossary_documents, kw_glossary_visits;
const char *kw_glossary_title_of_codes (const KwRecord *record);

/* A status code of FHIR R4 in words, with what it means; NULL stands for all other codes. */
typedef struct
{
  const char *code;
  const char *words;
  const char *definition;
} KwStatusRow;

const KwStatusRow *kw_status_rows (const char *type, const char **out_ordinary);

/* The words of a status code of @type, NULL when there is nothing to say. */
const char *kw_words_status_code (const char *type, const char *status);
/* Whether the status is the one a reader expects, so that a row need not say it. */
gboolean kw_words_status_is_ordinary (const KwRecord *record);

G_END_DECLS
