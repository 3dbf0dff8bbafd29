/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/html-reader.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

#include "core/document-charset.h"
#include "core/html-input.h"

/* Elements nested deeper than this change nothing any more; their words stay. */
#define MAX_DEPTH 256
#define CHUNK_BYTES 65536
/* A picture of so few pixels only makes room. */
#define SPACER_PIXELS 3

typedef enum
{
  ROLE_STYLE,   /* changes how words look */
  ROLE_BLOCK,   /* a paragraph of its own */
  ROLE_HEADING, /* its level is in the table */
  ROLE_LIST,
  ROLE_ITEM,
  ROLE_PRE,
  ROLE_TABLE,
  ROLE_ROW,
  ROLE_CELL,
  ROLE_BREAK,
  ROLE_RULE,
  ROLE_IMAGE,
  ROLE_INPUT,
  ROLE_OPTION, /* one of several, and whether it was chosen */
  ROLE_RAISED,
  ROLE_LOWERED,
  ROLE_DROP,  /* nothing inside it is words */
  ROLE_TITLE, /* dropped too, but its end is often forgotten */
} Role;

typedef struct
{
  const char *name;
  Role role;
  guint value; /* a style, or the level of a heading, or 1 for an ordered list and a heading cell */
} Element;

/* Elements without a row are see-through: their words are kept. Sorted by name. */
static const Element elements[] = {
  { "address", ROLE_BLOCK, 0 },
  { "article", ROLE_BLOCK, 0 },
  { "aside", ROLE_BLOCK, 0 },
  { "b", ROLE_STYLE, KW_SPAN_BOLD },
  { "blockquote", ROLE_BLOCK, 0 },
  { "body", ROLE_BLOCK, 0 },
  { "br", ROLE_BREAK, 0 },
  { "caption", ROLE_BLOCK, 0 },
  { "center", ROLE_BLOCK, 0 },
  { "cite", ROLE_STYLE, KW_SPAN_ITALIC },
  { "code", ROLE_STYLE, KW_SPAN_MONOSPACE },
  { "dd", ROLE_BLOCK, 0 },
  { "del", ROLE_STYLE, KW_SPAN_STRIKE },
  { "details", ROLE_BLOCK, 0 },
  { "dfn", ROLE_STYLE, KW_SPAN_ITALIC },
  { "dir", ROLE_LIST, 0 },
  { "div", ROLE_BLOCK, 0 },
  { "dl", ROLE_BLOCK, 0 },
  { "dt", ROLE_BLOCK, KW_SPAN_BOLD },
  { "em", ROLE_STYLE, KW_SPAN_ITALIC },
  { "fieldset", ROLE_BLOCK, 0 },
  { "figcaption", ROLE_BLOCK, 0 },
  { "figure", ROLE_BLOCK, 0 },
  { "footer", ROLE_BLOCK, 0 },
  { "form", ROLE_BLOCK, 0 },
  { "h1", ROLE_HEADING, 1 },
  { "h2", ROLE_HEADING, 2 },
  { "h3", ROLE_HEADING, 3 },
  { "h4", ROLE_HEADING, 4 },
  { "h5", ROLE_HEADING, 5 },
  { "h6", ROLE_HEADING, 6 },
  { "header", ROLE_BLOCK, 0 },
  { "hr", ROLE_RULE, 0 },
  { "i", ROLE_STYLE, KW_SPAN_ITALIC },
  { "img", ROLE_IMAGE, 0 },
  { "input", ROLE_INPUT, 0 },
  { "ins", ROLE_STYLE, KW_SPAN_UNDERLINE },
  { "kbd", ROLE_STYLE, KW_SPAN_MONOSPACE },
  { "legend", ROLE_BLOCK, KW_SPAN_BOLD },
  { "li", ROLE_ITEM, 0 },
  { "listing", ROLE_PRE, 0 },
  { "main", ROLE_BLOCK, 0 },
  { "menu", ROLE_LIST, 0 },
  { "nav", ROLE_BLOCK, 0 },
  { "ol", ROLE_LIST, 1 },
  { "option", ROLE_OPTION, 0 },
  { "p", ROLE_BLOCK, 0 },
  { "plaintext", ROLE_PRE, 0 },
  { "pre", ROLE_PRE, 0 },
  { "s", ROLE_STYLE, KW_SPAN_STRIKE },
  { "samp", ROLE_STYLE, KW_SPAN_MONOSPACE },
  { "script", ROLE_DROP, 0 },
  { "section", ROLE_BLOCK, 0 },
  { "strike", ROLE_STYLE, KW_SPAN_STRIKE },
  { "strong", ROLE_STYLE, KW_SPAN_BOLD },
  { "style", ROLE_DROP, 0 },
  { "sub", ROLE_LOWERED, 0 },
  { "summary", ROLE_BLOCK, KW_SPAN_BOLD },
  { "sup", ROLE_RAISED, 0 },
  { "table", ROLE_TABLE, 0 },
  { "td", ROLE_CELL, 0 },
  { "template", ROLE_DROP, 0 },
  { "textarea", ROLE_PRE, 0 },
  { "th", ROLE_CELL, 1 },
  { "title", ROLE_TITLE, 0 },
  { "tr", ROLE_ROW, 0 },
  { "tt", ROLE_STYLE, KW_SPAN_MONOSPACE },
  { "u", ROLE_STYLE, KW_SPAN_UNDERLINE },
  { "ul", ROLE_LIST, 0 },
  { "var", ROLE_STYLE, KW_SPAN_ITALIC },
  { "xmp", ROLE_PRE, 0 },
};

