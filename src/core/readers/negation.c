/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/readers/readers.h"

/* No name of a table is longer, and nearly every other one is not looked at. */
#define LONGEST_WORDS 40

typedef enum
{
  NONE_KNOWN,
  NOT_ASKED,
} Meaning;

/* Codes that stand in the place of a name and say that there is none. SNOMED CT as used by US Core
 * and IPS (valueset no-known-allergies and the like); "absent-unknown-uv-ips" of IPS; the codes of
 * NOT_ASKED say only that nobody knows. */
static const struct
{
  const char *code;
  Meaning meaning;
} negations[] = {
  { "716186003", NONE_KNOWN },  /* no known allergy */
  { "409137002", NONE_KNOWN },  /* no known drug allergy */
  { "428607008", NONE_KNOWN },  /* no known environmental allergy */
  { "429625007", NONE_KNOWN },  /* no known food allergy */
  { "428197003", NONE_KNOWN },  /* no known insect allergy */
  { "1003774007", NONE_KNOWN }, /* no known latex allergy */
  { "716184000", NONE_KNOWN },  /* no known latex allergy, older */
  { "716220001", NONE_KNOWN },  /* no known animal allergy */
  { "160244002", NONE_KNOWN },  /* no known allergies, older */
  { "160245001", NONE_KNOWN },  /* no current problems or disability */
  { "787481004", NONE_KNOWN },  /* no known medication use */
  { "no-known-allergies", NONE_KNOWN },
  { "no-known-medication-allergies", NONE_KNOWN },
  { "no-known-environmental-allergies", NONE_KNOWN },
  { "no-known-food-allergies", NONE_KNOWN },
  { "no-known-problems", NONE_KNOWN },
  { "no-known-medications", NONE_KNOWN },
  { "no-known-immunizations", NONE_KNOWN },
  { "no-known-procedures", NONE_KNOWN },
  { "no-known-devices", NONE_KNOWN },
  { "1631000175102", NOT_ASKED }, /* patient not asked, "not on file" */
  { "no-allergy-info", NOT_ASKED },
  { "no-problem-info", NOT_ASKED },
  { "no-medication-info", NOT_ASKED },
  { "no-immunization-info", NOT_ASKED },
  { "no-procedure-info", NOT_ASKED },
  { "no-device-info", NOT_ASKED },
};

/* The same in words, small, for those who sent no code of these: a name that is exactly this is no
 * name of a substance. "Unknown" is one only where nothing else is said. */
static const struct
{
  const char *words;
  Meaning meaning;
} said[] = {
  { "nka", NONE_KNOWN },
  { "nkda", NONE_KNOWN },
  { "no known active allergies", NONE_KNOWN },
  { "no known allergies", NONE_KNOWN },
  { "no known allergy", NONE_KNOWN },
  { "no known drug allergies", NONE_KNOWN },
  { "no known drug allergy", NONE_KNOWN },
  { "no known environmental allergies", NONE_KNOWN },
  { "no known food allergies", NONE_KNOWN },
  { "no known medication allergies", NONE_KNOWN },
  { "no known medications", NONE_KNOWN },
  { "no known problems", NONE_KNOWN },
  { "none", NONE_KNOWN },
  { "none known", NONE_KNOWN },
  { "no information", NOT_ASKED },
  { "not asked", NOT_ASKED },
  { "not on file", NOT_ASKED },
  { "patient not asked", NOT_ASKED },
  { "unknown", NOT_ASKED },
};

static void
set_meaning (KwRecordBuilder *builder, Meaning meaning)
{
  kw_builder_flag (builder, KW_RECORD_NONE_KNOWN, meaning == NONE_KNOWN);
  builder->record.flags &= ~KW_RECORD_CURRENT;
  /* Nobody has asked: no allergy, and no statement that there is none either. */
  if (meaning == NOT_ASKED)
    builder->record.section = KW_SECTION_OTHER;
}

static void
read_words (KwRecordBuilder *builder)
{
  const char *name = builder->record.text;

  if (name == NULL && builder->codes->len > 0)
    name = g_array_index (builder->codes, KwCode, 0).display;
  if (name == NULL || strlen (name) > LONGEST_WORDS)
    return;

  g_autofree char *small = g_utf8_casefold (name, -1);

  g_strstrip (small);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    if (g_str_equal (said[i].words, small)
        && (said[i].meaning == NONE_KNOWN || builder->codes->len == 0))
      set_meaning (builder, said[i].meaning);
}

void
kw_read_negation (KwRecordBuilder *builder)
{
  gboolean coded = FALSE;

  for (guint i = 0; i < builder->codes->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (negations); j++)
      if (g_strcmp0 (g_array_index (builder->codes, KwCode, i).code, negations[j].code) == 0)
        {
          set_meaning (builder, negations[j].meaning);
          coded = TRUE;
        }
  if (!coded)
    read_words (builder);
}
