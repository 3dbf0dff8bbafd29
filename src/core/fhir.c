/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/fhir.h"

#include <string.h>

const KwJsonNode *
kw_fhir_first (const KwJsonNode *node)
{
  switch (kw_json_node_get_kind (node))
    {
    case KW_JSON_ABSENT:
    case KW_JSON_NULL:
      return NULL;
    case KW_JSON_ARRAY:
      return kw_json_node_get_first (node);
    case KW_JSON_BOOLEAN:
    case KW_JSON_NUMBER:
    case KW_JSON_STRING:
    case KW_JSON_OBJECT:
      return node;
    }
  return NULL;
}

const KwJsonNode *
kw_fhir_next (const KwJsonNode *list, const KwJsonNode *item)
{
  return list == item ? NULL : kw_json_node_get_next (item);
}

const char *
kw_fhir_text (const KwJsonNode *node)
{
  const char *text = kw_json_node_get_scalar (node);

  if (text == NULL || (guchar) *text > ' ')
    return text;
  return text[strspn (text, " \t\r\n")] == '\0' ? NULL : text;
}

/* The codings of a concept; a Coding by itself stands for its own list. */
static const KwJsonNode *
get_codings (const KwJsonNode *concept)
{
  const KwJsonNode *inner = kw_json_node_get_member (concept, "concept");
  const KwJsonNode *codings = kw_json_node_get_member (inner ? inner : concept, "coding");

  return codings ? codings : concept;
}

/**
 * kw_fhir_concept_words:
 * @node: (nullable): a CodeableConcept, a Coding, or a list of them
 *
 * What a concept is called by its source: its text, the display that somebody chose, or the first
 * display. Never a code, because a bare code says nothing to a reader.
 *
 * Returns: (transfer none) (nullable): the words
 */
const char *
kw_fhir_concept_words (const KwJsonNode *node)
{
  const char *first = NULL;

  KW_FHIR_FOREACH (concept, node)
    {
      if (kw_json_node_get_kind (concept) == KW_JSON_STRING)
        return kw_fhir_text (concept);

      const KwJsonNode *inner = kw_json_node_get_member (concept, "concept");
      const char *text = kw_fhir_text_at (inner ? inner : concept, "text");

      if (text != NULL)
        return text;
      KW_FHIR_FOREACH (coding, get_codings (concept))
        {
          const char *display = kw_fhir_text_at (coding, "display");

          if (display == NULL)
            continue;
          if (kw_json_node_get_boolean (kw_json_node_get_member (coding, "userSelected"), FALSE))
            return display;
          if (first == NULL)
            first = display;
        }
      if (first != NULL)
        return first;
    }
  return NULL;
}

const char *
kw_fhir_concept_code (const KwJsonNode *node)
{
  KW_FHIR_FOREACH (concept, node)
    {
      if (kw_json_node_get_kind (concept) == KW_JSON_STRING)
        return kw_fhir_text (concept);
      KW_FHIR_FOREACH (coding, get_codings (concept))
        {
          const char *code = kw_fhir_text_at (coding, "code");

          if (code != NULL)
            return code;
        }
    }
  return NULL;
}

gboolean
kw_fhir_concept_has (const KwJsonNode *node, const char *system_suffix, const char *code)
{
  KW_FHIR_FOREACH (concept, node)
    KW_FHIR_FOREACH (coding, get_codings (concept))
      {
        const char *system = kw_fhir_text_at (coding, "system");

        if (g_strcmp0 (kw_fhir_text_at (coding, "code"), code) == 0
            && (system_suffix == NULL
                || (system != NULL && g_str_has_suffix (system, system_suffix))))
          return TRUE;
      }
  return FALSE;
}

gboolean
kw_fhir_any_code (const KwJsonNode *concepts, const char *const *codes)
{
  KW_FHIR_FOREACH (concept, concepts)
    {
      if (kw_json_node_get_kind (concept) == KW_JSON_STRING)
        {
          if (g_strv_contains (codes, kw_json_node_get_string (concept)))
            return TRUE;
          continue;
        }
      KW_FHIR_FOREACH (coding, get_codings (concept))
        {
          const char *code = kw_fhir_text_at (coding, "code");

          if (code != NULL && g_strv_contains (codes, code))
            return TRUE;
        }
    }
  return FALSE;
}

