/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/cda/cda-private.h"

/* What English words in the place of a name say of absence. Only entries that nobody has coded are
 * judged by them: a code says it better. */

/* "No information about allergies" is what a program writes where it has nothing to say: no name,
 * and no statement that there is none either. */
gboolean
kw_cda_says_no_information (const char *words)
{
  static const char *const beginnings[]
      = { "no data",      "no information", "information not", "not available",   "not documented",
          "not recorded", "no record",      "none recorded",   "none documented", NULL };
  static const char *const ends[]
      = { " available", " documented", " recorded", " indicated", " applicable", NULL };
  g_autofree char *small = g_ascii_strdown (words, -1);

  for (const char *const *one = beginnings; *one != NULL; one++)
    if (g_str_has_prefix (small, *one))
      return TRUE;
  if (strstr (small, "excluded/not available") != NULL)
    return TRUE;
  for (const char *const *one = ends; *one != NULL; one++)
    if (g_str_has_suffix (small, *one) && g_str_has_prefix (small, "no "))
      return TRUE;
  return FALSE;
}

/* "No known medications" with negationInd says once that there is none, not twice. */
gboolean
kw_cda_speaks_negation (const char *words)
{
  static const char *const beginnings[]
      = { "no ", "none ", "not ", "denies ", "negative ", "never ", NULL };
  g_autofree char *small = words ? g_ascii_strdown (words, -1) : NULL;

  for (const char *const *one = beginnings; small != NULL && *one != NULL; one++)
    if (g_str_has_prefix (small, *one))
      return TRUE;
  return small != NULL && (g_str_equal (small, "none") || g_str_equal (small, "nkda"));
}

/* "No medicines given during the visit" is not that there are none. */
gboolean
kw_cda_says_none_known (const char *words)
{
  g_autofree char *small = g_ascii_strdown (words, -1);

  /* What was given during one visit is not what somebody takes. */
  if (strstr (small, "administered") != NULL || strstr (small, " given") != NULL)
    return FALSE;
  return g_str_has_prefix (small, "no known ") || g_str_has_prefix (small, "no current ")
         || g_str_equal (small, "none") || g_str_equal (small, "none known");
}
