/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/content.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "library/disagreement.h"
#include "library/own-words.h"

/* A source older than this stands in bold (rule P6). */
#define OLD_SECONDS (30 * 24 * 60 * 60)

/* What building needs everywhere. */
typedef struct
{
  KwSnapshot *snapshot;
  const KwWordsContext *words;
  const KwReportOptions *options;
  GPtrArray *blocks;
  GHashTable *in_panel; /* results that a panel has shown, and panels that have shown one */
  gboolean says_role;   /* the heading of the table says what its dates mean */
} Builder;

/* A column gives one cell of a record; NULL is an empty one. */
typedef char *(*CellFunc) (const Builder *self, const KwRecord *record);

typedef struct
{
  const char *title;
  double width;
  CellFunc cell;
} Column;

void
kw_report_block_free (KwReportBlock *block)
{
  g_free (block->text);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_free (block);
}

static void
add_text (Builder *self, KwReportKind kind, const char *text)
{
  KwReportBlock *block = g_new0 (KwReportBlock, 1);

  block->kind = kind;
  block->text = g_strdup (text);
  g_ptr_array_add (self->blocks, block);
}

static void
take_text (Builder *self, KwReportKind kind, char *text)
{
  g_autofree char *taken = text;

  if (taken != NULL && *taken != '\0')
    add_text (self, kind, taken);
}

/* Single records are printed as they were chosen, and none stands for another. */
static gboolean
is_chosen_singly (const Builder *self)
{
  return self->options != NULL && self->options->refs != NULL;
}

/* ---- cells ---- */

/* With what people call it, where the name is a specialist's (rule G4). */
static char *
cell_title (const Builder *self, const KwRecord *record)
{
  g_autofree char *names = kw_words_both_names (self->words, record);
  g_autofree char *remark = kw_snapshot_dup_remark (self->snapshot, record);

  return g_strjoin ("\n", names, remark, NULL);
}

/* In a table without a column for the status. */
static char *
cell_qualified (const Builder *self, const KwRecord *record)
{
  const char *qualifier = kw_words_qualifier (record);
  g_autofree char *title = cell_title (self, record);

  return qualifier != NULL ? g_strdup_printf ("%s (%s)", title, qualifier)
                           : g_steal_pointer (&title);
}

static char *
cell_when (const Builder *self, const KwRecord *record)
{
  return self->says_role ? kw_words_when (record) : kw_words_when_labelled (record);
}

static char *
cell_reactions (const Builder *self, const KwRecord *record)
{
  return g_strdup (record->reactions != NULL ? record->reactions : _ ("not stated"));
}

static char *
cell_severity (const Builder *self, const KwRecord *record)
{
  char *severity = kw_words_severity (record);

  return severity != NULL ? severity : g_strdup (_ ("not stated"));
}

/* Rule M7: one row for one medicine says how many records it stands for. */
static char *
cell_medicine (const Builder *self, const KwRecord *record)
{
  const GArray *same = kw_snapshot_get_same_medicine (self->snapshot, record);
  g_autofree char *title = cell_title (self, record);
  g_autofree char *count = NULL;

  if (same == NULL || is_chosen_singly (self))
    return g_steal_pointer (&title);
  count = g_strdup_printf (ngettext ("%u record", "%u records", same->len), same->len);
  return g_strdup_printf ("%s (%s)", title, count);
}

static char *
cell_how (const Builder *self, const KwRecord *record)
{
  g_autofree char *how = kw_words_how (record);
  g_autofree char *end = kw_words_intended_end (record);
  g_autofree char *also = kw_snapshot_dup_also_listed (self->snapshot, record);

  if (also != NULL)
    return g_strconcat (how != NULL ? how : _ ("not stated"), end != NULL ? ". " : "",
                        end != NULL ? end : "", "\n", also, NULL);
  return g_strconcat (how != NULL ? how : _ ("not stated"), end != NULL ? ". " : NULL, end, NULL);
}

static char *
cell_reason (const Builder *self, const KwRecord *record)
{
  return kw_words_reason (self->words, record);
}

static char *
cell_status (const Builder *self, const KwRecord *record)
{
  return kw_words_status (record);
}

