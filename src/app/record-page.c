/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record-page.h"

#include <glib/gi18n-lib.h>

#include "app/card.h"
#include "app/fact-list.h"
#include "app/loading.h"
#include "app/record-actions.h"
#include "app/remark-card.h"
#include "app/result-panel.h"
#include "app/scope.h"
#include "app/section-cards.h"
#include "core/calendar.h"
#include "core/error.h"
#include "library/links.h"
#include "library/own-entry.h"
#include "library/trend.h"

/* Rows of a test's table at first; the others come by a button. */
#define FIRST_RESULTS 10

struct _KwRecordPage
{
  KwView parent_instance;

  /* Template children. */
  GtkLabel *title;
  GtkLabel *original;
  KwResultPanel *result;
  KwFactList *facts;
  GtkLabel *what_title;
  GtkLabel *what;
  GtkLabel *what_whose;
  KwFactList *origin;
  KwRemarkCard *remark;
  GtkBox *side;
  GtkBox *columns;
  GtkBox *main;
  GtkBox *belonging;
  GtkButton *calendar;

  /* Owned. */
  char *ref;
  const char *refs[2];
  GCancellable *cancellable;
  GPtrArray *cards; /* of GtkWidget, in side or main */
};

G_DEFINE_FINAL_TYPE (KwRecordPage, kw_record_page, KW_TYPE_VIEW)

static const KwRecord *
get_record (KwRecordPage *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));

  return snapshot != NULL ? kw_snapshot_find (snapshot, self->ref) : NULL;
}

static void
add_card (KwRecordPage *self,
          GtkBox *box,
          const char *title,
          const GArray *indexes,
          KwRowStyle style,
          guint limit)
{
  if (indexes == NULL || indexes->len == 0)
    return;

  GtkWidget *card = kw_card_new (title);
  kw_card_fill (KW_CARD (card), kw_view_get_snapshot (KW_VIEW (self)), indexes, limit, indexes->len,
                style);
  if (indexes->len > limit)
    {
      g_autofree char *note = g_strdup_printf (
          _ ("The newest %u of %u; all of them are in All records."), limit, indexes->len);
      kw_card_set_note (KW_CARD (card), note);
    }
  if (box == self->main)
    gtk_box_prepend (box, card);
  else
    gtk_box_append (box, card);
  g_ptr_array_add (self->cards, card);
}

/* The visit, the report, the order, what the person wrote of it: whatever names or is named. */
static GArray *
dup_linked (KwSnapshot *snapshot, const KwRecord *record)
{
  GArray *linked = kw_links_dup (snapshot, record);
  g_autoptr (GArray) own = kw_snapshot_dup_own_about (snapshot, record);

  g_array_append_vals (linked, own->data, own->len);

  return linked;
}

/* What a page is opened for stands above the facts: what was done at a visit, the goals and steps
 * of a plan. Elsewhere what belongs with the record stands at the side. */
static void
fill_belonging (KwRecordPage *self, KwSnapshot *snapshot, const KwRecord *record)
{
  g_autoptr (GArray) linked = dup_linked (snapshot, record);

  kw_section_cards_clear (self->belonging);
  if (record->section == KW_SECTION_VISITS)
    kw_section_cards_append_visit (self->belonging, snapshot, record);
  else if (record->section == KW_SECTION_CARE_PLANS)
    kw_section_cards_append (self->belonging, snapshot, linked);
  else
    add_card (self, self->side, _ ("Belongs with"), linked, KW_ROW_PLAIN, 25);
}

/* The equal table of all results, newest first, each unit in a card of its own (rules L12, L14). */
static void
add_trend_cards (KwRecordPage *self, KwSnapshot *snapshot, const KwRecord *record)
{
  g_autoptr (KwTrend) trend = kw_trend_new (snapshot, record);

  if (!kw_trend_is_wanted (trend, record))
    return;
  /* Each goes before the one that was added last. */
  for (guint i = trend->series->len; i-- > 0;)
    {
      const KwTrendSeries *series = g_ptr_array_index (trend->series, i);
      g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_autofree char *scale = kw_trend_series_dup_title (series);
      /* Translators: a list of results, and what tells it from the others: their unit. */
      g_autofree char *title = g_strdup_printf (_ ("All results of this test: %s"), scale);
      guint32 index;
      for (guint j = series->points->len; j-- > 0;)
        if (kw_snapshot_get_index (snapshot, g_array_index (series->points, KwTrendPoint, j).record,
                                   &index))
          g_array_append_val (indexes, index);
      GtkWidget *card
          = kw_card_new (trend->series->len > 1 ? title : _ ("All results of this test"));
      kw_card_fill_by_steps (KW_CARD (card), snapshot, indexes, FIRST_RESULTS, KW_ROW_RESULT);
      gtk_box_prepend (self->main, card);
      g_ptr_array_add (self->cards, card);
    }
}

