/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/cda/cda-private.h"
#include "core/fhir.h"

#define UCUM "http://unitsofmeasure.org"
/* Words of a whole row are no name when the code has one. */
#define MAX_ORIGINAL 200

void
kw_cda_begin (KwCda *cda, const char *member, char bracket)
{
  if (member != NULL)
    kw_json_writer_name (cda->out, member);
  if (bracket == '[')
    kw_json_writer_begin_array (cda->out);
  else
    kw_json_writer_begin_object (cda->out);
}

void
kw_cda_end (KwCda *cda, const char *brackets)
{
  for (; *brackets != '\0'; brackets++)
    if (*brackets == ']')
      kw_json_writer_end_array (cda->out);
    else
      kw_json_writer_end_object (cda->out);
}

/* A CodeableConcept of ours, or a list of one. */
void
kw_cda_member_coding (KwCda *cda,
                      const char *member,
                      const char *system,
                      const char *code,
                      gboolean list)
{
  if (code == NULL)
    return;
  if (list)
    kw_cda_begin (cda, member, '[');
  kw_cda_begin (cda, list ? NULL : member, '{');
  kw_cda_begin (cda, "coding", '[');
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "system", system);
  kw_json_writer_member (cda->out, "code", code);
  kw_cda_end (cda, list ? "}]}]" : "}]}");
}

/* Elements of the narrative block (CDA R2 4.3.5) that are apart from what stands beside them. */
static gboolean
is_apart (const KwXmlNode *node)
{
  static const char *const apart[]
      = { "td", "th", "tr", "br", "item", "li", "list", "paragraph", "caption", NULL };
  const char *name = kw_xml_node_get_name (node);

  return name != NULL && g_strv_contains (apart, name);
}

static void
add_narrative (GString *out, const KwXmlNode *node)
{
  for (const char *p = kw_xml_node_get_text (node); p != NULL && *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (out, *p);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
      g_string_append_c (out, ' ');
  KW_XML_FOREACH (child, node)
    {
      if (is_apart (child) && out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
      add_narrative (out, child);
      if (is_apart (child) && out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
}

/* The words of a stretch of narrative in one line; NULL when there are none. */
char *
kw_cda_dup_narrative (const KwXmlNode *node)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (node != NULL)
    add_narrative (out, node);
  g_strchomp (out->str);
  return out->str[0] != '\0' ? g_strdup (out->str) : NULL;
}

/* ED and ST: the words themselves, or where they stand in the narrative. */
char *
kw_cda_dup_text (const KwCda *cda, const KwXmlNode *node)
{
  const KwXmlNode *reference = kw_xml_node_get_child (node, "reference");
  const char *value = kw_xml_node_get_attribute (reference, "value");
  const KwXmlNode *place = NULL;
  char *words = NULL;

  if (value != NULL)
    place = g_hash_table_lookup (cda->by_id, value + (*value == '#'));
  if (place != NULL)
    words = kw_cda_dup_narrative (place);
  return words != NULL ? words : kw_cda_dup_narrative (node);
}

/* "20130703103000.12-0500" is 2013-07-03T10:30:00.12-05:00: at its own precision and with its own
 * offset. What is no time of HL7's stays as it was sent. */
char *
kw_cda_dup_date (const char *value)
{
  g_autofree char *bare = value ? g_strstrip (g_strdup (value)) : NULL;
  gsize digits = bare ? strspn (bare, "0123456789") : 0;
  const char *rest = bare ? bare + digits : NULL;
  g_autofree char *fraction = NULL;
  g_autofree char *zone = NULL;

  /* "0" and "00000000" are no day. */
  if (bare == NULL || strpbrk (bare, "123456789") == NULL)
    return NULL;
  if (*rest == '.')
    fraction = g_strndup (rest, 1 + strspn (rest + 1, "0123456789"));
  rest += fraction ? strlen (fraction) : 0;
  if ((*rest == '+' || *rest == '-') && strspn (rest + 1, "0123456789") == strlen (rest + 1)
      && (strlen (rest) == 5 || strlen (rest) == 3))
    zone = g_strdup_printf ("%.3s:%s", rest, strlen (rest) == 5 ? rest + 3 : "00");
  if ((*rest != '\0' && zone == NULL) || digits % 2 != 0 || digits < 4 || digits > 14)
    return g_steal_pointer (&bare);
  /* A system that knows only the day, and must fill the field, writes midnight of nowhere. */
  if (zone == NULL && digits >= 12 && strspn (bare + 8, "0") == digits - 8)
    digits = 8;
  if (digits <= 8)
    return g_strdup_printf ("%.4s%s%.2s%s%.2s", bare, digits > 4 ? "-" : "",
                            digits > 4 ? bare + 4 : "", digits > 6 ? "-" : "",
                            digits > 6 ? bare + 6 : "");
  return g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%s%s", bare, bare + 4, bare + 6, bare + 8,
                          digits > 10 ? bare + 10 : "00", digits > 12 ? bare + 12 : "00",
                          digits == 14 && fraction && strlen (fraction) > 1 ? fraction : "",
                          zone ? zone : "");
}

/* EN: what is called, or its parts in the order in which they stand. */
char *
kw_cda_dup_name (const KwXmlNode *name)
{
  static const char *const parts[] = { "prefix", "given", "family", "suffix", NULL };
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *const *part = parts; *part != NULL; part++)
    KW_XML_FOREACH_NAMED (child, name, *part)
      {
        g_autofree char *words = kw_xml_node_dup_words (child);

        if (words != NULL)
          g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words);
      }
  return out->len > 0 ? g_strdup (out->str) : kw_xml_node_dup_words (name);
}

