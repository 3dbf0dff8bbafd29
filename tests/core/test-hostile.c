/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Every fixture with bytes and members changed at random, always in the same way: whatever a server
 * sends, there is a record with words or an error, and never a crash or a warning. */
#include <string.h>

#include "core/bundle.h"
#include "core/words.h"

#define N_CHANGES 40

/* What is put in the place of a few bytes. */
static const char *const pieces[]
    = { "null",   "{}",   "[]",           "\"\"",         "7",
        "-1e999", "true", "\"\\u0000\"",  "\xff",         ",",
        "[[[",    "}}",   "\"",           "\\",           "{\"reference\":\"#x\"}",
        "1970",   ":",    "\xef\xbf\xbd", "\xe2\x80\xae", "[null,{}]" };

static void
change (GRand *random, GString *text)
{
  guint at = g_rand_int_range (random, 0, (gint32) text->len);
  gsize wanted = (gsize) g_rand_int_range (random, 0, 12);
  gsize length = MIN (wanted, text->len - at);
  const char *piece = pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))];

  if (g_rand_boolean (random))
    {
      /* A whole value: from a colon to the next comma or line. */
      const char *colon = strchr (text->str + at, ':');

      if (colon == NULL)
        return;
      at = (guint) (colon - text->str) + 1;
      length = strcspn (text->str + at, ",\n");
    }
  g_string_erase (text, at, (gssize) length);
  g_string_insert (text, at, piece);
}

static void
read_all (const KwBundle *bundle)
{
  for (guint i = 0; i < kw_bundle_get_n_persons (bundle); i++)
    {
      const KwBundlePerson *person = kw_bundle_get_person (bundle, i);

      for (guint j = 0; j < person->resources->len; j++)
        {
          const KwResource *resource = g_ptr_array_index (person->resources, j);
          g_autoptr (GString) payload = g_string_new (NULL);
          g_autofree char *title = kw_words_title (NULL, resource->record);
          g_autofree char *spoken = kw_words_spoken (NULL, resource->record);
          g_autoptr (GPtrArray) facts = kw_facts_new (NULL, resource->record, resource->node);
          g_autoptr (GBytes) data = kw_attachment_dup_data (resource->node, 0, NULL);

          kw_record_write (resource->record, payload);
          g_assert_true (g_utf8_validate (payload->str, (gssize) payload->len, NULL));
          g_assert_true (g_utf8_validate (title, -1, NULL) && *title != '\0');
          g_assert_true (g_utf8_validate (spoken, -1, NULL) && facts != NULL);
        }
    }
}

static void
test_type (gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);
  const char *name;
  guint n_read = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (data, name, NULL);
      g_autofree char *whole = NULL;

      if (!g_str_has_suffix (name, ".json") || !g_file_get_contents (path, &whole, NULL, NULL))
        continue;
      for (guint i = 0; i < N_CHANGES; i++)
        {
          g_autoptr (GString) text = g_string_new (whole);
          g_autoptr (GError) error = NULL;

          for (guint j = 0; j <= i % 4; j++)
            change (random, text);

          g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
          g_autoptr (KwBundle) bundle = kw_bundle_new (bytes, "s", &error);

          g_assert_true ((bundle == NULL) == (error != NULL));
          if (bundle != NULL)
            read_all (bundle);
          n_read += bundle != NULL;
        }
    }
  /* Enough of them are still JSON for the readers to have met what is wrong. */
  g_assert_cmpuint (n_read, >, 0);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "fixtures", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strconcat ("/hostile/", name, NULL);

      if (g_ascii_isupper (*name))
        g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_type, g_free);
    }
  return g_test_run ();
}
