/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwApplication:
 *
 * The program: its command line, and the early start, which opens the vault in a thread before GTK
 * has begun to draw.
 */
#define KW_TYPE_APPLICATION (kw_application_get_type ())
G_DECLARE_FINAL_TYPE (KwApplication, kw_application, KW, APPLICATION, AdwApplication)

KwApplication *kw_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
