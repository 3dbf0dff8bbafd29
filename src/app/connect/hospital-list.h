/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/directories.h"

G_BEGIN_DECLS

/* The lists of hospitals as the window uses them: loaded and fetched in a thread, searched at each
 * key press. */

void kw_hospital_list_load_async (const char *data_dir,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
KwDirectories *kw_hospital_list_load_finish (GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Fetches every vendor's list that has changed, and loads them. @progress comes on the main
 * context.
 */
typedef void (*KwHospitalProgress) (gpointer data, const char *vendor, guint megabytes);
void kw_hospital_list_update_async (const char *data_dir,
                                    KwHospitalProgress progress,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
/* How large all of them are together. */
guint kw_hospital_list_get_megabytes (void);

G_END_DECLS
