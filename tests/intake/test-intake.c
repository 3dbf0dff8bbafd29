/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"
#include "intake/intake.h"
#include "vault/fixture.h"

#define ROSA                                                                                       \
  "{\"resourceType\":\"Patient\",\"id\":\"rosa\",\"birthDate\":\"1958-07-02\",\"gender\":"         \
  "\"female\",\"name\":[{\"given\":[\"Rosa\"],\"family\":\"Alvarez\"}]}"
#define TOM                                                                                        \
  "{\"resourceType\":\"Patient\",\"id\":\"tom\",\"birthDate\":\"2015-01-01\",\"gender\":\"male\"," \
  "\"name\":[{\"given\":[\"Tom\"],\"family\":\"Alvarez\"}]}"
#define OF(patient) "\"subject\":{\"reference\":\"Patient/" patient "\"}"

static KwPerson *
new_rosa (void)
{
  KwPerson *person = g_new0 (KwPerson, 1);

  person->uuid = g_uuid_string_random ();
  person->name = g_strdup ("Rosa Alvarez");
  person->given = g_strdup ("Rosa");
  person->family = g_strdup ("Alvarez");
  person->birth_date = g_strdup ("1958-07-02");
  person->sex = g_strdup ("female");
  return person;
}

static KwVault *
new_vault (const char *dir)
{
  g_autoptr (KwPerson) rosa = new_rosa ();
  g_autoptr (GError) error = NULL;
  KwVault *vault = kw_vault_create (dir, rosa, &error);

  g_assert_no_error (error);
  return vault;
}

static KwIntake *
read_text (const char *dir, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (KwIntake) intake = kw_intake_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  kw_intake_add_file (intake, path, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&intake);
}