const char *
kw_fhir_reference (const KwJsonNode *node)
{
  const KwJsonNode *inner = kw_json_node_get_member (node, "reference");

  /* R5 wraps it once more (CodeableReference). */
  if (kw_json_node_get_kind (inner) == KW_JSON_OBJECT)
    inner = kw_json_node_get_member (inner, "reference");
  return kw_fhir_text (inner);
}

gboolean
kw_fhir_refers_to (const KwJsonNode *node, const char *type)
{
  const char *reference = kw_fhir_reference (node);

  if (g_strcmp0 (kw_fhir_text_at (node, "type"), type) == 0)
    return TRUE;
  for (const char *at = reference; at != NULL && (at = strstr (at, type)) != NULL; at++)
    if (at[strlen (type)] == '/' && (at == reference || at[-1] == '/'))
      return TRUE;
  return FALSE;
}

static int
rate_name (const KwJsonNode *name)
{
  static const char *const uses[] = { "maiden", "old", "nickname", "temp", "usual", "official" };
  const char *use = kw_fhir_text_at (name, "use");
  int rate = 3;

  for (guint i = 0; use != NULL && i < G_N_ELEMENTS (uses); i++)
    if (g_str_equal (use, uses[i]))
      rate = i < 4 ? (int) i : (int) i + 1;
  if (kw_json_node_at (name, "period.end") != NULL)
    rate -= 10;
  return rate;
}

const KwJsonNode *
kw_fhir_best_name (const KwJsonNode *names)
{
  const KwJsonNode *best = NULL;

  KW_FHIR_FOREACH (name, names)
    if (best == NULL || rate_name (name) > rate_name (best))
      best = name;
  return best;
}

static void
add_words (GString *out, const KwJsonNode *list)
{
  KW_FHIR_FOREACH (item, list)
    {
      const char *word = kw_fhir_text (item);

      if (word == NULL)
        continue;
      if (out->len > 0)
        g_string_append_c (out, ' ');
      g_string_append (out, word);
    }
}

char *
kw_fhir_dup_given (const KwJsonNode *name)
{
  g_autoptr (GString) out = g_string_new (NULL);

  add_words (out, kw_json_node_get_member (name, "given"));
  return out->len > 0 ? g_strdup (out->str) : NULL;
}

/**
 * kw_fhir_dup_name:
 * @name: (nullable): a HumanName, or a string
 *
 * The name in the order in which it is said: the source's own text, or prefix, given names, family
 * name and suffix.
 *
 * Returns: (transfer full) (nullable): the name
 */
char *
kw_fhir_dup_name (const KwJsonNode *name)
{
  static const char *const parts[] = { "prefix", "given", "family", "suffix" };
  g_autoptr (GString) out = g_string_new (NULL);
  const char *text = kw_fhir_text_at (name, "text");

  if (text == NULL)
    text = kw_fhir_text (name);
  if (text != NULL)
    return g_strdup (text);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    add_words (out, kw_json_node_get_member (name, parts[i]));
  return out->len > 0 ? g_strdup (out->str) : NULL;
}

/* Reads @n digits; -1 when there are none. */
static int
read_digits (const char **text, int n)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (**text))
        return -1;
      value = value * 10 + (**text - '0');
      (*text)++;
    }
  return value;
}

/* "+01:00", "-0500" or "Z" as seconds east of UTC. */
static gboolean
read_zone (const char *text, int *out_seconds)
{
  int sign = *text == '-' ? -1 : 1;

  *out_seconds = 0;
  if (g_str_equal (text, "Z") || g_str_equal (text, "z") || *text == '\0')
    return TRUE;
  if (*text != '+' && *text != '-')
    return FALSE;
  text++;

  int hours = read_digits (&text, 2);

  if (*text == ':')
    text++;

  int minutes = read_digits (&text, 2);

  if (hours < 0 || minutes < 0 || *text != '\0')
    return FALSE;
  *out_seconds = sign * (hours * 3600 + minutes * 60);
  return TRUE;
}

static gboolean
read_time (const char *text, int *out_seconds, int *out_zone)
{
  int hour = read_digits (&text, 2);
  int minute = *text == ':' ? (text++, read_digits (&text, 2)) : -1;
  int second = 0;

  if (hour < 0 || hour > 24 || minute < 0 || minute > 59)
    return FALSE;
  if (*text == ':')
    {
      text++;
      second = read_digits (&text, 2);
    }
  if (second < 0 || second > 60)
    return FALSE;
  if (*text == '.')
    text += 1 + strspn (text + 1, "0123456789");
  *out_seconds = hour * 3600 + minute * 60 + second;
  return read_zone (text, out_zone);
}

