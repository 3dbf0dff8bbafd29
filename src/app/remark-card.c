/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/remark-card.h"

#include <glib/gi18n-lib.h>

#include "app/own-job.h"
#include "core/typed-date.h"

struct _KwRemarkCard
{
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *title;
  GtkBox *answers;
  GtkBox *since_row;
  GtkEntry *since;
  GtkLabel *since_problem;
  GtkTextView *text;
  GtkButton *save;
  GtkButton *remove;

  /* Owned. */
  KwLibrary *library;
  KwSnapshot *snapshot;
  char *ref;
  KwOwnWords *stored; /* what is there, NULL for nothing */

  /* Borrowed. */
  GtkCheckButton *buttons[KW_N_ANSWERS]; /* in @answers, NULL where it is not asked */

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (KwRemarkCard, kw_remark_card, ADW_TYPE_BIN)

static const KwAnswer medicine_answers[]
    = { KW_ANSWER_TAKEN, KW_ANSWER_DIFFERENTLY, KW_ANSWER_NOT_ANY_MORE };
static const KwAnswer other_answers[] = { KW_ANSWER_WRONG };

static KwAnswer
get_answer (KwRemarkCard *self)
{
  for (guint i = 0; i < KW_N_ANSWERS; i++)
    if (self->buttons[i] != NULL && gtk_check_button_get_active (self->buttons[i]))
      return (KwAnswer) i;
  return KW_ANSWER_NONE;
}

static char *
dup_text (KwRemarkCard *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return g_strdup (g_strstrip (text));
}

static const char *
get_since (KwRemarkCard *self)
{
  return get_answer (self) == KW_ANSWER_NOT_ANY_MORE
             ? gtk_editable_get_text (GTK_EDITABLE (self->since))
             : "";
}

static char *
dup_stored_since (const KwOwnWords *stored)
{
  return stored != NULL && stored->since != NULL ? kw_typed_date_dup (stored->since)
                                                 : g_strdup ("");
}

/* Whether anything on the card is other than what is stored. */
static gboolean
is_changed (KwRemarkCard *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *since = dup_stored_since (self->stored);
  const char *stored = self->stored != NULL && self->stored->text != NULL ? self->stored->text : "";
  KwAnswer answer = self->stored != NULL ? self->stored->answer : KW_ANSWER_NONE;

  return get_answer (self) != answer || strcmp (text, stored) != 0
         || strcmp (get_since (self), since) != 0;
}

static void
changed_cb (KwRemarkCard *self)
{
  g_autofree char *text = dup_text (self);
  gboolean empty = get_answer (self) == KW_ANSWER_NONE && *text == '\0';

  if (self->filling)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->since_row),
                          get_answer (self) == KW_ANSWER_NOT_ANY_MORE);
  gtk_widget_set_visible (GTK_WIDGET (self->since_problem), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), !empty && is_changed (self));
  gtk_widget_set_visible (GTK_WIDGET (self->remove), self->stored != NULL);
}

static void
save_cb (KwRemarkCard *self)
{
  const KwRecord *record = kw_snapshot_find (self->snapshot, self->ref);
  g_autoptr (KwOwnWords) remark
      = self->stored != NULL ? kw_own_words_copy (self->stored) : kw_own_words_new (KW_OWN_REMARK);
  const char *since = get_since (self);
  g_autofree char *date = *since != '\0' ? kw_typed_date_parse (since) : NULL;
  KwOwnChange *change;

  if (*since != '\0' && date == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->since_problem), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->since));
      return;
    }
  if (record != NULL)
    kw_own_words_set_about (remark, self->snapshot, record);
  g_free (remark->text);
  remark->text = dup_text (self);
  g_free (remark->since);
  remark->since = g_steal_pointer (&date);
  remark->answer = get_answer (self);
  change = kw_own_change_new ();
  kw_own_words_put (remark, change);
  g_clear_pointer (&self->stored, kw_own_words_free);
  self->stored = g_steal_pointer (&remark);
  changed_cb (self);
  kw_own_job_run (GTK_WIDGET (self), self->library, change, _ ("Remark saved."));
}

