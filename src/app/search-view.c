/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/search-view.h"

#include <glib/gi18n-lib.h>

#include "app/count.h"
#include "app/record-pane.h"
#include "app/section-chips.h"

/* So many different names of a section are shown beside the other sections. */
#define ROWS_OF_SECTION 5
#define WIDTH 860
/* Letters of what was typed that are said again. */
#define MAX_SHOWN 60

struct _KwSearchView
{
  KwView parent_instance;

  /* Template children. */
  AdwBin *chips_place;
  GtkLabel *instead;
  GtkLabel *order;
  KwRecordPane *pane;

  /* The child of its place. */
  KwSectionChips *chips;

  /* Owned. */
  char *words;
  char *wanted;     /* ref of the row that the keys go to, once */
  KwSearch *search; /* NULL until it is built */
  KwFound *found;   /* NULL before the first */
  GCancellable *counting;
  char **refs; /* what Copy and Print act on, made when they ask */
};

G_DEFINE_FINAL_TYPE (KwSearchView, kw_search_view, KW_TYPE_VIEW)

static const char *
dup_known_count (const KwFound *found, guint n, char **out_count)
{
  *out_count = found->is_whole ? kw_dup_count (n) : NULL;

  return *out_count;
}

/* The sections in which a name was found come first; each part in the order of the tabs. */
static guint
order_sections (const KwFound *found, KwSection *sections)
{
  static const gboolean passes[] = { TRUE, FALSE };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    for (KwSection section = 0; section < KW_N_SECTIONS; section++)
      if (found->sections[section]->len > 0 && (found->n_by_name[section] > 0) == passes[i])
        sections[n++] = section;

  return n;
}

/* Results of one test, and records of one medicine, are many under one name: the newest stands for
 * them here, and "Show all" has every one. */
static GArray *
dup_different (KwSnapshot *snapshot, const GArray *found)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const KwWordsContext *words = kw_snapshot_get_words (snapshot);

  for (guint i = 0; i < found->len && rows->len < ROWS_OF_SECTION; i++)
    {
      guint32 index = g_array_index (found, guint32, i);
      const KwRecord *record = kw_snapshot_get_record (snapshot, index);
      gboolean folds = record->section == KW_SECTION_LABS || record->section == KW_SECTION_VITALS
                       || record->section == KW_SECTION_MEDICATIONS
                       || record->section == KW_SECTION_IMMUNIZATIONS;

      if (!folds || g_hash_table_add (titles, kw_words_title (words, record)))
        g_array_append_val (rows, index);
    }

  return rows;
}

static void
append_section (KwSnapshot *snapshot, const KwFound *found, KwSection section, KwRecordList *list)
{
  const GArray *all = found->sections[section];
  g_autoptr (GArray) rows = dup_different (snapshot, all);
  g_autofree char *count = NULL;
  const char *title = kw_section_get_title (section);

  kw_record_list_append (list, title, dup_known_count (found, all->len, &count), rows);
  if (rows->len == all->len && found->is_whole)
    return;

  /* Translators: opens all results of a kind: "Show all 120 · Lab results", without the number
   * until it is known. */
  g_autofree char *more = count != NULL ? g_strdup_printf (_ ("Show all %s · %s"), count, title)
                                        : g_strdup_printf (_ ("Show all · %s"), title);
  kw_record_list_append_more (list, more, section);
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* One section alone stands by year, newest first. */
static void
append_all (const KwFound *found, KwSection section, KwRecordList *list)
{
  const GArray *all = found->sections[section];
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (guint32), all->len);

  g_array_append_vals (sorted, all->data, all->len);
  g_array_sort (sorted, compare_indexes);
  kw_record_list_append_grouped (list, sorted, KW_GROUPING_YEAR);
}

static void
show_chips (KwSearchView *self, const KwSection *sections, guint n)
{
  guint selected = kw_section_chips_get_selected (self->chips);
  g_autofree char *everything = NULL;

  kw_section_chips_begin (self->chips);
  kw_section_chips_add (self->chips, KW_SECTION_EVERYTHING,
                        dup_known_count (self->found, kw_found_count (self->found), &everything));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *count = NULL;
      kw_section_chips_add (
          self->chips, sections[i],
          dup_known_count (self->found, self->found->sections[sections[i]]->len, &count));
    }
  kw_section_chips_set_selected (self->chips, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), n > 1);
}

/* What was typed, as far as a line of ours has room for it. */
static char *
dup_short (const char *words)
{
  if (g_utf8_strlen (words, -1) <= MAX_SHOWN)
    return g_strdup (words);

  g_autofree char *part = g_utf8_substring (words, 0, MAX_SHOWN);
  return g_strconcat (part, "…", NULL);
}

