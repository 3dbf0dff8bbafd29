/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cda/cda.h"
#include "core/json-writer.h"

G_BEGIN_DECLS

#define KW_CDA_PATIENT "Patient/patient"

/* A document on its way to FHIR. */
typedef struct
{
  const KwXmlNode *root;
  KwJsonWriter *out;
  GHashTable *by_id;        /* ID of a stretch of narrative → its node */
  GPtrArray *refs;          /* of char *: "Condition/s2-1", as they are written */
  char *origin;             /* the document's own id as a URI */
  const KwXmlNode *section; /* where the entry stands */
  char *place;              /* "s2-1": the second section's first entry */
  guint n_here;             /* resources that this entry has become */
} KwCda;

/* Writes the member that @path leads to; nothing when nothing is there. */
typedef void (*KwCdaPut) (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);

typedef struct
{
  const char *member;
  KwCdaPut put;
  const char *path;
} KwCdaField;

/* find.c. A path is made of names joined by "/", "a@T/b~22.4.9|1.54": an a whose typeCode is T, and
 * in it a b of one of these templates under 2.16.840.1.113883.10.20. */
const KwXmlNode *kw_cda_find (const KwXmlNode *node, const char *path);
GPtrArray *kw_cda_list (const KwXmlNode *node, const char *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_cda_has_template (const KwXmlNode *node, const char *templates);
const char *kw_cda_attribute (const KwXmlNode *node, const char *path, const char *name);
/* The nearest of the node itself and what it stands in that has this child. */
const KwXmlNode *kw_cda_find_above (const KwXmlNode *node, const char *path);
gboolean kw_cda_is_negated (const KwXmlNode *node);

/* types.c: the data types of HL7 version 3 as those of FHIR. */
char *kw_cda_dup_text (const KwCda *cda, const KwXmlNode *node) G_GNUC_WARN_UNUSED_RESULT;
char *kw_cda_dup_narrative (const KwXmlNode *node) G_GNUC_WARN_UNUSED_RESULT;
char *kw_cda_dup_date (const char *value) G_GNUC_WARN_UNUSED_RESULT;
char *kw_cda_dup_name (const KwXmlNode *name) G_GNUC_WARN_UNUSED_RESULT;
char *kw_cda_dup_actor (const KwXmlNode *node) G_GNUC_WARN_UNUSED_RESULT;
char *kw_cda_dup_concept_words (const KwCda *cda,
                                const KwXmlNode *concept) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_cda_is_coded (const KwXmlNode *concept);
void kw_cda_write_concept (KwCda *cda, const KwXmlNode *concept, const char *text);
void kw_cda_write_quantity (KwCda *cda, const KwXmlNode *quantity, const char *comparator);
void kw_cda_write_period (KwCda *cda, const KwXmlNode *time);
void kw_cda_begin (KwCda *cda, const char *member, char bracket);
void kw_cda_end (KwCda *cda, const char *brackets);
void kw_cda_member_coding (KwCda *cda,
                           const char *member,
                           const char *system,
                           const char *code,
                           gboolean list);

/* codes.c: what the identifiers of code systems are in FHIR, and codes as codes. */
char *kw_cda_dup_system (const char *oid) G_GNUC_WARN_UNUSED_RESULT;
typedef struct
{
  const char *from; /* NULL ends a table */
  const char *to;
} KwCdaCode;
const char *kw_cda_map (const KwCdaCode *table, const char *code);

/* fields.c */
void kw_cda_put_fields (KwCda *cda, const KwXmlNode *node, const KwCdaField *fields);
void kw_cda_put_concept (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_concepts (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_text (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_date (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_when (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_period (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_quantity (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_actor (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_actors (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void
kw_cda_put_performers (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_places (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_notes (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void
kw_cda_put_identifiers (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_telecoms (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_addresses (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_names (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);

/* values.c */
void kw_cda_put_value (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_ranges (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_dosage (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);

/* absence.c */
gboolean kw_cda_says_no_information (const char *words); /* nobody knows */
gboolean kw_cda_says_none_known (const char *words);     /* there is none */
gboolean kw_cda_speaks_negation (const char *words);     /* the words have their own "no" */

/* people.c */
void kw_cda_write_patient (KwCda *cda);
void kw_cda_write_care_team (KwCda *cda);
void kw_cda_write_visit (KwCda *cda);

G_END_DECLS
