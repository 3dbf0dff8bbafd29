/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/calm.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/json-writer.h"
#include "library/changes.h"
#include "library/snapshot-private.h"

#define ITEM "summary"
#define MAX_ITEM (64 * 1024)
/* LOINC's names of notes are shorter. */
#define LONGEST_TYPE 60
/* A report has panels, and these have results. */
#define DEEPEST 3
/* So long a critical result that nobody has marked as seen is one of today. */
#define CRITICAL_SECONDS (14 * 24 * 60 * 60)

typedef enum
{
  NOT_CALM,
  PATHOLOGY,
  IMAGING,
  GENETIC,
  HIV,
  NOTE,
} Kind;

static const char *const kind_words[] = {
  [PATHOLOGY] = N_ ("Pathology report"),
  [IMAGING] = N_ ("Imaging report"),
  [GENETIC] = N_ ("Genetic test result"),
  [HIV] = N_ ("HIV test result"),
  [NOTE] = N_ ("Note"),
};

/* HL7 v2 table 0074, the category of a report, and the parts of LOINC that US Core takes for it. */
static const struct
{
  const char *code;
  Kind kind;
} categories[] = {
  { "PAT", PATHOLOGY }, { "SP", PATHOLOGY },    { "CP", PATHOLOGY },      { "LP7839-6", PATHOLOGY },
  { "RAD", IMAGING },   { "RX", IMAGING },      { "RUS", IMAGING },       { "OUS", IMAGING },
  { "VUS", IMAGING },   { "CUS", IMAGING },     { "XRC", IMAGING },       { "NMR", IMAGING },
  { "NMS", IMAGING },   { "imaging", IMAGING }, { "LP29684-5", IMAGING }, { "GE", GENETIC },
};

/* Starts of words in the name of a test or report, in small letters; the first that fits. */
static const struct
{
  const char *start;
  Kind kind;
} starts[] = {
  { "hiv", HIV },
  { "human immunodeficiency", HIV },
  { "genet", GENETIC },
  { "genom", GENETIC },
  { "gene ", GENETIC },
  { "chromosom", GENETIC },
  { "karyotyp", GENETIC },
  { "brca", GENETIC },
  { "exome", GENETIC },
  { "mutation", GENETIC },
  { "patholog", PATHOLOGY },
  { "histolog", PATHOLOGY },
  { "histopath", PATHOLOGY },
  { "cytolog", PATHOLOGY },
  { "cytopath", PATHOLOGY },
  { "biops", PATHOLOGY },
  { "imaging", IMAGING },
  { "radiolog", IMAGING },
  { "radiograph", IMAGING },
  { "x-ray", IMAGING },
  { "xr ", IMAGING },
  { "ct ", IMAGING },
  { "mr ", IMAGING },
  { "mri", IMAGING },
  { "magnetic resonance", IMAGING },
  { "tomograph", IMAGING },
  { "ultrasound", IMAGING },
  { "mammogra", IMAGING },
  { "pet ", IMAGING },
};

/* Types that are a result or a note; no other one is told by its kind. */
static const char *const types[] = { "DiagnosticReport",
                                     "Observation",
                                     "DocumentReference",
                                     "Composition",
                                     "ImagingStudy",
                                     "Media",
                                     NULL };

static Kind
find_in_words (const char *text)
{
  g_autofree char *small = NULL;

  if (text == NULL)
    return NOT_CALM;
  small = g_utf8_strdown (text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    for (const char *at = small; (at = strstr (at, starts[i].start)) != NULL; at++)
      if (at == small || !g_ascii_isalnum (at[-1]))
        return starts[i].kind;
  return NOT_CALM;
}

static Kind
find_in_category (const char *code)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (categories); i++)
    if (g_str_equal (categories[i].code, code))
      return categories[i].kind;
  return NOT_CALM;
}

