/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/toasts.h"

#include "app/a11y.h"

#define SHOWN "kw-toasts"
#define SINCE "kw-since"
/* The longest way in, and some more. */
#define WAY_IN (700 * G_TIME_SPAN_MILLISECOND)

static GPtrArray *
get_shown (AdwToastOverlay *overlay)
{
  GPtrArray *shown = g_object_get_data (G_OBJECT (overlay), SHOWN);

  if (shown == NULL)
    {
      shown = g_ptr_array_new_with_free_func (g_object_unref);
      g_object_set_data_full (G_OBJECT (overlay), SHOWN, shown, (GDestroyNotify) g_ptr_array_unref);
    }
  return shown;
}

static void
dismissed_cb (AdwToast *toast, gpointer shown)
{
  g_ptr_array_remove (shown, toast);
}

void
kw_toasts_add (AdwToastOverlay *overlay, AdwToast *toast, const char *words)
{
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && ADW_IS_TOAST (toast));

  GPtrArray *shown = get_shown (overlay);
  gint64 now = g_get_monotonic_time ();

  g_object_set_data_full (G_OBJECT (toast), SINCE, g_memdup2 (&now, sizeof now), g_free);
  g_ptr_array_add (shown, g_object_ref (toast));
  g_signal_connect_data (toast, "dismissed", G_CALLBACK (dismissed_cb), g_ptr_array_ref (shown),
                         (GClosureNotify) (void (*) (void)) g_ptr_array_unref, 0);
  adw_toast_overlay_add_toast (overlay, toast);
  kw_a11y_announce (GTK_WIDGET (overlay), words);
}

/* libadwaita 1.2 frees what a toast's way in still uses when the way out has ended first: one that
 * came in a moment ago is left alone. */
static gboolean
is_coming_in (AdwToast *toast)
{
  gint64 *since = g_object_get_data (G_OBJECT (toast), SINCE);

  return since != NULL && g_get_monotonic_time () - *since < WAY_IN;
}

void
kw_toasts_replace (AdwToastOverlay *overlay, AdwToast *toast, const char *words)
{
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && ADW_IS_TOAST (toast));

  GPtrArray *shown = get_shown (overlay);

  for (guint i = shown->len; i-- > 0;)
    {
      g_autoptr (AdwToast) old = g_object_ref (g_ptr_array_index (shown, i));

      if (adw_toast_get_button_label (old) != NULL && !is_coming_in (old))
        adw_toast_dismiss (old);
    }
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  kw_toasts_add (overlay, toast, words);
}

/* What is not on the screen goes without fading; the words must not stand beside another name even
 * for a moment. */
void
kw_toasts_dismiss_all (AdwToastOverlay *overlay)
{
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));

  GPtrArray *shown = get_shown (overlay);

  if (shown->len == 0)
    return;
  gtk_widget_set_child_visible (GTK_WIDGET (overlay), FALSE);
  while (shown->len > 0)
    {
      g_autoptr (AdwToast) toast = g_object_ref (g_ptr_array_index (shown, shown->len - 1));

      adw_toast_dismiss (toast);
      g_ptr_array_remove (shown, toast);
    }
  gtk_widget_set_child_visible (GTK_WIDGET (overlay), TRUE);
}
