/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/types.h"
#include "core/words-private.h"

/* Takes @words, which may be NULL or empty. */
static void
add (GPtrArray *parts, char *words)
{
  if (words != NULL && *words != '\0')
    g_ptr_array_add (parts, words);
  else
    g_free (words);
}

static void
add_presentable (GPtrArray *parts, const char *text, const KwRecord *record)
{
  if (kw_words_is_presentable (text, record))
    add (parts, kw_words_tidy (text));
}

/* A medicine's other names stand in the resource that it points to (rule M8). */
static void
add_medication (GPtrArray *parts, const KwWordsContext *context, const KwRecord *record)
{
  const KwRelation *relation = kw_record_get_relation (record, KW_RELATION_MEDICATION);

  if (context == NULL || context->lookup == NULL || relation == NULL || relation->reference == NULL)
    return;

  const KwRecord *medication = context->lookup (context->data, record, relation->reference);
  if (medication == NULL)
    return;
  add_presentable (parts, medication->text, medication);
  for (guint i = 0; i < medication->n_codes; i++)
    add_presentable (parts, medication->codes[i].display, medication);
}

/* What it is called: by us, by its source, by the systems of its codes, by people (rule G4). */
static void
add_names (GPtrArray *parts, const KwWordsContext *context, const KwRecord *record)
{
  GString *lay = g_string_new (NULL);

  add (parts, kw_words_title (context, record));
  add_presentable (parts, record->text, record);
  for (guint i = 0; i < record->n_codes; i++)
    add_presentable (parts, record->codes[i].display, record);
  add_medication (parts, context, record);
  kw_lay_append_search (record, lay);
  add (parts, g_strstrip (g_string_free (lay, FALSE)));
}

static void
add_said (GPtrArray *parts, const KwRecord *record)
{
  const char *const said[] = { record->reason, record->reactions, record->body_site,
                               record->method, record->specimen,  record->status_reason };

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    add_presentable (parts, said[i], record);
  add (parts, kw_words_how (record));
  for (guint i = 0; record->notes != NULL && record->notes[i] != NULL; i++)
    add (parts, kw_words_tidy (record->notes[i]));
}

/**
 * kw_words_search_parts:
 * @context: (nullable): finds records that @record refers to
 * @record: a record
 * @out_n_names: (out): how many of the parts are names
 *
 * What a search finds @record by, in pieces of which each can be shown by itself.
 *
 * ```c
 * KwRecord record = { .section = KW_SECTION_CONDITIONS, .text = "Hypertension" };
 * kw_words_search_parts (NULL, &record, &n); // "Hypertension", …, "high blood pressure"; …
 * ```
 *
 * Returns: (transfer full): first its names, title and lay names among them; then kind, value, what
 * was said, notes, who, where, when, type
 */
char **
kw_words_search_parts (const KwWordsContext *context, const KwRecord *record, guint *out_n_names)
{
  g_return_val_if_fail (record != NULL && out_n_names != NULL, NULL);

  const KwType *type = kw_type_lookup (record->type);
  GPtrArray *parts = g_ptr_array_new ();

  add_names (parts, context, record);
  *out_n_names = parts->len;
  add_presentable (parts, record->kind_text, record);
  add (parts, kw_words_value (record));
  for (guint i = 0; i < record->n_components; i++)
    add_presentable (parts, record->components[i].name, record);
  add_said (parts, record);
  add (parts, kw_words_who (context, record));
  add (parts, kw_words_where (context, record));
  if (record->n_whens > 0)
    add (parts, kw_words_when (record));
  add (parts, type != NULL ? g_strdup (kw_type_get_singular (type)) : NULL);
  g_ptr_array_add (parts, NULL);

  return (char **) g_ptr_array_free (parts, FALSE);
}

/**
 * kw_words_search_text:
 * @context: (nullable): finds records that @record refers to
 * @record: a record
 *
 * Returns: (transfer full): the parts of kw_words_search_parts(), joined by spaces
 */
char *
kw_words_search_text (const KwWordsContext *context, const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  guint n_names = 0;
  g_auto (GStrv) parts = kw_words_search_parts (context, record, &n_names);

  return g_strjoinv (" ", parts);
}
