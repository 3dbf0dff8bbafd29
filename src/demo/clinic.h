/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The one program that both hospitals know. */
#define KW_DEMO_CLIENT_ID "keepwell-demo"

typedef struct
{
  guint port;                /* of the FHIR host; the authorization host takes the next. 0: free */
  const char *const *faults; /* as on the command line; NULL */
  const char *log;           /* a file; NULL */
  guint token_lifetime;      /* seconds; 0: 570, as Oracle Health has it */
  guint n_people;            /* further generated adults, for load */
} KwDemoOptions;

/**
 * KwClinic:
 *
 * Two hospitals behind one FHIR host and one authorization host, on loopback, in a thread of their
 * own, so that a test may block while it talks to them.
 *
 * ```c
 * g_autoptr (KwClinic) clinic = kw_clinic_new (&(KwDemoOptions){ 0 }, &error);
 * const char *base = kw_clinic_get_base (clinic, 0);
 * ```
 */
typedef struct _KwClinic KwClinic;

KwClinic *kw_clinic_new (const KwDemoOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_clinic_free (KwClinic *self);

const char *kw_clinic_get_base (const KwClinic *self, guint hospital);
const char *kw_clinic_get_name (const KwClinic *self, guint hospital);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwClinic, kw_clinic_free)

G_END_DECLS
