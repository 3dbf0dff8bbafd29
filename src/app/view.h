/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/library.h"
#include "report/report.h"

G_BEGIN_DECLS

/**
 * KwView:
 *
 * What fills the window below its tabs: a tab, or a page that was pushed. A subclass shows the
 * snapshot that it is given and goes elsewhere by the window's actions ("win.open-record", …), so
 * that no view knows the window.
 */
#define KW_TYPE_VIEW (kw_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (KwView, kw_view, KW, VIEW, AdwBin)

struct _KwViewClass
{
  AdwBinClass parent_class;

  /* A snapshot has come, or another one. */
  void (*update) (KwView *self, KwSnapshot *snapshot);
  void (*narrow_changed) (KwView *self, gboolean narrow);
  /* What Copy, Print and Save PDF act on; the arrays belong to the view. Default: everything. */
  void (*get_scope) (KwView *self, KwReportOptions *options);
};

void kw_view_set_snapshot (KwView *self, KwSnapshot *snapshot);
KwSnapshot *kw_view_get_snapshot (KwView *self); /* borrowed, NULL before the first */
void kw_view_set_library (KwView *self, KwLibrary *library);
KwLibrary *kw_view_get_library (KwView *self); /* borrowed, NULL for files */
void kw_view_set_narrow (KwView *self, gboolean narrow);
gboolean kw_view_get_narrow (KwView *self);
void kw_view_set_title (KwView *self, const char *title);
const char *kw_view_get_title (KwView *self);
/* The buttons at the end of a pushed page's row; sinks the reference. */
void kw_view_set_actions (KwView *self, GtkWidget *actions);
GtkWidget *kw_view_get_actions (KwView *self);
void kw_view_get_scope (KwView *self, KwReportOptions *options);

G_END_DECLS