/* Rule M10: who says that it is taken. */
static char *
cell_medicine_status (const Builder *self, const KwRecord *record)
{
  g_autofree char *status = kw_words_status (record);
  g_autofree char *who = kw_words_who (self->words, record);

  if ((record->flags & KW_RECORD_BY_PATIENT) == 0 || status == NULL)
    return g_steal_pointer (&status);
  return g_strdup_printf ("%s. %s", status, who);
}

static char *
cell_value (const Builder *self, const KwRecord *record)
{
  return kw_words_value (record);
}

static char *
cell_range (const Builder *self, const KwRecord *record)
{
  return kw_words_range (record);
}

static char *
cell_flag (const Builder *self, const KwRecord *record)
{
  return kw_snapshot_dup_verdict (self->snapshot, record);
}

static char *
cell_source (const Builder *self, const KwRecord *record)
{
  const KwSource *source = kw_snapshot_find_source (self->snapshot, record->source);
  char *who = kw_words_who (self->words, record);

  if (who == NULL && source != NULL)
    return g_strdup (source->name);
  return who;
}

/* In a table without a column for the value: an answer, a goal's aim. */
static char *
cell_details (const Builder *self, const KwRecord *record)
{
  g_autofree char *value = kw_words_value (record);
  g_autofree char *subtitle = kw_words_subtitle (self->words, record);

  if (value == NULL || subtitle == NULL)
    return value != NULL ? g_steal_pointer (&value) : g_steal_pointer (&subtitle);
  return g_strdup_printf ("%s · %s", value, subtitle);
}

static const Column allergy_columns[] = {
  { N_ ("What"), 0.27, cell_qualified },     { N_ ("Reaction"), 0.22, cell_reactions },
  { N_ ("Severity"), 0.15, cell_severity },  { N_ ("Date"), 0.18, cell_when },
  { N_ ("Recorded by"), 0.18, cell_source },
};

static const Column medicine_columns[] = {
  { N_ ("Medicine"), 0.28, cell_medicine }, { N_ ("How to take it"), 0.3, cell_how },
  { N_ ("What for"), 0.14, cell_reason },   { N_ ("Status"), 0.1, cell_medicine_status },
  { N_ ("Date"), 0.18, cell_when },
};

static const Column condition_columns[] = {
  { N_ ("Condition"), 0.45, cell_title },
  { N_ ("Status"), 0.25, cell_status },
  { N_ ("Date"), 0.3, cell_when },
  { NULL, 0, NULL },
};

static const Column result_columns[] = {
  /* Sixteen digits must stand in one line: a number that is broken is misread. */
  { N_ ("Test"), 0.26, cell_title },  { N_ ("Result"), 0.24, cell_value },
  { N_ ("Range"), 0.15, cell_range }, { N_ ("Flag"), 0.17, cell_flag },
  { N_ ("Date"), 0.18, cell_when },
};

static const Column vital_columns[] = {
  { N_ ("Measurement"), 0.4, cell_title },
  { N_ ("Value"), 0.3, cell_value },
  { N_ ("Date"), 0.3, cell_when },
  { NULL, 0, NULL },
};

static const Column plain_columns[] = {
  { N_ ("What"), 0.4, cell_title },
  { N_ ("Status"), 0.15, cell_status },
  { N_ ("Date"), 0.22, cell_when },
  { N_ ("Source"), 0.23, cell_source },
  { NULL, 0, NULL },
};

static const Column other_columns[] = {
  { N_ ("What"), 0.4, cell_title },
  { N_ ("Details"), 0.38, cell_details },
  { N_ ("Date"), 0.22, cell_when },
  { NULL, 0, NULL },
};

/* ---- what is in it ---- */

static gboolean
is_section_wanted (const Builder *self, KwSection section)
{
  if (self->options == NULL || self->options->sections == NULL)
    return TRUE;
  for (guint i = 0; i < self->options->n_sections; i++)
    if (self->options->sections[i] == section)
      return TRUE;
  return FALSE;
}

/* Compares as many characters as both dates have, so that "2025" is not before "2025-06-01": nobody
 * knows that it is. What goes on, or has no date, stays. */
static gboolean
is_since (const KwRecord *record, const char *since)
{
  const KwWhen *when = record->n_whens > 0 ? &record->whens[0] : NULL;
  const char *last = when == NULL ? NULL : when->end != NULL ? when->end : when->text;

  if (last == NULL || kw_words_year (last) == 0)
    return TRUE;
  return strncmp (last, since, MIN (strlen (last), strlen (since))) >= 0;
}

