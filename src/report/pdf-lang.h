/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds /Lang to a PDF's catalog by an incremental update (ISO 32000-1, 7.5.6), because cairo
 * cannot. A file of another shape is left as it is, and FALSE says so. */
gboolean kw_pdf_append_language (GByteArray *pdf, const char *language);

G_END_DECLS
