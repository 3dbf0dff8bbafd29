/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "library/own-private.h"

/* The first choice is what a new form has. */
static const KwOwnChoice severities[] = { { "", N_ ("not stated") },
                                          { "mild", N_ ("mild") },
                                          { "moderate", N_ ("moderate") },
                                          { "severe", N_ ("severe") },
                                          { NULL, NULL } };
static const KwOwnChoice taking[] = { { "active", N_ ("I take it now") },
                                      { "stopped", N_ ("I do not take it any more") },
                                      { NULL, NULL } };
static const KwOwnChoice having[]
    = { { "active", N_ ("I have it now") }, { "resolved", N_ ("It is over") }, { NULL, NULL } };
static const KwOwnChoice measures[] = { { "blood-pressure", N_ ("Blood pressure in mmHg") },
                                        { "weight-kg", N_ ("Weight in kg") },
                                        { "weight-lb", N_ ("Weight in pounds") },
                                        { "height-cm", N_ ("Height in cm") },
                                        { "height-in", N_ ("Height in inches") },
                                        { "temperature-c", N_ ("Temperature in °C") },
                                        { "temperature-f", N_ ("Temperature in °F") },
                                        { "pulse", N_ ("Pulse per minute") },
                                        { "oxygen", N_ ("Oxygen in the blood in %") },
                                        { "sugar-mg", N_ ("Blood sugar in mg/dL") },
                                        { "sugar-mmol", N_ ("Blood sugar in mmol/L") },
                                        { "other", N_ ("Something else") },
                                        { NULL, NULL } };
static const KwOwnChoice papers[] = { { "letter", N_ ("Letter") },
                                      { "result", N_ ("Test result") },
                                      { "picture", N_ ("Picture") },
                                      { "vaccines", N_ ("Vaccine card") },
                                      { "insurance", N_ ("Insurance card") },
                                      { "bill", N_ ("Bill") },
                                      { "other", N_ ("Other paper") },
                                      { NULL, NULL } };

static const KwOwnFormField allergy[] = {
  { KW_OWN_FIELD_NAME, N_ ("Allergic to what?"), TRUE, NULL },
  { KW_OWN_FIELD_REACTION, N_ ("What happens?"), FALSE, NULL },
  { KW_OWN_FIELD_CHOICE, N_ ("How bad is it?"), FALSE, severities },
  { KW_OWN_FIELD_DATE, N_ ("Since when?"), FALSE, NULL },
  { KW_OWN_FIELD_TEXT, N_ ("Note"), FALSE, NULL },
};
static const KwOwnFormField medicine[] = {
  { KW_OWN_FIELD_NAME, N_ ("Name and strength"), TRUE, NULL },
  { KW_OWN_FIELD_HOW, N_ ("How do you take it?"), FALSE, NULL },
  { KW_OWN_FIELD_REASON, N_ ("What for?"), FALSE, NULL },
  { KW_OWN_FIELD_CHOICE, N_ ("Do you take it now?"), FALSE, taking },
  { KW_OWN_FIELD_DATE, N_ ("Since when?"), FALSE, NULL },
  { KW_OWN_FIELD_END, N_ ("Until when?"), FALSE, NULL },
  { KW_OWN_FIELD_TEXT, N_ ("Note"), FALSE, NULL },
};
static const KwOwnFormField condition[] = {
  { KW_OWN_FIELD_NAME, N_ ("What is it?"), TRUE, NULL },
  { KW_OWN_FIELD_CHOICE, N_ ("Do you have it now?"), FALSE, having },
  { KW_OWN_FIELD_DATE, N_ ("Since when?"), FALSE, NULL },
  { KW_OWN_FIELD_END, N_ ("Until when?"), FALSE, NULL },
  { KW_OWN_FIELD_TEXT, N_ ("Note"), FALSE, NULL },
};
static const KwOwnFormField vaccine[] = {
  { KW_OWN_FIELD_NAME, N_ ("Which vaccine?"), TRUE, NULL },
  { KW_OWN_FIELD_DATE, N_ ("When was it given?"), FALSE, NULL },
  { KW_OWN_FIELD_WHERE, N_ ("Who gave it?"), FALSE, NULL },
  { KW_OWN_FIELD_TEXT, N_ ("Note"), FALSE, NULL },
};
static const KwOwnFormField measurement[] = {
  { KW_OWN_FIELD_CHOICE, N_ ("What was measured?"), TRUE, measures },
  { KW_OWN_FIELD_NAME, N_ ("Name of it"), FALSE, NULL },
  { KW_OWN_FIELD_VALUE, N_ ("Value"), TRUE, NULL },
  { KW_OWN_FIELD_UNIT, N_ ("Unit"), FALSE, NULL },
  { KW_OWN_FIELD_DATE, N_ ("When?"), FALSE, NULL },
  { KW_OWN_FIELD_TEXT, N_ ("Note"), FALSE, NULL },
};
static const KwOwnFormField note[] = {
  { KW_OWN_FIELD_NAME, N_ ("Title"), TRUE, NULL },
  { KW_OWN_FIELD_DATE, N_ ("Of which day?"), FALSE, NULL },
  { KW_OWN_FIELD_TEXT, N_ ("Text"), TRUE, NULL },
};
static const KwOwnFormField file[] = {
  { KW_OWN_FIELD_FILE, N_ ("File"), TRUE, NULL },
  { KW_OWN_FIELD_CHOICE, N_ ("What kind of paper is it?"), FALSE, papers },
  { KW_OWN_FIELD_NAME, N_ ("Title"), TRUE, NULL },
  { KW_OWN_FIELD_DATE, N_ ("Of which day?"), FALSE, NULL },
};

