/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "core/fhir.h"
#include "core/record.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* The six bits of a character, -1 for what is none. The URL alphabet of RFC 4648 section 5 is read
 * as well, because some servers send it. */
static int
get_bits (char character)
{
  const char *place;

  if (character == '-')
    return 62;
  if (character == '_')
    return 63;
  place = strchr (alphabet, character);
  return place != NULL && character != '\0' ? (int) (place - alphabet) : -1;
}

/* Base64 as it is found in the field: with line breaks and blanks, without padding, behind
 * "data:…;base64,". NULL when it is something else. */
static GBytes *
decode (const char *text)
{
  const char *comma = g_str_has_prefix (text, "data:") ? strchr (text, ',') : NULL;
  g_autoptr (GByteArray) out = g_byte_array_sized_new (strlen (text) / 4 * 3 + 3);
  guint n_characters = 0;
  guint32 word = 0;

  for (const char *p = comma ? comma + 1 : text; *p != '\0' && *p != '='; p++)
    {
      int bits = get_bits (*p);

      if (g_ascii_isspace (*p))
        continue;
      if (bits < 0)
        return NULL;
      word = word << 6 | (guint32) bits;
      if (++n_characters % 4 == 0)
        g_byte_array_append (
            out, (const guint8[]){ word >> 16 & 0xff, word >> 8 & 0xff, word & 0xff }, 3);
    }
  if (n_characters % 4 == 1)
    return NULL;
  if (n_characters % 4 == 2)
    g_byte_array_append (out, (const guint8[]){ word >> 4 & 0xff }, 1);
  if (n_characters % 4 == 3)
    g_byte_array_append (out, (const guint8[]){ word >> 10 & 0xff, word >> 2 & 0xff }, 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/**
 * kw_attachment_dup_data:
 * @resource: the body of a record
 * @index: which of the record's attachments
 * @error: return location for an error
 *
 * The bytes of an attachment that is part of the record itself.
 *
 * Returns: (transfer full) (nullable): the bytes; `NULL` with KW_ERROR_UNREADABLE when there are
 *   none or they are no base64
 */
GBytes *
kw_attachment_dup_data (const KwJsonNode *resource, guint index, GError **error)
{
  g_autoptr (GPtrArray) nodes = kw_fhir_list_attachments (resource);
  const KwJsonNode *node = index < nodes->len ? g_ptr_array_index (nodes, index) : NULL;
  const char *data = kw_json_string_at (node, "data");
  GBytes *bytes = data ? decode (data) : NULL;

  if (bytes == NULL)
    g_set_error (error, KW_ERROR, KW_ERROR_UNREADABLE, "attachment %u: %s", index,
                 data ? "the data is not base64" : "no data in the record");
  return bytes;
}
