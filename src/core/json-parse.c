/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/json-private.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* U+FFFD stands for what has no character: a lone surrogate (RFC 8259 section 8.2), and U+0000,
 * which would cut the text short for every reader of C strings. */
#define REPLACEMENT 0xFFFD

/* Objects up to this size are searched for equal names without a table. */
#define FEW_MEMBERS 32

/* The name of a member: none in arrays and at the root. */
typedef struct
{
  const char *text;
  guint32 key;
} Name;

/* An array or object that is not closed so far. */
typedef struct
{
  gsize node;
  gsize last;     /* its last child, 0 for none */
  guint32 length; /* children */
  guint64 names;  /* one bit per name seen; two names of one bit are compared */
  guint32 few;    /* the same for the node */
  gboolean maybe_duplicate;
  gboolean object;
} Frame;

typedef struct
{
  KwJsonTree *tree;
  const char *source;
  char *p;
  char *end;
  char *saved_at; /* where a NUL was put over a character that is still to be read */
  char saved;
  Frame frames[KW_JSON_MAX_DEPTH];
  guint depth;
} Parser;

/* The place of @at in the source, as a person counts: line and column from 1, byte from 0. */
static gboolean
fail (Parser *parser, const char *at, KwJsonError code, const char *what, GError **error)
{
  gsize byte = (gsize) (at - parser->tree->text);
  guint line = 1, column = 1;

  for (gsize i = 0; parser->source != NULL && i < byte; i++)
    if (parser->source[i] == '\n')
      line++, column = 1;
    else if ((parser->source[i] & 0xC0) != 0x80)
      column++;
  g_set_error (error, KW_JSON_ERROR, code, "line %u, column %u (byte %" G_GSIZE_FORMAT "): %s",
               line, column, byte, what);
  return FALSE;
}

static inline char
peek (Parser *parser)
{
  return parser->p == parser->saved_at ? parser->saved : *parser->p;
}

static inline char
next_token (Parser *parser)
{
  char c = peek (parser);

  while (c == ' ' || c == '\n' || c == '\r' || c == '\t')
    {
      parser->p++;
      c = *parser->p;
    }
  return c;
}

/* Ends a scalar at @at without losing the character there. */
static inline void
terminate (Parser *parser, char *at)
{
  parser->saved_at = at;
  parser->saved = *at;
  *at = '\0';
}

static gsize
add_node (Parser *parser, KwJsonKind kind, Name name, const char *start, const char *text)
{
  KwJsonTree *tree = parser->tree;
  KwJsonNode *node;

  if (tree->n_nodes == tree->n_allocated)
    {
      tree->n_allocated += tree->n_allocated / 2 + 16;
      tree->nodes = g_renew (KwJsonNode, tree->nodes, tree->n_allocated);
    }
  node = &tree->nodes[tree->n_nodes];
  *node = (KwJsonNode){
    .text = text,
    .name_key = name.key,
    .names = name.text != NULL && kind < KW_JSON_ARRAY ? (guint32) (text - name.text) : 0,
    .kind = kind,
    .start = (guint32) (start - tree->text),
  };
  if (parser->depth > 0)
    {
      Frame *frame = &parser->frames[parser->depth - 1];

      if (frame->last != 0)
        tree->nodes[frame->last].next = (guint32) (tree->n_nodes - frame->last);
      frame->last = tree->n_nodes;
      frame->length++;
    }
  return tree->n_nodes++;
}

static int
hex_digits (const char *p)
{
  int value = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* Reads \uXXXX, and a second one when both are halves of one character. */
static gboolean
read_unicode (const char **p, char **out)
{
  int first = hex_digits (*p + 1);
  gunichar c = (gunichar) first;

  if (first < 0)
    return FALSE;
  *p += 5;
  if (first >= 0xD800 && first < 0xDC00 && (*p)[0] == '\\' && (*p)[1] == 'u')
    {
      int second = hex_digits (*p + 2);

      if (second >= 0xDC00 && second < 0xE000)
        {
          c = 0x10000 + (((gunichar) first - 0xD800) << 10) + ((gunichar) second - 0xDC00);
          *p += 6;
        }
    }
  if (c == 0 || (c >= 0xD800 && c < 0xE000))
    c = REPLACEMENT;
  *out += g_unichar_to_utf8 (c, *out);
  return TRUE;
}

static gboolean
read_escape (const char **p, char **out)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  (*p)++;
  if (**p == 'u')
    return read_unicode (p, out);
  found = **p != '\0' ? strchr (from, **p) : NULL;
  if (found == NULL)
    return FALSE;
  *(*out)++ = to[found - from];
  (*p)++;
  return TRUE;
}

