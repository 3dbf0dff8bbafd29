/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/directories-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"
#include "core/words.h"

#define FORMAT "keepwell-directory/1"
#define FOLDER "directories"
#define SUFFIX ".list"
#define READ_SIZE 65536

static void
info_free (gpointer data)
{
  KwDirectoryInfo *info = data;

  g_free (info->id);
  g_free (info->url);
  g_free (info->etag);
  g_free (info);
}

static char *
dup_path (const char *data_dir, const char *id)
{
  g_autofree char *name = g_strconcat (id, SUFFIX, NULL);

  return g_build_filename (data_dir, FOLDER, name, NULL);
}

char *
kw_directories_dup_id (const KwVendor *vendor, guint index)
{
  return g_strdup_printf ("%s-%u", vendor->id, index);
}

/* ---- writing ---- */

char *
kw_directories_dup_folded (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (plain != NULL ? plain : "", -1);
  GString *out = g_string_new (" ");

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c) || c == '\'' || c == 0x2019)
        continue;
      if (g_unichar_isalnum (c) || c == '.')
        g_string_append_unichar (out, c);
      else if (out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  return g_string_free (out, FALSE);
}

static void
append_column (GString *out, const char *text)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text != NULL ? text : ""), "\t\r\n", ' ');

  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\t');
  g_string_append (out, plain);
}

static void
append_place (GString *out, const KwPlace *place)
{
  g_autofree char *all
      = g_strjoin (" ", place->name, place->other_names != NULL ? place->other_names : "",
                   place->city != NULL ? place->city : "", place->state != NULL ? place->state : "",
                   place->postal_code != NULL ? place->postal_code : "",
                   place->portal != NULL ? place->portal : "", NULL);
  g_autofree char *folded = kw_directories_dup_folded (all);
  const char *const columns[]
      = { place->base, place->name, place->city, place->state, place->portal, folded };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    append_column (out, columns[i]);
  g_string_append_c (out, '\n');
}

/* Written whole and renamed, so that a list is never half there. */
static gboolean
store (const char *data_dir, const KwDirectoryInfo *info, GPtrArray *places, GError **error)
{
  g_autofree char *folder = g_build_filename (data_dir, FOLDER, NULL);
  g_autofree char *path = dup_path (data_dir, info->id);
  g_autofree char *as_of = g_strdup_printf ("%" G_GINT64_FORMAT, info->as_of);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *const head[] = { FORMAT, info->url, info->etag, as_of };

  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    append_column (text, head[i]);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < places->len; i++)
    append_place (text, g_ptr_array_index (places, i));
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_UNREADABLE, "the folder cannot be made");
      return FALSE;
    }
  return g_file_set_contents_full (path, text->str, (gssize) text->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static char *
id_of_source (const char *source)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, source, -1);

  sum[16] = '\0';
  return g_strconcat ("own-", sum, NULL);
}

static gboolean
read_file (KwDirectoryReader *reader, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *buffer = g_malloc (READ_SIZE);

  while (stream != NULL)
    {
      gssize n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, READ_SIZE, NULL, error);

      if (n <= 0)
        return n == 0;
      if (!kw_directory_reader_feed (reader, buffer, (gsize) n, error))
        return FALSE;
    }
  return FALSE;
}

/**
 * kw_directories_import:
 * @data_dir: where everything is kept
 * @path: a file with a list of hospitals
 * @error: return location of a #KwError
 *
 * Returns: whether it is here now
 */
gboolean
kw_directories_import (const char *data_dir, const char *path, GError **error)
{
  g_autoptr (KwDirectoryReader) reader = kw_directory_reader_new ();
  g_autoptr (GPtrArray) places = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *id = id_of_source (name);
  KwDirectoryInfo info = { .id = id, .url = name, .as_of = g_get_real_time () / G_USEC_PER_SEC };

  g_return_val_if_fail (data_dir != NULL && path != NULL, FALSE);

  if (!read_file (reader, path, error))
    return FALSE;
  places = kw_directory_reader_end (reader, error);
  return places != NULL && store (data_dir, &info, places, error);
}

