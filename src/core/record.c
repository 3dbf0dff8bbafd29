/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/record.h"

#include <string.h>

#include "core/record-layout.h"

/* A record and everything it points at are one block: first this, then its arrays, then its
 * strings. A hundred thousand of them are a hundred thousand allocations and no more. */
typedef struct
{
  gatomicrefcount references;
  KwRecord record;
} Block;

typedef struct
{
  gsize arrays;
  gsize strings;
} Sizes;

typedef struct
{
  char *array; /* the next free byte of each region */
  char *string;
} Packer;

static gpointer
copy_boxed (gpointer self)
{
  return kw_record_ref (self);
}

static void
free_boxed (gpointer self)
{
  kw_record_unref (self);
}

/* By hand, because G_DEFINE_BOXED_TYPE uses a union argument that -Wpedantic refuses. */
GType
kw_record_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_boxed_type_register_static ("KwRecord", copy_boxed, free_boxed));
  return type;
}

static Block *
get_block (const KwRecord *self)
{
  return (Block *) ((char *) self - G_STRUCT_OFFSET (Block, record));
}

static gsize
measure_string (const char *string)
{
  return string == NULL ? 0 : strlen (string) + 1;
}

static void
measure (const KwLayout *layout, const char *base, Sizes *sizes)
{
  for (guint i = 0; i < layout->n_fields; i++)
    {
      const KwField *field = &layout->fields[i];
      const char *const *pointer = (const char *const *) (base + field->offset);

      if (field->kind == KW_FIELD_STRING)
        sizes->strings += measure_string (*pointer);
      else if (field->kind == KW_FIELD_STRUCT)
        measure (field->layout, base + field->offset, sizes);
      else if (field->kind == KW_FIELD_ARRAY)
        {
          guint n = G_STRUCT_MEMBER (guint, base, field->n_offset);

          sizes->arrays += n * field->layout->size;
          for (guint j = 0; j < n; j++)
            measure (field->layout, *pointer + j * field->layout->size, sizes);
        }
      else if (field->kind == KW_FIELD_STRINGS && *pointer != NULL)
        {
          const char *const *strings = (const char *const *) *pointer;
          guint n = 0;

          for (; strings[n] != NULL; n++)
            sizes->strings += measure_string (strings[n]);
          sizes->arrays += (n + 1) * sizeof (char *);
        }
    }
}

static const char *
pack_string (Packer *packer, const char *string)
{
  char *copy = packer->string;

  if (string == NULL)
    return NULL;
  packer->string = stpcpy (copy, string) + 1;
  return copy;
}

/* U+FFFD stands for what could not be read. */
static gboolean
is_damaged (const char *strings, gsize size)
{
  for (const char *at = strings; (at = memchr (at, 0xEF, size - (gsize) (at - strings))) != NULL;
       at++)
    if (strncmp (at, "\357\277\275", 3) == 0)
      return TRUE;
  return FALSE;
}

/* @base is a flat copy whose pointers still lead to the original; they are turned to the block. */
static void
pack (const KwLayout *layout, char *base, Packer *packer)
{
  for (guint i = 0; i < layout->n_fields; i++)
    {
      const KwField *field = &layout->fields[i];
      gpointer *pointer = (gpointer *) (base + field->offset);

      if (field->kind == KW_FIELD_STRING)
        *pointer = (gpointer) pack_string (packer, *pointer);
      else if (field->kind == KW_FIELD_STRUCT)
        pack (field->layout, base + field->offset, packer);
      else if (field->kind == KW_FIELD_ARRAY)
        {
          guint n = G_STRUCT_MEMBER (guint, base, field->n_offset);
          char *copy = packer->array;

          packer->array += n * field->layout->size;
          if (n > 0)
            memcpy (copy, *pointer, n * field->layout->size);
          *pointer = n > 0 ? copy : NULL;
          for (guint j = 0; j < n; j++)
            pack (field->layout, copy + j * field->layout->size, packer);
        }
      else if (field->kind == KW_FIELD_STRINGS && *pointer != NULL)
        {
          const char *const *strings = *pointer;
          const char **copy = (const char **) packer->array;

          *pointer = copy;
          for (; *strings != NULL; strings++)
            *copy++ = pack_string (packer, *strings);
          *copy++ = NULL;
          packer->array = (char *) copy;
        }
    }
}

KwRecord *
kw_record_pack (const KwRecord *self)
{
  Sizes sizes = { 0, 0 };

  measure (&kw_record_layout, (const char *) self, &sizes);

  Block *block = g_malloc (sizeof (Block) + sizes.arrays + sizes.strings);
  Packer packer = { (char *) (block + 1), (char *) (block + 1) + sizes.arrays };

  g_atomic_ref_count_init (&block->references);
  block->record = *self;
  pack (&kw_record_layout, (char *) &block->record, &packer);
  if (is_damaged ((char *) (block + 1) + sizes.arrays, sizes.strings))
    block->record.flags |= KW_RECORD_DAMAGED;
  return &block->record;
}

/**
 * kw_record_ref:
 *
 * Returns: (transfer full): @self
 */
KwRecord *
kw_record_ref (const KwRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  Block *block = get_block (self);

  g_atomic_ref_count_inc (&block->references);
  return &block->record;
}

void
kw_record_unref (KwRecord *self)
{
  g_return_if_fail (self != NULL);

  Block *block = get_block (self);

  if (g_atomic_ref_count_dec (&block->references))
    g_free (block);
}

/**
 * kw_record_with_source:
 * @source: id of the source that it is stored under
 *
 * Returns: (transfer full): a copy whose source and ref are of @source
 */
KwRecord *
kw_record_with_source (const KwRecord *self, const char *source)
{
  g_return_val_if_fail (self != NULL && source != NULL, NULL);

  KwRecord copy = *self;
  g_autofree char *ref = g_strdup_printf ("%s/%s/%s", source, self->type, self->id);

  copy.source = source;
  copy.ref = ref;
  return kw_record_pack (&copy);
}

/**
 * kw_record_get_relation:
 *
 * The first reference of a kind; a record names them in the order of rule G8.
 *
 * Returns: (transfer none) (nullable): the relation
 */
const KwRelation *
kw_record_get_relation (const KwRecord *self, KwRelationKind kind)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->n_relations; i++)
    if (self->relations[i].kind == kind)
      return &self->relations[i];
  return NULL;
}

/**
 * kw_record_has_code:
 * @system: (nullable): the URI of the code system, `NULL` for any
 *
 * Returns: whether the record's name carries this code
 */
gboolean
kw_record_has_code (const KwRecord *self, const char *system, const char *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, FALSE);

  for (guint i = 0; i < self->n_codes; i++)
    if (g_strcmp0 (self->codes[i].code, code) == 0
        && (system == NULL || g_strcmp0 (self->codes[i].system, system) == 0))
      return TRUE;
  return FALSE;
}

/**
 * kw_record_compare_newest_first:
 *
 * The order of every list: newest first, undated last (rule D2), and always the same for records of
 * one moment.
 *
 * Returns: less than 0 when @a comes first
 */
int
kw_record_compare_newest_first (const KwRecord *a, const KwRecord *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, 0);

  if (a->sort_time != b->sort_time)
    return a->sort_time > b->sort_time ? -1 : 1;
  return strcmp (a->ref, b->ref);
}
