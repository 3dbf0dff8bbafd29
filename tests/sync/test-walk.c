/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/clinic.h"

#define ROSA "Rosa Alvarez"

static KwSource *
get_source (KwVault *vault)
{
  g_autoptr (GPtrArray) sources = kw_vault_list_sources (vault, NULL);

  g_assert_cmpuint (sources->len, ==, 1);
  return kw_source_copy (g_ptr_array_index (sources, 0));
}

static guint
count_type (KwVault *vault, const char *type)
{
  g_autoptr (GPtrArray) index = kw_vault_load_index (vault, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < index->len; i++)
    n += g_str_equal (((KwIndexRow *) g_ptr_array_index (index, i))->record->type, type);
  return n;
}

/* How many of @type come from a server with @fault, and what is said of them. */
static guint
sync_with (const char *fault, const char *type, KwSource **out_source)
{
  const char *const options[] = { fault != NULL ? "--fault" : NULL, fault, NULL };
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], ROSA, &uuid);
  guint n;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  *out_source = get_source (vault);
  n = count_type (vault, type);
  g_clear_object (&vault);
  fixture_remove (dir);
  return n;
}

/* One stored record that cannot be sent costs itself and nothing else, and is named. */
static void
test_bad_record (void)
{
  static const struct
  {
    const char *fault;
    const char *type;
    const char *key;
  } cases[] = {
    { "bad-record:Immunization", "Immunization", "Immunization" },
    { "bad-record:Encounter", "Encounter", "Encounter" },
    { "bad-record:DiagnosticReport", "DiagnosticReport", "DiagnosticReport" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwSource) good = NULL;
      g_autoptr (KwSource) bad = NULL;
      guint all = sync_with (NULL, cases[i].type, &good);
      guint some = sync_with (cases[i].fault, cases[i].type, &bad);
      const KwSourceSection *section = clinic_section (bad, cases[i].key);

      g_test_message ("%s: %u of %u", cases[i].fault, some, all);
      g_assert_cmpuint (some, ==, all - 1);
      g_assert_cmpint (section->state, ==, KW_STATE_COMPLETE);
      g_assert_true (section->incomplete);
      g_assert_cmpstr (section->error, ==, "bad-record");
      g_assert_cmpuint (section->count, ==, all - 1);
    }
}

/* What a section says went wrong, so that a person reads why and not only that. */
static void
test_errors (void)
{
  static const struct
  {
    const char *fault;
    KwSectionState state;
    const char *error;
  } cases[] = {
    { "daily-limit:Immunization", KW_STATE_FAILED, "quota" },
    { "fail-type:Immunization", KW_STATE_FAILED, "server" },
    { "refuse-type:Immunization", KW_STATE_REFUSED, "refused" },
    { "empty-403:Immunization", KW_STATE_REFUSED, "refused" },
    { "html-404:Immunization", KW_STATE_NOT_OFFERED, "not-offered" },
    { "text-400:Immunization", KW_STATE_FAILED, "server" },
    { "empty-406:Immunization", KW_STATE_FAILED, "server" },
    { "cut-off:Immunization", KW_STATE_FAILED, "server" },
    { "additional-data:Immunization", KW_STATE_COMPLETE, "held-back" },
    { "nothing-found:Immunization", KW_STATE_EMPTY, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwSource) source = NULL;

      sync_with (cases[i].fault, "Immunization", &source);
      g_test_message ("%s", cases[i].fault);
      g_assert_cmpint (clinic_section (source, "Immunization")->state, ==, cases[i].state);
      g_assert_cmpstr (clinic_section (source, "Immunization")->error, ==, cases[i].error);
      g_assert_cmpint (clinic_section (source, "Goal")->state, ==, KW_STATE_COMPLETE);
    }
}

typedef struct
{
  guint n_other; /* kinds that had ended when the orders did */
  guint n_all;
  gboolean orders_ended;
} Order;

