/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/library.h"

G_BEGIN_DECLS

/**
 * KwWindow:
 *
 * The window: first start, people, signing in, or one open record in its tabs.
 */
#define KW_TYPE_WINDOW (kw_window_get_type ())
G_DECLARE_FINAL_TYPE (KwWindow, kw_window, KW, WINDOW, AdwApplicationWindow)

GtkWidget *kw_window_new (GtkApplication *application,
                          const char *data_dir) G_GNUC_WARN_UNUSED_RESULT;
/* Shows an opening that has begun before there was a window; takes @library. */
void kw_window_take_library (KwWindow *self, KwLibrary *library, const char *uuid);
void kw_window_open_person (KwWindow *self, const char *uuid);
/* The person of that name, or the people when it is NULL and there are several. */
void kw_window_choose_person (KwWindow *self, const char *name);
void kw_window_show_start (KwWindow *self);
void kw_window_open_files (KwWindow *self, GListModel *files);
/* A snapshot that stands for itself, without a vault. */
/* The person wants other words: the same record is shown again. */
void kw_window_make_words_again (KwWindow *self);
void kw_window_set_snapshot (KwWindow *self, KwSnapshot *snapshot);

G_END_DECLS
