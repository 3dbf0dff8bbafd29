/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/clinic.h"

static guint
count_records (KwVault *vault)
{
  g_autoptr (GPtrArray) index = kw_vault_load_index (vault, NULL, NULL);

  g_assert_nonnull (index);
  return index->len;
}

static KwSource *
get_source (KwVault *vault)
{
  g_autoptr (GPtrArray) sources = kw_vault_list_sources (vault, NULL);

  g_assert_cmpuint (sources->len, ==, 1);
  return kw_source_copy (g_ptr_array_index (sources, 0));
}

typedef struct
{
  const char *fault;
  const char *section; /* its state, "" for none */
  KwSectionState state;
  gboolean incomplete;
  KwSourceState source;
  int error; /* of KW_ERROR, -1 for a sync that ends well */
} FaultCase;

static void
test_whole_record (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);
  g_autoptr (KwSource) source = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  source = get_source (vault);
  g_assert_cmpint (source->state, ==, KW_SOURCE_FINE);
  g_assert_cmpuint (source->left_out, ==, 0);
  g_assert_cmpuint (clinic_section (source, "Observation?laboratory")->count, >=, 300);
  g_assert_cmpint (clinic_section (source, "AllergyIntolerance")->state, ==, KW_STATE_COMPLETE);
  n = count_records (vault);
  g_assert_cmpuint (n, >, 400);

  /* The same again changes nothing and duplicates nothing. */
  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, &error));
  g_assert_cmpuint (count_records (vault), ==, n);
  fixture_remove (dir);
}

static void
test_faults (void)
{
  static const FaultCase cases[] = {
    { "refuse-type:Immunization", "Immunization", KW_STATE_REFUSED, FALSE, KW_SOURCE_FINE, -1 },
    { "fail-type:Condition", "Condition", KW_STATE_FAILED, FALSE, KW_SOURCE_FINE, -1 },
    { "next-outside", "Observation?laboratory", KW_STATE_FAILED, TRUE, KW_SOURCE_FINE, -1 },
    { "next-loop", "Observation?laboratory", KW_STATE_FAILED, TRUE, KW_SOURCE_FINE, -1 },
    { "incomplete", "Observation?laboratory", KW_STATE_COMPLETE, TRUE, KW_SOURCE_FINE, -1 },
    { "no-total", "Observation?laboratory", KW_STATE_COMPLETE, FALSE, KW_SOURCE_FINE, -1 },
    { "tenant-mismatch", "", 0, FALSE, KW_SOURCE_NEEDS_ATTENTION, KW_ERROR_TENANT_MISMATCH_THEIRS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const options[] = { "--fault", cases[i].fault, NULL };
      g_autofree char *dir = fixture_new ();
      g_autoptr (Clinic) good = clinic_start (NULL);
      g_autoptr (Clinic) clinic = NULL;
      g_autofree char *uuid = NULL;
      g_autoptr (KwVault) vault = NULL;
      g_autoptr (KwSource) source = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].fault);
      clinic = clinic_start (options);
      if (cases[i].error == KW_ERROR_TENANT_MISMATCH_THEIRS)
        {
          /* No read works at all, so that even the sign-in ends with the reason. */
          g_assert_null (clinic_sign_in (clinic->bases[0], "Rosa Alvarez", &error));
          g_assert_error (error, KW_ERROR, cases[i].error);
          fixture_remove (dir);
          continue;
        }
      vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);
      g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, &error));
      source = get_source (vault);
      g_assert_cmpint (source->state, ==, cases[i].source);
      g_assert_cmpint (clinic_section (source, cases[i].section)->state, ==, cases[i].state);
      g_assert_cmpint (clinic_section (source, cases[i].section)->incomplete, ==,
                       cases[i].incomplete);
      g_assert_cmpuint (clinic_section (source, "Encounter")->count, >, 0);
      fixture_remove (dir);
    }
}

/* One kind that failed comes by itself; the others, and the time of the whole, stay as they are,
 * and nothing that was not asked for is taken for gone. */