/* Rule S1: a corrected word is said. */
static void
show_instead (KwSearchView *self)
{
  const KwFound *found = self->found;
  g_autofree char *typed = dup_short (self->words);
  gboolean corrected = found->corrected != NULL && kw_found_count (found) > 0;
  g_autofree char *instead
      = corrected ? g_strdup_printf (_ ("Showing results for “%s”. Nothing has “%s”."),
                                     found->corrected, typed)
                  : NULL;

  gtk_label_set_text (self->instead, corrected ? instead : "");
  gtk_widget_set_visible (GTK_WIDGET (self->instead), corrected);
}

/* What was searched, and what could help. */
static void
show_nothing (KwSearchView *self, KwSnapshot *snapshot)
{
  g_autofree char *typed = dup_short (self->words);
  g_autofree char *title = g_strdup_printf (_ ("Nothing found for “%s”"), typed);
  guint n = kw_snapshot_count_records (snapshot);
  g_autofree char *number = kw_dup_count (n);
  g_autofree char *where = g_strdup_printf (
      ngettext ("Keepwell looked at the names, the words and the notes of %s record.",
                "Keepwell looked at the names, the words and the notes of %s records.", n),
      number);
  g_autofree char *description = g_strdup_printf (
      "%s %s\n\n%s", where, _ ("It cannot read words in PDF files and pictures."),
      _ ("Try fewer words, or only the first letters of a word. A plain word such as “sugar” finds "
         "as much as a doctor's word."));

  kw_record_pane_set_empty (self->pane, "system-search-symbolic", title, description);
}

static void
show_found (KwSearchView *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));
  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);
  KwSection sections[KW_N_SECTIONS];
  guint n = order_sections (self->found, sections);

  show_chips (self, sections, n);
  guint selected = kw_section_chips_get_selected (self->chips);
  kw_record_list_set_found (list, self->search, self->found);
  if (selected < KW_N_SECTIONS)
    append_all (self->found, selected, list);
  else
    for (guint i = 0; i < n; i++)
      append_section (snapshot, self->found, sections[i], list);
  show_instead (self);
  /* Rule A4: the order is stated. */
  gtk_label_set_text (self->order,
                      selected < KW_N_SECTIONS ? _ ("Newest first") : _ ("Best match first"));
  gtk_widget_set_visible (GTK_WIDGET (self->order), n > 0);
  show_nothing (self, snapshot);
  kw_record_pane_set_list (self->pane, list, KW_ROW_FOUND);
  if (self->wanted != NULL && kw_record_pane_focus (self->pane, self->wanted))
    g_clear_pointer (&self->wanted, g_free);
}

/* A search of all that there is, in a thread. */
typedef struct
{
  KwSearch *search;
  char *words;
} Counting;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  kw_search_unref (counting->search);
  g_free (counting->words);
  g_free (counting);
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Counting *counting = data;
  KwFound *found = kw_search_all (counting->search, counting->words, cancellable);

  (void) source;
  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) kw_found_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "search");
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KwSearchView *self = KW_SEARCH_VIEW (source);
  g_autoptr (KwFound) found = g_task_propagate_pointer (G_TASK (result), NULL);

  (void) data;
  if (found == NULL || g_task_get_cancellable (G_TASK (result)) != self->counting)
    return;
  g_clear_pointer (&self->found, kw_found_unref);
  self->found = g_steal_pointer (&found);
  show_found (self);
}

static void
start_counting (KwSearchView *self)
{
  Counting *counting = g_new0 (Counting, 1);

  counting->search = kw_search_ref (self->search);
  counting->words = g_strdup (self->words);
  self->counting = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->counting, counted_cb, NULL);
  g_task_set_task_data (task, counting, counting_free);
  g_task_run_in_thread (task, count_thread);
}

static void
stop_counting (KwSearchView *self)
{
  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
}

static void
run_search (KwSearchView *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));

  if (snapshot == NULL || self->words == NULL)
    return;
  stop_counting (self);
  g_clear_pointer (&self->refs, g_strfreev);
  /* Results are indexes of the snapshot that the search was built from. */
  if (self->search == NULL || kw_snapshot_is_partial (snapshot)
      || kw_search_get_snapshot (self->search) != snapshot)
    {
      g_clear_pointer (&self->found, kw_found_unref);
      kw_record_pane_set_loading (self->pane);
      return;
    }
  g_clear_pointer (&self->found, kw_found_unref);
  self->found = kw_search_first (self->search, self->words);
  show_found (self);
  if (!self->found->is_whole)
    start_counting (self);
}

static void
chips_changed_cb (KwSearchView *self)
{
  g_clear_pointer (&self->refs, g_strfreev);
  if (self->found != NULL)
    show_found (self);
}

