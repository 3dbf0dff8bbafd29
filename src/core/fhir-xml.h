/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/xml.h"

G_BEGIN_DECLS

/* FHIR's XML (R4 2.6.1) as FHIR's JSON (R4 2.6.2). */
gboolean kw_fhir_xml_is (const KwXmlNode *root);
GBytes *kw_fhir_xml_dup_json (const KwXmlNode *root) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
