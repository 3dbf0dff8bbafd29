/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

/* One analyte, two units: @to_unit = (@from_unit + @offset) × @factor. Codes are LOINC, joined by
 * "|"; those of the other property (amount of substance, not mass) are in @to_codes. */
typedef struct
{
  const char *analyte;
  const char *from_codes;
  const char *from_unit;
  const char *to_codes;
  const char *to_unit;
  double factor;
  double offset;
} KwConversion;

const KwConversion *kw_conversion_get_rows (guint *out_n);
char *kw_conversion_dup_number (const char *number,
                                double factor,
                                double offset) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
/* "about 5.55 mmol/L, converted", or NULL. */
char *kw_words_converted (const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
