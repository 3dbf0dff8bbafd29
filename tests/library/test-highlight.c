/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/highlight.h"

#include <string.h>

static void
test_fold (void)
{
  g_autofree char *accents = kw_highlight_fold ("Ménière");
  g_autofree char *greek = kw_highlight_fold ("Κεφαλαλγία");
  g_autofree char *marks = kw_highlight_fold ("e\xcc\x81t\xc3\xa9");

  g_assert_cmpstr (accents, ==, "meniere");
  g_assert_cmpstr (greek, ==, "κεφαλαλγια");
  g_assert_cmpstr (marks, ==, "ete");
}

/* Rule S1: what was found is marked, and nothing else; "[" and "]" stand for the mark. */
static void
test_find (void)
{
  static const struct
  {
    const char *terms[3];
    const char *text;
    const char *marked;
  } cases[] = {
    { { "sug" }, "Blood sugar", "Blood [sug]ar" },
    { { "sugar" }, "Sugar, sugar", "[Sugar], [sugar]" },
    { { "ug" }, "Blood sugar", "Blood sugar" }, /* only where a word begins */
    { { "men", "dis" }, "Ménière disease", "[Mén]ière [dis]ease" },
    { { "ete" }, "e\xcc\x81te\xcc\x81s", "[e\xcc\x81te\xcc\x81]s" },
    { { "gl", "gluc" }, "glucose", "[gluc]ose" },
    { { "" }, "glucose", "glucose" },
    { { "20" }, "Atorvastatin 20 MG", "Atorvastatin [20] MG" },
    { { "a" }, "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) spans = kw_highlight_find (cases[i].text, cases[i].terms);
      g_autoptr (GString) marked = g_string_new (cases[i].text);

      for (guint j = spans->len; j-- > 0;)
        {
          g_string_insert_c (marked, g_array_index (spans, KwMark, j).end, ']');
          g_string_insert_c (marked, g_array_index (spans, KwMark, j).start, '[');
        }
      g_assert_cmpstr (marked->str, ==, cases[i].marked);
    }
}

static void
test_excerpt (void)
{
  const char *sugar[] = { "sugar", NULL };
  g_autofree char *whole = kw_highlight_excerpt ("Blood\n  sugar", sugar);
  g_autofree char *middle = kw_highlight_excerpt (
      "The first words of a long note stand here and say nothing. She brings her sugar diary "
      "along; "
      "fasting values 118 to 151, and then a great many other things follow after it.",
      sugar);
  g_autofree char *none = kw_highlight_excerpt ("Blood", sugar);

  g_assert_cmpstr (whole, ==, "Blood sugar");
  g_assert_cmpstr (
      middle, ==,
      "… here and say nothing. She brings her sugar diary along; fasting values 118 to "
      "151, and then a great many other …");
  g_assert_null (none);
}

/* A word of 10,000 letters with as many accents is one line that is not slow. */
static void
test_hostile (void)
{
  g_autoptr (GString) text = g_string_new ("x ");
  const char *terms[] = { "aaaa", NULL };

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "a\xcc\x81");
  g_autoptr (GArray) spans = kw_highlight_find (text->str, terms);
  g_autofree char *line = kw_highlight_excerpt (text->str, terms);

  g_assert_cmpuint (spans->len, ==, 1);
  g_assert_cmpuint (g_array_index (spans, KwMark, 0).end, ==, 2 + 4 * 3);
  g_assert_cmpuint (g_utf8_strlen (line, -1), <, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/highlight/fold", test_fold);
  g_test_add_func ("/highlight/find", test_find);
  g_test_add_func ("/highlight/excerpt", test_excerpt);
  g_test_add_func ("/highlight/hostile", test_hostile);
  return g_test_run ();
}
