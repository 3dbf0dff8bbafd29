/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/cda/cda-private.h"

void
kw_cda_put_fields (KwCda *cda, const KwXmlNode *node, const KwCdaField *fields)
{
  for (; fields->put != NULL; fields++)
    fields->put (cda, fields->member, node, fields->path);
}

static gboolean
says_something (const KwCda *cda, const KwXmlNode *concept)
{
  g_autofree char *words = concept ? kw_cda_dup_concept_words (cda, concept) : NULL;

  return words != NULL || (concept != NULL && kw_cda_is_coded (concept));
}

void
kw_cda_put_concept (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  const KwXmlNode *concept = kw_cda_find (node, path);

  if (!says_something (cda, concept))
    return;
  kw_json_writer_name (cda->out, member);
  kw_cda_write_concept (cda, concept, NULL);
}

void
kw_cda_put_concepts (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) found = kw_cda_list (node, path);
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    if (says_something (cda, g_ptr_array_index (found, i)))
      {
        if (n++ == 0)
          kw_cda_begin (cda, member, '[');
        kw_cda_write_concept (cda, g_ptr_array_index (found, i), NULL);
      }
  if (n > 0)
    kw_cda_end (cda, "]");
}

void
kw_cda_put_text (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autofree char *words = kw_cda_dup_text (cda, kw_cda_find (node, path));

  kw_json_writer_member (cda->out, member, words);
}

/* The first moment of a TS or IVL_TS. */
void
kw_cda_put_date (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  const KwXmlNode *time = kw_cda_find (node, path);
  const char *value = kw_cda_attribute (time, NULL, "value");
  g_autofree char *date = NULL;

  if (value == NULL && time != NULL)
    value = kw_cda_attribute (time, "low", "value");
  if (value == NULL && time != NULL)
    value = kw_cda_attribute (time, "center", "value");
  date = kw_cda_dup_date (value);
  kw_json_writer_member (cda->out, member, date);
}

/* A moment is a stretch that begins and ends with it; of some only the middle is known. */
void
kw_cda_put_period (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  const KwXmlNode *time = kw_cda_find (node, path);
  const char *value = kw_cda_attribute (time, NULL, "value");
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (time == NULL)
    return;
  if (value == NULL)
    value = kw_cda_attribute (time, "center", "value");
  low = kw_cda_dup_date (value ? value : kw_cda_attribute (time, "low", "value"));
  high = kw_cda_dup_date (value ? value : kw_cda_attribute (time, "high", "value"));
  if (low == NULL && high == NULL)
    return;
  kw_cda_begin (cda, member, '{');
  kw_json_writer_member (cda->out, "start", low);
  kw_json_writer_member (cda->out, "end", high);
  kw_cda_end (cda, "}");
}

/* "performed" is performedDateTime for a moment and performedPeriod for a stretch. A stretch that
 * has only a beginning is a moment; one that ends when it begins as well. */
void
kw_cda_put_when (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  const KwXmlNode *time = kw_cda_find (node, path);
  const char *low = time ? kw_cda_attribute (time, "low", "value") : NULL;
  const char *high = time ? kw_cda_attribute (time, "high", "value") : NULL;
  g_autofree char *moment = g_strconcat (member, "DateTime", NULL);
  g_autofree char *stretch = g_strconcat (member, "Period", NULL);

  if (time == NULL)
    return;
  if (high == NULL || g_strcmp0 (low, high) == 0)
    kw_cda_put_date (cda, moment, time, NULL);
  else
    kw_cda_put_period (cda, stretch, time, NULL);
}

void
kw_cda_put_quantity (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  const KwXmlNode *quantity = kw_cda_find (node, path);

  if (quantity == NULL || kw_cda_attribute (quantity, NULL, "value") == NULL)
    return;
  kw_json_writer_name (cda->out, member);
  kw_cda_write_quantity (cda, quantity, NULL);
}

static void
write_display (KwCda *cda, const char *display)
{
  kw_cda_begin (cda, NULL, '{');
  kw_json_writer_member (cda->out, "display", display);
  kw_cda_end (cda, "}");
}

