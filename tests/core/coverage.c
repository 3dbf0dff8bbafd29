/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "coverage.h"

#include <string.h>

#include "core/record.h"
#include "core/words.h"

typedef struct
{
  char *type;
  char *name;
  char *kind;
  gboolean repeats;
} Row;

/* An example of each kind, "@" standing for words that nothing else in the resource has. What has
 * no row is written as a concept. */
static const struct
{
  const char *kind;
  const char *samples[4];
} examples[] = {
  { "string", { "\"Zebra @\"" } },
  { "markdown", { "\"Zebra @\"" } },
  { "code", { "\"zebra-@\"", "\"active\"", "\"high\"", "\"cancelled\"" } },
  { "uri", { "\"http://zebra.example/@\"" } },
  { "url", { "\"http://zebra.example/@\"" } },
  { "canonical", { "\"Questionnaire/@\"" } },
  { "oid", { "\"urn:oid:1.2.3\"" } },
  { "id", { "\"zebra-@\"" } },
  { "base64Binary", { "\"WmVicmE=\"" } },
  { "boolean", { "true", "false" } },
  { "integer", { "4711" } },
  { "positiveInt", { "4711" } },
  { "unsignedInt", { "4711" } },
  { "decimal", { "47.11" } },
  { "date", { "\"2019-03-07\"" } },
  { "dateTime", { "\"2019-03-07T10:20:30Z\"" } },
  { "instant", { "\"2019-03-07T10:20:30Z\"" } },
  { "time", { "\"10:20:30\"" } },
  { "Reference", { "{\"reference\":\"Basic/@\",\"display\":\"Zebra @\"}" } },
  { "Coding", { "{\"system\":\"http://z.example\",\"code\":\"@\",\"display\":\"Zebra @\"}" } },
  { "Quantity", { "{\"value\":47.11,\"unit\":\"z@\"}" } },
  { "SimpleQuantity", { "{\"value\":47.11,\"unit\":\"z@\"}" } },
  { "Money", { "{\"value\":47.11,\"currency\":\"EUR\"}" } },
  { "Age",
    { "{\"value\":47,\"unit\":\"years\",\"system\":\"http://"
      "unitsofmeasure.org\",\"code\":\"a\"}" } },
  { "Duration", { "{\"value\":47,\"unit\":\"days\",\"code\":\"d\"}" } },
  { "Range",
    { "{\"low\":{\"value\":47,\"unit\":\"z@\"},\"high\":{\"value\":48,\"unit\":\"z@\"}}" } },
  { "Ratio",
    { "{\"numerator\":{\"value\":47,\"unit\":\"z@\"},\"denominator\":{\"value\":3,\"unit\":\"h\"}"
      "}" } },
  { "SampledData",
    { "{\"origin\":{\"value\":0},\"period\":10,\"dimensions\":1,\"data\":\"1 2 3\"}" } },
  { "Period", { "{\"start\":\"2019-03-07\",\"end\":\"2019-04-08\"}" } },
  { "Timing", { "{\"repeat\":{\"frequency\":3,\"period\":1,\"periodUnit\":\"d\"}}" } },
  { "Annotation", { "{\"text\":\"Zebra @\"}" } },
  { "Attachment",
    { "{\"contentType\":\"application/pdf\",\"title\":\"Zebra @\",\"url\":\"Binary/@\"}" } },
  { "HumanName", { "{\"family\":\"Zebra @\"}" } },
  { "Address", { "{\"line\":[\"Zebra @\"],\"city\":\"Ztown\"}" } },
  { "ContactPoint", { "{\"system\":\"phone\",\"value\":\"Zebra @\"}" } },
  { "Identifier",
    { "{\"type\":{\"text\":\"Zebra\"},\"system\":\"http://z.example\",\"value\":\"z@\"}" } },
  { "Dosage", { "{\"text\":\"Zebra @\"}" } },
  { "Signature", { "{\"when\":\"2019-03-07T10:20:30Z\",\"who\":{\"display\":\"Zebra @\"}}" } },
  { "Narrative", { "{\"status\":\"additional\",\"div\":\"<div>Zebra @</div>\"}" } },
  { "Meta", { "{\"versionId\":\"z@\",\"lastUpdated\":\"2019-03-07T10:20:30Z\"}" } },
  { "Extension", { "{\"url\":\"http://z.example/its-label\",\"valueString\":\"Zebra @\"}" } },
  { "Resource", { "{\"resourceType\":\"Basic\",\"id\":\"@\",\"code\":{\"text\":\"Zebra @\"}}" } },
  { "ContactDetail", { "{\"name\":\"Zebra @\"}" } },
  { "UsageContext",
    { "{\"code\":{\"code\":\"z@\"},\"valueCodeableConcept\":{\"text\":\"Zebra @\"}}" } },
  { "Expression", { "{\"language\":\"text/cql\",\"expression\":\"z@\"}" } },
  { "CodeableConcept",
    { "{\"coding\":[{\"code\":\"z@\"}],\"text\":\"Zebra @\"}",
      "{\"coding\":[{\"code\":\"unconfirmed\"}]}", "{\"coding\":[{\"code\":\"H\"}]}",
      "{\"coding\":[{\"code\":\"rxbin\"}]}" } },
};

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->type);
  g_free (row->name);
  g_free (row->kind);
  g_free (row);
}

