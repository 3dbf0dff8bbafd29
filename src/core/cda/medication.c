/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/cda/entries.h"
#include "core/cda/special.h"
#include "core/fhir.h"

/* The effectiveTime that says from when to when: the first that is no frequency. */
void
kw_cda_put_course (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) times = kw_cda_list (node, path);

  for (guint i = 0; i < times->len; i++)
    {
      const KwXmlNode *time = g_ptr_array_index (times, i);

      if (kw_xml_node_get_child (time, "period") != NULL
          || kw_xml_node_get_child (time, "event") != NULL)
        continue;
      if (kw_xml_node_get_child (time, "low") != NULL
          || kw_xml_node_get_child (time, "high") != NULL)
        {
          g_autofree char *stretch = g_strconcat (member, "Period", NULL);

          kw_cda_put_period (cda, stretch, time, NULL);
        }
      else
        kw_cda_put_when (cda, member, time, NULL);
      return;
    }
}

/* What the narrative says of this medicine, and what somebody remarked. */
void
kw_cda_put_medicine_notes (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) found = kw_cda_list (node, path);
  const KwXmlNode *code
      = kw_cda_find (node, "consumable/manufacturedProduct/manufacturedMaterial/code");
  const KwXmlNode *text = kw_xml_node_get_child (node, "text");
  g_autofree char *title = kw_cda_dup_title (cda, node, code);
  guint n = 0;

  if (text != NULL)
    g_ptr_array_insert (found, 0, (gpointer) text);
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *words = kw_cda_dup_text (cda, g_ptr_array_index (found, i));

      if (words == NULL || g_strcmp0 (words, title) == 0)
        continue;
      if (n++ == 0)
        kw_cda_begin (cda, member, '[');
      kw_cda_begin (cda, NULL, '{');
      kw_json_writer_member (cda->out, "text", words);
      kw_cda_end (cda, "}");
    }
  if (n > 0)
    kw_cda_end (cda, "]");
}

/* How much of it, how often again, and until when (MedicationRequest.dispenseRequest). */
void
kw_cda_put_supply (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  const char *repeats = kw_cda_attribute (node, "repeatNumber", "value");

  (void) path;
  kw_cda_begin (cda, member, '{');
  kw_cda_put_period (cda, "validityPeriod", node, "effectiveTime");
  if (repeats != NULL && strspn (repeats, "0123456789") == strlen (repeats)
      && (repeats[0] != '0' || repeats[1] == '\0'))
    {
      /* CDA counts the fills, FHIR those after the first (C-CDA R2.1, Medication Supply Order). */
      gint64 fills = g_ascii_strtoll (repeats, NULL, 10);

      kw_json_writer_name (cda->out, "numberOfRepeatsAllowed");
      kw_json_writer_int (cda->out, MAX (fills - 1, 0));
    }
  kw_cda_put_quantity (cda, "quantity", node, "quantity");
  kw_cda_put_actor (cda, "performer", node, "performer");
  kw_cda_end (cda, "}");
}

/* Why a vaccine was not given: the code of the refusal, or what it asserts. */
void
kw_cda_put_refusal (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  const KwXmlNode *refusal = kw_cda_find (node, path);
  const KwXmlNode *code = kw_xml_node_get_child (refusal, "code");

  if (refusal == NULL || !kw_cda_is_negated (node))
    return;
  if (g_strcmp0 (kw_cda_attribute (code, NULL, "code"), "ASSERTION") == 0)
    code = kw_xml_node_get_child (refusal, "value");
  kw_cda_put_title (cda, member, refusal, code, FALSE);
}
