/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/cda/cda-private.h"
#include "core/fhir.h"

static void
put_string (KwCda *cda, const KwXmlNode *value)
{
  g_autofree char *words = kw_cda_dup_text (cda, value);

  /* A number without a type, or in one that says text, is what was sent. */
  if (words == NULL)
    words = g_strdup (kw_cda_attribute (value, NULL, "value"));
  kw_json_writer_member (cda->out, "valueString", words);
}

static void
put_quantity (KwCda *cda, const KwXmlNode *value)
{
  const char *number = kw_cda_attribute (value, NULL, "value");
  const KwXmlNode *translation = kw_xml_node_get_child (value, "translation");

  if (number == NULL && kw_cda_attribute (translation, NULL, "value") != NULL)
    value = translation, number = kw_cda_attribute (translation, NULL, "value");
  if (number != NULL && !kw_fhir_is_number (number))
    {
      const char *unit = kw_cda_attribute (value, NULL, "unit");
      g_autofree char *words = g_strjoin (" ", number, unit, NULL);

      kw_json_writer_member (cda->out, "valueString", words);
    }
  else if (number != NULL)
    kw_cda_put_quantity (cda, "valueQuantity", value, NULL);
  else
    put_string (cda, value);
}

static void
put_concept (KwCda *cda, const KwXmlNode *value)
{
  kw_cda_put_concept (cda, "valueCodeableConcept", value, NULL);
}

static void
put_integer (KwCda *cda, const KwXmlNode *value)
{
  const char *number = kw_cda_attribute (value, NULL, "value");

  if (number == NULL || strspn (number, "-0123456789") != strlen (number)
      || !kw_fhir_is_number (number) || (number[0] == '0' && number[1] != '\0'))
    {
      put_string (cda, value);
      return;
    }
  kw_json_writer_name (cda->out, "valueInteger");
  kw_json_writer_number (cda->out, number);
}

static void
put_boolean (KwCda *cda, const KwXmlNode *value)
{
  const char *truth = kw_cda_attribute (value, NULL, "value");

  if (truth == NULL)
    return;
  kw_json_writer_name (cda->out, "valueBoolean");
  kw_json_writer_boolean (cda->out, g_str_equal (truth, "true"));
}

static void
put_time (KwCda *cda, const KwXmlNode *value)
{
  kw_cda_put_when (cda, "value", value, NULL);
}

static void
put_ratio (KwCda *cda, const KwXmlNode *value)
{
  kw_cda_begin (cda, "valueRatio", '{');
  kw_cda_put_quantity (cda, "numerator", value, "numerator");
  kw_cda_put_quantity (cda, "denominator", value, "denominator");
  kw_cda_end (cda, "}");
}

static const char *
get_comparator (const KwXmlNode *bound, gboolean low)
{
  gboolean open = g_strcmp0 (kw_xml_node_get_attribute (bound, "inclusive"), "false") == 0;

  return low ? (open ? ">" : ">=") : (open ? "<" : "<=");
}

/* IVL_PQ: two bounds are a Range, one is a number with a comparator. */
static void
put_interval (KwCda *cda, const KwXmlNode *value)
{
  const KwXmlNode *low = kw_xml_node_get_child (value, "low");
  const KwXmlNode *high = kw_xml_node_get_child (value, "high");
  gboolean has_low = low != NULL && kw_cda_attribute (low, NULL, "value") != NULL;
  gboolean has_high = high != NULL && kw_cda_attribute (high, NULL, "value") != NULL;

  if (has_low && has_high)
    {
      kw_cda_begin (cda, "valueRange", '{');
      kw_cda_put_quantity (cda, "low", low, NULL);
      kw_cda_put_quantity (cda, "high", high, NULL);
      kw_cda_end (cda, "}");
    }
  else if (has_low || has_high)
    {
      kw_json_writer_name (cda->out, "valueQuantity");
      kw_cda_write_quantity (cda, has_low ? low : high,
                             get_comparator (has_low ? low : high, has_low));
    }
  else
    put_quantity (cda, value);
}

/* By xsi:type, the data types of HL7 version 3 that an observation's value has in practice. */
static const struct
{
  const char *type;
  void (*put) (KwCda *cda, const KwXmlNode *value);
} types[] = {
  { "PQ", put_quantity },       { "REAL", put_quantity },     { "INT", put_integer },
  { "CD", put_concept },        { "CE", put_concept },        { "CO", put_concept },
  { "CV", put_concept },        { "CS", put_concept },        { "BL", put_boolean },
  { "TS", put_time },           { "IVL_TS", put_time },       { "IVL_PQ", put_interval },
  { "IVL_REAL", put_interval }, { "IVL_INT", put_interval },  { "RTO", put_ratio },
  { "RTO_PQ_PQ", put_ratio },   { "RTO_QTY_QTY", put_ratio }, { "ST", put_string },
  { "ED", put_string },         { "MO", put_quantity },
};

