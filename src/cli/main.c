/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "cli/cli.h"
#include "library/units-setting.h"

static const KwVerb verbs[] = {
  { "list", "[FILE…]", N_ ("print the record"), KW_TAKES_FORMAT | KW_TAKES_SECTION, "text,json,csv",
    kw_verb_list },
  { "show", "REF [FILE…]", N_ ("print one record, with everything known of it"), KW_TAKES_FORMAT,
    "text,json,raw", kw_verb_show },
  { "search", "WORDS… [-- FILE…]", N_ ("print what the search box finds"), KW_TAKES_FORMAT,
    "text,json,csv", kw_verb_search },
  { "import", "FILE…", N_ ("put files into a person's record"), 0, NULL, kw_verb_import },
  { "export", "[FILE…]", N_ ("write the record into a file"),
    KW_TAKES_FORMAT | KW_TAKES_SECTION | KW_TAKES_SINCE | KW_TAKES_OUT, "pdf,text,csv,fhir,ndjson",
    kw_verb_export },
  { "people", "", N_ ("list the people who have a record here"), KW_TAKES_FORMAT, "text,json",
    kw_verb_people },
  { "connections", "", N_ ("list the hospitals a person is connected to"), KW_TAKES_FORMAT,
    "text,json", kw_verb_connections },
  { "hospitals", "[WORDS…]", N_ ("look for a hospital, or get the lists of them"),
    KW_TAKES_FORMAT | KW_TAKES_LISTS, "text,json", kw_verb_hospitals },
  { "connect", "URL", N_ ("sign in to a hospital and get the records"), KW_TAKES_LOGIN, NULL,
    kw_verb_connect },
  { "sync", "[CONNECTION]", N_ ("get what is new"), KW_TAKES_EVERYTHING, NULL, kw_verb_sync },
  { "check", "CONNECTION|URL", N_ ("find out what is wrong with a connection"), KW_TAKES_FORMAT,
    "text,json", kw_verb_check },
  { "disconnect", "CONNECTION", N_ ("forget a hospital's sign-in, and keep the records"),
    KW_TAKES_DELETE, NULL, kw_verb_disconnect },
};

static const struct
{
  const char *name;
  KwFormat format;
} formats[] = {
  { "text", KW_FORMAT_TEXT },     { "json", KW_FORMAT_JSON }, { "csv", KW_FORMAT_CSV },
  { "raw", KW_FORMAT_RAW },       { "pdf", KW_FORMAT_PDF },   { "fhir", KW_FORMAT_FHIR },
  { "ndjson", KW_FORMAT_NDJSON },
};

static void
clear_cli (KwCli *cli)
{
  g_ptr_array_unref (cli->snapshots);
  g_ptr_array_unref (cli->bundles);
  g_clear_object (&cli->vault);
  g_array_unref (cli->sections);
  g_strfreev (cli->rest);
  g_strfreev (cli->behind);
  g_strfreev (cli->section_ids);
  g_free (cli->data_dir);
  g_free (cli->person);
  g_free (cli->format_name);
  g_free (cli->since);
  g_free (cli->out);
  g_free (cli->client_id);
  g_free (cli->redirect_uri);
  g_free (cli->scope);
  g_free (cli->profile);
  g_free (cli->login_command);
  g_free (cli->list);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KwCli, clear_cli)

static const KwVerb *
find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strcmp0 (verbs[i].name, name) == 0)
      return &verbs[i];
  return NULL;
}

static int
print_help (void)
{
  g_print ("%s\n\n%s\n\n", _ ("Usage: keepwellctl [--data-dir DIR] [--person NAME] VERB …"),
           _ ("Your own health record, on the command line. With FILEs, list, show, search and "
              "export read\nonly those files."));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *call = g_strdup_printf ("%s %s", verbs[i].name, verbs[i].arguments);
      int pad = 30 - (int) g_utf8_strlen (call, -1);

      g_print ("  %s%*s%s\n", call, MAX (pad, 1), "", _ (verbs[i].summary));
    }
  g_print ("\n%s\n", _ ("Exit status: 0 done, 1 failed, 2 usage, 3 done in part, 4 sign-in needed, "
                        "5 locked."));
  return KW_EXIT_DONE;
}

