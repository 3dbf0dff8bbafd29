/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

/**
 * KwWordsContext:
 * @lookup: (nullable): finds the record that a reference of @from names, or NULL
 *
 * What words depend on besides the record itself: other records (a medicine's name may stand in
 * another resource). NULL is a context that finds nothing.
 */
typedef struct
{
  const KwRecord *(*lookup) (gpointer data, const KwRecord *from, const char *reference);
  gpointer data;
} KwWordsContext;

/* Verdict of a result, rules L1 to L4. */
typedef enum
{
  KW_FLAG_NONE, /* no range, no flag, or it cannot be compared */
  KW_FLAG_IN_RANGE,
  KW_FLAG_ABOVE,
  KW_FLAG_BELOW,
  KW_FLAG_ABNORMAL, /* outside without a direction */
  KW_FLAG_CRITICAL_HIGH,
  KW_FLAG_CRITICAL_LOW,
  KW_FLAG_CRITICAL,
  KW_FLAG_OTHER, /* a code of the lab that is neither in nor out: R, S, I, U, D, POS, NEG … */
} KwFlag;

typedef enum
{
  KW_FLAG_FROM_NOTHING,
  KW_FLAG_FROM_LAB,
  KW_FLAG_FROM_RANGE, /* computed from the lab's range */
} KwFlagOrigin;

/* All of these give strings of the reader's language that are never NULL, a type name, an id, a
 * bare code or "unknown" (rule G1), unless it says "or NULL" here: then NULL means that the record
 * has nothing to say there. */
char *kw_words_title (const KwWordsContext *context,
                      const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
char *kw_words_lay_name (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
/* "Hypertension – high blood pressure"; of a vaccine that was given the lay name is first (A3). */
char *kw_words_both_names (const KwWordsContext *context,
                           const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
const char *kw_words_explanation (const KwRecord *record); /* or NULL */
gboolean kw_words_wants_explanation (const KwRecord *record);
char *kw_words_subtitle (const KwWordsContext *context,
                         const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;     /* or NULL */
char *kw_words_how (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;          /* or NULL */
char *kw_words_intended_end (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
char *kw_words_value (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;        /* or NULL */
char *kw_words_component_value (const KwComponent *component) G_GNUC_WARN_UNUSED_RESULT;
char *kw_words_quantity (const KwValue *value) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
/* A unit as people write it; units that are no UCUM notation come back as sent. NULL is "". */
char *kw_words_unit (const char *unit) G_GNUC_WARN_UNUSED_RESULT;
char *kw_words_range (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;             /* or NULL */
char *kw_words_flag (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;              /* or NULL */
char *kw_words_status (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;            /* or NULL */
char *kw_words_unusual_status (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;    /* or NULL */
char *kw_words_status_definition (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
/* "suspected", "ruled out", "not done": what must stand beside a name where no status does (rule
 * A2). */
const char *kw_words_qualifier (const KwRecord *record);                    /* or NULL */
char *kw_words_severity (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
char *kw_words_reason (const KwWordsContext *context,
                       const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
char *kw_words_who (const KwWordsContext *context,
                    const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
char *kw_words_where (const KwWordsContext *context,
                      const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
char *kw_words_when (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;  /* "Date not stated" */
KwWhenRole kw_words_when_role (const KwWhen *when);
char *kw_words_when_labelled (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
char *kw_words_local_time (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
const char *kw_words_when_label (KwWhenRole role);
/* A date of FHIR at its own precision, never shifted (rules D1, D4): "2019", "March 2019",
 * "5 November 2026", "5 November 2026, 14:05". Text that is no date comes back as it is. */
char *kw_words_date (const char *iso) G_GNUC_WARN_UNUSED_RESULT;
char *kw_words_date_short (const char *iso) G_GNUC_WARN_UNUSED_RESULT; /* "5 Nov" within its year */
int kw_words_year (const char *iso);                                   /* 0 when it has none */
/* Everything a search should find for this record: title, lay names, value, notes, who. */
char *kw_words_search_text (const KwWordsContext *context,
                            const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* The same in parts; the first @out_n_names of them are names. */
char **kw_words_search_parts (const KwWordsContext *context,
                              const KwRecord *record,
                              guint *out_n_names) G_GNUC_WARN_UNUSED_RESULT;
/* One sentence for a screen reader: what, value with unit, flag, date, source. */
char *kw_words_spoken (const KwWordsContext *context,
                       const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;

KwFlag kw_flag_of_record (const KwRecord *record, KwFlagOrigin *out_origin);
KwFlag kw_flag_compute (const KwValue *value, const KwRange *ranges, guint n_ranges);
gboolean kw_flag_is_outside (KwFlag flag);

/* One labelled fact of the record page. @reference is a reference that the page may open, or NULL.
 */
typedef struct
{
  char *label;
  char *text;
  char *reference;
} KwFact;

void kw_fact_free (KwFact *fact);
GPtrArray *kw_facts_new (const KwWordsContext *context,
                         const KwRecord *record,
                         const KwJsonNode *resource) G_GNUC_WARN_UNUSED_RESULT; /* of KwFact */
void
kw_facts_add_origin (GPtrArray *facts, const KwWordsContext *context, const KwRecord *provenance);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwFact, kw_fact_free)

G_END_DECLS
