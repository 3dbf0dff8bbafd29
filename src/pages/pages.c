/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/pages.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pages/pages-wire.h"

/* The helper is given this long for one question; it ends itself after less time of the processor.
 */
#define TIMEOUT_SECONDS 30
#define MAX_BYTES ((gsize) 512 * 1024 * 1024)
#define MAX_TEXT ((gsize) 64 * 1024 * 1024)

struct _KwPages
{
  GSubprocess *helper;
  int socket;
  guint n;
  double *sizes; /* width and height of each page, in points */
};

typedef struct
{
  KwPagesAnswer words;
  int fd; /* -1 for none */
} Answer;

static void
clear_answer (Answer *answer)
{
  if (answer->fd >= 0)
    close (answer->fd);
  answer->fd = -1;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, clear_answer)

/* The helper: $KEEPWELL_PAGES, where it is installed, or beside this program in the build. */
static char *
dup_helper_path (void)
{
  const char *chosen = g_getenv ("KEEPWELL_PAGES");
  static const char *const places[] = { "../pages", "../../src/pages" };
  g_autofree char *installed = g_build_filename (KW_LIBEXECDIR, "keepwell-pages", NULL);

  if (chosen != NULL)
    return g_strdup (chosen);
  if (g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&installed);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  for (gsize i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], "keepwell-pages", NULL);
      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return g_steal_pointer (&installed);
}

static gboolean
set_status_error (KwPagesStatus status, GError **error)
{
  static const struct
  {
    int code;
    const char *message;
  } rows[] = {
    [KW_PAGES_DAMAGED] = { G_IO_ERROR_INVALID_DATA, "The document is damaged" },
    [KW_PAGES_ENCRYPTED] = { G_IO_ERROR_PERMISSION_DENIED, "The document needs a password" },
    [KW_PAGES_TOO_LARGE] = { G_IO_ERROR_MESSAGE_TOO_LARGE, "The document is too large to show" },
    [KW_PAGES_UNKNOWN] = { G_IO_ERROR_NOT_SUPPORTED, "The document is neither PDF nor a picture" },
    [KW_PAGES_FAILED] = { G_IO_ERROR_FAILED, "The page could not be drawn" },
  };

  if (status == KW_PAGES_DONE)
    return TRUE;
  guint row = status < G_N_ELEMENTS (rows) ? status : KW_PAGES_FAILED;
  g_set_error_literal (error, G_IO_ERROR, rows[row].code, rows[row].message);
  return FALSE;
}

static gboolean
start_helper (KwPages *self, GError **error)
{
  int ends[2];
  g_autofree char *path = dup_helper_path ();
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  self->socket = ends[0];
  g_subprocess_launcher_take_fd (launcher, ends[1], KW_PAGES_SOCKET);
  self->helper = g_subprocess_launcher_spawn (launcher, error, path, NULL);
  return self->helper != NULL;
}

/* Waits for the helper's answer; ends it when it takes too long or nobody wants it any more. */
static gboolean
await_answer (KwPages *self, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + TIMEOUT_SECONDS * G_USEC_PER_SEC;
  GPollFD fds[2] = { { self->socket, G_IO_IN, 0 } };
  gboolean can_cancel = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &fds[1]);
  int ready;

  do
    {
      gint64 left = MAX (0, (end - g_get_monotonic_time ()) / 1000);
      ready = g_poll (fds, can_cancel ? 2 : 1, (int) left);
    }
  while (ready < 0 && errno == EINTR);
  if (can_cancel)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (ready > 0)
    return TRUE;
  g_subprocess_force_exit (self->helper);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                       "The document takes too long to read");
  return FALSE;
}

static gboolean
ask (KwPages *self,
     const KwPagesQuestion *question,
     int fd,
     Answer *answer,
     GCancellable *cancellable,
     GError **error)
{
  if (kw_pages_send (self->socket, question, sizeof *question, fd))
    {
      if (!await_answer (self, cancellable, error))
        return FALSE;
      if (kw_pages_receive (self->socket, &answer->words, sizeof answer->words, &answer->fd))
        return set_status_error (answer->words.status, error);
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "The document ended the program that reads documents");
  return FALSE;
}

