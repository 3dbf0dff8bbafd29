/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/record-layout.h"
#include "core/record.h"

/* The payload is one JSON object without a blank, each member named like the field it fills; what
 * says nothing is left out. It is ours alone: whoever changes the layout reads FHIR again. */

static void
write_string (GString *out, const char *string)
{
  g_string_append_c (out, '"');
  for (const char *p = string; *p != '\0'; p++)
    {
      gsize plain = 0;

      while ((guchar) p[plain] >= ' ' && p[plain] != '"' && p[plain] != '\\')
        plain++;
      g_string_append_len (out, p, plain);
      p += plain;
      if (*p == '\0')
        break;
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p);
      else
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
    }
  g_string_append_c (out, '"');
}

static void
write_name (GString *out, const char *name)
{
  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  g_string_append_c (out, '"');
  g_string_append (out, name);
  g_string_append (out, "\":");
}

static void write_struct (GString *out, const KwLayout *layout, const char *base);

static void
write_array (GString *out, const KwField *field, const char *base)
{
  const char *items = G_STRUCT_MEMBER (const char *, base, field->offset);
  guint n = G_STRUCT_MEMBER (guint, base, field->n_offset);

  if (n == 0)
    return;
  write_name (out, field->name);
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      write_struct (out, field->layout, items + i * field->layout->size);
    }
  g_string_append_c (out, ']');
}

static void
write_strings (GString *out, const KwField *field, const char *const *strings)
{
  if (strings == NULL || *strings == NULL)
    return;
  write_name (out, field->name);
  g_string_append_c (out, '[');
  for (guint i = 0; strings[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      write_string (out, strings[i]);
    }
  g_string_append_c (out, ']');
}

static void
write_number (GString *out, const KwField *field, gint64 value)
{
  if (value == field->absent)
    return;
  write_name (out, field->name);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, value);
}

static gboolean
is_empty (const KwLayout *layout, const char *base)
{
  for (gsize i = 0; i < layout->size; i++)
    if (base[i] != 0)
      return FALSE;
  return TRUE;
}

static void
write_field (GString *out, const KwField *field, const char *base)
{
  const char *place = base + field->offset;

  switch (field->kind)
    {
    case KW_FIELD_STRING:
      if (*(const char *const *) place != NULL)
        {
          write_name (out, field->name);
          write_string (out, *(const char *const *) place);
        }
      break;
    case KW_FIELD_INT:
      write_number (out, field, *(const gint32 *) place);
      break;
    case KW_FIELD_INT64:
      write_number (out, field, *(const gint64 *) place);
      break;
    case KW_FIELD_STRUCT:
      if (!is_empty (field->layout, place))
        {
          write_name (out, field->name);
          write_struct (out, field->layout, place);
        }
      break;
    case KW_FIELD_ARRAY:
      write_array (out, field, base);
      break;
    case KW_FIELD_STRINGS:
      write_strings (out, field, *(const char *const *const *) place);
      break;
    }
}

static void
write_struct (GString *out, const KwLayout *layout, const char *base)
{
  g_string_append_c (out, '{');
  for (guint i = 0; i < layout->n_fields; i++)
    write_field (out, &layout->fields[i], base);
  g_string_append_c (out, '}');
}

/* Fields were written in the order of the layout, so the next one is nearly always at hand. */
static const KwField *
find_field (const KwLayout *layout, const char *name, guint *cursor)
{
  for (guint i = 0; i < layout->n_fields; i++)
    {
      guint at = (*cursor + i) % layout->n_fields;

      if (strcmp (layout->fields[at].name, name) == 0)
        {
          *cursor = at + 1;
          return &layout->fields[at];
        }
    }
  return NULL;
}

static void
read_struct (const KwLayout *layout, const KwJsonNode *node, char *base, GPtrArray *own);

static void
read_array (const KwField *field, const KwJsonNode *node, char *base, GPtrArray *own)
{
  guint n = kw_json_node_get_kind (node) == KW_JSON_ARRAY ? kw_json_node_get_length (node) : 0;
  char *items = g_malloc0_n (MAX (n, 1), field->layout->size);
  guint i = 0;

  g_ptr_array_add (own, items);
  G_STRUCT_MEMBER (char *, base, field->offset) = items;
  G_STRUCT_MEMBER (guint, base, field->n_offset) = n;
  if (n > 0)
    KW_JSON_FOREACH (item, node)
      read_struct (field->layout, item, items + field->layout->size * i++, own);
}