/* Allergies and current medicines are never shortened (rule P6); an undated record stays, because
 * nobody can say that it is old. */
static gboolean
is_record_wanted (const Builder *self, const KwRecord *record)
{
  const KwReportOptions *options = self->options;
  gboolean always
      = record->section == KW_SECTION_ALLERGIES
        || (record->section == KW_SECTION_MEDICATIONS && (record->flags & KW_RECORD_CURRENT) != 0);

  if (options == NULL)
    return TRUE;
  if (options->refs != NULL && !g_strv_contains (options->refs, record->ref))
    return FALSE;
  return always || options->since == NULL || is_since (record, options->since);
}

static void
add_row (const Builder *self, KwReportBlock *table, const Column *columns, const KwRecord *record)
{
  GStrv row = g_new0 (char *, table->n_columns + 1);

  for (guint c = 0; c < table->n_columns; c++)
    {
      char *cell = columns[c].cell (self, record);

      row[c] = cell != NULL ? cell : g_strdup ("");
    }
  g_ptr_array_add (table->rows, row);
}

/* Whether the dates of all wanted records mean the same: then the heading says it once (rule D3).
 */
static gboolean
find_role (const Builder *self, const GArray *indexes, KwWhenRole *out_role)
{
  gboolean any = FALSE;

  *out_role = KW_WHEN_NONE;
  for (guint i = 0; i < indexes->len; i++)
    {
      const KwRecord *record
          = kw_snapshot_get_record (self->snapshot, g_array_index (indexes, guint32, i));
      KwWhenRole role;

      if (record->n_whens == 0 || !is_record_wanted (self, record))
        continue;
      role = kw_words_when_role (&record->whens[0]);
      if (any && *out_role != role)
        return FALSE;
      *out_role = role;
      any = TRUE;
    }
  return TRUE;
}

static KwReportBlock *
new_table (const Column *columns, KwWhenRole role)
{
  KwReportBlock *table = g_new0 (KwReportBlock, 1);
  GStrv head = g_new0 (char *, KW_REPORT_MAX_COLUMNS + 1);

  table->kind = KW_REPORT_TABLE;
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint c = 0; c < KW_REPORT_MAX_COLUMNS && columns[c].title != NULL; c++)
    {
      head[c] = g_strdup (columns[c].cell == cell_when ? kw_words_when_label (role)
                                                       : _ (columns[c].title));
      table->widths[c] = columns[c].width;
      table->n_columns++;
    }
  g_ptr_array_add (table->rows, head);
  return table;
}

/* A heading and a table of those records that are wanted; nothing when there are none. */
static gboolean
add_table (Builder *self,
           KwReportKind kind,
           const char *heading,
           const Column *columns,
           const GArray *indexes)
{
  KwWhenRole role;
  KwReportBlock *table;

  self->says_role = find_role (self, indexes, &role);
  table = new_table (columns, self->says_role ? role : KW_WHEN_DATE);
  for (guint i = 0; i < indexes->len; i++)
    {
      const KwRecord *record
          = kw_snapshot_get_record (self->snapshot, g_array_index (indexes, guint32, i));

      if (is_record_wanted (self, record))
        add_row (self, table, columns, record);
    }
  if (table->rows->len == 1)
    {
      kw_report_block_free (table);
      return FALSE;
    }
  if (heading != NULL)
    add_text (self, kind, heading);
  g_ptr_array_add (self->blocks, table);
  return TRUE;
}

static gboolean
add_group (Builder *self,
           KwReportKind kind,
           const char *heading,
           const Column *columns,
           KwGroup group)
{
  return add_table (self, kind, heading, columns, kw_snapshot_get_group (self->snapshot, group));
}

/* Rule M7: one row for one medicine. */
static gboolean
add_medicines (Builder *self, KwReportKind kind, const char *heading, KwGroup group)
{
  g_autoptr (GArray) rows = kw_snapshot_dup_medicines (self->snapshot, group);

  return add_table (self, kind, heading, medicine_columns,
                    is_chosen_singly (self) ? kw_snapshot_get_group (self->snapshot, group) : rows);
}

