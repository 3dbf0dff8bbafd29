/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/own-entry.h"

G_BEGIN_DECLS

/**
 * KwMoveDialog:
 *
 * *Move to another person…*: whom an own entry is about after all. Lists the others by name and
 * birth year, and moves the entry to the one who is chosen.
 */
#define KW_TYPE_MOVE_DIALOG (kw_move_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KwMoveDialog, kw_move_dialog, KW, MOVE_DIALOG, AdwWindow)

void kw_move_dialog_present (GtkWindow *parent,
                             AdwToastOverlay *overlay,
                             KwLibrary *library,
                             const char *ref);

G_END_DECLS
