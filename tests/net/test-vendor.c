/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/vendor.h"

#include <string.h>

#include "core/types.h"
#include "net/net-resources.h"

#define PATH "/io/github/keepwell/Keepwell/vendors.json"

/* What a member may say, where that is one of a few words. */
static const struct
{
  const char *name;
  gsize offset;
  const char *const words[5];
} choices[] = {
  { "registered", G_STRUCT_OFFSET (KwVendor, registered), { "yes", "no", "own", NULL } },
  { "registration", G_STRUCT_OFFSET (KwVendor, registration), { "epic", "rfc7591", NULL } },
  { "aud", G_STRUCT_OFFSET (KwVendor, aud), { "base", "base/", "none", NULL } },
  { "slash", G_STRUCT_OFFSET (KwVendor, slash), { "keep", "strip", NULL } },
  { "scope_version", G_STRUCT_OFFSET (KwVendor, scope_version), { "v1", "v2", "announced", NULL } },
  { "web_view", G_STRUCT_OFFSET (KwVendor, web_view), { "works", "some", "blocked", NULL } },
};

static void
check_choices (const KwVendor *vendor)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      const char *word = *(const char **) G_STRUCT_MEMBER_P (vendor, choices[i].offset);
      g_test_message ("%s %s", vendor->id, choices[i].name);
      g_assert_true (word == NULL || g_strv_contains (choices[i].words, word));
    }
}

/* A list without an empty string, and nothing in it twice. */
static void
check_list (GStrv list, gboolean may_be_empty)
{
  g_assert_true (may_be_empty || list[0] != NULL);
  for (guint i = 0; list[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (list[i]), >, 0);
      for (guint k = 0; k < i; k++)
        g_assert_cmpstr (list[i], !=, list[k]);
    }
}

static void
check_words (const KwVendor *vendor)
{
  g_assert_cmpuint (strlen (vendor->name), >, 0);
  g_assert_cmpuint (strlen (vendor->portal), >, 0);
  check_list (vendor->portal_steps, FALSE);
  for (guint i = 0; vendor->portal_steps[i] != NULL; i++)
    g_assert_true (g_str_has_suffix (vendor->portal_steps[i], "."));
  g_assert_true (vendor->page_says == NULL || g_str_has_suffix (vendor->page_says, "."));
}

static void
check_lists (const KwVendor *vendor)
{
  check_list (vendor->hosts, TRUE);
  check_list (vendor->paths, TRUE);
  check_list (vendor->sandboxes, TRUE);
  check_list (vendor->redirects, FALSE);
  check_list (vendor->patient_from, FALSE);
  check_list (vendor->scopes, FALSE);
  for (guint i = 0; vendor->scopes[i] != NULL; i++)
    g_assert_nonnull (kw_type_lookup (vendor->scopes[i]));
  for (guint i = 0; i < vendor->n_directories; i++)
    {
      g_assert_true (g_str_has_prefix (vendor->directories[i].url, "https://"));
      g_assert_true (g_str_equal (vendor->directories[i].format, "endpoints")
                     || g_str_equal (vendor->directories[i].format, "brands"));
      g_assert_cmpuint (vendor->directories[i].megabytes, >, 0);
    }
}

/* Every row has what the program reads of it, and only FHIR's own names. */
static void
test_rows (void)
{
  guint n;
  const KwVendor *const *vendors = kw_vendor_list (&n);

  g_assert_cmpuint (n, ==, 10);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (kw_vendor_find (vendors[i]->id) == vendors[i]);
      check_choices (vendors[i]);
      check_words (vendors[i]);
      check_lists (vendors[i]);
      g_assert_cmpuint (vendors[i]->parallel, >=, 1);
      g_assert_cmpuint (vendors[i]->parallel, <=, 8);
      g_assert_cmpuint (vendors[i]->n_queries, >, 15);
    }
  g_assert_cmpstr (kw_vendor_find ("nobody")->id, ==, "generic");
  g_assert_cmpstr (kw_vendor_find (NULL)->id, ==, "generic");
}

/* A member that nobody reads is a mistake in the table. */
static void
test_members (void)
{
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (kw_net_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXUINT32, NULL);
  g_autoptr (GBytes) text = g_bytes_new_static ("{\"id\":\"x\",\"colour\":1}", 21);
  g_autoptr (KwJson) wrong = kw_json_new (text, G_MAXUINT32, NULL);
  g_autofree char *unknown = kw_vendor_dup_unknown (kw_json_get_root (wrong));

  g_assert_cmpstr (unknown, ==, "colour");
  KW_JSON_FOREACH (row, kw_json_node_get_member (kw_json_get_root (json), "vendors"))
    {
      g_assert_null (kw_vendor_dup_unknown (row));
      g_assert_nonnull (kw_json_string_at (row, "source"));
    }
}

static void
test_recognised (void)
{
  static const struct
  {
    const char *base;
    const char *vendor;
    const char *environment;
  } cases[] = {
    { "https://fhir-myrecord.cerner.com/r4/T", "oracle-health", "production" },
    { "https://fhir-ehr.cerner.com/r4/T", "oracle-health", "production" },
    { "https://fhir-myrecord.cerner.com/r4/ec2458f2-1e24-41c8-b71b-0e701af7583d", "oracle-health",
      "sandbox" },
    { "https://evil-fhir-myrecord.cerner.com.example/r4/T", "generic", "production" },
    { "https://notfhir.epic.com/api", "generic", "production" },
    { "https://fhir.epic.com/interconnect-fhir-oauth/api/FHIR/R4", "epic", "sandbox" },
    { "https://hospital.example/fhirproxy/api/FHIR/R4", "epic", "production" },
    { "https://fhir.yourcareuniverse.net/tenant/T", "medhost", "production" },
    { "https://sandbox-api.va.gov/services/fhir/v0/r4", "va", "sandbox" },
    { "https://api.platform.athenahealth.com/fhir/r4", "athenahealth", "production" },
    { "http://127.0.0.1:4000/r4/T", "demo", "demo" },
    { "https://fhir.hospital.example/r4", "generic", "production" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].base);
      g_assert_cmpstr (kw_vendor_for_base (cases[i].base)->id, ==, cases[i].vendor);
      g_assert_cmpstr (kw_vendor_environment (cases[i].base), ==, cases[i].environment);
    }
}

/* A vendor that knows only the program's own scheme is never sent an address of this computer. */
static void
test_loopback (void)
{
  static const struct
  {
    const char *id;
    gboolean taken;
  } cases[] = { { "oracle-health", FALSE }, { "athenahealth", FALSE }, { "epic", TRUE },
                { "demo", TRUE },           { "generic", TRUE },       { "va", TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kw_vendor_takes_loopback (kw_vendor_find (cases[i].id)), ==, cases[i].taken);
}

/* The client id of a sandbox is none of a hospital's. */
static void
test_client_id (void)
{
  const KwVendor *demo = kw_vendor_find ("demo");

  g_assert_cmpstr (kw_vendor_get_client_id (demo, "demo"), ==, "keepwell-demo");
  g_assert_null (kw_vendor_get_client_id (demo, "sandbox"));
  g_assert_null (kw_vendor_get_client_id (kw_vendor_find ("epic"), "production"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/vendor/rows", test_rows);
  g_test_add_func ("/net/vendor/members", test_members);
  g_test_add_func ("/net/vendor/recognised", test_recognised);
  g_test_add_func ("/net/vendor/client-id", test_client_id);
  g_test_add_func ("/net/vendor/loopback", test_loopback);
  return g_test_run ();
}
