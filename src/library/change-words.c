/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/changes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "library/calm.h"

#define LONGEST_PART 80

static const char *const kind_words[KW_N_CHANGES] = {
  [KW_CHANGE_NEW] = N_ ("New"),
  [KW_CHANGE_CHANGED] = N_ ("Changed"),
  [KW_CHANGE_NOT_LISTED] = N_ ("No longer listed"),
};

/* ---- old and new ---- */

static char *
say_value (const KwSnapshot *snapshot, const KwRecord *record)
{
  (void) snapshot;
  return kw_words_value (record);
}

static char *
say_how (const KwSnapshot *snapshot, const KwRecord *record)
{
  (void) snapshot;
  return kw_words_how (record);
}

static char *
say_status (const KwSnapshot *snapshot, const KwRecord *record)
{
  (void) snapshot;
  return kw_words_status (record);
}

static char *
say_flag (const KwSnapshot *snapshot, const KwRecord *record)
{
  (void) snapshot;
  return kw_words_flag (record);
}

static char *
say_severity (const KwSnapshot *snapshot, const KwRecord *record)
{
  (void) snapshot;
  return kw_words_severity (record);
}

static char *
say_reactions (const KwSnapshot *snapshot, const KwRecord *record)
{
  (void) snapshot;
  return g_strdup (record->reactions);
}

static char *
say_when (const KwSnapshot *snapshot, const KwRecord *record)
{
  (void) snapshot;
  return kw_words_when_labelled (record);
}

static char *
say_reason (const KwSnapshot *snapshot, const KwRecord *record)
{
  return kw_words_reason (kw_snapshot_get_words (snapshot), record);
}

static char *
say_who (const KwSnapshot *snapshot, const KwRecord *record)
{
  return kw_words_who (kw_snapshot_get_words (snapshot), record);
}

static char *
say_range (const KwSnapshot *snapshot, const KwRecord *record)
{
  (void) snapshot;
  return kw_words_range (record);
}

/* What is told of a change, the first that differs. */
static char *(*const aspects[]) (const KwSnapshot *, const KwRecord *)
    = { say_value,     say_how,  say_status, say_severity, say_flag,
        say_reactions, say_when, say_reason, say_range,    say_who };

/* A row is no place for ten thousand letters; the record's own page has them all. */
static char *
shorten (const char *text)
{
  if (g_utf8_strlen (text, -1) <= LONGEST_PART)
    return g_strdup (text);

  g_autofree char *start = g_utf8_substring (text, 0, LONGEST_PART - 1);

  return g_strconcat (start, "…", NULL);
}

static char *
dup_arrow (const char *before, const char *after)
{
  g_autofree char *from = shorten (before != NULL ? before : _ ("not stated"));
  g_autofree char *to = shorten (after != NULL ? after : _ ("not stated"));

  /* Translators: what a record said before, and what it says now. */
  return g_strdup_printf (_ ("%s → %s"), from, to);
}

/* "Lisinopril 5 mg tablet" and "Lisinopril 10 mg tablet" share "Lisinopril ", which is said once.
 */
static const char *
skip_shared_words (const char *before, const char *after)
{
  const char *rest = after;

  for (gsize i = 0; before[i] != '\0' && before[i] == after[i]; i++)
    if (after[i] == ' ')
      rest = after + i + 1;
  return *rest != '\0' ? rest : after;
}

static char *
dup_old_and_new (const KwChange *self, const KwSnapshot *snapshot, const char *title)
{
  g_autofree char *before = kw_words_title (kw_snapshot_get_words (snapshot), self->before);

  if (g_strcmp0 (before, title) != 0)
    return dup_arrow (before, skip_shared_words (before, title));
  for (guint i = 0; i < G_N_ELEMENTS (aspects); i++)
    {
      g_autofree char *old = aspects[i](snapshot, self->before);
      g_autofree char *now = aspects[i](snapshot, self->record);
      g_autofree char *both = NULL;

      if (g_strcmp0 (old, now) == 0)
        continue;
      both = dup_arrow (old, now);
      return g_strdup_printf ("%s: %s", title, both);
    }
  return NULL;
}

/* ---- what is new ---- */

/* A verdict goes on where the value ends: ", above the standard range". */
static char *
dup_result (const KwRecord *record, const char *title)
{
  g_autofree char *value = kw_words_value (record);
  g_autofree char *flag = kw_words_flag (record);
  g_autofree char *first = NULL;

  if (value == NULL)
    return g_strdup (title);
  if (flag == NULL || !kw_flag_is_outside (kw_flag_of_record (record, NULL)))
    return g_strdup_printf ("%s %s", title, value);
  first = g_utf8_strdown (flag, g_utf8_next_char (flag) - flag);
  return g_strdup_printf ("%s %s, %s%s", title, value, first, g_utf8_next_char (flag));
}

static char *
dup_date (const KwRecord *record)
{
  const char *text = record->n_whens > 0 ? record->whens[0].text : NULL;
  g_autofree char *day
      = text != NULL && strlen (text) > 10 && text[10] == 'T' ? g_strndup (text, 10) : NULL;

  if (record->sort_time == G_MININT64)
    return NULL;
  return kw_words_date (day != NULL ? day : text);
}

/**
 * kw_change_dup_title:
 * @self: a change
 * @snapshot: the snapshot that it is of
 *
 * What a row says of it. A grave result and a note are told by kind and date only (rule L19).
 *
 * ```c
 * title = kw_change_dup_title (change, snapshot); // "Lisinopril 5 mg tablet → 10 mg tablet"
 * ```
 *
 * Returns: (transfer full): words
 */
char *
kw_change_dup_title (const KwChange *self, const KwSnapshot *snapshot)
{
  g_return_val_if_fail (self != NULL && snapshot != NULL, NULL);

  const KwRecord *record = self->record;
  g_autofree char *calm = kw_snapshot_dup_calm_title (snapshot, record);
  g_autofree char *title = NULL;
  char *both = NULL;

  if (calm != NULL)
    return g_steal_pointer (&calm);
  title = kw_words_title (kw_snapshot_get_words (snapshot), record);
  if (self->before != NULL)
    both = dup_old_and_new (self, snapshot, title);
  if (both != NULL)
    return both;
  if (record->section == KW_SECTION_LABS || record->section == KW_SECTION_VITALS)
    return dup_result (record, title);
  return g_steal_pointer (&title);
}

/**
 * kw_change_dup_meta:
 * @self: a change
 * @snapshot: the snapshot that it is of
 *
 * What happened, where, and the record's own date where the title has none.
 *
 * ```c
 * meta = kw_change_dup_meta (change, snapshot); // "Changed · Canary Hospital, 5 November 2026"
 * ```
 *
 * Returns: (transfer full): words
 */
char *
kw_change_dup_meta (const KwChange *self, const KwSnapshot *snapshot)
{
  g_return_val_if_fail (self != NULL && snapshot != NULL, NULL);

  const KwSource *source = kw_snapshot_find_source (snapshot, self->record->source);
  gboolean has_date = kw_snapshot_get_calm_words (snapshot, self->record) != NULL;
  g_autofree char *date = has_date ? NULL : dup_date (self->record);
  GString *meta = g_string_new (_ (kind_words[self->kind]));

  if (source != NULL)
    g_string_append_printf (meta, " · %s", source->name);
  if (date != NULL)
    g_string_append_printf (meta, source != NULL ? ", %s" : " · %s", date);
  return g_string_free (meta, FALSE);
}
