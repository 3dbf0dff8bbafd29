/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/fhir-elements.h"

#include <gio/gio.h>
#include <string.h>

#include "core/core-resources.h"

#define PATH "/io/github/keepwell/Keepwell/fhir-elements.tsv"

/* What every type has is in the table once. */
static const char *const bases[]
    = { NULL, "BackboneElement", "Element", "DomainResource", "Resource" };

static const struct
{
  const char *type;
  KwFhirElementKind kind;
} kinds[] = {
  { "boolean", KW_FHIR_ELEMENT_BOOLEAN },    { "decimal", KW_FHIR_ELEMENT_NUMBER },
  { "integer", KW_FHIR_ELEMENT_NUMBER },     { "positiveInt", KW_FHIR_ELEMENT_NUMBER },
  { "unsignedInt", KW_FHIR_ELEMENT_NUMBER }, { "xhtml", KW_FHIR_ELEMENT_MARKUP },
  { "Resource", KW_FHIR_ELEMENT_RESOURCE },
};

/* "Type name" → what the third column says. */
static GHashTable *
read_table (void)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (kw_core_resources_get_resource (), PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autofree char *copy = g_strndup (text, size);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, "\t", -1);

      if (**line != '#' && g_strv_length (cells) == 3)
        g_hash_table_insert (table, g_strconcat (cells[0], "\t", cells[1], NULL),
                             g_strdup (cells[2]));
    }
  return table;
}

static const char *
find_row (const char *type, const char *name, gsize length, const char *suffix)
{
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    g_once_init_leave (&ready, (gsize) read_table ());
  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      g_autofree char *key
          = g_strdup_printf ("%s\t%.*s%s", bases[i] ? bases[i] : type, (int) length, name, suffix);
      const char *found = g_hash_table_lookup ((GHashTable *) ready, key);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static KwFhirElement
make_element (const char *type)
{
  KwFhirElement element = { KW_FHIR_ELEMENT_STRING, g_str_has_suffix (type, "*"), "" };

  g_strlcpy (element.type, type, sizeof element.type);
  element.type[strcspn (element.type, "*")] = '\0';
  if (g_ascii_isupper (*type))
    element.kind = KW_FHIR_ELEMENT_COMPLEX;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].type, element.type) == 0)
      element.kind = kinds[i].kind;
  return element;
}

/* "valueQuantity" is the row "value[x]", if Quantity is among its types (R4 2.6.2.3). */
static KwFhirElement
find_choice (const char *type, const char *name)
{
  for (const char *end = name + 1; *end != '\0'; end++)
    {
      const char *row
          = g_ascii_isupper (*end) ? find_row (type, name, (gsize) (end - name), "[x]") : NULL;
      g_auto (GStrv) types = g_strsplit (row ? row : "", "|", -1);

      for (char **one = types; *one != NULL; one++)
        if (g_ascii_strcasecmp (*one, end) == 0)
          return make_element (*one);
    }
  return (KwFhirElement){ KW_FHIR_ELEMENT_UNKNOWN, FALSE, "" };
}

/**
 * kw_fhir_element_lookup:
 * @type: a type of FHIR R4 or the path of an element: "Patient", "Patient.contact"
 * @name: an element of it
 *
 * ```c
 * kw_fhir_element_lookup ("Patient", "name").repeats;            // TRUE
 * kw_fhir_element_lookup ("Observation", "valueQuantity").type;  // "Quantity"
 * ```
 *
 * Returns: what it is; KW_FHIR_ELEMENT_UNKNOWN when R4 has no such element
 */
KwFhirElement
kw_fhir_element_lookup (const char *type, const char *name)
{
  g_return_val_if_fail (type != NULL && name != NULL,
                        ((KwFhirElement){ KW_FHIR_ELEMENT_UNKNOWN, 0, "" }));

  const char *row = find_row (type, name, strlen (name), "");

  return row != NULL     ? make_element (row)
         : *name != '\0' ? find_choice (type, name)
                         : (KwFhirElement){ 0 };
}
