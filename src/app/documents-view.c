/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/documents-view.h"

#include <glib/gi18n-lib.h>

#include "app/no-longer.h"
#include "app/record-pane.h"
#include "core/icons.h"

struct _KwDocumentsView
{
  KwView parent_instance;

  /* The child. */
  KwRecordPane *pane;
};

G_DEFINE_FINAL_TYPE (KwDocumentsView, kw_documents_view, KW_TYPE_VIEW)

static void
kw_documents_view_update (KwView *view, KwSnapshot *snapshot)
{
  KwDocumentsView *self = KW_DOCUMENTS_VIEW (view);

  if (kw_snapshot_is_partial (snapshot))
    {
      kw_record_pane_set_loading (self->pane);
      return;
    }

  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);
  kw_record_list_append_grouped (list, kw_snapshot_get_group (snapshot, KW_GROUP_DOCUMENTS),
                                 KW_GROUPING_DAY);
  kw_no_longer_append (list, snapshot, KW_SECTION_DOCUMENTS);
  kw_record_pane_set_list (self->pane, list, KW_ROW_DOCUMENT);
}

static void
kw_documents_view_get_scope (KwView *view, KwReportOptions *options)
{
  static const KwSection sections[] = { KW_SECTION_DOCUMENTS };

  (void) view;
  options->sections = sections;
  options->n_sections = G_N_ELEMENTS (sections);
}

static void
kw_documents_view_class_init (KwDocumentsViewClass *klass)
{
  KW_VIEW_CLASS (klass)->update = kw_documents_view_update;
  KW_VIEW_CLASS (klass)->get_scope = kw_documents_view_get_scope;
}

static void
kw_documents_view_init (KwDocumentsView *self)
{
  self->pane = g_object_new (KW_TYPE_RECORD_PANE, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->pane));
  kw_view_set_title (KW_VIEW (self), _ ("Documents"));
  kw_record_pane_set_name (self->pane, _ ("Documents"));
  kw_record_pane_set_empty (self->pane, KW_ICON_DOCUMENTS, _ ("No documents received"),
                            _ ("Only what your hospitals sent can be shown here."));
}