static void
fill_cards (KwRecordPage *self, KwSnapshot *snapshot, const KwRecord *record)
{
  gboolean narrow = kw_view_get_narrow (KW_VIEW (self));
  g_autoptr (GArray) members = kw_snapshot_dup_members (snapshot, record);

  for (guint i = 0; i < self->cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (self->cards, i);
      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (card)), card);
    }
  g_ptr_array_set_size (self->cards, 0);
  add_card (self, self->main, _ ("Results in this report"), members,
            narrow ? KW_ROW_TEST_SLIM : KW_ROW_TEST, 100);
  if (members->len == 0)
    add_trend_cards (self, snapshot, record);
  add_card (self, self->side, _ ("All records of this medicine"),
            kw_snapshot_get_same_medicine (snapshot, record), KW_ROW_ONE_OF, 25);
  add_card (self, self->side, _ ("All records of this vaccine"),
            kw_snapshot_get_same_vaccine (snapshot, record), KW_ROW_ONE_OF, 25);
  fill_belonging (self, snapshot, record);
  kw_remark_card_set_record (self->remark, kw_view_get_library (KW_VIEW (self)), snapshot, record);
  gtk_widget_set_visible (GTK_WIDGET (self->side),
                          gtk_widget_get_visible (GTK_WIDGET (self->remark))
                              || gtk_widget_get_last_child (GTK_WIDGET (self->side))
                                     != GTK_WIDGET (self->remark));
}

static void
fill_origin (KwRecordPage *self, KwSnapshot *snapshot, const KwRecord *record)
{
  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  const KwSource *source = kw_snapshot_find_source (snapshot, record->source);
  const KwHistory *history = kw_snapshot_get_history (snapshot, record);
  g_autofree char *who = kw_words_who (words, record);
  g_autofree char *where = kw_words_where (words, record);

  kw_fact_list_clear (self->origin);
  if (source != NULL)
    kw_fact_list_add (self->origin, _ ("Source"), source->name, NULL);
  if (where != NULL)
    kw_fact_list_add (self->origin, _ ("Where"), where, NULL);
  if (who != NULL)
    kw_fact_list_add (self->origin, _ ("Recorded by"), who, NULL);
  if (history != NULL && history->first_seen > 0)
    {
      g_autoptr (GDateTime) seen = g_date_time_new_from_unix_local (history->first_seen);
      g_autofree char *iso = g_date_time_format (seen, "%Y-%m-%d");
      g_autofree char *day = kw_words_date (iso);
      kw_fact_list_add (self->origin, _ ("First seen here"), day, NULL);
    }
  if (history != NULL && history->missing_since > 0)
    {
      g_autoptr (GDateTime) missing = g_date_time_new_from_unix_local (history->missing_since);
      g_autofree char *iso = g_date_time_format (missing, "%Y-%m-%d");
      g_autofree char *day = kw_words_date (iso);
      kw_fact_list_add (self->origin, _ ("No longer listed since"), day, NULL);
    }
}

static void
show_facts (KwRecordPage *self, const KwRecord *record, const KwJsonNode *resource)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));
  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  g_autoptr (GPtrArray) facts = kw_facts_new (words, record, resource);
  g_autofree char *local = kw_words_local_time (record);

  kw_snapshot_add_origins (snapshot, record, facts);
  kw_fact_list_clear (self->facts);
  for (guint i = 0; i < facts->len; i++)
    {
      const KwFact *fact = g_ptr_array_index (facts, i);
      const KwRecord *other = fact->reference != NULL && words->lookup != NULL
                                  ? words->lookup (words->data, record, fact->reference)
                                  : NULL;
      gboolean listed = other != NULL && (other->flags & KW_RECORD_SUPPORT) == 0;
      kw_fact_list_add (self->facts, fact->label, fact->text, listed ? other->ref : NULL);
    }
  if (local != NULL)
    kw_fact_list_add (self->facts, _ ("By this computer’s clock"), local, NULL);
}

static void
body_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwRecordPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = kw_body_load_finish (result, &error);
  g_autoptr (KwJson) json = body != NULL ? kw_json_new (body, G_MAXSIZE, &error) : NULL;
  const KwRecord *record = get_record (self);

  (void) source;
  if (json != NULL && record != NULL)
    show_facts (self, record, kw_json_get_root (json));
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *sentence = kw_error_dup_sentence (error);
      kw_fact_list_add (self->facts, _ ("Not all could be read"), sentence, NULL);
    }
}

