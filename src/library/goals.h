/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/snapshot.h"

G_BEGIN_DECLS

const KwRange *kw_snapshot_get_goal (const KwSnapshot *self, const KwRecord *record);

G_END_DECLS
