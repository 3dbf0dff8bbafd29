/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "core/fhir.h"
#include "core/json-writer.h"
#include "core/types.h"
#include "sync/run.h"

#define PAGE_SIZE 100
/* More pages than the largest record that was ever seen needs; a server that never ends is stopped.
 */
#define MAX_PAGES 2000
#define MAX_PAGE_BYTES ((gsize) 128 * 1024 * 1024)
/* Of those that are fetched one by one because a record names them. */
#define MAX_REFERENCES 2000

/* One query as it goes on. */
typedef struct
{
  KwRun *run;
  const KwQuery *query;
  KwSection section;
  GHashTable *seen; /* pages that were read, to notice a loop */
  char *next;       /* page to read, NULL at the end */
  guint count;
  gboolean incomplete;
} Walk;

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->seen, g_hash_table_unref);
  g_clear_pointer (&walk->next, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static char *
cursor_key (const Walk *walk)
{
  return g_strconcat ("cursor:", walk->run->source->id, ":", walk->query->key, NULL);
}

/* The cursor goes into the same transaction as the page before it. */
static void
put_cursor (const Walk *walk, KwBatch *batch)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autofree char *key = cursor_key (walk);
  g_autoptr (GBytes) bytes = NULL;

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "run", walk->run->id);
  kw_json_writer_member (writer, "next", walk->next != NULL ? walk->next : "");
  kw_json_writer_name (writer, "count");
  kw_json_writer_int (writer, walk->count);
  kw_json_writer_name (writer, "incomplete");
  kw_json_writer_boolean (writer, walk->incomplete);
  kw_json_writer_end_object (writer);
  bytes = kw_json_writer_end (writer);
  kw_batch_put_item (batch, key, bytes);
}

static char *
first_page (const Walk *walk)
{
  KwConnection *connection = kw_keeper_get_connection (walk->run->keeper);
  g_autofree char *patient
      = g_uri_escape_string (kw_connection_get (connection, KW_CONNECTION_PATIENT), NULL, FALSE);
  g_auto (GStrv) parts = g_strsplit (walk->query->query, "%s", 2);
  g_autofree char *query = g_strjoinv (patient, parts);

  return g_strdup_printf ("%s?%s&_count=%d", walk->query->type, query, PAGE_SIZE);
}

/* Where this run left off: at a page, at the end, or nowhere so far. */
static void
resume (Walk *walk)
{
  g_autofree char *key = cursor_key (walk);
  g_autoptr (GBytes) bytes = kw_vault_get_item (walk->run->vault, key, NULL);
  g_autoptr (KwJson) json = bytes != NULL ? kw_json_new (bytes, G_MAXUINT32, NULL) : NULL;
  const KwJsonNode *root = json != NULL ? kw_json_get_root (json) : NULL;
  const char *next = kw_json_string_at (root, "next");

  if (g_strcmp0 (kw_json_string_at (root, "run"), walk->run->id) != 0 || next == NULL)
    {
      walk->next = first_page (walk);
      return;
    }
  walk->next = *next != '\0' ? g_strdup (next) : NULL;
  walk->count = (guint) kw_json_node_get_int (kw_json_node_at (root, "count"), 0);
  walk->incomplete = kw_json_node_get_boolean (kw_json_node_at (root, "incomplete"), FALSE);
}

static void
set_state (Walk *walk, KwSectionState state, const char *note, gboolean done)
{
  KwRun *run = walk->run;
  KwSourceSection *section;

  g_mutex_lock (&run->lock);
  section = kw_run_section (run, walk->query->key, walk->section);
  section->section = walk->section;
  section->state = state;
  section->incomplete = walk->incomplete;
  /* A failed answer never shows less than before. */
  if (state == KW_STATE_COMPLETE || state == KW_STATE_EMPTY || section->count < walk->count)
    section->count = walk->count;
  if (done && (state == KW_STATE_COMPLETE || state == KW_STATE_EMPTY))
    section->as_of = g_get_real_time () / G_USEC_PER_SEC;
  g_free (section->note);
  section->note = g_strdup (note);
  kw_run_report (run, section, done);
  g_mutex_unlock (&run->lock);
}

static void
fail (Walk *walk, const GError *error)
{
  KwSectionState state = KW_STATE_FAILED;

  kw_run_note_error (walk->run, error);
  if (g_error_matches (error, KW_ERROR, KW_ERROR_REFUSED))
    state = KW_STATE_REFUSED;
  /* A list that was begun is offered: a later page that is gone (410) is missing. */
  if (g_error_matches (error, KW_ERROR, KW_ERROR_NOT_OFFERED) && walk->count == 0)
    state = KW_STATE_NOT_OFFERED;
  set_state (walk, state, error->message, TRUE);
}

