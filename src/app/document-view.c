/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document-view.h"

static PangoAttribute *
make_bold (void)
{
  return pango_attr_weight_new (PANGO_WEIGHT_BOLD);
}

static PangoAttribute *
make_italic (void)
{
  return pango_attr_style_new (PANGO_STYLE_ITALIC);
}

static PangoAttribute *
make_underline (void)
{
  return pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);
}

static PangoAttribute *
make_strike (void)
{
  return pango_attr_strikethrough_new (TRUE);
}

static PangoAttribute *
make_monospace (void)
{
  return pango_attr_family_new ("monospace");
}

static const struct
{
  KwSpanStyle style;
  PangoAttribute *(*make) (void);
} styles[] = {
  { KW_SPAN_BOLD, make_bold },           { KW_SPAN_ITALIC, make_italic },
  { KW_SPAN_UNDERLINE, make_underline }, { KW_SPAN_STRIKE, make_strike },
  { KW_SPAN_MONOSPACE, make_monospace },
};

static GtkLabel *
make_label (const char *text)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_yalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (label, TRUE);

  return label;
}

static void
add_spans (GtkLabel *label, const KwBlock *block)
{
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();

  if (block->spans == NULL)
    return;
  for (guint i = 0; i < block->spans->len; i++)
    {
      const KwSpan *span = &g_array_index (block->spans, KwSpan, i);
      for (guint s = 0; s < G_N_ELEMENTS (styles); s++)
        {
          if ((span->style & styles[s].style) == 0)
            continue;
          PangoAttribute *attribute = styles[s].make ();
          attribute->start_index = span->start;
          attribute->end_index = span->end;
          pango_attr_list_insert (list, attribute);
        }
    }
  gtk_label_set_attributes (label, list);
}

static GtkWidget *
make_heading (const KwBlock *block)
{
  static const char *const classes[] = { "document-h1", "document-h2", "document-h3" };
  GtkLabel *label = make_label (block->text);
  guint level = CLAMP (block->level, 1, G_N_ELEMENTS (classes));

  gtk_widget_add_css_class (GTK_WIDGET (label), classes[level - 1]);
  add_spans (label, block);

  return GTK_WIDGET (label);
}

static GtkWidget *
make_item (const KwBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *number = block->ordinal > 0 ? g_strdup_printf ("%u.", block->ordinal) : NULL;
  GtkWidget *bullet = gtk_label_new (number != NULL ? number : "•");
  GtkLabel *label = make_label (block->text);

  add_spans (label, block);
  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_widget_set_margin_start (bullet, (int) MIN (block->level, 8) * 16);
  gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
  gtk_box_append (GTK_BOX (box), bullet);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));

  return box;
}

static GtkWidget *
make_table (const KwBlock *block)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "document-table");
  for (guint y = 0; y < block->rows->len; y++)
    {
      const GPtrArray *row = g_ptr_array_index (block->rows, y);
      int column = 0;
      for (guint x = 0; x < row->len; x++)
        {
          const KwCell *cell = g_ptr_array_index (row, x);
          GtkLabel *label = make_label (cell->text);
          int columns = (int) CLAMP (cell->columns, 1, 64);
          gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
          if (cell->header)
            gtk_widget_add_css_class (GTK_WIDGET (label), "row-title");
          gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (label), column, (int) y, columns, 1);
          column += columns;
        }
    }

  return grid;
}

static GtkWidget *
make_block (const KwBlock *block)
{
  GtkLabel *label;

  switch (block->kind)
    {
    case KW_BLOCK_HEADING:
      return make_heading (block);
    case KW_BLOCK_LIST_ITEM:
      return make_item (block);
    case KW_BLOCK_TABLE:
      return make_table (block);
    case KW_BLOCK_RULE:
      return gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
    case KW_BLOCK_PREFORMATTED:
      label = make_label (block->text);
      gtk_widget_add_css_class (GTK_WIDGET (label), "monospace");
      return GTK_WIDGET (label);
    case KW_BLOCK_PARAGRAPH:
    default:
      label = make_label (block->text);
      add_spans (label, block);
      return GTK_WIDGET (label);
    }
}

GtkWidget *
kw_document_view_new (const KwDocument *document)
{
  g_return_val_if_fail (document != NULL, NULL);

  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  for (guint i = 0; i < kw_document_get_n_blocks (document); i++)
    gtk_box_append (GTK_BOX (box), make_block (kw_document_get_block (document, i)));

  return box;
}
