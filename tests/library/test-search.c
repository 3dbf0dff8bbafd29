/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/fixture.h"
#include "library/search.h"

static const char *const resources[] = {
  "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa'}]}",
  "{'resourceType':'Observation','id':'sugar','status':'final','category':[{'coding':[{'code':"
  "'laboratory'}]}],'code':{'coding':[{'system':'http://loinc.org','code':'2345-7','display':"
  "'Glucose [Mass/volume] in Serum or Plasma'}],'text':'Glucose'},'valueQuantity':{'value':95,"
  "'unit':'mg/dL'}}",
  "{'resourceType':'Condition','id':'pressure','clinicalStatus':{'coding':[{'code':'active'}]},"
  "'code':{'coding':[{'system':'http://snomed.info/sct','code':'38341003'}],'text':'Hypertension'}"
  "}",
  "{'resourceType':'Condition','id':'menieres','code':{'text':'Ménière disease'}}",
  "{'resourceType':'Condition','id':'note','code':{'text':'Gout'},'note':[{'text':'worse after "
  "hypertension pills and shellfish'}]}",
  "{'resourceType':'Condition','id':'greek','code':{'text':'Κεφαλαλγία'}}",
  "{'resourceType':'MedicationRequest','id':'pill','status':'active','intent':'order',"
  "'medicationCodeableConcept':{'text':'Atorvastatin 20 MG Oral Tablet'}}",
  "{'resourceType':'Immunization','id':'shot','status':'completed','vaccineCode':{'coding':[{"
  "'system':'http://hl7.org/fhir/sid/cvx','code':'140'}],'text':'Influenza, seasonal'}}",
  "{'resourceType':'DocumentReference','id':'letter','status':'current','type':{'text':'Letter'},"
  "'content':[{'attachment':{'contentType':'text/plain','data':'U2hlIGJyaW5ncyBoZXIgemluYyBkaWFyeS"
  "B0byB0aGUgY2xpbmljLg=='}}]}",
  NULL,
};

static const struct
{
  const char *words;
  const char *ids;
} cases[] = {
  { "glucose", "sugar" },
  { "Gl", "sugar" },
  { "sugar", "sugar" }, /* lay word */
  { "high blood pressure", "pressure" },
  { "flu shot", "shot" },
  { "hypertension", "pressure note" }, /* the title counts more than a note */
  { "shellfish", "note" },
  { "gout shellfish", "note" }, /* every word must be there */
  { "gout glucose", "" },
  { "meniere", "menieres" }, /* without its accents */
  { "MÉNIÈRE", "menieres" },
  { "κεφαλ", "greek" },
  { "atorvastatin", "pill" },
  { "atorvastatine", "pill" }, /* a letter more */
  { "atorvastain", "pill" },   /* a letter less */
  { "atorvestatin", "pill" },  /* another letter */
  { "atorvasattin", "pill" },  /* two changed round */
  { "atorvasxxatin", "" },     /* two mistakes */
  { "goat", "note" },
  { "got", "" }, /* too short to be forgiven */
  { "20", "pill" },
  { "zinc", "letter" },   /* the text of a note */
  { "diarry", "letter" }, /* and a mistyped word of it */
  { "letter diary", "letter" },
  { "atorvst", "pill" },          /* the beginning of a word, mistyped */
  { "record.json gout", "note" }, /* the file that it came from */
  { "", "" },
  { "   ", "" },
  { "\"", "" },
  { "' OR 1=1 --", "" },
  { "title:gout", "" },
  { "gout*", "note" },
  { "gout AND (", "note" },
  { "NEAR(gout)", "" },
  { "\xf0\x9f\x92\x8a", "" },
  { "gout \xf0\x9f\x92\x8a", "note" },
  { "gout \xff", "note" }, /* not UTF-8 */
};

static void
test_words (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autoptr (KwSearch) search = NULL;
  g_autoptr (GError) error = NULL;

  file_open (&file, resources);
  search = kw_search_new (file.snapshot, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) found = kw_search_run (search, cases[i].words, 100);

      g_test_message ("%s", g_str_is_ascii (cases[i].words) ? cases[i].words : "(not ASCII)");
      fixture_assert_ids (file.snapshot, found, cases[i].ids);
    }
}

