/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/bundle.h"

#include <string.h>

#include "core/bundle-private.h"
#include "core/error.h"
#include "core/fhir.h"
#include "core/parallel.h"
#include "core/types.h"

/* Larger than any person's record that was ever seen; a bigger file is a mistake. */
#define MAX_FILE (1024u * 1024 * 1024)
/* Records are read side by side. */
#define MIN_FOR_THREADS 1000
#define RECORDS_AT_ONCE 64

struct _KwBundle
{
  GPtrArray *persons;        /* of KwBundlePerson */
  GHashTable *by_url;        /* fullUrl → KwResource, borrowed */
  GHashTable *by_ref;        /* "Type/id" → KwResource, borrowed */
  GHashTable *by_identifier; /* "Type?system|value" → KwResource; NULL until it is wanted */
  GMutex lock;               /* of @by_identifier and @digest */
  GPtrArray *set_aside;      /* of KwResource: entered in error, found by reference only */
  GBytes *bytes;             /* the document */
  char *base;                /* that of all fullUrls, or NULL */
  char *digest;              /* NULL until it is wanted */
};

static void
free_person (gpointer data)
{
  KwBundlePerson *self = data;

  kw_person_free (self->person);
  g_free (self->patient_ref);
  g_ptr_array_unref (self->resources);
  g_free (self);
}

void
kw_resource_free (KwResource *self)
{
  if (self == NULL)
    return;
  kw_json_unref (self->json);
  g_bytes_unref (self->body);
  if (self->record != NULL)
    kw_record_unref (self->record);
  g_free (self->full_url);
  g_free (self->ref);
  g_free (self);
}

void
kw_bundle_free (KwBundle *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_url);
  g_hash_table_unref (self->by_ref);
  g_clear_pointer (&self->by_identifier, g_hash_table_unref);
  g_mutex_clear (&self->lock);
  g_ptr_array_unref (self->persons);
  g_ptr_array_unref (self->set_aside);
  g_bytes_unref (self->bytes);
  g_free (self->base);
  g_free (self->digest);
  g_free (self);
}

/* "https://a.example/fhir" of "https://a.example/fhir/Patient/1", or NULL. */
static char *
get_base (const char *full_url, const KwJsonNode *node)
{
  g_autofree char *tail = NULL;

  if (full_url == NULL || !g_str_has_prefix (full_url, "http"))
    return NULL;
  tail = g_strdup_printf ("/%s/%s", kw_json_string_at (node, "resourceType"),
                          kw_json_string_at (node, "id"));
  return g_str_has_suffix (full_url, tail) ? g_strndup (full_url, strlen (full_url) - strlen (tail))
                                           : NULL;
}

/* The base that all entries share; a file that mixes two has none. */
static char *
find_base (GArray *found)
{
  g_autofree char *base = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      const KwFound *item = &g_array_index (found, KwFound, i);
      g_autofree char *own = get_base (item->full_url, item->node);

      if (own == NULL)
        continue;
      if (base != NULL && !g_str_equal (base, own))
        return NULL;
      g_free (base);
      base = g_steal_pointer (&own);
    }
  return g_steal_pointer (&base);
}

static KwResource *
new_resource (const KwFound *found)
{
  KwResource *self = g_new0 (KwResource, 1);
  const char *type = kw_json_string_at (found->node, "resourceType");
  const char *id = kw_fhir_text_at (found->node, "id");

  self->json = kw_json_ref (found->json);
  self->node = found->node;
  self->body = kw_json_dup_source (found->json, found->node);
  self->full_url = g_strdup (found->full_url);
  self->ref = id != NULL ? g_strconcat (type, "/", id, NULL) : NULL;
  return self;
}

/* Of two with one name the last one counts. */
static void
add_resource (KwBundle *self, KwResource *resource)
{
  if (resource->full_url != NULL)
    g_hash_table_replace (self->by_url, resource->full_url, resource);
  if (resource->ref != NULL)
    g_hash_table_replace (self->by_ref, resource->ref, resource);
}

/* Made when the first conditional reference comes, because most files have none. */
static void
index_identifiers (KwBundle *self)
{
  GHashTableIter iter;
  KwResource *resource;

  self->by_identifier = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, self->by_ref);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &resource))
    KW_FHIR_FOREACH (item, kw_json_node_get_member (resource->node, "identifier"))
      {
        const char *type = kw_json_string_at (resource->node, "resourceType");
        const char *system = kw_fhir_text_at (item, "system");
        const char *value = kw_fhir_text_at (item, "value");

        if (value != NULL)
          g_hash_table_insert (self->by_identifier,
                               g_strconcat (type, "?", system ? system : "", "|", value, NULL),
                               resource);
      }
}

