/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document-view.h"

#include "app/document-blocks.h"
#include "library/find-text.h"

/* A label, how it looks unmarked, and what was found in it. */
typedef struct
{
  GtkLabel *label;     /* borrowed from the tree of widgets */
  PangoAttrList *base; /* bold words and the like */
  GArray *marks;       /* of KwMark, NULL while nothing is looked for */
  guint first;         /* number of its first mark */
} Text;

struct _KwDocumentView
{
  AdwBin parent_instance;

  /* Owned. */
  GArray *texts;       /* of Text */
  GPtrArray *sections; /* of GtkExpander, borrowed from the tree */

  double zoom;
  guint current;
};

enum
{
  FOLDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void viewer_init (KwViewerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwDocumentView,
                               kw_document_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_VIEWER, viewer_init))

static void
clear_text (gpointer data)
{
  Text *text = data;

  g_clear_pointer (&text->base, pango_attr_list_unref);
  g_clear_pointer (&text->marks, g_array_unref);
}

/* Marking. */

static void
apply (KwDocumentView *self, Text *text)
{
  g_autoptr (PangoAttrList) list = pango_attr_list_copy (text->base);

  pango_attr_list_insert (list, pango_attr_scale_new (self->zoom));
  for (guint i = 0; text->marks != NULL && i < text->marks->len; i++)
    {
      KwMark mark = g_array_index (text->marks, KwMark, i);
      kw_viewer_add_mark (list, mark, text->first + i == self->current);
    }
  gtk_label_set_attributes (text->label, list);
}

static void
set_zoom (KwViewer *viewer, double zoom)
{
  KwDocumentView *self = KW_DOCUMENT_VIEW (viewer);

  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  for (guint i = 0; i < self->texts->len; i++)
    apply (self, &g_array_index (self->texts, Text, i));
}

static void
find (KwViewer *viewer, const char *needle)
{
  KwDocumentView *self = KW_DOCUMENT_VIEW (viewer);
  guint n = 0;

  self->current = G_MAXUINT;
  for (guint i = 0; i < self->texts->len; i++)
    {
      Text *text = &g_array_index (self->texts, Text, i);
      gboolean was_marked = text->marks != NULL && text->marks->len > 0;

      g_clear_pointer (&text->marks, g_array_unref);
      text->marks = kw_find_text (gtk_label_get_text (text->label), needle);
      text->first = n;
      n += text->marks->len;
      if (was_marked || text->marks->len > 0)
        apply (self, text);
    }
  kw_viewer_found (viewer, n);
}

/* What stands in a closed section is laid out only after it was opened. */
static void
open_around (GtkWidget *widget)
{
  for (GtkWidget *w = gtk_widget_get_parent (widget); w != NULL; w = gtk_widget_get_parent (w))
    {
      /* A closed section is no parent of what stands in it. */
      GtkWidget *section = g_object_get_data (G_OBJECT (w), "kw-section");
      if (section == NULL)
        continue;
      gtk_expander_set_expanded (GTK_EXPANDER (section), TRUE);
      w = section;
    }
}

static gboolean
scroll_later_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  KwDocumentView *self = KW_DOCUMENT_VIEW (widget);

  (void) clock;
  (void) data;
  for (guint i = 0; i < self->texts->len; i++)
    {
      Text *text = &g_array_index (self->texts, Text, i);
      guint n = text->marks != NULL ? text->marks->len : 0;

      if (self->current >= text->first && self->current < text->first + n)
        kw_viewer_scroll_to_mark (text->label,
                                  g_array_index (text->marks, KwMark, self->current - text->first));
    }

  return G_SOURCE_REMOVE;
}

static void
show_match (KwViewer *viewer, guint index)
{
  KwDocumentView *self = KW_DOCUMENT_VIEW (viewer);
  guint old = self->current;

  self->current = index;
  for (guint i = 0; i < self->texts->len; i++)
    {
      Text *text = &g_array_index (self->texts, Text, i);
      guint n = text->marks != NULL ? text->marks->len : 0;
      gboolean is_here = index >= text->first && index < text->first + n;

      if (is_here)
        open_around (GTK_WIDGET (text->label));
      if (is_here || (old >= text->first && old < text->first + n))
        apply (self, text);
    }
  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_later_cb, NULL, NULL);
}

static gboolean
copy (KwViewer *viewer)
{
  KwDocumentView *self = KW_DOCUMENT_VIEW (viewer);

  for (guint i = 0; i < self->texts->len; i++)
    {
      GtkLabel *label = g_array_index (self->texts, Text, i).label;
      int start, end;

      if (!gtk_label_get_selection_bounds (label, &start, &end) || start == end)
        continue;
      const char *text = gtk_label_get_text (label);
      g_autofree char *part = g_utf8_substring (text, start, end);
      gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), part);
      return TRUE;
    }

  return FALSE;
}

static void
viewer_init (KwViewerInterface *iface)
{
  iface->set_zoom = set_zoom;
  iface->find = find;
  iface->show_match = show_match;
  iface->copy = copy;
}

/* Sections. */

static void
expanded_cb (GtkExpander *expander, GParamSpec *spec, KwDocumentView *self)
{
  (void) spec;
  g_signal_emit (self, signals[FOLDED], 0, g_object_get_data (G_OBJECT (expander), "kw-code"),
                 !gtk_expander_get_expanded (expander));
}

