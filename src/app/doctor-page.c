/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/doctor-page.h"

#include <glib/gi18n-lib.h>

#include "app/a11y.h"
#include "core/error.h"
#include "sync/sync.h"

struct _KwDoctorPage
{
  KwView parent_instance;

  /* Template children. */
  GtkImage *icon;
  GtkLabel *verdict;
  GtkSpinner *spinner;
  GtkListBox *checks;

  /* Child of the page's actions. */
  GtkWidget *again;

  /* Owned. */
  char *uuid;
  GCancellable *cancellable;

  gboolean begun;
};

G_DEFINE_FINAL_TYPE (KwDoctorPage, kw_doctor_page, KW_TYPE_VIEW)

static const struct
{
  const char *icon_name;
  const char *css_class;
  const char *words; /* for a screen reader, which does not see the icon */
} verdicts[] = {
  [KW_CHECK_FINE] = { "emblem-ok-symbolic", "in-range", N_ ("passed") },
  [KW_CHECK_WARN] = { "dialog-warning-symbolic", "outside", N_ ("warning") },
  [KW_CHECK_FAIL] = { "action-unavailable-symbolic", "severe", N_ ("failed") },
  [KW_CHECK_UNKNOWN] = { "dialog-question-symbolic", "secondary", N_ ("cannot be told") },
};

static void
add_check (KwDoctorPage *self, const KwCheck *check)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (verdicts[check->verdict].icon_name);
  g_autofree char *title = g_markup_escape_text (check->name, -1);
  g_autofree char *words = g_markup_escape_text (check->words != NULL ? check->words : "", -1);
  g_autofree char *spoken
      = g_strdup_printf ("%s, %s. %s", check->name, _ (verdicts[check->verdict].words),
                         check->words != NULL ? check->words : "");

  gtk_widget_add_css_class (icon, verdicts[check->verdict].css_class);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->checks, row);
}

static void
set_verdict (KwDoctorPage *self, KwCheckVerdict verdict, const char *sentence)
{
  const char *classes[] = { verdicts[verdict].css_class, NULL };

  gtk_image_set_from_icon_name (self->icon, verdicts[verdict].icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_label_set_text (self->verdict, sentence);
  kw_a11y_announce (GTK_WIDGET (self), sentence);
}

static void
doctor_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  KwDoctorReport *report = kw_doctor_run (data, g_object_get_data (G_OBJECT (task), "kw-uuid"),
                                          NULL, NULL, cancellable, &error);

  (void) source;
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) kw_doctor_report_free);
  else
    g_task_return_error (task, error);
}

static void
doctor_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KwDoctorPage *self = KW_DOCTOR_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDoctorReport) report = g_task_propagate_pointer (G_TASK (result), &error);

  (void) data;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_sensitive (self->again, TRUE);
  if (report == NULL)
    {
      g_autofree char *sentence = kw_error_dup_sentence (error);
      set_verdict (self, KW_CHECK_FAIL, sentence);
      return;
    }
  for (guint i = 0; i < report->checks->len; i++)
    add_check (self, g_ptr_array_index (report->checks, i));
  gtk_widget_set_visible (GTK_WIDGET (self->checks), report->checks->len > 0);
  set_verdict (self, report->worst, report->verdict);
}

static void
begin (KwDoctorPage *self)
{
  KwLibrary *library = kw_view_get_library (KW_VIEW (self));
  KwVault *vault = library != NULL ? kw_library_get_vault (library) : NULL;
  GtkListBoxRow *row;

  if (vault == NULL)
    return;
  while ((row = gtk_list_box_get_row_at_index (self->checks, 0)) != NULL)
    gtk_list_box_remove (self->checks, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->checks), FALSE);
  gtk_widget_set_sensitive (self->again, FALSE);
  gtk_spinner_set_spinning (self->spinner, TRUE);
  gtk_label_set_text (self->verdict, _ ("Checking…"));

  g_autoptr (GTask) task = g_task_new (self, self->cancellable, doctor_cb, NULL);
  g_task_set_task_data (task, g_object_ref (vault), g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "kw-uuid", g_strdup (self->uuid), g_free);
  g_task_run_in_thread (task, doctor_thread);
}

static void
kw_doctor_page_update (KwView *view, KwSnapshot *snapshot)
{
  KwDoctorPage *self = KW_DOCTOR_PAGE (view);

  (void) snapshot;
  if (!self->begun)
    {
      self->begun = TRUE;
      begin (self);
    }
}

static void
kw_doctor_page_dispose (GObject *object)
{
  KwDoctorPage *self = KW_DOCTOR_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kw_doctor_page_parent_class)->dispose (object);
}

static void
kw_doctor_page_finalize (GObject *object)
{
  g_free (KW_DOCTOR_PAGE (object)->uuid);

  G_OBJECT_CLASS (kw_doctor_page_parent_class)->finalize (object);
}

static void
kw_doctor_page_class_init (KwDoctorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_doctor_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_doctor_page_finalize;
  KW_VIEW_CLASS (klass)->update = kw_doctor_page_update;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/doctor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, icon);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, checks);
}

static void
kw_doctor_page_init (KwDoctorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->again = gtk_button_new_with_label (_ ("Check again"));
  gtk_widget_add_css_class (self->again, "flat");
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (begin), self);
  kw_view_set_actions (KW_VIEW (self), self->again);
}

KwDoctorPage *
kw_doctor_page_new (const char *uuid, const char *name)
{
  g_return_val_if_fail (uuid != NULL && name != NULL, NULL);

  KwDoctorPage *self = g_object_new (KW_TYPE_DOCTOR_PAGE, NULL);
  g_autofree char *title = g_strdup_printf (_ ("Check this connection: %s"), name);

  self->uuid = g_strdup (uuid);
  kw_view_set_title (KW_VIEW (self), title);

  return self;
}
