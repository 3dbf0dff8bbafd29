/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/error.h"
#include "vault/segment.h"

static const guint8 slot[KW_ID_SIZE] = "slotslotslotslo";

static void
fill (KwSegment *segment, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      guint8 key[KW_ID_SIZE] = { 0 };
      g_autofree char *payload = g_strdup_printf ("{\"n\":%u,\"v\":1.10}", i);
      KwSegmentRow *row;

      memcpy (key, &i, sizeof i);
      row = kw_segment_add (segment, key, "Observation");
      row->version = i + 1;
      row->body_hash[3] = (guint8) i;
      row->history = (KwHistory){ 100 + i, 200 + i, i % 2 == 0 ? 0 : 300 + i };
      row->run = i % 3 == 0 ? NULL : g_strdup ("run \"1\"");
      row->payload = g_bytes_new (payload, strlen (payload));
      if (i % 5 == 0)
        g_ptr_array_add (row->imports, g_strdup ("import-1"));
    }
}

static void
test_round_trip (void)
{
  g_autoptr (KwSegment) segment = kw_segment_new (slot);
  g_autoptr (KwSegment) back = kw_segment_new (slot);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  fill (segment, KW_SEGMENT_ROWS);
  g_assert_cmpuint (segment->n_rows, ==, KW_SEGMENT_ROWS);
  g_assert_true (segment->changed);
  bytes = kw_segment_to_bytes (segment);
  g_assert_true (kw_segment_load (back, bytes, &error));
  g_assert_no_error (error);
  g_assert_false (back->changed);
  g_assert_cmpuint (back->rows->len, ==, KW_SEGMENT_ROWS);
  for (guint i = 0; i < KW_SEGMENT_ROWS; i++)
    {
      const KwSegmentRow *a = g_ptr_array_index (segment->rows, i);
      const KwSegmentRow *b = kw_segment_find (back, a->key);

      g_assert_nonnull (b);
      g_assert_cmpmem (a->body_hash, KW_ID_SIZE, b->body_hash, KW_ID_SIZE);
      g_assert_cmpuint (a->version, ==, b->version);
      g_assert_cmpstr (a->type, ==, b->type);
      g_assert_cmpstr (a->run, ==, b->run);
      g_assert_cmpmem (&a->history, sizeof a->history, &b->history, sizeof b->history);
      g_assert_cmpuint (a->imports->len, ==, b->imports->len);
      g_assert_true (g_bytes_equal (a->payload, b->payload));
    }
  g_assert_null (kw_segment_find (back, slot));
}

static void
test_root (void)
{
  g_autoptr (GPtrArray) segments
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_segment_free);
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  guint8 hash[KW_ID_SIZE] = { 9, 8, 7 }, found[KW_ID_SIZE];

  for (guint i = 0; i < 3; i++)
    {
      KwSegment *segment = kw_segment_new (slot);

      segment->version = i + 40;
      segment->hash[0] = (guint8) (i + 1);
      fill (segment, i);
      g_ptr_array_add (segments, segment);
    }
  bytes = kw_root_to_bytes (segments, hash);
  back = kw_root_from_bytes (bytes, found, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (hash, KW_ID_SIZE, found, KW_ID_SIZE);
  g_assert_cmpuint (back->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const KwSegment *a = g_ptr_array_index (segments, i);
      const KwSegment *b = g_ptr_array_index (back, i);

      g_assert_cmpmem (a->id, KW_ID_SIZE, b->id, KW_ID_SIZE);
      g_assert_cmpmem (a->slot, KW_ID_SIZE, b->slot, KW_ID_SIZE);
      g_assert_cmpmem (a->hash, KW_ID_SIZE, b->hash, KW_ID_SIZE);
      g_assert_cmpuint (a->version, ==, b->version);
      g_assert_cmpuint (a->n_rows, ==, b->n_rows);
      g_assert_null (b->rows);
    }
}

#define HEX "30313233343536373839616263646500"

/* What opens and is not what we write is damage, said and not met with a crash. */
static void
test_nonsense (void)
{
  static const char *const segments[] = {
    "",
    "[",
    "[]",
    "{}\n",
    "[1]\n",
    "[{}]\n",
    "[null]\n",
    "[[]]\n",
    "[]\n",
    "[]\n[",
    "[]\n[{}]",
    "[{\"k\":\"" HEX "\",\"h\":\"" HEX "\"}]\n",
    "[{\"k\":\"" HEX "\",\"h\":\"" HEX "\",\"p\":2}]\n[{",
    "[{\"k\":\"" HEX "\",\"h\":\"" HEX "\",\"p\":2}]\n[{},{}]",
    "[{\"k\":\"" HEX "\",\"h\":\"" HEX "\",\"p\":-2}]\n[{}]",
    "[{\"k\":\"" HEX "\",\"h\":\"" HEX "\",\"p\":9223372036854775807}]\n[{}]",
    "[{\"k\":\"3031\",\"h\":\"" HEX "\",\"p\":2}]\n[{}]",
    "[{\"k\":\"" HEX "\",\"h\":\"zz\",\"p\":2}]\n[{}]",
  };
  static const char *const roots[] = {
    "",
    "[]",
    "1",
    "null",
    "{}",
    "{\"small\":\"30\",\"segments\":[]}",
    "{\"small\":\"" HEX "\",\"segments\":[{}]}",
    "{\"small\":\"" HEX "\",\"segments\":[7]}",
    "{\"small\":\"" HEX "\",\"segments\":[{\"id\":\"" HEX "\",\"s\":\"" HEX "\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (segments[i], strlen (segments[i]));
      g_autoptr (KwSegment) segment = kw_segment_new (slot);
      g_autoptr (GError) error = NULL;

      g_assert_false (kw_segment_load (segment, bytes, &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED);
    }
  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (roots[i], strlen (roots[i]));
      guint8 hash[KW_ID_SIZE];
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_root_from_bytes (bytes, hash, &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segment/round-trip", test_round_trip);
  g_test_add_func ("/segment/root", test_root);
  g_test_add_func ("/segment/nonsense", test_nonsense);
  return g_test_run ();
}
