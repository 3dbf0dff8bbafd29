/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/record.h"

static KwRecord *
read_text (const char *text, const char *source)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, &error);

  g_assert_no_error (error);
  return kw_record_new_from_fhir (kw_json_get_root (json), source);
}

/* The record outlives the text that it was read from, and its references count. */
static void
test_lifetime (void)
{
  g_autoptr (KwRecord) record
      = read_text ("{\"resourceType\":\"Observation\",\"id\":\"1\",\"valueString\":\"clear\","
                   "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"5778-6\"}]}}",
                   "s");
  g_autoptr (KwRecord) other = kw_record_ref (record);
  GValue value = G_VALUE_INIT;

  g_value_init (&value, kw_record_get_type ());
  g_value_take_boxed (&value, g_steal_pointer (&record));
  g_value_unset (&value);
  g_assert_cmpstr (other->ref, ==, "s/Observation/1");
  g_assert_cmpstr (other->value.text, ==, "clear");
  g_assert_true (kw_record_has_code (other, "http://loinc.org", "5778-6"));
  g_assert_true (kw_record_has_code (other, NULL, "5778-6"));
  g_assert_false (kw_record_has_code (other, "http://snomed.info/sct", "5778-6"));
  g_assert_null (kw_record_get_relation (other, KW_RELATION_MEMBER));
}

static void
test_order (void)
{
  static const char *const dates[] = { "\"2026-02-03T12:00:00Z\"",
                                       "\"2026-02-03T12:00:00+02:00\"",
                                       "\"2026-02-03\"",
                                       "\"2026-02\"",
                                       "\"2026\"",
                                       "null" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    for (guint j = 0; j < G_N_ELEMENTS (dates); j++)
      {
        g_autofree char *a = g_strdup_printf (
            "{\"resourceType\":\"Observation\",\"id\":\"a\",\"effectiveDateTime\":%s}", dates[i]);
        g_autofree char *b = g_strdup_printf (
            "{\"resourceType\":\"Observation\",\"id\":\"b\",\"effectiveDateTime\":%s}", dates[j]);
        g_autoptr (KwRecord) left = read_text (a, NULL);
        g_autoptr (KwRecord) right = read_text (b, NULL);
        int order = kw_record_compare_newest_first (left, right);

        g_assert_true (i <= j ? order < 0 : order > 0);
        g_assert_true ((left->sort_time == G_MININT64) == g_str_equal (dates[i], "null"));
      }
}

static void
test_source (void)
{
  g_autoptr (KwRecord) record
      = read_text ("{\"resourceType\":\"Flag\",\"id\":\"1\",\"note\":[{\"text\":\"a\"}]}", "file");
  g_autoptr (KwRecord) other = kw_record_with_source (record, "f7");

  g_assert_cmpstr (other->source, ==, "f7");
  g_assert_cmpstr (other->ref, ==, "f7/Flag/1");
  g_assert_cmpstr (other->notes[0], ==, "a");
  g_assert_cmpstr (record->ref, ==, "file/Flag/1");
}

/* Without an id the content names the record: the same again, another for other content. */
static void
test_without_id (void)
{
  g_autoptr (KwRecord) a = read_text ("{\"resourceType\":\"Flag\",\"status\":\"active\"}", "s");
  g_autoptr (KwRecord) b = read_text ("{\"resourceType\": \"Flag\", \"status\":\"active\"}", "s");
  g_autoptr (KwRecord) c = read_text ("{\"resourceType\":\"Flag\",\"status\":\"inactive\"}", "s");

  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->id, !=, c->id);
  g_assert_true (g_str_has_prefix (a->ref, "s/Flag/content-"));
}

/* A payload that is no payload gives a record that says less, and never one that is out of bounds.
 */
static void
test_odd_payloads (void)
{
  static const char *const odd[]
      = { "{}",
          "[]",
          "null",
          "\"x\"",
          "{\"section\":999,\"value\":{\"kind\":-4}}",
          "{\"codes\":7,\"whens\":{\"role\":1},\"notes\":\"x\",\"components\":[7,null,[]]}",
          "{\"whens\":[{\"role\":4000}],\"relations\":[{\"kind\":99}],\"notes\":[7,\"a\"]}" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (odd[i], strlen (odd[i]));
      g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
      g_autoptr (KwRecord) record = kw_record_read (kw_json_get_root (json));

      g_assert_cmpuint (record->section, <, KW_N_SECTIONS);
      g_assert_cmpuint (record->value.kind, <=, KW_VALUE_ABSENT);
      g_assert_cmpint (record->sort_time, ==, G_MININT64);
      g_assert_cmpstr (record->ref, ==, "");
      for (guint j = 0; j < record->n_whens; j++)
        g_assert_cmpuint (record->whens[j].role, <=, KW_WHEN_DATE);
      for (guint j = 0; j < record->n_relations; j++)
        g_assert_cmpuint (record->relations[j].kind, <=, KW_RELATION_OTHER);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/lifetime", test_lifetime);
  g_test_add_func ("/record/order", test_order);
  g_test_add_func ("/record/source", test_source);
  g_test_add_func ("/record/without-id", test_without_id);
  g_test_add_func ("/record/odd-payloads", test_odd_payloads);
  return g_test_run ();
}
