/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* In the order in which they win, when a result has several categories: the codes of
 * observation-category (FHIR R4), of US Core's own list, and of v2-0074 that laboratories send. */
static const struct
{
  const char *code;
  KwSection section;
} categories[] = {
  { "vital-signs", KW_SECTION_VITALS },
  { "laboratory", KW_SECTION_LABS },
  { "LAB", KW_SECTION_LABS },
  { "survey", KW_SECTION_QUESTIONNAIRES },
  { "social-history", KW_SECTION_HISTORY_SOCIAL },
  { "sdoh", KW_SECTION_HISTORY_SOCIAL },
  { "functional-status", KW_SECTION_HISTORY_SOCIAL },
  { "disability-status", KW_SECTION_HISTORY_SOCIAL },
  { "cognitive-status", KW_SECTION_HISTORY_SOCIAL },
  { "observation-adi-documentation", KW_SECTION_CONSENTS },
  { "treatment-intervention-preference", KW_SECTION_CONSENTS },
  { "care-experience-preference", KW_SECTION_CONSENTS },
  { "exam", KW_SECTION_VITALS },
  { "activity", KW_SECTION_VITALS },
  { "imaging", KW_SECTION_LABS },
  { "procedure", KW_SECTION_LABS },
  { "therapy", KW_SECTION_OTHER },
};

/* LOINC codes that tell the section of a result whose category is missing: the vital signs of FHIR
 * R4 (observation-vitalsigns), and social history of US Core. */
static const struct
{
  const char *code;
  KwSection section;
} loinc_codes[] = {
  { "85353-1", KW_SECTION_VITALS },         /* vital signs panel */
  { "85354-9", KW_SECTION_VITALS },         /* blood pressure */
  { "55284-4", KW_SECTION_VITALS },         /* blood pressure, older */
  { "8480-6", KW_SECTION_VITALS },          /* systolic */
  { "8462-4", KW_SECTION_VITALS },          /* diastolic */
  { "8478-0", KW_SECTION_VITALS },          /* mean blood pressure */
  { "96607-7", KW_SECTION_VITALS },         /* average blood pressure */
  { "8867-4", KW_SECTION_VITALS },          /* heart rate */
  { "9279-1", KW_SECTION_VITALS },          /* breathing rate */
  { "8310-5", KW_SECTION_VITALS },          /* body temperature */
  { "8331-1", KW_SECTION_VITALS },          /* oral temperature */
  { "8302-2", KW_SECTION_VITALS },          /* height */
  { "8306-3", KW_SECTION_VITALS },          /* length */
  { "29463-7", KW_SECTION_VITALS },         /* weight */
  { "3141-9", KW_SECTION_VITALS },          /* weight measured */
  { "39156-5", KW_SECTION_VITALS },         /* body mass index */
  { "59576-9", KW_SECTION_VITALS },         /* body mass index, percentile */
  { "77606-2", KW_SECTION_VITALS },         /* weight for length, percentile */
  { "8289-1", KW_SECTION_VITALS },          /* head circumference, percentile */
  { "9843-4", KW_SECTION_VITALS },          /* head circumference */
  { "8287-5", KW_SECTION_VITALS },          /* head circumference by tape */
  { "2708-6", KW_SECTION_VITALS },          /* oxygen saturation */
  { "59408-5", KW_SECTION_VITALS },         /* oxygen saturation by pulse oximetry */
  { "72514-3", KW_SECTION_VITALS },         /* pain */
  { "72166-2", KW_SECTION_HISTORY_SOCIAL }, /* smoking */
  { "11367-0", KW_SECTION_HISTORY_SOCIAL }, /* tobacco use */
  { "74013-4", KW_SECTION_HISTORY_SOCIAL }, /* drinks a day */
  { "11331-6", KW_SECTION_HISTORY_SOCIAL }, /* alcohol use */
  { "82810-3", KW_SECTION_HISTORY_SOCIAL }, /* pregnancy status */
  { "86645-9", KW_SECTION_HISTORY_SOCIAL }, /* pregnancy intent */
  { "11341-5", KW_SECTION_HISTORY_SOCIAL }, /* occupation */
  { "21843-8", KW_SECTION_HISTORY_SOCIAL }, /* usual occupation */
  { "76690-7", KW_SECTION_HISTORY_SOCIAL }, /* sexual orientation */
  { "76691-5", KW_SECTION_HISTORY_SOCIAL }, /* gender identity */
};

/* What a category or a code does not say, the content tells: whatever was measured and has a value,
 * a range, a flag or parts is a result; what has nothing of the kind is only a note. */
static KwSection
guess (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  for (guint i = 0; i < builder->codes->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (loinc_codes); j++)
      if (g_strcmp0 (g_array_index (builder->codes, KwCode, i).code, loinc_codes[j].code) == 0)
        return loinc_codes[j].section;
  if (builder->record.value.kind != KW_VALUE_NONE || builder->ranges->len > 0
      || builder->components->len > 0 || kw_json_node_get_member (resource, "interpretation")
      || kw_json_node_get_member (resource, "hasMember")
      || kw_json_node_get_member (resource, "specimen"))
    return KW_SECTION_LABS;
  return KW_SECTION_OTHER;
}

void
kw_read_observation_section (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  const KwJsonNode *category = kw_json_node_get_member (resource, "category");

  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      const char *const codes[] = { categories[i].code, NULL };

      if (!kw_fhir_any_code (category, codes))
        continue;
      builder->record.section = categories[i].section;
      builder->record.category = categories[i].code;
      return;
    }
  builder->record.section = guess (builder, resource);
}
