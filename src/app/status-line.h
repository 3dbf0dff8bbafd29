/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/library.h"

G_BEGIN_DECLS

/**
 * KwStatusLine:
 *
 * The line at the bottom, honest per source; a click opens the connections. It says too when a
 * record is a sample, and what is being fetched at the moment.
 */
#define KW_TYPE_STATUS_LINE (kw_status_line_get_type ())
G_DECLARE_FINAL_TYPE (KwStatusLine, kw_status_line, KW, STATUS_LINE, AdwBin)

void kw_status_line_set_snapshot (KwStatusLine *self, KwSnapshot *snapshot);
/* "Getting records from Riverside Hospital…" with a Cancel button; NULL: nothing runs. */
void kw_status_line_set_work (KwStatusLine *self, const char *words);

G_END_DECLS
