/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KW_FHIR_ELEMENT_UNKNOWN, /* R4 has no such element */
  KW_FHIR_ELEMENT_STRING,
  KW_FHIR_ELEMENT_NUMBER,
  KW_FHIR_ELEMENT_BOOLEAN,
  KW_FHIR_ELEMENT_MARKUP,   /* the div of a Narrative */
  KW_FHIR_ELEMENT_RESOURCE, /* holds one resource of any type */
  KW_FHIR_ELEMENT_COMPLEX,  /* has elements of its own */
} KwFhirElementKind;

typedef struct
{
  KwFhirElementKind kind;
  gboolean repeats;
  char type[64]; /* of a complex one: "HumanName", "Patient.contact" */
} KwFhirElement;

/* What @name is inside @type, as HL7 defines R4: "Patient", "contact"; "Observation",
 * "valueQuantity". */
KwFhirElement kw_fhir_element_lookup (const char *type, const char *name);

G_END_DECLS
