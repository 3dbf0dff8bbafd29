/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/output.h"

#include <string.h>

#include "library/own-words.h"

static const char *const flags[] = {
  [KW_FLAG_NONE] = NULL,
  [KW_FLAG_IN_RANGE] = "in-range",
  [KW_FLAG_ABOVE] = "above",
  [KW_FLAG_BELOW] = "below",
  [KW_FLAG_ABNORMAL] = "abnormal",
  [KW_FLAG_CRITICAL_HIGH] = "critical-high",
  [KW_FLAG_CRITICAL_LOW] = "critical-low",
  [KW_FLAG_CRITICAL] = "critical",
  [KW_FLAG_OTHER] = "other",
};

/* A member whose value is an object, opened when its first member comes. */
static void
begin (KwJsonWriter *writer, const char *name)
{
  kw_json_writer_name (writer, name);
  kw_json_writer_begin_object (writer);
}

static void
write_when (KwJsonWriter *writer, const KwRecord *record)
{
  g_autofree char *text = kw_words_when (record);
  const KwWhen *when = record->n_whens > 0 ? &record->whens[0] : NULL;

  begin (writer, "when");
  if (when != NULL)
    kw_json_writer_member (writer, "label", kw_words_when_label (kw_words_when_role (when)));
  kw_json_writer_member (writer, "text", text);
  /* Only a date is a date; "about 20 years old" is text. */
  if (record->sort_time != G_MININT64 && when != NULL)
    kw_json_writer_member (writer, "iso", when->text ? when->text : when->end);
  kw_json_writer_end_object (writer);
}

static void
write_status (KwJsonWriter *writer, const KwRecord *record)
{
  g_autofree char *text = kw_words_status (record);
  const char *code = record->status ? record->status : record->clinical_status;

  if (code == NULL && text == NULL)
    return;
  begin (writer, "status");
  kw_json_writer_member (writer, "code", code);
  kw_json_writer_member (writer, "text", text);
  kw_json_writer_end_object (writer);
}

static void
write_value (KwJsonWriter *writer, const KwRecord *record)
{
  g_autofree char *text = kw_words_value (record);

  if (text == NULL && record->value.number == NULL)
    return;
  begin (writer, "value");
  kw_json_writer_member (writer, "text", text);
  kw_json_writer_member (writer, "number", record->value.number);
  kw_json_writer_member (writer, "comparator", record->value.comparator);
  if (record->value.number != NULL)
    kw_json_writer_member (writer, "unit", record->value.unit);
  kw_json_writer_end_object (writer);
}

static void
write_range (KwJsonWriter *writer, const KwRecord *record)
{
  g_autofree char *text = kw_words_range (record);
  KwLimits room = { 0 };
  const char *low, *high;

  if (text == NULL && record->n_ranges == 0)
    return;
  kw_output_limits (record, &room, &low, &high);
  begin (writer, "range");
  kw_json_writer_member (writer, "text", text);
  kw_json_writer_member (writer, "low", low);
  kw_json_writer_member (writer, "high", high);
  kw_json_writer_end_object (writer);
}

static void
write_flag (KwJsonWriter *writer, const KwRecord *record)
{
  KwFlagOrigin origin = KW_FLAG_FROM_NOTHING;
  KwFlag flag = kw_flag_of_record (record, &origin);
  g_autofree char *text = kw_words_flag (record);

  if (flag == KW_FLAG_NONE)
    return;
  begin (writer, "flag");
  kw_json_writer_member (writer, "code", flags[flag]);
  kw_json_writer_member (writer, "text", text);
  kw_json_writer_member (writer, "from", origin == KW_FLAG_FROM_LAB ? "lab" : "range");
  kw_json_writer_end_object (writer);
}

static void
write_facts (KwJsonWriter *writer, const KwSnapshot *snapshot, const KwRecord *record)
{
  g_autoptr (GPtrArray) facts = kw_output_facts (snapshot, record);

  if (facts == NULL || facts->len == 0)
    return;
  kw_json_writer_name (writer, "facts");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < facts->len; i++)
    {
      const KwFact *fact = g_ptr_array_index (facts, i);

      kw_json_writer_begin_object (writer);
      kw_json_writer_member (writer, "label", fact->label);
      kw_json_writer_member (writer, "text", fact->text);
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
}