static void
free_element (gpointer data)
{
  CoverageElement *element = data;

  g_free (element->path);
  g_free (element->label);
  g_free (element);
}

/* data/fhir-elements.tsv, HL7's definitions as type, element, kind. */
static GPtrArray *
get_rows (void)
{
  static GPtrArray *rows;
  g_autofree char *path
      = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data", "fhir-elements.tsv", NULL);
  g_autofree char *text = NULL;

  if (rows != NULL)
    return rows;
  rows = g_ptr_array_new_with_free_func (free_row);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      if (*lines[i] == '#' || g_strv_length (cells) != 3)
        continue;

      Row *row = g_new0 (Row, 1);

      row->type = g_strdup (cells[0]);
      row->name = g_strdup (cells[1]);
      row->kind = g_strdup (cells[2]);
      row->repeats = g_str_has_suffix (row->kind, "*");
      row->kind[strcspn (row->kind, "*")] = '\0';
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* "value[x]" of a Quantity is "valueQuantity". */
static char *
dup_name (const Row *row, const char *kind)
{
  const char *choice = strstr (row->name, "[x]");

  if (choice == NULL)
    return g_strdup (row->name);
  return g_strdup_printf ("%.*s%c%s", (int) (choice - row->name), row->name,
                          g_ascii_toupper (*kind), kind + 1);
}

static char *
dup_sample (const char *kind, guint which, guint number)
{
  g_autofree char *digits = g_strdup_printf ("%c%c", 'a' + (number / 26) % 26, 'a' + number % 26);

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      if (!g_str_equal (examples[i].kind, kind))
        continue;
      if (which >= G_N_ELEMENTS (examples[i].samples) || examples[i].samples[which] == NULL)
        return NULL;

      g_auto (GStrv) parts = g_strsplit (examples[i].samples[which], "@", -1);

      return g_strjoinv (digits, parts);
    }
  g_error ("no example of %s", kind);
}

/* Every line of what the record says, and what was read of it. */
typedef struct
{
  GPtrArray *lines;
  GString *payload;
} Reading;

static void
free_reading (Reading *reading)
{
  g_ptr_array_unref (reading->lines);
  g_string_free (reading->payload, TRUE);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, free_reading)

static void
add_line (Reading *reading, const char *label, char *text)
{
  if (text != NULL)
    g_ptr_array_add (reading->lines, g_strconcat (label, "\t", text, NULL));
  g_free (text);
}

static Reading *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, &error);
  Reading *reading = g_new0 (Reading, 1);

  g_assert_no_error (error);

  g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (json), "s");
  g_autoptr (GPtrArray) facts = kw_facts_new (NULL, record, kw_json_get_root (json));

  reading->lines = g_ptr_array_new_with_free_func (g_free);
  reading->payload = g_string_new (NULL);
  kw_record_write (record, reading->payload);
  for (guint i = 0; i < facts->len; i++)
    {
      const KwFact *fact = g_ptr_array_index (facts, i);

      add_line (reading, fact->label, g_strdup (fact->text));
    }
  add_line (reading, "Name", kw_words_title (NULL, record));
  add_line (reading, "Second line", kw_words_subtitle (NULL, record));
  return reading;
}

static gboolean
has_line (const Reading *reading, const char *line)
{
  return g_ptr_array_find_with_equal_func (reading->lines, line, g_str_equal, NULL);
}

