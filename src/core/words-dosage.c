/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/dosage-private.h"
#include "core/fhir.h"

#define RENDERED_VALUE "http://hl7.org/fhir/StructureDefinition/rendered-value"

/* Units of doses that have another word when there are several, and those that ISMP's list of
 * error-prone abbreviations wants written out (rule M5). Sources: HL7 v3 orderableDrugForm, UCUM.
 */
static const struct
{
  const char *unit;
  const char *one;
  const char *many;
} units[] = {
  { "tablet", N_ ("tablet"), N_ ("tablets") },
  { "tablets", N_ ("tablet"), N_ ("tablets") },
  { "tab", N_ ("tablet"), N_ ("tablets") },
  { "tabs", N_ ("tablet"), N_ ("tablets") },
  { "{tbl}", N_ ("tablet"), N_ ("tablets") },
  { "{tablet}", N_ ("tablet"), N_ ("tablets") },
  { "capsule", N_ ("capsule"), N_ ("capsules") },
  { "capsules", N_ ("capsule"), N_ ("capsules") },
  { "cap", N_ ("capsule"), N_ ("capsules") },
  { "{capsule}", N_ ("capsule"), N_ ("capsules") },
  { "puff", N_ ("puff"), N_ ("puffs") },
  { "puffs", N_ ("puff"), N_ ("puffs") },
  { "{puff}", N_ ("puff"), N_ ("puffs") },
  { "drop", N_ ("drop"), N_ ("drops") },
  { "drops", N_ ("drop"), N_ ("drops") },
  { "gtt", N_ ("drop"), N_ ("drops") },
  { "[drp]", N_ ("drop"), N_ ("drops") },
  { "spray", N_ ("spray"), N_ ("sprays") },
  { "{spray}", N_ ("spray"), N_ ("sprays") },
  { "patch", N_ ("patch"), N_ ("patches") },
  { "{patch}", N_ ("patch"), N_ ("patches") },
  { "suppository", N_ ("suppository"), N_ ("suppositories") },
  { "{application}", N_ ("application"), N_ ("applications") },
  { "u", N_ ("unit"), N_ ("units") },
  { "unit", N_ ("unit"), N_ ("units") },
  { "units", N_ ("unit"), N_ ("units") },
  { "iu", N_ ("unit"), N_ ("units") },
  { "[iu]", N_ ("unit"), N_ ("units") },
  { "ug", "mcg", "mcg" },
  { "µg", "mcg", "mcg" },
  { "μg", "mcg", "mcg" },
  { "cc", "mL", "mL" },
};

/* Ways into the body by their codes of SNOMED CT, and what is written for them. */
static const struct
{
  const char *route;
  const char *words;
} routes[] = {
  { "26643006", N_ ("by mouth") },
  { "oral", N_ ("by mouth") },
  { "oral route", N_ ("by mouth") },
  { "po", N_ ("by mouth") },
  { "47625008", N_ ("into a vein") },
  { "intravenous", N_ ("into a vein") },
  { "iv", N_ ("into a vein") },
  { "78421000", N_ ("into a muscle") },
  { "im", N_ ("into a muscle") },
  { "34206005", N_ ("under the skin") },
  { "subcutaneous", N_ ("under the skin") },
  { "37839007", N_ ("under the tongue") },
  { "46713006", N_ ("into the nose") },
  { "54485002", N_ ("into the eye") },
  { "10547007", N_ ("into the ear") },
  { "37161004", N_ ("into the rectum") },
  { "6064005", N_ ("on the skin") },
  { "18679011000001101", N_ ("breathed in") },
  { "447694001", N_ ("breathed in") },
  { "inhalation", N_ ("breathed in") },
};

char *
kw_dose_number (const char *number)
{
  g_autofree char *plain = g_strdup (number);
  if (strspn (plain, "0123456789.") != strlen (plain) || *plain == '\0')
    return g_steal_pointer (&plain);
  char *point = strchr (plain, '.');
  if (point != NULL)
    {
      gsize length = strlen (plain);
      while (plain[length - 1] == '0')
        plain[--length] = '\0';
      if (plain[length - 1] == '.')
        plain[--length] = '\0';
      point = strchr (plain, '.');
    }
  /* A comma before each three digits of the whole part. */
  gsize whole = point != NULL ? (gsize) (point - plain) : strlen (plain);
  g_autoptr (GString) out = g_string_new (NULL);
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, plain[i]);
    }
  g_string_append (out, plain + whole);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "½" is as the source wrote it, and no more than one. */
