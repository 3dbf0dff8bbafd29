/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/when.h"

#include <glib/gi18n-lib.h>

#include "core/words.h"

char *
kw_dup_when (gint64 unix_time)
{
  if (unix_time == 0)
    return g_strdup ("");

  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (unix_time);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (when, "%Y-%m-%d");
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *time = g_date_time_format (when, "%H:%M");

  /* Translators: a time of day, as "today 14:05". */
  return g_str_equal (day, today) ? g_strdup_printf (_ ("today %s"), time) : kw_words_date (day);
}