/* A value without a type is known by its shape. */
static void
put_untyped (KwCda *cda, const KwXmlNode *value)
{
  if (kw_cda_is_coded (value))
    put_concept (cda, value);
  else if (kw_cda_attribute (value, NULL, "value") != NULL)
    put_quantity (cda, value);
  else
    put_string (cda, value);
}

static void
put_one (KwCda *cda, const KwXmlNode *value)
{
  const char *type = kw_xml_node_get_attribute (value, "xsi:type");
  const char *colon = type ? strchr (type, ':') : NULL;

  if (type == NULL)
    type = kw_xml_node_get_attribute (value, "type");
  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].type, colon ? colon + 1 : type))
      {
        types[i].put (cda, value);
        return;
      }
  put_untyped (cda, value);
}

/* http://terminology.hl7.org/CodeSystem/data-absent-reason, as the mapping of FHIR R4's own
 * concept map from v3-NullFlavor has it. */
static const KwCdaCode absent_reasons[] = {
  { "NI", "unknown" },
  { "UNK", "unknown" },
  { "ASKU", "asked-unknown" },
  { "NASK", "not-asked" },
  { "NAV", "temp-unknown" },
  { "MSK", "masked" },
  { "NA", "not-applicable" },
  { "OTH", "unsupported" },
  { "NINF", "negative-infinity" },
  { "PINF", "positive-infinity" },
  { NULL, NULL },
};

/* value[x], the reason why there is none, and a second value as a note. */
void
kw_cda_put_value (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  const KwXmlNode *value = kw_cda_find (node, path);
  const char *flavor = kw_cda_attribute (value, NULL, "nullFlavor");
  g_autofree char *words = value ? kw_cda_dup_concept_words (cda, value) : NULL;
  g_autofree char *text = value ? kw_cda_dup_text (cda, value) : NULL;

  (void) member;
  if (value == NULL)
    return;
  if (flavor == NULL || words != NULL || text != NULL || kw_cda_is_coded (value)
      || kw_xml_node_get_child (value, "translation") != NULL)
    put_one (cda, value);
  else
    kw_cda_member_coding (cda, "dataAbsentReason",
                          "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                          kw_cda_map (absent_reasons, flavor), FALSE);
}

static void
write_range (KwCda *cda, const KwXmlNode *range)
{
  const KwXmlNode *value = kw_xml_node_get_child (range, "value");

  kw_cda_begin (cda, NULL, '{');
  if (value != NULL)
    {
      kw_cda_put_quantity (cda, "low", value, "low");
      kw_cda_put_quantity (cda, "high", value, "high");
    }
  kw_cda_put_concept (cda, "type", range, "interpretationCode");
  kw_cda_put_text (cda, "text", range, "text");
  kw_cda_end (cda, "}");
}

static gboolean
has_range (const KwCda *cda, const KwXmlNode *range)
{
  g_autofree char *text = kw_cda_dup_text (cda, kw_xml_node_get_child (range, "text"));

  return text != NULL || kw_cda_attribute (range, "value/low", "value") != NULL
         || kw_cda_attribute (range, "value/high", "value") != NULL;
}

void
kw_cda_put_ranges (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) found = kw_cda_list (node, path);
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    if (has_range (cda, g_ptr_array_index (found, i)))
      {
        if (n++ == 0)
          kw_cda_begin (cda, member, '[');
        write_range (cda, g_ptr_array_index (found, i));
      }
  if (n > 0)
    kw_cda_end (cda, "]");
}

static void
put_number (KwCda *cda, const char *member, const char *number)
{
  if (number == NULL || !kw_fhir_is_number (number))
    return;
  kw_json_writer_name (cda->out, member);
  kw_json_writer_number (cda->out, number);
}

/* PIVL_TS: every 6 hours, or every 4 to 6. */
static void
put_repeated (KwCda *cda, const KwXmlNode *period)
{
  const KwXmlNode *low = kw_xml_node_get_child (period, "low");
  const KwXmlNode *high = kw_xml_node_get_child (period, "high");
  const char *number = kw_cda_attribute (low ? low : period, NULL, "value");
  const char *unit = kw_cda_attribute (low ? low : period, NULL, "unit");

  if (number == NULL || !kw_fhir_is_number (number) || unit == NULL)
    return;
  kw_json_writer_name (cda->out, "frequency");
  kw_json_writer_int (cda->out, 1);
  put_number (cda, "period", number);
  put_number (cda, "periodMax", high ? kw_cda_attribute (high, NULL, "value") : NULL);
  kw_json_writer_member (cda->out, "periodUnit", unit);
}

