/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/highlight.h"

#include <string.h>

/* Letters before and after the found word in a line of a note. */
#define BEFORE 40
#define AFTER 70

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The first character of @c without its accents, in lower case; 0 for a mark. */
static gunichar
fold_char (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (c < 0x80)
    return (gunichar) g_ascii_tolower ((char) c);
  if (g_unichar_ismark (c))
    return 0;
  g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
  return g_unichar_tolower (parts[0]);
}

/**
 * kw_highlight_fold:
 * @text: words, UTF-8
 *
 * ```c
 * kw_highlight_fold ("Ménière"); // "meniere"
 * ```
 *
 * Returns: (transfer full): the same in lower case and without accents
 */
char *
kw_highlight_fold (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = fold_char (g_utf8_get_char (p));
      if (c != 0)
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* The end of what @term covers at the word's start @p, or NULL. */
static const char *
match_at (const char *p, const char *term)
{
  while (*term != '\0')
    {
      gunichar c = *p != '\0' ? fold_char (g_utf8_get_char (p)) : 0;

      if (c == 0 && (*p == '\0' || !g_unichar_ismark (g_utf8_get_char (p))))
        return NULL;
      if (c != 0)
        {
          if (c != g_utf8_get_char (term))
            return NULL;
          term = g_utf8_next_char (term);
        }
      p = g_utf8_next_char (p);
    }
  /* An accent belongs to the letter before it. */
  while (*p != '\0' && g_unichar_ismark (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

static const char *
longest_match (const char *p, const char *const *terms)
{
  const char *end = NULL;

  for (guint i = 0; terms[i] != NULL; i++)
    {
      const char *found = terms[i][0] != '\0' ? match_at (p, terms[i]) : NULL;
      if (found > end)
        end = found;
    }
  return end;
}

/* The next found word from @p on, or FALSE; @was_word: whether @p stands within a word. */
static gboolean
find_next (const char *p,
           gboolean was_word,
           const char *const *terms,
           const char **out_start,
           const char **out_end)
{
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean word = is_of_word (g_utf8_get_char (p));
      const char *end = word && !was_word ? longest_match (p, terms) : NULL;

      if (end != NULL)
        {
          *out_start = p;
          *out_end = end;
          return TRUE;
        }
      was_word = word;
    }
  return FALSE;
}

/**
 * kw_highlight_find:
 * @text: what is shown, UTF-8
 * @terms: folded beginnings of words, NULL-terminated
 *
 * ```c
 * kw_highlight_find ("Blood sugar", (const char *[]){ "sug", NULL }); // { 6, 9 }
 * ```
 *
 * Returns: (transfer full) (element-type KwMark): the parts to mark, in order, none over another
 */
GArray *
kw_highlight_find (const char *text, const char *const *terms)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (KwMark));
  const char *start = NULL, *end = NULL;

  g_return_val_if_fail (text != NULL && terms != NULL, spans);

  for (const char *p = text; find_next (p, p != text, terms, &start, &end); p = end)
    {
      KwMark span = { (guint) (start - text), (guint) (end - text) };
      g_array_append_val (spans, span);
    }
  return spans;
}

static char *
dup_tidy (const char *text, gssize length)
{
  g_autofree char *part = g_strndup (text, (gsize) length);
  g_auto (GStrv) words = g_strsplit_set (part, " \t\r\n", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
  return g_strdup (line->str);
}

/* At most @n characters from @p on, ending at the end of a word where there is one. */
static const char *
step_forward (const char *p, guint n)
{
  const char *blank = NULL;

  for (; *p != '\0' && n > 0; n--, p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      blank = p;
  return *p == '\0' || blank == NULL ? p : blank;
}

static const char *
step_back (const char *text, const char *p, guint n)
{
  const char *blank = NULL;

  for (; p > text && n > 0; n--)
    {
      p = g_utf8_prev_char (p);
      if (g_unichar_isspace (g_utf8_get_char (p)))
        blank = p;
    }
  return p == text || blank == NULL ? p : blank;
}

/**
 * kw_highlight_excerpt:
 * @text: a note, UTF-8
 * @terms: folded beginnings of words, NULL-terminated
 *
 * ```c
 * kw_highlight_excerpt ("Blood\nsugar", (const char *[]){ "sug", NULL }); // "Blood sugar"
 * ```
 *
 * Returns: (transfer full) (nullable): its words around the first that is found, in one line, with
 * "…" where there is more
 */
char *
kw_highlight_excerpt (const char *text, const char *const *terms)
{
  const char *start = NULL, *end = NULL;

  g_return_val_if_fail (text != NULL && terms != NULL, NULL);

  if (!find_next (text, FALSE, terms, &start, &end))
    return NULL;

  const char *first = step_back (text, start, BEFORE);
  const char *last = step_forward (end, AFTER);
  g_autofree char *line = dup_tidy (first, last - first);

  return g_strconcat (first > text ? "… " : "", line, *last != '\0' ? " …" : "", NULL);
}
