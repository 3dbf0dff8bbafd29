/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/own-words.h"

#include <glib/gi18n-lib.h>

#include "core/json-writer.h"
#include "library/snapshot-private.h"

#define TYPE "Communication"

static const struct
{
  const char *code;
  const char *display; /* stored, and so English in every language */
} kinds[] = {
  [KW_OWN_REMARK] = { "remark", "My remark" },
  [KW_OWN_QUESTION] = { "question", "My question" },
};

static const struct
{
  const char *code;
  const char *words;
} answers[KW_N_ANSWERS] = {
  [KW_ANSWER_TAKEN] = { "taken", N_ ("I take it") },
  [KW_ANSWER_DIFFERENTLY] = { "differently", N_ ("I take it differently") },
  [KW_ANSWER_NOT_ANY_MORE] = { "not-any-more", N_ ("I do not take it any more") },
  [KW_ANSWER_WRONG] = { "wrong", N_ ("This is wrong") },
};

/**
 * kw_own_words_new:
 * @kind: a remark or a question
 *
 * Returns: (transfer full): one that is empty and not stored
 */
KwOwnWords *
kw_own_words_new (KwOwnWordsKind kind)
{
  KwOwnWords *self = g_new0 (KwOwnWords, 1);

  self->kind = kind;
  return self;
}

KwOwnWords *
kw_own_words_copy (const KwOwnWords *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  KwOwnWords *copy = g_memdup2 (self, sizeof *self);

  copy->ref = g_strdup (self->ref);
  copy->about = g_strdup (self->about);
  copy->about_title = g_strdup (self->about_title);
  copy->since = g_strdup (self->since);
  copy->text = g_strdup (self->text);
  copy->asked_at = g_strdup (self->asked_at);
  copy->written = g_strdup (self->written);
  return copy;
}

void
kw_own_words_free (KwOwnWords *self)
{
  if (self == NULL)
    return;
  g_free (self->ref);
  g_free (self->about);
  g_free (self->about_title);
  g_free (self->since);
  g_free (self->text);
  g_free (self->asked_at);
  g_free (self->written);
  g_free (self);
}

static const char *
find_when (const KwRecord *record, KwWhenRole role)
{
  for (guint i = 0; i < record->n_whens; i++)
    if (record->whens[i].role == role)
      return record->whens[i].text;
  return NULL;
}

static KwAnswer
find_answer (const KwRecord *record)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (answers[i].code != NULL && kw_record_has_code (record, KW_OWN_SYSTEM, answers[i].code))
      return (KwAnswer) i;
  return KW_ANSWER_NONE;
}

/**
 * kw_own_words_new_from_record:
 * @record: any record
 *
 * Returns: (transfer full) (nullable): what the person wrote; %NULL for every other record
 */
KwOwnWords *
kw_own_words_new_from_record (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  if (!kw_own_is_own (record) || !g_str_equal (record->type, TYPE))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (record->category, kinds[i].code) != 0)
        continue;

      KwOwnWords *self = kw_own_words_new ((KwOwnWordsKind) i);
      const KwRelation *about = kw_record_get_relation (record, KW_RELATION_OTHER);

      self->ref = g_strdup (record->ref);
      self->about = about != NULL ? g_strdup (about->reference) : NULL;
      self->about_title = about != NULL ? g_strdup (about->display) : NULL;
      self->answer = find_answer (record);
      self->since = g_strdup (find_when (record, KW_WHEN_ENDED));
      self->text = g_strdup (record->text);
      self->asked = self->kind == KW_OWN_QUESTION && g_strcmp0 (record->status, "completed") == 0;
      self->asked_at = self->asked ? g_strdup (find_when (record, KW_WHEN_DONE)) : NULL;
      self->written = g_strdup (find_when (record, KW_WHEN_WRITTEN));
      return self;
    }
  return NULL;
}

void
kw_own_words_set_about (KwOwnWords *self, const KwSnapshot *snapshot, const KwRecord *record)
{
  g_return_if_fail (self != NULL && snapshot != NULL && record != NULL);

  g_free (self->about);
  g_free (self->about_title);
  self->about = g_strdup (record->ref);
  self->about_title = kw_words_title (kw_snapshot_get_words (snapshot), record);
}

static char *
dup_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");
}

