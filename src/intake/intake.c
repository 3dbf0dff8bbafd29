/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "intake/intake.h"

#include "core/error.h"
#include "intake/parts.h"

struct _KwIntake
{
  GPtrArray *files;   /* of KwIntakeFile */
  GPtrArray *persons; /* of Person */
};

/* A person of the files, and the parts of the files that are about them. */
typedef struct
{
  KwIntakePerson public;
  GArray *parts; /* of KwIntakePart */
} Person;

static void
free_file (gpointer data)
{
  KwIntakeFile *self = data;

  kw_bundle_free (self->bundle);
  g_free (self->name);
  g_free (self->folder);
  g_free (self);
}

static void
free_person (gpointer data)
{
  Person *self = data;

  kw_person_free (self->public.person);
  g_array_unref (self->parts);
  g_free (self);
}

/**
 * kw_intake_new:
 *
 * Returns: (transfer full): an intake without files
 */
KwIntake *
kw_intake_new (void)
{
  KwIntake *self = g_new0 (KwIntake, 1);

  self->files = g_ptr_array_new_with_free_func (free_file);
  self->persons = g_ptr_array_new_with_free_func (free_person);
  return self;
}

void
kw_intake_free (KwIntake *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->persons);
  g_ptr_array_unref (self->files);
  g_free (self);
}

/* Two files are about one person only when nothing that they state differs or is missing. */
static Person *
find_person (KwIntake *self, const KwPerson *person)
{
  Person *found;

  for (guint i = 0; i < self->persons->len; i++)
    {
      found = g_ptr_array_index (self->persons, i);
      if (person == NULL || found->public.person == NULL)
        {
          if (person == found->public.person)
            return found;
        }
      else if (kw_person_compare (found->public.person, person) == KW_PERSON_SAME)
        return found;
    }
  found = g_new0 (Person, 1);
  found->public.person = person ? kw_person_copy (person) : NULL;
  found->parts = g_array_new (FALSE, FALSE, sizeof (KwIntakePart));
  g_ptr_array_add (self->persons, found);
  return found;
}

static void
add_part (KwIntake *self, const KwIntakeFile *file, guint index)
{
  const KwBundlePerson *of = kw_bundle_get_person (file->bundle, index);
  const KwIntakePart part = { file, of };
  Person *person = find_person (self, of->person);

  g_array_append_val (person->parts, part);
  person->public.n_records += of->resources->len;
  person->public.n_entered_in_error += of->n_entered_in_error;
  for (guint i = 0; i < of->resources->len; i++)
    {
      const KwResource *resource = g_ptr_array_index (of->resources, i);

      person->public.n_in_section[resource->record->section]++;
    }
}

/**
 * kw_intake_add_file:
 * @path: a file of FHIR JSON or NDJSON
 * @cancellable: (nullable): to stop
 * @error: return location for an error
 *
 * Reads a file into the preview. A file that cannot be read leaves the others as they are.
 *
 * Returns: whether it was read
 */
gboolean
kw_intake_add_file (KwIntake *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  KwIntakeFile *file;
  KwBundle *bundle;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  bundle = kw_bundle_new_from_file (path, error);
  if (bundle == NULL)
    return FALSE;
  file = g_new0 (KwIntakeFile, 1);
  file->bundle = bundle;
  file->name = g_path_get_basename (path);
  file->folder = g_path_get_dirname (path);
  g_ptr_array_add (self->files, file);
  for (guint i = 0; i < kw_bundle_get_n_persons (bundle); i++)
    add_part (self, file, i);
  return TRUE;
}

guint
kw_intake_get_n_persons (const KwIntake *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->persons->len;
}

/**
 * kw_intake_get_person:
 *
 * Returns: (transfer none): whom the files are about, and how much they say
 */
const KwIntakePerson *
kw_intake_get_person (const KwIntake *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->persons->len, NULL);

  return &((const Person *) g_ptr_array_index (self->persons, index))->public;
}

/**
 * kw_intake_compare:
 * @person: the person of a vault
 *
 * A file that does not say whose it is, is never a match for sure.
 *
 * Returns: how the two compare
 */
KwPersonMatch
kw_intake_compare (const KwIntake *self, guint index, const KwPerson *person)
{
  const KwIntakePerson *own = kw_intake_get_person (self, index);

  g_return_val_if_fail (own != NULL && person != NULL, KW_PERSON_UNSURE);

  return own->person ? kw_person_compare (own->person, person) : KW_PERSON_UNSURE;
}

/**
 * kw_intake_store:
 * @index: which person of the files
 * @vault: whose vault it goes to
 * @accept: the worst match that somebody has agreed to
 * @out_result: (out caller-allocates): what was done
 * @cancellable: (nullable): to stop between files
 * @error: return location for an error
 *
 * Returns: whether everything is on disk
 */
gboolean
kw_intake_store (KwIntake *self,
                 guint index,
                 KwVault *vault,
                 KwPersonMatch accept,
                 KwIntakeResult *out_result,
                 GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (self != NULL && index < self->persons->len, FALSE);
  g_return_val_if_fail (out_result != NULL, FALSE);

  const Person *person = g_ptr_array_index (self->persons, index);
  g_autoptr (KwPerson) owner = kw_vault_dup_person (vault, error);

  *out_result = (KwIntakeResult){ 0, 0, 0 };
  if (owner == NULL)
    return FALSE;
  if (kw_intake_compare (self, index, owner) > accept)
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_OTHER_PATIENT,
                           "the file's patient is not the person of this record");
      return FALSE;
    }
  for (guint i = 0; i < person->parts->len; i++)
    if (!kw_intake_part_store (&g_array_index (person->parts, KwIntakePart, i), vault, out_result,
                               cancellable, error))
      return FALSE;
  return TRUE;
}
