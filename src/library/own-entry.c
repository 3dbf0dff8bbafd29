/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/json-writer.h"
#include "core/typed-date.h"
#include "library/own-private.h"

#define TERMINOLOGY "http://terminology.hl7.org/CodeSystem/"
#define ABSENT "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
/* The person themselves: every entry names them, and none has their name in it, so that it can go
 * to another person. */
#define SELF "Patient/self"

/**
 * kw_own_entry_new:
 * @kind: what is entered
 *
 * ```c
 * g_autoptr (KwOwnEntry) entry = kw_own_entry_new (KW_OWN_ALLERGY);
 * kw_own_entry_set (entry, KW_OWN_FIELD_NAME, "Nuts");
 * kw_own_entry_set (entry, KW_OWN_FIELD_DATE, "March 2019");
 * ```
 *
 * Returns: (transfer full): an empty form, with the first of each choice
 */
KwOwnEntry *
kw_own_entry_new (KwOwnKind kind)
{
  const KwOwnForm *form = kw_own_form_get (kind);

  g_return_val_if_fail (form != NULL, NULL);

  KwOwnEntry *self = g_new0 (KwOwnEntry, 1);

  self->kind = kind;
  for (guint i = 0; i < form->n_fields; i++)
    if (form->fields[i].choices != NULL)
      kw_own_entry_set (self, form->fields[i].field, form->fields[i].choices[0].id);
  return self;
}

void
kw_own_entry_free (KwOwnEntry *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < KW_N_OWN_FIELDS; i++)
    g_free (self->fields[i]);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_free (self->id);
  g_free (self->content_type);
  g_free (self->about);
  g_free (self->about_title);
  g_free (self);
}

void
kw_own_entry_set (KwOwnEntry *self, KwOwnField field, const char *typed)
{
  g_return_if_fail (self != NULL && (guint) field < KW_N_OWN_FIELDS);

  g_free (self->fields[field]);
  self->fields[field] = typed != NULL ? g_strstrip (g_strdup (typed)) : NULL;
}

const char *
kw_own_entry_get (const KwOwnEntry *self, KwOwnField field)
{
  g_return_val_if_fail (self != NULL && (guint) field < KW_N_OWN_FIELDS, "");

  return self->fields[field] != NULL ? self->fields[field] : "";
}

/* NULL for nothing, so that no empty member is written. */
static const char *
said (const KwOwnEntry *self, KwOwnField field)
{
  return *kw_own_entry_get (self, field) != '\0' ? self->fields[field] : NULL;
}

static char *
dup_date (const KwOwnEntry *self, KwOwnField field)
{
  return kw_typed_date_parse (kw_own_entry_get (self, field));
}

static char *
dup_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

static void
begin_object (KwJsonWriter *writer, const char *name)
{
  if (name != NULL)
    kw_json_writer_name (writer, name);
  kw_json_writer_begin_object (writer);
}

static void
begin_array (KwJsonWriter *writer, const char *name)
{
  kw_json_writer_name (writer, name);
  kw_json_writer_begin_array (writer);
}

/* A CodeableConcept; nothing at all without a code and a text. */
static void
write_concept (KwJsonWriter *writer,
               const char *name,
               const char *system,
               const char *code,
               const char *display,
               const char *text)
{
  if (code == NULL && text == NULL)
    return;
  begin_object (writer, name);
  if (code != NULL)
    {
      begin_array (writer, "coding");
      begin_object (writer, NULL);
      kw_json_writer_member (writer, "system", system);
      kw_json_writer_member (writer, "code", code);
      kw_json_writer_member (writer, "display", display);
      kw_json_writer_end_object (writer);
      kw_json_writer_end_array (writer);
    }
  kw_json_writer_member (writer, "text", text);
  kw_json_writer_end_object (writer);
}

static void
write_self (KwJsonWriter *writer, const char *name)
{
  begin_object (writer, name);
  kw_json_writer_member (writer, "reference", SELF);
  kw_json_writer_end_object (writer);
}

