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

  /* Borrowed. */
  const KwRecord *record;

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
