/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "jose/jose.h"
#include "net/net.h"
#include "net/url.h"

/* Where a tenant stands in an address: the segment after one of these names. All tenants of a
 * vendor may share one host, so that only these segments tell two hospitals apart. */
static const char *const base_names[] = { "r4", "dstu2" };

static const struct
{
  KwConnectionField field;
  const char *name;
} endpoints[] = {
  { KW_CONNECTION_AUTHORIZE_URL, "authorize" },
  { KW_CONNECTION_TOKEN_URL, "token" },
  { KW_CONNECTION_REVOKE_URL, "revoke" },
};

static char *
dup_base_tenant (KwConnection *connection)
{
  const char *base = kw_connection_get (connection, KW_CONNECTION_BASE);

  for (guint i = 0; i < G_N_ELEMENTS (base_names); i++)
    {
      char *tenant = kw_url_dup_segment_after (base, base_names[i]);

      if (tenant != NULL)
        return tenant;
    }
  return NULL;
}

/* Other servers may have a folder "tenants" that means something else: only an address of the whole
 * shape names a tenant. */
static char *
dup_endpoint_tenant (KwConnection *connection, KwConnectionField field)
{
  const char *url = kw_connection_get (connection, field);

  return url != NULL && strstr (url, "/protocols/oauth2/") != NULL
             ? kw_url_dup_segment_after (url, "tenants")
             : NULL;
}

/* The places of an access token where Oracle Health names tenant and persona. */
#define CLAIMS "urn:com:cerner:authorization:claims"
#define CLAIMS_1 "urn:cerner:authorization:claims:version:1"

static const char *
get_claim (const KwJsonNode *claims, const char *group, const char *path)
{
  return kw_json_string_at (kw_json_node_get_member (claims, group), path);
}

/* Two values that are both there must be equal; one that cannot be read is no fault. */
static gboolean
same (const char *a, const char *a_name, const char *b, const char *b_name, GError **error)
{
  if (a == NULL || b == NULL || g_str_equal (a, b))
    return TRUE;
  g_set_error (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS, "%s is not %s", a_name, b_name);
  return FALSE;
}

/* The addresses among each other: also where the base names no tenant, two endpoints must not name
 * two. */
static gboolean
check_endpoints (KwConnection *connection, const char *base_tenant, GError **error)
{
  g_autofree char *known = g_strdup (base_tenant);
  g_autofree char *known_name = g_strdup ("the tenant of the base");

  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autofree char *other = dup_endpoint_tenant (connection, endpoints[i].field);
      g_autofree char *name
          = g_strconcat ("the tenant of the ", endpoints[i].name, " address", NULL);

      if (!same (known, known_name, other, name, error))
        return FALSE;
      if (known == NULL && other != NULL)
        {
          known = g_steal_pointer (&other);
          g_free (known_name);
          known_name = g_steal_pointer (&name);
        }
    }
  return TRUE;
}

static gboolean
check_addresses (KwConnection *connection, const char *tenant, GError **error)
{
  const char *token = kw_connection_get (connection, KW_CONNECTION_TOKEN_URL);
  g_autofree char *host = kw_url_dup_host (kw_connection_get (connection, KW_CONNECTION_BASE));
  g_autofree char *token_host = kw_url_dup_segment_after (token, "hosts");
  g_autofree char *persona = kw_url_dup_segment_after (
      kw_connection_get (connection, KW_CONNECTION_AUTHORIZE_URL), "personas");

  return check_endpoints (connection, tenant, error)
         && same (host, "the host of the base", token_host, "the host in the token address", error)
         && same ("patient", "the persona patient", persona, "the persona of the authorize address",
                  error);
}

static gboolean
check_access_token (const char *token, const char *tenant, GError **error)
{
  g_autoptr (KwJson) json = token != NULL ? kw_jws_peek (token) : NULL;
  const KwJsonNode *claims = json != NULL ? kw_json_get_root (json) : NULL;

  return same (tenant, "the tenant of the base", get_claim (claims, CLAIMS_1, "tenant"),
               "the tenant in the token", error)
         && same (tenant, "the tenant of the base", get_claim (claims, CLAIMS, "tnt"),
                  "the tenant in the token", error)
         && same ("patient", "the persona patient", get_claim (claims, CLAIMS_1, "user.persona"),
                  "the persona in the token", error);
}

/* Only where the base names a tenant: other servers name people by addresses of their own, and the
 * ID token's signature has said whose it is. */
static gboolean
check_id_token (KwConnection *connection, const char *token, const char *tenant, GError **error)
{
  g_autoptr (KwJson) json = token != NULL && tenant != NULL ? kw_jws_peek (token) : NULL;
  const KwJsonNode *claims = json != NULL ? kw_json_get_root (json) : NULL;
  const char *base = kw_connection_get (connection, KW_CONNECTION_BASE);
  const char *user = kw_json_string_at (claims, "fhirUser");
  const char *issuer = kw_json_string_at (claims, "iss");
  g_autofree char *issuer_tenant = kw_url_dup_segment_after (issuer, "tenants");

  if (!same (tenant, "the tenant of the base", issuer_tenant, "the tenant of the ID token's issuer",
             error))
    return FALSE;
  if (user == NULL || strstr (user, "://") == NULL
      || (g_str_has_prefix (user, base) && user[strlen (base)] == '/'))
    return TRUE;
  g_set_error_literal (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS,
                       "the server of fhirUser is not the base");
  return FALSE;
}

