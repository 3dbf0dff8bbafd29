/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/bundle.h"
#include "core/error.h"

#define PATIENT "{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":[{\"text\":\"Rosa\"}]}"

#define N_LARGE 10000

static KwBundle *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return kw_bundle_new (bytes, "s", error);
}

static const KwRecord *
get_record (const KwBundle *bundle, guint person, guint index)
{
  const KwBundlePerson *of = kw_bundle_get_person (bundle, person);
  const KwResource *resource;

  g_assert_cmpuint (index, <, of->resources->len);
  resource = g_ptr_array_index (of->resources, index);
  return resource->record;
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *text;
    guint n_persons;
    guint n_resources; /* of the first person */
  } cases[] = {
    { PATIENT, 1, 1 },
    { "\xef\xbb\xbf" PATIENT, 1, 1 },
    { "[" PATIENT ",{\"resourceType\":\"Flag\",\"id\":\"f\"}]", 1, 2 },
    { PATIENT "\n{\"resourceType\":\"Flag\",\"id\":\"f\"}\n\r\n", 1, 2 },
    { "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" PATIENT "},{},{\"resource\":{}},"
      "{\"resource\":{\"resourceType\":\"Bundle\",\"entry\":{\"resource\":{\"resourceType\":"
      "\"Flag\"}}}}]}",
      1, 2 },
    { "{\"resourceType\":\"Bundle\"}", 0, 0 },
    { "{\"resourceType\":\"Flag\",\"id\":\"f\",\"subject\":{\"reference\":\"Patient/x\"}}", 1, 1 },
    { "{\"resourceType\":\"Flag\",\"id\":\"f\",\"subject\":{\"reference\":\"Group/x\"}}", 1, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwBundle) bundle = read_text (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (kw_bundle_get_n_persons (bundle), ==, cases[i].n_persons);
      if (cases[i].n_persons > 0)
        g_assert_cmpuint (kw_bundle_get_person (bundle, 0)->resources->len, ==,
                          cases[i].n_resources);
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char *text;
    gboolean is_json; /* else ours */
    int code;
    const char *place;
  } cases[] = {
    { "", TRUE, KW_JSON_ERROR_EMPTY, "" },
    { " \n", TRUE, KW_JSON_ERROR_EMPTY, "" },
    { "<html>", FALSE, KW_ERROR_NOT_FHIR, "of another kind" },
    { "<Flag xmlns='http://hl7.org/fhir'><id>", FALSE, KW_ERROR_CUT_OFF, "line 1" },
    { "<Flag xmlns='http://hl7.org/fhir'>\n<id></Flag>", FALSE, KW_ERROR_UNREADABLE, "line 2" },
    { "{\"resourceType\":\n  \"Flag\",,}", TRUE, KW_JSON_ERROR_SYNTAX, "line 2, column 10" },
    { "{\"resourceType\":\"Flag\",\"id\":\"f", FALSE, KW_ERROR_CUT_OFF, "line 1" },
    { "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" PATIENT "}", FALSE, KW_ERROR_CUT_OFF,
      "line 1" },
    { "{\"name\":\"Rosa\"}", FALSE, KW_ERROR_NOT_FHIR, "resourceType" },
    { "[]", FALSE, KW_ERROR_NOT_FHIR, "resourceType" },
    { "7", FALSE, KW_ERROR_NOT_FHIR, "resourceType" },
    { PATIENT "\n\n{\"resourceType\":7,}\n", TRUE, KW_JSON_ERROR_SYNTAX, "in line 3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwBundle) bundle = read_text (cases[i].text, &error);
      GQuark domain = cases[i].is_json ? KW_JSON_ERROR : KW_ERROR;

      g_assert_null (bundle);
      g_assert_error (error, domain, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].place));
    }
}

/* A damaged byte costs its character, and the record says so. */
static void
test_damaged (void)
{
  static const char text[]
      = "[{\"resourceType\":\"Flag\",\"id\":\"f\",\"code\":{\"text\":\"bad \xff byte\"}},"
        "{\"resourceType\":\"Flag\",\"id\":\"g\",\"code\":{\"text\":\"good\"}}]";
  g_autoptr (KwBundle) bundle = read_text (text, NULL);

  g_assert_cmpstr (get_record (bundle, 0, 0)->text, ==, "bad \xef\xbf\xbd byte");
  g_assert_true (get_record (bundle, 0, 0)->flags & KW_RECORD_DAMAGED);
  g_assert_false (get_record (bundle, 0, 1)->flags & KW_RECORD_DAMAGED);
}

