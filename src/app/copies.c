/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/copies.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* NULL where the session has no folder of its own: another one might be on a disk, or open to
 * others. */
static char *
dup_folder (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");

  return runtime != NULL && g_path_is_absolute (runtime)
             ? g_build_filename (runtime, "keepwell-copies", NULL)
             : NULL;
}

/* Each copy has a folder, so that two of one name do not meet; nothing is followed out of it. */
static void
remove_folder (const char *path, guint depth)
{
  g_autoptr (GDir) dir
      = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && depth > 0 && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_folder (child, depth - 1);
    }
  g_remove (path);
}

/* A folder is named by its program, which may have ended without a word. */
static gboolean
is_left_over (const char *name)
{
  guint64 pid = 0;

  if (!g_ascii_string_to_unsigned (name, 10, 1, G_MAXINT, &pid, NULL) || pid == (guint64) getpid ())
    return TRUE;

  return kill ((pid_t) pid, 0) != 0 && errno == ESRCH;
}

/**
 * kw_copies_remove:
 *
 * Removes the copies of this program, and those of programs that are gone.
 */
void
kw_copies_remove (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_left_over (name))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        remove_folder (path, 2);
      }
}

/**
 * kw_copies_write:
 * @bytes: the document as it came
 * @file_name: how the other program may call it; a name without folders
 *
 * Returns: (transfer full): the path of a copy that only this person can read, or `NULL` with
 *   %G_IO_ERROR_NOT_SUPPORTED where the session has no folder of its own
 */
char *
kw_copies_write (GBytes *bytes, const char *file_name, GError **error)
{
  g_return_val_if_fail (bytes != NULL && file_name != NULL, NULL);
  g_return_val_if_fail (strchr (file_name, G_DIR_SEPARATOR) == NULL, NULL);

  g_autofree char *folder = dup_folder ();
  g_autofree char *pid = g_strdup_printf ("%d", (int) getpid ());
  g_autofree char *template
      = folder != NULL ? g_build_filename (folder, pid, "XXXXXX", NULL) : NULL;
  g_autofree char *parent = folder != NULL ? g_build_filename (folder, pid, NULL) : NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (folder == NULL || g_mkdir_with_parents (parent, 0700) != 0
      || g_mkdtemp_full (template, 0700) == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no folder for copies");
      return NULL;
    }
  g_autofree char *path = g_build_filename (template, file_name, NULL);
  if (!g_file_set_contents_full (path, data != NULL ? data : "", (gssize) size,
                                 G_FILE_SET_CONTENTS_NONE, 0600, error))
    return NULL;

  return g_steal_pointer (&path);
}
