/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connect/getting-page.h"

#include <glib/gi18n-lib.h>

#include "app/a11y.h"
#include "app/state-words.h"
#include "core/error.h"
#include "app/count.h"
#include "core/types.h"

/* What is known of one kind while it comes in; several queries can belong to one section. */
typedef struct
{
  gboolean wanted;
  guint queries;
  guint ended;
  GHashTable *counts; /* query → count */
  KwSectionState state;

  /* Borrowed from the grid. */
  GtkLabel *count;
  GtkLabel *words;
  GtkProgressBar *bar;
} Kind;

struct _KwGettingPage
{
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *lead;
  GtkListBox *list;
  GtkLabel *sentence;
  GtkButton *cancel;
  GtkButton *go_on;

  /* Owned. */
  KwSyncJob *job;
  Kind kinds[KW_N_SECTIONS];
  guint pulse;
};

enum
{
  GO_ON,
  FINISHED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwGettingPage, kw_getting_page, ADW_TYPE_BIN)

static guint
sum_counts (const Kind *kind)
{
  GHashTableIter iter;
  gpointer value;
  guint sum = 0;

  g_hash_table_iter_init (&iter, kind->counts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    sum += GPOINTER_TO_UINT (value);

  return sum;
}

static gboolean
has_ended (const Kind *kind)
{
  return kind->ended >= kind->queries && kind->queries > 0;
}

static void
set_words (Kind *kind, const char *words, const char *css_class)
{
  const char *classes[] = { css_class, NULL };

  gtk_label_set_text (kind->words, words);
  gtk_widget_set_css_classes (GTK_WIDGET (kind->words), classes);
}

static void
show_kind (KwGettingPage *self, KwSection section)
{
  Kind *kind = &self->kinds[section];
  guint n = sum_counts (kind);
  KwSectionState state = kind->state;
  g_autofree char *count = kw_dup_count (n);

  /* Nothing at one query and something at another of the same kind is something. */
  if (state == KW_STATE_EMPTY && n > 0)
    state = KW_STATE_COMPLETE;
  gboolean nothing = n == 0 && state != KW_STATE_COMPLETE && state != KW_STATE_EMPTY;

  gtk_label_set_text (kind->count, has_ended (kind) && nothing ? "–" : count);
  gtk_widget_set_opacity (GTK_WIDGET (kind->bar), n > 0 && !has_ended (kind) ? 1 : 0);
  if (has_ended (kind))
    {
      g_autofree char *words = g_strdup_printf ("%s %s", kw_state_get_symbol (state),
                                                state == KW_STATE_COMPLETE && n == 0
                                                    ? kw_state_get_words (KW_STATE_EMPTY)
                                                    : kw_state_get_words (state));
      set_words (kind, words, kw_state_get_css_class (state));
    }
  else
    set_words (kind, n > 0 ? _ ("coming in") : _ ("next"), "secondary");
}

static guint
count_all (KwGettingPage *self, guint *out_kinds, guint *out_ended, guint *out_with_records)
{
  guint sum = 0;

  *out_kinds = *out_ended = *out_with_records = 0;
  for (KwSection section = 0; section < KW_N_SECTIONS; section++)
    {
      const Kind *kind = &self->kinds[section];
      if (!kind->wanted)
        continue;
      guint n = sum_counts (kind);
      sum += n;
      (*out_kinds)++;
      *out_ended += has_ended (kind) ? 1 : 0;
      *out_with_records += n > 0 ? 1 : 0;
    }

  return sum;
}

static void
show_totals (KwGettingPage *self)
{
  guint kinds, ended, with_records;
  guint sum = count_all (self, &kinds, &ended, &with_records);
  /* Translators: records so far, kinds that have ended, kinds that are asked for. */
  g_autofree char *words
      = g_strdup_printf (ngettext ("%u record so far, %u of %u kinds are done.",
                                   "%u records so far, %u of %u kinds are done.", sum),
                         sum, ended, kinds);

  gtk_label_set_text (self->sentence, words);
}

/* "Insurance: refused." or "Conditions, Visits (failed, will be tried again)." */
static void
append_exceptions (KwGettingPage *self, GString *text, KwSectionState state)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (KwSection section = 0; section < KW_N_SECTIONS; section++)
    if (self->kinds[section].wanted && has_ended (&self->kinds[section])
        && self->kinds[section].state == state)
      g_ptr_array_add (titles, (gpointer) kw_section_get_title (section));
  if (titles->len == 0)
    return;
  g_ptr_array_add (titles, NULL);

  g_autofree char *joined = g_strjoinv (", ", (char **) titles->pdata);
  if (titles->len == 2)
    g_string_append_printf (text, " %s: %s.", joined, kw_state_get_words (state));
  else
    g_string_append_printf (text, " %s (%s).", joined, kw_state_get_words (state));
}

