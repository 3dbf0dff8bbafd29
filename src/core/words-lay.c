/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/words-private.h"

/* A lay name, and which records have it (rule G4).
 * @names: whole names in lower case, joined by "|"
 * @words: words in lower case, joined by "|": a name that holds one is found by the lay name, which
 *   is not shown, because "hypertension" is not all of "pulmonary hypertension"
 * @unless: words in lower case, joined by "|", that make it another thing
 * @codes: codes of the systems that @where uses (LOINC; SNOMED CT and ICD-10-CM; CVX), by "|"; an
 *   ending "." stands for all codes below
 * @shown: FALSE for words that only help to search */
typedef struct
{
  KwSection where;
  const char *lay;
  const char *names;
  const char *words;
  const char *unless;
  const char *codes;
  gboolean shown;
} LayRow;

#define LAB KW_SECTION_LABS
#define VITAL KW_SECTION_VITALS
#define COND KW_SECTION_CONDITIONS
#define VACC KW_SECTION_IMMUNIZATIONS
#define PROC KW_SECTION_PROCEDURES

/* Sources: the names of MedlinePlus (medlineplus.gov, public domain) for the codes of LOINC, SNOMED
 * CT, ICD-10-CM and the CDC's CVX table. */
/* clang-format off */
static const LayRow rows[] = {
  { LAB, N_ ("cholesterol and blood fats"), "lipid panel|lipid profile|lipids", "lipid", NULL, "57698-3|24331-1|100898-6", TRUE },
  { LAB, N_ ("blood fats"), "triglycerides|triglyceride", "triglyceride", NULL, "2571-8", TRUE },
  { LAB, N_ ("“bad” cholesterol"), NULL, "ldl", NULL, "13457-7|18262-6|2089-1", TRUE },
  { LAB, N_ ("“good” cholesterol"), NULL, "hdl", NULL, "2085-9", TRUE },
  { LAB, N_ ("average blood sugar over about 3 months"), "hemoglobin a1c|hba1c|a1c|glycated hemoglobin", "a1c", NULL, "4548-4|17856-6|59261-8", TRUE },
  { LAB, N_ ("blood sugar"), "glucose, serum|glucose, plasma|glucose, blood|blood glucose", "glucose", NULL, "2345-7|2339-0|15074-8|1558-6|41653-7", TRUE },
  { LAB, N_ ("diabetes test"), NULL, "a1c|glucose", NULL, "4548-4|2345-7|2339-0", FALSE },
  { LAB, N_ ("kidney test"), "creatinine|creatinine, serum|egfr|gfr|blood urea nitrogen|bun|urea nitrogen", "creatinine|egfr|glomerular|urea nitrogen|bun", NULL, "2160-0|38483-4|33914-3|62238-1|98979-8|69405-9|48642-3|48643-1|3094-0|6299-2|77147-7", TRUE },
  { LAB, N_ ("protein in the urine"), NULL, "microalbumin|albumin/creatinine", NULL, "14959-1|9318-7|14957-5|1754-1|13705-9", TRUE },
  { LAB, N_ ("liver test"), "alanine aminotransferase|aspartate aminotransferase|alkaline phosphatase|alt|ast|hepatic function panel|liver panel", "aminotransferase|hepatic|phosphatase", NULL, "1742-6|1920-8|6768-6|24325-3", TRUE },
  { LAB, N_ ("liver test (jaundice)"), "bilirubin|bilirubin, total|total bilirubin", "bilirubin", NULL, "1975-2|42719-5", TRUE },
  { LAB, N_ ("blood count"), "complete blood count|cbc|cbc with differential", "cbc|blood count|hemogram", NULL, "58410-2|57021-8|57782-5|69742-5", TRUE },
  { LAB, N_ ("red blood pigment, carries oxygen"), "hemoglobin|hgb|hemoglobin, blood", NULL, NULL, "718-7|20509-6|30350-3", TRUE },
  { LAB, N_ ("share of red cells in the blood"), "hematocrit|hct", "hematocrit", NULL, "4544-3|20570-8", TRUE },
  { LAB, N_ ("cells that fight infection"), "white blood cells|wbc|white blood cell count|leukocytes", "leukocyte|leukocytes|wbc", NULL, "6690-2|26464-8", TRUE },
  { LAB, N_ ("cells that carry oxygen"), "red blood cells|rbc|red blood cell count|erythrocytes", "erythrocyte|erythrocytes|rbc", NULL, "789-8|26453-1", TRUE },
  { LAB, N_ ("cells that help blood to clot"), "platelets|plt|platelet count", "platelet|platelets", NULL, "777-3|26515-7|49497-1", TRUE },
  { LAB, N_ ("thyroid test"), "tsh|thyroid stimulating hormone|thyroid-stimulating hormone|thyrotropin|free t4|thyroxine free", "tsh|thyrotropin|thyroxine|thyroid", NULL, "3016-3|11580-8|3024-7|3051-0|3026-2", TRUE },
  { LAB, N_ ("a salt that the body needs"), "sodium|potassium|chloride", "sodium|potassium|chloride", NULL, "2951-2|2947-0|2823-3|6298-4|2075-0|2069-3", TRUE },
  { LAB, N_ ("salts of the blood, kidney and liver"), "comprehensive metabolic panel|cmp", "metabolic panel", NULL, "24323-8", TRUE },
  { LAB, N_ ("salts and sugar of the blood, kidney"), "basic metabolic panel|bmp", "metabolic panel", NULL, "51990-0|24321-2", TRUE },
  { LAB, N_ ("iron stores"), "ferritin", "ferritin", NULL, "2276-4", TRUE },
  { LAB, N_ ("sign of inflammation"), "c-reactive protein|crp|esr|erythrocyte sedimentation rate", "c reactive|c-reactive|sedimentation", NULL, "1988-5|30522-7|30341-2|4537-7", TRUE },
  { LAB, N_ ("blood clotting"), "prothrombin time|inr|pt/inr|partial thromboplastin time", "prothrombin|inr|thromboplastin|coagulation", NULL, "5902-2|6301-6|5964-2|34714-6|3173-2|14979-9", TRUE },
  { LAB, N_ ("prostate test"), "psa|prostate specific antigen|prostate-specific antigen", "prostate|psa", NULL, "2857-1|35741-8", TRUE },
  { LAB, N_ ("heart muscle test"), "troponin|troponin i|troponin t", "troponin", NULL, "10839-9|6598-7|49563-0|89579-7|67151-1", TRUE },
  { LAB, N_ ("heart failure test"), "bnp|nt-probnp", "natriuretic", NULL, "30934-4|42637-9|33762-6", TRUE },
  { LAB, N_ ("pregnancy test"), NULL, "hcg|choriogonadotropin", NULL, "2106-3|2118-8|21198-7|80384-1|80385-8", TRUE },
  { LAB, N_ ("vitamin D"), "25-hydroxyvitamin d|25-oh vitamin d", "calcidiol|hydroxyvitamin", NULL, "1989-3|62292-8|49498-9|14635-7", TRUE },
  { LAB, N_ ("vitamin B12"), "cobalamin", "cobalamin", NULL, "2132-9", TRUE },
  { LAB, N_ ("urine test"), "urinalysis|ua|urinalysis complete", "urinalysis|urine", NULL, "24356-8|24357-6|50556-0", TRUE },
  { LAB, N_ ("infection test"), "urine culture|blood culture|throat culture|microbiology|culture", "culture|microbiology", NULL, "630-4|600-7|626-2|634-6|6463-4", TRUE },
  { LAB, N_ ("tissue sample (biopsy)"), "surgical pathology|surgical pathology study|pathology report", "pathology|histology|cytology", NULL, "11529-5|11526-1|60568-3|22637-3|34574-4", TRUE },
  { LAB, N_ ("COVID-19 test"), NULL, "sars-cov-2|covid|coronavirus", NULL, "94500-6|94531-1|94558-4|94759-8|94306-8|94309-2|95209-3|94533-7|94534-5|97097-0", TRUE },
  { LAB, N_ ("flu test"), NULL, "influenza", NULL, "80382-5|80383-3|92142-9|92141-1|76078-5|76080-1", TRUE },
  { LAB, N_ ("strep throat test"), NULL, "streptococcus pyogenes|strep a", NULL, "78012-2|6557-3|11268-0|60489-2", TRUE },
  { LAB, N_ ("cervical smear (Pap test)"), NULL, "cervical|pap smear", NULL, "10524-7|19762-4|47527-7", TRUE },
  { LAB, N_ ("hidden blood in the stool"), NULL, "occult", NULL, "2335-8|14563-1|29771-3|57905-2|58453-2", TRUE },
  { LAB, N_ ("allergy antibody test"), NULL, "ige", NULL, "19113-0", FALSE },
  { VITAL, N_ ("pulse"), "heart rate|hr|pulse rate", "heart rate", NULL, "8867-4", TRUE },
  { VITAL, N_ ("how fast you breathe"), "respiratory rate|rr|respiration rate", "respiratory", NULL, "9279-1", TRUE },
  { VITAL, N_ ("oxygen in the blood"), "oxygen saturation|spo2|o2 saturation", "oxygen saturation|spo2", NULL, "59408-5|2708-6", TRUE },
  { VITAL, N_ ("fever"), NULL, "temperature", NULL, "8310-5|8331-1", FALSE },
  { VITAL, N_ ("weight for height"), "body mass index|bmi|body mass index (bmi)", "body mass index|bmi", NULL, "39156-5", TRUE },
  { COND, N_ ("high blood pressure"), "hypertension|essential hypertension|essential (primary) hypertension|essential hypertension (disorder)|hypertensive disorder|hypertensive disorder, systemic arterial|htn|benign essential hypertension", "hypertension|hypertensive|htn", NULL, "38341003|59621000|1201005|I10", TRUE },
  { COND, N_ ("sugar disease"), NULL, "diabetes|t2dm|t1dm", NULL, "44054006|46635009|73211009|E11.|E10.", FALSE },
  { COND, N_ ("blood sugar above normal"), "prediabetes|prediabetes (finding)", "prediabetes", NULL, "15777000|714628002|R73.03", TRUE },
  { COND, N_ ("heart attack"), "myocardial infarction|acute myocardial infarction|myocardial infarction (disorder)", "myocardial infarction|stemi|nstemi", NULL, "22298006|57054005|401303003|401314000|I21.|I22.", TRUE },
  { COND, N_ ("earlier heart attack"), "old myocardial infarction|history of myocardial infarction|history of myocardial infarction (situation)", NULL, NULL, "1755008|399211009|I25.2", TRUE },
  { COND, N_ ("stroke"), "cerebrovascular accident|cerebral infarction|cva", "cerebral infarction|cerebrovascular|stroke", NULL, "230690007|432504007|I63.", TRUE },
  { COND, N_ ("brief stroke that passed (TIA)"), "transient ischemic attack|tia", "transient ischemic|transient cerebral", NULL, "266257000|G45.9", TRUE },
  { COND, N_ ("irregular heartbeat"), "atrial fibrillation|afib|atrial fibrillation (disorder)", "atrial fibrillation|arrhythmia|afib", NULL, "49436004|I48.", TRUE },
  { COND, N_ ("weak heart"), "heart failure|congestive heart failure|chf|chronic congestive heart failure|chronic congestive heart failure (disorder)", "heart failure", NULL, "84114007|42343007|88805009|I50.", TRUE },
  { COND, N_ ("narrowed heart arteries"), "coronary artery disease|cad|coronary arteriosclerosis|ischemic heart disease|ischemic heart disease (disorder)", "coronary|ischemic heart", NULL, "53741008|414545008|I25.1.", TRUE },
  { COND, N_ ("high cholesterol and blood fats"), "hyperlipidemia|hyperlipidemia (disorder)|hyperlipidemia, unspecified|dyslipidemia|mixed hyperlipidemia", "hyperlipidemia|dyslipidemia|hypercholesterolemia", NULL, "55822004|267434003|370992007|E78.2|E78.4.|E78.5", TRUE },
  { COND, N_ ("high cholesterol"), "hypercholesterolemia|pure hypercholesterolemia", "hypercholesterolemia", NULL, "13644009|267432004|E78.0.", TRUE },
  { COND, N_ ("high blood fats"), "hypertriglyceridemia|hypertriglyceridemia (disorder)", "hypertriglyceridemia", NULL, "302870006|E78.1", TRUE },
  { COND, N_ ("underactive thyroid"), "hypothyroidism|hypothyroidism (disorder)|hypothyroidism, unspecified|acquired hypothyroidism", "hypothyroidism", NULL, "40930008|111566002|E03.", TRUE },
  { COND, N_ ("overactive thyroid"), "hyperthyroidism|thyrotoxicosis", "hyperthyroidism|thyrotoxicosis", NULL, "34486009|E05.", TRUE },
  { COND, N_ ("lasting kidney disease"), "ckd|chronic kidney disease|chronic renal disease", "kidney disease|renal", NULL, "709044004|90688005|N18.", TRUE },
  { COND, N_ ("lasting lung disease"), "copd|chronic obstructive lung disease|chronic obstructive pulmonary disease|pulmonary emphysema|pulmonary emphysema (disorder)", "copd|obstructive|emphysema", NULL, "13645005|87433001|J44.|J43.", TRUE },
  { COND, N_ ("acid reflux (heartburn)"), "gerd|gastroesophageal reflux disease|gastro-esophageal reflux disease without esophagitis", "reflux|gerd", NULL, "235595009|K21.", TRUE },
  { COND, N_ ("wear of the joints"), "osteoarthritis|osteoarthritis (disorder)|degenerative joint disease|localized, primary osteoarthritis", "osteoarthritis|arthrosis", NULL, "396275006|M15.|M16.|M17.|M19.", TRUE },
  { COND, N_ ("thin bones"), "osteoporosis|osteoporosis (disorder)|age-related osteoporosis", "osteoporosis", NULL, "64859006|M81.", TRUE },
  { COND, N_ ("too little red blood pigment"), "anemia|anemia (disorder)|anemia, unspecified", "anemia", NULL, "271737000|D64.9", TRUE },
  { COND, N_ ("shingles"), "herpes zoster|herpes zoster (disorder)|zoster without complications", "zoster", NULL, "4740000|B02.", TRUE },
  { COND, N_ ("chickenpox"), "varicella|varicella (disorder)", "varicella", NULL, "38907003|B01.", TRUE },
  { COND, N_ ("eczema"), "atopic dermatitis|atopic dermatitis (disorder)|dermatitis", "dermatitis", NULL, "24079001|L20.", TRUE },
  { COND, N_ ("hay fever"), "allergic rhinitis|allergic rhinitis (disorder)|seasonal allergic rhinitis|perennial allergic rhinitis|perennial allergic rhinitis with seasonal variation", "allergic rhinitis", NULL, "61582004|367498001|446096008|232353008|J30.", TRUE },
  { COND, N_ ("sore throat"), "pharyngitis|acute pharyngitis|acute viral pharyngitis|acute viral pharyngitis (disorder)", "pharyngitis", NULL, "195662009|363746003|405737000|J02.", TRUE },
  { COND, N_ ("strep throat"), "streptococcal sore throat|streptococcal sore throat (disorder)|streptococcal pharyngitis", "streptococcal", NULL, "43878008|J02.0", TRUE },
  { COND, N_ ("sinus infection"), "sinusitis|sinusitis (disorder)|acute sinusitis|viral sinusitis|viral sinusitis (disorder)|acute bacterial sinusitis|acute bacterial sinusitis (disorder)|chronic sinusitis|chronic sinusitis (disorder)", "sinusitis", NULL, "36971009|444814009|75498004|40055000|J01.|J32.", TRUE },
  { COND, N_ ("ear infection"), "otitis media|otitis media (disorder)|acute otitis media", "otitis", NULL, "65363002|3110003|H66.9.", TRUE },
  { COND, N_ ("chest cold"), "acute bronchitis|acute bronchitis (disorder)", "bronchitis", NULL, "10509002|J20.", TRUE },
  { COND, N_ ("common cold"), "upper respiratory infection|uri|acute upper respiratory infection|acute nasopharyngitis", "upper respiratory|nasopharyngitis", NULL, "54150009|82272006|J06.9|J00", TRUE },
  { COND, N_ ("lung infection"), "pneumonia|pneumonia (disorder)", "pneumonia", NULL, "233604007|J18.", TRUE },
  { COND, N_ ("bladder or urinary infection"), "urinary tract infection|urinary tract infectious disease|uti|cystitis|urinary tract infection, site not specified", "urinary tract|cystitis", NULL, "68566005|38822007|N39.0|N30.", TRUE },
  { COND, N_ ("kidney stone"), "nephrolithiasis|calculus of kidney", "nephrolithiasis|calculus of kidney", NULL, "95570007|N20.0", TRUE },
  { COND, N_ ("gallstones"), "cholelithiasis", "cholelithiasis", NULL, "235919008|K80.", TRUE },
  { COND, N_ ("trouble sleeping"), "insomnia|insomnia (disorder)|insomnia, unspecified", "insomnia", NULL, "193462001|G47.0.", TRUE },
  { COND, N_ ("pauses in breathing during sleep"), "obstructive sleep apnea|sleep apnea|sleep apnea (disorder)|obstructive sleep apnea syndrome", "sleep apnea", NULL, "78275009|73430006|G47.3.", TRUE },
  { COND, N_ ("blood clot in a deep vein"), "deep vein thrombosis|deep venous thrombosis|dvt", "thrombosis|dvt", NULL, "128053003|I82.4.", TRUE },
  { COND, N_ ("blood clot in the lung"), "pulmonary embolism|acute pulmonary embolism", "pulmonary embolism", NULL, "59282003|I26.", TRUE },
  { COND, N_ ("enlarged prostate"), "benign prostatic hyperplasia|bph", "prostatic hyperplasia", NULL, "266569009|N40.", TRUE },
  { COND, N_ ("clouded eye lens"), "cataract|cataract (disorder)", "cataract", NULL, "193570009|H26.9|H25.", TRUE },
  { COND, N_ ("broken bone"), NULL, "fracture", NULL, NULL, FALSE },
  { COND, N_ ("cancer"), NULL, "malignant|carcinoma|neoplasm|lymphoma|leukemia|melanoma", NULL, NULL, FALSE },
  { COND, N_ ("very overweight"), "obesity|body mass index 30+ - obesity|body mass index 30+ - obesity (finding)|obesity, unspecified", "obesity", NULL, "162864005|414916001|E66.0.|E66.8.|E66.9", TRUE },
  { VACC, N_ ("flu vaccine"), NULL, "influenza|flu|flu shot", "haemophilus|hemophilus|parainfluenza|hib", "15|16|88|111|135|140|141|144|149|150|153|155|158|161|166|168|171|185|186|197|205", TRUE },
  { VACC, N_ ("flu shot"), NULL, "influenza", "haemophilus|hemophilus|parainfluenza|hib", "140|141|150|158|161|185|186|197|135|168|205|88", FALSE },
  { VACC, N_ ("shingles vaccine"), NULL, "zoster", "varicella", "121|187|188", TRUE },
  { VACC, N_ ("chickenpox vaccine"), NULL, "varicella", "zoster", "21", TRUE },
  { VACC, N_ ("COVID-19 vaccine"), NULL, "sars-cov-2|covid", NULL, "207|208|210|211|212|213|217|218|219|221|228|229|230|300|301|302|308|309|310|311|312|313", TRUE },
  { VACC, N_ ("pneumonia vaccine"), NULL, "pneumococcal", NULL, "33|109|133|152|215|216|100", TRUE },
  { VACC, N_ ("tetanus, diphtheria and whooping cough vaccine"), NULL, "tdap|dtap", NULL, "115|20|106|107|01", TRUE },
  { VACC, N_ ("tetanus and diphtheria vaccine"), NULL, "td", NULL, "09|113|138|139|196|28", TRUE },
  { VACC, N_ ("whooping cough vaccine"), NULL, "pertussis|tdap|dtap", NULL, "115|20|106|107|01", FALSE },
  { VACC, N_ ("measles, mumps and rubella vaccine"), NULL, "mmr|measles", NULL, "03", TRUE },
  { VACC, N_ ("hepatitis B vaccine"), NULL, "hep b|hepatitis b", NULL, "08|42|43|44|45|189|220", TRUE },
  { VACC, N_ ("hepatitis A vaccine"), NULL, "hep a|hepatitis a", NULL, "31|52|83|84|85", TRUE },
  { VACC, N_ ("polio vaccine"), NULL, "ipv|opv|polio|poliovirus", NULL, "02|10|89", TRUE },
  { VACC, N_ ("vaccine against a meningitis germ (Hib)"), NULL, "hib|haemophilus", NULL, "17|46|47|48|49", TRUE },
  { VACC, N_ ("meningitis vaccine"), NULL, "meningococcal|mcv4|menacwy", NULL, "32|108|114|136|147|148|203|162|163", TRUE },
  { VACC, N_ ("stomach bug (rotavirus) vaccine"), NULL, "rotavirus", NULL, "116|119|122", TRUE },
  { VACC, N_ ("vaccine against cervical and other cancers (HPV)"), NULL, "hpv|papillomavirus", NULL, "62|118|137|165", TRUE },
  { PROC, N_ ("gallbladder removal"), "cholecystectomy|laparoscopic cholecystectomy", "cholecystectomy", NULL, "38102005|45595009", TRUE },
  { PROC, N_ ("appendix removal"), "appendectomy|appendectomy (procedure)", "appendectomy", NULL, "80146002", TRUE },
  { PROC, N_ ("look into the bowel"), "colonoscopy|colonoscopy (procedure)", "colonoscopy", NULL, "73761001", TRUE },
  { PROC, N_ ("look into the stomach"), "upper endoscopy|esophagogastroduodenoscopy|egd", "esophagogastroduodenoscopy|egd|gastroscopy", NULL, "76009000", TRUE },
  { PROC, N_ ("heart bypass operation"), "coronary artery bypass grafting|coronary artery bypass graft|cabg", "bypass", NULL, "232717009", TRUE },
  { PROC, N_ ("breast X-ray"), "mammography|mammogram|screening mammography", "mammography|mammogram", NULL, "71651007|24623002", TRUE },
  { PROC, N_ ("heart tracing"), "electrocardiogram|ecg|ekg|electrocardiographic procedure", "electrocardiogram|electrocardiographic|ecg|ekg", NULL, "29303009|268400002", TRUE },
  { PROC, N_ ("heart ultrasound"), "echocardiography|echocardiogram", "echocardiography|echocardiogram", NULL, "40701008", TRUE },
  { PROC, N_ ("tissue sample"), NULL, "biopsy", NULL, NULL, FALSE },
};
/* clang-format on */

