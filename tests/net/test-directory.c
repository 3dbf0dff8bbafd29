/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/directory.h"

#include <string.h>

#include "server.h"

#define PORTAL "http://hl7.org/fhir/StructureDefinition/organization-portal"

/* Oracle Health's shape: an Organization names its Endpoint, in any order. */
static const char endpoints[]
    = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
      "{\"resource\":{\"resourceType\":\"Organization\",\"id\":\"O1\",\"name\":\" City Clinic \","
      "\"alias\":[\"CC\"],\"address\":[{\"city\":\"Portland\",\"state\":\"OR\",\"postalCode\":"
      "\"97201\"}],\"endpoint\":[{\"reference\":\"Endpoint/T1\"}]}},"
      "{\"resource\":{\"resourceType\":\"Endpoint\",\"id\":\"T1\",\"status\":\"active\","
      "\"address\":"
      "\"https://fhir.example/r4/T1/\"}},"
      "{\"resource\":{\"resourceType\":\"Endpoint\",\"id\":\"T2\",\"status\":\"off\",\"address\":"
      "\"https://fhir.example/r4/T2/\"}},"
      "{\"resource\":{\"resourceType\":\"Organization\",\"id\":\"O2\",\"name\":\"Closed\","
      "\"endpoint\":[{\"reference\":\"Endpoint/T2\"}]}},"
      "{\"resource\":{\"resourceType\":\"Organization\",\"id\":\"O1b\",\"name\":\"City Clinic\","
      "\"address\":[{\"city\":\"Portland\",\"state\":\"OR\"}],\"endpoint\":[{\"reference\":"
      "\"Endpoint/T1\"}]}}]}";

/* SMART's brands: the endpoint stands in the portal, and parts take it from what they are part of.
 */
static const char brands[]
    = "{\"resourceType\":\"Bundle\",\"entry\":["
      "{\"fullUrl\":\"https://b.example/Organization/B2\",\"resource\":{\"resourceType\":"
      "\"Organization\",\"id\":\"B2\",\"name\":\"North Wing\",\"partOf\":{\"reference\":"
      "\"https://b.example/Organization/B1\"}}},"
      "{\"resource\":{\"resourceType\":\"Organization\",\"id\":\"B1\",\"name\":\"Big Health\","
      "\"extension\":[{\"url\":\"" PORTAL
      "\",\"extension\":[{\"url\":\"portalName\",\"valueString\":"
      "\"MyBig\"},{\"url\":\"portalUrl\",\"valueUrl\":\"https://mychart.big.example/MyChart\"},"
      "{\"url\":\"portalEndpoint\",\"valueReference\":{\"reference\":\"Endpoint/E1\"}}]}]}},"
      "{\"resource\":{\"resourceType\":\"Endpoint\",\"id\":\"E1\",\"status\":\"active\","
      "\"address\":"
      "\"https://big.example/api/FHIR/R4\"}}]}";

static GPtrArray *
read_in (const char *text, gsize step, GError **error)
{
  g_autoptr (KwDirectoryReader) reader = kw_directory_reader_new ();
  gsize size = strlen (text);

  for (gsize i = 0; i < size; i += step)
    if (!kw_directory_reader_feed (reader, text + i, MIN (step, size - i), error))
      return NULL;
  return kw_directory_reader_end (reader, error);
}

static void
test_endpoints (void)
{
  g_autoptr (GPtrArray) places = read_in (endpoints, 11, NULL);
  const KwPlace *place;

  g_assert_cmpuint (places->len, ==, 1);
  place = g_ptr_array_index (places, 0);
  g_assert_cmpstr (place->base, ==, "https://fhir.example/r4/T1");
  g_assert_cmpstr (place->name, ==, "City Clinic");
  g_assert_cmpstr (place->other_names, ==, "CC");
  g_assert_cmpstr (place->city, ==, "Portland");
  g_assert_cmpstr (place->state, ==, "OR");
  g_assert_cmpstr (place->postal_code, ==, "97201");
  g_assert_null (place->portal);
}

static void
test_brands (void)
{
  g_autoptr (GPtrArray) places = read_in (brands, 4096, NULL);
  const KwPlace *part;
  const KwPlace *whole;

  g_assert_cmpuint (places->len, ==, 2);
  part = g_ptr_array_index (places, 0);
  whole = g_ptr_array_index (places, 1);
  g_assert_cmpstr (part->name, ==, "North Wing");
  g_assert_cmpstr (part->base, ==, "https://big.example/api/FHIR/R4");
  g_assert_cmpstr (whole->portal, ==, "mychart.big.example");
  g_assert_cmpstr (whole->other_names, ==, "MyBig");
}

static void
test_refused (void)
{
  static const char *const texts[]
      = { "",
          "<html>",
          "{}",
          "{\"entry\":[]}",
          "{\"entry\":[{\"resource\":{\"resourceType\":"
          "\"Organization\",\"id\":\"a\",\"name\":\"No endpoint\"}}]}",
          "{\"entry\":[{\"resource\":{\"resourceType\":\"Endpoint\",\"id\":\"a\",\"address\":"
          "\"http://plain.example\"}},{\"resource\":{\"resourceType\":\"Organization\",\"name\":"
          "\"x\",\"endpoint\":[{\"reference\":\"Endpoint/a\"}]}}]}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_null (read_in (texts[i], 5, &error));
      g_assert_nonnull (error);
    }
}

/* A part of itself must not go round for ever. */
static void
test_circle (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      read_in ("{\"entry\":[{\"resource\":{\"resourceType\":\"Organization\",\"id\":\"a\","
               "\"name\":\"x\",\"partOf\":{\"reference\":\"Organization/a\"}}}]}",
               9, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NOT_FHIR);
}

static void
count_cb (gpointer data, gsize received, gsize total)
{
  gsize *last = data;

  g_assert_cmpuint (received, >, *last);
  g_assert_true (total == 0 || received <= total);
  *last = received;
}

static void
test_fetch (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *url = g_strconcat (server_get_origin (server), "/list", NULL);
  g_autofree char *etag = NULL;
  gsize received = 0;
  KwDirectoryRequest request = { .url = url, .progress = count_cb, .data = &received };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = NULL;

  server_set (server, "/list", 200, "application/json", endpoints);
  server_set_header (server, "/list", "ETag", "\"one\"");
  places = kw_directory_fetch (session, &request, &etag, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpuint (received, ==, strlen (endpoints));
  g_assert_cmpstr (etag, ==, "\"one\"");
  /* It has not changed: that is neither a list nor an error. */
  server_set (server, "/list", 304, NULL, "");
  request.etag = etag;
  g_assert_null (kw_directory_fetch (session, &request, &etag, NULL, &error));
  g_assert_no_error (error);
  server_set (server, "/list", 404, "text/html", "<html></html>");
  g_assert_null (kw_directory_fetch (session, &request, &etag, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NOT_OFFERED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/directory/endpoints", test_endpoints);
  g_test_add_func ("/net/directory/brands", test_brands);
  g_test_add_func ("/net/directory/refused", test_refused);
  g_test_add_func ("/net/directory/circle", test_circle);
  g_test_add_func ("/net/directory/fetch", test_fetch);
  return g_test_run ();
}
