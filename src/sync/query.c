/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "net/capability.h"
#include "net/vendor.h"
#include "sync/walk.h"

/* Pages of one query that wait to be stored; more would only fill the memory. */
#define MAX_AHEAD 4
#define MAX_STATEMENT ((gsize) 16 * 1024 * 1024)

/* ---- the Patient ---- */

/* The connection's own patient, or an error: one that is somebody else ends the run. */
static gboolean
read_patient (KwRun *self, GError **error)
{
  KwConnection *connection = kw_keeper_get_connection (self->keeper);
  g_autofree char *escaped
      = g_uri_escape_string (kw_connection_get (connection, KW_CONNECTION_PATIENT), NULL, FALSE);
  g_autofree char *path = g_strconcat ("Patient/", escaped, NULL);
  g_autoptr (KwJson) json = kw_page_read_one (self->keeper, path, error);

  if (json == NULL)
    return FALSE;
  if (g_strcmp0 (kw_json_string_at (kw_json_get_root (json), "resourceType"), "Patient") != 0)
    g_set_error_literal (error, KW_ERROR, KW_ERROR_SERVER, "the answer is no Patient");
  else if (!kw_run_store_one (self, json))
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
  GThreadPool *fetching; /* of Turn; the vendor's `parallel` */
  GThreadPool *storing;  /* of Turn; one thread, so that pages keep their order */
  GMutex lock;
  GCond ended;
  guint n_open;
} Turns;

/* One walk in the line; the run itself stands for its Patient and has none. */
typedef struct
{
  Turns *turns;
  KwWalk *walk;
  GQueue pages;   /* of KwPage, fetched and not stored; with the lock held */
  gboolean waits; /* there are enough of them: it goes on when one is stored */
} Turn;

static void
end_turn (Turn *turn)
{
  Turns *turns = turn->turns;

  g_clear_pointer (&turn->walk, kw_walk_free);
  g_free (turn);
  g_mutex_lock (&turns->lock);
  turns->n_open--;
  g_cond_signal (&turns->ended);
  g_mutex_unlock (&turns->lock);
}

/* Reads one page and hands it on; whether this walk may fetch another one. */
static gboolean
fetch_page (Turns *turns, Turn *turn)
{
  KwPage *page = kw_walk_fetch (turn->walk);
  gboolean more = page->next != NULL;

  g_mutex_lock (&turns->lock);
  g_queue_push_tail (&turn->pages, page);
  turn->waits = more && turn->pages.length >= MAX_AHEAD;
  more = more && !turn->waits;
  g_mutex_unlock (&turns->lock);
  return more;
}

/* One page, then to the end of the line; where nobody else is in it, that is here. */
static void
fetch_cb (gpointer data, gpointer user_data)
{
  Turn *turn = data;
  Turns *turns = user_data;
  gboolean more, again;

  if (turn->walk == NULL)
    {
      run_patient (turns->run);
      end_turn (turn);
      return;
    }
  do
    {
      more = fetch_page (turns, turn);
      again = more && g_thread_pool_unprocessed (turns->fetching) == 0;
      if (more && !again)
        g_thread_pool_push (turns->fetching, turn, NULL);
      g_thread_pool_push (turns->storing, turn, NULL);
    }
  while (again);
}

static void
store_cb (gpointer data, gpointer user_data)
{
  Turn *turn = data;
  Turns *turns = user_data;
  g_autoptr (KwPage) page = NULL;
  gboolean waited;

  g_mutex_lock (&turns->lock);
  page = g_queue_pop_head (&turn->pages);
  waited = turn->waits;
  turn->waits = FALSE;
  g_mutex_unlock (&turns->lock);
  if (!kw_walk_store (turn->walk, page))
    end_turn (turn);
  else if (waited || page->next == NULL)
    g_thread_pool_push (turns->fetching, turn, NULL);
}

static void
push_turn (Turns *turns, KwWalk *walk)
{
  Turn *turn = g_new0 (Turn, 1);

  turn->turns = turns;
  turn->walk = walk;
  g_mutex_lock (&turns->lock);
  turns->n_open++;
  g_mutex_unlock (&turns->lock);
  g_thread_pool_push (turns->fetching, turn, NULL);
}

static gboolean
any_is_fresh (const KwSource *source)
{
  for (guint i = 0; i < source->sections->len; i++)
    if (kw_run_is_fresh (g_ptr_array_index (source->sections, i)))
      return TRUE;
  return FALSE;
}

/* Which types can be asked for their changes alone, as the vendor's row says; a CapabilityStatement
 * is read only where something could come of it. */
static void
find_updatable (KwRun *self)
{
  const char *row = kw_vendor_of (kw_keeper_get_connection (self->keeper))->last_updated;
  g_autoptr (KwReply) reply = NULL;
  g_autoptr (KwJson) json = NULL;

  if (g_str_equal (row, "yes"))
    return;
  if (g_str_equal (row, "announced") && any_is_fresh (self->before))
    reply = kw_keeper_read (self->keeper, "metadata", NULL, NULL);
  if (reply != NULL && reply->status == 200)
    json = kw_json_new (reply->body, MAX_STATEMENT, NULL);
  self->updatable
      = kw_capability_list_types (json != NULL ? kw_json_get_root (json) : NULL, "_lastUpdated");
}

static gboolean
is_wanted (KwRun *self, const KwQuery *query)
{
  return kw_run_is_asked (self, query->type)
         && (self->only == KW_N_SECTIONS || kw_walk_get_section (query) == self->only);
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
  turns.fetching
      = g_thread_pool_new (fetch_cb, &turns, (int) kw_plan_get_parallel (connection), TRUE, NULL);
  turns.storing = g_thread_pool_new (store_cb, &turns, 1, TRUE, NULL);
  find_updatable (self);
  push_turn (&turns, NULL);
  for (guint i = 0; i < n; i++)
    if (is_wanted (self, &queries[i]))
      push_turn (&turns, kw_walk_new (self, &queries[i]));
  g_mutex_lock (&turns.lock);
  while (turns.n_open > 0)
    g_cond_wait (&turns.ended, &turns.lock);
  g_mutex_unlock (&turns.lock);
  g_thread_pool_free (turns.fetching, FALSE, TRUE);
  g_thread_pool_free (turns.storing, FALSE, TRUE);
  g_cond_clear (&turns.ended);
  g_mutex_clear (&turns.lock);
}
