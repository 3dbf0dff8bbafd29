/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/guard.h"

#include <string.h>

/* The patient id that @reference names at @connection's base; NULL when it names no Patient there.
 */
static const char *
get_patient_id (KwConnection *connection, const char *reference)
{
  const char *base = kw_connection_get (connection, KW_CONNECTION_BASE);

  if (strstr (reference, "://") != NULL)
    {
      if (!g_str_has_prefix (reference, base) || reference[strlen (base)] != '/')
        return strstr (reference, "/Patient/") != NULL ? "" : NULL;
      reference += strlen (base) + 1;
    }
  return g_str_has_prefix (reference, "Patient/") ? reference + strlen ("Patient/") : NULL;
}

gboolean
kw_guard_is_own (KwConnection *connection, const KwRecord *record)
{
  const char *patient = kw_connection_get (connection, KW_CONNECTION_PATIENT);
  const KwRelation *subject = kw_record_get_relation (record, KW_RELATION_SUBJECT);
  const char *id;

  if (g_str_equal (record->type, "Patient"))
    return g_strcmp0 (record->id, patient) == 0;
  if (subject == NULL || subject->reference == NULL)
    return TRUE;
  id = get_patient_id (connection, subject->reference);
  if (id == NULL)
    return TRUE;
  return strncmp (id, patient, strlen (patient)) == 0
         && (id[strlen (patient)] == '\0' || id[strlen (patient)] == '/');
}
