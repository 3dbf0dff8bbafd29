/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/row-style.h"

#include <glib/gi18n-lib.h>

#include "app/news-row.h"
#include "app/number-line.h"
#include "app/result-strip.h"
#include "app/row-found.h"
#include "core/icons.h"
#include "core/types.h"
#include "library/goals.h"
#include "library/own-words.h"

typedef struct
{
  KwRow *row;
  KwItem *item;
  const KwSnapshot *snapshot;
  const KwRecord *record;
  const KwWordsContext *words;
} Binding;

/* Rule G11: word, symbol and colour, never a colour alone. */
static const struct
{
  const char *symbol;
  const char *css_class;
} flags[] = {
  [KW_FLAG_NONE] = { "–", "secondary" },      [KW_FLAG_IN_RANGE] = { "✓", "in-range" },
  [KW_FLAG_ABOVE] = { "▲", "outside" },       [KW_FLAG_BELOW] = { "▼", "outside" },
  [KW_FLAG_ABNORMAL] = { "◆", "outside" },    [KW_FLAG_CRITICAL_HIGH] = { "▲", "severe" },
  [KW_FLAG_CRITICAL_LOW] = { "▼", "severe" }, [KW_FLAG_CRITICAL] = { "◆", "severe" },
  [KW_FLAG_OTHER] = { "–", "secondary" },
};

/* Joins what there is with " · "; takes the strings of the NULL-terminated array of @n. */
static char *
join (char **parts, guint n)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *part = parts[i];
      if (part == NULL || *part == '\0')
        continue;
      if (line->len > 0)
        g_string_append (line, " · ");
      g_string_append (line, part);
    }

  return line->len > 0 ? g_strdup (line->str) : NULL;
}

static char *
dup_source_name (const Binding *b)
{
  const KwSource *source = kw_snapshot_find_source (b->snapshot, b->record->source);

  return source != NULL ? g_strdup (source->name) : NULL;
}

/* The day alone: a list has no room for the time, which the record's page shows; but who is to be
 * somewhere must know when. */
static char *
dup_day (const KwRecord *record)
{
  const char *text = record->n_whens > 0 ? record->whens[0].text : NULL;

  if (text == NULL || record->sort_time == G_MININT64 || strlen (text) <= 10 || text[10] != 'T'
      || record->section == KW_SECTION_APPOINTMENTS)
    return kw_words_when (record);

  g_autofree char *day = g_strndup (text, 10);

  return kw_words_date (day);
}

/* "Given 2 October 2026", "Date not stated". */
static char *
dup_labelled_date (const Binding *b)
{
  g_autofree char *when = dup_day (b->record);

  if (b->record->n_whens == 0 || b->record->whens[0].role == KW_WHEN_NONE)
    return g_steal_pointer (&when);

  const char *label = kw_words_when_label (b->record->whens[0].role);
  /* Translators: what a date means, and the date: "Given", "2 October 2026". */
  return g_strdup_printf (C_ ("labelled date", "%s %s"), label, when);
}

static void
set_taken (const Binding *b, KwRowPart part, char *text, const char *css_class)
{
  kw_row_set_text (b->row, part, text, css_class);
  g_free (text);
}

static void
set_flag (const Binding *b, KwRowPart part)
{
  const char *css_class = NULL;
  char *text = kw_row_flag_text (b->record, &css_class);

  set_taken (b, part, text, css_class);
}

static char *
dup_meta (const Binding *b)
{
  char *parts[] = { dup_labelled_date (b), dup_source_name (b) };

  return join (parts, G_N_ELEMENTS (parts));
}

/* Wherever a record stands that its source lists no more, its title says so. */
static void
set_row_title (const Binding *b, const char *title, const char *badge)
{
  const char *missing = !kw_snapshot_is_listed (b->snapshot, b->record) ? _ ("(no longer listed)")
                        : kw_own_is_own (b->record)                     ? _ ("(entered by you)")
                                                                        : NULL;
  g_autofree char *both
      = missing != NULL && badge != NULL ? g_strdup_printf ("%s %s", badge, missing) : NULL;

  kw_row_set_title (b->row, title, both != NULL ? both : missing != NULL ? missing : badge);
}

static void
set_title (const Binding *b)
{
  g_autofree char *title = kw_words_title (b->words, b->record);

  set_row_title (b, title, NULL);
}

