/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/doctor-page.h"

#include <glib/gi18n-lib.h>

#include "app/a11y.h"
#include "app/dialogs.h"
#include "report/report.h"
#include "core/error.h"
#include "sync/sync.h"

struct _KwDoctorPage
{
  KwView parent_instance;

  /* Template children. */
  GtkBox *card;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *verdict;
  GtkButton *mend;
  GtkSpinner *spinner;
  GtkBox *columns;
  GtkLabel *passed;
  GtkListBox *checks;
  GtkBox *right;
  GtkListBox *values;
  GtkBox *text_card;
  GtkBox *text_actions;
  GtkLabel *send_to;
  GtkLabel *letter;
  GtkLabel *block;

  /* Child of the page's actions. */
  GtkWidget *again;

  /* Owned. */
  char *uuid;
  GCancellable *cancellable;
  KwDoctorReport *report; /* NULL before the first one */

  guint n_fine;
  guint n_checks;
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

/* ---- the six values ---- */

static const struct
{
  const char *symbol;
  const char *words;
  const char *css_class;
} states[] = {
  [KW_TENANT_UNREADABLE] = { "–", N_ ("cannot be read from outside: no fault"), "secondary" },
  [KW_TENANT_SAME] = { "✓", N_ ("same"), "in-range" },
  [KW_TENANT_DIFFERENT] = { "⊘", N_ ("different"), "severe" },
};

static void
add_value (KwDoctorPage *self, const KwTenantValue *value)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words
      = g_strdup_printf ("%s %s", states[value->state].symbol, _ (states[value->state].words));
  GtkWidget *state = gtk_label_new (words);
  g_autofree char *title = g_markup_escape_text (value->name, -1);
  g_autofree char *text = g_markup_escape_text (value->value != NULL ? value->value : "", -1);
  g_autofree char *spoken
      = g_strdup_printf ("%s, %s, %s", value->name, value->value != NULL ? value->value : "",
                         _ (states[value->state].words));

  gtk_label_set_wrap (GTK_LABEL (state), TRUE);
  gtk_label_set_xalign (GTK_LABEL (state), 1);
  gtk_widget_add_css_class (state, states[value->state].css_class);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->values, row);
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
show_values (KwDoctorPage *self)
{
  GPtrArray *values = self->report->values;
  gboolean readable = FALSE;

  clear_list (self->values);
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const KwTenantValue *value = g_ptr_array_index (values, i);
      readable = readable || value->state != KW_TENANT_UNREADABLE;
      add_value (self, value);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->values), readable);
  gtk_widget_set_visible (gtk_widget_get_prev_sibling (GTK_WIDGET (self->values)), readable);
}

/* ---- the verdict ---- */

/* What each end looks like, and what it says in a few words. */
static const struct
{
  const char *icon_name;
  const char *css_class;
  const char *title;
} ends[] = {
  [KW_DOCTOR_WELL] = { "emblem-ok-symbolic", "in-range", N_ ("All is well") },
  [KW_DOCTOR_DO] = { "dialog-warning-symbolic", "outside", N_ ("You can mend this") },
  [KW_DOCTOR_HOSPITAL] = { "dialog-warning-symbolic", "outside",
                           N_ ("Only the hospital can mend this: send them this text") },
};

/* The one button that solves it. */
static const struct
{
  const char *label;
  const char *action; /* NULL: the check is made again */
} mends[] = {
  [KW_DOCTOR_ACTION_NONE] = { NULL, NULL },
  [KW_DOCTOR_ACTION_SIGN_IN] = { N_ ("Sign in again"), "win.sign-in-again" },
  [KW_DOCTOR_ACTION_LATER] = { N_ ("Check again"), NULL },
  [KW_DOCTOR_ACTION_CLOCK] = { N_ ("Check again"), NULL },
  [KW_DOCTOR_ACTION_KEYRING] = { N_ ("Check again"), NULL },
  [KW_DOCTOR_ACTION_ADDRESS] = { N_ ("Look for the hospital"), "win.connect" },
};

static void
set_verdict (KwDoctorPage *self, KwDoctorEnd end, const char *title, const char *sentence)
{
  gtk_image_set_from_icon_name (self->icon, ends[end].icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon),
                              (const char *[]){ ends[end].css_class, NULL });
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->verdict, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), *sentence != '\0');
  if (end == KW_DOCTOR_WELL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->card), "alert");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->card), "alert");
  kw_a11y_announce (GTK_WIDGET (self), title);
}

static void
show_text (KwDoctorPage *self)
{
  const KwDoctorReport *report = self->report;
  g_autofree char *send_to
      = report->send_to != NULL
            /* Translators: whom a text is sent to, as "the help desk of City Clinic". */
            ? g_strdup_printf (_ ("The text. Send it to %s."), report->send_to)
            : g_strdup (_ ("The text, if the hospital’s help desk asks for it."));

  gtk_label_set_text (self->send_to, send_to);
  gtk_label_set_text (self->letter, report->letter);
  gtk_label_set_text (self->block, report->block);
  gtk_widget_set_visible (GTK_WIDGET (self->text_card), report->worst == KW_CHECK_FAIL);
}