void
kw_own_words_set_asked (KwOwnWords *self, gboolean asked)
{
  g_return_if_fail (self != NULL);

  self->asked = asked;
  g_clear_pointer (&self->asked_at, g_free);
  if (asked)
    self->asked_at = dup_now ();
}

static void
write_concept (KwJsonWriter *writer, const char *code, const char *display)
{
  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "coding");
  kw_json_writer_begin_array (writer);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "system", KW_OWN_SYSTEM);
  kw_json_writer_member (writer, "code", code);
  kw_json_writer_member (writer, "display", display);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
}

static void
write_extension (KwJsonWriter *writer, const char *url, const char *date)
{
  if (date == NULL)
    return;
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "url", url);
  kw_json_writer_member (writer, "valueDateTime", date);
  kw_json_writer_end_object (writer);
}

static void
write_about (KwJsonWriter *writer, const KwOwnWords *self)
{
  kw_json_writer_name (writer, "about");
  kw_json_writer_begin_array (writer);
  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "identifier");
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "system", KW_OWN_REF);
  kw_json_writer_member (writer, "value", self->about);
  kw_json_writer_end_object (writer);
  kw_json_writer_member (writer, "display", self->about_title);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
}

static void
write_payload (KwJsonWriter *writer, const char *text)
{
  kw_json_writer_name (writer, "payload");
  kw_json_writer_begin_array (writer);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "contentString", text);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
}

/* A question that was not asked yet is in preparation; a remark is said once it is written. */
static const char *
get_status (const KwOwnWords *self)
{
  return self->kind == KW_OWN_REMARK || self->asked ? "completed" : "preparation";
}

static GBytes *
to_fhir (const KwOwnWords *self)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "resourceType", TYPE);
  kw_json_writer_member (writer, "id", strrchr (self->ref, '/') + 1);
  kw_json_writer_name (writer, "extension");
  kw_json_writer_begin_array (writer);
  write_extension (writer, KW_OWN_WRITTEN, self->written);
  write_extension (writer, KW_OWN_SINCE, self->since);
  kw_json_writer_end_array (writer);
  kw_json_writer_member (writer, "status", get_status (self));
  kw_json_writer_name (writer, "category");
  kw_json_writer_begin_array (writer);
  write_concept (writer, kinds[self->kind].code, kinds[self->kind].display);
  kw_json_writer_end_array (writer);
  if (self->answer != KW_ANSWER_NONE)
    {
      kw_json_writer_name (writer, "topic");
      write_concept (writer, answers[self->answer].code, answers[self->answer].words);
    }
  if (self->about != NULL)
    write_about (writer, self);
  kw_json_writer_member (writer, "sent", self->asked_at);
  if (self->text != NULL && *self->text != '\0')
    write_payload (writer, self->text);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}

/**
 * kw_own_words_put:
 * @self: a remark or a question
 * @change: what it becomes part of
 *
 * ```c
 * g_autoptr (KwOwnWords) question = kw_own_words_new (KW_OWN_QUESTION);
 * question->text = g_strdup ("Do I still need this?");
 * kw_own_words_set_about (question, snapshot, record);
 * kw_own_words_put (question, change);
 * ```
 */
void
kw_own_words_put (KwOwnWords *self, KwOwnChange *change)
{
  g_return_if_fail (self != NULL && change != NULL);

  if (self->ref == NULL)
    {
      g_autofree char *id = g_uuid_string_random ();
      self->ref = kw_own_dup_ref (TYPE, id);
    }
  if (self->written == NULL)
    self->written = dup_now ();

  g_autoptr (GBytes) body = to_fhir (self);
  g_autoptr (GError) error = NULL;

  if (!kw_own_change_put (change, body, &error))
    g_critical ("words of one's own do not parse: %s", error->message);
}

/**
 * kw_answer_get_words:
 *
 * Returns: (nullable): "I take it"
 */
const char *
kw_answer_get_words (KwAnswer answer)
{
  g_return_val_if_fail ((guint) answer < KW_N_ANSWERS, NULL);

  return answers[answer].words != NULL ? _ (answers[answer].words) : NULL;
}

/**
 * kw_own_words_dup_sentence:
 * @self: a remark or a question
 *
 * The answer, since when, and the person's own words, as screen and paper say it.
 *
 * Returns: (transfer full): "I do not take it any more, since March 2019: it made me dizzy"
 */
