/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwSourceDataPage:
 *
 * The bytes of a record as the hospital sent them; the only screen with codes and ids.
 */
#define KW_TYPE_SOURCE_DATA_PAGE (kw_source_data_page_get_type ())
G_DECLARE_FINAL_TYPE (KwSourceDataPage, kw_source_data_page, KW, SOURCE_DATA_PAGE, KwView)

KwSourceDataPage *kw_source_data_page_new (const char *ref) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