static void
write_note (KwJsonWriter *writer, const KwOwnEntry *self)
{
  if (said (self, KW_OWN_FIELD_TEXT) == NULL)
    return;
  begin_array (writer, "note");
  begin_object (writer, NULL);
  kw_json_writer_member (writer, "text", said (self, KW_OWN_FIELD_TEXT));
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
}

/* What R4 asks for and the person does not know. */
static void
write_absent (KwJsonWriter *writer, const char *name)
{
  begin_object (writer, name);
  begin_array (writer, "extension");
  begin_object (writer, NULL);
  kw_json_writer_member (writer, "url", ABSENT);
  kw_json_writer_member (writer, "valueCode", "unknown");
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
}

static void
write_reaction (KwJsonWriter *writer, const KwOwnEntry *self)
{
  const char *reaction = said (self, KW_OWN_FIELD_REACTION);
  const char *severity = said (self, KW_OWN_FIELD_CHOICE);

  if (reaction == NULL && severity == NULL)
    return;
  begin_array (writer, "reaction");
  begin_object (writer, NULL);
  begin_array (writer, "manifestation");
  if (reaction != NULL)
    write_concept (writer, NULL, NULL, NULL, NULL, reaction);
  else
    write_absent (writer, NULL);
  kw_json_writer_end_array (writer);
  kw_json_writer_member (writer, "severity", severity);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
}

static void
write_allergy (KwJsonWriter *writer, const KwOwnEntry *self)
{
  g_autofree char *date = dup_date (self, KW_OWN_FIELD_DATE);
  g_autofree char *today = dup_today ();

  write_concept (writer, "clinicalStatus", TERMINOLOGY "allergyintolerance-clinical", "active",
                 NULL, NULL);
  write_concept (writer, "code", NULL, NULL, NULL, said (self, KW_OWN_FIELD_NAME));
  write_self (writer, "patient");
  kw_json_writer_member (writer, "onsetDateTime", date);
  kw_json_writer_member (writer, "recordedDate", today);
  write_self (writer, "asserter");
  write_note (writer, self);
  write_reaction (writer, self);
}

