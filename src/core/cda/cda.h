/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/document-builder.h"
#include "core/xml.h"

G_BEGIN_DECLS

/* HL7's Consolidated CDA R1.1 to R2.1 (and the CCD before it) told as FHIR R4. */
gboolean kw_cda_is (const KwXmlNode *root);
GBytes *kw_cda_dup_json (const KwXmlNode *root, GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

/* The words of a document, its sections in their order. */
void kw_cda_read (KwDocumentBuilder *builder, const char *bytes, gsize length, const char *charset);

G_END_DECLS
