/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/record.h"

/* A record as lines of "field: value", for comparing with what a fixture expects. */
char *record_dump (const KwRecord *record);
