/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/run.h"

#include <string.h>

#include "core/error.h"
#include "core/fhir.h"
#include "core/json-writer.h"
#include "core/types.h"
#include "sync/guard.h"
#include "sync/walk.h"

/* An interrupted run that is older is begun anew, because what it read may have changed. */
#define MAX_AGE_SECONDS (60 * 60)

/* What stops everything and not only one type. */
static const struct
{
  KwError code;
  KwSourceState state;
} fatal_codes[] = {
  { KW_ERROR_SIGN_IN_LAPSED, KW_SOURCE_SIGN_IN },
  { KW_ERROR_ACCESS_ENDED, KW_SOURCE_SIGN_IN },
  { KW_ERROR_TENANT_MISMATCH_OURS, KW_SOURCE_NEEDS_ATTENTION },
  { KW_ERROR_TENANT_MISMATCH_THEIRS, KW_SOURCE_NEEDS_ATTENTION },
  { KW_ERROR_TOKEN_UNTRUSTED, KW_SOURCE_NEEDS_ATTENTION },
  { KW_ERROR_OTHER_PATIENT, KW_SOURCE_NEEDS_ATTENTION },
  { KW_ERROR_NOT_ENABLED, KW_SOURCE_NEEDS_ATTENTION },
  { KW_ERROR_MOVED, KW_SOURCE_NEEDS_ATTENTION },
  { KW_ERROR_REQUEST, KW_SOURCE_NEEDS_ATTENTION },
  { KW_ERROR_RENEWAL, KW_SOURCE_FAILED },
  { KW_ERROR_UNREACHABLE, KW_SOURCE_FAILED },
  { KW_ERROR_CERTIFICATE, KW_SOURCE_FAILED },
  { KW_ERROR_KEYRING_LOCKED, KW_SOURCE_FAILED },
  { KW_ERROR_KEYRING_ABSENT, KW_SOURCE_FAILED },
  { KW_ERROR_DISK_FULL, KW_SOURCE_FAILED },
  { KW_ERROR_VAULT_DAMAGED, KW_SOURCE_FAILED },
};

static void
blob_free (KwWantedBlob *blob)
{
  g_free (blob->ref);
  g_free (blob);
}

KwSource *
kw_run_load_source (KwVault *vault, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) sources = kw_vault_list_sources (vault, error);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (sources, i);

      if (g_strcmp0 (source->uuid, uuid) == 0)
        return kw_source_copy (source);
    }
  if (sources != NULL)
    g_set_error_literal (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD, "no source of the connection");
  return NULL;
}

static char *
item_key (const KwRun *self)
{
  return g_strconcat ("sync:", self->source->id, NULL);
}

/* The id of the run that was interrupted, else a new one. */
static char *
dup_run_id (KwRun *self)
{
  g_autofree char *key = item_key (self);
  g_autoptr (GBytes) bytes = kw_vault_get_item (self->vault, key, NULL);
  g_autoptr (KwJson) json = bytes != NULL ? kw_json_new (bytes, G_MAXUINT32, NULL) : NULL;
  const KwJsonNode *root = json != NULL ? kw_json_get_root (json) : NULL;
  const char *id = kw_json_string_at (root, "run");
  gint64 started = kw_json_node_get_int (kw_json_node_at (root, "started"), 0);

  self->is_first = bytes == NULL;
  self->started = g_get_real_time () / G_USEC_PER_SEC;
  if (id == NULL || started + MAX_AGE_SECONDS <= self->started)
    return g_uuid_string_random ();
  /* Its age is that of its beginning, however often it was interrupted. */
  self->started = started;
  self->goes_on = TRUE;
  return g_strdup (id);
}

static void
put_run_item (KwRun *self, KwBatch *batch, gboolean running)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autofree char *key = item_key (self);
  g_autoptr (GBytes) bytes = NULL;

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "run", running ? self->id : NULL);
  kw_json_writer_name (writer, "started");
  kw_json_writer_int (writer, self->started);
  kw_json_writer_end_object (writer);
  bytes = kw_json_writer_end (writer);
  kw_batch_put_item (batch, key, bytes);
}

