/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/document.h"

#include <string.h>

#include "core/document-charset.h"

/* How far a signature or a first element is looked for. */
#define SNIFF_BYTES 4096

/* First bytes of file formats, from the formats' own specifications. */
static const struct
{
  gsize offset;
  const char *magic;
  gsize length;
  const char *type;
} magics[] = {
  { 0, "{\\rtf", 5, "text/rtf" },
  { 0, "\x89PNG\r\n\x1a\n", 8, "image/png" },
  { 0, "\xff\xd8\xff", 3, "image/jpeg" },
  { 0, "GIF8", 4, "image/gif" },
  { 0, "II*\0", 4, "image/tiff" },
  { 0, "MM\0*", 4, "image/tiff" },
  { 0, "BM", 2, "image/bmp" },
  { 8, "WEBP", 4, "image/webp" },
  { 4, "ftypheic", 8, "image/heic" },
  { 128, "DICM", 4, "application/dicom" },
  { 0, "PK\x03\x04", 4, "application/zip" },
  { 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "application/msword" },
  { 0, "\x1f\x8b", 2, "application/gzip" },
};

/* Types that are believed when the bytes are not text and no signature is known. */
static const char *const believed[]
    = { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/msword",
        "application/dicom",
        "audio/mpeg",
        "audio/wav",
        "audio/mp4",
        "video/mp4",
        "video/mpeg",
        "image/svg+xml",
        "image/jp2",
        NULL };

/* Elements by which a fragment of HTML begins. */
static const char *const html_elements[]
    = { "html",  "head",  "body",       "div", "p",   "span", "table", "h1",   "h2",     "h3",
        "h4",    "ul",    "ol",         "br",  "b",   "font", "pre",   "meta", "center", "section",
        "style", "title", "blockquote", "em",  "hr",  "i",    "u",     "dl",   "strong", "article",
        "tr",    "td",    "script",     "a",   "img", "main", "h5",    "h6",   NULL };

static const char *
find_magic (const char *data, gsize length)
{
  if (g_strstr_len (data, MIN (length, 1024), "%PDF-") != NULL)
    return "application/pdf";
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].offset + magics[i].length
        && memcmp (data + magics[i].offset, magics[i].magic, magics[i].length) == 0)
      return magics[i].type;
  return NULL;
}

/* The type without parameters, lower case. */
static char *
dup_essence (const char *content_type)
{
  if (content_type == NULL)
    return g_strdup ("");
  g_autofree char *bare = g_strndup (content_type, strcspn (content_type, ";,"));
  return g_ascii_strdown (g_strstrip (bare), -1);
}

/* The first bytes as ASCII letters, whatever their encoding, so that tags can be read. */
static char *
dup_start (const char *data, gsize length, gboolean *out_binary)
{
  GString *start = g_string_new (NULL);
  gboolean wide = kw_charset_detect_wide (data, MIN (length, SNIFF_BYTES)) != NULL;
  wide |= length >= 2
          && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0
              || memcmp (data, "<\0", 2) == 0 || memcmp (data, "\0<", 2) == 0);
  gsize n_controls = 0;

  for (gsize i = 0; i < MIN (length, SNIFF_BYTES); i++)
    {
      guchar c = (guchar) data[i];
      if (c == 0 && wide)
        continue;
      if (c == 0)
        n_controls += 2;
      else if (c < ' ' && strchr ("\t\n\v\f\r\x1b", c) == NULL)
        n_controls++;
      if (c != 0 && c < 0x80)
        g_string_append_c (start, (char) g_ascii_tolower (c));
    }
  *out_binary = n_controls > 1 + start->len / 50;
  return g_string_free (start, FALSE);
}

/* The first tag after white space, comments, declarations and processing instructions. */
static const char *
find_first_tag (const char *start)
{
  for (;;)
    {
      start += strspn (start, " \t\r\n\f\v");
      const char *end = NULL;
      if (g_str_has_prefix (start, "<!--"))
        end = strstr (start + 4, "-->");
      else if (g_str_has_prefix (start, "<?"))
        end = strchr (start, '>');
      else if (g_str_has_prefix (start, "<!") && !g_str_has_prefix (start, "<!doctype html"))
        end = strchr (start, '>');
      else
        return *start == '<' ? start + 1 : NULL;
      if (end == NULL)
        return NULL;
      start = strchr (end, '>') + 1;
    }
}

