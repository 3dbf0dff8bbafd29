/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json.h"
#include "sync/keeper.h"

G_BEGIN_DECLS

/* One page of a list as it came: a Bundle, or why there is none. */
typedef struct
{
  KwJson *json; /* NULL with @error, and when nothing was asked */
  GError *error;
  guint status;      /* of the answer, 0 without one */
  char *next;        /* the page after it, below the base; NULL at the end */
  const char *wrong; /* why there is no next page although one is named; NULL */
} KwPage;

KwPage *kw_page_read (KwKeeper *keeper, const char *path) G_GNUC_WARN_UNUSED_RESULT;
void kw_page_free (KwPage *self);
/* Whether the hospital says that there is more than it gives. */
gboolean kw_page_says_incomplete (const KwJsonNode *outcome);
/* One resource by its address below the base. */
KwJson *
kw_page_read_one (KwKeeper *keeper, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwPage, kw_page_free)

G_END_DECLS
