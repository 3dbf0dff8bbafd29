/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/own-system.h"
#include "core/conversion.h"
#include "core/document.h"
#include "core/facts-private.h"
#include "core/fhir.h"
#include "core/own-units.h"
#include "core/plausible.h"

/* Sections within sections of a document. */
#define MAX_NESTING 8

/* One record may be about a thousand others. */
#define MAX_LINES 40

typedef KwFactBuilder Builder;

/**
 * kw_fact_free:
 * @fact: (nullable): a fact
 */
void
kw_fact_free (KwFact *fact)
{
  if (fact == NULL)
    return;
  g_free (fact->label);
  g_free (fact->text);
  g_free (fact->reference);
  g_free (fact);
}

/* Takes @text; a fact without text is none. */
void
kw_fact_add (KwFactBuilder *self, const char *label, char *text, const char *reference)
{
  if (text == NULL || *kw_words_without_unseen (text) == '\0')
    {
      g_free (text);
      return;
    }
  KwFact *fact = g_new0 (KwFact, 1);
  /* A question is a label in the source's words. */
  fact->label = kw_words_tidy (label);
  fact->text = text;
  fact->reference = g_strdup (reference);
  g_ptr_array_add (self->facts, fact);
}

static void
add_said (Builder *self, const char *label, const char *text)
{
  if (kw_words_is_presentable (text, self->record))
    kw_fact_add (self, label, kw_words_tidy (text), NULL);
}

/* The same without a system's notation, "(qualifier value)", where it is not the very wording. */
static void
add_plain (Builder *self, const char *label, const char *text)
{
  if (kw_words_is_presentable (text, self->record))
    kw_fact_add (self, label, kw_words_without_notation (kw_words_tidy (text)), NULL);
}

static void
add_names (Builder *self)
{
  const KwRecord *record = self->record;
  g_autofree char *title = kw_words_title (self->context, record);
  g_autofree char *lay = kw_words_lay_name (record);
  kw_fact_add (self, _ ("In plain words"), lay != NULL ? kw_words_capitalize (lay) : NULL, NULL);
  if (record->text != NULL && strcasestr (title, record->text) == NULL)
    add_said (self, _ ("Original wording"), record->text);
  for (guint i = 0; i < record->n_codes; i++)
    {
      const char *display = record->codes[i].display;
      if (display != NULL && strcasestr (title, display) == NULL
          && g_strcmp0 (display, record->text) != 0)
        add_said (self, _ ("Also called"), display);
    }
}

static void
add_result (Builder *self)
{
  const KwRecord *record = self->record;
  g_autofree char *own = kw_own_units_dup_value (record);
  /* Many components stand below one by one. */
  if (record->value.kind != KW_VALUE_NONE || record->n_components <= 2)
    kw_fact_add (self, _ ("Result"), kw_words_value (record), NULL);
  if (own != NULL)
    kw_fact_add (self, _ ("As sent"), kw_words_any_value (&record->value), NULL);
  kw_fact_add (self, _ ("What that word means"), g_strdup (kw_words_gloss (record)), NULL);
  kw_fact_add (self, _ ("Take note"), g_strdup (kw_words_implausible (record)), NULL);
  kw_fact_add (self, _ ("In another unit"), kw_words_converted (record), NULL);
  kw_fact_add (self, _ ("Verdict"), kw_words_flag (record), NULL);
  kw_fact_add (self, record->section == KW_SECTION_LABS ? _ ("The lab’s range") : _ ("Range"),
               kw_words_range (record), NULL);
  for (guint i = 0; i < record->n_ranges; i++)
    if (record->ranges[i].low != NULL || record->ranges[i].high != NULL)
      add_said (self, _ ("About the range"), record->ranges[i].text);
}

