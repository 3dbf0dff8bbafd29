/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/dosage-private.h"
#include "core/document-kind.h"
#include "core/facts-private.h"
#include "core/fhir.h"

/* Elements within elements within elements are no line to read any more. */
#define MAX_DEPTH 4
#define MAX_ITEMS 40

typedef struct
{
  const KwWordsContext *context;
  const KwRecord *record;
  KwElementKind kind;
  guint depth;
} Place;

typedef char *(*Words) (const Place *place, const KwJsonNode *node);

static gboolean
has (const KwJsonNode *node, const char *name)
{
  return kw_json_node_get_member (node, name) != NULL;
}

static void
join (GString *out, const char *separator, char *words)
{
  g_autofree char *taken = words;
  if (taken == NULL || *taken == '\0')
    return;
  if (out->len > 0)
    g_string_append (out, separator);
  g_string_append (out, taken);
}

static char *
finish (GString *out)
{
  char *text = g_string_free (out, FALSE);
  if (*text != '\0')
    return text;
  g_free (text);
  return NULL;
}

/* "M" is a code for married and for male. */
static gboolean
is_letter (const char *text)
{
  return g_ascii_isupper (text[0]) && text[1] == '\0';
}

/* "10:20" and "10:20:30" are digits and no code. */
static gboolean
is_time (const char *text)
{
  gsize length = strlen (text);
  return length >= 5 && text[2] == ':' && (length == 5 || (length >= 8 && text[5] == ':'))
         && strspn (text, "0123456789:.") == length;
}

static char *
string_words (const Place *place, const char *text)
{
  g_autofree char *tidy = kw_words_tidy (text);
  if (*tidy == '\0')
    return NULL;
  if (place->kind == KW_ELEMENT_AS_IS)
    return g_steal_pointer (&tidy);
  if (kw_words_year (tidy) != 0 && strlen (tidy) != 4)
    return kw_words_date (tidy);
  if (is_time (tidy))
    return g_steal_pointer (&tidy);
  if (!kw_words_is_presentable (tidy, place->record) || is_letter (tidy))
    return NULL;
  return kw_words_is_plain_code (tidy) ? kw_words_dup_plain_code (tidy) : g_steal_pointer (&tidy);
}

static char *
scalar_words (const Place *place, const KwJsonNode *node)
{
  if (kw_json_node_get_kind (node) == KW_JSON_NUMBER)
    return g_strdup (kw_json_node_get_number (node));
  if (kw_json_node_get_kind (node) == KW_JSON_BOOLEAN && !kw_json_node_get_boolean (node, FALSE)
      && kw_is_usual_no (kw_json_node_get_name (node)))
    return NULL;
  if (kw_json_node_get_kind (node) == KW_JSON_BOOLEAN)
    return g_strdup (kw_json_node_get_boolean (node, FALSE) ? C_ ("answer", "Yes")
                                                            : C_ ("answer", "No"));
  const char *text = kw_json_node_get_string (node);
  return text != NULL ? string_words (place, text) : NULL;
}

static char *
concept_words (const Place *place, const KwJsonNode *node)
{
  const char *words = kw_fhir_concept_words (node);
  const char *code = kw_fhir_concept_code (node);
  if (kw_words_is_presentable (words, place->record) && !is_letter (words))
    return kw_words_without_notation (kw_words_tidy (words));
  const KwJsonNode *codings = kw_json_node_get_member (node, "coding");
  KW_FHIR_FOREACH (coding, codings != NULL ? codings : node)
    {
      words = kw_words_known_code (kw_json_string_at (coding, "system"),
                                   kw_json_string_at (coding, "code"));
      if (words != NULL)
        return g_strdup (words);
    }
  return code != NULL && kw_words_is_plain_code (code) ? kw_words_dup_plain_code (code) : NULL;
}