static gboolean
is_one (const char *number)
{
  static const char *const ones[] = { "1", "½", "¼", "¾", "⅓", "⅔", NULL };
  return g_strv_contains (ones, number);
}

/* The unit of a dose beside @number. */
static char *
unit_words (const char *number, const char *unit)
{
  g_autofree char *lower = unit != NULL ? g_utf8_strdown (unit, -1) : g_strdup ("");
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].unit, lower))
      return g_strdup (_ (is_one (number) ? units[i].one : units[i].many));
  return kw_words_unit (unit);
}

/* The extension rendered-value is how the number is to be read (rule M6): "½" only where the source
 * says it. */
static char *
number_of (const KwJsonNode *quantity)
{
  KW_JSON_FOREACH (one, kw_json_node_at (quantity, "_value.extension"))
    if (g_strcmp0 (kw_json_string_at (one, "url"), RENDERED_VALUE) == 0
        && kw_json_string_at (one, "valueString") != NULL)
      return g_strdup (kw_json_string_at (one, "valueString"));
  const char *number = kw_json_scalar_at (quantity, "value");
  return number != NULL ? kw_dose_number (number) : NULL;
}

static const char *
unit_of (const KwJsonNode *quantity)
{
  const char *unit = kw_fhir_text_at (quantity, "unit");
  return unit != NULL ? unit : kw_fhir_text_at (quantity, "code");
}

static char *
quantity_words (const KwJsonNode *quantity)
{
  g_autofree char *number = number_of (quantity);
  if (number == NULL || kw_json_string_at (quantity, "comparator") != NULL)
    return NULL;
  g_autofree char *unit = unit_words (number, unit_of (quantity));
  if (*unit == '\0')
    /* Translators: a dose that was sent as a number alone: "1 (unit not stated)". */
    return g_strdup_printf (_ ("%s (unit not stated)"), number);
  return g_strconcat (number, " ", unit, NULL);
}

/* "1 to 2 tablets" */
static char *
range_words (const KwJsonNode *range)
{
  const KwJsonNode *high = kw_json_node_get_member (range, "high");
  g_autofree char *from = number_of (kw_json_node_get_member (range, "low"));
  g_autofree char *to = quantity_words (high);
  const char *low_unit = unit_of (kw_json_node_get_member (range, "low"));
  if (from == NULL || to == NULL || (low_unit != NULL && g_strcmp0 (low_unit, unit_of (high)) != 0))
    return NULL;
  return g_strdup_printf (C_ ("dose", "%s to %s"), from, to);
}

/* "8 tablets in 24 hours", "100 mL in 1 hour" */
static char *
ratio_words (const KwJsonNode *ratio)
{
  const KwJsonNode *denominator = kw_json_node_get_member (ratio, "denominator");
  const char *code = kw_json_string_at (denominator, "code");
  g_autofree char *amount = quantity_words (kw_json_node_get_member (ratio, "numerator"));
  g_autofree char *span
      = kw_words_duration (kw_json_scalar_at (denominator, "value"),
                           code != NULL ? code : kw_json_string_at (denominator, "unit"), TRUE);
  if (amount == NULL || span == NULL)
    return NULL;
  /* Translators: an amount in a time: "8 tablets in 24 hours". */
  return g_strdup_printf (C_ ("dose", "%s in %s"), amount, span);
}

/* Each member of @node that has a name in @names, by its own words; FALSE when one has none. */
typedef struct
{
  const char *name;
  char *(*words) (const KwJsonNode *node);
  const char *format; /* NULL: the words alone */
} Part;

static gboolean
add_members (GPtrArray *parts, const KwJsonNode *node, const Part *table, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      const KwJsonNode *member = kw_json_node_get_member (node, table[i].name);
      if (member == NULL)
        continue;
      char *words = table[i].words (member);
      if (words == NULL)
        return FALSE;
      if (table[i].format == NULL)
        {
          g_ptr_array_add (parts, words);
          continue;
        }
      g_auto (GStrv) around = g_strsplit (_ (table[i].format), "%s", 2);
      g_ptr_array_add (parts, g_strjoinv (words, around));
      g_free (words);
    }
  return TRUE;
}

