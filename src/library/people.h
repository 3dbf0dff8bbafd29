/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vault/vault.h"

G_BEGIN_DECLS

/* What a person's sources ask for, the most urgent first. */
typedef enum
{
  KW_NEED_NOTHING,
  KW_NEED_ATTENTION, /* a hospital's server refuses its own token, or two are mixed */
  KW_NEED_SIGN_IN,
  KW_NEED_RETRY, /* the last try failed */
} KwNeed;

/* One of the people of this computer, without a word of their health. */
typedef struct
{
  KwPerson *person; /* only the uuid is known of one that could not be opened */
  gint64 as_of;     /* unix seconds of the newest success of any source, 0 = never */
  KwNeed need;
  guint n_need;  /* how many sources need that */
  GError *error; /* why it could not be opened, or NULL */
} KwPersonOverview;

void kw_person_overview_free (KwPersonOverview *self);
/* Blocks (keyring, disk). Of KwPersonOverview, by name. One that cannot be opened is listed with
 * its error; a locked keyring is an error of them all. */
GPtrArray *kw_people_list (const char *data_dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Blocks. The key, the sign-ins and the files of one person. */
gboolean kw_people_delete (const char *data_dir, const char *uuid, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwPersonOverview, kw_person_overview_free)

G_END_DECLS