static void
note_order (gpointer data,
            const char *type,
            KwSection section,
            KwSectionState state,
            guint count,
            gboolean done)
{
  Order *order = data;

  if (!done)
    return;
  order->n_all++;
  if (g_str_equal (type, "ServiceRequest"))
    order->orders_ended = TRUE;
  else if (!order->orders_ended)
    order->n_other++;
}

/* One patient was seen with 10,008 orders: all other kinds are there before the last of them. */
static void
test_fair (void)
{
  const char *const options[] = { "--fault", "many-orders:10008", NULL };
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], ROSA, &uuid);
  Order order = { 0 };
  g_autoptr (KwSource) source = NULL;

  g_assert_true (kw_sync_run (vault, uuid, note_order, &order, NULL, NULL));
  source = get_source (vault);
  g_assert_true (order.orders_ended);
  g_assert_cmpuint (order.n_all, >, 20);
  g_assert_cmpuint (order.n_other, ==, order.n_all - 1);
  g_assert_cmpuint (clinic_section (source, "ServiceRequest")->count, >, 10008);
  g_assert_cmpuint (count_type (vault, "ServiceRequest"), ==,
                    clinic_section (source, "ServiceRequest")->count);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* Those of @type that are marked as no longer listed; @out_n: how many there are. */
static guint
count_missing (KwVault *vault, const char *type, guint *out_n)
{
  g_autoptr (GPtrArray) index = kw_vault_load_index (vault, NULL, NULL);
  guint n = 0;

  *out_n = 0;
  for (guint i = 0; i < index->len; i++)
    {
      const KwIndexRow *row = g_ptr_array_index (index, i);

      if (!g_str_equal (row->record->type, type))
        continue;
      ++*out_n;
      n += row->history.missing_since != 0;
    }
  return n;
}

static void
ask_for_all (KwVault *vault)
{
  g_autoptr (KwSource) source = get_source (vault);

  for (guint i = 0; i < source->sections->len; i++)
    ((KwSourceSection *) g_ptr_array_index (source->sections, i))->full_as_of = 0;
  g_assert_true (kw_vault_put_source (vault, source, NULL));
}

/* What nobody asked for in this run is not "no longer listed", whatever an earlier run said. */
static void
test_not_asked (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], ROSA, &uuid);
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (KwConnection) less = NULL;
  guint n;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  connections = kw_vault_list_connections (vault, NULL);
  less = kw_connection_with (g_ptr_array_index (connections, 0), KW_CONNECTION_SCOPE_ASKED,
                             "launch/patient patient/Patient.read patient/Condition.read");
  g_assert_true (kw_vault_put_connection (vault, less, NULL));
  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  g_assert_cmpuint (count_missing (vault, "Immunization", &n), ==, 0);
  g_assert_cmpuint (n, >, 0);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* Some people are in no list and are named by a record: they are read again with each whole sync,
 * and one that cannot be read moves nobody. */
