/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document-page.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs.h"
#include "app/document-view.h"
#include "app/loading.h"
#include "app/pages-view.h"
#include "app/stack.h"
#include "core/error.h"
#include "library/own-words.h"

struct _KwDocumentPage
{
  KwView parent_instance;

  /* Template children. */
  GtkLabel *title;
  GtkLabel *meta;
  GtkLabel *remark;
  GtkStack *stack;
  AdwBin *shown;
  GtkLabel *sentence;
  GtkLabel *detail;
  GtkButton *retry;
  GtkWidget *save;

  /* Children of the page's actions. */
  GtkToggleButton *as_text;
  GtkWidget *save_action;

  /* Owned. */
  char *ref;
  const char *refs[2];
  KwAttachmentData *data;
  const char *type; /* what the bytes are */
  GCancellable *cancellable;

  guint attachment;
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (KwDocumentPage, kw_document_page, KW_TYPE_VIEW)

/* Of several formats of one note the best to read (rule O3). */
static guint
best_attachment (const KwRecord *record)
{
  static const char *const best[] = { "text/html", "application/xhtml", "application/pdf",
                                      "text/rtf",  "application/rtf",   "text/plain" };

  for (guint b = 0; b < G_N_ELEMENTS (best); b++)
    for (guint i = 0; i < record->n_attachments; i++)
      if (record->attachments[i].content_type != NULL
          && g_ascii_strncasecmp (record->attachments[i].content_type, best[b], strlen (best[b]))
                 == 0)
        return i;

  return 0;
}

/* The name of the file for Save: the title, and an ending that programs know. */
static char *
dup_file_name (KwDocumentPage *self)
{
  static const struct
  {
    const char *type;
    const char *ending;
  } endings[] = {
    { "application/pdf", "pdf" }, { "text/html", "html" }, { "text/rtf", "rtf" },
    { "text/plain", "txt" },      { "image/png", "png" },  { "image/jpeg", "jpg" },
    { "image/tiff", "tif" },      { "text/xml", "xml" },   { "application/xml", "xml" },
  };
  const char *ending = "bin";
  g_autofree char *safe
      = g_strdelimit (g_strdup (gtk_label_get_text (self->title)), "/\\:\n\t", '-');

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_strcmp0 (endings[i].type, self->type) == 0)
      ending = endings[i].ending;

  return g_strdup_printf ("%s.%s", safe, ending);
}

static void
save_ready_cb (const char *path, gpointer data)
{
  g_autoptr (KwDocumentPage) self = data;
  g_autoptr (GError) error = NULL;

  if (path == NULL || self->data == NULL)
    return;
  if (!kw_report_save (self->data->bytes, path, &error))
    {
      g_autofree char *sentence = kw_error_dup_sentence (error);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", sentence);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                              _ ("Saved. This copy is not encrypted."));
}

static void
save_cb (KwDocumentPage *self)
{
  g_autofree char *name = dup_file_name (self);

  if (self->data != NULL)
    kw_dialog_save (GTK_WIDGET (self), _ ("Save the document"), name, save_ready_cb,
                    g_object_ref (self));
}

static void
show_reason (KwDocumentPage *self, const char *sentence, const char *detail, gboolean can_retry)
{
  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->retry), can_retry);
  gtk_widget_set_visible (self->save, self->data != NULL);
  kw_stack_show_name (self->stack, "reason");
}

static void
pages_failed_cb (KwDocumentPage *self, const GError *error)
{
  g_autofree char *sentence = kw_error_dup_sentence (error);

  show_reason (self, _ ("This document cannot be shown here."), sentence, FALSE);
}

static void
pages_ready_cb (KwDocumentPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->as_text),
                          g_strcmp0 (self->type, "application/pdf") == 0);
  kw_stack_show_name (self->stack, "shown");
}

