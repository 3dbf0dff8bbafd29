/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/view.h"

typedef struct
{
  /* Owned. */
  KwSnapshot *snapshot;
  KwLibrary *library;
  GtkWidget *actions;
  char *title;

  gboolean narrow;
} KwViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KwView, kw_view, ADW_TYPE_BIN)

static KwViewPrivate *
get_private (KwView *self)
{
  return kw_view_get_instance_private (self);
}

static void
kw_view_dispose (GObject *object)
{
  KwViewPrivate *private = get_private (KW_VIEW (object));

  g_clear_pointer (&private->snapshot, kw_snapshot_unref);
  g_clear_object (&private->library);
  g_clear_object (&private->actions);
  g_clear_pointer (&private->title, g_free);

  G_OBJECT_CLASS (kw_view_parent_class)->dispose (object);
}

static void
kw_view_class_init (KwViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_view_dispose;
}

static void
kw_view_init (KwView *self)
{
  (void) self;
}

void
kw_view_set_snapshot (KwView *self, KwSnapshot *snapshot)
{
  g_return_if_fail (KW_IS_VIEW (self));
  g_return_if_fail (snapshot != NULL);

  KwViewPrivate *private = get_private (self);
  if (private->snapshot == snapshot)
    return;

  g_autoptr (KwSnapshot) old = g_steal_pointer (&private->snapshot);
  private->snapshot = kw_snapshot_ref (snapshot);
  if (KW_VIEW_GET_CLASS (self)->update != NULL)
    KW_VIEW_GET_CLASS (self)->update (self, snapshot);
}

KwSnapshot *
kw_view_get_snapshot (KwView *self)
{
  g_return_val_if_fail (KW_IS_VIEW (self), NULL);

  return get_private (self)->snapshot;
}

void
kw_view_set_library (KwView *self, KwLibrary *library)
{
  g_return_if_fail (KW_IS_VIEW (self));

  g_set_object (&get_private (self)->library, library);
}

KwLibrary *
kw_view_get_library (KwView *self)
{
  g_return_val_if_fail (KW_IS_VIEW (self), NULL);

  return get_private (self)->library;
}

void
kw_view_set_narrow (KwView *self, gboolean narrow)
{
  g_return_if_fail (KW_IS_VIEW (self));

  KwViewPrivate *private = get_private (self);
  if (private->narrow == narrow)
    return;

  private->narrow = narrow;
  if (KW_VIEW_GET_CLASS (self)->narrow_changed != NULL)
    KW_VIEW_GET_CLASS (self)->narrow_changed (self, narrow);
}

gboolean
kw_view_get_narrow (KwView *self)
{
  g_return_val_if_fail (KW_IS_VIEW (self), FALSE);

  return get_private (self)->narrow;
}

void
kw_view_set_title (KwView *self, const char *title)
{
  g_return_if_fail (KW_IS_VIEW (self));

  KwViewPrivate *private = get_private (self);
  g_free (private->title);
  private->title = g_strdup (title);
}

const char *
kw_view_get_title (KwView *self)
{
  g_return_val_if_fail (KW_IS_VIEW (self), NULL);

  return get_private (self)->title;
}

void
kw_view_set_actions (KwView *self, GtkWidget *actions)
{
  g_return_if_fail (KW_IS_VIEW (self));

  KwViewPrivate *private = get_private (self);
  g_clear_object (&private->actions);
  private->actions = g_object_ref_sink (actions);
}

GtkWidget *
kw_view_get_actions (KwView *self)
{
  g_return_val_if_fail (KW_IS_VIEW (self), NULL);

  return get_private (self)->actions;
}

void
kw_view_get_scope (KwView *self, KwReportOptions *options)
{
  g_return_if_fail (KW_IS_VIEW (self));

  *options = (KwReportOptions){ 0 };
  if (KW_VIEW_GET_CLASS (self)->get_scope != NULL)
    KW_VIEW_GET_CLASS (self)->get_scope (self, options);
}
