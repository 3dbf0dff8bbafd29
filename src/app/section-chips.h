/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/section.h"

G_BEGIN_DECLS

/* All sections together. */
#define KW_SECTION_EVERYTHING ((guint) KW_N_SECTIONS)

/**
 * KwSectionChips:
 *
 * "Everything 20 · Labs 3 · Conditions 1": one of the sections of a result, on as many lines as it
 * takes. Emits "changed" when a person chooses.
 */
#define KW_TYPE_SECTION_CHIPS (kw_section_chips_get_type ())
G_DECLARE_FINAL_TYPE (KwSectionChips, kw_section_chips, KW, SECTION_CHIPS, AdwBin)

GtkWidget *kw_section_chips_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Takes all away, then adds those that there are, in their order. */
void kw_section_chips_begin (KwSectionChips *self);
/* @count: NULL while it is not known. */
void kw_section_chips_add (KwSectionChips *self, guint section, const char *count);
guint kw_section_chips_get_selected (KwSectionChips *self);
/* Says nothing; a section that is not there is everything. */
void kw_section_chips_set_selected (KwSectionChips *self, guint section);

G_END_DECLS
