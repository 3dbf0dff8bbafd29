/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"
#include "sync/sync.h"
#include "vault/fixture.h"

/* The demo clinic as a process of its own, on a port of its own. */
typedef struct
{
  GSubprocess *process;
  char *bases[2];
} Clinic;

static inline Clinic *
clinic_start_at (const char *port, const char *const *options)
{
  Clinic *self = g_new0 (Clinic, 1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GDataInputStream) lines = NULL;
  guint n = 0;

  g_ptr_array_add (argv, (gpointer) g_getenv ("KEEPWELL_DEMO_CLINIC"));
  g_ptr_array_add (argv, (gpointer) "--port");
  g_ptr_array_add (argv, (gpointer) port);
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) options[i]);
  g_ptr_array_add (argv, NULL);
  self->process
      = g_subprocess_newv ((const char *const *) argv->pdata,
                           G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE, NULL);
  g_assert_nonnull (self->process);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

      g_assert_nonnull (line);
      if (g_str_has_prefix (line, "FHIR_BASE=") && n < 2)
        self->bases[n++] = g_strdup (line + strlen ("FHIR_BASE="));
      if (g_str_equal (line, "READY"))
        return self;
    }
}

static inline Clinic *
clinic_start (const char *const *options)
{
  return clinic_start_at ("0", options);
}

static inline void
clinic_stop (Clinic *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self->bases[0]);
  g_free (self->bases[1]);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Clinic, clinic_stop)

/* The same hospitals another day, with a fault: it takes the sign-ins that it gave before. */
static inline void
clinic_restart (Clinic **clinic, const char *const *options)
{
  g_autoptr (GUri) uri = g_uri_parse ((*clinic)->bases[0], G_URI_FLAGS_NONE, NULL);
  g_autofree char *port = g_strdup_printf ("%d", g_uri_get_port (uri));

  clinic_stop (*clinic);
  *clinic = clinic_start_at (port, options);
}

static inline void
clinic_go_wrong (Clinic **clinic, const char *fault)
{
  const char *const options[] = { fault != NULL ? "--fault" : NULL, fault, NULL };

  clinic_restart (clinic, options);
}

/* Signs in as somebody, by the program that stands for a browser. */
static inline KwSignIn *
clinic_sign_in (const char *base, const char *user, GError **error)
{
  g_autofree char *command
      = g_strdup_printf ("%s --user '%s'", g_getenv ("KEEPWELL_DEMO_SIGN_IN"), user);
  KwConnectRequest request = {
    .address = base, .name = "Test Hospital", .login = kw_login_with_command, .login_data = command
  };

  return kw_sign_in_run (&request, NULL, error);
}

/* A vault of the person who signed in, with the connection stored. */
static inline KwVault *
clinic_connect (const char *dir, const char *base, const char *user, char **out_uuid)
{
  GError *error = NULL;
  g_autoptr (KwSignIn) sign_in = clinic_sign_in (base, user, &error);
  g_autoptr (KwConnection) connection = NULL;
  KwVault *vault;

  g_assert_no_error (error);
  vault = kw_vault_create (dir, kw_sign_in_get_person (sign_in), &error);
  g_assert_no_error (error);
  connection = kw_sign_in_store (sign_in, vault, &error);
  g_assert_no_error (error);
  *out_uuid = g_strdup (kw_connection_get (connection, KW_CONNECTION_UUID));
  return vault;
}

static inline const KwSourceSection *
clinic_section (const KwSource *source, const char *key)
{
  for (guint i = 0; i < source->sections->len; i++)
    {
      const KwSourceSection *section = g_ptr_array_index (source->sections, i);

      if (g_str_equal (section->type, key))
        return section;
    }
  return NULL;
}
