/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/own-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/dialogs.h"
#include "app/own-job.h"
#include "core/document.h"

struct _KwOwnDialog
{
  AdwWindow parent_instance;

  /* Template children. */
  AdwWindowTitle *heading;
  GtkBox *fields;
  GtkButton *save;
  GtkLabel *save_label;

  /* Owned. */
  AdwToastOverlay *overlay;
  KwLibrary *library;
  KwOwnEntry *entry;
  GCancellable *cancellable;
  gboolean is_new;

  /* Borrowed from @fields; NULL for a field that this form has not. */
  GtkWidget *boxes[KW_N_OWN_FIELDS];
  GtkWidget *controls[KW_N_OWN_FIELDS];
  GtkLabel *problems[KW_N_OWN_FIELDS];
  GtkLabel *file_name;
};

G_DEFINE_FINAL_TYPE (KwOwnDialog, kw_own_dialog, ADW_TYPE_WINDOW)

static const KwOwnFormField *
find_field (KwOwnDialog *self, KwOwnField field)
{
  const KwOwnForm *form = kw_own_form_get (self->entry->kind);

  for (guint i = 0; i < form->n_fields; i++)
    if (form->fields[i].field == field)
      return &form->fields[i];
  return NULL;
}

static char *
dup_typed (KwOwnDialog *self, KwOwnField field)
{
  GtkWidget *control = self->controls[field];

  if (GTK_IS_DROP_DOWN (control))
    return g_strdup (
        find_field (self, field)->choices[gtk_drop_down_get_selected (GTK_DROP_DOWN (control))].id);
  if (GTK_IS_TEXT_VIEW (control))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (control));
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
    }
  return GTK_IS_EDITABLE (control) ? g_strdup (gtk_editable_get_text (GTK_EDITABLE (control)))
                                   : g_strdup (kw_own_entry_get (self->entry, field));
}

/* What only some answers ask for: the end of what is over, the name of something else. */
static gboolean
is_asked (KwOwnDialog *self, KwOwnField field)
{
  g_autofree char *choice
      = self->controls[KW_OWN_FIELD_CHOICE] != NULL ? dup_typed (self, KW_OWN_FIELD_CHOICE) : NULL;

  if (field == KW_OWN_FIELD_END)
    return g_strcmp0 (choice, "active") != 0;
  if (self->entry->kind == KW_OWN_MEASUREMENT
      && (field == KW_OWN_FIELD_NAME || field == KW_OWN_FIELD_UNIT))
    return g_strcmp0 (choice, "other") == 0;
  return TRUE;
}

static void
show_asked (KwOwnDialog *self)
{
  for (guint i = 0; i < KW_N_OWN_FIELDS; i++)
    if (self->boxes[i] != NULL)
      gtk_widget_set_visible (self->boxes[i], is_asked (self, (KwOwnField) i));
}

static void
show_problem (KwOwnDialog *self, KwOwnField field, const char *sentence)
{
  for (guint i = 0; i < KW_N_OWN_FIELDS; i++)
    if (self->problems[i] != NULL)
      gtk_widget_set_visible (GTK_WIDGET (self->problems[i]), FALSE);
  if (sentence == NULL || self->problems[field] == NULL)
    return;
  gtk_label_set_text (self->problems[field], sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problems[field]), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->controls[field]),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  gtk_widget_grab_focus (self->controls[field]);
}