char *
kw_own_words_dup_sentence (const KwOwnWords *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const char *answer = kw_answer_get_words (self->answer);
  const char *text = self->text != NULL ? self->text : "";

  if (answer == NULL)
    return g_strdup (text);

  g_autofree char *date = self->since != NULL ? kw_words_date (self->since) : NULL;
  /* Translators: what the person says of a medicine, and the day since when that is so. */
  g_autofree char *said
      = date != NULL ? g_strdup_printf (_ ("%s, since %s"), answer, date) : g_strdup (answer);

  return *text != '\0' ? g_strdup_printf (C_ ("an answer and its reason", "%s: %s"), said, text)
                       : g_steal_pointer (&said);
}

static int
compare_written (gconstpointer a, gconstpointer b)
{
  const KwOwnWords *first = *(const KwOwnWords *const *) a;
  const KwOwnWords *second = *(const KwOwnWords *const *) b;
  int order = g_strcmp0 (first->written, second->written);

  return order != 0 ? order : g_strcmp0 (first->ref, second->ref);
}

/* Keeps what the person wrote out of the records; FALSE for every other record. */
gboolean
kw_snapshot_add_own_words (KwSnapshot *self, const KwRecord *record)
{
  KwOwnWords *words = kw_own_words_new_from_record (record);

  if (words == NULL)
    return FALSE;
  g_ptr_array_add (self->own_words, kw_record_ref (record));
  g_ptr_array_add (words->kind == KW_OWN_REMARK ? self->remarks : self->questions, words);
  return TRUE;
}

void
kw_snapshot_gather_own_words (KwSnapshot *self)
{
  g_ptr_array_sort (self->remarks, compare_written);
  g_ptr_array_sort (self->questions, compare_written);
  for (guint i = 0; i < self->remarks->len; i++)
    {
      KwOwnWords *remark = g_ptr_array_index (self->remarks, i);
      GPtrArray *of;

      if (remark->about == NULL)
        continue;
      of = g_hash_table_lookup (self->remarks_of, remark->about);
      if (of == NULL)
        {
          of = g_ptr_array_new ();
          g_hash_table_insert (self->remarks_of, remark->about, of);
        }
      g_ptr_array_add (of, remark);
    }
}

/**
 * kw_snapshot_get_remarks:
 * @self: a snapshot
 * @record: one of its records
 *
 * Returns: (transfer none) (nullable) (element-type KwOwnWords): what the person wrote about it
 */
const GPtrArray *
kw_snapshot_get_remarks (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  return g_hash_table_lookup (self->remarks_of, record->ref);
}

const GPtrArray *
kw_snapshot_get_all_remarks (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->remarks;
}

/**
 * kw_snapshot_get_questions:
 * @self: a snapshot
 *
 * Returns: (transfer none) (element-type KwOwnWords): My questions, oldest first
 */
const GPtrArray *
kw_snapshot_get_questions (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->questions;
}

const GPtrArray *
kw_snapshot_get_own_words (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->own_words;
}

static void
append_remarks (GString *out, const KwSnapshot *self, const KwRecord *record)
{
  const GPtrArray *remarks = kw_snapshot_get_remarks (self, record);

  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    {
      g_autofree char *sentence = kw_own_words_dup_sentence (g_ptr_array_index (remarks, i));

      if (out->len > 0)
        g_string_append_c (out, '\n');
      /* Translators: what the person wrote about a record of a hospital. */
      g_string_append_printf (out, _ ("My remark: %s"), sentence);
    }
}

/**
 * kw_snapshot_dup_remark:
 * @self: a snapshot
 * @record: one of its records
 *
 * The words that stand beside a record wherever it stands, on screen and paper. One row of a list
 * may stand for several records of one medicine (rule M7); it has the remarks on all of them.
 *
 * Returns: (transfer full) (nullable): one remark a line
 */
char *
kw_snapshot_dup_remark (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  if (self->remarks->len == 0)
    return NULL;

  const GArray *same = kw_snapshot_get_same_medicine (self, record);
  g_autoptr (GString) out = g_string_new (NULL);

  if (same == NULL)
    append_remarks (out, self, record);
  for (guint i = 0; same != NULL && i < same->len; i++)
    append_remarks (out, self, kw_snapshot_get_record (self, g_array_index (same, guint32, i)));
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}
