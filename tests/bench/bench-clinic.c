/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A server whose pages are made before anybody asks, so that a time is the client's:
 * `bench-clinic LINES RECORDS PER_PAGE DELAY_MS` prints its base and serves until its input ends.
 * The first query for a type gets that type's pages, another query for it an empty one, so that
 * each record goes out once however a client asks. It speaks just the HTTP that a reader needs. */

#define PATIENT "{\"resourceType\":\"Patient\",\"id\":\"1001\",\"name\":[{\"text\":\"Bench\"}]}"
#define EMPTY "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}"

typedef struct
{
  GPtrArray *pages; /* of char */
  char *query;      /* who gets them; NULL */
} List;

static GHashTable *lists;
static GMutex lock;
static char *base;
static guint n_per_page;
static gulong delay_us;
static guint n_requests;

static char *
dup_type (const char *line)
{
  const char *start = strstr (line, "\"resourceType\":\"");

  g_assert_nonnull (start);
  start += strlen ("\"resourceType\":\"");
  return g_strndup (start, strcspn (start, "\""));
}

static void
end_page (GString *page, List *list, const char *type, gboolean more)
{
  g_string_append_c (page, ']');
  if (more)
    g_string_append_printf (page, ",\"link\":[{\"relation\":\"next\",\"url\":\"%s/%s?page=%u\"}]",
                            base, type, list->pages->len + 1);
  g_string_append_c (page, '}');
  g_ptr_array_add (list->pages, g_string_free (page, FALSE));
}

static void
add_list (const char *type, GPtrArray *lines)
{
  List *list = g_new0 (List, 1);

  list->pages = g_ptr_array_new ();
  for (guint i = 0; i < lines->len;)
    {
      GString *page
          = g_string_new ("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[");

      for (guint n = 0; n < n_per_page && i < lines->len; n++, i++)
        g_string_append_printf (page, "%s{\"resource\":%s}", n > 0 ? "," : "",
                                (const char *) g_ptr_array_index (lines, i));
      end_page (page, list, type, i < lines->len);
    }
  g_hash_table_insert (lists, g_strdup (type), list);
}

static void
load (const char *path, guint n)
{
  g_autoptr (GHashTable) types
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer type, lines;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) all = g_strsplit (text, "\n", (int) n + 1);
  for (guint i = 0; i < n && all[i] != NULL && *all[i] != '\0'; i++)
    {
      g_autofree char *name = dup_type (all[i]);

      lines = g_hash_table_lookup (types, name);
      if (lines == NULL)
        {
          lines = g_ptr_array_new ();
          g_hash_table_insert (types, g_strdup (name), lines);
        }
      g_ptr_array_add (lines, all[i]);
    }
  g_hash_table_iter_init (&iter, types);
  while (g_hash_table_iter_next (&iter, &type, &lines))
    add_list (type, lines);
}

/* @path: behind "/fhir/". */
static const char *
find_body (const char *path)
{
  g_autofree char *type = g_strndup (path, strcspn (path, "?/"));
  List *list = g_hash_table_lookup (lists, type);
  const char *page = strstr (path, "?page=");
  const char *body = EMPTY;

  if (g_str_equal (path, "Patient/1001"))
    return PATIENT;
  if (strchr (path, '?') == NULL)
    return NULL;
  g_mutex_lock (&lock);
  if (list != NULL && page != NULL)
    body = g_ptr_array_index (list->pages, (guint) atoi (page + strlen ("?page=")));
  else if (list != NULL && (list->query == NULL || g_str_equal (list->query, path)))
    {
      if (list->query == NULL)
        list->query = g_strdup (path);
      body = g_ptr_array_index (list->pages, 0);
    }
  g_mutex_unlock (&lock);
  return body;
}

static gboolean
answer (GOutputStream *out, const char *path)
{
  const char *body = find_body (path);
  g_autoptr (GString) reply = g_string_sized_new (64 * 1024);

  g_atomic_int_inc (&n_requests);
  g_string_append_printf (reply,
                          "HTTP/1.1 %s\r\nContent-Type: application/fhir+json\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          body != NULL ? "200 OK" : "404 Not Found",
                          body != NULL ? strlen (body) : 0);
  if (body != NULL)
    g_string_append (reply, body);
  if (delay_us > 0)
    g_usleep (delay_us);
  return g_output_stream_write_all (out, reply->str, reply->len, NULL, NULL, NULL);
}

/* One connection, as long as it is kept. */
static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer data)
{
  g_autoptr (GDataInputStream) in
      = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  char *line;

  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  g_tcp_connection_set_graceful_disconnect (G_TCP_CONNECTION (connection), FALSE);
  g_socket_set_option (g_socket_connection_get_socket (connection), 6, 1, 1, NULL);
  while ((line = g_data_input_stream_read_line (in, NULL, NULL, NULL)) != NULL)
    {
      g_auto (GStrv) words = g_strsplit (line, " ", 3);

      gboolean last = FALSE;

      g_free (line);
      while ((line = g_data_input_stream_read_line (in, NULL, NULL, NULL)) != NULL && *line != '\0')
        {
          last = last || g_ascii_strcasecmp (line, "Connection: close") == 0;
          g_free (line);
        }
      g_free (line);
      if (words[0] == NULL || words[1] == NULL || !g_str_has_prefix (words[1], "/fhir/")
          || !answer (out, words[1] + strlen ("/fhir/")) || last)
        break;
    }
  return TRUE;
}

/* How many were asked is for the rival that asks one after the other. */
static gpointer
wait_cb (gpointer data)
{
  while (getchar () != EOF)
    ;
  g_print ("%u\n", n_requests);
  exit (0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (64);
  g_autoptr (GMainLoop) loop = NULL;
  guint16 port;

  if (argc != 5)
    {
      g_printerr ("usage: bench-clinic LINES RECORDS PER_PAGE DELAY_MS\n");
      return 2;
    }
  lists = g_hash_table_new (g_str_hash, g_str_equal);
  n_per_page = (guint) atoi (argv[3]);
  delay_us = (gulong) atoi (argv[4]) * 1000;
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  base = g_strdup_printf ("http://127.0.0.1:%u/fhir", port);
  load (argv[1], (guint) atoi (argv[2]));
  g_signal_connect (service, "run", G_CALLBACK (run_cb), NULL);
  g_socket_service_start (service);
  g_print ("%s\n", base);
  g_thread_unref (g_thread_new ("end", wait_cb, NULL));
  loop = g_main_loop_new (NULL, FALSE);
  g_main_loop_run (loop);
}
