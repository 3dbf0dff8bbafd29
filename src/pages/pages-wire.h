/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "pages/pages-box.h"

G_BEGIN_DECLS

/* What the client and its helper say to each other: one datagram each way over a socket pair of the
 * kind SOCK_SEQPACKET, with bytes beside it in a sealed memory file. */

#define KW_PAGES_SOCKET 3 /* the helper's descriptor */
#define KW_PAGES_MAX_PAGES 20000
#define KW_PAGES_MAX_PIXELS (64 * 1024 * 1024)

typedef enum
{
  KW_PAGES_OPEN,   /* file: the document; answer: n, and a file of n pairs of doubles, in points */
  KW_PAGES_RENDER, /* answer: width, height, stride, and the file */
  KW_PAGES_TEXT,   /* answer: length, and the file when that is not 0 */
  KW_PAGES_BOXES,  /* answer: n, and a file of n KwPagesBox when that is not 0 */
} KwPagesVerb;

#define KW_PAGES_MAX_BOXES (4 * 1024 * 1024)

typedef enum
{
  KW_PAGES_DONE,
  KW_PAGES_DAMAGED,
  KW_PAGES_ENCRYPTED,
  KW_PAGES_TOO_LARGE,
  KW_PAGES_UNKNOWN,
  KW_PAGES_FAILED,
} KwPagesStatus;

typedef struct
{
  guint32 verb;
  guint32 page;
  double scale;
} KwPagesQuestion;

typedef struct
{
  guint32 status;
  guint32 n;
  guint32 width;
  guint32 height;
  guint32 stride;
  guint32 reserved;
  guint64 length; /* of the file */
} KwPagesAnswer;

/* @fd is -1 for none. */
gboolean kw_pages_send (int socket, const void *message, gsize size, int fd);
gboolean kw_pages_receive (int socket, void *message, gsize size, int *out_fd);
/* A memory file of @size bytes to write into, and the seals that make it safe to read. */
int kw_pages_create_file (gsize size);
gboolean kw_pages_seal_file (int fd);
gboolean kw_pages_is_sealed (int fd, gsize size);

G_END_DECLS
