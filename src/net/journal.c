/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/journal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/types.h"

/* A whole sync makes some hundred; the last ones are those that a report is about. */
#define MAX_EXCHANGES 400

struct _KwJournal
{
  GMutex lock;
  GQueue exchanges; /* of KwExchange, oldest first */
};

static const struct
{
  const char *id;
  const char *words;
} purposes[KW_N_PURPOSES] = {
  [KW_PURPOSE_READ] = { "read", N_ ("to get your records") },
  [KW_PURPOSE_ATTACHMENT] = { "attachment", N_ ("to get a document") },
  [KW_PURPOSE_DISCOVERY] = { "discovery", N_ ("to learn how to sign in") },
  [KW_PURPOSE_SIGN_IN] = { "sign-in", N_ ("to sign in") },
  [KW_PURPOSE_KEYS] = { "keys", N_ ("to check who signed in") },
  [KW_PURPOSE_REFRESH] = { "refresh", N_ ("to stay signed in") },
  [KW_PURPOSE_REVOKE] = { "revoke", N_ ("to sign out") },
  [KW_PURPOSE_REGISTRATION] = { "registration", N_ ("to make this computer known") },
  [KW_PURPOSE_DIRECTORY] = { "directory", N_ ("to get the list of hospitals") },
};

const char *
kw_purpose_get_id (KwPurpose purpose)
{
  g_return_val_if_fail (purpose < KW_N_PURPOSES, NULL);
  return purposes[purpose].id;
}

const char *
kw_purpose_get_words (KwPurpose purpose)
{
  g_return_val_if_fail (purpose < KW_N_PURPOSES, NULL);
  return _ (purposes[purpose].words);
}

gboolean
kw_purpose_from_id (const char *id, KwPurpose *out_purpose)
{
  for (guint i = 0; i < KW_N_PURPOSES; i++)
    if (g_strcmp0 (purposes[i].id, id) == 0)
      {
        *out_purpose = (KwPurpose) i;
        return TRUE;
      }
  return FALSE;
}

KwJournal *
kw_journal_new (void)
{
  KwJournal *self = g_new0 (KwJournal, 1);

  g_mutex_init (&self->lock);
  g_queue_init (&self->exchanges);
  return self;
}

void
kw_journal_free (KwJournal *self)
{
  g_queue_clear_full (&self->exchanges, (GDestroyNotify) kw_exchange_free);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
kw_exchange_free (KwExchange *self)
{
  g_free (self->host);
  g_free (self->path);
  g_free (self->failure);
  g_free (self->urn);
  g_free (self->request_ids);
  g_free (self->date);
  g_free (self);
}

/**
 * kw_journal_take:
 * @self: the journal
 * @exchange: (transfer full): what happened; the oldest goes when there are too many
 */
void
kw_journal_take (KwJournal *self, KwExchange *exchange)
{
  g_return_if_fail (self != NULL && exchange != NULL);

  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->exchanges, exchange);
  if (g_queue_get_length (&self->exchanges) > MAX_EXCHANGES)
    kw_exchange_free (g_queue_pop_head (&self->exchanges));
  g_mutex_unlock (&self->lock);
}

static KwExchange *
exchange_copy (const KwExchange *self)
{
  KwExchange *copy = g_memdup2 (self, sizeof *self);

  copy->host = g_strdup (self->host);
  copy->path = g_strdup (self->path);
  copy->failure = g_strdup (self->failure);
  copy->urn = g_strdup (self->urn);
  copy->request_ids = g_strdup (self->request_ids);
  copy->date = g_strdup (self->date);
  return copy;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const KwExchange *first = *(const KwExchange *const *) a;
  const KwExchange *second = *(const KwExchange *const *) b;

  return (first->sent_at > second->sent_at) - (first->sent_at < second->sent_at);
}

/**
 * kw_journal_dup:
 * @self: the journal
 *
 * Returns: (transfer full) (element-type KwExchange): copies, in the order in which they were sent
 */