static char *
route_words (const KwJsonNode *route)
{
  const char *said = kw_fhir_concept_words (route);
  const char *code = kw_fhir_concept_code (route);
  g_autofree char *lower = g_utf8_strdown (said != NULL ? said : "", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_strcmp0 (routes[i].route, code) == 0 || g_str_equal (routes[i].route, lower))
      return g_strdup (_ (routes[i].words));
  return kw_words_is_presentable (said, NULL) ? kw_words_tidy (said) : NULL;
}

static char *
concept_words (const KwJsonNode *concept)
{
  const char *said = kw_fhir_concept_words (concept);
  return kw_words_is_presentable (said, NULL) ? kw_words_tidy (said) : NULL;
}

/* asNeededBoolean: FALSE says that it is to be taken whether or not it is needed, which is usual.
 */
static gboolean
add_need (GPtrArray *parts, const KwJsonNode *dosage)
{
  const KwJsonNode *reason = kw_json_node_get_member (dosage, "asNeededCodeableConcept");
  if (reason != NULL)
    {
      g_autofree char *words = concept_words (reason);
      if (words == NULL)
        return FALSE;
      /* Translators: a medicine that is taken when something happens: "as needed for pain". */
      g_ptr_array_add (parts, g_strdup_printf (_ ("as needed for %s"), words));
    }
  else if (kw_json_node_get_boolean (kw_json_node_get_member (dosage, "asNeededBoolean"), FALSE))
    g_ptr_array_add (parts, g_strdup (_ ("as needed")));
  return TRUE;
}

/* The one dose: doseAndRate of R4, or the members of the dosage itself (DSTU2, STU3). Several
 * doses, ordered and worked out, are more than a sentence. */
static const KwJsonNode *
the_dose (const KwJsonNode *dosage, gboolean *out_is_one)
{
  const KwJsonNode *doses = kw_json_node_get_member (dosage, "doseAndRate");
  const KwJsonNode *first = kw_json_node_get_first (doses);
  *out_is_one = first == NULL || kw_json_node_get_next (first) == NULL;
  return doses != NULL ? first : dosage;
}

static const Part limits[]
    = { { "maxDosePerPeriod", ratio_words, N_ ("at most %s") },
        { "maxDosePerAdministration", quantity_words, N_ ("at most %s at a time") },
        { "maxDosePerLifetime", quantity_words, N_ ("at most %s in a lifetime") } };

char *
kw_words_dosage (const KwJsonNode *dosage)
{
  static const Part amounts[]
      = { { "doseQuantity", quantity_words, NULL }, { "doseRange", range_words, NULL } };
  static const Part rates[] = { { "rateRatio", ratio_words, N_ ("at %s") },
                                { "rateRange", range_words, N_ ("at %s") },
                                { "rateQuantity", quantity_words, N_ ("at %s") } };
  static const Part rest[] = { { "route", route_words, NULL }, { "site", concept_words, NULL } };
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *amount = NULL;
  gboolean is_one;
  const KwJsonNode *dose = the_dose (dosage, &is_one);

  if (!is_one || kw_json_node_get_member (dosage, "modifierExtension") != NULL
      || !add_members (all, dose, amounts, G_N_ELEMENTS (amounts)) || all->len > 1)
    return NULL;
  if (all->len == 1)
    amount = g_strdup (g_ptr_array_index (all, 0));
  g_ptr_array_set_size (all, 0);
  if (!kw_timing_add (parts, kw_json_node_get_member (dosage, "timing"), &amount)
      || !add_members (parts, dose, rates, G_N_ELEMENTS (rates))
      || !add_members (parts, dosage, rest, G_N_ELEMENTS (rest)) || !add_need (parts, dosage)
      || !add_members (parts, dosage, limits, G_N_ELEMENTS (limits)))
    return NULL;
  if (amount != NULL)
    g_ptr_array_insert (parts, 0, g_steal_pointer (&amount));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

static gboolean
holds (const char *text, const char *part)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *wanted = g_utf8_casefold (part, -1);
  return strstr (folded, g_strstrip (wanted)) != NULL;
}

/* A sentence has its own end. */
static const char *
separator_behind (const char *text)
{
  return g_str_has_suffix (text, ".") ? " " : "; ";
}

/* What somebody wrote: for the pharmacy, for the patient, or both. Neither is dropped unless the
 * other one says it: "Take with food" is not all of "1 tablet" (rule M4). What hospitals write
 * behind the patient's words, as long as those have a number, is for the pharmacy. */
