/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/record-builder.h"

#include <string.h>

#include "core/readers/readers.h"
#include "core/record-layout.h"
#include "core/types.h"

/* How much of a narrative may stand in for a name. */
#define NARRATIVE_LENGTH 80
/* Bytes for what is joined of one record; more is allocated. */
#define ROOM 4096

const char *
kw_builder_take (KwRecordBuilder *self, char *string)
{
  if (string != NULL)
    g_ptr_array_add (self->own, string);
  return string;
}

static char *
add_room (KwRecordBuilder *self, gsize size)
{
  char *room = self->room + self->used;

  if (size > ROOM - self->used)
    return (char *) kw_builder_take (self, g_malloc (size));
  self->used += size;
  return room;
}

const char *
kw_builder_copy (KwRecordBuilder *self, const char *text, gsize length)
{
  char *copy = add_room (self, length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

const char *
kw_builder_join (KwRecordBuilder *self, const char *a, const char *separator, const char *b)
{
  char *joined;

  if (a == NULL || b == NULL)
    return a ? a : b;
  joined = add_room (self, strlen (a) + strlen (separator) + strlen (b) + 1);
  stpcpy (stpcpy (stpcpy (joined, a), separator), b);
  return joined;
}

const char *
kw_builder_text (KwRecordBuilder *self, const char *path)
{
  return kw_fhir_text_at (self->resource, path);
}

void
kw_builder_flag (KwRecordBuilder *self, KwRecordFlags flag, gboolean set)
{
  if (set)
    self->record.flags |= flag;
}

gboolean
kw_builder_has_flag (KwRecordBuilder *self, KwRecordFlags flag)
{
  return (self->record.flags & flag) != 0;
}

gboolean
kw_builder_status_is (KwRecordBuilder *self, const char *const *statuses)
{
  return self->record.status != NULL && g_strv_contains (statuses, self->record.status);
}

static void
add_codes (GArray *codes, const KwJsonNode *concept)
{
  const KwJsonNode *inner = kw_json_node_get_member (concept, "concept");
  const KwJsonNode *codings = kw_json_node_get_member (inner ? inner : concept, "coding");

  KW_FHIR_FOREACH (coding, codings ? codings : concept)
    {
      KwCode code = {
        kw_fhir_text_at (coding, "system"),
        kw_fhir_text_at (coding, "code"),
        kw_fhir_text_at (coding, "display"),
        kw_json_node_get_boolean (kw_json_node_get_member (coding, "userSelected"), FALSE),
      };

      if (code.code != NULL || code.display != NULL)
        g_array_append_val (codes, code);
    }
}

/* The text of the first concept names the record; the codes of all are kept. */
void
kw_builder_name (KwRecordBuilder *self, const KwJsonNode *concept)
{
  KW_FHIR_FOREACH (item, concept)
    {
      const KwJsonNode *inner = kw_json_node_get_member (item, "concept");
      const char *text = kw_json_node_get_kind (item) == KW_JSON_STRING
                             ? kw_fhir_text (item)
                             : kw_fhir_text_at (inner ? inner : item, "text");

      if (self->record.text == NULL)
        self->record.text = text;
      add_codes (self->codes, item);
    }
}

static void
add_words (GPtrArray *words, const KwJsonNode *concepts)
{
  KW_FHIR_FOREACH (concept, concepts)
    {
      const char *word = kw_fhir_concept_words (concept);

      if (word != NULL && !g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
        g_ptr_array_add (words, (gpointer) word);
    }
}

static const char *
join_words (KwRecordBuilder *self, GPtrArray *words)
{
  if (words->len < 2)
    return words->len == 1 ? g_ptr_array_index (words, 0) : NULL;
  g_ptr_array_add (words, NULL);
  return kw_builder_take (self, g_strjoinv (", ", (char **) words->pdata));
}

const char *
kw_builder_words (KwRecordBuilder *self, const KwJsonNode *concepts)
{
  const KwJsonNode *first = kw_fhir_first (concepts);
  g_autoptr (GPtrArray) words = NULL;

  if (first == NULL || kw_fhir_next (concepts, first) == NULL)
    return kw_fhir_concept_words (first);
  words = g_ptr_array_new ();
  add_words (words, concepts);
  return join_words (self, words);
}

const char *
kw_builder_words_in (KwRecordBuilder *self, const KwJsonNode *items, const char *member)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  KW_FHIR_FOREACH (item, items)
    add_words (words, kw_json_node_get_member (item, member));
  return join_words (self, words);
}

void
kw_builder_note (KwRecordBuilder *self, const char *text)
{
  if (text != NULL && !g_ptr_array_find_with_equal_func (self->notes, text, g_str_equal, NULL))
    g_ptr_array_add (self->notes, (gpointer) text);
}

void
kw_builder_notes (KwRecordBuilder *self, const KwJsonNode *annotations)
{
  KW_FHIR_FOREACH (item, annotations)
    {
      const char *text = kw_fhir_text_at (item, "text");

      kw_builder_note (self, text ? text : kw_fhir_text (item));
    }
}

static gint64
read_size (const char *text)
{
  gint64 size = -1;

  if (text != NULL)
    g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &size, NULL);
  return size;
}

static void
add_attachments (KwRecordBuilder *self)
{
  g_autoptr (GPtrArray) nodes = kw_fhir_list_attachments (self->resource);

  for (guint i = 0; i < nodes->len; i++)
    {
      const KwJsonNode *node = g_ptr_array_index (nodes, i);
      KwAttachment attachment = {
        kw_fhir_text_at (node, "contentType"),
        kw_builder_resolve (self, kw_fhir_text_at (node, "url")),
        kw_fhir_text_at (node, "title"),
        kw_fhir_text_at (node, "creation"),
        read_size (kw_fhir_text_at (node, "size")),
        kw_fhir_text_at (node, "data") != NULL,
      };

      g_array_append_val (self->attachments, attachment);
    }
}

/* The character that an entity stands for, and its end; the bytes themselves where there is none.
 */
static const char *
add_character (GString *out, const char *p)
{
  static const char *const entities[][2]
      = { { "&amp;", "&" },   { "&lt;", "<" },   { "&gt;", ">" },
          { "&quot;", "\"" }, { "&apos;", "'" }, { "&#39;", "'" } };

  for (gsize i = 0; i < G_N_ELEMENTS (entities) && *p == '&'; i++)
    if (g_str_has_prefix (p, entities[i][0]))
      {
        g_string_append (out, entities[i][1]);
        return p + strlen (entities[i][0]);
      }
  g_string_append_len (out, p, g_utf8_next_char (p) - p);
  return g_utf8_next_char (p);
}

/* The first words of a narrative without its tags, when nothing else names the record. */
static void
read_narrative (KwRecordBuilder *self)
{
  const char *div = self->record.text == NULL ? kw_builder_text (self, "text.div") : NULL;
  g_autoptr (GString) out = NULL;
  gboolean in_tag = FALSE, blank = TRUE;

  if (div == NULL || self->record.narrative != NULL)
    return;
  for (guint i = 0; i < self->codes->len; i++)
    if (g_array_index (self->codes, KwCode, i).display != NULL)
      return;
  out = g_string_new (NULL);
  for (const char *p = div; *p != '\0' && g_utf8_strlen (out->str, -1) < NARRATIVE_LENGTH;)
    {
      gboolean space = in_tag || *p == '<' || *p == '>' || g_ascii_isspace (*p);

      in_tag = *p == '<' || (in_tag && *p != '>');
      if (space && !blank)
        g_string_append_c (out, ' ');
      p = space ? g_utf8_next_char (p) : add_character (out, p);
      blank = space;
    }
  g_strchomp (out->str);
  if (*out->str != '\0')
    self->record.narrative = kw_builder_take (self, g_strdup (out->str));
}

static void
digest (GChecksum *checksum, const KwJsonNode *node)
{
  const char *name = kw_json_node_get_name (node);
  const char *text = kw_json_node_get_scalar (node);

  g_checksum_update (checksum, (const guchar *) (name ? name : "-"), -1);
  g_checksum_update (checksum, (const guchar *) (text ? text : "-"), -1);
  KW_JSON_FOREACH (child, node)
    digest (checksum, child);
}

/* A resource without an id is known by its content, so that reading it again finds it again. */
static const char *
make_id (KwRecordBuilder *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  digest (checksum, self->resource);
  return kw_builder_take (self,
                          g_strdup_printf ("content-%.20s", g_checksum_get_string (checksum)));
}

static const KwType *
read_identity (KwRecordBuilder *self, const char *source)
{
  const char *type = kw_json_string_at (self->resource, "resourceType");
  const char *id = kw_fhir_text_at (self->resource, "id");
  const KwType *row = type ? kw_type_lookup (type) : NULL;

  self->record.source = source ? source : "";
  self->record.type = type ? type : "";
  self->record.id = id ? id : make_id (self);
  self->record.ref
      = kw_builder_join (self, self->record.source, "/",
                         kw_builder_join (self, self->record.type, "/", self->record.id));
  self->record.section = row ? row->section : KW_SECTION_OTHER;
  self->record.sort_time = G_MININT64;
  kw_builder_flag (self, KW_RECORD_SUPPORT, row != NULL && row->support);
  return row;
}

/* Dates first, words such as "52 years" after them: the first is shown and sorted by. */
static void
sort_whens (KwRecordBuilder *self)
{
  guint n_dates = 0;

  for (guint i = 0; i < self->whens->len; i++)
    {
      KwWhen when = g_array_index (self->whens, KwWhen, i);
      gint64 time = 0;

      if (!kw_fhir_parse_date (when.text ? when.text : when.end, &time))
        continue;
      if (n_dates == 0)
        self->record.sort_time = time;
      if (n_dates < i)
        {
          g_array_remove_index (self->whens, i);
          g_array_insert_val (self->whens, n_dates, when);
        }
      n_dates++;
    }
}

/* What was not done was not given either: its date is only a date. */
static void
unsay_done (KwRecordBuilder *self)
{
  for (guint i = 0; kw_builder_has_flag (self, KW_RECORD_NOT_DONE) && i < self->whens->len; i++)
    {
      KwWhen *when = &g_array_index (self->whens, KwWhen, i);

      if (when->role == KW_WHEN_GIVEN || when->role == KW_WHEN_DONE
          || when->role == KW_WHEN_HANDED_OUT)
        when->role = KW_WHEN_DATE;
    }
}

static KwRecord *
finish (KwRecordBuilder *self)
{
  KwRecord *record = &self->record;

  read_narrative (self);
  add_attachments (self);
  sort_whens (self);
  unsay_done (self);
  g_ptr_array_add (self->notes, NULL);
  record->codes = (KwCode *) self->codes->data;
  record->n_codes = self->codes->len;
  record->whens = (KwWhen *) self->whens->data;
  record->n_whens = self->whens->len;
  record->ranges = (KwRange *) self->ranges->data;
  record->n_ranges = self->ranges->len;
  record->components = (KwComponent *) self->components->data;
  record->n_components = self->components->len;
  record->relations = (KwRelation *) self->relations->data;
  record->n_relations = self->relations->len;
  record->attachments = (KwAttachment *) self->attachments->data;
  record->n_attachments = self->attachments->len;
  record->notes = self->notes->len > 1 ? (const char *const *) self->notes->pdata : NULL;
  return kw_record_pack (record);
}

static void
free_builder (gpointer data)
{
  KwRecordBuilder *self = data;

  g_array_unref (self->codes);
  g_array_unref (self->whens);
  g_array_unref (self->ranges);
  g_array_unref (self->components);
  g_array_unref (self->relations);
  g_array_unref (self->attachments);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->own);
  g_free (self->room);
  g_free (self);
}

