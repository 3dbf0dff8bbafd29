/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document-page.h"

#include <glib/gi18n-lib.h>

#include "app/copies.h"
#include "app/dialogs.h"
#include "app/document-view.h"
#include "app/loading.h"
#include "app/pages-view.h"
#include "app/stack.h"
#include "app/viewer-bar.h"
#include "core/document-kind.h"
#include "core/error.h"
#include "library/own-words.h"

/* Rows of the screen at 100 %, and sizes that a person can tell apart. */
#define COLUMN_WIDTH 690
#define PAGE_MARGIN 40
static const int zooms[] = { 50, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400 };

struct _KwDocumentPage
{
  KwView parent_instance;

  /* Template children. */
  KwViewerBar *bar;
  GtkScrolledWindow *scroller;
  AdwClamp *clamp;
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
  GtkWidget *save_action;

  /* Owned. */
  GSettings *settings;
  char *ref;
  const char *refs[2];
  KwAttachmentData *data;
  const char *type; /* what the bytes are */
  GCancellable *cancellable;

  guint attachment;
  gboolean loaded;
  guint n_found;
  guint current; /* of what was found */
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

/* The name of the file for others: the title, and an ending that programs know. */
static char *
dup_file_name (KwDocumentPage *self)
{
  g_autofree char *safe
      = g_strdelimit (g_strdup (gtk_label_get_text (self->title)), "/\\:\n\t", '-');

  return g_strdup_printf ("%s.%s", safe, kw_document_kind_ending (self->type));
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

/* The viewer. */

static KwViewer *
get_viewer (KwDocumentPage *self)
{
  GtkWidget *child = adw_bin_get_child (self->shown);

  return child != NULL && KW_IS_VIEWER (child) ? KW_VIEWER (child) : NULL;
}

/* Words wrap at the width of a column; pages grow beyond it and are scrolled. */
static void
apply_zoom (KwDocumentPage *self)
{
  KwViewer *viewer = get_viewer (self);
  double zoom = g_settings_get_int (self->settings, "document-zoom") / 100.0;
  gboolean grows = viewer != NULL && KW_IS_PAGES_VIEW (viewer);
  int width = (int) (COLUMN_WIDTH * (grows ? MAX (zoom, 1) : 1)) + PAGE_MARGIN;

  kw_viewer_bar_set_zoom (self->bar, zoom);
  adw_clamp_set_maximum_size (self->clamp, width);
  adw_clamp_set_tightening_threshold (self->clamp, width);
  gtk_scrolled_window_set_policy (self->scroller, grows ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  if (viewer != NULL)
    kw_viewer_set_zoom (viewer, zoom);
}

static void
show_current (KwDocumentPage *self)
{
  kw_viewer_bar_set_found (self->bar, self->n_found, self->current);
  if (self->n_found > 0)
    kw_viewer_show_match (get_viewer (self), self->current);
}

/* The rest of a long file may be found later: what is looked at stays. */
static void
found_cb (KwDocumentPage *self, guint n)
{
  gboolean is_first = self->n_found == 0;

  self->n_found = n;
  if (is_first && n > 0)
    show_current (self);
  else
    kw_viewer_bar_set_found (self->bar, n, self->current);
}

static void
find_text_cb (KwDocumentPage *self, const char *needle)
{
  KwViewer *viewer = get_viewer (self);

  self->n_found = self->current = 0;
  if (viewer != NULL)
    kw_viewer_find (viewer, needle);
}

static void
as_text_cb (KwDocumentPage *self, gboolean as_text)
{
  KwViewer *viewer = get_viewer (self);

  if (viewer == NULL || !KW_IS_PAGES_VIEW (viewer))
    return;
  kw_pages_view_set_as_text (KW_PAGES_VIEW (viewer), as_text);
  if (self->n_found > 0)
    show_current (self);
}

static void
folded_cb (KwDocumentPage *self, const char *code, gboolean folded)
{
  g_auto (GStrv) old = g_settings_get_strv (self->settings, "folded-sections");
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  if (code == NULL || *code == '\0')
    return;
  for (guint i = 0; old[i] != NULL; i++)
    if (!g_str_equal (old[i], code))
      g_ptr_array_add (codes, old[i]);
  if (folded)
    g_ptr_array_add (codes, (gpointer) code);
  g_ptr_array_add (codes, NULL);
  g_settings_set_strv (self->settings, "folded-sections", (const char *const *) codes->pdata);
}

static void
show_viewer (KwDocumentPage *self, GtkWidget *viewer)
{
  g_signal_connect_object (viewer, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->shown, viewer);
  apply_zoom (self);
}

static void
pages_failed_cb (KwDocumentPage *self, const GError *error)
{
  g_autofree char *sentence = kw_error_dup_sentence (error);

  kw_viewer_bar_set_kind (self->bar, kw_document_kind_words (self->type), KW_VIEWER_FILE);
  show_reason (self, _ ("This document cannot be shown here."), sentence, FALSE);
}

static void
pages_ready_cb (KwDocumentPage *self)
{
  gboolean is_pdf = g_str_equal (self->type, "application/pdf");

  kw_viewer_bar_set_kind (self->bar, kw_document_kind_words (self->type),
                          KW_VIEWER_FILE | KW_VIEWER_ROTATES
                              | (is_pdf ? KW_VIEWER_READS | KW_VIEWER_AS_TEXT : KW_VIEWER_ZOOMS));
  kw_stack_show_name (self->stack, "shown");
}

static void
show_pages (KwDocumentPage *self)
{
  GtkWidget *pages = kw_pages_view_new (self->data->bytes, self->type);

  g_signal_connect_object (pages, "failed", G_CALLBACK (pages_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pages, "ready", G_CALLBACK (pages_ready_cb), self, G_CONNECT_SWAPPED);
  show_viewer (self, pages);
}

static void
show_words (KwDocumentPage *self, const KwDocument *document)
{
  g_auto (GStrv) folded = g_settings_get_strv (self->settings, "folded-sections");
  KwDocumentView *view
      = KW_DOCUMENT_VIEW (kw_document_view_new (document, (const char *const *) folded));
  guint n = kw_document_view_get_n_sections (view);
  g_autofree const char **titles = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    titles[i] = kw_document_view_get_section_title (view, i);
  kw_viewer_bar_set_sections (self->bar, titles);
  kw_viewer_bar_set_kind (self->bar, kw_document_kind_words (self->type),
                          KW_VIEWER_READS | KW_VIEWER_FILE);
  g_signal_connect_object (view, "folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  show_viewer (self, GTK_WIDGET (view));
  kw_stack_show_name (self->stack, "shown");
}

static void
show_data (KwDocumentPage *self)
{
  g_autoptr (GError) error = NULL;
  const char *kind;

  self->type = kw_document_sniff (self->data->bytes, self->data->content_type);
  kind = kw_document_kind_words (self->type);
  gtk_widget_set_visible (self->save_action, TRUE);
  if (g_bytes_get_size (self->data->bytes) == 0)
    {
      show_reason (self, _ ("The hospital sent an empty document."), NULL, TRUE);
      return;
    }
  kw_viewer_bar_set_kind (self->bar, kind != NULL ? kind : "", KW_VIEWER_FILE);
  if (self->type != NULL && kw_document_can_read (self->type))
    {
      g_autoptr (KwDocument) document
          = kw_document_new (self->data->bytes, self->data->content_type, &error);
      if (document != NULL && kw_document_get_n_blocks (document) > 0)
        {
          show_words (self, document);
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

/* Actions. */

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwDocumentPage *self = KW_DOCUMENT_PAGE (widget);
  int step = g_variant_get_int32 (parameter);
  int old = g_settings_get_int (self->settings, "document-zoom");
  int zoom = step == 0 ? 100 : old;

  (void) name;
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      if (step < 0 && zooms[i] < old)
        zoom = zooms[i];
      if (step > 0 && zooms[i] > old)
        {
          zoom = zooms[i];
          break;
        }
    }
  g_settings_set_int (self->settings, "document-zoom", zoom);
  apply_zoom (self);
}

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  /* A second time it is the search of everything that is meant. */
  if (!kw_viewer_bar_start_find (KW_DOCUMENT_PAGE (widget)->bar))
    gtk_widget_activate_action (widget, "win.find-everything", NULL);
}

static void
step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwDocumentPage *self = KW_DOCUMENT_PAGE (widget);
  guint n = self->n_found;

  (void) parameter;
  if (n == 0)
    return;
  self->current
      = g_str_equal (name, "document.next") ? (self->current + 1) % n : (self->current + n - 1) % n;
  show_current (self);
}

static void
rotate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwViewer *viewer = get_viewer (KW_DOCUMENT_PAGE (widget));

  (void) name;
  (void) parameter;
  if (viewer != NULL && KW_IS_PAGES_VIEW (viewer))
    kw_pages_view_rotate (KW_PAGES_VIEW (viewer));
}

static void
section_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwViewer *viewer = get_viewer (KW_DOCUMENT_PAGE (widget));
  guint index = g_variant_get_uint32 (parameter);

  (void) name;
  if (viewer != NULL && KW_IS_DOCUMENT_VIEW (viewer)
      && index < kw_document_view_get_n_sections (KW_DOCUMENT_VIEW (viewer)))
    kw_document_view_show_section (KW_DOCUMENT_VIEW (viewer), index);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwViewer *viewer = get_viewer (KW_DOCUMENT_PAGE (widget));

  (void) name;
  (void) parameter;
  if (viewer != NULL && kw_viewer_copy (viewer))
    gtk_widget_activate_action (widget, "win.toast", "s", _ ("Copied."));
}

static void
opened_with_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwDocumentPage) self = data;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, NULL))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _ ("No other app here can open this. You can save it instead."));
}

