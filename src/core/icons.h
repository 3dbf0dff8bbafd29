/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One icon a section, of the desktop's own theme, so that a section looks the same in the sidebar,
 * in search and on a row. */
#define KW_ICON_ALLERGIES "dialog-warning-symbolic"
#define KW_ICON_CONDITIONS "face-sick-symbolic"
#define KW_ICON_MEDICATIONS "view-list-bullet-symbolic"
#define KW_ICON_LABS "view-list-symbolic"
#define KW_ICON_VITALS "media-record-symbolic"
#define KW_ICON_IMMUNIZATIONS "security-high-symbolic"
#define KW_ICON_PROCEDURES "applications-science-symbolic"
#define KW_ICON_DOCUMENTS "x-office-document-symbolic"
#define KW_ICON_VISITS "go-home-symbolic"
#define KW_ICON_APPOINTMENTS "x-office-calendar-symbolic"
#define KW_ICON_CARE_PLANS "view-paged-symbolic"
#define KW_ICON_GOALS "starred-symbolic"
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
