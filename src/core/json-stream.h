/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json.h"

G_BEGIN_DECLS

/**
 * KwJsonStream:
 *
 * Reads a JSON object that is too large for memory, as a list of 90,000 hospitals is: each element
 * of one array member is given by itself, and nothing else is kept. Fed with pieces of any size.
 */
typedef struct _KwJsonStream KwJsonStream;

/* @json: one element; FALSE ends the reading. */
typedef gboolean (*KwJsonStreamFunc) (gpointer data, KwJson *json);

KwJsonStream *kw_json_stream_new (const char *member,
                                  KwJsonStreamFunc func,
                                  gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void kw_json_stream_free (KwJsonStream *self);
gboolean kw_json_stream_feed (KwJsonStream *self, const char *bytes, gsize size, GError **error);
/* After the last piece: whether the text was whole. */
gboolean kw_json_stream_end (KwJsonStream *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwJsonStream, kw_json_stream_free)

G_END_DECLS
