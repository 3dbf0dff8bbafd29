/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/item.h"
#include "app/row.h"

G_BEGIN_DECLS

/* Puts what is new or changed on @row, and what stands by its kind only (rule L19); FALSE for a
 * record that is neither. */
gboolean kw_news_row_bind (KwRow *row, KwItem *item);

G_END_DECLS
