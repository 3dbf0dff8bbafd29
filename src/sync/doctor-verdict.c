/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "sync/doctor-private.h"

/* Who can mend what. A failure that is not here is tried again later. */
static const struct
{
  KwError code;
  KwDoctorEnd end;
  KwDoctorAction action;
} outcomes[] = {
  { KW_ERROR_TENANT_MISMATCH_OURS, KW_DOCTOR_DO, KW_DOCTOR_ACTION_SIGN_IN },
  { KW_ERROR_TENANT_MISMATCH_THEIRS, KW_DOCTOR_HOSPITAL, KW_DOCTOR_ACTION_NONE },
  { KW_ERROR_TOKEN_UNTRUSTED, KW_DOCTOR_HOSPITAL, KW_DOCTOR_ACTION_NONE },
  { KW_ERROR_NOT_ENABLED, KW_DOCTOR_HOSPITAL, KW_DOCTOR_ACTION_NONE },
  { KW_ERROR_ACCESS_ENDED, KW_DOCTOR_HOSPITAL, KW_DOCTOR_ACTION_SIGN_IN },
  { KW_ERROR_REQUEST, KW_DOCTOR_HOSPITAL, KW_DOCTOR_ACTION_NONE },
  { KW_ERROR_MOVED, KW_DOCTOR_DO, KW_DOCTOR_ACTION_ADDRESS },
  { KW_ERROR_SIGN_IN_LAPSED, KW_DOCTOR_DO, KW_DOCTOR_ACTION_SIGN_IN },
  { KW_ERROR_SIGN_IN_DAMAGED, KW_DOCTOR_DO, KW_DOCTOR_ACTION_SIGN_IN },
  { KW_ERROR_SIGN_IN_REFUSED, KW_DOCTOR_DO, KW_DOCTOR_ACTION_SIGN_IN },
  { KW_ERROR_OTHER_PATIENT, KW_DOCTOR_DO, KW_DOCTOR_ACTION_SIGN_IN },
  { KW_ERROR_REFUSED, KW_DOCTOR_DO, KW_DOCTOR_ACTION_SIGN_IN },
  { KW_ERROR_CERTIFICATE, KW_DOCTOR_HOSPITAL, KW_DOCTOR_ACTION_NONE },
  { KW_ERROR_DISCOVERY, KW_DOCTOR_HOSPITAL, KW_DOCTOR_ACTION_NONE },
  { KW_ERROR_SERVER, KW_DOCTOR_HOSPITAL, KW_DOCTOR_ACTION_LATER },
  { KW_ERROR_NOT_OFFERED, KW_DOCTOR_HOSPITAL, KW_DOCTOR_ACTION_NONE },
  { KW_ERROR_ADDRESS, KW_DOCTOR_DO, KW_DOCTOR_ACTION_ADDRESS },
  { KW_ERROR_KEYRING_LOCKED, KW_DOCTOR_DO, KW_DOCTOR_ACTION_KEYRING },
  { KW_ERROR_KEYRING_ABSENT, KW_DOCTOR_DO, KW_DOCTOR_ACTION_KEYRING },
};

/* The pair that differs, where it is among the six values: the first one, and the one that is not
 * it. */
static char *
dup_pair (const KwVisit *visit)
{
  const KwTenantValue *first = NULL;
  const KwTenantValue *other = NULL;

  for (guint i = 0; visit->report->values != NULL && i < visit->report->values->len; i++)
    {
      const KwTenantValue *value = g_ptr_array_index (visit->report->values, i);

      if (first == NULL && value->state == KW_TENANT_SAME)
        first = value;
      if (other == NULL && value->state == KW_TENANT_DIFFERENT)
        other = value;
    }
  if (first == NULL || other == NULL)
    return NULL;
  /* Translators: two rows of the table of addresses, as "Address of your records". */
  return g_strdup_printf (_ ("“%s” and “%s” name two different hospitals."), first->name,
                          other->name);
}

static char *
dup_ours (const KwVisit *visit)
{
  g_autofree char *pair = dup_pair (visit);

  return g_strdup_printf (
      "%s %s %s", _ ("Keepwell holds addresses of two hospitals, so nothing was sent."),
      pair != NULL ? pair : _ ("The report below says which."),
      _ ("Sign in again: that makes all of them new. Your records here stay as they are."));
}

/* The server's own description is mixed up: no sign-in mends that. */
static char *
dup_theirs_mixed (void)
{
  return g_strdup (_ ("The hospital’s server describes itself with addresses of two hospitals, so "
                      "nothing was sent. Only the hospital can mend this: send them the text "
                      "below."));
}

static char *
dup_theirs (void)
{
  return g_strdup (_ ("Every address agrees, and the hospital’s server refuses the pass that it "
                      "gave out itself. Only the hospital can mend this: send them the text "
                      "below."));
}

/* An address that was typed is looked at before the hospital is blamed. */
static gboolean
is_typed_wrong (const KwVisit *visit)
{
  return visit->stored == NULL && g_error_matches (visit->worst, KW_ERROR, KW_ERROR_DISCOVERY);
}

static void
set_failed (KwVisit *visit)
{
  KwDoctorReport *report = visit->report;
  gboolean mixed
      = visit->no_discovery != NULL
        && g_error_matches (visit->no_discovery, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS);

  report->end = KW_DOCTOR_DO;
  report->action = KW_DOCTOR_ACTION_LATER;
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_error_matches (visit->worst, KW_ERROR, (int) outcomes[i].code))
      {
        report->end = outcomes[i].end;
        report->action = outcomes[i].action;
      }
  if (is_typed_wrong (visit))
    {
      report->end = KW_DOCTOR_DO;
      report->action = KW_DOCTOR_ACTION_ADDRESS;
    }
  if (mixed)
    {
      report->end = KW_DOCTOR_HOSPITAL;
      report->action = KW_DOCTOR_ACTION_NONE;
      report->verdict = dup_theirs_mixed ();
    }
  else if (g_error_matches (visit->worst, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS))
    report->verdict = dup_ours (visit);
  else if (g_error_matches (visit->worst, KW_ERROR, KW_ERROR_TENANT_MISMATCH_THEIRS))
    report->verdict = dup_theirs ();
  else
    report->verdict = kw_error_dup_sentence (visit->worst);
}

void
kw_doctor_set_verdict (KwVisit *visit)
{
  KwDoctorReport *report = visit->report;

  if (visit->worst != NULL)
    set_failed (visit);
  else if (report->clock_is_off)
    {
      report->end = KW_DOCTOR_DO;
      report->action = KW_DOCTOR_ACTION_CLOCK;
      report->verdict = g_strdup (_ ("Set the date and time of this computer. Hospitals refuse a "
                                     "computer whose clock is wrong."));
    }
  else if (visit->stored == NULL)
    report->verdict = g_strdup (_ ("The server is well. Whether it lets you in shows when you sign "
                                   "in."));
  else if (report->worst == KW_CHECK_WARN)
    report->verdict = g_strdup (_ ("The connection works. What is marked below is worth a look."));
  else
    report->verdict = g_strdup (_ ("All is well."));
}