static void
test_named_only (void)
{
  const char *const options[] = { "--fault", "nothing-found:RelatedPerson", NULL };
  const char *const refusing[]
      = { "--fault", "nothing-found:RelatedPerson", "--fault", "refuse-read:RelatedPerson", NULL };
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Mary Lee", &uuid);
  g_autoptr (KwSource) source = NULL;
  guint n;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  ask_for_all (vault);
  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  g_assert_cmpuint (count_missing (vault, "RelatedPerson", &n), ==, 0);
  g_assert_cmpuint (n, >, 0);
  source = get_source (vault);
  g_assert_cmpint (clinic_section (source, "Practitioner")->state, ==, KW_STATE_COMPLETE);
  g_assert_cmpuint (clinic_section (source, "Practitioner")->count, >, 0);
  ask_for_all (vault);
  clinic_restart (&clinic, refusing);
  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  g_assert_cmpuint (count_missing (vault, "RelatedPerson", &n), ==, 0);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* A kind that only others name says so when the hospital refuses it. */
static void
test_named_refused (void)
{
  g_autoptr (KwSource) source = NULL;

  g_assert_cmpuint (sync_with ("refuse-type:Practitioner", "Practitioner", &source), ==, 0);
  g_assert_cmpint (clinic_section (source, "Practitioner")->state, ==, KW_STATE_REFUSED);
  g_assert_cmpint (clinic_section (source, "Condition")->state, ==, KW_STATE_COMPLETE);
}

/* The second time only changes are asked for; the counts stay what they are. */
static void
test_changes_only (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *log = g_build_filename (dir, "clinic.log", NULL);
  const char *const options[] = { "--log", log, NULL };
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], ROSA, &uuid);
  g_autoptr (KwSource) first = NULL;
  g_autoptr (KwSource) second = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  first = get_source (vault);
  g_assert_true (g_file_get_contents (log, &before, NULL, NULL));
  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  second = get_source (vault);
  g_assert_true (g_file_get_contents (log, &after, NULL, NULL));
  g_assert_cmpuint (strlen (after), <, strlen (before) * 2);
  g_assert_cmpuint (first->sections->len, ==, second->sections->len);
  for (guint i = 0; i < first->sections->len; i++)
    {
      const KwSourceSection *a = g_ptr_array_index (first->sections, i);
      const KwSourceSection *b = g_ptr_array_index (second->sections, i);

      g_test_message ("%s %u %u", a->type, a->count, b->count);
      g_assert_cmpstr (a->type, ==, b->type);
      g_assert_cmpint (a->state, ==, b->state);
      g_assert_cmpuint (a->count, ==, b->count);
    }
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* What belongs to somebody else is counted once, also by a run that goes on after another. */
static void
test_left_out (void)
{
  g_autoptr (KwSource) source = NULL;

  sync_with ("foreign-record", "Patient", &source);
  g_assert_cmpuint (source->left_out, >, 5);
}

static void
test_unfetched (void)
{
  static const char *const faults[] = { "binary-404", "attachment-expired" };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (KwSource) source = NULL;

      sync_with (faults[i], "DocumentReference", &source);
      g_test_message ("%s", faults[i]);
      g_assert_cmpuint (source->unfetched, >, 0);
    }
}

/* All 31 types of Oracle Health's scope list come from a hospital that has them all: by search, by
 * id (Patient), where a record names them, and as the bytes of documents (Binary). */