/* The other records of what a person reads as one. */
static void
write_same (KwJsonWriter *writer,
            const char *name,
            const GArray *same,
            const KwSnapshot *snapshot,
            const KwRecord *record)
{
  if (same == NULL)
    return;
  kw_json_writer_name (writer, name);
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < same->len; i++)
    {
      const KwRecord *other = kw_snapshot_get_record (snapshot, g_array_index (same, guint32, i));

      if (other != record)
        kw_json_writer_string (writer, other->ref);
    }
  kw_json_writer_end_array (writer);
}

void
kw_output_record (KwJsonWriter *writer, const KwSnapshot *snapshot, const KwRecord *record)
{
  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  g_autofree char *title = kw_words_title (words, record);
  g_autofree char *lay = kw_words_lay_name (record);
  g_autofree char *subtitle = kw_words_subtitle (words, record);
  g_autofree char *remark = kw_snapshot_dup_remark (snapshot, record);

  kw_json_writer_member (writer, "ref", record->ref);
  kw_json_writer_member (writer, "type", record->type);
  kw_json_writer_member (writer, "title", title);
  kw_json_writer_member (writer, "layName", lay);
  kw_json_writer_member (writer, "subtitle", subtitle);
  kw_json_writer_member (writer, "group", kw_snapshot_get_group_id (snapshot, record));
  write_same (writer, "sameMedicine", kw_snapshot_get_same_medicine (snapshot, record), snapshot,
              record); /* rule M7 */
  write_same (writer, "sameVaccine", kw_snapshot_get_same_vaccine (snapshot, record), snapshot,
              record); /* rule A3 */
  write_when (writer, record);
  write_status (writer, record);
  write_value (writer, record);
  write_range (writer, record);
  write_flag (writer, record);
  kw_json_writer_member (writer, "source", record->source);
  kw_json_writer_member (writer, "remark", remark);
  write_facts (writer, snapshot, record);
}

/* The worst state of a person's files or sources, and what they say about it. */
static void
write_state (KwJsonWriter *writer,
             const KwOutput *outputs,
             guint n,
             guint person,
             KwSection section)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  KwSectionState best = KW_STATE_FAILED, worst = KW_STATE_COMPLETE;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *note = NULL;
      KwSectionState state;

      if (outputs[i].person != person)
        continue;
      state = kw_snapshot_get_section_state (outputs[i].snapshot, section);
      note = kw_snapshot_dup_section_note (outputs[i].snapshot, section);
      best = MIN (best, state);
      worst = MAX (worst, state);
      if (note != NULL)
        g_string_append_printf (notes, "%s%s", notes->len > 0 ? "; " : "", note);
    }
  /* A file that has nothing of a kind was not asked for it; another one decides then. */
  kw_json_writer_member (writer, "state",
                         kw_section_state_get_id (worst == KW_STATE_NOT_ASKED ? best : worst));
  kw_json_writer_member (writer, "note", notes->len > 0 ? notes->str : NULL);
}

static void
write_section (KwJsonWriter *writer,
               const KwOutput *outputs,
               guint n,
               guint person,
               KwSection section)
{
  g_autoptr (GArray) rows = kw_output_rows (outputs, n, person, section);

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "id", kw_section_get_id (section));
  kw_json_writer_member (writer, "title", kw_section_get_title (section));
  write_state (writer, outputs, n, person, section);
  kw_json_writer_name (writer, "records");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < rows->len; i++)
    {
      const KwOutputRow *row = &g_array_index (rows, KwOutputRow, i);

      kw_json_writer_begin_object (writer);
      kw_output_record (writer, row->snapshot, row->record);
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
}

static void
write_source (KwJsonWriter *writer, const KwSnapshot *snapshot, const KwSource *source)
{
  g_autofree char *as_of = kw_output_time (source->as_of);

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "id", source->id);
  kw_json_writer_member (writer, "name", source->name);
  kw_json_writer_member (writer, "base", kw_snapshot_get_base (snapshot, source));
  kw_json_writer_member (writer, "state", kw_source_state_get_id (source->state));
  kw_json_writer_member (writer, "asOf", as_of);
  kw_json_writer_end_object (writer);
}

