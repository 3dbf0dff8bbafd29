/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwViewerBar:
 *
 * What stands above a document: what it is, its size, finding in it, and what else its kind can
 * do. Its buttons are the "document." actions of the page around it.
 * Signals "find" (string): the words that are looked for; "as-text" (boolean).
 */
#define KW_TYPE_VIEWER_BAR (kw_viewer_bar_get_type ())
G_DECLARE_FINAL_TYPE (KwViewerBar, kw_viewer_bar, KW, VIEWER_BAR, AdwBin)

typedef enum
{
  KW_VIEWER_READS = 1 << 0, /* zoom and find */
  KW_VIEWER_ROTATES = 1 << 1,
  KW_VIEWER_AS_TEXT = 1 << 2, /* pages that have words too */
  KW_VIEWER_ZOOMS = 1 << 3,   /* zoom alone */
  KW_VIEWER_FILE = 1 << 4,    /* there are bytes for another program */
} KwViewerCan;

/* @kind: "A picture", in words. */
void kw_viewer_bar_set_kind (KwViewerBar *self, const char *kind, KwViewerCan can);
/* Titles of the sections, NULL for none; "document.section" jumps to one. */
void kw_viewer_bar_set_sections (KwViewerBar *self, const char *const *titles);
void kw_viewer_bar_set_zoom (KwViewerBar *self, double zoom);
/* @current: from 0; nothing is said of it while nothing is looked for. */
void kw_viewer_bar_set_found (KwViewerBar *self, guint n, guint current);
/* FALSE when the keys are in the box already. */
gboolean kw_viewer_bar_start_find (KwViewerBar *self);
const char *kw_viewer_bar_get_needle (KwViewerBar *self);

G_END_DECLS
