/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/error.h"
#include "sync/sync.h"

/**
 * kw_login_way_use_browser:
 * @self: a way
 * @vendor: whose server it is
 * @has_window: whether a window of ours takes redirects to the program's scheme
 * @error: return location of KW_ERROR_WINDOW_ONLY where there is none and the vendor wants it
 *
 * RFC 8252: a listener on this computer, or the program's scheme at vendors that register nothing
 * else.
 *
 * Returns: whether there is such a way
 */
gboolean
kw_login_way_use_browser (KwLoginWay *self,
                          const KwVendor *vendor,
                          gboolean has_window,
                          GError **error)
{
  g_return_val_if_fail (self != NULL && vendor != NULL, FALSE);

  kw_login_way_clear (self);
  if (!kw_vendor_takes_loopback (vendor))
    {
      self->login = kw_login_with_scheme;
      self->redirect_uri = KW_REDIRECT_URI;
      if (!has_window)
        g_set_error_literal (error, KW_ERROR, KW_ERROR_WINDOW_ONLY,
                             "the vendor registers no loopback redirect");
      return has_window;
    }
  self->loopback = kw_loopback_new (error);
  if (self->loopback == NULL)
    return FALSE;
  self->login = kw_login_with_browser;
  self->login_data = self->loopback;
  self->redirect_uri = kw_loopback_get_redirect_uri (self->loopback);
  return TRUE;
}

void
kw_login_way_clear (KwLoginWay *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->loopback, kw_loopback_free);
  *self = (KwLoginWay){ 0 };
}
