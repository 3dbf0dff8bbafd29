/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/net.h"

G_BEGIN_DECLS

/* One place of a hospital, as a list of hospitals names it. */
typedef struct
{
  char *base; /* normalised FHIR base */
  char *name;
  char *other_names; /* aliases and the name of its portal, by "; "; NULL */
  char *city;        /* NULL */
  char *state;       /* NULL */
  char *postal_code; /* NULL */
  char *portal;      /* host of its portal, "mychart.example.org"; NULL */
} KwPlace;
void kw_place_free (KwPlace *self);

/**
 * KwDirectoryReader:
 *
 * Reads a list of hospitals as it comes: a Bundle of Endpoint and Organization (Oracle Health, and
 * what ONC asks of every certified developer, §170.404(b)(2)), or SMART's User-access Brands
 * (Epic). One reader serves both, because brands are Organizations with more in them.
 */
typedef struct _KwDirectoryReader KwDirectoryReader;

KwDirectoryReader *kw_directory_reader_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kw_directory_reader_free (KwDirectoryReader *self);
gboolean
kw_directory_reader_feed (KwDirectoryReader *self, const char *bytes, gsize size, GError **error);
/* All places that lead to a FHIR base; by base and name, each once. */
GPtrArray *kw_directory_reader_end (KwDirectoryReader *self,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT; /* of KwPlace */

/* Called while it comes; @total is 0 while unknown. */
typedef void (*KwDirectoryProgress) (gpointer data, gsize received, gsize total);
typedef struct
{
  const char *url;
  const char *etag; /* of what is here already; NULL */
  KwDirectoryProgress progress;
  gpointer data;
} KwDirectoryRequest;
/* Fetches a list: its places, or NULL without an error when it has not changed. Nobody learns which
 * hospital is looked for. */
GPtrArray *kw_directory_fetch (KwSession *session,
                               const KwDirectoryRequest *request,
                               char **out_etag,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDirectoryReader, kw_directory_reader_free)

G_END_DECLS
