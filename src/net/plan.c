/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/vendor.h"

/**
 * kw_query_plan:
 * @connection: a connection
 * @out_n: (out): how many
 *
 * What is asked for at its vendor, in order; the Patient is read by id before all of them.
 *
 * Returns: (transfer none) (array length=out_n): the queries
 */
const KwQuery *
kw_query_plan (KwConnection *connection, guint *out_n)
{
  const KwVendor *vendor = kw_vendor_of (connection);

  *out_n = vendor->n_queries;
  return vendor->queries;
}

guint
kw_plan_get_parallel (KwConnection *connection)
{
  return kw_vendor_of (connection)->parallel;
}

/**
 * kw_scope_for:
 * @connection: a connection
 *
 * The smallest useful set: too many scopes make a token too large for a header (Oracle Health).
 *
 * Returns: (transfer full): the scope to ask for
 */
char *
kw_scope_for (KwConnection *connection)
{
  const KwVendor *vendor = kw_vendor_of (connection);
  GString *scope = g_string_new ("launch/patient openid fhirUser offline_access");

  for (guint i = 0; vendor->scopes[i] != NULL; i++)
    g_string_append_printf (scope, " patient/%s.read", vendor->scopes[i]);
  return g_string_free (scope, FALSE);
}

char *
kw_client_id_for (KwConnection *connection)
{
  const char *environment = kw_connection_get (connection, KW_CONNECTION_ENVIRONMENT);

  return g_strdup (kw_vendor_get_client_id (kw_vendor_of (connection), environment));
}
