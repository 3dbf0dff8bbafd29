/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/error.h"
#include "core/record.h"
#include "core/typed-date.h"
#include "library/own-private.h"

/* Where a field of a form stands in the resource. */
typedef struct
{
  KwOwnField field;
  const char *path;
} Place;

#define MAX_PLACES 8
static const Place places[KW_N_OWN_KINDS][MAX_PLACES] = {
  [KW_OWN_ALLERGY] = { { KW_OWN_FIELD_NAME, "code.text" },
                       { KW_OWN_FIELD_REACTION, "reaction.0.manifestation.0.text" },
                       { KW_OWN_FIELD_CHOICE, "reaction.0.severity" },
                       { KW_OWN_FIELD_DATE, "onsetDateTime" },
                       { KW_OWN_FIELD_TEXT, "note.0.text" } },
  [KW_OWN_MEDICINE] = { { KW_OWN_FIELD_NAME, "medicationCodeableConcept.text" },
                        { KW_OWN_FIELD_HOW, "dosage.0.text" },
                        { KW_OWN_FIELD_REASON, "reasonCode.0.text" },
                        { KW_OWN_FIELD_CHOICE, "status" },
                        { KW_OWN_FIELD_DATE, "effectivePeriod.start" },
                        { KW_OWN_FIELD_END, "effectivePeriod.end" },
                        { KW_OWN_FIELD_TEXT, "note.0.text" } },
  [KW_OWN_CONDITION] = { { KW_OWN_FIELD_NAME, "code.text" },
                         { KW_OWN_FIELD_CHOICE, "clinicalStatus.coding.0.code" },
                         { KW_OWN_FIELD_DATE, "onsetDateTime" },
                         { KW_OWN_FIELD_END, "abatementDateTime" },
                         { KW_OWN_FIELD_TEXT, "note.0.text" } },
  [KW_OWN_VACCINE] = { { KW_OWN_FIELD_NAME, "vaccineCode.text" },
                       { KW_OWN_FIELD_DATE, "occurrenceDateTime" },
                       { KW_OWN_FIELD_WHERE, "performer.0.actor.display" },
                       { KW_OWN_FIELD_TEXT, "note.0.text" } },
  [KW_OWN_MEASUREMENT] = { { KW_OWN_FIELD_NAME, "code.text" },
                           { KW_OWN_FIELD_UNIT, "valueQuantity.unit" },
                           { KW_OWN_FIELD_DATE, "effectiveDateTime" },
                           { KW_OWN_FIELD_TEXT, "note.0.text" } },
  [KW_OWN_NOTE]
  = { { KW_OWN_FIELD_NAME, "type.text" }, { KW_OWN_FIELD_DATE, "content.0.attachment.creation" } },
  [KW_OWN_FILE] = { { KW_OWN_FIELD_FILE, "content.0.attachment.title" },
                    { KW_OWN_FIELD_CHOICE, "category.0.coding.0.code" },
                    { KW_OWN_FIELD_NAME, "type.text" },
                    { KW_OWN_FIELD_DATE, "content.0.attachment.creation" } },
};

static gboolean
find_kind (const KwJsonNode *root, KwOwnKind *out_kind)
{
  const char *type = kw_json_string_at (root, "resourceType");
  gboolean is_note = g_strcmp0 (kw_json_string_at (root, "category.0.coding.0.code"), "note") == 0;

  for (guint i = 0; i < KW_N_OWN_KINDS; i++)
    if (g_strcmp0 (kw_own_form_get ((KwOwnKind) i)->type, type) == 0)
      {
        *out_kind = i == KW_OWN_NOTE && !is_note ? KW_OWN_FILE : (KwOwnKind) i;
        return TRUE;
      }
  return FALSE;
}

/* The choice whose code and unit these are; what no choice has was typed as something else. */
static void
read_measure (KwOwnEntry *self, const KwJsonNode *root)
{
  const KwOwnFormField *field = &kw_own_form_get (KW_OWN_MEASUREMENT)->fields[0];
  const char *code = kw_json_string_at (root, "code.coding.0.code");
  const char *unit = kw_json_string_at (root, "valueQuantity.code");

  kw_own_entry_set (self, KW_OWN_FIELD_CHOICE, "other");
  for (const KwOwnChoice *choice = field->choices; choice->id != NULL; choice++)
    {
      const KwOwnMeasure *measure = kw_own_measure_find (choice->id);

      if (measure != NULL && g_strcmp0 (measure->loinc, code) == 0
          && (unit == NULL || g_str_equal (measure->ucum, unit)))
        {
          kw_own_entry_set (self, KW_OWN_FIELD_CHOICE, choice->id);
          kw_own_entry_set (self, KW_OWN_FIELD_UNIT, NULL);
          return;
        }
    }
}

static void
read_value (KwOwnEntry *self, const KwJsonNode *root)
{
  const char *first = kw_json_scalar_at (root, "component.0.valueQuantity.value");
  const char *second = kw_json_scalar_at (root, "component.1.valueQuantity.value");
  const char *comparator = kw_json_string_at (root, "valueQuantity.comparator");
  const char *number = kw_json_scalar_at (root, "valueQuantity.value");
  g_autofree char *value = NULL;

  if (first != NULL && second != NULL)
    value = g_strconcat (first, "/", second, NULL);
  else if (number != NULL)
    value = g_strconcat (comparator != NULL ? comparator : "", number, NULL);
  else
    value = g_strdup (kw_json_string_at (root, "valueString"));
  kw_own_entry_set (self, KW_OWN_FIELD_VALUE, value);
}

