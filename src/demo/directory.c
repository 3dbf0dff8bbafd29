/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/clinic-private.h"

/* A small list of hospitals in both shapes that are published: Endpoint and Organization (Oracle
 * Health), and User-access Brands (SMART App Launch 2.2). The first two are the clinic's own; the
 * others are invented, and nobody answers at their addresses. */
static const struct
{
  const char *id;
  const char *name; /* NULL: of the clinic's own hospital */
  const char *alias;
  const char *city;
  const char *state;
  const char *zip;
  const char *base; /* NULL: the clinic's own */
  const char *portal;
  int part_of; /* a row, -1 */
} rows[] = {
  { "h0", NULL, "RGH", "Riverside", "CA", "92501", NULL, "https://portal.riverside.example/", -1 },
  { "h1", NULL, NULL, "Springfield", "IL", "62701", NULL, "https://mychart.city.example/MyChart",
    -1 },
  { "h2", "City Clinic", NULL, "Portland", "OR", "97201", "https://fhir.city-portland.example/r4",
    NULL, -1 },
  { "h3", "Lakeside Family Practice", "Lakeside", "Madison", "WI", "53703",
    "https://fhir.lakeside.example/proxy/api/FHIR/R4", "https://mychart.lakeside.example/", -1 },
  { "h4", "Lakeside Eye Center", NULL, "Madison", "WI", "53705", NULL, NULL, 3 },
  { "h5", "Lakeside Urgent Care", NULL, "Sun Prairie", "WI", "53590", NULL, NULL, 3 },
};

static const char *
base_of (const KwClinic *clinic, guint i)
{
  if (rows[i].base != NULL || rows[i].part_of >= 0)
    return rows[i].base;
  return clinic->bases[i];
}

static void
begin_entry (KwJsonWriter *writer, const char *type, const char *id)
{
  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "resource");
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "resourceType", type);
  kw_json_writer_member (writer, "id", id);
}

static void
end_entry (KwJsonWriter *writer)
{
  kw_json_writer_end_object (writer);
  kw_json_writer_end_object (writer);
}

static void
write_endpoint (KwJsonWriter *writer, const char *id, const char *base)
{
  g_autofree char *address = g_strconcat (base, "/", NULL);
  begin_entry (writer, "Endpoint", id);
  kw_json_writer_member (writer, "status", "active");
  kw_json_writer_member (writer, "address", address);
  end_entry (writer);
}

static void
write_reference (KwJsonWriter *writer, const char *name, const char *type, const char *id)
{
  g_autofree char *reference = g_strconcat (type, "/", id, NULL);
  kw_json_writer_name (writer, name);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "reference", reference);
  kw_json_writer_end_object (writer);
}

static void
write_address (KwJsonWriter *writer, guint i)
{
  kw_json_writer_name (writer, "address");
  kw_json_writer_begin_array (writer);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "city", rows[i].city);
  kw_json_writer_member (writer, "state", rows[i].state);
  kw_json_writer_member (writer, "postalCode", rows[i].zip);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
}

static void
write_list (KwJsonWriter *writer, const char *name, const char *text)
{
  if (text == NULL)
    return;
  kw_json_writer_name (writer, name);
  kw_json_writer_begin_array (writer);
  kw_json_writer_string (writer, text);
  kw_json_writer_end_array (writer);
}

static void
write_portal (KwJsonWriter *writer, guint i)
{
  kw_json_writer_name (writer, "extension");
  kw_json_writer_begin_array (writer);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "url",
                         "http://hl7.org/fhir/StructureDefinition/organization-portal");
  kw_json_writer_name (writer, "extension");
  kw_json_writer_begin_array (writer);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "url", "portalUrl");
  kw_json_writer_member (writer, "valueUrl", rows[i].portal);
  kw_json_writer_end_object (writer);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "url", "portalEndpoint");
  write_reference (writer, "valueReference", "Endpoint", rows[i].id);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
}

static void
write_organization (const KwClinic *clinic, KwJsonWriter *writer, guint i, gboolean brands)
{
  begin_entry (writer, "Organization", rows[i].id);
  kw_json_writer_member (writer, "name",
                         rows[i].name != NULL ? rows[i].name : clinic->hospitals[i]->name);
  write_list (writer, "alias", rows[i].alias);
  write_address (writer, i);
  if (rows[i].part_of >= 0)
    write_reference (writer, "partOf", "Organization", rows[rows[i].part_of].id);
  else if (brands && rows[i].portal != NULL)
    write_portal (writer, i);
  else
    {
      kw_json_writer_name (writer, "endpoint");
      kw_json_writer_begin_array (writer);
      kw_json_writer_begin_object (writer);
      g_autofree char *reference = g_strconcat ("Endpoint/", rows[i].id, NULL);
      kw_json_writer_member (writer, "reference", reference);
      kw_json_writer_end_object (writer);
      kw_json_writer_end_array (writer);
    }
  end_entry (writer);
}

static GBytes *
write_bundle (const KwClinic *clinic, gboolean brands)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "resourceType", "Bundle");
  kw_json_writer_member (writer, "type", "collection");
  kw_json_writer_member (writer, "timestamp", "2026-11-20T00:00:00Z");
  kw_json_writer_name (writer, "entry");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      write_organization (clinic, writer, i, brands);
      if (base_of (clinic, i) != NULL)
        write_endpoint (writer, rows[i].id, base_of (clinic, i));
    }
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}

/* /directory/endpoints.json and /directory/brands.json, with an ETag (RFC 9110 section 13.1.2). */
void
kw_demo_directory (KwClinic *clinic, SoupServerMessage *message, const char *path)
{
  gboolean brands = g_str_has_suffix (path, "/brands.json");
  const char *known = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "If-None-Match");
  if (!brands && !g_str_has_suffix (path, "/endpoints.json"))
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }
  g_autoptr (GBytes) body = write_bundle (clinic, brands);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
  g_autofree char *etag = g_strdup_printf ("\"%.16s\"", sum);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", etag);
  if (g_strcmp0 (known, etag) == 0)
    soup_server_message_set_status (message, 304, NULL);
  else
    kw_demo_answer_bytes (message, 200, "application/fhir+json", body);
}