static gboolean
is_html_name (const char *name, gsize length)
{
  for (gsize i = 0; html_elements[i] != NULL; i++)
    if (strlen (html_elements[i]) == length && memcmp (html_elements[i], name, length) == 0)
      return TRUE;
  return FALSE;
}

/* Whether any tag of HTML, or a character reference, is in it. */
static gboolean
has_markup (const char *start)
{
  for (const char *tag = strchr (start, '<'); tag != NULL; tag = strchr (tag + 1, '<'))
    {
      const char *name = tag[1] == '/' ? tag + 2 : tag + 1;
      gsize n = strspn (name, "abcdefghijklmnopqrstuvwxyz123456");
      if (is_html_name (name, n) && strchr (" \t\r\n/>", name[n]) != NULL)
        return TRUE;
    }
  return strstr (start, "&nbsp;") != NULL || strstr (start, "&#") != NULL
         || strstr (start, "&amp;") != NULL;
}

static const char *
sniff_markup (const char *tag)
{
  const char *name = tag;
  gsize n = strcspn (name, " \t\r\n/>");

  if (g_str_has_prefix (tag, "!doctype html") || is_html_name (name, n))
    return "text/html";
  g_autofree char *element = g_strndup (tag, strcspn (tag, ">"));
  if (strstr (element, "hl7.org/fhir") != NULL)
    return "application/fhir+xml";
  /* C-CDA has no media type of its own; this one is the name of its root, here only. */
  if (strstr (element, "clinicaldocument") != NULL)
    return "application/cda+xml";
  if (strstr (element, "www.w3.org/1999/xhtml") != NULL)
    return "application/xhtml+xml";
  return strncmp (tag, "svg", 3) == 0 ? "image/svg+xml" : NULL;
}

/* "<jane@example.org> wrote" is no XML. */
static gboolean
is_xml (const char *start, const char *tag, const char *declared)
{
  return g_ascii_isalpha (*tag)
         && (g_str_has_prefix (start, "<?xml") || strstr (start, "xmlns") != NULL
             || strstr (declared, "xml") != NULL);
}

static const char *
sniff_text (const char *start, const char *declared)
{
  gboolean says_html = strstr (declared, "html") != NULL;
  const char *tag = find_first_tag (start);
  const char *type = tag != NULL ? sniff_markup (tag) : NULL;

  if (type != NULL)
    return type;
  if (says_html && has_markup (start))
    return "text/html";
  if (tag != NULL && is_xml (start, tag, declared))
    return "application/xml";
  char first = start[strspn (start, " \t\r\n")];
  gboolean is_json = strstr (declared, "json") != NULL && (first == '{' || first == '[');
  return is_json ? "application/json" : "text/plain";
}

/**
 * kw_document_sniff:
 * @bytes: a document
 * @content_type: (nullable): what it is said to be, in whatever spelling
 *
 * What a document really is. Hospitals send `text/html; charset=UTF-8`, `aapplication/xml`, PDF as
 * `application/octet-stream` and HTML as `text/plain`, so the bytes are asked first.
 *
 * Returns: (transfer none): a media type in lower case, without parameters
 */
const char *
kw_document_sniff (GBytes *bytes, const char *content_type)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  if (length == 0)
    return "application/octet-stream";

  g_autofree char *declared = dup_essence (content_type);
  const char *magic = find_magic (data, length);
  gboolean binary;
  g_autofree char *start = dup_start (data, length, &binary);
  /* "BM" and the like begin words too: a short signature counts only in what is not text. */
  if (magic != NULL && (binary || magic[0] == 't' || strcmp (magic, "application/pdf") == 0))
    return g_strcmp0 (magic, "application/zip") == 0
                   && g_str_has_prefix (declared, "application/vnd.openxml")
               ? believed[0]
               : magic;
  if (!binary)
    return sniff_text (start, declared);
  for (gsize i = 0; believed[i] != NULL; i++)
    if (strcmp (declared, believed[i]) == 0)
      return believed[i];
  return "application/octet-stream";
}
