/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/clinic.h"

static void
test_faults (void)
{
  static const struct
  {
    const char *fault;
    KwCheckVerdict worst;
    guint n_checks;
  } cases[] = {
    { "no-total", KW_CHECK_FINE, 4 },
    { "no-discovery", KW_CHECK_FAIL, 3 },
    { "stale-discovery", KW_CHECK_FAIL, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const options[] = { "--fault", cases[i].fault, NULL };
      g_autoptr (Clinic) clinic = clinic_start (options);
      g_autoptr (KwDoctorReport) report = kw_doctor_run (NULL, clinic->bases[0], NULL, NULL);

      g_test_message ("%s", cases[i].fault);
      g_assert_cmpint (report->worst, ==, cases[i].worst);
      g_assert_cmpuint (report->checks->len, ==, cases[i].n_checks);
      g_assert_nonnull (report->verdict);
    }
}

static void
test_connection (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);
  g_autoptr (KwDoctorReport) well = kw_doctor_run (vault, uuid, NULL, NULL);
  g_autoptr (KwDoctorReport) gone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (well->worst, ==, KW_CHECK_FINE);
  g_assert_cmpuint (well->checks->len, ==, 8);
  g_clear_pointer (&clinic, clinic_stop);
  gone = kw_doctor_run (vault, uuid, NULL, NULL);
  g_assert_cmpint (gone->worst, ==, KW_CHECK_FAIL);
  g_assert_null (kw_doctor_run (vault, "00000000-0000-4000-8000-000000000000", NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD);
  g_clear_object (&vault);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  int status;

  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/doctor/faults", test_faults);
  g_test_add_func ("/sync/doctor/connection", test_connection);
  status = g_test_run ();
  return fixture_end (status);
}