static char *
quantity_words (const Place *place, const KwJsonNode *node)
{
  (void) place;
  const char *unit = kw_json_string_at (node, "unit");
  KwValue value = { .kind = KW_VALUE_QUANTITY,
                    .number = kw_json_scalar_at (node, "value"),
                    .comparator = kw_json_string_at (node, "comparator"),
                    .unit = unit != NULL ? unit : kw_json_string_at (node, "code") };
  if (value.unit == NULL)
    value.unit = kw_json_string_at (node, "currency");
  /* "72 a" is an age or a duration that was sent by its code alone. */
  if (unit == NULL && value.comparator == NULL && value.number != NULL)
    {
      char *duration = kw_words_duration (value.number, value.unit, TRUE);
      if (duration != NULL)
        return duration;
    }
  return kw_words_quantity (&value);
}

static char *
pair_words (const KwJsonNode *first, const KwJsonNode *second, KwValueKind kind)
{
  KwValue value = { .kind = kind,
                    .number = kw_json_scalar_at (first, "value"),
                    .comparator = kw_json_string_at (first, "comparator"),
                    .unit = kw_json_string_at (first, "unit"),
                    .number2 = kw_json_scalar_at (second, "value"),
                    .comparator2 = kw_json_string_at (second, "comparator"),
                    .unit2 = kw_json_string_at (second, "unit") };
  return value.number == NULL && value.number2 == NULL ? NULL : kw_words_any_value (&value);
}

static char *
range_words (const Place *place, const KwJsonNode *node)
{
  (void) place;
  return pair_words (kw_json_node_get_member (node, "low"), kw_json_node_get_member (node, "high"),
                     KW_VALUE_RANGE);
}

static char *
ratio_words (const Place *place, const KwJsonNode *node)
{
  (void) place;
  return pair_words (kw_json_node_get_member (node, "numerator"),
                     kw_json_node_get_member (node, "denominator"), KW_VALUE_RATIO);
}

static char *
period_words (const Place *place, const KwJsonNode *node)
{
  (void) place;
  const char *start = kw_fhir_text_at (node, "start");
  const char *end = kw_fhir_text_at (node, "end");
  return start != NULL || end != NULL ? kw_words_period (start, end) : NULL;
}

static char *
name_words (const Place *place, const KwJsonNode *node)
{
  (void) place;
  return kw_human_name_words (node);
}

static char *
address_words (const Place *place, const KwJsonNode *node)
{
  (void) place;
  return kw_address_words (node);
}

static char *
contact_words (const Place *place, const KwJsonNode *node)
{
  (void) place;
  return kw_contact_words (node);
}

static char *
language_words (const Place *place, const KwJsonNode *node)
{
  (void) place;
  return kw_language_words (node);
}

/* What the record's reader found a reference to be called, in a contained resource for example. */
static const char *
relation_display (const KwRecord *record, const char *reference)
{
  for (guint i = 0; reference != NULL && i < record->n_relations; i++)
    if (g_strcmp0 (record->relations[i].reference, reference) == 0)
      return record->relations[i].display;
  return NULL;
}

static char *
reference_words (const Place *place, const KwJsonNode *node)
{
  const char *reference = kw_element_reference (place->context, place->record, node);
  if (reference != NULL)
    {
      const KwRecord *other
          = place->context->lookup (place->context->data, place->record, reference);
      return kw_words_title (place->context, other);
    }
  const char *display = kw_fhir_text_at (node, "display");
  if (display == NULL)
    display = kw_fhir_text_at (kw_json_node_get_member (node, "reference"), "display");
  if (display == NULL)
    display = kw_fhir_concept_words (kw_json_node_get_member (node, "concept"));
  if (display == NULL)
    display = relation_display (place->record, kw_fhir_reference (node));
  return kw_words_is_presentable (display, place->record)
             ? kw_words_without_notation (kw_words_tidy (display))
             : NULL;
}

static char *
attachment_words (const Place *place, const KwJsonNode *node)
{
  const char *title = kw_fhir_text_at (node, "title");
  const char *type = kw_fhir_text_at (node, "contentType");
  if (kw_words_is_presentable (title, place->record))
    return kw_words_tidy (title);
  const char *kind = kw_document_kind_words (type);
  return g_strdup (kind != NULL ? kind : _ ("A file"));
}