static void
save_cb (KwOwnDialog *self)
{
  g_autoptr (KwOwnChange) change = kw_own_change_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  KwOwnProblem problem = { 0 };

  for (guint i = 0; i < KW_N_OWN_FIELDS; i++)
    {
      g_autofree char *typed = self->controls[i] != NULL && is_asked (self, (KwOwnField) i)
                                   ? dup_typed (self, (KwOwnField) i)
                                   : NULL;
      kw_own_entry_set (self->entry, (KwOwnField) i, typed);
    }
  if (!kw_own_entry_check (self->entry, &problem))
    {
      show_problem (self, problem.field, problem.sentence);
      return;
    }
  body = kw_own_entry_to_fhir (self->entry);
  if (!kw_own_change_put (change, body, &error))
    {
      show_problem (self, KW_OWN_FIELD_NAME, _ ("This could not be saved."));
      return;
    }
  kw_own_job_run (GTK_WIDGET (self->overlay), self->library, g_steal_pointer (&change),
                  self->is_new ? _ ("Saved under “Entered by you”.") : _ ("Change saved."));
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_file (KwOwnDialog *self)
{
  const char *name = kw_own_entry_get (self->entry, KW_OWN_FIELD_FILE);

  gtk_label_set_text (self->file_name, *name != '\0' ? name : _ ("No file so far"));
}

/* The title is the file's name without its ending, until the person has a better one. */
static void
take_name (KwOwnDialog *self, const char *name)
{
  GtkEditable *title = GTK_EDITABLE (self->controls[KW_OWN_FIELD_NAME]);
  g_autofree char *stem = g_strdup (name);
  char *dot = strrchr (stem, '.');

  if (dot != NULL && dot != stem)
    *dot = '\0';
  kw_own_entry_set (self->entry, KW_OWN_FIELD_FILE, name);
  if (*gtk_editable_get_text (title) == '\0')
    gtk_editable_set_text (title, stem);
  show_file (self);
}

static char *
dup_content_type (GBytes *bytes, const char *name)
{
  const char *sniffed = kw_document_sniff (bytes, NULL);
  g_autofree char *guessed = NULL;

  if (!g_str_equal (sniffed, "application/octet-stream"))
    return g_strdup (sniffed);
  guessed
      = g_content_type_guess (name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  return g_content_type_get_mime_type (guessed);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwOwnDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  g_autofree char *name = g_file_get_basename (G_FILE (source));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes == NULL)
    {
      show_problem (self, KW_OWN_FIELD_FILE, _ ("This file could not be read."));
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      show_problem (self, KW_OWN_FIELD_FILE, _ ("This file is empty."));
      return;
    }
  show_problem (self, KW_OWN_FIELD_FILE, NULL);
  g_clear_pointer (&self->entry->file, g_bytes_unref);
  g_free (self->entry->content_type);
  self->entry->content_type = dup_content_type (bytes, name);
  self->entry->file = g_steal_pointer (&bytes);
  take_name (self, name);
}

static void
path_cb (const char *path, gpointer data)
{
  g_autoptr (KwOwnDialog) self = data;
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GFileInfo) info = file != NULL
                                   ? g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                        G_FILE_QUERY_INFO_NONE, NULL, NULL)
                                   : NULL;

  if (file == NULL)
    return;
  if (info != NULL && g_file_info_get_size (info) > KW_OWN_MAX_FILE)
    show_problem (self, KW_OWN_FIELD_FILE,
                  _ ("This file is too large. Keepwell takes up to 32 megabytes."));
  else
    g_file_load_bytes_async (file, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
choose_cb (KwOwnDialog *self)
{
  kw_dialog_open_file (GTK_WIDGET (self), _ ("Choose a file"), path_cb, g_object_ref (self));
}

static void
choice_setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer wrap)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  (void) factory;
  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, GPOINTER_TO_INT (wrap));
  gtk_label_set_ellipsize (label, wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, GTK_WIDGET (label));
}

static void
choice_bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *words = gtk_list_item_get_item (item);

  (void) factory;
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (words));
}

/* GTK's own rows ask for the whole width of the longest choice, which large text has not. */
static GtkListItemFactory *
make_factory (gboolean wrap)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (choice_setup_cb), GINT_TO_POINTER (wrap));
  g_signal_connect (factory, "bind", G_CALLBACK (choice_bind_cb), NULL);
  return factory;
}

static GtkWidget *
make_choice (KwOwnDialog *self, const KwOwnFormField *field)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) chosen = make_factory (FALSE);
  g_autoptr (GtkListItemFactory) listed = make_factory (TRUE);
  guint selected = 0;
  GtkWidget *control;

  for (guint i = 0; field->choices[i].id != NULL; i++)
    {
      gtk_string_list_append (words, _ (field->choices[i].label));
      if (g_str_equal (field->choices[i].id, kw_own_entry_get (self->entry, field->field)))
        selected = i;
    }
  control = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (control), chosen);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (control), listed);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), selected);
  g_signal_connect_swapped (control, "notify::selected", G_CALLBACK (show_asked), self);
  return control;
}

static GtkWidget *
make_text (KwOwnDialog *self, const KwOwnFormField *field)
{
  GtkWidget *control = gtk_text_view_new ();
  GtkTextView *view = GTK_TEXT_VIEW (control);

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_top_margin (view, 8);
  gtk_text_view_set_bottom_margin (view, 8);
  gtk_text_view_set_left_margin (view, 8);
  gtk_text_view_set_right_margin (view, 8);
  gtk_widget_set_size_request (control, -1, self->entry->kind == KW_OWN_NOTE ? 160 : 72);
  gtk_widget_add_css_class (control, "words");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view),
                            kw_own_entry_get (self->entry, field->field), -1);
  return control;
}