/* "asOf" is the oldest of the sources'. */
static void
write_sources (KwJsonWriter *writer, const KwOutput *outputs, guint n, guint person)
{
  gint64 oldest = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 as_of = kw_snapshot_get_as_of (outputs[i].snapshot);

      if (outputs[i].person == person && as_of > 0 && (oldest == 0 || as_of < oldest))
        oldest = as_of;
    }

  g_autofree char *time = kw_output_time (oldest);

  kw_json_writer_member (writer, "asOf", time);
  kw_json_writer_name (writer, "sources");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < kw_snapshot_get_n_sources (outputs[i].snapshot); j++)
      if (outputs[i].person == person)
        write_source (writer, outputs[i].snapshot, kw_snapshot_get_source (outputs[i].snapshot, j));
  kw_json_writer_end_array (writer);
}

static void
write_person (KwJsonWriter *writer, const KwPerson *person)
{
  begin (writer, "person");
  if (person != NULL)
    {
      kw_json_writer_member (writer, "name", person->name);
      kw_json_writer_member (writer, "birthDate", person->birth_date);
      kw_json_writer_member (writer, "sex", person->sex);
    }
  kw_json_writer_end_object (writer);
}

static void
write_disagreement (KwJsonWriter *writer, const KwSnapshot *snapshot, const KwDisagreement *one)
{
  g_autofree char *title = kw_disagreement_dup_title (one, snapshot);

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "kind", kw_disagreement_get_id (one));
  kw_json_writer_member (writer, "section", kw_section_get_id (one->section));
  kw_json_writer_member (writer, "text", kw_disagreement_get_heading (one));
  kw_json_writer_member (writer, "title", title);
  kw_json_writer_name (writer, "says");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < one->indexes->len; i++)
    {
      const KwRecord *record
          = kw_snapshot_get_record (snapshot, g_array_index (one->indexes, guint32, i));
      g_autofree char *text = kw_disagreement_dup_says (snapshot, record);

      kw_json_writer_begin_object (writer);
      kw_json_writer_member (writer, "ref", record->ref);
      kw_json_writer_member (writer, "source", record->source);
      kw_json_writer_member (writer, "text", text);
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
}

/* Left out where there is none; a search finds records, and compares nothing. */
static void
write_disagreements (KwJsonWriter *writer,
                     const KwCli *cli,
                     const KwOutput *outputs,
                     guint n,
                     guint person)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) found = kw_output_disagreements (cli, &outputs[i]);

      if (outputs[i].person != person || found->len == 0)
        continue;
      if (!begun)
        {
          kw_json_writer_name (writer, "disagreements");
          kw_json_writer_begin_array (writer);
        }
      begun = TRUE;
      for (guint d = 0; d < found->len; d++)
        write_disagreement (writer, outputs[i].snapshot, g_ptr_array_index (found, d));
    }
  if (begun)
    kw_json_writer_end_array (writer);
}

static void
write_output (KwJsonWriter *writer,
              const KwCli *cli,
              const KwOutput *outputs,
              guint n,
              guint person)
{
  const KwOutput *first = kw_output_of_person (outputs, n, person);

  kw_json_writer_begin_object (writer);
  write_person (writer, kw_snapshot_get_person (first->snapshot));
  write_sources (writer, outputs, n, person);
  kw_json_writer_name (writer, "sections");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < KW_N_SECTIONS; i++)
    if (kw_output_wants (cli, i))
      write_section (writer, outputs, n, person, i);
  kw_json_writer_end_array (writer);
  write_disagreements (writer, cli, outputs, n, person);
  kw_json_writer_end_object (writer);
}

GBytes *
kw_output_json (KwCli *cli, const KwOutput *outputs, guint n)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "format", "keepwell-list/1");
  kw_json_writer_name (writer, "persons");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; kw_output_of_person (outputs, n, i) != NULL; i++)
    write_output (writer, cli, outputs, n, i);
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}
