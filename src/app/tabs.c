/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/tabs.h"

#include <glib/gi18n-lib.h>

#include "app/all-records-view.h"
#include "app/allergies-view.h"
#include "app/documents-view.h"
#include "app/labs-view.h"
#include "app/medications-view.h"
#include "app/summary-view.h"

static guint
count_allergies (const KwSnapshot *snapshot)
{
  return kw_snapshot_count_group (snapshot, KW_GROUP_ALLERGIES)
         + kw_snapshot_count_group (snapshot, KW_GROUP_INTOLERANCES);
}

static guint
count_medicines (const KwSnapshot *snapshot)
{
  return kw_snapshot_count_medicines (snapshot, KW_GROUP_MEDICINES_CURRENT);
}

static guint
count_tests (const KwSnapshot *snapshot)
{
  return kw_snapshot_count_group (snapshot, KW_GROUP_TESTS);
}

static guint
count_documents (const KwSnapshot *snapshot)
{
  return kw_snapshot_count_group (snapshot, KW_GROUP_DOCUMENTS);
}

static const KwTab tabs[KW_N_TABS] = {
  { "summary", N_ ("Summary"), N_ ("Summary"), "keepwell-summary-symbolic",
    kw_summary_view_get_type, NULL },
  { "allergies", N_ ("Allergies"), N_ ("Allergies"), "keepwell-allergies-symbolic",
    kw_allergies_view_get_type, count_allergies },
  { "medications", N_ ("Medicines"), N_ ("Medicines"), "keepwell-medications-symbolic",
    kw_medications_view_get_type, count_medicines },
  { "labs", N_ ("Labs"), N_ ("Labs"), "keepwell-labs-symbolic", kw_labs_view_get_type,
    count_tests },
  { "documents", N_ ("Documents"), N_ ("Documents"), "keepwell-documents-symbolic",
    kw_documents_view_get_type, count_documents },
  { "all-records", N_ ("All records"), N_ ("All records"), "view-list-bullet-symbolic",
    kw_all_records_view_get_type, kw_snapshot_count_records },
};

const KwTab *
kw_tab_get (guint index)
{
  g_return_val_if_fail (index < KW_N_TABS, NULL);

  return &tabs[index];
}

int
kw_tab_find (const char *name)
{
  for (guint i = 0; i < KW_N_TABS; i++)
    if (g_strcmp0 (tabs[i].name, name) == 0)
      return (int) i;

  return -1;
}