static void
add_login_entries (GOptionContext *context, KwCli *cli)
{
  const GOptionEntry entries[] = {
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &cli->client_id,
      N_ ("The id this program has at the server"), "ID" },
    { "redirect-uri", 0, 0, G_OPTION_ARG_STRING, &cli->redirect_uri,
      N_ ("Where the server sends the answer"), "URI" },
    { "scope", 0, 0, G_OPTION_ARG_STRING, &cli->scope, N_ ("What to ask for"), "SCOPE" },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &cli->profile,
      N_ ("How the server writes scopes: smart-v1 or smart-v2"), "NAME" },
    { "login-command", 0, 0, G_OPTION_ARG_STRING, &cli->login_command,
      N_ ("A command that opens the address and prints the redirect"), "CMD" },
    { "browser", 0, 0, G_OPTION_ARG_NONE, &cli->browser, N_ ("Sign in with your own browser"),
      NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static void
add_entry (GOptionContext *context, gboolean takes, GOptionEntry entry)
{
  const GOptionEntry entries[] = { entry, { NULL } };

  if (takes)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static void
add_entries (GOptionContext *context, KwCli *cli, const KwVerb *verb)
{
  const KwCliOptions options = verb ? verb->options : 0;
  const char *known = verb && verb->formats ? verb->formats : "";

  add_entry (context, TRUE,
             (GOptionEntry){ "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &cli->data_dir,
                             N_ ("Where everything of Keepwell's is kept"), "DIR" });
  add_entry (context, TRUE,
             (GOptionEntry){ "person", 0, 0, G_OPTION_ARG_STRING, &cli->person, N_ ("Whose record"),
                             "NAME" });
  add_entry (
      context, options & KW_TAKES_FORMAT,
      (GOptionEntry){ "format", 0, 0, G_OPTION_ARG_STRING, &cli->format_name, known, "FORMAT" });
  add_entry (context, options & KW_TAKES_SECTION,
             (GOptionEntry){ "section", 0, 0, G_OPTION_ARG_STRING_ARRAY, &cli->section_ids,
                             N_ ("Only this section; may be given several times"), "ID" });
  add_entry (context, options & KW_TAKES_SINCE,
             (GOptionEntry){ "since", 0, 0, G_OPTION_ARG_STRING, &cli->since,
                             N_ ("Only what is of this day or later"), "DATE" });
  add_entry (context, options & KW_TAKES_OUT,
             (GOptionEntry){ "output", 'o', 0, G_OPTION_ARG_FILENAME, &cli->out,
                             N_ ("The file to write"), "OUT" });
  add_entry (context, options & KW_TAKES_LISTS,
             (GOptionEntry){ "import", 0, 0, G_OPTION_ARG_STRING, &cli->list,
                             N_ ("Keep this list of hospitals"), "FILE|URL" });
  add_entry (context, options & KW_TAKES_LISTS,
             (GOptionEntry){ "update", 0, 0, G_OPTION_ARG_NONE, &cli->update,
                             N_ ("Get the lists that the makers publish"), NULL });
  add_entry (context, options & KW_TAKES_DELETE,
             (GOptionEntry){ "delete-records", 0, 0, G_OPTION_ARG_NONE, &cli->delete_records,
                             N_ ("Delete what came from there as well"), NULL });
  add_entry (context, options & KW_TAKES_EVERYTHING,
             (GOptionEntry){ "everything", 0, 0, G_OPTION_ARG_NONE, &cli->everything,
                             N_ ("Ask for the whole record, and not only for changes"), NULL });
  if (options & KW_TAKES_LOGIN)
    add_login_entries (context, cli);
}

/* The default is the first one that the verb knows. */
static gboolean
read_format (KwCli *cli, const KwVerb *verb)
{
  g_auto (GStrv) known = g_strsplit (verb->formats ? verb->formats : "", ",", -1);
  const char *name = cli->format_name ? cli->format_name : known[0];

  if (verb->formats == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (name, formats[i].name) == 0
        && g_strv_contains ((const char *const *) known, name))
      {
        cli->format = formats[i].format;
        return TRUE;
      }

  g_autofree char *sentence = g_strdup_printf (_ ("'%s' is no format of '%s'. There are: %s."),
                                               name, verb->name, verb->formats);

  kw_cli_usage (cli, sentence);
  return FALSE;
}

static gboolean
read_sections (KwCli *cli)
{
  for (guint i = 0; cli->section_ids != NULL && cli->section_ids[i] != NULL; i++)
    {
      KwSection section;

      if (!kw_section_from_id (cli->section_ids[i], &section))
        {
          g_autofree char *sentence
              = g_strdup_printf (_ ("There is no section '%s'."), cli->section_ids[i]);

          kw_cli_usage (cli, sentence);
          return FALSE;
        }
      g_array_append_val (cli->sections, section);
    }
  return TRUE;
}

/* Parses @argv, whose first element is the program or the verb, and leaves the rest in cli->rest.
 */
static gboolean
parse (KwCli *cli, const KwVerb *verb, char ***argv, gboolean only_before)
{
  g_autoptr (GOptionContext) context = g_option_context_new (verb ? verb->arguments : "VERB …");
  g_autoptr (GError) error = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_strict_posix (context, only_before);
  g_option_context_set_help_enabled (context, verb != NULL);
  if (verb != NULL)
    g_option_context_set_summary (context, _ (verb->summary));
  add_entries (context, cli, verb);
  if (g_option_context_parse_strv (context, argv, &error))
    return TRUE;
  kw_cli_usage (cli, error->message);
  return FALSE;
}

/* The arguments without the program up to "--", as options want them; what stands behind "--" is
 * taken as it is. */
static char **
split_arguments (const KwVerb *verb, char **arguments, char ***out_behind)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *program = g_strconcat ("keepwellctl ", verb->name, NULL);
  guint i = 0;

  g_strv_builder_add (builder, program);
  for (; arguments[i] != NULL && !g_str_equal (arguments[i], "--"); i++)
    g_strv_builder_add (builder, arguments[i]);
  *out_behind = arguments[i] != NULL ? g_strdupv (arguments + i + 1) : g_new0 (char *, 1);
  return g_strv_builder_end (builder);
}

static KwExit
run_verb (KwCli *cli, const KwVerb *verb, char **arguments)
{
  g_auto (GStrv) argv = split_arguments (verb, arguments, &cli->behind);

  cli->verb = verb->name;
  if (!parse (cli, verb, &argv, FALSE) || !read_format (cli, verb) || !read_sections (cli))
    return KW_EXIT_USAGE;
  cli->rest = g_strdupv (argv + 1);
  if (cli->data_dir == NULL)
    cli->data_dir = g_build_filename (g_get_user_data_dir (), "keepwell", NULL);
  return verb->run (cli);
}

int
main (int argc, char *argv[])
{
  g_auto (KwCli) cli = {
    .sections = g_array_new (FALSE, FALSE, sizeof (KwSection)),
    .bundles = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_bundle_free),
    .snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_snapshot_unref),
  };
  g_auto (GStrv) arguments = NULL;
  const KwVerb *verb;

  /* No memory with health facts or keys ever becomes a core file. */
  setrlimit (RLIMIT_CORE, &(struct rlimit){ 0, 0 });
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KW_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  kw_units_setting_load ();
  (void) argc;
  arguments = g_strdupv (argv);
  if (arguments[1] == NULL || g_strcmp0 (arguments[1], "--help") == 0
      || g_strcmp0 (arguments[1], "-h") == 0)
    return arguments[1] ? print_help () : (print_help (), KW_EXIT_USAGE);
  if (g_strcmp0 (arguments[1], "--version") == 0)
    return g_print ("keepwellctl %s\n", KW_VERSION), KW_EXIT_DONE;
  if (!parse (&cli, NULL, &arguments, TRUE))
    return KW_EXIT_USAGE;
  verb = find_verb (arguments[1]);
  if (verb == NULL)
    {
      g_autofree char *sentence
          = g_strdup_printf (_ ("There is no verb '%s'."), arguments[1] ? arguments[1] : "");

      return kw_cli_usage (&cli, sentence);
    }
  return run_verb (&cli, verb, arguments + 2);
}
