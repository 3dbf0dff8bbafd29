/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/shelf.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAX_FILES 1800 /* below the fence's limit of descriptors */
#define MAX_DEPTH 4

static GHashTable *files; /* path → descriptor */
static gboolean closed;

static void
add_file (const char *path)
{
  if (files == NULL)
    files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_hash_table_size (files) >= MAX_FILES || g_hash_table_contains (files, path))
    return;
  int fd = (int) syscall (SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  if (fd >= 0)
    g_hash_table_insert (files, g_strdup (path), GINT_TO_POINTER (fd));
}

void
kw_shelf_add_fonts (void)
{
  const FcFontSet *fonts = FcConfigGetFonts (NULL, FcSetSystem);
  FcChar8 *path;

  for (int i = 0; fonts != NULL && i < fonts->nfont; i++)
    if (FcPatternGetString (fonts->fonts[i], FC_FILE, 0, &path) == FcResultMatch)
      add_file ((const char *) path);
}

static void
add_folder (const char *folder, guint depth)
{
  g_autoptr (GDir) entries = depth < MAX_DEPTH ? g_dir_open (folder, 0, NULL) : NULL;

  for (const char *name; entries != NULL && (name = g_dir_read_name (entries)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        add_folder (path, depth + 1);
      else
        add_file (path);
    }
}

void
kw_shelf_add_folder (const char *folder)
{
  add_folder (folder, 0);
}

void
kw_shelf_close (void)
{
  closed = TRUE;
}

static int
find_file (const char *path)
{
  int fd = files != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (files, path)) : 0;

  if (fd > 0)
    return fd;
  errno = ENOENT;
  return -1;
}

/* A copy shares the place that reading has come to, so it starts over; who asked maps the file or
 * reads it to its end before asking again. */
static int
open_shelved (const char *path, int flags)
{
  int found = (flags & O_ACCMODE) == O_RDONLY ? find_file (path) : -1;
  int fd = found >= 0 ? dup (found) : -1;

  if (fd >= 0)
    lseek (fd, 0, SEEK_SET);
  return fd;
}

static FILE *
fopen_shelved (const char *path, const char *mode)
{
  struct stat status;
  int fd = mode[0] == 'r' ? find_file (path) : -1;

  if (fd < 0 || fstat (fd, &status) != 0 || status.st_size == 0)
    return NULL;
  void *bytes = mmap (NULL, (size_t) status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  return bytes != MAP_FAILED ? fmemopen (bytes, (size_t) status.st_size, "r") : NULL;
}

/* The libraries' calls. Their names are given to the assembler, because the headers of the C
 * library rename and inline them in ways of their own. */

int kw_open (const char *path, int flags, ...) __asm("open");
int kw_open64 (const char *path, int flags, ...) __asm("open64");
int kw_open_2 (const char *path, int flags) __asm("__open_2");
int kw_open64_2 (const char *path, int flags) __asm("__open64_2");
FILE *kw_fopen (const char *path, const char *mode) __asm("fopen");
FILE *kw_fopen64 (const char *path, const char *mode) __asm("fopen64");

static int
open_any (const char *path, int flags, mode_t mode)
{
  if (closed)
    return open_shelved (path, flags);
  return (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);
}

int
kw_open (const char *path, int flags, ...)
{
  va_list rest;

  va_start (rest, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (rest, mode_t) : 0;
  va_end (rest);
  return open_any (path, flags, mode);
}

int
kw_open64 (const char *path, int flags, ...)
{
  va_list rest;

  va_start (rest, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (rest, mode_t) : 0;
  va_end (rest);
  return open_any (path, flags, mode);
}

int
kw_open_2 (const char *path, int flags)
{
  return open_any (path, flags, 0);
}

int
kw_open64_2 (const char *path, int flags)
{
  return open_any (path, flags, 0);
}

FILE *
kw_fopen (const char *path, const char *mode)
{
  static FILE *(*real) (const char *, const char *);

  if (closed)
    return fopen_shelved (path, mode);
  if (real == NULL)
    *(void **) &real = dlsym (RTLD_NEXT, "fopen");
  return real (path, mode);
}

FILE *
kw_fopen64 (const char *path, const char *mode)
{
  return kw_fopen (path, mode);
}
