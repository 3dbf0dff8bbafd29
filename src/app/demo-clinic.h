/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/connection.h"

G_BEGIN_DECLS

/**
 * KwDemoClinic:
 *
 * The demo clinic as a child process: it ends with this object, or with us, because its standard
 * input does.
 */
typedef struct _KwDemoClinic KwDemoClinic;

/* Starts it in a thread; @port 0 takes any. */
void kw_demo_clinic_start_async (guint port,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
KwDemoClinic *kw_demo_clinic_start_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *const *kw_demo_clinic_get_bases (const KwDemoClinic *self);
void kw_demo_clinic_free (KwDemoClinic *self);

/* The demo hospitals that are known without starting one: $KEEPWELL_DEMO_BASES. */
GStrv kw_demo_dup_known_bases (void) G_GNUC_WARN_UNUSED_RESULT;
/* What the demo hospital at @index of the bases is called. */
const char *kw_demo_get_name (guint index);
/* Whether records from there are a sample: a demo hospital runs on this computer only. */
gboolean kw_demo_is_demo_base (const char *base);
guint kw_demo_get_port (const char *base); /* 0: none */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDemoClinic, kw_demo_clinic_free)

G_END_DECLS