typedef enum
{
  RAISE_NONE,
  RAISE_UP,
  RAISE_DOWN,
} Raise;

/* What an open element hands to its children. */
typedef struct
{
  const Element *element;
  KwSpanStyle style;
  Raise raise;
  gboolean drop;
  gboolean keep_space;
  guint list_level;
  gboolean ordered;
  guint ordinal; /* the number of the last item, in the frame of its list */
} Frame;

typedef struct
{
  KwDocumentBuilder *builder; /* borrowed */
  GArray *frames;             /* of Frame; the first one is the document */
  GArray *too_deep;           /* of const Element *, beyond MAX_DEPTH */
} Reader;

static int
compare_element (const void *name, const void *element)
{
  return g_ascii_strcasecmp (name, ((const Element *) element)->name);
}

static const Element *
find_element (const xmlChar *name)
{
  /* XHTML may carry a prefix; Office's own elements, such as o:p, are something else. */
  static const char *const prefixes[] = { "h:", "html:", "xhtml:" };
  const char *local = (const char *) name;

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (local, prefixes[i]))
      local += strlen (prefixes[i]);
  return bsearch (local, elements, G_N_ELEMENTS (elements), sizeof *elements, compare_element);
}

static const char *
find_attribute (const xmlChar **attributes, const char *name)
{
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[0], name) == 0)
      return (const char *) attributes[1];
  return NULL;
}

static gboolean
has_attribute (const xmlChar **attributes, const char *name)
{
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[0], name) == 0)
      return TRUE;
  return FALSE;
}

static guint
get_count (const xmlChar **attributes, const char *name, guint fallback)
{
  const char *text = find_attribute (attributes, name);
  guint64 value = fallback;

  if (text == NULL || !g_ascii_isdigit (*text))
    return fallback;
  value = g_ascii_strtoull (text, NULL, 10);
  return (guint) MIN (value, 65534);
}

static Frame *
get_top (Reader *self)
{
  return &g_array_index (self->frames, Frame, self->frames->len - 1);
}

