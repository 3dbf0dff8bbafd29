/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Binary (FHIR R4): bytes that another record points at. It has no name of its own. */
void
kw_read_binary (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  kw_builder_relation (builder, KW_RELATION_OTHER,
                       kw_json_node_get_member (resource, "securityContext"));
}
