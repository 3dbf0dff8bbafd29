/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/source.h"

#include "core/json-writer.h"

/* A hospital has a few hosts; attachments may lie at many. */
#define MAX_CONTACTS 40

static const char *const kind_ids[] = {
  [KW_SOURCE_CONNECTION] = "connection",
  [KW_SOURCE_FILE] = "file",
  [KW_SOURCE_OWN] = "own",
};

static const char *const state_ids[] = {
  [KW_SOURCE_FINE] = "fine",       [KW_SOURCE_NEVER] = "never",
  [KW_SOURCE_SIGN_IN] = "sign-in", [KW_SOURCE_NEEDS_ATTENTION] = "needs-attention",
  [KW_SOURCE_FAILED] = "failed",
};

static int
id_index (const char *const *ids, gsize n_ids, const char *id)
{
  for (gsize i = 0; i < n_ids; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      return (int) i;
  return -1;
}

static void
section_free (gpointer data)
{
  KwSourceSection *section = data;
  g_free (section->type);
  g_free (section->error);
  g_free (section->note);
  g_free (section);
}

static void
contact_free (gpointer data)
{
  KwSourceContact *contact = data;
  g_free (contact->host);
  g_free (contact->purpose);
  g_free (contact);
}

static gpointer
section_copy (gconstpointer data, gpointer user_data G_GNUC_UNUSED)
{
  const KwSourceSection *section = data;
  KwSourceSection *copy = g_memdup2 (section, sizeof *section);
  copy->type = g_strdup (section->type);
  copy->error = g_strdup (section->error);
  copy->note = g_strdup (section->note);
  return copy;
}

static void
read_section (KwSource *self, const KwJsonNode *node)
{
  const char *type = kw_json_string_at (node, "type");
  KwSection which = KW_SECTION_OTHER;
  if (type == NULL || !kw_section_from_id (kw_json_string_at (node, "section"), &which))
    return;

  KwSourceSection *section = kw_source_get_section (self, type, which);
  kw_section_state_from_id (kw_json_string_at (node, "state"), &section->state);
  section->count = (guint) kw_json_node_get_int (kw_json_node_get_member (node, "count"), 0);
  section->incomplete
      = kw_json_node_get_boolean (kw_json_node_get_member (node, "incomplete"), FALSE);
  section->as_of = kw_json_node_get_int (kw_json_node_get_member (node, "as_of"), 0);
  section->left_out = (guint) kw_json_node_get_int (kw_json_node_get_member (node, "left_out"), 0);
  section->full_as_of = kw_json_node_get_int (kw_json_node_get_member (node, "full_as_of"), 0);
  g_free (section->error); /* a second entry for the type replaces the first */
  section->error = g_strdup (kw_json_string_at (node, "error"));
  g_free (section->note);
  section->note = g_strdup (kw_json_string_at (node, "note"));
}

static void
write_int (KwJsonWriter *writer, const char *name, gint64 value)
{
  kw_json_writer_name (writer, name);
  kw_json_writer_int (writer, value);
}

static void
write_section (KwJsonWriter *writer, const KwSourceSection *section)
{
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "type", section->type);
  kw_json_writer_member (writer, "section", kw_section_get_id (section->section));
  kw_json_writer_member (writer, "state", kw_section_state_get_id (section->state));
  write_int (writer, "count", section->count);
  kw_json_writer_name (writer, "incomplete");
  kw_json_writer_boolean (writer, section->incomplete);
  write_int (writer, "as_of", section->as_of);
  write_int (writer, "full_as_of", section->full_as_of);
  write_int (writer, "left_out", section->left_out);
  kw_json_writer_member (writer, "error", section->error);
  kw_json_writer_member (writer, "note", section->note);
  kw_json_writer_end_object (writer);
}

/**
 * kw_source_new:
 * @kind: where its records come from
 * @id: short, opaque and stable
 * @name: (nullable): the hospital's or the file's name
 * @base: (nullable): its exact FHIR base, or "sha256:…"
 *
 * Returns: (transfer full): a source that was never fetched
 */