static Kind
find_kind (const KwRecord *record)
{
  Kind kind = find_in_category (record->category);

  if (!g_strv_contains (types, record->type) || record->section == KW_SECTION_VITALS
      || record->section == KW_SECTION_HISTORY_SOCIAL)
    return NOT_CALM;
  if (g_str_equal (record->type, "ImagingStudy"))
    return IMAGING;
  for (guint i = 0; kind == NOT_CALM && i < record->n_codes; i++)
    kind = find_in_words (record->codes[i].display);
  if (kind == NOT_CALM)
    kind = find_in_words (record->text);
  if (kind == NOT_CALM)
    kind = find_in_words (record->kind_text);
  return kind == NOT_CALM && record->section == KW_SECTION_DOCUMENTS ? NOTE : kind;
}

gboolean
kw_calm_is_grave (const KwRecord *record)
{
  Kind kind = find_kind (record);

  return kind != NOT_CALM && kind != NOTE;
}

static void
mark_members (KwSnapshot *self, const KwRecord *report, Kind kind, guint depth)
{
  for (guint i = 0; i < report->n_relations && depth < DEEPEST; i++)
    {
      const KwRelation *relation = &report->relations[i];
      const KwRecord *member
          = relation->kind == KW_RELATION_MEMBER
                ? self->words.lookup (self->words.data, report, relation->reference)
                : NULL;

      if (member == NULL)
        continue;
      g_hash_table_insert (self->calm_of, (gpointer) member, GUINT_TO_POINTER (kind));
      mark_members (self, member, kind, depth + 1);
    }
}

/* The results of a grave report are as grave as it is, whatever they are called. */
void
kw_calm_gather (KwSnapshot *self)
{
  static const KwSection sections[] = { KW_SECTION_LABS, KW_SECTION_DOCUMENTS };

  for (guint s = 0; s < G_N_ELEMENTS (sections); s++)
    for (guint i = 0; i < self->sections[sections[s]]->len; i++)
      {
        const KwRecord *record = g_ptr_array_index (
            self->records, g_array_index (self->sections[sections[s]], guint32, i));

        if (kw_record_get_relation (record, KW_RELATION_MEMBER) != NULL
            && kw_calm_is_grave (record))
          mark_members (self, record, find_kind (record), 0);
      }
}

guint
kw_calm_get_kind (const KwSnapshot *self, const KwRecord *record)
{
  Kind kind = GPOINTER_TO_UINT (g_hash_table_lookup (self->calm_of, record));

  return kind != NOT_CALM ? kind : find_kind (record);
}

void
kw_calm_set_kind (KwSnapshot *self, const KwRecord *record, guint kind)
{
  if (kind > NOT_CALM && kind < G_N_ELEMENTS (kind_words))
    g_hash_table_insert (self->calm_of, (gpointer) record, GUINT_TO_POINTER (kind));
}

/* LOINC's name of a kind of note, "Progress note". A hospital's own name may say more. */
static const char *
get_note_type (const KwRecord *record)
{
  for (guint i = 0; i < record->n_codes; i++)
    if (g_strcmp0 (record->codes[i].system, "http://loinc.org") == 0
        && record->codes[i].display != NULL
        && g_utf8_strlen (record->codes[i].display, -1) <= LONGEST_TYPE)
      return record->codes[i].display;
  return NULL;
}

/**
 * kw_snapshot_get_calm_words:
 * @self: a snapshot
 * @record: one of its records
 *
 * Rule L19: what grave news and notes are called where nobody has asked to read them yet.
 *
 * ```c
 * words = kw_snapshot_get_calm_words (snapshot, record); // "Pathology report"
 * ```
 *
 * Returns: (nullable): a kind, never a finding
 */
