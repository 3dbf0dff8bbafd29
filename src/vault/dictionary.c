/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/dictionary.h"

#include <gio/gio.h>

#include "vault/vault-resources.h"

#define PATH "/io/github/keepwell/Keepwell/vault/dictionary-1.zdict"

/* What FHIR looks like, learned from invented records alone (tools/train-dictionary), so that the
 * file tells nothing about anybody. A resource is too small to learn from itself. */
static GBytes *
load (void)
{
  GBytes *bytes = g_resource_lookup_data (kw_vault_resources_get_resource (), PATH,
                                          G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    g_error ("the program was built without its dictionary");
  return bytes;
}

const ZSTD_CDict *
kw_dictionary_get_compressor (int level)
{
  static gsize made = 0;

  if (g_once_init_enter (&made))
    {
      g_autoptr (GBytes) bytes = load ();

      g_once_init_leave (&made, (gsize) ZSTD_createCDict (g_bytes_get_data (bytes, NULL),
                                                          g_bytes_get_size (bytes), level));
    }
  return (const ZSTD_CDict *) made;
}

const ZSTD_DDict *
kw_dictionary_get_decompressor (guint number)
{
  static gsize made = 0;

  if (number != KW_DICTIONARY_CURRENT)
    return NULL;
  if (g_once_init_enter (&made))
    {
      g_autoptr (GBytes) bytes = load ();

      g_once_init_leave (&made, (gsize) ZSTD_createDDict (g_bytes_get_data (bytes, NULL),
                                                          g_bytes_get_size (bytes)));
    }
  return (const ZSTD_DDict *) made;
}