/* ---- page one ---- */

char *
kw_report_day (gint64 unix_time)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (unix_time);
  g_autofree char *iso = g_date_time_format (when, "%Y-%m-%d");

  return kw_words_date (iso);
}

static void
add_sources (Builder *self, gint64 now)
{
  for (guint i = 0; i < kw_snapshot_get_n_sources (self->snapshot); i++)
    {
      const KwSource *source = kw_snapshot_get_source (self->snapshot, i);
      g_autofree char *day = source->as_of != 0 ? kw_report_day (source->as_of) : NULL;
      gboolean old = source->kind == KW_SOURCE_CONNECTION && source->as_of + OLD_SECONDS < now;

      if (source->kind == KW_SOURCE_OWN)
        add_text (self, KW_REPORT_TEXT, _ ("With what this person entered"));
      else if (source->kind == KW_SOURCE_FILE)
        take_text (self, KW_REPORT_TEXT, g_strdup_printf (_ ("From the file %s"), source->name));
      else if (day == NULL)
        take_text (self, KW_REPORT_BOLD,
                   g_strdup_printf (kw_snapshot_has_any_of (self->snapshot, source)
                                        ? _ ("From %s: not all of it so far")
                                        : _ ("From %s: nothing received so far"),
                                    source->name));
      else
        take_text (self, old ? KW_REPORT_BOLD : KW_REPORT_TEXT,
                   g_strdup_printf (_ ("From %s, as of %s"), source->name, day));
      if (source->left_out > 0)
        take_text (
            self, KW_REPORT_TEXT,
            g_strdup_printf (ngettext ("%u record is about somebody else and was left out.",
                                       "%u records are about somebody else and were left out.",
                                       source->left_out),
                             source->left_out));
    }
}

static void
add_who (Builder *self, gint64 now)
{
  const KwPerson *person = kw_snapshot_get_person (self->snapshot);
  g_autofree char *today = kw_report_day (now);
  g_autofree char *born
      = person != NULL && person->birth_date != NULL ? kw_words_date (person->birth_date) : NULL;

  if (person != NULL && person->sample)
    add_text (self, KW_REPORT_BOLD, _ ("SAMPLE, not a real person"));
  add_text (self, KW_REPORT_TITLE,
            person != NULL && person->name != NULL ? person->name : _ ("Name not stated"));
  take_text (self, KW_REPORT_TEXT,
             g_strdup_printf (_ ("Born: %s"), born != NULL ? born : _ ("not stated")));
  take_text (self, KW_REPORT_TEXT, g_strdup_printf (_ ("Printed on %s"), today));
  add_sources (self, now);
}

/* What a reader must know before trusting the page: that something was left out on purpose. */
static void
add_left_out (Builder *self)
{
  g_autoptr (GString) left = g_string_new (NULL);

  if (self->options == NULL)
    return;
  for (guint s = 0; s < KW_N_SECTIONS; s++)
    if (!is_section_wanted (self, s) && kw_snapshot_count_section (self->snapshot, s) > 0)
      g_string_append_printf (left, "%s%s", left->len > 0 ? ", " : "", kw_section_get_title (s));
  if (left->len > 0)
    take_text (self, KW_REPORT_BOLD,
               g_strdup_printf (_ ("Left out by the person who printed this: %s"), left->str));
  if (self->options->since != NULL)
    {
      g_autofree char *since = kw_words_date (self->options->since);

      take_text (
          self, KW_REPORT_BOLD,
          g_strdup_printf (_ ("Records before %s were left out, but for allergies and current "
                              "medicines."),
                           since));
    }
  if (self->options->refs != NULL)
    add_text (self, KW_REPORT_BOLD, _ ("Only the records that were chosen are printed here."));
}

/* Failed, refused or incomplete stands right under the heading. */
static void
add_state (Builder *self, KwSection section)
{
  KwSectionState state = kw_snapshot_get_section_state (self->snapshot, section);

  if (state == KW_STATE_FAILED || state == KW_STATE_REFUSED || state == KW_STATE_SUPPRESSED)
    take_text (self, KW_REPORT_BOLD, kw_snapshot_dup_section_note (self->snapshot, section));
}