/* In the order of the plan, which is also the order in which they are shown, however they end. */
static void
add_sections (KwRun *self)
{
  guint n;
  const KwQuery *queries = kw_query_plan (kw_keeper_get_connection (self->keeper), &n);

  kw_run_section (self, "Patient", KW_SECTION_PEOPLE);
  for (guint i = 0; i < n; i++)
    kw_run_section (self, queries[i].key, kw_walk_get_section (&queries[i]));
}

gboolean
kw_run_is_fresh (const KwSourceSection *section)
{
  return section->full_as_of + KW_FULL_SECONDS >= g_get_real_time () / G_USEC_PER_SEC;
}

KwRun *
kw_run_new (KwVault *vault,
            const char *uuid,
            KwSection only,
            KwSyncProgress progress,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (KwSource) source = kw_run_load_source (vault, uuid, error);
  g_autoptr (KwKeeper) keeper = NULL;
  KwRun *self;
  KwBatch *batch;

  if (source == NULL)
    return NULL;
  keeper = kw_keeper_new (vault, uuid, cancellable, error);
  if (keeper == NULL)
    return NULL;
  self = g_new0 (KwRun, 1);
  self->vault = g_object_ref (vault);
  self->keeper = g_steal_pointer (&keeper);
  self->before = kw_source_copy (source);
  self->source = g_steal_pointer (&source);
  add_sections (self);
  self->progress = progress;
  self->progress_data = data;
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->put = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unread = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) blob_free);
  g_mutex_init (&self->lock);
  self->id = dup_run_id (self);
  /* What was interrupted is ended first, and whole: two runs that list the same records under two
   * ids would each miss what the other has listed. */
  self->only = self->goes_on ? KW_N_SECTIONS : only;
  batch = kw_batch_new (self->source->id);
  put_run_item (self, batch, TRUE);
  kw_vault_commit_soon (vault, batch);
  return self;
}

void
kw_run_free (KwRun *self)
{
  kw_keeper_free (self->keeper);
  kw_source_free (self->source);
  kw_source_free (self->before);
  g_free (self->id);
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->stored);
  g_hash_table_unref (self->put);
  g_hash_table_unref (self->ended);
  g_hash_table_unref (self->unread);
  g_hash_table_unref (self->listed);
  g_clear_pointer (&self->updatable, g_hash_table_unref);
  g_ptr_array_unref (self->documents);
  g_clear_error (&self->fatal);
  g_mutex_clear (&self->lock);
  g_object_unref (self->vault);
  g_free (self);
}

gboolean
kw_run_is_stopped (KwRun *self)
{
  gboolean stopped;

  g_mutex_lock (&self->lock);
  stopped = self->fatal != NULL;
  g_mutex_unlock (&self->lock);
  return stopped || g_cancellable_is_cancelled (kw_keeper_get_cancellable (self->keeper));
}

void
kw_run_note_error (KwRun *self, const GError *error)
{
  gboolean fatal = error->domain == G_IO_ERROR;

  for (guint i = 0; i < G_N_ELEMENTS (fatal_codes); i++)
    fatal = fatal || g_error_matches (error, KW_ERROR, (int) fatal_codes[i].code);
  if (!fatal)
    return;
  g_mutex_lock (&self->lock);
  if (self->fatal == NULL)
    self->fatal = g_error_copy (error);
  g_mutex_unlock (&self->lock);
}

void
kw_run_report (KwRun *self, const KwSourceSection *section, gboolean done)
{
  if (self->progress != NULL)
    self->progress (self->progress_data, section->type, section->section, section->state,
                    section->count, done);
}

gboolean
kw_run_is_asked (KwRun *self, const char *type)
{
  const char *scope
      = kw_connection_get (kw_keeper_get_connection (self->keeper), KW_CONNECTION_SCOPE_ASKED);
  g_autofree char *stem = g_strconcat ("patient/", type, ".", NULL);

  return scope == NULL || strstr (scope, "patient/") == NULL || strstr (scope, stem) != NULL
         || strstr (scope, "patient/*.") != NULL;
}

KwSourceSection *
kw_run_section (KwRun *self, const char *key, KwSection section)
{
  return kw_source_get_section (self->source, key, section);
}

/* What stands behind the '?' of an attachment's address is a key for one read and no part of the
 * record: a presigned address would make each sync a change. NULL where there is none. */
