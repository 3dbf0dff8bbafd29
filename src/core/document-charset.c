/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/document-charset.h"

#include <errno.h>
#include <string.h>

/* 0x80 to 0x9f of windows-1252 (WHATWG Encoding, index-windows-1252); 0 where it has nothing. */
static const guint16 windows_1252[32]
    = { 0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178 };

/* Names that in practice mean windows-1252, as every browser has it (WHATWG Encoding 4.2). */
static const char *const latin_names[]
    = { "windows-1252", "cp1252",   "iso-8859-1", "iso8859-1", "iso_8859-1",
        "latin1",       "us-ascii", "ascii",      "l1",        NULL };

gunichar
kw_charset_from_c1 (gunichar c)
{
  if (c < 0x80 || c > 0x9f)
    return c;
  return windows_1252[c - 0x80] != 0 ? windows_1252[c - 0x80] : 0xfffd;
}

static gboolean
is_name (const char *name, const char *const *names)
{
  for (; *names != NULL; names++)
    if (g_ascii_strcasecmp (name, *names) == 0)
      return TRUE;
  return FALSE;
}

static char *
convert_latin (const char *bytes, gsize length)
{
  GString *text = g_string_sized_new (length + length / 8);

  for (gsize i = 0; i < length; i++)
    g_string_append_unichar (text, kw_charset_from_c1 ((guchar) bytes[i]));
  return g_string_free (text, FALSE);
}

/* GIConv stops at the first byte that it does not know; a damaged byte must not cost the rest. */
static char *
convert_iconv (const char *bytes, gsize length, GIConv converter)
{
  GString *text = g_string_sized_new (length + length / 8);
  char *in = (char *) bytes;
  gsize left = length;

  while (left > 0)
    {
      char buffer[4096];
      char *out = buffer;
      gsize room = sizeof buffer;
      gsize status = g_iconv (converter, &in, &left, &out, &room);
      int problem = errno;

      g_string_append_len (text, buffer, out - buffer);
      if (status != (gsize) -1 || problem == E2BIG || left == 0)
        continue;
      g_string_append (text, "\xef\xbf\xbd");
      in++;
      left--;
      g_iconv (converter, NULL, NULL, NULL, NULL);
    }
  return g_string_free (text, FALSE);
}

/**
 * kw_charset_convert:
 * @bytes: text in @charset
 * @length: its bytes
 * @charset: a name of it, as on the web or in iconv
 *
 * Bytes of a known character set as UTF-8. A byte that cannot be read becomes U+FFFD, so that
 * damage costs one character and not the note.
 *
 * Returns: (transfer full) (nullable): UTF-8, or `NULL` when no converter knows @charset
 */
char *
kw_charset_convert (const char *bytes, gsize length, const char *charset)
{
  g_return_val_if_fail (charset != NULL, NULL);

  if (is_name (charset, latin_names))
    return convert_latin (bytes, length);
  if (g_ascii_strcasecmp (charset, "utf-8") == 0 || g_ascii_strcasecmp (charset, "utf8") == 0)
    return g_utf8_make_valid (bytes, (gssize) length);

  GIConv converter = g_iconv_open ("UTF-8", charset);
  if (converter == (GIConv) -1)
    return NULL;
  char *text = convert_iconv (bytes, length, converter);
  g_iconv_close (converter);
  return text;
}

/* Counts whole multi-byte sequences of UTF-8, and whether anything else was met. */
static guint
count_utf8 (const char *bytes, gsize length, gboolean *out_valid)
{
  guint n = 0;

  *out_valid = TRUE;
  for (gsize i = 0; i < length;)
    {
      gunichar c = (guchar) bytes[i] < 0x80 ? (guchar) bytes[i]
                                            : g_utf8_get_char_validated (bytes + i, length - i);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          *out_valid = FALSE;
          i++;
          continue;
        }
      n += c >= 0x80;
      i += c < 0x80 ? 1 : g_unichar_to_utf8 (c, NULL);
    }
  return n;
}

/* The byte of windows-1252 for a character, -1 where it has none. */
static int
to_latin (gunichar c)
{
  if (c < 0x100)
    return (int) c;
  for (int i = 0; i < 32; i++)
    if (windows_1252[i] == c)
      return 0x80 + i;
  return -1;
}

/* Letters of Latin-1 and signs of punctuation, which is what gets mangled. */
static gboolean
is_plain_sign (gunichar c)
{
  return c < 0x80 || (c >= 0xa0 && c <= 0xff) || c == 0x20ac || (c >= 0x2010 && c <= 0x2265);
}

/* UTF-8 that somebody took for windows-1252 and made UTF-8 of again: "cafÃ©". All of a text is so
 * or nothing is, because a letter "Ã" by itself may be meant. NULL where it is as it should be. */
