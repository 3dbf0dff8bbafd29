/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/hospital.h"

G_BEGIN_DECLS

/* The people of one hospital with every record, always the same for the same arguments. Nobody of
 * them lives: they are invented for the project. */
KwDemoHospital *kw_demo_generate (guint hospital, guint n_people) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