static void
show_report (KwDoctorPage *self)
{
  const KwDoctorReport *report = self->report;
  const char *title = _ (ends[report->end].title);
  const char *label = mends[report->action].label;

  set_verdict (self, report->end, title,
               report->end == KW_DOCTOR_WELL && report->worst == KW_CHECK_FINE ? ""
                                                                               : report->verdict);
  show_values (self);
  show_text (self);
  gtk_widget_set_visible (GTK_WIDGET (self->right),
                          gtk_widget_get_visible (GTK_WIDGET (self->values))
                              || report->worst == KW_CHECK_FAIL);
  gtk_widget_set_visible (GTK_WIDGET (self->mend), label != NULL && report->end != KW_DOCTOR_WELL);
  if (label != NULL)
    gtk_button_set_label (self->mend, _ (label));
}

/* ---- the text ---- */

static void
copy_cb (KwDoctorPage *self)
{
  g_autofree char *text = kw_doctor_report_dup_text (self->report);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("The text is copied"));
}

static void
save_ready_cb (const char *path, gpointer data)
{
  g_autoptr (KwDoctorPage) self = data;
  g_autoptr (GError) error = NULL;

  if (path == NULL || self->report == NULL)
    return;
  g_autofree char *text = kw_doctor_report_dup_text (self->report);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autofree char *sentence = NULL;
  if (!kw_report_save (bytes, path, &error))
    sentence = kw_error_dup_sentence (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                              sentence != NULL ? sentence : _ ("The text is saved"));
}

static void
save_cb (KwDoctorPage *self)
{
  kw_dialog_save (GTK_WIDGET (self), _ ("Save the text"), _ ("For the hospital.txt"), save_ready_cb,
                  g_object_ref (self));
}

/* ---- the visit ---- */

static void
show_count (KwDoctorPage *self)
{
  /* Translators: two numbers, of checks. */
  g_autofree char *text
      = g_strdup_printf (_ ("%u of %u checks passed"), self->n_fine, self->n_checks);

  gtk_label_set_text (self->passed, text);
}

typedef struct
{
  KwDoctorPage *page;
  GCancellable *cancellable;
  KwCheck *check;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_object_unref (found->cancellable);
  g_object_unref (found->page);
  kw_check_free (found->check);
  g_free (found);
}

static gboolean
found_cb (gpointer data)
{
  const Found *found = data;
  KwDoctorPage *self = found->page;

  if (g_cancellable_is_cancelled (found->cancellable))
    return G_SOURCE_REMOVE;
  add_check (self, found->check);
  self->n_checks++;
  self->n_fine += found->check->verdict == KW_CHECK_FINE;
  gtk_widget_set_visible (GTK_WIDGET (self->checks), TRUE);
  show_count (self);
  return G_SOURCE_REMOVE;
}

/* In the thread: each check is shown when it has ended. */
static void
progress_cb (gpointer data, const KwCheck *check)
{
  GTask *task = data;
  Found *found = g_new0 (Found, 1);

  found->page = g_object_ref (g_task_get_source_object (task));
  found->cancellable = g_object_ref (g_task_get_cancellable (task));
  found->check = kw_check_copy (check);
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, found_cb, found, found_free);
}

static void
doctor_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  KwDoctorReport *report = kw_doctor_run (data, g_object_get_data (G_OBJECT (task), "kw-uuid"),
                                          progress_cb, task, cancellable, &error);

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
  KwDoctorReport *report = g_task_propagate_pointer (G_TASK (result), &error);

  (void) data;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_widget_set_sensitive (self->again, TRUE);
  if (report == NULL)
    {
      g_autofree char *sentence = kw_error_dup_sentence (error);
      set_verdict (self, KW_DOCTOR_DO, _ ("This did not work"), sentence);
      return;
    }
  g_clear_pointer (&self->report, kw_doctor_report_free);
  self->report = report;
  show_report (self);
}

static void
begin (KwDoctorPage *self)
{
  KwLibrary *library = kw_view_get_library (KW_VIEW (self));
  KwVault *vault = library != NULL ? kw_library_get_vault (library) : NULL;

  if (vault == NULL)
    return;
  clear_list (self->checks);
  self->n_fine = self->n_checks = 0;
  gtk_label_set_text (self->passed, "");
  gtk_widget_set_visible (GTK_WIDGET (self->checks), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->right), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->mend), FALSE);
  gtk_widget_set_sensitive (self->again, FALSE);
  gtk_spinner_set_spinning (self->spinner, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_label_set_text (self->title, _ ("Checking…"));
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), FALSE);

  g_autoptr (GTask) task = g_task_new (self, self->cancellable, doctor_cb, NULL);
  g_task_set_task_data (task, g_object_ref (vault), g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "kw-uuid", g_strdup (self->uuid), g_free);
  g_task_run_in_thread (task, doctor_thread);
}

static void
mend_cb (KwDoctorPage *self)
{
  const char *action = mends[self->report->action].action;

  if (action == NULL)
    begin (self);
  else if (self->report->action == KW_DOCTOR_ACTION_SIGN_IN)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s", self->uuid);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

static void
kw_doctor_page_narrow_changed (KwView *view, gboolean narrow)
{
  KwDoctorPage *self = KW_DOCTOR_PAGE (view);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->text_actions),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->card),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
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
  g_clear_pointer (&KW_DOCTOR_PAGE (object)->report, kw_doctor_report_free);
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
  KW_VIEW_CLASS (klass)->narrow_changed = kw_doctor_page_narrow_changed;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/doctor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, card);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, icon);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, title);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, mend);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, columns);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, passed);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, checks);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, right);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, values);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, text_actions);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, text_card);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, send_to);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, letter);
  gtk_widget_class_bind_template_child (widget_class, KwDoctorPage, block);
  gtk_widget_class_bind_template_callback (widget_class, mend_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
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
