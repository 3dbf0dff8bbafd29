/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/search-view.h"

#include <glib/gi18n-lib.h>

#include "app/record-pane.h"

/* So many are listed; more words make it fewer. */
#define LIMIT 200

struct _KwSearchView
{
  KwView parent_instance;

  /* The child. */
  KwRecordPane *pane;

  /* Owned. */
  char *words;
  char **refs; /* what is listed, for Copy and Print */
};

G_DEFINE_FINAL_TYPE (KwSearchView, kw_search_view, KW_TYPE_VIEW)

/* The best come first within a section, the section of the best result first. */
static GArray *
dup_by_section (KwSnapshot *snapshot, const GArray *found)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (guint32), found->len);
  gboolean done[KW_N_SECTIONS] = { FALSE };

  for (guint i = 0; i < found->len; i++)
    {
      KwSection section
          = kw_snapshot_get_record (snapshot, g_array_index (found, guint32, i))->section;
      if (done[section])
        continue;
      done[section] = TRUE;
      for (guint j = i; j < found->len; j++)
        if (kw_snapshot_get_record (snapshot, g_array_index (found, guint32, j))->section
            == section)
          g_array_append_val (sorted, g_array_index (found, guint32, j));
    }

  return sorted;
}

static void
keep_refs (KwSearchView *self, KwSnapshot *snapshot, const GArray *found)
{
  g_auto (GStrv) refs = g_new0 (char *, found->len + 1);

  for (guint i = 0; i < found->len; i++)
    refs[i] = g_strdup (kw_snapshot_get_record (snapshot, g_array_index (found, guint32, i))->ref);
  g_strfreev (self->refs);
  self->refs = g_steal_pointer (&refs);
}

static void
run_search (KwSearchView *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));
  KwLibrary *library = kw_view_get_library (KW_VIEW (self));
  KwSearch *search = library != NULL ? kw_library_get_search (library) : NULL;

  if (snapshot == NULL || self->words == NULL)
    return;
  /* Results are indexes of the snapshot that the search was built from. */
  if (search == NULL || kw_snapshot_is_partial (snapshot))
    {
      kw_record_pane_set_loading (self->pane);
      return;
    }

  g_autoptr (GArray) found = kw_search_run (search, self->words, LIMIT);
  g_autoptr (GArray) sorted = dup_by_section (snapshot, found);
  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);
  g_autofree char *escaped = g_markup_escape_text (self->words, -1);
  g_autofree char *nothing = g_strdup_printf (_ ("Nothing found for “%s”"), escaped);

  keep_refs (self, snapshot, found);
  kw_record_list_append_grouped (list, sorted, KW_GROUPING_SECTION);
  kw_record_pane_set_empty (self->pane, "system-search-symbolic", nothing,
                            _ ("Try another word, or fewer letters. A lay word such as “sugar” "
                               "finds as much as an official name."));
  kw_record_pane_set_list (self->pane, list, KW_ROW_FOUND);
}

static void
kw_search_view_update (KwView *view, KwSnapshot *snapshot)
{
  (void) snapshot;
  run_search (KW_SEARCH_VIEW (view));
}

static void
kw_search_view_get_scope (KwView *view, KwReportOptions *options)
{
  options->refs = (const char *const *) KW_SEARCH_VIEW (view)->refs;
}

static void
kw_search_view_finalize (GObject *object)
{
  g_free (KW_SEARCH_VIEW (object)->words);
  g_strfreev (KW_SEARCH_VIEW (object)->refs);

  G_OBJECT_CLASS (kw_search_view_parent_class)->finalize (object);
}

static void
kw_search_view_class_init (KwSearchViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_search_view_finalize;
  KW_VIEW_CLASS (klass)->update = kw_search_view_update;
  KW_VIEW_CLASS (klass)->get_scope = kw_search_view_get_scope;
}

static void
kw_search_view_init (KwSearchView *self)
{
  self->pane = g_object_new (KW_TYPE_RECORD_PANE, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->pane));
  kw_view_set_title (KW_VIEW (self), _ ("Search"));
  kw_record_pane_set_name (self->pane, _ ("Search results"));
  kw_record_pane_set_maximum_width (self->pane, 860);
}

void
kw_search_view_set_words (KwSearchView *self, const char *words)
{
  g_return_if_fail (KW_IS_SEARCH_VIEW (self));

  g_free (self->words);
  self->words = g_strdup (words);
  run_search (self);
}