static void
add_allergies (Builder *self)
{
  if (!is_section_wanted (self, KW_SECTION_ALLERGIES))
    return;
  add_text (self, KW_REPORT_HEADING, _ ("Allergies"));
  add_state (self, KW_SECTION_ALLERGIES);
  add_group (self, KW_REPORT_SUBHEADING, NULL, allergy_columns, KW_GROUP_ALLERGIES);
  add_group (self, KW_REPORT_SUBHEADING, _ ("Intolerances"), allergy_columns,
             KW_GROUP_INTOLERANCES);
  take_text (self, KW_REPORT_TEXT, kw_snapshot_dup_allergy_statement (self->snapshot));
  add_group (self, KW_REPORT_SUBHEADING, _ ("Ruled out"), plain_columns,
             KW_GROUP_ALLERGIES_RULED_OUT);
}

static void
add_current_medicines (Builder *self, gint64 now)
{
  g_autofree char *today = kw_report_day (now);

  if (!is_section_wanted (self, KW_SECTION_MEDICATIONS))
    return;
  add_text (self, KW_REPORT_HEADING, _ ("Current medicines, as your hospitals list them"));
  add_state (self, KW_SECTION_MEDICATIONS);
  add_group (self, KW_REPORT_SUBHEADING, _ ("Do not take"), medicine_columns, KW_GROUP_DO_NOT_TAKE);
  take_text (self, KW_REPORT_TEXT, kw_snapshot_dup_medicine_statement (self->snapshot));
  if (!add_medicines (self, KW_REPORT_SUBHEADING, NULL, KW_GROUP_MEDICINES_CURRENT))
    add_text (self, KW_REPORT_TEXT, _ ("No current medicine is in these records."));
  /* Rule M9. */
  take_text (self, KW_REPORT_SMALL,
             g_strdup_printf (_ ("List from your records on %s. Confirm with your clinician or "
                                 "pharmacist."),
                              today));
  add_medicines (self, KW_REPORT_SUBHEADING, _ ("On hold"), KW_GROUP_MEDICINES_ON_HOLD);
  add_medicines (self, KW_REPORT_SUBHEADING, _ ("Not stated if these are current"),
                 KW_GROUP_MEDICINES_NOT_STATED);
}

static void
add_conditions (Builder *self)
{
  if (!is_section_wanted (self, KW_SECTION_CONDITIONS))
    return;
  add_text (self, KW_REPORT_HEADING, _ ("Current conditions"));
  add_state (self, KW_SECTION_CONDITIONS);
  if (!add_group (self, KW_REPORT_SUBHEADING, NULL, condition_columns, KW_GROUP_CONDITIONS_CURRENT))
    add_text (self, KW_REPORT_TEXT, _ ("No current condition is in these records."));
  add_group (self, KW_REPORT_SUBHEADING, _ ("In remission"), condition_columns,
             KW_GROUP_CONDITIONS_IN_REMISSION);
}

/* Facts side by side: which of them holds nobody here knows (rules A1b, M7b and M9). */
static void
add_disagreements (Builder *self)
{
  g_autoptr (GPtrArray) found = kw_disagreements_new (self->snapshot);
  gboolean headed = FALSE;

  for (guint i = 0; i < found->len && !is_chosen_singly (self); i++)
    {
      const KwDisagreement *one = g_ptr_array_index (found, i);
      g_autofree char *title = kw_disagreement_dup_title (one, self->snapshot);

      if (!is_section_wanted (self, one->section))
        continue;
      if (!headed)
        {
          add_text (self, KW_REPORT_HEADING, _ ("Where your hospitals disagree"));
          add_text (self, KW_REPORT_TEXT, kw_disagreement_get_question ());
        }
      headed = TRUE;
      take_text (self, KW_REPORT_BOLD,
                 g_strdup_printf ("%s: %s", title, kw_disagreement_get_heading (one)));
      for (guint r = 0; r < one->indexes->len; r++)
        take_text (
            self, KW_REPORT_TEXT,
            kw_disagreement_dup_says (
                self->snapshot,
                kw_snapshot_get_record (self->snapshot, g_array_index (one->indexes, guint32, r))));
    }
}

/* ---- the other pages ---- */

