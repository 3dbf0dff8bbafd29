/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/error.h"
#include "report/report.h"

#define NOW 1793880000 /* 5 November 2026 */

/* A record that is written for this test: two allergies, a medicine, a condition, a panel. */
static const char record[]
    = "[{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":[{\"text\":\"Rosa Alvarez\"}],"
      "\"birthDate\":\"1951-05-03\"},"
      "{\"resourceType\":\"AllergyIntolerance\",\"id\":\"a\",\"patient\":{\"reference\":\"Patient/"
      "p\"},"
      "\"code\":{\"text\":\"Penicillin\"},\"reaction\":[{\"manifestation\":[{\"text\":\"Hives\"}],"
      "\"severity\":\"severe\"}]},"
      "{\"resourceType\":\"MedicationRequest\",\"id\":\"m\",\"status\":\"active\",\"intent\":"
      "\"order\","
      "\"subject\":{\"reference\":\"Patient/p\"},"
      "\"medicationCodeableConcept\":{\"text\":\"Lisinopril 10 mg tablet\"},"
      "\"dosageInstruction\":[{\"text\":\"Take 1 tablet every morning.\"}]},"
      "{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\","
      "\"category\":[{\"coding\":[{\"code\":\"laboratory\"}]}],"
      "\"subject\":{\"reference\":\"Patient/p\"},\"code\":{\"text\":\"Glucose\"},"
      "\"valueQuantity\":{\"value\":148.0,\"unit\":\"mg/dL\"},"
      "\"referenceRange\":[{\"low\":{\"value\":70,\"unit\":\"mg/dL\"},"
      "\"high\":{\"value\":99,\"unit\":\"mg/dL\"}}],\"effectiveDateTime\":\"2026-11-05\"},"
      "{\"resourceType\":\"DiagnosticReport\",\"id\":\"d\",\"status\":\"final\","
      "\"category\":[{\"coding\":[{\"code\":\"LAB\"}]}],\"subject\":{\"reference\":\"Patient/p\"},"
      "\"code\":{\"text\":\"Basic metabolic panel\"},\"effectiveDateTime\":\"2026-11-05\","
      "\"result\":[{\"reference\":\"Observation/o\"}]}]";

typedef struct
{
  KwBundle *bundle;
  KwSnapshot *snapshot;
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (record, strlen (record));
  g_autoptr (GError) error = NULL;

  fixture->bundle = kw_bundle_new (bytes, "file", &error);
  g_assert_no_error (error);
  fixture->snapshot = kw_snapshot_new_from_bundle (fixture->bundle, 0, "rosa.json");
  fixture->dir = g_dir_make_tmp ("keepwell-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->dir, "out.pdf", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->dir);
  kw_snapshot_unref (fixture->snapshot);
  kw_bundle_free (fixture->bundle);
}

static void
save (Fixture *fixture, const KwReportOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = kw_report_pdf (fixture->snapshot, options, NOW, &error);

  g_assert_no_error (error);
  g_assert_true (kw_report_save (pdf, fixture->path, &error));
  g_assert_no_error (error);
}

static char *
run (const char *first, const char *second, const char *path, const char *last)
{
  g_autoptr (GSubprocess) process
      = last != NULL
            ? g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, first, second, path, last,
                                NULL)
            : g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, first, second, path, NULL);
  char *out = NULL;

  g_assert_nonnull (process);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
  if (!g_subprocess_get_successful (process))
    g_error ("%s says: %s", first, out);
  return out;
}

static void
test_structure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *info = NULL;
  g_autofree char *structure = NULL;
  g_autofree char *check = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  save (fixture, NULL);
  info = run ("pdfinfo", "-isodates", fixture->path, NULL);
  g_assert_nonnull (strstr (info, "Tagged:          yes"));
  g_assert_nonnull (strstr (info, "Title:           Health record of Rosa Alvarez"));
  structure = run ("pdfinfo", "-struct", fixture->path, NULL);
  g_assert_true (g_str_has_prefix (structure, "Document"));
  g_assert_nonnull (strstr (structure, "H1"));
  g_assert_nonnull (strstr (structure, "TH"));
  check = run ("qpdf", "--check", fixture->path, NULL);
  g_assert_nonnull (strstr (check, "No syntax or stream encoding errors"));
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  g_assert_nonnull (memmem (bytes, size, "/Lang (en)", 10));
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "Rosa Alvarez, born 3 May 1951",
                                       "Penicillin",
                                       "Hives",
                                       "Lisinopril 10 mg tablet",
                                       "Take 1 tablet every morning.",
                                       "Basic metabolic panel",
                                       "148.0 mg/dL",
                                       "page 1 of ",
                                       "From the file rosa.json" };
  g_autofree char *text = NULL;

  save (fixture, NULL);
  text = run ("pdftotext", "-layout", fixture->path, "-");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("%s is not in: %s", words[i], text);
}

/* Screen, PDF and text are made from the same words (rule P5). */
static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = kw_report_text (fixture->snapshot, NULL, NOW);

  g_assert_nonnull (strstr (text, "- Penicillin: Hives; Severe"));
  g_assert_nonnull (strstr (text, "148.0 mg/dL"));
}

static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  const KwSection sections[] = { KW_SECTION_ALLERGIES };
  const KwReportOptions options = { .sections = sections, .n_sections = 1 };
  g_autofree char *text = kw_report_text (fixture->snapshot, &options, NOW);

  g_assert_nonnull (strstr (text, "Left out by the person who printed this"));
  g_assert_nonnull (strstr (text, "Penicillin"));
  g_assert_null (strstr (text, "Lisinopril"));
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (fixture->dir, "none", "out.pdf", NULL);
  g_autofree char *name = kw_report_file_name (fixture->snapshot, NOW, "pdf");
  GStatBuf info;

  g_assert_true (kw_report_save (bytes, fixture->path, &error));
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_false (kw_report_save (bytes, nowhere, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_false (kw_report_save (bytes, "/dev/full/x", &error));
  g_assert_cmpstr (name, ==, "Health record of Rosa Alvarez 2026-11-05.pdf");
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/pdf/structure", test_structure);
  add ("/pdf/words", test_words);
  add ("/pdf/text", test_text);
  add ("/pdf/left-out", test_left_out);
  add ("/pdf/save", test_save);
  return g_test_run ();
}
