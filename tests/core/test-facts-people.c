/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/facts-private.h"

/* Single quotes stand for double ones. */
static const struct
{
  char *(*words) (const KwJsonNode *node);
  const char *json;
  const char *said;
} cases[] = {
  { kw_human_name_words, "{'family':'Alvarez','given':['Rosa','M.'],'prefix':['Dr.']}",
    "Dr. Rosa M. Alvarez" },
  { kw_human_name_words, "{'text':'Rosa Alvarez','family':'X','use':'official'}", "Rosa Alvarez" },
  { kw_human_name_words, "{'family':'Windsor','use':'maiden','period':{'end':'2002'}}",
    "Windsor (name at birth, until 2002)" },
  { kw_human_name_words, "{'given':['Jim'],'use':'nickname'}", "Jim (nickname)" },
  { kw_human_name_words, "{'use':'old'}", NULL },
  { kw_address_words,
    "{'line':['258 Main St','Apt 3'],'city':'Springfield','state':'MA','postalCode':'01089',"
    "'country':'US'}",
    "258 Main St, Apt 3, Springfield, MA 01089, US" },
  { kw_address_words, "{'line':['Egmondkade 23'],'city':'Amsterdam','postalCode':'1024 RJ'}",
    "Egmondkade 23, Amsterdam, 1024 RJ" },
  { kw_address_words, "{'text':'PO Box 1,\nHope','use':'old','period':{'end':'2020-05-01'}}",
    "PO Box 1, Hope (no longer in use, until 1 May 2020)" },
  { kw_address_words, "{'use':'home'}", NULL },
  { kw_contact_words, "{'system':'phone','value':'555 0142','use':'mobile'}", "555 0142 (mobile)" },
  { kw_contact_words, "{'system':'fax','value':'555 0143','use':'work'}", "555 0143 (work, fax)" },
  { kw_contact_words, "{'system':'email','value':'rosa@example.org'}", "rosa@example.org" },
  { kw_contact_words, "{'system':'phone','value':'555 0144','use':'old'}",
    "555 0144 (no longer in use)" },
  { kw_contact_words, "{'system':'url','value':'http://example.org'}", NULL },
  { kw_contact_words, "{'use':'home'}", NULL },
  { kw_language_words, "{'language':{'text':'Spanish'},'preferred':true}", "Spanish (preferred)" },
  { kw_language_words, "{'language':{'coding':[{'code':'en-US'}]}}", "English" },
  { kw_language_words, "{'language':{'coding':[{'code':'vi','display':'Vietnamese'}]}}",
    "Vietnamese" },
  { kw_language_words, "{'language':{'coding':[{'code':'qq-XX'}]},'preferred':true}", NULL },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *quoted = g_strdelimit (g_strdup (cases[i].json), "'", '"');
      g_auto (GStrv) lines = g_strsplit (quoted, "\n", -1);
      g_autofree char *text = g_strjoinv ("\\n", lines);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
      g_autofree char *said = cases[i].words (kw_json_get_root (json));
      g_test_message ("%s", text);
      g_assert_cmpstr (said, ==, cases[i].said);
    }
}

static gboolean
says (GPtrArray *facts, const char *label, const char *text)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const KwFact *fact = g_ptr_array_index (facts, i);
      if (g_str_equal (fact->label, label) && (text == NULL || g_str_equal (fact->text, text)))
        return TRUE;
    }
  return FALSE;
}

/* What a person's page says; a phone without a number is none. */
static void
test_page (void)
{
  static const char body[]
      = "{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":[{\"text\":\"Rosa Alvarez\"},"
        "{\"family\":\"Ruiz\",\"use\":\"maiden\"}],\"telecom\":[{\"use\":\"home\"}],"
        "\"communication\":[{\"language\":{\"coding\":[{\"code\":\"es\"}]},\"preferred\":true}]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
  g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (json), "s");
  g_autoptr (GPtrArray) facts = kw_facts_new (NULL, record, kw_json_get_root (json));
  g_assert_true (says (facts, "Name", "Ruiz (name at birth)"));
  g_assert_true (says (facts, "Language", "Spanish (preferred)"));
  g_assert_false (says (facts, "Contact", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts-people/cases", test_cases);
  g_test_add_func ("/facts-people/page", test_page);
  return g_test_run ();
}
