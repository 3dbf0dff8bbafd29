/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/copies.h"
#include "app/document-page.h"
#include "app/document-view.h"
#include "app/page-text.h"
#include "app/pages-view.h"

#define N_PAGES 500

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Page 7 has other words than the rest, and page 2 none. */
static GBytes *
create_pdf (guint n)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n; i++)
    {
      cairo_set_font_size (cr, 20);
      cairo_move_to (cr, 50, 700);
      if (i != 1)
        cairo_show_text (cr, i == 6 ? "Potassium 4.1 mmol/L" : "Sodium 140 mmol/L");
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
create_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static GBytes *
create_png (void)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 40, 20);

  cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/* By name, what a C string cannot hold. */
static GBytes *
create_bytes (const char *name)
{
  char dicom[132] = { 0 };

  memcpy (dicom + 128, "DICM", 4);
  if (name == NULL)
    return create_pdf (1);
  if (g_str_equal (name, "png"))
    return create_png ();
  if (g_str_equal (name, "tiff"))
    return g_bytes_new ("II*\0\x08\0\0\0", 8);
  if (g_str_equal (name, "jpeg"))
    return g_bytes_new ("\xff\xd8\xff\xe0\0\x10JFIF\0", 11);
  if (g_str_equal (name, "dicom"))
    return g_bytes_new (dicom, sizeof dicom);
  if (g_str_equal (name, "nothing"))
    return g_bytes_new ("\x01\0\x02\0\xff\xfe\0\0", 8);
  return create_text (name);
}

