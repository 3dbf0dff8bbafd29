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

/* A unit as people write it; units that are no UCUM notation come back as sent. NULL is "". */
char *kw_words_unit (const char *unit) G_GNUC_WARN_UNUSED_RESULT;
/* A KwValue of any kind; NULL when there is none. */
char *kw_words_any_value (const KwValue *value) G_GNUC_WARN_UNUSED_RESULT;
char *kw_words_ranges (const KwRange *ranges,
                       guint n_ranges,
                       const KwValue *value) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
/* Whether two units as sent, each with its UCUM code or NULL, are the same. */
gboolean
kw_words_same_unit (const char *unit_a, const char *code_a, const char *unit_b, const char *code_b);

/* The words of one verdict, NULL for KW_FLAG_NONE; @code and @text as the lab sent them. */
char *kw_words_verdict (KwFlag flag, const char *code, const char *text) G_GNUC_WARN_UNUSED_RESULT;
KwFlag kw_flag_from_code (const char *code);

/* Whether @text may stand on a screen: no code, id, address, type name or "unknown" (rule G1). */
gboolean kw_words_is_presentable (const char *text, const KwRecord *record);
/* The same for a value or a range, where "0-5" is a result and no code. */
gboolean kw_words_is_value (const char *text);
/* @text with the white space of its ends and its line breaks removed. */
char *kw_words_tidy (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *kw_words_capitalize (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* What the first relation of @kind is called, through the context or as sent; NULL. */
char *kw_words_related (const KwWordsContext *context,
                        const KwRecord *record,
                        KwRelationKind kind) G_GNUC_WARN_UNUSED_RESULT;

/* The full words of an abbreviation as it is used in @section, or NULL (rule G3). */
const char *kw_abbreviation_lookup (const char *abbreviation, KwSection section);
guint kw_abbreviation_count (void);
/* All lay words that a search should find this record by; appends each after a space. */
void kw_lay_append_search (const KwRecord *record, GString *out);
guint kw_lay_count (void);

/* The words of a status code of @type, NULL when there is nothing to say. */
const char *kw_words_status_code (const char *type, const char *status);
/* Whether the status is the one a reader expects, so that a row need not say it. */
gboolean kw_words_status_is_ordinary (const KwRecord *record);

G_END_DECLS