static char *
annotation_words (const Place *place, const KwJsonNode *node)
{
  (void) place;
  const char *text = kw_fhir_text_at (node, "text");
  return text != NULL ? kw_words_tidy (text) : NULL;
}

/* Timing: its words, its dates, or "2 times a day" (rule M4: digits, no Latin). */
static char *
timing_words (const Place *place, const KwJsonNode *node)
{
  const KwJsonNode *event = kw_json_node_get_member (node, "event");
  if (event != NULL)
    return kw_element_words (place->context, place->record, event, place->kind, place->depth + 1);
  char *words = kw_words_timing (node);
  if (words != NULL)
    return words;
  return period_words (place, kw_json_node_at (node, "repeat.boundsPeriod"));
}

/* Signature: who and when; what it looks like is for programs. */
static char *
signature_words (const Place *place, const KwJsonNode *node)
{
  GString *out = g_string_new (NULL);
  const char *when = kw_fhir_text_at (node, "when");
  join (out, ", ",
        kw_element_words (place->context, place->record, kw_json_node_get_member (node, "who"),
                          place->kind, place->depth + 1));
  join (out, ", ", when != NULL ? kw_words_date (when) : NULL);
  return finish (out);
}

/* Any other object: its elements, "Dose: 1 tablet; Route: by mouth". */
static char *
object_words (const Place *place, const KwJsonNode *node)
{
  if (place->depth >= MAX_DEPTH)
    return NULL;
  const char *text = kw_fhir_text_at (node, "text");
  if (kw_words_is_presentable (text, place->record))
    return kw_words_tidy (text);
  GString *out = g_string_new (NULL), *first = g_string_new (NULL);
  KW_JSON_FOREACH (member, node)
    {
      KwElementKind kind;
      g_autofree char *label = kw_element_label (NULL, kw_json_node_get_name (member), &kind);
      /* The whole is a number to read, so are its parts: a member number within a plan. */
      kind = kind == KW_ELEMENT_USUAL ? place->kind : kind;
      g_autofree char *words = NULL;
      if (kind != KW_ELEMENT_HIDDEN)
        words = kw_element_words (place->context, place->record, member, kind, place->depth + 1);
      /* The thing itself comes before what is said of it. */
      if (words != NULL && *label == '\0')
        join (first, "; ", g_steal_pointer (&words));
      else if (words != NULL)
        join (out, "; ", g_strdup_printf ("%s: %s", label, words));
    }
  join (first, "; ", g_string_free (out, FALSE));
  char *said = finish (first);
  if (said == NULL
      || !kw_json_node_get_boolean (kw_json_node_get_member (node, "doNotPerform"), FALSE))
    return said;
  g_autofree char *must_not = said;
  return g_strdup_printf (_ ("Not to be done: %s"), must_not);
}

/* The data types of FHIR R4 (2.24) by the members that tell them apart; the first that fits. */
static const struct
{
  const char *members[3];
  Words words;
} shapes[] = {
  { { "resourceType" }, NULL },
  { { "dimensions" }, NULL },
  { { "sigFormat", "targetFormat" }, signature_words },
  { { "coding" }, concept_words },
  { { "reference" }, reference_words },
  { { "contentType", "data" }, attachment_words },
  { { "numerator", "denominator" }, ratio_words },
  { { "repeat", "event" }, timing_words },
  { { "family", "given" }, name_words },
  { { "line", "city", "postalCode" }, address_words },
};

static gboolean
only_has (const KwJsonNode *node, const char *const *names)
{
  KW_JSON_FOREACH (member, node)
    if (!g_strv_contains (names, kw_json_node_get_name (member)))
      return FALSE;
  return TRUE;
}

/* An element called "reference" may hold a Reference, as an actor of a Consent does, and one called
 * "data" may be a list; alone they are R5's CodeableReference and an Attachment. */
