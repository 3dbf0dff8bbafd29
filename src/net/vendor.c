/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/vendor.h"

#include <string.h>

#include "net/net-resources.h"
#include "net/url.h"

#define PATH "/io/github/keepwell/Keepwell/vendors.json"

typedef enum
{
  KIND_STRING,
  KIND_STRINGS,
  KIND_NUMBER,
  KIND_BOOLEAN,
} Kind;

/* One row per member, so that reading is one loop and an unknown member is noticed. */
typedef struct
{
  const char *name;
  Kind kind;
  gsize offset;
} Member;

#define MEMBER(name, kind)                                                                         \
  {                                                                                                \
#name, KIND_##kind, G_STRUCT_OFFSET(KwVendor, name)                                            \
  }

static const Member members[] = {
  MEMBER (id, STRING),
  MEMBER (name, STRING),
  MEMBER (hosts, STRINGS),
  MEMBER (paths, STRINGS),
  MEMBER (sandboxes, STRINGS),
  MEMBER (registered, STRING),
  MEMBER (client_id, STRING),
  MEMBER (sandbox_client_id, STRING),
  MEMBER (redirects, STRINGS),
  MEMBER (registration, STRING),
  MEMBER (aud, STRING),
  MEMBER (slash, STRING),
  MEMBER (scope_version, STRING),
  MEMBER (scopes, STRINGS),
  MEMBER (patient_from, STRINGS),
  MEMBER (prompt, STRING),
  MEMBER (web_view, STRING),
  MEMBER (page_says, STRING),
  MEMBER (rotates, BOOLEAN),
  MEMBER (least_seconds, NUMBER),
  MEMBER (unused_days, NUMBER),
  MEMBER (fixed_end, BOOLEAN),
  MEMBER (sends_scope, BOOLEAN),
  MEMBER (parallel, NUMBER),
  MEMBER (last_updated, STRING),
  MEMBER (portal, STRING),
  MEMBER (portal_steps, STRINGS),
  MEMBER (reports_to, STRING),
};

/* Members that are read by functions of their own, and the one for readers. */
static const char *const other_members[]
    = { "source", "queries", "overrides", "directories", NULL };

static GStrv
read_strings (const KwJsonNode *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  KW_JSON_FOREACH (item, list)
    g_strv_builder_add (builder, kw_json_node_get_string (item));
  return g_strv_builder_end (builder);
}

static void
read_member (KwVendor *vendor, const Member *member, const KwJsonNode *value)
{
  gpointer place = G_STRUCT_MEMBER_P (vendor, member->offset);

  switch (member->kind)
    {
    case KIND_STRING:
      *(char **) place = g_strdup (kw_json_node_get_string (value));
      break;
    case KIND_STRINGS:
      *(GStrv *) place = read_strings (value);
      break;
    case KIND_NUMBER:
      *(guint *) place = (guint) kw_json_node_get_int (value, 0);
      break;
    case KIND_BOOLEAN:
      *(gboolean *) place = kw_json_node_get_boolean (value, FALSE);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* The default queries, each as the vendor wants it written. Which of them are asked is what the
 * sign-in asked for: a person may ask for more than the vendor's scopes. */
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

      vendor->queries[vendor->n_queries++] = (KwQuery){
        .type = g_strdup (type),
        .query = g_strdup (text != NULL ? text : kw_json_string_at (query, "query")),
        .key = g_strdup (key != NULL ? key : type),
        .section = g_strdup (kw_json_string_at (query, "section")),
        .optional = kw_json_node_get_boolean (kw_json_node_get_member (query, "optional"), FALSE),
      };
    }
}

static void
read_directories (KwVendor *vendor, const KwJsonNode *list)
{
  vendor->directories = g_new0 (KwVendorDirectory, kw_json_node_get_length (list));
  KW_JSON_FOREACH (item, list)
    vendor->directories[vendor->n_directories++] = (KwVendorDirectory){
      .url = g_strdup (kw_json_string_at (item, "url")),
      .format = g_strdup (kw_json_string_at (item, "format")),
      .megabytes = (guint) kw_json_node_get_int (kw_json_node_get_member (item, "megabytes"), 0),
    };
}

static KwVendor *
read_vendor (const KwJsonNode *node, const KwJsonNode *defaults)
{
  KwVendor *vendor = g_new0 (KwVendor, 1);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const KwJsonNode *own = kw_json_node_get_member (node, members[i].name);
      read_member (vendor, &members[i],
                   own != NULL ? own : kw_json_node_get_member (defaults, members[i].name));
    }
  read_queries (vendor, kw_json_node_get_member (defaults, "queries"),
                kw_json_node_get_member (node, "overrides"));
  read_directories (vendor, kw_json_node_get_member (node, "directories"));
  return vendor;
}

