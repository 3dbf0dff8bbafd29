/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/content.h"

#define NOW 1793880000 /* 5 November 2026 */
#define PATIENT "\"subject\":{\"reference\":\"Patient/p\"}"
#define LAB "\"category\":[{\"coding\":[{\"code\":\"laboratory\"}]}],\"status\":\"final\"," PATIENT
#define ORDER                                                                                      \
  "{\"resourceType\":\"MedicationRequest\",\"status\":\"active\",\"intent\":\"order\"," PATIENT

/* A record that is written for this test. */
static const char record[]
    = "[{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":[{\"text\":\"Rosa Alvarez\"}]},"
      "{\"resourceType\":\"AllergyIntolerance\",\"id\":\"a\",\"patient\":{\"reference\":\"Patient/"
      "p\"},"
      "\"recordedDate\":\"1987\",\"code\":{\"text\":\"Penicillin\"},"
      "\"recorder\":{\"display\":\"Dr. Marsh\"},\"note\":[{\"text\":\"Since childhood.\"}]},"
      "{\"resourceType\":\"Provenance\",\"id\":\"s\",\"recorded\":\"1990-01-05\",\"target\":[{"
      "\"reference\":\"AllergyIntolerance/a\"}],\"agent\":[{\"type\":{\"coding\":[{\"code\":"
      "\"transmitter\"}]},\"who\":{\"display\":\"City Exchange\"}}]}," ORDER
      ",\"id\":\"m1\",\"authoredOn\":\"2020-01-01\","
      "\"medicationCodeableConcept\":{\"text\":\"Lisinopril\"}}," ORDER ",\"id\":\"m2\","
      "\"doNotPerform\":true,\"medicationCodeableConcept\":{\"text\":\"Ibuprofen\"}},"
      "{\"resourceType\":\"Observation\",\"id\":\"o1\",\"code\":{\"text\":\"Glucose\"}," LAB
      ",\"valueQuantity\":{\"value\":148.0,\"unit\":\"mg/dL\"},\"interpretation\":[{\"coding\":[{"
      "\"code\":\"H\"}]}],\"effectiveDateTime\":\"2026-11-05\"},"
      "{\"resourceType\":\"Observation\",\"id\":\"o2\",\"code\":{\"text\":\"Sodium\"}," LAB
      ",\"valueQuantity\":{\"value\":140,\"unit\":\"mmol/"
      "L\"},\"effectiveDateTime\":\"2019-01-01\"},"
      "{\"resourceType\":\"Observation\",\"id\":\"o3\",\"code\":{\"text\":\"Calcium\"}," LAB
      ",\"valueQuantity\":{\"value\":9,\"unit\":\"mg/dL\"},\"effectiveDateTime\":\"2025\"},"
      "{\"resourceType\":\"Observation\",\"id\":\"o4\",\"code\":{\"text\":\"Iron\"}," LAB
      ",\"valueQuantity\":{\"value\":9,\"unit\":\"mg/"
      "dL\"},\"effectivePeriod\":{\"end\":\"2026-01-01\"}}]";

typedef struct
{
  KwBundle *bundle;
  KwSnapshot *snapshot;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (record, strlen (record));
  g_autoptr (GError) error = NULL;

  fixture->bundle = kw_bundle_new (bytes, "file", &error);
  g_assert_no_error (error);
  fixture->snapshot = kw_snapshot_new_from_bundle (fixture->bundle, 0, "rosa.json");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kw_snapshot_unref (fixture->snapshot);
  kw_bundle_free (fixture->bundle);
}

/* Everything in reading order: texts, and the cells of tables joined by "|". */
static char *
flatten (Fixture *fixture, const KwReportOptions *options)
{
  g_autoptr (GPtrArray) blocks = kw_report_content (fixture->snapshot, options, NOW);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const KwReportBlock *block = g_ptr_array_index (blocks, i);

      if (block->text != NULL)
        g_string_append_printf (out, "%s\n", block->text);
      for (guint r = 0; block->rows != NULL && r < block->rows->len; r++)
        {
          g_autofree char *row = g_strjoinv ("|", g_ptr_array_index (block->rows, r));
          g_string_append_printf (out, "%s\n", row);
        }
    }
  return g_string_free (out, FALSE);
}

static void
assert_order (const char *text, const char *const *words)
{
  const char *at = text;
  for (guint i = 0; words[i] != NULL; i++)
    {
      at = strstr (at, words[i]);
      if (at == NULL)
        g_error ("“%s” is not where it should be in: %s", words[i], text);
    }
}

/* Rule P1: who, sources, allergies, medicines, conditions, what is out of range, then the rest. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  const char *const order[]
      = { "Rosa Alvarez\n",
          "From the file rosa.json\n",
          "Allergies\n",
          "Penicillin|",
          "Dr. Marsh\n",
          "Current medicines",
          "Do not take: Ibuprofen|",
          "Lisinopril|",
          "List from your records on 5 November 2026. Confirm with your clinician "
          "or pharmacist.\n",
          "Current conditions\n",
          "No current condition is in these records.\n",
          "Results outside their range",
          "Glucose|148.0 mg/dL||Above the standard range|",
          "Test results\n",
          "Sodium – a salt that the body needs|140 mmol/L|",
          NULL };
  g_autofree char *text = flatten (fixture, NULL);
  assert_order (text, order);
}

/* Rule P6: allergies and current medicines stay whatever --since says; so does a date that may be
 * later. */
static void
test_since (Fixture *fixture, gconstpointer data)
{
  const KwReportOptions options = { .since = "2025-06-01" };
  g_autofree char *text = flatten (fixture, &options);

  g_assert_nonnull (strstr (text, "Records before 1 June 2025 were left out"));
  g_assert_nonnull (strstr (text, "Penicillin"));
  g_assert_nonnull (strstr (text, "Lisinopril"));
  g_assert_nonnull (strstr (text, "Glucose"));
  g_assert_nonnull (strstr (text, "Calcium"));
  g_assert_nonnull (strstr (text, "Iron"));
  g_assert_null (strstr (text, "Sodium"));
}

static void
test_refs (Fixture *fixture, gconstpointer data)
{
  const KwRecord *first = kw_snapshot_get_record (fixture->snapshot, 0);
  const char *const refs[] = { first->ref, NULL };
  const KwReportOptions options = { .refs = refs };
  g_autofree char *title = kw_words_title (NULL, first);
  g_autofree char *text = flatten (fixture, &options);

  g_assert_nonnull (strstr (text, "Only the records that were chosen are printed here."));
  g_assert_nonnull (strstr (text, title));
  g_assert_null (strstr (text, "Sodium"));
}

/* What stands on the page of a record stands on paper too (rules G8 and L16). */
static void
test_details (Fixture *fixture, gconstpointer data)
{
  const char *const refs[] = { "file/AllergyIntolerance/a", NULL };
  const KwReportOptions options = { .refs = refs };
  g_autofree char *text = flatten (fixture, &options);
  g_autofree char *all = flatten (fixture, NULL);

  g_assert_nonnull (strstr (text, "Recorded by: Dr. Marsh"));
  g_assert_nonnull (strstr (text, "Note: Since childhood."));
  g_assert_nonnull (strstr (text, "Source: City Exchange · 5 January 1990"));
  g_assert_null (strstr (all, "Note: Since childhood."));
}

static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  const KwSection sections[] = { KW_SECTION_LABS };
  const KwReportOptions options = { .sections = sections, .n_sections = 1 };
  g_autofree char *text = flatten (fixture, &options);

  g_assert_nonnull (strstr (text, "Left out by the person who printed this: Allergies, Medicines"));
  g_assert_null (strstr (text, "Penicillin"));
  g_assert_nonnull (strstr (text, "Sodium"));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/content/order", test_order);
  add ("/content/since", test_since);
  add ("/content/refs", test_refs);
  add ("/content/details-G8-L16", test_details);
  add ("/content/left-out", test_left_out);
  return g_test_run ();
}
