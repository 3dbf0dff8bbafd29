/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/snapshot-private.h"

#include "core/words.h"

#define LOINC "http://loinc.org"

/* One row per group: the records of a section that have all flags of @with. A record is in the
 * first row of its section that fits, so that no record counts twice and none is lost. */
typedef struct
{
  KwGroup group;
  KwSection section;
  KwRecordFlags with;
  const char *id; /* in keepwellctl's JSON, a contract */
} GroupRow;

static const GroupRow rows[] = {
  /* Rules A1, A1b, G9. */
  { KW_GROUP_ALLERGIES_RULED_OUT, KW_SECTION_ALLERGIES, KW_RECORD_REFUTED, "ruled-out" },
  { KW_GROUP_NO_KNOWN_ALLERGY, KW_SECTION_ALLERGIES, KW_RECORD_NONE_KNOWN, "none-known" },
  { KW_GROUP_INTOLERANCES, KW_SECTION_ALLERGIES, KW_RECORD_INTOLERANCE, "intolerance" },
  { KW_GROUP_ALLERGIES, KW_SECTION_ALLERGIES, 0, "allergy" },
  /* Rule M10. */
  { KW_GROUP_DO_NOT_TAKE, KW_SECTION_MEDICATIONS, KW_RECORD_DO_NOT_PERFORM, "do-not-take" },
  { KW_GROUP_NO_KNOWN_MEDICINE, KW_SECTION_MEDICATIONS, KW_RECORD_NONE_KNOWN, "none-known" },
  { KW_GROUP_MEDICINES_PLANNED, KW_SECTION_MEDICATIONS, KW_RECORD_PROPOSED, "planned" },
  { KW_GROUP_MEDICINES_IN_HOSPITAL, KW_SECTION_MEDICATIONS, KW_RECORD_INPATIENT, "in-hospital" },
  { KW_GROUP_MEDICINES_ON_HOLD, KW_SECTION_MEDICATIONS, KW_RECORD_ON_HOLD, "on-hold" },
  { KW_GROUP_MEDICINES_CURRENT, KW_SECTION_MEDICATIONS, KW_RECORD_CURRENT, "current" },
  { KW_GROUP_MEDICINES_PAST, KW_SECTION_MEDICATIONS, 0, "past" },
  /* Rule A2. */
  { KW_GROUP_CONDITIONS_RULED_OUT, KW_SECTION_CONDITIONS, KW_RECORD_REFUTED, "ruled-out" },
  { KW_GROUP_CONDITIONS_CURRENT, KW_SECTION_CONDITIONS, KW_RECORD_CURRENT, "current" },
  { KW_GROUP_CONDITIONS_PAST, KW_SECTION_CONDITIONS, 0, "past" },
  { KW_GROUP_IMMUNIZATIONS, KW_SECTION_IMMUNIZATIONS, 0, NULL },
  { KW_GROUP_DOCUMENTS, KW_SECTION_DOCUMENTS, 0, NULL },
  { KW_GROUP_VISITS, KW_SECTION_VISITS, 0, NULL },
};

/* Statuses that say that a medicine is over (value sets medicationrequest-status,
 * medication-statement-status, medicationdispense-status and medication-admin-status, and R5). */
static const char *const past_statuses[]
    = { "completed", "stopped", "cancelled", "declined", "not-taken", "not-done", "ended", NULL };

/* Blood pressure stands first (rule V1): the panel, its older code, systolic. */
static const char *const blood_pressure[] = { "85354-9", "55284-4", "8480-6" };

static gboolean
has_value (const KwRecord *record)
{
  return record->value.kind != KW_VALUE_NONE || record->n_components > 0;
}

static gboolean
is_blood_pressure (const KwRecord *record)
{
  for (guint i = 0; i < G_N_ELEMENTS (blood_pressure); i++)
    if (kw_record_has_code (record, LOINC, blood_pressure[i]))
      return TRUE;
  return FALSE;
}

/* The newest record with a value of each test of @section; the section is newest first. */
static void
add_newest_of_each (KwSnapshot *self, KwSection section, KwGroup group)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->sections[section]->len; i++)
    {
      guint32 index = g_array_index (self->sections[section], guint32, i);
      const KwRecord *record = g_ptr_array_index (self->records, index);
      gpointer test = g_hash_table_lookup (self->test_of, record);

      if (!has_value (record) || !kw_snapshot_is_listed (self, record)
          || g_hash_table_contains (self->replaced_by, record))
        continue;
      if (!g_hash_table_add (seen, test))
        continue;
      if (group == KW_GROUP_LATEST_VITALS && is_blood_pressure (record))
        g_array_prepend_val (self->groups[group], index);
      else
        g_array_append_val (self->groups[group], index);
    }
}

