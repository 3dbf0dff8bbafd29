/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "core/types.h"
#include "demo/generator.h"

static void
print_all (const KwDemoStore *store, const char *patient_id)
{
  const KwDemoQuery all = { .patient_id = patient_id };
  guint n_types = 0;
  const KwType *types = kw_type_get_all (&n_types);

  for (guint i = 0; i < n_types; i++)
    {
      g_autoptr (GPtrArray) found = kw_demo_store_search (store, types[i].name, &all);

      for (guint r = 0; r < found->len; r++)
        {
          const KwDemoResource *resource = g_ptr_array_index (found, r);

          g_print ("%.*s\n", (int) g_bytes_get_size (resource->body),
                   (const char *) g_bytes_get_data (resource->body, NULL));
        }
    }
}

/* `bench-people N` prints every record of a demo hospital with N people more, one a line: what
 * tools/bench makes its inputs from, so that it needs nothing from elsewhere. */
int
main (int argc, char **argv)
{
  g_autoptr (KwDemoHospital) hospital = NULL;

  if (argc != 2)
    {
      g_printerr ("usage: bench-people N\n");
      return 2;
    }
  hospital = kw_demo_generate (0, (guint) atoi (argv[1]));
  for (guint i = 0; i < hospital->persons->len; i++)
    {
      const KwDemoPerson *person = g_ptr_array_index (hospital->persons, i);

      print_all (hospital->store, person->patient_id);
    }
  return 0;
}
