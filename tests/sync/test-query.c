/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/clinic.h"

/* Servers seen in the wild, 10 to 21: what one list may do, and what the section then says. The
 * others are never stopped by it. */
static void
test_lists (void)
{
  static const struct
  {
    const char *fault;
    const char *section;
    KwSectionState state;
    gboolean incomplete;
  } cases[] = {
    { "empty-403:Immunization", "Immunization", KW_STATE_REFUSED, FALSE },
    { "html-404:CarePlan", "CarePlan", KW_STATE_NOT_OFFERED, FALSE },
    { "text-400:Condition", "Condition", KW_STATE_FAILED, FALSE },
    { "cut-off:Condition", "Condition", KW_STATE_FAILED, FALSE },
    { "daily-limit:DocumentReference", "DocumentReference", KW_STATE_FAILED, FALSE },
    { "total-zero", "Observation?laboratory", KW_STATE_COMPLETE, FALSE },
    { "next-other-tenant", "Observation?laboratory", KW_STATE_FAILED, TRUE },
    { "next-expired", "Observation?laboratory", KW_STATE_FAILED, FALSE },
    { "next-relative", "Observation?laboratory", KW_STATE_COMPLETE, FALSE },
    { "old-content-type", "Observation?laboratory", KW_STATE_COMPLETE, FALSE },
    { "strict-search", "Observation?laboratory", KW_STATE_COMPLETE, FALSE },
    { "rate-limit:9", "Observation?laboratory", KW_STATE_COMPLETE, FALSE },
    { "binary-404", "DocumentReference", KW_STATE_COMPLETE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const options[] = { "--fault", cases[i].fault, NULL };
      g_autofree char *dir = fixture_new ();
      g_autoptr (Clinic) clinic = clinic_start (options);
      g_autofree char *uuid = NULL;
      g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);
      g_autoptr (GPtrArray) sources = NULL;
      const KwSourceSection *section;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].fault);
      g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      sources = kw_vault_list_sources (vault, NULL);
      section = clinic_section (g_ptr_array_index (sources, 0), cases[i].section);
      g_assert_cmpint (section->state, ==, cases[i].state);
      g_assert_cmpint (section->incomplete, ==, cases[i].incomplete);
      section = clinic_section (g_ptr_array_index (sources, 0), "Encounter");
      g_assert_cmpint (section->state, ==, KW_STATE_COMPLETE);
      g_assert_cmpuint (section->count, >, 0);
      g_clear_object (&vault);
      fixture_remove (dir);
    }
}

/* A record about somebody else is set aside and counted, and is nowhere in the vault. */
static void
test_foreign (void)
{
  const char *const options[] = { "--fault", "foreign-record", NULL };
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);
  g_autoptr (GPtrArray) connections = kw_vault_list_connections (vault, NULL);
  const char *patient
      = kw_connection_get (g_ptr_array_index (connections, 0), KW_CONNECTION_PATIENT);
  g_autofree char *own = g_strconcat ("Patient/", patient, NULL);
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GPtrArray) index = NULL;
  guint n_subjects = 0;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  sources = kw_vault_list_sources (vault, NULL);
  g_assert_cmpuint (((KwSource *) g_ptr_array_index (sources, 0))->left_out, >, 0);
  index = kw_vault_load_index (vault, NULL, NULL);
  for (guint i = 0; i < index->len; i++)
    {
      const KwIndexRow *row = g_ptr_array_index (index, i);
      const KwRelation *subject = kw_record_get_relation (row->record, KW_RELATION_SUBJECT);

      if (subject == NULL || subject->reference == NULL)
        continue;
      n_subjects++;
      g_assert_cmpstr (subject->reference, ==, own);
    }
  g_assert_cmpuint (n_subjects, >, 300);
  g_clear_object (&vault);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  int status;

  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/query/lists", test_lists);
  g_test_add_func ("/sync/query/foreign", test_foreign);
  status = g_test_run ();
  return fixture_end (status);
}
