/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/clinic.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <unistd.h>

#include "demo/faults.h"
#include "demo/generator.h"

/* keepwell-demo-clinic: see --help. */
typedef struct
{
  int port;
  int token_lifetime;
  int n_people;
  char *log;
  char **faults;
  gboolean list_people;
  gboolean list_faults;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_clear_pointer (&self->log, g_free);
  g_clear_pointer (&self->faults, g_strfreev);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
parse (Arguments *self, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, "Port of the FHIR host; 0 takes a free one",
      "PORT" },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->faults,
      "Do something wrong; may be repeated", "NAME" },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &self->log, "Write a line per request", "FILE" },
    { "token-lifetime", 0, 0, G_OPTION_ARG_INT, &self->token_lifetime,
      "Seconds that an access token lives; 570", "S" },
    { "people", 0, 0, G_OPTION_ARG_INT, &self->n_people, "Add so many generated adults", "N" },
    { "list-people", 0, 0, G_OPTION_ARG_NONE, &self->list_people, "Print who can sign in, and end",
      NULL },
    { "list-faults", 0, 0, G_OPTION_ARG_NONE, &self->list_faults,
      "Print each fault, where it was seen and what it does, and end", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context
      = g_option_context_new ("– two invented hospitals on this computer");
  g_autofree char *help = kw_faults_dup_help ();
  g_option_context_set_description (context, help);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc == 1 && self->port >= 0 && self->port < 65535 && self->token_lifetime >= 0
      && self->n_people >= 0)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "see --help");
  return FALSE;
}

/* Each login once, although both hospitals know it. */
static void
list_people (guint n_people)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < KW_DEMO_N_HOSPITALS; i++)
    {
      g_autoptr (KwDemoHospital) hospital = kw_demo_generate (i, n_people);
      for (guint k = 0; k < hospital->logins->len; k++)
        {
          const KwDemoLogin *login = g_ptr_array_index (hospital->logins, k);
          if (g_hash_table_add (seen, g_strdup (login->name)))
            g_print ("%s\t%s\n", login->name, login->who);
        }
    }
}

static gboolean
on_signal (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* What comes on stdin is of no interest; its end is the end of whoever started us. */
static gboolean
on_stdin (GObject *stream, gpointer loop)
{
  char buffer[256];
  g_autoptr (GError) error = NULL;
  gssize n = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (stream), buffer,
                                                       sizeof buffer, NULL, &error);
  if (n > 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
wait_for_the_end (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  guint terminate = g_unix_signal_add (SIGTERM, on_signal, loop);
  guint interrupt = g_unix_signal_add (SIGINT, on_signal, loop);
  g_autoptr (GSource) end
      = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (input), NULL);
  g_source_set_callback (end, G_SOURCE_FUNC (on_stdin), loop, NULL);
  g_source_attach (end, NULL);
  g_main_loop_run (loop);
  g_source_destroy (end);
  g_source_remove (terminate);
  g_source_remove (interrupt);
}

int
main (int argc, char *argv[])
{
  g_auto (Arguments) arguments = { 0 };
  g_autoptr (GError) error = NULL;
  if (!parse (&arguments, &argc, &argv, &error))
    {
      g_printerr ("keepwell-demo-clinic: %s\n", error->message);
      return 2;
    }
  if (arguments.list_people)
    {
      list_people ((guint) arguments.n_people);
      return 0;
    }
  if (arguments.list_faults)
    {
      g_autofree char *list = kw_faults_dup_list ();
      g_print ("%s", list);
      return 0;
    }
  KwDemoOptions options = { .port = (guint) arguments.port,
                            .faults = (const char *const *) arguments.faults,
                            .log = arguments.log,
                            .token_lifetime = (guint) arguments.token_lifetime,
                            .n_people = (guint) arguments.n_people };
  g_autoptr (KwClinic) clinic = kw_clinic_new (&options, &error);
  if (clinic == NULL)
    {
      g_printerr ("keepwell-demo-clinic: %s\n", error->message);
      return 1;
    }
  for (guint i = 0; i < 2; i++)
    g_print ("NAME=%s\nFHIR_BASE=%s\n", kw_clinic_get_name (clinic, i),
             kw_clinic_get_base (clinic, i));
  g_print ("READY\n");
  wait_for_the_end ();
  return 0;
}
