/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/state-words.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *words;
  const char *symbol;
  const char *css_class;
} states[] = {
  [KW_STATE_COMPLETE] = { N_ ("all that it sent"), "✓", "in-range" },
  [KW_STATE_EMPTY] = { N_ ("nothing there"), "–", "secondary" },
  [KW_STATE_NONE_KNOWN] = { N_ ("the record says that there are none"), "–", "secondary" },
  [KW_STATE_SUPPRESSED] = { N_ ("hidden by the hospital"), "⊘", "secondary" },
  [KW_STATE_NOT_ASKED] = { N_ ("not asked for"), "–", "secondary" },
  [KW_STATE_NOT_OFFERED] = { N_ ("this hospital does not offer them"), "⊘", "secondary" },
  [KW_STATE_REFUSED] = { N_ ("refused"), "⚠", "outside" },
  [KW_STATE_FAILED] = { N_ ("failed, will be tried again"), "⚠", "outside" },
};

const char *
kw_state_get_words (KwSectionState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (states), "");

  return _ (states[state].words);
}

const char *
kw_state_get_symbol (KwSectionState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (states), "");

  return states[state].symbol;
}

const char *
kw_state_get_css_class (KwSectionState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (states), "secondary");

  return states[state].css_class;
}
