/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/dosage-private.h"

/* Rules M4, M5 and M6: golden sentences. Single quotes stand for double ones. */
static const struct
{
  const char *dosage;
  const char *words;
} cases[] = {
  { "{'doseAndRate':[{'doseQuantity':{'value':2,'unit':'TAB'}}],"
    "'timing':{'repeat':{'when':['MORN','EVE']}}}",
    "2 tablets in the morning and 2 tablets in the evening" },
  { "{'doseAndRate':[{'doseQuantity':{'value':1.0,'unit':'tablet'}}],"
    "'timing':{'repeat':{'frequency':1,'period':1,'periodUnit':'d'}},"
    "'route':{'coding':[{'code':'26643006'}]}}",
    "1 tablet, once a day, by mouth" },
  { "{'doseAndRate':[{'doseRange':{'low':{'value':1},'high':{'value':2,'unit':'tablets'}}}],"
    "'timing':{'repeat':{'frequency':1,'period':4,'periodMax':6,'periodUnit':'h'}},"
    "'asNeededCodeableConcept':{'text':'pain'},"
    "'maxDosePerPeriod':{'numerator':{'value':8,'unit':'tablets'},"
    "'denominator':{'value':24,'code':'h'}}}",
    "1 to 2 tablets, every 4 to 6 hours, as needed for pain, at most 8 tablets in 24 hours" },
  { "{'doseQuantity':{'value':10,'unit':'mg'},'timing':{'code':{'text':'BID'}}}",
    "10 mg, 2 times a day" },
  { "{'doseAndRate':[{'doseQuantity':{'value':1000,'unit':'mg'}}],"
    "'timing':{'code':{'coding':[{'code':'Q8H'}]},'repeat':{'boundsDuration':"
    "{'value':10,'code':'d'}}}}",
    "1,000 mg, every 8 hours, for 10 days" },
  { "{'doseAndRate':[{'doseQuantity':{'value':0.50,'unit':'ug'}}],'asNeededBoolean':true}",
    "0.5 mcg, as needed" },
  { "{'doseAndRate':[{'doseQuantity':{'value':12,'unit':'[iU]'}}],"
    "'timing':{'repeat':{'when':['ACM'],'offset':30}}}",
    "12 units, 30 minutes before breakfast" },
  { "{'doseAndRate':[{'doseQuantity':{'value':0.5,'_value':{'extension':[{'url':"
    "'http://hl7.org/fhir/StructureDefinition/rendered-value','valueString':'½'}]},"
    "'unit':'tablet'}}],'timing':{'repeat':{'when':['HS']}}}",
    "½ tablet, at bedtime" },
  { "{'timing':{'repeat':{'dayOfWeek':['mon','wed','fri'],'timeOfDay':['08:00:00','20:00']}}}",
    "on Monday, Wednesday and Friday, at 8:00 and 20:00" },
  { "{'doseAndRate':[{'rateRatio':{'numerator':{'value':100,'unit':'mL'},"
    "'denominator':{'value':1,'unit':'h'}}}],"
    "'timing':{'repeat':{'duration':4,'durationUnit':'h','count':3}}}",
    "over 4 hours, 3 times in all, at 100 mL in 1 hour" },
  { "{'doseAndRate':[{'doseQuantity':{'value':3,'unit':'puff'}}],"
    "'timing':{'repeat':{'frequency':2,'frequencyMax':3,'period':1,'periodUnit':'d'}},"
    "'site':{'text':'left side'},'maxDosePerAdministration':{'value':1,'unit':'{puff}'}}",
    "3 puffs, 2 to 3 times a day, left side, at most 1 puff at a time" },
  { "{'doseQuantity':{'value':1},'timing':{'code':{'text':'QD'}}}",
    "1 (unit not stated), once a day" },
  { "{'timing':{'repeat':{'frequency':3,'period':2,'periodUnit':'wk'}}}", "3 times every 2 weeks" },
  { "{'doseQuantity':{'value':1,'unit':'TAB'},'timing':{'repeat':{'count':1}}}",
    "1 tablet, once only" },
  { "{'timing':{'code':{'text':'Every other Tuesday'}}}", "Every other Tuesday" },
  { "{'timing':{'repeat':{'boundsPeriod':{'start':'2026-01-01'}}},"
    "'doseAndRate':[{'doseQuantity':{'value':5,'unit':'mL'}}]}",
    "5 mL" },
  /* Half of how to take a medicine is another way to take it: nothing is said. */
  { "{'doseQuantity':{'value':10,'unit':'mg'},'timing':{'repeat':{'when':['MORN','ICD']}}}", NULL },
  { "{'doseQuantity':{'value':10,'unit':'mg'},'timing':{'repeat':{'fortnight':2}}}", NULL },
  { "{'doseQuantity':{'value':10,'unit':'mg'},'timing':{'repeat':{'frequency':2,'period':1}}}",
    NULL },
  { "{'doseQuantity':{'value':10,'unit':'mg'},'timing':{'event':['2026-01-01']}}", NULL },
  { "{'doseQuantity':{'value':10,'unit':'mg'},'timing':{'repeat':{'when':['MORN'],'offset':30}}}",
    NULL },
  { "{'doseQuantity':{'value':10,'comparator':'<','unit':'mg'}}", NULL },
  { "{'doseQuantity':{'value':10,'unit':'mg'},'modifierExtension':[{'url':'x'}]}", NULL },
  { "{'doseAndRate':[{'doseQuantity':{'value':1}},{'doseQuantity':{'value':2}}]}", NULL },
  { "{'doseRange':{'low':{'value':1,'unit':'mL'},'high':{'value':2,'unit':'mg'}}}", NULL },
  { "{'doseQuantity':{'value':10,'unit':'mg'},'route':{'coding':[{'code':'999'}]}}", NULL },
  { "{'doseQuantity':{'value':1,'unit':'mg'},'timing':{'code':{'coding':[{'code':'QXH'}]}}}",
    NULL },
  { "{}", NULL },
};

