/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source-data-page.h"

#include <glib/gi18n-lib.h>

#include "app/loading.h"
#include "core/error.h"
#include "core/json-writer.h"

struct _KwSourceDataPage
{
  KwView parent_instance;

  /* The child's child. */
  GtkTextView *text;

  /* Owned. */
  char *ref;
  const char *refs[2];
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KwSourceDataPage, kw_source_data_page, KW_TYPE_VIEW)

static void
show_text (KwSourceDataPage *self, const char *text, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), valid, -1);
}

static void
body_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwSourceDataPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = kw_body_load_finish (result, &error);
  g_autoptr (KwJson) json = body != NULL ? kw_json_new (body, G_MAXSIZE, NULL) : NULL;

  (void) source;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (json != NULL)
    {
      /* Set in lines for reading; every number and text stays as it came. */
      g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);
      kw_json_writer_node (writer, kw_json_get_root (json));
      g_autoptr (GBytes) pretty = kw_json_writer_end (writer);
      show_text (self, g_bytes_get_data (pretty, NULL), (gssize) g_bytes_get_size (pretty));
    }
  else if (body != NULL)
    show_text (self, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  else
    {
      g_autofree char *sentence = kw_error_dup_sentence (error);
      show_text (self, sentence, -1);
    }
}

static void
kw_source_data_page_update (KwView *view, KwSnapshot *snapshot)
{
  KwSourceDataPage *self = KW_SOURCE_DATA_PAGE (view);

  if (kw_snapshot_find (snapshot, self->ref) != NULL)
    kw_body_load_async (snapshot, self->ref, self->cancellable, body_cb, g_object_ref (self));
}

static void
kw_source_data_page_get_scope (KwView *view, KwReportOptions *options)
{
  options->refs = KW_SOURCE_DATA_PAGE (view)->refs;
}

static void
kw_source_data_page_dispose (GObject *object)
{
  KwSourceDataPage *self = KW_SOURCE_DATA_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kw_source_data_page_parent_class)->dispose (object);
}

static void
kw_source_data_page_finalize (GObject *object)
{
  g_free (KW_SOURCE_DATA_PAGE (object)->ref);

  G_OBJECT_CLASS (kw_source_data_page_parent_class)->finalize (object);
}

static void
kw_source_data_page_class_init (KwSourceDataPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_source_data_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_source_data_page_finalize;
  KW_VIEW_CLASS (klass)->update = kw_source_data_page_update;
  KW_VIEW_CLASS (klass)->get_scope = kw_source_data_page_get_scope;
}

static void
kw_source_data_page_init (KwSourceDataPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->cancellable = g_cancellable_new ();
  self->text = g_object_new (GTK_TYPE_TEXT_VIEW, "editable", FALSE, "monospace", TRUE, "wrap-mode",
                             GTK_WRAP_WORD_CHAR, "left-margin", 20, "right-margin", 20,
                             "top-margin", 16, "bottom-margin", 16, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Source data"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->text));
  adw_bin_set_child (ADW_BIN (self), scrolled);
  kw_view_set_title (KW_VIEW (self), _ ("Source data"));
}

KwSourceDataPage *
kw_source_data_page_new (const char *ref)
{
  g_return_val_if_fail (ref != NULL, NULL);

  KwSourceDataPage *self = g_object_new (KW_TYPE_SOURCE_DATA_PAGE, NULL);

  self->ref = g_strdup (ref);
  self->refs[0] = self->ref;

  return self;
}
