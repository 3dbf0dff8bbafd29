/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/walk.h"

#include <string.h>

#include "core/error.h"
#include "core/fhir.h"
#include "core/json-writer.h"
#include "core/types.h"
#include "net/vendor.h"
#include "sync/ranges.h"

#define PAGE_SIZE 100
/* More pages than the largest record that was ever seen needs; a server that never ends is stopped.
 */
#define MAX_PAGES 2000
/* Clocks differ, and a record may be stored a while after its time. */
#define OVERLAP_SECONDS (24 * 60 * 60)

struct _KwWalk
{
  KwRun *run;
  const KwQuery *query;
  KwSection section;
  /* Of whoever fetches, and of whoever stores only after a page without a next one. */
  GHashTable *seen; /* pages that were read, to notice a loop */
  char *next;       /* page to read, NULL at the end */
  /* Of whoever stores. */
  GHashTable *ids;     /* of the records that came, each counted once */
  GHashTable *foreign; /* of those about somebody else */
  char *since;         /* "_lastUpdated=ge…" when only changes are asked for; NULL */
  KwRanges *ranges;    /* while a bad record is looked for; NULL */
  guint count;         /* of this run, with what came before it was interrupted */
  guint left_out;
  gboolean incomplete;
  gboolean resumed;   /* it goes on at a page that an earlier program was given */
  gboolean restarted; /* the one new start after a page that lapsed was used */
  guint status;       /* of the last answer */
};

KwSection
kw_walk_get_section (const KwQuery *query)
{
  const KwType *type = kw_type_lookup (query->type);
  KwSection section = type != NULL ? type->section : KW_SECTION_OTHER;

  if (query->section != NULL)
    kw_section_from_id (query->section, &section);
  return section;
}

/* ---- where it goes on ---- */

static char *
cursor_key (const KwWalk *self)
{
  return g_strconcat ("cursor:", self->run->source->id, ":", self->query->key, NULL);
}

/* The cursor goes into the same transaction as the page before it. */
static void
put_cursor (const KwWalk *self, KwBatch *batch, const char *next)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autofree char *key = cursor_key (self);
  g_autoptr (GBytes) bytes = NULL;

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "run", self->run->id);
  kw_json_writer_member (writer, "next", next != NULL ? next : "");
  kw_json_writer_member (writer, "since", self->since);
  kw_json_writer_name (writer, "count");
  kw_json_writer_int (writer, self->count);
  kw_json_writer_name (writer, "left_out");
  kw_json_writer_int (writer, self->left_out);
  kw_json_writer_name (writer, "incomplete");
  kw_json_writer_boolean (writer, self->incomplete);
  kw_json_writer_end_object (writer);
  bytes = kw_json_writer_end (writer);
  kw_batch_put_item (batch, key, bytes);
}

/* @more: further parameters; NULL. */
static char *
first_page (const KwWalk *self, const char *more)
{
  KwConnection *connection = kw_keeper_get_connection (self->run->keeper);
  g_autofree char *patient
      = g_uri_escape_string (kw_connection_get (connection, KW_CONNECTION_PATIENT), NULL, FALSE);
  g_auto (GStrv) parts = g_strsplit (self->query->query, "%s", 2);
  g_autofree char *query = g_strjoinv (patient, parts);

  return g_strdup_printf ("%s?%s%s%s&_count=%d", self->query->type, query, more != NULL ? "&" : "",
                          more != NULL ? more : "", PAGE_SIZE);
}

/* Only what changed, where the server can be relied on and all was asked for not long ago. */
static char *
dup_since (const KwWalk *self)
{
  GHashTable *updatable = self->run->updatable;
  gint64 as_of = 0;

  g_mutex_lock (&self->run->lock);
  const KwSourceSection *section = kw_run_section (self->run, self->query->key, self->section);
  if (!section->incomplete && section->error == NULL && kw_run_is_fresh (section))
    as_of = section->as_of;
  g_mutex_unlock (&self->run->lock);
  if (as_of == 0 || (updatable != NULL && !g_hash_table_contains (updatable, self->query->type)))
    return NULL;
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_utc (as_of - OVERLAP_SECONDS);
  return g_date_time_format (from, "_lastUpdated=ge%Y-%m-%dT%H:%M:%S.000Z");
}