/* Declarations that change what the words say, or how the eye finds them. */
static void
apply_css (Frame *frame, const char *css)
{
  static const struct
  {
    const char *declaration;
    KwSpanStyle style;
  } styles[] = {
    { "font-weight:bold", KW_SPAN_BOLD },
    { "font-weight:700", KW_SPAN_BOLD },
    { "font-style:italic", KW_SPAN_ITALIC },
    { "font-weight:800", KW_SPAN_BOLD },
    { "font-weight:900", KW_SPAN_BOLD },
    { "text-decoration:underline", KW_SPAN_UNDERLINE },
    /* The only thing of this name, and one of several words: "underline line-through". */
    { "line-through", KW_SPAN_STRIKE },
  };
  g_autoptr (GString) bare = g_string_new (NULL);

  for (; *css != '\0'; css++)
    if (!g_ascii_isspace (*css))
      g_string_append_c (bare, g_ascii_tolower (*css));
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (strstr (bare->str, styles[i].declaration) != NULL)
      frame->style |= styles[i].style;
  if (strstr (bare->str, "white-space:pre") != NULL)
    frame->keep_space = TRUE;
  if (strstr (bare->str, "vertical-align:super") != NULL)
    frame->raise = RAISE_UP;
  if (strstr (bare->str, "vertical-align:sub") != NULL)
    frame->raise = RAISE_DOWN;
}

static gboolean
ends_title (Role role)
{
  return role == ROLE_BLOCK || role == ROLE_HEADING || role == ROLE_TABLE || role == ROLE_LIST;
}

/* The list an item stands in is the nearest frame that opened one. */
static void
begin_item (Reader *self, const xmlChar **attributes)
{
  for (guint i = self->frames->len; i > 0; i--)
    {
      Frame *frame = &g_array_index (self->frames, Frame, i - 1);
      if (frame->element == NULL || frame->element->role != ROLE_LIST)
        continue;
      frame->ordinal = get_count (attributes, "value", frame->ordinal + 1);
      kw_document_builder_begin (self->builder, KW_BLOCK_LIST_ITEM, frame->list_level,
                                 frame->ordered ? frame->ordinal : 0);
      return;
    }
  kw_document_builder_begin (self->builder, KW_BLOCK_LIST_ITEM, 1, 0);
}

/* A paragraph that opens an item is the item: <li><p>aspirin</p></li>. */
static void
begin_block (Reader *self, const Frame *parent)
{
  if (parent->element == NULL || parent->element->role != ROLE_ITEM)
    kw_document_builder_end (self->builder);
}

static void
add_words (Reader *self, const Frame *frame, const char *words)
{
  if (words != NULL && !frame->drop)
    kw_document_builder_add_text (self->builder, words, strlen (words), frame->style,
                                  KW_SPACE_COLLAPSE);
}

/* A picture is its words; one without words is there all the same, but for what only makes room. */
static void
add_image (Reader *self, const Frame *frame, const xmlChar **attributes)
{
  const char *words = find_attribute (attributes, "alt");
  gboolean is_spacer = get_count (attributes, "width", SPACER_PIXELS + 1) <= SPACER_PIXELS
                       || get_count (attributes, "height", SPACER_PIXELS + 1) <= SPACER_PIXELS;

  if (words == NULL)
    words = find_attribute (attributes, "title");
  /* Translators: stands in a note where a picture is that cannot be shown. */
  if (words == NULL && !is_spacer && !has_attribute (attributes, "alt"))
    words = _ ("[picture]");
  add_words (self, frame, words);
}

/* What is filled in a form is as good as written. */
static void
add_input (Reader *self, const Frame *frame, const xmlChar **attributes)
{
  static const char *const boxes[] = { "checkbox", "radio", NULL };
  static const char *const unseen[]
      = { "hidden", "submit", "reset", "button", "image", "password", "file", NULL };
  const char *type = find_attribute (attributes, "type");
  g_autofree char *lower = g_ascii_strdown (type != NULL ? type : "text", -1);

  if (g_strv_contains (boxes, lower))
    add_words (self, frame, has_attribute (attributes, "checked") ? "☑ " : "☐ ");
  else if (!g_strv_contains (unseen, lower))
    add_words (self, frame, find_attribute (attributes, "value"));
}

static void
begin_option (Reader *self, const Frame *frame, const xmlChar **attributes)
{
  kw_document_builder_end (self->builder);
  add_words (self, frame, has_attribute (attributes, "selected") ? "☑ " : "☐ ");
}

static void
begin_list (Reader *self, Frame *frame, const xmlChar **attributes)
{
  kw_document_builder_end (self->builder);
  frame->list_level++;
  frame->ordered = frame->element->value != 0;
  frame->ordinal = get_count (attributes, "start", 1) - 1;
}

