/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/result-panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/number-line.h"
#include "app/row-style.h"
#include "app/trend-chart.h"
#include "app/wrapped-label.h"
#include "library/goals.h"

/* A longer value is read as a text, not as a headline. */
#define MAX_HEADLINE 80

struct _KwResultPanel
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (KwResultPanel, kw_result_panel, ADW_TYPE_BIN)

static GtkWidget *
add_words (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = kw_wrapped_label_new (text, css_class);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static GtkWidget *
add_card (GtkWidget *box, const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "padded");
  if (title != NULL)
    {
      GtkWidget *heading
          = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "wrap", TRUE,
                          "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
      gtk_widget_add_css_class (heading, "card-title");
      gtk_box_append (GTK_BOX (card), heading);
    }
  gtk_box_append (GTK_BOX (box), card);

  return card;
}

/* Rule L18, above every result, as on the Labs tab. */
static void
add_notice (GtkWidget *box)
{
  GtkWidget *notice = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "help-about-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (notice, "notice");
  gtk_box_append (GTK_BOX (notice), icon);
  gtk_box_append (GTK_BOX (notice),
                  kw_wrapped_label_new (_ ("Results may appear before your care team has reviewed "
                                           "them. Contact them with questions. If you feel unwell, "
                                           "call emergency services."),
                                        NULL));
  gtk_box_append (GTK_BOX (box), notice);
}

/* "▲ 1.12 mg/dL. Above the standard range." */
static void
add_takeaway (GtkWidget *card, KwSnapshot *snapshot, const KwRecord *record)
{
  g_autofree char *value = kw_words_value (record);
  KwFlag flag = kw_flag_of_record (record, NULL);
  g_autofree char *verdict
      = record->section == KW_SECTION_LABS ? kw_snapshot_dup_verdict (snapshot, record) : NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  if (verdict != NULL)
    g_string_append_printf (line, "%s ", kw_row_flag_symbol (flag));
  g_string_append (line, value != NULL ? value : _ ("Not stated"));
  if (verdict != NULL)
    g_string_append_printf (line, ". %s.", verdict);
  gboolean is_long = g_utf8_strlen (line->str, -1) > MAX_HEADLINE;
  GtkWidget *label = add_words (card, line->str, is_long ? "row-title" : "record-title");
  /* A page does not begin with a marked headline. */
  gtk_label_set_selectable (GTK_LABEL (label), is_long);
  if (verdict != NULL && kw_flag_is_outside (flag))
    gtk_widget_add_css_class (label, "outside");
}

/* Who says so: the lab, or Keepwell by the lab's range. */
static char *
dup_origin (const KwRecord *record)
{
  KwFlagOrigin origin = KW_FLAG_FROM_NOTHING;

  if (record->section != KW_SECTION_LABS || kw_flag_of_record (record, &origin) == KW_FLAG_NONE)
    return NULL;
  if (origin == KW_FLAG_FROM_RANGE)
    return g_strdup (_ ("Keepwell compared the number with the lab’s own range"));
  if (record->flag_text != NULL)
    /* Translators: what a lab wrote beside its result: "High". */
    return g_strdup_printf (_ ("the lab marked it “%s”"), record->flag_text);
  return g_strdup (_ ("the lab marked it so"));
}

static void
add_circumstances (GtkWidget *card, KwSnapshot *snapshot, const KwRecord *record)
{
  const KwSource *source = kw_snapshot_find_source (snapshot, record->source);
  g_autofree char *where = kw_words_where (kw_snapshot_get_words (snapshot), record);
  g_autofree char *who = kw_words_who (kw_snapshot_get_words (snapshot), record);
  g_autofree char *when = kw_words_when_labelled (record);
  g_autofree char *origin = dup_origin (record);
  g_autofree char *range = kw_words_range (record);
  g_autoptr (GString) line = g_string_new (when);

  const char *place = where != NULL ? where : who;
  if (place != NULL || source != NULL)
    g_string_append_printf (line, " · %s", place != NULL ? place : source->name);
  if (origin != NULL)
    g_string_append_printf (line, " · %s", origin);
  add_words (card, line->str, "secondary");
  if (range != NULL)
    {
      /* Translators: the ranges that a lab sent with a result, each with whom it is for. */
      g_autofree char *words = g_strdup_printf (_ ("The lab’s range: %s"), range);
      add_words (card, words, "secondary");
    }
}

/* The lowest and the highest of the results in the unit of this one. */
static void
find_extremes (const KwTrend *trend, double *out_low, double *out_high)
{
  const KwTrendSeries *series = trend->series->len > 0 ? trend->series->pdata[0] : NULL;

  *out_low = *out_high = NAN;
  for (guint i = 0; series != NULL && i < series->points->len; i++)
    {
      const KwTrendPoint *point = &g_array_index (series->points, KwTrendPoint, i);
      if (!point->is_number || point->is_replaced)
        continue;
      *out_low = isnan (*out_low) ? point->number : MIN (*out_low, point->number);
      *out_high = isnan (*out_high) ? point->number : MAX (*out_high, point->number);
    }
}

