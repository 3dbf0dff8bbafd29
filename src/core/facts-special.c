/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/facts-private.h"
#include "core/fhir.h"

/* The numbers by which a hospital or an insurer knows somebody or something (code system v2-0203).
 * Not here: numbers of the state, of Social Security, a passport or a driver's licence, which are
 * of no use for care and of much use for a thief. */
static const struct
{
  const char *code;
  const char *label;
} identifiers[] = {
  { "ACSN", N_ ("Number of the sample or study") },
  { "AN", N_ ("Account number") },
  { "FILL", N_ ("Order number of who filled it") },
  { "MB", N_ ("Member number") },
  { "MC", N_ ("Medicare number") },
  { "MA", N_ ("Medicaid number") },
  { "MR", N_ ("Medical record number") },
  { "NPI", N_ ("National provider number (NPI)") },
  { "PI", N_ ("Patient number") },
  { "PLAC", N_ ("Order number of who ordered it") },
  { "PT", N_ ("Patient number") },
  { "RI", N_ ("Number in the hospital’s system") },
  { "SN", N_ ("Serial number") },
  { "SNO", N_ ("Serial number") },
  { "VN", N_ ("Visit number") },
};

char *
kw_identifier_words (const KwJsonNode *identifier, const char **out_label)
{
  const KwJsonNode *type = kw_json_node_get_member (identifier, "type");
  const char *value = kw_fhir_text_at (identifier, "value");
  if (value == NULL || strchr (value, ':') != NULL || g_uuid_string_is_valid (value))
    return NULL; /* an address, or a number that nobody can read out */
  for (gsize i = 0; i < G_N_ELEMENTS (identifiers); i++)
    if (kw_fhir_concept_has (type, NULL, identifiers[i].code))
      {
        *out_label = _ (identifiers[i].label);
        return kw_words_tidy (value);
      }
  return NULL;
}

/* Value set coverage-class: what a pharmacy or a desk asks for from the card. */
static const struct
{
  const char *code;
  const char *label;
} classes[] = {
  { "class", N_ ("Class of insurance") },
  { "group", N_ ("Group") },
  { "plan", N_ ("Plan") },
  { "rxbin", N_ ("Pharmacy number (Rx BIN)") },
  { "rxgroup", N_ ("Pharmacy group (Rx group)") },
  { "rxid", N_ ("Pharmacy member number (Rx ID)") },
  { "rxpcn", N_ ("Pharmacy processor number (Rx PCN)") },
  { "sequence", N_ ("Sequence on the card") },
  { "subclass", N_ ("Subclass of insurance") },
  { "subgroup", N_ ("Subgroup") },
  { "subplan", N_ ("Subplan") },
};

char *
kw_coverage_class_words (const KwJsonNode *class, const char **out_label)
{
  const char *code = kw_fhir_concept_code (kw_json_node_get_member (class, "type"));
  const char *name = kw_fhir_text_at (class, "name");
  const char *value = kw_fhir_text_at (class, "value");
  *out_label = _ ("Plan");
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_strcmp0 (code, classes[i].code) == 0)
      *out_label = _ (classes[i].label);
  if (name != NULL && value != NULL && !g_str_equal (name, value))
    return g_strdup_printf ("%s (%s)", name, value);
  return g_strdup (name != NULL ? name : value);
}

/* Why there is no value (extension data-absent-reason), on a primitive's other half or an object:
 * "Not stated" would hide that somebody asked. */
char *
kw_absent_words (const KwJsonNode *node)
{
  KW_FHIR_FOREACH (extension, kw_json_node_get_member (node, "extension"))
    {
      const char *url = kw_json_string_at (extension, "url");
      if (url == NULL || !g_str_has_suffix (url, "/data-absent-reason"))
        continue;
      const KwValue value
          = { .kind = KW_VALUE_ABSENT, .text = kw_json_string_at (extension, "valueCode") };
      return kw_words_any_value (&value);
    }
  return NULL;
}

/* Whether somebody added a condition anywhere in @node that turns its meaning round (FHIR R4,
 * 2.5.0.3.1): "implicitRules" does the same for a whole resource. */
gboolean
kw_has_unknown_modifier (const KwJsonNode *node)
{
  KW_JSON_FOREACH (member, node)
    {
      const char *name = kw_json_node_get_name (member);
      if (name != NULL
          && (g_str_equal (name, "modifierExtension") || g_str_equal (name, "implicitRules")))
        return TRUE;
      if (g_strcmp0 (name, "contained") != 0 && kw_has_unknown_modifier (member))
        return TRUE;
    }
  return FALSE;
}

/* "No" is the usual answer to these, and says nothing. */
gboolean
kw_is_usual_no (const char *name)
{
  static const char *const names[] = { "doNotPerform",
                                       "deceasedBoolean",
                                       "experimental",
                                       "isSubpotent",
                                       "notGiven",
                                       "overbooked",
                                       "asNeededBoolean",
                                       "excluded",
                                       "multipleBirthBoolean",
                                       "readOnly",
                                       "repeats",
                                       "inactive",
                                       NULL };
  return name != NULL && g_strv_contains (names, name);
}
