/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define APP "io.github.keepwell.keepwell://callback"
#define CANARY "planted-cookie-7141"

/* One page of an identity provider, good or bad. In @location and @html @PORT@ is the port of the
 * plain server, @UNTRUSTED@ that of the one whose certificate nobody vouches for. */
typedef struct
{
  const char *path;
  const char *location; /* NULL: no redirect */
  const char *html;
  const char *type;        /* NULL: text/html */
  const char *disposition; /* NULL: none */
} Page;

/* The same pages over http, over https, and over https with a certificate that nobody trusts. */
typedef enum
{
  SERVER_PLAIN,
  SERVER_TRUSTED, /* where run_start() was told to trust it */
  SERVER_UNTRUSTED,
  N_SERVERS
} ServerKind;

typedef struct
{
  const Page *pages;
  gsize n_pages;
  SoupServer *servers[N_SERVERS];
  guint ports[N_SERVERS];
  gboolean callback_loaded;
} Provider;

void provider_start (Provider *self, const Page *pages, gsize n_pages);
void provider_stop (Provider *self);
char *provider_dup_url (const Provider *self, ServerKind kind, const char *path);

/* keepwell-login for real, in a process of its own. */
typedef struct
{
  GSubprocess *process;
  GMainLoop *loop;
  const char *await; /* in the debug log; NULL: the answer */
  GString *log;
  char *answer;
  char *second; /* a line after the answer, which must never be */
  gboolean answered;
  gboolean timed_out;
  GCancellable *cancellable; /* of the two readers */
  guint n_reading;
} Run;

/* Whether this computer lets a test choose whom one process trusts (a mount namespace). */
gboolean run_can_trust (void);
void run_start (Run *self, const char *url, const char *redirect_uri, gboolean trusting);
/* Until @words stand in the log; NULL: until the answer. */
void run_wait (Run *self, const char *words);
/* Presses @key again and again until @words, because a page may be there before it listens. */
void run_press_until (Run *self, const char *key, const char *words);
void run_finish (Run *self);

G_END_DECLS
