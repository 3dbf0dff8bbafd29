/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "sync/doctor-private.h"

static const char *const verdict_ids[] = {
  [KW_CHECK_FINE] = "fine",
  [KW_CHECK_WARN] = "warn",
  [KW_CHECK_FAIL] = "fail",
  [KW_CHECK_UNKNOWN] = "unknown",
};

static const char *const end_ids[] = {
  [KW_DOCTOR_WELL] = "well",
  [KW_DOCTOR_DO] = "do",
  [KW_DOCTOR_HOSPITAL] = "hospital",
};

static const char *const action_ids[] = {
  [KW_DOCTOR_ACTION_NONE] = "none",       [KW_DOCTOR_ACTION_SIGN_IN] = "sign-in",
  [KW_DOCTOR_ACTION_LATER] = "later",     [KW_DOCTOR_ACTION_CLOCK] = "clock",
  [KW_DOCTOR_ACTION_KEYRING] = "keyring", [KW_DOCTOR_ACTION_ADDRESS] = "address",
};

const char *
kw_check_verdict_get_id (KwCheckVerdict verdict)
{
  return verdict_ids[verdict];
}

const char *
kw_doctor_end_get_id (KwDoctorEnd end)
{
  return end_ids[end];
}

const char *
kw_doctor_action_get_id (KwDoctorAction action)
{
  return action_ids[action];
}

void
kw_check_free (KwCheck *self)
{
  g_free (self->name);
  g_free (self->words);
  g_free (self->detail);
  g_free (self);
}

KwCheck *
kw_check_copy (const KwCheck *self)
{
  KwCheck *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->words = g_strdup (self->words);
  copy->detail = g_strdup (self->detail);
  return copy;
}

void
kw_doctor_report_free (KwDoctorReport *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->checks);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->verdict);
  g_free (self->send_to);
  g_free (self->letter);
  g_free (self->block);
  g_free (self);
}

static void
visit_clear (KwVisit *visit)
{
  g_clear_pointer (&visit->keeper, kw_keeper_free);
  g_clear_pointer (&visit->session, kw_session_unref);
  g_clear_pointer (&visit->stored, kw_connection_unref);
  g_clear_pointer (&visit->found, kw_connection_unref);
  g_clear_pointer (&visit->report, kw_doctor_report_free);
  g_clear_pointer (&visit->directories, kw_directories_free);
  g_clear_error (&visit->no_keeper);
  g_clear_error (&visit->no_discovery);
  g_clear_error (&visit->worst);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KwVisit, visit_clear)

/* One session for all, so that its journal holds every attempt. */
static gboolean
begin (KwVisit *visit, KwVault *vault, const char *subject, GError **error)
{
  visit->address = subject;
  visit->report = g_new0 (KwDoctorReport, 1);
  visit->report->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_check_free);
  if (g_uuid_string_is_valid (subject))
    {
      visit->stored = kw_find_connection (vault, subject, error);
      if (visit->stored == NULL)
        return FALSE;
      visit->address = kw_connection_get (visit->stored, KW_CONNECTION_BASE);
      visit->directories = kw_directories_load (kw_vault_get_data_dir (vault));
      visit->keeper = kw_keeper_open (vault, subject, visit->cancellable, &visit->no_keeper);
    }
  visit->session = visit->keeper != NULL ? kw_session_ref (kw_keeper_get_session (visit->keeper))
                                         : kw_session_new ();
  return TRUE;
}

static void
run_check (KwVisit *visit, const KwCheckRow *row)
{
  KwCheck *check = g_new0 (KwCheck, 1);

  check->id = row->id;
  check->name = g_strdup (_ (row->name));
  g_ptr_array_add (visit->report->checks, check);
  if (row->needs_sign_in && visit->stored == NULL)
    {
      check->verdict = KW_CHECK_UNKNOWN;
      check->words = g_strdup (_ ("Not checked: you are not signed in there."));
    }
  else
    row->run (visit, check);
  if (check->verdict != KW_CHECK_UNKNOWN)
    visit->report->worst = MAX (visit->report->worst, check->verdict);
}

/**
 * kw_doctor_run:
 * @vault: (nullable): the vault of the connection; not needed for an address
 * @uuid_or_address: a connection, or the address of a server
 * @progress: (nullable): called after each check, in this thread
 * @data: for @progress
 * @cancellable: (nullable): ends it
 * @error: return location, for a connection that is not there, or %G_IO_ERROR_CANCELLED
 *
 * Every check by itself, with a verdict in words, and one verdict over all: all is well, what to
 * do, or that only the hospital can mend it, with the text to send. Blocks.
 *
 * ```c
 * g_autoptr (KwDoctorReport) report = kw_doctor_run (NULL, base, NULL, NULL, NULL, &error);
 * g_assert_cmpint (report->end, ==, KW_DOCTOR_WELL);
 * ```
 *
 * Returns: (transfer full) (nullable): what was found
 */
KwDoctorReport *
kw_doctor_run (KwVault *vault,
               const char *uuid_or_address,
               KwDoctorProgress progress,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (KwVisit) visit = { .cancellable = cancellable };
  guint n;
  const KwCheckRow *rows = kw_doctor_list_checks (&n);

  g_return_val_if_fail (uuid_or_address != NULL, NULL);
  g_return_val_if_fail (vault != NULL || !g_uuid_string_is_valid (uuid_or_address), NULL);

  if (!begin (&visit, vault, uuid_or_address, error))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      if (rows[i].applies != NULL && !rows[i].applies (&visit))
        continue;
      run_check (&visit, &rows[i]);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (progress != NULL)
        progress (data, g_ptr_array_index (visit.report->checks, visit.report->checks->len - 1));
    }
  kw_doctor_set_verdict (&visit);
  kw_doctor_write_report (&visit);
  return g_steal_pointer (&visit.report);
}
