/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/document-builder.h"

#include <string.h>

/* A cell that reaches over rows is repeated in them, so that no value slips under a wrong heading.
 * Long cells leave a gap instead, and a hostile table ends the repeating. */
#define MAX_REPEATED_BYTES 200
#define MAX_REPEATS 20000
#define MAX_COLUMNS 1000
#define MAX_LEVEL 20

/* A cell of an earlier row that still covers rows below. */
typedef struct
{
  guint rows; /* still to cover */
  KwCell *cell;
} Carried;

struct _KwDocumentBuilder
{
  GPtrArray *blocks; /* of KwBlock */
  GString *text;     /* of the open block or cell */
  GArray *spans;
  KwBlockKind kind; /* of the open block */
  guint level;
  guint ordinal;
  gboolean space; /* collapsed white space waits for a word */

  /* The table that is being collected, the innermost of all open ones. */
  KwBlock *table;
  GPtrArray *row;
  KwCell *cell;
  guint cell_rows;
  guint column;    /* of the row, where the next cell stands */
  GArray *carried; /* of Carried, by column */
  guint n_repeats;
};

static void
clear_carried (gpointer data)
{
  g_clear_pointer (&((Carried *) data)->cell, kw_cell_free);
}

KwDocumentBuilder *
kw_document_builder_new (void)
{
  KwDocumentBuilder *self = g_new0 (KwDocumentBuilder, 1);

  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_block_free);
  self->text = g_string_new (NULL);
  self->spans = g_array_new (FALSE, FALSE, sizeof (KwSpan));
  self->kind = KW_BLOCK_PARAGRAPH;
  self->carried = g_array_new (FALSE, TRUE, sizeof (Carried));
  g_array_set_clear_func (self->carried, clear_carried);
  return self;
}

