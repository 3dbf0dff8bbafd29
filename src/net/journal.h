/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/net.h"

G_BEGIN_DECLS

/* Why a request was made. */
typedef enum
{
  KW_PURPOSE_READ,
  KW_PURPOSE_ATTACHMENT,
  KW_PURPOSE_DISCOVERY,
  KW_PURPOSE_SIGN_IN,
  KW_PURPOSE_KEYS,
  KW_PURPOSE_REFRESH,
  KW_PURPOSE_REVOKE,
  KW_PURPOSE_REGISTRATION,
  KW_PURPOSE_DIRECTORY,
} KwPurpose;
#define KW_N_PURPOSES (KW_PURPOSE_DIRECTORY + 1)

/* One request and what came of it: what a help desk can find in its own log, and nothing else. No
 * token, no body, no query but of words that tell nothing, and no id of a patient or record. */
typedef struct
{
  gint64 sent_at; /* microseconds since 1970 */
  KwPurpose purpose;
  const char *method; /* static */
  char *host;         /* with its port where that is not the usual one */
  char *path;         /* masked by kw_journal_dup_masked() */
  gboolean with_token;
  guint status;      /* 0: no answer */
  char *failure;     /* why there is no answer; NULL */
  char *urn;         /* NULL */
  char *request_ids; /* "" when the server names none; NULL without an answer */
  char *date;        /* the server's own; NULL */
} KwExchange;

/**
 * KwJournal:
 *
 * The last requests of one session, for the connection doctor and for "Keepwell talked to". It is
 * in memory only, and may be used from any thread.
 */
typedef struct _KwJournal KwJournal;

KwJournal *kw_journal_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kw_journal_free (KwJournal *self);
void kw_journal_take (KwJournal *self, KwExchange *exchange);
GPtrArray *kw_journal_dup (KwJournal *self) G_GNUC_WARN_UNUSED_RESULT; /* of KwExchange */
char *kw_journal_dup_masked (const char *url) G_GNUC_WARN_UNUSED_RESULT;

void kw_exchange_free (KwExchange *self);
char *kw_exchange_dup_line (const KwExchange *self) G_GNUC_WARN_UNUSED_RESULT;
const char *kw_purpose_get_id (KwPurpose purpose);
/* In the reader's language. */
const char *kw_purpose_get_words (KwPurpose purpose);
gboolean kw_purpose_from_id (const char *id, KwPurpose *out_purpose);

/* Of a session, while it lives. */
KwJournal *kw_session_get_journal (KwSession *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwExchange, kw_exchange_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwJournal, kw_journal_free)

G_END_DECLS