/* A record of one document, in a file as a person has it. */
static KwSnapshot *
create_snapshot (const char *attachment)
{
  g_autofree char *json = g_strdup_printf (
      "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
      "{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":[{\"text\":\"Ann Lee\"}]}},"
      "{\"resource\":{\"resourceType\":\"DocumentReference\",\"id\":\"d\",\"status\":\"current\","
      "\"type\":{\"text\":\"Progress note\"},\"subject\":{\"reference\":\"Patient/p\"},"
      "\"content\":[{\"attachment\":{%s}}]}}]}",
      attachment);
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("keepwell-XXXXXX.json", &path, NULL);
  g_autoptr (GError) error = NULL;

  g_close (fd, NULL);
  g_file_set_contents (path, json, -1, &error);
  g_assert_no_error (error);
  /* The snapshot reads bodies of the bundle for as long as it lives. */
  KwBundle *bundle = kw_bundle_new_from_file (path, &error);
  g_assert_no_error (error);
  g_unlink (path);

  return kw_snapshot_new_from_bundle (bundle, 0, "file.json");
}

static KwSnapshot *
create_snapshot_of (const char *type, GBytes *bytes)
{
  g_autofree char *data
      = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *attachment
      = g_strdup_printf ("%s%s%s\"data\":\"%s\"", type != NULL ? "\"contentType\":\"" : "",
                         type != NULL ? type : "", type != NULL ? "\"," : "", data);

  return create_snapshot (attachment);
}

static GtkWidget *
open_page (KwSnapshot *snapshot, GtkWidget **out_window)
{
  GtkWidget *window = gtk_window_new ();
  const char *ref = NULL;

  for (guint i = 0; i < kw_snapshot_get_n_records (snapshot); i++)
    if (g_str_equal (kw_snapshot_get_record (snapshot, i)->type, "DocumentReference"))
      ref = kw_snapshot_get_record (snapshot, i)->ref;
  GtkWidget *page = GTK_WIDGET (kw_document_page_new (ref));
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  kw_view_set_snapshot (KW_VIEW (page), snapshot);
  gtk_window_present (GTK_WINDOW (window));
  *out_window = window;

  return page;
}

static void
wait_for (GtkWidget *page, const char *words)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  do
    {
      g_main_context_iteration (NULL, FALSE);
      g_free (text);
      text = app_test_dup_text (page);
      if (strstr (text, words) != NULL)
        return;
      g_usleep (1000);
    }
  while (g_get_monotonic_time () < end);
  g_error ("\"%s\" does not come: %s", words, text);
}

#define CDA(body)                                                                                  \
  "<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>Summary</title>"       \
  "<component><structuredBody>" body "</structuredBody></component></ClinicalDocument>"
#define SECTION(code, title, text)                                                                 \
  "<component><section><code code=\"" code "\"/><title>" title "</title><text>" text               \
  "</text></section></component>"

/* O1: whatever comes ends as shown, or as a sentence why not. */
static void
test_matrix (void)
{
  static const struct
  {
    const char *type;
    const char *bytes; /* or its name, create_bytes() */
    const char *words;
  } cases[] = {
    { "text/html", "<p>Take 5 mg</p>", "Take 5 mg" },
    { "text/html; charset=utf-8", "<p>Take 5 mg</p>", "Take 5 mg" },
    { "text/rtf", "{\\rtf1 Take 5 mg}", "Take 5 mg" },
    { "text/plain", "Take 5 mg", "Take 5 mg" },
    { NULL, "Take 5 mg", "Take 5 mg" },
    { "application/xml", CDA (SECTION ("10160-0", "Medicines", "Take 5 mg")), "Take 5 mg" },
    { "application/xml", "<?xml version=\"1.0\"?><labels><item>1</item></labels>",
      "cannot be shown here" },
    { "application/pdf", NULL, "A PDF document" },
    { "application/octet-stream", NULL, "A PDF document" },
    { "image/png", "png", "A picture" },
    { "image/jpeg", "jpeg", "cannot be shown here" },
    { "image/tiff", "tiff", "cannot be shown here" },
    { "application/pdf", "%PDF-1.4 damaged", "cannot be shown here" },
    { "application/octet-stream", "nothing", "cannot be shown here" },
    { "application/dicom", "dicom", "cannot be shown here" },
    { "text/html", "", "could not be fetched" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = create_bytes (cases[i].bytes);
      g_autoptr (KwSnapshot) snapshot = create_snapshot_of (cases[i].type, bytes);
      GtkWidget *window;
      GtkWidget *page = open_page (snapshot, &window);

      wait_for (page, cases[i].words);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* O1: bytes that are not here say so, with a button that tries again. */
static void
test_absent (void)
{
  g_autoptr (KwSnapshot) snapshot
      = create_snapshot ("\"contentType\":\"text/html\",\"url\":\"Binary/gone\"");
  GtkWidget *window;
  GtkWidget *page = open_page (snapshot, &window);

  wait_for (page, "This document could not be fetched.");
  wait_for (page, "Try again");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
count_cb (GtkWidget *viewer, guint n, guint *out)
{
  *out = n;
}

/* O6 and O8: sections fold and are remembered, equal rows are one with a count, words are found in
 * closed ones, and the size is kept. */
static void
test_sections (void)
{
  static const char row[] = "<tr><td>Aspirin</td><td>81 mg</td></tr>";
  g_autofree char *text = g_strdup_printf (
      CDA (SECTION ("10160-0", "Medicines", "<table><tbody>%s%s%s</tbody></table>")
               SECTION ("48765-2", "Allergies", "Penicillin")),
      row, row, row);
  g_autoptr (GBytes) bytes = create_text (text);
  g_autoptr (KwSnapshot) snapshot = create_snapshot_of ("text/xml", bytes);
  g_autoptr (GSettings) settings = g_settings_new (KW_APP_ID);
  GtkWidget *window;
  GtkWidget *page = open_page (snapshot, &window);
  guint n = 0;

  wait_for (page, "This row stands here 3 times.");
  KwDocumentView *view = KW_DOCUMENT_VIEW (app_test_find (page, KW_TYPE_DOCUMENT_VIEW));
  g_assert_cmpuint (kw_document_view_get_n_sections (view), ==, 2);
  g_signal_connect (view, "found", G_CALLBACK (count_cb), &n);
  kw_viewer_find (KW_VIEWER (view), "aspirin");
  g_assert_cmpuint (n, ==, 1);
  gtk_expander_set_expanded (GTK_EXPANDER (app_test_find (page, GTK_TYPE_EXPANDER)), FALSE);
  g_auto (GStrv) folded = g_settings_get_strv (settings, "folded-sections");
  g_assert_true (g_strv_contains ((const char *const *) folded, "10160-0"));
  kw_viewer_show_match (KW_VIEWER (view), 0);
  g_assert_true (
      gtk_expander_get_expanded (GTK_EXPANDER (app_test_find (page, GTK_TYPE_EXPANDER))));
  gtk_widget_activate_action (page, "document.zoom", "i", 1);
  g_assert_cmpint (g_settings_get_int (settings, "document-zoom"), ==, 110);
  app_test_settle (window);
  app_test_save_png (window, "document-sections");
  gtk_widget_activate_action (page, "document.zoom", "i", 0);
  g_assert_cmpint (g_settings_get_int (settings, "document-zoom"), ==, 100);
  gtk_window_destroy (GTK_WINDOW (window));
}

static glong
get_rss (const char *pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/statm", pid);
  g_autofree char *text = NULL;
  glong pages = 0;

  if (g_file_get_contents (path, &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);

  return pages * 4096;
}

/* O1b, O6: a long file is held a few pages at a time, is found through, and read as text. */
static void
test_long_pdf (void)
{
  g_autoptr (GBytes) bytes = create_pdf (N_PAGES);
  g_autoptr (KwSnapshot) snapshot = create_snapshot_of ("application/pdf", bytes);
  GtkWidget *window;
  GtkWidget *page = open_page (snapshot, &window);
  glong before, after;
  guint n = 0;

  wait_for (page, "Read as text");
  app_test_settle (window);
  KwPagesView *view = KW_PAGES_VIEW (app_test_find (page, KW_TYPE_PAGES_VIEW));
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_VIEWPORT);
  GtkAdjustment *v = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  g_assert_cmpuint (kw_pages_view_get_n (view), ==, N_PAGES);
  before = get_rss ("self");
  for (guint i = 0; i <= 20; i++)
    {
      gtk_adjustment_set_value (v, gtk_adjustment_get_upper (v) * i / 20);
      app_test_settle (window);
      g_assert_cmpuint (kw_pages_view_get_n_held (view), <=, 8);
    }
  after = get_rss ("self");
  g_test_message ("%d pages: %ld MB more in the window", N_PAGES, (after - before) >> 20);
  g_assert_cmpint (after - before, <, 150 << 20);
  g_signal_connect (view, "found", G_CALLBACK (count_cb), &n);
  kw_viewer_find (KW_VIEWER (view), "potassium");
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  while (n == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n, ==, 1);
  kw_viewer_show_match (KW_VIEWER (view), 0);
  app_test_settle (window);
  app_test_settle (window);
  app_test_save_png (window, "document-pdf-found");
  kw_pages_view_set_as_text (view, TRUE);
  kw_viewer_show_match (KW_VIEWER (view), 0);
  wait_for (page, "Page 7 of 500");
  wait_for (page, "Potassium 4.1 mmol/L");
  app_test_settle (window);
  app_test_save_png (window, "document-pdf-text");
  GtkWidget *words = app_test_find (page, KW_TYPE_PAGE_TEXT);
  for (guint i = 0; i < 5; i++)
    g_signal_emit_by_name (words, "turn", -1);
  wait_for (page, "This page is a picture; Keepwell cannot read it aloud.");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A copy for another program lies in the session's folder, is for one person, and goes. */
static void
test_copies (void)
{
  g_autofree char *runtime = g_dir_make_tmp ("keepwell-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (runtime, "keepwell-copies", NULL);
  g_autofree char *old = g_strdup (g_getenv ("XDG_RUNTIME_DIR"));
  g_autoptr (GBytes) bytes = create_text ("Take 5 mg");
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_autofree char *path = kw_copies_write (bytes, "Note.txt", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (path, folder));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  kw_copies_remove ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unsetenv ("XDG_RUNTIME_DIR");
  g_assert_null (kw_copies_write (bytes, "Note.txt", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  if (old != NULL)
    g_setenv ("XDG_RUNTIME_DIR", old, TRUE);
  g_rmdir (folder);
  g_rmdir (runtime);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/document-page/O1/matrix", test_matrix);
  g_test_add_func ("/document-page/O1/absent", test_absent);
  g_test_add_func ("/document-page/O8/sections", test_sections);
  g_test_add_func ("/document-page/O1b/long-pdf", test_long_pdf);
  g_test_add_func ("/document-page/O1/copies", test_copies);

  return g_test_run ();
}
