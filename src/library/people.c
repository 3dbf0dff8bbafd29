/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/people.h"

#include "core/error.h"
#include "vault/keyring.h"

static const struct
{
  KwSourceState state;
  KwNeed need;
} needs[] = {
  { KW_SOURCE_NEEDS_ATTENTION, KW_NEED_ATTENTION },
  { KW_SOURCE_SIGN_IN, KW_NEED_SIGN_IN },
  { KW_SOURCE_FAILED, KW_NEED_RETRY },
};

void
kw_person_overview_free (KwPersonOverview *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->person, kw_person_free);
  g_clear_error (&self->error);
  g_free (self);
}

static guint
count_state (GPtrArray *sources, KwSourceState state)
{
  guint n = 0;

  for (guint i = 0; i < sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (sources, i);

      n += source->kind == KW_SOURCE_CONNECTION && source->uuid != NULL && source->state == state;
    }
  return n;
}

static gboolean
fill (KwPersonOverview *self, KwVault *vault, GError **error)
{
  KwPerson *person = kw_vault_dup_person (vault, error);
  g_autoptr (GPtrArray) sources = person != NULL ? kw_vault_list_sources (vault, error) : NULL;

  if (person != NULL)
    {
      g_clear_pointer (&self->person, kw_person_free);
      self->person = person;
    }
  if (sources == NULL)
    return FALSE;
  for (guint i = 0; i < sources->len; i++)
    self->as_of = MAX (self->as_of, ((const KwSource *) g_ptr_array_index (sources, i))->as_of);
  for (guint i = 0; i < G_N_ELEMENTS (needs) && self->n_need == 0; i++)
    {
      self->n_need = count_state (sources, needs[i].state);
      if (self->n_need > 0)
        self->need = needs[i].need;
    }
  return TRUE;
}

static gboolean
is_of_all (const GError *error)
{
  return g_error_matches (error, KW_ERROR, KW_ERROR_KEYRING_LOCKED)
         || g_error_matches (error, KW_ERROR, KW_ERROR_KEYRING_ABSENT);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const KwPersonOverview *first = *(const KwPersonOverview *const *) a;
  const KwPersonOverview *second = *(const KwPersonOverview *const *) b;
  const char *names[] = { first->person->name, second->person->name };

  /* Who has none, or cannot be read, comes last. */
  if (names[0] == NULL || names[1] == NULL)
    return (names[0] == NULL) - (names[1] == NULL);
  return g_utf8_collate (names[0], names[1]);
}

/**
 * kw_people_list:
 * @data_dir: where Keepwell keeps everything
 * @error: return location
 *
 * The damaged record of one person keeps nobody from the others.
 *
 * ```c
 * people = kw_people_list (data_dir, &error);
 * ```
 *
 * Returns: (transfer full) (nullable) (element-type KwPersonOverview): by name
 */
GPtrArray *
kw_people_list (const char *data_dir, GError **error)
{
  g_return_val_if_fail (data_dir != NULL, NULL);

  g_autoptr (GPtrArray) people
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_person_overview_free);
  g_auto (GStrv) uuids = kw_vault_list (data_dir);

  for (guint i = 0; uuids != NULL && uuids[i] != NULL; i++)
    {
      const KwPerson unknown = { .uuid = uuids[i] };
      KwPersonOverview *one = g_new0 (KwPersonOverview, 1);
      g_autoptr (KwVault) vault = kw_vault_open (data_dir, uuids[i], &one->error);

      one->person = kw_person_copy (&unknown);
      g_ptr_array_add (people, one);
      if (vault != NULL)
        fill (one, vault, &one->error);
      if (is_of_all (one->error))
        {
          g_propagate_error (error, g_steal_pointer (&one->error));
          return NULL;
        }
    }
  g_ptr_array_sort (people, compare_names);
  return g_steal_pointer (&people);
}

/* The hospitals may go on listing the program; without its tokens nobody can use that from here. */
static void
clear_tokens (const char *data_dir, const char *uuid)
{
  g_autoptr (KwVault) vault = kw_vault_open (data_dir, uuid, NULL);
  g_autoptr (GPtrArray) connections
      = vault != NULL ? kw_vault_list_connections (vault, NULL) : NULL;

  for (guint i = 0; connections != NULL && i < connections->len; i++)
    {
      KwConnection *connection = g_ptr_array_index (connections, i);

      kw_keyring_clear_tokens (kw_connection_get (connection, KW_CONNECTION_UUID),
                               kw_connection_get (connection, KW_CONNECTION_BASE), NULL);
    }
}

/**
 * kw_people_delete:
 * @data_dir: where Keepwell keeps everything
 * @uuid: whose record
 * @error: return location
 *
 * For good: the sign-ins, the key, then the files. Also of one that cannot be opened any more.
 *
 * Returns: whether nothing of it is left
 */
gboolean
kw_people_delete (const char *data_dir, const char *uuid, GError **error)
{
  g_return_val_if_fail (data_dir != NULL && uuid != NULL, FALSE);

  clear_tokens (data_dir, uuid);
  return kw_vault_delete (data_dir, uuid, error);
}