static void
add_out_of_range (KwSnapshot *self)
{
  for (guint i = 0; i < self->groups[KW_GROUP_TESTS]->len; i++)
    {
      guint32 index = g_array_index (self->groups[KW_GROUP_TESTS], guint32, i);
      const KwRecord *record = g_ptr_array_index (self->records, index);

      if (kw_flag_is_outside (kw_flag_of_record (record, NULL)))
        g_array_append_val (self->groups[KW_GROUP_OUT_OF_RANGE], index);
    }
}

/* The last of the medicines: nobody who does not say so has stopped (rule G5), and that a pharmacy
 * handed something out says nothing of whether it is taken. */
static gboolean
is_medicine_over (const KwRecord *record)
{
  if (record->status == NULL || !g_strv_contains (past_statuses, record->status))
    return FALSE;
  return !g_str_equal (record->type, "MedicationDispense")
         || !g_str_equal (record->status, "completed");
}

/* Where a status decides and not a flag. */
static const GroupRow unsaid
    = { KW_GROUP_MEDICINES_NOT_STATED, KW_SECTION_MEDICATIONS, 0, "not-stated" };
static const GroupRow remission
    = { KW_GROUP_CONDITIONS_IN_REMISSION, KW_SECTION_CONDITIONS, 0, "in-remission" };

static const GroupRow *
refine (const GroupRow *row, const KwRecord *record)
{
  static const char *const over[] = { "inactive", "resolved", NULL };

  if (row->group == KW_GROUP_MEDICINES_PAST && !is_medicine_over (record))
    return &unsaid;
  if (row->group == KW_GROUP_CONDITIONS_PAST
      && g_strcmp0 (record->clinical_status, "remission") == 0)
    return &remission;
  /* That none is known is no longer so: nobody states it any more. */
  if (row->group == KW_GROUP_NO_KNOWN_ALLERGY && record->clinical_status != NULL
      && g_strv_contains (over, record->clinical_status))
    return &rows[0];
  return row;
}

/* The first row that fits, NULL for what belongs to no group. */
static const GroupRow *
find_row (const KwRecord *record)
{
  if (record->flags & KW_RECORD_SUPPORT)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].section == record->section && (record->flags & rows[i].with) == rows[i].with)
      return refine (&rows[i], record);
  return NULL;
}

/**
 * kw_snapshot_get_group_id:
 * @self: a snapshot
 * @record: one of its records
 *
 * Which part of its section a record stands in (rules A1, A2 and M10), as a script reads it:
 * "current", "do-not-take", "ruled-out".
 *
 * Returns: (nullable): %NULL where the section has no parts
 */
const char *
kw_snapshot_get_group_id (const KwSnapshot *self, const KwRecord *record)
{
  const GroupRow *row;

  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  row = find_row (record);
  if (row == NULL || row->id == NULL)
    return NULL;
  return kw_snapshot_is_listed (self, record) ? row->id : "no-longer-listed";
}

static void
add_to_group (KwSnapshot *self, guint32 index)
{
  const KwRecord *record = g_ptr_array_index (self->records, index);
  const GroupRow *row = find_row (record);

  if (!kw_snapshot_is_listed (self, record))
    g_array_append_val (self->groups[KW_GROUP_NO_LONGER_LISTED], index);
  else if (row != NULL)
    g_array_append_val (self->groups[row->group], index);
}

void
kw_snapshot_make_groups (KwSnapshot *self)
{
  for (guint32 i = 0; i < self->records->len; i++)
    add_to_group (self, i);
  kw_snapshot_gather_panels (self);
  kw_snapshot_gather_vaccines (self);
}

/* Those groups that are made of tests, after kw_snapshot_gather_results(). */
void
kw_snapshot_make_test_groups (KwSnapshot *self)
{
  add_newest_of_each (self, KW_SECTION_LABS, KW_GROUP_TESTS);
  add_newest_of_each (self, KW_SECTION_VITALS, KW_GROUP_LATEST_VITALS);
  add_out_of_range (self);
}