KwSource *
kw_source_new (KwSourceKind kind, const char *id, const char *name, const char *base)
{
  g_return_val_if_fail (id != NULL, NULL);

  KwSource *self = g_new0 (KwSource, 1);
  self->kind = kind;
  self->state = KW_SOURCE_NEVER;
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->base = g_strdup (base);
  self->sections = g_ptr_array_new_with_free_func (section_free);
  self->contacts = g_ptr_array_new_with_free_func (contact_free);
  return self;
}

static void
read_contact (KwSource *self, const KwJsonNode *node)
{
  const char *host = kw_json_string_at (node, "host");
  const char *purpose = kw_json_string_at (node, "purpose");
  if (host != NULL && purpose != NULL)
    kw_source_add_contact (self, host, purpose,
                           kw_json_node_get_int (kw_json_node_get_member (node, "at"), 0));
}

static void
write_contact (KwJsonWriter *writer, const KwSourceContact *contact)
{
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "host", contact->host);
  kw_json_writer_member (writer, "purpose", contact->purpose);
  write_int (writer, "at", contact->at);
  kw_json_writer_end_object (writer);
}

/**
 * kw_source_new_from_json:
 * @node: an object that kw_source_to_json() wrote
 *
 * Returns: (transfer full) (nullable): the source, NULL when @node is none
 */
KwSource *
kw_source_new_from_json (const KwJsonNode *node)
{
  const char *id = kw_json_string_at (node, "id");
  int kind = id_index (kind_ids, G_N_ELEMENTS (kind_ids), kw_json_string_at (node, "kind"));
  int state = id_index (state_ids, G_N_ELEMENTS (state_ids), kw_json_string_at (node, "state"));
  if (id == NULL || kind < 0 || state < 0)
    return NULL;

  KwSource *self = kw_source_new ((KwSourceKind) kind, id, kw_json_string_at (node, "name"),
                                  kw_json_string_at (node, "base"));
  self->state = (KwSourceState) state;
  self->uuid = g_strdup (kw_json_string_at (node, "uuid"));
  self->patient = g_strdup (kw_json_string_at (node, "patient"));
  self->message = g_strdup (kw_json_string_at (node, "message"));
  self->as_of = kw_json_node_get_int (kw_json_node_get_member (node, "as_of"), 0);
  self->left_out = (guint) kw_json_node_get_int (kw_json_node_get_member (node, "left_out"), 0);
  self->unfetched = (guint) kw_json_node_get_int (kw_json_node_get_member (node, "unfetched"), 0);
  self->thinned_at = kw_json_node_get_int (kw_json_node_get_member (node, "thinned_at"), 0);
  self->lapses_at = kw_json_node_get_int (kw_json_node_get_member (node, "lapses_at"), 0);
  KW_JSON_FOREACH (child, kw_json_node_get_member (node, "sections"))
    read_section (self, child);
  KW_JSON_FOREACH (child, kw_json_node_get_member (node, "contacts"))
    read_contact (self, child);
  return self;
}

/**
 * kw_source_copy:
 *
 * Returns: (transfer full): a deep copy
 */
KwSource *
kw_source_copy (const KwSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  KwSource *copy = g_memdup2 (self, sizeof *self);
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->base = g_strdup (self->base);
  copy->uuid = g_strdup (self->uuid);
  copy->patient = g_strdup (self->patient);
  copy->message = g_strdup (self->message);
  copy->sections = g_ptr_array_new_full (self->sections->len, section_free);
  for (guint i = 0; i < self->sections->len; i++)
    g_ptr_array_add (copy->sections, section_copy (g_ptr_array_index (self->sections, i), NULL));
  copy->contacts = g_ptr_array_new_with_free_func (contact_free);
  for (guint i = 0; i < self->contacts->len; i++)
    {
      const KwSourceContact *contact = g_ptr_array_index (self->contacts, i);
      kw_source_add_contact (copy, contact->host, contact->purpose, contact->at);
    }
  return copy;
}

