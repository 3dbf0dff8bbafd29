/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/clinic-private.h"

#define FHIR_JSON "application/fhir+json;charset=utf-8"

void
kw_demo_answer_bytes (SoupServerMessage *message,
                      guint status,
                      const char *content_type,
                      GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, content_type, SOUP_MEMORY_COPY, data, size);
}

void
kw_demo_answer (SoupServerMessage *message,
                guint status,
                const char *content_type,
                const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  kw_demo_answer_bytes (message, status, content_type, body);
}

void
kw_demo_answer_json (SoupServerMessage *message, guint status, KwJsonWriter *writer)
{
  g_autoptr (GBytes) body = kw_json_writer_end (writer);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Pragma", "no-cache");
  kw_demo_answer_bytes (message, status, "application/json", body);
}

/* The shape that was seen on the wire: not an OperationOutcome, the code inside the message. */
void
kw_demo_answer_gateway (const KwDemoRequest *request, const KwDemoGatewayError *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  const char *description = answer->description;
  g_autofree char *detail = description == NULL
                                ? g_strdup ("")
                                : g_strdup_printf (", error_description=\"%s\"", description);
  g_autofree char *message
      = g_strdup_printf ("code=\"urn:cerner:error:oauth2:resource-access:%s\", error=\"%s\"%s",
                         answer->urn, answer->error, detail);
  g_autofree char *challenge = g_strdup_printf ("Bearer realm=\"%s\", error=\"%s\"%s",
                                                request->clinic->fhir_host, answer->error, detail);
  soup_message_headers_replace (headers, "Server", "Oracle API Gateway");
  soup_message_headers_replace (headers, "WWW-Authenticate", challenge);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "message", message);
  kw_json_writer_name (writer, "code");
  kw_json_writer_int (writer, answer->status);
  kw_json_writer_end_object (writer);
  g_autoptr (GBytes) body = kw_json_writer_end (writer);
  kw_demo_answer_bytes (request->message, answer->status, "application/json", body);
}

void
kw_demo_answer_outcome (SoupServerMessage *message,
                        guint status,
                        const char *code,
                        const char *text)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "resourceType", "OperationOutcome");
  kw_json_writer_name (writer, "issue");
  kw_json_writer_begin_array (writer);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "severity", status >= 500 ? "fatal" : "error");
  kw_json_writer_member (writer, "code", code);
  kw_json_writer_name (writer, "details");
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "text", text);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  g_autoptr (GBytes) body = kw_json_writer_end (writer);
  kw_demo_answer_bytes (message, status, FHIR_JSON, body);
}

/* The address of an attachment is the word "none". */
static void
hide_addresses (GString *text)
{
  static const char mark[] = "\"url\":\"Binary/";
  for (char *found = strstr (text->str, mark); found != NULL; found = strstr (text->str, mark))
    {
      gsize start = (gsize) (found - text->str) + strlen ("\"url\":\"");
      gsize length = strcspn (text->str + start, "\"");
      g_string_erase (text, (gssize) start, (gssize) length);
      g_string_insert (text, (gssize) start, "none");
    }
}

/* Whatever an attachment is, it says that it is plain text. */
static void
tell_lies (GString *text)
{
  static const char *const types[] = { "application/pdf", "application/rtf", "text/rtf",
                                       "text/html",       "image/png",       "image/jpeg" };
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *truth = g_strdup_printf ("\"contentType\":\"%s\"", types[i]);
      g_string_replace (text, truth, "\"contentType\":\"text/plain\"", 0);
    }
}

/* A key behind each address, another one each time. */
static void
sign_addresses (GString *text, const char *url)
{
  static guint n_signed = 0;
  gsize at = 0;
  for (char *found = strstr (text->str, url); found != NULL; found = strstr (text->str + at, url))
    {
      g_autofree char *key = g_strdup_printf ("?X-Demo-Signature=%u", ++n_signed);
      at = (gsize) (found - text->str) + strlen (url);
      at += strcspn (text->str + at, "\"");
      g_string_insert (text, (gssize) at, key);
    }
}

GBytes *
kw_demo_body_of (const KwDemoRequest *request, const KwDemoResource *resource)
{
  const KwClinic *clinic = request->clinic;
  gboolean absolute = kw_faults_has (clinic->faults, KW_FAULT_ATTACHMENT_ABSOLUTE);
  gboolean none = kw_faults_has (clinic->faults, KW_FAULT_ATTACHMENT_NONE);
  gboolean lies = kw_faults_has (clinic->faults, KW_FAULT_ATTACHMENT_LIES);
  gboolean presigned = kw_faults_has (clinic->faults, KW_FAULT_ATTACHMENT_PRESIGNED);
  if (!absolute && !none && !lies && !presigned
      && !kw_faults_has (clinic->faults, KW_FAULT_ATTACHMENT_OUTSIDE)
      && !kw_faults_has (clinic->faults, KW_FAULT_ATTACHMENT_EXPIRED))
    return g_bytes_ref (resource->body);
  gsize size;
  const char *data = g_bytes_get_data (resource->body, &size);
  GString *text = g_string_new_len (data, (gssize) size);
  g_autofree char *place = absolute
                               ? g_strdup (clinic->bases[request->hospital])
                               : g_strdup_printf ("%s/tenants/%s/presigned", clinic->auth_origin,
                                                  clinic->hospitals[request->hospital]->tenant);
  g_autofree char *url = g_strdup_printf ("\"url\":\"%s/Binary/", place);
  if (none)
    hide_addresses (text);
  else if (lies)
    tell_lies (text);
  else
    g_string_replace (text, "\"url\":\"Binary/", url, 0);
  if (presigned)
    sign_addresses (text, url);
  return g_string_free_to_bytes (text);
}

void
kw_demo_answer_content (const KwDemoRequest *request, const KwDemoResource *binary)
{
  g_autoptr (KwJson) json = kw_json_new (binary->body, G_MAXSIZE, NULL);
  const KwJsonNode *root = kw_json_get_root (json);
  gsize size;
  guchar *data = g_base64_decode (kw_json_string_at (root, "data"), &size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
  kw_demo_answer_bytes (request->message, 200, kw_json_string_at (root, "contentType"), bytes);
}