/* The file of an answer, mapped; nothing the helper says about it is believed. */
static GBytes *
map_answer (const Answer *answer, gsize size, gsize max_size, GError **error)
{
  if (size == 0 || size > max_size || !kw_pages_is_sealed (answer->fd, size))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "The program that reads documents answered nonsense");
      return NULL;
    }
  g_autoptr (GMappedFile) file = g_mapped_file_new_from_fd (answer->fd, FALSE, error);
  return file != NULL ? g_mapped_file_get_bytes (file) : NULL;
}

static int
create_document_file (GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  int fd = kw_pages_create_file (length);

  for (gsize done = 0; fd >= 0 && done < length;)
    {
      ssize_t n = pwrite (fd, data + done, length - done, (off_t) done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          close (fd);
          fd = -1;
          break;
        }
      done += (gsize) n;
    }
  if (fd < 0 || !kw_pages_seal_file (fd))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "No memory for the document");
  return fd;
}

static gboolean
read_sizes (KwPages *self, const Answer *answer, GError **error)
{
  guint n = answer->words.n;
  gsize size = (gsize) n * 2 * sizeof (double);
  g_autoptr (GBytes) sizes
      = map_answer (answer, size, KW_PAGES_MAX_PAGES * 2 * sizeof (double), error);

  if (sizes == NULL)
    return FALSE;
  self->n = n;
  self->sizes = g_memdup2 (g_bytes_get_data (sizes, NULL), size);
  for (guint i = 0; i < 2 * n; i++)
    if (!isfinite (self->sizes[i]) || self->sizes[i] <= 0)
      self->sizes[i] = 1;
  return TRUE;
}

static gboolean
open_document (KwPages *self, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  const KwPagesQuestion question = { KW_PAGES_OPEN, 0, 0 };
  g_auto (Answer) answer = { { 0 }, -1 };
  int fd = create_document_file (bytes, error);
  gboolean done = fd >= 0 && start_helper (self, error)
                  && ask (self, &question, fd, &answer, cancellable, error)
                  && read_sizes (self, &answer, error);

  if (fd >= 0)
    close (fd);
  return done;
}

/**
 * kw_pages_new:
 * @bytes: a PDF or a picture (PNG, JPEG, GIF, TIFF, BMP, WebP), from anywhere
 * @content_type: (nullable): what it is said to be; what the bytes are decides
 * @cancellable: (nullable): gives up
 *
 * Starts a helper process for this one document. It has no network, opens no file, and has limits
 * of memory and time; whatever @bytes do to it ends as an error here.
 *
 * Returns: (transfer full): the pages, or `NULL` with a %G_IO_ERROR: INVALID_DATA (damaged),
 *   NOT_SUPPORTED, PERMISSION_DENIED (needs a password), MESSAGE_TOO_LARGE, TIMED_OUT, CANCELLED
 */
