/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/clinic-private.h"

#include "demo/generator.h"

#define DEFAULT_TOKEN_LIFETIME 570
#define PORT_TRIES 20

gint64
kw_demo_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

int
kw_clinic_find_hospital (const KwClinic *self, const char *tenant)
{
  for (int i = 0; i < KW_DEMO_N_HOSPITALS; i++)
    if (g_strcmp0 (self->hospitals[i]->tenant, tenant) == 0)
      return i;
  return -1;
}

/* A member of the query or the form; NULL when it is not there. */
const char *
kw_demo_request_get (const KwDemoRequest *request, const char *name)
{
  const char *value = request->form == NULL ? NULL : g_hash_table_lookup (request->form, name);
  if (value == NULL && request->query != NULL)
    value = g_hash_table_lookup (request->query, name);
  return value;
}

/* ---- the log ---- */

/* Where the tenant stands in a path of either host. */
static int
hospital_of_path (const KwClinic *self, char **parts)
{
  gboolean known = g_strv_length (parts) >= 3
                   && (g_str_equal (parts[1], "r4") || g_str_equal (parts[1], "tenants"));
  return known ? kw_clinic_find_hospital (self, parts[2]) : -1;
}

/* Whether the request carries an access token, and one of this hospital's: the log says whose it is
 * and never what it is. */
static const char *
whose_token (KwClinic *self, SoupServerMessage *message, int hospital)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");
  KwDemoGrant *grant = NULL;
  if (header == NULL || !g_str_has_prefix (header, "Bearer "))
    return "no-token";
  kw_demo_grants_find_access (self->grants, header + strlen ("Bearer "), 0, &grant);
  if (grant == NULL)
    return "unknown-token";
  return hospital >= 0 && grant->hospital == (guint) hospital ? "own-token" : "foreign-token";
}

static void
log_request (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  KwClinic *self = user_data;
  if (self->log == NULL)
    return;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_auto (GStrv) parts = g_strsplit (path, "/", 5);
  int hospital = hospital_of_path (self, parts);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");
  g_autofree char *line = g_strdup_printf (
      "%s %s %s %s %u %s\n", time, hospital < 0 ? "-" : self->hospitals[hospital]->tenant,
      soup_server_message_get_method (message), path, soup_server_message_get_status (message),
      whose_token (self, message, hospital));
  g_output_stream_write_all (G_OUTPUT_STREAM (self->log), line, strlen (line), NULL, NULL, NULL);
}

/* ---- requests ---- */

typedef void (*Handler) (const KwDemoRequest *request);

static GHashTable *
read_form (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  if (g_strcmp0 (type, SOUP_FORM_MIME_TYPE_URLENCODED) != 0)
    return NULL;
  g_autoptr (GBytes) body
      = soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *text = g_strndup (data == NULL ? "" : data, size);
  return soup_form_decode (text);
}

static void
stamp (KwClinic *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  guint n = ++self->n_requests;
  g_autofree char *opc = g_strdup_printf ("/%08X%08X/%08X%08X", 0x636A0000U + n, n * 2654435761U,
                                          0xC3F60000U + n, n * 2246822519U);
  g_autofree char *id = g_strdup_printf ("%08x-0000-4000-8000-%012x", n * 2654435761U, n);
  soup_message_headers_replace (headers, "Opc-Request-Id", opc);
  soup_message_headers_replace (headers, "X-Request-Id", id);
}

/* @root is "r4" or "tenants": what stands before the tenant. */
static void
dispatch (KwClinic *self,
          SoupServerMessage *message,
          const char *root,
          GHashTable *query,
          Handler handler)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_autofree char *decoded = g_uri_unescape_string (path, NULL);
  g_auto (GStrv) parts = g_strsplit (decoded == NULL ? "" : decoded, "/", -1);
  g_autoptr (GHashTable) form = read_form (message);
  KwDemoRequest request = { .clinic = self,
                            .message = message,
                            .method = soup_server_message_get_method (message),
                            .query = query,
                            .form = form };
  stamp (self, message);
  int hospital = hospital_of_path (self, parts);
  if (hospital < 0 || !g_str_equal (parts[1], root))
    {
      kw_demo_answer (message, 403, "text/plain", "Tenant not valid or accessible");
      return;
    }
  request.hospital = (guint) hospital;
  request.parts = parts + 3;
  handler (&request);
}

static gboolean
unpause (gpointer message)
{
  soup_server_message_unpause (message);
  return G_SOURCE_REMOVE;
}

static void
delay (KwClinic *self, SoupServerMessage *message, guint milliseconds)
{
  g_autoptr (GSource) source = g_timeout_source_new (milliseconds);
  soup_server_message_pause (message);
  g_source_set_callback (source, unpause, g_object_ref (message), g_object_unref);
  g_source_attach (source, self->context);
}

