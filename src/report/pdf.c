/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <langinfo.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "core/error.h"
#include "report/content.h"
#include "report/pdf-lang.h"

/* ISO 216 A4 and US Letter, in points. */
#define A4_WIDTH 595.276
#define A4_HEIGHT 841.89
#define LETTER_WIDTH 612.0
#define LETTER_HEIGHT 792.0
#define LETTER_MILLIMETRES 216

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
uses_letter (void)
{
#ifdef _NL_PAPER_WIDTH
  return (int) (intptr_t) nl_langinfo (_NL_PAPER_WIDTH) == LETTER_MILLIMETRES;
#else
  return FALSE;
#endif
}

/* BCP 47 for /Lang, from the language that our words are in. */
static char *
dup_language (void)
{
  const char *name = g_get_language_names ()[0];
  char *language;

  if (g_str_equal (name, "C") || g_str_equal (name, "POSIX") || g_str_has_prefix (name, "C."))
    return g_strdup ("en");
  language = g_strndup (name, strcspn (name, ".@"));
  return g_strdelimit (language, "_", '-');
}

static void
set_metadata (cairo_surface_t *surface, KwSnapshot *snapshot, gint64 now)
{
  const KwPerson *person = kw_snapshot_get_person (snapshot);
  g_autofree char *title = g_strdup_printf (
      _ ("Health record of %s"),
      person != NULL && person->name != NULL ? person->name : _ ("a person without a name"));
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (now);
  g_autofree char *iso = g_date_time_format (when, "%Y-%m-%dT%H:%M:%SZ");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Keepwell " KW_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, iso);
}

/**
 * kw_report_pdf:
 * @snapshot: a person
 * @options: (nullable): what to leave out
 * @now: unix seconds, printed as the day
 * @error: return location of a #KwError
 *
 * A tagged PDF with title and language, without a display.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
kw_report_pdf (KwSnapshot *snapshot, const KwReportOptions *options, gint64 now, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (KwReportPages) pages = NULL;
  g_autofree char *language = dup_language ();
  double width = uses_letter () ? LETTER_WIDTH : A4_WIDTH;
  double height = uses_letter () ? LETTER_HEIGHT : A4_HEIGHT;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (snapshot != NULL, NULL);

  pages = kw_report_pages_new (snapshot, options, now, width, height);
  surface = cairo_pdf_surface_create_for_stream (append, bytes, width, height);
  /* 1.4, so that the file has a plain cross-reference table to append the language to. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  set_metadata (surface, snapshot, now);
  cr = cairo_create (surface);
  cairo_tag_begin (cr, "Document", NULL);
  for (guint i = 0; i < kw_report_pages_get_n (pages); i++)
    {
      kw_report_pages_draw (pages, i, cr);
      if (i + 1 == kw_report_pages_get_n (pages))
        cairo_tag_end (cr, "Document");
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, KW_ERROR, KW_ERROR_FAILED, "PDF: %s", cairo_status_to_string (status));
      return NULL;
    }
  kw_pdf_append_language (bytes, language);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
fail (GError **error, int number)
{
  g_set_error (error, KW_ERROR,
               number == ENOSPC || number == EDQUOT ? KW_ERROR_DISK_FULL : KW_ERROR_UNREADABLE,
               "save: %s", g_strerror (number));
  return FALSE;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno != EINTR)
        return FALSE;
      data += MAX (n, 0);
      size -= (gsize) MAX (n, 0);
    }
  return fsync (fd) == 0;
}

/**
 * kw_report_save:
 * @bytes: a file's content
 * @path: where it goes
 * @error: return location of a #KwError
 *
 * Whole or not at all: written beside its place with mode 600, then renamed.
 *
 * Returns: whether it is there
 */
gboolean
kw_report_save (GBytes *bytes, const char *path, GError **error)
{
  g_autofree char *temporary = NULL;
  gboolean good;
  int fd, number;

  g_return_val_if_fail (bytes != NULL && path != NULL, FALSE);

  temporary = g_strconcat (path, ".XXXXXX", NULL);
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (error, errno);
  good = write_all (fd, bytes);
  number = errno;
  close (fd);
  if (good && g_rename (temporary, path) != 0)
    {
      good = FALSE;
      number = errno;
    }
  if (good)
    return TRUE;
  g_unlink (temporary);
  return fail (error, number);
}

/**
 * kw_report_file_name:
 * @snapshot: a person
 * @now: unix seconds
 * @extension: "pdf"
 *
 * Returns: (transfer full): "Health record of Rosa Alvarez 2026-11-05.pdf", safe as a file name
 */
char *
kw_report_file_name (KwSnapshot *snapshot, gint64 now, const char *extension)
{
  const KwPerson *person = kw_snapshot_get_person (snapshot);
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (now);
  g_autofree char *day = g_date_time_format (when, "%Y-%m-%d");
  g_autofree char *name = g_strdup_printf (
      _ ("Health record of %s"),
      person != NULL && person->name != NULL ? person->name : _ ("a person without a name"));

  for (char *p = name; *p != '\0'; p++)
    if (strchr ("/\\:*?\"<>|", *p) != NULL || (guchar) *p < 0x20)
      *p = '_';
  return g_strdup_printf ("%s %s.%s", name, day, extension);
}
