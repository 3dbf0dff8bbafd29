/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/document-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Media types are IANA's (https://www.iana.org/assignments/media-types); a row that ends in "/" is
 * for all that begin so, and stands after the ones that are named. */
static const struct
{
  const char *type;
  const char *words;
  const char *ending;
} kinds[] = {
  { "application/pdf", N_ ("A PDF document"), "pdf" },
  { "text/html", N_ ("A note as a web page (HTML)"), "html" },
  { "application/xhtml+xml", N_ ("A note as a web page (XHTML)"), "html" },
  { "text/rtf", N_ ("A note in rich text (RTF)"), "rtf" },
  { "application/rtf", N_ ("A note in rich text (RTF)"), "rtf" },
  { "text/plain", N_ ("A note in plain text"), "txt" },
  { "application/cda+xml", N_ ("A document in sections (C-CDA)"), "xml" },
  { "application/hl7-cda+xml", N_ ("A document in sections (C-CDA)"), "xml" },
  { "text/xml", N_ ("A data file (XML)"), "xml" },
  { "application/xml", N_ ("A data file (XML)"), "xml" },
  { "application/fhir+xml", N_ ("A data file (XML)"), "xml" },
  { "application/json", N_ ("A data file (JSON)"), "json" },
  { "application/fhir+json", N_ ("A data file (JSON)"), "json" },
  { "application/dicom", N_ ("A scan in the format of the machine (DICOM)"), "dcm" },
  { "application/msword", N_ ("A Word document"), "doc" },
  { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    N_ ("A Word document"), "docx" },
  { "application/zip", N_ ("A packed file (ZIP)"), "zip" },
  { "image/jpeg", N_ ("A picture"), "jpg" },
  { "image/png", N_ ("A picture"), "png" },
  { "image/tiff", N_ ("A picture"), "tif" },
  { "image/gif", N_ ("A picture"), "gif" },
  { "image/bmp", N_ ("A picture"), "bmp" },
  { "image/webp", N_ ("A picture"), "webp" },
  { "image/", N_ ("A picture"), "bin" },
  { "audio/", N_ ("A sound recording"), "bin" },
  { "video/", N_ ("A video"), "bin" },
};

/* Parameters, white space and letters make no difference: "Text/HTML; charset=utf-8" (RFC 9110
 * section 8.3.1). */
static int
find_kind (const char *content_type)
{
  g_autofree char *type = content_type != NULL ? g_ascii_strdown (content_type, -1) : NULL;

  if (type == NULL)
    return -1;
  type[strcspn (type, ";")] = '\0';
  g_strstrip (type);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_suffix (kinds[i].type, "/") ? g_str_has_prefix (type, kinds[i].type)
                                              : g_str_equal (type, kinds[i].type))
      return (int) i;

  return -1;
}

/**
 * kw_document_kind_words:
 * @content_type: (nullable): as sent, with or without parameters
 *
 * ```c
 * kw_document_kind_words ("text/html; charset=utf-8"); // "A note as a web page (HTML)"
 * ```
 *
 * Returns: (transfer none) (nullable): the kind of file in words
 */
const char *
kw_document_kind_words (const char *content_type)
{
  int i = find_kind (content_type);

  return i >= 0 ? _ (kinds[i].words) : NULL;
}

/**
 * kw_document_kind_ending:
 * @content_type: (nullable): as sent, with or without parameters
 *
 * ```c
 * kw_document_kind_ending ("image/jpeg"); // "jpg"
 * ```
 *
 * Returns: (transfer none): the ending of a file's name, without the dot
 */
const char *
kw_document_kind_ending (const char *content_type)
{
  int i = find_kind (content_type);

  return i >= 0 ? kinds[i].ending : "bin";
}