/* "120 mmHg (90–120; In the standard range)" */
static char *
component_words (const KwComponent *component)
{
  g_autofree char *value = kw_words_component_value (component);
  g_autofree char *range
      = kw_words_ranges (component->ranges, component->n_ranges, &component->value);
  g_autofree char *verdict = kw_words_component_flag (component);
  if (range != NULL && verdict != NULL)
    return g_strdup_printf ("%s (%s; %s)", value, range, verdict);
  if (range != NULL || verdict != NULL)
    return g_strdup_printf ("%s (%s)", value, range != NULL ? range : verdict);
  return g_steal_pointer (&value);
}

static void
add_components (Builder *self)
{
  /* The parts of a goal are no results, and its targets are told with all that is said of them. */
  guint n = self->record->section != KW_SECTION_GOALS ? self->record->n_components : 0;
  for (guint i = 0; i < n; i++)
    {
      const KwComponent *component = &self->record->components[i];
      const char *name = component->name;
      for (guint j = 0; !kw_words_is_presentable (name, NULL) && j < component->n_codes; j++)
        name = component->codes[j].display;
      if (!kw_words_is_presentable (name, NULL))
        name = _ ("Part of the result");
      kw_fact_add (self, name, component_words (component), NULL);
    }
}

static void
add_status (Builder *self)
{
  g_autofree char *status = kw_words_status (self->record);
  g_autofree char *definition = kw_words_status_definition (self->record);
  if (status != NULL && definition != NULL)
    /* Translators: a status and what it means: "On hold. It is paused and may go on later." */
    kw_fact_add (self, _ ("Status"), g_strdup_printf (_ ("%s. %s"), status, definition), NULL);
  add_said (self, _ ("Why"), self->record->status_reason);
  kw_fact_add (self, _ ("Severity"), kw_words_severity (self->record), NULL);
}

static void
add_whens (Builder *self)
{
  for (guint i = 0; i < self->record->n_whens; i++)
    {
      const KwWhen *when = &self->record->whens[i];
      if (when->text != NULL || when->end != NULL)
        kw_fact_add (self, kw_words_when_label (kw_words_when_role (when)),
                     kw_words_when_text (self->record, when), NULL);
    }
}

/* Who a record names first is not in every type who wrote it; NULL where the source's own elements
 * say it better. */
static const char *
who_label (const KwRecord *record)
{
  static const struct
  {
    const char *type;
    const char *label;
  } labels[] = {
    { "Appointment", N_ ("With") },
    { "CareTeam", NULL },
    { "Coverage", N_ ("Insurance company") },
    { "Encounter", N_ ("With") },
    { "Immunization", N_ ("Given by") },
    { "InsurancePlan", N_ ("Insurance company") },
    { "MedicationAdministration", N_ ("Given by") },
    { "MedicationDispense", N_ ("Handed out by") },
    { "MedicationRequest", N_ ("Prescribed by") },
    { "NutritionOrder", N_ ("Ordered by") },
    { "ServiceRequest", N_ ("Ordered by") },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i].type, record->type) == 0)
      return labels[i].label != NULL ? _ (labels[i].label) : NULL;
  return _ ("Recorded by");
}

/* What the typed record knows, in the order in which a reader asks. */
static void
add_typed (Builder *self)
{
  const KwRecord *record = self->record;
  add_names (self);
  self->n_names = self->facts->len;
  add_result (self);
  add_components (self);
  kw_fact_add (
      self, record->section == KW_SECTION_MEDICATIONS ? _ ("How to take it") : _ ("Instructions"),
      kw_words_how (record), NULL);
  add_plain (self, _ ("What for"), record->reason);
  add_plain (self, _ ("Reaction"), record->reactions);
  add_status (self);
  add_whens (self);
  add_plain (self, record->section == KW_SECTION_GOALS ? _ ("How far it is reached") : _ ("Kind"),
             record->kind_text);
  add_plain (self, _ ("Where on the body"), record->body_site);
  add_plain (self, record->section == KW_SECTION_MEDICATIONS ? _ ("How it is given") : _ ("Method"),
             record->method);
  add_plain (self, _ ("Sample"), record->specimen);
  for (guint i = 0; record->notes != NULL && record->notes[i] != NULL; i++)
    kw_fact_add (self, _ ("Note"), kw_words_tidy (record->notes[i]), NULL);

  g_autofree char *who = kw_words_who (self->context, record);
  g_autofree char *where = kw_words_where (self->context, record);
  /* Somebody's own entry says itself who cares for it. */
  if (record->section == KW_SECTION_PEOPLE)
    return;
  gboolean same = g_strcmp0 (who, where) == 0;
  if (who != NULL && (record->flags & KW_RECORD_BY_PATIENT) != 0)
    kw_fact_add (self, _ ("Recorded by"),
                 g_strdup (g_strcmp0 (self->record->source, KW_OWN_SOURCE) == 0
                               ? _ ("Entered by you")
                               : _ ("The patient")),
                 NULL);
  else if (who_label (record) != NULL)
    kw_fact_add (self, who_label (record), g_steal_pointer (&who), NULL);
  kw_fact_add (self, _ ("Place"), same ? NULL : g_steal_pointer (&where), NULL);
}