/**
 * kw_fhir_parse_date:
 * @text: (nullable): a date, dateTime or instant (FHIR R4 2.24.0.1), of any precision
 * @out_time: (out) (optional): its first microsecond since 1970, for sorting only
 *
 * ```c
 * kw_fhir_parse_date ("1970-01-02", &time); // 86400 seconds
 * ```
 *
 * Returns: whether @text is a date
 */
gboolean
kw_fhir_parse_date (const char *text, gint64 *out_time)
{
  int month = 1, day = 1, seconds = 0, zone = 0;

  if (text == NULL)
    return FALSE;

  int year = read_digits (&text, 4);

  if (*text == '-')
    month = (text++, read_digits (&text, 2));
  if (*text == '-')
    day = (text++, read_digits (&text, 2));
  if (year < 1 || month < 1 || day < 1 || !g_date_valid_dmy (day, month, year))
    return FALSE;
  if (*text == 'T' || *text == ' ')
    {
      if (!read_time (text + 1, &seconds, &zone))
        return FALSE;
    }
  else if (*text != '\0')
    return FALSE;

  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  gint64 days = (gint64) g_date_get_julian (&date) - 719163; /* 1970-01-01 */

  if (out_time != NULL)
    *out_time = (days * 86400 + seconds - zone) * G_USEC_PER_SEC;
  return TRUE;
}

gboolean
kw_fhir_is_number (const char *text)
{
  static const char digits[] = "0123456789";

  if (text == NULL)
    return FALSE;
  text += *text == '-';

  gsize whole = strspn (text, digits);

  text += whole;
  if (whole == 0)
    return FALSE;
  if (*text == '.')
    {
      gsize fraction = strspn (text + 1, digits);

      if (fraction == 0)
        return FALSE;
      text += 1 + fraction;
    }
  if (*text == 'e' || *text == 'E')
    {
      text += text[1] == '+' || text[1] == '-' ? 2 : 1;
      if (!g_ascii_isdigit (*text))
        return FALSE;
      text += strspn (text, digits);
    }
  return *text == '\0';
}

/* Where the Attachments of a type are: list, member of its items. */
static const struct
{
  const char *type;
  const char *list;
  const char *member;
} attachment_places[] = {
  { "DocumentReference", "content", "attachment" },
  { "DiagnosticReport", "presentedForm", NULL },
  { "Media", "content", NULL },
  { "Communication", "payload", "contentAttachment" },
  { "CommunicationRequest", "payload", "contentAttachment" },
  { "Consent", "sourceAttachment", NULL },
  { "Contract", "legal", "contentAttachment" },
  { "Observation", "valueAttachment", NULL },
  { "Claim", "supportingInfo", "valueAttachment" },
  { "ExplanationOfBenefit", "form", NULL },
  { "Library", "content", NULL },
  { "Patient", "photo", NULL },
  { "Person", "photo", NULL },
  { "Practitioner", "photo", NULL },
  { "RelatedPerson", "photo", NULL },
};

/**
 * kw_fhir_list_attachments:
 * @resource: a resource
 *
 * Every Attachment that a type may hold, in one order that record and body share. A Binary is an
 * attachment itself.
 *
 * Returns: (transfer container): borrowed nodes
 */
GPtrArray *
kw_fhir_list_attachments (const KwJsonNode *resource)
{
  GPtrArray *found = g_ptr_array_new ();
  const char *type = kw_json_string_at (resource, "resourceType");

  if (g_strcmp0 (type, "Binary") == 0)
    g_ptr_array_add (found, (gpointer) resource);
  for (guint i = 0; i < G_N_ELEMENTS (attachment_places); i++)
    {
      if (g_strcmp0 (attachment_places[i].type, type) != 0)
        continue;
      KW_FHIR_FOREACH (item, kw_json_node_get_member (resource, attachment_places[i].list))
        {
          const char *member = attachment_places[i].member;
          const KwJsonNode *node = member ? kw_json_node_get_member (item, member) : item;

          if (kw_json_node_get_kind (node) == KW_JSON_OBJECT)
            g_ptr_array_add (found, (gpointer) node);
        }
    }
  return found;
}