static void
more_cb (KwSearchView *self, guint section)
{
  kw_section_chips_set_selected (self->chips, section);
  chips_changed_cb (self);
  kw_record_pane_focus (self->pane, NULL);
}

static void
kw_search_view_update (KwView *view, KwSnapshot *snapshot)
{
  (void) snapshot;
  run_search (KW_SEARCH_VIEW (view));
}

/* What is listed: of everything, or of the section that was chosen. */
static void
kw_search_view_get_scope (KwView *view, KwReportOptions *options)
{
  KwSearchView *self = KW_SEARCH_VIEW (view);
  KwSnapshot *snapshot = kw_view_get_snapshot (view);
  guint selected = kw_section_chips_get_selected (self->chips);

  if (self->refs == NULL)
    {
      g_autoptr (GPtrArray) refs = g_ptr_array_new ();
      for (KwSection section = 0; self->found != NULL && section < KW_N_SECTIONS; section++)
        for (guint i = 0; (selected == section || selected >= KW_N_SECTIONS)
                          && i < self->found->sections[section]->len;
             i++)
          g_ptr_array_add (
              refs,
              g_strdup (kw_snapshot_get_record (
                            snapshot, g_array_index (self->found->sections[section], guint32, i))
                            ->ref));
      g_ptr_array_add (refs, NULL);
      self->refs = (char **) g_ptr_array_free (g_steal_pointer (&refs), FALSE);
    }
  options->refs = (const char *const *) self->refs;
}

static void
kw_search_view_dispose (GObject *object)
{
  KwSearchView *self = KW_SEARCH_VIEW (object);

  stop_counting (self);
  g_clear_pointer (&self->found, kw_found_unref);
  g_clear_pointer (&self->search, kw_search_unref);

  G_OBJECT_CLASS (kw_search_view_parent_class)->dispose (object);
}

static void
kw_search_view_finalize (GObject *object)
{
  g_free (KW_SEARCH_VIEW (object)->words);
  g_free (KW_SEARCH_VIEW (object)->wanted);
  g_strfreev (KW_SEARCH_VIEW (object)->refs);

  G_OBJECT_CLASS (kw_search_view_parent_class)->finalize (object);
}

static void
kw_search_view_class_init (KwSearchViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_search_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_search_view_finalize;
  KW_VIEW_CLASS (klass)->update = kw_search_view_update;
  KW_VIEW_CLASS (klass)->get_scope = kw_search_view_get_scope;
  g_type_ensure (KW_TYPE_RECORD_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/search-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KwSearchView, chips_place);
  gtk_widget_class_bind_template_child (widget_class, KwSearchView, instead);
  gtk_widget_class_bind_template_child (widget_class, KwSearchView, order);
  gtk_widget_class_bind_template_child (widget_class, KwSearchView, pane);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
kw_search_view_init (KwSearchView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->chips = KW_SECTION_CHIPS (kw_section_chips_new ());
  adw_bin_set_child (self->chips_place, GTK_WIDGET (self->chips));
  g_signal_connect_swapped (self->chips, "changed", G_CALLBACK (chips_changed_cb), self);
  kw_view_set_title (KW_VIEW (self), _ ("Search"));
  kw_record_pane_set_name (self->pane, _ ("Search results"));
  kw_record_pane_set_maximum_width (self->pane, WIDTH);
}

void
kw_search_view_set_words (KwSearchView *self, const char *words, KwSearch *search)
{
  g_return_if_fail (KW_IS_SEARCH_VIEW (self) && words != NULL);

  gboolean same = g_strcmp0 (self->words, words) == 0 && self->search == search;

  if (same && self->found != NULL)
    return;
  /* Other words may be found elsewhere. */
  if (g_strcmp0 (self->words, words) != 0)
    kw_section_chips_set_selected (self->chips, KW_SECTION_EVERYTHING);
  g_free (self->words);
  self->words = g_strdup (words);
  g_clear_pointer (&self->search, kw_search_unref);
  self->search = search != NULL ? kw_search_ref (search) : NULL;
  run_search (self);
}

gboolean
kw_search_view_focus (KwSearchView *self, const char *ref)
{
  g_return_val_if_fail (KW_IS_SEARCH_VIEW (self), FALSE);

  if (kw_record_pane_focus (self->pane, ref))
    return TRUE;
  g_free (self->wanted);
  self->wanted = g_strdup (ref);

  return FALSE;
}

const char *
kw_search_view_get_best (KwSearchView *self)
{
  g_return_val_if_fail (KW_IS_SEARCH_VIEW (self), NULL);

  return self->found != NULL ? kw_record_pane_get_first_ref (self->pane) : NULL;
}
