/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a server can do wrong on demand; each was seen on a real one. The words stand in faults.c.
 */
typedef enum
{
  /* Discovery and signing in. */
  KW_FAULT_STALE_DISCOVERY,
  KW_FAULT_NO_DISCOVERY,
  KW_FAULT_WRONG_STATE,
  KW_FAULT_WRONG_ISS,
  KW_FAULT_ERROR_REDIRECT,
  KW_FAULT_MARKUP_ERROR,
  KW_FAULT_ERROR_PAGE,
  KW_FAULT_NO_CODE,
  KW_FAULT_EXTRA_MEMBERS,
  /* Tokens. */
  KW_FAULT_BAD_NONCE,
  KW_FAULT_BAD_SIGNATURE,
  KW_FAULT_ALG_NONE,
  KW_FAULT_UNKNOWN_KID,
  KW_FAULT_WRONG_AUDIENCE,
  KW_FAULT_OTHER_TENANT_TOKEN,
  KW_FAULT_OTHER_PATIENT,
  KW_FAULT_NO_PATIENT,
  KW_FAULT_PATIENT_URL,
  KW_FAULT_HTML_TOKEN,
  KW_FAULT_EXPIRES_STRING,
  KW_FAULT_EXPIRES_FLOAT,
  KW_FAULT_NO_EXPIRES,
  KW_FAULT_NO_REFRESH,
  KW_FAULT_EXPIRED_REFRESH,
  KW_FAULT_REFRESH_500,
  KW_FAULT_REFRESH_503,
  KW_FAULT_REFRESH_OTHER_SUB,
  KW_FAULT_REFRESH_NO_AUD,
  KW_FAULT_REFRESH_OTHER_PATIENT,
  /* Reading. */
  KW_FAULT_TENANT_MISMATCH,
  KW_FAULT_BARE_401,
  KW_FAULT_REFUSE_TYPE,
  KW_FAULT_EMPTY_403,
  KW_FAULT_FAIL_TYPE,
  KW_FAULT_HTML_404,
  KW_FAULT_TEXT_400,
  KW_FAULT_SLOW,
  KW_FAULT_GONE_AFTER,
  KW_FAULT_RATE_LIMIT,
  KW_FAULT_FOREIGN_RECORD,
  KW_FAULT_INCOMPLETE,
  KW_FAULT_NO_TOTAL,
  KW_FAULT_TOTAL_ZERO,
  KW_FAULT_NEXT_OUTSIDE,
  KW_FAULT_NEXT_OTHER_TENANT,
  KW_FAULT_NEXT_LOOP,
  KW_FAULT_NEXT_EXPIRED,
  KW_FAULT_NEXT_RELATIVE,
  KW_FAULT_OLD_CONTENT_TYPE,
  KW_FAULT_STRICT_SEARCH,
  KW_FAULT_BINARY_404,
  KW_FAULT_ATTACHMENT_ABSOLUTE,
  KW_FAULT_ATTACHMENT_OUTSIDE,
  KW_FAULT_CUT_OFF,
  KW_FAULT_BAD_RECORD,
  KW_FAULT_DAILY_LIMIT,
  KW_N_FAULTS
} KwFault;

/**
 * KwFaults:
 *
 * The faults that one run of the clinic has, with their arguments.
 */
typedef struct _KwFaults KwFaults;

/* @names as on the command line, "slow:200"; NULL for none. */
KwFaults *kw_faults_new (const char *const *names, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_faults_free (KwFaults *self);
gboolean kw_faults_has (const KwFaults *self, KwFault fault);
gboolean kw_faults_names (const KwFaults *self, KwFault fault, const char *argument);
guint kw_faults_get_number (const KwFaults *self, KwFault fault);
char *kw_faults_dup_help (void) G_GNUC_WARN_UNUSED_RESULT;
char *kw_faults_dup_list (void) G_GNUC_WARN_UNUSED_RESULT;
const char *kw_faults_get_name (KwFault fault);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwFaults, kw_faults_free)

G_END_DECLS
