/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a letter of a page's text stands, in points from the upper left corner. */
typedef struct
{
  float x1;
  float y1;
  float x2;
  float y2;
} KwPagesBox;

G_END_DECLS
