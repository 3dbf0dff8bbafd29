/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/journal.h"
#include "sync/directories.h"
#include "sync/keeper.h"
#include "sync/sync.h"

G_BEGIN_DECLS

/* One visit: what the checks have found so far. */
typedef struct
{
  const char *address; /* the base that is looked at */
  GCancellable *cancellable;
  KwSession *session;   /* the keeper's, else its own */
  KwConnection *stored; /* NULL for an address alone */
  KwConnection *found;  /* what the server says now; NULL */
  KwKeeper *keeper;     /* NULL for an address alone, and when the sign-in is gone */
  GError *no_keeper;    /* why the keeper could not be opened */
  GError *no_discovery; /* why the document could not be read */
  GError *worst;        /* the first failure: what the verdict is about */
  KwDoctorReport *report;
  KwDirectories *directories; /* the lists of hospitals that are here; NULL for an address alone */
} KwVisit;

/* doctor-checks.c */
typedef void (*KwCheckFunc) (KwVisit *visit, KwCheck *check);
typedef struct
{
  const char *id; /* English, for scripts and the report */
  const char *name;
  gboolean needs_sign_in;
  KwCheckFunc run;
  gboolean (*applies) (const KwVisit *visit); /* NULL: always */
} KwCheckRow;
const KwCheckRow *kw_doctor_list_checks (guint *out_n);

/* doctor-verdict.c: from the first failure and what else was found. */
void kw_doctor_set_verdict (KwVisit *visit);

/* doctor-report.c: the text for the help desk. */
void kw_doctor_write_report (KwVisit *visit);

G_END_DECLS
