/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server.h"

#include <gnutls/x509.h>
#include <string.h>

typedef struct
{
  guint status;
  char *type;
  char *body;
  GHashTable *headers;
  void (*hook) (gpointer);
  gpointer hook_data;
} Answer;

struct _Server
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *soup;
  GTlsCertificate *certificate;
  char *origin;
  GMutex lock;
  GCond ready;
  GHashTable *answers;
  GString *log;
};

static void
answer_free (Answer *answer)
{
  g_free (answer->type);
  g_free (answer->body);
  g_hash_table_unref (answer->headers);
  g_free (answer);
}

static void
write_log (Server *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");
  GUri *uri = soup_server_message_get_uri (message);

  g_assert_null (soup_message_headers_get_one (headers, "Cookie"));
  const char *query = g_uri_get_query (uri);
  g_autoptr (GBytes) body
      = soup_message_body_flatten (soup_server_message_get_request_body (message));

  g_string_append_printf (self->log, "%s %s%s%s|%s|%.*s\n",
                          soup_server_message_get_method (message), g_uri_get_path (uri),
                          query != NULL ? "?" : "", query != NULL ? query : "",
                          authorization != NULL ? authorization : "", (int) g_bytes_get_size (body),
                          (const char *) g_bytes_get_data (body, NULL));
}

static void
handle_cb (SoupServer *soup,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer data)
{
  Server *self = data;
  const Answer *answer;

  g_mutex_lock (&self->lock);
  write_log (self, message);
  answer = g_hash_table_lookup (self->answers, path);
  if (answer != NULL && answer->hook != NULL)
    answer->hook (answer->hook_data);
  soup_server_message_set_status (message, answer != NULL ? answer->status : 404, NULL);
  if (answer != NULL)
    {
      SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
      GHashTableIter iter;
      gpointer name, value;

      g_hash_table_iter_init (&iter, answer->headers);
      while (g_hash_table_iter_next (&iter, &name, &value))
        soup_message_headers_replace (headers, name, value);
      if (answer->type != NULL)
        soup_server_message_set_response (message, answer->type, SOUP_MEMORY_COPY, answer->body,
                                          strlen (answer->body));
    }
  g_mutex_unlock (&self->lock);
}

static gpointer
run (gpointer data)
{
  Server *self = data;
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  GSList *uris;

  g_main_context_push_thread_default (self->context);
  self->soup = soup_server_new ("tls-certificate", self->certificate, NULL);
  soup_server_add_handler (self->soup, NULL, handle_cb, self, NULL);
  if (self->certificate != NULL)
    options |= SOUP_SERVER_LISTEN_HTTPS;
  g_assert_true (soup_server_listen_local (self->soup, 0, options, NULL));
  uris = soup_server_get_uris (self->soup);
  g_mutex_lock (&self->lock);
  self->origin = g_strdup_printf ("%s://127.0.0.1:%d", g_uri_get_scheme (uris->data),
                                  g_uri_get_port (uris->data));
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static Server *
start (GTlsCertificate *certificate)
{
  Server *self = g_new0 (Server, 1);

  self->certificate = certificate;
  g_mutex_init (&self->lock);
  g_cond_init (&self->ready);
  self->answers
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) answer_free);
  self->log = g_string_new (NULL);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("server", run, self);
  g_mutex_lock (&self->lock);
  while (self->origin == NULL)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);
  return self;
}

Server *
server_new (void)
{
  return start (NULL);
}

/* A key and a certificate that it has signed itself, as PEM. */
static char *
make_pem (void)
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t crt;
  gnutls_datum_t key_pem, crt_pem;
  time_t now = time (NULL);
  char *pem;

  gnutls_x509_privkey_init (&key);
  gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0);
  gnutls_x509_crt_init (&crt);
  gnutls_x509_crt_set_version (crt, 3);
  gnutls_x509_crt_set_serial (crt, "\1", 1);
  gnutls_x509_crt_set_activation_time (crt, now - 60);
  gnutls_x509_crt_set_expiration_time (crt, now + 3600);
  gnutls_x509_crt_set_dn (crt, "CN=127.0.0.1", NULL);
  gnutls_x509_crt_set_key (crt, key);
  g_assert_cmpint (gnutls_x509_crt_sign2 (crt, crt, key, GNUTLS_DIG_SHA256, 0), >=, 0);
  gnutls_x509_privkey_export2 (key, GNUTLS_X509_FMT_PEM, &key_pem);
  gnutls_x509_crt_export2 (crt, GNUTLS_X509_FMT_PEM, &crt_pem);
  pem = g_strdup_printf ("%.*s%.*s", (int) key_pem.size, key_pem.data, (int) crt_pem.size,
                         crt_pem.data);
  gnutls_free (key_pem.data);
  gnutls_free (crt_pem.data);
  gnutls_x509_crt_deinit (crt);
  gnutls_x509_privkey_deinit (key);
  return pem;
}

Server *
server_new_tls (void)
{
  g_autofree char *pem = make_pem ();
  GTlsCertificate *certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);

  g_assert_nonnull (certificate);
  return start (certificate);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
server_free (Server *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_hash_table_unref (self->answers);
  g_string_free (self->log, TRUE);
  g_clear_object (&self->certificate);
  g_free (self->origin);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ready);
  g_free (self);
}

const char *
server_get_origin (const Server *self)
{
  return self->origin;
}

void
server_set (Server *self, const char *path, guint status, const char *type, const char *body)
{
  Answer *answer = g_new0 (Answer, 1);
  GString *text = g_string_new (body);

  g_string_replace (text, "%o", self->origin, 0);
  answer->status = status;
  answer->type = g_strdup (type);
  answer->body = g_string_free (text, FALSE);
  answer->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_mutex_lock (&self->lock);
  g_hash_table_replace (self->answers, g_strdup (path), answer);
  g_mutex_unlock (&self->lock);
}

void
server_set_header (Server *self, const char *path, const char *name, const char *value)
{
  Answer *answer;

  g_mutex_lock (&self->lock);
  answer = g_hash_table_lookup (self->answers, path);
  g_hash_table_replace (answer->headers, g_strdup (name), g_strdup (value));
  g_mutex_unlock (&self->lock);
}

void
server_set_hook (Server *self, const char *path, void (*hook) (gpointer), gpointer data)
{
  Answer *answer;

  g_mutex_lock (&self->lock);
  answer = g_hash_table_lookup (self->answers, path);
  answer->hook = hook;
  answer->hook_data = data;
  g_mutex_unlock (&self->lock);
}

char *
server_dup_log (Server *self)
{
  char *text;

  g_mutex_lock (&self->lock);
  text = g_strdup (self->log->str);
  g_mutex_unlock (&self->lock);
  return text;
}

KwConnection *
connection_with (int field, ...)
{
  KwConnection *connection = kw_connection_new ();
  va_list args;

  va_start (args, field);
  while (field >= 0)
    {
      KwConnection *next
          = kw_connection_with (connection, (KwConnectionField) field, va_arg (args, const char *));

      kw_connection_unref (connection);
      connection = next;
      field = va_arg (args, int);
    }
  va_end (args);
  return connection;
}
