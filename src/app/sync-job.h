/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/sync.h"

G_BEGIN_DECLS

/**
 * KwSyncJob:
 *
 * One sync of one connection, or of one kind of its records, in a thread. On the main context it
 * emits "progress" (type, section, state, count, done) and at its end "finished" (GError or NULL).
 */
#define KW_TYPE_SYNC_JOB (kw_sync_job_get_type ())
G_DECLARE_FINAL_TYPE (KwSyncJob, kw_sync_job, KW, SYNC_JOB, GObject)

/* @only: the kind that is tried again; KW_N_SECTIONS: all of them. */
KwSyncJob *kw_sync_job_new (KwVault *vault, const char *uuid, const char *name, KwSection only)
    G_GNUC_WARN_UNUSED_RESULT;
void kw_sync_job_start (KwSyncJob *self);
void kw_sync_job_cancel (KwSyncJob *self);
gboolean kw_sync_job_is_cancelled (KwSyncJob *self);
const char *kw_sync_job_get_uuid (KwSyncJob *self);
const char *kw_sync_job_get_name (KwSyncJob *self);
KwSection kw_sync_job_get_only (KwSyncJob *self);

G_END_DECLS
