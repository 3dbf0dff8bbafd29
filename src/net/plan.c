/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/plan.h"

#include <string.h>

#include "net/net-resources.h"
#include "net/url.h"

#define PATH "/io/github/keepwell/Keepwell/vendors.json"
#define DEFAULT_PARALLEL 6

static GStrv
read_strings (const KwJsonNode *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  KW_JSON_FOREACH (item, list)
    g_strv_builder_add (builder, kw_json_node_get_string (item));
  return g_strv_builder_end (builder);
}

static gboolean
is_asked_for (const KwVendor *vendor, const char *type)
{
  return g_strv_contains ((const char *const *) vendor->scopes, type);
}

/* The default queries of what the vendor's scope holds, each as the vendor wants it written. */
static void
read_queries (KwVendor *vendor, const KwJsonNode *queries, const KwJsonNode *overrides)
{
  vendor->queries = g_new0 (KwQuery, kw_json_node_get_length (queries));
  KW_JSON_FOREACH (query, queries)
    {
      const char *type = kw_json_string_at (query, "type");
      const char *key = kw_json_string_at (query, "key");
      const KwJsonNode *own = kw_json_node_get_member (overrides, key != NULL ? key : type);
      const char *text = kw_json_node_get_string (own);

      if (!is_asked_for (vendor, type))
        continue;
      vendor->queries[vendor->n_queries++] = (KwQuery){
        .type = g_strdup (type),
        .query = g_strdup (text != NULL ? text : kw_json_string_at (query, "query")),
        .key = g_strdup (key != NULL ? key : type),
        .section = g_strdup (kw_json_string_at (query, "section")),
      };
    }
}

static KwVendor *
read_vendor (const KwJsonNode *node, const KwJsonNode *defaults)
{
  KwVendor *vendor = g_new0 (KwVendor, 1);
  const KwJsonNode *scopes = kw_json_node_get_member (node, "scopes");

  vendor->id = g_strdup (kw_json_string_at (node, "id"));
  vendor->name = g_strdup (kw_json_string_at (node, "name"));
  vendor->hosts = read_strings (kw_json_node_get_member (node, "hosts"));
  vendor->sandboxes = read_strings (kw_json_node_get_member (node, "sandboxes"));
  vendor->client_id = g_strdup (kw_json_string_at (node, "client_id"));
  vendor->scopes
      = read_strings (scopes != NULL ? scopes : kw_json_node_get_member (defaults, "scopes"));
  vendor->parallel
      = (guint) kw_json_node_get_int (kw_json_node_get_member (node, "parallel"), DEFAULT_PARALLEL);
  read_queries (vendor, kw_json_node_get_member (defaults, "queries"),
                kw_json_node_get_member (node, "overrides"));
  return vendor;
}

/* Read once, kept for good; the last row is the generic one and gives what others leave out. */
static GPtrArray *
get_vendors (void)
{
  static GPtrArray *vendors = NULL;

  if (g_once_init_enter (&vendors))
    {
      g_autoptr (GBytes) bytes = g_resource_lookup_data (kw_net_get_resource (), PATH,
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXUINT32, &error);
      GPtrArray *rows = g_ptr_array_new ();
      const KwJsonNode *list;
      g_autofree char *last = NULL;

      if (json == NULL)
        g_error ("vendors.json: %s", error->message);
      list = kw_json_node_get_member (kw_json_get_root (json), "vendors");
      last = g_strdup_printf ("%u", kw_json_node_get_length (list) - 1);
      KW_JSON_FOREACH (node, list)
        g_ptr_array_add (rows, read_vendor (node, kw_json_node_at (list, last)));
      g_once_init_leave (&vendors, rows);
    }
  return vendors;
}

const KwVendor *
kw_vendor_find (const char *id)
{
  GPtrArray *vendors = get_vendors ();

  for (guint i = 0; i < vendors->len; i++)
    {
      const KwVendor *vendor = g_ptr_array_index (vendors, i);

      if (g_strcmp0 (vendor->id, id) == 0)
        return vendor;
    }
  return g_ptr_array_index (vendors, vendors->len - 1);
}

/* The host itself or one below it; "not-fhir.example" is not below "fhir.example". */
static gboolean
is_host_of (const char *host, const char *known)
{
  gsize n = strlen (host);
  gsize n_known = strlen (known);

  return g_str_has_suffix (host, known) && (n == n_known || host[n - n_known - 1] == '.');
}

const KwVendor *
kw_vendor_for_base (const char *base)
{
  GPtrArray *vendors = get_vendors ();
  g_autofree char *host = kw_url_dup_host (base);

  if (kw_url_is_loopback (base))
    return kw_vendor_find ("demo");
  for (guint i = 0; host != NULL && i < vendors->len; i++)
    {
      const KwVendor *vendor = g_ptr_array_index (vendors, i);

      for (guint h = 0; vendor->hosts[h] != NULL; h++)
        if (is_host_of (host, vendor->hosts[h]))
          return vendor;
    }
  return kw_vendor_find ("generic");
}

const char *
kw_vendor_environment (const char *base)
{
  const KwVendor *vendor = kw_vendor_for_base (base);

  if (kw_url_is_loopback (base))
    return "demo";
  for (guint i = 0; vendor->sandboxes[i] != NULL; i++)
    if (strstr (base, vendor->sandboxes[i]) != NULL)
      return "sandbox";
  return "production";
}

static const KwVendor *
get_vendor (KwConnection *connection)
{
  return kw_vendor_find (kw_connection_get (connection, KW_CONNECTION_VENDOR));
}

/**
 * kw_query_plan:
 * @connection: a connection
 * @out_n: (out): how many
 *
 * What is asked for at its vendor, in order; the Patient is read by id before all of them.
 *
 * Returns: (transfer none) (array length=out_n): the queries
 */
const KwQuery *
kw_query_plan (KwConnection *connection, guint *out_n)
{
  const KwVendor *vendor = get_vendor (connection);

  *out_n = vendor->n_queries;
  return vendor->queries;
}

guint
kw_plan_get_parallel (KwConnection *connection)
{
  return get_vendor (connection)->parallel;
}

/**
 * kw_scope_for:
 * @connection: a connection
 *
 * The smallest useful set: too many scopes make a token too large for a header (Oracle Health).
 *
 * Returns: (transfer full): the scope to ask for
 */
char *
kw_scope_for (KwConnection *connection)
{
  const KwVendor *vendor = get_vendor (connection);
  GString *scope = g_string_new ("launch/patient openid fhirUser offline_access");

  for (guint i = 0; vendor->scopes[i] != NULL; i++)
    g_string_append_printf (scope, " patient/%s.read", vendor->scopes[i]);
  return g_string_free (scope, FALSE);
}

char *
kw_client_id_for (KwConnection *connection)
{
  return g_strdup (get_vendor (connection)->client_id);
}
