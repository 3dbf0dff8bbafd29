/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/words-private.h"

#define HL7 "http://terminology.hl7.org/CodeSystem/"

/* Rule G1: a code is a name only where HL7's own list makes it an English word, or we have words
 * for it. */
static void
test_names (void)
{
  static const struct
  {
    KwCode code;
    const char *title;
  } cases[] = {
    { { HL7 "claim-type", "institutional", NULL, FALSE }, "Hospital or clinic claim" },
    { { HL7 "consentscope", "patient-privacy", NULL, FALSE }, "Privacy consent" },
    { { HL7 "coverage-selfpay", "pay", "PAY", FALSE }, "Paid by the patient" },
    { { HL7 "data-absent-reason", "masked", NULL, FALSE }, "Kept private by the source" },
    { { HL7 "ex-visionprescriptionproduct", "lens", NULL, FALSE }, "Lens" },
    { { HL7 "some", "two-words", NULL, FALSE }, "Two words" },
    /* Not HL7's, or no word. */
    { { "http://acme.org/tests", "organism", NULL, FALSE }, "Unnamed insurance claim" },
    { { HL7 "v3-ActCode", "XYZ", NULL, FALSE }, "Unnamed insurance claim" },
    { { HL7 "some", "a1c", NULL, FALSE }, "Unnamed insurance claim" },
    { { NULL, "institutional", NULL, FALSE }, "Unnamed insurance claim" },
    { { HL7 "claim-type", NULL, NULL, FALSE }, "Unnamed insurance claim" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwRecord record = { .type = "Claim", .codes = &cases[i].code, .n_codes = 1 };
      g_autofree char *title = kw_words_title (NULL, &record);
      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-code/names", test_names);
  return g_test_run ();
}
