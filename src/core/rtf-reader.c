/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/rtf-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/document-charset.h"
#include "core/rtf-output.h"
#include "core/rtf-tables.h"

/* Groups nested deeper share the formatting of the deepest one; Word itself nests some ten. */
#define MAX_DEPTH 256
#define MAX_FONTS 4096

typedef enum
{
  PLACE_TEXT,
  PLACE_SKIPPED,
  PLACE_FONTS,
  PLACE_LIST_TEXT,
} Place;

/* What a group hands to the groups inside it. */
typedef struct
{
  Place place;
  KwSpanStyle style;
  KwRtfRaise raise;
  gboolean hidden;
  gboolean note; /* this very group is a footnote */
  guint unicode_skip;
  int font;
} Group;

typedef struct
{
  guint code_page; /* 0 for the document's */
  KwRtfFontKind kind;
} Font;

typedef struct
{
  KwRtfOutput output;
  const char *at;
  const char *end;

  GArray *groups; /* of Group, never empty */
  gsize too_deep; /* groups open beyond MAX_DEPTH */
  gboolean starred;
  GHashTable *fonts; /* number → Font */
  int defining_font;
  GString *font_name;
  guint code_page;
  int default_font;

  GString *bytes; /* of the run, in the font's character set */
  guint skip;     /* characters that \u replaces */
  guint16 high;   /* first half of a surrogate pair */
} Reader;

static Group *
get_group (Reader *self)
{
  return &g_array_index (self->groups, Group, self->groups->len - 1);
}

static const Font *
get_font (Reader *self)
{
  static const Font letters = { 0, KW_RTF_LETTERS };
  const Font *font = g_hash_table_lookup (self->fonts, GINT_TO_POINTER (get_group (self)->font));

  return font != NULL ? font : &letters;
}

static void
add_words (Reader *self, const char *text, gsize length)
{
  const Group *group = get_group (self);

  if (length == 0 || group->hidden)
    return;
  switch (group->place)
    {
    case PLACE_SKIPPED:
      return;
    case PLACE_FONTS:
      g_string_append_len (self->font_name, text, (gssize) length);
      return;
    case PLACE_LIST_TEXT:
      g_string_append_len (self->output.marker, text, (gssize) length);
      return;
    case PLACE_TEXT:
      break;
    }
  kw_rtf_output_add_words (&self->output, text, length, group->style, group->raise);
}

static void
add_character (Reader *self, gunichar c)
{
  char text[6];

  add_words (self, text, (gsize) g_unichar_to_utf8 (c, text));
}

static char *
convert_page (Reader *self, guint page)
{
  g_autofree char *name = page == 10000 ? g_strdup ("MACINTOSH") : g_strdup_printf ("CP%u", page);
  char *text = page == 65001 ? g_utf8_make_valid (self->bytes->str, (gssize) self->bytes->len)
                             : kw_charset_convert (self->bytes->str, self->bytes->len, name);

  return text != NULL ? text
                      : kw_charset_convert (self->bytes->str, self->bytes->len, "windows-1252");
}

/* The bytes that wait belong to the font and style so far. */
static void
flush_bytes (Reader *self)
{
  if (self->bytes->len == 0)
    return;

  const Font *font = get_font (self);
  if (font->kind != KW_RTF_LETTERS && get_group (self)->place != PLACE_FONTS)
    {
      for (gsize i = 0; i < self->bytes->len; i++)
        add_character (self, kw_rtf_get_sign (font->kind, (guchar) self->bytes->str[i]));
    }
  else
    {
      guint page = font->code_page != 0 ? font->code_page : self->code_page;
      g_autofree char *text = convert_page (self, page);
      add_words (self, text, strlen (text));
    }
  g_string_truncate (self->bytes, 0);
}

static void
add_byte (Reader *self, char byte)
{
  if (self->skip > 0)
    self->skip--;
  else if (byte != '\0')
    g_string_append_c (self->bytes, byte);
}

/* \uN is signed 16 bits; beyond the first plane two of them make one character. Word writes signs
 * of its Symbol font as U+F0xx. */
static void
add_unicode (Reader *self, int parameter)
{
  gunichar c = (guint16) parameter;

  self->skip = get_group (self)->unicode_skip;
  if (c >= 0xd800 && c <= 0xdbff)
    {
      self->high = (guint16) c;
      return;
    }
  if (c >= 0xdc00 && c <= 0xdfff)
    c = self->high != 0 ? 0x10000 + ((gunichar) (self->high - 0xd800) << 10) + (c - 0xdc00)
                        : 0xfffd;
  self->high = 0;
  if (c >= 0xf020 && c <= 0xf0ff && get_font (self)->kind != KW_RTF_LETTERS)
    c = kw_rtf_get_sign (get_font (self)->kind, (guchar) (c - 0xf000));
  if (c != 0)
    add_character (self, c);
}

