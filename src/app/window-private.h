/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/adaptive.h"
#include "app/connect/connect-page.h"
#include "app/connect/files-page.h"
#include "app/demo-clinic.h"
#include "app/header.h"
#include "app/people-page.h"
#include "app/search-view.h"
#include "app/start-page.h"
#include "app/status-line.h"
#include "app/sync-job.h"
#include "app/tab-bar.h"
#include "app/tabs.h"
#include "app/window.h"

G_BEGIN_DECLS

/* Shared by the files of the window, one for each of its roles; nobody else includes it. */
struct _KwWindow
{
  AdwApplicationWindow parent_instance;

  /* Template children. */
  KwAdaptive *adaptive;
  KwHeader *header;
  KwTabBar *top_tabs;
  KwTabBar *bottom_tabs;
  GtkCenterBox *page_row;
  GtkLabel *back_title;
  GtkLabel *page_title;
  GtkBox *page_actions;
  GtkBox *notice;
  GtkBox *notice_content;
  GtkLabel *notice_words;
  GtkButton *notice_button;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  KwStartPage *start;
  KwPeoplePage *people;
  AdwStatusPage *problem;
  GtkWidget *opening_page;
  GtkStack *content;
  KwStatusLine *status;

  /* Owned. */
  char *data_dir;
  KwLibrary *library;        /* NULL while nobody is open, and for files */
  KwSnapshot *snapshot;      /* NULL while nothing is shown */
  GCancellable *cancellable; /* ends what belongs to the window */
  GPtrArray *jobs;           /* of KwSyncJob, running */
  KwDemoClinic *clinic;      /* NULL until the sample is wanted */
  char *tab;
  char *opening; /* uuid, for Try again */

  /* Borrowed from the pages, made when first shown. */
  KwConnectPage *connect;
  KwFilesPage *files;

  /* Borrowed from the content. */
  KwView *views[KW_N_TABS]; /* made when first shown */
  KwSearchView *search;     /* NULL unless results are shown */
  GtkWidget *before_search; /* weak: what had the keys when it began */
  GPtrArray *pushed;        /* of KwView, the last on top */

  guint slow; /* shows the words of the opening page when it takes long */
  gboolean narrow;
  gboolean closing;
};

/* window.c */
/* Whoever is open is closed, and whom there is, is asked. */
void kw_window_show_people (KwWindow *self);
void kw_window_forget_person (KwWindow *self);

/* window-pages.c */
void kw_window_show_page (KwWindow *self, const char *name);
void kw_window_show_tab (KwWindow *self, const char *name);
void kw_window_push (KwWindow *self, KwView *view); /* takes a floating reference */
gboolean kw_window_pop (KwWindow *self);
void kw_window_pop_all (KwWindow *self);
KwView *kw_window_get_visible_view (KwWindow *self);
void kw_window_update_rows (KwWindow *self);
void kw_window_forget_views (KwWindow *self);
void kw_window_add_view (KwWindow *self, KwView *view);
void kw_window_install_page_actions (GtkWidgetClass *klass);

/* window-search.c */
void kw_window_watch_focus (KwWindow *self);
void kw_window_update_search (KwWindow *self);
void kw_window_enter_results (KwWindow *self);
void kw_window_open_best (KwWindow *self);
/* @page is opened from the search, if one is shown; going back from it shows the results again. */
void kw_window_remember_search (KwWindow *self, KwView *page);
const char *kw_window_get_search_behind (KwView *page); /* its words, or NULL */
void kw_window_go_back (KwWindow *self);

/* window-actions.c */
void kw_window_toast (KwWindow *self, const char *words);
void kw_window_toast_error (KwWindow *self, const GError *error);
void kw_window_install_actions (GtkWidgetClass *klass);

/* window-calendar.c */
void kw_window_install_calendar_action (GtkWidgetClass *klass);

/* window-disconnect.c */
void kw_window_install_disconnect (GtkWidgetClass *klass);

/* window-people.c */
void kw_window_install_people_actions (GtkWidgetClass *klass);

/* window-own.c */
void kw_window_install_own_actions (GtkWidgetClass *klass);

/* window-files.c */
void kw_window_accept_drops (KwWindow *self);

/* window-sources.c */
void kw_window_update_notice (KwWindow *self);
void kw_window_stop_jobs (KwWindow *self);
gboolean kw_window_is_busy (KwWindow *self);
void kw_window_install_source_actions (GtkWidgetClass *klass);
void kw_window_start_sync (KwWindow *self, const char *uuid);
/* Makes the page of this name when it is one of those that most starts never show. */
void kw_window_ensure_page (KwWindow *self, const char *name);

G_END_DECLS
