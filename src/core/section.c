/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/section.h"

#include <glib/gi18n-lib.h>

#include "core/icons.h"

/* The ids are a contract of the command line; the titles are ours to translate. */
static const struct
{
  const char *id;
  const char *title;
  const char *icon_name;
} sections[KW_N_SECTIONS] = {
  [KW_SECTION_ALLERGIES] = { "allergies", N_ ("Allergies"), KW_ICON_ALLERGIES },
  [KW_SECTION_CONDITIONS] = { "conditions", N_ ("Conditions"), KW_ICON_CONDITIONS },
  [KW_SECTION_MEDICATIONS] = { "medications", N_ ("Medicines"), KW_ICON_MEDICATIONS },
  [KW_SECTION_LABS] = { "labs", N_ ("Test results"), KW_ICON_LABS },
  [KW_SECTION_VITALS] = { "vitals", N_ ("Vital signs"), KW_ICON_VITALS },
  [KW_SECTION_IMMUNIZATIONS] = { "immunizations", N_ ("Vaccines"), KW_ICON_IMMUNIZATIONS },
  [KW_SECTION_PROCEDURES] = { "procedures", N_ ("Procedures"), KW_ICON_PROCEDURES },
  [KW_SECTION_DOCUMENTS] = { "documents", N_ ("Documents"), KW_ICON_DOCUMENTS },
  [KW_SECTION_VISITS] = { "visits", N_ ("Visits"), KW_ICON_VISITS },
  [KW_SECTION_APPOINTMENTS] = { "appointments", N_ ("Appointments"), KW_ICON_APPOINTMENTS },
  [KW_SECTION_CARE_PLANS] = { "care-plans", N_ ("Care plans"), KW_ICON_CARE_PLANS },
  [KW_SECTION_GOALS] = { "goals", N_ ("Goals"), KW_ICON_GOALS },
  [KW_SECTION_CARE_TEAM] = { "care-team", N_ ("Care team"), KW_ICON_CARE_TEAM },
  [KW_SECTION_FAMILY] = { "family", N_ ("Family history"), KW_ICON_FAMILY },
  [KW_SECTION_HISTORY_SOCIAL]
  = { "history-social", N_ ("Life and habits"), KW_ICON_HISTORY_SOCIAL },
  [KW_SECTION_DEVICES] = { "devices", N_ ("Devices and implants"), KW_ICON_DEVICES },
  [KW_SECTION_INSURANCE] = { "insurance", N_ ("Insurance"), KW_ICON_INSURANCE },
  [KW_SECTION_ORDERS] = { "orders", N_ ("Orders"), KW_ICON_ORDERS },
  [KW_SECTION_NUTRITION] = { "nutrition", N_ ("Nutrition"), KW_ICON_NUTRITION },
  [KW_SECTION_QUESTIONNAIRES] = { "questionnaires", N_ ("Questionnaires"), KW_ICON_QUESTIONNAIRES },
  [KW_SECTION_CONSENTS] = { "consents", N_ ("Consents and wishes"), KW_ICON_CONSENTS },
  [KW_SECTION_PEOPLE] = { "people", N_ ("People and places"), KW_ICON_PEOPLE },
  [KW_SECTION_OTHER] = { "other", N_ ("Other records"), KW_ICON_OTHER },
};

static const char *const states[] = {
  [KW_STATE_COMPLETE] = "complete",     [KW_STATE_EMPTY] = "empty",
  [KW_STATE_NONE_KNOWN] = "none-known", [KW_STATE_SUPPRESSED] = "suppressed",
  [KW_STATE_NOT_ASKED] = "not-asked",   [KW_STATE_NOT_OFFERED] = "not-offered",
  [KW_STATE_REFUSED] = "refused",       [KW_STATE_FAILED] = "failed",
};

/**
 * kw_section_get_id:
 *
 * The name of a section on the command line and in its JSON; it never changes.
 *
 * ```c
 * kw_section_get_id (KW_SECTION_CARE_PLANS); // "care-plans"
 * ```
 *
 * Returns: (transfer none): the id
 */
const char *
kw_section_get_id (KwSection section)
{
  g_return_val_if_fail ((guint) section < KW_N_SECTIONS, "other");

  return sections[section].id;
}

/**
 * kw_section_from_id:
 * @id: (nullable): what a person typed
 * @out_section: (out) (optional): the section
 *
 * Returns: whether there is a section of this id
 */
gboolean
kw_section_from_id (const char *id, KwSection *out_section)
{
  for (guint i = 0; i < KW_N_SECTIONS; i++)
    if (g_strcmp0 (sections[i].id, id) == 0)
      {
        if (out_section != NULL)
          *out_section = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * kw_section_get_title:
 *
 * Returns: (transfer none): the heading, in the reader's language
 */
const char *
kw_section_get_title (KwSection section)
{
  g_return_val_if_fail ((guint) section < KW_N_SECTIONS, "");

  return _ (sections[section].title);
}

/**
 * kw_section_get_icon_name:
 *
 * Returns: (transfer none): an icon of the desktop's theme
 */
const char *
kw_section_get_icon_name (KwSection section)
{
  g_return_val_if_fail ((guint) section < KW_N_SECTIONS, NULL);

  return sections[section].icon_name;
}

/**
 * kw_section_state_get_id:
 *
 * The name of a state in the command line's JSON and in what is stored; it never changes.
 *
 * ```c
 * kw_section_state_get_id (KW_STATE_NONE_KNOWN); // "none-known"
 * ```
 *
 * Returns: (transfer none): the id
 */
const char *
kw_section_state_get_id (KwSectionState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (states), "failed");

  return states[state];
}

/**
 * kw_section_state_from_id:
 * @id: (nullable): an id
 * @out_state: (out) (optional): the state
 *
 * Returns: whether there is a state of this id
 */
gboolean
kw_section_state_from_id (const char *id, KwSectionState *out_state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i], id) == 0)
      {
        if (out_state != NULL)
          *out_state = i;
        return TRUE;
      }
  return FALSE;
}
