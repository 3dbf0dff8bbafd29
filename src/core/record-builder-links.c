/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/own-system.h"
#include "core/record-builder.h"

/* Dates that computers write when there is none: the zero of OLE Automation, of .NET, and that zero
 * moved by a time zone. */
static const char *const null_dates[]
    = { "1899-12-30", "1899-12-31", "0001-01-01", "0001-01-02", "0000-00-00", NULL };

static gboolean
is_null_date (const char *text)
{
  for (guint i = 0; text != NULL && null_dates[i] != NULL; i++)
    if (g_str_has_prefix (text, null_dates[i]))
      return TRUE;
  return FALSE;
}

/* UCUM codes of an Age (FHIR R4 age-units) and what servers write instead, with the letter that ISO
 * 8601 has for them in a duration. */
static const struct
{
  const char *unit;
  const char *letter;
} age_units[] = {
  { "a", "Y" },     { "yr", "Y" },     { "yrs", "Y" },   { "year", "Y" },
  { "years", "Y" }, { "y", "Y" },      { "Years", "Y" }, { "mo", "M" },
  { "month", "M" }, { "months", "M" }, { "wk", "W" },    { "week", "W" },
  { "weeks", "W" }, { "d", "D" },      { "day", "D" },   { "days", "D" },
};

static const char *
get_age_letter (const KwJsonNode *age)
{
  const char *said[] = { kw_fhir_text_at (age, "code"), kw_fhir_text_at (age, "unit") };

  for (guint j = 0; j < G_N_ELEMENTS (said); j++)
    for (guint i = 0; i < G_N_ELEMENTS (age_units); i++)
      if (g_strcmp0 (said[j], age_units[i].unit) == 0)
        return age_units[i].letter;
  return NULL;
}

/* "> 60 years", "from 40 years on" as sent, in the source's own unit. */
static const char *
read_odd_age (KwRecordBuilder *self, const KwJsonNode *node)
{
  const char *low = kw_fhir_text_at (node, "low.value");
  const char *high = kw_fhir_text_at (node, "high.value");
  const KwJsonNode *first = kw_json_node_get_member (node, low ? "low" : high ? "high" : "");
  const char *unit = kw_fhir_text_at (first ? first : node, "unit");
  const char *sign = low ? "≥" : high ? "≤" : kw_fhir_text_at (node, "comparator");
  const char *number = low ? low : high ? high : kw_fhir_text_at (node, "value");

  if (low != NULL && high != NULL)
    {
      sign = NULL;
      number = kw_builder_join (self, low, "–", high);
    }
  return kw_builder_join (self, kw_builder_join (self, sign, " ", number), " ", unit);
}

/* An age as the duration "P72Y", "P12Y/P14Y", so that words know it from "72 years" that somebody
 * wrote; with a comparator or another unit it is the source's own words. */
static const char *
read_age (KwRecordBuilder *self, const KwJsonNode *node)
{
  const KwJsonNode *low = kw_json_node_get_member (node, "low");
  const KwJsonNode *high = kw_json_node_get_member (node, "high");
  const KwJsonNode *first = low ? low : high ? high : node;
  const char *number = kw_fhir_text_at (first, "value");
  const char *letter = get_age_letter (first);

  if (number == NULL)
    return NULL;
  if (letter == NULL || kw_fhir_text_at (node, "comparator") != NULL
      || (low == NULL) != (high == NULL) || strspn (number, "0123456789.") != strlen (number))
    return read_odd_age (self, node);

  const char *age = kw_builder_join (self, kw_builder_join (self, "P", "", number), "", letter);
  const char *last = high ? kw_fhir_text_at (high, "value") : NULL;
  if (last == NULL)
    return age;
  last = kw_builder_join (self, kw_builder_join (self, "P", "", last), "", letter);
  return kw_builder_join (self, age, "/", last);
}

