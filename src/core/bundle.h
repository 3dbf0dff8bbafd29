/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/person.h"
#include "core/record.h"

G_BEGIN_DECLS

/* One resource of a file or a page. */
typedef struct
{
  KwJson *json;           /* the text that @node belongs to */
  const KwJsonNode *node; /* the resource */
  GBytes *body;           /* its bytes as received */
  KwRecord *record;
  char *full_url;    /* of its Bundle entry, NULL */
  char *ref;         /* "Type/id", NULL when it has no id */
  const char *owner; /* the Patient that @record itself says it is of, borrowed from it, NULL */
} KwResource;

void kw_resource_free (KwResource *self);

/* All resources of one person, and what was set aside. */
typedef struct
{
  KwPerson *person;     /* NULL when the file names nobody */
  char *patient_ref;    /* reference of the Patient, NULL */
  GPtrArray *resources; /* of KwResource; without those that were entered in error */
  guint n_entered_in_error;
  guint error_counts[KW_N_SECTIONS]; /* the same, by section */
} KwBundlePerson;

/**
 * KwBundle:
 *
 * A FHIR file read: a single resource, a Bundle of any type (also Bundles within it), or NDJSON;
 * several people in one file are kept apart.
 */
typedef struct _KwBundle KwBundle;

KwBundle *
kw_bundle_new (GBytes *bytes, const char *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KwBundle *kw_bundle_new_from_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For the second of several files, so that no two records have one ref. */
KwBundle *kw_bundle_new_from_file_as (const char *path,
                                      const char *source,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_bundle_free (KwBundle *self);
guint kw_bundle_get_n_persons (const KwBundle *self);
const KwBundlePerson *kw_bundle_get_person (const KwBundle *self, guint index);
const char *
kw_bundle_get_source_base (const KwBundle *self);      /* http base of fullUrl, or sha256:… */
const char *kw_bundle_get_base (const KwBundle *self); /* http base of fullUrl, or NULL */
/* Resolves "Type/id", urn:uuid, absolute and contained references within the file; NULL. */
const KwResource *
kw_bundle_resolve (const KwBundle *self, const KwRecord *from, const char *reference);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwBundle, kw_bundle_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwResource, kw_resource_free)

G_END_DECLS
