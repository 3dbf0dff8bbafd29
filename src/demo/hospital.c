/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/hospital.h"

/* Two invented hospitals. Their tenant ids have the two shapes that Oracle Health uses, and their
 * servers differ where real ones do. */
static const KwDemoHospital hospitals[KW_DEMO_N_HOSPITALS] = {
  { .tenant = "3f0c6a52-7d1e-4b8a-9c35-e21a6f4d0b97",
    .name = "Riverside Hospital",
    .place = "Riverside, Ohio",
    .style = "riverside",
    .sign_alg = "ES256",
    .rotates = FALSE,
    .counts = TRUE,
    .short_scope = FALSE,
    .page_size = 50 },
  { .tenant = "Qh3VtW0rk9LcYx2Ez7NpBs5MdGfJ8aUi",
    .name = "City Clinic",
    .place = "Fairview, Ohio",
    .style = "city",
    .sign_alg = "RS256",
    .rotates = TRUE,
    .counts = FALSE,
    .short_scope = TRUE,
    .page_size = 20 },
};

static void
person_free (KwDemoPerson *self)
{
  g_free (self->name);
  g_free (self->who);
  g_free (self->patient_id);
  g_free (self);
}

static void
login_free (KwDemoLogin *self)
{
  g_free (self->name);
  g_free (self->who);
  g_free (self->fhir_user);
  g_ptr_array_unref (self->records);
  g_free (self);
}

/* A hospital that knows nobody yet. */
KwDemoHospital *
kw_demo_hospital_new (guint index)
{
  g_return_val_if_fail (index < KW_DEMO_N_HOSPITALS, NULL);
  KwDemoHospital *self = g_memdup2 (&hospitals[index], sizeof hospitals[index]);
  self->persons = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);
  self->logins = g_ptr_array_new_with_free_func ((GDestroyNotify) login_free);
  self->store = kw_demo_store_new ();
  return self;
}

void
kw_demo_hospital_free (KwDemoHospital *self)
{
  g_ptr_array_unref (self->logins);
  g_ptr_array_unref (self->persons);
  kw_demo_store_free (self->store);
  g_free (self);
}

KwDemoPerson *
kw_demo_hospital_add_person (KwDemoHospital *self,
                             const char *name,
                             const char *who,
                             const char *patient_id)
{
  KwDemoPerson *person = g_new0 (KwDemoPerson, 1);
  person->name = g_strdup (name);
  person->who = g_strdup (who);
  person->patient_id = g_strdup (patient_id);
  g_ptr_array_add (self->persons, person);
  return person;
}

/* A login of @own's; further records are added to its list by the caller. */
KwDemoLogin *
kw_demo_hospital_add_login (KwDemoHospital *self, KwDemoPerson *own)
{
  KwDemoLogin *login = g_new0 (KwDemoLogin, 1);
  login->name = g_strdup (own->name);
  login->who = g_strdup (own->who);
  login->fhir_user = g_strconcat ("Patient/", own->patient_id, NULL);
  login->records = g_ptr_array_new ();
  g_ptr_array_add (login->records, own);
  g_ptr_array_add (self->logins, login);
  return login;
}

const KwDemoLogin *
kw_demo_hospital_find_login (const KwDemoHospital *self, const char *name)
{
  for (guint i = 0; name != NULL && i < self->logins->len; i++)
    {
      const KwDemoLogin *login = g_ptr_array_index (self->logins, i);
      if (g_ascii_strcasecmp (login->name, name) == 0)
        return login;
    }
  return NULL;
}

const KwDemoPerson *
kw_demo_login_find_record (const KwDemoLogin *self, const char *patient_id)
{
  for (guint i = 0; patient_id != NULL && i < self->records->len; i++)
    {
      const KwDemoPerson *person = g_ptr_array_index (self->records, i);
      if (g_str_equal (person->patient_id, patient_id))
        return person;
    }
  return NULL;
}
