/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/demo-clinic.h"

#include <glib/gi18n-lib.h>
#include <signal.h>

#include "core/error.h"

struct _KwDemoClinic
{
  GSubprocess *process;
  GPtrArray *bases; /* of char *, NULL-terminated */
};

/* The program beside us in an installation, or where a build says that it is. */
static char *
find_program (void)
{
  const char *given = g_getenv ("KEEPWELL_DEMO_CLINIC");
  static const char *const folders[] = { KW_LIBEXECDIR, KW_BINDIR };

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folders[i], "keepwell-demo-clinic", NULL);
      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }

  return g_find_program_in_path ("keepwell-demo-clinic");
}

/* Reads "FHIR_BASE=…" lines up to "READY". */
static gboolean
read_bases (KwDemoClinic *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  char *text;

  while ((text = g_data_input_stream_read_line_utf8 (lines, NULL, cancellable, error)) != NULL)
    {
      g_autofree char *line = g_strstrip (text);
      if (strcmp (line, "READY") == 0)
        {
          g_ptr_array_add (self->bases, NULL);
          return TRUE;
        }
      if (g_str_has_prefix (line, "FHIR_BASE="))
        g_ptr_array_add (self->bases, g_strdup (line + strlen ("FHIR_BASE=")));
    }
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, KW_ERROR, KW_ERROR_FAILED, "the demo clinic did not get ready");

  return FALSE;
}

static void
start_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (KwDemoClinic) self = g_new0 (KwDemoClinic, 1);
  g_autofree char *program = find_program ();
  g_autofree char *port = g_strdup_printf ("%u", GPOINTER_TO_UINT (data));
  GError *error = NULL;

  (void) source;
  self->bases = g_ptr_array_new_with_free_func (g_free);
  if (program == NULL)
    {
      g_task_return_new_error (task, KW_ERROR, KW_ERROR_FAILED, "the demo clinic is not installed");
      return;
    }
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                    &error, program, "--port", port, NULL);
  if (self->process != NULL && read_bases (self, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) kw_demo_clinic_free);
  else
    g_task_return_error (task, error);
}

void
kw_demo_clinic_start_async (guint port,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, GUINT_TO_POINTER (port), NULL);
  g_task_run_in_thread (task, start_thread);
}

KwDemoClinic *
kw_demo_clinic_start_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *const *
kw_demo_clinic_get_bases (const KwDemoClinic *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->bases->pdata;
}

void
kw_demo_clinic_free (KwDemoClinic *self)
{
  if (self == NULL)
    return;
  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
  g_clear_pointer (&self->bases, g_ptr_array_unref);
  g_free (self);
}

GStrv
kw_demo_dup_known_bases (void)
{
  const char *given = g_getenv ("KEEPWELL_DEMO_BASES");

  if (given == NULL || *given == '\0')
    return NULL;

  return g_strsplit (given, " ", -1);
}

const char *
kw_demo_get_name (guint index)
{
  static const char *const names[] = { N_ ("Riverside Hospital"), N_ ("City Clinic") };

  return index < G_N_ELEMENTS (names) ? _ (names[index]) : _ ("Demo hospital");
}

gboolean
kw_demo_is_demo_base (const char *base)
{
  return base != NULL
         && (g_str_has_prefix (base, "http://127.0.0.1:")
             || g_str_has_prefix (base, "http://[::1]:")
             || g_str_has_prefix (base, "http://localhost:"));
}

guint
kw_demo_get_port (const char *base)
{
  g_autoptr (GUri) uri = base != NULL ? g_uri_parse (base, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL && g_uri_get_port (uri) > 0 ? (guint) g_uri_get_port (uri) : 0;
}