GPtrArray *
kw_journal_dup (KwJournal *self)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_exchange_free);

  g_return_val_if_fail (self != NULL, copies);

  g_mutex_lock (&self->lock);
  for (const GList *l = self->exchanges.head; l != NULL; l = l->next)
    g_ptr_array_add (copies, exchange_copy (l->data));
  g_mutex_unlock (&self->lock);
  g_ptr_array_sort (copies, compare_times);
  return copies;
}

/* Query members whose values are words of the search and say nothing about anybody. */
static const char *const plain_members[]
    = { "_count", "category", "intent", "status", "date", "_lastUpdated", NULL };

static void
append_path (GString *out, const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);

  for (guint i = 0; segments[i] != NULL; i++)
    {
      /* What follows a resource type is an id, of a patient or of a record. */
      gboolean is_id = i > 0 && *segments[i] != '\0' && kw_type_lookup (segments[i - 1]) != NULL;

      if (i > 0)
        g_string_append_c (out, '/');
      if (is_id)
        g_string_append (out, g_str_equal (segments[i - 1], "Patient") ? "{patient}" : "{id}");
      else
        g_string_append (out, segments[i]);
    }
}

static void
append_query (GString *out, const char *query)
{
  g_auto (GStrv) members = g_strsplit (query, "&", -1);

  for (guint i = 0; members[i] != NULL; i++)
    {
      const char *mark = strchr (members[i], '=');
      g_autofree char *name
          = mark != NULL ? g_strndup (members[i], (gsize) (mark - members[i])) : NULL;

      g_string_append_c (out, i == 0 ? '?' : '&');
      if (name == NULL)
        g_string_append (out, "{…}");
      else if (g_strv_contains (plain_members, name))
        g_string_append (out, members[i]);
      else
        g_string_append_printf (out, "%s={%s}", name,
                                g_str_equal (name, "patient") ? "patient" : "…");
    }
}

/**
 * kw_journal_dup_masked:
 * @url: an address that was asked
 *
 * The path and query as they may stand in a report: every id and every value that could tell
 * something is replaced by what it is.
 *
 * ```c
 * g_autofree char *path = kw_journal_dup_masked
 * ("https://a.example/r4/T/Goal?patient=123&_count=9"); g_assert_cmpstr (path, ==,
 * "/r4/T/Goal?patient={patient}&_count=9");
 * ```
 *
 * Returns: (transfer full): the masked path
 */
char *
kw_journal_dup_masked (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  GString *out = g_string_new (NULL);

  if (uri == NULL)
    return g_string_free (out, FALSE);
  append_path (out, g_uri_get_path (uri));
  if (g_uri_get_query (uri) != NULL)
    append_query (out, g_uri_get_query (uri));
  return g_string_free (out, FALSE);
}

/**
 * kw_exchange_dup_line:
 * @self: what happened
 *
 * One line of the report, in English whatever the reader's language: a help desk reads it.
 *
 * Returns: (transfer full): the line, with the UTC time to the millisecond
 */
char *
kw_exchange_dup_line (const KwExchange *self)
{
  g_autoptr (GDateTime) sent = g_date_time_new_from_unix_utc (self->sent_at / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (sent, "%Y-%m-%dT%H:%M:%S");
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "%s.%03dZ %s %s%s", seconds,
                          (int) (self->sent_at % G_USEC_PER_SEC / 1000), self->method, self->host,
                          self->path);
  if (self->status > 0)
    g_string_append_printf (line, " -> %u", self->status);
  else
    g_string_append_printf (line, " -> no answer (%s)", self->failure);
  if (self->urn != NULL)
    g_string_append_printf (line, ", %s", self->urn);
  if (self->date != NULL)
    g_string_append_printf (line, ", Date: %s", self->date);
  if (self->request_ids != NULL && *self->request_ids != '\0')
    g_string_append_printf (line, ", %s", self->request_ids);
  g_string_append_printf (line, " (%s%s)", purposes[self->purpose].id,
                          self->with_token ? ", with the token" : "");
  return g_string_free (line, FALSE);
}