static void
start_anew (KwWalk *self)
{
  g_hash_table_remove_all (self->seen);
  g_hash_table_remove_all (self->ids);
  self->count = 0;
  self->incomplete = FALSE;
  g_free (self->next);
  self->next = first_page (self, self->since);
}

/* Where this run left off: at a page, at the end, or nowhere so far. */
static void
resume (KwWalk *self)
{
  g_autofree char *key = cursor_key (self);
  g_autoptr (GBytes) bytes = kw_vault_get_item (self->run->vault, key, NULL);
  g_autoptr (KwJson) json = bytes != NULL ? kw_json_new (bytes, G_MAXUINT32, NULL) : NULL;
  const KwJsonNode *root = json != NULL ? kw_json_get_root (json) : NULL;
  const char *next = kw_json_string_at (root, "next");

  if (g_strcmp0 (kw_json_string_at (root, "run"), self->run->id) != 0 || next == NULL)
    {
      self->since = dup_since (self);
      start_anew (self);
      return;
    }
  self->next = *next != '\0' ? g_strdup (next) : NULL;
  self->resumed = TRUE;
  self->since = g_strdup (kw_json_string_at (root, "since"));
  self->count = (guint) kw_json_node_get_int (kw_json_node_at (root, "count"), 0);
  self->left_out = (guint) kw_json_node_get_int (kw_json_node_at (root, "left_out"), 0);
  self->incomplete = kw_json_node_get_boolean (kw_json_node_at (root, "incomplete"), FALSE);
}

/* ---- what is said of it ---- */

/* Takes the lock; @error is the id of what is missing or why, NULL. */
static void
set_state (KwWalk *self, KwSectionState state, const char *error, const char *note, gboolean done)
{
  KwRun *run = self->run;
  KwSourceSection *section;
  gboolean good = state == KW_STATE_COMPLETE || state == KW_STATE_EMPTY;

  g_mutex_lock (&run->lock);
  section = kw_run_section (run, self->query->key, self->section);
  section->section = self->section;
  section->state = state;
  section->incomplete = self->incomplete;
  if (self->since != NULL)
    /* Only changes came; how many there are now is counted when all are in. */
    section->state = good && section->count > 0 ? KW_STATE_COMPLETE : state;
  else if (good || section->count < self->count)
    /* A failed answer never shows less than before. */
    section->count = self->count;
  if (done && good)
    {
      section->as_of = g_get_real_time () / G_USEC_PER_SEC;
      if (self->since == NULL && !self->incomplete)
        {
          section->full_as_of = section->as_of;
          g_hash_table_add (run->ended, g_strdup (self->query->key));
        }
    }
  g_free (section->error);
  section->error = g_strdup (error);
  g_free (section->note);
  section->note = g_strdup (note);
  /* Those of before are there still where only changes were asked for. */
  if (done)
    section->left_out
        = self->since != NULL ? MAX (section->left_out, self->left_out) : self->left_out;
  kw_run_report (run, section, done);
  g_mutex_unlock (&run->lock);
}

static void
set_untouched (KwWalk *self)
{
  KwRun *run = self->run;

  g_mutex_lock (&run->lock);
  kw_run_report (run, kw_run_section (run, self->query->key, self->section), TRUE);
  g_mutex_unlock (&run->lock);
}

static void
fail (KwWalk *self, const GError *error)
{
  KwSectionState state = KW_STATE_FAILED;
  KwError code = error->domain == KW_ERROR ? (KwError) error->code : KW_ERROR_FAILED;

  kw_run_note_error (self->run, error);
  if (kw_run_is_stopped (self->run) && g_hash_table_size (self->seen) == 0)
    {
      /* The run ends here and not this kind: what is known of it stays as it is. */
      set_untouched (self);
      return;
    }
  if (code == KW_ERROR_REFUSED)
    state = KW_STATE_REFUSED;
  /* A list that was begun is offered: a later page that is gone (410) is missing. */
  if (code == KW_ERROR_NOT_OFFERED && self->count == 0)
    state = KW_STATE_NOT_OFFERED;
  /* What is asked for beyond US Core's SHALL is understood by some. */
  if (self->query->optional && self->status == 400)
    {
      state = KW_STATE_NOT_OFFERED;
      code = KW_ERROR_NOT_OFFERED;
    }
  if (code == KW_ERROR_NOT_OFFERED && self->count > 0)
    code = KW_ERROR_SERVER;
  set_state (self, state, kw_error_get_id (code), error->message, TRUE);
}