static GtkWidget *
make_section (KwDocumentView *self, const KwBlock *block, const char *const *folded)
{
  static const char *const classes[] = { "document-h1", "document-h2", "document-h3" };
  GtkWidget *expander = gtk_expander_new (NULL);
  GtkWidget *title = gtk_label_new (block->text);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gboolean is_folded
      = folded != NULL && *block->section != '\0' && g_strv_contains (folded, block->section);
  Text text = { GTK_LABEL (title), pango_attr_list_new (), NULL, 0 };

  gtk_label_set_wrap (text.label, TRUE);
  gtk_label_set_wrap_mode (text.label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (text.label, 0);
  gtk_widget_add_css_class (title, classes[CLAMP (block->level, 1, G_N_ELEMENTS (classes)) - 1]);
  gtk_widget_add_css_class (content, "document-section");
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), title);
  gtk_expander_set_child (GTK_EXPANDER (expander), content);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), !is_folded);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  block->text, -1);
  g_object_set_data_full (G_OBJECT (expander), "kw-code", g_strdup (block->section), g_free);
  g_object_set_data (G_OBJECT (content), "kw-section", expander);
  g_object_set_data (G_OBJECT (expander), "kw-level", GUINT_TO_POINTER (block->level));
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);
  g_array_append_val (self->texts, text);
  g_ptr_array_add (self->sections, expander);

  return expander;
}

/* The box for blocks after @expander, or around it for a section of the level. */
static GtkBox *
get_content (GtkWidget *expander)
{
  return GTK_BOX (gtk_expander_get_child (GTK_EXPANDER (expander)));
}

/* Sections that are open still, a section of @level closes. */
static void
close_sections (GPtrArray *open, guint level)
{
  while (
      open->len > 0
      && GPOINTER_TO_UINT (g_object_get_data (g_ptr_array_index (open, open->len - 1), "kw-level"))
             >= level)
    g_ptr_array_set_size (open, (int) open->len - 1);
}

static void
add_block (KwDocumentView *self, GtkBox *box, const KwBlock *block, gboolean fold_rows)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  gtk_box_append (box, kw_document_block_new (block, fold_rows, labels));
  for (guint i = 0; i < labels->len; i++)
    {
      GtkLabel *label = g_ptr_array_index (labels, i);
      PangoAttrList *base = gtk_label_get_attributes (label);
      Text text
          = { label, base != NULL ? pango_attr_list_ref (base) : pango_attr_list_new (), NULL, 0 };
      g_array_append_val (self->texts, text);
    }
}

static void
add_blocks (KwDocumentView *self,
            GtkBox *box,
            const KwDocument *document,
            const char *const *folded)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  for (guint i = 0; i < kw_document_get_n_blocks (document); i++)
    {
      const KwBlock *block = kw_document_get_block (document, i);

      if (block->section != NULL)
        close_sections (open, block->level);
      GtkBox *here = open->len > 0 ? get_content (g_ptr_array_index (open, open->len - 1)) : box;
      if (block->section == NULL)
        {
          add_block (self, here, block, self->sections->len > 0);
          continue;
        }
      GtkWidget *expander = make_section (self, block, folded);
      gtk_box_append (here, expander);
      g_ptr_array_add (open, expander);
    }
}

static void
kw_document_view_finalize (GObject *object)
{
  KwDocumentView *self = KW_DOCUMENT_VIEW (object);

  g_array_unref (self->texts);
  g_ptr_array_unref (self->sections);

  G_OBJECT_CLASS (kw_document_view_parent_class)->finalize (object);
}

static void
kw_document_view_class_init (KwDocumentViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_document_view_finalize;
  signals[FOLDED] = g_signal_new ("folded", KW_TYPE_DOCUMENT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
kw_document_view_init (KwDocumentView *self)
{
  self->texts = g_array_new (FALSE, FALSE, sizeof (Text));
  g_array_set_clear_func (self->texts, clear_text);
  self->sections = g_ptr_array_new ();
  self->zoom = 1;
  self->current = G_MAXUINT;
}

GtkWidget *
kw_document_view_new (const KwDocument *document, const char *const *folded)
{
  g_return_val_if_fail (document != NULL, NULL);

  KwDocumentView *self = g_object_new (KW_TYPE_DOCUMENT_VIEW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  add_blocks (self, GTK_BOX (box), document, folded);
  adw_bin_set_child (ADW_BIN (self), box);

  return GTK_WIDGET (self);
}

guint
kw_document_view_get_n_sections (KwDocumentView *self)
{
  g_return_val_if_fail (KW_IS_DOCUMENT_VIEW (self), 0);

  return self->sections->len;
}

const char *
kw_document_view_get_section_title (KwDocumentView *self, guint index)
{
  g_return_val_if_fail (KW_IS_DOCUMENT_VIEW (self) && index < self->sections->len, NULL);

  GtkExpander *expander = g_ptr_array_index (self->sections, index);

  return gtk_label_get_text (GTK_LABEL (gtk_expander_get_label_widget (expander)));
}

void
kw_document_view_show_section (KwDocumentView *self, guint index)
{
  g_return_if_fail (KW_IS_DOCUMENT_VIEW (self) && index < self->sections->len);

  GtkWidget *expander = g_ptr_array_index (self->sections, index);

  open_around (expander);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  gtk_widget_grab_focus (expander);
}