static KwRecordBuilder *
new_builder (void)
{
  KwRecordBuilder *self = g_new0 (KwRecordBuilder, 1);

  self->codes = g_array_new (FALSE, FALSE, sizeof (KwCode));
  self->whens = g_array_new (FALSE, FALSE, sizeof (KwWhen));
  self->ranges = g_array_new (FALSE, FALSE, sizeof (KwRange));
  self->components = g_array_new (FALSE, FALSE, sizeof (KwComponent));
  self->relations = g_array_new (FALSE, FALSE, sizeof (KwRelation));
  self->attachments = g_array_new (FALSE, FALSE, sizeof (KwAttachment));
  self->notes = g_ptr_array_new ();
  self->own = g_ptr_array_new_with_free_func (g_free);
  self->room = g_malloc (ROOM);
  return self;
}

/* One for each thread, so that its arrays are not made anew for each of a hundred thousand records.
 */
static KwRecordBuilder *
get_builder (void)
{
  static GPrivate builders = G_PRIVATE_INIT (free_builder);
  KwRecordBuilder *self = g_private_get (&builders);

  if (self == NULL)
    {
      self = new_builder ();
      g_private_set (&builders, self);
    }
  self->record = (KwRecord){ 0 };
  return self;
}

static void
clear_builder (KwRecordBuilder *self)
{
  g_array_set_size (self->codes, 0);
  g_array_set_size (self->whens, 0);
  g_array_set_size (self->ranges, 0);
  g_array_set_size (self->components, 0);
  g_array_set_size (self->relations, 0);
  g_array_set_size (self->attachments, 0);
  g_ptr_array_set_size (self->notes, 0);
  g_ptr_array_set_size (self->own, 0);
  self->used = 0;
}

