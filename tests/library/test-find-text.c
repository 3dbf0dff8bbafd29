/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/find-text.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *needle;
  const char *found; /* the places, parted by | */
} Case;

/* O6: what a person types is found wherever a line ends and however it is written. */
static const Case cases[] = {
  { "Blood\n  Pressure", "blood press", "Blood\n  Press" },
  { "Ménière, meniere", "meniere", "Ménière|meniere" },
  { "Me\xcc\x81nie\xcc\x80re", "ménière", "Me\xcc\x81nie\xcc\x80re" },
  { "aaaa", "aa", "aa|aa" },
  { "Aspirin 81 mg", "81", "81" },
  { "Aspirin", " ", "" },
  { "Aspirin", "", "" },
  { "", "a", "" },
  { "asp", "aspirin", "" },
  { "take 5\xc2\xa0mg", "5 mg", "5\xc2\xa0mg" },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) marks = kw_find_text (cases[i].text, cases[i].needle);
      g_autoptr (GString) found = g_string_new (NULL);
      for (guint m = 0; m < marks->len; m++)
        {
          KwMark mark = g_array_index (marks, KwMark, m);
          g_string_append (found, m > 0 ? "|" : "");
          g_string_append_len (found, cases[i].text + mark.start, mark.end - mark.start);
        }
      g_assert_cmpstr (found->str, ==, cases[i].found);
    }
}

static void
test_example (void)
{
  g_autoptr (GArray) marks = kw_find_text ("Blood\n  Pressure", "blood press");

  g_assert_cmpuint (marks->len, ==, 1);
  g_assert_cmpuint (g_array_index (marks, KwMark, 0).start, ==, 0);
  g_assert_cmpuint (g_array_index (marks, KwMark, 0).end, ==, strlen ("Blood\n  Press"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find-text/O6/cases", test_cases);
  g_test_add_func ("/find-text/O6/example", test_example);
  return g_test_run ();
}
