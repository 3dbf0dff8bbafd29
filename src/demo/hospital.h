/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/store.h"

G_BEGIN_DECLS

#define KW_DEMO_N_HOSPITALS 2

/* Somebody whose record a hospital keeps. */
typedef struct
{
  char *name;
  char *who; /* one line for the list of people */
  char *patient_id;
} KwDemoPerson;

/* A login name, and whose records it may see: her own first. */
typedef struct
{
  char *name;
  char *who;
  char *fhir_user;    /* "Patient/1001", relative to the base */
  GPtrArray *records; /* of KwDemoPerson, borrowed */
} KwDemoLogin;

/* One tenant: what it is called, how its server behaves, whom it knows. */
typedef struct
{
  const char *tenant; /* the id in its addresses */
  const char *name;
  const char *place;
  const char *style;    /* a class of its pages */
  const char *sign_alg; /* of its ID tokens */
  gboolean rotates;     /* a refresh gives a new refresh token and ends the old one */
  gboolean counts;      /* lists have a total */
  gboolean short_scope; /* the token answer lists the scopes of records only */
  guint page_size;      /* where a request asks for none */
  GPtrArray *persons;   /* of KwDemoPerson */
  GPtrArray *logins;    /* of KwDemoLogin */
  KwDemoStore *store;   /* every record */
} KwDemoHospital;

KwDemoHospital *kw_demo_hospital_new (guint index) G_GNUC_WARN_UNUSED_RESULT;
void kw_demo_hospital_free (KwDemoHospital *self);

KwDemoPerson *kw_demo_hospital_add_person (KwDemoHospital *self,
                                           const char *name,
                                           const char *who,
                                           const char *patient_id);
KwDemoLogin *kw_demo_hospital_add_login (KwDemoHospital *self, KwDemoPerson *own);
const KwDemoLogin *kw_demo_hospital_find_login (const KwDemoHospital *self, const char *name);
const KwDemoPerson *kw_demo_login_find_record (const KwDemoLogin *self, const char *patient_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDemoHospital, kw_demo_hospital_free)

G_END_DECLS