static GBytes *
dup_lasting (const KwRecord *record, GBytes *body)
{
  GString *text = NULL;
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  for (guint i = 0; i < record->n_attachments; i++)
    {
      const char *url = record->attachments[i].url;
      const char *key = url != NULL ? strchr (url, '?') : NULL;

      if (key == NULL)
        continue;
      if (text == NULL)
        text = g_string_new_len (data, (gssize) size);
      g_string_replace (text, key, "", 0);
    }
  return text != NULL ? g_string_free_to_bytes (text) : NULL;
}

const KwSourceSection *
kw_run_find_section (KwRun *self, const char *key)
{
  for (guint i = 0; i < self->source->sections->len; i++)
    {
      const KwSourceSection *section = g_ptr_array_index (self->source->sections, i);

      if (g_str_equal (section->type, key))
        return section;
    }
  return NULL;
}

gboolean
kw_run_store_one (KwRun *self, KwJson *json)
{
  KwBatch *batch = kw_batch_new (self->source->id);
  gboolean own;

  kw_batch_set_run (batch, self->id);
  own = kw_run_put (self, batch, json, kw_json_get_root (json));
  kw_vault_commit_soon (self->vault, batch);
  return own;
}

gboolean
kw_run_put (KwRun *self, KwBatch *batch, KwJson *json, const KwJsonNode *resource)
{
  g_autoptr (KwRecord) record = kw_record_new_from_fhir (resource, self->source->id);
  g_autoptr (GBytes) body = kw_json_dup_source (json, resource);
  gboolean own = kw_guard_is_own (kw_keeper_get_connection (self->keeper), record);

  if (own)
    {
      g_autoptr (GBytes) lasting = dup_lasting (record, body);

      kw_batch_put_record_as (batch, record, body, lasting);
      kw_run_note_links (self, record, resource);
    }
  return own;
}

/* A type ended complete when every one of its queries was asked in this run, for everything and not
 * only for changes, and came whole, and when each record of it that only another record names was
 * read. What was not asked for, or could not be read, moves nothing. */
static void
end_types (KwRun *self, KwBatch *batch)
{
  KwConnection *connection = kw_keeper_get_connection (self->keeper);
  g_autoptr (GHashTable) open = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const KwQuery *queries = kw_query_plan (connection, &n);

  for (guint i = 0; i < n; i++)
    if (!g_hash_table_contains (self->ended, queries[i].key)
        || g_hash_table_contains (self->unread, queries[i].type))
      g_hash_table_add (open, (gpointer) queries[i].type);
  for (guint i = 0; i < n; i++)
    if (!g_hash_table_contains (open, queries[i].type)
        && g_hash_table_add (done, (gpointer) queries[i].type))
      kw_batch_end_type (batch, queries[i].type);
}

void
kw_run_set_source_state (KwSource *source, const GError *fatal)
{
  g_clear_pointer (&source->message, g_free);
  if (fatal == NULL)
    {
      source->state = KW_SOURCE_FINE;
      source->as_of = g_get_real_time () / G_USEC_PER_SEC;
      return;
    }
  source->message = kw_error_dup_sentence (fatal);
  source->state = KW_SOURCE_FAILED;
  for (guint i = 0; i < G_N_ELEMENTS (fatal_codes); i++)
    if (g_error_matches (fatal, KW_ERROR, (int) fatal_codes[i].code))
      source->state = fatal_codes[i].state;
}

/* Whom the token is about is not who signed in: a parent, a carer (SMART App Launch 2.2,
 * fhirUser). */
static gboolean
is_proxy (const KwRun *self)
{
  KwConnection *connection = kw_keeper_get_connection (self->keeper);
  const char *user = kw_connection_get (connection, KW_CONNECTION_FHIR_USER);
  g_autofree char *own
      = g_strconcat ("Patient/", kw_connection_get (connection, KW_CONNECTION_PATIENT), NULL);

  return user != NULL && !g_str_has_suffix (user, own);
}

/* A kind that came before and is refused now, or of which less than half is left: hospitals thin a
 * parent's view when a child grows up, and say nothing. */
static gboolean
is_thinner (const KwSourceSection *then, const KwSourceSection *now)
{
  gboolean answered = now->state == KW_STATE_COMPLETE || now->state == KW_STATE_EMPTY;

  return then->count > 0
         && (now->state == KW_STATE_REFUSED
             || (answered && then->count >= 4 && now->count < then->count / 2));
}

