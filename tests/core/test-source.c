/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/source.h"

static KwSource *
clinic (void)
{
  KwSource *source
      = kw_source_new (KW_SOURCE_CONNECTION, "s1", "City Clinic", "https://a.example/r4");
  source->uuid = g_strdup ("4f0c");
  source->patient = g_strdup ("p1");
  source->state = KW_SOURCE_NEEDS_ATTENTION;
  source->message = g_strdup ("Its server refuses “sign-in”.");
  source->as_of = 1772546400;
  source->left_out = 3;
  source->unfetched = 2;
  source->thinned_at = 1772546402;
  source->lapses_at = 1772546403;
  kw_source_add_contact (source, "a.example", "read", 5);
  kw_source_add_contact (source, "a.example", "read", 9);
  kw_source_add_contact (source, "b.example", "sign-in", 7);

  KwSourceSection *section = kw_source_get_section (source, "Goal", KW_SECTION_GOALS);
  section->state = KW_STATE_REFUSED;
  section->note = g_strdup ("403");
  section->error = g_strdup ("refused");
  section->full_as_of = 77;
  section = kw_source_get_section (source, "Observation?laboratory", KW_SECTION_LABS);
  section->state = KW_STATE_COMPLETE;
  section->count = 412;
  section->incomplete = TRUE;
  section->as_of = 1772546401;
  return source;
}

static void
assert_equal (const KwSource *a, const KwSource *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->state, ==, b->state);
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->base, ==, b->base);
  g_assert_cmpstr (a->uuid, ==, b->uuid);
  g_assert_cmpstr (a->patient, ==, b->patient);
  g_assert_cmpstr (a->message, ==, b->message);
  g_assert_cmpint (a->as_of, ==, b->as_of);
  g_assert_cmpuint (a->left_out, ==, b->left_out);
  g_assert_cmpuint (a->unfetched, ==, b->unfetched);
  g_assert_cmpint (a->thinned_at, ==, b->thinned_at);
  g_assert_cmpint (a->lapses_at, ==, b->lapses_at);
  g_assert_cmpuint (a->contacts->len, ==, b->contacts->len);
  for (guint i = 0; i < a->contacts->len; i++)
    {
      const KwSourceContact *x = g_ptr_array_index (a->contacts, i);
      const KwSourceContact *y = g_ptr_array_index (b->contacts, i);
      g_assert_cmpstr (x->host, ==, y->host);
      g_assert_cmpstr (x->purpose, ==, y->purpose);
      g_assert_cmpint (x->at, ==, y->at);
    }
  g_assert_cmpuint (a->sections->len, ==, b->sections->len);
  for (guint i = 0; i < a->sections->len; i++)
    {
      const KwSourceSection *x = g_ptr_array_index (a->sections, i);
      const KwSourceSection *y = g_ptr_array_index (b->sections, i);
      g_assert_cmpstr (x->type, ==, y->type);
      g_assert_cmpint (x->section, ==, y->section);
      g_assert_cmpint (x->state, ==, y->state);
      g_assert_cmpuint (x->count, ==, y->count);
      g_assert_cmpint (x->incomplete, ==, y->incomplete);
      g_assert_cmpint (x->as_of, ==, y->as_of);
      g_assert_cmpstr (x->note, ==, y->note);
      g_assert_cmpstr (x->error, ==, y->error);
      g_assert_cmpint (x->full_as_of, ==, y->full_as_of);
    }
}

static void
test_new (void)
{
  g_autoptr (KwSource) source = kw_source_new (KW_SOURCE_FILE, "f", NULL, NULL);
  g_assert_cmpint (source->state, ==, KW_SOURCE_NEVER);
  g_assert_null (source->name);
  g_assert_cmpuint (source->sections->len, ==, 0);
}

static void
test_round_trip (void)
{
  g_autoptr (KwSource) source = clinic ();
  g_autoptr (GBytes) bytes = kw_source_to_json (source);
  g_autoptr (KwJson) json = kw_json_new (bytes, 1 << 20, NULL);
  g_autoptr (KwSource) again = kw_source_new_from_json (kw_json_get_root (json));
  g_assert_nonnull (again);
  assert_equal (source, again);
}

static void
test_copy (void)
{
  g_autoptr (KwSource) source = clinic ();
  g_autoptr (KwSource) copy = kw_source_copy (source);
  assert_equal (source, copy);
  kw_source_get_section (copy, "Goal", KW_SECTION_GOALS)->state = KW_STATE_EMPTY;
  g_assert_cmpint (kw_source_get_section (source, "Goal", KW_SECTION_GOALS)->state, ==,
                   KW_STATE_REFUSED);
}

static void
test_get_section (void)
{
  g_autoptr (KwSource) source = kw_source_new (KW_SOURCE_OWN, "own", NULL, NULL);
  KwSourceSection *goals = kw_source_get_section (source, "Goal", KW_SECTION_GOALS);
  g_assert_cmpint (goals->state, ==, KW_STATE_NOT_ASKED);
  g_assert_true (kw_source_get_section (source, "Goal", KW_SECTION_GOALS) == goals);
  g_assert_cmpuint (source->sections->len, ==, 1);
}

static void
test_damaged (void)
{
  const char *const damaged[] = {
    "[]",
    "{}",
    "{\"id\":\"a\",\"kind\":\"file\"}",
    "{\"id\":\"a\",\"kind\":\"ship\",\"state\":\"fine\"}",
    "{\"id\":1,\"kind\":\"file\",\"state\":\"fine\"}",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (damaged[i], strlen (damaged[i]));
      g_autoptr (KwJson) json = kw_json_new (bytes, 1 << 20, NULL);
      g_assert_null (kw_source_new_from_json (kw_json_get_root (json)));
    }

  const char *odd = "{\"id\":\"a\",\"kind\":\"file\",\"state\":\"fine\",\"sections\":[null,7,{},"
                    "{\"type\":\"X\",\"section\":\"no-such\"},"
                    "{\"type\":\"Goal\",\"section\":\"goals\",\"state\":\"?\",\"note\":\"a\"},"
                    "{\"type\":\"Goal\",\"section\":\"goals\",\"note\":\"b\"}]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (odd, strlen (odd));
  g_autoptr (KwJson) json = kw_json_new (bytes, 1 << 20, NULL);
  g_autoptr (KwSource) source = kw_source_new_from_json (kw_json_get_root (json));
  g_assert_cmpuint (source->sections->len, ==, 1);
  const KwSourceSection *goals = g_ptr_array_index (source->sections, 0);
  g_assert_cmpint (goals->state, ==, KW_STATE_NOT_ASKED);
  g_assert_cmpstr (goals->note, ==, "b");
}

static void
test_state_ids (void)
{
  g_assert_cmpstr (kw_source_state_get_id (KW_SOURCE_FINE), ==, "fine");
  g_assert_cmpstr (kw_source_state_get_id (KW_SOURCE_FAILED), ==, "failed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/new", test_new);
  g_test_add_func ("/source/round-trip", test_round_trip);
  g_test_add_func ("/source/copy", test_copy);
  g_test_add_func ("/source/get-section", test_get_section);
  g_test_add_func ("/source/damaged", test_damaged);
  g_test_add_func ("/source/state-ids", test_state_ids);
  return g_test_run ();
}