static void
write_medicine (KwJsonWriter *writer, const KwOwnEntry *self)
{
  g_autofree char *start = dup_date (self, KW_OWN_FIELD_DATE);
  g_autofree char *end = dup_date (self, KW_OWN_FIELD_END);
  g_autofree char *today = dup_today ();

  kw_json_writer_member (writer, "status", said (self, KW_OWN_FIELD_CHOICE));
  write_concept (writer, "medicationCodeableConcept", NULL, NULL, NULL,
                 said (self, KW_OWN_FIELD_NAME));
  write_self (writer, "subject");
  if (start != NULL || end != NULL)
    {
      begin_object (writer, "effectivePeriod");
      kw_json_writer_member (writer, "start", start);
      kw_json_writer_member (writer, "end", end);
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_member (writer, "dateAsserted", today);
  write_self (writer, "informationSource");
  if (said (self, KW_OWN_FIELD_REASON) != NULL)
    {
      begin_array (writer, "reasonCode");
      write_concept (writer, NULL, NULL, NULL, NULL, said (self, KW_OWN_FIELD_REASON));
      kw_json_writer_end_array (writer);
    }
  write_note (writer, self);
  if (said (self, KW_OWN_FIELD_HOW) == NULL)
    return;
  begin_array (writer, "dosage");
  begin_object (writer, NULL);
  kw_json_writer_member (writer, "text", said (self, KW_OWN_FIELD_HOW));
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
}

static void
write_condition (KwJsonWriter *writer, const KwOwnEntry *self)
{
  g_autofree char *start = dup_date (self, KW_OWN_FIELD_DATE);
  g_autofree char *end = dup_date (self, KW_OWN_FIELD_END);
  g_autofree char *today = dup_today ();
  /* R4's con-4: what has ended is not active. */
  const char *status = end != NULL ? "resolved" : said (self, KW_OWN_FIELD_CHOICE);

  write_concept (writer, "clinicalStatus", TERMINOLOGY "condition-clinical", status, NULL, NULL);
  write_concept (writer, "code", NULL, NULL, NULL, said (self, KW_OWN_FIELD_NAME));
  write_self (writer, "subject");
  kw_json_writer_member (writer, "onsetDateTime", start);
  kw_json_writer_member (writer, "abatementDateTime", end);
  kw_json_writer_member (writer, "recordedDate", today);
  write_self (writer, "asserter");
  write_note (writer, self);
}

static void
write_vaccine (KwJsonWriter *writer, const KwOwnEntry *self)
{
  g_autofree char *date = dup_date (self, KW_OWN_FIELD_DATE);
  g_autofree char *today = dup_today ();

  kw_json_writer_member (writer, "status", "completed");
  write_concept (writer, "vaccineCode", NULL, NULL, NULL, said (self, KW_OWN_FIELD_NAME));
  write_self (writer, "patient");
  if (date != NULL)
    kw_json_writer_member (writer, "occurrenceDateTime", date);
  else
    write_absent (writer, "_occurrenceDateTime");
  kw_json_writer_member (writer, "recorded", today);
  kw_json_writer_name (writer, "primarySource");
  kw_json_writer_boolean (writer, FALSE);
  if (said (self, KW_OWN_FIELD_WHERE) != NULL)
    {
      begin_array (writer, "performer");
      begin_object (writer, NULL);
      begin_object (writer, "actor");
      kw_json_writer_member (writer, "display", said (self, KW_OWN_FIELD_WHERE));
      kw_json_writer_end_object (writer);
      kw_json_writer_end_object (writer);
      kw_json_writer_end_array (writer);
    }
  write_note (writer, self);
}

static void
write_quantity (KwJsonWriter *writer,
                const char *comparator,
                const char *number,
                const char *unit,
                const char *ucum)
{
  begin_object (writer, "valueQuantity");
  kw_json_writer_name (writer, "value");
  kw_json_writer_number (writer, number);
  kw_json_writer_member (writer, "comparator", comparator);
  kw_json_writer_member (writer, "unit", unit);
  kw_json_writer_member (writer, "system", ucum != NULL ? "http://unitsofmeasure.org" : NULL);
  kw_json_writer_member (writer, "code", ucum);
  kw_json_writer_end_object (writer);
}

static void
write_part (KwJsonWriter *writer, const char *loinc, const char *display, const char *number)
{
  begin_object (writer, NULL);
  write_concept (writer, "code", "http://loinc.org", loinc, display, NULL);
  write_quantity (writer, NULL, number, "mmHg", "mm[Hg]");
  kw_json_writer_end_object (writer);
}

static void
write_value (KwJsonWriter *writer, const KwOwnEntry *self, const KwOwnMeasure *measure)
{
  const char *typed = said (self, KW_OWN_FIELD_VALUE);
  const char *comparator;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (measure != NULL && kw_own_parse_pair (typed, &first, &second))
    {
      begin_array (writer, "component");
      write_part (writer, "8480-6", "Systolic blood pressure", first);
      write_part (writer, "8462-4", "Diastolic blood pressure", second);
      kw_json_writer_end_array (writer);
    }
  else if (kw_own_parse_number (typed, &comparator, &first))
    write_quantity (writer, comparator, first,
                    measure != NULL ? measure->unit : said (self, KW_OWN_FIELD_UNIT),
                    measure != NULL ? measure->ucum : NULL);
  else
    kw_json_writer_member (writer, "valueString", typed);
}

static void
write_measurement (KwJsonWriter *writer, const KwOwnEntry *self)
{
  const KwOwnMeasure *measure = kw_own_measure_find (kw_own_entry_get (self, KW_OWN_FIELD_CHOICE));
  g_autofree char *date = dup_date (self, KW_OWN_FIELD_DATE);

  kw_json_writer_member (writer, "status", "final");
  begin_array (writer, "category");
  write_concept (writer, NULL, TERMINOLOGY "observation-category",
                 measure == NULL || measure->vital ? "vital-signs" : "laboratory", NULL, NULL);
  kw_json_writer_end_array (writer);
  if (measure != NULL)
    write_concept (writer, "code", "http://loinc.org", measure->loinc, measure->display, NULL);
  else
    write_concept (writer, "code", NULL, NULL, NULL, said (self, KW_OWN_FIELD_NAME));
  write_self (writer, "subject");
  kw_json_writer_member (writer, "effectiveDateTime", date);
  begin_array (writer, "performer");
  write_self (writer, NULL);
  kw_json_writer_end_array (writer);
  write_note (writer, self);
  write_value (writer, self, measure);
}

static void
write_attachment (KwJsonWriter *writer, const KwOwnEntry *self)
{
  const char *text = kw_own_entry_get (self, KW_OWN_FIELD_TEXT);
  g_autoptr (GBytes) note = g_bytes_new_static (text, strlen (text));
  GBytes *bytes = self->kind == KW_OWN_NOTE ? note : self->file;
  g_autofree char *date = dup_date (self, KW_OWN_FIELD_DATE);
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree char *base64 = g_base64_encode (data, size);

  begin_array (writer, "content");
  begin_object (writer, NULL);
  begin_object (writer, "attachment");
  kw_json_writer_member (writer, "contentType",
                         self->kind == KW_OWN_NOTE ? "text/plain; charset=utf-8"
                                                   : self->content_type);
  kw_json_writer_member (writer, "data", base64);
  kw_json_writer_name (writer, "size");
  kw_json_writer_int (writer, (gint64) size);
  kw_json_writer_member (writer, "title", said (self, KW_OWN_FIELD_FILE));
  kw_json_writer_member (writer, "creation", date);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
}

static const char *
get_choice_label (const KwOwnEntry *self)
{
  const KwOwnForm *form = kw_own_form_get (self->kind);

  for (guint i = 0; i < form->n_fields; i++)
    for (const KwOwnChoice *choice = form->fields[i].choices; choice != NULL && choice->id != NULL;
         choice++)
      if (g_str_equal (choice->id, kw_own_entry_get (self, KW_OWN_FIELD_CHOICE)))
        return choice->label;
  return NULL;
}

static void
write_document (KwJsonWriter *writer, const KwOwnEntry *self)
{
  gboolean is_note = self->kind == KW_OWN_NOTE;
  const char *label = is_note ? "Note" : get_choice_label (self);

  kw_json_writer_member (writer, "status", "current");
  write_concept (writer, "type", NULL, NULL, NULL, said (self, KW_OWN_FIELD_NAME));
  begin_array (writer, "category");
  write_concept (writer, NULL, KW_OWN_SYSTEM, is_note ? "note" : said (self, KW_OWN_FIELD_CHOICE),
                 label, _ (label));
  kw_json_writer_end_array (writer);
  write_self (writer, "subject");
  begin_array (writer, "author");
  write_self (writer, NULL);
  kw_json_writer_end_array (writer);
  write_attachment (writer, self);
  if (self->about == NULL)
    return;
  begin_object (writer, "context");
  begin_array (writer, "related");
  begin_object (writer, NULL);
  begin_object (writer, "identifier");
  kw_json_writer_member (writer, "system", KW_OWN_REF);
  kw_json_writer_member (writer, "value", self->about);
  kw_json_writer_end_object (writer);
  kw_json_writer_member (writer, "display", self->about_title);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
}

typedef void (*WriteFunc) (KwJsonWriter *writer, const KwOwnEntry *self);
static const WriteFunc writers[KW_N_OWN_KINDS] = {
  [KW_OWN_ALLERGY] = write_allergy,         [KW_OWN_MEDICINE] = write_medicine,
  [KW_OWN_CONDITION] = write_condition,     [KW_OWN_VACCINE] = write_vaccine,
  [KW_OWN_MEASUREMENT] = write_measurement, [KW_OWN_NOTE] = write_document,
  [KW_OWN_FILE] = write_document,
};

/**
 * kw_own_entry_to_fhir:
 * @self: an entry that kw_own_entry_check() has passed
 *
 * The one reader reads it like a hospital's. Numbers keep the digits that were typed, dates their
 * precision; what was not said is not written.
 *
 * Returns: (transfer full): a FHIR R4 resource
 */
GBytes *
kw_own_entry_to_fhir (KwOwnEntry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  if (self->id == NULL)
    self->id = g_uuid_string_random ();
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "resourceType", kw_own_form_get (self->kind)->type);
  kw_json_writer_member (writer, "id", self->id);
  writers[self->kind](writer, self);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}
