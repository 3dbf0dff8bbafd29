/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwTimelinePage:
 *
 * Everything by day and visit, newest first, what has no date last, with the limits and the jump to
 * a year that long lists have.
 */
#define KW_TYPE_TIMELINE_PAGE (kw_timeline_page_get_type ())
G_DECLARE_FINAL_TYPE (KwTimelinePage, kw_timeline_page, KW, TIMELINE_PAGE, KwView)

KwTimelinePage *kw_timeline_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