static KwJson *
parse (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (quoted, strlen (quoted));
  KwJson *json = kw_json_new (bytes, G_MAXSIZE, NULL);
  g_assert_nonnull (json);
  return json;
}

static void
test_golden (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwJson) json = parse (cases[i].dosage);
      g_autofree char *words = kw_words_dosage (kw_json_get_root (json));
      g_test_message ("%s", cases[i].dosage);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Rule M5. */
static void
test_numbers (void)
{
  const struct
  {
    const char *sent;
    const char *said;
  } numbers[] = {
    { "1", "1" },
    { "1.0", "1" },
    { "1.10", "1.1" },
    { "0.5", "0.5" },
    { "100", "100" },
    { "1000", "1,000" },
    { "1000000", "1,000,000" },
    { "12345.60", "12,345.6" },
    { "10.00", "10" },
    { "0.004", "0.004" },
    { "1e3", "1e3" },
    { "", "" },
    { "-2.50", "-2.50" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *said = kw_dose_number (numbers[i].sent);
      g_assert_cmpstr (said, ==, numbers[i].said);
    }
}

static char *
how_of_request (const char *dosages)
{
  g_autofree char *text = g_strdup_printf (
      "{'resourceType':'MedicationRequest','id':'m','dosageInstruction':%s}", dosages);
  g_autoptr (KwJson) json = parse (text);
  g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (json), "s");
  return kw_words_how (record);
}

/* What somebody wrote goes before what the numbers say (rule M4), dosage by dosage. */
static void
test_written_first (void)
{
  const struct
  {
    const char *dosages;
    const char *words;
  } requests[] = {
    { "[{'text':'1 tab bid','doseQuantity':{'value':1,'unit':'TAB'}}]", "1 tab bid" },
    { "[{'text':'1 tab bid','patientInstruction':'Take with food'}]", "1 tab bid; Take with food" },
    { "[{'text':'Take 1 tablet daily., Disp-90 tablet, R-3','patientInstruction':"
      "'Take 1 tablet daily.'}]",
      "Take 1 tablet daily." },
    { "[{'text':'daily','patientInstruction':'Take 1 tablet daily'}]", "Take 1 tablet daily" },
    { "[{'text':'Take 1 tablet daily','patientInstruction':'daily'}]", "Take 1 tablet daily" },
    /* What stands beside the written words changes them. */
    { "[{'text':'1 tab','asNeededBoolean':true}]", "1 tab; as needed" },
    { "[{'text':'1 tab','asNeededBoolean':false}]", "1 tab" },
    { "[{'text':'1 tab PRN pain','asNeededBoolean':true}]", "1 tab PRN pain" },
    { "[{'text':'1 tab','asNeededCodeableConcept':{'text':'pain'},'maxDosePerPeriod':{'numerator':"
      "{'value':3,'unit':'TAB'},'denominator':{'value':1,'code':'d'}}}]",
      "1 tab; as needed for pain; at most 3 tablets in 1 day" },
    { "[{'text':'1 tab','maxDosePerPeriod':{'numerator':{'value':3}}}]",
      "1 tab; the record says more" },
    { "[{'text':'1 tab','modifierExtension':[{'url':'x'}]}]", "1 tab; the record says more" },
    { "[{'text':'1 tab. Do not drive.','additionalInstruction':[{'text':'do not drive'},"
      "{'text':'With food'}]}]",
      "1 tab. Do not drive. With food" },
    { "[{'text':'First 1 a day'},{'doseQuantity':{'value':2,'unit':'TAB'},"
      "'timing':{'code':{'text':'QD'}}}]",
      "First 1 a day; 2 tablets, once a day" },
    { "[{'doseQuantity':{'value':2,'unit':'TAB'}},{'doseQuantity':{'value':1,'unit':'TAB'},"
      "'timing':{'repeat':{'when':['XYZ']}}}]",
      "2 tablets; the record says more" },
    { "[{'doseQuantity':{'value':2,'unit':'TAB'},"
      "'additionalInstruction':[{'text':'Swallow whole'}]}]",
      "2 tablets. Swallow whole" },
    { "[{'additionalInstruction':[{'text':'Swallow whole'}]}]", "Swallow whole" },
    { "[{'timing':{'repeat':{'when':['XYZ']}}}]", NULL },
    { "[]", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autofree char *words = how_of_request (requests[i].dosages);
      g_assert_cmpstr (words, ==, requests[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-dosage/m4-m6/golden", test_golden);
  g_test_add_func ("/words-dosage/m5/numbers", test_numbers);
  g_test_add_func ("/words-dosage/m4/written-first", test_written_first);
  return g_test_run ();
}