/* In a row that shows no status: "Latex (suspected)". */
static void
set_qualified_title (const Binding *b, const char *badge)
{
  const char *qualifier = kw_words_qualifier (b->record);
  g_autofree char *title = kw_words_title (b->words, b->record);
  g_autofree char *qualified
      = qualifier != NULL ? g_strdup_printf ("%s (%s)", title, qualifier) : g_strdup (title);

  set_row_title (b, qualified, badge);
}

/* The lay word beside a name that hides it, where there is room: "Hypertension (high blood
 * pressure)". */
static void
set_title_with_lay_name (const Binding *b)
{
  g_autofree char *title = kw_words_title (b->words, b->record);
  g_autofree char *lay = kw_words_lay_name (b->record);
  g_autofree char *badge
      = lay != NULL && g_utf8_strlen (lay, -1) <= 24 ? g_strdup_printf ("(%s)", lay) : NULL;

  set_row_title (b, title, badge);
}

static void
set_value (const Binding *b)
{
  set_taken (b, KW_PART_VALUE, kw_words_value (b->record), NULL);
}

static void
bind_plain (const Binding *b)
{
  set_title_with_lay_name (b);
  set_taken (b, KW_PART_SUBTITLE, kw_words_subtitle (b->words, b->record), NULL);
  set_taken (b, KW_PART_THIRD, dup_meta (b), "secondary");
}

static void
bind_brief (const Binding *b)
{
  char *meta = dup_meta (b);

  set_title_with_lay_name (b);
  if (kw_words_qualifier (b->record) != NULL)
    set_qualified_title (b, NULL);
  g_autofree char *how = kw_words_how (b->record);
  if (how != NULL)
    kw_row_set_text (b->row, KW_PART_SUBTITLE, how, "secondary");
  else
    kw_row_set_text (b->row, KW_PART_SUBTITLE, meta, "secondary");
  g_free (meta);
}

/* "Prescription", "Medicine handed out": what one record of several says of the same medicine. */
static char *
dup_kind (const KwRecord *record)
{
  const KwType *type
      = record->section == KW_SECTION_MEDICATIONS ? kw_type_lookup (record->type) : NULL;

  return type != NULL ? g_strdup (kw_type_get_singular (type)) : NULL;
}

/* "Current" is what the source said as long as it listed the record. */
static void
set_status (const Binding *b)
{
  char *missing = kw_snapshot_dup_no_longer_listed (b->snapshot, b->record);

  if (missing != NULL)
    set_taken (b, KW_PART_NOTE, missing, "outside");
  else
    set_taken (b, KW_PART_NOTE, kw_words_status (b->record), "secondary");
}

static void
set_lead_date (const Binding *b)
{
  const KwRecord *record = b->record;

  if (record->n_whens > 0 && record->sort_time != G_MININT64)
    set_taken (b, KW_PART_LEAD, kw_words_date_short (record->whens[0].text), NULL);
  else
    kw_row_set_text (b->row, KW_PART_LEAD, "–", NULL);
}

/* What a record says beside its title; @date is taken. */
static void
set_told (const Binding *b, char *date)
{
  const KwRecord *record = b->record;
  g_autofree char *status = kw_words_status (record);
  char *subtitle = kw_words_subtitle (b->words, record);
  gboolean is_said = status != NULL && subtitle != NULL && strstr (subtitle, status) != NULL;
  /* A relative is the name, and what they had is what a person looks for. */
  char *had = record->section == KW_SECTION_FAMILY ? kw_words_value (record) : NULL;
  char *parts[] = { had, date, dup_kind (record), subtitle, dup_source_name (b) };

  set_title (b);
  set_taken (b, KW_PART_SUBTITLE, join (parts, G_N_ELEMENTS (parts)), "secondary");

  if (record->section == KW_SECTION_LABS || record->section == KW_SECTION_VITALS)
    {
      set_value (b);
      if (record->section == KW_SECTION_LABS && record->value.kind != KW_VALUE_NONE)
        set_flag (b, KW_PART_NOTE);
    }
  else if (!is_said || !kw_snapshot_is_listed (b->snapshot, record))
    set_status (b);
}

static void
bind_dated (const Binding *b)
{
  set_lead_date (b);
  set_told (b, NULL);
}

/* No heading says the year here, and "14 Oct" beneath "2 Oct" would seem the later (rule D1). */
static void
bind_one_of (const Binding *b)
{
  set_told (b, dup_labelled_date (b));
}

