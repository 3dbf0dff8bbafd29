/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/composition.h"

static void
test_reasons (void)
{
  static const struct
  {
    const char *reason;
    KwSectionState state;
  } cases[] = {
    { "nilknown", KW_STATE_NONE_KNOWN },  { "notasked", KW_STATE_NOT_ASKED },
    { "withheld", KW_STATE_SUPPRESSED },  { "unavailable", KW_STATE_NOT_OFFERED },
    { "notstarted", KW_STATE_NOT_ASKED }, { "closed", KW_STATE_EMPTY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"resourceType\":\"Composition\",\"section\":[{\"code\":{\"coding\":[{\"code\":"
          "\"48765-2\"}]},\"emptyReason\":{\"coding\":[{\"code\":\"%s\"}]}},{\"code\":{\"coding\":"
          "[{\"code\":\"11450-4\"}]},\"entry\":[]},{\"emptyReason\":\"nilknown\"},7]}",
          cases[i].reason);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
      g_autoptr (KwSource) source = kw_source_new (KW_SOURCE_FILE, "f", "a.json", "sha256:0");
      const KwSourceSection *section;

      kw_composition_note_sections (kw_json_get_root (json), source);
      g_assert_cmpuint (source->sections->len, ==, 1);
      section = g_ptr_array_index (source->sections, 0);
      g_assert_cmpint (section->section, ==, KW_SECTION_ALLERGIES);
      g_assert_cmpint (section->state, ==, cases[i].state);
    }
}

static void
test_odd (void)
{
  static const char *const odd[] = { "{}", "7", "{\"section\":7}",
                                     "{\"section\":[{\"emptyReason\":{\"coding\":[{\"code\":"
                                     "\"other\"}]}}]}" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (odd[i], strlen (odd[i]));
      g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
      g_autoptr (KwSource) source = kw_source_new (KW_SOURCE_FILE, "f", "a.json", "sha256:0");

      kw_composition_note_sections (kw_json_get_root (json), source);
      g_assert_cmpuint (source->sections->len, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/composition/reasons", test_reasons);
  g_test_add_func ("/composition/odd", test_odd);
  return g_test_run ();
}
