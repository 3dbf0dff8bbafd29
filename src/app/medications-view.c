/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/medications-view.h"

#include <glib/gi18n-lib.h>

#include "app/choice.h"
#include "app/no-longer.h"
#include "app/record-pane.h"
#include "core/icons.h"

struct _KwMedicationsView
{
  KwView parent_instance;

  /* Template children. */
  KwChoice *choice;
  GtkDropDown *order;
  KwRecordPane *pane;
};

G_DEFINE_FINAL_TYPE (KwMedicationsView, kw_medications_view, KW_TYPE_VIEW)

static const struct
{
  KwGroup group;
  const char *tab;
  const char *heading;
  const char *empty;
} groups[] = {
  { KW_GROUP_MEDICINES_CURRENT, N_ ("Current"),
    N_ ("Current medicines, as your hospitals list them"),
    N_ ("No current medicines in your record") },
  { KW_GROUP_MEDICINES_ON_HOLD, N_ ("On hold"), N_ ("Medicines on hold"),
    N_ ("No medicines on hold in your record") },
  { KW_GROUP_MEDICINES_PAST, N_ ("Past"), N_ ("Past medicines"),
    N_ ("No past medicines in your record") },
  { KW_GROUP_MEDICINES_IN_HOSPITAL, N_ ("Given in hospital"), N_ ("Given in hospital"),
    N_ ("Nothing given in hospital in your record") },
  { KW_GROUP_MEDICINES_PLANNED, N_ ("Planned"), N_ ("Planned medicines"),
    N_ ("No planned medicines in your record") },
};

typedef struct
{
  guint32 index;
  char *key;
} Named;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Named *) a)->key, ((const Named *) b)->key);
}

static void
named_clear (gpointer data)
{
  g_free (((Named *) data)->key);
}

/* The same indexes by name, as the reader's language sorts (rule M8). */
static GArray *
dup_by_name (KwSnapshot *snapshot, const GArray *indexes)
{
  g_autoptr (GArray) named = g_array_sized_new (FALSE, FALSE, sizeof (Named), indexes->len);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (guint32), indexes->len);

  g_array_set_clear_func (named, named_clear);
  for (guint i = 0; i < indexes->len; i++)
    {
      guint32 index = g_array_index (indexes, guint32, i);
      g_autofree char *title = kw_words_title (kw_snapshot_get_words (snapshot),
                                               kw_snapshot_get_record (snapshot, index));
      g_autofree char *folded = g_utf8_casefold (title, -1);
      Named item = { index, g_utf8_collate_key (folded, -1) };
      g_array_append_val (named, item);
    }
  g_array_sort (named, compare_names);
  for (guint i = 0; i < named->len; i++)
    g_array_append_val (sorted, g_array_index (named, Named, i).index);
  kw_snapshot_put_doses_together (snapshot, sorted);

  return sorted;
}

static void
append_group (KwMedicationsView *self,
              KwRecordList *list,
              KwSnapshot *snapshot,
              const char *heading,
              KwGroup group)
{
  g_autoptr (GArray) medicines = kw_snapshot_dup_medicines (snapshot, group);
  g_autoptr (GArray) by_name = gtk_drop_down_get_selected (self->order) == 0
                                   ? dup_by_name (snapshot, medicines)
                                   : g_array_ref (medicines);

  if (by_name->len > 0)
    kw_record_list_append (list, heading, NULL, by_name);
}

/* What must be seen before the list of what is taken, and what nobody calls past behind it. */
static void
fill_list (KwMedicationsView *self, KwRecordList *list, KwSnapshot *snapshot, guint chosen)
{
  gboolean current = groups[chosen].group == KW_GROUP_MEDICINES_CURRENT;
  const GArray *forbidden = kw_snapshot_get_group (snapshot, KW_GROUP_DO_NOT_TAKE);
  g_autofree char *statement = current ? kw_snapshot_dup_medicine_statement (snapshot) : NULL;
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (forbidden->len > 0)
    kw_record_list_append (list, _ ("Ordered not to be taken"), NULL, forbidden);
  if (statement != NULL)
    kw_record_list_append (list, statement, NULL, none);
  append_group (self, list, snapshot, _ (groups[chosen].heading), groups[chosen].group);
  if (!current)
    return;
  append_group (self, list, snapshot, _ ("Not stated if these are current"),
                KW_GROUP_MEDICINES_NOT_STATED);
  kw_no_longer_append (list, snapshot, KW_SECTION_MEDICATIONS);
}

static void
fill (KwMedicationsView *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));

  if (snapshot == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    kw_choice_set_count (self->choice, i, kw_snapshot_count_medicines (snapshot, groups[i].group));
  if (kw_snapshot_is_partial (snapshot))
    {
      kw_record_pane_set_loading (self->pane);
      return;
    }

  guint chosen = kw_choice_get_selected (self->choice);
  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);

  fill_list (self, list, snapshot, chosen);
  kw_record_pane_set_empty (self->pane, KW_ICON_MEDICATIONS, _ (groups[chosen].empty),
                            _ ("Only what your hospitals sent can be shown here."));
  kw_record_pane_set_list (self->pane, list,
                           kw_view_get_narrow (KW_VIEW (self)) ? KW_ROW_MEDICINE_SLIM
                                                               : KW_ROW_MEDICINE);
}

static void
changed_cb (KwMedicationsView *self)
{
  fill (self);
}

static void
kw_medications_view_update (KwView *view, KwSnapshot *snapshot)
{
  (void) snapshot;
  fill (KW_MEDICATIONS_VIEW (view));
}

static void
kw_medications_view_narrow_changed (KwView *view, gboolean narrow)
{
  kw_choice_set_narrow (KW_MEDICATIONS_VIEW (view)->choice, narrow);
  fill (KW_MEDICATIONS_VIEW (view));
}

static void
kw_medications_view_get_scope (KwView *view, KwReportOptions *options)
{
  static const KwSection sections[] = { KW_SECTION_MEDICATIONS };

  (void) view;
  options->sections = sections;
  options->n_sections = G_N_ELEMENTS (sections);
}

static void
kw_medications_view_class_init (KwMedicationsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  KW_VIEW_CLASS (klass)->update = kw_medications_view_update;
  KW_VIEW_CLASS (klass)->narrow_changed = kw_medications_view_narrow_changed;
  KW_VIEW_CLASS (klass)->get_scope = kw_medications_view_get_scope;
  g_type_ensure (KW_TYPE_RECORD_PANE);
  g_type_ensure (KW_TYPE_CHOICE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/keepwell/Keepwell/ui/medications-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KwMedicationsView, choice);
  gtk_widget_class_bind_template_child (widget_class, KwMedicationsView, order);
  gtk_widget_class_bind_template_child (widget_class, KwMedicationsView, pane);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
kw_medications_view_init (KwMedicationsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_view_set_title (KW_VIEW (self), _ ("Medicines"));
  kw_record_pane_set_name (self->pane, _ ("Medicines"));
  kw_choice_set_name (self->choice, _ ("Which medicines"));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    kw_choice_add (self->choice, _ (groups[i].tab));
}
