/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>

#include "core/json.h"

/* What a failure is called, and the two sentences of rule Y4: what happened, what you can do. */
typedef struct
{
  const char *id;
  const char *happened;
  const char *remedy;
} ErrorRow;

G_DEFINE_QUARK (kw_error, kw_error)

static const ErrorRow rows[KW_N_ERRORS] = {
  [KW_ERROR_FAILED] = { "failed", N_ ("This did not work."), N_ ("Please try again.") },
  [KW_ERROR_NOT_FHIR]
  = { "not-fhir", N_ ("This file is not a health record that Keepwell can read."),
      N_ ("Ask your hospital for a download in the FHIR format, or choose another file.") },
  [KW_ERROR_CUT_OFF] = { "cut-off", N_ ("This file ends too early: a part of it is missing."),
                         N_ ("Download or copy it again, then open it once more.") },
  [KW_ERROR_EMPTY_FILE] = { "empty-file", N_ ("This file is empty."),
                            N_ ("Download or copy it again, then open it once more.") },
  [KW_ERROR_TOO_LARGE] = { "too-large", N_ ("This is larger than Keepwell can read."),
                           N_ ("Ask for it in smaller parts, for example one year at a time.") },
  [KW_ERROR_UNREADABLE]
  = { "unreadable", N_ ("This could not be read."),
      N_ ("Make sure that it is still there and that you may open it, then try again.") },
  [KW_ERROR_DISK_FULL]
  = { "disk-full", N_ ("There is no room left on the disk, so nothing more could be saved."),
      N_ ("Make some room and try again. What was saved before is still there.") },
  [KW_ERROR_NO_SUCH_RECORD] = { "no-such-record", N_ ("There is no such record."),
                                N_ ("Look for it in the list of all records.") },
  [KW_ERROR_KEYRING_LOCKED]
  = { "keyring-locked",
      N_ ("The keyring of this computer, which keeps the key to your record, is locked."),
      N_ ("Unlock it with the password that you use to log in to this computer, then try again.") },
  [KW_ERROR_KEYRING_ABSENT]
  = { "keyring-absent",
      N_ ("This computer has no keyring, and Keepwell keeps the key to your record only there."),
      N_ ("Install or start the password keyring of your desktop, then try again.") },
  [KW_ERROR_VAULT_LOCKED]
  = { "vault-locked", N_ ("This record is locked, because its key is not at hand."),
      N_ ("Unlock the keyring of this computer, then try again.") },
  [KW_ERROR_VAULT_DAMAGED]
  = { "vault-damaged", N_ ("A part of the stored record is damaged and was not used."),
      N_ ("Get your records from your hospital again, or restore a backup.") },
  [KW_ERROR_NO_SUCH_PERSON] = { "no-such-person", N_ ("Nobody of that name has a record here."),
                                N_ ("Choose somebody from the list of people.") },
  [KW_ERROR_ADDRESS]
  = { "address", N_ ("This is not the secure address of a health record server."),
      N_ ("Copy the FHIR address from your hospital’s web site. It begins with "
          "https://.") },
  [KW_ERROR_UNREACHABLE]
  = { "unreachable", N_ ("The hospital’s server could not be reached."),
      N_ ("Check that this computer is online, then try again. Your records here stay as they "
          "are.") },
  [KW_ERROR_CERTIFICATE]
  = { "certificate",
      N_ ("The server could not prove that it belongs to the hospital, so nothing was sent."),
      N_ ("Check that the date of this computer is right. If it is, tell the hospital.") },
  [KW_ERROR_DISCOVERY]
  = { "discovery", N_ ("The server does not say how to sign in to it."),
      N_ ("Check the address. If it is right, ask the hospital for its patient FHIR address.") },
  [KW_ERROR_SERVER] = { "server", N_ ("The hospital’s server has a problem of its own."),
                        N_ ("Try again later. Your records here stay as they are.") },
  [KW_ERROR_REFUSED] = { "refused", N_ ("The hospital did not allow this."),
                         N_ ("Sign in again and leave all boxes ticked, or ask the hospital.") },
  [KW_ERROR_NOT_OFFERED] = { "not-offered", N_ ("The hospital does not offer this."),
                             N_ ("Ask the hospital for it in another way.") },
  [KW_ERROR_BUSY]
  = { "busy", N_ ("The hospital’s server is busy."), N_ ("Wait a few minutes, then try again.") },
  [KW_ERROR_SIGN_IN_REFUSED]
  = { "sign-in-refused", N_ ("The hospital ended the sign-in."),
      N_ ("Try again. If it ends the same way, ask the hospital whether apps may read your "
          "record.") },
  [KW_ERROR_SIGN_IN_DAMAGED]
  = { "sign-in-damaged",
      N_ ("The answer to the sign-in does not belong to this sign-in, so it was not used."),
      N_ ("Close the hospital’s page and sign in again.") },
  [KW_ERROR_SIGN_IN_LAPSED] = { "sign-in-lapsed", N_ ("Your sign-in at the hospital has ended."),
                                N_ ("Sign in again. Your records here stay as they are.") },
  [KW_ERROR_SIGN_IN_CANCELLED]
  = { "sign-in-cancelled", N_ ("The sign-in was closed before it was done."),
      N_ ("Nothing was changed. Sign in again when you like.") },
  [KW_ERROR_ID_TOKEN]
  = { "id-token",
      N_ ("The hospital’s proof of who signed in could not be checked, so it was not used."),
      N_ ("Check that the clock of this computer is right, then sign in again.") },
  [KW_ERROR_TENANT_MISMATCH_OURS]
  = { "tenant-mismatch-ours",
      N_ ("The addresses of this connection are those of two hospitals, so nothing was sent."),
      N_ ("Connect to the hospital anew with the address that it gave you.") },
  [KW_ERROR_TENANT_MISMATCH_THEIRS]
  = { "tenant-mismatch-theirs",
      N_ ("The hospital’s server refuses its own sign-in. Every address agrees, so this is not "
          "about you, your password or this computer."),
      N_ ("Only the hospital can mend this. Check this connection to get the text to send "
          "them.") },
  [KW_ERROR_OTHER_PATIENT]
  = { "other-patient", N_ ("The hospital sent the record of somebody else, so nothing was saved."),
      N_ ("Sign in again and choose the right person on the hospital’s page.") },
  [KW_ERROR_LOGIN_HELPER]
  = { "login-helper", N_ ("The window for the hospital’s sign-in page could not be opened."),
      N_ ("Sign in with your web browser instead.") },
  [KW_ERROR_NO_BROWSER]
  = { "no-browser", N_ ("Your web browser could not be opened."),
      N_ ("Choose a browser in the settings of this computer, or sign in in Keepwell’s own "
          "window.") },
  [KW_ERROR_WINDOW_ONLY]
  = { "window-only",
      N_ ("Your browser can bring this hospital’s answer only to the window of Keepwell."),
      N_ ("Sign in from there, or here without your browser.") },
  [KW_ERROR_IN_BROWSER] = { "in-browser", N_ ("You chose to sign in in your own browser."),
                            N_ ("Go on there. Keepwell waits for it.") },
  [KW_ERROR_NOT_REGISTERED]
  = { "not-registered",
      N_ ("Keepwell is not registered with this hospital, so you cannot sign in."),
      N_ ("Download your record from the hospital’s portal and open it here, or use a client id of "
          "your own.") },
  [KW_ERROR_RENEWAL]
  = { "renewal", N_ ("The hospital’s server could not renew your sign-in just now."),
      N_ ("Try again later. You are still signed in, and your records here stay as they are.") },
  [KW_ERROR_NOT_ENABLED]
  = { "not-enabled", N_ ("The hospital has not allowed the program Keepwell."),
      N_ ("Ask its help desk to allow it, or download your record from the hospital’s portal and "
          "open it here.") },
  [KW_ERROR_NO_PATIENTS]
  = { "no-patients", N_ ("Patients cannot sign in at this address."),
      N_ ("Ask the hospital for its FHIR address for patients, or download your record from its "
          "portal and open it here.") },
  [KW_ERROR_MOVED]
  = { "moved",
      N_ ("The server does not know this hospital, or the address is the one for its staff."),
      N_ ("Look for the hospital again in a new list, or ask it for its FHIR address for "
          "patients.") },
  [KW_ERROR_CHOOSE_PATIENT]
  = { "choose-patient", N_ ("The hospital did not learn whose record is meant."),
      N_ ("Sign in again and choose one person on the hospital’s page.") },
  [KW_ERROR_SIGN_IN_LATER]
  = { "sign-in-later", N_ ("The hospital’s sign-in has a problem of its own."),
      N_ ("Try again later. If it ends the same way for days, tell the hospital.") },
  [KW_ERROR_REQUEST]
  = { "request", N_ ("The hospital’s server did not accept how Keepwell asked."),
      N_ ("This is not about you or your password. If you gave a client id or a redirect address "
          "of your own, check them; otherwise tell the makers of Keepwell.") },
  [KW_ERROR_OTHER_SESSION]
  = { "other-session", N_ ("The hospital’s page was still signed in as somebody else."),
      N_ ("Sign out there, close the page, and sign in again.") },
  [KW_ERROR_CODE_LAPSED]
  = { "code-lapsed", N_ ("Signing in took too long, and the hospital’s answer has lapsed."),
      N_ ("Sign in again.") },
  [KW_ERROR_ACCESS_ENDED]
  = { "access-ended", N_ ("The hospital has ended what Keepwell may read."),
      N_ ("Your records here stay as they are. Ask the hospital whether you may sign in again.") },
  [KW_ERROR_QUOTA] = { "quota", N_ ("The hospital’s limit for today is reached."),
                       N_ ("Try again tomorrow. What came before is here.") },
  [KW_ERROR_TOKEN_UNTRUSTED]
  = { "token-untrusted", N_ ("The hospital’s server does not trust its own sign-in service."),
      N_ ("Only the hospital can mend this. Check this connection to get the text to send "
          "them.") },
  [KW_ERROR_HELD_BACK] = { "held-back", N_ ("The hospital says that something is left out."),
                           N_ ("Ask the hospital for the rest.") },
  [KW_ERROR_BAD_RECORD]
  = { "bad-record",
      N_ ("The hospital’s server cannot send one of its own records, so it is missing here."),
      N_ ("All others are here. Tell the hospital.") },
};

