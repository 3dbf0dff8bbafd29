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

/* What a person may say of a server that announces it wrongly. */
static const struct
{
  const char *name;
  const char *permission;
} profiles[] = {
  { "smart-v1", "read" },
  { "smart-v2", "rs" },
};

gboolean
kw_profile_is_known (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (g_strcmp0 (profiles[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

/* SMART 1 says ".read", SMART 2 ".rs"; a server may take one, the other or both. Where both are
 * announced the older one is asked for: some that announce both grant only that. */
static const char *
get_permission (KwConnection *connection)
{
  const char *profile = kw_connection_get (connection, KW_CONNECTION_PROFILE);
  const char *version = kw_vendor_of (connection)->scope_version;
  const char *text = kw_connection_get (connection, KW_CONNECTION_CAPABILITIES);
  g_auto (GStrv) announced = g_strsplit (text != NULL ? text : "", " ", -1);
  gboolean only_v2 = g_strv_contains ((const char *const *) announced, "permission-v2")
                     && !g_strv_contains ((const char *const *) announced, "permission-v1");

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (g_strcmp0 (profiles[i].name, profile) == 0)
      return profiles[i].permission;
  if (g_str_equal (version, "announced"))
    return only_v2 ? "rs" : "read";
  return g_str_equal (version, "v2") ? "rs" : "read";
}

/**
 * kw_scope_for:
 * @connection: a connection, with what its discovery document announces
 *
 * The smallest useful set: too many scopes make a token too large for a header (Oracle Health).
 *
 * Returns: (transfer full): the scope to ask for, in the version that the server takes
 */
char *
kw_scope_for (KwConnection *connection)
{
  const KwVendor *vendor = kw_vendor_of (connection);
  const char *permission = get_permission (connection);
  GString *scope = g_string_new ("launch/patient openid fhirUser offline_access");

  for (guint i = 0; vendor->scopes[i] != NULL; i++)
    g_string_append_printf (scope, " patient/%s.%s", vendor->scopes[i], permission);
  return g_string_free (scope, FALSE);
}

char *
kw_client_id_for (KwConnection *connection)
{
  const char *environment = kw_connection_get (connection, KW_CONNECTION_ENVIRONMENT);

  return g_strdup (kw_vendor_get_client_id (kw_vendor_of (connection), environment));
}