/* "412 records in 17 kinds. Care plans: this hospital does not offer them. Insurance: refused." */
static char *
dup_honest_sentence (KwGettingPage *self)
{
  guint kinds, ended, with_records;
  guint sum = count_all (self, &kinds, &ended, &with_records);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%u record in %u kinds.", "%u records in %u kinds.", sum),
                          sum, with_records);
  for (KwSectionState state = KW_STATE_SUPPRESSED; state <= KW_STATE_FAILED; state++)
    append_exceptions (self, text, state);

  return g_strdup (text->str);
}

static void
progress_cb (KwGettingPage *self,
             const char *type,
             guint section,
             guint state,
             guint count,
             gboolean done)
{
  if (section >= KW_N_SECTIONS || !self->kinds[section].wanted)
    return;

  Kind *kind = &self->kinds[section];
  g_hash_table_insert (kind->counts, g_strdup (type), GUINT_TO_POINTER (count));
  if (done)
    {
      kind->ended++;
      kind->state = MAX (kind->state, (KwSectionState) state);
    }
  show_kind (self, section);
  show_totals (self);
}

static void
stop_pulse (KwGettingPage *self)
{
  g_clear_handle_id (&self->pulse, g_source_remove);
  for (guint i = 0; i < KW_N_SECTIONS; i++)
    if (self->kinds[i].wanted)
      gtk_widget_set_opacity (GTK_WIDGET (self->kinds[i].bar), 0);
}

static void
finished_cb (KwGettingPage *self, const GError *error)
{
  g_autofree char *honest = dup_honest_sentence (self);
  gboolean cancelled = kw_sync_job_is_cancelled (self->job);

  stop_pulse (self);
  if (error == NULL)
    gtk_label_set_text (self->sentence, honest);
  else
    {
      g_autofree char *reason = cancelled ? g_strdup (_ ("Stopped. What has come is kept."))
                                          : kw_error_dup_sentence (error);
      g_autofree char *both = g_strdup_printf ("%s %s", reason, honest);
      gtk_label_set_text (self->sentence, both);
    }
  gtk_label_set_text (self->lead,
                      error == NULL ? _ ("Is this all of it? Many hospitals have a second portal.")
                                    : _ ("You can get the rest later with Refresh."));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->go_on), TRUE);
  kw_a11y_announce (GTK_WIDGET (self), gtk_label_get_text (self->sentence));
  gtk_widget_grab_focus (GTK_WIDGET (self->go_on));
  g_signal_emit (self, signals[FINISHED], 0, error);
}

static gboolean
pulse_cb (gpointer data)
{
  KwGettingPage *self = data;

  for (guint i = 0; i < KW_N_SECTIONS; i++)
    if (self->kinds[i].wanted && !has_ended (&self->kinds[i]))
      gtk_progress_bar_pulse (self->kinds[i].bar);

  return G_SOURCE_CONTINUE;
}

static void
cancel_cb (KwGettingPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), FALSE);
  kw_sync_job_cancel (self->job);
}

