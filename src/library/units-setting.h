/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/own-units.h"

G_BEGIN_DECLS

/* library/units-setting.c: takes the units that the person chose, for the words of this program;
 * where Keepwell's settings are not installed nothing changes. */
void kw_units_setting_load (void);

G_END_DECLS
