/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/item.h"

struct _KwItem
{
  GObject parent_instance;

  /* Owned. */
  KwSnapshot *snapshot; /* keeps @record alive */
  char *heading;
  char *detail;
  KwSearch *search; /* NULL but for a record that was found */
  KwFound *found;

  /* Borrowed. */
  const KwRecord *record;

  KwSection section; /* of what opens the rest */
  gboolean is_more;
  gboolean first;
  gboolean last;
};

G_DEFINE_FINAL_TYPE (KwItem, kw_item, G_TYPE_OBJECT)

static void
kw_item_finalize (GObject *object)
{
  KwItem *self = KW_ITEM (object);

  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  g_clear_pointer (&self->heading, g_free);
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->search, kw_search_unref);
  g_clear_pointer (&self->found, kw_found_unref);

  G_OBJECT_CLASS (kw_item_parent_class)->finalize (object);
}

static void
kw_item_class_init (KwItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_item_finalize;
}

static void
kw_item_init (KwItem *self)
{
  (void) self;
}

KwItem *
kw_item_new_record (KwSnapshot *snapshot, const KwRecord *record)
{
  g_return_val_if_fail (snapshot != NULL && record != NULL, NULL);

  KwItem *self = g_object_new (KW_TYPE_ITEM, NULL);

  self->snapshot = kw_snapshot_ref (snapshot);
  self->record = record;

  return self;
}

KwItem *
kw_item_new_heading (const char *title, const char *detail)
{
  g_return_val_if_fail (title != NULL, NULL);

  KwItem *self = g_object_new (KW_TYPE_ITEM, NULL);

  self->heading = g_strdup (title);
  self->detail = g_strdup (detail);

  return self;
}

KwItem *
kw_item_new_more (const char *title, KwSection section)
{
  KwItem *self = kw_item_new_heading (title, NULL);

  self->is_more = TRUE;
  self->section = section;

  return self;
}

gboolean
kw_item_get_more (KwItem *self, KwSection *out_section)
{
  g_return_val_if_fail (KW_IS_ITEM (self), FALSE);

  if (self->is_more)
    *out_section = self->section;

  return self->is_more;
}

void
kw_item_set_found (KwItem *self, KwSearch *search, KwFound *found)
{
  g_return_if_fail (KW_IS_ITEM (self) && search != NULL && found != NULL);
  g_return_if_fail (self->search == NULL);

  self->search = kw_search_ref (search);
  self->found = kw_found_ref (found);
}

KwSearch *
kw_item_get_search (KwItem *self)
{
  g_return_val_if_fail (KW_IS_ITEM (self), NULL);

  return self->search;
}

const KwFound *
kw_item_get_found (KwItem *self)
{
  g_return_val_if_fail (KW_IS_ITEM (self), NULL);

  return self->found;
}

KwSnapshot *
kw_item_get_snapshot (KwItem *self)
{
  g_return_val_if_fail (KW_IS_ITEM (self), NULL);

  return self->snapshot;
}

const KwRecord *
kw_item_get_record (KwItem *self)
{
  g_return_val_if_fail (KW_IS_ITEM (self), NULL);

  return self->record;
}

const char *
kw_item_get_heading (KwItem *self)
{
  g_return_val_if_fail (KW_IS_ITEM (self), NULL);

  return self->heading;
}

const char *
kw_item_get_detail (KwItem *self)
{
  g_return_val_if_fail (KW_IS_ITEM (self), NULL);

  return self->detail;
}

void
kw_item_set_edges (KwItem *self, gboolean first, gboolean last)
{
  g_return_if_fail (KW_IS_ITEM (self));

  self->first = first;
  self->last = last;
}

gboolean
kw_item_is_first (KwItem *self)
{
  g_return_val_if_fail (KW_IS_ITEM (self), FALSE);

  return self->first;
}

gboolean
kw_item_is_last (KwItem *self)
{
  g_return_val_if_fail (KW_IS_ITEM (self), FALSE);

  return self->last;
}
