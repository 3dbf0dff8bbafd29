/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/resources.h"

#include "app-gresource.h"

void
kw_resources_register (void)
{
  kw_app_register_resource ();
}