/* ---- one page ---- */

/* The newest version of a record wins (meta.lastUpdated, then meta.versionId), should a list hold
 * two of them: what comes later on the same page is what the vault keeps, so an older one is left.
 */
static gboolean
is_newer (const KwJsonNode *resource, const char *known)
{
  const char *updated = kw_json_string_at (resource, "meta.lastUpdated");

  return known == NULL || *known == '\0' || updated == NULL || strcmp (updated, known) >= 0;
}

static void
put_resource (KwWalk *self,
              KwBatch *batch,
              KwJson *json,
              const KwJsonNode *resource,
              const char *type)
{
  const char *id = kw_json_string_at (resource, "id");
  const char *updated = kw_json_string_at (resource, "meta.lastUpdated");
  g_autofree char *key = g_strconcat (type, "/", id != NULL ? id : "", NULL);
  const char *known = g_hash_table_lookup (self->ids, key);

  if (!is_newer (resource, known))
    return;
  if (!kw_run_put (self->run, batch, json, resource))
    {
      self->left_out += g_hash_table_add (self->foreign, g_steal_pointer (&key));
      return;
    }
  self->count += known == NULL && g_str_equal (type, self->query->type);
  g_hash_table_insert (self->ids, g_steal_pointer (&key),
                       g_strdup (updated != NULL ? updated : ""));
}

static void
put_entries (KwWalk *self, KwBatch *batch, KwJson *json)
{
  KW_FHIR_FOREACH (entry, kw_json_node_at (kw_json_get_root (json), "entry"))
    {
      const KwJsonNode *resource = kw_json_node_get_member (entry, "resource");
      const char *type = kw_json_string_at (resource, "resourceType");

      if (g_strcmp0 (type, "OperationOutcome") == 0)
        self->incomplete = self->incomplete || kw_page_says_incomplete (resource);
      else if (type != NULL)
        put_resource (self, batch, json, resource, type);
    }
}

/* The next page below the same base; anything else is refused, and what it would have held is
 * missing. */
static void
find_next (KwWalk *self, KwPage *page)
{
  KwConnection *connection = kw_keeper_get_connection (self->run->keeper);

  KW_FHIR_FOREACH (link, kw_json_node_at (kw_json_get_root (page->json), "link"))
    {
      const char *url = kw_json_string_at (link, "url");

      if (url == NULL || g_strcmp0 (kw_json_string_at (link, "relation"), "next") != 0)
        continue;
      page->next = kw_client_relative (connection, url, NULL);
      if (page->next == NULL)
        page->wrong = "the next page is at another address";
      else if (g_hash_table_contains (self->seen, page->next))
        page->wrong = "the pages go round in a circle";
      else if (g_hash_table_size (self->seen) >= MAX_PAGES)
        page->wrong = "the pages do not end";
      break;
    }
  if (page->wrong != NULL)
    g_clear_pointer (&page->next, g_free);
}

static void
put_page (KwWalk *self, KwPage *page)
{
  KwRun *run = self->run;
  KwBatch *batch = kw_batch_new (run->source->id);

  kw_batch_set_run (batch, run->id);
  put_entries (self, batch, page->json);
  self->incomplete = self->incomplete || page->wrong != NULL;
  if (page->wrong == NULL && self->ranges == NULL)
    put_cursor (self, batch, page->next);
  kw_vault_commit_soon (run->vault, batch);
}

/* ---- when a page fails ---- */

/* The parts of time, one after the other, while a bad record is looked for. */
static void
next_range (KwWalk *self)
{
  g_autofree char *range = kw_ranges_next (self->ranges);

  g_free (self->next);
  self->next = range != NULL ? first_page (self, range) : NULL;
}

/* One stored record that the server cannot send spoils every page that it is on. */
static gboolean
narrow (KwWalk *self)
{
  if (self->status != 500)
    return FALSE;
  if (self->ranges == NULL)
    self->ranges = kw_ranges_new (g_get_real_time () / G_USEC_PER_SEC);
  else if (!kw_ranges_fail (self->ranges))
    return FALSE;
  next_range (self);
  return TRUE;
}