void
kw_document_builder_free (KwDocumentBuilder *self)
{
  g_ptr_array_unref (self->blocks);
  g_string_free (self->text, TRUE);
  g_array_unref (self->spans);
  g_clear_pointer (&self->table, kw_block_free);
  g_clear_pointer (&self->row, g_ptr_array_unref);
  g_clear_pointer (&self->cell, kw_cell_free);
  g_array_unref (self->carried);
  g_free (self);
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* The open text without the white space at its end, and its spans; both are fresh afterwards. */
static char *
take_text (KwDocumentBuilder *self, GArray **out_spans)
{
  gsize length = self->text->len;
  while (length > 0 && g_ascii_isspace (self->text->str[length - 1]))
    length--;

  for (guint i = self->spans->len; i > 0; i--)
    {
      KwSpan *span = &g_array_index (self->spans, KwSpan, i - 1);
      span->end = MIN (span->end, length);
      if (span->start >= span->end)
        g_array_remove_index (self->spans, i - 1);
    }
  *out_spans = g_steal_pointer (&self->spans);
  self->spans = g_array_new (FALSE, FALSE, sizeof (KwSpan));
  char *text = g_strndup (self->text->str, length);
  g_string_truncate (self->text, 0);
  self->space = FALSE;
  return text;
}

static void
add_block (KwDocumentBuilder *self,
           KwBlockKind kind,
           guint level,
           guint ordinal,
           char *text,
           GArray *spans)
{
  KwBlock *block = g_new0 (KwBlock, 1);

  block->kind = kind;
  block->level = level;
  block->ordinal = ordinal;
  block->text = text;
  block->spans = spans;
  g_ptr_array_add (self->blocks, block);
}

static void
flush_block (KwDocumentBuilder *self)
{
  g_autoptr (GArray) spans = NULL;
  g_autofree char *text = take_text (self, &spans);

  if (!is_blank (text))
    add_block (self, self->kind, self->level, self->ordinal, g_steal_pointer (&text),
               g_steal_pointer (&spans));
}

/* Inside a cell a block is a line; the marker of a list stays, because the words need it. */
static void
begin_line (KwDocumentBuilder *self, KwBlockKind kind, guint ordinal)
{
  if (self->text->len > 0 && self->text->str[self->text->len - 1] != '\n')
    g_string_append_c (self->text, '\n');
  self->space = FALSE;
  if (kind != KW_BLOCK_LIST_ITEM)
    return;
  if (ordinal > 0)
    g_string_append_printf (self->text, "%u. ", ordinal);
  else
    g_string_append (self->text, "• ");
}

void
kw_document_builder_begin (KwDocumentBuilder *self, KwBlockKind kind, guint level, guint ordinal)
{
  g_return_if_fail (kind != KW_BLOCK_TABLE && kind != KW_BLOCK_RULE);

  if (self->cell != NULL)
    {
      begin_line (self, kind, ordinal);
      return;
    }
  flush_block (self);
  self->kind = kind;
  self->level = MIN (level, MAX_LEVEL);
  self->ordinal = ordinal;
}

void
kw_document_builder_end (KwDocumentBuilder *self)
{
  kw_document_builder_begin (self, KW_BLOCK_PARAGRAPH, 0, 0);
}

void
kw_document_builder_mark_section (KwDocumentBuilder *self, guint level, const char *code)
{
  KwBlock *last
      = self->blocks->len > 0 ? g_ptr_array_index (self->blocks, self->blocks->len - 1) : NULL;

  /* A title without words left no heading; the last one is not its own then. */
  if (last != NULL && last->kind == KW_BLOCK_HEADING && last->level == level
      && last->section == NULL)
    last->section = g_strdup (code != NULL ? code : "");
}

static void
mark_span (KwDocumentBuilder *self, gsize start, KwSpanStyle style)
{
  if (style == 0 || start == self->text->len)
    return;

  KwSpan *last
      = self->spans->len > 0 ? &g_array_index (self->spans, KwSpan, self->spans->len - 1) : NULL;
  if (last != NULL && last->style == style && last->end == start)
    {
      last->end = self->text->len;
      return;
    }
  KwSpan span = { start, self->text->len, style };
  g_array_append_val (self->spans, span);
}

/* White space between two styles belongs to neither: what leads @text is added before its span.
 * Returns how many bytes that were. */
static gsize
add_leading_space (KwDocumentBuilder *self, const char *text, gsize length)
{
  gsize n = 0;

  while (n < length && g_ascii_isspace (text[n]))
    n++;
  self->space = self->space || n > 0;
  if (n == length)
    return n;
  if (self->space && self->text->len > 0 && self->text->str[self->text->len - 1] != '\n')
    g_string_append_c (self->text, ' ');
  self->space = FALSE;
  return n;
}

/* Bytes of a sign at @text that is left out: a control, or an order to write backwards, with which
 * "10 mg" can be made to look like another dose (Unicode Technical Report 36, 2.4). */
static gsize
get_unseen (const char *text, gsize length)
{
  guchar c = (guchar) *text;

  if (c < ' ' || c == 0x7f)
    return 1;
  if (c == 0xc2 && length > 1 && (guchar) text[1] < 0xa0)
    return 2;
  return length > 2 && (memcmp (text, "\u202d", 3) == 0 || memcmp (text, "\u202e", 3) == 0) ? 3 : 0;
}

static void
add_collapsed (KwDocumentBuilder *self, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isspace (text[i]))
        {
          self->space = TRUE;
          continue;
        }
      if (self->space)
        g_string_append_c (self->text, ' ');
      self->space = FALSE;
      gsize unseen = get_unseen (text + i, length - i);
      if (unseen == 0)
        g_string_append_c (self->text, text[i]);
      i += unseen > 0 ? unseen - 1 : 0;
    }
}

static void
add_kept (KwDocumentBuilder *self, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\r' && i + 1 < length && text[i + 1] == '\n')
        continue;
      gsize unseen = get_unseen (text + i, length - i);
      if (text[i] == '\r' || text[i] == '\n')
        kw_document_builder_add_break (self);
      else if (text[i] == '\t' || unseen == 0)
        g_string_append_c (self->text, text[i]);
      i += unseen > 0 ? unseen - 1 : 0;
    }
}

