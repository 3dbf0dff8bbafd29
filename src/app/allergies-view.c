/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/allergies-view.h"

#include <glib/gi18n-lib.h>

#include "app/no-longer.h"
#include "app/record-pane.h"
#include "app/count.h"
#include "core/icons.h"

struct _KwAllergiesView
{
  KwView parent_instance;

  /* Template children. */
  GtkLabel *statement;
  KwRecordPane *pane;
};

G_DEFINE_FINAL_TYPE (KwAllergiesView, kw_allergies_view, KW_TYPE_VIEW)

static const struct
{
  KwGroup group;
  const char *title;
} parts[] = {
  { KW_GROUP_ALLERGIES, N_ ("Allergies") },
  { KW_GROUP_INTOLERANCES, N_ ("Intolerances") },
  { KW_GROUP_ALLERGIES_RULED_OUT, N_ ("Ruled out") },
};

static gboolean
is_severe (const KwRecord *record)
{
  return g_strcmp0 (record->severity, "severe") == 0
         || g_strcmp0 (record->criticality, "high") == 0;
}

/* What is severe first, what is past last. */
static guint
rank (const KwRecord *record)
{
  if ((record->flags & KW_RECORD_CURRENT) == 0)
    return 2;
  return is_severe (record) ? 0 : 1;
}

void
kw_allergies_append_severe_first (GArray *sorted, KwSnapshot *snapshot, const GArray *indexes)
{
  for (guint pass = 0; pass < 3; pass++)
    for (guint i = 0; i < indexes->len; i++)
      {
        guint32 index = g_array_index (indexes, guint32, i);
        if (rank (kw_snapshot_get_record (snapshot, index)) == pass)
          g_array_append_val (sorted, index);
      }
}

static void
kw_allergies_view_update (KwView *view, KwSnapshot *snapshot)
{
  KwAllergiesView *self = KW_ALLERGIES_VIEW (view);
  g_autofree char *statement = kw_snapshot_dup_allergy_statement (snapshot);

  gtk_label_set_text (self->statement, statement != NULL ? statement : "");
  gtk_widget_set_visible (GTK_WIDGET (self->statement), statement != NULL);
  if (kw_snapshot_is_partial (snapshot))
    {
      kw_record_pane_set_loading (self->pane);
      return;
    }

  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const GArray *group = kw_snapshot_get_group (snapshot, parts[i].group);
      g_autofree char *count = kw_dup_count (group->len);
      g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (guint32));
      kw_allergies_append_severe_first (sorted, snapshot, group);
      if (group->len > 0)
        kw_record_list_append (list, _ (parts[i].title), count, sorted);
    }
  kw_no_longer_append (list, snapshot, KW_SECTION_ALLERGIES);
  kw_record_pane_set_empty (self->pane, KW_ICON_ALLERGIES,
                            statement != NULL ? statement : _ ("No allergy records received"),
                            _ ("This does not mean that there are none. Ask your clinic to "
                               "write your allergies into your record."));
  gtk_widget_set_visible (GTK_WIDGET (self->statement),
                          statement != NULL && kw_record_list_get_n_records (list) > 0);
  kw_record_pane_set_list (self->pane, list, KW_ROW_ALLERGY);
}

static void
kw_allergies_view_get_scope (KwView *view, KwReportOptions *options)
{
  static const KwSection sections[] = { KW_SECTION_ALLERGIES };

  (void) view;
  options->sections = sections;
  options->n_sections = G_N_ELEMENTS (sections);
}

static void
kw_allergies_view_class_init (KwAllergiesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  KW_VIEW_CLASS (klass)->update = kw_allergies_view_update;
  KW_VIEW_CLASS (klass)->get_scope = kw_allergies_view_get_scope;
  g_type_ensure (KW_TYPE_RECORD_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/allergies-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KwAllergiesView, statement);
  gtk_widget_class_bind_template_child (widget_class, KwAllergiesView, pane);
}

static void
kw_allergies_view_init (KwAllergiesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_view_set_title (KW_VIEW (self), _ ("Allergies"));
  kw_record_pane_set_name (self->pane, _ ("Allergies"));
}
