/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "core/error.h"
#include "net/net.h"

/* A server on a loopback port of its own, in a thread of its own, with answers by path. */
typedef struct _Server Server;

Server *server_new (void);
/* The same with https and a certificate that nobody has signed. */
Server *server_new_tls (void);
void server_free (Server *self);
const char *server_get_origin (const Server *self); /* http://127.0.0.1:PORT */
/* What @path answers from now on; a path without an answer is 404. "%o" in @body is the origin. */
void server_set (Server *self, const char *path, guint status, const char *type, const char *body);
void server_set_header (Server *self, const char *path, const char *name, const char *value);
/* All requests so far: "METHOD /path?query|Authorization|body" a line. */
/* Called in the server's thread before @path is answered. */
void server_set_hook (Server *self, const char *path, void (*hook) (gpointer), gpointer data);
char *server_dup_log (Server *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Server, server_free)

/* A connection whose fields are as given, (KwConnectionField) -1 at the end. */
KwConnection *connection_with (int field, ...);
