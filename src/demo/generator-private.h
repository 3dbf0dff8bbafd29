/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/entries.h"
#include "demo/labs.h"

G_BEGIN_DECLS

/* One person each, with everything that the scribe's hospital knows of her. */
KwDemoPerson *kw_demo_write_chronic (KwDemoScribe *scribe);
KwDemoPerson *kw_demo_write_carer (KwDemoScribe *scribe);
KwDemoPerson *kw_demo_write_elderly (KwDemoScribe *scribe);
KwDemoPerson *kw_demo_write_child (KwDemoScribe *scribe);
KwDemoPerson *kw_demo_write_young (KwDemoScribe *scribe);
KwDemoPerson *kw_demo_write_further (KwDemoScribe *scribe, guint number);

/* The results of the first of them, at either hospital. */
void kw_demo_write_chronic_results (KwDemoScribe *scribe);
void kw_demo_write_chronic_city_results (KwDemoScribe *scribe);

/* Documents, by whom they are about. @visit: the reference of the visit that they belong to. */
void kw_demo_write_chronic_notes (KwDemoScribe *scribe, const char *visit);
void kw_demo_write_elderly_notes (KwDemoScribe *scribe, const char *visit);

G_END_DECLS
