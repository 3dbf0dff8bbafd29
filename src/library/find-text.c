/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/find-text.h"

#include <string.h>

/* A letter as it is compared, and the byte where it begins. */
typedef struct
{
  gunichar letter;
  guint start;
} Letter;

static gunichar
fold (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (g_unichar_isspace (c))
    return ' ';
  g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
  return g_unichar_tolower (parts[0]);
}

/* Lower case, without accents, with one space for any white space: a line may end anywhere. The
 * last row is the end. */
static GArray *
fold_text (const char *text)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));
  gunichar last = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      Letter letter = { fold (c), (guint) (p - text) };
      if (g_unichar_ismark (c) || (letter.letter == ' ' && last == ' '))
        continue;
      g_array_append_val (letters, letter);
      last = letter.letter;
    }
  Letter end = { 0, (guint) strlen (text) };
  g_array_append_val (letters, end);

  return letters;
}

static gboolean
is_at (const GArray *text, guint at, const GArray *needle)
{
  for (guint i = 0; i + 1 < needle->len; i++)
    if (g_array_index (text, Letter, at + i).letter != g_array_index (needle, Letter, i).letter)
      return FALSE;

  return TRUE;
}

/**
 * kw_find_text:
 * @text: what is looked through, UTF-8
 * @needle: what is looked for, anywhere in a word
 *
 * Upper and lower case, accents and the kind of white space make no difference.
 *
 * ```c
 * kw_find_text ("Blood\n  Pressure", "blood press"); // one mark, 0 to 13
 * ```
 *
 * Returns: (transfer full): of KwMark in bytes of @text, none over another; empty for an empty
 *   needle
 */
GArray *
kw_find_text (const char *text, const char *needle)
{
  g_return_val_if_fail (text != NULL && needle != NULL, NULL);

  GArray *marks = g_array_new (FALSE, FALSE, sizeof (KwMark));
  g_autofree char *bare = g_strstrip (g_strdup (needle));
  g_autoptr (GArray) wanted = fold_text (bare);
  g_autoptr (GArray) letters = NULL;

  if (wanted->len < 2)
    return marks;
  letters = fold_text (text);
  for (guint i = 0; i + wanted->len <= letters->len;)
    {
      if (!is_at (letters, i, wanted))
        {
          i++;
          continue;
        }
      guint after = i + wanted->len - 1;
      KwMark mark = { g_array_index (letters, Letter, i).start,
                      g_array_index (letters, Letter, after).start };
      g_array_append_val (marks, mark);
      i = after;
    }

  return marks;
}
