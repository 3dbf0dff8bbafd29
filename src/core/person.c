/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/person.h"

#include <string.h>

#include "core/fhir.h"
#include "core/json-writer.h"

/* One row per field that is text, so that reading, writing and copying are one loop. */
static const struct
{
  const char *name;
  gsize offset;
} fields[] = {
  { "uuid", G_STRUCT_OFFSET (KwPerson, uuid) },
  { "name", G_STRUCT_OFFSET (KwPerson, name) },
  { "given", G_STRUCT_OFFSET (KwPerson, given) },
  { "family", G_STRUCT_OFFSET (KwPerson, family) },
  { "birthDate", G_STRUCT_OFFSET (KwPerson, birth_date) },
  { "sex", G_STRUCT_OFFSET (KwPerson, sex) },
};

static char **
get_field (const KwPerson *self, guint index)
{
  return G_STRUCT_MEMBER_P (self, fields[index].offset);
}

/* What somebody is called every day: the source's own text, or given and family name without a
 * title before or behind. */
static char *
make_name (const KwPerson *self, const KwJsonNode *name)
{
  const char *text = kw_fhir_text_at (name, "text");

  if (text != NULL || self->given == NULL || self->family == NULL)
    return kw_fhir_dup_name (name);
  return g_strjoin (" ", self->given, self->family, NULL);
}

/**
 * kw_person_new_from_fhir:
 * @patient: (nullable): a Patient resource
 *
 * Who a Patient resource is about. The person gets a fresh UUID, because what a hospital calls
 * somebody never names a vault.
 *
 * Returns: (transfer full): the person; a field that is not stated is `NULL`
 */
KwPerson *
kw_person_new_from_fhir (const KwJsonNode *patient)
{
  KwPerson *self = g_new0 (KwPerson, 1);
  const KwJsonNode *name = kw_fhir_best_name (kw_json_node_get_member (patient, "name"));

  self->uuid = g_uuid_string_random ();
  self->given = kw_fhir_dup_given (name);
  self->family = g_strdup (kw_fhir_text_at (name, "family"));
  self->name = make_name (self, name);
  self->birth_date = g_strdup (kw_fhir_text_at (patient, "birthDate"));
  self->sex = g_strdup (kw_fhir_text_at (patient, "gender"));
  return self;
}

/**
 * kw_person_new_from_json:
 * @node: (nullable): what kw_person_to_json() wrote
 *
 * Returns: (transfer full): the person
 */
KwPerson *
kw_person_new_from_json (const KwJsonNode *node)
{
  KwPerson *self = g_new0 (KwPerson, 1);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    *get_field (self, i) = g_strdup (kw_json_string_at (node, fields[i].name));
  self->sample = kw_json_node_get_boolean (kw_json_node_get_member (node, "sample"), FALSE);
  return self;
}

/**
 * kw_person_copy:
 *
 * Returns: (transfer full): the same again
 */
KwPerson *
kw_person_copy (const KwPerson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  KwPerson *copy = g_new0 (KwPerson, 1);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    *get_field (copy, i) = g_strdup (*get_field (self, i));
  copy->sample = self->sample;
  return copy;
}

void
kw_person_free (KwPerson *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_free (*get_field (self, i));
  g_free (self);
}

/**
 * kw_person_to_json:
 *
 * Returns: (transfer full): a JSON object of what is stated
 */
GBytes *
kw_person_to_json (const KwPerson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  kw_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    kw_json_writer_member (writer, fields[i].name, *get_field (self, i));
  if (self->sample)
    {
      kw_json_writer_name (writer, "sample");
      kw_json_writer_boolean (writer, TRUE);
    }
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}

static void
add_initial (GString *out, const char *word)
{
  for (; word != NULL && *word != '\0'; word = g_utf8_next_char (word))
    if (g_unichar_isalpha (g_utf8_get_char (word)))
      {
        g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (word)));
        return;
      }
}

/**
 * kw_person_dup_initials:
 *
 * One or two letters for the person's badge: of the given and the family name, or of the first and
 * the last word of the name. "" when there is no name.
 *
 * Returns: (transfer full): the letters
 */
