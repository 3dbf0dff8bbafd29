/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "sync/walk.h"

/* Of those that are fetched one by one because a record names them. */
#define MAX_REFERENCES 2000
/* A visit names a place that names an organization. */
#define MAX_ROUNDS 3

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

/* ---- the Patient ---- */

/* The connection's own patient, or an error: one that is somebody else ends the run. */
static gboolean
read_patient (KwRun *self, GError **error)
{
  KwConnection *connection = kw_keeper_get_connection (self->keeper);
  g_autofree char *escaped
      = g_uri_escape_string (kw_connection_get (connection, KW_CONNECTION_PATIENT), NULL, FALSE);
  g_autofree char *path = g_strconcat ("Patient/", escaped, NULL);
  g_autoptr (KwJson) json = kw_walk_read_one (self, path, error);

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

static void
run_patient (KwRun *self)
{
  g_autoptr (GError) error = NULL;
  gboolean good = read_patient (self, &error);
  KwSourceSection *section;

  if (!good)
    kw_run_note_error (self, error);
  g_mutex_lock (&self->lock);
  section = kw_run_section (self, "Patient", KW_SECTION_PEOPLE);
  section->state = good ? KW_STATE_COMPLETE : KW_STATE_FAILED;
  if (g_error_matches (error, KW_ERROR, KW_ERROR_REFUSED))
    section->state = KW_STATE_REFUSED;
  section->count = good ? 1 : section->count;
  if (good)
    section->as_of = section->full_as_of = g_get_real_time () / G_USEC_PER_SEC;
  g_free (section->error);
  section->error = !good && error->domain == KW_ERROR
                       ? g_strdup (kw_error_get_id ((KwError) error->code))
                       : NULL;
  kw_run_report (self, section, TRUE);
  g_mutex_unlock (&self->lock);
}

/* ---- the queries, taking turns ---- */

/* What the threads of one run share. */
typedef struct
{
  KwRun *run;
  GThreadPool *pool;
  GMutex lock;
  GCond ended;
  guint n_open;
} Turns;

static void
end_one (Turns *turns)
{
  g_mutex_lock (&turns->lock);
  turns->n_open--;
  g_cond_signal (&turns->ended);
  g_mutex_unlock (&turns->lock);
}

/* One page, then to the end of the line; the run itself stands for its Patient. */
static void
turn_cb (gpointer data, gpointer user_data)
{
  Turns *turns = user_data;

  if (data == turns->run)
    {
      run_patient (turns->run);
      end_one (turns);
    }
  else if (kw_walk_step (data))
    g_thread_pool_push (turns->pool, data, NULL);
  else
    {
      kw_walk_free (data);
      end_one (turns);
    }
}

void
kw_run_queries (KwRun *self)
{
  KwConnection *connection = kw_keeper_get_connection (self->keeper);
  Turns turns = { .run = self };
  guint n;
  const KwQuery *queries = kw_query_plan (connection, &n);

  g_mutex_init (&turns.lock);
  g_cond_init (&turns.ended);
  turns.n_open = 1;
  turns.pool
      = g_thread_pool_new (turn_cb, &turns, (int) kw_plan_get_parallel (connection), FALSE, NULL);
  g_thread_pool_push (turns.pool, self, NULL);
  for (guint i = 0; i < n; i++)
    if (kw_run_is_asked (self, queries[i].type))
      {
        g_mutex_lock (&turns.lock);
        turns.n_open++;
        g_mutex_unlock (&turns.lock);
        g_thread_pool_push (turns.pool, kw_walk_new (self, &queries[i]), NULL);
      }
  g_mutex_lock (&turns.lock);
  while (turns.n_open > 0)
    g_cond_wait (&turns.ended, &turns.lock);
  g_mutex_unlock (&turns.lock);
  g_thread_pool_free (turns.pool, FALSE, TRUE);
  g_cond_clear (&turns.ended);
  g_mutex_clear (&turns.lock);
}

/* ---- what records name ---- */

static void
fetch_reference (gpointer data, gpointer run)
{
  g_autofree char *reference = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJson) json = NULL;

  if (kw_run_is_stopped (run))
    return;
  json = kw_walk_read_one (run, reference, &error);
  if (json != NULL)
    store_one (run, json);
  else
    kw_run_note_error (run, error);
}

static gboolean
is_reference_asked (KwRun *self, const char *reference)
{
  g_autofree char *type = g_strndup (reference, strcspn (reference, "/"));

  return kw_run_is_asked (self, type);
}

static guint
fetch_round (KwRun *self, GHashTable *tried)
{
  guint parallel = kw_plan_get_parallel (kw_keeper_get_connection (self->keeper));
  GThreadPool *pool = g_thread_pool_new (fetch_reference, self, (int) parallel, FALSE, NULL);
  GHashTableIter iter;
  gpointer reference;
  guint n = 0;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &reference, NULL)
         && g_hash_table_size (tried) < MAX_REFERENCES)
    if (!g_hash_table_contains (self->stored, reference) && is_reference_asked (self, reference)
        && g_hash_table_add (tried, g_strdup (reference)))
      {
        g_thread_pool_push (pool, g_strdup (reference), NULL);
        n++;
      }
  g_mutex_unlock (&self->lock);
  g_thread_pool_free (pool, FALSE, TRUE);
  return n;
}

/* Medicines, people and places that records name, each once, and what those name. One that is
 * refused leaves the name that the record itself gives. */
void
kw_run_references (KwRun *self)
{
  g_autoptr (GHashTable) tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint round = 0; round < MAX_ROUNDS && !kw_run_is_stopped (self); round++)
    {
      if (fetch_round (self, tried) == 0)
        return;
      kw_run_collect_links (self);
    }
}
