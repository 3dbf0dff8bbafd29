/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The templates, icons and style; called once before the first widget. */
void kw_resources_register (void);

G_END_DECLS
