/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/application.h"

#include <glib/gi18n-lib.h>

#include "app/copies.h"
#include "app/resources.h"
#include "app/window.h"
#include "library/units-setting.h"
#include "net/net.h"
#include "sync/inbox.h"

#define SCHEME "io.github.keepwell.keepwell"

struct _KwApplication
{
  AdwApplication parent_instance;

  /* Owned. */
  char *data_dir;
  char *person;
  char *only_uuid; /* the person, when there is only one */
  GSettings *settings;
  KwLibrary *library; /* opening since before GTK; NULL once a window has it */

  guint patience; /* how long the window waits for the record */
};

#define PATIENCE_MS 300

G_DEFINE_FINAL_TYPE (KwApplication, kw_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Keep everything in this folder"),
    N_ ("DIR") },
  { "person", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Open the record of this person"), N_ ("NAME") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Say which version this is"), NULL },
  { NULL },
};

static void
opened_early_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwApplication) self = data;
  g_autoptr (GError) error = NULL;
  GtkWindow *window;

  if (kw_library_open_finish (KW_LIBRARY (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* The window tries once more by itself, and says what is wrong. */
  window = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (window != NULL && KW_IS_WINDOW (window))
    kw_window_open_person (KW_WINDOW (window), self->only_uuid);
}

/* Reading the keyring and the vault takes as long as GTK takes to begin: both at once. */
static void
open_early (KwApplication *self)
{
  g_auto (GStrv) uuids = kw_vault_list (self->data_dir);

  if (self->person != NULL || uuids == NULL || g_strv_length (uuids) != 1)
    return;
  self->only_uuid = g_strdup (uuids[0]);
  self->library = kw_library_new (self->data_dir);
  kw_library_open_async (self->library, self->only_uuid, NULL, opened_early_cb,
                         g_object_ref (self));
}

static int
kw_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  KwApplication *self = KW_APPLICATION (application);
  g_autofree char *data_dir = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("keepwell %s\n", KW_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (dict, "data-dir", "^ay", &data_dir))
    {
      g_autoptr (GFile) folder = g_file_new_for_commandline_arg (data_dir);
      self->data_dir = g_file_get_path (folder);
      /* Another folder is another set of people: never the window of a running program. */
      g_application_set_flags (application,
                               g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }
  if (self->data_dir == NULL)
    self->data_dir = g_build_filename (g_get_user_data_dir (), "keepwell", NULL);
  g_variant_dict_lookup (dict, "person", "s", &self->person);
  open_early (self);

  return -1;
}

static KwWindow *
get_window (KwApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL && KW_IS_WINDOW (window))
    return KW_WINDOW (window);

  return KW_WINDOW (kw_window_new (GTK_APPLICATION (self), self->data_dir));
}

static void
present (KwApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  g_clear_handle_id (&self->patience, g_source_remove);
  if (window != NULL)
    gtk_window_present (window);
}

static gboolean
patience_cb (gpointer data)
{
  KwApplication *self = data;

  self->patience = 0;
  present (self);

  return G_SOURCE_REMOVE;
}

static void
first_snapshot_cb (KwApplication *self)
{
  if (self->patience != 0)
    present (self);
}

/* The window comes up with the record in it; it waits for that only as long as nobody notices. */
static void
take_library (KwApplication *self, KwWindow *window)
{
  KwLibrary *library = g_steal_pointer (&self->library);

  kw_window_take_library (window, library, self->only_uuid);
  if (kw_library_get_snapshot (library) != NULL)
    return;
  self->patience = g_timeout_add (PATIENCE_MS, patience_cb, self);
  g_signal_connect_object (library, "changed", G_CALLBACK (first_snapshot_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
kw_application_activate (GApplication *application)
{
  KwApplication *self = KW_APPLICATION (application);
  gboolean is_new = gtk_application_get_active_window (GTK_APPLICATION (self)) == NULL;
  KwWindow *window = get_window (self);

  if (is_new && self->library != NULL)
    take_library (self, window);
  else if (is_new)
    {
      g_auto (GStrv) uuids = kw_vault_list (self->data_dir);
      if (self->person == NULL && (uuids == NULL || uuids[0] == NULL))
        kw_window_show_start (window);
      else
        kw_window_choose_person (window, self->person);
    }
  if (self->patience == 0)
    gtk_window_present (GTK_WINDOW (window));
}

/* The answer of a sign-in in the person's browser, given to a second instance. One that nobody
 * waits for is dropped, and never shown or logged. */
static void
take_redirect (KwApplication *self, GFile *file)
{
  char *redirect = g_file_get_uri (file);

  if (!kw_inbox_deliver (redirect))
    gtk_widget_activate_action (GTK_WIDGET (get_window (self)), "win.toast", "s",
                                _ ("This sign-in is not waited for any more. Begin again with "
                                   "Connect."));
  kw_wipe (redirect);
}

static void
kw_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  (void) hint;
  kw_application_activate (application);
  for (int i = 0; i < n_files; i++)
    if (g_file_has_uri_scheme (files[i], SCHEME))
      take_redirect (KW_APPLICATION (application), files[i]);
    else
      g_list_store_append (list, files[i]);
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    kw_window_open_files (get_window (KW_APPLICATION (application)), G_LIST_MODEL (list));
}

/* Every word that is on a screen is made again. */
static void
units_changed_cb (KwApplication *self)
{
  kw_units_setting_load ();
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (KW_IS_WINDOW (l->data))
      kw_window_make_words_again (l->data);
}

/* Rule V2: one choice for weight, height and temperature, in the menu. */
static void
add_units (KwApplication *self)
{
  self->settings = g_settings_new (KW_APP_ID);
  g_autoptr (GAction) units = g_settings_create_action (self->settings, "units");

  g_action_map_add_action (G_ACTION_MAP (self), units);
  kw_units_setting_load ();
  g_signal_connect_object (self->settings, "changed::units", G_CALLBACK (units_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
kw_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (kw_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (KW_APP_ID);
  add_units (KW_APPLICATION (application));
  /* What a program that ended in another way has left. */
  kw_copies_remove ();
}

static void
kw_application_shutdown (GApplication *application)
{
  kw_copies_remove ();
  G_APPLICATION_CLASS (kw_application_parent_class)->shutdown (application);
}

static void
kw_application_finalize (GObject *object)
{
  KwApplication *self = KW_APPLICATION (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->library);
  g_clear_object (&self->settings);
  g_free (self->data_dir);
  g_free (self->person);
  g_free (self->only_uuid);

  G_OBJECT_CLASS (kw_application_parent_class)->finalize (object);
}

static void
kw_application_class_init (KwApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kw_application_finalize;
  application_class->handle_local_options = kw_application_handle_local_options;
  application_class->startup = kw_application_startup;
  application_class->shutdown = kw_application_shutdown;
  application_class->activate = kw_application_activate;
  application_class->open = kw_application_open;
}

static void
kw_application_init (KwApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

KwApplication *
kw_application_new (void)
{
  kw_resources_register ();

  return g_object_new (KW_TYPE_APPLICATION, "application-id", KW_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/io/github/keepwell/Keepwell", NULL);
}