#define FORM(id, type, title, fields)                                                              \
  {                                                                                                \
    id, type, title, fields, G_N_ELEMENTS (fields)                                                 \
  }
static const KwOwnForm forms[KW_N_OWN_KINDS] = {
  [KW_OWN_ALLERGY] = FORM ("allergy", "AllergyIntolerance", N_ ("Allergy"), allergy),
  [KW_OWN_MEDICINE] = FORM ("medicine", "MedicationStatement", N_ ("Medicine"), medicine),
  [KW_OWN_CONDITION] = FORM ("condition", "Condition", N_ ("Condition"), condition),
  [KW_OWN_VACCINE] = FORM ("vaccine", "Immunization", N_ ("Vaccine"), vaccine),
  [KW_OWN_MEASUREMENT] = FORM ("measurement", "Observation", N_ ("Measurement"), measurement),
  [KW_OWN_NOTE] = FORM ("note", "DocumentReference", N_ ("Note"), note),
  [KW_OWN_FILE] = FORM ("file", "DocumentReference", N_ ("File"), file),
};

/* Codes of LOINC (https://loinc.org) for what people measure at home, with units in UCUM, as the
 * profiles of vital signs in FHIR R4 name them
 * (http://hl7.org/fhir/R4/observation-vitalsigns.html).
 */
static const KwOwnMeasure codes[] = {
  { "blood-pressure", "85354-9", "Blood pressure", "mmHg", "mm[Hg]", TRUE },
  { "weight-kg", "29463-7", "Body weight", "kg", "kg", TRUE },
  { "weight-lb", "29463-7", "Body weight", "lb", "[lb_av]", TRUE },
  { "height-cm", "8302-2", "Body height", "cm", "cm", TRUE },
  { "height-in", "8302-2", "Body height", "in", "[in_i]", TRUE },
  { "temperature-c", "8310-5", "Body temperature", "°C", "Cel", TRUE },
  { "temperature-f", "8310-5", "Body temperature", "°F", "[degF]", TRUE },
  { "pulse", "8867-4", "Heart rate", "/min", "/min", TRUE },
  { "oxygen", "59408-5", "Oxygen saturation", "%", "%", TRUE },
  { "sugar-mg", "2339-0", "Glucose in blood", "mg/dL", "mg/dL", FALSE },
  { "sugar-mmol", "15074-8", "Glucose in blood", "mmol/L", "mmol/L", FALSE },
};

const KwOwnMeasure *
kw_own_measure_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i].id, id) == 0)
      return &codes[i];
  return NULL;
}

/**
 * kw_own_form_get:
 * @kind: what is entered
 *
 * ```c
 * g_assert_cmpstr (kw_own_form_get (KW_OWN_VACCINE)->type, ==, "Immunization");
 * ```
 *
 * Returns: (transfer none): its fields, in the order in which they are asked
 */
const KwOwnForm *
kw_own_form_get (KwOwnKind kind)
{
  g_return_val_if_fail ((guint) kind < KW_N_OWN_KINDS, NULL);

  return &forms[kind];
}

gboolean
kw_own_kind_from_id (const char *id, KwOwnKind *out_kind)
{
  g_return_val_if_fail (out_kind != NULL, FALSE);

  for (guint i = 0; i < KW_N_OWN_KINDS; i++)
    if (g_strcmp0 (forms[i].id, id) == 0)
      {
        *out_kind = (KwOwnKind) i;
        return TRUE;
      }
  return FALSE;
}
