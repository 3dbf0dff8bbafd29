/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cli/output.h"

static KwExit
print_json (GPtrArray *people)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);
  gsize size = 0;

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "format", "keepwell-people/1");
  kw_json_writer_name (writer, "people");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < people->len; i++)
    {
      const KwPerson *person = g_ptr_array_index (people, i);

      kw_json_writer_begin_object (writer);
      kw_json_writer_member (writer, "uuid", person->uuid);
      kw_json_writer_member (writer, "name", person->name);
      kw_json_writer_member (writer, "birthDate", person->birth_date);
      kw_json_writer_member (writer, "sex", person->sex);
      kw_json_writer_name (writer, "sample");
      kw_json_writer_boolean (writer, person->sample);
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);

  g_autoptr (GBytes) bytes = kw_json_writer_end (writer);
  const char *data = g_bytes_get_data (bytes, &size);
  KwExit status = kw_cli_print (data, size);

  return status == KW_EXIT_DONE ? kw_cli_print ("\n", 1) : status;
}

/* people [--format text|json] */
KwExit
kw_verb_people (KwCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = kw_library_list_people (cli->data_dir, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  if (people == NULL)
    return kw_cli_fail (NULL, error);
  if (cli->format == KW_FORMAT_JSON)
    return print_json (people);
  for (guint i = 0; i < people->len; i++)
    {
      const KwPerson *person = g_ptr_array_index (people, i);
      g_autofree char *year = kw_person_dup_birth_year (person);

      g_string_append (out, person->name ? person->name : person->uuid);
      if (year != NULL)
        g_string_append_printf (out, ", %s", year);
      g_string_append_c (out, '\n');
    }
  return kw_cli_print (out->str, out->len);
}
