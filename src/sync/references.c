/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "core/types.h"
#include "sync/page.h"
#include "sync/run.h"

/* Of those that are fetched one by one because a record names them. */
#define MAX_REFERENCES 2000
/* A visit names a place that names an organization. */
#define MAX_ROUNDS 3

/* ---- what records name ---- */

/* Types that only name others, which are fetched where a record refers to them. */
static gboolean
is_by_reference (const char *reference)
{
  static const char *const types[]
      = { "Medication/", "Practitioner/",  "Organization/",  "PractitionerRole/",
          "Location/",   "Specimen/",      "Questionnaire/", "InsurancePlan/",
          "Person/",     "RelatedPerson/", "Slot/",          "Schedule/" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_prefix (reference, types[i]))
      return TRUE;
  return FALSE;
}

/* A reference as the source's own "Type/id"; NULL when it is none that is fetched. Most are written
 * so, or below the exact base, and need no resolving. */
static char *
dup_wanted (KwRun *self, const char *text)
{
  KwConnection *connection = kw_keeper_get_connection (self->keeper);
  const char *base = kw_connection_get (connection, KW_CONNECTION_BASE);
  gsize length = strlen (base);
  g_autofree char *relative = NULL;

  if (strncmp (text, base, length) == 0 && text[length] == '/')
    text += length + 1;
  if (is_by_reference (text))
    return g_strdup (text);
  if (*text != '.' && *text != '/' && strchr (text, ':') == NULL)
    return NULL;
  relative = kw_client_relative (connection, text, NULL);
  return relative != NULL && is_by_reference (relative) ? g_steal_pointer (&relative) : NULL;
}

/* A reference in a member that is one or is called as one (QuestionnaireResponse.questionnaire is a
 * canonical address). */
static void
note_reference (KwRun *self, const KwJsonNode *node)
{
  const char *name = kw_json_node_get_name (node);
  const char *text = kw_json_node_get_string (node);
  g_autofree char *wanted = NULL;

  if (text == NULL || name == NULL
      || (!g_str_equal (name, "reference") && !g_str_equal (name, "questionnaire")))
    return;
  wanted = dup_wanted (self, text);
  if (wanted == NULL)
    return;
  g_mutex_lock (&self->lock);
  g_hash_table_add (self->wanted, g_steal_pointer (&wanted));
  g_mutex_unlock (&self->lock);
}

/* Types without a search of their own come by what names them, wherever in a record that stands. */
static void
scan_references (KwRun *self, const KwJsonNode *node)
{
  note_reference (self, node);
  KW_JSON_FOREACH (child, node)
    scan_references (self, child);
}

/* With the lock held. */
static void
note_stored (KwRun *self, const KwRecord *record)
{
  if (!g_hash_table_add (self->stored, g_strconcat (record->type, "/", record->id, NULL)))
    return;
  for (guint i = 0; i < record->n_relations; i++)
    {
      const char *reference = record->relations[i].reference;

      if (reference != NULL && is_by_reference (reference))
        g_hash_table_add (self->wanted, g_strdup (reference));
    }
  for (guint i = 0; i < record->n_attachments; i++)
    if (!record->attachments[i].is_inline && record->attachments[i].url != NULL)
      {
        KwWantedBlob *blob = g_new0 (KwWantedBlob, 1);

        blob->ref = g_strdup (record->ref);
        blob->index = i;
        g_ptr_array_add (self->documents, blob);
      }
}

void
kw_run_note_links (KwRun *self, const KwRecord *record, const KwJsonNode *resource)
{
  g_autofree char *name = g_strconcat (record->type, "/", record->id, NULL);

  scan_references (self, resource);
  g_mutex_lock (&self->lock);
  note_stored (self, record);
  if (is_by_reference (name))
    g_hash_table_add (self->put, g_steal_pointer (&name));
  g_mutex_unlock (&self->lock);
}

static void
note_listed (KwRun *self, const KwRecord *record)
{
  g_autofree char *key
      = g_strdup_printf ("%s %s", record->type, kw_section_get_id (record->section));
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->listed, key));

  g_hash_table_insert (self->listed, g_steal_pointer (&key), GUINT_TO_POINTER (n + 1));
}