/* "Practitioner?identifier=system|value", as transaction Bundles refer to what a server has. */
static KwResource *
find_by_identifier (KwBundle *self, const char *reference)
{
  const char *query = strstr (reference, "?identifier=");
  g_autofree char *wanted = query ? g_uri_unescape_string (strchr (query, '=') + 1, NULL) : NULL;
  g_autofree char *type = query ? g_strndup (reference, query - reference) : NULL;
  g_autofree char *key = wanted ? g_strconcat (type, "?", wanted, NULL) : NULL;

  if (key == NULL)
    return NULL;

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->by_identifier == NULL)
    index_identifiers (self);
  return g_hash_table_lookup (self->by_identifier, key);
}

/* What stands behind the base in an address within it, or NULL. */
static const char *
skip_base (KwBundle *self, const char *reference)
{
  gsize length = self->base != NULL ? strlen (self->base) : 0;

  if (length == 0 || strncmp (reference, self->base, length) != 0 || reference[length] != '/')
    return NULL;
  return reference + length + 1;
}

static KwResource *
find (KwBundle *self, const char *reference)
{
  gboolean may_be_url = g_hash_table_size (self->by_url) > 0;
  KwResource *found = may_be_url ? g_hash_table_lookup (self->by_url, reference) : NULL;
  const char *within = skip_base (self, reference);

  if (found == NULL)
    found = g_hash_table_lookup (self->by_ref, within != NULL ? within : reference);
  return found ? found : find_by_identifier (self, reference);
}

static gboolean
is_type_and_id (const char *reference, const char *type, const char *id)
{
  gsize length = strlen (type);

  return strncmp (reference, type, length) == 0 && reference[length] == '/'
         && strcmp (reference + length + 1, id) == 0;
}

/* NULL for what stays as it is. */
static char *
resolve (gpointer data, const char *reference)
{
  KwBundle *self = data;
  KwResource *found = find (self, reference);
  const char *id = found ? kw_fhir_text_at (found->node, "id") : NULL;
  const char *type = id ? kw_json_string_at (found->node, "resourceType") : NULL;

  if (type == NULL)
    return g_strdup (skip_base (self, reference));
  return is_type_and_id (reference, type, id) ? NULL : g_strconcat (type, "/", id, NULL);
}

static KwBundlePerson *
get_person (KwBundle *self, const char *patient_ref)
{
  KwBundlePerson *person;
  const KwResource *patient;

  for (guint i = 0; i < self->persons->len; i++)
    {
      person = g_ptr_array_index (self->persons, i);
      if (g_strcmp0 (person->patient_ref, patient_ref) == 0)
        return person;
    }
  patient = patient_ref ? g_hash_table_lookup (self->by_ref, patient_ref) : NULL;
  person = g_new0 (KwBundlePerson, 1);
  person->patient_ref = g_strdup (patient_ref);
  person->person = patient ? kw_person_new_from_fhir (patient->node) : NULL;
  person->resources = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_resource_free);
  g_ptr_array_add (self->persons, person);
  return person;
}

/* "Patient/1", or a reference that does not tell its type; not "Group/1" or "Device/1". */
static gboolean
may_be_patient (const char *reference)
{
  const char *slash = strrchr (reference, '/');
  const char *type = slash;
  g_autofree char *name = NULL;

  while (type != NULL && type > reference && type[-1] != '/')
    type--;
  if (slash == NULL || strncmp (type, "Patient/", strlen ("Patient/")) == 0)
    return TRUE;
  name = g_strndup (type, (gsize) (slash - type));
  return kw_type_lookup (name) == NULL;
}

/* Whose a record says that it is: its own subject, then who refers to it, then whom it refers to.
 */
static const char *
get_patient_ref (const KwRecord *record, GHashTable *owners)
{
  const char *owner = NULL;

  if (g_str_equal (record->type, "Patient"))
    return strchr (record->ref, '/') + 1;
  for (guint i = 0; i < record->n_relations; i++)
    if (record->relations[i].kind == KW_RELATION_SUBJECT && record->relations[i].reference != NULL
        && may_be_patient (record->relations[i].reference))
      return record->relations[i].reference;
  if (owners != NULL)
    owner = g_hash_table_lookup (owners, strchr (record->ref, '/') + 1);
  for (guint i = 0; owner == NULL && i < record->n_relations; i++)
    {
      const char *reference = record->relations[i].reference;

      if (reference != NULL && g_str_has_prefix (reference, "Patient/"))
        owner = reference;
    }
  return owner;
}

static gboolean
claim_one (GHashTable *owners, const char *reference, const char *patient_ref)
{
  return reference != NULL && !g_hash_table_contains (owners, reference)
         && g_hash_table_insert (owners, (gpointer) reference, (gpointer) patient_ref);
}

