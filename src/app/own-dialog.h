/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/own-entry.h"

G_BEGIN_DECLS

/**
 * KwOwnDialog:
 *
 * The form of an own entry: a few fields, each with its label above it and beneath it what is wrong
 * with it, in words. It says whose record it goes to.
 */
#define KW_TYPE_OWN_DIALOG (kw_own_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KwOwnDialog, kw_own_dialog, KW, OWN_DIALOG, AdwWindow)

/* Takes @entry, new or to be edited. @overlay says when it is saved. */
void kw_own_dialog_present (GtkWindow *parent,
                            AdwToastOverlay *overlay,
                            KwLibrary *library,
                            KwOwnEntry *entry);

G_END_DECLS