/* Two people, a doctor of the second, a place of the doctor, and something of nobody. */
static void
test_people (void)
{
  static const char text[]
      = "{\"resourceType\":\"Bundle\",\"entry\":["
        "{\"resource\":{\"resourceType\":\"Organization\",\"id\":\"o\",\"name\":\"Clinic\"}},"
        "{\"resource\":{\"resourceType\":\"PractitionerRole\",\"id\":\"d\","
        "\"organization\":{\"reference\":\"Organization/o\"}}},"
        "{\"resource\":" PATIENT "},"
        "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"b\"}},"
        "{\"resource\":{\"resourceType\":\"Condition\",\"id\":\"c\",\"subject\":{\"reference\":"
        "\"Patient/b\"},\"recorder\":{\"reference\":\"PractitionerRole/d\"}}},"
        "{\"resource\":{\"resourceType\":\"Condition\",\"id\":\"e\",\"subject\":{\"reference\":"
        "\"Patient/b\"},\"verificationStatus\":{\"coding\":[{\"code\":\"entered-in-error\"}]}}},"
        "{\"resource\":{\"resourceType\":\"Basic\",\"id\":\"x\"}},"
        "{\"resource\":{\"resourceType\":\"Condition\",\"id\":\"z\",\"subject\":{\"reference\":"
        "\"Patient/elsewhere\"}}}]}";
  g_autoptr (KwBundle) bundle = read_text (text, NULL);
  const KwBundlePerson *rosa, *other, *stranger;

  g_assert_cmpuint (kw_bundle_get_n_persons (bundle), ==, 3);
  rosa = kw_bundle_get_person (bundle, 0);
  other = kw_bundle_get_person (bundle, 1);
  stranger = kw_bundle_get_person (bundle, 2);
  g_assert_cmpstr (rosa->person->name, ==, "Rosa");
  g_assert_cmpstr (rosa->patient_ref, ==, "Patient/a");
  g_assert_cmpuint (rosa->resources->len, ==, 2); /* herself and what is nobody's */
  g_assert_cmpuint (other->resources->len, ==, 4);
  g_assert_cmpuint (other->n_entered_in_error, ==, 1);
  g_assert_null (stranger->person);
  g_assert_cmpuint (stranger->resources->len, ==, 1);
}

static void
test_references (void)
{
  static const char text[]
      = "{\"resourceType\":\"Bundle\",\"entry\":["
        "{\"fullUrl\":\"urn:uuid:1\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"a\","
        "\"identifier\":[{\"system\":\"http://a.example\",\"value\":\"7\"}]}},"
        "{\"fullUrl\":\"urn:uuid:2\",\"resource\":{\"resourceType\":\"Flag\",\"id\":\"f\","
        "\"subject\":{\"reference\":\"urn:uuid:1\"},\"author\":{\"reference\":"
        "\"https://b.example/fhir/Practitioner/9\"}}},"
        "{\"resource\":{\"resourceType\":\"Flag\",\"id\":\"g\",\"subject\":{\"reference\":"
        "\"Patient?identifier=http://a.example|7\"}}}]}";
  g_autoptr (KwBundle) bundle = read_text (text, NULL);
  const KwRecord *flag = get_record (bundle, 0, 1);

  g_assert_cmpuint (kw_bundle_get_n_persons (bundle), ==, 1);
  g_assert_cmpstr (kw_record_get_relation (flag, KW_RELATION_SUBJECT)->reference, ==, "Patient/a");
  g_assert_cmpstr (kw_record_get_relation (flag, KW_RELATION_AUTHOR)->reference, ==,
                   "https://b.example/fhir/Practitioner/9");
  g_assert_cmpstr (kw_bundle_resolve (bundle, flag, "urn:uuid:1")->record->id, ==, "a");
  g_assert_cmpstr (kw_bundle_resolve (bundle, flag, "Flag/g")->record->id, ==, "g");
  g_assert_null (kw_bundle_resolve (bundle, flag, "Flag/none"));
  g_assert_null (kw_bundle_resolve (bundle, flag, "#contained"));
  g_assert_null (kw_bundle_resolve (bundle, flag, NULL));
}