/**
 * kw_tenant_check:
 * @connection: a connection
 * @access_token: (nullable): its access token
 * @id_token: (nullable): its ID token
 * @error: return location of KW_ERROR_TENANT_MISMATCH_OURS, which names the pair that differs
 *
 * Runs before a sign-in page opens, before anything is saved, and before each sync. A token that
 * cannot be decoded is unknown and no error: for authorization it stays opaque.
 *
 * Returns: whether everything that can be read names one and the same hospital
 */
gboolean
kw_tenant_check (KwConnection *connection,
                 const char *access_token,
                 const char *id_token,
                 GError **error)
{
  g_autofree char *tenant = NULL;

  g_return_val_if_fail (connection != NULL, FALSE);

  tenant = dup_base_tenant (connection);
  return check_addresses (connection, tenant, error)
         && check_access_token (access_token, tenant, error)
         && check_id_token (connection, id_token, tenant, error);
}

static char *
dup_token_tenant (const KwJsonNode *claims)
{
  const char *tenant = get_claim (claims, CLAIMS_1, "tenant");

  return g_strdup (tenant != NULL ? tenant : get_claim (claims, CLAIMS, "tnt"));
}

void
kw_tenant_value_free (KwTenantValue *self)
{
  g_free (self->value);
  g_free (self);
}

/* The six, in the doctor's order: what a help desk calls them, and what a person does. */
enum
{
  VALUE_BASE,
  VALUE_AUTHORIZE,
  VALUE_TOKEN,
  VALUE_CLAIM,
  VALUE_ISSUER,
  VALUE_USER,
  N_VALUES,
};

static const struct
{
  const char *id;
  const char *name;
} value_names[N_VALUES] = {
  [VALUE_BASE] = { "tenant in the FHIR base", N_ ("Address of your records") },
  [VALUE_AUTHORIZE] = { "tenant in the authorize address", N_ ("Address of the sign-in page") },
  [VALUE_TOKEN] = { "tenant in the token address", N_ ("Address that gives the pass") },
  [VALUE_CLAIM] = { "tenant claim of the access token", N_ ("Written in the pass itself") },
  [VALUE_ISSUER] = { "tenant of the ID token's issuer", N_ ("Who says who signed in") },
  [VALUE_USER] = { "tenant of fhirUser", N_ ("Address of who signed in") },
};

/* Each against the first one that can be read. */
static void
compare_values (GPtrArray *values)
{
  const char *known = NULL;

  for (guint i = 0; i < values->len; i++)
    {
      KwTenantValue *row = g_ptr_array_index (values, i);

      if (row->value == NULL)
        continue;
      if (known == NULL)
        known = row->value;
      row->state = g_str_equal (row->value, known) ? KW_TENANT_SAME : KW_TENANT_DIFFERENT;
    }
}

/**
 * kw_tenant_values:
 * @connection: a connection
 * @access_token: (nullable): its access token
 * @id_token: (nullable): its ID token
 *
 * Returns: (transfer full) (element-type KwTenantValue): the six values, in the doctor's order
 */
GPtrArray *
kw_tenant_values (KwConnection *connection, const char *access_token, const char *id_token)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_tenant_value_free);
  g_autoptr (KwJson) access = access_token != NULL ? kw_jws_peek (access_token) : NULL;
  g_autoptr (KwJson) id = id_token != NULL ? kw_jws_peek (id_token) : NULL;
  const KwJsonNode *id_claims = id != NULL ? kw_json_get_root (id) : NULL;

  g_return_val_if_fail (connection != NULL, values);

  char *texts[N_VALUES] = {
    [VALUE_BASE] = dup_base_tenant (connection),
    [VALUE_AUTHORIZE] = dup_endpoint_tenant (connection, KW_CONNECTION_AUTHORIZE_URL),
    [VALUE_TOKEN] = dup_endpoint_tenant (connection, KW_CONNECTION_TOKEN_URL),
    [VALUE_CLAIM] = access != NULL ? dup_token_tenant (kw_json_get_root (access)) : NULL,
    [VALUE_ISSUER] = kw_url_dup_segment_after (kw_json_string_at (id_claims, "iss"), "tenants"),
    [VALUE_USER] = kw_url_dup_segment_after (kw_json_string_at (id_claims, "fhirUser"), "r4"),
  };
  for (guint i = 0; i < N_VALUES; i++)
    {
      KwTenantValue *row = g_new0 (KwTenantValue, 1);

      row->id = value_names[i].id;
      row->name = _ (value_names[i].name);
      row->value = texts[i];
      g_ptr_array_add (values, row);
    }
  compare_values (values);
  return values;
}
