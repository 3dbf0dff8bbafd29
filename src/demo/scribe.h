/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json-writer.h"
#include "demo/hospital.h"

G_BEGIN_DECLS

/* A code with its words; a NULL system is words only. */
typedef struct
{
  const char *system;
  const char *code;
  const char *text;
} KwDemoCode;

#define KW_HL7 "http://terminology.hl7.org/CodeSystem/"
#define KW_LOINC(code, text)                                                                       \
  {                                                                                                \
    "http://loinc.org", code, text                                                                 \
  }
#define KW_SNOMED(code, text)                                                                      \
  {                                                                                                \
    "http://snomed.info/sct", code, text                                                           \
  }
#define KW_RXNORM(code, text)                                                                      \
  {                                                                                                \
    "http://www.nlm.nih.gov/research/umls/rxnorm", code, text                                      \
  }
#define KW_CVX(code, text)                                                                         \
  {                                                                                                \
    "http://hl7.org/fhir/sid/cvx", code, text                                                      \
  }
#define KW_ICD10(code, text)                                                                       \
  {                                                                                                \
    "http://hl7.org/fhir/sid/icd-10-cm", code, text                                                \
  }
#define KW_TERM(system, code, text)                                                                \
  {                                                                                                \
    KW_HL7 system, code, text                                                                      \
  }
#define KW_WORDS(text)                                                                             \
  {                                                                                                \
    NULL, NULL, text                                                                               \
  }

/**
 * KwDemoScribe:
 *
 * Writes one hospital's resources, about one person at a time. Resources end up in the hospital's
 * store; nothing here reads a clock or a random source but the seeded one.
 */
typedef struct
{
  KwDemoHospital *hospital;
  guint index; /* of the hospital */
  GRand *rand;
  KwJsonWriter *writer;
  guint next_id;
  char *patient; /* "Patient/1001" */
  char *patient_name;
  char *born;
  char *id; /* of the resource being written */
} KwDemoScribe;

KwDemoScribe *
kw_scribe_new (KwDemoHospital *hospital, guint index, guint32 seed) G_GNUC_WARN_UNUSED_RESULT;
void kw_scribe_free (KwDemoScribe *self);

/* Begins a resource with the next id; @date (NULL: none is known) gives its meta.lastUpdated. */
void kw_scribe_begin (KwDemoScribe *self, const char *type, const char *date);
void
kw_scribe_begin_with_id (KwDemoScribe *self, const char *type, const char *id, const char *date);
/* Ends it and gives its reference, "Type/id". */
char *kw_scribe_end (KwDemoScribe *self) G_GNUC_WARN_UNUSED_RESULT;
void kw_scribe_finish (KwDemoScribe *self); /* the same where nobody asks for the reference */

/* Members. A NULL value writes nothing. */
void kw_scribe_open (KwDemoScribe *self, const char *name); /* an object member; NULL: an element */
void kw_scribe_close (KwDemoScribe *self);
void kw_scribe_open_list (KwDemoScribe *self, const char *name);
void kw_scribe_close_list (KwDemoScribe *self);
void kw_scribe_string (KwDemoScribe *self, const char *name, const char *value);
void kw_scribe_number (KwDemoScribe *self, const char *name, const char *text);
void kw_scribe_boolean (KwDemoScribe *self, const char *name, gboolean value);
void kw_scribe_concept (KwDemoScribe *self, const char *name, const KwDemoCode *code);
void kw_scribe_concept_list (KwDemoScribe *self, const char *name, const KwDemoCode *code);
void kw_scribe_coding (KwDemoScribe *self, const char *name, const KwDemoCode *code);
void kw_scribe_reference (KwDemoScribe *self,
                          const char *name,
                          const char *reference,
                          const char *display);
void kw_scribe_reference_list (KwDemoScribe *self,
                               const char *name,
                               const char *reference,
                               const char *display);
void kw_scribe_subject (KwDemoScribe *self); /* subject: the person */
void kw_scribe_patient (KwDemoScribe *self); /* patient: the person */
void kw_scribe_period (KwDemoScribe *self, const char *name, const char *start, const char *end);
void kw_scribe_note (KwDemoScribe *self, const char *text);

typedef struct
{
  const char *value; /* the digits as they shall stand */
  const char *comparator;
  const char *unit;
  const char *code; /* of UCUM; NULL: the unit is no UCUM */
} KwDemoQuantity;
void kw_scribe_quantity (KwDemoScribe *self, const char *name, const KwDemoQuantity *quantity);

/* Days are GDate's Julian days. "2024-03-05", and "2024-03-05T09:30:00-05:00" for minutes after
 * midnight where the hospitals are. */
guint kw_demo_day (const char *date);
char *kw_demo_date (guint day) G_GNUC_WARN_UNUSED_RESULT;
char *kw_demo_moment (guint day, guint minutes) G_GNUC_WARN_UNUSED_RESULT;

/* A whole number of the seeded source, both ends included; and a choice from @n. */
int kw_scribe_random (KwDemoScribe *self, int low, int high);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDemoScribe, kw_scribe_free)

G_END_DECLS