static void
fill_title (KwRecordPage *self, KwSnapshot *snapshot, const KwRecord *record)
{
  g_autofree char *title = kw_words_title (kw_snapshot_get_words (snapshot), record);
  g_autofree char *status = kw_words_status (record);
  g_autofree char *definition = kw_words_status_definition (record);
  g_autoptr (GString) line = g_string_new (kw_section_get_title (record->section));

  if (status != NULL)
    g_string_append_printf (line, " · %s", status);
  if (definition != NULL)
    g_string_append_printf (line, ". %s", definition);
  if (record->text != NULL && strcmp (record->text, title) != 0)
    /* Translators: the name exactly as the hospital wrote it. */
    g_string_append_printf (line, _ (" · original wording: “%s”"), record->text);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->original, line->str);
  kw_view_set_title (KW_VIEW (self), title);
}

/* Rules G6 and G6b: visible text, and where there is none, that is said of results. */
static void
fill_explanation (KwRecordPage *self, const KwRecord *record)
{
  const char *text = kw_words_explanation (record);
  gboolean visible = text != NULL || kw_words_wants_explanation (record);

  gtk_label_set_text (self->what,
                      text != NULL ? text : _ ("Keepwell has no explanation of this test."));
  gtk_widget_set_visible (GTK_WIDGET (self->what_title), visible);
  gtk_widget_set_visible (GTK_WIDGET (self->what), visible);
  gtk_widget_set_visible (GTK_WIDGET (self->what_whose), text != NULL);
}

static void
kw_record_page_update (KwView *view, KwSnapshot *snapshot)
{
  KwRecordPage *self = KW_RECORD_PAGE (view);
  const KwRecord *record = get_record (self);

  if (record == NULL)
    return;
  fill_title (self, snapshot, record);
  gtk_widget_set_visible (GTK_WIDGET (self->calendar),
                          kw_calendar_is_wanted (record, kw_scope_now ()));
  kw_result_panel_set_record (self->result, snapshot, record);
  fill_explanation (self, record);
  fill_origin (self, snapshot, record);
  show_facts (self, record, NULL);
  fill_cards (self, snapshot, record);
  kw_body_load_async (snapshot, self->ref, self->cancellable, body_cb, g_object_ref (self));
}

static void
kw_record_page_narrow_changed (KwView *view, gboolean narrow)
{
  KwRecordPage *self = KW_RECORD_PAGE (view);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->side), narrow ? -1 : 320, -1);
  kw_record_actions_set_narrow (KW_RECORD_ACTIONS (kw_view_get_actions (view)), narrow);
  if (get_record (self) != NULL)
    fill_cards (self, kw_view_get_snapshot (view), get_record (self));
}

static void
kw_record_page_get_scope (KwView *view, KwReportOptions *options)
{
  options->refs = KW_RECORD_PAGE (view)->refs;
}

static void
kw_record_page_dispose (GObject *object)
{
  KwRecordPage *self = KW_RECORD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->cards, g_ptr_array_unref);

  G_OBJECT_CLASS (kw_record_page_parent_class)->dispose (object);
}

static void
kw_record_page_finalize (GObject *object)
{
  g_free (KW_RECORD_PAGE (object)->ref);

  G_OBJECT_CLASS (kw_record_page_parent_class)->finalize (object);
}

static void
kw_record_page_class_init (KwRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_record_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_record_page_finalize;
  KW_VIEW_CLASS (klass)->update = kw_record_page_update;
  KW_VIEW_CLASS (klass)->narrow_changed = kw_record_page_narrow_changed;
  KW_VIEW_CLASS (klass)->get_scope = kw_record_page_get_scope;
  g_type_ensure (KW_TYPE_FACT_LIST);
  g_type_ensure (KW_TYPE_REMARK_CARD);
  g_type_ensure (KW_TYPE_RESULT_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, title);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, original);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, result);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, facts);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, what_title);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, what);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, what_whose);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, origin);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, remark);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, side);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, columns);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, main);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, belonging);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPage, calendar);
}

static void
kw_record_page_init (KwRecordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->cards = g_ptr_array_new ();
}

KwRecordPage *
kw_record_page_new (const char *ref)
{
  g_return_val_if_fail (ref != NULL, NULL);

  KwRecordPage *self = g_object_new (KW_TYPE_RECORD_PAGE, NULL);

  self->ref = g_strdup (ref);
  self->refs[0] = self->ref;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->calendar), "s", ref);
  kw_view_set_actions (KW_VIEW (self), kw_record_actions_new (ref));

  return self;
}