static void
remove_cb (KwRemarkCard *self)
{
  KwOwnChange *change = kw_own_change_new ();

  kw_own_change_remove (change, self->stored->ref);
  kw_own_job_run (GTK_WIDGET (self), self->library, change, _ ("Remark removed."));
}

static void
make_buttons (KwRemarkCard *self, const KwAnswer *answers, guint n)
{
  GtkCheckButton *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (kw_answer_get_words (answers[i]));

      if (first == NULL)
        first = GTK_CHECK_BUTTON (button);
      else
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button), first);
      self->buttons[answers[i]] = GTK_CHECK_BUTTON (button);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (changed_cb), self);
      gtk_box_append (self->answers, button);
    }
}

static void
fill (KwRemarkCard *self)
{
  g_autofree char *since = dup_stored_since (self->stored);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);

  self->filling = TRUE;
  for (guint i = 0; i < KW_N_ANSWERS; i++)
    if (self->buttons[i] != NULL)
      gtk_check_button_set_active (self->buttons[i],
                                   self->stored != NULL && self->stored->answer == i);
  gtk_editable_set_text (GTK_EDITABLE (self->since), since);
  gtk_text_buffer_set_text (
      buffer, self->stored != NULL && self->stored->text != NULL ? self->stored->text : "", -1);
  self->filling = FALSE;
  changed_cb (self);
}

static void
kw_remark_card_dispose (GObject *object)
{
  KwRemarkCard *self = KW_REMARK_CARD (object);

  g_clear_object (&self->library);
  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  g_clear_pointer (&self->stored, kw_own_words_free);
  g_clear_pointer (&self->ref, g_free);

  G_OBJECT_CLASS (kw_remark_card_parent_class)->dispose (object);
}

static void
kw_remark_card_class_init (KwRemarkCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_remark_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/remark-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KwRemarkCard, title);
  gtk_widget_class_bind_template_child (widget_class, KwRemarkCard, answers);
  gtk_widget_class_bind_template_child (widget_class, KwRemarkCard, since_row);
  gtk_widget_class_bind_template_child (widget_class, KwRemarkCard, since);
  gtk_widget_class_bind_template_child (widget_class, KwRemarkCard, since_problem);
  gtk_widget_class_bind_template_child (widget_class, KwRemarkCard, text);
  gtk_widget_class_bind_template_child (widget_class, KwRemarkCard, save);
  gtk_widget_class_bind_template_child (widget_class, KwRemarkCard, remove);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
kw_remark_card_init (KwRemarkCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->text), "changed",
                            G_CALLBACK (changed_cb), self);
}

KwRemarkCard *
kw_remark_card_new (void)
{
  return g_object_new (KW_TYPE_REMARK_CARD, NULL);
}

void
kw_remark_card_set_record (KwRemarkCard *self,
                           KwLibrary *library,
                           KwSnapshot *snapshot,
                           const KwRecord *record)
{
  g_return_if_fail (KW_IS_REMARK_CARD (self) && snapshot != NULL && record != NULL);

  const GPtrArray *remarks = kw_snapshot_get_remarks (snapshot, record);
  gboolean is_medicine = record->section == KW_SECTION_MEDICATIONS
                         && (record->flags & KW_RECORD_DO_NOT_PERFORM) == 0;
  gboolean typed;

  gtk_widget_set_visible (GTK_WIDGET (self), library != NULL && !kw_own_is_own (record));
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  g_set_object (&self->library, library);
  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  self->snapshot = kw_snapshot_ref (snapshot);
  if (self->ref == NULL)
    {
      self->ref = g_strdup (record->ref);
      make_buttons (self, is_medicine ? medicine_answers : other_answers,
                    is_medicine ? G_N_ELEMENTS (medicine_answers) : G_N_ELEMENTS (other_answers));
    }
  typed = gtk_widget_get_sensitive (GTK_WIDGET (self->save)) && is_changed (self);
  g_clear_pointer (&self->stored, kw_own_words_free);
  if (remarks != NULL)
    self->stored = kw_own_words_copy (g_ptr_array_index (remarks, remarks->len - 1));
  if (typed)
    changed_cb (self);
  else
    fill (self);
}
