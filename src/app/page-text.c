/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page-text.h"

#include <glib/gi18n-lib.h>

#include "app/viewer.h"

struct _KwPageText
{
  AdwBin parent_instance;

  /* Children. */
  GtkLabel *title;
  GtkLabel *label;
  GtkWidget *previous;
  GtkWidget *next;

  /* Owned. */
  GArray *marks; /* of KwMark */

  guint current;
  double zoom;
};

enum
{
  TURN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwPageText, kw_page_text, ADW_TYPE_BIN)

static void
apply (KwPageText *self)
{
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();

  pango_attr_list_insert (list, pango_attr_scale_new (self->zoom));
  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++)
    {
      KwMark mark = g_array_index (self->marks, KwMark, i);
      kw_viewer_add_mark (list, mark, i == self->current);
    }
  gtk_label_set_attributes (self->label, list);
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  KwPageText *self = KW_PAGE_TEXT (widget);

  (void) clock;
  (void) data;
  if (self->marks != NULL && self->current < self->marks->len)
    kw_viewer_scroll_to_mark (self->label, g_array_index (self->marks, KwMark, self->current));

  return G_SOURCE_REMOVE;
}

static void
previous_cb (KwPageText *self)
{
  g_signal_emit (self, signals[TURN], 0, -1);
}

static void
next_cb (KwPageText *self)
{
  g_signal_emit (self, signals[TURN], 0, 1);
}

static void
kw_page_text_finalize (GObject *object)
{
  g_clear_pointer (&KW_PAGE_TEXT (object)->marks, g_array_unref);

  G_OBJECT_CLASS (kw_page_text_parent_class)->finalize (object);
}

static void
kw_page_text_class_init (KwPageTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_page_text_finalize;
  signals[TURN] = g_signal_new ("turn", KW_TYPE_PAGE_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
}

static GtkWidget *
make_turn (KwPageText *self, const char *icon, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);

  return button;
}

static void
kw_page_text_init (KwPageText *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->zoom = 1;
  self->current = G_MAXUINT;
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->title, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "document-h3");
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->label, TRUE);
  self->previous
      = make_turn (self, "go-previous-symbolic", _ ("Previous page"), G_CALLBACK (previous_cb));
  self->next = make_turn (self, "go-next-symbolic", _ ("Next page"), G_CALLBACK (next_cb));
  gtk_box_append (GTK_BOX (row), self->previous);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (row), self->next);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  adw_bin_set_child (ADW_BIN (self), box);
}

void
kw_page_text_set_page (KwPageText *self, guint page, guint n, const char *text)
{
  g_return_if_fail (KW_IS_PAGE_TEXT (self) && page < n);

  g_autofree char *title = g_strdup_printf (_ ("Page %u of %u"), page + 1, n);
  gboolean scanned = text != NULL && text[strspn (text, " \t\r\n\f")] == '\0';

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->label,
                      scanned        ? _ ("This page is a picture; Keepwell cannot read it aloud.")
                      : text != NULL ? text
                                     : _ ("Reading the page…"));
  gtk_widget_set_sensitive (self->previous, page > 0);
  gtk_widget_set_sensitive (self->next, page + 1 < n);
  gtk_widget_set_visible (self->previous, n > 1);
  gtk_widget_set_visible (self->next, n > 1);
}

void
kw_page_text_set_zoom (KwPageText *self, double zoom)
{
  g_return_if_fail (KW_IS_PAGE_TEXT (self));

  self->zoom = zoom;
  apply (self);
}

void
kw_page_text_set_marks (KwPageText *self, GArray *marks, guint current)
{
  g_return_if_fail (KW_IS_PAGE_TEXT (self));

  g_clear_pointer (&self->marks, g_array_unref);
  self->marks = marks != NULL ? g_array_ref (marks) : NULL;
  self->current = current;
  apply (self);
  if (marks != NULL && current < marks->len)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}
