/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json.h"

G_BEGIN_DECLS

/* Small readers for the data types of FHIR R4 (2.24). None of them trusts the kind of a node: what
 * is not there, or is of another kind than FHIR says, is NULL. Strings are borrowed from the node.
 */

/* Walks the elements of an array; a lone value stands for an array of one, because some servers
 * write it so. */
const KwJsonNode *kw_fhir_first (const KwJsonNode *node);
const KwJsonNode *kw_fhir_next (const KwJsonNode *list, const KwJsonNode *item);
#define KW_FHIR_FOREACH(item, list)                                                                \
  for (const KwJsonNode *item = kw_fhir_first (list); item != NULL;                                \
       item = kw_fhir_next (list, item))

/* The text of a scalar that says something: not empty, not white space only. */
const char *kw_fhir_text (const KwJsonNode *node);
static inline const char *
kw_fhir_text_at (const KwJsonNode *node, const char *path)
{
  return kw_fhir_text (kw_json_node_at (node, path));
}

/* CodeableConcept, Coding, CodeableReference or string. */
const char *kw_fhir_concept_words (const KwJsonNode *node); /* never a code (rule G1) */
const char *kw_fhir_concept_code (const KwJsonNode *node);  /* the first code, or the string */
gboolean kw_fhir_concept_has (const KwJsonNode *node, const char *system_suffix, const char *code);
/* Whether one of several concepts has one of several codes, whatever their system. */
gboolean kw_fhir_any_code (const KwJsonNode *concepts, const char *const *codes);

const char *kw_fhir_reference (const KwJsonNode *node);
/* "Patient" for "Patient/1", "https://a.example/fhir/Patient/1" and for Reference.type. */
gboolean kw_fhir_refers_to (const KwJsonNode *node, const char *type);

/* The HumanName to call somebody by: official, usual, then any that is not of the past. */
const KwJsonNode *kw_fhir_best_name (const KwJsonNode *names);
char *kw_fhir_dup_name (const KwJsonNode *name) G_GNUC_WARN_UNUSED_RESULT;  /* or NULL */
char *kw_fhir_dup_given (const KwJsonNode *name) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */

/* Whether @text is a date, dateTime or instant of FHIR. @out_time is its first microsecond since
 * 1970; without a zone it is taken as UTC, because it is only for sorting. */
gboolean kw_fhir_parse_date (const char *text, gint64 *out_time);
gboolean kw_fhir_is_number (const char *text); /* a FHIR decimal */

/* The Attachments of a resource, in the order of KwRecord's; an array of borrowed nodes. */
GPtrArray *kw_fhir_list_attachments (const KwJsonNode *resource) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
