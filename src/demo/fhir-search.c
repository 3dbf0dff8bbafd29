/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/clinic-private.h"

#define MAX_COUNT 200

static const KwDemoGatewayError not_theirs
    = { 403, "user-not-authorized", "insufficient_scope", NULL };

/* A search as it was asked: the first page from the query itself, later ones from pageContext,
 * which holds the first page's query, the offset and the count. */
typedef struct
{
  const KwDemoRequest *request;
  const char *type;
  GHashTable *query; /* of the first page */
  char *text;        /* the same, encoded */
  guint offset;
  guint count;
  GPtrArray *found;
} Search;

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static const char *
get (const Search *self, const char *name)
{
  return g_hash_table_lookup (self->query, name);
}

/* ---- reading the query ---- */

static gboolean
read_page_context (Search *self, const char *context)
{
  g_autoptr (GBytes) bytes = kw_base64url_decode (context, -1);
  if (bytes == NULL)
    return FALSE;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data, size);
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  if (g_strv_length (parts) != 2)
    return FALSE;
  self->offset = (guint) g_ascii_strtoull (parts[0], NULL, 10);
  self->text = g_strdup (parts[1]);
  self->query = soup_form_decode (self->text);
  return TRUE;
}

/* The query's own text: a repeated parameter (two dates) must not be lost in a hash table. */
static gboolean
read_query (Search *self)
{
  const char *text = g_uri_get_query (soup_server_message_get_uri (self->request->message));
  const char *context = kw_demo_request_get (self->request, "pageContext");
  if (context == NULL)
    context = kw_demo_request_get (self->request, KW_DEMO_SESSION);
  if (context != NULL)
    {
      if (kw_faults_has (self->request->clinic->faults, KW_FAULT_NEXT_EXPIRED)
          || !read_page_context (self, context))
        return FALSE;
    }
  else
    {
      self->text = g_strdup (text == NULL ? "" : text);
      self->query = soup_form_decode (self->text);
    }
  const char *count = get (self, "_count");
  guint64 number = 0;
  self->count = self->request->clinic->hospitals[self->request->hospital]->page_size;
  if (count != NULL && g_ascii_string_to_unsigned (count, 10, 1, G_MAXUINT, &number, NULL))
    self->count = (guint) MIN (number, MAX_COUNT);
  return TRUE;
}

/* Which parameter a strict server insists on, by type (Oracle Health, Epic, athenahealth). */
static const char *
missing_parameter (const Search *self)
{
  static const struct
  {
    const char *type;
    const char *parameter;
  } needs[] = {
    { "Observation", "category" },     { "CarePlan", "category" },
    { "Appointment", "date" },         { "RelatedPerson", "-relationship-level" },
    { "MedicationRequest", "intent" },
  };
  if (!kw_faults_has (self->request->clinic->faults, KW_FAULT_STRICT_SEARCH))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    if (g_str_equal (needs[i].type, self->type) && get (self, needs[i].parameter) == NULL)
      return needs[i].parameter;
  return NULL;
}

static const char *
patient_of (const Search *self)
{
  static const char *const names[] = { "patient", "subject", "beneficiary", "actor", "target" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = get (self, names[i]);
      if (value != NULL)
        return g_str_has_prefix (value, "Patient/") ? value + strlen ("Patient/") : value;
    }
  return g_str_equal (self->type, "Patient") ? get (self, "_id") : NULL;
}

/* ---- finding ---- */

static void
collect (const Search *self, GPtrArray *tokens, GPtrArray *dates)
{
  static const char *const token_names[]
      = { "category",        "code", "type", "status", "intent", "lifecycle-status",
          "clinical-status", NULL };
  static const char *const date_names[] = { "date", "_lastUpdated", NULL };
  g_autoptr (GError) error = NULL;
  GUriParamsIter iter;
  char *name, *value;
  g_uri_params_iter_init (&iter, self->text, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &error))
    {
      GPtrArray *list = g_strv_contains (token_names, name)  ? tokens
                        : g_strv_contains (date_names, name) ? dates
                                                             : NULL;
      if (list == NULL)
        {
          g_free (name);
          g_free (value);
          continue;
        }
      g_ptr_array_add (list, name);
      g_ptr_array_add (list, value);
    }
}

static void
find (Search *self, const char *patient_id)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) dates = g_ptr_array_new_with_free_func (g_free);
  collect (self, tokens, dates);
  g_ptr_array_add (tokens, NULL);
  g_ptr_array_add (dates, NULL);
  KwDemoQuery query = { .patient_id = patient_id,
                        .id = get (self, "_id"),
                        .tokens = (const char *const *) tokens->pdata,
                        .dates = (const char *const *) dates->pdata };
  const KwDemoHospital *hospital = self->request->clinic->hospitals[self->request->hospital];
  self->found = kw_demo_store_search (hospital->store, self->type, &query);
}

/* ---- writing the page ---- */

