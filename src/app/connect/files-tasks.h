/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "intake/intake.h"

G_BEGIN_DECLS

/* The steps of taking files in that block, each one hop into a thread. */

/* Files that were read, and who is here already. Nothing is written so far. */
typedef struct
{
  KwIntake *intake;
  char *name;        /* of the first file, and how many more */
  GPtrArray *people; /* of KwPerson */
} KwFilesRead;

void kw_files_read_free (KwFilesRead *self);
void kw_files_read_async (GListModel *files, /* of GFile */
                          const char *data_dir,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
KwFilesRead *kw_files_read_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Stores the person @index of the files in @person_uuid, or in a new person when it is NULL;
 * @read must live until the end. Gives the person's uuid. */
void kw_files_store_async (KwFilesRead *read,
                           guint index,
                           const char *data_dir,
                           const char *person_uuid,
                           gboolean although_different,
                           GAsyncReadyCallback callback,
                           gpointer data);
char *kw_files_store_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwFilesRead, kw_files_read_free)

G_END_DECLS
