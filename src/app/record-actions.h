/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwRecordActions:
 *
 * What can be done with one record, at the end of its page's row: buttons side by side, one menu
 * when narrow. Of a hospital's record: ask about it, ask for a correction; of an own entry: edit,
 * remove, move it to another person.
 */
#define KW_TYPE_RECORD_ACTIONS (kw_record_actions_get_type ())
G_DECLARE_FINAL_TYPE (KwRecordActions, kw_record_actions, KW, RECORD_ACTIONS, AdwBin)

GtkWidget *kw_record_actions_new (const char *ref) G_GNUC_WARN_UNUSED_RESULT;
void kw_record_actions_set_narrow (KwRecordActions *self, gboolean narrow);

G_END_DECLS
