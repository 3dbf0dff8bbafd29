/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pages/fence.h"
#include "pages/page-reader.h"
#include "pages/pages-wire.h"
#include "pages/shelf.h"

/* keepwell-pages: reads one untrusted document, behind the fence, for the program at the other end
 * of its socket, and ends with it. */

#define SECONDS_PER_QUESTION 20
#define ENCODINGS "/usr/share/poppler"

static GBytes *
map_document (int fd)
{
  struct stat status;

  if (fd < 0 || fstat (fd, &status) != 0 || !kw_pages_is_sealed (fd, (gsize) status.st_size))
    return NULL;
  gsize size = (gsize) status.st_size;
  void *bytes = mmap (NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  return bytes != MAP_FAILED ? g_bytes_new_static (bytes, size) : NULL;
}

static int
answer_open (KwPageReader **reader, int fd, KwPagesAnswer *answer)
{
  g_autoptr (GBytes) bytes = map_document (fd);
  KwPagesStatus status = KW_PAGES_FAILED;

  g_clear_pointer (reader, kw_page_reader_free);
  if (bytes != NULL)
    *reader = kw_page_reader_new (bytes, &status);
  answer->status = status;
  return *reader != NULL ? kw_page_reader_list_sizes (*reader, answer) : -1;
}

static int
answer_question (KwPageReader **reader,
                 const KwPagesQuestion *question,
                 int fd,
                 KwPagesAnswer *answer)
{
  answer->status = KW_PAGES_FAILED;
  if (question->verb == KW_PAGES_OPEN)
    return answer_open (reader, fd, answer);
  if (*reader == NULL)
    return -1;
  if (question->verb == KW_PAGES_TEXT)
    return kw_page_reader_get_text (*reader, question->page, answer);
  if (question->verb == KW_PAGES_BOXES)
    return kw_page_reader_get_boxes (*reader, question->page, answer);
  if (question->verb == KW_PAGES_RENDER && isfinite (question->scale) && question->scale > 0)
    return kw_page_reader_render (*reader, question, answer);
  return -1;
}

static void
answer_all (void)
{
  KwPageReader *reader = NULL;
  KwPagesQuestion question;
  int fd;

  while (kw_pages_receive (KW_PAGES_SOCKET, &question, sizeof question, &fd))
    {
      KwPagesAnswer answer = { 0 };
      kw_fence_start_clock (SECONDS_PER_QUESTION);
      int file = answer_question (&reader, &question, fd, &answer);
      kw_fence_start_clock (0);
      kw_pages_send (KW_PAGES_SOCKET, &answer, sizeof answer, file);
      if (file >= 0)
        close (file);
      if (fd >= 0)
        close (fd);
    }
}

int
main (void)
{
  kw_fence_set_limits ();
  kw_page_reader_prepare ();
  kw_shelf_add_fonts ();
  kw_shelf_add_folder (ENCODINGS);
  kw_shelf_close ();
  if (!kw_fence_raise ())
    return 1; /* without a fence no document is read */
  answer_all ();
  /* Nothing of it is needed any more, and what libraries do at the end may ask for more than
   * allowed. */
  _exit (0);
}