/* What CDA says in several effectiveTimes: from when to when, how often, and at which event. An
 * order has the first of these here; a statement has a member for it. */
static void
put_timing (KwCda *cda, const KwXmlNode *node, gboolean order)
{
  const KwXmlNode *bounds = order ? kw_xml_node_get_child (node, "effectiveTime") : NULL;
  const KwXmlNode *period = kw_cda_find (node, "effectiveTime/period");
  const char *event = kw_cda_attribute (node, "effectiveTime/event", "code");

  if ((period == NULL
       || (kw_cda_attribute (period, NULL, "value") == NULL
           && kw_cda_attribute (period, "low", "value") == NULL))
      && event == NULL && (bounds == NULL || kw_cda_attribute (bounds, "low", "value") == NULL))
    return;
  kw_cda_begin (cda, "timing", '{');
  kw_cda_begin (cda, "repeat", '{');
  if (bounds != NULL)
    kw_cda_put_period (cda, "boundsPeriod", bounds, NULL);
  if (period != NULL)
    put_repeated (cda, period);
  if (event != NULL)
    {
      kw_cda_begin (cda, "when", '[');
      kw_json_writer_string (cda->out, event);
      kw_cda_end (cda, "]");
    }
  kw_cda_end (cda, "}}");
}

static void
put_dose (KwCda *cda, const KwXmlNode *node)
{
  const KwXmlNode *dose = kw_xml_node_get_child (node, "doseQuantity");
  gboolean range = dose != NULL && kw_cda_attribute (dose, "low", "value") != NULL;

  if ((dose == NULL || (!range && kw_cda_attribute (dose, NULL, "value") == NULL))
      && kw_cda_attribute (node, "rateQuantity", "value") == NULL)
    return;
  kw_cda_begin (cda, "doseAndRate", '[');
  kw_cda_begin (cda, NULL, '{');
  if (range)
    {
      kw_cda_begin (cda, "doseRange", '{');
      kw_cda_put_quantity (cda, "low", dose, "low");
      kw_cda_put_quantity (cda, "high", dose, "high");
      kw_cda_end (cda, "}");
    }
  else
    kw_cda_put_quantity (cda, "doseQuantity", node, "doseQuantity");
  kw_cda_put_quantity (cda, "rateQuantity", node, "rateQuantity");
  kw_cda_end (cda, "}]");
}

/* When needed: a precondition, with what for, if it says so. */
static void
put_as_needed (KwCda *cda, const KwXmlNode *node)
{
  static const char *const paths[]
      = { "precondition/criterion/value", "precondition/criterion/text",
          "precondition/criterion/code", NULL };

  if (kw_xml_node_get_child (node, "precondition") == NULL)
    return;
  for (const char *const *path = paths; *path != NULL; path++)
    {
      const KwXmlNode *why = kw_cda_find (node, *path);
      g_autofree char *words = why ? kw_cda_dup_concept_words (cda, why) : NULL;

      if (words == NULL && why != NULL)
        words = kw_cda_dup_text (cda, why);
      if (words == NULL || g_ascii_strcasecmp (words, "Assertion") == 0)
        continue;
      kw_json_writer_name (cda->out, "asNeededCodeableConcept");
      kw_cda_write_concept (cda, kw_xml_node_is (why, "text") ? NULL : why, words);
      return;
    }
  kw_json_writer_name (cda->out, "asNeededBoolean");
  kw_json_writer_boolean (cda->out, TRUE);
}

static const char SIG[] = "entryRelationship/*~22.4.147/text";
static const char INSTRUCTION[] = "entryRelationship/act~22.4.20|1.49/text";

/* Dosage: the words that somebody wrote first, then the numbers. */
void
kw_cda_put_dosage (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  (void) path;
  kw_cda_begin (cda, member, '[');
  kw_cda_begin (cda, NULL, '{');
  kw_cda_put_text (cda, "text", node, SIG);
  kw_cda_put_text (cda, "patientInstruction", node, INSTRUCTION);
  put_timing (cda, node, g_str_equal (member, "dosageInstruction"));
  put_as_needed (cda, node);
  kw_cda_put_concept (cda, "site", node, "approachSiteCode");
  kw_cda_put_concept (cda, "route", node, "routeCode");
  put_dose (cda, node);
  kw_cda_end (cda, "}]");
}
