/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/search-terms.h"

#include <string.h>

static KwVocabulary *
vocabulary_of (const char *words)
{
  KwVocabulary *vocabulary = kw_vocabulary_new ();
  g_auto (GStrv) split = g_strsplit (words, " ", -1);

  /* The first is in most records. */
  for (guint i = 0; split[i] != NULL; i++)
    kw_vocabulary_add (vocabulary, split[i], 100 - i);
  kw_vocabulary_sort (vocabulary);
  return vocabulary;
}

/* Rule S1: what is asked of the index; nothing typed is ever syntax of it. */
static void
test_queries (void)
{
  static const struct
  {
    const char *typed;
    const char *query;
    const char *searched; /* NULL: no typo was forgiven */
  } cases[] = {
    { "", "", NULL },
    { "\") OR (", "(\"orange\")", NULL },
    { "GLUCOS", "(\"glucose\")", NULL },
    { "glu", "(\"glucagon\" OR \"glucose\")", NULL },
    { "glucsoe", "(\"glucose\")", "glucose" },
    { "sugar glucsoe", "(\"sugar\") AND (\"glucose\")", "sugar glucose" },
    { "hart", "(\"heart\" OR \"chart\")", "heart or chart" },
    { "hyprten", "(\"hypertension\")", "hypertension" }, /* its beginning alone */
    { "xyz", "\"xyz\"", NULL },
    { "abcdefgh", "\"abcdefgh\"", NULL },
    { "meniere", "(\"ménière\")", NULL },
  };
  g_autoptr (KwVocabulary) vocabulary
      = vocabulary_of ("heart chart glucose sugar glucagon hypertension orange ménière");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwTerms) terms = kw_terms_new (vocabulary, cases[i].typed);

      g_assert_cmpstr (terms->query->str, ==, cases[i].query);
      g_assert_true (terms->is_corrected == (cases[i].searched != NULL));
      if (cases[i].searched != NULL)
        g_assert_cmpstr (terms->searched->str, ==, cases[i].searched);
    }
}

/* A beginning of many words is asked for as such. */
static void
test_many (void)
{
  g_autoptr (KwVocabulary) vocabulary = kw_vocabulary_new ();

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *word = g_strdup_printf ("word%u", i);
      kw_vocabulary_add (vocabulary, word, 1);
    }
  kw_vocabulary_sort (vocabulary);
  g_autoptr (KwTerms) terms = kw_terms_new (vocabulary, "wo");
  g_assert_cmpstr (terms->query->str, ==, "\"wo\"*");
}

/* Whatever is pasted into the box is searched by a few words of it. */
static void
test_hostile (void)
{
  g_autoptr (KwVocabulary) vocabulary = vocabulary_of ("heart");
  g_autoptr (GString) typed = g_string_new (NULL);

  for (guint i = 0; i < 10000; i++)
    g_string_append (typed, i % 100 ? "e\xcc\x81" : " \xff\xe2\x80\xae");
  g_autoptr (KwTerms) terms = kw_terms_new (vocabulary, typed->str);
  g_assert_cmpuint (terms->query->len, <, 4000);
  g_assert_true (g_utf8_validate (terms->query->str, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search-terms/queries", test_queries);
  g_test_add_func ("/search-terms/many", test_many);
  g_test_add_func ("/search-terms/hostile", test_hostile);
  return g_test_run ();
}