/* ---- loading ---- */

/* The next line's columns, in place; FALSE at the end. */
static gboolean
next_line (char **cursor, const char **columns, guint n)
{
  char *line = *cursor;
  char *end = line != NULL ? strchr (line, '\n') : NULL;

  if (end == NULL)
    return FALSE;
  *end = '\0';
  *cursor = end + 1;
  for (guint i = 0; i < n; i++)
    {
      char *tab = line != NULL ? strchr (line, '\t') : NULL;

      columns[i] = line != NULL ? line : "";
      if (tab != NULL)
        *tab = '\0';
      line = tab != NULL ? tab + 1 : NULL;
    }
  return TRUE;
}

static void
load_list (KwDirectories *self, const char *id, char *text)
{
  const char *head[4];
  char *cursor = text;
  KwDirectoryInfo *info;
  KwDirectoryRow row;

  g_ptr_array_add (self->texts, text);
  if (!next_line (&cursor, head, G_N_ELEMENTS (head)) || !g_str_equal (head[0], FORMAT))
    return;
  info = g_new0 (KwDirectoryInfo, 1);
  info->id = g_strdup (id);
  info->url = g_strdup (head[1]);
  info->etag = *head[2] != '\0' ? g_strdup (head[2]) : NULL;
  info->as_of = g_ascii_strtoll (head[3], NULL, 10);
  while (next_line (&cursor, row.columns, KW_N_COLUMNS))
    {
      row.vendor = kw_vendor_for_base (row.columns[KW_COLUMN_BASE]);
      g_array_append_val (self->rows, row);
      info->n_places++;
    }
  g_ptr_array_add (self->lists, info);
}

static void
collect_words (KwDirectories *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *p = g_array_index (self->rows, KwDirectoryRow, i).columns[KW_COLUMN_WORDS];

      while (*p != '\0')
        {
          const char *word = p + strspn (p, " ");
          gsize n = strcspn (word, " ");
          g_autofree char *copy = g_strndup (word, n);

          p = word + n;
          if (n < 4 || g_hash_table_contains (self->word_set, copy))
            continue;
          g_ptr_array_add (self->words, copy);
          g_hash_table_add (self->word_set, g_steal_pointer (&copy));
        }
    }
}

/**
 * kw_directories_load:
 * @data_dir: where everything is kept
 *
 * Reads every list that is here; a damaged one is left out. Takes a while with 90,000 places: call
 * it in a thread.
 *
 * Returns: (transfer full): the lists, none when nothing was fetched so far
 */
KwDirectories *
kw_directories_load (const char *data_dir)
{
  KwDirectories *self = g_new0 (KwDirectories, 1);
  g_autofree char *folder = g_build_filename (data_dir, FOLDER, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  self->lists = g_ptr_array_new_with_free_func (info_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_array_new (FALSE, FALSE, sizeof (KwDirectoryRow));
  self->words = g_ptr_array_new ();
  self->word_set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *id = g_strndup (name, strlen (name) - MIN (strlen (SUFFIX), strlen (name)));
      char *text = NULL;

      if (g_str_has_suffix (name, SUFFIX) && g_file_get_contents (path, &text, NULL, NULL))
        load_list (self, id, text);
    }
  collect_words (self);
  return self;
}

void
kw_directories_free (KwDirectories *self)
{
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->words);
  g_hash_table_unref (self->word_set);
  g_free (self);
}

guint
kw_directories_get_n_lists (const KwDirectories *self)
{
  return self->lists->len;
}

const KwDirectoryInfo *
kw_directories_get_list (const KwDirectories *self, guint index)
{
  return g_ptr_array_index (self->lists, index);
}

