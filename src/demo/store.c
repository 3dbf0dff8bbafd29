/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/store.h"

#include <string.h>

#include "core/json.h"

struct _KwDemoStore
{
  GPtrArray *all;      /* of KwDemoResource, owned */
  GHashTable *by_ref;  /* "Type/id" → resource */
  GHashTable *by_list; /* "Type of patient" → GPtrArray of resources */
};

static void
resource_free (KwDemoResource *self)
{
  g_free (self->type);
  g_free (self->id);
  g_free (self->patient_id);
  g_free (self->updated);
  g_free (self->date);
  g_free (self->codes);
  g_bytes_unref (self->body);
  g_free (self);
}

KwDemoStore *
kw_demo_store_new (void)
{
  KwDemoStore *self = g_new0 (KwDemoStore, 1);
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) resource_free);
  self->by_ref = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_list
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
kw_demo_store_free (KwDemoStore *self)
{
  g_hash_table_unref (self->by_list);
  g_hash_table_unref (self->by_ref);
  g_ptr_array_unref (self->all);
  g_free (self);
}

/* ---- reading what searches need out of a resource ---- */

static void
add_token (GString *codes, const char *parameter, const char *value)
{
  if (value != NULL)
    g_string_append_printf (codes, "%s|%s ", parameter, value);
}

static void
add_concept (GString *codes, const char *parameter, const KwJsonNode *concept)
{
  if (kw_json_node_get_kind (concept) == KW_JSON_STRING)
    add_token (codes, parameter, kw_json_node_get_string (concept));
  else if (kw_json_node_get_kind (concept) == KW_JSON_ARRAY)
    KW_JSON_FOREACH (element, concept)
      add_concept (codes, parameter, element);
  else
    KW_JSON_FOREACH (coding, kw_json_node_get_member (concept, "coding"))
      add_token (codes, parameter, kw_json_string_at (coding, "code"));
}

/* The search parameters of R4 that the clinic knows, and the elements they look into. */
static const struct
{
  const char *parameter;
  const char *element;
} token_elements[] = {
  { "category", "category" },
  { "code", "code" },
  { "code", "vaccineCode" },
  { "type", "type" },
  { "status", "status" },
  { "status", "lifecycleStatus" },
  { "lifecycle-status", "lifecycleStatus" },
  { "clinical-status", "clinicalStatus" },
  { "intent", "intent" },
};

static char *
read_codes (const KwJsonNode *root)
{
  GString *codes = g_string_new (" ");
  for (guint i = 0; i < G_N_ELEMENTS (token_elements); i++)
    add_concept (codes, token_elements[i].parameter,
                 kw_json_node_get_member (root, token_elements[i].element));
  return g_string_free (codes, FALSE);
}

/* The first of @paths that is there, without a type before a slash. */
static char *
read_first (const KwJsonNode *root, const char *const *paths)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      const char *value = kw_json_string_at (root, paths[i]);
      if (value != NULL)
        return g_strdup (value);
    }
  return NULL;
}

static char *
read_patient (const KwJsonNode *root, const char *type, const char *id)
{
  static const char *const paths[] = { "subject.reference",       "patient.reference",
                                       "beneficiary.reference",   "participant.0.actor.reference",
                                       "target.0.reference",      "securityContext.reference",
                                       "link.0.target.reference", NULL };
  if (g_str_equal (type, "Patient"))
    return g_strdup (id);
  g_autofree char *reference = read_first (root, paths);
  if (reference == NULL || !g_str_has_prefix (reference, "Patient/"))
    return NULL;
  return g_strdup (reference + strlen ("Patient/"));
}

static GPtrArray *
ensure_list (KwDemoStore *self, const char *type, const char *patient_id)
{
  g_autofree char *key = g_strdup_printf ("%s of %s", type, patient_id);
  GPtrArray *list = g_hash_table_lookup (self->by_list, key);
  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (self->by_list, g_steal_pointer (&key), list);
    }
  return list;
}

/* Takes one resource in; its bytes must be a resource of our own generator. */
void
kw_demo_store_take (KwDemoStore *self, GBytes *body)
{
  static const char *const dates[] = { "effectiveDateTime",
                                       "period.start",
                                       "occurrenceDateTime",
                                       "performedDateTime",
                                       "authoredOn",
                                       "start",
                                       "date",
                                       "recordedDate",
                                       "whenHandedOver",
                                       NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJson) json = kw_json_new (body, G_MAXSIZE, &error);
  g_assert_no_error (error);
  const KwJsonNode *root = kw_json_get_root (json);
  KwDemoResource *resource = g_new0 (KwDemoResource, 1);
  resource->type = g_strdup (kw_json_string_at (root, "resourceType"));
  resource->id = g_strdup (kw_json_string_at (root, "id"));
  resource->patient_id = read_patient (root, resource->type, resource->id);
  resource->updated = g_strdup (kw_json_string_at (root, "meta.lastUpdated"));
  resource->date = read_first (root, dates);
  resource->codes = read_codes (root);
  resource->body = body;
  g_ptr_array_add (self->all, resource);
  g_hash_table_insert (self->by_ref, g_strdup_printf ("%s/%s", resource->type, resource->id),
                       resource);
  if (resource->patient_id != NULL)
    g_ptr_array_add (ensure_list (self, resource->type, resource->patient_id), resource);
}

#define AMENDED "AMENDED. "

static void
replace_member (GString *text, const char *name, const char *old, const char *new)
{
  g_autofree char *from = g_strdup_printf ("\"%s\":\"%s\"", name, old);
  g_autofree char *to = g_strdup_printf ("\"%s\":\"%s\"", name, new);
  g_string_replace (text, from, to, 1);
}