/* The heading says the day. */
static void
bind_on_day (const Binding *b)
{
  kw_row_set_icon (b->row, kw_section_get_icon_name (b->record->section), NULL);
  set_told (b, g_strdup (kw_section_get_title (b->record->section)));
}

static void
bind_found (const Binding *b)
{
  kw_row_bind_found (b->row, b->item);
}

static void
bind_allergy (const Binding *b)
{
  gboolean intolerance = (b->record->flags & KW_RECORD_INTOLERANCE) != 0;
  gboolean severe = g_strcmp0 (b->record->severity, "severe") == 0
                    || g_strcmp0 (b->record->criticality, "high") == 0;
  g_autofree char *severity = kw_words_severity (b->record);

  /* What is ruled out or past does not alarm. */
  gboolean calm = intolerance || (b->record->flags & KW_RECORD_CURRENT) == 0;
  kw_row_set_icon (b->row, intolerance ? "help-about-symbolic" : KW_ICON_ALLERGIES,
                   calm ? "secondary" : "severe");
  set_qualified_title (b, intolerance ? _ ("(intolerance)") : NULL);
  char *parts[] = { g_strdup (b->record->reactions), dup_labelled_date (b) };
  set_taken (b, KW_PART_SUBTITLE, join (parts, G_N_ELEMENTS (parts)), "secondary");

  if (severity != NULL)
    {
      char *text = severe ? g_strconcat ("⚠ ", severity, NULL) : g_steal_pointer (&severity);
      set_taken (b, KW_PART_NOTE, text, severe ? "severe" : "secondary");
    }
}

/* Rules M7 and A3: "3 records", where one row stands for several. */
static char *
dup_n_records (const Binding *b)
{
  const GArray *medicine = kw_snapshot_get_same_medicine (b->snapshot, b->record);
  const GArray *same
      = medicine != NULL ? medicine : kw_snapshot_get_same_vaccine (b->snapshot, b->record);

  return same != NULL ? g_strdup_printf (ngettext ("%u record", "%u records", same->len), same->len)
                      : NULL;
}

/* Rule A3: the newest dose, and how many records of this vaccine there are behind it. */
static void
bind_vaccine (const Binding *b)
{
  g_autofree char *names = kw_words_both_names (b->words, b->record);
  char *parts[]
      = { dup_n_records (b), kw_words_subtitle (b->words, b->record), dup_source_name (b) };

  set_lead_date (b);
  set_row_title (b, names, NULL);
  set_taken (b, KW_PART_SUBTITLE, join (parts, G_N_ELEMENTS (parts)), "secondary");
  set_status (b);
}

static char *
dup_prescribed (const Binding *b, const char *separator)
{
  char *parts[] = { kw_words_who (b->words, b->record), dup_source_name (b), dup_n_records (b) };
  g_autofree char *who = join (parts, G_N_ELEMENTS (parts));
  g_autofree char *when = dup_labelled_date (b);

  return g_strconcat (who != NULL ? who : "", who != NULL ? separator : "", when, NULL);
}

/* Rule M7b stands with the purpose: another dose of the same ingredient. */
static char *
dup_purpose (const Binding *b)
{
  char *also = kw_snapshot_dup_also_listed (b->snapshot, b->record);
  g_autofree char *reason = kw_words_reason (b->words, b->record);

  if (reason == NULL)
    return also;

  g_autofree char *taken = also;
  /* Translators: what a medicine is for, as the record says it. */
  g_autofree char *purpose = g_strdup_printf (_ ("For: %s"), reason);
  return g_strconcat (purpose, also != NULL ? "\n" : NULL, also, NULL);
}

static void
bind_medicine_words (const Binding *b)
{
  gboolean forbidden = (b->record->flags & KW_RECORD_DO_NOT_PERFORM) != 0;

  kw_row_set_icon (b->row, forbidden ? "action-unavailable-symbolic" : KW_ICON_MEDICATIONS,
                   forbidden ? "tile-severe" : "tile");
  set_title (b);
  char *parts[] = { kw_words_how (b->record), kw_words_intended_end (b->record) };
  set_taken (b, KW_PART_SUBTITLE, join (parts, G_N_ELEMENTS (parts)), NULL);
}

static void
bind_medicine (const Binding *b)
{
  bind_medicine_words (b);
  set_taken (b, KW_PART_THIRD, dup_purpose (b), "secondary");
  set_taken (b, KW_PART_NOTE, dup_prescribed (b, "\n"), "secondary");
}

