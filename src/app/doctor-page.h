/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwDoctorPage:
 *
 * "Check this connection": the verdict, then every check with its verdict in words.
 */
#define KW_TYPE_DOCTOR_PAGE (kw_doctor_page_get_type ())
G_DECLARE_FINAL_TYPE (KwDoctorPage, kw_doctor_page, KW, DOCTOR_PAGE, KwView)

KwDoctorPage *kw_doctor_page_new (const char *uuid, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