KwPages *
kw_pages_new (GBytes *bytes, const char *content_type, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  (void) content_type;

  if (g_bytes_get_size (bytes) == 0 || g_bytes_get_size (bytes) > MAX_BYTES)
    {
      set_status_error (g_bytes_get_size (bytes) == 0 ? KW_PAGES_DAMAGED : KW_PAGES_TOO_LARGE,
                        error);
      return NULL;
    }
  g_autoptr (KwPages) self = g_new0 (KwPages, 1);
  self->socket = -1;
  if (!open_document (self, bytes, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
kw_pages_free (KwPages *self)
{
  g_return_if_fail (self != NULL);

  if (self->socket >= 0)
    close (self->socket);
  if (self->helper != NULL)
    g_subprocess_force_exit (self->helper);
  g_clear_object (&self->helper);
  g_free (self->sizes);
  g_free (self);
}

guint
kw_pages_get_n (const KwPages *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n;
}

/**
 * kw_pages_get_size:
 * @out_width: (out): in points, 1/72 inch; a picture's pixels are 1/96 inch
 */
void
kw_pages_get_size (const KwPages *self, guint page, double *out_width, double *out_height)
{
  g_return_if_fail (self != NULL && page < self->n);

  *out_width = self->sizes[2 * page];
  *out_height = self->sizes[2 * page + 1];
}

/**
 * kw_pages_render:
 * @page: from 0
 * @scale: pixels per point: 2.0 draws a page of 595 points 1190 pixels wide
 *
 * Draws a page on white. Blocks; one caller at a time.
 *
 * Returns: (transfer full): rows of premultiplied BGRA, or `NULL` with a %G_IO_ERROR
 */
GBytes *
kw_pages_render (KwPages *self,
                 guint page,
                 double scale,
                 int *out_width,
                 int *out_height,
                 int *out_stride,
                 GError **error)
{
  g_return_val_if_fail (self != NULL && page < self->n, NULL);
  g_return_val_if_fail (isfinite (scale) && scale > 0, NULL);

  const KwPagesQuestion question = { KW_PAGES_RENDER, page, scale };
  g_auto (Answer) answer = { { 0 }, -1 };
  if (!ask (self, &question, -1, &answer, NULL, error))
    return NULL;

  const KwPagesAnswer *words = &answer.words;
  gboolean sane = words->width > 0 && words->height > 0 && words->width <= KW_PAGES_MAX_PIXELS
                  && words->height <= KW_PAGES_MAX_PIXELS / words->width
                  && words->stride >= words->width * 4 && words->stride <= words->width * 4 + 64;
  gsize size = sane ? (gsize) words->stride * words->height : 0;
  g_autoptr (GBytes) pixels = map_answer (&answer, size, G_MAXSIZE, error);
  if (pixels == NULL)
    return NULL;
  *out_width = (int) words->width;
  *out_height = (int) words->height;
  *out_stride = (int) words->stride;
  return g_steal_pointer (&pixels);
}

/**
 * kw_pages_dup_text:
 * @page: from 0
 *
 * Returns: (transfer full): the words of a page in reading order, "" for a picture; or `NULL` with
 * a %G_IO_ERROR
 */
char *
kw_pages_dup_text (KwPages *self, guint page, GError **error)
{
  g_return_val_if_fail (self != NULL && page < self->n, NULL);

  const KwPagesQuestion question = { KW_PAGES_TEXT, page, 0 };
  g_auto (Answer) answer = { { 0 }, -1 };
  if (!ask (self, &question, -1, &answer, NULL, error))
    return NULL;
  if (answer.words.length == 0)
    return g_strdup ("");
  g_autoptr (GBytes) text = map_answer (&answer, answer.words.length, MAX_TEXT, error);
  if (text == NULL)
    return NULL;
  return g_utf8_make_valid (g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text));
}

/**
 * kw_pages_dup_boxes:
 * @page: from 0
 *
 * Returns: (transfer full): of KwPagesBox, a box for each character of kw_pages_dup_text(); empty
 * for a picture; or `NULL` with a %G_IO_ERROR
 */
GArray *
kw_pages_dup_boxes (KwPages *self, guint page, GError **error)
{
  g_return_val_if_fail (self != NULL && page < self->n, NULL);

  const KwPagesQuestion question = { KW_PAGES_BOXES, page, 0 };
  g_auto (Answer) answer = { { 0 }, -1 };
  if (!ask (self, &question, -1, &answer, NULL, error))
    return NULL;
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (KwPagesBox));
  if (answer.words.n == 0)
    return g_steal_pointer (&boxes);
  gsize size = (gsize) answer.words.n * sizeof (KwPagesBox);
  g_autoptr (GBytes) file
      = map_answer (&answer, size, KW_PAGES_MAX_BOXES * sizeof (KwPagesBox), error);
  if (file == NULL)
    return NULL;
  g_array_append_vals (boxes, g_bytes_get_data (file, NULL), answer.words.n);
  return g_steal_pointer (&boxes);
}
