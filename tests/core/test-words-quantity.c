/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/words-private.h"

#define Q KW_VALUE_QUANTITY

static void
test_values (void)
{
  const struct
  {
    KwValue value;
    const char *words;
  } cases[] = {
    { { .kind = KW_VALUE_NONE }, NULL },
    { { .kind = Q, .number = "0.004", .unit = "ng/mL" }, "0.004 ng/mL" },
    { { .kind = Q, .number = "5.0", .unit = "%" }, "5.0 %" },
    { { .kind = Q, .number = "1e-3", .unit = "g" }, "1e-3 g" },
    { { .kind = Q, .number = "0.01", .comparator = "<", .unit = "mg/L" }, "<0.01 mg/L" },
    { { .kind = Q, .number = "60", .comparator = ">=" }, "≥60" },
    { { .kind = Q, .number = "5", .comparator = "<=", .unit = "mg" }, "≤5 mg" },
    { { .kind = Q, .number = "5", .comparator = ">", .unit = "mg" }, ">5 mg" },
    { { .kind = Q, .number = "1000000", .unit = "IU" }, "1000000 IU" },
    { { .kind = Q, .number = "1234567890.12345678901234567890" },
      "1234567890.12345678901234567890" },
    { { .kind = Q, .number = "3", .unit = "{score}" }, "3" },
    { { .kind = KW_VALUE_INTEGER, .number = "0" }, "0" },
    { { .kind = KW_VALUE_TEXT, .text = "  No\n growth " }, "No growth" },
    { { .kind = KW_VALUE_TEXT, .text = "" }, NULL },
    { { .kind = KW_VALUE_CONCEPT, .text = "Detected" }, "Detected" },
    { { .kind = KW_VALUE_CONCEPT, .text = "260373001" }, "Not stated in words" },
    { { .kind = KW_VALUE_CONCEPT, .text = "0-5" }, "0-5" },
    { { .kind = KW_VALUE_CONCEPT, .text = "1:160" }, "1:160" },
    { { .kind = KW_VALUE_CONCEPT, .text = "-" }, "-" },
    { { .kind = KW_VALUE_CONCEPT, .text = "Unknown" }, "Not stated in words" },
    { { .kind = KW_VALUE_CONCEPT, .text = "urn:oid:1.2" }, "Not stated in words" },
    { { .kind = KW_VALUE_BOOLEAN, .text = "true" }, "Yes" },
    { { .kind = KW_VALUE_BOOLEAN, .text = "false" }, "No" },
    { { .kind = KW_VALUE_RANGE, .number = "2", .unit = "mg", .number2 = "4.0", .unit2 = "mg" },
      "2–4.0 mg" },
    { { .kind = KW_VALUE_RANGE, .number = "2", .unit = "mg", .number2 = "1", .unit2 = "g" },
      "2 mg – 1 g" },
    { { .kind = KW_VALUE_RANGE, .number = "-2", .unit = "m", .number2 = "2", .unit2 = "m" },
      "-2 to 2 m" },
    { { .kind = KW_VALUE_RANGE, .number = "60", .unit = "mL" }, "60 mL or more" },
    { { .kind = KW_VALUE_RANGE, .number2 = "5.6", .unit2 = "%" }, "5.6 % or less" },
    { { .kind = KW_VALUE_RATIO, .number = "1", .number2 = "160" }, "1:160" },
    { { .kind = KW_VALUE_RATIO, .number = "1", .number2 = "160", .comparator2 = "<" }, "1:<160" },
    { { .kind = KW_VALUE_RATIO, .number = "5", .unit = "mg", .number2 = "1", .unit2 = "mL" },
      "5 mg per 1 mL" },
    { { .kind = KW_VALUE_SAMPLED, .text = "1 2 3", .unit = "mV" },
      "A series of measurements: 1 2 3 mV" },
    { { .kind = KW_VALUE_SAMPLED }, "A recorded curve" },
    { { .kind = KW_VALUE_TIME, .text = "14:05:00" }, "14:05:00" },
    { { .kind = KW_VALUE_DATETIME, .text = "2019-03" }, "March 2019" },
    { { .kind = KW_VALUE_PERIOD, .text = "2019", .text2 = "2020" }, "2019 to 2020" },
    { { .kind = KW_VALUE_ABSENT, .text = "unknown" }, "Not stated" },
    { { .kind = KW_VALUE_ABSENT, .text = "masked" }, "Kept private by the source" },
    { { .kind = KW_VALUE_ABSENT, .text = "X9" }, "Not stated" },
    { { .kind = KW_VALUE_ABSENT, .text = "Sample was lost" }, "Sample was lost" },
    { { .kind = (KwValueKind) 99, .text = "x" }, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwRecord record = { .value = cases[i].value };
      const KwComponent component = { .value = cases[i].value };
      g_autofree char *words = kw_words_value (&record);
      g_autofree char *part = kw_words_component_value (&component);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (part, ==, cases[i].words != NULL ? cases[i].words : "Not stated");
    }
}

static void
test_quantity (void)
{
  const KwValue value = { .kind = Q, .number = "5.0", .unit = "%" };
  const KwValue text = { .kind = KW_VALUE_TEXT, .text = "5.0" };
  g_autofree char *words = kw_words_quantity (&value);
  g_assert_cmpstr (words, ==, "5.0 %");
  g_assert_null (kw_words_quantity (&text));
}

static KwRecord
pressure (KwComponent *components, const KwCode *systolic, const KwCode *diastolic)
{
  components[0] = (KwComponent){ .name = "Diastolic blood pressure",
                                 .codes = diastolic,
                                 .n_codes = 1,
                                 .value = { .kind = Q, .number = "80", .unit = "mm[Hg]" } };
  components[1] = (KwComponent){ .name = "Systolic blood pressure",
                                 .codes = systolic,
                                 .n_codes = 1,
                                 .value = { .kind = Q, .number = "120", .unit = "mm[Hg]" } };
  return (KwRecord){ .components = components, .n_components = 2 };
}

static void
test_blood_pressure (void)
{
  const KwCode systolic = { "http://loinc.org", "8480-6", NULL, FALSE };
  const KwCode diastolic = { "http://loinc.org", "8462-4", NULL, FALSE };
  KwComponent components[2];
  KwRecord record = pressure (components, &systolic, &diastolic);

  g_autofree char *both = kw_words_value (&record);
  g_assert_cmpstr (both, ==, "120/80 mmHg");

  components[0].value = (KwValue){ .kind = KW_VALUE_ABSENT, .text = "not-performed" };
  g_autofree char *half = kw_words_value (&record);
  g_assert_cmpstr (half, ==,
                   "Diastolic blood pressure: Not done; Systolic blood pressure: 120 mmHg");

  components[0].value = (KwValue){ .kind = Q, .number = "10.7", .unit = "kPa" };
  g_autofree char *mixed = kw_words_value (&record);
  g_assert_cmpstr (mixed, ==,
                   "Diastolic blood pressure: 10.7 kPa; Systolic blood pressure: 120 mmHg");

  /* A value of its own is the value. */
  record.value = (KwValue){ .kind = KW_VALUE_TEXT, .text = "normal" };
  g_autofree char *own = kw_words_value (&record);
  g_assert_cmpstr (own, ==, "normal");
}

static void
test_ranges (void)
{
  const struct
  {
    KwRange range;
    const char *words;
  } cases[] = {
    { { .low = "3.5", .high = "5.10", .low_unit = "mmol/L", .high_unit = "mmol/L" }, "3.5–5.10" },
    { { .low = "3.5", .high = "5.1", .low_unit = "mg", .high_unit = "mg" }, "3.5–5.1 mg" },
    { { .low = "60", .low_unit = "mmol/L" }, "60 or more" },
    { { .high = "0.41", .high_unit = "mmol/L" }, "0.41 or less" },
    { { .text = " <200\ndesirable " }, "<200 desirable" },
    { { .low = "1", .low_unit = "mmol/L", .text = "one" }, "1 or more" },
    { { .low = "1", .low_unit = "mmol/L", .applies_to = "Women" }, "1 or more (Women)" },
    { { .high = "7", .high_unit = "mmol/L", .type = "therapeutic" }, "7 or less (treatment goal)" },
    { { .high = "7", .high_unit = "mmol/L", .type = "normal" }, "7 or less" },
    { { .text = "3.6-10.0" }, "3.6-10.0" },
    { { .low = "3.6",
        .high = "3.6",
        .low_unit = "mmol/L",
        .high_unit = "mmol/L",
        .text = "3.6-10.0" },
      "3.6–3.6, but written as “3.6-10.0”" },
    { { .high = "9", .high_unit = "mmol/L", .type = "Mild TBI" }, "9 or less (Mild TBI)" },
    { { .text = "NA" }, NULL },
    { { 0 }, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwRecord record = { .value = { .kind = Q, .number = "4", .unit = "mmol/L" },
                                .ranges = &cases[i].range,
                                .n_ranges = 1 };
      g_autofree char *words = kw_words_range (&record);
      g_assert_cmpstr (words, ==, cases[i].words);
    }

  const KwRange two[]
      = { { .low = "1", .applies_to = "Men" }, { .low = "2", .applies_to = "Women" } };
  const KwRecord record = { .ranges = two, .n_ranges = 2 };
  g_autofree char *words = kw_words_range (&record);
  g_assert_cmpstr (words, ==, "1 or more (Men); 2 or more (Women)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-quantity/values", test_values);
  g_test_add_func ("/words-quantity/quantity", test_quantity);
  g_test_add_func ("/words-quantity/blood-pressure", test_blood_pressure);
  g_test_add_func ("/words-quantity/ranges", test_ranges);
  return g_test_run ();
}
