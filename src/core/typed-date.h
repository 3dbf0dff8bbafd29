/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A date as a person types it, as a FHIR date of the same precision (rule D1), or NULL. */
char *kw_typed_date_parse (const char *typed) G_GNUC_WARN_UNUSED_RESULT;
/* The other way round: words that are read as the same date again. */
char *kw_typed_date_dup (const char *date) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a FHIR date is after today as far as its precision says. */
gboolean kw_typed_date_is_future (const char *date);

G_END_DECLS
