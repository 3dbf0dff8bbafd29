/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/fhir.h"
#include "core/record.h"

G_BEGIN_DECLS

/**
 * KwRecordBuilder:
 *
 * A record in the making, for the readers of readers/ only. Strings may be borrowed from the
 * resource or from the builder; the record that comes out has copies of its own. Every function
 * takes `NULL` nodes and nodes of the wrong kind, and then does nothing.
 */
typedef struct _KwRecordBuilder
{
  KwRecord record;
  const KwJsonNode *resource;
  GArray *codes;
  GArray *whens;
  GArray *ranges;
  GArray *components;
  GArray *relations;
  GArray *attachments;
  GPtrArray *notes;
  GPtrArray *own;          /* what the builder made itself */
  char *room;              /* the same for short strings, without an allocation for each */
  gsize used;              /* of @room */
  KwReferenceFunc resolve; /* NULL: references stay as sent */
  gpointer resolve_data;
} KwRecordBuilder;

/* Owned by the builder. */
const char *kw_builder_take (KwRecordBuilder *self, char *string);
const char *
kw_builder_join (KwRecordBuilder *self, const char *a, const char *separator, const char *b);
/* The first @length bytes of @text. */
const char *kw_builder_copy (KwRecordBuilder *self, const char *text, gsize length);

static inline const KwJsonNode *
kw_builder_get (KwRecordBuilder *self, const char *member)
{
  return kw_json_node_get_member (self->resource, member);
}

const char *kw_builder_text (KwRecordBuilder *self, const char *path);

/* The name: text and codes of a concept, added to what is there. */
void kw_builder_name (KwRecordBuilder *self, const KwJsonNode *concept);
/* The words of all concepts, each once, joined by ", "; NULL when there are none. */
const char *kw_builder_words (KwRecordBuilder *self, const KwJsonNode *concepts);
/* The same for one member of each item, "manifestation" of "reaction". */
const char *
kw_builder_words_in (KwRecordBuilder *self, const KwJsonNode *items, const char *member);

/* Dates. @node is a date, a Period, a Timing, an Age, a Range or words; _any finds "onset",
 * "onsetDateTime", "onsetPeriod", … */
void kw_builder_when (KwRecordBuilder *self, KwWhenRole role, const KwJsonNode *node);
void kw_builder_when_any (KwRecordBuilder *self, KwWhenRole role, const char *prefix);
/* A Period whose end is a date of its own. */
void kw_builder_started_ended (KwRecordBuilder *self, const KwJsonNode *period);

/* "Type/id" for what is of the same source, without a version; otherwise as sent. */
const char *kw_builder_resolve (KwRecordBuilder *self, const char *reference);
/* References. A contained resource gives its words, and no reference. */
void kw_builder_relation (KwRecordBuilder *self, KwRelationKind kind, const KwJsonNode *references);
/* The same; the first one with a name is who recorded it, unless somebody is already (rule G8). */
void kw_builder_who (KwRecordBuilder *self, KwRelationKind kind, const KwJsonNode *references);
/* The same for record.where. */
void kw_builder_where (KwRecordBuilder *self, KwRelationKind kind, const KwJsonNode *references);
/* The contained resource of "#id", or NULL. */
const KwJsonNode *kw_builder_contained (KwRecordBuilder *self, const KwJsonNode *reference);
const char *kw_builder_reference_words (KwRecordBuilder *self, const KwJsonNode *reference);
/* Reasons: concepts and references to what is the reason. */
void
kw_builder_reason (KwRecordBuilder *self, const KwJsonNode *concepts, const KwJsonNode *references);

/* Values. */
void kw_builder_quantity (KwRecordBuilder *self, const KwJsonNode *quantity, KwValue *out);
void kw_builder_value (KwRecordBuilder *self, const KwJsonNode *parent, KwValue *out);
void kw_builder_ranges (KwRecordBuilder *self, const KwJsonNode *list, GArray *out);
void kw_builder_target (KwRecordBuilder *self, const KwJsonNode *measure, const KwRange *range);
void kw_builder_component (KwRecordBuilder *self, const KwJsonNode *component);

/* What the lab says of a result: a code, its words, and what else it says, joined by "; ". */
typedef struct
{
  const char *code;
  const char *text;
  const char *more;
} KwVerdict;

KwVerdict kw_builder_verdict (KwRecordBuilder *self, const KwJsonNode *interpretation);

/* Annotations, or strings. */
void kw_builder_notes (KwRecordBuilder *self, const KwJsonNode *annotations);
void kw_builder_note (KwRecordBuilder *self, const char *text);

/* The record. */
void kw_builder_flag (KwRecordBuilder *self, KwRecordFlags flag, gboolean set);
gboolean kw_builder_has_flag (KwRecordBuilder *self, KwRecordFlags flag);
gboolean kw_builder_status_is (KwRecordBuilder *self, const char *const *statuses);

G_END_DECLS