/* Groups. */

static void
finish_font (Reader *self)
{
  g_autofree char *name = g_strndup (self->font_name->str, strcspn (self->font_name->str, ";"));
  Font *font = g_hash_table_lookup (self->fonts, GINT_TO_POINTER (self->defining_font));

  g_string_truncate (self->font_name, 0);
  if (font != NULL && *g_strstrip (name) != '\0')
    font->kind = kw_rtf_get_font_kind (name);
}

static void
open_group (Reader *self)
{
  flush_bytes (self);
  self->skip = 0;
  if (self->groups->len >= MAX_DEPTH)
    {
      self->too_deep++;
      return;
    }
  Group group = *get_group (self);
  group.note = FALSE;
  g_array_append_val (self->groups, group);
}

static void
close_group (Reader *self)
{
  flush_bytes (self);
  self->skip = 0;
  self->starred = FALSE;
  if (self->too_deep > 0)
    {
      self->too_deep--;
      return;
    }
  if (get_group (self)->place == PLACE_FONTS)
    finish_font (self);
  if (get_group (self)->note)
    add_words (self, "]", 1);
  if (self->groups->len > 1)
    g_array_set_size (self->groups, self->groups->len - 1);
}

static void
define_font (Reader *self, int number)
{
  finish_font (self);
  self->defining_font = number;
  if (g_hash_table_size (self->fonts) < MAX_FONTS)
    g_hash_table_replace (self->fonts, GINT_TO_POINTER (number), g_new0 (Font, 1));
}

static void
set_font_charset (Reader *self, int charset)
{
  Font *font = g_hash_table_lookup (self->fonts, GINT_TO_POINTER (self->defining_font));

  if (get_group (self)->place == PLACE_FONTS && font != NULL && charset > 0)
    font->code_page = kw_rtf_get_code_page ((guint) charset);
}

static void
end_paragraph (Reader *self)
{
  if (get_group (self)->place == PLACE_TEXT)
    kw_rtf_output_end_paragraph (&self->output);
}

/* Control words. */

static void
set_place (Reader *self, Place place)
{
  if (self->too_deep == 0)
    get_group (self)->place = place;
}

static void
begin_note (Reader *self)
{
  add_words (self, " [", 2);
  if (self->too_deep == 0)
    get_group (self)->note = TRUE;
}

static void
apply_format (Reader *self, const KwRtfWord *word, int parameter)
{
  Group *group = get_group (self);
  gboolean on = parameter != 0;

  if (word->action == KW_RTF_STYLE)
    group->style = on ? group->style | word->value : group->style & ~word->value;
  else if (word->action == KW_RTF_NO_UNDERLINE)
    group->style &= ~KW_SPAN_UNDERLINE;
  else if (word->action == KW_RTF_HIDDEN)
    group->hidden = on;
  else if (word->action == KW_RTF_RAISED)
    group->raise = on ? KW_RTF_RAISED_TEXT : KW_RTF_ON_LINE;
  else if (word->action == KW_RTF_LOWERED)
    group->raise = on ? KW_RTF_LOWERED_TEXT : KW_RTF_ON_LINE;
  else
    group->raise = KW_RTF_ON_LINE;
  if (word->action != KW_RTF_PLAIN)
    return;
  group->style = 0;
  group->hidden = FALSE;
  group->font = self->default_font;
}

static void
apply_font (Reader *self, int number)
{
  if (get_group (self)->place == PLACE_FONTS)
    define_font (self, number);
  else
    get_group (self)->font = number;
}

/* \binN is followed by N raw bytes. */
static void
skip_binary (Reader *self, int n)
{
  self->at += n > 0 ? MIN (self->end - self->at, n) : 0;
}

static void
apply_paragraph (Reader *self, const KwRtfWord *word, int parameter)
{
  KwRtfOutput *output = &self->output;

  if (word->action == KW_RTF_OUTLINE)
    output->heading = parameter >= 0 && parameter < 6 ? (guint) parameter + 1 : 0;
  else if (word->action == KW_RTF_LIST_LEVEL)
    output->list_level = (guint) CLAMP (parameter, 0, 8);
  else if (word->action == KW_RTF_PARAGRAPH_RESET)
    output->heading = output->list_level = 0;
  else
    end_paragraph (self);
}

