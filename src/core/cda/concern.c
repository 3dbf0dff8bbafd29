/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/cda/concern.h"

/* Problem status and allergy status observations, SNOMED CT. */
static const KwCdaCode statuses[] = {
  { "55561003", "active" },
  { "73425007", "inactive" },
  { "413322009", "resolved" },
  { "246455001", "recurrence" },
  { "263855007", "relapse" },
  { "277022003", "remission" },
  { NULL, NULL },
};

/* The concern: whether somebody still looks after it (ActStatus; C-CDA R2.1, Problem Concern Act).
 * One that is closed without a date is no reason to take a problem for gone, nor any about an
 * allergy: "completed" is what many programs always write, and CCD of 2007 has no other value. */
static const KwCdaCode concerns[] = {
  { "active", "active" },
  { "completed", "inactive" },
  { "suspended", "inactive" },
  { "aborted", "inactive" },
  { NULL, NULL },
};

static const char *
find_concern_status (const KwXmlNode *around)
{
  const char *code = kw_cda_attribute (around, "statusCode", "code");

  if (!kw_xml_node_is (around, "act"))
    return NULL;
  if (g_strcmp0 (code, "active") == 0
      || (kw_cda_has_template (around, "22.4.3")
          && kw_cda_attribute (around, "effectiveTime/high", "value") != NULL))
    return kw_cda_map (concerns, code);
  return NULL;
}

/* First what is said of the thing itself, then that it has ended, then what the concern says. */
static const char *
find_status (const KwXmlNode *node, const char *templates)
{
  g_autofree char *path = g_strdup_printf ("entryRelationship/observation~%s/value", templates);
  const KwXmlNode *around = kw_xml_node_get_parent (kw_xml_node_get_parent (node));
  const char *status = kw_cda_map (statuses, kw_cda_attribute (node, path, "code"));

  if (status != NULL)
    return status;
  if (kw_cda_attribute (node, "effectiveTime/high", "value") != NULL)
    return "resolved";
  return find_concern_status (around);
}

void
kw_cda_put_clinical_status (KwCda *cda,
                            const KwXmlNode *node,
                            const char *type,
                            const char *templates)
{
  gboolean condition = g_str_equal (type, "Condition");
  const char *status = kw_cda_is_negated (node) ? NULL : find_status (node, templates);

  kw_cda_member_coding (cda, "clinicalStatus",
                        condition
                            ? "http://terminology.hl7.org/CodeSystem/condition-clinical"
                            : "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical",
                        status, FALSE);
}

/* When it was written down: of the observation itself, or of the concern around it. */
void
kw_cda_put_recorded (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  const KwXmlNode *time = kw_cda_find_above (node, path);

  if (time != NULL)
    kw_cda_put_date (cda, member, time, NULL);
}

void
kw_cda_put_recorder (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  const KwXmlNode *author = kw_cda_find_above (node, path);

  if (author != NULL)
    kw_cda_put_actor (cda, member, author, NULL);
}

/* The stretch in which it was so begins with its onset (C-CDA R2.1, Problem Observation); some know
 * only how old the person was (Age Observation). */
void
kw_cda_put_onset (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autofree char *moment = g_strconcat (member, "DateTime", NULL);
  g_autofree char *age = g_strconcat (member, "Age", NULL);
  const KwXmlNode *time = kw_xml_node_get_child (node, path);

  if (time != NULL
      && (kw_cda_attribute (time, NULL, "value") || kw_cda_attribute (time, "low", "value")
          || kw_cda_attribute (time, "center", "value")))
    kw_cda_put_date (cda, moment, time, NULL);
  else
    kw_cda_put_quantity (cda, age, node, "entryRelationship/observation~22.4.31|1.38/value");
}
