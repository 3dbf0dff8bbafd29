/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/facts-private.h"
#include "core/words-private.h"

static void
append_origin (GString *out, const char *words)
{
  if (words == NULL || g_strcmp0 (out->str, words) == 0)
    return;
  if (out->len > 0)
    g_string_append (out, " · ");
  g_string_append (out, words);
}

static gboolean
is_said (const GPtrArray *facts, const char *label, const char *text)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const KwFact *fact = g_ptr_array_index (facts, i);
      if (g_str_equal (fact->label, label) && g_str_equal (fact->text, text))
        return TRUE;
    }
  return FALSE;
}

/**
 * kw_facts_add_origin:
 * @facts: (element-type KwFact): facts of a record
 * @context: (nullable): finds records that @provenance refers to
 * @provenance: a Provenance that points at that record
 *
 * Adds who made the record, for whom and when (rule G8), or what it was made from: "Recorded by:
 * Dr. Ana Lim · 5 January 2026". An agent that did not write it, such as who passed it on, is only
 * a source. Nothing is added twice, or where @provenance names neither.
 */
void
kw_facts_add_origin (GPtrArray *facts, const KwWordsContext *context, const KwRecord *provenance)
{
  g_return_if_fail (facts != NULL && provenance != NULL);

  g_autofree char *who = kw_words_who (context, provenance);
  g_autofree char *where = kw_words_where (context, provenance);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *label = _ ("Source");
  append_origin (text, who);
  append_origin (text, where);
  if (text->len == 0)
    {
      g_autofree char *from = kw_words_related (context, provenance, KW_RELATION_DERIVED_FROM);
      append_origin (text, from);
    }
  else if (who != NULL && (provenance->flags & KW_RECORD_BY_PATIENT) == 0
           && kw_record_get_relation (provenance, KW_RELATION_AUTHOR) != NULL)
    label = _ ("Recorded by");
  if (text->len == 0)
    return;
  if (provenance->n_whens > 0)
    {
      g_autofree char *when = kw_words_when (provenance);
      append_origin (text, when);
    }
  if (is_said (facts, label, text->str))
    return;
  KwFact *fact = g_new0 (KwFact, 1);
  fact->label = g_strdup (label);
  fact->text = g_strdup (text->str);
  g_ptr_array_add (facts, fact);
}
