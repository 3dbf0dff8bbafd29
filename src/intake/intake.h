/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/bundle.h"
#include "vault/vault.h"

G_BEGIN_DECLS

/**
 * KwIntake:
 *
 * Files that were read and looked at, of which nothing is written so far: a preview of whom they
 * are about and what they hold. Then each person's part is stored in a vault. Everything blocks.
 */
typedef struct _KwIntake KwIntake;

/* What the files say of one person. */
typedef struct
{
  KwPerson *person; /* NULL: no file says whose it is */
  guint n_records;  /* without those that were entered in error */
  guint n_entered_in_error;
  guint n_in_section[KW_N_SECTIONS];
} KwIntakePerson;

KwIntake *kw_intake_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kw_intake_free (KwIntake *self);
gboolean
kw_intake_add_file (KwIntake *self, const char *path, GCancellable *cancellable, GError **error);
guint kw_intake_get_n_persons (const KwIntake *self);
const KwIntakePerson *kw_intake_get_person (const KwIntake *self, guint index);
/* How the person of the files compares with the one of a vault. */
KwPersonMatch kw_intake_compare (const KwIntake *self, guint index, const KwPerson *person);

/* What storing has done; a record that was there in the same bytes is the same. */
typedef struct
{
  guint n_new;
  guint n_changed;
  guint n_same;
} KwIntakeResult;

/* @accept is the worst match that somebody has agreed to; a worse one is KW_ERROR_OTHER_PATIENT.
 * One transaction and one import id for each file; what is there already changes nothing. */
gboolean kw_intake_store (KwIntake *self,
                          guint index,
                          KwVault *vault,
                          KwPersonMatch accept,
                          KwIntakeResult *out_result,
                          GCancellable *cancellable,
                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwIntake, kw_intake_free)

G_END_DECLS
