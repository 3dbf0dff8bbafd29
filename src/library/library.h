/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "library/search.h"
#include "library/snapshot.h"

G_BEGIN_DECLS

/**
 * KwLibrary:
 *
 * The open person of a window: owns the vault, opens it in a thread, swaps snapshots on the main
 * context. Signal "changed" after a new snapshot; "failed" (GError) when opening does not work.
 * Properties: "snapshot" (boxed, NULL while opening), "search" (boxed).
 */
#define KW_TYPE_LIBRARY (kw_library_get_type ())
G_DECLARE_FINAL_TYPE (KwLibrary, kw_library, KW, LIBRARY, GObject)

KwLibrary *kw_library_new (const char *data_dir) G_GNUC_WARN_UNUSED_RESULT;
/* The people there are: of KwPerson. Blocks (keyring, disk). */
GPtrArray *kw_library_list_people (const char *data_dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_library_open_async (KwLibrary *self,
                            const char *person_uuid,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean kw_library_open_finish (KwLibrary *self, GAsyncResult *result, GError **error);
void kw_library_close (KwLibrary *self);
/* Reads the vault again in a thread, when anything was committed; "changed" follows. */
void kw_library_reload (KwLibrary *self);
KwVault *kw_library_get_vault (KwLibrary *self);       /* borrowed, NULL while closed */
KwSnapshot *kw_library_get_snapshot (KwLibrary *self); /* borrowed, NULL while opening */
KwSearch *kw_library_get_search (KwLibrary *self);     /* borrowed, NULL until built */
const char *kw_library_get_data_dir (KwLibrary *self);

G_END_DECLS
