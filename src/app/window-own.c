/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-private.h"

#include <glib/gi18n-lib.h>

#include "app/correction-page.h"
#include "app/dialogs.h"
#include "app/loading.h"
#include "app/move-dialog.h"
#include "app/own-dialog.h"
#include "app/own-job.h"
#include "app/row.h"
#include "library/own-entry.h"
#include "library/own-words.h"

/* The row of a list that has the focus: the item that the list made around it, or a widget in it.
 */
static const char *
get_focused_ref (KwWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *child = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (child != NULL && KW_IS_ROW (child))
    return kw_row_get_ref (KW_ROW (child));
  if (focus != NULL && (child = gtk_widget_get_ancestor (focus, KW_TYPE_ROW)) != NULL)
    return kw_row_get_ref (KW_ROW (child));
  return NULL;
}

/* A page about one record; a test's page is about its newest result. */
static const char *
get_shown_ref (KwWindow *self)
{
  KwView *view = kw_window_get_visible_view (self);
  KwReportOptions options = { 0 };

  if (view != NULL)
    kw_view_get_scope (view, &options);
  return options.refs != NULL ? options.refs[0] : NULL;
}

/* Pressed twice, it is still one question. */
static gboolean
is_asked_already (KwSnapshot *snapshot, const char *ref)
{
  const GPtrArray *questions = kw_snapshot_get_questions (snapshot);

  for (guint i = 0; i < questions->len; i++)
    {
      const KwOwnWords *question = g_ptr_array_index (questions, i);

      if (!question->asked && question->text == NULL && g_strcmp0 (question->about, ref) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whoever is open can be written to only when their vault is here; files have none. */
static gboolean
can_write (KwWindow *self)
{
  if (self->library != NULL && kw_library_get_vault (self->library) != NULL
      && self->snapshot != NULL)
    return TRUE;
  kw_window_toast (self, _ ("One moment: your record is still being read."));
  return FALSE;
}

static void
ask_about (KwWindow *self, const char *ref)
{
  const KwRecord *record
      = self->snapshot != NULL && ref != NULL ? kw_snapshot_find (self->snapshot, ref) : NULL;
  g_autoptr (KwOwnWords) question = kw_own_words_new (KW_OWN_QUESTION);
  KwOwnChange *change;

  if (record == NULL)
    kw_window_toast (self, _ ("Go to a record first. Then you can ask about it."));
  else if (!can_write (self))
    return;
  else if (is_asked_already (self->snapshot, ref))
    kw_window_toast (self, _ ("It is in My questions already."));
  else
    {
      change = kw_own_change_new ();
      kw_own_words_set_about (question, self->snapshot, record);
      kw_own_words_put (question, change);
      kw_own_job_run (GTK_WIDGET (self->toasts), self->library, change,
                      _ ("Added to My questions."));
    }
}

static void
ask_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  const char *ref = get_focused_ref (self);

  (void) name;
  (void) parameter;
  ask_about (self, ref != NULL ? ref : get_shown_ref (self));
}

static void
ask_about_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  ask_about (KW_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
correct_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  const char *ref = g_variant_get_string (parameter, NULL);

  (void) name;
  if (self->snapshot != NULL && kw_snapshot_find (self->snapshot, ref) != NULL)
    kw_window_push (self, KW_VIEW (kw_correction_page_new (ref)));
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  KwOwnKind kind;

  (void) name;
  if (kw_own_kind_from_id (g_variant_get_string (parameter, NULL), &kind) && can_write (self))
    kw_own_dialog_present (GTK_WINDOW (self), self->toasts, self->library, kw_own_entry_new (kind));
}

/* A paper of one's own that belongs with a record. */
static void
add_paper_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  const char *ref = g_variant_get_string (parameter, NULL);
  const KwRecord *record = self->snapshot != NULL ? kw_snapshot_find (self->snapshot, ref) : NULL;
  KwOwnEntry *entry;

  (void) name;
  if (record == NULL || !can_write (self))
    return;
  entry = kw_own_entry_new (KW_OWN_FILE);
  entry->about = g_strdup (ref);
  entry->about_title = kw_words_title (kw_snapshot_get_words (self->snapshot), record);
  kw_own_dialog_present (GTK_WINDOW (self), self->toasts, self->library, entry);
}

static void
edit_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = kw_body_load_finish (result, &error);
  KwOwnEntry *entry = body != NULL ? kw_own_entry_new_from_fhir (body) : NULL;

  (void) source;
  if (self->closing)
    kw_own_entry_free (entry);
  else if (entry == NULL || !can_write (self))
    kw_window_toast (self, _ ("This entry could not be read."));
  else
    kw_own_dialog_present (GTK_WINDOW (self), self->toasts, self->library, entry);
}

static void
edit_own_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  (void) name;
  if (can_write (self))
    kw_body_load_async (self->snapshot, g_variant_get_string (parameter, NULL), self->cancellable,
                        edit_loaded_cb, g_object_ref (self));
}

static void
move_own_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  (void) name;
  if (can_write (self))
    kw_move_dialog_present (GTK_WINDOW (self), self->toasts, self->library,
                            g_variant_get_string (parameter, NULL));
}

typedef struct
{
  KwWindow *window;
  KwLibrary *library;
  char *ref;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_object_unref (removal->window);
  g_object_unref (removal->library);
  g_free (removal->ref);
  g_free (removal);
}

static void
remove_confirmed_cb (gpointer data)
{
  Removal *removal = data;
  KwWindow *self = removal->window;
  KwOwnChange *change = kw_own_change_new ();
  const char *shown = get_shown_ref (self);

  /* Its page has nothing to show any more. */
  if (self->pushed->len > 0 && g_strcmp0 (shown, removal->ref) == 0)
    kw_window_pop (self);
  kw_own_change_remove (change, removal->ref);
  kw_own_job_run (GTK_WIDGET (self->toasts), removal->library, change, _ ("Removed."));
}

static void
remove_own_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  const char *ref = g_variant_get_string (parameter, NULL);
  const KwRecord *record = self->snapshot != NULL ? kw_snapshot_find (self->snapshot, ref) : NULL;
  Removal *removal;

  (void) name;
  if (record == NULL || !can_write (self))
    return;

  g_autofree char *title = kw_words_title (kw_snapshot_get_words (self->snapshot), record);
  g_autofree char *heading = g_strdup_printf (_ ("Remove “%s”?"), title);

  removal = g_new0 (Removal, 1);
  *removal = (Removal){ g_object_ref (self), g_object_ref (self->library), g_strdup (ref) };
  kw_dialog_confirm (widget, heading,
                     _ ("You entered it yourself. You can undo this for a few seconds."),
                     _ ("_Remove"), remove_confirmed_cb, removal, removal_free);
}

void
kw_window_install_own_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.ask", NULL, ask_cb);
  gtk_widget_class_install_action (klass, "win.ask-about", "s", ask_about_cb);
  gtk_widget_class_install_action (klass, "win.correct", "s", correct_cb);
  gtk_widget_class_install_action (klass, "win.add", "s", add_cb);
  gtk_widget_class_install_action (klass, "win.add-paper", "s", add_paper_cb);
  gtk_widget_class_install_action (klass, "win.edit-own", "s", edit_own_cb);
  gtk_widget_class_install_action (klass, "win.move-own", "s", move_own_cb);
  gtk_widget_class_install_action (klass, "win.remove-own", "s", remove_own_cb);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_m, GDK_CONTROL_MASK, "win.ask", NULL);
}
