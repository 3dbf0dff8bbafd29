/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sync/directories-private.h"

/* Words that stand for one that was mistyped. */
#define MAX_ALTERNATIVES 24

/* One row that fits: the lower the better. */
typedef struct
{
  guint row;
  guint rank;
} Hit;

/* What a person typed or pasted, word by word, each with what it may also mean. */
typedef struct
{
  GPtrArray *words; /* of GStrv: alternatives, each after a space */
  char *start;      /* all of it, folded, without the space before it */
} Wanted;

static void
wanted_clear (Wanted *self)
{
  g_ptr_array_unref (self->words);
  g_free (self->start);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

/* The host of a pasted address stands for the portal: "https://mychart.example.org/x". */
static char *
dup_host_or_text (const char *words)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (words));
  const char *scheme = strstr (trimmed, "://");
  const char *host = scheme != NULL ? scheme + 3 : trimmed;

  if (strchr (trimmed, ' ') != NULL || strchr (trimmed, '.') == NULL)
    return g_steal_pointer (&trimmed);
  return g_strndup (host, strcspn (host, "/?#:"));
}

/* Whether @a and the beginning of @b differ by one letter: one too many, missing, wrong, or two
 * exchanged. */
static gboolean
is_one_off (const char *a, gsize n_a, const char *b, gsize n_b)
{
  gsize same = 0;

  while (same < n_a && same < n_b && a[same] == b[same])
    same++;
  if (same == n_a)
    return TRUE;
  if (same < 1)
    return FALSE;
  const char *rest = a + same;
  const char *other = b + same;
  gsize left = n_a - same;
  if (strncmp (rest + 1, other, left - 1) == 0)
    return TRUE;
  if (n_b > same && strncmp (rest + 1, other + 1, left - 1) == 0)
    return TRUE;
  if (n_b > same && strncmp (rest, other + 1, left) == 0)
    return TRUE;
  return left >= 2 && n_b > same + 1 && rest[0] == other[1] && rest[1] == other[0]
         && strncmp (rest + 2, other + 2, left - 2) == 0;
}

static GStrv
list_alternatives (const KwDirectories *self, const char *word)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gsize n = strlen (word);
  guint found = 0;

  for (guint i = 0; i < self->words->len && found < MAX_ALTERNATIVES && n >= 4; i++)
    {
      const char *known = g_ptr_array_index (self->words, i);
      gsize n_known = strlen (known);

      if (known[0] == word[0] && n_known + 1 >= n && is_one_off (word, n, known, n_known))
        {
          g_autofree char *text = g_strconcat (" ", known, NULL);
          g_strv_builder_add (builder, text);
          found++;
        }
    }
  return g_strv_builder_end (builder);
}

static void
wanted_init (Wanted *self, const char *words, const KwDirectories *typos)
{
  g_autofree char *text = dup_host_or_text (words);
  g_autofree char *folded = kw_directories_dup_folded (text);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);

  self->words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->start = g_strstrip (g_strdup (folded));
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      {
        char *one[] = { g_strconcat (" ", parts[i], NULL), NULL };
        g_ptr_array_add (self->words,
                         typos != NULL ? list_alternatives (typos, parts[i]) : g_strdupv (one));
        g_free (one[0]);
      }
}

