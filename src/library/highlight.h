/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A part of a text in bytes. */
typedef struct
{
  guint start;
  guint end;
} KwMark;

/* Lower case without accents: the form in which words are compared. */
char *kw_highlight_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Where @text has words that begin with one of @terms, which are folded; of KwMark. */
GArray *kw_highlight_find (const char *text, const char *const *terms) G_GNUC_WARN_UNUSED_RESULT;
/* A line of @text around its first such word, "… brings her sugar diary …"; NULL: there is none. */
char *kw_highlight_excerpt (const char *text, const char *const *terms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
