/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "library/library.h"
#include "net/vendor.h"

G_BEGIN_DECLS

/* Exit statuses are a contract (docs/cli.md). */
typedef enum
{
  KW_EXIT_DONE = 0,
  KW_EXIT_FAILED = 1,
  KW_EXIT_USAGE = 2,
  KW_EXIT_PART = 3,    /* something named on stderr is missing, or a server refuses its own token */
  KW_EXIT_SIGN_IN = 4, /* signing in is needed and would help */
  KW_EXIT_LOCKED = 5,  /* the vault is locked */
} KwExit;

typedef enum
{
  KW_FORMAT_TEXT,
  KW_FORMAT_JSON,
  KW_FORMAT_CSV,
  KW_FORMAT_RAW,
  KW_FORMAT_PDF,
  KW_FORMAT_FHIR,
  KW_FORMAT_NDJSON,
} KwFormat;

/* What was typed, and what was opened because of it. */
typedef struct
{
  const char *verb;
  char *data_dir;
  char *person;
  char *format_name;
  char **section_ids;
  char *since;
  char *out;
  char *client_id;
  char *redirect_uri;
  char *scope;
  char *profile;
  char *login_command;
  gboolean browser;
  char *list; /* a list of hospitals to import */
  gboolean update;
  gboolean delete_records;
  gboolean everything;
  char **rest;   /* arguments without a name */
  char **behind; /* what stands behind "--" */

  KwFormat format;
  GArray *sections; /* of KwSection, empty: all */

  GPtrArray *bundles;   /* of KwBundle; the snapshots borrow from them */
  GPtrArray *snapshots; /* of KwSnapshot: one, or one a person of the files */
  KwVault *vault;       /* NULL when files were named */
} KwCli;

/* Which options a verb takes. */
typedef enum
{
  KW_TAKES_FORMAT = 1 << 0,
  KW_TAKES_SECTION = 1 << 1,
  KW_TAKES_SINCE = 1 << 2,
  KW_TAKES_OUT = 1 << 3,
  KW_TAKES_LOGIN = 1 << 4,
  KW_TAKES_LISTS = 1 << 5,
  KW_TAKES_DELETE = 1 << 6,
  KW_TAKES_EVERYTHING = 1 << 7,
} KwCliOptions;

typedef struct
{
  const char *name;
  const char *arguments; /* "REF [FILE…]" */
  const char *summary;   /* untranslated */
  KwCliOptions options;
  const char *formats; /* the formats it knows, by comma, the first is the default */
  KwExit (*run) (KwCli *cli);
} KwVerb;

KwExit kw_verb_check (KwCli *cli);
KwExit kw_verb_connect (KwCli *cli);
KwExit kw_verb_connections (KwCli *cli);
KwExit kw_verb_disconnect (KwCli *cli);
KwExit kw_verb_export (KwCli *cli);
KwExit kw_verb_hospitals (KwCli *cli);
KwExit kw_verb_import (KwCli *cli);
KwExit kw_verb_list (KwCli *cli);
KwExit kw_verb_people (KwCli *cli);
KwExit kw_verb_search (KwCli *cli);
KwExit kw_verb_show (KwCli *cli);
KwExit kw_verb_sync (KwCli *cli);

/* Opening. With files no vault and no keyring is touched. On failure the sentence is on stderr. */
gboolean kw_cli_open_files (KwCli *cli, char *const *paths, KwExit *out_exit);
gboolean kw_cli_open_vault (KwCli *cli, KwExit *out_exit);
/* The files of @paths and those behind "--", or the vault when there are none. */
gboolean kw_cli_open_snapshot (KwCli *cli, char *const *paths, KwExit *out_exit);
/* The one person that was meant, by name or by being the only one; NULL without an exit status when
 * there is nobody at all. */
KwPerson *kw_cli_choose_person (KwCli *cli, KwExit *out_exit);

/* Whose record something about @person goes to (NULL: it does not say). An @out_uuid of NULL is a
 * new person. When it cannot be told, the reason is on stderr. */
gboolean kw_cli_match (KwCli *cli, const KwPerson *person, char **out_uuid, KwExit *out_exit);
/* With the uuid that kw_cli_match() gave; _undo_create() takes back a vault made for nothing. */
KwVault *kw_cli_open_or_create (KwCli *cli,
                                const char *uuid,
                                const KwPerson *person,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_cli_undo_create (KwCli *cli, KwVault **vault, const char *uuid);
/* What the window shows first is kept ready, whoever wrote last. */
gboolean kw_cli_store_front_page (KwVault *vault, GError **error);

/* One sentence on stderr: what it is about, what happened, and the place. */
KwExit kw_cli_fail (const char *about, const GError *error);
KwExit kw_cli_usage (const KwCli *cli, const char *sentence);
/* How to get one's record as a file from the vendor's portal, in numbered lines. */
void kw_cli_append_portal_steps (GString *out, const KwVendor *vendor);
void kw_cli_say (const char *format, ...) G_GNUC_PRINTF (1, 2); /* on stderr */
/* Writes everything to stdout; a closed pipe or a full disk is a failure. */
KwExit kw_cli_print (const char *text, gsize length);

G_END_DECLS
