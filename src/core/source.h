/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/section.h"
#include "core/json.h"

G_BEGIN_DECLS

typedef enum
{
  KW_SOURCE_CONNECTION,
  KW_SOURCE_FILE,
  KW_SOURCE_OWN, /* entered by the person */
} KwSourceKind;

typedef enum
{
  KW_SOURCE_FINE,
  KW_SOURCE_NEVER,           /* not fetched so far */
  KW_SOURCE_SIGN_IN,         /* the sign-in has lapsed */
  KW_SOURCE_NEEDS_ATTENTION, /* the server refuses its own token, or two hospitals are mixed */
  KW_SOURCE_FAILED,          /* the last try failed; what was there is still there */
} KwSourceState;

/* What is known of one kind of records at one source. */
typedef struct
{
  char *type; /* FHIR type, or "Type?category" where the plan asks more than once */
  KwSection section;
  KwSectionState state;
  guint count;
  guint left_out;      /* of it, those about somebody else */
  gboolean incomplete; /* the server said that something is left out */
  gint64 as_of;        /* unix seconds of the last complete answer, 0 = never */
  gint64 full_as_of;   /* the same of the last that was not only about what changed */
  char *error;         /* id of the KwError that says what is missing or why; NULL */
  char *note;          /* English reason for support, never health words, NULL */
} KwSourceSection;

/* A host that was talked to for a source: "Keepwell talked to: …". */
typedef struct
{
  char *host;
  char *purpose; /* id of a purpose of the journal (net/journal.h) */
  gint64 at;     /* unix seconds of the last time */
} KwSourceContact;

/**
 * KwSource:
 *
 * Where records come from: a connection, a file, or the person. Copied freely, changed by nobody
 * but the layer that stores it.
 */
typedef struct
{
  char *id; /* short, opaque, stable: the first part of a record's ref */
  KwSourceKind kind;
  KwSourceState state;
  char *name;          /* "Riverside Hospital", or the file's name */
  char *base;          /* exact FHIR base URL, or "sha256:…" of the document */
  char *uuid;          /* UUID of the connection, NULL otherwise and when it was disconnected */
  char *patient;       /* whose record it is there, so that connecting anew finds it; NULL */
  char *message;       /* one sentence about @state, NULL when fine */
  gint64 as_of;        /* unix seconds of the last success, 0 = never */
  guint left_out;      /* records about somebody else that were set aside */
  guint unfetched;     /* documents whose bytes could not be had; they are tried when opened */
  gint64 thinned_at;   /* since when a proxy sees much less than before; 0 = not so */
  gint64 lapses_at;    /* when the sign-in will lapse if nothing is done; 0 = not stated */
  GPtrArray *contacts; /* of KwSourceContact */
  GPtrArray *sections; /* of KwSourceSection */
} KwSource;

KwSource *kw_source_new (KwSourceKind kind, const char *id, const char *name, const char *base)
    G_GNUC_WARN_UNUSED_RESULT;
KwSource *kw_source_new_from_json (const KwJsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
KwSource *kw_source_copy (const KwSource *self) G_GNUC_WARN_UNUSED_RESULT;
void kw_source_free (KwSource *self);
GBytes *kw_source_to_json (const KwSource *self) G_GNUC_WARN_UNUSED_RESULT;
/* The entry for @type, made when there is none. */
KwSourceSection *kw_source_get_section (KwSource *self, const char *type, KwSection section);
const char *kw_source_state_get_id (KwSourceState state);
/* Notes that @host was talked to; one entry for each host and purpose, the oldest go first. */
void kw_source_add_contact (KwSource *self, const char *host, const char *purpose, gint64 at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSource, kw_source_free)

G_END_DECLS