/* What a stored record names outside the relations that its reader knows. */
static void
scan_stored (KwRun *self, const char *ref)
{
  g_autoptr (GBytes) body = kw_vault_load_body (self->vault, ref, NULL);
  g_autoptr (KwJson) json = body != NULL ? kw_json_new (body, G_MAXUINT32, NULL) : NULL;

  if (json != NULL)
    scan_references (self, kw_json_get_root (json));
}

/* What the stored records refer to: also those of an earlier run that was interrupted before it
 * came to fetch what they name. Where nothing was stored before, what this run put is all. */
void
kw_run_collect_links (KwRun *self)
{
  g_autoptr (GPtrArray) index = NULL;
  g_autoptr (GError) error = NULL;

  if (self->is_first)
    return;
  g_hash_table_remove_all (self->listed);
  g_hash_table_remove_all (self->stored);
  g_ptr_array_set_size (self->documents, 0);
  kw_vault_flush (self->vault, NULL);
  index = kw_vault_load_index (self->vault, kw_keeper_get_cancellable (self->keeper), &error);
  if (index == NULL)
    {
      kw_run_note_error (self, error);
      return;
    }
  for (guint i = 0; i < index->len; i++)
    {
      const KwIndexRow *row = g_ptr_array_index (index, i);

      if (!g_str_equal (row->record->source, self->source->id))
        continue;
      note_stored (self, row->record);
      if (row->history.missing_since == 0)
        note_listed (self, row->record);
      if (self->goes_on)
        scan_stored (self, row->record->ref);
    }
  self->goes_on = FALSE;
}

/* ---- fetching it ---- */

/* How the references of one type went. */
typedef struct
{
  guint n_read;
  guint n_refused;
  guint n_failed;
  guint n_gone;    /* the hospital has none there; the record that names it says what it can */
  gboolean capped; /* there were more than are fetched one by one */
} Tally;

typedef struct
{
  KwRun *run;
  GHashTable *tried;   /* "Type/id" */
  GHashTable *tallies; /* type to Tally; under the run's lock */
} Fetching;

static Tally *
get_tally (Fetching *self, const char *reference)
{
  g_autofree char *type = g_strndup (reference, strcspn (reference, "/"));
  Tally *tally = g_hash_table_lookup (self->tallies, type);

  if (tally == NULL)
    {
      tally = g_new0 (Tally, 1);
      g_hash_table_insert (self->tallies, g_steal_pointer (&type), tally);
    }
  return tally;
}

static void
count_outcome (Fetching *self, const char *reference, const GError *error)
{
  Tally *tally;

  g_mutex_lock (&self->run->lock);
  tally = get_tally (self, reference);
  if (error == NULL)
    tally->n_read++;
  else if (g_error_matches (error, KW_ERROR, KW_ERROR_REFUSED))
    tally->n_refused++;
  else if (g_error_matches (error, KW_ERROR, KW_ERROR_NOT_OFFERED))
    tally->n_gone++;
  else
    tally->n_failed++;
  g_mutex_unlock (&self->run->lock);
}

static void
fetch_reference (gpointer data, gpointer user_data)
{
  g_autofree char *reference = data;
  Fetching *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJson) json = NULL;

  if (kw_run_is_stopped (self->run))
    return;
  json = kw_page_read_one (self->run->keeper, reference, &error);
  if (json != NULL)
    kw_run_store_one (self->run, json);
  else
    kw_run_note_error (self->run, error);
  count_outcome (self, reference, error);
}

/* Whether a list of that type was asked for in whole: what it does not hold and a record names must
 * then be read as well, or it would seem to be no longer there. */
static gboolean
is_due_by_list (const KwRun *self, const char *type)
{
  return g_hash_table_contains (self->ended, type);
}

/* What is stored is read again as often as everything else is. */
static gboolean
is_due (KwRun *self, const char *type)
{
  const KwSourceSection *section = kw_run_find_section (self, type);

  return is_due_by_list (self, type) || section == NULL || !kw_run_is_fresh (section);
}