char *
kw_person_dup_initials (const KwPerson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GString) out = g_string_new (NULL);
  const char *last = self->name ? strrchr (self->name, ' ') : NULL;

  if (self->given != NULL || self->family != NULL)
    {
      add_initial (out, self->given);
      add_initial (out, self->family);
    }
  else
    {
      add_initial (out, self->name);
      add_initial (out, last);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * kw_person_dup_birth_year:
 *
 * ```c
 * person->birth_date = "1941-05-03";
 * kw_person_dup_birth_year (person); // "1941"
 * ```
 *
 * Returns: (transfer full) (nullable): the year
 */
char *
kw_person_dup_birth_year (const KwPerson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return kw_fhir_parse_date (self->birth_date, NULL) ? g_strndup (self->birth_date, 4) : NULL;
}

/* Names are compared without case, accents in one form, and white space as one blank. */
static char *
fold (const char *text)
{
  if (text == NULL)
    return NULL;

  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal ? normal : text, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words[i]);
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static KwPersonMatch
compare_names (const char *a, const char *b)
{
  g_autofree char *left = fold (a);
  g_autofree char *right = fold (b);

  if (left == NULL || right == NULL)
    return KW_PERSON_UNSURE;
  return g_str_equal (left, right) ? KW_PERSON_SAME : KW_PERSON_DIFFERENT;
}

/* Middle names and their initials are often missing on one side: the first name decides, because
 * that is what tells twins apart; what else differs is only a doubt. */
static KwPersonMatch
compare_given (const char *a, const char *b)
{
  g_autofree char *left = fold (a);
  g_autofree char *right = fold (b);

  if (left == NULL || right == NULL)
    return KW_PERSON_UNSURE;
  if (g_str_equal (left, right))
    return KW_PERSON_SAME;

  gsize n = strcspn (left, " ");

  if (n != strcspn (right, " ") || strncmp (left, right, n) != 0)
    return KW_PERSON_DIFFERENT;
  return KW_PERSON_UNSURE;
}

/* A year is no other birthday than a day of that year, and no proof of it either. */
static KwPersonMatch
compare_dates (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return KW_PERSON_UNSURE;
  if (g_str_equal (a, b))
    return KW_PERSON_SAME;
  return g_str_has_prefix (a, b) || g_str_has_prefix (b, a) ? KW_PERSON_UNSURE
                                                            : KW_PERSON_DIFFERENT;
}

/* Where neither side says it, there is nothing to doubt; name and birthday must be said. */
static KwPersonMatch
compare_sex (const char *a, const char *b)
{
  if (a == NULL && b == NULL)
    return KW_PERSON_SAME;
  if (a == NULL || b == NULL || g_str_equal (a, "unknown") || g_str_equal (b, "unknown"))
    return KW_PERSON_UNSURE;
  return g_str_equal (a, b) ? KW_PERSON_SAME : KW_PERSON_DIFFERENT;
}

/**
 * kw_person_compare:
 *
 * Whether two descriptions are of one person. One stated field that differs is enough to say no:
 * twins share family name and birthday, and putting one person's record with another's is the worst
 * thing that this program could do.
 *
 * Returns: the answer, "unsure" when a field is missing on one side
 */
KwPersonMatch
kw_person_compare (const KwPerson *a, const KwPerson *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, KW_PERSON_UNSURE);

  gboolean in_parts = (a->given || a->family) && (b->given || b->family);
  const KwPersonMatch matches[] = {
    in_parts ? compare_given (a->given, b->given) : compare_names (a->name, b->name),
    in_parts ? compare_names (a->family, b->family) : KW_PERSON_SAME,
    compare_dates (a->birth_date, b->birth_date),
    compare_sex (a->sex, b->sex),
  };
  KwPersonMatch worst = KW_PERSON_SAME;

  for (guint i = 0; i < G_N_ELEMENTS (matches); i++)
    worst = MAX (worst, matches[i]);
  return worst;
}