/* The person of a participation, with the organization behind; or the organization, or the device.
 */
char *
kw_cda_dup_actor (const KwXmlNode *node)
{
  static const char *const paths[] = { "*/assignedPerson/name",
                                       "*/informationRecipient/name",
                                       "*/relatedPerson/name",
                                       "*/associatedPerson/name",
                                       "*/playingEntity/name",
                                       "*/representedOrganization/name",
                                       "*/representedCustodianOrganization/name",
                                       "*/scopingOrganization/name",
                                       "*/receivedOrganization/name",
                                       "*/scopingEntity/desc",
                                       "manufacturerOrganization/name",
                                       "name",
                                       NULL };

  for (const char *const *path = paths; *path != NULL; path++)
    {
      char *words = kw_cda_dup_name (kw_cda_find (node, *path));

      if (words != NULL)
        return words;
    }
  return NULL;
}

/* Some write the reason why there is no code in the place of the code (v3-NullFlavor). */
static const char *
get_code (const KwXmlNode *concept)
{
  static const char *const flavors[]
      = { "UNK", "NI", "NA", "NAV", "NASK", "ASKU", "OTH", "MSK", NULL };
  const char *code = kw_cda_attribute (concept, NULL, "code");

  return code != NULL && !g_strv_contains (flavors, code) ? code : NULL;
}

/* Whether a CD says anything: its own code or a translation. */
gboolean
kw_cda_is_coded (const KwXmlNode *concept)
{
  if (get_code (concept) != NULL)
    return TRUE;
  KW_XML_FOREACH_NAMED (translation, concept, "translation")
    if (get_code (translation) != NULL)
      return TRUE;
  return FALSE;
}

static const char *
get_display (const KwXmlNode *concept)
{
  const char *display = kw_cda_attribute (concept, NULL, "displayName");

  KW_XML_FOREACH_NAMED (translation, concept, "translation")
    if (display == NULL)
      display = kw_cda_attribute (translation, NULL, "displayName");
  return display;
}

static gboolean
refers_to (const KwXmlNode *node, const char *value)
{
  if (kw_xml_node_is (node, "reference")
      && g_strcmp0 (kw_xml_node_get_attribute (node, "value"), value) == 0)
    return TRUE;
  KW_XML_FOREACH (child, node)
    if (refers_to (child, value))
      return TRUE;
  return FALSE;
}

/* Whether these words are those of something else in the same entry: documents that point from the
 * drug to its reaction have been seen, and an allergy must not be called "hives". */
static gboolean
is_borrowed (const KwXmlNode *concept, const char *value)
{
  while (concept != NULL && kw_xml_node_get_child (concept, "entryRelationship") == NULL
         && !kw_xml_node_is (concept, "entry"))
    concept = kw_xml_node_get_parent (concept);
  KW_XML_FOREACH_NAMED (inside, concept, "entryRelationship")
    if (refers_to (inside, value))
      return TRUE;
  return FALSE;
}