static GtkWidget *
make_file (KwOwnDialog *self, GtkBox *box)
{
  GtkWidget *control = gtk_button_new_with_label (_ ("Choose a file…"));

  self->file_name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->file_name, 0);
  gtk_label_set_wrap (self->file_name, TRUE);
  gtk_label_set_wrap_mode (self->file_name, PANGO_WRAP_WORD_CHAR);
  gtk_box_append (box, GTK_WIDGET (self->file_name));
  gtk_widget_set_halign (control, GTK_ALIGN_START);
  g_signal_connect_swapped (control, "clicked", G_CALLBACK (choose_cb), self);
  show_file (self);
  return control;
}

static GtkWidget *
make_entry (KwOwnDialog *self, const KwOwnFormField *field)
{
  GtkWidget *control = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (control), kw_own_entry_get (self->entry, field->field));
  gtk_entry_set_activates_default (GTK_ENTRY (control), TRUE);
  if (field->field == KW_OWN_FIELD_DATE || field->field == KW_OWN_FIELD_END)
    gtk_entry_set_placeholder_text (GTK_ENTRY (control), _ ("2019, March 2019, 5 March 2019"));
  return control;
}

static GtkLabel *
make_label (const char *text, const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  return label;
}

static void
add_field (KwOwnDialog *self, const KwOwnFormField *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *optional = g_strdup_printf (_ ("%s (if you like)"), _ (field->label));
  const char *words = field->required || field->choices != NULL ? _ (field->label) : optional;
  GtkLabel *label = make_label (words, "row-title");
  GtkWidget *control;

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  control = field->choices != NULL              ? make_choice (self, field)
            : field->field == KW_OWN_FIELD_TEXT ? make_text (self, field)
            : field->field == KW_OWN_FIELD_FILE ? make_file (self, GTK_BOX (box))
                                                : make_entry (self, field);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  field->field == KW_OWN_FIELD_FILE ? _ ("Choose a file…") : words,
                                  -1);
  gtk_label_set_mnemonic_widget (label, control);
  gtk_box_append (GTK_BOX (box), control);
  self->problems[field->field] = make_label ("", "outside");
  gtk_widget_set_visible (GTK_WIDGET (self->problems[field->field]), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problems[field->field]));
  self->controls[field->field] = control;
  self->boxes[field->field] = box;
  gtk_box_append (self->fields, box);
}

static void
fill (KwOwnDialog *self)
{
  const KwOwnForm *form = kw_own_form_get (self->entry->kind);
  KwSnapshot *snapshot = kw_library_get_snapshot (self->library);
  const KwPerson *person = snapshot != NULL ? kw_snapshot_get_person (snapshot) : NULL;
  const char *name = person != NULL && person->name != NULL ? person->name : _ ("this person");
  g_autofree char *whose = g_strdup_printf (_ ("Record of %s"), name);
  g_autofree char *save = g_strdup_printf (_ ("Save in the record of %s"), name);

  adw_window_title_set_title (self->heading, _ (form->title));
  adw_window_title_set_subtitle (self->heading, whose);
  gtk_window_set_title (GTK_WINDOW (self), _ (form->title));
  gtk_label_set_text (self->save_label, save);
  for (guint i = 0; i < form->n_fields; i++)
    add_field (self, &form->fields[i]);
  if (self->entry->about != NULL)
    {
      g_autofree char *with
          /* Translators: a record of a hospital, to which a paper was put. */
          = g_strdup_printf (_ ("Belongs with: %s"),
                             self->entry->about_title != NULL ? self->entry->about_title : "");
      gtk_box_append (self->fields, GTK_WIDGET (make_label (with, "secondary")));
    }
  show_asked (self);
}

static void
kw_own_dialog_dispose (GObject *object)
{
  KwOwnDialog *self = KW_OWN_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->overlay);
  g_clear_object (&self->library);
  g_clear_pointer (&self->entry, kw_own_entry_free);

  G_OBJECT_CLASS (kw_own_dialog_parent_class)->dispose (object);
}

static void
kw_own_dialog_class_init (KwOwnDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_own_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/own-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KwOwnDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, KwOwnDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, KwOwnDialog, save);
  gtk_widget_class_bind_template_child (widget_class, KwOwnDialog, save_label);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
kw_own_dialog_init (KwOwnDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

void
kw_own_dialog_present (GtkWindow *parent,
                       AdwToastOverlay *overlay,
                       KwLibrary *library,
                       KwOwnEntry *entry)
{
  g_return_if_fail (KW_IS_LIBRARY (library) && entry != NULL);

  KwOwnDialog *self = g_object_new (KW_TYPE_OWN_DIALOG, "transient-for", parent, NULL);

  self->overlay = g_object_ref (overlay);
  self->library = g_object_ref (library);
  self->entry = entry;
  self->is_new = entry->id == NULL;
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->controls[kw_own_form_get (entry->kind)->fields[0].field]);
}