/* Failures of GIO that are the same thing to a person as one of ours. */
static const struct
{
  int io;
  KwError code;
} io_rows[] = {
  { G_IO_ERROR_NO_SPACE, KW_ERROR_DISK_FULL },
  { G_IO_ERROR_NOT_FOUND, KW_ERROR_UNREADABLE },
  { G_IO_ERROR_IS_DIRECTORY, KW_ERROR_UNREADABLE },
  { G_IO_ERROR_NOT_REGULAR_FILE, KW_ERROR_UNREADABLE },
  { G_IO_ERROR_PERMISSION_DENIED, KW_ERROR_UNREADABLE },
  { G_IO_ERROR_PARTIAL_INPUT, KW_ERROR_CUT_OFF },
  { G_IO_ERROR_MESSAGE_TOO_LARGE, KW_ERROR_TOO_LARGE },
  { G_IO_ERROR_BUSY, KW_ERROR_BUSY },
  { G_IO_ERROR_HOST_NOT_FOUND, KW_ERROR_UNREACHABLE },
  { G_IO_ERROR_HOST_UNREACHABLE, KW_ERROR_UNREACHABLE },
  { G_IO_ERROR_NETWORK_UNREACHABLE, KW_ERROR_UNREACHABLE },
  { G_IO_ERROR_CONNECTION_REFUSED, KW_ERROR_UNREACHABLE },
  { G_IO_ERROR_CONNECTION_CLOSED, KW_ERROR_UNREACHABLE }, /* also BROKEN_PIPE, the same number */
  { G_IO_ERROR_NOT_CONNECTED, KW_ERROR_UNREACHABLE },
  { G_IO_ERROR_TIMED_OUT, KW_ERROR_UNREACHABLE },
  { G_IO_ERROR_PROXY_FAILED, KW_ERROR_UNREACHABLE },
};