/* What a clinician looks for first (rule P1); every result stands in its panel too. */
static void
add_out_of_range (Builder *self)
{
  if (is_section_wanted (self, KW_SECTION_LABS))
    add_group (self, KW_REPORT_HEADING, _ ("Results outside their range, newest of each test"),
               result_columns, KW_GROUP_OUT_OF_RANGE);
}

/* Each panel as the lab sent it, newest first (rule L15). */
static void
add_panels (Builder *self)
{
  const GArray *panels = kw_snapshot_get_group (self->snapshot, KW_GROUP_PANELS);

  for (guint i = 0; i < panels->len; i++)
    {
      const KwRecord *panel
          = kw_snapshot_get_record (self->snapshot, g_array_index (panels, guint32, i));
      g_autoptr (GArray) members = kw_snapshot_dup_members (self->snapshot, panel);
      g_autofree char *title = kw_words_title (self->words, panel);
      g_autofree char *when = kw_words_when_labelled (panel);
      g_autofree char *heading = g_strdup_printf ("%s · %s", title, when);

      g_hash_table_add (self->in_panel, GUINT_TO_POINTER (g_array_index (panels, guint32, i) + 1));
      if (!is_record_wanted (self, panel))
        continue;
      /* A panel may have a result of its own. */
      if (panel->value.kind != KW_VALUE_NONE || panel->n_components > 0 || panel->flag_code != NULL)
        g_array_prepend_val (members, g_array_index (panels, guint32, i));
      add_table (self, KW_REPORT_SUBHEADING, heading, result_columns, members);
      for (guint m = 0; m < members->len; m++)
        g_hash_table_add (self->in_panel,
                          GUINT_TO_POINTER (g_array_index (members, guint32, m) + 1));
    }
}

static void
add_labs (Builder *self)
{
  const GArray *all = kw_snapshot_get_section (self->snapshot, KW_SECTION_LABS);
  g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!is_section_wanted (self, KW_SECTION_LABS) || all->len == 0)
    return;
  add_text (self, KW_REPORT_HEADING, kw_section_get_title (KW_SECTION_LABS));
  add_state (self, KW_SECTION_LABS);
  add_panels (self);
  for (guint i = 0; i < all->len; i++)
    {
      guint32 index = g_array_index (all, guint32, i);
      const KwRecord *record = kw_snapshot_get_record (self->snapshot, index);
      g_autoptr (GArray) members = kw_snapshot_dup_members (self->snapshot, record);

      /* A panel whose results stand in another one has nothing left to say. */
      if (members->len == 0
          && !g_hash_table_contains (self->in_panel, GUINT_TO_POINTER (index + 1)))
        g_array_append_val (rest, index);
    }
  add_table (self, KW_REPORT_SUBHEADING,
             g_hash_table_size (self->in_panel) > 0 ? _ ("Other results") : NULL, result_columns,
             rest);
}

static const struct
{
  KwSection section;
  const char *heading; /* NULL: the section's title */
  const Column *columns;
} sections[] = {
  { KW_SECTION_IMMUNIZATIONS, NULL, plain_columns },
  { KW_SECTION_VITALS, NULL, vital_columns },
  { KW_SECTION_PROCEDURES, NULL, plain_columns },
  { KW_SECTION_VISITS, NULL, plain_columns },
  { KW_SECTION_DOCUMENTS, NULL, plain_columns },
  { KW_SECTION_APPOINTMENTS, NULL, other_columns },
  { KW_SECTION_CARE_PLANS, NULL, other_columns },
  { KW_SECTION_GOALS, NULL, other_columns },
  { KW_SECTION_CARE_TEAM, NULL, other_columns },
  { KW_SECTION_FAMILY, NULL, other_columns },
  { KW_SECTION_HISTORY_SOCIAL, NULL, vital_columns },
  { KW_SECTION_DEVICES, NULL, other_columns },
  { KW_SECTION_INSURANCE, NULL, other_columns },
  { KW_SECTION_ORDERS, NULL, other_columns },
  { KW_SECTION_NUTRITION, NULL, other_columns },
  { KW_SECTION_QUESTIONNAIRES, NULL, other_columns },
  { KW_SECTION_CONSENTS, NULL, other_columns },
};

