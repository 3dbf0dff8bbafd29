/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/pdf.h"

#include <stdio.h>

/* The table of places at the end names the byte at which each object begins. */
static void
assert_places (const char *text)
{
  const char *start = strstr (text, "startxref\n");
  g_assert_nonnull (start);
  gsize table = g_ascii_strtoull (start + strlen ("startxref\n"), NULL, 10);
  g_auto (GStrv) lines = g_strsplit (text + table, "\n", -1);
  g_assert_cmpstr (lines[0], ==, "xref");
  guint n = 0;
  g_assert_cmpint (sscanf (lines[1], "0 %u", &n), ==, 1);
  g_assert_cmpuint (n, >, 5);
  for (guint i = 1; i < n; i++)
    {
      g_autofree char *head = g_strdup_printf ("%u 0 obj\n", i);
      gsize place = g_ascii_strtoull (lines[2 + i], NULL, 10);
      g_assert_cmpuint (strlen (lines[2 + i]), ==, 19);
      g_assert_true (g_str_has_prefix (text + place, head));
    }
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;
  for (const char *p = strstr (text, what); p != NULL; p = strstr (p + 1, what))
    n++;
  return n;
}

static void
test_pages (void)
{
  static const guint rows[][2] = { { 0, 1 }, { 1, 1 }, { 44, 1 }, { 45, 2 }, { 89, 3 } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree const char **lines = g_new0 (const char *, rows[i][0] + 1);
      for (guint k = 0; k < rows[i][0]; k++)
        lines[k] = "a line";
      g_autoptr (GBytes) pdf = kw_demo_pdf ("Title", lines);
      g_autofree char *text = g_strndup (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf));
      g_assert_true (g_str_has_prefix (text, "%PDF-1.4\n"));
      g_assert_true (g_str_has_suffix (text, "%%EOF\n"));
      g_assert_cmpuint (count (text, "/Type /Page "), ==, rows[i][1]);
      g_assert_cmpuint (count (text, "(a line)"), ==, rows[i][0]);
      assert_places (text);
    }
}

static void
test_letters (void)
{
  static const char *const lines[] = { "# Head", "a (b) \\ c", "caf\xc3\xa9 \xe2\x82\xac", NULL };
  g_autoptr (GBytes) pdf = kw_demo_pdf ("T", lines);
  g_autofree char *text = g_strndup (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf));
  g_assert_nonnull (strstr (text, "/F2 14 Tf (Head) Tj"));
  g_assert_nonnull (strstr (text, "(a \\(b\\) \\\\ c)"));
  g_assert_nonnull (strstr (text, "(caf\\351 \\077)"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/pdf/pages", test_pages);
  g_test_add_func ("/demo/pdf/letters", test_letters);
  return g_test_run ();
}
