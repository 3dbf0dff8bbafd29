/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/print.h"

typedef struct
{
  KwScope *scope;
  KwReportPages *pages;
} Job;

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Job *job = data;
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);

  g_clear_pointer (&job->pages, kw_report_pages_free);
  job->pages = kw_report_pages_new (job->scope->snapshot, &job->scope->options, kw_scope_now (),
                                    gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS),
                                    gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS));
  gtk_print_operation_set_n_pages (operation, (int) kw_report_pages_get_n (job->pages));
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  Job *job = data;

  (void) operation;
  kw_report_pages_draw (job->pages, (guint) page, gtk_print_context_get_cairo_context (context));
}

gboolean
kw_print_run (GtkWindow *parent, KwScope *scope, GError **error)
{
  g_return_val_if_fail (scope != NULL, FALSE);

  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  Job job = { scope, NULL };

  /* The pages have margins of their own. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), &job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), &job);

  GtkPrintOperationResult result
      = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, error);
  g_clear_pointer (&job.pages, kw_report_pages_free);
  kw_scope_free (job.scope);

  return result != GTK_PRINT_OPERATION_RESULT_ERROR;
}