static void
show_pages (KwDocumentPage *self)
{
  GtkWidget *pages = kw_pages_view_new (self->data->bytes, self->type);

  g_signal_connect_object (pages, "failed", G_CALLBACK (pages_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pages, "ready", G_CALLBACK (pages_ready_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->shown, pages);
}

static void
show_data (KwDocumentPage *self)
{
  g_autoptr (GError) error = NULL;

  self->type = kw_document_sniff (self->data->bytes, self->data->content_type);
  gtk_widget_set_visible (self->save_action, TRUE);
  if (g_bytes_get_size (self->data->bytes) == 0)
    {
      show_reason (self, _ ("The hospital sent an empty document."), NULL, FALSE);
      return;
    }
  if (self->type != NULL && kw_document_can_read (self->type))
    {
      g_autoptr (KwDocument) document
          = kw_document_new (self->data->bytes, self->data->content_type, &error);
      if (document != NULL && kw_document_get_n_blocks (document) > 0)
        {
          adw_bin_set_child (self->shown, kw_document_view_new (document));
          kw_stack_show_name (self->stack, "shown");
          return;
        }
    }
  else if (self->type != NULL
           && (strcmp (self->type, "application/pdf") == 0
               || g_str_has_prefix (self->type, "image/")))
    {
      show_pages (self);
      return;
    }
  g_autofree char *sentence
      = error != NULL ? kw_error_dup_sentence (error)
                      : g_strdup (_ ("Keepwell cannot show this kind of document. You can save it "
                                     "and open it in another program."));
  show_reason (self, _ ("This document cannot be shown here."), sentence, FALSE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwDocumentPage) self = data;
  g_autoptr (GError) error = NULL;
  KwAttachmentData *found = kw_attachment_load_finish (result, &error);

  (void) source;
  if (found != NULL)
    {
      g_clear_pointer (&self->data, kw_attachment_data_free);
      self->data = found;
      show_data (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *sentence = kw_error_dup_sentence (error);
      show_reason (self, _ ("This document could not be fetched."), sentence, TRUE);
    }
}

static void
load (KwDocumentPage *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));
  KwLibrary *library = kw_view_get_library (KW_VIEW (self));

  kw_stack_show_name (self->stack, "loading");
  kw_attachment_load_async (snapshot, library != NULL ? kw_library_get_vault (library) : NULL,
                            self->ref, self->attachment, self->cancellable, loaded_cb,
                            g_object_ref (self));
}

static void
as_text_cb (KwDocumentPage *self)
{
  GtkWidget *child = adw_bin_get_child (self->shown);

  if (KW_IS_PAGES_VIEW (child))
    kw_pages_view_set_as_text (KW_PAGES_VIEW (child), gtk_toggle_button_get_active (self->as_text));
}

/* Beside the document's own words, which are never changed; Details is where it is written. */
static void
show_remark (KwDocumentPage *self, KwSnapshot *snapshot, const KwRecord *record)
{
  g_autofree char *remark = kw_snapshot_dup_remark (snapshot, record);

  gtk_label_set_text (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
}

static void
kw_document_page_update (KwView *view, KwSnapshot *snapshot)
{
  KwDocumentPage *self = KW_DOCUMENT_PAGE (view);
  const KwRecord *record = kw_snapshot_find (snapshot, self->ref);

  if (record == NULL)
    return;
  show_remark (self, snapshot, record);
  if (self->loaded)
    return;

  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  g_autofree char *title = kw_words_title (words, record);
  g_autofree char *when = kw_words_when (record);
  g_autofree char *who = kw_words_who (words, record);
  g_autofree char *meta = who != NULL ? g_strdup_printf ("%s · %s", when, who) : g_strdup (when);

  self->loaded = TRUE;
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->meta, meta);
  kw_view_set_title (view, title);
  if (record->n_attachments == 0)
    {
      show_reason (self, _ ("The hospital sent no text and no file with this document."), NULL,
                   FALSE);
      return;
    }
  self->attachment = best_attachment (record);
  load (self);
}

static void
kw_document_page_get_scope (KwView *view, KwReportOptions *options)
{
  options->refs = KW_DOCUMENT_PAGE (view)->refs;
}

static void
kw_document_page_dispose (GObject *object)
{
  KwDocumentPage *self = KW_DOCUMENT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kw_document_page_parent_class)->dispose (object);
}

static void
kw_document_page_finalize (GObject *object)
{
  KwDocumentPage *self = KW_DOCUMENT_PAGE (object);

  g_free (self->ref);
  g_clear_pointer (&self->data, kw_attachment_data_free);

  G_OBJECT_CLASS (kw_document_page_parent_class)->finalize (object);
}

static void
kw_document_page_class_init (KwDocumentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_document_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_document_page_finalize;
  KW_VIEW_CLASS (klass)->update = kw_document_page_update;
  KW_VIEW_CLASS (klass)->get_scope = kw_document_page_get_scope;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/document-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwDocumentPage, title);
  gtk_widget_class_bind_template_child (widget_class, KwDocumentPage, meta);
  gtk_widget_class_bind_template_child (widget_class, KwDocumentPage, remark);
  gtk_widget_class_bind_template_child (widget_class, KwDocumentPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KwDocumentPage, shown);
  gtk_widget_class_bind_template_child (widget_class, KwDocumentPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, KwDocumentPage, detail);
  gtk_widget_class_bind_template_child (widget_class, KwDocumentPage, retry);
  gtk_widget_class_bind_template_child (widget_class, KwDocumentPage, save);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
add_action (KwDocumentPage *self, GtkWidget *box, GtkWidget *button)
{
  (void) self;
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_visible (button, FALSE);
  gtk_box_append (GTK_BOX (box), button);
}

static void
kw_document_page_init (KwDocumentPage *self)
{
  GtkWidget *actions = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *facts = gtk_button_new_with_label (_ ("Details"));

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->as_text = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Read as text")));
  self->save_action = gtk_button_new_with_label (_ ("Save…"));
  add_action (self, actions, GTK_WIDGET (self->as_text));
  add_action (self, actions, self->save_action);
  add_action (self, actions, facts);
  gtk_widget_set_visible (facts, TRUE);
  g_object_set_data (G_OBJECT (self), "kw-facts", facts);
  g_signal_connect_swapped (self->as_text, "toggled", G_CALLBACK (as_text_cb), self);
  g_signal_connect_swapped (self->save_action, "clicked", G_CALLBACK (save_cb), self);
  kw_view_set_actions (KW_VIEW (self), actions);
}

KwDocumentPage *
kw_document_page_new (const char *ref)
{
  g_return_val_if_fail (ref != NULL, NULL);

  KwDocumentPage *self = g_object_new (KW_TYPE_DOCUMENT_PAGE, NULL);
  GtkActionable *facts = g_object_get_data (G_OBJECT (self), "kw-facts");

  self->ref = g_strdup (ref);
  self->refs[0] = self->ref;
  gtk_actionable_set_action_name (facts, "win.open-facts");
  gtk_actionable_set_action_target (facts, "s", ref);

  return self;
}
