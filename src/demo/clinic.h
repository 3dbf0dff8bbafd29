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
 * KwDemoClinic:
 *
 * Two hospitals behind one FHIR host and one authorization host, on loopback, in a thread of their
 * own, so that a test may block while it talks to them.
 *
 * ```c
 * g_autoptr (KwDemoClinic) clinic = kw_demo_clinic_new (&(KwDemoOptions){ 0 }, &error);
 * const char *base = kw_demo_clinic_get_base (clinic, 0);
 * ```
 */
typedef struct _KwDemoClinic KwDemoClinic;

KwDemoClinic *kw_demo_clinic_new (const KwDemoOptions *options,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_demo_clinic_free (KwDemoClinic *self);

const char *kw_demo_clinic_get_base (const KwDemoClinic *self, guint hospital);
const char *kw_demo_clinic_get_name (const KwDemoClinic *self, guint hospital);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDemoClinic, kw_demo_clinic_free)

G_END_DECLS
