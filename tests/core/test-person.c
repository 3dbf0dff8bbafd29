/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/person.h"

static KwJson *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  KwJson *json = kw_json_new (bytes, G_MAXSIZE, &error);

  g_assert_no_error (error);
  return json;
}

static KwPerson *
person (const char *given, const char *family, const char *birth_date, const char *sex)
{
  KwPerson *self = g_new0 (KwPerson, 1);

  self->given = g_strdup (given);
  self->family = g_strdup (family);
  self->birth_date = g_strdup (birth_date);
  self->sex = g_strdup (sex);
  return self;
}

static void
test_fhir (void)
{
  g_autoptr (KwJson) json
      = parse ("{\"resourceType\":\"Patient\",\"name\":[{\"use\":\"maiden\",\"family\":\"Garcia\"},"
               "{\"use\":\"official\",\"family\":\"Alvarez\",\"given\":[\"Rosa\",\"Maria\"],"
               "\"prefix\":[\"Ms.\"]}],"
               "\"gender\":\"female\",\"birthDate\":\"1958-07-02\"}");
  g_autoptr (KwPerson) rosa = kw_person_new_from_fhir (kw_json_get_root (json));
  g_autofree char *initials = kw_person_dup_initials (rosa);
  g_autofree char *year = kw_person_dup_birth_year (rosa);

  g_assert_cmpstr (rosa->name, ==, "Rosa Maria Alvarez");
  g_assert_cmpstr (rosa->given, ==, "Rosa Maria");
  g_assert_cmpstr (rosa->family, ==, "Alvarez");
  g_assert_cmpstr (rosa->birth_date, ==, "1958-07-02");
  g_assert_cmpstr (rosa->sex, ==, "female");
  g_assert_true (g_uuid_string_is_valid (rosa->uuid));
  g_assert_cmpstr (initials, ==, "RA");
  g_assert_cmpstr (year, ==, "1958");
}

static void
test_odd (void)
{
  static const char *const odd[] = { "{}",
                                     "[]",
                                     "7",
                                     "{\"name\":\"Rosa Alvarez\",\"birthDate\":[],\"gender\":{}}",
                                     "{\"name\":{\"family\":\"Alvarez\"},\"birthDate\":\"soon\"}",
                                     "{\"name\":[null,7,{\"given\":\"Rosa\"}]}" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (KwJson) json = parse (odd[i]);
      g_autoptr (KwPerson) somebody = kw_person_new_from_fhir (kw_json_get_root (json));
      g_autofree char *initials = kw_person_dup_initials (somebody);

      g_assert_nonnull (somebody->uuid);
      g_assert_cmpuint (strlen (initials), <=, 2);
      g_assert_null (kw_person_dup_birth_year (somebody));
    }
}

static void
test_json (void)
{
  g_autoptr (KwPerson) rosa = person ("Rosa", "Alvarez \"\n", "1958", NULL);

  rosa->sample = TRUE;

  g_autoptr (GBytes) bytes = kw_person_to_json (rosa);
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
  g_autoptr (KwPerson) again = kw_person_new_from_json (kw_json_get_root (json));
  g_autoptr (KwPerson) copy = kw_person_copy (again);

  g_assert_cmpstr (copy->family, ==, "Alvarez \"\n");
  g_assert_cmpstr (copy->birth_date, ==, "1958");
  g_assert_null (copy->sex);
  g_assert_true (copy->sample);
  g_assert_cmpint (kw_person_compare (rosa, copy), ==, KW_PERSON_SAME);
}

static void
test_compare (void)
{
  static const struct
  {
    const char *a[4];
    const char *b[4];
    KwPersonMatch match;
  } cases[] = {
    { { "Rosa", "Alvarez", "1958-07-02", "female" },
      { "Rosa", "Alvarez", "1958-07-02", "female" },
      KW_PERSON_SAME },
    { { "ROSA", "álvarez", "1958-07-02", "female" },
      { "Rosa", " A\u0301lvarez ", "1958-07-02", "female" },
      KW_PERSON_SAME },
    /* Twins. */
    { { "Tom", "Lee", "2015-01-01", "male" },
      { "Tim", "Lee", "2015-01-01", "male" },
      KW_PERSON_DIFFERENT },
    { { "Rosa", "Alvarez", "1958-07-02", "female" },
      { "Rosa", "Alvarez", "1958-07-03", "female" },
      KW_PERSON_DIFFERENT },
    { { "Kim", "Lee", "1958-07-02", "female" },
      { "Kim", "Lee", "1958-07-02", "male" },
      KW_PERSON_DIFFERENT },
    { { "Rosa", "Alvarez", "1958-07-02", "female" },
      { "Rosa", "Garcia", "1958-07-02", "female" },
      KW_PERSON_DIFFERENT },
    /* What one side does not say is a doubt. */
    { { "Rosa", "Alvarez", "1958", "female" },
      { "Rosa", "Alvarez", "1958-07-02", "female" },
      KW_PERSON_UNSURE },
    { { "Rosa M.", "Alvarez", "1958-07-02", "female" },
      { "Rosa Maria", "Alvarez", "1958-07-02", "female" },
      KW_PERSON_UNSURE },
    { { "Rosa", "Alvarez", NULL, "female" },
      { "Rosa", "Alvarez", "1958-07-02", "female" },
      KW_PERSON_UNSURE },
    { { "Rosa", "Alvarez", "1958-07-02", "unknown" },
      { "Rosa", "Alvarez", "1958-07-02", "female" },
      KW_PERSON_UNSURE },
    { { "Rosa", "Alvarez", "1958-07-02", NULL },
      { "Rosa", "Alvarez", "1958-07-02", NULL },
      KW_PERSON_SAME },
    { { "Rosa", "Alvarez", NULL, NULL }, { "Rosa", "Alvarez", NULL, NULL }, KW_PERSON_UNSURE },
    { { NULL, NULL, NULL, NULL }, { NULL, NULL, NULL, NULL }, KW_PERSON_UNSURE },
    { { NULL, "Alvarez", "1958-07-02", "female" },
      { "Rosa", "Lee", "1958-07-02", "female" },
      KW_PERSON_DIFFERENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwPerson) a = person (cases[i].a[0], cases[i].a[1], cases[i].a[2], cases[i].a[3]);
      g_autoptr (KwPerson) b = person (cases[i].b[0], cases[i].b[1], cases[i].b[2], cases[i].b[3]);

      g_assert_cmpint (kw_person_compare (a, b), ==, cases[i].match);
      g_assert_cmpint (kw_person_compare (b, a), ==, cases[i].match);
    }
}

/* A file may hold the name only as one text. */
static void
test_whole_names (void)
{
  g_autoptr (KwPerson) a = person (NULL, NULL, "1958-07-02", "female");
  g_autoptr (KwPerson) b = person ("Rosa", "Alvarez", "1958-07-02", "female");
  g_autofree char *none = kw_person_dup_initials (a);

  a->name = g_strdup ("rosa  alvarez");
  b->name = g_strdup ("Rosa Alvarez");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpint (kw_person_compare (a, b), ==, KW_PERSON_SAME);

  g_autofree char *initials = kw_person_dup_initials (a);

  g_assert_cmpstr (initials, ==, "RA");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person/fhir", test_fhir);
  g_test_add_func ("/person/odd", test_odd);
  g_test_add_func ("/person/json", test_json);
  g_test_add_func ("/person/compare", test_compare);
  g_test_add_func ("/person/whole-names", test_whole_names);
  return g_test_run ();
}
