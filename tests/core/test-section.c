/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/section.h"

static void
test_ids (void)
{
  g_assert_cmpstr (kw_section_get_id (KW_SECTION_CARE_PLANS), ==, "care-plans");
  g_assert_cmpstr (kw_section_get_id (KW_SECTION_HISTORY_SOCIAL), ==, "history-social");
  for (guint i = 0; i < KW_N_SECTIONS; i++)
    {
      KwSection section = KW_N_SECTIONS;

      g_assert_true (kw_section_from_id (kw_section_get_id (i), &section));
      g_assert_cmpint (section, ==, i);
      g_assert_cmpstr (kw_section_get_title (i), !=, "");
      g_assert_true (g_str_has_suffix (kw_section_get_icon_name (i), "-symbolic"));
    }
  g_assert_false (kw_section_from_id ("Labs", NULL));
  g_assert_false (kw_section_from_id (NULL, NULL));
}

static void
test_states (void)
{
  g_assert_cmpstr (kw_section_state_get_id (KW_STATE_NONE_KNOWN), ==, "none-known");
  for (guint i = 0; i <= KW_STATE_FAILED; i++)
    {
      KwSectionState state = KW_STATE_COMPLETE;

      g_assert_true (kw_section_state_from_id (kw_section_state_get_id (i), &state));
      g_assert_cmpint (state, ==, i);
    }
  g_assert_false (kw_section_state_from_id ("fine", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/section/ids", test_ids);
  g_test_add_func ("/section/states", test_states);
  return g_test_run ();
}