static void
add_when (KwRecordBuilder *self, KwWhenRole role, const char *text, const char *end)
{
  KwWhen when = { role, is_null_date (text) ? NULL : text, is_null_date (end) ? NULL : end };

  if (when.text == NULL && when.end == NULL)
    return;
  for (guint i = 0; i < self->whens->len; i++)
    {
      const KwWhen *other = &g_array_index (self->whens, KwWhen, i);

      if (other->role == role && g_strcmp0 (other->text, when.text) == 0)
        return;
    }
  g_array_append_val (self->whens, when);
}

void
kw_builder_when (KwRecordBuilder *self, KwWhenRole role, const KwJsonNode *node)
{
  KW_FHIR_FOREACH (item, node)
    {
      const KwJsonNode *bounds;

      if (kw_json_node_get_kind (item) != KW_JSON_OBJECT)
        {
          add_when (self, role, kw_fhir_text (item), NULL);
          continue;
        }
      bounds = kw_json_node_at (item, "repeat.boundsPeriod");
      if (kw_json_node_get_member (item, "start") || kw_json_node_get_member (item, "end"))
        add_when (self, role, kw_fhir_text_at (item, "start"), kw_fhir_text_at (item, "end"));
      else if (kw_json_node_get_member (item, "event") != NULL)
        kw_builder_when (self, role, kw_json_node_get_member (item, "event"));
      else if (bounds != NULL)
        kw_builder_when (self, role, bounds);
      else
        add_when (self, role, read_age (self, item), NULL);
    }
}

void
kw_builder_when_any (KwRecordBuilder *self, KwWhenRole role, const char *prefix)
{
  static const char *const suffixes[] = { "",       "DateTime", "Date",  "Instant", "Period",
                                          "Timing", "Age",      "Range", "String",  "Boolean" };

  char member[64];
  gsize length = strlen (prefix);

  g_return_if_fail (length + strlen ("DateTime") < sizeof member);

  memcpy (member, prefix, length);
  for (guint i = 0; i + 1 < G_N_ELEMENTS (suffixes); i++)
    {
      strcpy (member + length, suffixes[i]);
      kw_builder_when (self, role, kw_builder_get (self, member));
    }
}

void
kw_builder_started_ended (KwRecordBuilder *self, const KwJsonNode *period)
{
  add_when (self, KW_WHEN_STARTED, kw_fhir_text_at (period, "start"), NULL);
  add_when (self, KW_WHEN_ENDED, kw_fhir_text_at (period, "end"), NULL);
}

const KwJsonNode *
kw_builder_contained (KwRecordBuilder *self, const KwJsonNode *reference)
{
  const char *id = kw_fhir_reference (reference);

  if (id == NULL || *id != '#')
    return NULL;
  KW_FHIR_FOREACH (item, kw_builder_get (self, "contained"))
    {
      const char *own = kw_fhir_text_at (item, "id");

      /* Some write the hash into the id as well. */
      if (own != NULL && g_str_equal (own + (*own == '#'), id + 1))
        return item;
    }
  return NULL;
}

/* What any contained resource is called: a person's or an organization's name, a code, a title. */
static const char *
get_contained_words (KwRecordBuilder *self, const KwJsonNode *node)
{
  static const char *const concepts[] = { "code", "vaccineCode", "type", "title", "description" };
  const KwJsonNode *names = kw_json_node_get_member (node, "name");
  const char *words = kw_fhir_text (names);

  if (words == NULL && names != NULL)
    words = kw_builder_take (self, kw_fhir_dup_name (kw_fhir_best_name (names)));
  for (guint i = 0; words == NULL && i < G_N_ELEMENTS (concepts); i++)
    words = kw_fhir_concept_words (kw_json_node_get_member (node, concepts[i]));
  if (words == NULL)
    words = kw_fhir_text_at (node, "practitioner.display");
  return words;
}

const char *
kw_builder_reference_words (KwRecordBuilder *self, const KwJsonNode *reference)
{
  const char *display = kw_fhir_text_at (reference, "display");
  const KwJsonNode *inner = kw_json_node_get_member (reference, "reference");

  if (display == NULL)
    display = kw_fhir_text_at (inner, "display");
  if (display == NULL)
    display = kw_fhir_concept_words (kw_json_node_get_member (reference, "concept"));
  if (display == NULL)
    display = get_contained_words (self, kw_builder_contained (self, reference));
  return display;
}

