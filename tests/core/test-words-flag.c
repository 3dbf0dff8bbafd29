/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/words-private.h"

#define NONE KW_FLAG_NONE
#define IN KW_FLAG_IN_RANGE
#define ABOVE KW_FLAG_ABOVE
#define BELOW KW_FLAG_BELOW

/* Rule L3: every comparator against each kind of range. */
static void
test_matrix (void)
{
  const struct
  {
    const char *comparator;
    const char *number;
    KwFlag low;  /* range: 3 or more */
    KwFlag high; /* range: 10 or less */
    KwFlag both; /* range: 3 to 10 */
  } rows[] = {
    { NULL, "2.9", BELOW, IN, BELOW }, { NULL, "3", IN, IN, IN },
    { NULL, "3.00", IN, IN, IN },      { NULL, "10.0", IN, IN, IN },
    { NULL, "1e1", IN, IN, IN },       { NULL, "10.01", IN, ABOVE, ABOVE },
    { "<", "2", BELOW, IN, BELOW },    { "<", "3", BELOW, IN, BELOW },
    { "<", "5", NONE, IN, NONE },      { "<", "10", NONE, IN, NONE },
    { "<", "11", NONE, NONE, NONE },   { "<=", "2", BELOW, IN, BELOW },
    { "<=", "3", NONE, IN, NONE },     { "<=", "10", NONE, IN, NONE },
    { "<=", "11", NONE, NONE, NONE },  { ">", "11", IN, ABOVE, ABOVE },
    { ">", "10", IN, ABOVE, ABOVE },   { ">", "5", IN, NONE, NONE },
    { ">", "3", IN, NONE, NONE },      { ">", "2", NONE, NONE, NONE },
    { ">=", "11", IN, ABOVE, ABOVE },  { ">=", "10", IN, NONE, NONE },
    { ">=", "3", IN, NONE, NONE },     { ">=", "2", NONE, NONE, NONE },
    { "ad", "5", NONE, NONE, NONE },   { NULL, "abc", NONE, NONE, NONE },
    { NULL, NULL, NONE, NONE, NONE },
  };
  const KwRange low = { .low = "3", .low_unit = "mg" };
  const KwRange high = { .high = "10", .high_unit = "mg" };
  const KwRange both = { .low = "3", .high = "10", .low_unit = "mg", .high_unit = "mg" };
  const KwRange text = { .text = "3 to 10 mg" };
  const KwRange unreadable = { .text = "3 in children, 10 in adults" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const KwValue value = { .kind = KW_VALUE_QUANTITY,
                              .number = rows[i].number,
                              .comparator = rows[i].comparator,
                              .unit = "mg" };
      g_test_message ("%s%s", rows[i].comparator, rows[i].number);
      g_assert_cmpint (kw_flag_compute (&value, &low, 1), ==, rows[i].low);
      g_assert_cmpint (kw_flag_compute (&value, &high, 1), ==, rows[i].high);
      g_assert_cmpint (kw_flag_compute (&value, &both, 1), ==, rows[i].both);
      g_assert_cmpint (kw_flag_compute (&value, &text, 1), ==, rows[i].both);
      g_assert_cmpint (kw_flag_compute (&value, &unreadable, 1), ==, NONE);
      g_assert_cmpint (kw_flag_compute (&value, NULL, 0), ==, NONE);
    }
}

/* Rule L3: a range that ends before its limit, as "<0.41" does. */
static void
test_open_ranges (void)
{
  const struct
  {
    const char *range;
    const char *comparator, *number;
    KwFlag flag;
  } rows[] = {
    { "<0.41", NULL, "0.40", IN },   { "<0.41", NULL, "0.41", ABOVE }, { "<0.41", "<", "0.41", IN },
    { "<0.41", "<=", "0.41", NONE }, { "<0.41", ">=", "0.41", ABOVE }, { "<0.41", "<", "1", NONE },
    { "<=5", NULL, "5", IN },        { "<=5", ">", "5", ABOVE },       { "<=5", ">=", "5", NONE },
    { ">60", NULL, "60", BELOW },    { ">60", ">", "60", IN },         { ">60", ">=", "60", NONE },
    { ">=60", NULL, "60", IN },      { ">=60", ">=", "60", IN },       { ">=60", "<", "60", BELOW },
    { ">=60", "<=", "60", NONE },    { ">60", "<=", "60", BELOW },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const KwValue value = { .kind = KW_VALUE_QUANTITY,
                              .number = rows[i].number,
                              .comparator = rows[i].comparator,
                              .unit = "mg" };
      const KwRange range = { .text = rows[i].range };
      g_test_message ("%s%s in %s", rows[i].comparator, rows[i].number, rows[i].range);
      g_assert_cmpint (kw_flag_compute (&value, &range, 1), ==, rows[i].flag);
    }
}

