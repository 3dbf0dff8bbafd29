/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/entries.h"

static void
write_name (KwDemoScribe *scribe, const char *family, const char *given, const char *prefix)
{
  kw_scribe_open_list (scribe, "name");
  kw_scribe_open (scribe, NULL);
  kw_scribe_string (scribe, "use", "official");
  kw_scribe_string (scribe, "family", family);
  kw_scribe_open_list (scribe, "given");
  kw_json_writer_string (scribe->writer, given);
  kw_scribe_close_list (scribe);
  if (prefix != NULL)
    {
      kw_scribe_open_list (scribe, "prefix");
      kw_json_writer_string (scribe->writer, prefix);
      kw_scribe_close_list (scribe);
    }
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

static void
write_phone (KwDemoScribe *scribe, const char *phone, const char *use)
{
  if (phone == NULL)
    return;
  kw_scribe_open_list (scribe, "telecom");
  kw_scribe_open (scribe, NULL);
  kw_scribe_string (scribe, "system", "phone");
  kw_scribe_string (scribe, "value", phone);
  kw_scribe_string (scribe, "use", use);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

static void
write_address (KwDemoScribe *scribe, const KwDemoWho *who)
{
  if (who->street == NULL)
    return;
  kw_scribe_open_list (scribe, "address");
  kw_scribe_open (scribe, NULL);
  kw_scribe_string (scribe, "use", "home");
  kw_scribe_open_list (scribe, "line");
  kw_json_writer_string (scribe->writer, who->street);
  kw_scribe_close_list (scribe);
  kw_scribe_string (scribe, "city", who->city);
  kw_scribe_string (scribe, "state", "OH");
  kw_scribe_string (scribe, "postalCode", who->zip);
  kw_scribe_string (scribe, "country", "US");
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

static void
write_contact (KwDemoScribe *scribe, const KwDemoWho *who)
{
  if (who->contact_name == NULL)
    return;
  kw_scribe_open_list (scribe, "contact");
  kw_scribe_open (scribe, NULL);
  kw_scribe_concept_list (scribe, "relationship", &who->contact);
  kw_scribe_open (scribe, "name");
  kw_scribe_string (scribe, "text", who->contact_name);
  kw_scribe_close (scribe);
  write_phone (scribe, who->contact_phone, "home");
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

static void
write_identifier (KwDemoScribe *scribe, const char *id)
{
  static const KwDemoCode number = KW_TERM ("v2-0203", "MR", "Medical record number");
  kw_scribe_open_list (scribe, "identifier");
  kw_scribe_open (scribe, NULL);
  kw_scribe_concept (scribe, "type", &number);
  kw_scribe_string (scribe, "system",
                    scribe->index == 0 ? "urn:oid:2.16.840.1.113883.19.5.1"
                                       : "urn:oid:2.16.840.1.113883.19.5.2");
  kw_scribe_string (scribe, "value", id);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

static void
write_language (KwDemoScribe *scribe, const KwDemoCode *language)
{
  if (language->code == NULL)
    return;
  kw_scribe_open_list (scribe, "communication");
  kw_scribe_open (scribe, NULL);
  kw_scribe_concept (scribe, "language", language);
  kw_scribe_boolean (scribe, "preferred", TRUE);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

/* Patient ids count up in each hospital by itself, so that the same id is somebody else in the
 * other: ids are unique only inside one base. */
/* One human being may be a patient at several hospitals (R4 8.3). */
static void
write_link (KwDemoScribe *scribe, const char *id)
{
  g_autofree char *person = g_strconcat ("Person/person-", id, NULL);
  kw_scribe_open_list (scribe, "link");
  kw_scribe_open (scribe, NULL);
  kw_scribe_reference (scribe, "other", person, NULL);
  kw_scribe_string (scribe, "type", "seealso");
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

static void
write_human (KwDemoScribe *scribe, const KwDemoWho *who, const char *id)
{
  g_autofree char *own = g_strconcat ("person-", id, NULL);
  kw_scribe_begin_with_id (scribe, "Person", own, NULL);
  write_name (scribe, who->family, who->given, NULL);
  kw_scribe_string (scribe, "gender", who->gender);
  kw_scribe_string (scribe, "birthDate", who->born);
  kw_scribe_open_list (scribe, "link");
  kw_scribe_open (scribe, NULL);
  kw_scribe_reference (scribe, "target", scribe->patient, scribe->patient_name);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
  kw_scribe_finish (scribe);
}

KwDemoPerson *
kw_demo_write_person (KwDemoScribe *scribe, const KwDemoWho *who)
{
  g_autofree char *id = g_strdup_printf ("%u", 1001 + scribe->hospital->persons->len);
  g_free (scribe->patient);
  g_free (scribe->patient_name);
  g_free (scribe->born);
  scribe->patient = g_strconcat ("Patient/", id, NULL);
  scribe->patient_name = g_strdup (who->name);
  scribe->born = g_strdup (who->born);
  kw_scribe_begin_with_id (scribe, "Patient", id, NULL);
  write_identifier (scribe, id);
  kw_scribe_boolean (scribe, "active", TRUE);
  write_name (scribe, who->family, who->given, NULL);
  write_phone (scribe, who->phone, "home");
  kw_scribe_string (scribe, "gender", who->gender);
  kw_scribe_string (scribe, "birthDate", who->born);
  write_address (scribe, who);
  write_contact (scribe, who);
  write_language (scribe, &who->language);
  kw_scribe_reference_list (scribe, "generalPractitioner",
                            kw_demo_staff_reference (KW_STAFF_FAMILY),
                            kw_demo_staff_name (KW_STAFF_FAMILY));
  kw_scribe_reference (scribe, "managingOrganization", "Organization/O-1", scribe->hospital->name);
  write_link (scribe, id);
  kw_scribe_finish (scribe);
  write_human (scribe, who, id);
  return kw_demo_hospital_add_person (scribe->hospital, who->name, who->who, id);
}

/* ---- staff ---- */

static const struct
{
  const char *id;
  const char *given;
  const char *family;
  const char *prefix;
  const char *name;
} staff[KW_N_STAFF] = {
  [KW_STAFF_FAMILY] = { "P-1", "Helen", "Moreau", "Dr.", "Dr. Helen Moreau" },
  [KW_STAFF_HEART] = { "P-2", "Samuel", "Adeyemi", "Dr.", "Dr. Samuel Adeyemi" },
  [KW_STAFF_EYES] = { "P-3", "Priya", "Raman", "Dr.", "Dr. Priya Raman" },
  [KW_STAFF_CHILD] = { "P-4", "Joan", "Whitfield", "Dr.", "Dr. Joan Whitfield" },
  [KW_STAFF_NURSE] = { "P-5", "Carlos", "Mendes", NULL, "Carlos Mendes, RN" },
  [KW_STAFF_BONES] = { "P-6", "Ingrid", "Solberg", "Dr.", "Dr. Ingrid Solberg" },
};

const char *
kw_demo_staff_reference (guint index)
{
  static const char *const references[KW_N_STAFF]
      = { "Practitioner/P-1", "Practitioner/P-2", "Practitioner/P-3",
          "Practitioner/P-4", "Practitioner/P-5", "Practitioner/P-6" };
  return references[index];
}

const char *
kw_demo_staff_name (guint index)
{
  return staff[index].name;
}

void
kw_demo_write_staff (KwDemoScribe *scribe)
{
  kw_scribe_begin_with_id (scribe, "Organization", "O-1", NULL);
  kw_scribe_boolean (scribe, "active", TRUE);
  kw_scribe_string (scribe, "name", scribe->hospital->name);
  kw_scribe_finish (scribe);
  kw_scribe_begin_with_id (scribe, "Location", "L-1", NULL);
  kw_scribe_string (scribe, "status", "active");
  kw_scribe_string (scribe, "name", scribe->hospital->name);
  kw_scribe_finish (scribe);
  for (guint i = 0; i < KW_N_STAFF; i++)
    {
      kw_scribe_begin_with_id (scribe, "Practitioner", staff[i].id, NULL);
      kw_scribe_boolean (scribe, "active", TRUE);
      write_name (scribe, staff[i].family, staff[i].given, staff[i].prefix);
      kw_scribe_finish (scribe);
    }
}

/* ---- family and those who care ---- */

char *
kw_demo_write_related (KwDemoScribe *scribe,
                       const KwDemoCode *relation,
                       const char *given,
                       const char *family,
                       const char *phone)
{
  kw_scribe_begin (scribe, "RelatedPerson", NULL);
  kw_scribe_boolean (scribe, "active", TRUE);
  kw_scribe_patient (scribe);
  kw_scribe_concept_list (scribe, "relationship", relation);
  write_name (scribe, family, given, NULL);
  write_phone (scribe, phone, "mobile");
  return kw_scribe_end (scribe);
}

void
kw_demo_write_family (KwDemoScribe *scribe,
                      const KwDemoCode *relation,
                      const char *name,
                      const KwDemoCode *condition,
                      const char *onset_age)
{
  kw_scribe_begin (scribe, "FamilyMemberHistory", NULL);
  kw_scribe_string (scribe, "status", "completed");
  kw_scribe_patient (scribe);
  kw_scribe_string (scribe, "date", "2017-03-06");
  kw_scribe_string (scribe, "name", name);
  kw_scribe_concept (scribe, "relationship", relation);
  kw_scribe_open_list (scribe, "condition");
  kw_scribe_open (scribe, NULL);
  kw_scribe_concept (scribe, "code", condition);
  kw_scribe_quantity (scribe, "onsetAge", &(KwDemoQuantity){ onset_age, NULL, "years", "a" });
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
  kw_scribe_finish (scribe);
}
