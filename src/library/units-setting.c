/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/units-setting.h"

#include <gio/gio.h>

/**
 * kw_units_setting_load:
 *
 * Window and command line read one setting, so that a PDF and a CSV file say what the screen says
 * (rule V2).
 */
void
kw_units_setting_load (void)
{
  GSettingsSchemaSource *schemas = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
      = schemas != NULL ? g_settings_schema_source_lookup (schemas, KW_APP_ID, TRUE) : NULL;
  KwOwnUnits units;

  /* GSettings ends a program that asks for what is not installed. */
  if (schema == NULL || !g_settings_schema_has_key (schema, "units"))
    return;
  g_autoptr (GSettings) settings = g_settings_new (KW_APP_ID);
  g_autofree char *id = g_settings_get_string (settings, "units");
  if (kw_own_units_from_id (id, &units))
    kw_own_units_set (units);
}
