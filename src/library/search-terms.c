/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/search-terms.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "library/highlight.h"

/* Words shorter than this are not forgiven a typo: too many others are one letter away. */
#define MIN_FORGIVEN 4
/* The beginning of a word is forgiven one from here on, because it fits more words. */
#define MIN_FORGIVEN_BEGINNING 5
/* So many spellings of one mistyped word are searched for, those of most records first. */
#define MAX_SPELLINGS 3
/* A beginning of so few words is asked for by these words, which FTS5 answers sooner. */
#define MAX_ENDINGS 24
/* Nobody types more; a text that was pasted is searched by its first words. */
#define MAX_WORDS 16
#define MAX_LETTERS 64

typedef struct
{
  char *folded;
  char *word; /* as the index has it */
  guint n_records;
} Entry;

struct _KwVocabulary
{
  GArray *entries; /* of Entry, by folded word */
};

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->folded);
  g_free (entry->word);
}

KwVocabulary *
kw_vocabulary_new (void)
{
  KwVocabulary *self = g_new0 (KwVocabulary, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  return self;
}

void
kw_vocabulary_free (KwVocabulary *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

void
kw_vocabulary_add (KwVocabulary *self, const char *word, guint n_records)
{
  g_return_if_fail (self != NULL && word != NULL);

  Entry entry = { kw_highlight_fold (word), g_strdup (word), n_records };

  g_array_append_val (self->entries, entry);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Entry *) a)->folded, ((const Entry *) b)->folded);
}

void
kw_vocabulary_sort (KwVocabulary *self)
{
  g_return_if_fail (self != NULL);

  g_array_sort (self->entries, compare_entries);
}

static const Entry *
entry_at (const KwVocabulary *self, guint index)
{
  return &g_array_index (self->entries, Entry, index);
}

/* The first word that does not come before @folded. */
static guint
lower_bound (const KwVocabulary *self, const char *folded)
{
  guint low = 0, high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (strcmp (entry_at (self, middle)->folded, folded) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The words that were typed, folded; anything that is no letter or digit parts them, so that
 * nothing typed can be syntax of the query. */
static GPtrArray *
split_words (const char *typed)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) word = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  guint n_letters = 0;

  for (const char *p = valid; words->len < MAX_WORDS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0 && (g_unichar_isalnum (c) || g_unichar_ismark (c)))
        {
          if (n_letters++ < MAX_LETTERS)
            g_string_append_unichar (word, c);
          continue;
        }
      g_autofree char *folded = kw_highlight_fold (word->str);
      if (*folded != '\0')
        g_ptr_array_add (words, g_steal_pointer (&folded));
      g_string_truncate (word, 0);
      n_letters = 0;
      if (c == 0)
        break;
    }
  return words;
}

/* Whether two words differ by one typing mistake: a letter more, less, other, or two changed
 * round. */
static gboolean
is_one_typo (const gunichar *a, glong la, const gunichar *b, glong lb)
{
  glong start = 0, end = 0;
  glong most = MAX (la, lb), least = MIN (la, lb);

  if (most - least > 1)
    return FALSE;
  while (start < least && a[start] == b[start])
    start++;
  while (end < least - start && a[la - 1 - end] == b[lb - 1 - end])
    end++;
  if (most - start - end <= 1)
    return TRUE;
  return la == lb && la - start - end == 2 && a[start] == b[start + 1] && a[start + 1] == b[start];
}

/* Whether @known begins with what @word may have been meant to be. The first letter is right then:
 * too many words have a beginning that is like another one. */
static gboolean
is_beginning_typo (const gunichar *word, glong n, const gunichar *known, glong n_known)
{
  if (word[0] != known[0])
    return FALSE;
  for (glong length = n - 1; length <= n + 1; length++)
    if (length <= n_known && is_one_typo (word, n, known, length))
      return TRUE;
  return FALSE;
}

/* Keeps the @MAX_SPELLINGS of most records, the one of most first. */
static guint
keep_spelling (const Entry **kept, guint n, const Entry *entry)
{
  guint at = n;

  while (at > 0 && kept[at - 1]->n_records < entry->n_records)
    at--;
  if (at == MAX_SPELLINGS)
    return n;
  n = MIN (n + 1, MAX_SPELLINGS);
  memmove (kept + at + 1, kept + at, (n - at - 1) * sizeof *kept);
  kept[at] = entry;
  return n;
}