/* Rows in a place that is not shown are none. */
static void
apply_row (Reader *self, const KwRtfWord *word, int parameter)
{
  KwRtfOutput *output = &self->output;
  (void) parameter;

  if (get_group (self)->place != PLACE_TEXT)
    return;
  if (word->action == KW_RTF_ROW_BEGIN)
    kw_rtf_output_begin_row (output);
  else if (word->action == KW_RTF_ROW_END)
    kw_rtf_output_end_row (output);
  else if (word->action == KW_RTF_CELL_END)
    kw_rtf_output_end_cell (output);
  else if (word->action == KW_RTF_CELL_EDGE)
    kw_rtf_output_add_edge (output);
  else
    output->merged = TRUE;
}

static void
apply_place (Reader *self, const KwRtfWord *word, int parameter)
{
  (void) parameter;
  if (word->action == KW_RTF_SKIP)
    set_place (self, PLACE_SKIPPED);
  else if (word->action == KW_RTF_FONTS)
    set_place (self, PLACE_FONTS);
  else
    set_place (self, PLACE_LIST_TEXT);
}

static void
apply_character (Reader *self, const KwRtfWord *word, int parameter)
{
  if (word->action == KW_RTF_UNICODE)
    add_unicode (self, parameter);
  else if (word->action == KW_RTF_NOTE)
    begin_note (self);
  else if (word->action == KW_RTF_LINE)
    add_words (self, "\n", 1);
  else
    add_character (self, word->value);
}

static void
apply_charset (Reader *self, const KwRtfWord *word, int parameter)
{
  if (word->action == KW_RTF_FIXED_CODE_PAGE)
    self->code_page = word->value;
  else if (word->action == KW_RTF_CODE_PAGE && parameter > 0)
    self->code_page = (guint) parameter;
  else if (word->action == KW_RTF_DEFAULT_FONT)
    get_group (self)->font = self->default_font = parameter;
  else if (word->action == KW_RTF_FONT_CHARSET)
    set_font_charset (self, parameter);
  else if (word->action == KW_RTF_FONT)
    apply_font (self, parameter);
}

/* Its bytes are not shown, but that there is one. */
static void
apply_picture (Reader *self, const KwRtfWord *word, int parameter)
{
  const char *words = _ ("[picture]");

  (void) word;
  (void) parameter;
  add_words (self, words, strlen (words));
  set_place (self, PLACE_SKIPPED);
}

static void
apply_number (Reader *self, const KwRtfWord *word, int parameter)
{
  if (word->action == KW_RTF_UNICODE_SKIP)
    get_group (self)->unicode_skip = (guint) CLAMP (parameter, 0, 64);
  else
    skip_binary (self, parameter);
}

/* Who does what a word asks for. */
static void (*const appliers[]) (Reader *self, const KwRtfWord *word, int parameter) = {
  [KW_RTF_SKIP] = apply_place,
  [KW_RTF_FONTS] = apply_place,
  [KW_RTF_LIST_TEXT] = apply_place,
  [KW_RTF_STYLE] = apply_format,
  [KW_RTF_PLAIN] = apply_format,
  [KW_RTF_NO_UNDERLINE] = apply_format,
  [KW_RTF_RAISED] = apply_format,
  [KW_RTF_LOWERED] = apply_format,
  [KW_RTF_LEVEL] = apply_format,
  [KW_RTF_HIDDEN] = apply_format,
  [KW_RTF_PARAGRAPH] = apply_paragraph,
  [KW_RTF_PAGE] = apply_paragraph,
  [KW_RTF_PARAGRAPH_RESET] = apply_paragraph,
  [KW_RTF_OUTLINE] = apply_paragraph,
  [KW_RTF_LIST_LEVEL] = apply_paragraph,
  [KW_RTF_NOTE] = apply_character,
  [KW_RTF_LINE] = apply_character,
  [KW_RTF_CHARACTER] = apply_character,
  [KW_RTF_UNICODE] = apply_character,
  [KW_RTF_ROW_BEGIN] = apply_row,
  [KW_RTF_ROW_END] = apply_row,
  [KW_RTF_CELL_END] = apply_row,
  [KW_RTF_CELL_EDGE] = apply_row,
  [KW_RTF_CELL_MERGED] = apply_row,
  [KW_RTF_CODE_PAGE] = apply_charset,
  [KW_RTF_FIXED_CODE_PAGE] = apply_charset,
  [KW_RTF_DEFAULT_FONT] = apply_charset,
  [KW_RTF_FONT] = apply_charset,
  [KW_RTF_FONT_CHARSET] = apply_charset,
  [KW_RTF_PICTURE] = apply_picture,
  [KW_RTF_UNICODE_SKIP] = apply_number,
  [KW_RTF_BINARY] = apply_number,
};

