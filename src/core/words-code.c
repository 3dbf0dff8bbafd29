/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/words-private.h"

/* Codes that sources send without a display and that are no words by themselves, or other words
 * than people use. Source: the code systems of HL7 Terminology (terminology.hl7.org, CC0); the
 * words are ours. @system is the ending of the system's address. */
static const struct
{
  const char *system;
  const char *code;
  const char *words;
} codes[] = {
  { "/claim-type", "institutional", N_ ("Hospital or clinic claim") },
  { "/claim-type", "oral", N_ ("Dental claim") },
  { "/claim-type", "pharmacy", N_ ("Pharmacy claim") },
  { "/claim-type", "professional", N_ ("Doctor’s claim") },
  { "/claim-type", "vision", N_ ("Eye care claim") },
  { "/consentscope", "adr", N_ ("Advance care directive") },
  { "/consentscope", "patient-privacy", N_ ("Privacy consent") },
  { "/consentscope", "research", N_ ("Consent to research") },
  { "/consentscope", "treatment", N_ ("Consent to treatment") },
  { "/consentcategorycodes", "acd", N_ ("Advance directive") },
  { "/consentcategorycodes", "dnr", N_ ("Do not resuscitate") },
  { "/consentcategorycodes", "emrgonly", N_ ("Consent for emergencies only") },
  { "/consentcategorycodes", "hcd", N_ ("Health care directive") },
  { "/consentcategorycodes", "npp", N_ ("Notice of privacy practices") },
  { "/consentcategorycodes", "polst", N_ ("Orders for life-sustaining treatment") },
  { "/consentcategorycodes", "research", N_ ("Consent to research") },
  { "/consentcategorycodes", "rsdid", N_ ("De-identified data for research") },
  { "/consentcategorycodes", "rsreid", N_ ("Data for research that can be traced back") },
  { "/v3-ActCode", "OPTIN", N_ ("Agreed to sharing") },
  { "/v3-ActCode", "OPTOUT", N_ ("Did not agree to sharing") },
  { "/coverage-selfpay", "pay", N_ ("Paid by the patient") },
};

/* What a code of one of HL7's code systems means in our words, or NULL. */
const char *
kw_words_known_code (const char *system, const char *code)
{
  for (guint i = 0; system != NULL && code != NULL && i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (codes[i].code, code) && g_str_has_suffix (system, codes[i].system))
      return _ (codes[i].words);
  return NULL;
}

/* The codes of HL7's own systems are English words with dashes, "at-risk"; whatever holds a digit
 * or a capital is a code of somebody else. */
gboolean
kw_words_is_plain_code (const char *text)
{
  return *text != '\0' && strspn (text, "abcdefghijklmnopqrstuvwxyz-") == strlen (text);
}

char *
kw_words_dup_plain_code (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "-_", ' ');
  return kw_words_capitalize (spaced);
}

/* What the codes of @record call it where none has a display: ours, then HL7's own words; NULL. */
char *
kw_words_dup_name_of_codes (const KwRecord *record)
{
  for (guint i = 0; i < record->n_codes; i++)
    {
      const char *words = kw_words_known_code (record->codes[i].system, record->codes[i].code);
      if (words != NULL)
        return g_strdup (words);
      /* Why there is no name is a name. */
      const KwValue absent = { .kind = KW_VALUE_ABSENT, .text = record->codes[i].code };
      if (record->codes[i].system != NULL
          && g_str_has_suffix (record->codes[i].system, "/data-absent-reason"))
        return kw_words_any_value (&absent);
    }
  for (guint i = 0; i < record->n_codes; i++)
    {
      const KwCode *code = &record->codes[i];
      if (code->code != NULL && code->system != NULL && strstr (code->system, "hl7.org/") != NULL
          && kw_words_is_plain_code (code->code))
        return kw_words_dup_plain_code (code->code);
    }
  return NULL;
}