/* Without the version: what is shown is the record as it is now. */
const char *
kw_builder_resolve (KwRecordBuilder *self, const char *reference)
{
  const char *version = reference ? strstr (reference, "/_history/") : NULL;
  const char *resolved = NULL;

  if (version != NULL)
    reference = kw_builder_copy (self, reference, (gsize) (version - reference));
  if (reference != NULL && self->resolve != NULL)
    resolved = kw_builder_take (self, self->resolve (self->resolve_data, reference));
  return resolved ? resolved : reference;
}

/* Who did something stands beside what they did it as: performer.actor, participant.individual,
 * and requester.agent of STU3. */
static const KwJsonNode *
get_actor (const KwJsonNode *node)
{
  static const char *const members[] = { "actor", "individual", "member", "who", "agent" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const KwJsonNode *actor = kw_json_node_get_member (node, members[i]);

      if (kw_json_node_get_kind (actor) == KW_JSON_OBJECT)
        return actor;
    }
  return node;
}

static const char *
add_relation (KwRecordBuilder *self, KwRelationKind kind, const KwJsonNode *node)
{
  const char *reference = kw_fhir_reference (node);
  gboolean is_ours = reference == NULL
                     && g_strcmp0 (kw_json_string_at (node, "identifier.system"), KW_OWN_REF) == 0;
  KwRelation relation = {
    kind,
    reference && *reference != '#' ? kw_builder_resolve (self, reference)
    : is_ours                      ? kw_json_string_at (node, "identifier.value")
                                   : NULL,
    kw_builder_reference_words (self, node),
  };

  for (guint i = 0; i < self->relations->len; i++)
    {
      const KwRelation *other = &g_array_index (self->relations, KwRelation, i);

      if (other->kind == kind && g_strcmp0 (other->reference, relation.reference) == 0
          && g_strcmp0 (other->display, relation.display) == 0)
        return relation.display;
    }
  if (relation.reference != NULL || relation.display != NULL)
    g_array_append_val (self->relations, relation);
  return relation.display;
}

void
kw_builder_relation (KwRecordBuilder *self, KwRelationKind kind, const KwJsonNode *references)
{
  KW_FHIR_FOREACH (item, references)
    add_relation (self, kind, get_actor (item));
}

void
kw_builder_who (KwRecordBuilder *self, KwRelationKind kind, const KwJsonNode *references)
{
  KW_FHIR_FOREACH (item, references)
    {
      gboolean first = TRUE;

      for (guint i = 0; i < self->relations->len; i++)
        {
          KwRelationKind other = g_array_index (self->relations, KwRelation, i).kind;

          first = first && other != KW_RELATION_AUTHOR && other != KW_RELATION_PERFORMER;
        }

      const char *name = add_relation (self, kind, get_actor (item));

      if (first && kw_fhir_refers_to (get_actor (item), "Patient"))
        kw_builder_flag (self, KW_RECORD_BY_PATIENT, TRUE);
      if (self->record.who == NULL)
        self->record.who = name;
    }
}

void
kw_builder_where (KwRecordBuilder *self, KwRelationKind kind, const KwJsonNode *references)
{
  KW_FHIR_FOREACH (item, references)
    {
      const char *name = add_relation (self, kind, item);

      if (self->record.where == NULL)
        self->record.where = name;
    }
}

void
kw_builder_reason (KwRecordBuilder *self, const KwJsonNode *concepts, const KwJsonNode *references)
{
  const char *words = kw_builder_words (self, concepts);

  KW_FHIR_FOREACH (item, references)
    words = kw_builder_join (self, words, ", ", add_relation (self, KW_RELATION_REASON, item));
  self->record.reason = kw_builder_join (self, self->record.reason, ", ", words);
}
