/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/number-axis.h"

G_BEGIN_DECLS

/**
 * KwNumberLine:
 *
 * A result on a line with its lab's range as a block, or with the person's goal (rule L8). Drawn;
 * its words are the row's.
 */
#define KW_TYPE_NUMBER_LINE (kw_number_line_get_type ())
G_DECLARE_FINAL_TYPE (KwNumberLine, kw_number_line, KW, NUMBER_LINE, GtkWidget)

/* NULL when there is nothing to draw; so is @goal where the person has none. */
GtkWidget *kw_number_line_new_for_record (const KwRecord *record,
                                          const KwRange *goal) G_GNUC_WARN_UNUSED_RESULT;
/* The large form of a test's page, which also holds the values of its history. */
GtkWidget *kw_number_line_new_large (const KwRecord *record,
                                     const KwRange *goal,
                                     double lowest,
                                     double highest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
