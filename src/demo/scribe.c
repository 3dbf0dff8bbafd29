/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/scribe.h"

#include <stdio.h>

/* When nothing says when a record was written. */
#define LOADED "2016-01-11"

KwDemoScribe *
kw_scribe_new (KwDemoHospital *hospital, guint index, guint32 seed)
{
  KwDemoScribe *self = g_new0 (KwDemoScribe, 1);
  self->hospital = hospital;
  self->index = index;
  self->rand = g_rand_new_with_seed (seed);
  self->writer = kw_json_writer_new (FALSE);
  self->next_id = 2001;
  return self;
}

void
kw_scribe_free (KwDemoScribe *self)
{
  g_rand_free (self->rand);
  kw_json_writer_free (self->writer);
  g_free (self->patient);
  g_free (self->patient_name);
  g_free (self->born);
  g_free (self->id);
  g_free (self);
}

int
kw_scribe_random (KwDemoScribe *self, int low, int high)
{
  return g_rand_int_range (self->rand, low, high + 1);
}

/* ---- days ---- */

guint
kw_demo_day (const char *date)
{
  int year = 0, month = 0, day = 0;
  g_return_val_if_fail (sscanf (date, "%4d-%2d-%2d", &year, &month, &day) == 3, 1);
  g_autoptr (GDate) value = g_date_new_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (value);
}

char *
kw_demo_date (guint day)
{
  g_autoptr (GDate) value = g_date_new_julian (day);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (value), g_date_get_month (value),
                          g_date_get_day (value));
}

char *
kw_demo_moment (guint day, guint minutes)
{
  g_autofree char *date = kw_demo_date (day);
  return g_strdup_printf ("%sT%02u:%02u:00-05:00", date, minutes / 60, minutes % 60);
}

/* ---- resources ---- */

void
kw_scribe_begin_with_id (KwDemoScribe *self, const char *type, const char *id, const char *date)
{
  gboolean dated = date != NULL && strlen (date) >= 10;
  g_autofree char *updated = g_strdup_printf ("%.10sT22:15:00Z", dated ? date : LOADED);
  g_free (self->id);
  self->id = g_strdup_printf ("%s/%s", type, id);
  kw_json_writer_begin_object (self->writer);
  kw_scribe_string (self, "resourceType", type);
  kw_scribe_string (self, "id", id);
  kw_scribe_open (self, "meta");
  kw_scribe_string (self, "versionId", "1");
  kw_scribe_string (self, "lastUpdated", updated);
  kw_scribe_close (self);
}

void
kw_scribe_begin (KwDemoScribe *self, const char *type, const char *date)
{
  g_autofree char *id = g_strdup_printf ("%c-%u", type[0], self->next_id++);
  kw_scribe_begin_with_id (self, type, id, date);
}

char *
kw_scribe_end (KwDemoScribe *self)
{
  kw_json_writer_end_object (self->writer);
  kw_demo_store_take (self->hospital->store, kw_json_writer_end (self->writer));
  return g_steal_pointer (&self->id);
}

void
kw_scribe_finish (KwDemoScribe *self)
{
  g_free (kw_scribe_end (self));
}

/* ---- members ---- */

void
kw_scribe_open (KwDemoScribe *self, const char *name)
{
  if (name != NULL)
    kw_json_writer_name (self->writer, name);
  kw_json_writer_begin_object (self->writer);
}

void
kw_scribe_close (KwDemoScribe *self)
{
  kw_json_writer_end_object (self->writer);
}

void
kw_scribe_open_list (KwDemoScribe *self, const char *name)
{
  kw_json_writer_name (self->writer, name);
  kw_json_writer_begin_array (self->writer);
}

void
kw_scribe_close_list (KwDemoScribe *self)
{
  kw_json_writer_end_array (self->writer);
}

void
kw_scribe_string (KwDemoScribe *self, const char *name, const char *value)
{
  kw_json_writer_member (self->writer, name, value);
}

void
kw_scribe_number (KwDemoScribe *self, const char *name, const char *text)
{
  if (text == NULL)
    return;
  kw_json_writer_name (self->writer, name);
  kw_json_writer_number (self->writer, text);
}

void
kw_scribe_boolean (KwDemoScribe *self, const char *name, gboolean value)
{
  kw_json_writer_name (self->writer, name);
  kw_json_writer_boolean (self->writer, value);
}

void
kw_scribe_coding (KwDemoScribe *self, const char *name, const KwDemoCode *code)
{
  kw_scribe_open (self, name);
  kw_scribe_string (self, "system", code->system);
  kw_scribe_string (self, "code", code->code);
  kw_scribe_string (self, "display", code->text);
  kw_scribe_close (self);
}

void
kw_scribe_concept (KwDemoScribe *self, const char *name, const KwDemoCode *code)
{
  if (code == NULL || (code->text == NULL && code->code == NULL))
    return;
  kw_scribe_open (self, name);
  if (code->code != NULL)
    {
      kw_scribe_open_list (self, "coding");
      kw_scribe_coding (self, NULL, code);
      kw_scribe_close_list (self);
    }
  kw_scribe_string (self, "text", code->text);
  kw_scribe_close (self);
}

void
kw_scribe_concept_list (KwDemoScribe *self, const char *name, const KwDemoCode *code)
{
  if (code == NULL || (code->text == NULL && code->code == NULL))
    return;
  kw_scribe_open_list (self, name);
  kw_scribe_concept (self, NULL, code);
  kw_scribe_close_list (self);
}

void
kw_scribe_reference (KwDemoScribe *self,
                     const char *name,
                     const char *reference,
                     const char *display)
{
  if (reference == NULL && display == NULL)
    return;
  kw_scribe_open (self, name);
  kw_scribe_string (self, "reference", reference);
  kw_scribe_string (self, "display", display);
  kw_scribe_close (self);
}

void
kw_scribe_reference_list (KwDemoScribe *self,
                          const char *name,
                          const char *reference,
                          const char *display)
{
  if (reference == NULL && display == NULL)
    return;
  kw_scribe_open_list (self, name);
  kw_scribe_reference (self, NULL, reference, display);
  kw_scribe_close_list (self);
}

void
kw_scribe_subject (KwDemoScribe *self)
{
  kw_scribe_reference (self, "subject", self->patient, self->patient_name);
}

void
kw_scribe_patient (KwDemoScribe *self)
{
  kw_scribe_reference (self, "patient", self->patient, self->patient_name);
}

void
kw_scribe_period (KwDemoScribe *self, const char *name, const char *start, const char *end)
{
  if (start == NULL && end == NULL)
    return;
  kw_scribe_open (self, name);
  kw_scribe_string (self, "start", start);
  kw_scribe_string (self, "end", end);
  kw_scribe_close (self);
}

void
kw_scribe_note (KwDemoScribe *self, const char *text)
{
  if (text == NULL)
    return;
  kw_scribe_open_list (self, "note");
  kw_scribe_open (self, NULL);
  kw_scribe_string (self, "text", text);
  kw_scribe_close (self);
  kw_scribe_close_list (self);
}

void
kw_scribe_quantity (KwDemoScribe *self, const char *name, const KwDemoQuantity *quantity)
{
  if (quantity->value == NULL)
    return;
  kw_scribe_open (self, name);
  kw_scribe_number (self, "value", quantity->value);
  kw_scribe_string (self, "comparator", quantity->comparator);
  kw_scribe_string (self, "unit", quantity->unit);
  if (quantity->code != NULL)
    {
      kw_scribe_string (self, "system", "http://unitsofmeasure.org");
      kw_scribe_string (self, "code", quantity->code);
    }
  kw_scribe_close (self);
}
