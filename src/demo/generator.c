/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/generator.h"

#include "demo/generator-private.h"

#define SEED 20260311U

static void
write_family (KwDemoScribe *scribe)
{
  KwDemoPerson *carer = kw_demo_write_carer (scribe);
  KwDemoPerson *mother = kw_demo_write_elderly (scribe);
  KwDemoPerson *child = kw_demo_write_child (scribe);
  KwDemoLogin *login = kw_demo_hospital_add_login (scribe->hospital, carer);
  g_ptr_array_add (login->records, mother);
  g_ptr_array_add (login->records, child);
  kw_demo_hospital_add_login (scribe->hospital, mother);
}

static void
write_single (KwDemoScribe *scribe, KwDemoPerson *(*write) (KwDemoScribe *scribe))
{
  kw_demo_hospital_add_login (scribe->hospital, write (scribe));
}

/**
 * kw_demo_generate:
 *
 * Writes everybody whom a hospital knows. The two hospitals meet them in another order, so that one
 * patient id is two people.
 *
 * Returns: (transfer full): the hospital
 */
KwDemoHospital *
kw_demo_generate (guint hospital, guint n_people)
{
  KwDemoHospital *self = kw_demo_hospital_new (hospital);
  g_autoptr (KwDemoScribe) scribe = kw_scribe_new (self, hospital, SEED + hospital);
  kw_demo_write_staff (scribe);
  if (hospital == 0)
    {
      write_single (scribe, kw_demo_write_chronic);
      write_family (scribe);
      write_single (scribe, kw_demo_write_young);
    }
  else
    {
      write_family (scribe);
      write_single (scribe, kw_demo_write_young);
      write_single (scribe, kw_demo_write_chronic);
    }
  for (guint i = 0; i < n_people; i++)
    kw_demo_hospital_add_login (self, kw_demo_write_further (scribe, i));
  return self;
}
