/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-private.h"

#include "app/row.h"
#include "app/stack.h"

/* What a page that was opened from a search remembers of it, for the way back. */
#define WORDS "keepwell-search-words"
#define REF "keepwell-search-ref"

/* Letters from which on something is looked for. */
#define MIN_LETTERS 2

/* Where the keys were before a search began: the last place in what it stands in front of. */
static void
focus_moved_cb (KwWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && self->search == NULL
      && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->content)))
    g_set_weak_pointer (&self->before_search, focus);
}

void
kw_window_watch_focus (KwWindow *self)
{
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_moved_cb), NULL);
}

static void
show_behind (KwWindow *self)
{
  GtkWidget *old = GTK_WIDGET (g_steal_pointer (&self->search));

  if (self->pushed->len > 0)
    kw_stack_show (self->content, g_ptr_array_index (self->pushed, self->pushed->len - 1));
  else
    kw_window_show_tab (self, self->tab);
  gtk_stack_remove (self->content, old);
  if (self->before_search != NULL
      && gtk_widget_is_ancestor (self->before_search, gtk_stack_get_visible_child (self->content)))
    gtk_widget_grab_focus (self->before_search);
}

/* The search stands in place of whatever is shown while there are words in its entry. */
void
kw_window_update_search (KwWindow *self)
{
  const char *words = kw_header_get_search (self->header);
  gboolean wanted = self->snapshot != NULL && g_utf8_strlen (words, -1) >= MIN_LETTERS;
  KwSearch *search = self->library != NULL ? kw_library_get_search (self->library) : NULL;

  if (!wanted && self->search != NULL)
    show_behind (self);
  else if (wanted)
    {
      if (self->search == NULL)
        {
          self->search = g_object_new (KW_TYPE_SEARCH_VIEW, NULL);
          kw_window_add_view (self, KW_VIEW (self->search));
          kw_stack_show (self->content, GTK_WIDGET (self->search));
        }
      kw_search_view_set_words (self->search, words, search);
    }
  kw_window_update_rows (self);
}

void
kw_window_enter_results (KwWindow *self)
{
  if (self->search != NULL)
    kw_search_view_focus (self->search, NULL);
}

/* Enter in the box opens the best one. */
void
kw_window_open_best (KwWindow *self)
{
  kw_window_update_search (self);

  const char *best = self->search != NULL ? kw_search_view_get_best (self->search) : NULL;
  if (best != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s", best);
}

/* The result that has the keys, or NULL. */
static const char *
get_focused_ref (KwWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return row != NULL && KW_IS_ROW (row) ? kw_row_get_ref (KW_ROW (row)) : NULL;
}

void
kw_window_remember_search (KwWindow *self, KwView *page)
{
  if (self->search == NULL)
    return;
  g_object_set_data_full (G_OBJECT (page), WORDS, g_strdup (kw_header_get_search (self->header)),
                          g_free);
  g_object_set_data_full (G_OBJECT (page), REF, g_strdup (get_focused_ref (self)), g_free);
}

/* From a page that a search opened the way goes back to its results, at the row that was opened. */
void
kw_window_go_back (KwWindow *self)
{
  KwView *top
      = self->pushed->len > 0 ? g_ptr_array_index (self->pushed, self->pushed->len - 1) : NULL;
  g_autofree char *words
      = top != NULL ? g_strdup (g_object_get_data (G_OBJECT (top), WORDS)) : NULL;
  g_autofree char *ref = top != NULL ? g_strdup (g_object_get_data (G_OBJECT (top), REF)) : NULL;

  kw_window_pop (self);
  if (words == NULL)
    return;
  kw_header_set_search (self->header, words);
  kw_window_update_search (self);
  if (ref != NULL)
    kw_search_view_focus (self->search, ref);
  else
    kw_header_focus_search (self->header);
}

const char *
kw_window_get_search_behind (KwView *page)
{
  return g_object_get_data (G_OBJECT (page), WORDS);
}