/* The next quote, backslash or control character from @p on; the zeros behind the text end every
 * search. */
static inline char *
find_special (char *p)
{
#ifdef __SSE2__
  const __m128i quote = _mm_set1_epi8 ('"');
  const __m128i backslash = _mm_set1_epi8 ('\\');
  const __m128i control = _mm_set1_epi8 (0x1F);

  for (;; p += 16)
    {
      __m128i chunk = _mm_loadu_si128 ((const __m128i *) p);
      __m128i hit = _mm_or_si128 (
          _mm_or_si128 (_mm_cmpeq_epi8 (chunk, quote), _mm_cmpeq_epi8 (chunk, backslash)),
          _mm_cmpeq_epi8 (_mm_min_epu8 (chunk, control), chunk));
      int mask = _mm_movemask_epi8 (hit);

      if (mask != 0)
        return p + __builtin_ctz ((guint) mask);
    }
#else
  while (*p != '"' && *p != '\\' && (guchar) *p >= 0x20)
    p++;
  return p;
#endif
}

/* A string from its opening quote; gives its decoded text, and leaves the parser behind it. */
static char *
read_string (Parser *parser, gsize *out_length, GError **error)
{
  char *text = parser->p + 1;
  char *p = find_special (text);
  char *out = p;
  const char *read = p;

  while (*read == '\\')
    {
      const char *at = read;
      char *special;

      if (!read_escape (&read, &out))
        {
          fail (parser, at, KW_JSON_ERROR_SYNTAX, "no such escape in a string", error);
          return NULL;
        }
      special = find_special ((char *) read);
      memmove (out, read, (gsize) (special - read));
      out += special - read;
      read = special;
    }
  if (*read != '"')
    {
      fail (parser, read, KW_JSON_ERROR_SYNTAX,
            read >= parser->end ? "the text ends inside a string" : "control character in a string",
            error);
      return NULL;
    }
  *out = '\0';
  *out_length = (gsize) (out - text);
  parser->p = (char *) read + 1;
  return text;
}

static const char *
skip_digits (const char *p)
{
  while (g_ascii_isdigit (*p))
    p++;
  return p;
}

/* RFC 8259 section 6; NULL when @p is no number. */
static const char *
skip_number (const char *p)
{
  if (*p == '-')
    p++;
  if (*p == '0')
    p++;
  else if (g_ascii_isdigit (*p))
    p = skip_digits (p);
  else
    return NULL;
  if (*p == '.')
    {
      if (!g_ascii_isdigit (*++p))
        return NULL;
      p = skip_digits (p);
    }
  if (*p == 'e' || *p == 'E')
    {
      p++;
      if (*p == '+' || *p == '-')
        p++;
      if (!g_ascii_isdigit (*p))
        return NULL;
      p = skip_digits (p);
    }
  return p;
}

static gboolean
read_scalar (Parser *parser, Name name, GError **error)
{
  static const struct
  {
    const char *word;
    KwJsonKind kind;
  } literals[]
      = { { "true", KW_JSON_BOOLEAN }, { "false", KW_JSON_BOOLEAN }, { "null", KW_JSON_NULL } };
  char *start = parser->p;
  const char *behind = NULL;
  KwJsonKind kind = KW_JSON_NUMBER;
  gsize node;

  for (guint i = 0; i < G_N_ELEMENTS (literals); i++)
    if (g_str_has_prefix (start, literals[i].word))
      {
        kind = literals[i].kind;
        behind = start + strlen (literals[i].word);
      }
  if (behind == NULL)
    behind = skip_number (start);
  if (behind == NULL)
    return fail (parser, start, KW_JSON_ERROR_SYNTAX,
                 start >= parser->end ? "the text ends too early" : "a value was expected", error);
  node = add_node (parser, kind, name, start, start);
  parser->tree->nodes[node].end = (guint32) (behind - parser->tree->text);
  parser->p = (char *) behind;
  terminate (parser, parser->p);
  return TRUE;
}