/**
 * kw_document_builder_add_text:
 * @text: valid UTF-8 up to @length; controls are left out
 * @style: how it is shown, 0 for plain
 *
 * Adds words to the open block or cell.
 */
void
kw_document_builder_add_text (KwDocumentBuilder *self,
                              const char *text,
                              gsize length,
                              KwSpanStyle style,
                              KwSpaceMode mode)
{
  gsize lead = mode == KW_SPACE_COLLAPSE ? add_leading_space (self, text, length) : 0;
  gsize start = self->text->len;

  if (mode == KW_SPACE_COLLAPSE)
    add_collapsed (self, text + lead, length - lead);
  else
    add_kept (self, text, length);
  mark_span (self, start, style);
}

void
kw_document_builder_add_break (KwDocumentBuilder *self)
{
  self->space = FALSE;
  if (self->text->len > 0)
    g_string_append_c (self->text, '\n');
}

void
kw_document_builder_add_rule (KwDocumentBuilder *self)
{
  kw_document_builder_end (self);
  if (self->cell == NULL && self->table == NULL)
    add_block (self, KW_BLOCK_RULE, 0, 0, g_strdup (""), NULL);
}

/* Tables. */

/* A table inside a cell means that the outer one only arranges the page: what it has so far is
 * shown as a table, and its later cells as paragraphs. */
void
kw_document_builder_begin_table (KwDocumentBuilder *self)
{
  kw_document_builder_end_table (self);
  flush_block (self);
  self->table = g_new0 (KwBlock, 1);
  self->table->kind = KW_BLOCK_TABLE;
  self->table->text = g_strdup ("");
  self->table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

void
kw_document_builder_begin_row (KwDocumentBuilder *self)
{
  if (self->table == NULL)
    {
      kw_document_builder_end (self);
      return;
    }
  kw_document_builder_end_row (self);
  flush_block (self);
  self->row = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_cell_free);
  self->column = 0;
}

static KwCell *
copy_cell (const KwCell *cell)
{
  KwCell *copy = g_new0 (KwCell, 1);
  gboolean whole = strlen (cell->text) <= MAX_REPEATED_BYTES;

  copy->text = g_strdup (whole ? cell->text : "");
  copy->spans = whole ? g_array_copy (cell->spans) : g_array_new (FALSE, FALSE, sizeof (KwSpan));
  copy->header = cell->header;
  copy->columns = cell->columns;
  return copy;
}

/* Puts what still hangs down from above before the next cell of this row. */
static void
add_carried (KwDocumentBuilder *self)
{
  while (self->column < self->carried->len)
    {
      Carried *carried = &g_array_index (self->carried, Carried, self->column);
      if (carried->rows == 0 || carried->cell == NULL || self->n_repeats >= MAX_REPEATS)
        return;
      carried->rows--;
      self->n_repeats++;
      self->column += carried->cell->columns;
      g_ptr_array_add (self->row, copy_cell (carried->cell));
    }
}

static void
carry_cell (KwDocumentBuilder *self, const KwCell *cell, guint rows)
{
  if (self->column >= MAX_COLUMNS)
    return;
  if (self->column >= self->carried->len)
    g_array_set_size (self->carried, self->column + 1);

  Carried *carried = &g_array_index (self->carried, Carried, self->column);
  clear_carried (carried);
  carried->rows = rows;
  carried->cell = copy_cell (cell);
}

void
kw_document_builder_begin_cell (KwDocumentBuilder *self, gboolean header, guint columns, guint rows)
{
  if (self->table == NULL)
    {
      kw_document_builder_end (self);
      return;
    }
  kw_document_builder_end_cell (self);
  if (self->row == NULL)
    kw_document_builder_begin_row (self);
  flush_block (self);
  add_carried (self);
  self->cell = g_new0 (KwCell, 1);
  self->cell->header = header;
  self->cell->columns = CLAMP (columns, 1, MAX_COLUMNS);
  self->cell_rows = rows;
}

