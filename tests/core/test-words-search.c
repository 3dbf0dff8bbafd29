/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/words-private.h"

static const KwCode codes[]
    = { { "http://loinc.org", "2823-3", "Potassium [Moles/volume]", FALSE } };
static const char *const notes[] = { "Sample was\nhemolyzed", NULL };
static const KwWhen whens[] = { { KW_WHEN_COLLECTED, "2026-11-05", NULL } };
static const KwRecord potassium = { .type = "Observation",
                                    .section = KW_SECTION_LABS,
                                    .text = "Potassium",
                                    .codes = codes,
                                    .n_codes = 1,
                                    .value = { .kind = KW_VALUE_QUANTITY, .number = "4.9" },
                                    .notes = notes,
                                    .whens = whens,
                                    .n_whens = 1,
                                    .where = "Riverside Hospital" };

/* Rule S1: everything that was said is found; rule G2: a code is not. */
static void
test_text (void)
{
  g_autofree char *words = kw_words_search_text (NULL, &potassium);
  const char *const expected[]
      = { "Potassium",          "[Moles/volume]",  "salt",  "4.9", "hemolyzed",
          "Riverside Hospital", "5 November 2026", "Result" };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (words, expected[i]));
  g_assert_null (strstr (words, "2823-3"));
}

/* Rule G4: the lay word is a name as good as the official one. */
static void
test_names (void)
{
  const KwRecord pressure = { .section = KW_SECTION_CONDITIONS, .text = "Hypertension" };
  guint n_names = 0;
  g_auto (GStrv) parts = kw_words_search_parts (NULL, &potassium, &n_names);
  g_auto (GStrv) lay = kw_words_search_parts (NULL, &pressure, &n_names);
  gboolean found = FALSE;

  g_assert_cmpstr (parts[0], ==, "Potassium");
  for (guint i = 0; i < n_names; i++)
    found = found || strstr (lay[i], "high blood pressure") != NULL;
  g_assert_true (found);
}

/* A record without anything is found by what it is, and never by a date that nobody stated. */
static void
test_bare (void)
{
  const KwRecord bare = { .type = "Basic", .section = KW_SECTION_OTHER };
  g_autofree char *words = kw_words_search_text (NULL, &bare);

  g_assert_null (strstr (words, "not stated"));
  g_assert_cmpuint (strlen (words), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-search/text", test_text);
  g_test_add_func ("/words-search/names", test_names);
  g_test_add_func ("/words-search/bare", test_bare);
  return g_test_run ();
}
