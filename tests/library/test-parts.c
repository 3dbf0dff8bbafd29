/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/parts.h"

#include "library/fixture.h"

/* 1 December 2026, 12:00 UTC. */
#define NOW 1796126400
#define OF_ROSA "'subject':{'reference':'Patient/rosa'}"
#define ROSA "{'resourceType':'Patient','id':'rosa','name':[{'text':'Rosa Alvarez'}]}"
#define APPOINTMENT(id, status, more)                                                              \
  "{'resourceType':'Appointment','id':'" id "','status':'" status "'" more                         \
  ",'participant':[{'actor':{'reference':'Patient/rosa'},'status':'accepted'}]}"
#define CONDITION(id, status, more)                                                                \
  "{'resourceType':'Condition','id':'" id "'," OF_ROSA ",'code':{'text':'x'},"                     \
  "'clinicalStatus':{'coding':[{'code':'" status "'}]}" more "}"
#define RELATIVE(id, name)                                                                         \
  "{'resourceType':'FamilyMemberHistory','id':'" id "','patient':{'reference':'Patient/rosa'},"    \
  "'relationship':{'text':'" name "'}}"

/* "Title: ids" of each part, a line each. */
static char *
dup_parts (const char *const *resources, KwSection section)
{
  g_auto (File) file = { NULL, NULL };
  GString *out = g_string_new (NULL);

  file_open (&file, resources);
  g_autoptr (GPtrArray) parts = kw_parts_new (
      file.snapshot, section, kw_snapshot_get_section (file.snapshot, section), NOW);
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const KwPart *part = g_ptr_array_index (parts, i);
      g_autofree char *ids = fixture_ids (file.snapshot, part->indexes);
      g_string_append_printf (out, "%s: %s\n", part->title != NULL ? part->title : "", ids);
    }
  return g_string_free (out, FALSE);
}

static void
test_appointments (void)
{
  static const char *const resources[]
      = { ROSA,
          APPOINTMENT ("later", "booked", ",'start':'2027-03-01T09:00:00Z'"),
          APPOINTMENT ("next", "booked", ",'start':'2026-12-02T09:00:00-05:00'"),
          APPOINTMENT ("today", "booked", ",'start':'2026-12-01'"),
          APPOINTMENT ("missed", "noshow", ",'start':'2026-10-01T09:00:00Z'"),
          APPOINTMENT ("off", "cancelled", ",'start':'2027-01-01T09:00:00Z'"),
          APPOINTMENT ("gone", "fulfilled", ",'start':'2026-12-01T11:00:00Z'"),
          APPOINTMENT ("asked", "proposed", ",'created':'2026-11-20'"),
          NULL };
  g_autofree char *parts = dup_parts (resources, KW_SECTION_APPOINTMENTS);

  g_assert_cmpstr (parts, ==,
                   "Coming, the next one first: today next later\nDate not stated: asked\n"
                   "Past: gone\nCalled off or not kept: off missed\n");
}

/* Rule A2. */
static void
test_conditions (void)
{
  static const char *const resources[]
      = { ROSA,
          CONDITION ("now", "active", ",'onsetDateTime':'2020'"),
          CONDITION ("then", "resolved", ",'onsetDateTime':'2019'"),
          CONDITION ("quiet", "remission", ",'onsetDateTime':'2018'"),
          CONDITION ("ended", "active", ",'onsetDateTime':'2017','abatementDateTime':'2018'"),
          CONDITION ("not", "active",
                     ",'verificationStatus':{'coding':[{'code':'refuted'}]},"
                     "'onsetDateTime':'2016'"),
          NULL };
  g_autofree char *parts = dup_parts (resources, KW_SECTION_CONDITIONS);

  g_assert_cmpstr (parts, ==,
                   "Current: now\nIn remission: quiet\nPast: then ended\nRuled out: not\n");
}

static void
test_relatives (void)
{
  static const char *const resources[] = { ROSA,
                                           RELATIVE ("1", "Mother"),
                                           RELATIVE ("2", "Brother"),
                                           RELATIVE ("3", "mother"),
                                           RELATIVE ("4", "Father"),
                                           NULL };
  g_autofree char *parts = dup_parts (resources, KW_SECTION_FAMILY);

  g_assert_cmpstr (parts, ==, ": 2 4 1 3\n");
}

static void
test_insurance (void)
{
#define COVERAGE(id, status, more)                                                                 \
  "{'resourceType':'Coverage','id':'" id "','status':'" status                                     \
  "','beneficiary':{'reference':'Patient/rosa'},'payor':[{'display':'x'}]" more "}"
  static const char *const resources[]
      = { ROSA,
          COVERAGE ("open", "active", ",'period':{'start':'2025-01-01'}"),
          COVERAGE ("over", "active", ",'period':{'start':'2024-01-01','end':'2025-01-01'}"),
          COVERAGE ("off", "cancelled", ""),
          COVERAGE ("odd", "who-knows", ""),
          NULL };
  g_autofree char *parts = dup_parts (resources, KW_SECTION_INSURANCE);

  g_assert_cmpstr (parts, ==, "Current: open\nNot stated if current: odd\nPast: over off\n");
}

/* What is read by its years has no parts, and nothing has none. */
static void
test_none (void)
{
  static const char *const resources[] = { ROSA, NULL };
  g_autofree char *labs = dup_parts (resources, KW_SECTION_LABS);
  g_autofree char *goals = dup_parts (resources, KW_SECTION_GOALS);

  g_assert_cmpstr (labs, ==, "");
  g_assert_cmpstr (goals, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/parts/appointments", test_appointments);
  g_test_add_func ("/library/parts/conditions-A2", test_conditions);
  g_test_add_func ("/library/parts/relatives", test_relatives);
  g_test_add_func ("/library/parts/insurance", test_insurance);
  g_test_add_func ("/library/parts/none", test_none);

  return g_test_run ();
}
