/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/medicine-identity.h"

/* What a name says of ingredient, strength, form and route. */
static const struct
{
  const char *name;
  const char *ingredient;
  const char *strength;
  const char *form;
  const char *route;
} names[] = {
  { "Lisinopril 10 MG Oral Tablet", "lisinopril", "10mg", "tablet", "oral" },
  { "LISINOPRIL  10mg tabs", "lisinopril", "10mg", "tablet", "" },
  { "Lisinopril 10.0 mg", "lisinopril", "10mg", "", "" },
  { "Lisinopril 2.50 mg", "lisinopril", "2.5mg", "", "" },
  { "Metoprolol succinate XL 50 mg", "metoprolol succinate", "50mg", "er", "" },
  { "24 HR Metformin 500 MG Extended Release Oral Tablet", "24 hr metformin", "24 500mg",
    "er tablet", "oral" },
  { "Amoxicillin 250 MG/5 ML Suspension", "amoxicillin", "250mg/5ml", "suspension", "" },
  { "Insulin glargine 100 UNT/ML", "insulin glargine", "100unit/ml", "", "" },
  { "Lisinopril-HCTZ 20-25 mg", "lisinopril hctz", "20-25mg", "", "" },
  { "Levothyroxine 75 \u00b5g", "levothyroxine", "75mcg", "", "" },
  { "Albuterol 0.09 MG/ACTUAT Inhaler", "albuterol", "0.09mg/actuat", "inhaler", "" },
  { "cilazapril 500 microgram tablet", "cilazapril", "500mcg", "tablet", "" },
  { "Vitamin B12 1,000 mcg", "vitamin b12", "1,000mcg", "", "" },
  { "Tylenol 3", "tylenol 3", "3", "", "" },
  { "Hydrocortisone 1 % cream", "hydrocortisone", "1%", "cream", "" },
  { "Aspirin", "aspirin", "", "", "" },
  { "5", "5", "5", "", "" },
  { "..", "", "", "", "" },
};

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const KwRecord record = { .type = "MedicationRequest", .text = names[i].name };
      g_autoptr (KwMedicineIdentity) identity = kw_medicine_identity_new (NULL, &record);

      g_test_message ("%s", names[i].name);
      g_assert_cmpstr (identity->ingredient, ==, names[i].ingredient);
      g_assert_cmpstr (identity->strength, ==, names[i].strength);
      g_assert_cmpstr (identity->facets[0], ==, names[i].form);
      g_assert_cmpstr (identity->facets[1], ==, names[i].route);
    }
}

/* A record without any name is the same medicine as no other one. */
static void
test_nameless (void)
{
  const KwRecord record = { .type = "MedicationRequest" };
  g_autoptr (KwMedicineIdentity) identity = kw_medicine_identity_new (NULL, &record);
  g_auto (GStrv) keys = kw_medicine_identity_dup_keys (identity, TRUE);

  g_assert_cmpuint (g_strv_length (keys), ==, 0);
  g_assert_null (identity->ingredient);
}

#define RXNORM "http://www.nlm.nih.gov/research/umls/rxnorm"
#define NDC "http://hl7.org/fhir/sid/ndc"

/* Whether one of two records denies what the other says: other codes of one system, another form,
 * another route. Different systems deny nothing. */
static void
test_conflicts (void)
{
  const KwCode rx1 = { .system = RXNORM, .code = "1" }, rx2 = { .system = RXNORM, .code = "2" };
  const KwCode rx1_oid = { .system = "urn:oid:2.16.840.1.113883.6.88", .code = "1" };
  const KwCode both[] = { rx1, rx2 }, ndc = { .system = NDC, .code = "2" };
  const struct
  {
    KwRecord a, b;
    gboolean conflict;
  } pairs[] = {
    { { .codes = &rx1, .n_codes = 1 }, { .codes = &rx2, .n_codes = 1 }, TRUE },
    { { .codes = &rx1, .n_codes = 1 }, { .codes = &rx1_oid, .n_codes = 1 }, FALSE },
    { { .codes = &rx1, .n_codes = 1 }, { .codes = both, .n_codes = 2 }, FALSE },
    { { .codes = &rx1, .n_codes = 1 }, { .codes = &ndc, .n_codes = 1 }, FALSE },
    { { .text = "A tablet" }, { .text = "A syrup" }, TRUE },
    { { .text = "A tablet" }, { .text = "A" }, FALSE },
    { { .text = "A", .kind_text = "Tablet" }, { .text = "A", .kind_text = "Syrup" }, TRUE },
    { { .text = "A", .method = "Oral" }, { .text = "A", .method = "Rectal" }, TRUE },
    { { .text = "A", .method = "Oral" }, { .text = "A", .method = " ORAL" }, FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (KwMedicineIdentity) a = kw_medicine_identity_new (NULL, &pairs[i].a);
      g_autoptr (KwMedicineIdentity) b = kw_medicine_identity_new (NULL, &pairs[i].b);

      g_assert_cmpint (kw_medicine_identity_conflicts (a, b), ==, pairs[i].conflict);
      g_assert_cmpint (kw_medicine_identity_conflicts (b, a), ==, pairs[i].conflict);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/medicine-identity/names", test_names);
  g_test_add_func ("/medicine-identity/nameless", test_nameless);
  g_test_add_func ("/medicine-identity/conflicts", test_conflicts);
  return g_test_run ();
}