static gboolean
is_another_shape (const KwJsonNode *node, const char *name)
{
  static const char *const wrapper[] = { "id", "reference", "concept", NULL };
  const KwJsonNode *member = kw_json_node_get_member (node, name);
  if (g_str_equal (name, "reference"))
    return kw_json_node_get_kind (member) == KW_JSON_OBJECT && !only_has (node, wrapper);
  return g_str_equal (name, "data") && kw_json_node_get_kind (member) != KW_JSON_STRING;
}

static Words
words_for (const KwJsonNode *node)
{
  static const char *const coding[]
      = { "id", "extension", "system", "version", "code", "display", "userSelected", NULL };
  static const char *const quantity[]
      = { "id", "extension", "value", "comparator", "unit", "system", "code", "currency", NULL };
  static const char *const contact[]
      = { "id", "extension", "system", "value", "use", "rank", "period", NULL };
  static const char *const communication[] = { "id", "extension", "language", "preferred", NULL };
  static const char *const period[] = { "id", "extension", "start", "end", NULL };
  static const char *const range[] = { "id", "extension", "low", "high", NULL };
  static const char *const annotation[]
      = { "id", "extension", "authorString", "authorReference", "time", "text", NULL };
  static const char *const display[] = { "id", "extension", "type", "identifier", "display", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (shapes[i].members) && shapes[i].members[j] != NULL; j++)
      if (has (node, shapes[i].members[j]) && !is_another_shape (node, shapes[i].members[j]))
        return shapes[i].words;
  if (only_has (node, period))
    return period_words;
  if (only_has (node, range))
    return range_words;
  if (has (node, "value") && only_has (node, quantity)
      && kw_fhir_is_number (kw_json_scalar_at (node, "value")))
    return quantity_words;
  /* A way to reach somebody without the number is no way. */
  if ((has (node, "value") || has (node, "use") || has (node, "system"))
      && only_has (node, contact))
    return contact_words;
  if (has (node, "language") && only_has (node, communication))
    return language_words;
  if (only_has (node, display)
      && kw_json_node_get_kind (kw_json_node_get_member (node, "type")) != KW_JSON_OBJECT)
    return reference_words;
  if (only_has (node, coding))
    return concept_words;
  return has (node, "text") && only_has (node, annotation) ? annotation_words : object_words;
}

static char *
array_words (const Place *place, const KwJsonNode *node)
{
  GString *out = g_string_new (NULL);
  guint n_items = 0;
  KW_JSON_FOREACH (item, node)
    {
      if (n_items++ >= MAX_ITEMS)
        continue;
      join (out, kw_json_node_get_kind (item) == KW_JSON_OBJECT ? "; " : ", ",
            kw_element_words (place->context, place->record, item, place->kind, place->depth));
    }
  if (n_items > MAX_ITEMS)
    join (out, "; ",
          g_strdup_printf (ngettext ("and %u more", "and %u more", n_items - MAX_ITEMS),
                           n_items - MAX_ITEMS));
  return finish (out);
}

char *
kw_element_words (const KwWordsContext *context,
                  const KwRecord *record,
                  const KwJsonNode *value,
                  KwElementKind kind,
                  guint depth)
{
  const Place place = { context, record, kind, depth };
  switch (kw_json_node_get_kind (value))
    {
    case KW_JSON_OBJECT:
      {
        Words words = words_for (value);
        char *said = words != NULL ? words (&place, value) : NULL;
        return said != NULL ? said : kw_absent_words (value);
      }
    case KW_JSON_ARRAY:
      return array_words (&place, value);
    case KW_JSON_STRING:
    case KW_JSON_NUMBER:
    case KW_JSON_BOOLEAN:
      return scalar_words (&place, value);
    case KW_JSON_NULL:
    case KW_JSON_ABSENT:
    default:
      return NULL;
    }
}

const char *
kw_element_reference (const KwWordsContext *context,
                      const KwRecord *record,
                      const KwJsonNode *value)
{
  const char *reference = kw_fhir_reference (value);
  if (reference == NULL || context == NULL || context->lookup == NULL)
    return NULL;
  const KwRecord *other = context->lookup (context->data, record, reference);
  return other != NULL && other != record ? reference : NULL;
}
