/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/json.h"
#include "core/section.h"

G_BEGIN_DECLS

/* A code with its system and display, as sent. */
typedef struct
{
  const char *system;
  const char *code;
  const char *display;
  gboolean user_selected;
} KwCode;

/* What a date of a record means; the word for it is kw_words_when_label(). */
typedef enum
{
  KW_WHEN_NONE,
  KW_WHEN_COLLECTED,
  KW_WHEN_MEASURED,
  KW_WHEN_REPORTED,
  KW_WHEN_PRESCRIBED,
  KW_WHEN_GIVEN,
  KW_WHEN_DONE,
  KW_WHEN_STARTED,
  KW_WHEN_ENDED,
  KW_WHEN_RECORDED,
  KW_WHEN_WRITTEN,
  KW_WHEN_VISIT,
  KW_WHEN_PLANNED,
  KW_WHEN_DUE,
  KW_WHEN_SIGNED,
  KW_WHEN_BORN,
  KW_WHEN_DATE,       /* a date whose meaning the resource type does not say */
  KW_WHEN_TO_END,     /* when a medicine is to end, as ordered; nobody says that it did */
  KW_WHEN_HANDED_OUT, /* by a pharmacy: nobody says that the person took it */
  KW_WHEN_PREPARED,
} KwWhenRole;
#define KW_N_WHEN_ROLES (KW_WHEN_PREPARED + 1)

/* A date or time exactly as sent (its precision is its length, FHIR R4 2.24.0.1), or words such as
 * "about 20 years old" where the record has no date. @end is the end of a period, or NULL. */
typedef struct
{
  KwWhenRole role;
  const char *text;
  const char *end;
} KwWhen;

typedef enum
{
  KW_VALUE_NONE,
  KW_VALUE_QUANTITY,
  KW_VALUE_TEXT, /* valueString */
  KW_VALUE_CONCEPT,
  KW_VALUE_INTEGER,
  KW_VALUE_BOOLEAN,
  KW_VALUE_RANGE,
  KW_VALUE_RATIO,
  KW_VALUE_SAMPLED,
  KW_VALUE_TIME,
  KW_VALUE_DATETIME,
  KW_VALUE_PERIOD,
  KW_VALUE_ABSENT, /* dataAbsentReason: its code is in @text */
} KwValueKind;

/* A value as sent: digits are the source's own text, never a double. */
typedef struct
{
  KwValueKind kind;
  const char *number;
  const char *comparator;
  const char *unit; /* the unit's text as sent */
  const char
      *unit_code;      /* its UCUM code, if the system says UCUM; a concept's code without words */
  const char *text;    /* string, concept text, time, date, start of a period, absent reason */
  const char *number2; /* high end of a range, denominator of a ratio */
  const char *comparator2;
  const char *unit2;
  const char *text2; /* end of a period */
} KwValue;

/* One referenceRange of an Observation, as sent. */
typedef struct
{
  const char *low;
  const char *high;
  const char *low_unit;
  const char *high_unit;
  const char *low_unit_code;
  const char *high_unit_code;
  const char *text;
  const char *type;       /* code or words of referenceRange.type, NULL when not given (= normal) */
  const char *applies_to; /* words for appliesTo and age, or NULL */
} KwRange;

/* A component of an Observation. */
typedef struct
{
  const char *name;
  const KwCode *codes;
  guint n_codes;
  KwValue value;
  const char *flag_code; /* as in KwRecord */
  const char *flag_text;
  const char *flag_more;
  const KwRange *ranges;
  guint n_ranges;
} KwComponent;

typedef enum
{
  KW_RELATION_SUBJECT,
  KW_RELATION_ENCOUNTER,
  KW_RELATION_MEMBER,   /* a panel's or report's results, in their order */
  KW_RELATION_BASED_ON, /* the order */
  KW_RELATION_MEDICATION,
  KW_RELATION_REASON,
  KW_RELATION_DERIVED_FROM,
  KW_RELATION_REPLACES,
  KW_RELATION_AUTHOR,
  KW_RELATION_PERFORMER,
  KW_RELATION_ORGANIZATION,
  KW_RELATION_LOCATION,
  KW_RELATION_SPECIMEN,
  KW_RELATION_DOCUMENT,
  KW_RELATION_OTHER,
  KW_RELATION_NAME, /* what names a record that has no words of its own */
} KwRelationKind;

/* A reference as sent, except that "Type/id" of the same source is always written that way. */
typedef struct
{
  KwRelationKind kind;
  const char *reference; /* NULL when only a display or an identifier was sent */
  const char *display;
} KwRelation;

/* One content of a DocumentReference or presentedForm of a DiagnosticReport. */
typedef struct
{
  const char *content_type; /* as sent */
  const char *url;          /* as sent; NULL when inline */
  const char *title;
  const char *created;
  gint64 size;        /* bytes, -1 when not stated */
  gboolean is_inline; /* the bytes are in the body, kw_attachment_dup_data() */
} KwAttachment;