static void
bind_medicine_slim (const Binding *b)
{
  g_autofree char *purpose = dup_purpose (b);
  g_autofree char *prescribed = dup_prescribed (b, " · ");

  bind_medicine_words (b);
  set_taken (b, KW_PART_THIRD,
             purpose != NULL ? g_strconcat (purpose, "\n", prescribed, NULL)
                             : g_strdup (prescribed),
             "secondary");
}

static void
bind_test_words (const Binding *b)
{
  set_title (b);
  set_taken (b, KW_PART_SUBTITLE, kw_words_lay_name (b->record), "secondary");
  set_flag (b, KW_PART_FLAG);
  char *parts[] = { kw_words_unusual_status (b->record), dup_labelled_date (b) };
  set_taken (b, KW_PART_THIRD, join (parts, G_N_ELEMENTS (parts)), "secondary");
}

static void
bind_test_slim (const Binding *b)
{
  bind_test_words (b);
  if (kw_row_has_huge_text (b->row))
    {
      char *parts[] = { kw_words_value (b->record), kw_words_range (b->record) };

      set_taken (b, KW_PART_SUBTITLE, join (parts, G_N_ELEMENTS (parts)), NULL);
      return;
    }
  set_value (b);
  set_taken (b, KW_PART_NOTE, kw_words_range (b->record), "secondary");
}

static void
bind_test (const Binding *b)
{
  bind_test_words (b);
  kw_row_set_chart (b->row, kw_result_strip_new (b->snapshot, b->record));
}

static void
bind_test_card (const Binding *b)
{
  GtkWidget *line
      = kw_number_line_new_for_record (b->record, kw_snapshot_get_goal (b->snapshot, b->record));

  if (line == NULL)
    bind_test_slim (b);
  else
    {
      bind_test_words (b);
      kw_row_set_chart (b->row, line);
    }
  kw_row_set_text (b->row, KW_PART_SUBTITLE, NULL, NULL);
}

/* The heading above names the test, so that a row is its date. Where it was done is told by the
 * source, because several hospitals may have done it. */
static void
bind_result (const Binding *b)
{
  gboolean is_replaced = kw_snapshot_get_replacement (b->snapshot, b->record) != NULL;
  g_autofree char *when = kw_words_when (b->record);

  kw_row_set_title (b->row, when, NULL);
  set_value (b);
  set_taken (b, KW_PART_NOTE, kw_words_range (b->record), "secondary");
  if (is_replaced)
    kw_row_set_text (b->row, KW_PART_FLAG, _ ("Replaced by the lab"), NULL);
  else if (b->record->section == KW_SECTION_LABS)
    set_flag (b, KW_PART_FLAG);
  char *parts[] = { kw_words_unusual_status (b->record),
                    kw_snapshot_get_n_sources (b->snapshot) > 1 ? dup_source_name (b) : NULL };
  set_taken (b, KW_PART_THIRD, join (parts, G_N_ELEMENTS (parts)), "secondary");
}

static void
bind_vital (const Binding *b)
{
  set_title (b);
  set_taken (b, KW_PART_SUBTITLE, dup_day (b->record), "secondary");
  set_value (b);
}

static void
bind_document (const Binding *b)
{
  kw_row_set_icon (b->row, kw_section_get_icon_name (KW_SECTION_DOCUMENTS), NULL);
  set_title (b);
  char *parts[] = { kw_words_who (b->words, b->record), kw_words_where (b->words, b->record) };
  char *by = join (parts, G_N_ELEMENTS (parts));
  set_taken (b, KW_PART_SUBTITLE, by != NULL ? by : dup_source_name (b), "secondary");
}

static void (*const binders[KW_N_ROW_STYLES]) (const Binding *b) = {
  [KW_ROW_PLAIN] = bind_plain,         [KW_ROW_BRIEF] = bind_brief,
  [KW_ROW_DATED] = bind_dated,         [KW_ROW_ONE_OF] = bind_one_of,
  [KW_ROW_VACCINE] = bind_vaccine,     [KW_ROW_ON_DAY] = bind_on_day,
  [KW_ROW_FOUND] = bind_found,         [KW_ROW_ALLERGY] = bind_allergy,
  [KW_ROW_MEDICINE] = bind_medicine,   [KW_ROW_MEDICINE_SLIM] = bind_medicine_slim,
  [KW_ROW_TEST] = bind_test,           [KW_ROW_TEST_CARD] = bind_test_card,
  [KW_ROW_TEST_SLIM] = bind_test_slim, [KW_ROW_RESULT] = bind_result,
  [KW_ROW_VITAL] = bind_vital,         [KW_ROW_DOCUMENT] = bind_document,
  [KW_ROW_NEWS] = bind_brief,
};