/* Compares two readings; the better fate stays. */
static void
compare (CoverageElement *element, const char *with, const char *without)
{
  g_autoptr (Reading) a = read_text (with);
  g_autoptr (Reading) b = read_text (without);

  for (guint i = 0; i < a->lines->len && element->fate != COVERAGE_SHOWN; i++)
    {
      const char *line = g_ptr_array_index (a->lines, i);

      if (has_line (b, line))
        continue;
      element->fate = COVERAGE_SHOWN;
      element->label = g_strndup (line, strcspn (line, "\t"));
    }
  if (element->fate == COVERAGE_LEFT_OUT && !g_string_equal (a->payload, b->payload))
    element->fate = COVERAGE_USED;
}

/* Where an element stands: the text before it and after it. */
typedef struct
{
  GPtrArray *found;
  const char *path;
  const char *before; /* ends within an object that has a member already */
  const char *after;
} Place;

/* The other elements of the same object, for what says nothing alone: a unit without a number. */
static char *
dup_siblings (const char *type, const Row *not_this)
{
  GPtrArray *rows = get_rows ();
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);
      g_auto (GStrv) kinds = g_strsplit (row->kind, "|", -1);
      g_autofree char *name = dup_name (row, kinds[0]);

      if (row == not_this || !g_str_equal (row->type, type) || strchr (row->kind, '.')
          || g_str_equal (row->kind, "boolean") || g_str_equal (row->name, "status"))
        continue;

      g_autofree char *sample = dup_sample (kinds[0], 0, i);

      g_string_append_printf (out, ",\"%s\":%s%s%s", name, row->repeats ? "[" : "", sample,
                              row->repeats ? "]" : "");
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
try (CoverageElement *element,
     const Place *place,
     const Row *row,
     const char *name,
     const char *sample)
{
  g_autofree char *siblings = dup_siblings (row->type, row);
  g_autofree char *member = g_strdup_printf (",\"%s\":%s%s%s", name, row->repeats ? "[" : "",
                                             sample, row->repeats ? "]" : "");
  g_autofree char *with = g_strconcat (place->before, member, place->after, NULL);
  g_autofree char *without = g_strconcat (place->before, place->after, NULL);

  compare (element, with, without);
  if (element->fate == COVERAGE_SHOWN)
    return;

  g_autofree char *with_all = g_strconcat (place->before, siblings, member, place->after, NULL);
  g_autofree char *without_it = g_strconcat (place->before, siblings, place->after, NULL);

  compare (element, with_all, without_it);
}

static void
add_leaf (const Place *place, const Row *row, const char *kind)
{
  static guint number;
  CoverageElement *element = g_new0 (CoverageElement, 1);
  g_autofree char *name = dup_name (row, kind);

  element->path = g_strconcat (place->path, ".", name, NULL);
  element->fate = COVERAGE_LEFT_OUT;
  for (guint i = 0; element->fate != COVERAGE_SHOWN; i++)
    {
      g_autofree char *sample = dup_sample (kind, i, number++);

      if (sample == NULL)
        break;
      try (element, place, row, name, sample);
    }
  g_ptr_array_add (place->found, element);
}

static void walk (const Place *place, const char *type);

static void
add_backbone (const Place *place, const Row *row)
{
  g_autofree char *path = g_strconcat (place->path, ".", row->name, NULL);
  g_autofree char *before = g_strdup_printf ("%s,\"%s\":%s{\"id\":\"b\"", place->before, row->name,
                                             row->repeats ? "[" : "");
  g_autofree char *after = g_strconcat ("}", row->repeats ? "]" : "", place->after, NULL);
  const Place inner = { place->found, path, before, after };

  /* An item within an item is no new element. */
  if (!g_str_has_prefix (place->path, row->kind))
    walk (&inner, row->kind);
}

static void
walk (const Place *place, const char *type)
{
  GPtrArray *rows = get_rows ();

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);
      g_auto (GStrv) kinds = g_strsplit (row->kind, "|", -1);

      if (!g_str_equal (row->type, type))
        continue;
      if (strchr (row->kind, '.') != NULL)
        add_backbone (place, row);
      else
        for (guint j = 0; kinds[j] != NULL; j++)
          add_leaf (place, row, kinds[j]);
    }
}

GPtrArray *
coverage_of_type (const char *type)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (free_element);
  g_autofree char *before = g_strdup_printf ("{\"resourceType\":\"%s\",\"id\":\"x\"", type);
  const Place place = { found, type, before, "}" };

  walk (&place, "Resource");
  walk (&place, "DomainResource");
  walk (&place, type);
  return found;
}