/* Whether @item is one of @list, which is joined by "|"; "E11." stands for all that starts with
 * "E11". */
static gboolean
list_has (const char *list, const char *item)
{
  gsize length = strlen (item);
  for (const char *entry = list; entry != NULL && *entry != '\0';)
    {
      gsize end = strcspn (entry, "|");
      gboolean is_start = end > 0 && entry[end - 1] == '.';
      if (is_start ? strncmp (entry, item, end - 1) == 0
                   : end == length && strncmp (entry, item, length) == 0)
        return TRUE;
      entry += end;
      entry += *entry == '|';
    }
  return FALSE;
}

/* Whether @text holds @word as a whole word. */
static gboolean
has_word (const char *text, const char *word, gsize length)
{
  for (const char *at = text; (at = memmem (at, strlen (at), word, length)) != NULL; at++)
    if ((at == text || !g_ascii_isalnum (at[-1])) && !g_ascii_isalnum (at[length]))
      return TRUE;
  return FALSE;
}

static gboolean
has_any_word (const char *text, const char *list)
{
  for (const char *entry = list; entry != NULL && *entry != '\0';)
    {
      gsize end = strcspn (entry, "|");
      if (has_word (text, entry, end))
        return TRUE;
      entry += end;
      entry += *entry == '|';
    }
  return FALSE;
}