static KwIntakeResult
store (KwIntake *intake, guint index, KwVault *vault)
{
  KwIntakeResult result;
  g_autoptr (GError) error = NULL;

  kw_intake_store (intake, index, vault, KW_PERSON_SAME, &result, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static void
test_preview (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwIntake) intake
      = read_text (dir, "a.json",
                   "[" ROSA "," TOM ",{\"resourceType\":\"Condition\",\"id\":\"c\"," OF (
                       "tom") "},{\"resourceType\":\"Condition\",\"id\":\"d\","
                              "\"verificationStatus\":{\"coding\":"
                              "[{\"code\":\"entered-in-error\"}]}," OF ("tom") "}]");
  g_autoptr (KwPerson) rosa = new_rosa ();
  const KwIntakePerson *tom;

  g_assert_cmpuint (kw_intake_get_n_persons (intake), ==, 2);
  tom = kw_intake_get_person (intake, 1);
  g_assert_cmpstr (tom->person->name, ==, "Tom Alvarez");
  g_assert_cmpuint (tom->n_records, ==, 2);
  g_assert_cmpuint (tom->n_entered_in_error, ==, 1);
  g_assert_cmpuint (tom->n_in_section[KW_SECTION_CONDITIONS], ==, 1);
  g_assert_cmpint (kw_intake_compare (intake, 0, rosa), ==, KW_PERSON_SAME);
  g_assert_cmpint (kw_intake_compare (intake, 1, rosa), ==, KW_PERSON_DIFFERENT);
  fixture_remove (dir);
}

/* The same file again changes nothing; a changed record is one change and no second record. */
static void
test_again (void)
{
  static const char first[] = "[" ROSA ",{\"resourceType\":\"Flag\",\"id\":\"f\"," OF ("rosa") "}]";
  static const char one[] = "{\"resourceType\":\"Bundle\",\"entry\":[{\"fullUrl\":"
                            "\"https://a.example/r4/Patient/rosa\",\"resource\":" ROSA "}]}";
  static const char two[]
      = "{\"resourceType\":\"Bundle\",\"entry\":[{\"fullUrl\":\"https://a.example/r4/Patient/"
        "rosa\","
        "\"resource\":" ROSA "},{\"fullUrl\":\"https://a.example/r4/Flag/f\",\"resource\":"
        "{\"resourceType\":\"Flag\",\"id\":\"f\"," OF ("rosa") "}}]}";
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = new_vault (dir);
  g_autoptr (KwIntake) intake = read_text (dir, "a.json", first);
  g_autoptr (KwIntake) again = read_text (dir, "b.json", first);
  g_autoptr (KwIntake) served = read_text (dir, "c.json", one);
  g_autoptr (KwIntake) later = read_text (dir, "d.json", two);
  KwIntakeResult result = store (intake, 0, vault);
  guint64 version = kw_vault_get_version (vault);
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_cmpuint (result.n_new, ==, 2);
  result = store (again, 0, vault);
  g_assert_cmpuint (result.n_new + result.n_changed, ==, 0);
  g_assert_cmpuint (result.n_same, ==, 2);
  g_assert_cmpuint (kw_vault_get_version (vault), ==, version);
  /* Two files of one server are one source. */
  result = store (served, 0, vault);
  g_assert_cmpuint (result.n_new, ==, 1);
  result = store (later, 0, vault);
  g_assert_cmpuint (result.n_new, ==, 1);
  g_assert_cmpuint (result.n_same, ==, 1);
  sources = kw_vault_list_sources (vault, NULL);
  rows = kw_vault_load_index (vault, NULL, NULL);
  g_assert_cmpuint (sources->len, ==, 2);
  g_assert_cmpuint (rows->len, ==, 4);
  fixture_remove (dir);
}

static void
test_changed (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = new_vault (dir);
  static const char text[]
      = "{\"resourceType\":\"Bundle\",\"entry\":[{\"fullUrl\":\"https://a.example/r4/Patient/"
        "rosa\","
        "\"resource\":" ROSA "},{\"fullUrl\":\"https://a.example/r4/Flag/f\",\"resource\":"
        "{\"resourceType\":\"Flag\",\"id\":\"f\",\"status\":\"%s\"," OF ("rosa") "}}]}";
  static const char *const statuses[] = { "active", "inactive" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_auto (GStrv) halves = g_strsplit (text, "%s", 2);
      g_autofree char *whole = g_strjoin (statuses[i], halves[0], halves[1], NULL);
      g_autoptr (KwIntake) intake = read_text (dir, "a.json", whole);
      KwIntakeResult result = store (intake, 0, vault);

      g_assert_cmpuint (result.n_new, ==, i == 0 ? 2 : 0);
      g_assert_cmpuint (result.n_changed, ==, i);
    }
  fixture_remove (dir);
}

/* Somebody else's file changes nothing; one that does not say whose it is needs a decision. */
static void
test_other_person (void)
{
  static const struct
  {
    const char *text;
    KwPersonMatch accept;
    gboolean stored;
  } cases[] = {
    { TOM, KW_PERSON_SAME, FALSE },
    { TOM, KW_PERSON_UNSURE, FALSE },
    { "{\"resourceType\":\"Flag\",\"id\":\"f\"}", KW_PERSON_SAME, FALSE },
    { "{\"resourceType\":\"Flag\",\"id\":\"f\"}", KW_PERSON_UNSURE, TRUE },
    { TOM, KW_PERSON_DIFFERENT, TRUE },
  };
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = new_vault (dir);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwIntake) intake = read_text (dir, "a.json", cases[i].text);
      guint64 version = kw_vault_get_version (vault);
      g_autoptr (GError) error = NULL;
      KwIntakeResult result;

      g_assert_cmpint (kw_intake_store (intake, 0, vault, cases[i].accept, &result, NULL, &error),
                       ==, cases[i].stored);
      if (cases[i].stored)
        g_assert_no_error (error);
      else
        g_assert_error (error, KW_ERROR, KW_ERROR_OTHER_PATIENT);
      g_assert_cmpint (kw_vault_get_version (vault) != version, ==, cases[i].stored);
    }
  fixture_remove (dir);
}

/* A doctor of two people, and a note whose bytes are in another resource of the file. */
static void
test_what_belongs_with_it (void)
{
  static const char text[]
      = "[" ROSA "," TOM ",{\"resourceType\":\"Practitioner\",\"id\":\"p\",\"name\":[{\"text\":"
        "\"Dr. Lim\"}]},{\"resourceType\":\"Condition\",\"id\":\"t\",\"recorder\":{\"reference\":"
        "\"Practitioner/p\"}," OF (
            "tom") "},{\"resourceType\":\"Condition\",\"id\":\"r\","
                   "\"recorder\":{\"reference\":\"Practitioner/p\"}," OF (
                       "rosa") "},{\"resourceType\":"
                               "\"DocumentReference\",\"id\":\"d\",\"content\":[{\"attachment\":{"
                               "\"url\":\"Binary/b\"}}]," OF (
                                   "rosa") "},{\"resourceType\":\"Binary\",\"id\":\"b\","
                                           "\"contentType\":\"text/plain\","
                                           "\"data\":\"aGVsbG8=\"}]";
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = new_vault (dir);
  g_autoptr (KwIntake) intake = read_text (dir, "a.json", text);
  KwIntakeResult result = store (intake, 0, vault);
  g_autoptr (GPtrArray) sources = kw_vault_list_sources (vault, NULL);
  const KwSource *source = g_ptr_array_index (sources, 0);
  g_autofree char *ref = g_strconcat (source->id, "/DocumentReference/d", NULL);
  g_autofree char *type = NULL;
  g_autoptr (GBytes) blob = kw_vault_load_blob (vault, ref, 0, NULL, &type, NULL);

  g_assert_cmpuint (result.n_new, ==, 5); /* Rosa, her condition, its doctor, her note, its bytes */
  g_assert_cmpstr (source->name, ==, "a.json");
  g_assert_cmpint (source->as_of, >, 0);
  g_assert_cmpmem (g_bytes_get_data (blob, NULL), g_bytes_get_size (blob), "hello", 5);
  g_assert_cmpstr (type, ==, "text/plain");
  fixture_remove (dir);
}

