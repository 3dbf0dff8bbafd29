/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/snapshot-private.h"

#include <string.h>

#include "core/composition.h"

/* A file was asked nothing, so a section is complete where it holds records and not asked
 * elsewhere. */
static void
note_sections (KwSnapshot *self, KwSource *source)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const KwRecord *record = g_ptr_array_index (self->records, i);
      KwSourceSection *section = kw_source_get_section (source, record->type, record->section);

      section->state = KW_STATE_COMPLETE;
      section->count++;
    }
  for (guint i = 0; i < self->bundle_person->resources->len; i++)
    {
      const KwResource *resource = g_ptr_array_index (self->bundle_person->resources, i);

      if (kw_composition_may_be (resource->record->type))
        kw_composition_note_sections (resource->node, source);
    }
}

/**
 * kw_snapshot_new_from_bundle:
 * @bundle: a file that was read; it must outlive the snapshot
 * @person: which of its people
 * @file_name: (nullable): what the file is called, for showing
 *
 * The same view of a file as of a vault, without a vault and without a keyring.
 *
 * Returns: (transfer full): everything the file says of that person
 */
KwSnapshot *
kw_snapshot_new_from_bundle (const KwBundle *bundle, guint person, const char *file_name)
{
  g_autoptr (KwSnapshot) self = kw_snapshot_alloc ();
  const KwBundlePerson *of;
  const char *id = "file";

  g_return_val_if_fail (bundle != NULL && person < kw_bundle_get_n_persons (bundle), NULL);

  of = kw_bundle_get_person (bundle, person);
  self->bundle = bundle;
  self->bundle_person = of;
  if (of->person != NULL)
    self->person = kw_person_copy (of->person);
  for (guint i = 0; i < of->resources->len; i++)
    {
      const KwResource *resource = g_ptr_array_index (of->resources, i);

      kw_snapshot_add (self, resource->record, NULL);
      id = resource->record->source;
    }
  memcpy (self->error_counts, of->error_counts, sizeof self->error_counts);
  g_ptr_array_add (self->sources,
                   kw_source_new (KW_SOURCE_FILE, id, file_name, kw_bundle_get_base (bundle)));
  kw_snapshot_seal (self);
  note_sections (self, g_ptr_array_index (self->sources, 0));
  return g_steal_pointer (&self);
}
