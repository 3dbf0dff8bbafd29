/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/words-private.h"

static const KwWhen collected[] = { { KW_WHEN_COLLECTED, "2026-11-05", NULL } };
static const KwRange potassium_range[] = { { .low = "3.5", .high = "5.1" } };
static const KwRecord potassium = { .type = "Observation",
                                    .section = KW_SECTION_LABS,
                                    .text = "Potassium",
                                    .status = "final",
                                    .value = { .kind = KW_VALUE_QUANTITY, .number = "4.9" },
                                    .ranges = potassium_range,
                                    .n_ranges = 1,
                                    .whens = collected,
                                    .n_whens = 1,
                                    .where = "Riverside Hospital" };

static void
test_subtitle (void)
{
  const KwRelation reason[] = { { KW_RELATION_REASON, "Condition/1", "Hypertension" } };
  const struct
  {
    KwRecord record;
    const char *words;
  } cases[] = {
    { { .section = KW_SECTION_ALLERGIES,
        .clinical_status = "active",
        .reactions = "Hives, nausea",
        .severity = "severe" },
      "Hives, nausea · Severe" },
    { { .section = KW_SECTION_ALLERGIES, .verification = "refuted" }, "Ruled out" },
    { { .section = KW_SECTION_MEDICATIONS,
        .type = "MedicationRequest",
        .status = "active",
        .how = "Take 1 tablet daily",
        .relations = reason,
        .n_relations = 1 },
      "Take 1 tablet daily · For: Hypertension" },
    { { .section = KW_SECTION_MEDICATIONS, .type = "MedicationRequest", .status = "stopped" },
      "Stopped" },
    { { .section = KW_SECTION_CONDITIONS, .clinical_status = "active", .body_site = "Left knee" },
      "Left knee" },
    { { .section = KW_SECTION_LABS, .who = "Dr. Marsh", .where = "City Clinic" },
      "Dr. Marsh · City Clinic" },
    { { .section = KW_SECTION_LABS, .who = "City Clinic", .where = "City Clinic" }, "City Clinic" },
    { { .section = KW_SECTION_LABS }, NULL },
    { { .section = KW_SECTION_LABS, .flags = KW_RECORD_DAMAGED },
      "some characters could not be read" },
    { { .section = KW_SECTION_VISITS,
        .text = "Check-up",
        .kind_text = "Office visit",
        .reason = "Cough" },
      "Office visit · For: Cough" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = kw_words_subtitle (NULL, &cases[i].record);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_who_and_where (void)
{
  const KwRelation relations[] = { { KW_RELATION_PERFORMER, NULL, "Dr. Ruiz" },
                                   { KW_RELATION_LOCATION, "Location/1", "Ward 3" } };
  KwRecord record = { .relations = relations, .n_relations = 2 };
  g_autofree char *performer = kw_words_who (NULL, &record);
  g_autofree char *ward = kw_words_where (NULL, &record);
  g_assert_cmpstr (performer, ==, "Dr. Ruiz");
  g_assert_cmpstr (ward, ==, "Ward 3");

  record.who = "Dr. Marsh";
  g_autofree char *named = kw_words_who (NULL, &record);
  g_assert_cmpstr (named, ==, "Dr. Marsh");
  record.flags = KW_RECORD_BY_PATIENT;
  g_autofree char *patient = kw_words_who (NULL, &record);
  g_assert_cmpstr (patient, ==, "Reported by the patient");

  const KwRecord silent = { .who = "123456" };
  g_assert_null (kw_words_who (NULL, &silent));
  g_assert_null (kw_words_where (NULL, &silent));
}

static void
test_spoken (void)
{
  g_autofree char *words = kw_words_spoken (NULL, &potassium);
  g_assert_cmpstr (words, ==,
                   "Potassium, a salt that the body needs, 4.9, In the standard range, "
                   "Riverside Hospital, Collected 5 November 2026.");
  const KwRecord bare = { .type = "Basic", .section = KW_SECTION_OTHER };
  g_autofree char *least = kw_words_spoken (NULL, &bare);
  g_assert_cmpstr (least, ==, "Unnamed other record, Date not stated.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-record/subtitle", test_subtitle);
  g_test_add_func ("/words-record/who-and-where", test_who_and_where);
  g_test_add_func ("/words-record/spoken", test_spoken);
  return g_test_run ();
}