static void
go_on_cb (KwGettingPage *self)
{
  g_signal_emit (self, signals[GO_ON], 0);
}

static GtkWidget *
make_kind (Kind *kind, KwSection section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (kw_section_get_title (section));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_set_hexpand (name, TRUE);
  kind->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_valign (GTK_WIDGET (kind->bar), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (kind->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kw_section_get_title (section), -1);
  kind->count = GTK_LABEL (gtk_label_new ("0"));
  gtk_label_set_xalign (kind->count, 1);
  gtk_label_set_width_chars (kind->count, 5);
  gtk_widget_add_css_class (GTK_WIDGET (kind->count), "row-value");
  kind->words = GTK_LABEL (gtk_label_new (_ ("next")));
  gtk_label_set_xalign (kind->words, 0);
  gtk_label_set_width_chars (kind->words, 12);
  gtk_label_set_wrap (kind->words, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (kw_section_get_icon_name (section)));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (kind->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (kind->count));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (kind->words));
  gtk_widget_add_css_class (box, "kind-row");

  return box;
}

static void
clear_kinds (KwGettingPage *self)
{
  for (guint i = 0; i < KW_N_SECTIONS; i++)
    g_clear_pointer (&self->kinds[i].counts, g_hash_table_unref);
  memset (self->kinds, 0, sizeof self->kinds);
}

static void
kw_getting_page_dispose (GObject *object)
{
  KwGettingPage *self = KW_GETTING_PAGE (object);

  g_clear_handle_id (&self->pulse, g_source_remove);
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
  clear_kinds (self);

  G_OBJECT_CLASS (kw_getting_page_parent_class)->dispose (object);
}

static void
kw_getting_page_class_init (KwGettingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_getting_page_dispose;
  signals[GO_ON] = g_signal_new ("go-on", KW_TYPE_GETTING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", KW_TYPE_GETTING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/getting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwGettingPage, lead);
  gtk_widget_class_bind_template_child (widget_class, KwGettingPage, list);
  gtk_widget_class_bind_template_child (widget_class, KwGettingPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, KwGettingPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, KwGettingPage, go_on);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
}

static void
kw_getting_page_init (KwGettingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The section of a query is its type's, but that results come by category. */
static KwSection
section_of_query (const KwQuery *query)
{
  const KwType *type = kw_type_lookup (query->type);

  if (strstr (query->key, "vital") != NULL)
    return KW_SECTION_VITALS;
  if (strstr (query->key, "social") != NULL)
    return KW_SECTION_HISTORY_SOCIAL;

  return type != NULL ? type->section : KW_SECTION_OTHER;
}

void
kw_getting_page_follow (KwGettingPage *self, KwConnection *connection, KwSyncJob *job)
{
  g_return_if_fail (KW_IS_GETTING_PAGE (self) && connection != NULL && KW_IS_SYNC_JOB (job));

  GtkListBoxRow *row;
  guint n = 0;
  const KwQuery *plan = kw_query_plan (connection, &n);

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  clear_kinds (self);
  for (guint i = 0; i < n; i++)
    {
      Kind *kind = &self->kinds[section_of_query (&plan[i])];
      kind->wanted = TRUE;
      kind->queries++;
    }
  for (KwSection section = 0; section < KW_N_SECTIONS; section++)
    if (self->kinds[section].wanted)
      {
        self->kinds[section].counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
        gtk_list_box_append (self->list, make_kind (&self->kinds[section], section));
      }

  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_set_object (&self->job, job);
  g_signal_connect_swapped (job, "progress", G_CALLBACK (progress_cb), self);
  g_signal_connect_swapped (job, "finished", G_CALLBACK (finished_cb), self);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->go_on), FALSE);
  gtk_label_set_text (self->lead, kw_sync_job_get_name (job));
  show_totals (self);
  self->pulse = g_timeout_add (120, pulse_cb, self);
}