static void
test_base (void)
{
  static const char one[]
      = "{\"resourceType\":\"Bundle\",\"entry\":[{\"fullUrl\":\"https://a.example/r4/Patient/a\","
        "\"resource\":" PATIENT "},{\"fullUrl\":\"https://a.example/r4/Flag/f\",\"resource\":"
        "{\"resourceType\":\"Flag\",\"id\":\"f\",\"subject\":{\"reference\":"
        "\"https://a.example/r4/Patient/a\"},\"author\":{\"reference\":"
        "\"https://a.example/r4/Practitioner/9/_history/2\"}}}]}";
  static const char two[]
      = "{\"resourceType\":\"Bundle\",\"entry\":[{\"fullUrl\":\"https://a.example/r4/Patient/a\","
        "\"resource\":" PATIENT "},{\"fullUrl\":\"https://b.example/r4/Flag/f\",\"resource\":"
        "{\"resourceType\":\"Flag\",\"id\":\"f\"}}]}";
  g_autoptr (KwBundle) same = read_text (one, NULL);
  g_autoptr (KwBundle) mixed = read_text (two, NULL);
  const KwRecord *flag = get_record (same, 0, 1);

  g_assert_cmpstr (kw_bundle_get_source_base (same), ==, "https://a.example/r4");
  g_assert_cmpstr (kw_record_get_relation (flag, KW_RELATION_SUBJECT)->reference, ==, "Patient/a");
  g_assert_cmpstr (kw_record_get_relation (flag, KW_RELATION_AUTHOR)->reference, ==,
                   "Practitioner/9");
  g_assert_true (g_str_has_prefix (kw_bundle_get_source_base (mixed), "sha256:"));
  g_assert_cmpuint (strlen (kw_bundle_get_source_base (mixed)), ==, strlen ("sha256:") + 64);
}