static KwError
code_from_io (int io)
{
  for (gsize i = 0; i < G_N_ELEMENTS (io_rows); i++)
    if (io_rows[i].io == io)
      return io_rows[i].code;
  return KW_ERROR_FAILED;
}

static KwError
code_from_json (int json)
{
  if (json == KW_JSON_ERROR_EMPTY)
    return KW_ERROR_EMPTY_FILE;
  if (json == KW_JSON_ERROR_SIZE)
    return KW_ERROR_TOO_LARGE;
  return KW_ERROR_NOT_FHIR;
}

static KwError
code_from_error (const GError *error)
{
  if (error->domain == KW_ERROR && error->code >= 0 && error->code < KW_N_ERRORS)
    return error->code;
  if (error->domain == KW_JSON_ERROR)
    return code_from_json (error->code);
  if (error->domain == G_IO_ERROR)
    return code_from_io (error->code);
  if (error->domain == G_FILE_ERROR)
    return error->code == G_FILE_ERROR_NOSPC ? KW_ERROR_DISK_FULL : KW_ERROR_UNREADABLE;
  if (error->domain == G_TLS_ERROR)
    return KW_ERROR_CERTIFICATE;
  if (error->domain == G_RESOLVER_ERROR)
    return KW_ERROR_UNREACHABLE;
  return KW_ERROR_FAILED;
}