/* The list of the connection's vendor; a sandbox is on none. */
static const KwDirectoryInfo *
find_vendor_list (const KwDirectories *self, KwConnection *connection)
{
  g_autofree char *prefix = g_strconcat (kw_vendor_of (connection)->id, "-", NULL);
  const char *environment = kw_connection_get (connection, KW_CONNECTION_ENVIRONMENT);
  const KwDirectoryInfo *list = NULL;

  for (guint i = 0; i < self->lists->len && g_strcmp0 (environment, "sandbox") != 0; i++)
    {
      const KwDirectoryInfo *info = g_ptr_array_index (self->lists, i);

      if (g_str_has_prefix (info->id, prefix))
        list = info;
    }
  return list;
}

gboolean
kw_directories_covers (const KwDirectories *self, KwConnection *connection)
{
  g_return_val_if_fail (self != NULL && connection != NULL, FALSE);

  return find_vendor_list (self, connection) != NULL;
}

/**
 * kw_directories_has_vanished:
 * @self: the lists
 * @connection: a stored connection
 * @out_as_of: (out): of when the list is
 *
 * Oracle Health takes hospitals from its list when they leave or move. A sandbox is on none.
 *
 * Returns: whether its vendor's list is here and does not name it
 */
gboolean
kw_directories_has_vanished (const KwDirectories *self, KwConnection *connection, gint64 *out_as_of)
{
  const char *base = kw_connection_get (connection, KW_CONNECTION_BASE);
  const KwDirectoryInfo *list = find_vendor_list (self, connection);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (g_array_index (self->rows, KwDirectoryRow, i).columns[KW_COLUMN_BASE], base)
        == 0)
      return FALSE;
  *out_as_of = list->as_of;
  return TRUE;
}

char *
kw_directories_dup_warning (const KwDirectories *self, KwConnection *connection)
{
  gint64 as_of;

  g_return_val_if_fail (self != NULL && connection != NULL, NULL);

  if (!kw_directories_has_vanished (self, connection, &as_of))
    return NULL;

  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (as_of);
  g_autofree char *iso = g_date_time_format (time, "%Y-%m-%d");
  g_autofree char *day = kw_words_date (iso);

  /* Translators: a day. */
  return g_strdup_printf (
      _ ("The list of hospitals of %s does not name this one. It may have a new "
         "address, or let no programs in any more. Your records stay as they "
         "are."),
      day);
}

/* ---- fetching ---- */

static KwDirectoryInfo *
find_list (KwDirectories *self, const char *id)
{
  for (guint i = 0; i < self->lists->len; i++)
    {
      KwDirectoryInfo *info = g_ptr_array_index (self->lists, i);

      if (g_str_equal (info->id, id))
        return info;
    }
  return NULL;
}

/* The head of a list that is here, without its places. */
static char *
dup_etag (const char *data_dir, const char *id)
{
  g_autoptr (KwDirectories) all = kw_directories_load (data_dir);
  const KwDirectoryInfo *info = find_list (all, id);

  return info != NULL ? g_strdup (info->etag) : NULL;
}

gboolean
kw_directories_update (const char *data_dir,
                       const KwDirectoryUpdate *update,
                       gboolean *out_changed,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *id = update->id != NULL ? g_strdup (update->id) : id_of_source (update->url);
  g_autofree char *etag = dup_etag (data_dir, id);
  g_autofree char *new_etag = NULL;
  g_autoptr (GError) local = NULL;
  KwDirectoryRequest request
      = { .url = update->url, .etag = etag, .progress = update->progress, .data = update->data };
  g_autoptr (GPtrArray) places
      = kw_directory_fetch (session, &request, &new_etag, cancellable, &local);
  KwDirectoryInfo info = { .id = id,
                           .url = (char *) update->url,
                           .etag = new_etag,
                           .as_of = g_get_real_time () / G_USEC_PER_SEC };

  *out_changed = places != NULL;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return places == NULL || store (data_dir, &info, places, error);
}
