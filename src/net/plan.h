/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/net.h"

G_BEGIN_DECLS

/* One row of data/vendors.json. */
typedef struct
{
  char *id;
  char *name;
  GStrv hosts;     /* how its bases are recognised: hosts and what is below them */
  GStrv sandboxes; /* parts of a base that mark a sandbox */
  char *client_id; /* NULL: not registered, the person must give one */
  GStrv scopes;    /* FHIR types that are asked for */
  guint parallel;
  KwQuery *queries;
  guint n_queries;
} KwVendor;

const KwVendor *kw_vendor_find (const char *id);
const KwVendor *kw_vendor_for_base (const char *base);
const char *kw_vendor_environment (const char *base);

G_END_DECLS