static char *
next_url (const Search *self)
{
  const KwClinic *clinic = self->request->clinic;
  const KwFaults *faults = clinic->faults;
  guint hospital = self->request->hospital;
  guint offset = self->offset + self->count;
  if (kw_faults_has (faults, KW_FAULT_NEXT_LOOP))
    offset = self->offset;
  g_autofree char *plain = g_strdup_printf ("%u %s", offset, self->text);
  g_autofree char *context = kw_base64url_encode (plain, strlen (plain));
  if (kw_faults_has (faults, KW_FAULT_NEXT_OPAQUE))
    return g_strdup_printf ("%s?" KW_DEMO_SESSION "=%s&t=%s", clinic->bases[hospital], context,
                            self->type);
  g_autofree char *tail = g_strdup_printf ("%s?pageContext=%s&direction=NEXT", self->type, context);
  if (kw_faults_has (faults, KW_FAULT_NEXT_RELATIVE))
    return g_steal_pointer (&tail);
  if (kw_faults_has (faults, KW_FAULT_NEXT_OTHER_TENANT))
    hospital = (hospital + 1) % KW_DEMO_N_HOSPITALS;
  if (kw_faults_has (faults, KW_FAULT_NEXT_OUTSIDE))
    return g_strdup_printf ("%s/r4/%s/%s", clinic->auth_origin, clinic->hospitals[hospital]->tenant,
                            tail);
  return g_strdup_printf ("%s/%s", clinic->bases[hospital], tail);
}

static void
write_link (KwJsonWriter *writer, const char *relation, const char *url)
{
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "relation", relation);
  kw_json_writer_member (writer, "url", url);
  kw_json_writer_end_object (writer);
}

static void
write_links (const Search *self, KwJsonWriter *writer)
{
  const char *base = self->request->clinic->bases[self->request->hospital];
  g_autofree char *url = g_strdup_printf ("%s/%s?%s", base, self->type, self->text);
  kw_json_writer_name (writer, "link");
  kw_json_writer_begin_array (writer);
  write_link (writer, "self", url);
  if (self->offset + self->count < self->found->len)
    {
      g_autofree char *next = next_url (self);
      write_link (writer, "next", next);
    }
  kw_json_writer_end_array (writer);
}

static void
write_entry (const Search *self, KwJsonWriter *writer, const KwDemoResource *resource)
{
  const char *base = self->request->clinic->bases[self->request->hospital];
  g_autofree char *url = g_strdup_printf ("%s/%s/%s", base, resource->type, resource->id);
  g_autoptr (GBytes) bytes = kw_demo_body_of (self->request, resource);
  gsize size;
  const char *body = g_bytes_get_data (bytes, &size);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "fullUrl", url);
  kw_json_writer_name (writer, "resource");
  kw_json_writer_raw (writer, body, (gssize) size);
  kw_json_writer_name (writer, "search");
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "mode", "match");
  kw_json_writer_end_object (writer);
  kw_json_writer_end_object (writer);
}

/* Epic's words, with the number that means them. */
static void
write_epic (KwJsonWriter *writer, const char *number, const char *text)
{
  g_autofree char *outcome = g_strdup_printf (
      "{\"resource\":{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\","
      "\"code\":\"informational\",\"details\":{\"coding\":[{\"system\":"
      "\"urn:oid:1.2.840.114350.1.13.0.1.7.2.657369\",\"code\":\"%s\",\"display\":\"%s\"}],"
      "\"text\":\"%s\"}}]},\"search\":{\"mode\":\"outcome\"}}",
      number, text, text);
  kw_json_writer_raw (writer, outcome, -1);
}

/* Oracle Health's words for what it leaves out. */
static void
write_suppressed (KwJsonWriter *writer)
{
  static const char outcome[]
      = "{\"resource\":{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\","
        "\"code\":\"suppressed\",\"details\":{\"text\":\"Other search results were found but could "
        "not be compliantly expressed and hence have been suppressed\"}}]},"
        "\"search\":{\"mode\":\"outcome\"}}";
  kw_json_writer_raw (writer, outcome, -1);
}

static void
write_entries (const Search *self, KwJsonWriter *writer)
{
  const KwFaults *faults = self->request->clinic->faults;
  const KwDemoHospital *hospital = self->request->clinic->hospitals[self->request->hospital];
  kw_json_writer_name (writer, "entry");
  kw_json_writer_begin_array (writer);
  for (guint i = self->offset; i < self->found->len && i < self->offset + self->count; i++)
    write_entry (self, writer, g_ptr_array_index (self->found, i));
  if (self->offset == 0 && kw_faults_has (faults, KW_FAULT_FOREIGN_RECORD))
    {
      const char *patient_id = patient_of (self);
      const KwDemoResource *foreign
          = kw_demo_store_find_foreign (hospital->store, self->type, patient_id);
      if (foreign != NULL)
        write_entry (self, writer, foreign);
    }
  if (kw_faults_has (faults, KW_FAULT_INCOMPLETE))
    write_suppressed (writer);
  if (kw_faults_names (faults, KW_FAULT_ADDITIONAL_DATA, self->type))
    write_epic (writer, "4119",
                "This response includes information available to the authorized user at the time "
                "of the request. It may not contain the entire record available in the system.");
  if (kw_faults_names (faults, KW_FAULT_NOTHING_FOUND, self->type))
    write_epic (writer, "4101", "Resource request returns no results.");
  kw_json_writer_end_array (writer);
}