/* What was less and is more again is no longer worth a remark. */
static void
note_thinning (KwRun *self)
{
  guint n_less = 0, n_more = 0;

  if (!is_proxy (self))
    {
      self->source->thinned_at = 0;
      return;
    }
  for (guint i = 0; i < self->before->sections->len; i++)
    {
      const KwSourceSection *then = g_ptr_array_index (self->before->sections, i);
      const KwSourceSection *now = kw_run_section (self, then->type, then->section);

      n_less += is_thinner (then, now);
      n_more += is_thinner (now, then);
    }
  if (n_less > 0 && self->source->thinned_at == 0)
    self->source->thinned_at = g_get_real_time () / G_USEC_PER_SEC;
  if (n_less == 0 && n_more > 0)
    self->source->thinned_at = 0;
}

static void
count_left_out (KwRun *self)
{
  self->source->left_out = 0;
  for (guint i = 0; i < self->source->sections->len; i++)
    self->source->left_out
        += ((const KwSourceSection *) g_ptr_array_index (self->source->sections, i))->left_out;
}

static void
note_contacts (KwRun *self)
{
  g_autoptr (GPtrArray) exchanges
      = kw_journal_dup (kw_session_get_journal (kw_keeper_get_session (self->keeper)));

  for (guint i = 0; i < exchanges->len; i++)
    {
      const KwExchange *exchange = g_ptr_array_index (exchanges, i);
      kw_source_add_contact (self->source, exchange->host, kw_purpose_get_id (exchange->purpose),
                             exchange->sent_at / G_USEC_PER_SEC);
    }
}

/* Two queries of one type whose records go to one section cannot be told apart by what is stored:
 * their counts stay until all is asked for again. */
static gboolean
is_alone (KwRun *self, const KwSourceSection *section, const char *type)
{
  for (guint i = 0; i < self->source->sections->len; i++)
    {
      const KwSourceSection *other = g_ptr_array_index (self->source->sections, i);

      if (other != section && other->section == section->section
          && g_str_has_prefix (other->type, type))
        return FALSE;
    }
  return TRUE;
}

/* How many there are of a kind of which only the changes were asked for. */
static void
count_listed (KwRun *self)
{
  if (self->is_first)
    return;
  for (guint i = 0; i < self->source->sections->len; i++)
    {
      KwSourceSection *section = g_ptr_array_index (self->source->sections, i);
      g_auto (GStrv) parts = g_strsplit (section->type, "?", 2);
      g_autofree char *key
          = g_strdup_printf ("%s %s", parts[0], kw_section_get_id (section->section));

      if (section->as_of > section->full_as_of && is_alone (self, section, parts[0]))
        section->count = GPOINTER_TO_UINT (g_hash_table_lookup (self->listed, key));
    }
}

gboolean
kw_run_finish (KwRun *self, GError **error)
{
  KwBatch *batch = kw_batch_new (self->source->id);
  gboolean cancelled = g_cancellable_is_cancelled (kw_keeper_get_cancellable (self->keeper));
  g_autoptr (GError) local = NULL;

  kw_batch_set_run (batch, self->id);
  self->source->unfetched = self->unfetched;
  count_left_out (self);
  note_contacts (self);
  if (!kw_keeper_settle (self->keeper, &local) && self->fatal == NULL)
    self->fatal = g_steal_pointer (&local);
  g_clear_error (&local);
  if (self->fatal == NULL && !cancelled)
    {
      self->source->lapses_at = kw_keeper_get_lapse (self->keeper);
      count_listed (self);
      note_thinning (self);
      end_types (self, batch);
      put_run_item (self, batch, FALSE);
    }
  /* One kind that came does not make the others of today. */
  if (!cancelled && (self->only == KW_N_SECTIONS || self->fatal != NULL))
    kw_run_set_source_state (self->source, self->fatal);
  kw_batch_put_source (batch, self->source);
  if (!kw_vault_commit (self->vault, batch, &local) && self->fatal == NULL)
    self->fatal = g_steal_pointer (&local);
  if (cancelled)
    {
      g_clear_error (&self->fatal);
      g_cancellable_set_error_if_cancelled (kw_keeper_get_cancellable (self->keeper), error);
      return FALSE;
    }
  if (self->fatal == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->fatal));
  return FALSE;
}
