/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app/number-line.h"

static void
test_finalize (void)
{
  KwSnapshot *snapshot = app_test_get_snapshot ();
  const GArray *tests = kw_snapshot_get_group (snapshot, KW_GROUP_OUT_OF_RANGE);
  GtkWidget *line = kw_number_line_new_for_record (
      kw_snapshot_get_record (snapshot, g_array_index (tests, guint32, 0)), NULL);

  g_object_ref_sink (line);
  gtk_test_accessible_assert_role (line, GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_finalize_object (line);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/number-line/finalize", test_finalize);

  return g_test_run ();
}