/* A Reference that is only a name: the document has no more of the person than that. */
void
kw_cda_put_actor (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  const KwXmlNode *actor = kw_cda_find (node, path);
  g_autofree char *name = actor ? kw_cda_dup_actor (actor) : NULL;

  if (name == NULL)
    return;
  kw_json_writer_name (cda->out, member);
  write_display (cda, name);
}

static void
put_all_actors (KwCda *cda, const char *member, GPtrArray *actors, const char *within)
{
  guint n = 0;

  for (guint i = 0; i < actors->len; i++)
    {
      g_autofree char *name = kw_cda_dup_actor (g_ptr_array_index (actors, i));

      if (name == NULL)
        continue;
      if (n++ == 0)
        kw_cda_begin (cda, member, '[');
      if (within != NULL)
        kw_cda_begin (cda, NULL, '{');
      if (within != NULL)
        kw_json_writer_name (cda->out, within);
      write_display (cda, name);
      if (within != NULL)
        kw_cda_end (cda, "}");
    }
  if (n > 0)
    kw_cda_end (cda, "]");
}

void
kw_cda_put_actors (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) found = kw_cda_list (node, path);

  put_all_actors (cda, member, found, NULL);
}

void
kw_cda_put_performers (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) found = kw_cda_list (node, path);

  put_all_actors (cda, member, found, "actor");
}

void
kw_cda_put_places (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) found = kw_cda_list (node, path);

  put_all_actors (cda, member, found, "location");
}

/* Annotations, from several paths with a blank between them; the same words once. */
void
kw_cda_put_notes (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_auto (GStrv) paths = g_strsplit (path, " ", -1);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (char **one = paths; *one != NULL; one++)
    {
      g_autoptr (GPtrArray) found = kw_cda_list (node, *one);

      for (guint i = 0; i < found->len; i++)
        {
          char *words = kw_cda_dup_text (cda, g_ptr_array_index (found, i));

          if (words == NULL || g_hash_table_contains (known, words))
            {
              g_free (words);
              continue;
            }
          if (g_hash_table_size (known) == 0)
            kw_cda_begin (cda, member, '[');
          kw_cda_begin (cda, NULL, '{');
          kw_json_writer_member (cda->out, "text", words);
          kw_cda_end (cda, "}");
          g_hash_table_add (known, words);
        }
    }
  if (g_hash_table_size (known) > 0)
    kw_cda_end (cda, "]");
}

/* II: a root alone is an identifier by itself (HL7 data types, II). */
void
kw_cda_put_identifiers (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) found = kw_cda_list (node, path);
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const char *root = kw_cda_attribute (g_ptr_array_index (found, i), NULL, "root");
      const char *extension = kw_cda_attribute (g_ptr_array_index (found, i), NULL, "extension");
      gboolean uuid = root != NULL && g_uuid_string_is_valid (root);
      g_autofree char *uri
          = root ? g_strconcat (uuid ? "urn:uuid:" : "urn:oid:", root, NULL) : NULL;

      if (root == NULL && extension == NULL)
        continue;
      if (n++ == 0)
        kw_cda_begin (cda, member, '[');
      kw_cda_begin (cda, NULL, '{');
      kw_json_writer_member (cda->out, "system", extension ? uri : "urn:ietf:rfc:3986");
      kw_json_writer_member (cda->out, "value", extension ? extension : uri);
      kw_cda_end (cda, "}");
    }
  if (n > 0)
    kw_cda_end (cda, "]");
}

/* The use of an address or a number (HL7 data types, AddressUse and TelecommunicationAddressUse).
 */
static const KwCdaCode uses[] = {
  { "H", "home" },   { "HP", "home" },  { "HV", "home" }, { "WP", "work" },   { "DIR", "work" },
  { "PUB", "work" }, { "TMP", "temp" }, { "BAD", "old" }, { "MC", "mobile" }, { NULL, NULL },
};

static const KwCdaCode schemes[] = {
  { "tel", "phone" }, { "fax", "fax" },   { "mailto", "email" },
  { "http", "url" },  { "https", "url" }, { NULL, NULL },
};