static char *
dup_written (const KwJsonNode *dosage)
{
  const char *text = kw_fhir_text_at (dosage, "text");
  const char *patient = kw_fhir_text_at (dosage, "patientInstruction");
  if (text == NULL || patient == NULL)
    return text != NULL ? kw_words_tidy (text) : patient != NULL ? kw_words_tidy (patient) : NULL;
  g_autofree char *said = kw_words_tidy (text);
  g_autofree char *told = kw_words_tidy (patient);
  if (holds (told, said) || (g_str_has_prefix (said, told) && strpbrk (told, "0123456789") != NULL))
    return g_steal_pointer (&told);
  if (holds (said, told))
    return g_steal_pointer (&said);
  return g_strconcat (said, separator_behind (said), told, NULL);
}

static gboolean
says_as_needed (const char *text)
{
  static const char *const marks[] = { "need", "prn", "p.r.n", "required", NULL };
  for (guint i = 0; marks[i] != NULL; i++)
    if (holds (text, marks[i]))
      return TRUE;
  return FALSE;
}

/* What stands beside the written words and changes them: when needed, at most, what else to mind.
 * FALSE when not all of it can be said. */
static gboolean
add_beside (GPtrArray *parts, const KwJsonNode *dosage, const char *written)
{
  gboolean is_all = kw_json_node_get_member (dosage, "modifierExtension") == NULL;
  if (!says_as_needed (written))
    is_all = add_need (parts, dosage) && is_all;
  is_all = add_members (parts, dosage, limits, G_N_ELEMENTS (limits)) && is_all;
  KW_FHIR_FOREACH (extra, kw_json_node_get_member (dosage, "additionalInstruction"))
    {
      g_autofree char *said = concept_words (extra);
      if (said != NULL && !holds (written, said))
        g_ptr_array_add (parts, g_steal_pointer (&said));
    }
  return is_all;
}

/* One dosage: as somebody wrote it, or as we can say it. */
static char *
dup_one (const KwJsonNode *dosage, gboolean *out_is_all)
{
  g_autofree char *written = dup_written (dosage);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  if (written == NULL)
    {
      char *words = kw_words_dosage (dosage);
      *out_is_all = words != NULL;
      if (words != NULL)
        g_ptr_array_add (parts, words);
      KW_FHIR_FOREACH (extra, kw_json_node_get_member (dosage, "additionalInstruction"))
        {
          char *said = concept_words (extra);
          if (said != NULL)
            g_ptr_array_add (parts, said);
        }
    }
  else
    {
      g_ptr_array_add (parts, g_strdup (written));
      *out_is_all = add_beside (parts, dosage, written);
    }
  if (parts->len == 0)
    return NULL;
  GString *out = g_string_new (g_ptr_array_index (parts, 0));
  for (guint i = 1; i < parts->len; i++)
    {
      g_string_append (out, written != NULL ? separator_behind (out->str) : ". ");
      g_string_append (out, g_ptr_array_index (parts, i));
    }
  return g_string_free (out, FALSE);
}

/**
 * kw_words_how:
 * @record: a medicine, an order or an appointment
 *
 * How to take it: as it was written, and where nobody wrote it, what the numbers say (rules M4 and
 * M5). What cannot be said in full is left to the record's page, and this says so.
 *
 * ```c
 * KwRecord record = { .dosage = "[{\"doseAndRate\":[{\"doseQuantity\":{\"value\":2,"
 *                               "\"unit\":\"TAB\"}}],\"timing\":{\"repeat\":{\"when\":"
 *                               "[\"MORN\",\"EVE\"]}}}]" };
 * kw_words_how (&record); // "2 tablets in the morning and 2 tablets in the evening"
 * ```
 *
 * Returns: (transfer full) (nullable): words, NULL when the record does not say
 */
char *
kw_words_how (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  if (record->dosage == NULL)
    return record->how != NULL ? kw_words_tidy (record->how) : NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (record->dosage, strlen (record->dosage));
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean is_all = json != NULL;
  KW_FHIR_FOREACH (dosage, json != NULL ? kw_json_get_root (json) : NULL)
    {
      gboolean is_whole;
      g_autofree char *one = dup_one (dosage, &is_whole);
      is_all = is_all && is_whole;
      if (one != NULL)
        g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", one);
    }
  if (out->len == 0)
    return NULL;
  if (!is_all)
    /* Translators: stands behind some instructions of several. */
    g_string_append (out, _ ("; the record says more"));
  return g_string_free (g_steal_pointer (&out), FALSE);
}