/* What a person's record refers to is that person's too, if it is nobody's by itself: the doctor,
 * the place, the medicine. The first who refers to it has it. Says whether anything was new. */
static gboolean
claim (GHashTable *owners, const KwRecord *record, const char *patient_ref)
{
  gboolean any = FALSE;

  /* A patient is nobody's but their own. */
  for (guint i = 0; i < record->n_relations; i++)
    if (record->relations[i].kind != KW_RELATION_SUBJECT
        && claim_one (owners, record->relations[i].reference, patient_ref))
      any = TRUE;
  for (guint i = 0; i < record->n_attachments; i++)
    if (claim_one (owners, record->attachments[i].url, patient_ref))
      any = TRUE;
  return any;
}

static void
add_to_person (KwBundle *self, KwBundlePerson *person, KwResource *resource)
{
  if (resource->record->flags & KW_RECORD_ENTERED_IN_ERROR)
    {
      person->n_entered_in_error++;
      person->error_counts[resource->record->section]++;
      g_ptr_array_add (self->set_aside, resource);
    }
  else
    g_ptr_array_add (person->resources, resource);
}

/* Whose a thing is by who refers to it: again for what that refers to, because a doctor has a
 * hospital. */
static void
claim_all (GHashTable *owners, GPtrArray *all)
{
  gboolean any = TRUE;

  for (guint pass = 0; any && pass < 3; pass++)
    {
      any = FALSE;
      for (guint i = 0; i < all->len; i++)
        {
          const KwResource *resource = g_ptr_array_index (all, i);
          const char *owner = get_patient_ref (resource->record, owners);

          if (owner != NULL && claim (owners, resource->record, owner))
            any = TRUE;
        }
    }
}

/* The one Patient of the file when nothing in it says to be of anybody else, as in nearly every
 * file: then nobody need ask who refers to what. NULL otherwise. */
static KwBundlePerson *
get_only_person (const KwBundle *self, GPtrArray *all)
{
  KwBundlePerson *one = self->persons->len == 1 ? g_ptr_array_index (self->persons, 0) : NULL;

  for (guint i = 0; one != NULL && i < all->len; i++)
    {
      const char *owner = ((const KwResource *) g_ptr_array_index (all, i))->owner;

      if (owner != NULL && strcmp (owner, one->patient_ref) != 0)
        return NULL;
    }
  return one;
}

/* Those whose record says whose it is, then the rest: by who refers to it; what nobody refers to is
 * the first person's. */
static void
sort_by_owner (KwBundle *self, GPtrArray *all)
{
  g_autoptr (GHashTable) owners = g_hash_table_new (g_str_hash, g_str_equal);
  const char *first;

  claim_all (owners, all);
  for (guint i = 0; i < all->len && self->persons->len == 0; i++)
    {
      const KwResource *resource = g_ptr_array_index (all, i);
      const char *owner = get_patient_ref (resource->record, owners);

      if (owner != NULL)
        get_person (self, owner);
    }
  first = self->persons->len > 0
              ? ((KwBundlePerson *) g_ptr_array_index (self->persons, 0))->patient_ref
              : NULL;
  for (guint i = 0; i < all->len; i++)
    {
      KwResource *resource = g_ptr_array_index (all, i);
      const char *owner = get_patient_ref (resource->record, owners);

      add_to_person (self, get_person (self, owner ? owner : first), resource);
    }
}

/* First those who are named in a Patient. */
static void
sort_by_person (KwBundle *self, GPtrArray *all)
{
  KwBundlePerson *one;

  for (guint i = 0; i < all->len; i++)
    {
      const KwResource *resource = g_ptr_array_index (all, i);

      if (g_str_equal (resource->record->type, "Patient"))
        get_person (self, resource->owner);
    }
  one = get_only_person (self, all);
  for (guint i = 0; one != NULL && i < all->len; i++)
    add_to_person (self, one, g_ptr_array_index (all, i));
  if (one == NULL)
    sort_by_owner (self, all);
}

typedef struct
{
  KwBundle *bundle;
  GPtrArray *all;
  GArray *found;
  const char *source;
} Reading;

static void
make_resource (gpointer data, guint index)
{
  Reading *self = data;

  self->all->pdata[index] = new_resource (&g_array_index (self->found, KwFound, index));
}

static void
read_record (gpointer data, guint index)
{
  Reading *self = data;
  KwResource *resource = g_ptr_array_index (self->all, index);

  resource->record = kw_record_new_resolved (resource->node, self->source, resolve, self->bundle);
  resource->owner = get_patient_ref (resource->record, NULL);
}

