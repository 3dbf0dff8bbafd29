/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record-list.h"

G_BEGIN_DECLS

/* What its source lists no more is in no current group, and it is not gone: "No longer listed by
 * City Clinic", "since 3 March 2026", and the records, behind all others of @section. */
void kw_no_longer_append (KwRecordList *list, KwSnapshot *snapshot, KwSection section);

G_END_DECLS