/* The two sentences of an error: what happened, what you can do. */
char *
kw_error_code_dup_sentence (KwError code)
{
  g_return_val_if_fail (code < KW_N_ERRORS, NULL);
  return g_strconcat (_ (rows[code].happened), " ", _ (rows[code].remedy), NULL);
}

gboolean
kw_error_from_id (const char *id, KwError *out_code)
{
  for (guint i = 0; i < KW_N_ERRORS; i++)
    if (g_strcmp0 (rows[i].id, id) == 0)
      {
        *out_code = (KwError) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * kw_error_dup_sentence:
 * @error: an error of any domain
 *
 * What happened and what you can do (rule Y4). Never shows the message of @error, which is for
 * support, but for damaged JSON, where it is the place.
 *
 * ```c
 * g_autoptr (GError) error = g_error_new_literal (KW_ERROR, KW_ERROR_EMPTY_FILE, "0 bytes");
 * g_autofree char *sentence = kw_error_dup_sentence (error);
 * // "This file is empty. Download or copy it again, then open it once more."
 * ```
 *
 * Returns: (transfer full): one or two sentences in the reader's language
 */
char *
kw_error_dup_sentence (const GError *error)
{
  g_return_val_if_fail (error != NULL, g_strdup (_ (rows[KW_ERROR_FAILED].happened)));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("This was stopped. What was done before is still there."));

  const ErrorRow *row = &rows[code_from_error (error)];
  if (error->domain == KW_JSON_ERROR && row == &rows[KW_ERROR_NOT_FHIR])
    /* Translators: the first is a sentence, the second an English place like "line 3, column 7",
     * the third what to do. */
    return g_strdup_printf (_ ("%s (%s) %s"), _ (row->happened), error->message, _ (row->remedy));
  /* Translators: the two sentences of an error: what happened, what you can do. */
  return g_strdup_printf (_ ("%s %s"), _ (row->happened), _ (row->remedy));
}

/**
 * kw_error_dup_detail:
 * @error: an error of any domain
 *
 * The part that a person can copy for support. The message of a foreign domain may hold a file name
 * or an address, so of those only domain and number are told.
 *
 * Returns: (transfer full) (nullable): English text, or NULL when the sentence says it all
 */
char *
kw_error_dup_detail (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  const char *id = rows[code_from_error (error)].id;
  if (error->domain == KW_ERROR || error->domain == KW_JSON_ERROR)
    return g_strdup_printf ("%s: %s", id, error->message);
  return g_strdup_printf ("%s: %s %d", id, g_quark_to_string (error->domain), error->code);
}

/**
 * kw_error_get_id:
 * @code: a code of #KwError
 *
 * Returns: the stable name of @code, "tenant-mismatch-theirs"
 */
const char *
kw_error_get_id (KwError code)
{
  g_return_val_if_fail ((guint) code < KW_N_ERRORS, rows[KW_ERROR_FAILED].id);
  return rows[code].id;
}
