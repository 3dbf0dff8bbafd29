/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/sign-in.h"

#include <libsoup/soup.h>

#define MAX_STEPS 8

/* ---- reading a page ---- */

/* The members and the address of the page's form, and its buttons. */
typedef struct
{
  char *action;
  GHashTable *hidden;
  GPtrArray *buttons; /* of Button */
} Page;

typedef struct
{
  char *name;
  char *value;
  char *label;
} Button;

static void
button_free (Button *self)
{
  g_free (self->name);
  g_free (self->value);
  g_free (self->label);
  g_free (self);
}

static void
page_clear (Page *self)
{
  g_clear_pointer (&self->action, g_free);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

/* The five entities that g_markup_escape_text() writes. */
static char *
unescape (char *text)
{
  static const char *const pairs[][2] = {
    { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" }, { "&amp;", "&" }
  };
  g_autoptr (GString) string = g_string_new (text);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_string_replace (string, pairs[i][0], pairs[i][1], 0);
  g_free (text);
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static GMatchInfo *
match (const char *pattern, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DOTALL, 0, NULL);
  GMatchInfo *info = NULL;
  g_regex_match (regex, text, 0, &info);
  return info;
}

static void
read_page (Page *page, const char *html)
{
  g_autoptr (GMatchInfo) form = match ("<form method=\"post\" action=\"([^\"]*)\"", html);
  g_autoptr (GMatchInfo) hidden
      = match ("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"", html);
  g_autoptr (GMatchInfo) button
      = match ("<button[^>]* ?name=\"([^\"]*)\" value=\"([^\"]*)\"[^>]*>(?:<b>)?([^<]*)<", html);
  page->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  page->buttons = g_ptr_array_new_with_free_func ((GDestroyNotify) button_free);
  if (g_match_info_matches (form))
    page->action = unescape (g_match_info_fetch (form, 1));
  for (; g_match_info_matches (hidden); g_match_info_next (hidden, NULL))
    g_hash_table_insert (page->hidden, g_match_info_fetch (hidden, 1),
                         unescape (g_match_info_fetch (hidden, 2)));
  for (; g_match_info_matches (button); g_match_info_next (button, NULL))
    {
      Button *found = g_new0 (Button, 1);
      found->name = g_match_info_fetch (button, 1);
      found->value = unescape (g_match_info_fetch (button, 2));
      found->label = unescape (g_match_info_fetch (button, 3));
      g_ptr_array_add (page->buttons, found);
    }
}

/* ---- choosing a button ---- */

static const Button *
find_label (const Page *page, const char *label)
{
  for (guint i = 0; label != NULL && i < page->buttons->len; i++)
    {
      const Button *button = g_ptr_array_index (page->buttons, i);
      if (g_ascii_strcasecmp (button->label, label) == 0)
        return button;
    }
  return NULL;
}

/* The button that a person with these wishes would press on this page. */
static const Button *
choose (const Page *page, const KwDemoChoice *choice, GError **error)
{
  const Button *first = page->buttons->len == 0 ? NULL : g_ptr_array_index (page->buttons, 0);
  const Button *chosen = NULL;
  if (page->action == NULL || first == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The page has no button");
      return NULL;
    }
  if (g_str_equal (first->name, "user"))
    chosen = find_label (page, choice->user);
  else if (g_str_equal (first->name, "patient"))
    chosen = choice->patient == NULL ? first : find_label (page, choice->patient);
  else
    chosen = choice->deny ? g_ptr_array_index (page->buttons, page->buttons->len - 1) : first;
  if (chosen == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The page has no such name");
  return chosen;
}

static SoupMessage *
press (const Page *page, const Button *button, GUri *base, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse_relative (base, page->action, SOUP_HTTP_URI_FLAGS, error);
  if (uri == NULL)
    return NULL;
  g_hash_table_insert (page->hidden, g_strdup (button->name), g_strdup (button->value));
  g_autofree char *form = soup_form_encode_hash (page->hidden);
  g_autoptr (GBytes) body = g_bytes_new (form, strlen (form));
  SoupMessage *message = soup_message_new_from_uri ("POST", uri);
  soup_message_set_request_body_from_bytes (message, SOUP_FORM_MIME_TYPE_URLENCODED, body);
  return message;
}

/* ---- walking ---- */

/* One page: the message that the next step sends, or the address that left the clinic in
 * @out_redirect. */
static SoupMessage *
step (SoupSession *session,
      SoupMessage *message,
      const KwDemoChoice *choice,
      char **out_redirect,
      GError **error)
{
  g_auto (Page) page = { 0 };
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_autoptr (GBytes) body = soup_session_send_and_read (session, message, NULL, error);
  if (body == NULL)
    return NULL;
  guint status = soup_message_get_status (message);
  if (SOUP_STATUS_IS_REDIRECTION (status))
    {
      *out_redirect = g_strdup (
          soup_message_headers_get_one (soup_message_get_response_headers (message), "Location"));
      return NULL;
    }
  if (status != SOUP_STATUS_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The page answered with status %u",
                   status);
      return NULL;
    }
  g_autofree char *html = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  read_page (&page, html);
  const Button *button = choose (&page, choice, error);
  return button == NULL ? NULL : press (&page, button, soup_message_get_uri (message), error);
}

/**
 * kw_demo_sign_in:
 *
 * Follows the pages from @authorize_url on. Blocks. Nothing is stored.
 *
 * ```c
 * redirect = kw_demo_sign_in (url, &(KwDemoChoice){ .user = "Rosa Alvarez" }, &error);
 * ```
 *
 * Returns: (transfer full): the redirect address, or `NULL` with an error of the network or of
 *   `G_IO_ERROR` when a page has no such button
 */
char *
kw_demo_sign_in (const char *authorize_url, const KwDemoChoice *choice, GError **error)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 30, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", authorize_url);
  g_autofree char *redirect = NULL;
  g_autoptr (GError) problem = NULL;
  if (message == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Not an address");
      return NULL;
    }
  for (guint i = 0; i < MAX_STEPS && message != NULL; i++)
    {
      g_autoptr (SoupMessage) sent = g_steal_pointer (&message);
      message = step (session, sent, choice, &redirect, &problem);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (redirect == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The pages lead nowhere");
  return g_steal_pointer (&redirect);
}
