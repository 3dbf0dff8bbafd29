/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/questions-card.h"

#include <glib/gi18n-lib.h>

#include "app/own-job.h"
#include "library/visit.h"

struct _KwQuestionsCard
{
  AdwBin parent_instance;

  /* Template children. */
  GtkBox *rows;
  GtkBox *writing;
  GtkEntry *entry;
  GtkButton *save;

  /* Owned. */
  KwSnapshot *snapshot;
  char *editing; /* ref of the question that is being changed, NULL for a new one */

  /* Borrowed. */
  KwLibrary *library; /* or NULL */
};

G_DEFINE_FINAL_TYPE (KwQuestionsCard, kw_questions_card, ADW_TYPE_BIN)

static const KwOwnWords *
find (KwQuestionsCard *self, const char *ref)
{
  const GPtrArray *questions = kw_snapshot_get_questions (self->snapshot);

  for (guint i = 0; ref != NULL && i < questions->len; i++)
    {
      const KwOwnWords *question = g_ptr_array_index (questions, i);

      if (g_strcmp0 (question->ref, ref) == 0)
        return question;
    }
  return NULL;
}

static const char *
get_ref (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "ref");
}

static void
set_editing (KwQuestionsCard *self, const char *ref)
{
  const KwOwnWords *question = find (self, ref);

  g_free (self->editing);
  self->editing = question != NULL ? g_strdup (ref) : NULL;
  gtk_editable_set_text (GTK_EDITABLE (self->entry),
                         question != NULL && question->text != NULL ? question->text : "");
  gtk_button_set_label (self->save, question != NULL ? _ ("Save") : _ ("Add"));
}

static void
save_cb (KwQuestionsCard *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  const KwOwnWords *old = find (self, self->editing);
  g_autoptr (KwOwnWords) question
      = old != NULL ? kw_own_words_copy (old) : kw_own_words_new (KW_OWN_QUESTION);
  KwOwnChange *change;

  g_strstrip (text);
  if (self->library == NULL || (*text == '\0' && question->about == NULL))
    return;
  g_free (question->text);
  question->text = *text != '\0' ? g_steal_pointer (&text) : NULL;
  change = kw_own_change_new ();
  kw_own_words_put (question, change);
  kw_own_job_run (GTK_WIDGET (self), self->library, change,
                  old != NULL ? _ ("Question changed.") : _ ("Added to My questions."));
  set_editing (self, NULL);
}

static void
toggled_cb (GtkCheckButton *check, KwQuestionsCard *self)
{
  const KwOwnWords *old = find (self, get_ref (GTK_WIDGET (check)));
  g_autoptr (KwOwnWords) question = old != NULL ? kw_own_words_copy (old) : NULL;
  KwOwnChange *change;

  if (question == NULL || question->asked == gtk_check_button_get_active (check))
    return;
  change = kw_own_change_new ();
  kw_own_words_set_asked (question, gtk_check_button_get_active (check));
  kw_own_words_put (question, change);
  kw_own_job_run (GTK_WIDGET (self), self->library, change,
                  question->asked ? _ ("Ticked off.") : _ ("Not ticked off any more."));
}

static void
edit_cb (GtkWidget *button, KwQuestionsCard *self)
{
  set_editing (self, get_ref (button));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
remove_cb (GtkWidget *button, KwQuestionsCard *self)
{
  KwOwnChange *change = kw_own_change_new ();

  kw_own_change_remove (change, get_ref (button));
  kw_own_job_run (GTK_WIDGET (self), self->library, change, _ ("Removed."));
}

static GtkWidget *
new_button (KwQuestionsCard *self,
            const KwOwnWords *question,
            const char *icon,
            const char *name,
            const char *words,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  /* Translators: "Change", "Remove" and the question that this is about. */
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), name, words);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "ref", g_strdup (question->ref), g_free);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static void
add_question (KwQuestionsCard *self, const KwOwnWords *question)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *words = kw_question_dup_words (question);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "hexpand", TRUE, NULL);
  /* Translators: for a screen reader: a question that was asked, once ticked. */
  g_autofree char *spoken = g_strdup_printf (_ ("Asked: %s"), words);

  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), question->asked);
  gtk_widget_set_sensitive (check, self->library != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (check), "ref", g_strdup (question->ref), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  if (question->asked)
    gtk_widget_add_css_class (label, "secondary");
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), label);
  if (self->library != NULL)
    {
      gtk_box_append (GTK_BOX (row), new_button (self, question, "document-edit-symbolic",
                                                 _ ("Change"), words, G_CALLBACK (edit_cb)));
      gtk_box_append (GTK_BOX (row), new_button (self, question, "user-trash-symbolic",
                                                 _ ("Remove"), words, G_CALLBACK (remove_cb)));
    }
  gtk_box_append (self->rows, row);
}

static void
kw_questions_card_finalize (GObject *object)
{
  KwQuestionsCard *self = KW_QUESTIONS_CARD (object);

  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  g_free (self->editing);

  G_OBJECT_CLASS (kw_questions_card_parent_class)->finalize (object);
}

static void
kw_questions_card_class_init (KwQuestionsCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kw_questions_card_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/questions-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KwQuestionsCard, rows);
  gtk_widget_class_bind_template_child (widget_class, KwQuestionsCard, writing);
  gtk_widget_class_bind_template_child (widget_class, KwQuestionsCard, entry);
  gtk_widget_class_bind_template_child (widget_class, KwQuestionsCard, save);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
kw_questions_card_init (KwQuestionsCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kw_questions_card_set (KwQuestionsCard *self, KwSnapshot *snapshot, KwLibrary *library)
{
  g_return_if_fail (KW_IS_QUESTIONS_CARD (self) && snapshot != NULL);

  const GPtrArray *questions = kw_snapshot_get_questions (snapshot);
  GtkWidget *child;

  kw_snapshot_ref (snapshot);
  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  self->snapshot = snapshot;
  self->library = library;
  gtk_widget_set_visible (GTK_WIDGET (self->writing), library != NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (guint i = 0; i < questions->len; i++)
    add_question (self, g_ptr_array_index (questions, i));
}
