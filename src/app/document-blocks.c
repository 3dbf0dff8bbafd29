/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document-blocks.h"

#include <glib/gi18n-lib.h>

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
make_label (const char *text, GPtrArray *labels)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  g_ptr_array_add (labels, label);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_yalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (label, TRUE);

  return label;
}

static void
add_spans (GtkLabel *label, const GArray *spans)
{
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();

  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      const KwSpan *span = &g_array_index (spans, KwSpan, i);
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
make_heading (const KwBlock *block, GPtrArray *labels)
{
  static const char *const classes[] = { "document-h1", "document-h2", "document-h3" };
  GtkLabel *label = make_label (block->text, labels);
  guint level = CLAMP (block->level, 1, G_N_ELEMENTS (classes));

  gtk_widget_add_css_class (GTK_WIDGET (label), classes[level - 1]);
  add_spans (label, block->spans);

  return GTK_WIDGET (label);
}

static GtkWidget *
make_item (const KwBlock *block, GPtrArray *labels)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *number = block->ordinal > 0 ? g_strdup_printf ("%u.", block->ordinal) : NULL;
  GtkWidget *bullet = gtk_label_new (number != NULL ? number : "•");
  GtkLabel *label = make_label (block->text, labels);

  add_spans (label, block->spans);
  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_widget_set_margin_start (bullet, (int) MIN (block->level, 8) * 16);
  gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
  gtk_box_append (GTK_BOX (box), bullet);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));

  return box;
}

/* What is equal in two rows that say the same. */
static char *
dup_row_key (const GPtrArray *row)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint x = 0; x < row->len; x++)
    {
      const KwCell *cell = g_ptr_array_index (row, x);
      g_autofree char *text = kw_cell_dup_text (cell);
      g_string_append_printf (key, "%u%c%s\x1f", cell->columns, cell->header ? 'h' : 'd', text);
    }

  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* How often each row stands in the table, by its key. */
static GHashTable *
count_rows (const GPtrArray *rows)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint y = 0; y < rows->len; y++)
    {
      char *key = dup_row_key (g_ptr_array_index (rows, y));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
      g_hash_table_insert (counts, key, GUINT_TO_POINTER (n + 1));
    }

  return counts;
}

/* Returns how many columns the row covers. */
static int
attach_row (GtkGrid *grid, const GPtrArray *row, int y, GPtrArray *labels)
{
  int column = 0;

  for (guint x = 0; x < row->len; x++)
    {
      const KwCell *cell = g_ptr_array_index (row, x);
      GtkLabel *label = make_label (cell->text, labels);
      int columns = (int) CLAMP (cell->columns, 1, 64);

      add_spans (label, cell->spans);
      gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
      if (cell->header)
        gtk_widget_add_css_class (GTK_WIDGET (label), "row-title");
      gtk_grid_attach (grid, GTK_WIDGET (label), column, y, columns, 1);
      column += columns;
    }

  return column;
}

static void
attach_count (GtkGrid *grid, guint n, int columns, int y)
{
  g_autofree char *text = g_strdup_printf (
      ngettext ("This row stands here %u time.", "This row stands here %u times.", n), n);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "secondary");
  gtk_grid_attach (grid, label, 0, y, MAX (columns, 1), 1);
}

static GtkWidget *
make_table (const KwBlock *block, gboolean fold_rows, GPtrArray *labels)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autoptr (GHashTable) counts = fold_rows ? count_rows (block->rows) : NULL;
  int y = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "document-table");
  for (guint i = 0; i < block->rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (block->rows, i);
      g_autofree char *key = fold_rows ? dup_row_key (row) : NULL;
      guint n = fold_rows ? GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) : 1;
      if (n == 0)
        continue;
      int columns = attach_row (GTK_GRID (grid), row, y++, labels);
      if (n > 1)
        {
          attach_count (GTK_GRID (grid), n, columns, y++);
          g_hash_table_insert (counts, g_steal_pointer (&key), NULL);
        }
    }

  return grid;
}

GtkWidget *
kw_document_block_new (const KwBlock *block, gboolean fold_rows, GPtrArray *labels)
{
  g_return_val_if_fail (block != NULL && labels != NULL, NULL);

  GtkLabel *label;

  switch (block->kind)
    {
    case KW_BLOCK_HEADING:
      return make_heading (block, labels);
    case KW_BLOCK_LIST_ITEM:
      return make_item (block, labels);
    case KW_BLOCK_TABLE:
      return make_table (block, fold_rows, labels);
    case KW_BLOCK_RULE:
      return gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
    case KW_BLOCK_PREFORMATTED:
      label = make_label (block->text, labels);
      gtk_widget_add_css_class (GTK_WIDGET (label), "monospace");
      return GTK_WIDGET (label);
    case KW_BLOCK_PARAGRAPH:
    default:
      label = make_label (block->text, labels);
      add_spans (label, block->spans);
      return GTK_WIDGET (label);
    }
}
