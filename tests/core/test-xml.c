/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/xml.h"

#include <string.h>

#include "core/error.h"

static KwXml *
read_bytes (const char *text, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return kw_xml_new (bytes, error);
}

static void
test_tree (void)
{
  g_autoptr (KwXml) xml
      = read_bytes ("\xef\xbb\xbf \n<?xml version='1.0'?><a xmlns='urn:a'>one"
                    "<b c='1.10' x:type='PQ'/>&lt;two<![CDATA[ & ]]><b/><d e='a &amp; &quot;b'> x "
                    "<e>y</e></d></a>",
                    -1, NULL);
  const KwXmlNode *root = kw_xml_get_root (xml);
  const KwXmlNode *b = kw_xml_node_at (root, "b");
  g_autofree char *words = kw_xml_node_dup_words (root);
  g_autofree char *markup = kw_xml_node_dup_markup (root);

  g_assert_cmpstr (kw_xml_node_get_name (root), ==, "a");
  g_assert_cmpstr (kw_xml_node_get_space (root), ==, "urn:a");
  g_assert_cmpstr (kw_xml_node_get_text (kw_xml_node_get_first (root)), ==, "one");
  g_assert_cmpstr (kw_xml_node_get_attribute (b, "c"), ==, "1.10");
  g_assert_cmpstr (kw_xml_node_get_attribute (b, "type"), ==, "PQ");
  g_assert_null (kw_xml_node_get_attribute (b, "none"));
  g_assert_true (kw_xml_node_get_again (b) != NULL);
  g_assert_null (kw_xml_node_get_again (kw_xml_node_get_again (b)));
  g_assert_cmpstr (kw_xml_node_get_name (kw_xml_node_at (root, "d/e")), ==, "e");
  g_assert_cmpstr (kw_xml_node_get_attribute (kw_xml_node_at (root, "d"), "e"), ==, "a & \"b");
  g_assert_null (kw_xml_node_at (root, "d/f"));
  g_assert_cmpstr (words, ==, "one<two & x y");
  g_assert_cmpstr (markup, ==,
                   "<a xmlns=\"urn:a\">one<b c=\"1.10\" x:type=\"PQ\"/>&lt;two &amp; <b/><d e=\"a "
                   "&amp; &quot;b\"> x <e>y</e></d></a>");
}

static void
test_many (void)
{
  GString *text = g_string_new ("<a>");
  g_autoptr (KwXml) xml = NULL;
  guint n = 0;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "<b v='%u' w='%u'/>", i, i);
  g_string_append (text, "</a>");
  xml = read_bytes (text->str, -1, NULL);
  KW_XML_FOREACH_NAMED (b, kw_xml_get_root (xml), "b")
    {
      g_autofree char *want = g_strdup_printf ("%u", n++);

      g_assert_cmpstr (kw_xml_node_get_attribute (b, "v"), ==, want);
      g_assert_cmpstr (kw_xml_node_get_attribute (b, "w"), ==, want);
    }
  g_assert_cmpuint (n, ==, 2000);
  g_string_free (text, TRUE);
}

static void
test_encodings (void)
{
  static const char wide[] = "\xff\xfe<\0a\0>\0\xe9\0<\0/\0a\0>\0";
  static const struct
  {
    const char *bytes;
    gssize length;
    const char *words;
  } cases[] = {
    { "<?xml version='1.0' encoding='iso-8859-1'?><a>\xe9</a>", -1, "é" },
    { "<?xml version='1.0' encoding='UTF-8'?><a>\xe9t\xc3\xa9</a>", -1, "\xef\xbf\xbdté" },
    { wide, sizeof wide - 1, "é" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwXml) xml = read_bytes (cases[i].bytes, cases[i].length, &error);
      g_autofree char *words = xml ? kw_xml_node_dup_words (kw_xml_get_root (xml)) : NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_refused (void)
{
  g_autofree char *opening = g_strnfill (KW_XML_MAX_DEPTH + 1, 'a');
  g_autoptr (GString) deep = g_string_new (NULL);
  const struct
  {
    const char *text;
    KwError code;
  } cases[] = {
    { "", KW_ERROR_CUT_OFF },
    { "<a><b></a>", KW_ERROR_UNREADABLE },
    { "<a><b>", KW_ERROR_CUT_OFF },
    { "<a b='", KW_ERROR_CUT_OFF },
    { "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", KW_ERROR_UNREADABLE },
    { "<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>", KW_ERROR_UNREADABLE },
    { "<a>&unknown;</a>", KW_ERROR_UNREADABLE },
    { NULL, KW_ERROR_UNREADABLE },
  };

  for (char *c = opening; *c != '\0'; c++)
    g_string_append (deep, "<a>");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwXml) xml = read_bytes (cases[i].text ? cases[i].text : deep->str, -1, &error);

      g_assert_null (xml);
      g_test_message ("%s: %s", cases[i].text, error->message);
      g_assert_error (error, KW_ERROR, (gint) cases[i].code);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml/tree", test_tree);
  g_test_add_func ("/xml/many", test_many);
  g_test_add_func ("/xml/encodings", test_encodings);
  g_test_add_func ("/xml/refused", test_refused);
  return g_test_run ();
}
