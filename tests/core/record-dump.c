/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "record-dump.h"

static const char *const flags[]
    = { "entered-in-error", "do-not-perform", "not-done", "refuted",    "unconfirmed", "none-known",
        "intolerance",      "inpatient",      "proposed", "by-patient", "panel",       "current",
        "on-hold",          "damaged",        "support",  "conditional" };
static const char *const roles[]
    = { "none",    "collected", "measured", "reported", "prescribed", "given",   "done",
        "started", "ended",     "recorded", "written",  "visit",      "planned", "due",
        "signed",  "born",      "date",     "to-end",   "handed-out", "prepared" };
static const char *const kinds[]
    = { "none",  "quantity", "text", "concept",  "integer", "boolean", "range",
        "ratio", "sampled",  "time", "datetime", "period",  "absent" };
static const char *const relations[]
    = { "subject",      "encounter", "member", "based-on",  "medication",   "reason",
        "derived-from", "replaces",  "author", "performer", "organization", "location",
        "specimen",     "document",  "other",  "name" };

static void
add_line (GString *out, const char *path, const char *value)
{
  if (value != NULL)
    g_string_append_printf (out, "%s: %s\n", path, value);
}

static const char *
get_word (const char *name, const char *path, gint64 value)
{
  if (g_str_equal (name, "role"))
    return roles[value];
  if (g_str_equal (name, "section"))
    return kw_section_get_id (value);
  if (g_str_equal (name, "kind"))
    return g_str_has_prefix (path, "relations") ? relations[value] : kinds[value];
  return NULL;
}

static void
add_number (GString *out, const char *path, const KwJsonNode *node)
{
  const char *name = kw_json_node_get_name (node);
  gint64 value = kw_json_node_get_int (node, 0);
  g_autoptr (GString) words = g_string_new (NULL);
  const char *word = get_word (name ? name : "", path, value);

  if (g_strcmp0 (name, "flags") == 0)
    for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
      if (value & (1 << i))
        g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", flags[i]);
  if (words->len > 0)
    add_line (out, path, words->str);
  else if (word != NULL)
    add_line (out, path, word);
  else if (g_strcmp0 (name, "sort_time") != 0)
    g_string_append_printf (out, "%s: %" G_GINT64_FORMAT "\n", path, value);
}

static void
add_node (GString *out, const char *path, const KwJsonNode *node)
{
  guint i = 0;

  switch (kw_json_node_get_kind (node))
    {
    case KW_JSON_STRING:
      add_line (out, path, kw_json_node_get_string (node));
      break;
    case KW_JSON_NUMBER:
      add_number (out, path, node);
      break;
    case KW_JSON_ARRAY:
    case KW_JSON_OBJECT:
      KW_JSON_FOREACH (child, node)
        {
          const char *name = kw_json_node_get_name (child);
          g_autofree char *index = g_strdup_printf ("%u", i++);
          g_autofree char *inner = g_strconcat (path, *path ? "." : "", name ? name : index, NULL);

          add_node (out, inner, child);
        }
      break;
    case KW_JSON_ABSENT:
    case KW_JSON_NULL:
    case KW_JSON_BOOLEAN:
      break;
    }
}

char *
record_dump (const KwRecord *record)
{
  g_autoptr (GString) payload = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  kw_record_write (record, payload);

  g_autoptr (GBytes) bytes = g_bytes_new (payload->str, payload->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, &error);

  g_assert_no_error (error);
  add_node (out, "", kw_json_get_root (json));
  return g_string_free (g_steal_pointer (&out), FALSE);
}
