/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/record-layout.h"

#define TEXT(type, member)                                                                         \
  {                                                                                                \
#member, KW_FIELD_STRING, G_STRUCT_OFFSET(type, member), 0, NULL, 0                            \
  }
#define INT(type, member)                                                                          \
  {                                                                                                \
#member, KW_FIELD_INT, G_STRUCT_OFFSET(type, member), 0, NULL, 0                               \
  }
#define LONG(type, member, absent)                                                                 \
  {                                                                                                \
#member, KW_FIELD_INT64, G_STRUCT_OFFSET(type, member), 0, NULL, absent                        \
  }
#define STRINGS(type, member)                                                                      \
  {                                                                                                \
#member, KW_FIELD_STRINGS, G_STRUCT_OFFSET(type, member), 0, NULL, 0                           \
  }
#define STRUCT(type, member, layout)                                                               \
  {                                                                                                \
#member, KW_FIELD_STRUCT, G_STRUCT_OFFSET(type, member), 0, layout, 0                          \
  }
#define ARRAY(type, member, layout)                                                                \
  {                                                                                                \
#member, KW_FIELD_ARRAY, G_STRUCT_OFFSET(type, member), G_STRUCT_OFFSET(type, n_##member),     \
        layout, 0                                                                                  \
  }
#define LAYOUT(name, type, fields)                                                                 \
  static const KwLayout name = { sizeof (type), G_N_ELEMENTS (fields), fields }

static const KwField code_fields[] = {
  TEXT (KwCode, system),
  TEXT (KwCode, code),
  TEXT (KwCode, display),
  INT (KwCode, user_selected),
};
LAYOUT (code_layout, KwCode, code_fields);

static const KwField when_fields[] = {
  INT (KwWhen, role),
  TEXT (KwWhen, text),
  TEXT (KwWhen, end),
};
LAYOUT (when_layout, KwWhen, when_fields);

static const KwField value_fields[] = {
  INT (KwValue, kind),     TEXT (KwValue, number),      TEXT (KwValue, comparator),
  TEXT (KwValue, unit),    TEXT (KwValue, unit_code),   TEXT (KwValue, text),
  TEXT (KwValue, number2), TEXT (KwValue, comparator2), TEXT (KwValue, unit2),
  TEXT (KwValue, text2),
};
LAYOUT (value_layout, KwValue, value_fields);

static const KwField range_fields[] = {
  TEXT (KwRange, low),       TEXT (KwRange, high),          TEXT (KwRange, low_unit),
  TEXT (KwRange, high_unit), TEXT (KwRange, low_unit_code), TEXT (KwRange, high_unit_code),
  TEXT (KwRange, text),      TEXT (KwRange, type),          TEXT (KwRange, applies_to),
};
LAYOUT (range_layout, KwRange, range_fields);

static const KwField component_fields[] = {
  TEXT (KwComponent, name),
  ARRAY (KwComponent, codes, &code_layout),
  STRUCT (KwComponent, value, &value_layout),
  TEXT (KwComponent, flag_code),
  TEXT (KwComponent, flag_text),
  TEXT (KwComponent, flag_more),
  ARRAY (KwComponent, ranges, &range_layout),
};
LAYOUT (component_layout, KwComponent, component_fields);

static const KwField relation_fields[] = {
  INT (KwRelation, kind),
  TEXT (KwRelation, reference),
  TEXT (KwRelation, display),
};
LAYOUT (relation_layout, KwRelation, relation_fields);

static const KwField attachment_fields[] = {
  TEXT (KwAttachment, content_type), TEXT (KwAttachment, url),      TEXT (KwAttachment, title),
  TEXT (KwAttachment, created),      LONG (KwAttachment, size, -1), INT (KwAttachment, is_inline),
};
LAYOUT (attachment_layout, KwAttachment, attachment_fields);

static const KwField record_fields[] = {
  TEXT (KwRecord, source),
  TEXT (KwRecord, type),
  TEXT (KwRecord, id),
  TEXT (KwRecord, ref),
  INT (KwRecord, section),
  INT (KwRecord, flags),
  TEXT (KwRecord, text),
  ARRAY (KwRecord, codes, &code_layout),
  TEXT (KwRecord, narrative),
  TEXT (KwRecord, category),
  TEXT (KwRecord, kind_text),
  ARRAY (KwRecord, whens, &when_layout),
  LONG (KwRecord, sort_time, G_MININT64),
  TEXT (KwRecord, status),
  TEXT (KwRecord, clinical_status),
  TEXT (KwRecord, verification),
  TEXT (KwRecord, criticality),
  TEXT (KwRecord, severity),
  TEXT (KwRecord, intent),
  TEXT (KwRecord, status_reason),
  STRUCT (KwRecord, value, &value_layout),
  ARRAY (KwRecord, components, &component_layout),
  ARRAY (KwRecord, ranges, &range_layout),
  TEXT (KwRecord, flag_code),
  TEXT (KwRecord, flag_text),
  TEXT (KwRecord, flag_more),
  TEXT (KwRecord, how),
  TEXT (KwRecord, dosage),
  TEXT (KwRecord, strength),
  TEXT (KwRecord, reason),
  TEXT (KwRecord, reactions),
  TEXT (KwRecord, body_site),
  TEXT (KwRecord, method),
  TEXT (KwRecord, specimen),
  STRINGS (KwRecord, notes),
  TEXT (KwRecord, who),
  TEXT (KwRecord, where),
  ARRAY (KwRecord, relations, &relation_layout),
  ARRAY (KwRecord, attachments, &attachment_layout),
};

const KwLayout kw_record_layout
    = { sizeof (KwRecord), G_N_ELEMENTS (record_fields), record_fields };
