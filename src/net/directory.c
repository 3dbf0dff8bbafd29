/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/directory.h"

#include <string.h>

#include "core/error.h"
#include "core/fhir.h"
#include "core/json-stream.h"
#include "net/session.h"
#include "net/url.h"

#define PORTAL "http://hl7.org/fhir/StructureDefinition/organization-portal"
/* A brand below a brand below a brand. */
#define MAX_PARENTS 6
#define MAX_LIST ((gsize) 512 * 1024 * 1024)

/* What is kept of an Organization until all are there: endpoints may come after those who name
 * them. */
typedef struct
{
  KwPlace *place; /* without a base */
  char *id;
  char *parent;   /* id, NULL */
  char *endpoint; /* id, NULL */
} Organization;

struct _KwDirectoryReader
{
  KwJsonStream *stream;
  GHashTable *endpoints; /* id to base */
  GPtrArray *organizations;
  GHashTable *by_id;
};

void
kw_place_free (KwPlace *self)
{
  g_free (self->base);
  g_free (self->name);
  g_free (self->other_names);
  g_free (self->city);
  g_free (self->state);
  g_free (self->postal_code);
  g_free (self->portal);
  g_free (self);
}

static void
organization_free (Organization *self)
{
  g_clear_pointer (&self->place, kw_place_free);
  g_free (self->id);
  g_free (self->parent);
  g_free (self->endpoint);
  g_free (self);
}

/* The id at the end of "Organization/x", of an address, or of urn:uuid:x. */
static char *
dup_id (const char *reference)
{
  const char *tail;

  if (reference == NULL || *reference == '\0')
    return NULL;
  tail = strrchr (reference, g_str_has_prefix (reference, "urn:") ? ':' : '/');
  return g_strdup (tail != NULL ? tail + 1 : reference);
}

static char *
dup_text (const char *text)
{
  char *copy
      = text != NULL && g_utf8_validate (text, -1, NULL) ? g_strstrip (g_strdup (text)) : NULL;

  if (copy != NULL && *copy == '\0')
    g_clear_pointer (&copy, g_free);
  return copy;
}

static void
read_endpoint (KwDirectoryReader *self, const KwJsonNode *node)
{
  const char *id = kw_json_string_at (node, "id");
  const char *status = kw_json_string_at (node, "status");
  const char *address = kw_json_string_at (node, "address");
  char *base = address != NULL ? kw_url_dup_base (address) : NULL;

  if (id == NULL || base == NULL || g_strcmp0 (status, "off") == 0
      || g_strcmp0 (status, "entered-in-error") == 0)
    {
      g_free (base);
      return;
    }
  g_hash_table_insert (self->endpoints, g_strdup (id), base);
}

/* ---- organizations ---- */

static void
add_other_name (GString *names, const char *name)
{
  g_autofree char *text = dup_text (name);

  if (text != NULL && strstr (names->str, text) == NULL)
    g_string_append_printf (names, "%s%s", names->len > 0 ? "; " : "", text);
}

/* User-access Brands (SMART App Launch 2.2, "Brands"): portalUrl, portalName, portalEndpoint. */
static void
read_portal (Organization *self, const KwJsonNode *portal, GString *names)
{
  KW_FHIR_FOREACH (part, kw_json_node_get_member (portal, "extension"))
    {
      const char *url = kw_json_string_at (part, "url");

      if (g_strcmp0 (url, "portalUrl") == 0 && self->place->portal == NULL)
        self->place->portal = kw_url_dup_host (kw_json_string_at (part, "valueUrl"));
      else if (g_strcmp0 (url, "portalName") == 0)
        add_other_name (names, kw_json_string_at (part, "valueString"));
      else if (g_strcmp0 (url, "portalEndpoint") == 0 && self->endpoint == NULL)
        self->endpoint = dup_id (kw_json_string_at (part, "valueReference.reference"));
    }
}

static void
read_address (KwPlace *place, const KwJsonNode *node)
{
  place->city = dup_text (kw_json_string_at (node, "address.0.city"));
  place->state = dup_text (kw_json_string_at (node, "address.0.state"));
  place->postal_code = dup_text (kw_json_string_at (node, "address.0.postalCode"));
}

static Organization *
make_organization (const KwJsonNode *node)
{
  Organization *self = g_new0 (Organization, 1);
  GString *names = g_string_new (NULL);

  self->place = g_new0 (KwPlace, 1);
  self->id = g_strdup (kw_json_string_at (node, "id"));
  self->place->name = dup_text (kw_json_string_at (node, "name"));
  self->parent = dup_id (kw_json_string_at (node, "partOf.reference"));
  self->endpoint = dup_id (kw_json_string_at (node, "endpoint.0.reference"));
  read_address (self->place, node);
  KW_FHIR_FOREACH (alias, kw_json_node_get_member (node, "alias"))
    add_other_name (names, kw_json_node_get_string (alias));
  KW_FHIR_FOREACH (extension, kw_json_node_get_member (node, "extension"))
    if (g_strcmp0 (kw_json_string_at (extension, "url"), PORTAL) == 0)
      read_portal (self, extension, names);
  self->place->other_names = g_string_free (names, names->len == 0);
  return self;
}

