/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/scope.h"

KwScope *
kw_scope_new (KwSnapshot *snapshot, KwView *view)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  KwScope *self = g_new0 (KwScope, 1);
  KwReportOptions options = { 0 };

  if (view != NULL)
    kw_view_get_scope (view, &options);
  self->snapshot = kw_snapshot_ref (snapshot);
  self->sections = g_memdup2 (options.sections, options.n_sections * sizeof (KwSection));
  self->refs = g_strdupv ((char **) options.refs);
  self->letter = g_strdup (options.letter);
  self->options.sections = self->sections;
  self->options.n_sections = options.n_sections;
  self->options.letter = self->letter;
  self->options.visit = options.visit;
  self->options.refs = (const char *const *) self->refs;

  return self;
}

void
kw_scope_free (KwScope *self)
{
  if (self == NULL)
    return;
  kw_snapshot_unref (self->snapshot);
  g_free (self->sections);
  g_strfreev (self->refs);
  g_free (self->letter);
  g_free (self);
}

gint64
kw_scope_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}
