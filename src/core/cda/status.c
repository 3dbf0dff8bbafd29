/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/cda/status.h"

/* statusCode (HL7 v3 ActStatus) in the codes of each type of FHIR R4. "negated" is negationInd. A
 * status without a row, and no statusCode at all, is "not stated". */

const KwCdaCode kw_cda_status_event[] = {
  { "negated", "not-done" },
  { "completed", "completed" },
  { "active", "in-progress" },
  { "aborted", "stopped" },
  { "cancelled", "not-done" },
  { "held", "on-hold" },
  { "suspended", "on-hold" },
  { "new", "preparation" },
  { "nullified", "entered-in-error" },
  { "obsolete", "entered-in-error" },
  { NULL, NULL },
};

const KwCdaCode kw_cda_status_medicine[] = {
  { "negated", "not-taken" }, { "completed", "completed" },        { "active", "active" },
  { "aborted", "stopped" },   { "cancelled", "stopped" },          { "held", "on-hold" },
  { "suspended", "on-hold" }, { "nullified", "entered-in-error" }, { NULL, NULL },
};

const KwCdaCode kw_cda_status_dispense[] = {
  { "negated", "declined" },           { "completed", "completed" },
  { "active", "in-progress" },         { "aborted", "stopped" },
  { "cancelled", "cancelled" },        { "held", "on-hold" },
  { "suspended", "on-hold" },          { "new", "preparation" },
  { "nullified", "entered-in-error" }, { NULL, NULL },
};

const KwCdaCode kw_cda_status_vaccine[] = {
  { "negated", "not-done" },   { "completed", "completed" },        { "aborted", "not-done" },
  { "cancelled", "not-done" }, { "nullified", "entered-in-error" }, { NULL, NULL },
};

const KwCdaCode kw_cda_status_result[] = {
  { "negated", "cancelled" },
  { "completed", "final" },
  { "active", "preliminary" },
  { "aborted", "cancelled" },
  { "cancelled", "cancelled" },
  { "held", "registered" },
  { "suspended", "registered" },
  { "nullified", "entered-in-error" },
  { NULL, NULL },
};

const KwCdaCode kw_cda_status_report[] = {
  { "negated", "cancelled" },
  { "completed", "final" },
  { "active", "partial" },
  { "aborted", "cancelled" },
  { "cancelled", "cancelled" },
  { "held", "registered" },
  { "suspended", "registered" },
  { "nullified", "entered-in-error" },
  { NULL, NULL },
};

const KwCdaCode kw_cda_status_visit[] = {
  { "negated", "cancelled" }, { "completed", "finished" },         { "active", "in-progress" },
  { "aborted", "cancelled" }, { "cancelled", "cancelled" },        { "new", "planned" },
  { "suspended", "onleave" }, { "nullified", "entered-in-error" }, { NULL, NULL },
};

const KwCdaCode kw_cda_status_order[] = {
  { "negated", "active" },  { "completed", "completed" }, { "active", "active" },
  { "aborted", "revoked" }, { "cancelled", "revoked" },   { "new", "draft" },
  { "held", "on-hold" },    { "suspended", "on-hold" },   { "nullified", "entered-in-error" },
  { NULL, NULL },
};

const KwCdaCode kw_cda_status_prescription[] = {
  { "negated", "active" },  { "completed", "completed" }, { "active", "active" },
  { "aborted", "stopped" }, { "cancelled", "cancelled" }, { "new", "draft" },
  { "held", "on-hold" },    { "suspended", "on-hold" },   { "nullified", "entered-in-error" },
  { NULL, NULL },
};

const KwCdaCode kw_cda_status_goal[] = {
  { "negated", "rejected" },
  { "completed", "completed" },
  { "active", "active" },
  { "aborted", "cancelled" },
  { "cancelled", "cancelled" },
  { "new", "proposed" },
  { "held", "on-hold" },
  { "suspended", "on-hold" },
  { "nullified", "entered-in-error" },
  { NULL, NULL },
};

/* A supply that is completed has been handed over; whether it is still used nobody says. */
const KwCdaCode kw_cda_status_use[] = {
  { "active", "active" },
  { "new", "intended" },
  { "nullified", "entered-in-error" },
  { NULL, NULL },
};

const KwCdaCode kw_cda_status_coverage[] = {
  { "active", "active" },     { "completed", "active" },           { "cancelled", "cancelled" },
  { "aborted", "cancelled" }, { "nullified", "entered-in-error" }, { NULL, NULL },
};

const char *
kw_cda_get_status (const KwXmlNode *node, const KwCdaCode *statuses)
{
  const char *code = kw_cda_is_negated (node) ? "negated" : NULL;

  if (code == NULL)
    code = kw_cda_attribute (node, "statusCode", "code");
  return kw_cda_map (statuses, code);
}