/* Before anything else, because the rest may say "current". */
static void
set_spoken (const Binding *b)
{
  g_autofree char *words = kw_snapshot_dup_no_longer_listed (b->snapshot, b->record);
  g_autofree char *spoken = kw_words_spoken (b->words, b->record);
  g_autofree char *both = words != NULL ? g_strdup_printf ("%s. %s", words, spoken) : NULL;
  g_autofree char *remark = kw_snapshot_dup_remark (b->snapshot, b->record);
  const char *said = both != NULL ? both : spoken;
  g_autofree char *all = remark != NULL ? g_strdup_printf ("%s. %s", said, remark) : NULL;

  kw_row_set_remark (b->row, remark);
  kw_row_set_spoken (b->row, all != NULL ? all : said);
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
bind_heading (KwRow *row, KwItem *item)
{
  kw_row_set_title (row, kw_item_get_heading (item), kw_item_get_detail (item));
  kw_row_set_spoken (row, kw_item_get_heading (item));
}

void
kw_row_bind (KwRow *row, KwItem *item, KwRowStyle style)
{
  g_return_if_fail (KW_IS_ROW (row) && KW_IS_ITEM (item));
  g_return_if_fail ((guint) style < KW_N_ROW_STYLES);

  const KwRecord *record = kw_item_get_record (item);

  kw_row_begin (row);
  KwSection section = KW_SECTION_OTHER;
  gboolean more = kw_item_get_more (item, &section);
  set_class (GTK_WIDGET (row), "heading-row", record == NULL && !more);
  set_class (GTK_WIDGET (row), "more-row", more);
  set_class (GTK_WIDGET (row), "first", kw_item_is_first (item));
  set_class (GTK_WIDGET (row), "last", kw_item_is_last (item));
  if (record == NULL)
    {
      bind_heading (row, item);
      kw_row_end (row);
      kw_row_set_chevron (row, more);
      return;
    }

  KwSnapshot *snapshot = kw_item_get_snapshot (item);
  /* What is said of it is said there, and no more. */
  if (style == KW_ROW_NEWS && kw_news_row_bind (row, item))
    return;
  Binding binding = { row, item, snapshot, record, kw_snapshot_get_words (snapshot) };
  binders[style](&binding);
  kw_row_end (row);
  kw_row_set_chevron (row, TRUE);
  kw_row_set_ref (row, record->ref);
  set_spoken (&binding);
  if (style == KW_ROW_FOUND)
    kw_row_speak_found (row);
}

static void
factory_setup_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  (void) factory;
  gtk_list_item_set_child (list_item, kw_row_new ());
}

static void
factory_bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer style)
{
  KwItem *item = gtk_list_item_get_item (list_item);
  KwSection section = KW_SECTION_OTHER;
  gboolean is_record = kw_item_get_record (item) != NULL || kw_item_get_more (item, &section);

  (void) factory;
  gtk_list_item_set_activatable (list_item, is_record);
  gtk_list_item_set_selectable (list_item, is_record);
  kw_row_bind (KW_ROW (gtk_list_item_get_child (list_item)), item, GPOINTER_TO_UINT (style));
}

static void
factory_unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  (void) factory;
  kw_row_set_ref (KW_ROW (gtk_list_item_get_child (list_item)), NULL);
}

GtkListItemFactory *
kw_row_factory_new (KwRowStyle style)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (factory_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (factory_bind_cb), GUINT_TO_POINTER (style));
  g_signal_connect (factory, "unbind", G_CALLBACK (factory_unbind_cb), NULL);

  return factory;
}

char *
kw_row_flag_text (const KwRecord *record, const char **out_class)
{
  g_autofree char *words = kw_words_flag (record);

  if (words == NULL)
    return NULL;

  KwFlag flag = kw_flag_of_record (record, NULL);
  *out_class = flags[flag].css_class;

  return g_strdup_printf ("%s %s", flags[flag].symbol, words);
}

const char *
kw_row_flag_symbol (KwFlag flag)
{
  g_return_val_if_fail ((guint) flag < G_N_ELEMENTS (flags), "");

  return flags[flag].symbol;
}