static void
read_organization (KwDirectoryReader *self, const KwJsonNode *node)
{
  Organization *organization = make_organization (node);

  g_ptr_array_add (self->organizations, organization);
  if (organization->id != NULL)
    g_hash_table_insert (self->by_id, organization->id, organization);
}

static gboolean
entry_cb (gpointer data, KwJson *json)
{
  KwDirectoryReader *self = data;
  const KwJsonNode *resource = kw_json_node_get_member (kw_json_get_root (json), "resource");
  const char *type = kw_json_string_at (resource, "resourceType");

  if (g_strcmp0 (type, "Endpoint") == 0)
    read_endpoint (self, resource);
  else if (g_strcmp0 (type, "Organization") == 0)
    read_organization (self, resource);
  return TRUE;
}

KwDirectoryReader *
kw_directory_reader_new (void)
{
  KwDirectoryReader *self = g_new0 (KwDirectoryReader, 1);

  self->stream = kw_json_stream_new ("entry", entry_cb, self);
  self->endpoints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->organizations = g_ptr_array_new_with_free_func ((GDestroyNotify) organization_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
kw_directory_reader_free (KwDirectoryReader *self)
{
  kw_json_stream_free (self->stream);
  g_hash_table_unref (self->endpoints);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->organizations);
  g_free (self);
}

gboolean
kw_directory_reader_feed (KwDirectoryReader *self, const char *bytes, gsize size, GError **error)
{
  return kw_json_stream_feed (self->stream, bytes, size, error);
}

/* Its own endpoint, or that of what it is part of: a clinic signs in where its hospital does. */
static const char *
find_base (KwDirectoryReader *self, const Organization *organization)
{
  for (guint i = 0; organization != NULL && i < MAX_PARENTS; i++)
    {
      const char *base = organization->endpoint != NULL
                             ? g_hash_table_lookup (self->endpoints, organization->endpoint)
                             : NULL;

      if (base != NULL)
        return base;
      organization = organization->parent != NULL
                         ? g_hash_table_lookup (self->by_id, organization->parent)
                         : NULL;
    }
  return NULL;
}

/* The same name at the same place twice is once. */
static char *
make_key (const KwPlace *place)
{
  return g_strjoin ("\t", place->base, place->name, place->city != NULL ? place->city : "",
                    place->state != NULL ? place->state : "", NULL);
}

/**
 * kw_directory_reader_end:
 * @self: a reader that has got everything
 * @error: KW_ERROR_NOT_FHIR when it was no such list
 *
 * Returns: (transfer full) (nullable) (element-type KwPlace): what it lists
 */
GPtrArray *
kw_directory_reader_end (KwDirectoryReader *self, GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_place_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!kw_json_stream_end (self->stream, error))
    return NULL;
  for (guint i = 0; i < self->organizations->len; i++)
    {
      Organization *organization = g_ptr_array_index (self->organizations, i);
      const char *base = find_base (self, organization);

      if (base == NULL || organization->place->name == NULL)
        continue;
      organization->place->base = g_strdup (base);
      if (g_hash_table_add (seen, make_key (organization->place)))
        g_ptr_array_add (places, g_steal_pointer (&organization->place));
    }
  if (places->len > 0)
    return g_steal_pointer (&places);
  g_set_error_literal (error, KW_ERROR, KW_ERROR_NOT_FHIR, "no list of hospitals");
  return NULL;
}

/* ---- fetching ---- */

typedef struct
{
  KwDirectoryReader *reader;
  const KwDirectoryRequest *request;
  gsize received;
} Download;

static gboolean
piece_cb (gpointer data, const char *bytes, gsize size, gsize total, GError **error)
{
  Download *download = data;

  download->received += size;
  if (download->request->progress != NULL)
    download->request->progress (download->request->data, download->received, total);
  return kw_directory_reader_feed (download->reader, bytes, size, error);
}

GPtrArray *
kw_directory_fetch (KwSession *session,
                    const KwDirectoryRequest *request,
                    char **out_etag,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (KwDirectoryReader) reader = kw_directory_reader_new ();
  Download download = { reader, request, 0 };
  KwRequest http = { .method = "GET",
                     .url = request->url,
                     .accept = "application/fhir+json, application/json",
                     .etag = request->etag,
                     .max_size = MAX_LIST,
                     .purpose = KW_PURPOSE_DIRECTORY,
                     .piece = piece_cb,
                     .piece_data = &download };
  g_autoptr (KwReply) reply = kw_session_send (session, &http, cancellable, error);

  if (reply == NULL || (reply->status == 304 && request->etag != NULL))
    return NULL;
  if (reply->status != 200)
    {
      kw_reply_set_error (reply, error);
      return NULL;
    }
  *out_etag = g_strdup (reply->etag);
  return kw_directory_reader_end (reader, error);
}
