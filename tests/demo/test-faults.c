/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/faults.h"

static void
test_read (void)
{
  static const struct
  {
    const char *name;
    gboolean good;
  } rows[] = {
    { "slow:200", TRUE },
    { "slow", FALSE },
    { "slow:", FALSE },
    { "slow:-1", FALSE },
    { "slow:x", FALSE },
    { "wrong-state", TRUE },
    { "wrong-state:1", FALSE },
    { "refuse-type", FALSE },
    { "refuse-type:Observation", TRUE },
    { "refuse-type:obs", FALSE },
    { "", FALSE },
    { "no-such-fault", FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwFaults) faults = kw_faults_new ((const char *[]){ rows[i].name, NULL }, &error);
      g_assert_true ((faults != NULL) == rows[i].good);
      g_assert_true ((error == NULL) == rows[i].good);
    }
}

static void
test_ask (void)
{
  static const char *const names[]
      = { "refuse-type:Goal", "refuse-type:Device", "slow:200", "alg-none", NULL };
  g_autoptr (KwFaults) faults = kw_faults_new (names, NULL);
  g_autoptr (KwFaults) none = kw_faults_new (NULL, NULL);
  g_assert_true (kw_faults_names (faults, KW_FAULT_REFUSE_TYPE, "Goal"));
  g_assert_true (kw_faults_names (faults, KW_FAULT_REFUSE_TYPE, "Device"));
  g_assert_false (kw_faults_names (faults, KW_FAULT_REFUSE_TYPE, "Patient"));
  g_assert_false (kw_faults_names (faults, KW_FAULT_FAIL_TYPE, "Goal"));
  g_assert_cmpuint (kw_faults_get_number (faults, KW_FAULT_SLOW), ==, 200);
  g_assert_cmpuint (kw_faults_get_number (none, KW_FAULT_SLOW), ==, 0);
  g_assert_true (kw_faults_has (faults, KW_FAULT_ALG_NONE));
  for (guint i = 0; i < KW_N_FAULTS; i++)
    g_assert_false (kw_faults_has (none, i));
}

/* Every fault has a name of its own and a line in the help. */
static void
test_help (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *help = kw_faults_dup_help ();
  for (guint i = 0; i < KW_N_FAULTS; i++)
    {
      const char *name = kw_faults_get_name (i);
      g_autofree char *line = g_strconcat ("\n  ", name, NULL);
      g_assert_true (g_hash_table_add (names, (gpointer) name));
      g_assert_nonnull (strstr (help, line));
    }
}

/* Each line has three parts, and says where such a server was seen. */
static void
test_list (void)
{
  g_autofree char *list = kw_faults_dup_list ();
  g_auto (GStrv) lines = g_strsplit (g_strchomp (list), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, KW_N_FAULTS + 50);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", -1);
      g_assert_cmpuint (g_strv_length (parts), ==, 3);
      g_assert_true (g_ascii_isdigit (parts[1][0]) || g_str_has_prefix (parts[1], "cause ")
                     || g_str_has_prefix (parts[1], "urn:"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/faults/read", test_read);
  g_test_add_func ("/demo/faults/ask", test_ask);
  g_test_add_func ("/demo/faults/help", test_help);
  g_test_add_func ("/demo/faults/list", test_list);
  return g_test_run ();
}
