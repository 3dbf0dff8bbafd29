/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/bundle-private.h"

#include <string.h>

#include "core/cda/cda.h"
#include "core/error.h"
#include "core/fhir-xml.h"
#include "core/fhir.h"

/* A text of this size is read in two halves side by side. */
#define MIN_FOR_HALVES (1024 * 1024)
/* Commas that are looked at for the place where a half may begin. */
#define MAX_COMMAS 10000

/* Bundles within Bundles are pages of pages; nobody nests them deeper. */
#define MAX_NESTING 8
/* A document says what it is at its start, behind a licence or a style sheet's name. */
#define START_BYTES 16384

static void
clear_found (gpointer data)
{
  KwFound *found = data;

  kw_json_unref (found->json);
}

static gboolean
is_bundle (const KwJsonNode *node)
{
  return g_strcmp0 (kw_json_string_at (node, "resourceType"), "Bundle") == 0;
}

static void add_entries (GArray *all, KwJson *json, const KwJsonNode *bundle, guint nesting);

static void
add_resource (GArray *all,
              KwJson *json,
              const KwJsonNode *node,
              const char *full_url,
              guint nesting)
{
  KwFound found = { json, node, full_url };

  if (kw_json_string_at (node, "resourceType") == NULL)
    return;
  if (!is_bundle (node) || nesting > MAX_NESTING)
    {
      kw_json_ref (json);
      g_array_append_val (all, found);
      return;
    }
  add_entries (all, json, node, nesting);
}

static void
add_entries (GArray *all, KwJson *json, const KwJsonNode *bundle, guint nesting)
{
  KW_FHIR_FOREACH (entry, kw_json_node_get_member (bundle, "entry"))
    add_resource (all, json, kw_json_node_get_member (entry, "resource"),
                  kw_json_string_at (entry, "fullUrl"), nesting + 1);
}

/* One JSON text: a resource, a Bundle, or an array of either. */
static gboolean
add_text (GArray *all, KwJson *json)
{
  const KwJsonNode *root = kw_json_get_root (json);
  guint before = all->len;

  if (kw_json_node_get_kind (root) == KW_JSON_ARRAY)
    KW_JSON_FOREACH (item, root)
      add_resource (all, json, item, NULL, 0);
  else
    add_resource (all, json, root, NULL, 0);
  return all->len > before || is_bundle (root);
}

/* The text with what is no UTF-8 replaced by U+FFFD; the records it concerns are marked. */
static GBytes *
repair (GBytes *bytes)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  char *valid = g_utf8_make_valid (text, size);

  return g_bytes_new_take (valid, strlen (valid));
}

static KwJson *
parse (GBytes *bytes, gsize offset, gsize length, GError **error)
{
  g_autoptr (GError) local = NULL;
  KwJson *json = kw_json_new_slice (bytes, offset, length, &local);

  if (json == NULL && g_error_matches (local, KW_JSON_ERROR, KW_JSON_ERROR_UTF8))
    {
      g_autoptr (GBytes) slice = g_bytes_new_from_bytes (bytes, offset, length);
      g_autoptr (GBytes) repaired = repair (slice);

      g_clear_error (&local);
      json = kw_json_new (repaired, G_MAXSIZE, &local);
    }
  if (json == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return json;
}

static gsize
get_trimmed_length (GBytes *bytes)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);

  while (size > 0 && g_ascii_isspace (text[size - 1]))
    size--;
  return size;
}

/* A text that is wrong where it ends was cut off; the place is in the message. */
static void
note_cut_off (GBytes *bytes, GError **error)
{
  const char *place = *error ? strstr ((*error)->message, "(byte ") : NULL;
  guint64 byte = 0;

  if (place == NULL || !g_error_matches (*error, KW_JSON_ERROR, KW_JSON_ERROR_SYNTAX))
    return;
  byte = g_ascii_strtoull (place + strlen ("(byte "), NULL, 10);
  if (byte < get_trimmed_length (bytes))
    return;

  g_autofree char *message = g_strdup ((*error)->message);

  g_clear_error (error);
  g_set_error_literal (error, KW_ERROR, KW_ERROR_CUT_OFF, message);
}

/* NDJSON (FHIR Bulk Data): one resource a line. @start is the first line that is read. */
static gboolean
read_lines (GArray *all, GBytes *bytes, GError **error)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  guint number = 0;

  for (const char *line = text; line < text + size;)
    {
      const char *end = memchr (line, '\n', text + size - line);
      gsize length = (end ? end : text + size) - line;
      g_autoptr (KwJson) json = NULL;

      number++;
      if (strspn (line, " \t\r") < length)
        {
          json = parse (bytes, line - text, length, error);
          if (json == NULL)
            {
              g_prefix_error (error, "record in line %u: ", number);
              return FALSE;
            }
          add_text (all, json);
        }
      line += length + 1;
    }
  return TRUE;
}

/* Whether the first line is a whole resource, and there is another. */
static gboolean
looks_like_lines (GBytes *bytes)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *end = text ? memchr (text, '\n', size) : NULL;
  g_autoptr (KwJson) json = NULL;

  if (end == NULL || (gsize) (end - text) + 1 >= get_trimmed_length (bytes))
    return FALSE;
  json = parse (bytes, 0, end - text, NULL);
  return json != NULL && kw_json_string_at (kw_json_get_root (json), "resourceType") != NULL;
}