static GPtrArray *
read_table (void)
{
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (kw_net_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXUINT32, &error);
  GPtrArray *rows = g_ptr_array_new ();

  if (json == NULL)
    g_error ("vendors.json: %s", error->message);
  const KwJsonNode *list = kw_json_node_get_member (kw_json_get_root (json), "vendors");
  g_autofree char *last = g_strdup_printf ("%u", kw_json_node_get_length (list) - 1);
  KW_JSON_FOREACH (node, list)
    g_ptr_array_add (rows, read_vendor (node, kw_json_node_at (list, last)));
  return rows;
}

/* Read once, kept for good; the last row is the generic one and gives what others leave out. */
static GPtrArray *
get_vendors (void)
{
  static GPtrArray *vendors = NULL;

  if (g_once_init_enter (&vendors))
    g_once_init_leave (&vendors, read_table ());
  return vendors;
}

/**
 * kw_vendor_list:
 * @out_n: (out): how many
 *
 * Returns: (transfer none) (array length=out_n): every row, the generic one last
 */
const KwVendor *const *
kw_vendor_list (guint *out_n)
{
  GPtrArray *vendors = get_vendors ();

  *out_n = vendors->len;
  return (const KwVendor *const *) vendors->pdata;
}

/**
 * kw_vendor_find:
 * @id: (nullable): the id of a row
 *
 * ```c
 * g_assert_cmpstr (kw_vendor_find ("nobody")->id, ==, "generic");
 * ```
 *
 * Returns: (transfer none): that row, or the generic one
 */
const KwVendor *
kw_vendor_find (const char *id)
{
  guint n;
  const KwVendor *const *vendors = kw_vendor_list (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (vendors[i]->id, id) == 0)
      return vendors[i];
  return vendors[n - 1];
}

/* The host itself or one below it; "not-fhir.example" is not below "fhir.example". */
static gboolean
is_host_of (const char *host, const char *known)
{
  gsize n = strlen (host);
  gsize n_known = strlen (known);

  return g_str_has_suffix (host, known) && (n == n_known || host[n - n_known - 1] == '.');
}

static gboolean
has_host (const KwVendor *vendor, const char *host)
{
  for (guint i = 0; vendor->hosts[i] != NULL; i++)
    if (is_host_of (host, vendor->hosts[i]))
      return TRUE;
  return FALSE;
}

/* A hospital that runs its maker's server under a host of its own is known by the path. */
static gboolean
has_path (const KwVendor *vendor, const char *base)
{
  for (guint i = 0; vendor->paths[i] != NULL; i++)
    if (strstr (base, vendor->paths[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Who made the server of that FHIR base, by its host first and its path then. */
const KwVendor *
kw_vendor_for_base (const char *base)
{
  guint n;
  const KwVendor *const *vendors = kw_vendor_list (&n);
  g_autofree char *host = kw_url_dup_host (base);

  if (kw_url_is_loopback (base))
    return kw_vendor_find ("demo");
  for (guint i = 0; host != NULL && i < n; i++)
    if (has_host (vendors[i], host))
      return vendors[i];
  for (guint i = 0; host != NULL && i < n; i++)
    if (has_path (vendors[i], base))
      return vendors[i];
  return vendors[n - 1];
}

const KwVendor *
kw_vendor_of (KwConnection *connection)
{
  return kw_vendor_find (kw_connection_get (connection, KW_CONNECTION_VENDOR));
}

/* Some vendors register only addresses of the program's own (Oracle Health). */
gboolean
kw_vendor_takes_loopback (const KwVendor *vendor)
{
  const char *const *redirects;

  g_return_val_if_fail (vendor != NULL, FALSE);

  redirects = (const char *const *) vendor->redirects;
  return g_strv_contains (redirects, "loopback") || !g_strv_contains (redirects, "scheme");
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

const char *
kw_vendor_get_client_id (const KwVendor *vendor, const char *environment)
{
  return g_strcmp0 (environment, "sandbox") == 0 ? vendor->sandbox_client_id : vendor->client_id;
}

char *
kw_vendor_dup_unknown (const KwJsonNode *row)
{
  KW_JSON_FOREACH (member, row)
    {
      const char *name = kw_json_node_get_name (member);
      gboolean known = g_strv_contains (other_members, name);

      for (guint i = 0; i < G_N_ELEMENTS (members); i++)
        known = known || g_str_equal (members[i].name, name);
      if (!known)
        return g_strdup (name);
    }
  return NULL;
}
