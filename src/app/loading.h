/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/library.h"

G_BEGIN_DECLS

/* The FHIR body of the record @ref, read in a thread; kept by whoever asks. */
void kw_body_load_async (KwSnapshot *snapshot,
                         const char *ref,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
GBytes *kw_body_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The bytes of an attachment, from the record, the vault, or fetched now. */
typedef struct
{
  GBytes *bytes;
  char *content_type; /* as stated, NULL */
} KwAttachmentData;

void kw_attachment_data_free (KwAttachmentData *self);
void kw_attachment_load_async (KwSnapshot *snapshot,
                               KwVault *vault, /* NULL for files */
                               const char *ref,
                               guint index,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
KwAttachmentData *kw_attachment_load_finish (GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwAttachmentData, kw_attachment_data_free)

G_END_DECLS