/* Reading. */

static int
read_parameter (Reader *self, gboolean *out_has)
{
  gboolean negative = self->at < self->end && *self->at == '-';
  gint64 value = 0;

  self->at += negative;
  *out_has = self->at < self->end && g_ascii_isdigit (*self->at);
  for (; self->at < self->end && g_ascii_isdigit (*self->at); self->at++)
    value = MIN (value * 10 + (*self->at - '0'), G_MAXINT);
  if (self->at < self->end && *self->at == ' ')
    self->at++;
  return (int) (negative ? -value : value);
}

static void
read_word (Reader *self)
{
  char name[32];
  gsize n = 0;
  gboolean has_parameter;

  for (; self->at < self->end && g_ascii_isalpha (*self->at); self->at++)
    if (n < sizeof name - 1)
      name[n++] = *self->at;
  name[n] = '\0';
  int parameter = read_parameter (self, &has_parameter);
  const KwRtfWord *word = kw_rtf_find_word (name);
  gboolean starred = self->starred;

  self->starred = FALSE;
  if (self->skip > 0 && (word == NULL || word->action != KW_RTF_BINARY))
    {
      self->skip--;
      return;
    }
  flush_bytes (self);
  gboolean known = word != NULL && word->action < G_N_ELEMENTS (appliers);
  void (*applier) (Reader *, const KwRtfWord *, int) = known ? appliers[word->action] : NULL;
  if (starred && (word == NULL || word->action != KW_RTF_KEEP))
    set_place (self, PLACE_SKIPPED);
  else if (applier != NULL
           && (get_group (self)->place != PLACE_SKIPPED || word->action == KW_RTF_BINARY))
    applier (self, word, has_parameter || applier != apply_format ? parameter : 1);
}

static void
read_hex (Reader *self)
{
  int high = self->at < self->end ? g_ascii_xdigit_value (*self->at) : -1;
  int low = high >= 0 && self->at + 1 < self->end ? g_ascii_xdigit_value (self->at[1]) : -1;

  if (low < 0)
    return;
  self->at += 2;
  add_byte (self, (char) (high * 16 + low));
}

static void
read_symbol (Reader *self, char symbol)
{
  switch (symbol)
    {
    case '\'':
      read_hex (self);
      break;
    case '*':
      self->starred = TRUE;
      break;
    case '~':
      flush_bytes (self);
      add_character (self, 0xa0);
      break;
    case '_':
      flush_bytes (self);
      add_character (self, 0x2011);
      break;
    case '\r':
    case '\n':
      flush_bytes (self);
      end_paragraph (self);
      break;
    case '\\':
    case '{':
    case '}':
      add_byte (self, symbol);
      break;
    default: /* optional hyphens, index marks, formulas */
      break;
    }
}

static void
read_all (Reader *self)
{
  while (self->at < self->end)
    {
      char c = *self->at++;
      if (c == '{')
        open_group (self);
      else if (c == '}')
        close_group (self);
      else if (c == '\\' && self->at < self->end && g_ascii_isalpha (*self->at))
        read_word (self);
      else if (c == '\\' && self->at < self->end)
        read_symbol (self, *self->at++);
      else if (c != '\r' && c != '\n' && c != '\\')
        add_byte (self, c);
    }
  flush_bytes (self);
  kw_rtf_output_end_row (&self->output);
}

/**
 * kw_rtf_read:
 * @bytes: Rich Text Format, in any state
 *
 * Reads the words of RTF with their code pages, `\u`, fonts of signs, emphasis, lists and tables.
 * Fields' instructions, styles and what is marked hidden are left out; a picture is named, page
 * headers and footnotes are kept.
 */
void
kw_rtf_read (KwDocumentBuilder *builder, const char *bytes, gsize length)
{
  Reader self = {
    .at = bytes,
    .end = bytes + length,
    .groups = g_array_new (FALSE, TRUE, sizeof (Group)),
    .fonts = g_hash_table_new_full (NULL, NULL, NULL, g_free),
    .font_name = g_string_new (NULL),
    .code_page = 1252,
    .bytes = g_string_new (NULL),
  };
  Group group = { .unicode_skip = 1 };

  kw_rtf_output_init (&self.output, builder);
  g_array_append_val (self.groups, group);
  read_all (&self);
  g_array_unref (self.groups);
  g_hash_table_unref (self.fonts);
  g_string_free (self.font_name, TRUE);
  g_string_free (self.bytes, TRUE);
  kw_rtf_output_clear (&self.output);
}