/* The known words that @word may have been meant to be, at most MAX_SPELLINGS. */
static guint
find_spellings (const KwVocabulary *vocabulary,
                const char *word,
                gboolean beginnings,
                const Entry **spellings)
{
  glong n_word = 0;
  g_autofree gunichar *letters = g_utf8_to_ucs4_fast (word, -1, &n_word);
  gsize size = strlen (word);
  guint n = 0;

  if (n_word < (beginnings ? MIN_FORGIVEN_BEGINNING : MIN_FORGIVEN))
    return 0;
  for (guint i = 0; i < vocabulary->entries->len; i++)
    {
      const Entry *entry = entry_at (vocabulary, i);
      gunichar known[MAX_LETTERS + 8];
      glong n_known = 0;

      /* Most words are no candidates by their first letter or their size alone. */
      if (beginnings ? entry->folded[0] != word[0] : strlen (entry->folded) > size + 4)
        continue;
      for (const char *p = entry->folded; *p != '\0' && n_known < (glong) G_N_ELEMENTS (known);
           p = g_utf8_next_char (p))
        known[n_known++] = g_utf8_get_char (p);
      if (beginnings ? is_beginning_typo (letters, n_word, known, n_known)
                     : is_one_typo (letters, n_word, known, n_known))
        n = keep_spelling (spellings, n, entry);
    }
  return n;
}

static void
add_term (KwTerms *self, const char *term)
{
  g_ptr_array_add (self->terms, g_strdup (term));
}

/* What was typed is how a word of the index begins. */
static void
add_known (KwTerms *self, const KwVocabulary *vocabulary, const char *word, guint first)
{
  guint n = 0;

  while (first + n < vocabulary->entries->len && n <= MAX_ENDINGS
         && g_str_has_prefix (entry_at (vocabulary, first + n)->folded, word))
    n++;
  if (n > MAX_ENDINGS)
    g_string_append_printf (self->query, "\"%s\"*", word);
  else
    for (guint i = 0; i < n; i++)
      g_string_append_printf (self->query, "%s\"%s\"%s", i > 0 ? " OR " : "(",
                              entry_at (vocabulary, first + i)->word, i + 1 == n ? ")" : "");
  add_term (self, word);
  g_string_append (self->searched, word);
}

static void
add_spellings (KwTerms *self, const Entry **spellings, guint n)
{
  self->is_corrected = TRUE;
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (self->query, "%s\"%s\"%s", i > 0 ? " OR " : "(", spellings[i]->word,
                              i + 1 == n ? ")" : "");
      /* Translators: between two words that are searched for: "glucose or glucagon". */
      g_string_append_printf (self->searched, "%s%s", i > 0 ? _ (" or ") : "", spellings[i]->word);
      add_term (self, spellings[i]->folded);
    }
}

static void
add_word (KwTerms *self, const KwVocabulary *vocabulary, const char *word)
{
  const Entry *spellings[MAX_SPELLINGS];
  guint first = lower_bound (vocabulary, word);
  guint n = 0;

  if (self->query->len > 0)
    {
      g_string_append (self->query, " AND ");
      g_string_append_c (self->searched, ' ');
    }
  if (first < vocabulary->entries->len
      && g_str_has_prefix (entry_at (vocabulary, first)->folded, word))
    {
      add_known (self, vocabulary, word, first);
      return;
    }
  n = find_spellings (vocabulary, word, FALSE, spellings);
  if (n == 0)
    n = find_spellings (vocabulary, word, TRUE, spellings);
  if (n > 0)
    {
      add_spellings (self, spellings, n);
      return;
    }
  g_string_append_printf (self->query, "\"%s\"", word);
  g_string_append (self->searched, word);
  add_term (self, word);
}

/**
 * kw_terms_new:
 * @vocabulary: the words of an index
 * @typed: what a person typed, any bytes
 *
 * Each word is asked for as the beginning of a word; one that no record has is asked for by the
 * known words one typing mistake away.
 *
 * Returns: (transfer full): the question
 */
KwTerms *
kw_terms_new (const KwVocabulary *vocabulary, const char *typed)
{
  g_return_val_if_fail (vocabulary != NULL && typed != NULL, NULL);

  KwTerms *self = g_new0 (KwTerms, 1);
  g_autoptr (GPtrArray) words = split_words (typed);

  self->query = g_string_new (NULL);
  self->terms = g_ptr_array_new_with_free_func (g_free);
  self->searched = g_string_new (NULL);
  for (guint i = 0; i < words->len; i++)
    add_word (self, vocabulary, g_ptr_array_index (words, i));
  g_ptr_array_add (self->terms, NULL);
  return self;
}

void
kw_terms_free (KwTerms *self)
{
  g_string_free (self->query, TRUE);
  g_ptr_array_unref (self->terms);
  g_string_free (self->searched, TRUE);
  g_free (self);
}
