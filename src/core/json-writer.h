/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/json.h"

G_BEGIN_DECLS

/**
 * KwJsonWriter:
 *
 * Writes JSON text, numbers and raw values byte for byte as given. Programmer errors (a value
 * without a name in an object) are criticals; there is nothing else that can fail.
 */
typedef struct _KwJsonWriter KwJsonWriter;

KwJsonWriter *kw_json_writer_new (gboolean pretty) G_GNUC_WARN_UNUSED_RESULT;
void kw_json_writer_free (KwJsonWriter *self);

void kw_json_writer_begin_object (KwJsonWriter *self);
void kw_json_writer_end_object (KwJsonWriter *self);
void kw_json_writer_begin_array (KwJsonWriter *self);
void kw_json_writer_end_array (KwJsonWriter *self);
void kw_json_writer_name (KwJsonWriter *self, const char *name);
void kw_json_writer_string (KwJsonWriter *self, const char *value);
void kw_json_writer_number (KwJsonWriter *self, const char *text);
void kw_json_writer_int (KwJsonWriter *self, gint64 value);
void kw_json_writer_boolean (KwJsonWriter *self, gboolean value);
void kw_json_writer_null (KwJsonWriter *self);
void kw_json_writer_raw (KwJsonWriter *self, const char *text, gssize length);
void kw_json_writer_node (KwJsonWriter *self, const KwJsonNode *node);
/* A member with a string value; nothing at all when @value is NULL. */
void kw_json_writer_member (KwJsonWriter *self, const char *name, const char *value);

GBytes *kw_json_writer_end (KwJsonWriter *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwJsonWriter, kw_json_writer_free)

G_END_DECLS
