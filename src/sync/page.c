/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/page.h"

#include <string.h>

#include "core/error.h"
#include "core/fhir.h"

#define MAX_PAGE_BYTES ((gsize) 128 * 1024 * 1024)

void
kw_page_free (KwPage *self)
{
  g_clear_pointer (&self->json, kw_json_unref);
  g_clear_error (&self->error);
  g_free (self->next);
  g_free (self);
}

/* A damaged byte costs its character and not the page. */
static KwJson *
parse (GBytes *body, GError **error)
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

/* What an answer of 200 holds. */
static KwJson *
read_json (KwKeeper *keeper, const char *path, guint *out_status, GError **error)
{
  g_autoptr (KwReply) reply = kw_keeper_read (keeper, path, NULL, error);

  *out_status = reply != NULL ? reply->status : 0;
  if (reply == NULL)
    return NULL;
  if (reply->status == 200)
    return parse (reply->body, error);
  kw_reply_set_error (reply, error);
  return NULL;
}

KwPage *
kw_page_read (KwKeeper *keeper, const char *path)
{
  KwPage *self = g_new0 (KwPage, 1);
  KwJson *json = read_json (keeper, path, &self->status, &self->error);

  if (json == NULL)
    return self;
  if (g_strcmp0 (kw_json_string_at (kw_json_get_root (json), "resourceType"), "Bundle") == 0)
    {
      self->json = json;
      return self;
    }
  g_set_error_literal (&self->error, KW_ERROR, KW_ERROR_SERVER, "the answer is no Bundle");
  kw_json_unref (json);
  return self;
}

/* "may not contain the entire record" stands among the matches. What is only information, and
 * Epic's word for a search that found nothing, leaves nothing out; everything else may. */
gboolean
kw_page_says_incomplete (const KwJsonNode *outcome)
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

KwJson *
kw_page_read_one (KwKeeper *keeper, const char *path, GError **error)
{
  guint status;
  g_autoptr (KwJson) json = read_json (keeper, path, &status, error);

  if (json == NULL || kw_json_string_at (kw_json_get_root (json), "resourceType") != NULL)
    return g_steal_pointer (&json);
  g_set_error_literal (error, KW_ERROR, KW_ERROR_SERVER, "the answer is no record");
  return NULL;
}