/**
 * kw_record_new_resolved:
 * @resource: a JSON object
 * @source: (nullable): id of the source, the first part of the record's ref
 * @resolve: (nullable) (scope call): how its references are written; reads no record itself
 *
 * What one resource says. Never fails for an object: what cannot be read is absent, and an unknown
 * type is read by what most types share.
 *
 * Returns: (transfer full): the record
 */
KwRecord *
kw_record_new_resolved (const KwJsonNode *resource,
                        const char *source,
                        KwReferenceFunc resolve,
                        gpointer data)
{
  KwRecordBuilder *builder = get_builder ();
  const KwType *type;
  KwRecord *record;

  builder->resource = resource;
  builder->resolve = resolve;
  builder->resolve_data = data;
  type = read_identity (builder, source);
  kw_read_common (builder);
  if (type != NULL && type->read != NULL)
    type->read (builder, resource);
  else
    kw_read_generic (builder, resource);
  record = finish (builder);
  clear_builder (builder);
  return record;
}

/**
 * kw_record_new_from_fhir:
 * @resource: a JSON object
 * @source: (nullable): id of the source, the first part of the record's ref
 *
 * kw_record_new_resolved() for one resource by itself: its references stay as sent.
 *
 * Returns: (transfer full): the record
 */
KwRecord *
kw_record_new_from_fhir (const KwJsonNode *resource, const char *source)
{
  return kw_record_new_resolved (resource, source, NULL, NULL);
}
