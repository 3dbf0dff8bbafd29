/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/scribe.h"

G_BEGIN_DECLS

/* One observation: a number, words or a code, with what the laboratory said beside it. */
typedef struct
{
  KwDemoCode code;
  const char *category; /* NULL: "laboratory" */
  const char *status;   /* NULL: "final" */
  const char *date;     /* NULL: undated */
  KwDemoQuantity value;
  const char *text;   /* valueString */
  KwDemoCode concept; /* valueCodeableConcept */
  const char *absent; /* code of dataAbsentReason */
  const char *low;
  const char *high;
  const char *range_text;
  const char *flag; /* "H", "L", "HH", "A", … */
  const char *specimen;
  const char *note;
} KwDemoResult;
char *kw_demo_write_result (KwDemoScribe *scribe,
                            const KwDemoResult *result) G_GNUC_WARN_UNUSED_RESULT;
void kw_demo_write_results (KwDemoScribe *scribe, const KwDemoResult *results, guint n);

/* How one analyte goes for one person, from the first drawing to the last: values times the power
 * of ten of the analyte's decimals. */
typedef struct
{
  const char *analyte; /* a row of the table in labs.c */
  int from;
  int to;
  int spread;
} KwDemoCourse;

typedef struct
{
  KwDemoCode code;
  const KwDemoCourse *courses;
  guint n;
  const char *conclusion;
} KwDemoPanel;
/* The panel as drawn on @day: its observations and the report that names them. @percent says how
 * far the course has gone. */
void kw_demo_write_panel (KwDemoScribe *scribe, const KwDemoPanel *panel, guint day, int percent);
/* The same every @step days from @first to @last. */
void kw_demo_write_panels (KwDemoScribe *scribe,
                           const KwDemoPanel *panel,
                           const char *first,
                           const char *last,
                           guint step);

typedef struct
{
  const char *weight; /* pounds */
  const char *height; /* inches */
  const char *systolic;
  const char *diastolic;
  const char *pulse;
  const char *temperature; /* degrees Fahrenheit */
  const char *oxygen;
  const char *body_mass; /* index */
} KwDemoVitals;
void kw_demo_write_vitals (KwDemoScribe *scribe, const KwDemoVitals *vitals, const char *moment);

/* A narrative report (imaging, pathology) with its text as an attachment. */
typedef struct
{
  KwDemoCode code;
  KwDemoCode category;
  const char *status; /* NULL: "final" */
  const char *date;
  const char *conclusion;
  const char *content_type; /* of @bytes; NULL: none */
  GBytes *bytes;            /* not owned */
} KwDemoReport;
void kw_demo_write_report (KwDemoScribe *scribe, const KwDemoReport *report);

G_END_DECLS