static void
read_attachment (KwOwnEntry *self, const KwJsonNode *root)
{
  g_autoptr (GBytes) bytes = kw_attachment_dup_data (root, 0, NULL);
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autofree char *text = data != NULL ? g_strndup (data, size) : NULL;

  if (self->kind == KW_OWN_NOTE)
    {
      kw_own_entry_set (self, KW_OWN_FIELD_TEXT, text);
      return;
    }
  self->file = g_steal_pointer (&bytes);
  self->content_type = g_strdup (kw_json_string_at (root, "content.0.attachment.contentType"));
  self->about = g_strdup (kw_json_string_at (root, "context.related.0.identifier.value"));
  self->about_title = g_strdup (kw_json_string_at (root, "context.related.0.display"));
}

/**
 * kw_own_entry_new_from_fhir:
 * @body: what kw_own_entry_to_fhir() has written
 *
 * Returns: (transfer full) (nullable): the form as it was filled in; %NULL for anything else
 */
KwOwnEntry *
kw_own_entry_new_from_fhir (GBytes *body)
{
  g_return_val_if_fail (body != NULL, NULL);

  g_autoptr (KwJson) json = kw_json_new (body, G_MAXSIZE, NULL);
  const KwJsonNode *root = json != NULL ? kw_json_get_root (json) : NULL;
  KwOwnKind kind = KW_OWN_NOTE;

  if (!find_kind (root, &kind))
    return NULL;

  KwOwnEntry *self = kw_own_entry_new (kind);

  self->id = g_strdup (kw_json_string_at (root, "id"));
  for (guint i = 0; i < MAX_PLACES && places[kind][i].path != NULL; i++)
    {
      const char *found = kw_json_scalar_at (root, places[kind][i].path);
      gboolean is_date
          = places[kind][i].field == KW_OWN_FIELD_DATE || places[kind][i].field == KW_OWN_FIELD_END;
      g_autofree char *typed
          = found != NULL && is_date ? kw_typed_date_dup (found) : g_strdup (found);

      if (typed != NULL)
        kw_own_entry_set (self, places[kind][i].field, typed);
    }
  if (kind == KW_OWN_MEASUREMENT)
    {
      read_measure (self, root);
      read_value (self, root);
    }
  if (kind == KW_OWN_NOTE || kind == KW_OWN_FILE)
    read_attachment (self, root);
  return self;
}

/**
 * kw_own_move:
 * @from: the vault that has it
 * @to: another person's
 * @ref: an own entry
 * @error: return location
 *
 * First into the other vault, then out of this one: a failure between leaves two and loses none.
 * What it belongs with stays here, and its name too: nothing of one person goes to another but the
 * entry itself.
 *
 * Returns: whether it is only with the other person now
 */
gboolean
kw_own_move (KwVault *from, KwVault *to, const char *ref, GError **error)
{
  g_return_val_if_fail (KW_IS_VAULT (from) && KW_IS_VAULT (to) && from != to, FALSE);
  g_return_val_if_fail (ref != NULL && g_str_has_prefix (ref, KW_OWN_SOURCE "/"), FALSE);

  g_autoptr (KwOwnChange) removal = kw_own_change_new ();
  g_autoptr (KwOwnChange) copy = kw_own_change_new ();
  g_autoptr (KwOwnChange) undo_removal = NULL;
  g_autoptr (KwOwnChange) undo_copy = NULL;
  g_autoptr (GBytes) body = kw_vault_load_body (from, ref, error);
  g_autoptr (KwOwnEntry) entry = body != NULL ? kw_own_entry_new_from_fhir (body) : NULL;
  g_autoptr (GBytes) moved = NULL;

  if (entry == NULL)
    {
      if (body != NULL)
        g_set_error_literal (error, KW_ERROR, KW_ERROR_FAILED, "no own entry");
      return FALSE;
    }
  g_clear_pointer (&entry->about, g_free);
  g_clear_pointer (&entry->about_title, g_free);
  moved = kw_own_entry_to_fhir (entry);
  kw_own_change_remove (removal, ref);
  if (!kw_own_change_put (copy, moved, error))
    return FALSE;
  undo_copy = kw_own_change_apply (copy, to, error);
  if (undo_copy == NULL)
    return FALSE;
  undo_removal = kw_own_change_apply (removal, from, error);
  return undo_removal != NULL;
}

static gboolean
names (const KwRecord *own, const char *ref)
{
  for (guint i = 0; i < own->n_relations; i++)
    if (g_strcmp0 (own->relations[i].reference, ref) == 0)
      return TRUE;
  return FALSE;
}

/**
 * kw_snapshot_dup_own_about:
 * @self: a snapshot
 * @record: one of its records
 *
 * Returns: (transfer full): the own entries that the person has put with @record
 */
GArray *
kw_snapshot_dup_own_about (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));
  const GArray *documents = kw_snapshot_get_section (self, KW_SECTION_DOCUMENTS);

  for (guint i = 0; i < documents->len; i++)
    {
      guint32 index = g_array_index (documents, guint32, i);
      const KwRecord *own = kw_snapshot_get_record (self, index);

      if (kw_own_is_own (own) && names (own, record->ref))
        g_array_append_val (found, index);
    }
  return found;
}