/* A small file is done before a thread has started. */
static void
read_all (KwBundle *self, GPtrArray *all, GArray *found, const char *source)
{
  Reading reading = { self, all, found, source };
  guint at_once = found->len < MIN_FOR_THREADS ? MIN_FOR_THREADS : RECORDS_AT_ONCE;

  g_ptr_array_set_size (all, (int) found->len);
  kw_parallel_run (all->len, at_once, make_resource, &reading);
  for (guint i = 0; i < all->len; i++)
    add_resource (self, g_ptr_array_index (all, i));
  kw_parallel_run (all->len, at_once, read_record, &reading);
}

/**
 * kw_bundle_new:
 * @bytes: FHIR JSON: a resource, a Bundle of any type, an array of them, or NDJSON
 * @source: id of the source, the first part of each record's ref
 * @error: return location for an error
 *
 * Reads all resources, turns their references into "Type/id" where they lead to one another, and
 * keeps several people apart. Characters that cannot be read cost only themselves.
 *
 * Returns: (transfer full) (nullable): what the text holds; KW_ERROR_NOT_FHIR, KW_ERROR_CUT_OFF or
 *   an error of KW_JSON_ERROR with the place otherwise
 */
KwBundle *
kw_bundle_new (GBytes *bytes, const char *source, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  g_autoptr (GArray) found = kw_bundle_read (bytes, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  KwBundle *self;

  if (found == NULL)
    return NULL;
  self = g_new0 (KwBundle, 1);
  g_mutex_init (&self->lock);
  self->persons = g_ptr_array_new_with_free_func (free_person);
  self->set_aside = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_resource_free);
  self->by_url = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_ref = g_hash_table_new (g_str_hash, g_str_equal);
  self->bytes = g_bytes_ref (bytes);
  self->base = find_base (found);
  read_all (self, all, found, source);
  sort_by_person (self, all);
  return self;
}

/**
 * kw_bundle_new_from_file_as:
 * @path: a file
 * @source: id of the source, the first part of each record's ref
 * @error: return location for an error
 *
 * The same for a file, which is refused by its size before it is read.
 *
 * Returns: (transfer full) (nullable): what the file holds
 */
KwBundle *
kw_bundle_new_from_file_as (const char *path, const char *source, GError **error)
{
  g_return_val_if_fail (path != NULL && source != NULL, NULL);

  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autoptr (GBytes) bytes = NULL;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_FILE)
    {
      g_set_error (error, KW_ERROR, KW_ERROR_TOO_LARGE,
                   "%" G_GOFFSET_FORMAT " bytes, at most %u are read", g_file_info_get_size (info),
                   MAX_FILE);
      return NULL;
    }
  bytes = g_file_load_bytes (file, NULL, NULL, error);
  return bytes ? kw_bundle_new (bytes, source, error) : NULL;
}

/**
 * kw_bundle_new_from_file:
 * @path: a file
 * @error: return location for an error
 *
 * kw_bundle_new_from_file_as() with the source "file".
 *
 * Returns: (transfer full) (nullable): what the file holds
 */
KwBundle *
kw_bundle_new_from_file (const char *path, GError **error)
{
  return kw_bundle_new_from_file_as (path, "file", error);
}

guint
kw_bundle_get_n_persons (const KwBundle *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->persons->len;
}

const KwBundlePerson *
kw_bundle_get_person (const KwBundle *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->persons->len, NULL);

  return g_ptr_array_index (self->persons, index);
}

/* Made when it is first wanted: whoever only reads a file needs none, and it costs as much as the
 * reading. */
static const char *
get_digest (KwBundle *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->digest == NULL)
    {
      g_autofree char *hex = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->bytes);

      self->digest = g_strconcat ("sha256:", hex, NULL);
    }
  return self->digest;
}

/**
 * kw_bundle_get_source_base:
 *
 * What makes this file's records the same again in another file: the server that all of them say
 * they are from, or the document itself.
 *
 * Returns: (transfer none): "https://…" without a final slash, or "sha256:…"
 */
const char *
kw_bundle_get_source_base (const KwBundle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->base != NULL ? self->base : get_digest ((KwBundle *) self);
}

/**
 * kw_bundle_get_base:
 *
 * Returns: (transfer none) (nullable): the server that all records of the file say they are from,
 *   "https://…" without a final slash
 */
const char *
kw_bundle_get_base (const KwBundle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->base;
}

/**
 * kw_bundle_resolve:
 * @from: (nullable): the record that refers
 * @reference: "Type/id", an absolute URL, "urn:uuid:…", or "Type?identifier=…"
 *
 * Contained resources are part of their record and not found here.
 *
 * Returns: (transfer none) (nullable): the resource within the file
 */
const KwResource *
kw_bundle_resolve (const KwBundle *self, const KwRecord *from, const char *reference)
{
  g_return_val_if_fail (self != NULL, NULL);

  (void) from;
  return reference ? find ((KwBundle *) self, reference) : NULL;
}