static void
test_all_types (void)
{
  static const char *const types[] = { "AllergyIntolerance",
                                       "Appointment",
                                       "CarePlan",
                                       "CareTeam",
                                       "Condition",
                                       "Consent",
                                       "Coverage",
                                       "Device",
                                       "DiagnosticReport",
                                       "DocumentReference",
                                       "Encounter",
                                       "FamilyMemberHistory",
                                       "Goal",
                                       "Immunization",
                                       "InsurancePlan",
                                       "MedicationDispense",
                                       "MedicationRequest",
                                       "NutritionOrder",
                                       "Observation",
                                       "Patient",
                                       "Person",
                                       "Procedure",
                                       "Provenance",
                                       "Questionnaire",
                                       "QuestionnaireResponse",
                                       "Schedule",
                                       "ServiceRequest",
                                       "Slot" };
  /* Rosa was not in hospital and speaks for herself: Mary's record has the other two. */
  static const char *const hers[] = { "MedicationAdministration", "RelatedPerson" };
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) rosa = clinic_connect (dir, clinic->bases[0], ROSA, &uuid);
  g_autofree char *other_dir = fixture_new ();
  g_autofree char *other_uuid = NULL;
  g_autoptr (KwVault) mary = clinic_connect (other_dir, clinic->bases[0], "Mary Lee", &other_uuid);
  guint n_blobs = 0;

  g_assert_true (kw_sync_run (rosa, uuid, NULL, NULL, NULL, NULL));
  g_assert_true (kw_sync_run (mary, other_uuid, NULL, NULL, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_test_message ("%s", types[i]);
      g_assert_cmpuint (count_type (rosa, types[i]), >, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (hers); i++)
    {
      g_test_message ("%s", hers[i]);
      g_assert_cmpuint (count_type (mary, hers[i]), >, 0);
    }
  g_autoptr (GPtrArray) index = kw_vault_load_index (mary, NULL, NULL);
  for (guint i = 0; i < index->len; i++)
    {
      const KwRecord *record = ((KwIndexRow *) g_ptr_array_index (index, i))->record;
      g_autoptr (GBytes) bytes = kw_vault_load_blob (mary, record->ref, 0, NULL, NULL, NULL);
      n_blobs += bytes != NULL;
    }
  g_assert_cmpuint (n_blobs, >, 0);
  g_clear_object (&rosa);
  g_clear_object (&mary);
  fixture_remove (dir);
  fixture_remove (other_dir);
}

/* Whom the program talked to, and why. */
static void
test_contacts (void)
{
  g_autoptr (KwSource) source = NULL;
  gboolean read = FALSE;

  sync_with (NULL, "Patient", &source);
  g_assert_cmpuint (source->contacts->len, >, 0);
  for (guint i = 0; i < source->contacts->len; i++)
    {
      const KwSourceContact *contact = g_ptr_array_index (source->contacts, i);

      g_assert_true (g_str_has_prefix (contact->host, "127.0.0.1:"));
      read = read || g_str_equal (contact->purpose, "read");
    }
  g_assert_true (read);
}

/* A child's birthday has passed: the parent is told why there is less. */
static void
test_thinned (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *command = g_strdup_printf ("%s --user 'Anna Lee' --patient 'Theo Lee'",
                                              g_getenv ("KEEPWELL_DEMO_SIGN_IN"));
  KwConnectRequest request = { .address = clinic->bases[0],
                               .name = "Test Hospital",
                               .login = kw_login_with_command,
                               .login_data = command };
  g_autoptr (KwSignIn) sign_in = kw_sign_in_run (&request, NULL, NULL);
  g_autoptr (KwVault) vault = kw_vault_create (dir, kw_sign_in_get_person (sign_in), NULL);
  g_autoptr (KwConnection) connection = kw_sign_in_store (sign_in, vault, NULL);
  const char *uuid = kw_connection_get (connection, KW_CONNECTION_UUID);
  g_autoptr (KwSource) first = NULL;
  g_autoptr (KwSource) second = NULL;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  first = get_source (vault);
  g_assert_cmpint (first->thinned_at, ==, 0);
  clinic_go_wrong (&clinic, "child-thinned");
  /* All is asked for again, as it is once a week. */
  for (guint i = 0; i < first->sections->len; i++)
    ((KwSourceSection *) g_ptr_array_index (first->sections, i))->full_as_of = 0;
  g_assert_true (kw_vault_put_source (vault, first, NULL));
  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  second = get_source (vault);
  g_assert_cmpint (second->thinned_at, >, 0);
  g_clear_object (&vault);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  int status;

  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/walk/bad-record", test_bad_record);
  g_test_add_func ("/sync/walk/errors", test_errors);
  g_test_add_func ("/sync/walk/fair", test_fair);
  g_test_add_func ("/sync/walk/changes-only", test_changes_only);
  g_test_add_func ("/sync/walk/left-out", test_left_out);
  g_test_add_func ("/sync/walk/unfetched", test_unfetched);
  g_test_add_func ("/sync/walk/all-types", test_all_types);
  g_test_add_func ("/sync/walk/contacts", test_contacts);
  g_test_add_func ("/sync/walk/thinned", test_thinned);
  g_test_add_func ("/sync/walk/not-asked", test_not_asked);
  g_test_add_func ("/sync/walk/named-only", test_named_only);
  g_test_add_func ("/sync/walk/named-refused", test_named_refused);
  status = g_test_run ();
  return fixture_end (status);
}
