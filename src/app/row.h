/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The words of a row, each a label that is hidden while it has none. */
typedef enum
{
  KW_PART_LEAD, /* at the left: a date */
  KW_PART_TITLE,
  KW_PART_SUBTITLE,
  KW_PART_FLAG, /* the verdict, under the text */
  KW_PART_THIRD,
  KW_PART_VALUE, /* at the right, bold */
  KW_PART_NOTE,  /* under the value */
} KwRowPart;
#define KW_N_ROW_PARTS (KW_PART_NOTE + 1)

/**
 * KwRow:
 *
 * The one row of every list. Its "spoken" sentence labels the list item that holds it, because a
 * label on the row itself stays silent.
 */
#define KW_TYPE_ROW (kw_row_get_type ())
G_DECLARE_FINAL_TYPE (KwRow, kw_row, KW, ROW, GtkWidget)

GtkWidget *kw_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Empties everything, for the next record. */
void kw_row_reset (KwRow *self);
/* The same around what is said of the next record; cheaper where that has the same parts. */
void kw_row_begin (KwRow *self);
void kw_row_end (KwRow *self);
/* @css_class: one more class for the label, or NULL. */
void kw_row_set_text (KwRow *self, KwRowPart part, const char *text, const char *css_class);
/* @badge: a few quieter words behind the title, "(intolerance)", a heading's count; NULL: none. */
/* Text of more than one and a half times the size: no room for a value beside it. */
gboolean kw_row_has_huge_text (KwRow *self);
void kw_row_set_title (KwRow *self, const char *title, const char *badge);
const char *kw_row_get_text (KwRow *self, KwRowPart part); /* "" when it is hidden */
/* Whether a word that is shown begins with one of @terms; marks them all (see highlight.h). */
gboolean kw_row_has_words (KwRow *self, const char *const *terms);
void kw_row_mark_words (KwRow *self, const char *const *terms);
void kw_row_set_icon (KwRow *self, const char *icon_name, const char *css_class);
void kw_row_set_chevron (KwRow *self, gboolean visible);
/* A chart between the text and the value; NULL removes it. */
void kw_row_set_chart (KwRow *self, GtkWidget *chart);
/* What the person wrote, under everything else; NULL: nothing. */
void kw_row_set_remark (KwRow *self, const char *text);
/* Of the record that it shows, which lives as long as it is bound; NULL for a heading. */
void kw_row_set_ref (KwRow *self, const char *ref);
const char *kw_row_get_ref (KwRow *self);
void kw_row_set_spoken (KwRow *self, const char *spoken);
const char *kw_row_get_spoken (KwRow *self);

G_END_DECLS