/* With the lock held. */
static gboolean
wants (Fetching *self, const char *reference)
{
  KwRun *run = self->run;
  g_autofree char *type = g_strndup (reference, strcspn (reference, "/"));

  return kw_run_is_asked (run, type) && !g_hash_table_contains (run->put, reference)
         && !g_hash_table_contains (self->tried, reference)
         && (!g_hash_table_contains (run->stored, reference) || is_due (run, type));
}

static guint
fetch_round (Fetching *self)
{
  KwRun *run = self->run;
  guint parallel = kw_plan_get_parallel (kw_keeper_get_connection (run->keeper));
  GThreadPool *pool = g_thread_pool_new (fetch_reference, self, (int) parallel, FALSE, NULL);
  GHashTableIter iter;
  gpointer reference;
  guint n = 0;

  g_mutex_lock (&run->lock);
  g_hash_table_iter_init (&iter, run->wanted);
  while (g_hash_table_iter_next (&iter, &reference, NULL))
    {
      if (!wants (self, reference))
        continue;
      if (g_hash_table_size (self->tried) >= MAX_REFERENCES)
        {
          get_tally (self, reference)->capped = TRUE;
          continue;
        }
      g_hash_table_add (self->tried, g_strdup (reference));
      g_thread_pool_push (pool, g_strdup (reference), NULL);
      n++;
    }
  g_mutex_unlock (&run->lock);
  g_thread_pool_free (pool, FALSE, TRUE);
  return n;
}

/* Of a type that has no list of its own; one that is refused leaves the name that the record itself
 * gives, and that is said once and not for each. */
static void
set_section (KwRun *self, const char *type, const Tally *tally)
{
  const KwType *row = kw_type_lookup (type);
  KwSourceSection *section
      = kw_run_section (self, type, row != NULL ? row->section : KW_SECTION_OTHER);
  KwError code = tally->n_refused > 0 ? KW_ERROR_REFUSED : KW_ERROR_SERVER;
  gboolean bad = tally->n_refused > 0 || tally->n_failed > 0;

  section->state = KW_STATE_COMPLETE;
  if (bad && tally->n_read == 0)
    section->state = tally->n_refused > 0 ? KW_STATE_REFUSED : KW_STATE_FAILED;
  section->incomplete = tally->capped || (bad && tally->n_read > 0);
  g_free (section->error);
  section->error = bad ? g_strdup (kw_error_get_id (code)) : NULL;
  if (!bad)
    section->as_of = g_get_real_time () / G_USEC_PER_SEC;
  if (!bad && !tally->capped)
    section->full_as_of = section->as_of;
  section->count = MAX (section->count, tally->n_read);
}

/* Such a type's section says how its list went. */
static gboolean
has_list (KwRun *self, const char *type)
{
  guint n;
  const KwQuery *queries = kw_query_plan (kw_keeper_get_connection (self->keeper), &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (queries[i].type, type))
      return TRUE;
  return FALSE;
}

/* By name, so that whichever thread was first the kinds stand in one order. */
static void
set_sections (Fetching *self)
{
  g_autoptr (GList) types
      = g_list_sort (g_hash_table_get_keys (self->tallies), (GCompareFunc) strcmp);

  g_mutex_lock (&self->run->lock);
  for (GList *item = types; item != NULL; item = item->next)
    {
      const char *type = item->data;
      const Tally *tally = g_hash_table_lookup (self->tallies, type);

      if (tally->n_refused + tally->n_failed + tally->n_gone > 0 || tally->capped)
        g_hash_table_add (self->run->unread, g_strdup (type));
      if (!has_list (self->run, type) && tally->n_read + tally->n_refused + tally->n_failed > 0)
        set_section (self->run, type, tally);
    }
  g_mutex_unlock (&self->run->lock);
}

/* Medicines, people and places that records name, each once, and what those name. */
void
kw_run_references (KwRun *self)
{
  g_autoptr (GHashTable) tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) tallies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Fetching fetching = { self, tried, tallies };

  for (guint round = 0; round < MAX_ROUNDS && !kw_run_is_stopped (self); round++)
    {
      if (fetch_round (&fetching) == 0)
        break;
      kw_run_collect_links (self);
    }
  set_sections (&fetching);
}
