/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* What is to be done, in the words of whoever ordered it. */
static void
read_instructions (KwRecordBuilder *builder)
{
  static const char *const paths[]
      = { "oralDiet.instruction", "enteralFormula.administrationInstruction" };
  KwRecord *record = &builder->record;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    record->how = kw_builder_join (builder, record->how, "; ", kw_builder_text (builder, paths[i]));
  KW_FHIR_FOREACH (item, kw_builder_get (builder, "supplement"))
    record->how
        = kw_builder_join (builder, record->how, "; ", kw_fhir_text_at (item, "instruction"));
}

/* NutritionOrder (FHIR R4): a diet, a supplement or food through a tube. */
void
kw_read_nutrition_order (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const names[] = { "oralDiet.type",
                                       "supplement.0.type",
                                       "supplement.0.productName",
                                       "enteralFormula.baseFormulaType",
                                       "enteralFormula.baseFormulaProductName",
                                       "oralDiet.texture.0.modifier",
                                       NULL };
  static const char *const active[] = { "active", NULL };
  static const char *const plans[] = { "proposal", "plan", "option", NULL };
  KwRecord *record = &builder->record;

  kw_read_names (builder, names);
  read_instructions (builder);
  kw_builder_when (builder, KW_WHEN_WRITTEN, kw_json_node_get_member (resource, "dateTime"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "orderer"));
  kw_builder_relation (builder, KW_RELATION_REASON,
                       kw_json_node_get_member (resource, "allergyIntolerance"));
  kw_builder_flag (builder, KW_RECORD_ON_HOLD, g_strcmp0 (record->status, "on-hold") == 0);
  kw_builder_flag (builder, KW_RECORD_PROPOSED,
                   record->intent != NULL && g_strv_contains (plans, record->intent));
  kw_builder_flag (builder, KW_RECORD_CURRENT,
                   kw_builder_status_is (builder, active)
                       && !kw_builder_has_flag (builder, KW_RECORD_PROPOSED));
}
