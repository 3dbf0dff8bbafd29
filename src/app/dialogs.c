/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  KwPathFunc path_callback;
  KwFilesFunc files_callback;
  gpointer data;
} Choice;

static GtkWindow *
get_window (GtkWidget *parent)
{
  GtkRoot *root = gtk_widget_get_root (parent);

  return root != NULL && GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autofree Choice *choice = data;

  if (choice->path_callback != NULL)
    {
      g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                                   ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                                   : NULL;
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
      choice->path_callback (path, choice->data);
    }
  else
    {
      g_autoptr (GListModel) files = response == GTK_RESPONSE_ACCEPT
                                         ? gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog))
                                         : NULL;
      choice->files_callback (files, choice->data);
    }
  g_object_unref (dialog);
}

static void
show (GtkFileChooserNative *dialog, Choice choice)
{
  Choice *kept = g_new0 (Choice, 1);

  *kept = choice;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), kept);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
kw_dialog_save (GtkWidget *parent,
                const char *title,
                const char *file_name,
                KwPathFunc callback,
                gpointer data)
{
  g_return_if_fail (GTK_IS_WIDGET (parent) && callback != NULL);

  /* Where a person looks for papers, and not where the program was started. */
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = g_file_new_for_path (documents ? documents : g_get_home_dir ());
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, get_window (parent), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file_name);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  show (dialog, (Choice){ callback, NULL, data });
}

void
kw_dialog_open_file (GtkWidget *parent, const char *title, KwPathFunc callback, gpointer data)
{
  g_return_if_fail (GTK_IS_WIDGET (parent) && callback != NULL);

  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, get_window (parent), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  show (dialog, (Choice){ callback, NULL, data });
}

void
kw_dialog_open_files (GtkWidget *parent, KwFilesFunc callback, gpointer data)
{
  g_return_if_fail (GTK_IS_WIDGET (parent) && callback != NULL);

  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Open files"), get_window (parent),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) records = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (records, _ ("Health records"));
  gtk_file_filter_add_suffix (records, "json");
  gtk_file_filter_add_suffix (records, "ndjson");
  gtk_file_filter_add_suffix (records, "fhir");
  gtk_file_filter_add_suffix (records, "xml");
  gtk_file_filter_add_suffix (records, "ccd");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), records);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  show (dialog, (Choice){ NULL, callback, data });
}

void
kw_dialog_about (GtkWidget *parent)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));

  static const char *developers[] = { "The Keepwell authors", NULL };

  adw_show_about_window (
      get_window (parent), "application-name", _ ("Keepwell"), "application-icon", KW_APP_ID,
      "version", KW_VERSION, "developer-name", _ ("The Keepwell authors"), "developers", developers,
      "license-type", GTK_LICENSE_GPL_3_0, "comments",
      _ ("Your health record, on your own computer. It shows what your hospitals sent; it does not "
         "give advice."),
      NULL);
}

typedef struct
{
  KwConfirmFunc callback;
  gpointer data;
  GDestroyNotify destroy;
} Confirm;

static void
confirm_free (gpointer data, GClosure *closure)
{
  Confirm *confirm = data;

  (void) closure;
  if (confirm->destroy != NULL)
    confirm->destroy (confirm->data);
  g_free (confirm);
}

static void
confirm_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Confirm *confirm = data;

  (void) dialog;
  if (g_strcmp0 (response, "do") == 0)
    confirm->callback (confirm->data);
}

void
kw_dialog_confirm (GtkWidget *parent,
                   const char *heading,
                   const char *body,
                   const char *button,
                   KwConfirmFunc callback,
                   gpointer data,
                   GDestroyNotify destroy)
{
  g_return_if_fail (GTK_IS_WIDGET (parent) && callback != NULL);

  GtkWidget *dialog = adw_message_dialog_new (get_window (parent), heading, body);
  Confirm *confirm = g_new0 (Confirm, 1);

  *confirm = (Confirm){ callback, data, destroy };
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "do",
                                    button, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "do",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (confirm_cb), confirm, confirm_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct
{
  KwChoiceFunc callback;
  gpointer data;
  GDestroyNotify destroy;
} Answer;

static const char *const choice_ids[] = { "first", "second" };

static void
choice_free (gpointer data, GClosure *closure)
{
  Answer *choice = data;

  (void) closure;
  if (choice->destroy != NULL)
    choice->destroy (choice->data);
  g_free (choice);
}

static void
choice_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Answer *choice = data;

  (void) dialog;
  for (guint i = 0; i < G_N_ELEMENTS (choice_ids); i++)
    if (g_strcmp0 (response, choice_ids[i]) == 0)
      choice->callback (i, choice->data);
}

void
kw_dialog_choose (GtkWidget *parent,
                  const KwQuestion *question,
                  KwChoiceFunc callback,
                  gpointer data,
                  GDestroyNotify destroy)
{
  g_return_if_fail (GTK_IS_WIDGET (parent) && question != NULL && callback != NULL);

  GtkWidget *dialog
      = adw_message_dialog_new (get_window (parent), question->heading, question->body);
  Answer *choice = g_new0 (Answer, 1);

  *choice = (Answer){ callback, data, destroy };
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", question->close);
  for (guint i = 0; question->choices[i] != NULL && i < G_N_ELEMENTS (choice_ids); i++)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), choice_ids[i],
                                       question->choices[i]);
      if (question->n_harmless > 0 && i >= question->n_harmless)
        adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), choice_ids[i],
                                                    ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (choice_cb), choice, choice_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