static gboolean
is_named_again (const KwJsonNode *child)
{
  for (const KwJsonNode *later = child; later->next != 0;)
    {
      later += later->next;
      if (later->name_key == child->name_key
          && strcmp (kw_json_name_of (later), kw_json_name_of (child)) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The same for the few members that most objects have, where a table would cost more. */
static void
drop_few_duplicates (Parser *parser, KwJsonNode *object)
{
  for (KwJsonNode *child = object + 1; child->next != 0; child += child->next)
    if (is_named_again (child))
      {
        child->dropped = TRUE;
        object->length--;
        parser->tree->n_duplicates++;
      }
}

/* RFC 8259 section 4 leaves equal names open: the last one is kept, and that it happened is noted.
 */
static void
drop_duplicates (Parser *parser, const Frame *frame)
{
  KwJsonNode *object = &parser->tree->nodes[frame->node];
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);

  for (KwJsonNode *child = object + 1;; child += child->next)
    {
      const char *name = kw_json_name_of (child);
      KwJsonNode *before = g_hash_table_lookup (last, name);

      if (before != NULL)
        {
          before->dropped = TRUE;
          object->length--;
          parser->tree->n_duplicates++;
        }
      g_hash_table_replace (last, (gpointer) name, child);
      if (child->next == 0)
        return;
    }
}

static gboolean
open_container (Parser *parser, KwJsonKind kind, Name name, GError **error)
{
  gsize node;

  if (parser->depth == KW_JSON_MAX_DEPTH)
    return fail (parser, parser->p, KW_JSON_ERROR_DEPTH, "nested too deeply", error);
  node = add_node (parser, kind, name, parser->p, name.text);
  parser->frames[parser->depth++] = (Frame){ .node = node, .object = kind == KW_JSON_OBJECT };
  parser->p++;
  return TRUE;
}

static void
close_container (Parser *parser)
{
  Frame *frame = &parser->frames[--parser->depth];

  parser->p++;
  parser->tree->nodes[frame->node].end = (guint32) (parser->p - parser->tree->text);
  parser->tree->nodes[frame->node].length = frame->length & 0xFFFFFFF;
  parser->tree->nodes[frame->node].names = frame->few;
  if (frame->maybe_duplicate)
    {
      KwJsonNode *object = &parser->tree->nodes[frame->node];

      if (object->length <= FEW_MEMBERS)
        drop_few_duplicates (parser, object);
      else
        drop_duplicates (parser, frame);
    }
}

static gboolean
read_name (Parser *parser, Name *out, GError **error)
{
  Frame *frame = &parser->frames[parser->depth - 1];
  gsize length;
  guint64 bit;
  guint32 hash;

  if (next_token (parser) != '"')
    return fail (parser, parser->p, KW_JSON_ERROR_SYNTAX,
                 parser->p >= parser->end ? "the text ends too early"
                                          : "a name in quotes was expected",
                 error);
  out->text = read_string (parser, &length, error);
  if (out->text == NULL)
    return FALSE;
  out->key = kw_json_name_key (out->text, length);
  hash = kw_json_name_hash (out->key);
  bit = G_GUINT64_CONSTANT (1) << (hash >> 26);
  frame->maybe_duplicate = frame->maybe_duplicate || (frame->names & bit) != 0;
  frame->names |= bit;
  frame->few |= 1u << (hash >> 27);
  if (next_token (parser) != ':')
    return fail (parser, parser->p, KW_JSON_ERROR_SYNTAX,
                 parser->p >= parser->end ? "the text ends too early" : "a colon was expected",
                 error);
  parser->p++;
  return TRUE;
}

/* One value, or the opening of one. */
static gboolean
read_value (Parser *parser, Name name, gboolean *out_opened, GError **error)
{
  char c = next_token (parser);
  char *start = parser->p;
  const char *text;
  gsize node, length;

  *out_opened = c == '{' || c == '[';
  if (*out_opened)
    return open_container (parser, c == '{' ? KW_JSON_OBJECT : KW_JSON_ARRAY, name, error);
  if (c != '"')
    return read_scalar (parser, name, error);
  text = read_string (parser, &length, error);
  if (text == NULL)
    return FALSE;
  node = add_node (parser, KW_JSON_STRING, name, start, text);
  parser->tree->nodes[node].end = (guint32) (parser->p - parser->tree->text);
  return TRUE;
}

/* What follows a value: a comma, or the ends of what it is in. */
static gboolean
read_after_value (Parser *parser, GError **error)
{
  while (parser->depth > 0)
    {
      const Frame *frame = &parser->frames[parser->depth - 1];
      gboolean object = frame->object;
      char c = next_token (parser);

      if (c == ',')
        {
          parser->p++;
          return TRUE;
        }
      if (c != (object ? '}' : ']'))
        return fail (parser, parser->p, KW_JSON_ERROR_SYNTAX,
                     parser->p >= parser->end ? "the text ends too early"
                     : object                 ? "a comma or } was expected"
                                              : "a comma or ] was expected",
                     error);
      close_container (parser);
    }
  return TRUE;
}

static gboolean
read_all (Parser *parser, GError **error)
{
  do
    {
      Name name = { NULL, 0 };
      gboolean opened, object = FALSE;

      if (parser->depth > 0)
        object = parser->frames[parser->depth - 1].object;
      if (object && !read_name (parser, &name, error))
        return FALSE;
      if (!read_value (parser, name, &opened, error))
        return FALSE;
      if (opened)
        {
          gboolean is_object = parser->p[-1] == '{';

          if (next_token (parser) != (is_object ? '}' : ']'))
            continue;
          close_container (parser);
        }
      if (!read_after_value (parser, error))
        return FALSE;
    }
  while (parser->depth > 0);
  return TRUE;
}

/* The first character that is no ASCII; the zeros behind the text let a search read 16 bytes. */
static inline const char *
skip_ascii (const char *p, const char *end)
{
#ifdef __SSE2__
  for (; p < end; p += 16)
    {
      int mask = _mm_movemask_epi8 (_mm_loadu_si128 ((const __m128i *) p));

      if (mask != 0)
        return p + __builtin_ctz ((guint) mask);
    }
#else
  while (p < end && (guchar) *p < 0x80)
    p++;
#endif
  return MIN (p, end);
}

/* The first byte that is not UTF-8, NULL when all are. */
static const char *
find_bad_byte (const char *text, gsize size)
{
  const char *end = text + size;

  for (const char *p = skip_ascii (text, end); p < end; p = skip_ascii (p, end))
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);

      if (c >= (gunichar) -2)
        return p;
      p = g_utf8_next_char (p);
    }
  return NULL;
}

/* Reads the whole text, RFC 8259 to the letter, but for a byte order mark before it, which
 * section 8.1 lets a parser ignore. */
gboolean
kw_json_tree_parse (KwJsonTree *tree, const char *source, GError **error)
{
  Parser parser
      = { .tree = tree, .source = source, .p = tree->text, .end = tree->text + tree->size };
  const char *bad = find_bad_byte (tree->text, tree->size);

  if (bad != NULL)
    return fail (&parser, bad, KW_JSON_ERROR_UTF8, "this byte is not UTF-8", error);
  if (tree->size >= 3 && memcmp (tree->text, "\xEF\xBB\xBF", 3) == 0)
    parser.p += 3;
  next_token (&parser);
  if (parser.p == parser.end)
    return fail (&parser, parser.p, KW_JSON_ERROR_EMPTY, "there is nothing here", error);
  tree->n_allocated = tree->size / 20 + 16;
  tree->nodes = g_new (KwJsonNode, tree->n_allocated);
  if (!read_all (&parser, error))
    return FALSE;
  next_token (&parser);
  if (parser.p != parser.end)
    return fail (&parser, parser.p, KW_JSON_ERROR_SYNTAX, "there is more text behind the value",
                 error);
  return TRUE;
}
