/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "pages/pages-wire.h"

G_BEGIN_DECLS

/**
 * KwPageReader:
 *
 * A PDF or a picture behind the fence. Each of its answers carries a sealed memory file or -1.
 */
typedef struct _KwPageReader KwPageReader;

/* Loads what the libraries load lazily, while files can still be opened. */
void kw_page_reader_prepare (void);

KwPageReader *kw_page_reader_new (GBytes *bytes,
                                  KwPagesStatus *out_status) G_GNUC_WARN_UNUSED_RESULT;
void kw_page_reader_free (KwPageReader *self);
int kw_page_reader_list_sizes (KwPageReader *self, KwPagesAnswer *answer);
int
kw_page_reader_render (KwPageReader *self, const KwPagesQuestion *question, KwPagesAnswer *answer);
int kw_page_reader_get_text (KwPageReader *self, guint page, KwPagesAnswer *answer);
int kw_page_reader_get_boxes (KwPageReader *self, guint page, KwPagesAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwPageReader, kw_page_reader_free)

G_END_DECLS