/* Rules L2 and L3: results and ranges that were typed as texts. */
static void
test_texts (void)
{
  const struct
  {
    KwValueKind kind;
    const char *text;
    const char *range;
    KwFlag flag;
  } rows[] = {
    { KW_VALUE_TEXT, "27", "11-26", ABOVE },
    { KW_VALUE_TEXT, "27 mg/dL", "11 - 26 mg/dL", ABOVE },
    { KW_VALUE_TEXT, "27 mg/dL", "11 - 26 mmol/L", NONE },
    { KW_VALUE_TEXT, "27 mg/dL", "11 - 26", ABOVE },
    { KW_VALUE_TEXT, "27", "11 - 26 mg/dL", NONE },
    { KW_VALUE_TEXT, "<5", "3.5-10", NONE },
    { KW_VALUE_TEXT, "<5", "5-10", BELOW },
    { KW_VALUE_TEXT, "1,200", "150-400", NONE },
    { KW_VALUE_TEXT, "5,0", "3,5 - 5,1", IN },
    { KW_VALUE_TEXT, "positive", "Negative", KW_FLAG_ABNORMAL },
    { KW_VALUE_CONCEPT, "Positive", "NEGATIVE", KW_FLAG_ABNORMAL },
    { KW_VALUE_CONCEPT, "Negative", "negative.", IN },
    { KW_VALUE_TEXT, "Non-reactive", "Nonreactive", IN },
    { KW_VALUE_TEXT, "Detected", "Not detected", KW_FLAG_ABNORMAL },
    { KW_VALUE_TEXT, "Not detected", "Negative", NONE },
    { KW_VALUE_TEXT, "Trace", "Negative", NONE },
    { KW_VALUE_TEXT, "See note", "See note", NONE },
    { KW_VALUE_TEXT, "Negative", "Negative (<0.3)", NONE },
    { KW_VALUE_CONCEPT, "Yellow", "Yellow", IN },
    { KW_VALUE_BOOLEAN, "true", "Negative", NONE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const KwValue value = { .kind = rows[i].kind, .text = rows[i].text };
      const KwRange range = { .text = rows[i].range };
      g_test_message ("%s in %s", rows[i].text, rows[i].range);
      g_assert_cmpint (kw_flag_compute (&value, &range, 1), ==, rows[i].flag);
    }
}

static void
test_units (void)
{
  const struct
  {
    const char *unit, *code, *range_unit, *range_code;
    KwFlag flag;
  } rows[] = {
    { "mg/dL", NULL, "mg/dL", NULL, ABOVE },
    { NULL, NULL, NULL, NULL, ABOVE },
    { "mg/dL", NULL, "mmol/L", NULL, NONE },
    { "mg/dL", NULL, NULL, NULL, NONE },
    { "mg/dL", "mg/dL", "MG/DL", "mg/dL", ABOVE },
    { "x", "mg", "x", "g", NONE },
    { "K/uL", NULL, "x10E3/mcL", NULL, ABOVE },
    { "K/uL", NULL, "10*9/L", "10*9/L", ABOVE },
    { "g/L", NULL, "G/L", NULL, NONE },
    { "mmol/L", NULL, "umol/L", NULL, NONE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const KwValue value = {
        .kind = KW_VALUE_QUANTITY, .number = "9", .unit = rows[i].unit, .unit_code = rows[i].code
      };
      const KwRange range
          = { .high = "5", .high_unit = rows[i].range_unit, .high_unit_code = rows[i].range_code };
      g_assert_cmpint (kw_flag_compute (&value, &range, 1), ==, rows[i].flag);
    }
}

/* Rule L4. */
static void
test_several_ranges (void)
{
  const KwValue value = { .kind = KW_VALUE_QUANTITY, .number = "9" };
  const KwRange men_women[]
      = { { .high = "5", .applies_to = "Men" }, { .high = "10", .applies_to = "Women" } };
  const KwRange usual_and_goal[] = { { .high = "12", .type = "treatment" },
                                     { .high = "5", .type = "normal" },
                                     { .text = "words" } };
  const KwRange twice[] = { { .high = "5" }, { .high = "5" } };
  const KwRange goal = { .high = "5", .type = "treatment" };
  g_assert_cmpint (kw_flag_compute (&value, men_women, 2), ==, NONE);
  g_assert_cmpint (kw_flag_compute (&value, usual_and_goal, 3), ==, ABOVE);
  g_assert_cmpint (kw_flag_compute (&value, twice, 2), ==, ABOVE);
  g_assert_cmpint (kw_flag_compute (&value, &goal, 1), ==, NONE);

  /* A usual range in words counts like one in numbers; where one range says two things, neither
   * holds. */
  const KwRange words_differ[] = { { .high = "5" }, { .text = "<= 10" } };
  const KwRange words_agree[] = { { .high = "5" }, { .text = "<= 5.0" } };
  const KwRange cut_off[] = { { .high = "5", .text = "3-10" } };
  const KwRange named[] = { { .low = "1", .high = "5", .type = "Mild" } };
  g_assert_cmpint (kw_flag_compute (&value, words_differ, 2), ==, NONE);
  g_assert_cmpint (kw_flag_compute (&value, words_agree, 2), ==, ABOVE);
  g_assert_cmpint (kw_flag_compute (&value, cut_off, 1), ==, NONE);
  g_assert_cmpint (kw_flag_compute (&value, named, 1), ==, NONE);
  const KwRange reversed = { .low = "46", .high = "38" };
  g_assert_cmpint (kw_flag_compute (&value, &reversed, 1), ==, NONE);
}

static void
test_codes (void)
{
  const struct
  {
    const char *code;
    KwFlag flag;
    const char *words;
  } codes[] = {
    { "N", IN, "In the standard range" },
    { "H", ABOVE, "Above the standard range" },
    { "HU", ABOVE, "Far above the standard range" },
    { "HX", ABOVE, "Above what can be measured" },
    { ">", ABOVE, "Above what can be measured" },
    { "HH", KW_FLAG_CRITICAL_HIGH, "Critical, above the standard range" },
    { "H*", KW_FLAG_CRITICAL_HIGH, "Critical, above the standard range" },
    { "L", BELOW, "Below the standard range" },
    { "LU", BELOW, "Far below the standard range" },
    { "LX", BELOW, "Below what can be measured" },
    { "<", BELOW, "Below what can be measured" },
    { "LL", KW_FLAG_CRITICAL_LOW, "Critical, below the standard range" },
    { "L*", KW_FLAG_CRITICAL_LOW, "Critical, below the standard range" },
    { "A", KW_FLAG_ABNORMAL, "Outside the standard range" },
    { "AA", KW_FLAG_CRITICAL, "Critical" },
    { "POS", KW_FLAG_OTHER, "Positive (found)" },
    { "NEG", KW_FLAG_OTHER, "Negative (not found)" },
    { "ND", KW_FLAG_OTHER, "Not found" },
    { "DET", KW_FLAG_OTHER, "Found" },
    { "U", KW_FLAG_OTHER, "Clearly higher than before" },
    { "D", KW_FLAG_OTHER, "Clearly lower than before" },
    { "R", KW_FLAG_OTHER, "Resistant (the medicine does not work against it)" },
    { "S", KW_FLAG_OTHER, "Susceptible (the medicine works against it)" },
    { "I", KW_FLAG_OTHER, "Intermediate (the medicine may work against it)" },
    { "h", ABOVE, "Above the standard range" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const KwRecord record = { .flag_code = codes[i].code };
      KwFlagOrigin origin = KW_FLAG_FROM_NOTHING;
      g_autofree char *words = kw_words_flag (&record);
      g_assert_cmpint (kw_flag_of_record (&record, &origin), ==, codes[i].flag);
      g_assert_cmpint (origin, ==, KW_FLAG_FROM_LAB);
      g_assert_cmpstr (words, ==, codes[i].words);
    }

  /* All of v3-ObservationInterpretation says something. */
  const char *const all[]
      = { "_",     "CAR", "B",   "D",     "U",  "W",  "<",  ">",   "IND", "IE",  "E",   "N",
          "A",     "AA",  "HH",  "LL",    "H",  "HU", "L",  "LU",  "I",   "NCL", "NS",  "R",
          "SYN-R", "S",   "SDD", "SYN-S", "EX", "HX", "LX", "HM",  "DET", "ND",  "EXP", "UNE",
          "NEG",   "POS", "NR",  "RR",    "WR", "MS", "VS", "OBX", "QCF", "TOX", NULL };
  for (guint i = 1; all[i] != NULL; i++)
    {
      const KwRecord record = { .flag_code = all[i] };
      g_autofree char *words = kw_words_flag (&record);
      g_assert_nonnull (words);
    }
}

/* Rule L2: the lab first; a contradiction is said. */
static void
test_order (void)
{
  const KwRange range = { .low = "3", .high = "10" };
  KwRecord record = { .section = KW_SECTION_LABS,
                      .value = { .kind = KW_VALUE_QUANTITY, .number = "12" },
                      .ranges = &range,
                      .n_ranges = 1 };
  KwFlagOrigin origin;

  g_assert_cmpint (kw_flag_of_record (&record, &origin), ==, ABOVE);
  g_assert_cmpint (origin, ==, KW_FLAG_FROM_RANGE);
  g_autofree char *computed = kw_words_flag (&record);
  g_assert_cmpstr (computed, ==, "Above the standard range");

  record.flag_code = "N";
  g_assert_cmpint (kw_flag_of_record (&record, &origin), ==, IN);
  g_assert_cmpint (origin, ==, KW_FLAG_FROM_LAB);
  g_autofree char *differs = kw_words_flag (&record);
  g_assert_cmpstr (differs, ==, "In the standard range, says the lab; its numbers differ");

  const char *const agree[] = { "H", "HH", "A", "AA", "H*", "POS" };
  for (gsize i = 0; i < G_N_ELEMENTS (agree); i++)
    {
      record.flag_code = agree[i];
      g_autofree char *words = kw_words_flag (&record);
      g_assert_null (strstr (words, "differ"));
    }
  record.flag_code = "L";
  g_autofree char *opposite = kw_words_flag (&record);
  g_assert_cmpstr (opposite, ==, "Below the standard range, says the lab; its numbers differ");

  /* A code that nobody knows is none; words of the lab are words. */
  record.flag_code = "ZZZ";
  g_assert_cmpint (kw_flag_of_record (&record, &origin), ==, ABOVE);
  record.flag_text = "Trace amounts";
  g_assert_cmpint (kw_flag_of_record (&record, &origin), ==, KW_FLAG_OTHER);
  g_autofree char *words = kw_words_flag (&record);
  g_assert_cmpstr (words, ==, "Trace amounts");
  record.flag_code = NULL;
  record.flag_text = "High";
  g_assert_cmpint (kw_flag_of_record (&record, &origin), ==, ABOVE);
}

/* Rule L2: a result in words that its own range contradicts, and a lab that says several things. */
static void
test_lab_in_words (void)
{
  const KwRange range = { .text = "Negative" };
  KwRecord record = { .section = KW_SECTION_LABS,
                      .value = { .kind = KW_VALUE_TEXT, .text = "Positive" },
                      .ranges = &range,
                      .n_ranges = 1 };
  g_autofree char *computed = kw_words_flag (&record);
  g_assert_cmpstr (computed, ==, "Outside the standard range");
  record.flag_code = "N";
  g_autofree char *differs = kw_words_flag (&record);
  g_assert_cmpstr (differs, ==, "In the standard range, says the lab; its range differs");
  record.flag_code = "POS";
  g_autofree char *positive = kw_words_flag (&record);
  g_assert_cmpstr (positive, ==, "Positive (found)");

  KwRecord several = { .flag_code = "H", .flag_more = "U; Seen twice; H" };
  g_autofree char *words = kw_words_flag (&several);
  g_assert_cmpstr (words, ==, "Above the standard range; Clearly higher than before; Seen twice");

  const KwComponent component = { .value = { .kind = KW_VALUE_QUANTITY, .number = "12" },
                                  .flag_text = "High",
                                  .flag_more = "W" };
  g_autofree char *part = kw_words_component_flag (&component);
  g_assert_cmpstr (part, ==, "Above the standard range; Worse than before");
}

static void
test_no_range (void)
{
  KwRecord record
      = { .section = KW_SECTION_LABS, .value = { .kind = KW_VALUE_QUANTITY, .number = "12" } };
  KwFlagOrigin origin = KW_FLAG_FROM_LAB;
  g_autofree char *words = kw_words_flag (&record);
  g_assert_cmpstr (words, ==, "No range given by the lab");
  g_assert_cmpint (kw_flag_of_record (&record, &origin), ==, NONE);
  g_assert_cmpint (origin, ==, KW_FLAG_FROM_NOTHING);

  record.section = KW_SECTION_VITALS;
  g_assert_null (kw_words_flag (&record));
  const KwRange text = { .text = "3 or 10" };
  record.section = KW_SECTION_LABS;
  record.ranges = &text;
  record.n_ranges = 1;
  g_assert_null (kw_words_flag (&record));
}

static void
test_components (void)
{
  const KwComponent components[]
      = { { .flag_code = "N" }, { .flag_code = "LL" }, { .flag_code = "H" } };
  const KwRecord record = { .components = components, .n_components = 3 };
  KwFlagOrigin origin = KW_FLAG_FROM_NOTHING;
  g_assert_cmpint (kw_flag_of_record (&record, &origin), ==, KW_FLAG_CRITICAL_LOW);
  g_assert_cmpint (origin, ==, KW_FLAG_FROM_LAB);
}

/* Rule L9: a word of the lab alone, and only of a result. */
static void
test_gloss (void)
{
  const struct
  {
    const char *text;
    const char *gloss;
  } rows[] = {
    { "Negative", "“Negative” means: what the test looks for was not found." },
    { "POSITIVE", "“Positive” means: what the test looks for was found." },
    { "non reactive", "“Non-reactive” means: what the test looks for was not found." },
    { "Unremarkable.", "“Unremarkable” means that there was nothing odd to see in it." },
    { "Negative for malignancy", NULL },
    { "A", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KwRecord record = { .section = KW_SECTION_LABS,
                          .value = { .kind = KW_VALUE_CONCEPT, .text = rows[i].text } };
      g_assert_cmpstr (kw_words_gloss (&record), ==, rows[i].gloss);
      record.section = KW_SECTION_HISTORY_SOCIAL;
      g_assert_null (kw_words_gloss (&record));
    }
}

/* A part that was not measured has no verdict. */
static void
test_absent_component (void)
{
  const KwComponent components[] = { { .flag_code = "L", .value = { .kind = KW_VALUE_ABSENT } } };
  const KwRecord record = { .components = components, .n_components = 1 };
  g_assert_cmpint (kw_flag_of_record (&record, NULL), ==, NONE);
}

static void
test_outside (void)
{
  g_assert_false (kw_flag_is_outside (NONE));
  g_assert_false (kw_flag_is_outside (IN));
  g_assert_false (kw_flag_is_outside (KW_FLAG_OTHER));
  g_assert_true (kw_flag_is_outside (ABOVE));
  g_assert_true (kw_flag_is_outside (BELOW));
  g_assert_true (kw_flag_is_outside (KW_FLAG_ABNORMAL));
  g_assert_true (kw_flag_is_outside (KW_FLAG_CRITICAL));
  g_assert_true (kw_flag_is_outside (KW_FLAG_CRITICAL_HIGH));
  g_assert_true (kw_flag_is_outside (KW_FLAG_CRITICAL_LOW));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-flag/L3-matrix", test_matrix);
  g_test_add_func ("/words-flag/L3-open-ranges", test_open_ranges);
  g_test_add_func ("/words-flag/L3-texts", test_texts);
  g_test_add_func ("/words-flag/L3-units", test_units);
  g_test_add_func ("/words-flag/L4-several-ranges", test_several_ranges);
  g_test_add_func ("/words-flag/L2-in-words", test_lab_in_words);
  g_test_add_func ("/words-flag/L2-codes", test_codes);
  g_test_add_func ("/words-flag/L2-order", test_order);
  g_test_add_func ("/words-flag/L1-no-range", test_no_range);
  g_test_add_func ("/words-flag/components", test_components);
  g_test_add_func ("/words-flag/L9-gloss", test_gloss);
  g_test_add_func ("/words-flag/absent-component", test_absent_component);
  g_test_add_func ("/words-flag/outside", test_outside);
  return g_test_run ();
}