static void
open_confirmed_cb (gpointer data)
{
  KwDocumentPage *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *name = dup_file_name (self);
  g_autofree char *path
      = self->data != NULL ? kw_copies_write (self->data->bytes, name, NULL) : NULL;
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;

  if (uri == NULL || !GTK_IS_WINDOW (root))
    {
      gtk_widget_activate_action (
          GTK_WIDGET (self), "win.toast", "s",
          _ ("There is no safe place for a copy on this computer. You can save it instead."));
      return;
    }
  gtk_show_uri_full (GTK_WINDOW (root), uri, GDK_CURRENT_TIME, NULL, opened_with_cb,
                     g_object_ref (self));
}

static void
open_with_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  if (KW_DOCUMENT_PAGE (widget)->data == NULL)
    return;
  kw_dialog_confirm (
      widget, _ ("Open in another app?"),
      _ ("Keepwell makes a copy that other apps can read. The copy is not encrypted. "
         "It is removed when you close Keepwell."),
      _ ("_Open"), open_confirmed_cb, g_object_ref (widget), g_object_unref);
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
  g_clear_object (&self->settings);

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
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "document.zoom", "i", zoom_cb);
  gtk_widget_class_install_action (klass, "document.find", NULL, find_cb);
  gtk_widget_class_install_action (klass, "document.next", NULL, step_cb);
  gtk_widget_class_install_action (klass, "document.previous", NULL, step_cb);
  gtk_widget_class_install_action (klass, "document.rotate", NULL, rotate_cb);
  gtk_widget_class_install_action (klass, "document.section", "u", section_cb);
  gtk_widget_class_install_action (klass, "document.copy", NULL, copy_cb);
  gtk_widget_class_install_action (klass, "document.open-with", NULL, open_with_cb);
}

static void
kw_document_page_class_init (KwDocumentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_document_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_document_page_finalize;
  KW_VIEW_CLASS (klass)->update = kw_document_page_update;
  KW_VIEW_CLASS (klass)->get_scope = kw_document_page_get_scope;
  install_actions (widget_class);
  g_type_ensure (KW_TYPE_VIEWER_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/document-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwDocumentPage, bar);
  gtk_widget_class_bind_template_child (widget_class, KwDocumentPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, KwDocumentPage, clamp);
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
  gtk_widget_class_bind_template_callback (widget_class, find_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, as_text_cb);
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
  self->settings = g_settings_new (KW_APP_ID);
  self->save_action = gtk_button_new_with_label (_ ("Save…"));
  add_action (self, actions, self->save_action);
  add_action (self, actions, facts);
  gtk_widget_set_visible (facts, TRUE);
  g_object_set_data (G_OBJECT (self), "kw-facts", facts);
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
