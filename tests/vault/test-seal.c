/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/error.h"
#include "vault/seal.h"

static const guint8 id[KW_ID_SIZE] = "0123456789abcde";
static const guint8 other_id[KW_ID_SIZE] = "0123456789abcdf";

/* Bytes that do not compress, the same in every run. */
static guint8 *
noise (gsize size)
{
  guint8 *bytes = g_malloc (MAX (size, 1));
  guint32 x = 2463534242u;

  for (gsize i = 0; i < size; i++)
    {
      x ^= x << 13;
      x ^= x >> 17;
      x ^= x << 5;
      bytes[i] = (guint8) x;
    }
  return bytes;
}

static void
check_round_trip (gconstpointer data, gsize size)
{
  g_autoptr (KwKey) key = kw_key_new_random ();
  KwPlace place = { "row", id, 7 };
  g_autoptr (GBytes) sealed = kw_seal (key, &place, data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain
      = kw_unseal (key, &place, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), data, size);
}

static void
test_round_trip (void)
{
  static const gsize sizes[] = { 0, 1, 16, 1000, 70000, 1200000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *random = noise (sizes[i]);
      g_autofree guint8 *even = g_malloc0 (MAX (sizes[i], 1));

      check_round_trip (random, sizes[i]);
      check_round_trip (even, sizes[i]);
    }
}

/* What compresses is stored small, and the same bytes never look the same twice. */
static void
test_sealed_bytes (void)
{
  g_autoptr (KwKey) key = kw_key_new_random ();
  KwPlace place = { "row", id, 1 };
  g_autofree char *text = g_strnfill (10000, 'a');
  g_autoptr (GBytes) a = kw_seal (key, &place, text, 10000);
  g_autoptr (GBytes) b = kw_seal (key, &place, text, 10000);

  g_assert_cmpuint (g_bytes_get_size (a), <, 200);
  g_assert_false (g_bytes_equal (a, b));
}

/* A row opens under its own key and at its own place, and nowhere else. */
static void
test_place (void)
{
  g_autoptr (KwKey) key = kw_key_new_random ();
  g_autoptr (KwKey) other = kw_key_new_random ();
  g_autoptr (KwKey) derived = kw_key_derive (key, "seal");
  const struct
  {
    const KwKey *key;
    KwPlace place;
  } wrong[] = {
    { other, { "row", id, 3 } },
    { derived, { "row", id, 3 } },
    { key, { "segment", id, 3 } },
    { key, { "row", other_id, 3 } },
    { key, { "row", id, 2 } },
    { key, { "row", id, 4 } },
    { key, { "row", id, (guint64) -1 } },
  };
  KwPlace place = { "row", id, 3 };
  g_autoptr (GBytes) sealed = kw_seal (key, &place, "secret", 6);
  gsize size;
  gconstpointer data = g_bytes_get_data (sealed, &size);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_unseal (wrong[i].key, &wrong[i].place, data, size, &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED);
    }
}

/* Every bit of a sealed row, and every length of it. */
static void
test_changed (void)
{
  g_autoptr (KwKey) key = kw_key_new_random ();
  KwPlace place = { "row", id, 3 };
  g_autoptr (GBytes) sealed = kw_seal (key, &place, "a secret of a few bytes", 23);
  gsize size = g_bytes_get_size (sealed);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (sealed, NULL), size);

  for (gsize bit = 0; bit < 8 * size; bit++)
    {
      g_autoptr (GError) error = NULL;

      bytes[bit / 8] ^= (guint8) (1u << bit % 8);
      g_assert_null (kw_unseal (key, &place, bytes, size, &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED);
      bytes[bit / 8] ^= (guint8) (1u << bit % 8);
    }
  for (gsize length = 0; length < size; length++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_unseal (key, &place, bytes, length, &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED);
    }
}

static void
test_names (void)
{
  g_autoptr (KwKey) key = kw_key_new_random ();
  g_autoptr (KwKey) other = kw_key_new_random ();
  guint8 a[KW_ID_SIZE], b[KW_ID_SIZE], c[KW_ID_SIZE], d[KW_ID_SIZE];

  kw_hash_name (key, "row", "c1/Condition/1", a);
  kw_hash_name (key, "row", "c1/Condition/1", b);
  kw_hash_name (key, "blob", "c1/Condition/1", c);
  kw_hash_name (other, "row", "c1/Condition/1", d);
  g_assert_cmpmem (a, KW_ID_SIZE, b, KW_ID_SIZE);
  g_assert_true (memcmp (a, c, KW_ID_SIZE) != 0);
  g_assert_true (memcmp (a, d, KW_ID_SIZE) != 0);
}

static void
test_hex (void)
{
  g_autofree char *hex = kw_id_to_hex (id);
  guint8 back[KW_ID_SIZE];

  g_assert_cmpstr (hex, ==, "30313233343536373839616263646500");
  g_assert_true (kw_id_from_hex (hex, back));
  g_assert_cmpmem (back, KW_ID_SIZE, id, KW_ID_SIZE);
  g_assert_false (kw_id_from_hex (NULL, back));
  g_assert_false (kw_id_from_hex ("", back));
  g_assert_false (kw_id_from_hex ("3031", back));
  g_assert_false (kw_id_from_hex ("3031323334353637383961626364650z", back));
  g_assert_false (kw_id_from_hex ("3031323334353637383961626364650000", back));
}

/* One context per thread: many threads seal at once. */
static gpointer
seal_often (gpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autofree guint8 *bytes = noise (i * 7);

      check_round_trip (bytes, i * 7);
    }
  return data;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("seal", seal_often, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seal/round-trip", test_round_trip);
  g_test_add_func ("/seal/sealed-bytes", test_sealed_bytes);
  g_test_add_func ("/seal/place", test_place);
  g_test_add_func ("/seal/changed", test_changed);
  g_test_add_func ("/seal/names", test_names);
  g_test_add_func ("/seal/hex", test_hex);
  g_test_add_func ("/seal/threads", test_threads);
  return g_test_run ();
}
