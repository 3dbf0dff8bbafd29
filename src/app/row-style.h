/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/item.h"
#include "app/row.h"

G_BEGIN_DECLS

/* How a record is put on a row; display-rules by letter in row-style.c. */
typedef enum
{
  KW_ROW_PLAIN,    /* title, what is known of it, "Given 2 October 2026 · Riverside Hospital" */
  KW_ROW_BRIEF,    /* title and one line: how to take it, or when and where */
  KW_ROW_DATED,    /* the date at the left, for lists with year headings */
  KW_ROW_ONE_OF,   /* the same with the whole date, for a card of one thing over the years */
  KW_ROW_VACCINE,  /* A3: the same, for all doses of one vaccine */
  KW_ROW_ON_DAY,   /* the icon of its section, for days that have records of every kind */
  KW_ROW_FOUND,    /* the icon of its section, for search */
  KW_ROW_ALLERGY,  /* reaction, severity in words */
  KW_ROW_MEDICINE, /* M3: name, how, what for, who and when */
  KW_ROW_MEDICINE_SLIM, /* the same, one beneath the other */
  KW_ROW_TEST,          /* L1, L5: takeaway, number line */
  KW_ROW_TEST_CARD,     /* the same without the lay name */
  KW_ROW_TEST_SLIM,     /* the same without room for a number line */
  KW_ROW_RESULT,        /* L14: one result among all of its test, by its date */
  KW_ROW_VITAL,         /* V1: name, date, value */
  KW_ROW_DOCUMENT,      /* O4 */
  KW_ROW_NEWS,          /* L19: what is new or changed, or stands by its kind only */
} KwRowStyle;
#define KW_N_ROW_STYLES (KW_ROW_NEWS + 1)

void kw_row_bind (KwRow *row, KwItem *item, KwRowStyle style);
/* For GtkListView: rows of this style; headings are rows that cannot be activated. */
GtkListItemFactory *kw_row_factory_new (KwRowStyle style) G_GNUC_WARN_UNUSED_RESULT;
/* The verdict with its symbol, "▲ Above the standard range", and its CSS class; NULL: none. */
char *kw_row_flag_text (const KwRecord *record, const char **out_class) G_GNUC_WARN_UNUSED_RESULT;
/* "▲": never a colour alone (rule G11). */
const char *kw_row_flag_symbol (KwFlag flag);

G_END_DECLS