/* The systems in which the codes of a section's rows are meant; "21" is a vaccine only in CVX. */
static gboolean
is_system_of (const char *system, KwSection where)
{
  if (system == NULL)
    return FALSE;
  if (where == LAB || where == VITAL)
    return g_str_has_prefix (system, "http://loinc.org");
  if (where == VACC)
    return g_str_has_suffix (system, "/cvx");
  return g_str_has_suffix (system, "/sct") || g_str_has_suffix (system, "/icd-10-cm")
         || g_str_has_suffix (system, "/icd-10");
}

static gboolean
has_any_code (const KwRecord *record, const LayRow *row)
{
  for (guint i = 0; row->codes != NULL && i < record->n_codes; i++)
    if (record->codes[i].code != NULL && is_system_of (record->codes[i].system, row->where)
        && list_has (row->codes, record->codes[i].code))
      return TRUE;
  return FALSE;
}

/* All names of the record in lower case, one a line. */
static char *
dup_names (const KwRecord *record)
{
  g_autoptr (GString) out = g_string_new (record->text != NULL ? record->text : "");
  for (guint i = 0; i < record->n_codes; i++)
    if (record->codes[i].display != NULL)
      {
        g_string_append_c (out, '\n');
        g_string_append (out, record->codes[i].display);
      }
  return g_utf8_strdown (out->str, (gssize) out->len);
}