static void
amend_data (GString *text, const KwJsonNode *root)
{
  const char *data = kw_json_string_at (root, "data");
  gsize size;
  const char *type = kw_json_string_at (root, "contentType");
  if (data == NULL || type == NULL || !g_str_has_prefix (type, "text/plain"))
    return;
  g_autofree guchar *old = g_base64_decode (data, &size);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) AMENDED, strlen (AMENDED));
  g_byte_array_append (bytes, old, (guint) size);
  g_autofree char *new = g_base64_encode (bytes->data, bytes->len);
  replace_member (text, "data", data, new);
}

void
kw_demo_store_amend (KwDemoStore *self, const char *type, const char *updated)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      KwDemoResource *resource = g_ptr_array_index (self->all, i);
      if (!g_str_equal (resource->type, type))
        continue;
      gsize size;
      const char *data = g_bytes_get_data (resource->body, &size);
      GString *text = g_string_new_len (data, (gssize) size);
      g_autoptr (KwJson) json = kw_json_new (resource->body, G_MAXSIZE, NULL);
      replace_member (text, "versionId", "1", "2");
      replace_member (text, "lastUpdated", resource->updated, updated);
      amend_data (text, kw_json_get_root (json));
      g_bytes_unref (resource->body);
      resource->body = g_string_free_to_bytes (text);
      g_free (resource->updated);
      resource->updated = g_strdup (updated);
    }
}

const KwDemoResource *
kw_demo_store_lookup (const KwDemoStore *self, const char *type, const char *id)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", type, id);
  return g_hash_table_lookup (self->by_ref, key);
}

static const GPtrArray *
get_list (const KwDemoStore *self, const char *type, const char *patient_id)
{
  g_autofree char *key = g_strdup_printf ("%s of %s", type, patient_id);
  return g_hash_table_lookup (self->by_list, key);
}

guint
kw_demo_store_count (const KwDemoStore *self, const char *type, const char *patient_id)
{
  const GPtrArray *list = get_list (self, type, patient_id);
  return list == NULL ? 0 : list->len;
}

/* ---- searching ---- */

/* One of the values in @list; a system before a bar is not compared (R4 3.1.1.4.10). */
static gboolean
token_matches (const KwDemoResource *resource, const char *parameter, const char *list)
{
  g_auto (GStrv) values = g_strsplit (list, ",", -1);
  for (guint i = 0; values[i] != NULL; i++)
    {
      const char *bar = strrchr (values[i], '|');
      g_autofree char *token
          = g_strdup_printf (" %s|%s ", parameter, bar == NULL ? values[i] : bar + 1);
      if (strstr (resource->codes, token) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The first second of a date of any precision. */
static gint64
instant (const char *text)
{
  static const char rest[] = "0000-01-01T00:00:00Z";
  gsize length = strlen (text);
  g_autofree char *full
      = length < strlen ("0000-00-00T") ? g_strconcat (text, rest + length, NULL) : g_strdup (text);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (full, utc);
  return time == NULL ? G_MININT64 : g_date_time_to_unix (time);
}

/* The prefixes of R4 3.1.1.4.5 that patient programs send. A resource without a date matches none.
 */
static gboolean
date_matches (const char *have, const char *asked)
{
  if (have == NULL)
    return FALSE;
  gboolean prefixed = g_ascii_isalpha (asked[0]) && strlen (asked) > 2;
  gint64 a = instant (have);
  gint64 b = instant (prefixed ? asked + 2 : asked);
  if (g_str_has_prefix (asked, "ge"))
    return a >= b;
  if (g_str_has_prefix (asked, "gt"))
    return a > b;
  if (g_str_has_prefix (asked, "le"))
    return a <= b;
  if (g_str_has_prefix (asked, "lt"))
    return a < b;
  return g_str_has_prefix (have, prefixed ? asked + 2 : asked);
}

static gboolean
resource_matches (const KwDemoResource *resource, const KwDemoQuery *query)
{
  if (query->id != NULL && !g_str_equal (resource->id, query->id))
    return FALSE;
  for (guint i = 0; query->tokens != NULL && query->tokens[i] != NULL; i += 2)
    if (!token_matches (resource, query->tokens[i], query->tokens[i + 1]))
      return FALSE;
  for (guint i = 0; query->dates != NULL && query->dates[i] != NULL; i += 2)
    {
      gboolean update = g_str_equal (query->dates[i], "_lastUpdated");
      if (!date_matches (update ? resource->updated : resource->date, query->dates[i + 1]))
        return FALSE;
    }
  return TRUE;
}

/**
 * kw_demo_store_search:
 *
 * The resources of one type and one person that fit @query.
 *
 * Returns: (transfer container) (element-type KwDemoResource): never `NULL`; owned by the store
 */
GPtrArray *
kw_demo_store_search (const KwDemoStore *self, const char *type, const KwDemoQuery *query)
{
  GPtrArray *found = g_ptr_array_new ();
  const GPtrArray *list = get_list (self, type, query->patient_id);
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (resource_matches (g_ptr_array_index (list, i), query))
      g_ptr_array_add (found, g_ptr_array_index (list, i));
  return found;
}

const KwDemoResource *
kw_demo_store_find_foreign (const KwDemoStore *self, const char *type, const char *patient_id)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      const KwDemoResource *resource = g_ptr_array_index (self->all, i);
      if (g_str_equal (resource->type, type) && resource->patient_id != NULL
          && !g_str_equal (resource->patient_id, patient_id))
        return resource;
    }
  return NULL;
}