static void
add_section (Builder *self, KwSection section, const Column *columns)
{
  const GArray *all = kw_snapshot_get_section (self->snapshot, section);
  /* Rule A3: the doses of one vaccine stand together, and each with its date. */
  g_autoptr (GArray) doses = kw_snapshot_dup_vaccines (self->snapshot);

  if (!is_section_wanted (self, section))
    return;
  if (add_table (self, KW_REPORT_HEADING, kw_section_get_title (section), columns,
                 section == KW_SECTION_IMMUNIZATIONS ? doses : all))
    add_state (self, section);
}

static void
add_past (Builder *self)
{
  if (is_section_wanted (self, KW_SECTION_CONDITIONS))
    {
      add_group (self, KW_REPORT_HEADING, _ ("Past conditions"), condition_columns,
                 KW_GROUP_CONDITIONS_PAST);
      add_group (self, KW_REPORT_HEADING, _ ("Conditions that were ruled out"), condition_columns,
                 KW_GROUP_CONDITIONS_RULED_OUT);
    }
  if (is_section_wanted (self, KW_SECTION_MEDICATIONS))
    {
      add_medicines (self, KW_REPORT_HEADING, _ ("Past medicines"), KW_GROUP_MEDICINES_PAST);
      add_medicines (self, KW_REPORT_HEADING, _ ("Given in hospital"),
                     KW_GROUP_MEDICINES_IN_HOSPITAL);
      add_medicines (self, KW_REPORT_HEADING, _ ("Planned medicines"), KW_GROUP_MEDICINES_PLANNED);
    }
  add_group (self, KW_REPORT_HEADING, _ ("No longer listed by the hospital"), plain_columns,
             KW_GROUP_NO_LONGER_LISTED);
}

/* Whoever prints one document wants its words. */
static void
add_notes (Builder *self)
{
  for (guint i = 0; is_chosen_singly (self) && self->options->refs[i] != NULL; i++)
    {
      const KwRecord *record = kw_snapshot_find (self->snapshot, self->options->refs[i]);

      for (guint a = 0; record != NULL && a < record->n_attachments; a++)
        {
          g_autoptr (KwDocument) note = kw_snapshot_load_note (self->snapshot, record, a, NULL);
          g_autofree char *title = kw_words_title (self->words, record);

          if (note == NULL)
            continue;
          add_text (self, KW_REPORT_HEADING, title);
          kw_report_add_note (self->blocks, note);
        }
    }
}

/* Where a kind of record is not here, the last page says why. */
static void
add_states (Builder *self)
{
  gboolean headed = FALSE;

  for (guint s = 0; s < KW_N_SECTIONS; s++)
    {
      g_autofree char *note = kw_snapshot_dup_section_note (self->snapshot, s);

      if (note == NULL || !is_section_wanted (self, s))
        continue;
      if (!headed)
        add_text (self, KW_REPORT_HEADING, _ ("Where these records come from"));
      headed = TRUE;
      take_text (self, KW_REPORT_SMALL, g_strdup_printf ("%s: %s", kw_section_get_title (s), note));
    }
}

GPtrArray *
kw_report_content (KwSnapshot *snapshot, const KwReportOptions *options, gint64 now)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_report_block_free);
  g_autoptr (GHashTable) in_panel = g_hash_table_new (NULL, NULL);
  Builder self = { snapshot, kw_snapshot_get_words (snapshot), options, blocks, in_panel, FALSE };

  if (options != NULL && options->letter != NULL)
    {
      kw_report_add_letter (blocks, options->letter);
      return blocks;
    }
  add_who (&self, now);
  if (options != NULL && options->visit)
    kw_report_add_visit (blocks, snapshot, now);
  add_left_out (&self);
  add_allergies (&self);
  add_current_medicines (&self, now);
  add_conditions (&self);
  add_disagreements (&self);
  if (options != NULL && options->visit)
    return blocks;
  add_out_of_range (&self);
  add_section (&self, sections[0].section, sections[0].columns);
  add_labs (&self);
  for (guint i = 1; i < G_N_ELEMENTS (sections); i++)
    add_section (&self, sections[i].section, sections[i].columns);
  add_past (&self);
  add_section (&self, KW_SECTION_PEOPLE, other_columns);
  add_section (&self, KW_SECTION_OTHER, other_columns);
  if (is_chosen_singly (&self))
    kw_report_add_details (blocks, snapshot, options->refs);
  add_notes (&self);
  add_states (&self);
  return blocks;
}