static void
test_retry (void)
{
  const char *const options[] = { "--fault", "fail-type:Condition", NULL };
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);
  g_autoptr (KwSource) before = NULL;
  g_autoptr (KwSource) after = NULL;
  g_autoptr (GPtrArray) index = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, &error));
  before = get_source (vault);
  n = count_records (vault);
  g_assert_cmpint (clinic_section (before, "Condition")->state, ==, KW_STATE_FAILED);
  /* What is written a second later has another time. */
  g_usleep (1100 * 1000);
  clinic_go_wrong (&clinic, "fail-type:Immunization");
  g_assert_true (kw_sync_retry (vault, uuid, KW_SECTION_CONDITIONS, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  after = get_source (vault);
  g_assert_cmpint (clinic_section (after, "Condition")->state, ==, KW_STATE_COMPLETE);
  g_assert_cmpuint (clinic_section (after, "Condition")->count, >, 0);
  g_assert_cmpint (clinic_section (after, "Immunization")->state, ==, KW_STATE_COMPLETE);
  g_assert_cmpint (clinic_section (after, "Immunization")->as_of, ==,
                   clinic_section (before, "Immunization")->as_of);
  g_assert_cmpint (after->as_of, ==, before->as_of);
  g_assert_cmpint (clinic_section (after, "Condition")->as_of, >, before->as_of);
  index = kw_vault_load_index (vault, NULL, NULL);
  g_assert_cmpuint (index->len, ==, n + clinic_section (after, "Condition")->count);
  for (guint i = 0; i < index->len; i++)
    g_assert_cmpint (((const KwIndexRow *) g_ptr_array_index (index, i))->history.missing_since, ==,
                     0);
  fixture_remove (dir);
}

/* Tokens of three seconds: refreshed ahead, nothing refused, nothing asked for twice. */
static void
test_short_tokens (void)
{
  const char *const options[] = { "--token-lifetime", "3", "--fault", "slow:120", NULL };
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[1], "Rosa Alvarez", &uuid);
  g_autoptr (GError) error = NULL;

  g_usleep (3 * G_USEC_PER_SEC);
  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  fixture_remove (dir);
}

static void
cancel_after_a_page (gpointer data,
                     const char *type,
                     KwSection section,
                     KwSectionState state,
                     guint count,
                     gboolean done)
{
  if (count > 100)
    g_cancellable_cancel (data);
}

/* What was committed before the end is there, and the next run does not ask for it again. */
static void
test_resume (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *log = g_build_filename (dir, "log", NULL);
  const char *const options[] = { "--log", log, NULL };
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint before, after = 0;

  g_assert_false (kw_sync_run (vault, uuid, cancel_after_a_page, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  before = count_records (vault);
  g_assert_cmpuint (before, >=, 100);
  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, &error));
  g_assert_cmpuint (count_records (vault), >, before);
  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  for (const char *p = text; (p = strstr (p, "/AllergyIntolerance ")) != NULL; p++)
    after++;
  g_assert_cmpuint (after, ==, 1);
  fixture_remove (dir);
}

static void
stop_clinic (gpointer data,
             const char *type,
             KwSection section,
             KwSectionState state,
             guint count,
             gboolean done)
{
  if (count > 100)
    g_subprocess_force_exit (data);
}

static void
test_server_gone (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);
  g_autoptr (KwSource) source = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_sync_run (vault, uuid, stop_clinic, clinic->process, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_UNREACHABLE);
  source = get_source (vault);
  g_assert_cmpint (source->state, ==, KW_SOURCE_FAILED);
  g_assert_nonnull (source->message);
  g_assert_cmpuint (count_records (vault), >=, 100);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  int status;

  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/whole-record", test_whole_record);
  g_test_add_func ("/sync/faults", test_faults);
  g_test_add_func ("/sync/retry", test_retry);
  g_test_add_func ("/sync/short-tokens", test_short_tokens);
  g_test_add_func ("/sync/resume", test_resume);
  g_test_add_func ("/sync/server-gone", test_server_gone);
  status = g_test_run ();
  return fixture_end (status);
}