const char *
kw_snapshot_get_calm_words (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  guint kind = self->not_calm ? NOT_CALM : kw_calm_get_kind (self, record);

  /* A note that was seen has its own name again. */
  if (kind == NOTE && kw_snapshot_find_change (self, record) == NULL)
    return NULL;
  if (kind == NOTE && get_note_type (record) != NULL)
    return get_note_type (record);
  return kind != NOT_CALM ? _ (kind_words[kind]) : NULL;
}

char *
kw_snapshot_dup_calm_title (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  const char *words = kw_snapshot_get_calm_words (self, record);
  const char *text = record->n_whens > 0 ? record->whens[0].text : NULL;
  g_autofree char *day = text != NULL ? g_strndup (text, strcspn (text, "T")) : NULL;
  g_autofree char *date
      = words != NULL && record->sort_time != G_MININT64 ? kw_words_date (day) : NULL;

  if (words == NULL || date == NULL)
    return g_strdup (words);
  /* Translators: a kind of report, and its date. */
  return g_strdup_printf (_ ("%s, %s"), words, date);
}

const char *
kw_snapshot_get_critical_words (const KwSnapshot *self, const KwRecord *record, gint64 now)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  KwFlag flag = kw_flag_of_record (record, NULL);
  gint64 age = now - record->sort_time / G_USEC_PER_SEC;

  if (flag != KW_FLAG_CRITICAL && flag != KW_FLAG_CRITICAL_HIGH && flag != KW_FLAG_CRITICAL_LOW)
    return NULL;
  if (kw_snapshot_find_change (self, record) == NULL
      && (record->sort_time == G_MININT64 || age > CRITICAL_SECONDS))
    return NULL;
  return _ ("The lab marked this as critical. Call your clinic today.");
}

/* ---- what the person chose ---- */

gboolean
kw_snapshot_is_calm (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return !self->not_calm;
}

gboolean
kw_snapshot_is_card_hidden (const KwSnapshot *self, const char *card)
{
  g_return_val_if_fail (self != NULL && card != NULL, FALSE);

  return g_hash_table_contains (self->hidden_cards, card);
}

gboolean
kw_calm_load_choice (KwSnapshot *self, KwVault *vault, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = kw_vault_get_item (vault, ITEM, &local);
  g_autoptr (KwJson) json = NULL;
  const KwJsonNode *calm;

  if (bytes == NULL && local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  json = bytes != NULL ? kw_json_new (bytes, MAX_ITEM, NULL) : NULL;
  if (json == NULL)
    return TRUE;
  calm = kw_json_node_get_member (kw_json_get_root (json), "calm");
  self->not_calm = kw_json_node_get_int (calm, 1) == 0;
  KW_JSON_FOREACH (card, kw_json_node_get_member (kw_json_get_root (json), "hidden"))
    if (kw_json_node_get_string (card) != NULL)
      g_hash_table_add (self->hidden_cards, g_strdup (kw_json_node_get_string (card)));
  return TRUE;
}

/**
 * kw_summary_choice_store:
 * @vault: an open vault
 * @calm: whether grave news is told by kind and date only
 * @hidden: ids of the cards that are not wanted
 * @error: return location
 *
 * Which cards a person does not want to see says something about them, and so it is sealed in their
 * vault. Blocks.
 *
 * ```c
 * kw_summary_choice_store (vault, TRUE, (const char *const[]){ "visits", NULL }, &error);
 * ```
 *
 * Returns: whether the vault now holds it
 */
gboolean
kw_summary_choice_store (KwVault *vault, gboolean calm, const char *const *hidden, GError **error)
{
  g_return_val_if_fail (KW_IS_VAULT (vault) && hidden != NULL, FALSE);

  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autoptr (GBytes) bytes = NULL;

  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "calm");
  kw_json_writer_int (writer, calm ? 1 : 0);
  kw_json_writer_name (writer, "hidden");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; hidden[i] != NULL; i++)
    kw_json_writer_string (writer, hidden[i]);
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  bytes = kw_json_writer_end (writer);
  return kw_vault_put_item (vault, ITEM, bytes, error);
}
