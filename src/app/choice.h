/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwChoice:
 *
 * One of a few parts with their counts, "Current 5 · On hold 1 · Past 31": buttons side by side, a
 * drop-down when narrow. Emits "changed" when a person chooses.
 */
#define KW_TYPE_CHOICE (kw_choice_get_type ())
G_DECLARE_FINAL_TYPE (KwChoice, kw_choice, KW, CHOICE, AdwBin)

void kw_choice_add (KwChoice *self, const char *title);
void kw_choice_set_count (KwChoice *self, guint index, guint count);
guint kw_choice_get_selected (KwChoice *self);
void kw_choice_set_selected (KwChoice *self, guint index);
void kw_choice_set_narrow (KwChoice *self, gboolean narrow);
void kw_choice_set_name (KwChoice *self, const char *name);

G_END_DECLS