static void
read_strings (const KwField *field, const KwJsonNode *node, char *base, GPtrArray *own)
{
  guint n = kw_json_node_get_kind (node) == KW_JSON_ARRAY ? kw_json_node_get_length (node) : 0;
  const char **strings = g_new0 (const char *, n + 1);
  guint i = 0;

  g_ptr_array_add (own, strings);
  G_STRUCT_MEMBER (const char **, base, field->offset) = strings;
  if (n > 0)
    KW_JSON_FOREACH (item, node)
      if (kw_json_node_get_string (item) != NULL)
        strings[i++] = kw_json_node_get_string (item);
}

static void
read_field (const KwField *field, const KwJsonNode *node, char *base, GPtrArray *own)
{
  char *place = base + field->offset;

  switch (field->kind)
    {
    case KW_FIELD_STRING:
      *(const char **) place = kw_json_node_get_string (node);
      break;
    case KW_FIELD_INT:
      *(gint32 *) place = (gint32) kw_json_node_get_int (node, field->absent);
      break;
    case KW_FIELD_INT64:
      *(gint64 *) place = kw_json_node_get_int (node, field->absent);
      break;
    case KW_FIELD_STRUCT:
      read_struct (field->layout, node, place, own);
      break;
    case KW_FIELD_ARRAY:
      read_array (field, node, base, own);
      break;
    case KW_FIELD_STRINGS:
      read_strings (field, node, base, own);
      break;
    }
}

static void
read_struct (const KwLayout *layout, const KwJsonNode *node, char *base, GPtrArray *own)
{
  guint cursor = 0;

  for (guint i = 0; i < layout->n_fields; i++)
    if (layout->fields[i].kind == KW_FIELD_INT64)
      *(gint64 *) (base + layout->fields[i].offset) = layout->fields[i].absent;
  if (kw_json_node_get_kind (node) != KW_JSON_OBJECT)
    return;
  KW_JSON_FOREACH (member, node)
    {
      const KwField *field = find_field (layout, kw_json_node_get_name (member), &cursor);

      if (field != NULL)
        read_field (field, member, base, own);
    }
}

/* Numbers that come from a payload index tables later on, so none may be out of its bounds. */
static void
check_bounds (KwRecord *record)
{
  if ((guint) record->section >= KW_N_SECTIONS)
    record->section = KW_SECTION_OTHER;
  if ((guint) record->value.kind > KW_VALUE_ABSENT)
    record->value.kind = KW_VALUE_NONE;
  for (guint i = 0; i < record->n_whens; i++)
    if ((guint) record->whens[i].role >= KW_N_WHEN_ROLES)
      ((KwWhen *) record->whens)[i].role = KW_WHEN_DATE;
  for (guint i = 0; i < record->n_components; i++)
    if ((guint) record->components[i].value.kind > KW_VALUE_ABSENT)
      ((KwComponent *) record->components)[i].value.kind = KW_VALUE_NONE;
  for (guint i = 0; i < record->n_relations; i++)
    if ((guint) record->relations[i].kind > KW_RELATION_NAME)
      ((KwRelation *) record->relations)[i].kind = KW_RELATION_OTHER;
}

/**
 * kw_record_write:
 * @out: where the payload is appended
 *
 * The record as JSON text that kw_record_read() gives back unchanged. For the vault's segments; it
 * is no contract and no FHIR.
 */
void
kw_record_write (const KwRecord *self, GString *out)
{
  g_return_if_fail (self != NULL && out != NULL);

  write_struct (out, &kw_record_layout, (const char *) self);
}

/**
 * kw_record_read:
 * @payload: (nullable): what kw_record_write() wrote
 *
 * Never fails: a payload that was damaged and resealed gives a record that says less.
 *
 * Returns: (transfer full): the record
 */
KwRecord *
kw_record_read (const KwJsonNode *payload)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);
  KwRecord record = { 0 };

  read_struct (&kw_record_layout, payload, (char *) &record, own);
  record.source = record.source ? record.source : "";
  record.type = record.type ? record.type : "";
  record.id = record.id ? record.id : "";
  record.ref = record.ref ? record.ref : "";
  check_bounds (&record);
  return kw_record_pack (&record);
}
