/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Device (FHIR R4): the patient's own name for it, then the maker's, then its kind. */
void
kw_read_device (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const kinds[] = { "patient-reported-name", "user-friendly-name",
                                       "udi-label-name",        "model-name",
                                       "manufacturer-name",     "other" };
  KwRecord *record = &builder->record;
  static const char *const active[] = { "active", NULL };

  kw_builder_name (builder, kw_json_node_get_member (resource, "type"));
  for (guint i = 0; record->text == NULL && i < G_N_ELEMENTS (kinds); i++)
    KW_FHIR_FOREACH (item, kw_json_node_get_member (resource, "deviceName"))
      if (record->text == NULL && g_strcmp0 (kw_fhir_text_at (item, "type"), kinds[i]) == 0)
        record->text = kw_fhir_text_at (item, "name");
  if (record->text == NULL && builder->codes->len == 0)
    record->text = kw_builder_text (builder, "modelNumber");
  record->kind_text = kw_builder_text (builder, "manufacturer");
  kw_builder_when (builder, KW_WHEN_DATE, kw_json_node_get_member (resource, "manufactureDate"));
  kw_builder_where (builder, KW_RELATION_ORGANIZATION, kw_json_node_get_member (resource, "owner"));
  kw_builder_flag (builder, KW_RECORD_CURRENT, kw_builder_status_is (builder, active));
  kw_read_negation (builder);
}
