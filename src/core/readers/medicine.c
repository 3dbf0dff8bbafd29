/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/json-writer.h"
#include "core/readers/readers.h"

/* "10 mg", "mL": a denominator of one says only its unit. */
static const char *
quantity_words (KwRecordBuilder *builder, const KwJsonNode *quantity, gboolean without_one)
{
  const char *number = kw_fhir_text_at (quantity, "value");
  const char *unit = kw_fhir_text_at (quantity, "unit");

  if (unit == NULL)
    unit = kw_fhir_text_at (quantity, "code");
  if (without_one && g_strcmp0 (number, "1") == 0)
    return g_strcmp0 (unit, "1") == 0 ? NULL : unit;
  return number != NULL ? kw_builder_join (builder, number, " ", unit) : NULL;
}

/* Strength and form as elements of their own; a name mostly says both, and then they are not there
 * or say it again. */
void
kw_read_strength (KwRecordBuilder *builder, const KwJsonNode *medication)
{
  KwRecord *record = &builder->record;

  KW_FHIR_FOREACH (ingredient, kw_json_node_get_member (medication, "ingredient"))
    {
      const KwJsonNode *ratio = kw_json_node_get_member (ingredient, "strength");
      const char *amount
          = quantity_words (builder, kw_json_node_get_member (ratio, "numerator"), FALSE);
      const char *per
          = quantity_words (builder, kw_json_node_get_member (ratio, "denominator"), TRUE);

      if (amount != NULL)
        record->strength
            = kw_builder_join (builder, record->strength, ", ",
                               per != NULL ? kw_builder_join (builder, amount, "/", per) : amount);
    }
  record->kind_text = kw_builder_words (builder, kw_json_node_get_member (medication, "form"));
}

/* The Medication itself, when it is contained: its codes and its strength become the record's. */
static void
read_contained (KwRecordBuilder *builder, const KwJsonNode *medication)
{
  const KwJsonNode *code = kw_json_node_get_member (medication, "code");

  kw_builder_name (builder, code);
  if (builder->record.text == NULL && kw_fhir_concept_words (code) == NULL)
    builder->record.text = kw_builder_words_in (
        builder, kw_json_node_get_member (medication, "ingredient"), "itemCodeableConcept");
  kw_read_strength (builder, medication);
}

void
kw_read_medicine_name (KwRecordBuilder *builder)
{
  const KwJsonNode *reference = kw_builder_get (builder, "medicationReference");
  const KwJsonNode *either = kw_builder_get (builder, "medication"); /* R5 */
  const KwJsonNode *contained;

  kw_builder_name (builder, kw_builder_get (builder, "medicationCodeableConcept"));
  kw_builder_name (builder, kw_json_node_get_member (either, "concept"));
  if (reference == NULL)
    reference = kw_json_node_get_member (either, "reference") ? either : NULL;
  contained = kw_builder_contained (builder, reference);
  if (contained != NULL)
    read_contained (builder, contained);
  if (builder->record.text == NULL && builder->codes->len == 0)
    builder->record.text = kw_fhir_text_at (reference, "display");
  kw_builder_relation (builder, KW_RELATION_MEDICATION, reference);
  kw_read_negation (builder);
}

/* The dosage as written, what was written for the patient first. */
static const char *
get_dosage_text (KwRecordBuilder *builder, const KwJsonNode *dosage)
{
  const char *text = kw_fhir_text_at (dosage, "patientInstruction");

  if (text == NULL)
    text = kw_fhir_text_at (dosage, "text");
  if (text == NULL)
    text = kw_builder_words (builder, kw_json_node_get_member (dosage, "additionalInstruction"));
  return text;
}

static gboolean
has_any (const KwJsonNode *dosage, const char *const *members)
{
  for (guint i = 0; members[i] != NULL; i++)
    if (kw_json_node_get_member (dosage, members[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether a dosage has more than written words: numbers for which nobody wrote them, or what
 * changes those that somebody did write. */
static gboolean
is_unwritten (const KwJsonNode *dosage)
{
  static const char *const numbers[]
      = { "timing", "doseAndRate", "doseQuantity", "doseRange", "asNeededBoolean", NULL };
  static const char *const limits[]
      = { "asNeededCodeableConcept", "maxDosePerPeriod",  "maxDosePerAdministration",
          "maxDosePerLifetime",      "modifierExtension", NULL };
  static const char *const also[] = { "additionalInstruction", NULL };
  const char *told = kw_fhir_text_at (dosage, "patientInstruction");
  const char *text = kw_fhir_text_at (dosage, "text");

  if (told == NULL && text == NULL)
    return has_any (dosage, numbers) || has_any (dosage, limits);
  return (told != NULL && text != NULL) || has_any (dosage, limits) || has_any (dosage, also)
         || kw_json_node_get_boolean (kw_json_node_get_member (dosage, "asNeededBoolean"), FALSE);
}

/* The dosages as sent, for words that are made when they are shown. */
static const char *
dup_dosages (KwRecordBuilder *builder, const KwJsonNode *dosages)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  kw_json_writer_node (writer, dosages);

  g_autoptr (GBytes) bytes = kw_json_writer_end (writer);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  return kw_builder_take (builder, g_strndup (data, size));
}

/* When all of it is to end, as ordered: the last end, and none unless every part has one. */
static void
read_intended_end (KwRecordBuilder *builder, const KwJsonNode *dosages)
{
  const KwJsonNode *last = NULL;

  KW_FHIR_FOREACH (dosage, dosages)
    {
      const KwJsonNode *end = kw_json_node_at (dosage, "timing.repeat.boundsPeriod.end");

      if (kw_fhir_text (end) == NULL)
        return;
      if (last == NULL || strcmp (kw_fhir_text (last), kw_fhir_text (end)) < 0)
        last = end;
    }
  kw_builder_when (builder, KW_WHEN_TO_END, last);
}

void
kw_read_dosage (KwRecordBuilder *builder, const KwJsonNode *dosages)
{
  KwRecord *record = &builder->record;

  KW_FHIR_FOREACH (dosage, dosages)
    {
      record->how = kw_builder_join (builder, record->how, "; ", get_dosage_text (builder, dosage));
      kw_builder_when (builder, KW_WHEN_STARTED,
                       kw_json_node_at (dosage, "timing.repeat.boundsPeriod.start"));
      if (record->dosage == NULL && is_unwritten (dosage))
        record->dosage = dup_dosages (builder, dosages);
    }
  read_intended_end (builder, dosages);
  record->method = kw_builder_words_in (builder, dosages, "route");
}
