/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The dialogs whose widgets newer platforms replace, each behind one function. */

/* @path is NULL when the person turned away. */
typedef void (*KwPathFunc) (const char *path, gpointer data);
void kw_dialog_save (GtkWidget *parent,
                     const char *title,
                     const char *file_name,
                     KwPathFunc callback,
                     gpointer data);
/* One file of any kind. */
void kw_dialog_open_file (GtkWidget *parent, const char *title, KwPathFunc callback, gpointer data);
/* @files: of GFile, NULL when the person turned away. */
typedef void (*KwFilesFunc) (GListModel *files, gpointer data);
void kw_dialog_open_files (GtkWidget *parent, KwFilesFunc callback, gpointer data);
void kw_dialog_about (GtkWidget *parent);
/* One sentence more and one button that does it; @callback only when that was pressed. */
typedef void (*KwConfirmFunc) (gpointer data);
void kw_dialog_confirm (GtkWidget *parent,
                        const char *heading,
                        const char *body,
                        const char *button,
                        KwConfirmFunc callback,
                        gpointer data,
                        GDestroyNotify destroy);

/* A question with up to two answers beside turning away; @choices from @n_harmless on cannot be
 * undone. */
typedef struct
{
  const char *heading;
  const char *body;
  const char *close; /* "_Cancel" */
  const char *const *choices;
  guint n_harmless;
} KwQuestion;
typedef void (*KwChoiceFunc) (guint choice, gpointer data);
void kw_dialog_choose (GtkWidget *parent,
                       const KwQuestion *question,
                       KwChoiceFunc callback,
                       gpointer data,
                       GDestroyNotify destroy);

G_END_DECLS
