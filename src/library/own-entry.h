/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/own-change.h"

G_BEGIN_DECLS

typedef enum
{
  KW_OWN_ALLERGY,
  KW_OWN_MEDICINE,
  KW_OWN_CONDITION,
  KW_OWN_VACCINE,
  KW_OWN_MEASUREMENT,
  KW_OWN_NOTE,
  KW_OWN_FILE,
} KwOwnKind;
#define KW_N_OWN_KINDS (KW_OWN_FILE + 1)

/* What a form asks for. Text as typed; a choice is the id of one. */
typedef enum
{
  KW_OWN_FIELD_NAME,
  KW_OWN_FIELD_CHOICE, /* what is measured, what kind of paper, how bad, whether it is so now */
  KW_OWN_FIELD_REACTION,
  KW_OWN_FIELD_HOW,
  KW_OWN_FIELD_REASON,
  KW_OWN_FIELD_VALUE,
  KW_OWN_FIELD_UNIT,
  KW_OWN_FIELD_DATE,
  KW_OWN_FIELD_END,
  KW_OWN_FIELD_WHERE,
  KW_OWN_FIELD_FILE, /* the file's name */
  KW_OWN_FIELD_TEXT,
} KwOwnField;
#define KW_N_OWN_FIELDS (KW_OWN_FIELD_TEXT + 1)

typedef struct
{
  const char *id;
  const char *label; /* English, to be translated */
} KwOwnChoice;

/* One field of a kind's form, in its order. */
typedef struct
{
  KwOwnField field;
  const char *label; /* English, to be translated */
  gboolean required;
  const KwOwnChoice *choices; /* of a choice; the last has no id */
} KwOwnFormField;

typedef struct
{
  const char *id;    /* "allergy", as win.add takes it */
  const char *type;  /* FHIR type */
  const char *title; /* English, to be translated: "Add an allergy" */
  const KwOwnFormField *fields;
  guint n_fields;
} KwOwnForm;

/**
 * KwOwnEntry:
 *
 * Something that a person enters: what the form holds, and as a FHIR R4 resource.
 */
typedef struct
{
  KwOwnKind kind;
  char *id; /* NULL for a new one */
  char *fields[KW_N_OWN_FIELDS];
  GBytes *file; /* with its type, of KW_OWN_FILE */
  char *content_type;
  char *about; /* ref of a record that it belongs with, or NULL */
  char *about_title;
} KwOwnEntry;

/* What is wrong with a form: the field, and what to do about it, in words. */
typedef struct
{
  KwOwnField field;
  const char *sentence;
} KwOwnProblem;

/* A scan that is larger was never seen; all of it is in memory at once. */
#define KW_OWN_MAX_FILE (32 * 1024 * 1024)

const KwOwnForm *kw_own_form_get (KwOwnKind kind);
gboolean kw_own_kind_from_id (const char *id, KwOwnKind *out_kind);

KwOwnEntry *kw_own_entry_new (KwOwnKind kind) G_GNUC_WARN_UNUSED_RESULT;
KwOwnEntry *kw_own_entry_new_from_fhir (GBytes *body) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
void kw_own_entry_free (KwOwnEntry *self);
void kw_own_entry_set (KwOwnEntry *self, KwOwnField field, const char *typed);
const char *kw_own_entry_get (const KwOwnEntry *self, KwOwnField field); /* never NULL */
/* FALSE with the first problem; otherwise it can be written. */
gboolean kw_own_entry_check (const KwOwnEntry *self, KwOwnProblem *out_problem);
/* After a check that was passed; gives a new one its id. */
GBytes *kw_own_entry_to_fhir (KwOwnEntry *self) G_GNUC_WARN_UNUSED_RESULT;

/* Blocks. Puts an entry into the vault of another person, then out of @from. */
gboolean kw_own_move (KwVault *from, KwVault *to, const char *ref, GError **error);

/* Own entries that belong with @record: indexes, newest first. */
GArray *kw_snapshot_dup_own_about (const KwSnapshot *self,
                                   const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwOwnEntry, kw_own_entry_free)

G_END_DECLS
