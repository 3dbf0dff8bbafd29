/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/sign-in-pages.h"

static const char style[]
    = ":root{color-scheme:light dark;--paper:#f6f5f4;--card:#fff;--ink:#1f1f24;--soft:#5e5c64;"
      "--line:#d0ccc8;--mark:#1a5fb4;--on:#fff;--bar:#1a5fb4}"
      "@media(prefers-color-scheme:dark){:root{--paper:#1e1e22;--card:#2b2b30;--ink:#f2f1f0;"
      "--soft:#b5b2ae;--line:#48484f;--mark:#78aeed;--on:#10203a;--bar:#12395f}}"
      ".city{--bar:#26614a}"
      "*{box-sizing:border-box}"
      "body{margin:0;background:var(--paper);color:var(--ink);"
      "font:1.125rem/1.5 Cantarell,'Noto Sans','DejaVu Sans',sans-serif}"
      "header{background:var(--bar);color:#fff;padding:1rem 1.25rem}"
      "header div{max-width:31.5rem;margin:0 auto}"
      "header b{display:block;font-size:1.3rem;line-height:1.3}"
      "main{max-width:34rem;margin:1.5rem auto;padding:0 1.25rem}"
      "h1{font-size:1.5rem;line-height:1.3;margin:0 0 .5rem}"
      "p{margin:0 0 1.25rem}"
      "ul{margin:0 0 1.25rem;padding-left:1.4rem}"
      "button{display:block;width:100%;margin:0 0 .75rem;padding:.8rem 1rem;text-align:left;"
      "font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);"
      "border-radius:12px;cursor:pointer}"
      "button b{display:block}"
      "button span,footer{color:var(--soft);font-size:1rem}"
      "button:hover{border-color:var(--mark)}"
      "button:focus{outline:3px solid var(--mark);outline-offset:2px}"
      "button.main{background:var(--mark);border-color:var(--mark);color:var(--on);"
      "text-align:center;font-weight:bold}"
      "button.other{text-align:center}"
      "footer{border-top:1px solid var(--line);margin-top:1.5rem;padding:1rem 0}";

static GString *
begin (const KwDemoHospital *hospital, const char *title)
{
  GString *page = g_string_new ("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
  g_string_append_printf (
      page,
      "<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
      "<title>%s – %s</title>\n<style>%s</style>\n</head>\n<body class=\"%s\">\n"
      "<header><div><b>%s</b>%s</div></header>\n<main>\n<h1>%s</h1>\n",
      title, hospital->name, style, hospital->style, hospital->name, hospital->place, title);
  return page;
}

static char *
end (GString *page)
{
  g_string_append (page, "<footer>This is a demonstration. The hospital and everybody in it are "
                         "invented. Never type a real password here.</footer>\n"
                         "</main>\n</body>\n</html>\n");
  return g_string_free (page, FALSE);
}

static void
begin_form (GString *page,
            const KwDemoHospital *hospital,
            const KwDemoAttempt *attempt,
            const char *step)
{
  g_string_append_printf (page,
                          "<form method=\"post\" action=\"/tenants/%s/%s\">\n"
                          "<input type=\"hidden\" name=\"attempt\" value=\"%s\">\n",
                          hospital->tenant, step, attempt->id);
}

typedef struct
{
  const char *name; /* of the form's member */
  const char *value;
  const char *label;
  const char *more; /* a second line; NULL */
  gboolean first;   /* has the focus, so that Enter takes it */
} Button;

static void
add_button (GString *page, const Button *button)
{
  g_autofree char *value = g_markup_escape_text (button->value, -1);
  g_autofree char *label = g_markup_escape_text (button->label, -1);
  g_autofree char *more = g_markup_escape_text (button->more == NULL ? "" : button->more, -1);
  g_string_append_printf (page,
                          "<button name=\"%s\" value=\"%s\"%s><b>%s</b><span>%s</span></button>\n",
                          button->name, value, button->first ? " autofocus" : "", label, more);
}

char *
kw_demo_page_sign_in (const KwDemoHospital *hospital, const KwDemoAttempt *attempt)
{
  GString *page = begin (hospital, "Who is signing in?");
  g_string_append (page, "<p>Choose a name. No password is needed here.</p>\n");
  begin_form (page, hospital, attempt, "sign-in");
  for (guint i = 0; i < hospital->logins->len; i++)
    {
      const KwDemoLogin *login = g_ptr_array_index (hospital->logins, i);
      add_button (page, &(Button){ "user", login->name, login->name, login->who, i == 0 });
    }
  g_string_append (page, "</form>\n");
  return end (page);
}

/* For a login that may see more than one record. */
char *
kw_demo_page_choose (const KwDemoHospital *hospital, const KwDemoAttempt *attempt)
{
  GString *page = begin (hospital, "Whose record?");
  const KwDemoLogin *login = attempt->login;
  g_string_append_printf (page, "<p>Signed in as %s. You may see these records.</p>\n",
                          login->name);
  begin_form (page, hospital, attempt, "patient");
  for (guint i = 0; i < login->records->len; i++)
    {
      const KwDemoPerson *person = g_ptr_array_index (login->records, i);
      add_button (page,
                  &(Button){ "patient", person->patient_id, person->name, person->who, i == 0 });
    }
  g_string_append (page, "</form>\n");
  return end (page);
}

char *
kw_demo_page_consent (const KwDemoHospital *hospital, const KwDemoAttempt *attempt)
{
  GString *page = begin (hospital, "Let Keepwell read this record?");
  gboolean offline = strstr (attempt->scope, "offline_access") != NULL;
  g_string_append_printf (page,
                          "<p>Keepwell, a program on your computer, asks to read the record of "
                          "<b>%s</b>:</p>\n<ul>\n"
                          "<li>allergies, conditions and medicines</li>\n"
                          "<li>test results and measurements</li>\n"
                          "<li>visits, notes and documents</li>\n</ul>\n<p>%s It cannot change "
                          "anything.</p>\n",
                          attempt->patient->name,
                          offline ? "It may read it again until you withdraw this."
                                  : "It may read it for a few minutes.");
  begin_form (page, hospital, attempt, "consent");
  g_string_append (
      page, "<button class=\"main\" name=\"answer\" value=\"allow\" autofocus>Allow</button>\n"
            "<button class=\"other\" name=\"answer\" value=\"deny\">Do not allow</button>\n"
            "</form>\n");
  return end (page);
}

char *
kw_demo_page_message (const KwDemoHospital *hospital, const char *title, const char *text)
{
  GString *page = begin (hospital, title);
  g_string_append_printf (page, "<p>%s</p>\n", text);
  return end (page);
}
