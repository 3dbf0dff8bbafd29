/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/card.h"

#include <glib/gi18n-lib.h>

#include "app/count.h"
#include "app/pair-layout.h"
#include "library/calm.h"

struct _KwCard
{
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *title;
  GtkLabel *count;
  GtkButton *show_all;
  GtkListBox *list;
  GtkButton *more;
  GtkLabel *more_words;
  GtkLabel *note;
  AdwBin *footer;

  /* Owned. */
  GListModel *model;

  KwRowStyle style;
  gboolean calm;
  GtkSliceListModel *slice; /* what is shown of @model; NULL: all of it */
};

/* Rows that one press of the button adds. */
#define STEP 100

G_DEFINE_FINAL_TYPE (KwCard, kw_card, ADW_TYPE_BIN)

static void
row_activated_cb (KwCard *self, GtkListBoxRow *row)
{
  g_autoptr (KwItem) item
      = g_list_model_get_item (self->model, (guint) gtk_list_box_row_get_index (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s",
                              kw_item_get_record (item)->ref);
}

/* Rule L19: a grave thing is told by its kind, wherever it stands on the Summary. */
static GtkWidget *
create_row (gpointer item, gpointer data)
{
  KwCard *self = data;
  GtkWidget *row = kw_row_new ();
  gboolean calm
      = self->calm
        && kw_snapshot_get_calm_words (kw_item_get_snapshot (item), kw_item_get_record (item))
               != NULL;

  kw_row_bind (KW_ROW (row), item, calm ? KW_ROW_NEWS : self->style);

  return row;
}

static void
show_more_words (KwCard *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->slice));
  guint all = g_list_model_get_n_items (self->model);
  g_autofree char *of = kw_dup_count (all);
  /* Translators: a button; two numbers of rows, "Show more: 10 of 5,000 are shown". */
  g_autofree char *words = g_strdup_printf (_ ("Show more: %u of %s are shown"), shown, of);

  gtk_label_set_text (self->more_words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->more), shown < all);
}

static void
more_cb (KwCard *self)
{
  gtk_slice_list_model_set_size (self->slice, gtk_slice_list_model_get_size (self->slice) + STEP);
  show_more_words (self);
}

static void
kw_card_dispose (GObject *object)
{
  g_clear_object (&KW_CARD (object)->slice);
  g_clear_object (&KW_CARD (object)->model);

  G_OBJECT_CLASS (kw_card_parent_class)->dispose (object);
}

static void
kw_card_class_init (KwCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_card_dispose;
  g_type_ensure (KW_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/card.ui");
  gtk_widget_class_bind_template_child (widget_class, KwCard, title);
  gtk_widget_class_bind_template_child (widget_class, KwCard, count);
  gtk_widget_class_bind_template_child (widget_class, KwCard, show_all);
  gtk_widget_class_bind_template_child (widget_class, KwCard, list);
  gtk_widget_class_bind_template_child (widget_class, KwCard, more);
  gtk_widget_class_bind_template_child (widget_class, KwCard, more_words);
  gtk_widget_class_bind_template_child (widget_class, KwCard, note);
  gtk_widget_class_bind_template_child (widget_class, KwCard, footer);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
kw_card_init (KwCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_card_new (const char *title)
{
  g_return_val_if_fail (title != NULL, NULL);

  KwCard *self = g_object_new (KW_TYPE_CARD, NULL);

  kw_card_set_title (self, title);

  return GTK_WIDGET (self);
}

void
kw_card_set_title (KwCard *self, const char *title)
{
  g_return_if_fail (KW_IS_CARD (self) && title != NULL);

  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

void
kw_card_set_calm (KwCard *self, gboolean calm)
{
  g_return_if_fail (KW_IS_CARD (self));

  self->calm = calm;
}

void
kw_card_set_footer (KwCard *self, GtkWidget *footer)
{
  g_return_if_fail (KW_IS_CARD (self));

  adw_bin_set_child (self->footer, footer);
  gtk_widget_set_visible (GTK_WIDGET (self->footer), footer != NULL);
}

void
kw_card_set_show_all (KwCard *self, const char *detailed_action)
{
  g_return_if_fail (KW_IS_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self->show_all), detailed_action != NULL);
  if (detailed_action == NULL)
    return;

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->show_all), detailed_action);
  /* Translators: for a screen reader; the name of a card, "Allergies", follows. */
  g_autofree char *label = g_strdup_printf (_ ("Show all: %s"), gtk_label_get_text (self->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->show_all), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

void
kw_card_fill (KwCard *self,
              KwSnapshot *snapshot,
              const GArray *indexes,
              guint limit,
              guint count,
              KwRowStyle style)
{
  g_return_if_fail (KW_IS_CARD (self));
  g_return_if_fail (snapshot != NULL && indexes != NULL);

  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *number = kw_dup_count (count);

  if (indexes->len > 0)
    g_array_append_vals (first, indexes->data, MIN (limit, indexes->len));
  kw_record_list_append (list, NULL, NULL, first);
  gtk_label_set_text (self->count, count > 0 ? number : "");
  gtk_widget_set_visible (GTK_WIDGET (self->list), first->len > 0);
  g_set_object (&self->model, G_LIST_MODEL (list));
  self->style = style;
  gtk_list_box_bind_model (self->list, self->model, create_row, self, NULL);
}

void
kw_card_fill_by_steps (KwCard *self,
                       KwSnapshot *snapshot,
                       const GArray *indexes,
                       guint first,
                       KwRowStyle style)
{
  kw_card_fill (self, snapshot, indexes, 0, indexes->len, style);

  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);
  g_autoptr (GArray) all = g_array_copy ((GArray *) indexes);

  kw_record_list_append (list, NULL, NULL, all);
  g_set_object (&self->model, G_LIST_MODEL (list));
  g_clear_object (&self->slice);
  self->slice = gtk_slice_list_model_new (G_LIST_MODEL (g_steal_pointer (&list)), 0, first);
  gtk_widget_set_visible (GTK_WIDGET (self->list), indexes->len > 0);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->slice), create_row, self, NULL);
  show_more_words (self);
}

void
kw_card_set_note (KwCard *self, const char *note)
{
  g_return_if_fail (KW_IS_CARD (self));

  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}