void
kw_cda_put_telecoms (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) found = kw_cda_list (node, path);
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const KwXmlNode *telecom = g_ptr_array_index (found, i);
      const char *value = kw_cda_attribute (telecom, NULL, "value");
      const char *colon = value ? strchr (value, ':') : NULL;
      g_autofree char *scheme = colon ? g_strndup (value, (gsize) (colon - value)) : NULL;
      const char *system = kw_cda_map (schemes, scheme);

      if (value == NULL || (colon != NULL && colon[1] == '\0'))
        continue;
      if (n++ == 0)
        kw_cda_begin (cda, member, '[');
      kw_cda_begin (cda, NULL, '{');
      kw_json_writer_member (cda->out, "system", system);
      kw_json_writer_member (cda->out, "value",
                             system && !g_str_equal (system, "url") ? colon + 1 : value);
      kw_json_writer_member (cda->out, "use",
                             kw_cda_map (uses, kw_cda_attribute (telecom, NULL, "use")));
      kw_cda_end (cda, "}");
    }
  if (n > 0)
    kw_cda_end (cda, "]");
}

static void
put_words (KwCda *cda, const char *member, const KwXmlNode *node, const char *path, gboolean list)
{
  g_autoptr (GPtrArray) found = kw_cda_list (node, path);
  guint n = 0;

  for (guint i = 0; i < found->len && (list || n == 0); i++)
    {
      g_autofree char *words = kw_xml_node_dup_words (g_ptr_array_index (found, i));

      if (words == NULL)
        continue;
      if (n++ == 0 && list)
        kw_cda_begin (cda, member, '[');
      if (list)
        kw_json_writer_string (cda->out, words);
      else
        kw_json_writer_member (cda->out, member, words);
    }
  if (n > 0 && list)
    kw_cda_end (cda, "]");
}

void
kw_cda_put_addresses (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) found = kw_cda_list (node, path);
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const KwXmlNode *address = g_ptr_array_index (found, i);
      g_autofree char *words = kw_cda_dup_narrative (address);
      const char *use = kw_cda_map (uses, kw_cda_attribute (address, NULL, "use"));

      if (words == NULL)
        continue;
      if (n++ == 0)
        kw_cda_begin (cda, member, '[');
      kw_cda_begin (cda, NULL, '{');
      kw_json_writer_member (cda->out, "use", g_strcmp0 (use, "mobile") == 0 ? NULL : use);
      if (kw_xml_node_get_child (address, "city") == NULL
          && kw_xml_node_get_child (address, "streetAddressLine") == NULL)
        kw_json_writer_member (cda->out, "text", words);
      put_words (cda, "line", address, "streetAddressLine", TRUE);
      put_words (cda, "city", address, "city", FALSE);
      put_words (cda, "district", address, "county", FALSE);
      put_words (cda, "state", address, "state", FALSE);
      put_words (cda, "postalCode", address, "postalCode", FALSE);
      put_words (cda, "country", address, "country", FALSE);
      kw_cda_end (cda, "}");
    }
  if (n > 0)
    kw_cda_end (cda, "]");
}

void
kw_cda_put_names (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  static const KwCdaCode name_uses[]
      = { { "L", "usual" },    { "C", "official" }, { "P", "nickname" },
          { "A", "nickname" }, { "ASGN", "usual" }, { NULL, NULL } };
  g_autoptr (GPtrArray) found = kw_cda_list (node, path);
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const KwXmlNode *name = g_ptr_array_index (found, i);
      g_autofree char *words = kw_cda_dup_name (name);

      if (words == NULL)
        continue;
      if (n++ == 0)
        kw_cda_begin (cda, member, '[');
      kw_cda_begin (cda, NULL, '{');
      kw_json_writer_member (cda->out, "use",
                             kw_cda_map (name_uses, kw_cda_attribute (name, NULL, "use")));
      if (kw_xml_node_get_child (name, "family") == NULL)
        kw_json_writer_member (cda->out, "text", words);
      put_words (cda, "family", name, "family", FALSE);
      put_words (cda, "given", name, "given", TRUE);
      put_words (cda, "prefix", name, "prefix", TRUE);
      put_words (cda, "suffix", name, "suffix", TRUE);
      kw_cda_end (cda, "}");
    }
  if (n > 0)
    kw_cda_end (cda, "]");
}
