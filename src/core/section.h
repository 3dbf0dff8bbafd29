/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sections of a record, in the order in which they are shown and exported. */
typedef enum
{
  KW_SECTION_ALLERGIES,
  KW_SECTION_CONDITIONS,
  KW_SECTION_MEDICATIONS,
  KW_SECTION_LABS,
  KW_SECTION_VITALS,
  KW_SECTION_IMMUNIZATIONS,
  KW_SECTION_PROCEDURES,
  KW_SECTION_DOCUMENTS,
  KW_SECTION_VISITS,
  KW_SECTION_APPOINTMENTS,
  KW_SECTION_CARE_PLANS,
  KW_SECTION_GOALS,
  KW_SECTION_CARE_TEAM,
  KW_SECTION_FAMILY,
  KW_SECTION_HISTORY_SOCIAL,
  KW_SECTION_DEVICES,
  KW_SECTION_INSURANCE,
  KW_SECTION_ORDERS,
  KW_SECTION_NUTRITION,
  KW_SECTION_QUESTIONNAIRES,
  KW_SECTION_CONSENTS,
  KW_SECTION_PEOPLE,
  KW_SECTION_OTHER,
} KwSection;
#define KW_N_SECTIONS (KW_SECTION_OTHER + 1)

/* What is known of a section at one source (docs/architecture.md, State of a section). Ordered from
 * best to worst, so that the worst of several sources is their maximum. */
typedef enum
{
  KW_STATE_COMPLETE,
  KW_STATE_EMPTY,      /* asked, nothing there */
  KW_STATE_NONE_KNOWN, /* the record says that there is none */
  KW_STATE_SUPPRESSED,
  KW_STATE_NOT_ASKED,
  KW_STATE_NOT_OFFERED,
  KW_STATE_REFUSED,
  KW_STATE_FAILED,
} KwSectionState;

const char *kw_section_get_id (KwSection section);
gboolean kw_section_from_id (const char *id, KwSection *out_section);
const char *kw_section_get_title (KwSection section);
const char *kw_section_get_icon_name (KwSection section);

const char *kw_section_state_get_id (KwSectionState state);
gboolean kw_section_state_from_id (const char *id, KwSectionState *out_state);

G_END_DECLS
