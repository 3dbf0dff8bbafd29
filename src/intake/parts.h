/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "intake/intake.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *folder; /* where it lies */
  KwBundle *bundle;
} KwIntakeFile;

/* What one file says of one person. */
typedef struct
{
  const KwIntakeFile *file;
  const KwBundlePerson *of;
} KwIntakePart;

/* Stores a part in one transaction, and counts what it did. */
gboolean kw_intake_part_store (const KwIntakePart *self,
                               KwVault *vault,
                               KwIntakeResult *result,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
