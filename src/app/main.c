/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <sys/resource.h>

#include "app/application.h"

int
main (int argc, char **argv)
{
  /* A core file would hold the record. */
  const struct rlimit no_core = { 0, 0 };

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KW_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  setrlimit (RLIMIT_CORE, &no_core);
  g_set_prgname ("keepwell");

  g_autoptr (KwApplication) application = kw_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