/* The fault gone-after: the listening socket goes, and so does this connection. */
static gboolean
is_gone (KwClinic *self, SoupServerMessage *message)
{
  guint limit = kw_faults_get_number (self->faults, KW_FAULT_GONE_AFTER);
  self->n_reads++;
  if (!kw_faults_has (self->faults, KW_FAULT_GONE_AFTER) || self->n_reads <= limit)
    return FALSE;
  g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
  soup_server_disconnect (self->fhir);
  return TRUE;
}

static void
on_fhir (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  KwClinic *self = user_data;
  guint slow = kw_faults_get_number (self->faults, KW_FAULT_SLOW);
  if (is_gone (self, message))
    return;
  if (g_str_has_prefix (path, "/directory/"))
    {
      kw_demo_directory (self, message, path);
      return;
    }
  dispatch (self, message, "r4", query, kw_demo_fhir_handle);
  if (slow > 0)
    delay (self, message, slow);
}

static void
on_authorization (SoupServer *server,
                  SoupServerMessage *message,
                  const char *path,
                  GHashTable *query,
                  gpointer user_data)
{
  KwClinic *self = user_data;
  KwDemoRequest request = { .clinic = self, .message = message };
  if (g_str_equal (path, "/jwk"))
    kw_demo_auth_keys (&request);
  else
    dispatch (self, message, "tenants", query, kw_demo_auth_handle);
}

/* ---- life ---- */