static void
test_limit (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autoptr (KwSearch) search = NULL;
  g_autoptr (GArray) one = NULL;
  g_autoptr (GArray) none = NULL;

  file_open (&file, resources);
  search = kw_search_new (file.snapshot, NULL, NULL);
  one = kw_search_run (search, "hypertension", 1);
  fixture_assert_ids (file.snapshot, one, "pressure");
  none = kw_search_run (search, "hypertension", 0);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Titles first, then the rest; newest first in both. */
static void
test_order (void)
{
  static const char *const dated[] = {
    "{'resourceType':'Condition','id':'other-new','recordedDate':'2024','code':{'text':'Cough'},"
    "'note':[{'text':'with asthma'}]}",
    "{'resourceType':'Condition','id':'title-old','recordedDate':'2019','code':{'text':'Asthma'}}",
    "{'resourceType':'Condition','id':'title-new','recordedDate':'2023','code':{'text':'Mild "
    "asthma'}}",
    "{'resourceType':'Condition','id':'other-old','recordedDate':'2018','code':{'text':'Cold'},"
    "'note':[{'text':'asthma'}]}",
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  g_autoptr (KwSearch) search = NULL;
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) three = NULL;

  file_open (&file, dated);
  search = kw_search_new (file.snapshot, NULL, NULL);
  all = kw_search_run (search, "asthma", 10);
  fixture_assert_ids (file.snapshot, all, "title-new title-old other-new other-old");
  three = kw_search_run (search, "asthma", 3);
  fixture_assert_ids (file.snapshot, three, "title-new title-old other-new");
}

/* A section's first ones at once, and all of them after that; ranked by name. */
static void
test_sections (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autoptr (KwSearch) search = NULL;
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (many,
                     g_strdup_printf ("{'resourceType':'Observation','id':'o%02u','status':'final',"
                                      "'category':[{'coding':[{'code':'laboratory'}]}],"
                                      "'effectiveDateTime':'%u','code':{'text':'Zinc'}}",
                                      i, 2020 - i));
  for (guint i = 0; resources[i] != NULL; i++)
    g_ptr_array_add (many, g_strdup (resources[i]));
  g_ptr_array_add (many, NULL);
  file_open (&file, (const char *const *) many->pdata);
  search = kw_search_new (file.snapshot, NULL, NULL);
  g_autoptr (KwFound) first = kw_search_first (search, "zinc");
  g_autoptr (KwFound) all = kw_search_all (search, "zinc", NULL);

  g_assert_false (first->is_whole);
  g_assert_cmpuint (first->sections[KW_SECTION_LABS]->len, <, 100);
  g_assert_cmpuint (first->sections[KW_SECTION_DOCUMENTS]->len, ==, 1);
  g_assert_true (all->is_whole);
  g_assert_cmpuint (all->sections[KW_SECTION_LABS]->len, ==, 100);
  g_assert_cmpuint (all->n_by_name[KW_SECTION_LABS], ==, 100);
  g_assert_cmpuint (all->n_by_name[KW_SECTION_DOCUMENTS], ==, 0);
  g_assert_cmpuint (kw_found_count (all), ==, 101);
  g_assert_cmpmem (first->sections[KW_SECTION_LABS]->data,
                   first->sections[KW_SECTION_LABS]->len * sizeof (guint32),
                   all->sections[KW_SECTION_LABS]->data,
                   first->sections[KW_SECTION_LABS]->len * sizeof (guint32));
}

/* Rule S1: what was searched for in place of a mistyped word is said, and only then. */
static void
test_corrected (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autoptr (KwSearch) search = NULL;

  file_open (&file, resources);
  search = kw_search_new (file.snapshot, NULL, NULL);
  g_autoptr (KwFound) typo = kw_search_first (search, "Glucsoe");
  g_autoptr (KwFound) right = kw_search_first (search, "Ménière");
  g_autoptr (KwFound) nothing = kw_search_first (search, "xyzzyx");

  g_assert_cmpstr (typo->corrected, ==, "glucose");
  g_assert_cmpstr (typo->terms[0], ==, "glucose");
  g_assert_null (right->corrected);
  g_assert_cmpstr (right->terms[0], ==, "meniere");
  g_assert_null (nothing->corrected);
  g_assert_cmpuint (kw_found_count (nothing), ==, 0);
}

static char *
dup_excerpt (const File *file, KwSearch *search, const char *words, KwSection section)
{
  g_autoptr (KwFound) found = kw_search_first (search, words);

  g_assert_cmpuint (found->sections[section]->len, ==, 1);
  return kw_search_dup_excerpt (search, (const char *const *) found->terms,
                                g_array_index (found->sections[section], guint32, 0));
}

/* Why a record was found, where its name does not say it. */
static void
test_excerpt (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autoptr (KwSearch) search = NULL;

  file_open (&file, resources);
  search = kw_search_new (file.snapshot, NULL, NULL);
  g_autofree char *note = dup_excerpt (&file, search, "zinc", KW_SECTION_DOCUMENTS);
  g_autofree char *said = dup_excerpt (&file, search, "shellfish", KW_SECTION_CONDITIONS);
  g_autofree char *official = dup_excerpt (&file, search, "plasma", KW_SECTION_LABS);

  g_assert_cmpstr (note, ==, "She brings her zinc diary to the clinic.");
  g_assert_cmpstr (said, ==, "worse after hypertension pills and shellfish");
  g_assert_cmpstr (official, ==, "Glucose [Mass/volume] in Serum or Plasma");
}

static void
test_cancelled (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  file_open (&file, resources);
  g_cancellable_cancel (cancellable);
  g_assert_null (kw_search_new (file.snapshot, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_autoptr (KwSearch) search = kw_search_new (file.snapshot, NULL, NULL);
  g_assert_null (kw_search_all (search, "gout", cancellable));
}

static gpointer
search_in_thread (gpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GArray) found = kw_search_run (data, i % 2 ? "atorvestatin" : "gout", 10);

      g_assert_cmpuint (found->len, ==, 1);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autoptr (KwSearch) search = NULL;
  GThread *threads[4];

  file_open (&file, resources);
  search = kw_search_new (file.snapshot, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("search", search_in_thread, search);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/words", test_words);
  g_test_add_func ("/search/limit", test_limit);
  g_test_add_func ("/search/order", test_order);
  g_test_add_func ("/search/sections", test_sections);
  g_test_add_func ("/search/corrected", test_corrected);
  g_test_add_func ("/search/excerpt", test_excerpt);
  g_test_add_func ("/search/cancelled", test_cancelled);
  g_test_add_func ("/search/threads", test_threads);
  return g_test_run ();
}
