/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/record-builder.h"
#include "core/words-private.h"

#define UCUM "http://unitsofmeasure.org"

/* Digits as sent. A number in quotes is a number all the same; words in its place are words. */
static void
read_number (const KwJsonNode *node, const char **number, const char **text)
{
  const char *scalar = kw_fhir_text (node);

  if (kw_fhir_is_number (scalar))
    *number = scalar;
  else if (*text == NULL)
    *text = scalar;
}

static void
read_unit (const KwJsonNode *quantity, const char **unit, const char **unit_code)
{
  const char *code = kw_fhir_text_at (quantity, "code");

  *unit = kw_fhir_text_at (quantity, "unit");
  if (*unit == NULL)
    *unit = code;
  if (g_strcmp0 (kw_fhir_text_at (quantity, "system"), UCUM) == 0)
    *unit_code = code;
}

static const char *
read_absent (const KwJsonNode *node)
{
  KW_FHIR_FOREACH (extension, kw_json_node_get_member (node, "extension"))
    {
      const char *url = kw_fhir_text_at (extension, "url");

      if (url != NULL && g_str_has_suffix (url, "/data-absent-reason"))
        return kw_fhir_text_at (extension, "valueCode");
    }
  return NULL;
}

static void
set_absent (KwValue *out, const char *reason)
{
  if (reason == NULL)
    return;
  out->kind = KW_VALUE_ABSENT;
  out->text = reason;
}

void
kw_builder_quantity (KwRecordBuilder *self, const KwJsonNode *quantity, KwValue *out)
{
  const KwJsonNode *value = kw_json_node_get_member (quantity, "value");

  (void) self;
  read_number (value, &out->number, &out->text);
  out->comparator = kw_fhir_text_at (quantity, "comparator");
  read_unit (quantity, &out->unit, &out->unit_code);
  if (out->number != NULL)
    out->kind = KW_VALUE_QUANTITY;
  else if (out->text != NULL)
    out->kind = KW_VALUE_TEXT;
  else
    set_absent (out, read_absent (kw_json_node_get_member (quantity, "_value")));
  if (out->kind == KW_VALUE_NONE)
    set_absent (out, read_absent (quantity));
}

static void
read_second (const KwJsonNode *quantity, KwValue *out)
{
  const char *unit_code = NULL;

  read_number (kw_json_node_get_member (quantity, "value"), &out->number2, &out->text2);
  out->comparator2 = kw_fhir_text_at (quantity, "comparator");
  read_unit (quantity, &out->unit2, &unit_code);
}

static void
read_pair (KwRecordBuilder *self,
           const KwJsonNode *a,
           const KwJsonNode *b,
           KwValueKind kind,
           KwValue *out)
{
  kw_builder_quantity (self, a, out);
  read_second (b, out);
  out->kind = out->number || out->number2 || out->text || out->text2 ? kind : KW_VALUE_NONE;
}

static void
read_concept (KwRecordBuilder *self, const KwJsonNode *node, KwValue *out)
{
  out->text = kw_builder_words (self, node);
  /* A bare code says nothing to a reader, but it says that there is a value. */
  if (out->text == NULL)
    out->unit_code = kw_fhir_concept_code (node);
  if (out->text != NULL || out->unit_code != NULL)
    out->kind = KW_VALUE_CONCEPT;
  else
    set_absent (out, read_absent (node));
}

static void
read_sampled (KwRecordBuilder *self, const KwJsonNode *node, KwValue *out)
{
  kw_builder_quantity (self, kw_json_node_get_member (node, "origin"), out);
  out->text = kw_fhir_text_at (node, "data");
  out->kind = KW_VALUE_SAMPLED;
}

static void
read_period (KwRecordBuilder *self, const KwJsonNode *node, KwValue *out)
{
  (void) self;
  out->text = kw_fhir_text_at (node, "start");
  out->text2 = kw_fhir_text_at (node, "end");
  out->kind = out->text || out->text2 ? KW_VALUE_PERIOD : KW_VALUE_NONE;
}

/* What an object is, is told by its members; what a member is called may be wrong. */
static void
read_object (KwRecordBuilder *self, const KwJsonNode *node, KwValue *out)
{
  const KwJsonNode *low = kw_json_node_get_member (node, "low");
  const KwJsonNode *high = kw_json_node_get_member (node, "high");
  const KwJsonNode *numerator = kw_json_node_get_member (node, "numerator");

  if (low != NULL || high != NULL)
    read_pair (self, low, high, KW_VALUE_RANGE, out);
  else if (numerator != NULL)
    read_pair (self, numerator, kw_json_node_get_member (node, "denominator"), KW_VALUE_RATIO, out);
  else if (kw_json_node_get_member (node, "origin") != NULL)
    read_sampled (self, node, out);
  else if (kw_json_node_get_member (node, "start") || kw_json_node_get_member (node, "end"))
    read_period (self, node, out);
  else if (kw_json_node_get_member (node, "coding") || kw_json_node_get_member (node, "text")
           || kw_json_node_get_member (node, "display")
           || (kw_json_node_get_member (node, "code") && !kw_json_node_get_member (node, "value")))
    read_concept (self, node, out);
  else
    kw_builder_quantity (self, node, out);
}