/* Rule L8: within the goal is a verdict of its own, beside the lab's. */
static void
add_goal (GtkWidget *card, const KwRecord *record, const KwRange *goal)
{
  KwNumberAxis axis;

  if (!kw_number_axis_init (&axis, record, goal) || !axis.is_goal)
    return;
  const char *words = axis.flag == KW_FLAG_IN_RANGE ? _ ("This result is within your goal.")
                      : axis.flag == KW_FLAG_ABOVE  ? _ ("This result is above your goal.")
                                                    : _ ("This result is below your goal.");
  g_autofree char *range = kw_number_axis_dup_range (&axis, record, goal);
  /* Translators: "Your record states a goal: your goal 7.0 or less." and a verdict. */
  g_autofree char *both = g_strdup_printf (_ ("Your record states a goal, %s. %s"), range, words);
  add_words (card, both, "row-title");
}

static void
add_result (GtkWidget *box, KwSnapshot *snapshot, const KwRecord *record, const KwTrend *trend)
{
  GtkWidget *card = add_card (box, NULL);
  g_autofree char *note = kw_snapshot_dup_result_note (snapshot, record);
  double low, high;

  find_extremes (trend, &low, &high);
  add_takeaway (card, snapshot, record);
  if (note != NULL)
    add_words (card, note, "row-title");
  add_circumstances (card, snapshot, record);
  const KwRange *goal = kw_snapshot_get_goal (snapshot, record);
  GtkWidget *line = kw_number_line_new_large (record, goal, low, high);
  if (line != NULL)
    {
      gtk_widget_set_margin_top (line, 6);
      gtk_box_append (GTK_BOX (card), line);
    }
  add_goal (card, record, goal);
}

/* One chart a unit, with its sentence; where none can be drawn, the sentence alone (rule L13). */
static void
add_series (GtkWidget *card, KwSnapshot *snapshot, const KwTrendSeries *series, gboolean several)
{
  KwTrendPlot *plot = kw_trend_plot_new (snapshot, series);
  g_autofree char *title = kw_trend_series_dup_title (series);
  g_autofree char *sentence = kw_trend_series_dup_sentence (series);

  if (several)
    add_words (card, title, "row-title");
  add_words (card, sentence, "secondary");
  if (plot == NULL)
    return;

  /* Translators: the name of a chart; the unit of its numbers follows. */
  g_autofree char *name = g_strdup_printf (_ ("Chart over time, %s"), title);
  GtkWidget *chart = kw_trend_chart_new (plot, name, sentence);
  GtkWidget *legend = kw_trend_chart_new_legend (KW_TREND_CHART (chart));
  if (legend != NULL)
    gtk_box_append (GTK_BOX (card), legend);
  gtk_box_append (GTK_BOX (card), chart);
}

static void
add_trend (GtkWidget *box, KwSnapshot *snapshot, const KwRecord *record, const KwTrend *trend)
{
  g_autofree char *remark = kw_trend_dup_remark (trend);

  if (!kw_trend_is_wanted (trend, record))
    return;
  GtkWidget *card = add_card (box, _ ("Over time"));
  for (guint i = 0; i < trend->series->len; i++)
    add_series (card, snapshot, g_ptr_array_index (trend->series, i), trend->series->len > 1);
  if (remark != NULL)
    add_words (card, remark, NULL);
}

/* Rule L16: in full, because some people read nothing else. */
static void
add_comments (GtkWidget *box, const KwRecord *record)
{
  if (record->notes == NULL || record->notes[0] == NULL)
    return;
  GtkWidget *card = add_card (box, record->section == KW_SECTION_LABS ? _ ("The lab’s comments")
                                                                      : _ ("Comments"));
  for (guint i = 0; record->notes[i] != NULL; i++)
    {
      g_autofree char *quoted = g_strdup_printf ("“%s”", record->notes[i]);
      add_words (card, quoted, NULL);
    }
}

static void
kw_result_panel_class_init (KwResultPanelClass *klass)
{
  (void) klass;
}

static void
kw_result_panel_init (KwResultPanel *self)
{
  (void) self;
}

void
kw_result_panel_set_record (KwResultPanel *self, KwSnapshot *snapshot, const KwRecord *record)
{
  g_return_if_fail (KW_IS_RESULT_PANEL (self) && snapshot != NULL && record != NULL);

  gboolean is_result = record->section == KW_SECTION_LABS || record->section == KW_SECTION_VITALS;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), is_result);
  if (!is_result)
    return;
  if (record->section == KW_SECTION_LABS)
    add_notice (box);
  if (record->value.kind != KW_VALUE_NONE || record->n_components > 0)
    {
      g_autoptr (KwTrend) trend = kw_trend_new (snapshot, record);
      add_result (box, snapshot, record, trend);
      add_trend (box, snapshot, record, trend);
    }
  add_comments (box, record);
}