/* Mends what can be mended; FALSE when the walk ends here. */
static gboolean
recover (KwWalk *self, const GError *error)
{
  gboolean lapsed = self->status == 410 || self->status == 404 || self->status == 400;

  if (error->domain != KW_ERROR || kw_run_is_stopped (self->run))
    return FALSE;
  if (self->since != NULL && self->status >= 400 && self->status != 429)
    {
      /* It cannot tell what changed after all. */
      g_clear_pointer (&self->since, g_free);
      start_anew (self);
      return TRUE;
    }
  if (lapsed && (g_hash_table_size (self->seen) > 0 || self->resumed) && !self->restarted
      && self->ranges == NULL)
    {
      self->restarted = TRUE;
      start_anew (self);
      return TRUE;
    }
  return narrow (self);
}

static void
finish (KwWalk *self)
{
  guint n_gaps = self->ranges != NULL ? kw_ranges_get_n_gaps (self->ranges) : 0;
  gboolean whole = self->ranges == NULL || kw_ranges_is_whole (self->ranges);
  g_autofree char *note = NULL;
  const char *error = self->incomplete ? kw_error_get_id (KW_ERROR_HELD_BACK) : NULL;
  KwSectionState state = self->count > 0 ? KW_STATE_COMPLETE : KW_STATE_EMPTY;

  if (n_gaps > 0 || !whole)
    {
      note = g_strdup_printf ("at least %u missing, last changed %" G_GINT64_FORMAT, n_gaps,
                              n_gaps > 0 ? kw_ranges_get_first_gap (self->ranges) : 0);
      self->incomplete = TRUE;
      error = kw_error_get_id (KW_ERROR_BAD_RECORD);
    }
  set_state (self, whole ? state : KW_STATE_FAILED, error, note, TRUE);
}

/**
 * kw_walk_new:
 * @run: the run
 * @query: one query of the plan
 *
 * Goes on where this run left off.
 *
 * Returns: (transfer full): the walk
 */
KwWalk *
kw_walk_new (KwRun *run, const KwQuery *query)
{
  KwWalk *self = g_new0 (KwWalk, 1);

  self->run = run;
  self->query = query;
  self->section = kw_walk_get_section (query);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->foreign = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  resume (self);
  return self;
}

void
kw_walk_free (KwWalk *self)
{
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->foreign);
  g_clear_pointer (&self->ranges, kw_ranges_free);
  g_free (self->since);
  g_free (self->next);
  g_free (self);
}

KwPage *
kw_walk_fetch (KwWalk *self)
{
  KwPage *page;

  if (self->next == NULL || kw_run_is_stopped (self->run))
    return g_new0 (KwPage, 1);
  page = kw_page_read (self->run->keeper, self->next);
  if (page->json == NULL)
    return page;
  g_hash_table_add (self->seen, g_steal_pointer (&self->next));
  find_next (self, page);
  self->next = g_strdup (page->next);
  return page;
}

/* Puts what came, and mends what can be mended; FALSE when the walk ends here. */
static gboolean
take_page (KwWalk *self, KwPage *page)
{
  g_autoptr (GError) error = g_steal_pointer (&page->error);

  self->status = page->status;
  if (page->json != NULL)
    put_page (self, page);
  if (page->wrong != NULL)
    g_set_error_literal (&error, KW_ERROR, KW_ERROR_SERVER, page->wrong);
  if (error != NULL && !recover (self, error))
    {
      fail (self, error);
      return FALSE;
    }
  if (error == NULL && page->next == NULL && self->ranges != NULL)
    {
      kw_ranges_succeed (self->ranges);
      next_range (self);
    }
  return TRUE;
}

static void
end_stopped (KwWalk *self)
{
  if (g_hash_table_size (self->seen) == 0)
    set_untouched (self);
  else
    set_state (self, KW_STATE_FAILED, NULL, "stopped", TRUE);
}

gboolean
kw_walk_store (KwWalk *self, KwPage *page)
{
  if (page->json == NULL && page->error == NULL && self->next != NULL)
    {
      end_stopped (self);
      return FALSE;
    }
  if (!take_page (self, page))
    return FALSE;
  /* Without a next page nobody fetches, and what comes next was decided here. */
  if (page->next != NULL || self->next != NULL)
    {
      set_state (self, KW_STATE_COMPLETE, NULL, NULL, FALSE);
      return TRUE;
    }
  finish (self);
  return FALSE;
}
