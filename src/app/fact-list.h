/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwFactList:
 *
 * Label and value in two columns, each value selectable; a value that names another record opens
 * it.
 */
#define KW_TYPE_FACT_LIST (kw_fact_list_get_type ())
G_DECLARE_FINAL_TYPE (KwFactList, kw_fact_list, KW, FACT_LIST, AdwBin)

void kw_fact_list_clear (KwFactList *self);
void kw_fact_list_add (KwFactList *self, const char *label, const char *text, const char *ref);

G_END_DECLS