/* A C-CDA whose body is another file takes that file along, and no other. */
static void
test_beside (void)
{
  static const struct
  {
    const char *url;
    const char *type;
    const char *bytes;
    gboolean taken;
  } cases[] = {
    { "scan.pdf", "mediaType='application/pdf'", "%PDF-1.4\n", TRUE },
    { "scan.pdf", "", "%PDF-1.4\n", TRUE },
    { "scan.pdf", "mediaType='application/pdf'", "not a PDF", FALSE },
    { "scan.pdf", "mediaType='image/png'", "%PDF-1.4\n", FALSE },
    { "notes.txt", "", "a private note", FALSE },
    { "notes.txt", "mediaType='text/plain'", "a private note", FALSE },
    { "../scan.pdf", "", "%PDF-1.4\n", FALSE },
    { ".scan.pdf", "", "%PDF-1.4\n", FALSE },
    { "https://a.example/scan.pdf", "", "%PDF-1.4\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *dir = fixture_new ();
      g_autofree char *folder = g_build_filename (dir, "in", NULL);
      g_autofree char *scan = g_build_filename (folder, cases[i].url, NULL);
      g_autofree char *text = g_strdup_printf (
          "<ClinicalDocument "
          "xmlns='urn:hl7-org:v3'><recordTarget><patientRole><patient><name><given>"
          "Rosa</given><family>Alvarez</family></name><administrativeGenderCode "
          "code='F'/><birthTime "
          "value='19580702'/></patient></patientRole></recordTarget><component><nonXMLBody><text "
          "%s>"
          "<reference value='%s'/></text></nonXMLBody></component></ClinicalDocument>",
          cases[i].type, cases[i].url);
      g_autoptr (KwVault) vault = new_vault (dir);
      g_autoptr (KwIntake) intake = NULL;
      g_autoptr (GPtrArray) sources = NULL;
      g_autoptr (GBytes) blob = NULL;
      g_autofree char *ref = NULL;
      g_autofree char *type = NULL;

      g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
      if (strchr (cases[i].url, ':') == NULL)
        g_assert_true (g_file_set_contents (scan, cases[i].bytes, -1, NULL));
      intake = read_text (folder, "a.xml", text);
      store (intake, 0, vault);
      sources = kw_vault_list_sources (vault, NULL);
      ref = g_strconcat (((const KwSource *) g_ptr_array_index (sources, 0))->id,
                         "/DocumentReference/document", NULL);
      blob = kw_vault_load_blob (vault, ref, 0, NULL, &type, NULL);
      g_test_message ("%s", cases[i].url);
      g_assert_cmpint (blob != NULL, ==, cases[i].taken);
      if (cases[i].taken)
        g_assert_cmpstr (type, ==, "application/pdf");
      fixture_remove (dir);
    }
}

static void
test_bad_files (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *path = g_build_filename (dir, "none.json", NULL);
  g_autoptr (KwIntake) intake = kw_intake_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_intake_add_file (intake, path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (kw_intake_add_file (intake, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (kw_intake_get_n_persons (intake), ==, 0);
  fixture_remove (dir);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_start ();
  g_test_add_func ("/intake/preview", test_preview);
  g_test_add_func ("/intake/again", test_again);
  g_test_add_func ("/intake/changed", test_changed);
  g_test_add_func ("/intake/other-person", test_other_person);
  g_test_add_func ("/intake/what-belongs-with-it", test_what_belongs_with_it);
  g_test_add_func ("/intake/beside", test_beside);
  g_test_add_func ("/intake/bad-files", test_bad_files);
  return fixture_end (g_test_run ());
}
