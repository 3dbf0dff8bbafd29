/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/* The tabs, in their order: the one table that knows them all. */
typedef struct
{
  const char *name;  /* of the action "win.tab" */
  const char *title; /* untranslated */
  const char *narrow_title;
  const char *icon_name;
  GType (*get_type) (void);
  guint (*count) (const KwSnapshot *snapshot); /* what a person counts, NULL: no count */
} KwTab;

#define KW_N_TABS 6
/* So many stand in the narrow window's bar; the others are under "More". */
#define KW_N_NARROW_TABS 4

const KwTab *kw_tab_get (guint index);
int kw_tab_find (const char *name); /* -1: none */

G_END_DECLS