/* A page of the web is no damaged record, and seldom XML. Two bytes a character are no text here
 * and are read to see. */
static gboolean
may_be_record (GBytes *bytes)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);

  return text[0] == '\0' || (guchar) text[0] >= 0xfe
         || g_strstr_len (text, (gssize) MIN (size, START_BYTES), "hl7.org/fhir") != NULL
         || g_strstr_len (text, (gssize) MIN (size, START_BYTES), "ClinicalDocument") != NULL;
}

/* XML told as FHIR JSON. */
static GBytes *
translate (GBytes *bytes, GError **error)
{
  if (!may_be_record (bytes))
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_NOT_FHIR, "markup of another kind");
      return NULL;
    }

  g_autoptr (KwXml) xml = kw_xml_new (bytes, error);
  const KwXmlNode *root = xml ? kw_xml_get_root (xml) : NULL;

  if (root == NULL)
    return NULL;
  if (kw_fhir_xml_is (root))
    return kw_fhir_xml_dup_json (root);
  if (kw_cda_is (root))
    return kw_cda_dup_json (root, bytes);
  g_set_error_literal (error, KW_ERROR, KW_ERROR_NOT_FHIR, "markup of another kind");
  return NULL;
}

static gsize
skip_space (const char *text, gsize at, gsize size)
{
  while (at < size && g_ascii_isspace (text[at]))
    at++;
  return at;
}

/* Whether the comma at @at looks like one between two entries of a Bundle. */
static gboolean
is_between_entries (const char *text, gsize at, gsize size)
{
  static const char *const names[] = { "\"resource\"", "\"fullUrl\"" };
  gsize before = at, next = skip_space (text, at + 1, size);

  while (before > 0 && g_ascii_isspace (text[before - 1]))
    before--;
  if (before == 0 || text[before - 1] != '}' || next == size || text[next] != '{')
    return FALSE;
  next = skip_space (text, next + 1, size);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (size - next > strlen (names[i]) && memcmp (text + next, names[i], strlen (names[i])) == 0)
      return TRUE;
  return FALSE;
}

/* The comma between two entries near the middle, 0 when there is none. */
static gsize
find_middle (GBytes *bytes)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *comma = text + size / 2;

  for (guint i = 0; i < MAX_COMMAS; i++, comma++)
    {
      comma = memchr (comma, ',', (gsize) (text + size - comma));
      if (comma == NULL)
        return 0;
      if (is_between_entries (text, (gsize) (comma - text), size))
        return (gsize) (comma - text);
    }
  return 0;
}

typedef struct
{
  GBytes *bytes;
  gsize middle;
} Halves;

static gpointer
read_second_half (gpointer data)
{
  const Halves *halves = data;
  gsize start = halves->middle + 1;

  return kw_json_new_part (halves->bytes, start, g_bytes_get_size (halves->bytes) - start,
                           "{\"entry\":[", "", NULL);
}

static gboolean
ends_with_entries (const KwJsonNode *root)
{
  const KwJsonNode *last = NULL;

  KW_JSON_FOREACH (member, root)
    last = member;
  return is_bundle (root) && kw_json_node_get_kind (last) == KW_JSON_ARRAY
         && g_str_equal (kw_json_node_get_name (last), "entry");
}

/* A large Bundle by two threads. Each half is closed, or opened, by the brackets that the other one
 * has: when both are JSON then, the comma stood between two entries and the whole is JSON. FALSE
 * for everything else, and then the text is read as one. */
static gboolean
read_halves (GArray *all, GBytes *bytes)
{
  gboolean large = g_bytes_get_size (bytes) >= MIN_FOR_HALVES && g_get_num_processors () > 1;
  Halves halves = { bytes, large ? find_middle (bytes) : 0 };
  GThread *thread
      = halves.middle > 0 ? g_thread_try_new ("read-half", read_second_half, &halves, NULL) : NULL;

  if (thread == NULL)
    return FALSE;

  g_autoptr (KwJson) first = kw_json_new_part (bytes, 0, halves.middle, "", "]}", NULL);
  g_autoptr (KwJson) second = g_thread_join (thread);

  if (first == NULL || second == NULL || !ends_with_entries (kw_json_get_root (first))
      || kw_json_get_n_duplicates (second) > 0)
    return FALSE;
  add_text (all, first);
  add_entries (all, second, kw_json_get_root (second), 0);
  return TRUE;
}

GArray *
kw_bundle_read (GBytes *bytes, GError **error)
{
  if (kw_xml_looks_like (bytes))
    {
      g_autoptr (GBytes) told = translate (bytes, error);

      return told ? kw_bundle_read (told, error) : NULL;
    }

  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (KwFound));
  g_autoptr (GError) local = NULL;
  g_autoptr (KwJson) json = NULL;

  g_array_set_clear_func (all, clear_found);
  if (looks_like_lines (bytes))
    return read_lines (all, bytes, error) ? g_steal_pointer (&all) : NULL;
  if (read_halves (all, bytes))
    return g_steal_pointer (&all);
  json = parse (bytes, 0, g_bytes_get_size (bytes), &local);
  if (json == NULL)
    {
      note_cut_off (bytes, &local);
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!add_text (all, json))
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_NOT_FHIR,
                           "JSON without a resourceType at its top");
      return NULL;
    }
  return g_steal_pointer (&all);
}
