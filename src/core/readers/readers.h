/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/record-builder.h"

G_BEGIN_DECLS

/* One reader per FHIR type that says more than the outlines know. Each is called after
 * kw_read_common(), which has read what all types share. */
void kw_read_common (KwRecordBuilder *builder);
void kw_read_generic (KwRecordBuilder *builder, const KwJsonNode *resource);
/* The first of these elements that has words names the record: a concept, a person's name, text, or
 * a reference to what names it. NULL-terminated. */
void kw_read_names (KwRecordBuilder *builder, const char *const *paths);
/* Whether the text or a display names the record by now. */
gboolean kw_read_has_name (KwRecordBuilder *builder);

void kw_read_allergy_intolerance (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_appointment (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_binary (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_care_plan (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_care_team (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_communication (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_condition (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_consent (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_coverage (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_device (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_diagnostic_report (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_document_reference (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_encounter (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_family_member_history (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_goal (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_immunization (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_insurance_plan (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_medication (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_medication_event (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_medication_request (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_nutrition_order (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_observation (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_patient (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_procedure (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_provenance (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_questionnaire (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_questionnaire_response (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_schedule (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_service_request (KwRecordBuilder *builder, const KwJsonNode *resource);
void kw_read_specimen (KwRecordBuilder *builder, const KwJsonNode *resource);

/* How a form begins, for one that nobody gave a title. */
void kw_read_first_question (KwRecordBuilder *builder);

/* The section of a result, by its category, its code or its content. */
void kw_read_observation_section (KwRecordBuilder *builder, const KwJsonNode *resource);

/* Shared by the four kinds of records about a medicine. */
void kw_read_medicine_name (KwRecordBuilder *builder);
void kw_read_strength (KwRecordBuilder *builder, const KwJsonNode *medication);
void kw_read_dosage (KwRecordBuilder *builder, const KwJsonNode *dosages);

/* Whether a name's code says that there is none ("no known allergies"), or that nobody has asked
 * ("not on file"), which is something else (rule A1). Sets the flags and the section. */
void kw_read_negation (KwRecordBuilder *builder);

G_END_DECLS