/* Whether the typed facts say @text already, alone or within one of theirs. */
static gboolean
is_whole_said (Builder *self, const char *text)
{
  g_autofree char *title = kw_words_title (self->context, self->record);
  if (g_ascii_strcasecmp (title, text) == 0
      || (self->record->text != NULL && g_ascii_strcasecmp (self->record->text, text) == 0))
    return TRUE;
  for (guint i = 0; i < self->n_typed; i++)
    {
      const KwFact *fact = g_ptr_array_index (self->facts, i);
      if (g_ascii_strcasecmp (fact->text, text) == 0)
        return TRUE;
      if (strlen (text) > 8 && strstr (fact->text, text) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The same for "Label: words; Label: words", when each of the words is said. */
static gboolean
is_said (Builder *self, const char *text)
{
  if (is_whole_said (self, text))
    return TRUE;
  g_auto (GStrv) parts = g_strsplit (text, "; ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *colon = strstr (parts[i], ": ");
      if (colon == NULL || !is_whole_said (self, colon + 2))
        return FALSE;
    }
  return TRUE;
}

/* Whether the typed facts have this date, or this period in two parts. */
static gboolean
has_date (const KwRecord *record, const char *date)
{
  for (guint i = 0; i < record->n_whens; i++)
    if (g_strcmp0 (record->whens[i].text, date) == 0 || g_strcmp0 (record->whens[i].end, date) == 0)
      return TRUE;
  return date == NULL;
}

static gboolean
is_date_of_typed (const KwRecord *record, const KwJsonNode *value)
{
  const char *start = kw_fhir_text_at (value, "start");
  const char *end = kw_fhir_text_at (value, "end");
  if (kw_json_node_get_kind (value) == KW_JSON_STRING)
    return record->n_whens > 0 && has_date (record, kw_json_node_get_string (value));
  return (start != NULL || end != NULL) && has_date (record, start) && has_date (record, end);
}

/* Whether a typed fact says the same of who or where: then that one leads there, and no second one
 * says it again. */
static gboolean
is_linked (Builder *self, const char *words, const char *reference)
{
  for (guint i = 0; i < self->n_typed; i++)
    {
      KwFact *fact = g_ptr_array_index (self->facts, i);
      if (!g_str_equal (fact->text, words) || i < self->n_names)
        continue;
      if (fact->reference == NULL)
        fact->reference = g_strdup (reference);
      return TRUE;
    }
  return FALSE;
}

void
kw_fact_add_element (KwFactBuilder *self,
                     const char *label,
                     KwElementKind kind,
                     const KwJsonNode *value)
{
  if (is_date_of_typed (self->record, value))
    return;
  const char *reference = kw_element_reference (self->context, self->record, value);
  g_autofree char *words = kw_element_words (self->context, self->record, value, kind, 0);
  if (words == NULL || (reference == NULL && is_said (self, words))
      || (reference != NULL && is_linked (self, words, reference)))
    return;
  kw_fact_add (self, label, g_steal_pointer (&words), reference);
}

static char *
narrative_text (const KwJsonNode *text)
{
  const char *div = kw_fhir_text_at (text, "div");
  if (div == NULL)
    return NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (div, strlen (div));
  g_autoptr (KwDocument) document = kw_document_new (bytes, "text/html", NULL);
  if (document == NULL)
    return NULL;
  g_autofree char *plain = kw_document_dup_text (document);
  /* What a program made of the fields is a list of ids and addresses, and no words of anybody. */
  return g_str_has_prefix (plain, "Generated Narrative") ? NULL : g_strdup (g_strstrip (plain));
}

/* The sections of a Composition, each by its own title. */
static void
add_sections (Builder *self, const KwJsonNode *sections, guint depth)
{
  if (depth > MAX_NESTING)
    return;
  KW_JSON_FOREACH (section, sections)
    {
      const char *title = kw_fhir_text_at (section, "title");
      if (!kw_words_is_presentable (title, NULL))
        title = _ ("Section");
      kw_fact_add (self, title, narrative_text (kw_json_node_get_member (section, "text")), NULL);
      add_sections (self, kw_json_node_get_member (section, "section"), depth + 1);
    }
}

static gboolean
is_age_of_typed (const KwRecord *record, const char *name)
{
  static const char *const ages[]
      = { "onsetAge",       "onsetRange", "abatementAge", "abatementRange", "performedAge",
          "performedRange", NULL };
  return record->n_whens > 0 && g_strv_contains (ages, name);
}

/* Whether @member is the name again, "DTP" for "Diphtheria, tetanus … (DTP)". */
static gboolean
is_name_again (Builder *self, const char *name, const KwJsonNode *member)
{
  static const char *const names[]
      = { "code", "vaccineCode", "medicationCodeableConcept", "type", NULL };
  if (!g_strv_contains (names, name))
    return FALSE;
  g_autofree char *words
      = kw_element_words (self->context, self->record, member, KW_ELEMENT_USUAL, 1);
  g_autofree char *title = kw_words_title (self->context, self->record);
  return words != NULL && strcasestr (title, words) != NULL;
}

/* Numbers to be known by, each with a label of its own. */
static void
add_numbers (Builder *self,
             const KwJsonNode *list,
             char *(*words) (const KwJsonNode *item, const char **out_label))
{
  KW_FHIR_FOREACH (item, list)
    {
      const char *label = NULL;
      char *text = words (item, &label);
      if (text != NULL)
        kw_fact_add (self, label, text, NULL);
    }
}

/* Why the other half of a primitive is missing: "_birthDate" for "birthDate". */
static void
add_absent (Builder *self, const char *name, const KwJsonNode *half)
{
  KwElementKind kind;
  g_autofree char *label = kw_element_label (self->record->type, name, &kind);
  if (kind != KW_ELEMENT_HIDDEN && *label != '\0')
    kw_fact_add (self, label, kw_absent_words (half), NULL);
}

/* Consent.provision: whether it is a yes or a no stands in front. */
static void
add_provision (Builder *self, const KwJsonNode *provision)
{
  const char *type = kw_json_string_at (provision, "type");
  const char *label = _ ("What is allowed or not");
  if (g_strcmp0 (type, "deny") == 0)
    label = _ ("Not allowed");
  else if (g_strcmp0 (type, "permit") == 0)
    label = _ ("Allowed");
  kw_fact_add_element (self, label, KW_ELEMENT_USUAL, provision);
}

/* When the source last touched it, and who may see it; the rest is for programs. */
static void
add_meta (Builder *self, const KwJsonNode *meta)
{
  const char *changed = kw_fhir_text_at (meta, "lastUpdated");
  if (changed != NULL)
    kw_fact_add (self, _ ("Last changed at the source"), kw_words_date (changed), NULL);
  kw_fact_add_element (self, _ ("Confidentiality"), KW_ELEMENT_USUAL,
                       kw_json_node_get_member (meta, "security"));
}

/* Members that are no "label: words", or that the typed facts have. Whether @member was one. */
static gboolean
add_special (Builder *self, const char *name, const KwJsonNode *member)
{
  const char *type = self->record->type != NULL ? self->record->type : "";
  if (g_str_equal (name, "item") && self->record->n_components > 0)
    return TRUE;
  if (g_str_has_prefix (name, "value") && g_str_equal (type, "Observation"))
    return TRUE;
  if (is_name_again (self, name, member))
    return TRUE;
  if (is_age_of_typed (self->record, name))
    return TRUE; /* "Started: at age 72" */
  if (g_str_equal (name, "active") && kw_json_node_get_boolean (member, FALSE))
    return TRUE;
  if (g_str_equal (name, "item") && g_str_equal (type, "QuestionnaireResponse"))
    kw_fact_add_questions (self, member, 0);
  else if (g_str_equal (name, "item") && g_str_equal (type, "Questionnaire"))
    kw_fact_add_form (self, member, 0);
  else if (g_str_equal (name, "section") && g_str_equal (type, "Composition"))
    add_sections (self, member, 0);
  else if (g_str_equal (name, "class") && g_str_equal (type, "Coverage"))
    add_numbers (self, member, kw_coverage_class_words);
  else if (g_str_equal (name, "provision") && g_str_equal (type, "Consent"))
    add_provision (self, member);
  else if (g_str_equal (name, "identifier"))
    add_numbers (self, member, kw_identifier_words);
  else if (g_str_equal (name, "meta"))
    add_meta (self, member);
  else if (g_str_equal (name, "extension"))
    kw_fact_add_extensions (self, member);
  else if (*name == '_')
    add_absent (self, name + 1, member);
  else
    return FALSE;
  return TRUE;
}

/* One member of the resource. Lists of references become facts of their own, so that each can be
 * opened. */
static void
add_member (Builder *self, const KwJsonNode *member)
{
  KwElementKind kind;
  const char *name = kw_json_node_get_name (member);
  if (add_special (self, name, member))
    return;

  g_autofree char *label = kw_element_label (self->record->type, name, &kind);
  const KwJsonNode *first = kw_json_node_get_first (member);
  if (kind == KW_ELEMENT_HIDDEN)
    return;
  if (kw_json_node_get_kind (member) != KW_JSON_ARRAY
      || kw_json_node_get_kind (first) != KW_JSON_OBJECT)
    {
      kw_fact_add_element (self, label, kind, member);
      return;
    }
  guint n = 0;
  KW_JSON_FOREACH (item, member)
    if (n++ < MAX_LINES)
      kw_fact_add_element (self, label, kind, item);
  if (n > MAX_LINES)
    kw_fact_add (
        self, label,
        g_strdup_printf (ngettext ("and %u more", "and %u more", n - MAX_LINES), n - MAX_LINES),
        NULL);
}

/**
 * kw_facts_new:
 * @context: (nullable): finds records that @record refers to
 * @record: a record
 * @resource: (nullable): the FHIR resource that @record was read from
 *
 * Everything that a record says, as labelled lines: first what the typed record knows, then every
 * other element of its source that carries a meaning, of any type. Never JSON, an id or an address.
 *
 * Returns: (transfer full) (element-type KwFact): the facts in reading order
 */
GPtrArray *
kw_facts_new (const KwWordsContext *context, const KwRecord *record, const KwJsonNode *resource)
{
  g_return_val_if_fail (record != NULL, NULL);

  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_fact_free);
  Builder self = { context, record, facts, 0, 0 };
  add_typed (&self);
  self.n_typed = facts->len;
  if (kw_has_unknown_modifier (resource))
    kw_fact_add (
        &self, _ ("Take care"),
        g_strdup (_ ("The source added a condition to this record that Keepwell cannot read. Ask "
                     "your clinic before you rely on it.")),
        NULL);
  KW_JSON_FOREACH (member, resource)
    add_member (&self, member);

  const KwJsonNode *narrative = kw_json_node_get_member (resource, "text");
  if (facts->len == 0 || g_strcmp0 (kw_json_string_at (narrative, "status"), "additional") == 0)
    kw_fact_add (&self, _ ("In the source’s words"), narrative_text (narrative), NULL);
  return facts;
}
