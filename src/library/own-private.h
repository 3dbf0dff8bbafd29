/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/own-entry.h"

G_BEGIN_DECLS

/* Shared by the files of own entries. */
typedef struct
{
  const char *id;
  const char *loinc;
  const char *display; /* stored, and so English in every language */
  const char *unit;
  const char *ucum;
  gboolean vital;
} KwOwnMeasure;

/* own-form.c; NULL for "other". */
const KwOwnMeasure *kw_own_measure_find (const char *id);
/* own-check.c: "<5" and "1,5" as comparator and FHIR decimal, or FALSE. */
gboolean kw_own_parse_number (const char *typed, const char **out_comparator, char **out_number);
gboolean kw_own_parse_pair (const char *typed, char **out_first, char **out_second);

G_END_DECLS
