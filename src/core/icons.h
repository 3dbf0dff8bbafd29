/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One icon a section, ours or of the desktop's theme, so that a section looks the same in the
 * sidebar, in search and on a row. */
#define KW_ICON_ALLERGIES "keepwell-allergies-symbolic"
#define KW_ICON_CONDITIONS "keepwell-conditions-symbolic"
#define KW_ICON_MEDICATIONS "keepwell-medications-symbolic"
#define KW_ICON_LABS "keepwell-labs-symbolic"
#define KW_ICON_VITALS "keepwell-vitals-symbolic"
#define KW_ICON_IMMUNIZATIONS "keepwell-immunizations-symbolic"
#define KW_ICON_PROCEDURES "keepwell-procedures-symbolic"
#define KW_ICON_DOCUMENTS "keepwell-documents-symbolic"
#define KW_ICON_VISITS "keepwell-visits-symbolic"
#define KW_ICON_APPOINTMENTS "keepwell-appointments-symbolic"
#define KW_ICON_CARE_PLANS "view-paged-symbolic"
#define KW_ICON_GOALS "keepwell-goals-symbolic"
#define KW_ICON_CARE_TEAM "system-users-symbolic"
#define KW_ICON_FAMILY "avatar-default-symbolic"
#define KW_ICON_HISTORY_SOCIAL "user-info-symbolic"
#define KW_ICON_DEVICES "drive-harddisk-symbolic"
#define KW_ICON_INSURANCE "security-medium-symbolic"
#define KW_ICON_ORDERS "mail-send-symbolic"
#define KW_ICON_NUTRITION "emblem-favorite-symbolic"
#define KW_ICON_QUESTIONNAIRES "emblem-ok-symbolic"
#define KW_ICON_CONSENTS "document-edit-symbolic"
#define KW_ICON_PEOPLE "contact-new-symbolic"
#define KW_ICON_OTHER "view-more-symbolic"
