/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/item.h"
#include "app/row.h"

G_BEGIN_DECLS

/* A record that a search found: the words that were looked for are marked, and where neither name
 * nor what stands beside it has them, the line that has them is shown. */
void kw_row_bind_found (KwRow *row, KwItem *item);
/* The same for a screen reader, after the sentence of the record. */
void kw_row_speak_found (KwRow *row);

G_END_DECLS
