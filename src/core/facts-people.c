/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/facts-private.h"
#include "core/fhir.h"

/* Value sets name-use, address-use and contact-point-use: an old name or address that does not say
 * so is a wrong one. What is usual is not said. */
static const struct
{
  const char *code;
  const char *words;
} uses[] = {
  { "anonymous", NC_ ("use", "not the real name") },
  { "billing", NC_ ("use", "for bills") },
  { "home", NC_ ("use", "home") },
  { "maiden", NC_ ("use", "name at birth") },
  { "mobile", NC_ ("use", "mobile") },
  { "nickname", NC_ ("use", "nickname") },
  { "old", NC_ ("use", "no longer in use") },
  { "temp", NC_ ("use", "for a time") },
  { "work", NC_ ("use", "work") },
};

/* Value set contact-point-system; a number is a phone and an address is an e-mail by its looks. */
static const struct
{
  const char *code;
  const char *words;
} systems[] = {
  { "fax", NC_ ("contact", "fax") },
  { "pager", NC_ ("contact", "pager") },
  { "sms", NC_ ("contact", "text messages") },
};

/* The languages most spoken in the United States (Census Bureau, "Languages Spoken at Home") by
 * their codes of BCP 47, for a server that sends no name. */
static const struct
{
  const char *code;
  const char *words;
} languages[] = {
  { "am", N_ ("Amharic") },   { "ar", N_ ("Arabic") },         { "bn", N_ ("Bengali") },
  { "de", N_ ("German") },    { "el", N_ ("Greek") },          { "en", N_ ("English") },
  { "es", N_ ("Spanish") },   { "fa", N_ ("Persian") },        { "fr", N_ ("French") },
  { "gu", N_ ("Gujarati") },  { "he", N_ ("Hebrew") },         { "hi", N_ ("Hindi") },
  { "hmn", N_ ("Hmong") },    { "ht", N_ ("Haitian Creole") }, { "hy", N_ ("Armenian") },
  { "it", N_ ("Italian") },   { "ja", N_ ("Japanese") },       { "km", N_ ("Khmer") },
  { "ko", N_ ("Korean") },    { "nl", N_ ("Dutch") },          { "nv", N_ ("Navajo") },
  { "pa", N_ ("Punjabi") },   { "pl", N_ ("Polish") },         { "pt", N_ ("Portuguese") },
  { "ru", N_ ("Russian") },   { "so", N_ ("Somali") },         { "ta", N_ ("Tamil") },
  { "te", N_ ("Telugu") },    { "th", N_ ("Thai") },           { "tl", N_ ("Tagalog") },
  { "uk", N_ ("Ukrainian") }, { "ur", N_ ("Urdu") },           { "vi", N_ ("Vietnamese") },
  { "zh", N_ ("Chinese") },
};

static const char *
use_words (const char *code)
{
  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (uses); i++)
    if (g_str_equal (uses[i].code, code))
      return g_dpgettext2 (GETTEXT_PACKAGE, "use", uses[i].words);
  return NULL;
}

static const char *
system_words (const char *code)
{
  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (systems); i++)
    if (g_str_equal (systems[i].code, code))
      return g_dpgettext2 (GETTEXT_PACKAGE, "contact", systems[i].words);
  return NULL;
}

/* Takes @text and says in brackets what it is used for and until when: "555 0142 (work, fax)". */
static char *
with_use (char *text, const KwJsonNode *node)
{
  const char *until = kw_fhir_text_at (node, "period.end");
  g_autofree char *date = until != NULL ? kw_words_date (until) : NULL;
  /* Translators: the last day of a name, an address or a phone number. */
  g_autofree char *last = date != NULL ? g_strdup_printf (C_ ("use", "until %s"), date) : NULL;
  const char *const said[] = { use_words (kw_fhir_text_at (node, "use")),
                               system_words (kw_fhir_text_at (node, "system")), last };
  g_autoptr (GString) out = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    if (said[i] != NULL)
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", said[i]);
  if (out->len == 0 || text == NULL)
    return text;
  char *whole = g_strdup_printf ("%s (%s)", text, out->str);
  g_free (text);
  return whole;
}

char *
kw_human_name_words (const KwJsonNode *name)
{
  return with_use (kw_fhir_dup_name (name), name);
}

static void
append_part (GString *out, const char *separator, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (out->len > 0)
    g_string_append (out, separator);
  g_string_append (out, text);
}

/* "258 Main St, Springfield, MA 01089, US": the source's own text, or the parts in the order of an
 * envelope; a postal code stands with its state. */
char *
kw_address_words (const KwJsonNode *address)
{
  const char *text = kw_fhir_text_at (address, "text");
  const char *state = kw_fhir_text_at (address, "state");
  if (text != NULL)
    return with_use (kw_words_tidy (text), address);
  g_autoptr (GString) out = g_string_new (NULL);
  KW_JSON_FOREACH (line, kw_json_node_get_member (address, "line"))
    append_part (out, ", ", kw_fhir_text (line));
  append_part (out, ", ", kw_fhir_text_at (address, "city"));
  append_part (out, ", ", kw_fhir_text_at (address, "district"));
  append_part (out, ", ", state);
  append_part (out, state != NULL ? " " : ", ", kw_fhir_text_at (address, "postalCode"));
  append_part (out, ", ", kw_fhir_text_at (address, "country"));
  if (out->len == 0)
    return NULL;
  return with_use (g_string_free (g_steal_pointer (&out), FALSE), address);
}

/* ContactPoint: "555 0142 (mobile)"; web addresses are not text to read. */
char *
kw_contact_words (const KwJsonNode *contact)
{
  const char *value = kw_fhir_text_at (contact, "value");
  if (value == NULL || g_str_has_prefix (value, "http"))
    return NULL;
  return with_use (kw_words_tidy (value), contact);
}

/* Patient.communication: "Spanish (preferred)". */
char *
kw_language_words (const KwJsonNode *communication)
{
  const KwJsonNode *language = kw_json_node_get_member (communication, "language");
  const char *words = kw_fhir_concept_words (language);
  const char *code = kw_fhir_concept_code (language);
  gsize length = code != NULL ? strcspn (code, "-_") : 0;
  for (gsize i = 0; !kw_words_is_presentable (words, NULL) && i < G_N_ELEMENTS (languages); i++)
    if (strlen (languages[i].code) == length && strncmp (languages[i].code, code, length) == 0)
      words = _ (languages[i].words);
  if (!kw_words_is_presentable (words, NULL))
    return NULL;
  g_autofree char *tidy = kw_words_tidy (words);
  if (!kw_json_node_get_boolean (kw_json_node_get_member (communication, "preferred"), FALSE))
    return g_steal_pointer (&tidy);
  /* Translators: a language, and that the patient likes it best. */
  return g_strdup_printf (_ ("%s (preferred)"), tidy);
}
