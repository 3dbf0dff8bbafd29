/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/grants.h"

G_BEGIN_DECLS

/* The pages that a person sees while signing in: buttons with names, no password field, so that
 * nobody types a real one. No script, no picture, nothing from elsewhere. */
char *kw_demo_page_sign_in (const KwDemoHospital *hospital,
                            const KwDemoAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;
char *kw_demo_page_choose (const KwDemoHospital *hospital,
                           const KwDemoAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;
char *kw_demo_page_consent (const KwDemoHospital *hospital,
                            const KwDemoAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;
char *kw_demo_page_message (const KwDemoHospital *hospital,
                            const char *title,
                            const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
