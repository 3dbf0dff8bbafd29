/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/types.h"

static void
test_table (void)
{
  guint n = 0;
  const KwType *all = kw_type_get_all (&n);

  g_assert_cmpuint (n, ==, 148 - 2 + 3); /* R4 without DomainResource and Resource */
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_assert_cmpint (strcmp (all[i - 1].name, all[i].name), <, 0);
      g_assert_true (kw_type_lookup (all[i].name) == &all[i]);
      g_assert_cmpstr (kw_type_get_singular (&all[i]), !=, "");
      g_assert_cmpstr (kw_type_get_plural (&all[i]), !=, "");
      /* No row shows a word of the specification to a reader (rule G1). */
      if (strlen (all[i].name) > 14)
        g_assert_cmpstr (kw_type_get_singular (&all[i]), !=, all[i].name);
    }
}

static void
test_lookup (void)
{
  g_assert_cmpint (kw_type_lookup ("Immunization")->section, ==, KW_SECTION_IMMUNIZATIONS);
  g_assert_null (kw_type_lookup ("immunization"));
  g_assert_null (kw_type_lookup (""));
  g_assert_null (kw_type_lookup (NULL));
  g_assert_cmpstr (kw_type_get_singular (NULL), ==, "Other record");
  g_assert_cmpstr (kw_type_get_plural (NULL), ==, "Other records");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/types/table", test_table);
  g_test_add_func ("/types/lookup", test_lookup);
  return g_test_run ();
}
