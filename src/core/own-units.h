/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

/* In which units a person reads weight, height and temperature (rule V2). */
typedef enum
{
  KW_UNITS_AS_SENT,
  KW_UNITS_METRIC, /* kg, cm, °C */
  KW_UNITS_US,     /* lb, ft and in, °F */
} KwOwnUnits;
#define KW_N_OWN_UNITS (KW_UNITS_US + 1)

void kw_own_units_set (KwOwnUnits units);
KwOwnUnits kw_own_units_get (void);
const char *kw_own_units_get_id (KwOwnUnits units);
gboolean kw_own_units_from_id (const char *id, KwOwnUnits *out_units);

/* What @record is shown in, when that is not the unit that was sent; NULL otherwise. */
char *kw_own_units_dup_number (const KwRecord *record,
                               const char **out_unit) G_GNUC_WARN_UNUSED_RESULT;
/* "155 lb (converted)", "5 ft 7 in (converted)", or NULL. */
char *kw_own_units_dup_value (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