void
kw_document_builder_end_cell (KwDocumentBuilder *self)
{
  if (self->cell == NULL)
    return;

  KwCell *cell = g_steal_pointer (&self->cell);
  cell->text = take_text (self, &cell->spans);
  if (self->cell_rows > 1)
    carry_cell (self, cell, self->cell_rows - 1);
  self->column += cell->columns;
  g_ptr_array_add (self->row, cell);
}

void
kw_document_builder_end_row (KwDocumentBuilder *self)
{
  if (self->row == NULL)
    return;

  kw_document_builder_end_cell (self);
  flush_block (self);
  add_carried (self);
  if (self->row->len > 0)
    g_ptr_array_add (self->table->rows, g_steal_pointer (&self->row));
  g_clear_pointer (&self->row, g_ptr_array_unref);
}

/* A table of one column only arranges the page. */
static void
add_rows_as_paragraphs (KwDocumentBuilder *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      KwCell *cell = g_ptr_array_index ((GPtrArray *) g_ptr_array_index (rows, i), 0);
      if (is_blank (cell->text))
        continue;
      if (cell->header && cell->spans->len == 0)
        {
          KwSpan bold = { 0, strlen (cell->text), KW_SPAN_BOLD };
          g_array_append_val (cell->spans, bold);
        }
      add_block (self, KW_BLOCK_PARAGRAPH, 0, 0, g_steal_pointer (&cell->text),
                 g_steal_pointer (&cell->spans));
    }
}

static guint
get_n_filled (GPtrArray *rows, guint *out_widest)
{
  guint n = 0;

  *out_widest = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (rows, i);
      *out_widest = MAX (*out_widest, row->len);
      for (guint j = 0; j < row->len; j++)
        n += !is_blank (((KwCell *) g_ptr_array_index (row, j))->text);
    }
  return n;
}

void
kw_document_builder_end_table (KwDocumentBuilder *self)
{
  if (self->table == NULL)
    {
      kw_document_builder_end (self);
      return;
    }
  kw_document_builder_end_row (self);
  flush_block (self);
  g_array_set_size (self->carried, 0);

  KwBlock *table = g_steal_pointer (&self->table);
  guint widest;
  guint n_filled = get_n_filled (table->rows, &widest);
  if (n_filled > 0 && widest > 1)
    {
      g_ptr_array_add (self->blocks, table);
      return;
    }
  if (n_filled > 0)
    add_rows_as_paragraphs (self, table->rows);
  kw_block_free (table);
}

KwDocument *
kw_document_builder_finish (KwDocumentBuilder *self)
{
  if (self->table != NULL)
    kw_document_builder_end_table (self);
  flush_block (self);
  GPtrArray *blocks = g_steal_pointer (&self->blocks);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_block_free);
  return kw_document_take_blocks (blocks);
}

/* Raised and lowered digits. */

static char *
dup_mapped (const char *text, gsize length, const char *from, const char *const *to)
{
  GString *mapped = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      const char *found = text[i] != '\0' ? strchr (from, text[i]) : NULL;
      if (found != NULL)
        g_string_append (mapped, to[found - from]);
      else
        g_string_append_c (mapped, text[i]);
    }
  return g_string_free (mapped, FALSE);
}

/**
 * kw_document_dup_raised:
 *
 * `9` as `⁹`, so that 10⁹ stays what it is where a block has no raised text.
 *
 * Returns: (transfer full): @text with raised digits and signs
 */
char *
kw_document_dup_raised (const char *text, gsize length)
{
  static const char *const raised[]
      = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁺", "⁻", "⁽", "⁾" };
  return dup_mapped (text, length, "0123456789+-()", raised);
}

char *
kw_document_dup_lowered (const char *text, gsize length)
{
  static const char *const lowered[]
      = { "₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉", "₊", "₋", "₍", "₎" };
  return dup_mapped (text, length, "0123456789+-()", lowered);
}
