/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/guard.h"

#include <string.h>

#define BASE "https://fhir.example/r4/T"

static KwConnection *
make_connection (void)
{
  g_autoptr (KwConnection) empty = kw_connection_new ();
  g_autoptr (KwConnection) based = kw_connection_with (empty, KW_CONNECTION_BASE, BASE);

  return kw_connection_with (based, KW_CONNECTION_PATIENT, "p1");
}

static void
test_own (void)
{
  static const struct
  {
    const char *resource;
    gboolean own;
  } cases[] = {
    { "{\"resourceType\":\"Patient\",\"id\":\"p1\"}", TRUE },
    { "{\"resourceType\":\"Patient\",\"id\":\"p2\"}", FALSE },
    { "{\"resourceType\":\"Patient\"}", FALSE },
    { "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Patient/p1\"}}", TRUE },
    { "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Patient/p1/_history/2\"}}",
      TRUE },
    { "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"" BASE "/Patient/p1\"}}",
      TRUE },
    { "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Patient/p2\"}}", FALSE },
    /* What begins alike is not the same. */
    { "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Patient/p11\"}}", FALSE },
    { "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Patient/p\"}}", FALSE },
    { "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Patient/P1\"}}", FALSE },
    /* An id means nothing at another hospital, also on the same host. */
    { "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":"
      "\"https://fhir.example/r4/U/Patient/p1\"}}",
      FALSE },
    { "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":"
      "\"https://evil.example/Patient/p1\"}}",
      FALSE },
    { "{\"resourceType\":\"AllergyIntolerance\",\"patient\":{\"reference\":\"Patient/p2\"}}",
      FALSE },
    { "{\"resourceType\":\"Coverage\",\"beneficiary\":{\"reference\":\"Patient/p2\"}}", FALSE },
    { "{\"resourceType\":\"RelatedPerson\",\"patient\":{\"reference\":\"Patient/p1\"}}", TRUE },
    /* Types without a subject, and subjects that are no patient, are not foreign. */
    { "{\"resourceType\":\"Practitioner\",\"id\":\"d1\"}", TRUE },
    { "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Group/g1\"}}", TRUE },
    { "{\"resourceType\":\"Observation\",\"subject\":{\"display\":\"somebody\"}}", TRUE },
    { "{\"resourceType\":\"Observation\"}", TRUE },
  };
  g_autoptr (KwConnection) connection = make_connection ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].resource, strlen (cases[i].resource));
      g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
      g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (json), "s");

      g_test_message ("%s", cases[i].resource);
      g_assert_cmpint (kw_guard_is_own (connection, record), ==, cases[i].own);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/guard/own", test_own);
  return g_test_run ();
}
