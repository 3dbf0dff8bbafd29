/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows @toast, which is taken, and says its words to a screen reader. */
void kw_toasts_add (AdwToastOverlay *overlay, AdwToast *toast, const char *words);
/* The same, in the place of those that have a button: *Undo* is always of what was done last. */
void kw_toasts_replace (AdwToastOverlay *overlay, AdwToast *toast, const char *words);
/* All of them go, also those that still wait: a toast may speak of a person who is not open any
 * more. */
void kw_toasts_dismiss_all (AdwToastOverlay *overlay);

G_END_DECLS