/* What an element changes for the words inside it. */
static void
apply_role (Frame *frame)
{
  Role role = frame->element->role;

  if (role == ROLE_STYLE || role == ROLE_BLOCK)
    frame->style |= frame->element->value;
  else if (role == ROLE_PRE)
    frame->keep_space = TRUE;
  else if (role == ROLE_RAISED)
    frame->raise = RAISE_UP;
  else if (role == ROLE_LOWERED)
    frame->raise = RAISE_DOWN;
  else if (role == ROLE_DROP || role == ROLE_TITLE)
    frame->drop = TRUE;
}

static void
open_table_role (Reader *self, const Element *element, const xmlChar **attributes)
{
  if (element->role == ROLE_TABLE)
    kw_document_builder_begin_table (self->builder);
  else if (element->role == ROLE_ROW)
    kw_document_builder_begin_row (self->builder);
  else
    kw_document_builder_begin_cell (self->builder, element->value != 0,
                                    get_count (attributes, "colspan", 1),
                                    get_count (attributes, "rowspan", 1));
}

/* What begins with an element. */
static void
open_role (Reader *self, Frame *frame, const Frame *parent, const xmlChar **attributes)
{
  Role role = frame->element->role;

  apply_role (frame);
  if (role == ROLE_BLOCK)
    begin_block (self, parent);
  else if (role == ROLE_HEADING)
    kw_document_builder_begin (self->builder, KW_BLOCK_HEADING, frame->element->value, 0);
  else if (role == ROLE_LIST)
    begin_list (self, frame, attributes);
  else if (role == ROLE_ITEM)
    begin_item (self, attributes);
  else if (role == ROLE_PRE)
    kw_document_builder_begin (self->builder, KW_BLOCK_PREFORMATTED, 0, 0);
  else if (role == ROLE_TABLE || role == ROLE_ROW || role == ROLE_CELL)
    open_table_role (self, frame->element, attributes);
  else if (role == ROLE_BREAK)
    kw_document_builder_add_break (self->builder);
  else if (role == ROLE_RULE)
    kw_document_builder_add_rule (self->builder);
  else if (role == ROLE_IMAGE)
    add_image (self, frame, attributes);
  else if (role == ROLE_INPUT)
    add_input (self, frame, attributes);
  else if (role == ROLE_OPTION)
    begin_option (self, frame, attributes);
}

static void
close_role (Reader *self, Role role)
{
  switch (role)
    {
    case ROLE_BLOCK:
    case ROLE_HEADING:
    case ROLE_LIST:
    case ROLE_ITEM:
    case ROLE_OPTION:
    case ROLE_PRE:
      kw_document_builder_end (self->builder);
      break;
    case ROLE_TABLE:
      kw_document_builder_end_table (self->builder);
      break;
    case ROLE_ROW:
      kw_document_builder_end_row (self->builder);
      break;
    case ROLE_CELL:
      kw_document_builder_end_cell (self->builder);
      break;
    case ROLE_STYLE:
    case ROLE_BREAK:
    case ROLE_RULE:
    case ROLE_IMAGE:
    case ROLE_INPUT:
    case ROLE_RAISED:
    case ROLE_LOWERED:
    case ROLE_DROP:
    case ROLE_TITLE:
      break;
    }
}

/* Callbacks of libxml2. */

static void
start_element_cb (void *data, const xmlChar *name, const xmlChar **attributes)
{
  Reader *self = data;
  const Element *element = find_element (name);
  const Frame parent = *get_top (self);
  Frame frame = parent;

  frame.element = element;
  if (element != NULL && frame.drop && ends_title (element->role))
    frame.drop = FALSE;
  const char *css = find_attribute (attributes, "style");
  if (css != NULL)
    apply_css (&frame, css);
  if (element != NULL && !frame.drop)
    open_role (self, &frame, &parent, attributes);
  if (self->frames->len < MAX_DEPTH)
    g_array_append_val (self->frames, frame);
  else
    g_array_append_val (self->too_deep, element);
}