static SoupServer *
listen (KwClinic *self, SoupServerCallback handler, guint port, char **origin, GError **error)
{
  g_autoptr (SoupServer) server = soup_server_new ("server-header", "Keepwell demo clinic ", NULL);
  soup_server_add_handler (server, NULL, handler, self, NULL);
  g_signal_connect (server, "request-finished", G_CALLBACK (log_request), self);
  g_signal_connect (server, "request-aborted", G_CALLBACK (log_request), self);
  if (!soup_server_listen_local (server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;
  g_autoslist (GUri) uris = soup_server_get_uris (server);
  g_free (*origin);
  *origin = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  return g_steal_pointer (&server);
}

static guint
port_of (const char *origin)
{
  return (guint) g_ascii_strtoull (strrchr (origin, ':') + 1, NULL, 10);
}

/* The authorization host takes the port after the FHIR host's even where that one is free to
 * choose, so that a clinic that is started again with the same port has all its addresses again. */
static gboolean
listen_twice (KwClinic *self, guint port, GError **error)
{
  guint tries = port == 0 ? PORT_TRIES : 1;
  for (guint i = 0; i < tries && self->authorization == NULL; i++)
    {
      g_clear_error (error);
      g_clear_object (&self->fhir);
      self->fhir = listen (self, on_fhir, port, &self->fhir_origin, error);
      if (self->fhir == NULL)
        return FALSE;
      self->authorization = listen (self, on_authorization, port_of (self->fhir_origin) + 1,
                                    &self->auth_origin, error);
    }
  return self->authorization != NULL;
}

static gboolean
start_listening (KwClinic *self, guint port, GError **error)
{
  g_main_context_push_thread_default (self->context);
  gboolean listening = listen_twice (self, port, error);
  g_main_context_pop_thread_default (self->context);
  if (!listening)
    return FALSE;
  self->fhir_host = g_strdup (self->fhir_origin + strlen ("http://"));
  for (guint i = 0; i < KW_DEMO_N_HOSPITALS; i++)
    self->bases[i] = g_strdup_printf ("%s/r4/%s", self->fhir_origin, self->hospitals[i]->tenant);
  return TRUE;
}

/* The patient with more orders than anything else (one of 10,008 was seen). */
static void
add_orders (KwClinic *self)
{
  guint n = kw_faults_get_number (self->faults, KW_FAULT_MANY_ORDERS);
  for (guint i = 0; i < KW_DEMO_N_HOSPITALS; i++)
    {
      const KwDemoPerson *person = g_ptr_array_index (self->hospitals[i]->persons, 0);
      for (guint k = 0; k < n; k++)
        {
          char *text = g_strdup_printf (
              "{\"resourceType\":\"ServiceRequest\",\"id\":\"order-%u\",\"meta\":{\"lastUpdated\":"
              "\"2024-03-0%uT08:00:00Z\"},\"status\":\"completed\",\"intent\":\"order\",\"code\":{"
              "\"text\":\"Blood glucose at the "
              "bedside\"},\"subject\":{\"reference\":\"Patient/%s\"},"
              "\"authoredOn\":\"2024-0%u-1%uT0%u:00:00Z\"}",
              k, k % 9 + 1, person->patient_id, k % 9 + 1, k % 9, k % 9);
          kw_demo_store_take (self->hospitals[i]->store, g_bytes_new_take (text, strlen (text)));
        }
    }
}

static void
amend_notes (KwClinic *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *updated = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  for (guint i = 0; i < KW_DEMO_N_HOSPITALS && kw_faults_has (self->faults, KW_FAULT_NOTE_AMENDED);
       i++)
    {
      kw_demo_store_amend (self->hospitals[i]->store, "DocumentReference", updated);
      kw_demo_store_amend (self->hospitals[i]->store, "Binary", updated);
    }
}

/* The foreign key of a hospital has the name of its real one, or a name that nobody publishes. */
static gboolean
make_keys (KwClinic *self, guint i, GError **error)
{
  const char *alg = self->hospitals[i]->sign_alg;
  gboolean hidden = kw_faults_has (self->faults, KW_FAULT_UNKNOWN_KID);
  g_autofree char *kid = g_strdup_printf ("demo-%s", alg);
  g_autofree char *foreign_kid = g_strdup_printf ("%s-%s", hidden ? "hidden" : "demo", alg);
  self->keys[i] = kw_signing_key_generate (alg, kid, error);
  if (self->keys[i] == NULL)
    return FALSE;
  if (!hidden && !kw_faults_has (self->faults, KW_FAULT_BAD_SIGNATURE))
    return TRUE;
  self->foreign_keys[i] = kw_signing_key_generate (alg, foreign_kid, error);
  return self->foreign_keys[i] != NULL;
}

static gboolean
open_log (KwClinic *self, const char *path, GError **error)
{
  if (path == NULL)
    return TRUE;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  self->log = g_file_append_to (file, G_FILE_CREATE_PRIVATE, NULL, error);
  return self->log != NULL;
}

static gpointer
run (gpointer user_data)
{
  KwClinic *self = user_data;
  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/**
 * kw_clinic_new:
 *
 * Writes the people, opens the two ports and starts to answer. The answers come from a thread of
 * the clinic's own until kw_clinic_free().
 *
 * Returns: (transfer full): the clinic, or `NULL` with an error when a fault is not known, the port
 *   is taken, or the log cannot be written
 */
KwClinic *
kw_clinic_new (const KwDemoOptions *options, GError **error)
{
  g_autoptr (KwClinic) self = g_new0 (KwClinic, 1);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->grants = kw_demo_grants_new (self->hospitals);
  self->token_lifetime
      = options->token_lifetime == 0 ? DEFAULT_TOKEN_LIFETIME : options->token_lifetime;
  self->faults = kw_faults_new (options->faults, error);
  if (self->faults == NULL)
    return NULL;
  for (guint i = 0; i < KW_DEMO_N_HOSPITALS; i++)
    {
      self->hospitals[i] = kw_demo_generate (i, options->n_people);
      if (!make_keys (self, i, error))
        return NULL;
    }
  add_orders (self);
  amend_notes (self);
  if (!open_log (self, options->log, error) || !start_listening (self, options->port, error))
    return NULL;
  self->thread = g_thread_new ("demo-clinic", run, self);
  return g_steal_pointer (&self);
}

static gboolean
quit (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
stop (KwClinic *self)
{
  if (self->thread != NULL)
    {
      g_autoptr (GSource) source = g_idle_source_new ();
      g_source_set_callback (source, quit, self->loop, NULL);
      g_source_attach (source, self->context);
      g_thread_join (self->thread);
    }
  g_main_context_push_thread_default (self->context);
  if (self->fhir != NULL)
    soup_server_disconnect (self->fhir);
  if (self->authorization != NULL)
    soup_server_disconnect (self->authorization);
  g_clear_object (&self->fhir);
  g_clear_object (&self->authorization);
  g_main_context_pop_thread_default (self->context);
}

void
kw_clinic_free (KwClinic *self)
{
  stop (self);
  for (guint i = 0; i < KW_DEMO_N_HOSPITALS; i++)
    {
      g_clear_pointer (&self->hospitals[i], kw_demo_hospital_free);
      g_clear_pointer (&self->keys[i], kw_signing_key_free);
      g_clear_pointer (&self->foreign_keys[i], kw_signing_key_free);
      g_free (self->bases[i]);
    }
  g_clear_pointer (&self->faults, kw_faults_free);
  g_clear_pointer (&self->devices, g_hash_table_unref);
  g_clear_pointer (&self->grants, kw_demo_grants_free);
  g_clear_object (&self->log);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self->fhir_host);
  g_free (self->fhir_origin);
  g_free (self->auth_origin);
  g_free (self);
}

/* The FHIR base of a hospital, without a slash at its end. */
const char *
kw_clinic_get_base (const KwClinic *self, guint hospital)
{
  g_return_val_if_fail (hospital < KW_DEMO_N_HOSPITALS, NULL);
  return self->bases[hospital];
}

const char *
kw_clinic_get_name (const KwClinic *self, guint hospital)
{
  g_return_val_if_fail (hospital < KW_DEMO_N_HOSPITALS, NULL);
  return self->hospitals[hospital]->name;
}
