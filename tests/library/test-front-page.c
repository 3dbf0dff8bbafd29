/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/json.h"
#include "library/fixture.h"

#define N_ALLERGIES 20
#define N_CONDITIONS 40

static void
fill (KwVault *vault)
{
  KwBatch *batch = kw_batch_new ("c1");

  for (guint i = 0; i < N_ALLERGIES; i++)
    {
      g_autofree char *text = g_strdup_printf ("{'resourceType':'AllergyIntolerance','id':'a%u',"
                                               "'code':{'text':'Allergen %u'}}",
                                               i, i);
      fixture_put_json (batch, text);
    }
  for (guint i = 0; i < N_CONDITIONS; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{'resourceType':'Condition','id':'c%u','clinicalStatus':{'coding':[{'code':'active'}]},"
          "'recordedDate':'20%02u-01-01','code':{'text':'Condition %u'},"
          "'recorder':{'reference':'Practitioner/p'}}",
          i, 10 + i % 15, i);
      fixture_put_json (batch, text);
    }
  fixture_put_json (batch, "{'resourceType':'Practitioner','id':'p','name':[{'text':'Dr. Who'}]}");
  fixture_put_json (batch, "{'resourceType':'Practitioner','id':'q','name':[{'text':'Dr. No'}]}");
  fixture_put_json (batch, "{'resourceType':'Observation','id':'o','status':'final','category':[{"
                           "'coding':[{'code':'laboratory'}]}],'code':{'text':'Iron'},"
                           "'valueQuantity':{'value':1.10,'unit':'g'}}");
  fixture_commit (vault, batch);
}

static void
assert_same_start (const KwSnapshot *front, const KwSnapshot *whole, KwGroup group)
{
  const GArray *some = kw_snapshot_get_group (front, group);
  const GArray *all = kw_snapshot_get_group (whole, group);

  g_assert_cmpuint (kw_snapshot_count_group (front, group), ==, all->len);
  g_assert_cmpuint (some->len, >=, MIN (all->len, 6));
  for (guint i = 0; i < MIN (some->len, 6); i++)
    g_assert_cmpstr (kw_snapshot_get_record (front, g_array_index (some, guint32, i))->ref, ==,
                     kw_snapshot_get_record (whole, g_array_index (all, guint32, i))->ref);
}

static void
test_round_trip (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) whole = NULL;
  g_autoptr (KwSnapshot) front = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *who = NULL;

  fill (vault);
  whole = kw_snapshot_new_from_vault (vault, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (kw_snapshot_store_front_page (whole, vault, &error));
  g_assert_no_error (error);

  front = kw_snapshot_new_from_front_page (vault, &error);
  g_assert_no_error (error);
  g_assert_true (kw_snapshot_is_partial (front));
  g_assert_cmpstr (kw_snapshot_get_person (front)->name, ==, "Canaria Plantword");
  g_assert_cmpstr (kw_snapshot_get_source (front, 0)->name, ==, "Canary Hospital");
  g_assert_cmpuint (kw_snapshot_count_records (front), ==, kw_snapshot_count_records (whole));
  g_assert_cmpuint (kw_snapshot_get_n_records (front), <, kw_snapshot_get_n_records (whole));
  for (guint i = 0; i < KW_N_GROUPS; i++)
    assert_same_start (front, whole, i);
  for (guint i = 0; i < KW_N_SECTIONS; i++)
    g_assert_cmpuint (kw_snapshot_count_section (front, i), ==,
                      kw_snapshot_count_section (whole, i));

  /* No allergy is left out, digits are the source's, and names still resolve. */
  g_assert_cmpuint (kw_snapshot_get_group (front, KW_GROUP_ALLERGIES)->len, ==, N_ALLERGIES);
  g_assert_cmpstr (kw_snapshot_find (front, "c1/Observation/o")->value.number, ==, "1.10");
  g_assert_nonnull (kw_snapshot_find (front, "c1/Practitioner/p"));
  g_assert_null (kw_snapshot_find (front, "c1/Practitioner/q"));
  who = kw_words_who (
      kw_snapshot_get_words (front),
      kw_snapshot_get_record (
          front,
          g_array_index (kw_snapshot_get_group (front, KW_GROUP_CONDITIONS_CURRENT), guint32, 0)));
  g_assert_cmpstr (who, ==, "Dr. Who");
  fixture_remove (dir);
}

/* An equal page is not written again, or every start would change the vault. */
static void
test_written_once (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) whole = NULL;
  g_autoptr (KwSnapshot) again = NULL;
  g_autoptr (KwSnapshot) later = NULL;
  g_autoptr (KwSnapshot) front = NULL;
  KwBatch *batch = kw_batch_new ("c1");
  guint64 version;

  fill (vault);
  whole = kw_snapshot_new_from_vault (vault, NULL, NULL);
  g_assert_true (kw_snapshot_store_front_page (whole, vault, NULL));
  version = kw_vault_get_version (vault);
  again = kw_snapshot_new_from_vault (vault, NULL, NULL);
  g_assert_true (kw_snapshot_store_front_page (again, vault, NULL));
  g_assert_cmpuint (kw_vault_get_version (vault), ==, version);

  fixture_put_json (batch, "{'resourceType':'AllergyIntolerance','id':'new','code':{'text':'N'}}");
  fixture_commit (vault, batch);
  later = kw_snapshot_new_from_vault (vault, NULL, NULL);
  g_assert_true (kw_snapshot_store_front_page (later, vault, NULL));
  front = kw_snapshot_new_from_front_page (vault, NULL);
  g_assert_nonnull (kw_snapshot_find (front, "c1/AllergyIntolerance/new"));
  fixture_remove (dir);
}

static void
test_none_and_damaged (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (GBytes) damaged = g_bytes_new_static ("{\"records\":[", 12);
  g_autoptr (GBytes) strange = fixture_json (
      "{'person':7,'sources':{},'n_records':'x','sections':[1],'groups':null,'records':[7,{}]}");
  g_autoptr (KwSnapshot) front = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_snapshot_new_from_front_page (vault, &error));
  g_assert_no_error (error);
  g_assert_true (kw_vault_put_item (vault, "front-page", damaged, NULL));
  g_assert_null (kw_snapshot_new_from_front_page (vault, &error));
  g_assert_error (error, KW_JSON_ERROR, KW_JSON_ERROR_SYNTAX);
  g_assert_true (kw_vault_put_item (vault, "front-page", strange, NULL));
  front = kw_snapshot_new_from_front_page (vault, NULL);
  g_assert_cmpuint (kw_snapshot_get_n_records (front), ==, 0);
  fixture_remove (dir);
}

int
main (int argc, char *argv[])
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/front-page/round-trip", test_round_trip);
  g_test_add_func ("/front-page/written-once", test_written_once);
  g_test_add_func ("/front-page/none-and-damaged", test_none_and_damaged);
  return fixture_end (g_test_run ());
}
