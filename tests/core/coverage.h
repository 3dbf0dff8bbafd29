/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What happens to an element of FHIR R4, found out by reading a resource with and without it. */
typedef enum
{
  COVERAGE_SHOWN,    /* a line of the record's page differs */
  COVERAGE_USED,     /* no line does, but what was read differs */
  COVERAGE_LEFT_OUT, /* nothing does */
} CoverageFate;

typedef struct
{
  char *path; /* "Appointment.participant.actor", "Observation.valueQuantity" */
  CoverageFate fate;
  char *label; /* what the line is called, NULL unless shown */
} CoverageElement;

/* Every element of @type in the order of the definition, (element-type CoverageElement). */
GPtrArray *coverage_of_type (const char *type) G_GNUC_WARN_UNUSED_RESULT;