void
kw_source_free (KwSource *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->base);
  g_free (self->uuid);
  g_free (self->patient);
  g_free (self->message);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->contacts);
  g_free (self);
}

/**
 * kw_source_to_json:
 *
 * Returns: (transfer full): one JSON object
 */
GBytes *
kw_source_to_json (const KwSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "id", self->id);
  kw_json_writer_member (writer, "kind", kind_ids[self->kind]);
  kw_json_writer_member (writer, "state", state_ids[self->state]);
  kw_json_writer_member (writer, "name", self->name);
  kw_json_writer_member (writer, "base", self->base);
  kw_json_writer_member (writer, "uuid", self->uuid);
  kw_json_writer_member (writer, "patient", self->patient);
  kw_json_writer_member (writer, "message", self->message);
  write_int (writer, "as_of", self->as_of);
  write_int (writer, "left_out", self->left_out);
  write_int (writer, "unfetched", self->unfetched);
  write_int (writer, "thinned_at", self->thinned_at);
  write_int (writer, "lapses_at", self->lapses_at);
  kw_json_writer_name (writer, "sections");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < self->sections->len; i++)
    write_section (writer, g_ptr_array_index (self->sections, i));
  kw_json_writer_end_array (writer);
  kw_json_writer_name (writer, "contacts");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < self->contacts->len; i++)
    write_contact (writer, g_ptr_array_index (self->contacts, i));
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}

/**
 * kw_source_add_contact:
 * @host: a host, with its port where that is not the usual one
 * @purpose: id of what it was asked for
 * @at: unix seconds
 *
 * ```c
 * kw_source_add_contact (source, "fhir.example", "read", now);
 * ```
 */
void
kw_source_add_contact (KwSource *self, const char *host, const char *purpose, gint64 at)
{
  g_return_if_fail (self != NULL && host != NULL && purpose != NULL);

  for (guint i = 0; i < self->contacts->len; i++)
    {
      KwSourceContact *known = g_ptr_array_index (self->contacts, i);
      if (!g_str_equal (known->host, host) || !g_str_equal (known->purpose, purpose))
        continue;
      known->at = MAX (known->at, at);
      return;
    }
  KwSourceContact *contact = g_new0 (KwSourceContact, 1);
  contact->host = g_strdup (host);
  contact->purpose = g_strdup (purpose);
  contact->at = at;
  g_ptr_array_add (self->contacts, contact);
  if (self->contacts->len > MAX_CONTACTS)
    g_ptr_array_remove_index (self->contacts, 0);
}

/**
 * kw_source_get_section:
 * @type: FHIR type, or "Type?category" where the plan asks more than once
 *
 * ```c
 * kw_source_get_section (source, "Goal", KW_SECTION_GOALS)->state = KW_STATE_REFUSED;
 * ```
 *
 * Returns: (transfer none): the entry for @type, made as "not asked" when there is none
 */
KwSourceSection *
kw_source_get_section (KwSource *self, const char *type, KwSection section)
{
  g_return_val_if_fail (self != NULL && type != NULL, NULL);

  for (guint i = 0; i < self->sections->len; i++)
    {
      KwSourceSection *entry = g_ptr_array_index (self->sections, i);
      if (g_str_equal (entry->type, type))
        return entry;
    }

  KwSourceSection *entry = g_new0 (KwSourceSection, 1);
  entry->type = g_strdup (type);
  entry->section = section;
  entry->state = KW_STATE_NOT_ASKED;
  g_ptr_array_add (self->sections, entry);
  return entry;
}

/**
 * kw_source_state_get_id:
 *
 * Returns: the stable name of @state, "needs-attention"
 */
const char *
kw_source_state_get_id (KwSourceState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (state_ids), NULL);
  return state_ids[state];
}
