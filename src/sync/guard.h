/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/connection.h"
#include "core/record.h"

G_BEGIN_DECLS

/* The patient guard: whether a record is about the connection's patient. Types without a subject
 * (Practitioner, Questionnaire, …) are about nobody and pass. */
gboolean kw_guard_is_own (KwConnection *connection, const KwRecord *record);

G_END_DECLS