typedef enum
{
  KW_RECORD_ENTERED_IN_ERROR = 1 << 0, /* never shown as a fact (rule G9) */
  KW_RECORD_DO_NOT_PERFORM = 1 << 1,   /* what must not be done or taken (M10) */
  KW_RECORD_NOT_DONE = 1 << 2,
  KW_RECORD_REFUTED = 1 << 3,
  KW_RECORD_UNCONFIRMED = 1 << 4, /* provisional, differential, unconfirmed: "suspected" (A2) */
  KW_RECORD_NONE_KNOWN = 1 << 5,  /* states that there is none: "no known allergies" (A1) */
  KW_RECORD_INTOLERANCE = 1 << 6,
  KW_RECORD_INPATIENT = 1 << 7,  /* ordered or given in hospital (M10) */
  KW_RECORD_PROPOSED = 1 << 8,   /* a plan or proposal, no order (M10) */
  KW_RECORD_BY_PATIENT = 1 << 9, /* reported by the patient */
  KW_RECORD_PANEL = 1 << 10,     /* groups other results */
  KW_RECORD_CURRENT = 1 << 11,   /* counts as current: active medicine, active condition */
  KW_RECORD_ON_HOLD = 1 << 12,
  KW_RECORD_DAMAGED = 1 << 13, /* some characters could not be read */
  KW_RECORD_SUPPORT = 1 << 14, /* known only to name others: Medication, Practitioner, Location … */
  KW_RECORD_CONDITIONAL = 1 << 15, /* a modifierExtension: its source changes what it means */
} KwRecordFlags;

/**
 * KwRecord:
 *
 * What one FHIR resource says, typed, without a word of ours: digits, codes and texts as sent. The
 * words are made when a row is bound (words.h). Immutable and counted by reference; every pointer
 * in it lives as long as the record does. Absent is NULL, 0 or the enum's NONE.
 */
typedef struct
{
  const char *source; /* id of the KwSource, "" until it has one */
  const char *type;   /* FHIR resource type as sent */
  const char *id;     /* unique within source and type */
  const char *ref;    /* "source/Type/id" */
  KwSection section;
  KwRecordFlags flags;

  /* The name. */
  const char *text; /* code.text, or what holds the name in this type */
  const KwCode *codes;
  guint n_codes;
  const char *narrative; /* first words of the narrative, only when there is no other name */
  const char *category;  /* code of the first category that decides the section */
  const char *kind_text; /* class of a visit, type of a document, in the record's own words */

  /* Dates, the one that is shown and sorted by first. */
  const KwWhen *whens;
  guint n_whens;
  gint64 sort_time; /* microseconds since 1970 of the first date, G_MININT64 when undated */

  /* Status codes as sent. */
  const char *status;
  const char *clinical_status;
  const char *verification;
  const char *criticality;
  const char *severity;
  const char *intent;
  const char *status_reason;

  /* The value. */
  KwValue value;
  const KwComponent *components;
  guint n_components;
  const KwRange *ranges;
  guint n_ranges;
  const char *flag_code; /* code of the worst interpretation */
  const char *flag_text; /* its text, or display */
  const char *flag_more; /* codes or words of the others, joined by "; " */

  /* Said in words by the source. */
  const char *how;    /* dosage as written, patient instruction first */
  const char *dosage; /* all dosages as sent, JSON, where not each was written in words; or NULL */
  const char *strength; /* of a medicine, where an element of its own says it: "10 mg" */
  const char *reason;
  const char *reactions; /* manifestations of an allergy, joined by ", " */
  const char *body_site;
  const char *method;
  const char *specimen;
  const char *const *notes; /* NULL-terminated, in full */
  const char *who;          /* who recorded it, by rule G8; a name, or NULL */
  const char *where;        /* organization or place */

  const KwRelation *relations;
  guint n_relations;
  const KwAttachment *attachments;
  guint n_attachments;
} KwRecord;

GType kw_record_get_type (void);
KwRecord *kw_record_ref (const KwRecord *self);
void kw_record_unref (KwRecord *self);

/* FHIR → record; never fails for a JSON object: an unknown type becomes a record of
 * KW_SECTION_OTHER. */
KwRecord *kw_record_new_from_fhir (const KwJsonNode *resource,
                                   const char *source) G_GNUC_WARN_UNUSED_RESULT;

/* Says how a reference is written within its own source, "Type/id", or NULL when it leads
 * elsewhere or is written so. */
typedef char *(*KwReferenceFunc) (gpointer data, const char *reference);
KwRecord *kw_record_new_resolved (const KwJsonNode *resource,
                                  const char *source,
                                  KwReferenceFunc resolve,
                                  gpointer data) G_GNUC_WARN_UNUSED_RESULT;

/* The same record as another source's. */
KwRecord *kw_record_with_source (const KwRecord *self,
                                 const char *source) G_GNUC_WARN_UNUSED_RESULT;

/* The payload as bytes and back, for the vault's segments. Not FHIR and not a contract. */
void kw_record_write (const KwRecord *self, GString *out);
KwRecord *kw_record_read (const KwJsonNode *payload) G_GNUC_WARN_UNUSED_RESULT;

const KwRelation *kw_record_get_relation (const KwRecord *self, KwRelationKind kind);
gboolean kw_record_has_code (const KwRecord *self, const char *system, const char *code);
int kw_record_compare_newest_first (const KwRecord *a, const KwRecord *b);

/* The inline bytes of attachment @index, base64 decoded, from the FHIR body of its record. */
GBytes *kw_attachment_dup_data (const KwJsonNode *resource,
                                guint index,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwRecord, kw_record_unref)

G_END_DECLS
