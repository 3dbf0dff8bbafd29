/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/directory.h"
#include "net/vendor.h"

G_BEGIN_DECLS

/* One list of hospitals that is here. */
typedef struct
{
  char *id;     /* of a vendor's list, "epic-0", or of what was imported */
  char *url;    /* where it came from; a file's name */
  char *etag;   /* NULL */
  gint64 as_of; /* unix seconds */
  guint n_places;
} KwDirectoryInfo;

/* One answer of a search; borrowed from the directories. */
typedef struct
{
  const char *base;
  const char *name;
  const char *city; /* "" when not stated, and so on */
  const char *state;
  const char *portal;
  const KwVendor *vendor;
  guint n_places;     /* how many places of that sign-in fit the words */
  gboolean ambiguous; /* another answer has the same name and place: show the address */
} KwHospital;

/**
 * KwDirectories:
 *
 * The lists of hospitals on this computer, for all people alike; nothing in them is about anybody.
 * Loaded whole, immutable, for any thread.
 */
typedef struct _KwDirectories KwDirectories;

KwDirectories *kw_directories_load (const char *data_dir) G_GNUC_WARN_UNUSED_RESULT;
void kw_directories_free (KwDirectories *self);
guint kw_directories_get_n_lists (const KwDirectories *self);
const KwDirectoryInfo *kw_directories_get_list (const KwDirectories *self, guint index);
/* By name, alias, city, state, postal code, or the address of a portal; one typo is forgiven. */
GArray *kw_directories_search (const KwDirectories *self,
                               const char *words,
                               guint max) G_GNUC_WARN_UNUSED_RESULT; /* of KwHospital */
/* Whether a list is here that should name the connection. */
gboolean kw_directories_covers (const KwDirectories *self, KwConnection *connection);
/* A stored connection whose vendor's list is here and does not name it any more. */
gboolean kw_directories_has_vanished (const KwDirectories *self,
                                      KwConnection *connection,
                                      gint64 *out_as_of);
/* That in words, and what it may mean; NULL when it is not so. */
char *kw_directories_dup_warning (const KwDirectories *self,
                                  KwConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

/* Reads a file with a list and keeps it; blocks. */
gboolean kw_directories_import (const char *data_dir, const char *path, GError **error);
/* Fetches a list and keeps it; what is here stays until the new one is whole. Blocks.
 * @out_changed is FALSE when the server says that it is the same (ETag). */
typedef struct
{
  const char *id; /* "epic-0"; NULL: made from @url */
  const char *url;
  KwDirectoryProgress progress;
  gpointer data;
} KwDirectoryUpdate;
gboolean kw_directories_update (const char *data_dir,
                                const KwDirectoryUpdate *update,
                                gboolean *out_changed,
                                GCancellable *cancellable,
                                GError **error);
/* The id of a vendor's list. */
char *kw_directories_dup_id (const KwVendor *vendor, guint index) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDirectories, kw_directories_free)

G_END_DECLS