static char *
dup_unmangled (const char *text, gsize length)
{
  g_autoptr (GString) bytes = g_string_sized_new (length);

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      int byte = to_latin (g_utf8_get_char (p));

      if (byte < 0)
        return NULL;
      g_string_append_c (bytes, (char) byte);
    }
  if (bytes->len == length || !g_utf8_validate_len (bytes->str, bytes->len, NULL))
    return NULL;
  for (const char *p = bytes->str; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_plain_sign (g_utf8_get_char (p)))
      return NULL;
  return g_strndup (bytes->str, bytes->len);
}

static const char *
detect_mark (const char *bytes, gsize length, gsize *out_skip)
{
  static const struct
  {
    const char *mark;
    gsize length;
    gsize skip;
    const char *charset;
  } marks[] = {
    { "\xef\xbb\xbf", 3, 3, "utf-8" },
    { "\xff\xfe", 2, 2, "UTF-16LE" },
    { "\xfe\xff", 2, 2, "UTF-16BE" },
    { "<\0", 2, 0, "UTF-16LE" }, /* an "<" in two bytes, without a mark */
    { "\0<", 2, 0, "UTF-16BE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].length && memcmp (bytes, marks[i].mark, marks[i].length) == 0)
      {
        *out_skip = marks[i].skip;
        return marks[i].charset;
      }
  return NULL;
}

/* In Latin writing each second byte is zero. */
const char *
kw_charset_detect_wide (const char *bytes, gsize length)
{
  gsize zeros[2] = { 0, 0 };

  for (gsize i = 0; i < length; i++)
    if (bytes[i] == '\0')
      zeros[i % 2]++;
  if (length >= 4 && zeros[1] > length / 4 && zeros[0] * 8 <= zeros[1])
    return "UTF-16LE";
  return length >= 4 && zeros[0] > length / 4 && zeros[1] * 8 <= zeros[0] ? "UTF-16BE" : NULL;
}

/* @text has room for a zero at its end; those within it would stop every reader of C strings. */
static void
drop_zeros (char *text, gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] != '\0')
      text[n++] = text[i];
  text[n] = '\0';
}

/* One byte or several for a character, and no zero. */
static char *
decode_narrow (const char *bytes, gsize length, const char *declared)
{
  gboolean valid;
  guint n = count_utf8 (bytes, length, &valid);
  gboolean says_utf8 = declared != NULL && g_ascii_strncasecmp (declared, "utf", 3) == 0;
  gboolean seven_bit = declared != NULL && g_ascii_strncasecmp (declared, "iso-2022", 8) == 0;
  if (valid && !(seven_bit && n == 0))
    {
      char *meant = n > 0 ? dup_unmangled (bytes, length) : NULL;
      return meant != NULL ? meant : g_strndup (bytes, length);
    }
  /* Damaged UTF-8 has whole sequences beside the damage; a wrong label has none. */
  if (n > 0 && (says_utf8 || declared == NULL))
    return g_utf8_make_valid (bytes, (gssize) length);

  char *text = declared != NULL && !says_utf8 ? kw_charset_convert (bytes, length, declared) : NULL;
  return text != NULL ? text : convert_latin (bytes, length);
}

/**
 * kw_charset_decode:
 * @bytes: a text
 * @length: its bytes
 * @declared: (nullable): the character set it is said to have
 *
 * A text as UTF-8. The byte order mark wins; then come whole UTF-8 sequences, because what is valid
 * UTF-8 and not ASCII is hardly ever anything else; then @declared; then windows-1252. What was
 * made UTF-8 twice is taken back once.
 *
 * Returns: (transfer full): UTF-8
 */
char *
kw_charset_decode (const char *bytes, gsize length, const char *declared)
{
  gsize skip = 0;
  gboolean has_zeros = length > 0 && memchr (bytes, '\0', length) != NULL;
  const char *wide = detect_mark (bytes, length, &skip);
  if (wide == NULL && has_zeros)
    wide = kw_charset_detect_wide (bytes, length);
  char *text = wide != NULL ? kw_charset_convert (bytes + skip, length - skip, wide) : NULL;
  if (text != NULL)
    return text;
  if (!has_zeros)
    return decode_narrow (bytes, length, declared);
  g_autofree char *copy = g_malloc (length + 1);
  memcpy (copy, bytes, length);
  drop_zeros (copy, length);
  return decode_narrow (copy, strlen (copy), declared);
}

/**
 * kw_charset_dup_parameter:
 * @content_type: (nullable): as sent, such as `text/html; charset="UTF-8"`
 *
 * Returns: (transfer full) (nullable): the character set, such as `UTF-8`
 */
char *
kw_charset_dup_parameter (const char *content_type)
{
  g_autofree char *lower = content_type != NULL ? g_ascii_strdown (content_type, -1) : NULL;
  const char *found = lower != NULL ? strstr (lower, "charset") : NULL;
  if (found == NULL)
    return NULL;

  found += strlen ("charset");
  found += strspn (found, " \t");
  if (*found != '=')
    return NULL;
  found += 1 + strspn (found + 1, " \t\"'");
  gsize n = strcspn (found, " \t\"';,>/");
  return n > 0 && n < 40 ? g_strndup (found, n) : NULL;
}