/* A damaged byte costs its character and not the page. */
static KwJson *
parse_page (GBytes *body, GError **error)
{
  g_autoptr (GError) local = NULL;
  KwJson *json = kw_json_new (body, MAX_PAGE_BYTES, &local);

  if (g_error_matches (local, KW_JSON_ERROR, KW_JSON_ERROR_UTF8))
    {
      char *valid
          = g_utf8_make_valid (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
      g_autoptr (GBytes) repaired = g_bytes_new_take (valid, strlen (valid));

      g_clear_error (&local);
      json = kw_json_new (repaired, MAX_PAGE_BYTES, &local);
    }
  if (json == NULL)
    g_set_error_literal (error, KW_ERROR, KW_ERROR_SERVER, "the page is no JSON");
  return json;
}

/* "may not contain the entire record" stands among the matches. What is only information, and
 * Epic's word for a search that found nothing, leaves nothing out; everything else may. */
static gboolean
says_incomplete (const KwJsonNode *outcome)
{
  static const char *const nothing_found[] = { "4101", NULL };
  const KwJsonNode *issues = kw_json_node_get_member (outcome, "issue");

  KW_FHIR_FOREACH (issue, issues)
    {
      const char *severity = kw_json_string_at (issue, "severity");
      const char *code = kw_json_string_at (issue, "details.coding.0.code");

      if (g_strcmp0 (severity, "information") != 0
          && (code == NULL || !g_strv_contains (nothing_found, code)))
        return TRUE;
    }
  return issues == NULL;
}

static void
put_entries (Walk *walk, KwBatch *batch, KwJson *json)
{
  KW_FHIR_FOREACH (entry, kw_json_node_at (kw_json_get_root (json), "entry"))
    {
      const KwJsonNode *resource = kw_json_node_get_member (entry, "resource");
      const char *type = kw_json_string_at (resource, "resourceType");

      if (g_strcmp0 (type, "OperationOutcome") == 0)
        walk->incomplete = walk->incomplete || says_incomplete (resource);
      else if (type != NULL && kw_run_put (walk->run, batch, json, resource))
        walk->count += g_str_equal (type, walk->query->type);
    }
}

/* The next page below the same base; anything else is refused, and what it would have held is
 * missing. */
static gboolean
find_next (Walk *walk, KwJson *json, GError **error)
{
  KwConnection *connection = kw_keeper_get_connection (walk->run->keeper);

  g_clear_pointer (&walk->next, g_free);
  KW_FHIR_FOREACH (link, kw_json_node_at (kw_json_get_root (json), "link"))
    {
      const char *url = kw_json_string_at (link, "url");

      if (url == NULL || g_strcmp0 (kw_json_string_at (link, "relation"), "next") != 0)
        continue;
      walk->next = kw_client_relative (connection, url, NULL);
      if (walk->next == NULL)
        g_set_error_literal (error, KW_ERROR, KW_ERROR_SERVER,
                             "the next page is at another address");
      else if (g_hash_table_contains (walk->seen, walk->next))
        g_set_error_literal (error, KW_ERROR, KW_ERROR_SERVER, "the pages go round in a circle");
      else if (g_hash_table_size (walk->seen) >= MAX_PAGES)
        g_set_error_literal (error, KW_ERROR, KW_ERROR_SERVER, "the pages do not end");
      else
        return TRUE;
      g_clear_pointer (&walk->next, g_free);
      walk->incomplete = TRUE;
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_page (Walk *walk, GError **error)
{
  KwRun *run = walk->run;
  g_autoptr (KwReply) reply = kw_keeper_read (run->keeper, walk->next, NULL, error);
  g_autoptr (KwJson) json = NULL;
  KwBatch *batch;
  gboolean good;

  if (reply == NULL)
    return FALSE;
  if (reply->status != 200)
    {
      kw_reply_set_error (reply, error);
      return FALSE;
    }
  json = parse_page (reply->body, error);
  if (json == NULL)
    return FALSE;
  if (g_strcmp0 (kw_json_string_at (kw_json_get_root (json), "resourceType"), "Bundle") != 0)
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_SERVER, "the answer is no Bundle");
      return FALSE;
    }
  g_hash_table_add (walk->seen, g_steal_pointer (&walk->next));
  batch = kw_batch_new (run->source->id);
  kw_batch_set_run (batch, run->id);
  put_entries (walk, batch, json);
  good = find_next (walk, json, error);
  if (good)
    put_cursor (walk, batch);
  kw_vault_commit_soon (run->vault, batch);
  return good;
}

static KwSection
get_section (const KwQuery *query)
{
  const KwType *type = kw_type_lookup (query->type);
  KwSection section = type != NULL ? type->section : KW_SECTION_OTHER;

  if (query->section != NULL)
    kw_section_from_id (query->section, &section);
  return section;
}

/* All pages of one query; its failure is its own. */
void
kw_run_query (KwRun *self, const KwQuery *query)
{
  g_auto (Walk) walk = { .run = self, .query = query, .section = get_section (query) };
  g_autoptr (GError) error = NULL;

  walk.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  resume (&walk);
  while (walk.next != NULL && error == NULL && !kw_run_is_stopped (self))
    if (read_page (&walk, &error) && walk.next != NULL)
      set_state (&walk, KW_STATE_COMPLETE, NULL, FALSE);
  if (error != NULL)
    fail (&walk, error);
  else if (walk.next != NULL)
    set_state (&walk, KW_STATE_FAILED, "stopped", TRUE);
  else
    set_state (&walk, walk.count > 0 ? KW_STATE_COMPLETE : KW_STATE_EMPTY, NULL, TRUE);
}

/* Reads one resource by its address below the base. */
static KwJson *
read_one (KwRun *self, const char *path, GError **error)
{
  g_autoptr (KwReply) reply = kw_keeper_read (self->keeper, path, NULL, error);
  g_autoptr (KwJson) json = NULL;

  if (reply == NULL)
    return NULL;
  if (reply->status != 200)
    {
      kw_reply_set_error (reply, error);
      return NULL;
    }
  json = parse_page (reply->body, error);
  if (json == NULL)
    return NULL;
  if (kw_json_string_at (kw_json_get_root (json), "resourceType") != NULL)
    return g_steal_pointer (&json);
  g_set_error_literal (error, KW_ERROR, KW_ERROR_SERVER, "the answer is no record");
  return NULL;
}

static gboolean
store_one (KwRun *self, KwJson *json)
{
  KwBatch *batch = kw_batch_new (self->source->id);
  gboolean own;

  kw_batch_set_run (batch, self->id);
  own = kw_run_put (self, batch, json, kw_json_get_root (json));
  kw_vault_commit_soon (self->vault, batch);
  return own;
}

/* The connection's own patient, or an error: one that is somebody else ends the run. */
static gboolean
read_patient (KwRun *self, const char *path, GError **error)
{
  g_autoptr (KwJson) json = read_one (self, path, error);

  if (json == NULL)
    return FALSE;
  if (g_strcmp0 (kw_json_string_at (kw_json_get_root (json), "resourceType"), "Patient") != 0)
    g_set_error_literal (error, KW_ERROR, KW_ERROR_SERVER, "the answer is no Patient");
  else if (!store_one (self, json))
    g_set_error_literal (error, KW_ERROR, KW_ERROR_OTHER_PATIENT,
                         "the Patient is not the connection's");
  else
    return TRUE;
  return FALSE;
}

/* The Patient first: a token that cannot read its own patient reads nothing. */
gboolean
kw_run_patient (KwRun *self)
{
  KwConnection *connection = kw_keeper_get_connection (self->keeper);
  g_autofree char *escaped
      = g_uri_escape_string (kw_connection_get (connection, KW_CONNECTION_PATIENT), NULL, FALSE);
  g_autofree char *path = g_strconcat ("Patient/", escaped, NULL);
  const KwQuery query = { "Patient", NULL, "Patient", NULL };
  g_auto (Walk) walk = { .run = self, .query = &query, .section = get_section (&query) };
  g_autoptr (GError) error = NULL;

  if (read_patient (self, path, &error))
    {
      walk.count = 1;
      set_state (&walk, KW_STATE_COMPLETE, NULL, TRUE);
      return TRUE;
    }
  fail (&walk, error);
  return !kw_run_is_stopped (self);
}

static void
fetch_reference (gpointer data, gpointer run)
{
  g_autofree char *reference = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJson) json = NULL;

  if (kw_run_is_stopped (run))
    return;
  json = read_one (run, reference, &error);
  if (json != NULL)
    store_one (run, json);
  else
    kw_run_note_error (run, error);
}

/* Medicines, people and places that records name, each once. One that is refused leaves the name
 * that the record itself gives. */
void
kw_run_references (KwRun *self)
{
  guint parallel = kw_plan_get_parallel (kw_keeper_get_connection (self->keeper));
  GThreadPool *pool = g_thread_pool_new (fetch_reference, self, (int) parallel, FALSE, NULL);
  GHashTableIter iter;
  gpointer reference;
  guint n = 0;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &reference, NULL) && n < MAX_REFERENCES)
    if (!g_hash_table_contains (self->stored, reference))
      {
        g_thread_pool_push (pool, g_strdup (reference), NULL);
        n++;
      }
  g_mutex_unlock (&self->lock);
  g_thread_pool_free (pool, FALSE, TRUE);
}
