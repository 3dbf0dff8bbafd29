/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/html-input.h"

#include <string.h>

#include "core/document-charset.h"

/* How far a <meta charset> is looked for (HTML 13.2.3.2 says 1024; Word writes more before it). */
#define META_BYTES 8192

/* <?xml encoding="…"?> or <meta charset=…> or <meta … content="text/html; charset=…">. */
static char *
dup_meta_charset (const char *bytes, gsize length)
{
  g_autofree char *start = g_strndup (bytes, MIN (length, META_BYTES));
  char *encoding = strstr (start, "encoding=");

  if (g_str_has_prefix (start, "<?xml") && encoding != NULL && encoding < strchr (start, '>'))
    {
      encoding += strlen ("encoding=") + 1;
      return g_strndup (encoding, strcspn (encoding, "\"'>"));
    }
  for (char *meta = strchr (start, '<'); meta != NULL; meta = strchr (meta + 1, '<'))
    {
      if (g_ascii_strncasecmp (meta, "<meta", 5) != 0)
        continue;
      g_autofree char *tag = g_strndup (meta, strcspn (meta, ">"));
      char *charset = kw_charset_dup_parameter (tag);
      if (charset != NULL)
        return charset;
    }
  return NULL;
}

/* XHTML may hold CDATA sections, whose words are made plain text; Word writes <![if …]> and
 * <![endif]>, which are nothing. libxml2's HTML parser takes all of them for words. */
static char *
dup_without_sections (const char *text)
{
  static const char open[] = "<![", cdata[] = "<![CDATA[";
  GString *plain = g_string_sized_new (strlen (text));

  for (const char *found = strstr (text, open); found != NULL; found = strstr (text, open))
    {
      gboolean is_cdata = g_str_has_prefix (found, cdata);
      const char *words = found + (is_cdata ? strlen (cdata) : strlen (open));
      const char *close = is_cdata ? "]]>" : ">";
      const char *end = strstr (words, close);
      gsize n = end != NULL ? (gsize) (end - words) : strlen (words);

      g_string_append_len (plain, text, found - text);
      if (is_cdata)
        {
          g_autofree char *escaped = g_markup_escape_text (words, (gssize) n);
          g_string_append (plain, escaped);
        }
      text = end != NULL ? end + strlen (close) : words + n;
    }
  g_string_append (plain, text);
  return g_string_free (plain, FALSE);
}

/**
 * kw_html_dup_input:
 * @bytes: HTML or XHTML
 * @charset: (nullable): from the content type, which wins over what the document says of itself
 *
 * Returns: (transfer full): the same as UTF-8, without marked sections
 */
char *
kw_html_dup_input (const char *bytes, gsize length, const char *charset)
{
  g_autofree char *meta = charset == NULL ? dup_meta_charset (bytes, length) : NULL;
  g_autofree char *text = kw_charset_decode (bytes, length, charset != NULL ? charset : meta);

  return dup_without_sections (text);
}