/* The body is the source's own bytes. */
static void
test_body (void)
{
  static const char text[] = "[ {\"resourceType\":\"Flag\", \"id\":\"f\",\"v\": 1.10 } ]";
  g_autoptr (KwBundle) bundle = read_text (text, NULL);
  const KwResource *resource = g_ptr_array_index (kw_bundle_get_person (bundle, 0)->resources, 0);
  const char *body = g_bytes_get_data (resource->body, NULL);

  g_assert_cmpmem (body, g_bytes_get_size (resource->body), text + 2, strlen (text) - 4);
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("keepwell-test-XXXXXX", &error);
  g_autofree char *path = g_build_filename (dir, "a.json", NULL);
  g_autoptr (KwBundle) none = kw_bundle_new_from_file (path, &error);

  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (kw_bundle_new_from_file (dir, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  /* 2 GB without a byte on disk: refused by its size. */
  g_assert_true (g_file_set_contents (path, PATIENT, -1, NULL));

  g_autoptr (KwBundle) bundle = kw_bundle_new_from_file (path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kw_bundle_get_n_persons (bundle), ==, 1);
  g_assert_cmpint (truncate (path, 2147483648), ==, 0);
  g_assert_null (kw_bundle_new_from_file (path, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_TOO_LARGE);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

/* Enough for several threads: every record is read, in its order, and its references are found. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new ("[" PATIENT);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBundle) bundle = NULL;

  g_string_append (text, ",{\"resourceType\":\"Practitioner\",\"id\":\"p\",\"identifier\":[{"
                         "\"system\":\"s\",\"value\":\"7\"}]}");
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text,
                            ",{\"resourceType\":\"Flag\",\"id\":\"f%u\",\"subject\":{\"reference\":"
                            "\"Patient/a\"},\"author\":{\"reference\":\"Practitioner?identifier="
                            "s|7\"},\"code\":{\"text\":\"Flag %u\"}}",
                            i, i);
  g_string_append_c (text, ']');
  bundle = read_text (text->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kw_bundle_get_n_persons (bundle), ==, 1);
  for (guint i = 0; i < 5000; i++)
    {
      const KwRecord *record = get_record (bundle, 0, i + 2);
      g_autofree char *id = g_strdup_printf ("f%u", i);
      g_autofree char *name = g_strdup_printf ("Flag %u", i);
      const KwRelation *author = kw_record_get_relation (record, KW_RELATION_AUTHOR);

      g_assert_cmpstr (record->id, ==, id);
      g_assert_cmpstr (record->text, ==, name);
      g_assert_cmpstr (author->reference, ==, "Practitioner/p");
    }
  g_assert_true (g_str_has_prefix (kw_bundle_get_source_base (bundle), "sha256:"));
}

/* A text that is large enough to be read in two halves; @between stands between two entries, @odd
 * in place of the one in the middle. */
static GBytes *
make_large (const char *between, const char *odd)
{
  GString *text
      = g_string_new ("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" PATIENT "}");

  for (guint i = 0; i < N_LARGE; i++)
    if (i == N_LARGE / 2 && odd != NULL)
      g_string_append_printf (text, "%s%s", between, odd);
    else
      g_string_append_printf (text,
                              "%s{\"fullUrl\":\"urn:x:%u\",\"resource\":{\"resourceType\":\"Flag\","
                              "\"id\":\"f%u\",\"code\":{\"text\":\"a}, {\\\"resource\\\":%u}\"}}}",
                              between, i, i, i);
  g_string_append (text, "],\"type\":\"collection\"}");
  g_assert_cmpuint (text->len, >, 1024 * 1024);
  return g_string_free_to_bytes (text);
}

/* Halves give what the whole gives, wherever the middle is: every record, its bytes and its name.
 */
static void
test_halves (void)
{
  static const char nested[]
      = "{\"resource\":{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":"
        "\"Flag\",\"id\":\"n\"}},{\"resource\":{\"resourceType\":\"Flag\",\"id\":\"m\"}}]}}";
  static const struct
  {
    const char *between;
    const char *odd;
    guint n;
  } cases[] = {
    { ",", NULL, N_LARGE + 1 },
    { " ,\n  ", NULL, N_LARGE + 1 },
    { ",", nested, N_LARGE + 2 },
    { ",", "{}", N_LARGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = make_large (cases[i].between, cases[i].odd);
      g_autoptr (GError) error = NULL;
      g_autoptr (KwBundle) bundle = kw_bundle_new (bytes, "s", &error);
      const KwBundlePerson *person;

      g_assert_no_error (error);
      g_assert_cmpuint (kw_bundle_get_n_persons (bundle), ==, 1);
      person = kw_bundle_get_person (bundle, 0);
      g_assert_cmpuint (person->resources->len, ==, cases[i].n);
      for (guint r = 1; r < person->resources->len; r += 97)
        {
          const KwResource *resource = g_ptr_array_index (person->resources, r);
          g_autofree char *start
              = g_strdup_printf ("{\"resourceType\":\"Flag\",\"id\":\"%s\"", resource->record->id);
          gsize size;
          const char *body = g_bytes_get_data (resource->body, &size);

          g_assert_cmpmem (body, strlen (start), start, strlen (start));
          g_assert_cmpint (body[size - 1], ==, '}');
          g_assert_true (kw_bundle_resolve (bundle, NULL, resource->full_url) == resource
                         || resource->full_url == NULL);
        }
    }
}

/* What is wrong in a half is told as of the whole, with its place. */
static void
test_bad_halves (void)
{
  g_autoptr (GBytes) bad = make_large (",", "{\"resource\":{\"a\":tru}}");
  g_autoptr (GBytes) good = make_large (",", NULL);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (good, 0, g_bytes_get_size (good) - 30);
  g_autoptr (GError) syntax = NULL;
  g_autoptr (GError) cut_off = NULL;

  g_assert_null (kw_bundle_new (bad, "s", &syntax));
  g_assert_error (syntax, KW_JSON_ERROR, KW_JSON_ERROR_SYNTAX);
  g_assert_nonnull (strstr (syntax->message, "line 1, column "));
  g_assert_null (kw_bundle_new (cut, "s", &cut_off));
  g_assert_error (cut_off, KW_ERROR, KW_ERROR_CUT_OFF);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bundle/shapes", test_shapes);
  g_test_add_func ("/bundle/bad", test_bad);
  g_test_add_func ("/bundle/damaged", test_damaged);
  g_test_add_func ("/bundle/people", test_people);
  g_test_add_func ("/bundle/references", test_references);
  g_test_add_func ("/bundle/base", test_base);
  g_test_add_func ("/bundle/body", test_body);
  g_test_add_func ("/bundle/files", test_files);
  g_test_add_func ("/bundle/many", test_many);
  g_test_add_func ("/bundle/halves", test_halves);
  g_test_add_func ("/bundle/bad-halves", test_bad_halves);
  return g_test_run ();
}
