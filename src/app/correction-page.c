/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/correction-page.h"

#include <glib/gi18n-lib.h>

#include "app/scope.h"
#include "library/own-words.h"

struct _KwCorrectionPage
{
  KwView parent_instance;

  /* Template children. */
  GtkLabel *intro;
  GtkTextView *words;
  GtkLabel *letter;

  /* Owned. */
  char *ref;
  char *text; /* of the letter */
  gboolean filled;
};

G_DEFINE_FINAL_TYPE (KwCorrectionPage, kw_correction_page, KW_TYPE_VIEW)

static const KwRecord *
get_record (KwCorrectionPage *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));

  return snapshot != NULL ? kw_snapshot_find (snapshot, self->ref) : NULL;
}

static void
words_changed_cb (KwCorrectionPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->words);
  const KwRecord *record = get_record (self);
  GtkTextIter start, end;
  g_autofree char *words = NULL;

  if (record == NULL)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  words = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_free (self->text);
  self->text = kw_report_letter (kw_view_get_snapshot (KW_VIEW (self)), record, g_strstrip (words),
                                 kw_scope_now ());
  gtk_label_set_text (self->letter, self->text);
}

/* What the person has written of it already is the beginning. */
static void
fill_words (KwCorrectionPage *self, KwSnapshot *snapshot, const KwRecord *record)
{
  const GPtrArray *remarks = kw_snapshot_get_remarks (snapshot, record);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    {
      g_autofree char *sentence = kw_own_words_dup_sentence (g_ptr_array_index (remarks, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", sentence);
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->words), text->str, -1);
}

static void
kw_correction_page_update (KwView *view, KwSnapshot *snapshot)
{
  KwCorrectionPage *self = KW_CORRECTION_PAGE (view);
  const KwRecord *record = get_record (self);
  const KwSource *source
      = record != NULL ? kw_snapshot_find_source (snapshot, record->source) : NULL;

  if (record == NULL)
    return;
  g_autofree char *intro = g_strdup_printf (
      /* Translators: a hospital. */
      _ ("Keepwell does not send this letter. Copy, save or print it and give it to %s."),
      source != NULL && source->kind == KW_SOURCE_CONNECTION ? source->name : _ ("your hospital"));

  gtk_label_set_text (self->intro, intro);
  if (!self->filled)
    fill_words (self, snapshot, record);
  self->filled = TRUE;
  words_changed_cb (self);
}

static void
kw_correction_page_get_scope (KwView *view, KwReportOptions *options)
{
  options->letter = KW_CORRECTION_PAGE (view)->text;
}

static void
kw_correction_page_finalize (GObject *object)
{
  KwCorrectionPage *self = KW_CORRECTION_PAGE (object);

  g_free (self->ref);
  g_free (self->text);

  G_OBJECT_CLASS (kw_correction_page_parent_class)->finalize (object);
}

static void
kw_correction_page_class_init (KwCorrectionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kw_correction_page_finalize;
  KW_VIEW_CLASS (klass)->update = kw_correction_page_update;
  KW_VIEW_CLASS (klass)->get_scope = kw_correction_page_get_scope;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/keepwell/Keepwell/ui/correction-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwCorrectionPage, intro);
  gtk_widget_class_bind_template_child (widget_class, KwCorrectionPage, words);
  gtk_widget_class_bind_template_child (widget_class, KwCorrectionPage, letter);
}

static void
kw_correction_page_init (KwCorrectionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->words), "changed",
                            G_CALLBACK (words_changed_cb), self);
  kw_view_set_title (KW_VIEW (self), _ ("Ask for a correction"));
}

KwCorrectionPage *
kw_correction_page_new (const char *ref)
{
  g_return_val_if_fail (ref != NULL, NULL);

  KwCorrectionPage *self = g_object_new (KW_TYPE_CORRECTION_PAGE, NULL);

  self->ref = g_strdup (ref);
  return self;
}
