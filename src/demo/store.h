/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One resource as the server keeps it: its bytes, and what searches ask for. */
typedef struct
{
  char *type;
  char *id;
  char *patient_id; /* NULL: about no one person (Practitioner, Organization, …) */
  char *updated;    /* meta.lastUpdated, in UTC */
  char *date;       /* its clinical date, for the parameter date; NULL */
  char *codes;      /* every search token: " category|laboratory code|4548-4 status|final " */
  GBytes *body;
} KwDemoResource;

/**
 * KwDemoStore:
 *
 * The resources of one hospital, in the order in which they were written.
 */
typedef struct _KwDemoStore KwDemoStore;

KwDemoStore *kw_demo_store_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kw_demo_store_free (KwDemoStore *self);

void kw_demo_store_take (KwDemoStore *self, GBytes *body);
const KwDemoResource *
kw_demo_store_lookup (const KwDemoStore *self, const char *type, const char *id);
/* Every resource of that type is in its second version since @updated; what a Binary holds as plain
 * text says so. */
void kw_demo_store_amend (KwDemoStore *self, const char *type, const char *updated);
guint kw_demo_store_count (const KwDemoStore *self, const char *type, const char *patient_id);

/* What a search asks for; NULL members ask for nothing. Values are lists with commas. */
typedef struct
{
  const char *patient_id;
  const char *id;
  const char *const *tokens; /* pairs: "category", "laboratory,vital-signs", …, NULL */
  const char *const *dates;  /* pairs: "date" or "_lastUpdated", "ge2020-01-01", …, NULL */
} KwDemoQuery;
GPtrArray *kw_demo_store_search (const KwDemoStore *self,
                                 const char *type,
                                 const KwDemoQuery *query) G_GNUC_WARN_UNUSED_RESULT;
/* The first resource of that type about anybody else. */
const KwDemoResource *
kw_demo_store_find_foreign (const KwDemoStore *self, const char *type, const char *patient_id);

G_END_DECLS