/* What was written in the chart, if it is a name and not a whole row of a table. */
static char *
dup_original (const KwCda *cda, const KwXmlNode *concept)
{
  const KwXmlNode *original = kw_xml_node_get_child (concept, "originalText");
  const char *value
      = kw_xml_node_get_attribute (kw_xml_node_get_child (original, "reference"), "value");
  const KwXmlNode *place = value ? g_hash_table_lookup (cda->by_id, value + (*value == '#')) : NULL;
  g_autofree char *words = kw_cda_dup_text (cda, original);
  gboolean row = kw_xml_node_is (place, "tr") || kw_xml_node_is (place, "table")
                 || kw_xml_node_is (place, "list") || kw_xml_node_is (place, "text");

  if (words == NULL)
    return NULL;
  if (get_display (concept) != NULL
      && (row || strlen (words) > MAX_ORIGINAL || (place != NULL && is_borrowed (concept, value))))
    return NULL;
  return g_steal_pointer (&words);
}

/* The words of a CD: what was written in the chart, or what the code is called. */
char *
kw_cda_dup_concept_words (const KwCda *cda, const KwXmlNode *concept)
{
  char *original = dup_original (cda, concept);

  return original != NULL ? original : g_strdup (get_display (concept));
}

static void
write_coding (KwCda *cda, const KwXmlNode *code)
{
  const char *value = get_code (code);
  g_autofree char *system = kw_cda_dup_system (kw_cda_attribute (code, NULL, "codeSystem"));

  if (value == NULL)
    return;
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "system", system);
  kw_json_writer_member (cda->out, "version", kw_cda_attribute (code, NULL, "codeSystemVersion"));
  kw_json_writer_member (cda->out, "code", value);
  kw_json_writer_member (cda->out, "display", kw_cda_attribute (code, NULL, "displayName"));
  kw_cda_end (cda, "}");
}

/**
 * kw_cda_write_concept:
 * @concept: a CD; translations are further codings
 * @text: (nullable): what it is called where it does not say so itself
 *
 * A CodeableConcept. The chart's own words are its text.
 */
void
kw_cda_write_concept (KwCda *cda, const KwXmlNode *concept, const char *text)
{
  g_autofree char *original = dup_original (cda, concept);

  kw_cda_begin (cda, NULL, '{');
  if (kw_cda_is_coded (concept))
    {
      kw_cda_begin (cda, "coding", '[');
      write_coding (cda, concept);
      KW_XML_FOREACH_NAMED (translation, concept, "translation")
        write_coding (cda, translation);
      kw_cda_end (cda, "]");
    }
  if (original == NULL && get_display (concept) == NULL)
    original = g_strdup (text);
  /* A display without a code is words too. */
  if (original == NULL && kw_cda_attribute (concept, NULL, "code") == NULL)
    original = g_strdup (get_display (concept));
  kw_json_writer_member (cda->out, "text", original);
  kw_cda_end (cda, "}");
}

/* PQ: the number's own text, the unit as sent; CDA R2's units are UCUM codes (HL7 data types). */
void
kw_cda_write_quantity (KwCda *cda, const KwXmlNode *quantity, const char *comparator)
{
  const char *value = kw_cda_attribute (quantity, NULL, "value");
  const char *unit = kw_cda_attribute (quantity, NULL, "unit");

  g_autofree char *words
      = kw_xml_node_dup_words (kw_cda_find (quantity, "translation/originalText"));
  gboolean coded;

  /* "1" is UCUM's unit of what is counted; the chart's own word for it may stand beside it. */
  if (unit == NULL || g_str_equal (unit, "1"))
    unit = words;
  coded = unit != NULL && unit != words && strchr (unit, ' ') == NULL;
  kw_cda_begin (cda, NULL, '{');
  if (value != NULL && kw_fhir_is_number (value))
    {
      kw_json_writer_name (cda->out, "value");
      if (value[0] == '0' && g_ascii_isdigit (value[1]))
        kw_json_writer_string (cda->out, value);
      else
        kw_json_writer_number (cda->out, value);
    }
  kw_json_writer_member (cda->out, "comparator", comparator);
  kw_json_writer_member (cda->out, "unit", unit);
  if (coded)
    {
      kw_json_writer_member (cda->out, "system", UCUM);
      kw_json_writer_member (cda->out, "code", unit);
    }
  kw_cda_end (cda, "}");
}

void
kw_cda_write_period (KwCda *cda, const KwXmlNode *time)
{
  g_autofree char *start = kw_cda_dup_date (kw_cda_attribute (time, "low", "value"));
  g_autofree char *end = kw_cda_dup_date (kw_cda_attribute (time, "high", "value"));

  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "start", start);
  kw_json_writer_member (cda->out, "end", end);
  kw_cda_end (cda, "}");
}
