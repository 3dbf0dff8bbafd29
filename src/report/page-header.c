/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/content.h"

char *
kw_report_page_header (KwSnapshot *snapshot)
{
  const KwPerson *person = kw_snapshot_get_person (snapshot);
  g_autofree char *born
      = person != NULL && person->birth_date != NULL ? kw_words_date (person->birth_date) : NULL;
  g_autofree char *day = kw_snapshot_get_as_of (snapshot) != 0
                             ? kw_report_day (kw_snapshot_get_as_of (snapshot))
                             : NULL;
  GString *out = g_string_new (NULL);

  if (person != NULL && person->sample)
    g_string_append_printf (out, "%s · ", _ ("SAMPLE, not a real person"));
  g_string_append (out,
                   person != NULL && person->name != NULL ? person->name : _ ("Name not stated"));
  if (born != NULL)
    g_string_append_printf (out, _ (", born %s"), born);
  if (day != NULL)
    g_string_append_printf (out, _ (" · as of %s"), day);
  return g_string_free (out, FALSE);
}
