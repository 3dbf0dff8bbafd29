/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/dialogs.h"
#include "app/scope.h"
#include "core/calendar.h"
#include "core/error.h"

typedef struct
{
  KwWindow *window;
  GBytes *file;
} Saving;

static void
path_cb (const char *path, gpointer data)
{
  Saving *saving = data;
  g_autoptr (KwWindow) window = saving->window;
  g_autoptr (GBytes) file = saving->file;
  g_autoptr (GError) error = NULL;

  g_free (saving);
  if (path == NULL)
    return;
  if (kw_report_save (file, path, &error))
    kw_window_toast (window, _ ("Saved. Open the file to put the visit into your calendar. Who can "
                                "see your calendar can read it."));
  else
    kw_window_toast_error (window, error);
}

/* No health word in the name of a file: "Appointment 2026-12-03.ics". */
static char *
dup_file_name (const KwRecord *record)
{
  g_autofree char *day = g_strndup (record->whens[0].text, 10);

  /* Translators: the name of a file; a date like 2026-12-03. */
  return g_strdup_printf (_ ("Appointment %s.ics"), day);
}

static void
add_to_calendar_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  const char *ref = g_variant_get_string (parameter, NULL);
  const KwRecord *record = self->snapshot != NULL ? kw_snapshot_find (self->snapshot, ref) : NULL;
  char *event = record != NULL ? kw_calendar_event (kw_snapshot_get_words (self->snapshot), record,
                                                    kw_scope_now ())
                               : NULL;

  (void) name;
  if (event == NULL)
    {
      g_autoptr (GError) error
          = g_error_new_literal (KW_ERROR, KW_ERROR_NO_SUCH_RECORD, "calendar");
      kw_window_toast_error (self, error);
      return;
    }

  g_autofree char *file_name = dup_file_name (record);
  const KwPerson *person = kw_snapshot_get_person (self->snapshot);
  /* Translators: the title of a dialog; whose appointment is saved. */
  g_autofree char *title
      = g_strdup_printf (_ ("Save an appointment of %s"),
                         person != NULL && person->name != NULL ? person->name : _ ("this person"));
  Saving *saving = g_new0 (Saving, 1);
  *saving = (Saving){ g_object_ref (self), g_bytes_new_take (event, strlen (event)) };
  kw_dialog_save (widget, title, file_name, path_cb, saving);
}

void
kw_window_install_calendar_action (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.add-to-calendar", "s", add_to_calendar_cb);
}
