/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/composition.h"

#include "core/fhir.h"

/* The sections of the International Patient Summary (IPS 2.0.0, Composition) and of C-CDA R2.1, by
 * LOINC. */
static const struct
{
  const char *code;
  KwSection section;
} sections[] = {
  { "48765-2", KW_SECTION_ALLERGIES },      { "11450-4", KW_SECTION_CONDITIONS },
  { "11348-0", KW_SECTION_CONDITIONS },     { "10160-0", KW_SECTION_MEDICATIONS },
  { "30954-2", KW_SECTION_LABS },           { "8716-3", KW_SECTION_VITALS },
  { "11369-6", KW_SECTION_IMMUNIZATIONS },  { "47519-4", KW_SECTION_PROCEDURES },
  { "18776-5", KW_SECTION_CARE_PLANS },     { "10157-6", KW_SECTION_FAMILY },
  { "29762-2", KW_SECTION_HISTORY_SOCIAL }, { "46264-8", KW_SECTION_DEVICES },
  { "42348-3", KW_SECTION_CONSENTS },       { "46240-8", KW_SECTION_VISITS },
  { "10183-2", KW_SECTION_MEDICATIONS },    { "42346-7", KW_SECTION_MEDICATIONS },
  { "48768-6", KW_SECTION_INSURANCE },      { "61146-7", KW_SECTION_GOALS },
};

/* http://terminology.hl7.org/CodeSystem/list-empty-reason */
static const struct
{
  const char *code;
  KwSectionState state;
} reasons[] = {
  { "nilknown", KW_STATE_NONE_KNOWN },  { "notasked", KW_STATE_NOT_ASKED },
  { "withheld", KW_STATE_SUPPRESSED },  { "unavailable", KW_STATE_NOT_OFFERED },
  { "notstarted", KW_STATE_NOT_ASKED }, { "closed", KW_STATE_EMPTY },
};

static gboolean
find_state (const KwJsonNode *reason, KwSectionState *out_state)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (kw_fhir_concept_has (reason, NULL, reasons[i].code))
      {
        *out_state = reasons[i].state;
        return TRUE;
      }
  return FALSE;
}

static void
note_sections (const KwJsonNode *composition, KwSource *source)
{
  KW_FHIR_FOREACH (item, kw_json_node_get_member (composition, "section"))
    {
      KwSectionState state;

      if (!find_state (kw_json_node_get_member (item, "emptyReason"), &state))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
        {
          g_autofree char *key = g_strconcat ("Composition?", sections[i].code, NULL);

          if (kw_fhir_concept_has (kw_json_node_get_member (item, "code"), NULL, sections[i].code))
            kw_source_get_section (source, key, sections[i].section)->state = state;
        }
    }
}

gboolean
kw_composition_may_be (const char *type)
{
  return g_strcmp0 (type, "Composition") == 0 || g_strcmp0 (type, "DocumentReference") == 0;
}

/**
 * kw_composition_note_sections:
 * @resource: a Composition, as in an International Patient Summary, or a DocumentReference that
 *   holds one, as a C-CDA becomes
 * @source: where it comes from
 *
 * An empty section says why it is empty: that there is nothing, that nobody has asked, or that it
 * is held back. Those are different things (rule A1), and the source's sections keep them apart.
 */
void
kw_composition_note_sections (const KwJsonNode *resource, KwSource *source)
{
  g_return_if_fail (source != NULL);

  if (g_strcmp0 (kw_json_string_at (resource, "resourceType"), "Composition") == 0)
    note_sections (resource, source);
  KW_FHIR_FOREACH (contained, kw_json_node_get_member (resource, "contained"))
    if (g_strcmp0 (kw_json_string_at (contained, "resourceType"), "Composition") == 0)
      note_sections (contained, source);
}
