/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/timeline.h"

#include "library/fixture.h"

#define OF_ROSA "'subject':{'reference':'Patient/rosa'}"
#define PROCEDURE(id, more)                                                                        \
  "{'resourceType':'Procedure','id':'" id "'," OF_ROSA ",'status':'completed',"                    \
  "'code':{'text':'x'}" more "}"
#define ON(date) ",'performedDateTime':'" date "'"
#define AT(visit) ",'encounter':{'reference':'Encounter/" visit "'}"

static const char *const record[] = {
  "{'resourceType':'Patient','id':'rosa','name':[{'text':'Rosa Alvarez'}]}",
  "{'resourceType':'Encounter','id':'e1'," OF_ROSA ",'status':'finished','class':{'code':'AMB'},"
  "'period':{'start':'2026-11-05T08:00:00Z'}}",
  "{'resourceType':'Encounter','id':'e2'," OF_ROSA ",'status':'finished','class':{'code':'AMB'},"
  "'period':{'start':'2026-11-05T15:00:00Z'}}",
  PROCEDURE ("a", ON ("2026-11-05T16:00:00Z") AT ("e1")),
  PROCEDURE ("b", ON ("2026-11-05T14:00:00Z") AT ("e2")),
  PROCEDURE ("c", ON ("2026-11-05T09:00:00Z")),
  PROCEDURE ("d", ON ("2026-11-05T07:00:00Z") AT ("e1")),
  PROCEDURE ("old", ON ("2025-02")),
  PROCEDURE ("none", ""),
  PROCEDURE ("lost", AT ("e9")),
  NULL,
};

/* "visit: ids" of each group, a line each. Rule D2: undated last. */
static void
test_groups (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autoptr (GString) out = g_string_new (NULL);

  file_open (&file, record);
  g_autoptr (GArray) all = kw_timeline_dup_all (file.snapshot);
  g_autoptr (KwTimeline) timeline = kw_timeline_new (file.snapshot, all);
  g_assert_cmpuint (timeline->indexes->len, ==, all->len);
  for (guint i = 0; i < timeline->groups->len; i++)
    {
      const KwTimelineGroup *group = &g_array_index (timeline->groups, KwTimelineGroup, i);
      const char *visit = group->visit == KW_TIMELINE_NO_VISIT
                              ? "-"
                              : kw_snapshot_get_record (file.snapshot, group->visit)->id;

      g_string_append_printf (out, "%s:", visit);
      for (guint j = 0; j < group->n; j++)
        g_string_append_printf (
            out, " %s",
            kw_snapshot_get_record (file.snapshot,
                                    g_array_index (timeline->indexes, guint32, group->start + j))
                ->id);
      g_string_append_c (out, '\n');
    }
  g_assert_true (g_str_has_prefix (out->str, "e1: e1 a d\ne2: e2 b\n-: c\n-: old\n-: "));
  g_assert_nonnull (strstr (out->str, "none"));
  g_assert_nonnull (strstr (out->str, "lost"));
}

static void
test_empty (void)
{
  static const char *const nobody[] = { record[0], NULL };
  g_auto (File) file = { NULL, NULL };
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint32));

  file_open (&file, nobody);
  g_autoptr (KwTimeline) timeline = kw_timeline_new (file.snapshot, none);
  g_assert_cmpuint (timeline->groups->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/timeline/groups-D2", test_groups);
  g_test_add_func ("/library/timeline/empty", test_empty);

  return g_test_run ();
}
