/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/json.h"

G_BEGIN_DECLS

/**
 * KwPerson:
 *
 * Who a vault is about. Values as sent; absent is NULL.
 */
typedef struct
{
  char *uuid; /* names the vault, never sent anywhere */
  char *name; /* the name that is shown, "Rosa Alvarez" */
  char *given;
  char *family;
  char *birth_date; /* FHIR date as sent */
  char *sex;        /* administrative gender code as sent */
  gboolean sample;  /* the demo record, badged everywhere */
} KwPerson;

KwPerson *kw_person_new_from_fhir (const KwJsonNode *patient) G_GNUC_WARN_UNUSED_RESULT;
KwPerson *kw_person_new_from_json (const KwJsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
KwPerson *kw_person_copy (const KwPerson *self) G_GNUC_WARN_UNUSED_RESULT;
void kw_person_free (KwPerson *self);
GBytes *kw_person_to_json (const KwPerson *self) G_GNUC_WARN_UNUSED_RESULT;
char *kw_person_dup_initials (const KwPerson *self) G_GNUC_WARN_UNUSED_RESULT;
char *kw_person_dup_birth_year (const KwPerson *self) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */

typedef enum
{
  KW_PERSON_SAME,
  KW_PERSON_UNSURE,   /* a field is missing on one side */
  KW_PERSON_DIFFERENT /* any stated field differs; same surname and birth date is not enough (twins)
                       */
} KwPersonMatch;

KwPersonMatch kw_person_compare (const KwPerson *a, const KwPerson *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwPerson, kw_person_free)

G_END_DECLS