static gboolean
has_any_name (const char *names, const char *list)
{
  g_auto (GStrv) lines = list != NULL ? g_strsplit (names, "\n", -1) : NULL;
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    if (*lines[i] != '\0' && list_has (list, lines[i]))
      return TRUE;
  return FALSE;
}

/* A vaccine's name that holds the word is that vaccine; of everything else only the whole name is,
 * because a word more can make it another disease. */
static gboolean
is_named (const KwRecord *record, const LayRow *row, const char *names)
{
  if (has_any_code (record, row) || has_any_name (names, row->names))
    return TRUE;
  return row->where == VACC && has_any_word (names, row->words)
         && !has_any_word (names, row->unless);
}

/**
 * kw_words_lay_name:
 * @record: a record
 *
 * What people call it where its name is a specialist's (rule G4).
 *
 * ```c
 * KwRecord record = { .section = KW_SECTION_CONDITIONS, .text = "Essential hypertension" };
 * kw_words_lay_name (&record); // "high blood pressure"
 * ```
 *
 * Returns: (transfer full) (nullable): the lay name, NULL when there is none or the name holds it
 */
char *
kw_words_lay_name (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  g_autofree char *names = dup_names (record);
  g_autoptr (GString) lay = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].where != record->section || !rows[i].shown || !is_named (record, &rows[i], names))
        continue;
      if (lay->len > 0)
        g_string_append (lay, " + ");
      g_string_append (lay, _ (rows[i].lay));
      /* A vaccine can be against several things; all else has one name. */
      if (record->section != VACC)
        break;
    }
  if (lay->len == 0)
    return NULL;
  g_autofree char *title = kw_words_title (NULL, record);
  return strcasestr (title, lay->str) != NULL ? NULL : g_strdup (lay->str);
}

void
kw_lay_append_search (const KwRecord *record, GString *out)
{
  g_autofree char *names = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].where != record->section)
        continue;
      if (names == NULL)
        names = dup_names (record);
      if (is_named (record, &rows[i], names)
          || (has_any_word (names, rows[i].words) && !has_any_word (names, rows[i].unless)))
        g_string_append_printf (out, " %s", _ (rows[i].lay));
    }
}

guint
kw_lay_count (void)
{
  return G_N_ELEMENTS (rows);
}
