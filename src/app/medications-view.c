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
  GtkSearchEntry *find;
  GtkBox *bar;
  KwRecordPane *pane;

  /* Owned. */
  GHashTable *texts; /* KwRecord → what it is found by, case folded; of one snapshot */
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

/* Brand and ingredient, whatever the title is made of (rule M8). Words are made once for all key
 * presses. */
static const char *
get_text (KwMedicationsView *self, KwSnapshot *snapshot, const KwRecord *record)
{
  char *folded = g_hash_table_lookup (self->texts, record);

  if (folded == NULL)
    {
      g_autofree char *text = kw_words_search_text (kw_snapshot_get_words (snapshot), record);
      folded = g_utf8_casefold (text, -1);
      g_hash_table_insert (self->texts, (gpointer) record, folded);
    }
  return folded;
}

/* A row stands for all records of its medicine, so that each of their names finds it (M7). */
static gboolean
matches (KwMedicationsView *self, KwSnapshot *snapshot, const char *word, guint32 index)
{
  const KwRecord *record = kw_snapshot_get_record (snapshot, index);
  const GArray *same = kw_snapshot_get_same_medicine (snapshot, record);

  if (strstr (get_text (self, snapshot, record), word) != NULL)
    return TRUE;
  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      const KwRecord *other = kw_snapshot_get_record (snapshot, g_array_index (same, guint32, i));
      if (strstr (get_text (self, snapshot, other), word) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Those of @indexes that have each of the words that were typed; all when there are none. */
static GArray *
dup_found (KwMedicationsView *self, KwSnapshot *snapshot, const GArray *indexes)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->find)), -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < indexes->len; i++)
    {
      guint32 index = g_array_index (indexes, guint32, i);
      gboolean all = TRUE;
      for (guint j = 0; all && words[j] != NULL; j++)
        all = matches (self, snapshot, words[j], index);
      if (all)
        g_array_append_val (found, index);
    }
  return found;
}

static gboolean
is_finding (KwMedicationsView *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->find)) != '\0';
}

/* While a word is looked for, a count says how many of the group it is in. */
static guint
count (KwMedicationsView *self, KwSnapshot *snapshot, KwGroup group)
{
  if (!is_finding (self) || kw_snapshot_is_partial (snapshot))
    return kw_snapshot_count_medicines (snapshot, group);

  g_autoptr (GArray) all = kw_snapshot_dup_medicines (snapshot, group);
  g_autoptr (GArray) found = dup_found (self, snapshot, all);

  return found->len;
}

static void
append_group (KwMedicationsView *self,
              KwRecordList *list,
              KwSnapshot *snapshot,
              const char *heading,
              KwGroup group)
{
  g_autoptr (GArray) all = kw_snapshot_dup_medicines (snapshot, group);
  g_autoptr (GArray) medicines = dup_found (self, snapshot, all);
  g_autoptr (GArray) by_name = gtk_drop_down_get_selected (self->order) == 0
                                   ? dup_by_name (snapshot, medicines)
                                   : g_array_ref (medicines);

  if (by_name->len > 0)
    kw_record_list_append (list, heading, NULL, by_name);
}

static void
append_no_longer (KwMedicationsView *self, KwRecordList *list, KwSnapshot *snapshot)
{
  if (!is_finding (self))
    {
      kw_no_longer_append (list, snapshot, KW_SECTION_MEDICATIONS);
      return;
    }

  const GArray *all = kw_snapshot_get_group (snapshot, KW_GROUP_NO_LONGER_LISTED);
  g_autoptr (GArray) medicines = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < all->len; i++)
    if (kw_snapshot_get_record (snapshot, g_array_index (all, guint32, i))->section
        == KW_SECTION_MEDICATIONS)
      g_array_append_val (medicines, g_array_index (all, guint32, i));

  g_autoptr (GArray) found = dup_found (self, snapshot, medicines);
  if (found->len > 0)
    kw_record_list_append (list, _ ("No longer listed"), NULL, found);
}

/* What must be seen before the list of what is taken, and what nobody calls past behind it. What
 * is not to be taken stays there whatever is looked for. */
