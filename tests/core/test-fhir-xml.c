/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/fhir-xml.h"

#include <string.h>

#include "core/bundle.h"
#include "core/error.h"
#include "core/fhir-elements.h"

static char *
tell (const char *members)
{
  g_autofree char *text = g_strconcat ("<", members, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (KwXml) xml = kw_xml_new (bytes, NULL);
  g_autoptr (GBytes) json = kw_fhir_xml_dup_json (kw_xml_get_root (xml));

  g_assert_true (kw_fhir_xml_is (kw_xml_get_root (xml)));
  return g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
}

#define XMLNS " xmlns=\"http://hl7.org/fhir\">"

/* FHIR R4 2.6.2: what JSON has that XML has not. */
static void
test_members (void)
{
  static const char *const cases[][2] = {
    { "Patient" XMLNS "<active value=\"true\"/></Patient>",
      "{\"resourceType\":\"Patient\",\"active\":true}" },
    { "Observation" XMLNS "<valueQuantity><value value=\"1.10\"/></valueQuantity></Observation>",
      "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":1.10}}" },
    { "Observation" XMLNS
      "<valueInteger value=\"007\"/><valueBoolean value=\"yes\"/></Observation>",
      "{\"resourceType\":\"Observation\",\"valueInteger\":\"007\",\"valueBoolean\":\"yes\"}" },
    /* A null stands where only the other of a pair is. */
    { "Patient" XMLNS "<name id=\"n\"><given><extension url=\"http://a.example/x\"><valueString "
      "value=\"y\"/></extension></given><given value=\"Rosa\"/></name></Patient>",
      "{\"resourceType\":\"Patient\",\"name\":[{\"id\":\"n\",\"given\":[null,\"Rosa\"],\"_given\":["
      "{"
      "\"extension\":[{\"url\":\"http://a.example/x\",\"valueString\":\"y\"}]},null]}]}" },
    { "Patient" XMLNS "<birthDate id=\"b\" value=\"1958\"/></Patient>",
      "{\"resourceType\":\"Patient\",\"birthDate\":\"1958\",\"_birthDate\":{\"id\":\"b\"}}" },
    { "Basic" XMLNS "<text><status value=\"generated\"/><div "
      "xmlns=\"http://www.w3.org/1999/xhtml\">a<br/>1 &lt; 2</div></text></Basic>",
      "{\"resourceType\":\"Basic\",\"text\":{\"status\":\"generated\",\"div\":\"<div "
      "xmlns=\\\"http://www.w3.org/1999/xhtml\\\">a<br/>1 &lt; 2</div>\"}}" },
    { "Basic" XMLNS "<contained><Patient><id value=\"p\"/></Patient></contained></Basic>",
      "{\"resourceType\":\"Basic\",\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\"}]}" },
    { "Bundle" XMLNS
      "<entry><resource><Basic><id value=\"b\"/></Basic></resource></entry></Bundle>",
      "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Basic\",\"id\":"
      "\"b\"}}]}" },
    /* An element of another version, and one that R4 wants once. */
    { "Patient" XMLNS "<animal><species value=\"a\"/><species value=\"b\"/></animal><gender "
      "value=\"male\"/><gender value=\"other\"/></Patient>",
      "{\"resourceType\":\"Patient\",\"animal\":{\"species\":[\"a\",\"b\"]},\"gender\":[\"male\","
      "\"other\"]}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = tell (cases[i][0]);

      g_assert_cmpstr (told, ==, cases[i][1]);
    }
}

static void
test_elements (void)
{
  g_assert_true (kw_fhir_element_lookup ("Patient", "name").repeats);
  g_assert_cmpstr (kw_fhir_element_lookup ("Observation", "valueQuantity").type, ==, "Quantity");
  g_assert_cmpstr (kw_fhir_element_lookup ("Patient", "contact").type, ==, "Patient.contact");
  g_assert_cmpint (kw_fhir_element_lookup ("Patient.contact", "modifierExtension").kind, ==,
                   KW_FHIR_ELEMENT_COMPLEX);
  g_assert_true (kw_fhir_element_lookup ("Patient", "contained").repeats);
  g_assert_cmpint (kw_fhir_element_lookup ("Observation", "valueAge").kind, ==,
                   KW_FHIR_ELEMENT_UNKNOWN);
  g_assert_cmpint (kw_fhir_element_lookup ("Patient", "").kind, ==, KW_FHIR_ELEMENT_UNKNOWN);
  g_assert_cmpint (kw_fhir_element_lookup ("Starship", "warp").kind, ==, KW_FHIR_ELEMENT_UNKNOWN);
}

/* The one reader reads it. */
static void
test_bundle (void)
{
  static const char text[]
      = "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<Bundle" XMLNS
        "<entry><fullUrl value=\"https://a.example/fhir/Patient/rosa\"/><resource><Patient><id "
        "value=\"rosa\"/><name><text value=\"Rosa Alvarez\"/></name></Patient></resource></entry>"
        "<entry><fullUrl value=\"https://a.example/fhir/Observation/k\"/><resource><Observation>"
        "<id value=\"k\"/><code><text value=\"Potassium\"/></code><subject><reference "
        "value=\"Patient/rosa\"/></subject><valueQuantity><value value=\"4.20\"/></valueQuantity>"
        "</Observation></resource></entry></Bundle>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBundle) bundle = kw_bundle_new (bytes, "file", &error);
  const KwBundlePerson *person;
  const KwResource *potassium;

  g_assert_no_error (error);
  g_assert_cmpuint (kw_bundle_get_n_persons (bundle), ==, 1);
  g_assert_cmpstr (kw_bundle_get_source_base (bundle), ==, "https://a.example/fhir");
  person = kw_bundle_get_person (bundle, 0);
  g_assert_cmpuint (person->resources->len, ==, 2);
  potassium = g_ptr_array_index (person->resources, 1);
  g_assert_cmpstr (potassium->record->ref, ==, "file/Observation/k");
  g_assert_cmpstr (kw_json_scalar_at (potassium->node, "valueQuantity.value"), ==, "4.20");
}

static void
test_other_xml (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<svg/>", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBundle) bundle = kw_bundle_new (bytes, "file", &error);

  g_assert_null (bundle);
  g_assert_error (error, KW_ERROR, KW_ERROR_NOT_FHIR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fhir-xml/members", test_members);
  g_test_add_func ("/fhir-xml/elements", test_elements);
  g_test_add_func ("/fhir-xml/bundle", test_bundle);
  g_test_add_func ("/fhir-xml/other-xml", test_other_xml);
  return g_test_run ();
}
