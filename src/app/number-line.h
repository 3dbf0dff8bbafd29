/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/words.h"

G_BEGIN_DECLS

/* Where everything of a number line stands, in the unit of the result (rules L5, L6). */
typedef struct
{
  double start; /* of the axis */
  double end;
  double low; /* of the standard range; equal to the axis' end where it is open */
  double high;
  double value;
  gboolean open_low;
  gboolean open_high;
} KwNumberAxis;

/* FALSE when the value or its range cannot stand on a line: no number, a comparator, several
 * ranges, other units. */
gboolean kw_number_axis_init (KwNumberAxis *axis, const KwRecord *record);

/**
 * KwNumberLine:
 *
 * A result on a line with its lab's range as a block. Drawn; its words are the row's.
 */
#define KW_TYPE_NUMBER_LINE (kw_number_line_get_type ())
G_DECLARE_FINAL_TYPE (KwNumberLine, kw_number_line, KW, NUMBER_LINE, GtkWidget)

/* NULL when there is nothing to draw. */
GtkWidget *kw_number_line_new_for_record (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