static GBytes *
write_page (const Search *self)
{
  const KwFaults *faults = self->request->clinic->faults;
  const KwDemoHospital *hospital = self->request->clinic->hospitals[self->request->hospital];
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "resourceType", "Bundle");
  kw_json_writer_member (writer, "type", "searchset");
  if (kw_faults_has (faults, KW_FAULT_TOTAL_ZERO)
      || (hospital->counts && !kw_faults_has (faults, KW_FAULT_NO_TOTAL)))
    {
      kw_json_writer_name (writer, "total");
      kw_json_writer_int (
          writer, kw_faults_has (faults, KW_FAULT_TOTAL_ZERO) ? 0 : (gint64) self->found->len);
    }
  write_links (self, writer);
  write_entries (self, writer);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}

static void
answer_page (const Search *self)
{
  const KwFaults *faults = self->request->clinic->faults;
  const char *content_type = kw_faults_has (faults, KW_FAULT_OLD_CONTENT_TYPE)
                                 ? "application/json+fhir"
                             : kw_faults_has (faults, KW_FAULT_PLAIN_CONTENT_TYPE)
                                 ? "application/json"
                                 : "application/fhir+json;charset=utf-8";
  g_autoptr (GBytes) page = write_page (self);
  if (kw_faults_names (faults, KW_FAULT_CUT_OFF, self->type))
    {
      g_autoptr (GBytes) half = g_bytes_new_from_bytes (page, 0, g_bytes_get_size (page) / 2);
      kw_demo_answer_bytes (self->request->message, 200, content_type, half);
    }
  else
    kw_demo_answer_bytes (self->request->message, 200, content_type, page);
}

/* One stored record, the patient's fourth of its type, cannot be sent and spoils every page that it
 * is on. */
static gboolean
holds_bad_record (const Search *self, const char *patient_id)
{
  const KwDemoHospital *hospital = self->request->clinic->hospitals[self->request->hospital];
  KwDemoQuery all = { .patient_id = patient_id };
  if (!kw_faults_names (self->request->clinic->faults, KW_FAULT_BAD_RECORD, self->type))
    return FALSE;
  g_autoptr (GPtrArray) records = kw_demo_store_search (hospital->store, self->type, &all);
  guint end = MIN (self->offset + self->count, self->found->len);
  for (guint i = self->offset; records->len > 3 && i < end; i++)
    if (g_ptr_array_index (self->found, i) == g_ptr_array_index (records, 3))
      return TRUE;
  return FALSE;
}

/* What a parent sees of a child who has passed the birthday from which hospitals say less. */
static void
thin_out (Search *self, const KwDemoGrant *grant)
{
  gboolean proxy = grant->patient != g_ptr_array_index (grant->login->records, 0);
  gboolean kept
      = g_str_equal (self->type, "Immunization") || g_str_equal (self->type, "AllergyIntolerance");
  if (proxy && !kept && kw_faults_has (self->request->clinic->faults, KW_FAULT_CHILD_THINNED))
    g_ptr_array_set_size (self->found, (int) self->found->len / 4);
  if (kw_faults_names (self->request->clinic->faults, KW_FAULT_NOTHING_FOUND, self->type))
    g_ptr_array_set_size (self->found, 0);
}

/* A list of one type about the token's patient. */
void
kw_demo_fhir_search (const KwDemoRequest *request, const KwDemoGrant *grant, const char *type)
{
  g_auto (Search) self = { .request = request, .type = type };
  SoupServerMessage *message = request->message;
  if (!read_query (&self))
    {
      kw_demo_answer_outcome (message, 410, "expired", "This page has lapsed; search again");
      return;
    }
  const char *patient_id = patient_of (&self);
  const char *missing = missing_parameter (&self);
  if (patient_id == NULL)
    kw_demo_answer (message, 400, "text/plain", "no supported search parameters provided");
  else if (!g_str_equal (patient_id, grant->patient->patient_id))
    kw_demo_answer_gateway (request, &not_theirs);
  else if (missing != NULL)
    {
      g_autofree char *text = g_strdup_printf ("The parameter %s is required", missing);
      kw_demo_answer_outcome (message, 400, "required", text);
    }
  else
    {
      find (&self, patient_id);
      thin_out (&self, grant);
      if (holds_bad_record (&self, patient_id))
        kw_demo_answer_outcome (message, 500, "required", "A stored record lacks a required field");
      else
        answer_page (&self);
    }
}
