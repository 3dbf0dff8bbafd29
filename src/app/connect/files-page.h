/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/person.h"

G_BEGIN_DECLS

/**
 * KwFilesPage:
 *
 * Files on their way in: read, "Whose record is this?" for each person in them, stored. Emits
 * "done" (uuid of the person to open), "left" when the person turned away, "idle" when no worker
 * runs any more.
 */
#define KW_TYPE_FILES_PAGE (kw_files_page_get_type ())
G_DECLARE_FINAL_TYPE (KwFilesPage, kw_files_page, KW, FILES_PAGE, AdwBin)

void kw_files_page_start (KwFilesPage *self,
                          GListModel *files,
                          const char *data_dir,
                          const KwPerson *opened);
void kw_files_page_cancel (KwFilesPage *self);
gboolean kw_files_page_is_busy (KwFilesPage *self);

G_END_DECLS
