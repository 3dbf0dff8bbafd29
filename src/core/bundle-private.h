/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/bundle.h"

G_BEGIN_DECLS

/* A resource as it was found, before it is a record. */
typedef struct
{
  KwJson *json;
  const KwJsonNode *node;
  const char *full_url; /* borrowed from @json, or NULL */
} KwFound;

/* All resources of a text, in its order: of KwFound. */
GArray *kw_bundle_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