static const struct
{
  const char *member;
  KwValueKind kind;
} scalars[] = {
  { "valueString", KW_VALUE_TEXT },      { "valueInteger", KW_VALUE_INTEGER },
  { "valueDecimal", KW_VALUE_QUANTITY }, { "valueBoolean", KW_VALUE_BOOLEAN },
  { "valueTime", KW_VALUE_TIME },        { "valueDateTime", KW_VALUE_DATETIME },
  { "valueDate", KW_VALUE_DATETIME },    { "valueInstant", KW_VALUE_DATETIME },
  { "valueCode", KW_VALUE_CONCEPT },
};

static void
read_scalar (const KwJsonNode *node, KwValue *out)
{
  const char *name = kw_json_node_get_name (node);
  const char *text = kw_fhir_text (node);

  if (text == NULL)
    return;
  out->kind = KW_VALUE_TEXT;
  for (guint i = 0; i < G_N_ELEMENTS (scalars); i++)
    if (g_strcmp0 (scalars[i].member, name) == 0)
      out->kind = scalars[i].kind;
  if (out->kind == KW_VALUE_INTEGER || out->kind == KW_VALUE_QUANTITY)
    read_number (node, &out->number, &out->text);
  else
    out->text = text;
  if (out->text != NULL && (out->kind == KW_VALUE_INTEGER || out->kind == KW_VALUE_QUANTITY))
    out->kind = KW_VALUE_TEXT;
}

/* Any value[x] of @parent (rule L11), or the reason why there is none. */
void
kw_builder_value (KwRecordBuilder *self, const KwJsonNode *parent, KwValue *out)
{
  if (kw_json_node_get_kind (parent) != KW_JSON_OBJECT)
    return;
  KW_JSON_FOREACH (member, parent)
    {
      const char *name = kw_json_node_get_name (member);

      if (out->kind != KW_VALUE_NONE || name == NULL)
        continue;
      if (g_str_has_prefix (name, "_value"))
        set_absent (out, read_absent (member));
      else if (!g_str_has_prefix (name, "value") || g_str_equal (name, "valueAttachment"))
        continue;
      else if (kw_json_node_get_kind (member) == KW_JSON_OBJECT)
        read_object (self, member, out);
      else if (kw_json_node_get_kind (member) == KW_JSON_ARRAY)
        read_concept (self, member, out);
      else
        read_scalar (member, out);
    }
  if (out->kind == KW_VALUE_NONE || out->kind == KW_VALUE_ABSENT)
    {
      const KwJsonNode *reason = kw_json_node_get_member (parent, "dataAbsentReason");
      const char *code = kw_fhir_concept_code (reason);

      set_absent (out, code ? code : kw_fhir_concept_words (reason));
    }
}

static void
read_limit (const KwJsonNode *quantity,
            const char **number,
            const char **unit,
            const char **unit_code)
{
  const char *words = NULL;

  read_number (kw_json_node_get_member (quantity, "value"), number, &words);
  read_unit (quantity, unit, unit_code);
}

/* A limit is a SimpleQuantity, which has no comparator (FHIR R4 2.24.0.7). Where one was sent all
 * the same, as in a low of "<5", the limit may be the other end: then the range is what it reads
 * as, and no limits. */
static void
read_compared_limits (KwRecordBuilder *self, const KwJsonNode *item, KwRange *range)
{
  const char *low = kw_fhir_text_at (item, "low.comparator");
  const char *high = kw_fhir_text_at (item, "high.comparator");
  if ((low == NULL && high == NULL) || (range->low != NULL && range->high != NULL))
    return;
  const char *comparator = range->low != NULL ? low : high;
  const char *number = range->low != NULL ? range->low : range->high;
  const char *unit = range->low != NULL ? range->low_unit : range->high_unit;
  if (comparator == NULL || number == NULL)
    return;
  if (range->text == NULL)
    range->text = kw_builder_join (self, kw_builder_join (self, comparator, "", number), " ", unit);
  range->low = range->high = NULL;
}

/* The code of a meaning that has words (http://terminology.hl7.org/CodeSystem/
 * referencerange-meaning), or what the source calls it: "Mild TBI" is not the usual range. */
static const char *
read_meaning (const KwJsonNode *type)
{
  const char *code = kw_fhir_concept_code (type);
  const char *words = kw_fhir_concept_words (type);
  return code != NULL && (words == NULL || kw_words_range_meaning (code) != NULL) ? code : words;
}

/* "18 – 65 years" of an age Range, as sent. */
static const char *
read_age (KwRecordBuilder *self, const KwJsonNode *age)
{
  const char *low = kw_fhir_text_at (age, "low.value");
  const char *high = kw_fhir_text_at (age, "high.value");
  const char *unit = kw_fhir_text_at (age, low ? "low.unit" : "high.unit");
  const char *numbers = NULL;

  if (low != NULL && high != NULL)
    numbers = kw_builder_join (self, low, "–", high);
  else if (low != NULL)
    numbers = kw_builder_join (self, "≥", "\302\240", low);
  else if (high != NULL)
    numbers = kw_builder_join (self, "≤", "\302\240", high);
  return numbers ? kw_builder_join (self, numbers, " ", unit) : NULL;
}