static void
fill_list (KwMedicationsView *self, KwRecordList *list, KwSnapshot *snapshot, guint chosen)
{
  gboolean current = groups[chosen].group == KW_GROUP_MEDICINES_CURRENT;
  const GArray *forbidden = kw_snapshot_get_group (snapshot, KW_GROUP_DO_NOT_TAKE);
  g_autofree char *statement = current ? kw_snapshot_dup_medicine_statement (snapshot) : NULL;
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (forbidden->len > 0)
    kw_record_list_append (list, _ ("Ordered not to be taken"), NULL, forbidden);
  if (statement != NULL && !is_finding (self))
    kw_record_list_append (list, statement, NULL, none);
  append_group (self, list, snapshot, _ (groups[chosen].heading), groups[chosen].group);
  if (!current)
    return;
  append_group (self, list, snapshot, _ ("Not stated if these are current"),
                KW_GROUP_MEDICINES_NOT_STATED);
  append_no_longer (self, list, snapshot);
}

static void
set_empty (KwMedicationsView *self, guint chosen)
{
  if (is_finding (self))
    {
      const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->find));
      /* Translators: the words that a person looks for in a list of medicines. */
      g_autofree char *title = g_strdup_printf (_ ("Nothing here has “%s”"), typed);
      kw_record_pane_set_empty (self->pane, KW_ICON_MEDICATIONS, title,
                                _ ("The numbers above say where these words are."));
      return;
    }
  kw_record_pane_set_empty (self->pane, KW_ICON_MEDICATIONS, _ (groups[chosen].empty),
                            _ ("Only what your hospitals sent can be shown here."));
}

static void
fill (KwMedicationsView *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));

  if (snapshot == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    kw_choice_set_count (self->choice, i, count (self, snapshot, groups[i].group));
  if (kw_snapshot_is_partial (snapshot))
    {
      kw_record_pane_set_loading (self->pane);
      return;
    }

  guint chosen = kw_choice_get_selected (self->choice);
  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);

  fill_list (self, list, snapshot, chosen);
  set_empty (self, chosen);
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
  g_hash_table_remove_all (KW_MEDICATIONS_VIEW (view)->texts);
  fill (KW_MEDICATIONS_VIEW (view));
}

static void
kw_medications_view_narrow_changed (KwView *view, gboolean narrow)
{
  KwMedicationsView *self = KW_MEDICATIONS_VIEW (view);

  kw_choice_set_narrow (self->choice, narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bar),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  fill (self);
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
kw_medications_view_finalize (GObject *object)
{
  g_hash_table_unref (KW_MEDICATIONS_VIEW (object)->texts);

  G_OBJECT_CLASS (kw_medications_view_parent_class)->finalize (object);
}

static void
kw_medications_view_class_init (KwMedicationsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kw_medications_view_finalize;
  KW_VIEW_CLASS (klass)->update = kw_medications_view_update;
  KW_VIEW_CLASS (klass)->narrow_changed = kw_medications_view_narrow_changed;
  KW_VIEW_CLASS (klass)->get_scope = kw_medications_view_get_scope;
  g_type_ensure (KW_TYPE_RECORD_PANE);
  g_type_ensure (KW_TYPE_CHOICE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/keepwell/Keepwell/ui/medications-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KwMedicationsView, choice);
  gtk_widget_class_bind_template_child (widget_class, KwMedicationsView, order);
  gtk_widget_class_bind_template_child (widget_class, KwMedicationsView, find);
  gtk_widget_class_bind_template_child (widget_class, KwMedicationsView, bar);
  gtk_widget_class_bind_template_child (widget_class, KwMedicationsView, pane);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
kw_medications_view_init (KwMedicationsView *self)
{
  self->texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_view_set_title (KW_VIEW (self), _ ("Medicines"));
  kw_record_pane_set_name (self->pane, _ ("Medicines"));
  kw_choice_set_name (self->choice, _ ("Which medicines"));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    kw_choice_add (self->choice, _ (groups[i].tab));
}
