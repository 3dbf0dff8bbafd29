/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwChangesPage:
 *
 * Everything that is new, changed or no longer listed since the person last said that they have
 * seen it, and the button that says so.
 */
#define KW_TYPE_CHANGES_PAGE (kw_changes_page_get_type ())
G_DECLARE_FINAL_TYPE (KwChangesPage, kw_changes_page, KW, CHANGES_PAGE, KwView)

KwChangesPage *kw_changes_page_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* "New and changed since you last looked (3 November)" */
char *kw_changes_dup_heading (KwSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;
/* The person says that they have seen what @view shows. */
void kw_changes_page_seen (KwView *view);

G_END_DECLS
