/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/own-system.h"
#include "library/library.h"

G_BEGIN_DECLS

/**
 * KwOwnChange:
 *
 * What a person writes or takes back in one go: FHIR resources of the source "own", in one
 * transaction. Doing it gives the change that undoes it. Nothing of it is ever sent to a hospital:
 * a connection only reads.
 */
typedef struct _KwOwnChange KwOwnChange;

KwOwnChange *kw_own_change_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kw_own_change_free (KwOwnChange *self);
/* @body is a whole FHIR resource with its id; one of the same type and id is replaced. */
gboolean kw_own_change_put (KwOwnChange *self, GBytes *body, GError **error);
void kw_own_change_remove (KwOwnChange *self, const char *ref);
gboolean kw_own_change_is_empty (const KwOwnChange *self);

/* Blocks. The change that undoes this one. */
KwOwnChange *kw_own_change_apply (const KwOwnChange *self,
                                  KwVault *vault,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @self; in a thread, then @library reads again. */
void kw_own_change_apply_async (KwOwnChange *self,
                                KwLibrary *library,
                                GAsyncReadyCallback callback,
                                gpointer data);
KwOwnChange *kw_own_change_apply_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *kw_own_dup_ref (const char *type, const char *id) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_own_is_own (const KwRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwOwnChange, kw_own_change_free)

G_END_DECLS
