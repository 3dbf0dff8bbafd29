/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "vault/dictionary.h"
#include "vault/seal.h"

#define RESOURCE                                                                                   \
  "{\"resourceType\":\"Observation\",\"id\":\"x-%u\",\"status\":\"final\",\"category\":[{"         \
  "\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/observation-category\","        \
  "\"code\":\"laboratory\"}]}],\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":"   \
  "\"6299-2\"}],\"text\":\"Nitrogen\"},\"subject\":{\"reference\":\"Patient/77\"},"                \
  "\"effectiveDateTime\":\"2011-10-09\",\"valueQuantity\":{\"value\":17,\"unit\":\"mg/dL\","       \
  "\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg/dL\"}}"

static gsize
sealed_size (const char *data, gsize size)
{
  static const guint8 id[KW_ID_SIZE] = "0123456789abcde";
  g_autoptr (KwKey) key = kw_key_new_random ();
  KwPlace place = { "row", id, 1 };
  g_autoptr (GBytes) sealed = kw_seal (key, &place, data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain
      = kw_unseal (key, &place, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), data, size);
  return g_bytes_get_size (sealed);
}

/* One small resource that the dictionary has never seen, in a third of its size. */
static void
test_small_resource (void)
{
  g_autofree char *text = g_strdup_printf (RESOURCE, 1);

  g_assert_cmpuint (sealed_size (text, strlen (text)) * 3, <, strlen (text));
}

/* Around the size where values are too big for the dictionary. */
static void
test_sizes (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; text->len < 33 * 1024; i++)
    g_string_append_printf (text, RESOURCE, i);
  for (gsize size = 32 * 1024 - 2; size < 32 * 1024 + 3; size++)
    g_assert_cmpuint (sealed_size (text->str, size), <, size / 4);
}

static void
test_numbers (void)
{
  g_assert_nonnull (kw_dictionary_get_decompressor (KW_DICTIONARY_CURRENT));
  g_assert_null (kw_dictionary_get_decompressor (0));
  g_assert_null (kw_dictionary_get_decompressor (KW_DICTIONARY_CURRENT + 1));
  g_assert_cmpuint (
      ZSTD_getDictID_fromDDict (kw_dictionary_get_decompressor (KW_DICTIONARY_CURRENT)), ==,
      KW_DICTIONARY_CURRENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dictionary/small-resource", test_small_resource);
  g_test_add_func ("/dictionary/sizes", test_sizes);
  g_test_add_func ("/dictionary/numbers", test_numbers);
  return g_test_run ();
}