void
kw_builder_ranges (KwRecordBuilder *self, const KwJsonNode *list, GArray *out)
{
  KW_FHIR_FOREACH (item, list)
    {
      KwRange range = { 0 };

      read_limit (kw_json_node_get_member (item, "low"), &range.low, &range.low_unit,
                  &range.low_unit_code);
      read_limit (kw_json_node_get_member (item, "high"), &range.high, &range.high_unit,
                  &range.high_unit_code);
      range.text = kw_fhir_text_at (item, "text");
      /* Some servers send the range as a bare string. */
      if (range.text == NULL)
        range.text = kw_fhir_text (item);
      read_compared_limits (self, item, &range);
      range.type = read_meaning (kw_json_node_get_member (item, "type"));
      range.applies_to = kw_builder_join (
          self, kw_builder_words (self, kw_json_node_get_member (item, "appliesTo")), ", ",
          read_age (self, kw_json_node_get_member (item, "age")));
      if (range.low || range.high || range.text)
        g_array_append_val (out, range);
    }
}

/* Of several codings the one that says something: servers send their own codes beside HL7's. */
static const char *
find_flag_code (const KwJsonNode *concept)
{
  KW_FHIR_FOREACH (coding, kw_json_node_get_member (concept, "coding"))
    {
      const char *code = kw_fhir_text_at (coding, "code");
      if (kw_flag_from_code (code) != KW_FLAG_NONE)
        return code;
    }
  return kw_fhir_concept_code (concept);
}

/* What a verdict says, where it is not the first: a code that has words, or the lab's own words. */
static const char *
words_of_verdict (const KwVerdict *verdict)
{
  gboolean is_known = kw_flag_from_code (verdict->code) != KW_FLAG_NONE;
  return is_known || verdict->text == NULL ? verdict->code : verdict->text;
}

/* An Observation may have several interpretations (R4: 0..*), "H" and "U": the worst is the
 * verdict, and the others are told after it. */
KwVerdict
kw_builder_verdict (KwRecordBuilder *self, const KwJsonNode *node)
{
  KwVerdict worst = { 0 };
  KW_FHIR_FOREACH (concept, node)
    {
      KwVerdict next = { find_flag_code (concept), kw_fhir_concept_words (concept), NULL };
      if (next.code == NULL && next.text == NULL)
        continue;
      if (worst.code == NULL && worst.text == NULL)
        {
          worst = next;
          continue;
        }
      gboolean is_worse = kw_flag_severity (kw_flag_from_lab (next.code, next.text))
                          > kw_flag_severity (kw_flag_from_lab (worst.code, worst.text));
      const char *words = words_of_verdict (is_worse ? &worst : &next);
      const char *more = kw_builder_join (self, worst.more, "; ", words);
      if (is_worse)
        worst = next;
      worst.more = more;
    }
  return worst;
}

/* The name and the codes of a part, which are read like those of a record. */
static void
read_part_name (KwRecordBuilder *self, const KwJsonNode *concept, KwComponent *out)
{
  g_autoptr (GArray) codes = self->codes;
  const char *text = self->record.text;

  self->record.text = NULL;
  self->codes = g_array_new (FALSE, FALSE, sizeof (KwCode));
  kw_builder_name (self, concept);
  out->name = self->record.text;
  out->n_codes = self->codes->len;
  out->codes = (KwCode *) kw_builder_take (self, g_array_free (self->codes, FALSE));
  self->codes = g_steal_pointer (&codes);
  self->record.text = text;
}

/* What a goal aims at, @range, and what that is measured by: a part without a value. */
void
kw_builder_target (KwRecordBuilder *self, const KwJsonNode *measure, const KwRange *range)
{
  KwComponent component = { .n_ranges = 1 };

  read_part_name (self, measure, &component);
  component.ranges = (KwRange *) kw_builder_take (self, g_memdup2 (range, sizeof *range));
  g_array_append_val (self->components, component);
}

/* A component of a result, or a contained result: they share their members. */
void
kw_builder_component (KwRecordBuilder *self, const KwJsonNode *node)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (KwRange));
  KwComponent component = { 0 };

  read_part_name (self, kw_json_node_get_member (node, "code"), &component);
  kw_builder_value (self, node, &component.value);
  KwVerdict verdict = kw_builder_verdict (self, kw_json_node_get_member (node, "interpretation"));
  component.flag_code = verdict.code;
  component.flag_text = verdict.text;
  component.flag_more = verdict.more;
  kw_builder_ranges (self, kw_json_node_get_member (node, "referenceRange"), ranges);
  component.n_ranges = ranges->len;
  component.ranges
      = (KwRange *) kw_builder_take (self, g_array_free (g_steal_pointer (&ranges), FALSE));
  g_array_append_val (self->components, component);
}
