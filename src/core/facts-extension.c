/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/facts-private.h"
#include "core/fhir.h"

/* Value set us-core-birthsex and the codes of us-core-sex. */
static char *
sex_words (const char *code)
{
  if (g_str_equal (code, "M") || g_str_equal (code, "248153007"))
    return g_strdup (C_ ("sex", "Male"));
  if (g_str_equal (code, "F") || g_str_equal (code, "248152002"))
    return g_strdup (C_ ("sex", "Female"));
  return NULL;
}

/* Extensions that say something about a person or a record, by the end of their address: US Core's
 * (hl7.org/fhir/us/core), and HL7's own (hl7.org/fhir/R4, "Extensibility"). NULL: for programs. */
static const struct
{
  const char *ending;
  const char *label;
} known[] = {
  { "/us-core-race", N_ ("Race") },
  { "/us-core-ethnicity", N_ ("Ethnicity") },
  { "/us-core-birthsex", N_ ("Sex at birth") },
  { "/us-core-sex", N_ ("Sex") },
  { "/us-core-individual-sex", N_ ("Sex") },
  { "/us-core-genderIdentity", N_ ("Gender") },
  { "/us-core-tribal-affiliation", N_ ("Tribe") },
  { "/us-core-interpreter-needed", N_ ("Interpreter needed") },
  { "/us-core-medication-adherence", N_ ("Whether it is taken") },
  { "/us-core-authentication-time", N_ ("Confirmed") },
  { "/us-core-familymemberhistory-recorder", N_ ("Recorded by") },
  { "/patient-birthPlace", N_ ("Place of birth") },
  { "/patient-mothersMaidenName", N_ ("Mother’s name at birth") },
  { "/patient-citizenship", N_ ("Citizenship") },
  { "/individual-pronouns", N_ ("Pronouns") },
  { "/condition-assertedDate", N_ ("Stated") },
  { "/allergyintolerance-abatement", N_ ("Ended") },
  { "/observation-bodyPosition", N_ ("Body position") },
  { "/observation-geneticsGene", N_ ("Gene") },
  { "/questionnaireDisplay", NULL },
  { "/questionnaire-url", NULL },
  { "/artifact-versionAlgorithm", NULL },
  { "/data-absent-reason", NULL },
  { "/rendered-value", NULL },
};

/* "http://x.example/patient-favorite-color" → "Favorite color": nobody else can say what it is. */
static char *
label_of_address (const char *url)
{
  const char *end = strrchr (url, '/');
  end = end != NULL ? end + 1 : url;
  static const char *const prefixes[]
      = { "us-core-", "extension-", "patient-", "observation-", "condition-", NULL };
  for (guint i = 0; prefixes[i] != NULL; i++)
    if (g_str_has_prefix (end, prefixes[i]))
      end += strlen (prefixes[i]);
  if (*end == '\0'
      || strspn (end, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") != strlen (end))
    return NULL;
  KwElementKind kind;
  g_autofree char *words = g_strdelimit (kw_element_label ("", end, &kind), "-", ' ');
  return kind == KW_ELEMENT_HIDDEN ? NULL : kw_words_capitalize (words);
}

/* What an extension says: its value, or its parts, of which "text" is the whole. */
static char *
value_words (KwFactBuilder *self, const KwJsonNode *extension)
{
  const char *code = kw_json_string_at (extension, "valueCode");
  char *sex = code != NULL ? sex_words (code) : NULL;
  if (sex != NULL)
    return sex;
  KW_JSON_FOREACH (member, extension)
    if (g_str_has_prefix (kw_json_node_get_name (member), "value"))
      return kw_element_words (self->context, self->record, member, KW_ELEMENT_USUAL, 1);

  const KwJsonNode *parts = kw_json_node_get_member (extension, "extension");
  GString *out = g_string_new (NULL);
  KW_JSON_FOREACH (part, parts)
    {
      const char *name = kw_json_string_at (part, "url");
      g_autofree char *words = value_words (self, part);
      /* "No" alone answers no question. */
      if (words != NULL && name != NULL && kw_json_node_get_member (part, "valueBoolean") != NULL)
        {
          g_autofree char *label = label_of_address (name);
          g_autofree char *answer = g_steal_pointer (&words);
          words = label != NULL ? g_strdup_printf ("%s: %s", label, answer) : NULL;
        }
      if (words == NULL)
        continue;
      if (g_strcmp0 (name, "text") == 0)
        g_string_truncate (out, 0);
      g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", words);
      if (g_strcmp0 (name, "text") == 0)
        break;
    }
  if (out->len > 0)
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}

void
kw_fact_add_extensions (KwFactBuilder *self, const KwJsonNode *extensions)
{
  KW_FHIR_FOREACH (extension, extensions)
    {
      const char *url = kw_json_string_at (extension, "url");
      g_autofree char *label = NULL;
      if (url == NULL)
        continue;
      gsize i = 0;
      while (i < G_N_ELEMENTS (known) && !g_str_has_suffix (url, known[i].ending))
        i++;
      if (i == G_N_ELEMENTS (known))
        label = label_of_address (url);
      else if (known[i].label != NULL)
        label = g_strdup (_ (known[i].label));
      if (label != NULL)
        kw_fact_add (self, label, value_words (self, extension), NULL);
    }
}
