/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/own-units.h"
#include "core/words.h"

static const struct
{
  const char *code;
  const char *number;
  const char *unit;
  KwOwnUnits units;
  const char *shown; /* NULL: as sent */
} cases[] = {
  { "29463-7", "70", "kg", KW_UNITS_US, "154 lb (converted)" },
  { "29463-7", "70.0", "kg", KW_UNITS_US, "154 lb (converted)" },
  { "29463-7", "70.0", "kg", KW_UNITS_METRIC, NULL },
  { "29463-7", "70.0", "kg", KW_UNITS_AS_SENT, NULL },
  { "29463-7", "154", "[lb_av]", KW_UNITS_METRIC, "69.9 kg (converted)" },
  { "8302-2", "170", "cm", KW_UNITS_US, "5 ft 7 in (converted)" },
  { "8302-2", "182.8", "cm", KW_UNITS_US, "6 ft 0 in (converted)" },
  { "8302-2", "50.0", "cm", KW_UNITS_US, "19.7 in (converted)" },
  { "8302-2", "67", "[in_i]", KW_UNITS_METRIC, "170 cm (converted)" },
  { "8310-5", "98.6", "[degF]", KW_UNITS_METRIC, "37.0 °C (converted)" },
  { "8310-5", "37.0", "Cel", KW_UNITS_US, "98.6 °F (converted)" },
  { "8867-4", "70", "/min", KW_UNITS_US, NULL },
  /* Rule V3: an adult's grams are read in kilograms, a newborn's as they were sent. */
  { "29463-7", "70306", "g", KW_UNITS_AS_SENT, "70.31 kg (converted)" },
  { "29463-7", "70306", "g", KW_UNITS_METRIC, "70.31 kg (converted)" },
  { "29463-7", "70306", "g", KW_UNITS_US, "155.0 lb (converted)" },
  { "29463-7", "3450", "g", KW_UNITS_AS_SENT, NULL },
  /* Rule V4: what cannot be is shown as it was sent. */
  { "29463-7", "70306", "kg", KW_UNITS_US, NULL },
  { "8310-5", "98.6", "Cel", KW_UNITS_US, NULL },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwCode code = { "http://loinc.org", cases[i].code, NULL, FALSE };
      KwRecord record = { .section = KW_SECTION_VITALS, .codes = &code, .n_codes = 1 };
      record.value = (KwValue){ .kind = KW_VALUE_QUANTITY,
                                .number = cases[i].number,
                                .unit = cases[i].unit,
                                .unit_code = cases[i].unit };
      kw_own_units_set (cases[i].units);
      g_autofree char *own = kw_own_units_dup_value (&record);
      g_autofree char *value = kw_words_value (&record);
      g_assert_cmpstr (own, ==, cases[i].shown);
      if (own != NULL)
        g_assert_cmpstr (value, ==, own);
      else
        g_assert_true (g_str_has_prefix (value, cases[i].number));
      /* A result of a laboratory is never converted (rule L10). */
      record.section = KW_SECTION_LABS;
      g_autofree char *lab = kw_own_units_dup_value (&record);
      g_assert_null (lab);
    }
  kw_own_units_set (KW_UNITS_AS_SENT);
}

/* The sent value stays in the details. */
static void
test_details (void)
{
  const KwCode code = { "http://loinc.org", "29463-7", NULL, FALSE };
  KwRecord record = { .source = "s",
                      .type = "Observation",
                      .id = "w",
                      .ref = "s/Observation/w",
                      .section = KW_SECTION_VITALS,
                      .codes = &code,
                      .n_codes = 1,
                      .sort_time = G_MININT64 };
  gboolean found = FALSE;

  record.value
      = (KwValue){ .kind = KW_VALUE_QUANTITY, .number = "70.0", .unit = "kg", .unit_code = "kg" };
  kw_own_units_set (KW_UNITS_US);
  g_autoptr (GPtrArray) facts = kw_facts_new (NULL, &record, NULL);
  for (guint i = 0; i < facts->len; i++)
    {
      const KwFact *fact = g_ptr_array_index (facts, i);
      found
          = found || (g_str_equal (fact->label, "As sent") && g_str_equal (fact->text, "70.0 kg"));
    }
  kw_own_units_set (KW_UNITS_AS_SENT);
  g_assert_true (found);
}

static void
test_ids (void)
{
  KwOwnUnits units = KW_UNITS_AS_SENT;

  for (KwOwnUnits i = 0; i < KW_N_OWN_UNITS; i++)
    {
      g_assert_true (kw_own_units_from_id (kw_own_units_get_id (i), &units));
      g_assert_cmpint (units, ==, i);
    }
  g_assert_false (kw_own_units_from_id ("stone", &units));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/own-units/V2-V3-V4", test_cases);
  g_test_add_func ("/core/own-units/V2-details", test_details);
  g_test_add_func ("/core/own-units/ids", test_ids);

  return g_test_run ();
}
