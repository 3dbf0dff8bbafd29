/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Compares two decimals of FHIR by their digits, exactly; FALSE when one of them is no number. */
gboolean kw_decimal_compare (const char *a, const char *b, int *out_order);

G_END_DECLS
