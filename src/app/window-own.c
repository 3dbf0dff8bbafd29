/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-private.h"

#include <glib/gi18n-lib.h>

#include "app/correction-page.h"
#include "app/own-job.h"
#include "app/row.h"
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

static void
ask_about (KwWindow *self, const char *ref)
{
  const KwRecord *record
      = self->snapshot != NULL && ref != NULL ? kw_snapshot_find (self->snapshot, ref) : NULL;
  g_autoptr (KwOwnWords) question = kw_own_words_new (KW_OWN_QUESTION);
  KwOwnChange *change;

  if (record == NULL)
    kw_window_toast (self, _ ("Go to a record first. Then you can ask about it."));
  else if (self->library == NULL || kw_library_get_vault (self->library) == NULL)
    kw_window_toast (self, _ ("One moment: your record is still being read."));
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

void
kw_window_install_own_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.ask", NULL, ask_cb);
  gtk_widget_class_install_action (klass, "win.ask-about", "s", ask_about_cb);
  gtk_widget_class_install_action (klass, "win.correct", "s", correct_cb);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_m, GDK_CONTROL_MASK, "win.ask", NULL);
}