static gboolean
fits_word (const char *text, GStrv alternatives)
{
  for (guint i = 0; alternatives[i] != NULL; i++)
    if (strstr (text, alternatives[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* G_MAXUINT when the row does not fit; a name that begins so comes first. */
static guint
rank (const KwDirectoryRow *row, const Wanted *wanted)
{
  const char *text = row->columns[KW_COLUMN_WORDS];
  const char *last = NULL;

  for (guint i = 0; i < wanted->words->len; i++)
    if (!fits_word (text, g_ptr_array_index (wanted->words, i)))
      return G_MAXUINT;
  if (g_str_has_prefix (text + 1, wanted->start))
    return 0;
  last = strstr (text, wanted->start);
  return last != NULL ? 1 : 2;
}

static int
compare_hits (gconstpointer a, gconstpointer b, gpointer data)
{
  const Hit *first = a;
  const Hit *second = b;
  const KwDirectories *self = data;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  return strcmp (g_array_index (self->rows, KwDirectoryRow, first->row).columns[KW_COLUMN_NAME],
                 g_array_index (self->rows, KwDirectoryRow, second->row).columns[KW_COLUMN_NAME]);
}

static GArray *
find_hits (const KwDirectories *self, const Wanted *wanted)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (Hit));

  for (guint i = 0; wanted->words->len > 0 && i < self->rows->len; i++)
    {
      Hit hit = { i, rank (&g_array_index (self->rows, KwDirectoryRow, i), wanted) };

      if (hit.rank != G_MAXUINT)
        g_array_append_val (hits, hit);
    }
  g_array_sort_with_data (hits, compare_hits, (gpointer) self);
  return hits;
}

static KwHospital
make_hospital (const KwDirectoryRow *row)
{
  return (KwHospital){ .base = row->columns[KW_COLUMN_BASE],
                       .name = row->columns[KW_COLUMN_NAME],
                       .city = row->columns[KW_COLUMN_CITY],
                       .state = row->columns[KW_COLUMN_STATE],
                       .portal = row->columns[KW_COLUMN_PORTAL],
                       .vendor = row->vendor,
                       .n_places = 1 };
}

/* Five hundred places of one sign-in are one answer. */
static GArray *
collapse (const KwDirectories *self, GArray *hits, guint max)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (KwHospital));
  g_autoptr (GHashTable) by_base = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < hits->len; i++)
    {
      const KwDirectoryRow *row
          = &g_array_index (self->rows, KwDirectoryRow, g_array_index (hits, Hit, i).row);
      const char *base = row->columns[KW_COLUMN_BASE];
      gpointer known;

      if (g_hash_table_lookup_extended (by_base, base, NULL, &known))
        {
          if (known != NULL)
            g_array_index (found, KwHospital, GPOINTER_TO_UINT (known) - 1).n_places++;
          continue;
        }
      if (found->len < max)
        {
          KwHospital hospital = make_hospital (row);
          g_array_append_val (found, hospital);
        }
      g_hash_table_insert (by_base, (gpointer) base,
                           found->len <= max && found->len > 0
                                   && g_array_index (found, KwHospital, found->len - 1).base == base
                               ? GUINT_TO_POINTER (found->len)
                               : NULL);
    }
  return found;
}

/* Two of one name at one place can be told apart by nothing but their address. */
static void
mark_ambiguous (GArray *found)
{
  for (guint i = 0; i < found->len; i++)
    for (guint k = 0; k < found->len; k++)
      {
        KwHospital *a = &g_array_index (found, KwHospital, i);
        const KwHospital *b = &g_array_index (found, KwHospital, k);

        a->ambiguous = a->ambiguous
                       || (i != k && g_str_equal (a->name, b->name)
                           && g_str_equal (a->city, b->city) && g_str_equal (a->state, b->state));
      }
}

/**
 * kw_directories_search:
 * @self: the lists
 * @words: what was typed so far, or an address that was pasted
 * @max: the most answers
 *
 * Every word begins a word of the place: of its name, an alias, its city, state or postal code, or
 * its portal's host. Only when nothing fits one letter of each word may be wrong.
 *
 * Returns: (transfer full) (element-type KwHospital): the best ones first
 */
GArray *
kw_directories_search (const KwDirectories *self, const char *words, guint max)
{
  g_auto (Wanted) wanted = { 0 };
  g_autoptr (GArray) hits = NULL;
  GArray *found;

  g_return_val_if_fail (self != NULL && words != NULL, NULL);

  wanted_init (&wanted, words, NULL);
  hits = find_hits (self, &wanted);
  if (hits->len == 0)
    {
      wanted_clear (&wanted);
      wanted_init (&wanted, words, self);
      g_array_unref (hits);
      hits = find_hits (self, &wanted);
    }
  found = collapse (self, hits, max);
  mark_ambiguous (found);
  return found;
}
