/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json.h"

/* The types for which a CapabilityStatement announces a search parameter. */
GHashTable *kw_capability_list_types (const KwJsonNode *statement, const char *parameter);
