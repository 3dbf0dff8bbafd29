/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/move-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/toasts.h"
#include "core/error.h"

struct _KwMoveDialog
{
  AdwWindow parent_instance;

  /* Template children. */
  GtkLabel *words;
  GtkListBox *list;

  /* Owned. */
  AdwToastOverlay *overlay;
  KwLibrary *library;
  char *ref;
  GPtrArray *people; /* of KwPerson; NULL until they are known */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KwMoveDialog, kw_move_dialog, ADW_TYPE_WINDOW)

/* What the thread that moves needs, and nothing of the window. */
typedef struct
{
  KwVault *from;
  char *to; /* uuid */
  char *name;
  char *ref;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_object_unref (move->from);
  g_free (move->to);
  g_free (move->name);
  g_free (move->ref);
  g_free (move);
}

static void
move_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Move *move = data;
  GError *error = NULL;
  g_autoptr (KwVault) to = kw_vault_open (kw_vault_get_data_dir (move->from), move->to, &error);

  (void) source;
  (void) cancellable;
  if (to != NULL && kw_own_move (move->from, to, move->ref, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AdwToastOverlay) overlay = data;
  KwLibrary *library = KW_LIBRARY (source);
  const Move *move = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean moved = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *sentence
      = moved ? g_strdup_printf (_ ("Moved to %s."), move->name) : kw_error_dup_sentence (error);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  /* Who has been switched to is told nothing of the others. */
  if (kw_library_get_vault (library) != move->from)
    return;
  if (moved)
    {
      kw_library_reload (library);
      gtk_widget_activate_action (GTK_WIDGET (overlay), "win.back", NULL);
    }
  kw_toasts_add (overlay, adw_toast_new (escaped), sentence);
}

static const char *
get_name (const KwPerson *person)
{
  return person->name != NULL ? person->name : _ ("Name not stated");
}

static void
row_activated_cb (KwMoveDialog *self, GtkListBoxRow *row)
{
  const KwPerson *person
      = g_ptr_array_index (self->people, (guint) gtk_list_box_row_get_index (row));
  KwVault *vault = kw_library_get_vault (self->library);
  Move *move;

  if (vault == NULL)
    return;
  move = g_new0 (Move, 1);
  *move = (Move){ g_object_ref (vault), g_strdup (person->uuid), g_strdup (get_name (person)),
                  g_strdup (self->ref) };

  g_autoptr (GTask) task = g_task_new (self->library, NULL, moved_cb, g_object_ref (self->overlay));

  g_task_set_task_data (task, move, move_free);
  g_task_run_in_thread (task, move_thread);
  gtk_window_close (GTK_WINDOW (self));
}

static void
people_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *people = kw_library_list_people (data, &error);

  (void) source;
  (void) cancellable;
  if (people != NULL)
    g_task_return_pointer (task, people, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
add_row (KwMoveDialog *self, const KwPerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *year = kw_person_dup_birth_year (person);
  g_autofree char *born = year != NULL ? g_strdup_printf (_ ("born %s"), year) : g_strdup ("");
  g_autofree char *escaped = g_markup_escape_text (get_name (person), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), born);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (32, get_name (person), TRUE));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);
}

/* The sample is no real person: nothing goes into it or comes out of it. */
static gboolean
can_have_it (const KwPerson *person, const char *own_uuid, gboolean sample)
{
  return g_strcmp0 (person->uuid, own_uuid) != 0 && person->sample == sample;
}

static void
people_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KwMoveDialog *self = KW_MOVE_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = g_task_propagate_pointer (G_TASK (result), &error);
  KwVault *vault = kw_library_get_vault (self->library);
  KwSnapshot *snapshot = kw_library_get_snapshot (self->library);
  gboolean sample = snapshot != NULL && kw_snapshot_get_person (snapshot) != NULL
                    && kw_snapshot_get_person (snapshot)->sample;

  (void) data;
  if (people == NULL || vault == NULL)
    {
      gtk_label_set_text (self->words, _ ("The people could not be read."));
      return;
    }
  for (guint i = people->len; i-- > 0;)
    if (!can_have_it (g_ptr_array_index (people, i), kw_vault_get_person_uuid (vault), sample))
      g_ptr_array_remove_index (people, i);
  self->people = g_steal_pointer (&people);
  for (guint i = 0; i < self->people->len; i++)
    add_row (self, g_ptr_array_index (self->people, i));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->people->len > 0);
  gtk_label_set_text (self->words,
                      self->people->len > 0
                          ? _ ("Whose is it? It goes out of this record and into the other one.")
                          : _ ("There is nobody else here. Add a person first."));
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
kw_move_dialog_dispose (GObject *object)
{
  KwMoveDialog *self = KW_MOVE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->overlay);
  g_clear_object (&self->library);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->ref, g_free);

  G_OBJECT_CLASS (kw_move_dialog_parent_class)->dispose (object);
}

static void
kw_move_dialog_class_init (KwMoveDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_move_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/move-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KwMoveDialog, words);
  gtk_widget_class_bind_template_child (widget_class, KwMoveDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
kw_move_dialog_init (KwMoveDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

void
kw_move_dialog_present (GtkWindow *parent,
                        AdwToastOverlay *overlay,
                        KwLibrary *library,
                        const char *ref)
{
  g_return_if_fail (KW_IS_LIBRARY (library) && ref != NULL);

  KwMoveDialog *self = g_object_new (KW_TYPE_MOVE_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, people_cb, NULL);

  self->overlay = g_object_ref (overlay);
  self->library = g_object_ref (library);
  self->ref = g_strdup (ref);
  g_task_set_task_data (task, g_strdup (kw_library_get_data_dir (library)), g_free);
  g_task_run_in_thread (task, people_thread);
  gtk_window_present (GTK_WINDOW (self));
}