/* libxml2 ends what it began, in order; the search is for the case that it does not. */
static void
end_element_cb (void *data, const xmlChar *name)
{
  Reader *self = data;
  const Element *element = find_element (name);

  if (self->too_deep->len > 0)
    {
      element = g_array_index (self->too_deep, const Element *, self->too_deep->len - 1);
      g_array_set_size (self->too_deep, self->too_deep->len - 1);
      if (element != NULL)
        close_role (self, element->role);
      return;
    }
  guint i = self->frames->len - 1;
  while (i > 0 && g_array_index (self->frames, Frame, i).element != element)
    i--;
  if (i == 0)
    return;
  gboolean drop = get_top (self)->drop;
  g_array_set_size (self->frames, i);
  if (element != NULL && !drop)
    close_role (self, element->role);
}

/* Numbers of controls mean windows-1252, as in every browser (HTML 13.2.5.80): &#149; is a bullet.
 */
static char *
dup_without_c1 (const char *text, gsize length)
{
  GString *clean = g_string_sized_new (length);

  for (const char *c = text; c < text + length; c = g_utf8_next_char (c))
    g_string_append_unichar (clean, kw_charset_from_c1 (g_utf8_get_char (c)));
  return g_string_free (clean, FALSE);
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
  Reader *self = data;
  const Frame *frame = get_top (self);
  const char *words = (const char *) text;
  g_autofree char *changed = NULL;

  if (frame->drop || length <= 0)
    return;
  if (memchr (text, 0xc2, (gsize) length) != NULL && g_utf8_validate (words, length, NULL))
    words = changed = dup_without_c1 (words, (gsize) length);
  gsize n = changed != NULL ? strlen (changed) : (gsize) length;
  g_autofree char *moved = NULL;
  if (frame->raise == RAISE_UP)
    moved = kw_document_dup_raised (words, n);
  else if (frame->raise == RAISE_DOWN)
    moved = kw_document_dup_lowered (words, n);
  if (moved != NULL)
    n = strlen (moved);
  kw_document_builder_add_text (self->builder, moved != NULL ? moved : words, n, frame->style,
                                frame->keep_space ? KW_SPACE_KEEP : KW_SPACE_COLLAPSE);
}

static void
parse (Reader *self, const char *text)
{
  static gsize ready = 0;
  xmlSAXHandler sax = {
    .startElement = start_element_cb,
    .endElement = end_element_cb,
    .characters = characters_cb,
    .cdataBlock = characters_cb,
    .ignorableWhitespace = characters_cb,
  };

  if (g_once_init_enter (&ready))
    {
      xmlInitParser ();
      g_once_init_leave (&ready, 1);
    }
  htmlParserCtxtPtr context
      = htmlCreatePushParserCtxt (&sax, self, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  htmlCtxtUseOptions (context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                   | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  for (gsize left = strlen (text); left > 0;)
    {
      gsize n = MIN (left, CHUNK_BYTES);
      htmlParseChunk (context, text, (int) n, 0);
      text += n;
      left -= n;
    }
  htmlParseChunk (context, NULL, 0, 1);
  htmlFreeParserCtxt (context);
}

/**
 * kw_html_read:
 * @bytes: HTML or XHTML, whole or a fragment, in any state
 * @charset: (nullable): from the content type
 *
 * Reads HTML by libxml2's push interface, because its tree parser silently drops deep or unclosed
 * notes. Links are their words; scripts and styles are nothing. What a style sheet or script would
 * hide is shown, because nothing here could show it again.
 */
void
kw_html_read (KwDocumentBuilder *builder, const char *bytes, gsize length, const char *charset)
{
  g_autofree char *text = kw_html_dup_input (bytes, length, charset);
  Reader self = { builder, g_array_new (FALSE, FALSE, sizeof (Frame)),
                  g_array_new (FALSE, FALSE, sizeof (const Element *)) };
  Frame document = { 0 };

  g_array_append_val (self.frames, document);
  parse (&self, text);
  g_array_unref (self.frames);
  g_array_unref (self.too_deep);
}
