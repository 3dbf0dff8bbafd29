/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cda/cda-private.h"

G_BEGIN_DECLS

extern const KwCdaCode kw_cda_status_event[];
extern const KwCdaCode kw_cda_status_medicine[];
extern const KwCdaCode kw_cda_status_dispense[];
extern const KwCdaCode kw_cda_status_vaccine[];
extern const KwCdaCode kw_cda_status_result[];
extern const KwCdaCode kw_cda_status_report[];
extern const KwCdaCode kw_cda_status_visit[];
extern const KwCdaCode kw_cda_status_order[];
extern const KwCdaCode kw_cda_status_prescription[];
extern const KwCdaCode kw_cda_status_goal[];
extern const KwCdaCode kw_cda_status_use[];
extern const KwCdaCode kw_cda_status_coverage[];

const char *kw_cda_get_status (const KwXmlNode *node, const KwCdaCode *statuses);

G_END_DECLS
