/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/words-private.h"

/* Lay names of procedures, documents, visits and vaccines (rule G4), in the order of the lay name.
 * The names and the choice of the few codes of SNOMED CT and LOINC are ours; they were not compared
 * with the published tables. The columns are those of KwLayRow. */
/* clang-format off */
static const KwLayRow procedures[] = {
  { N_ ("24-hour heart tracing"), "ambulatory electrocardiography|holter monitor|holter monitoring", "holter", NULL, NULL, TRUE },
  { N_ ("X-ray look at the heart arteries"), "cardiac catheterization|coronary angiography|coronary arteriography", "catheterization|angiography|arteriography", NULL, "41976001|33367005", TRUE },
  { N_ ("appendix removal"), "appendectomy", "appendectomy", NULL, "80146002", TRUE },
  { N_ ("birth by operation (C-section)"), "caesarean section|cesarean delivery|cesarean section", "cesarean|caesarean", NULL, "11466000", TRUE },
  { N_ ("blood drawn"), "collection of venous blood|phlebotomy|venipuncture", "venipuncture|phlebotomy", NULL, NULL, TRUE },
  { N_ ("blood given"), "blood transfusion|transfusion of packed red blood cells|transfusion of red blood cells", "transfusion", NULL, "116859006", TRUE },
  { N_ ("blood washing for the kidneys"), "dialysis|hemodialysis|renal dialysis", "hemodialysis|dialysis", NULL, "302497006|265764009", TRUE },
  { N_ ("bone density scan"), "bone densitometry|dexa|dual energy x-ray absorptiometry|dxa", "absorptiometry|densitometry|dexa|dxa", NULL, "312681000", TRUE },
  { N_ ("brain wave test"), "eeg|electroencephalogram|electroencephalography", "electroencephalogram|electroencephalography|eeg", NULL, "54550000", TRUE },
  { N_ ("breast X-ray"), "mammogram|mammography|screening mammography", "mammography|mammogram", NULL, "71651007|24623002", TRUE },
  { N_ ("breast removal"), "mastectomy|simple mastectomy", "mastectomy", NULL, NULL, TRUE },
  { N_ ("breathing tube"), "endotracheal intubation|intubation", "intubation", NULL, "112798008", TRUE },
  { N_ ("cancer medicine treatment"), "administration of chemotherapy|chemotherapy", "chemotherapy", NULL, NULL, TRUE },
  { N_ ("cataract operation"), "cataract extraction|phacoemulsification|phacoemulsification of cataract", "phacoemulsification|cataract", NULL, "415089008|54885007", TRUE },
  { N_ ("check of all medicines"), "medication reconciliation|medication review", "medication reconciliation", NULL, "430193006", TRUE },
  { N_ ("chest X-ray"), "chest radiograph|plain chest x-ray|plain x-ray of chest|radiography of chest", "chest radiograph|chest x-ray", NULL, "399208008", TRUE },
  { N_ ("cleaning of a wound"), "debridement|wound debridement", "debridement", NULL, NULL, TRUE },
  { N_ ("close look at the neck of the womb"), "colposcopy", "colposcopy", NULL, "392003006", TRUE },
  { N_ ("exercise heart test"), "cardiac stress test|exercise stress test|exercise tolerance test|treadmill stress test", "stress test|treadmill", NULL, NULL, TRUE },
  { N_ ("fluid drained from around the lung"), "thoracentesis", "thoracentesis", NULL, "91602002", TRUE },
  { N_ ("fluid drained from the belly"), "abdominal paracentesis|paracentesis", "paracentesis", NULL, "86088003", TRUE },
  { N_ ("fluid sample from the spine (spinal tap)"), "lumbar puncture|spinal tap", "lumbar puncture|spinal tap", NULL, "277762005", TRUE },
  { N_ ("gallbladder removal"), "cholecystectomy|laparoscopic cholecystectomy", "cholecystectomy", NULL, "38102005|45595009", TRUE },
  { N_ ("hearing test"), "audiogram|audiometry", "audiometry|audiogram", NULL, NULL, TRUE },
  { N_ ("heart bypass operation"), "cabg|coronary artery bypass graft|coronary artery bypass grafting", "bypass", NULL, "232717009", TRUE },
  { N_ ("heart tracing"), "ecg|ekg|electrocardiogram|electrocardiographic procedure", "electrocardiogram|electrocardiographic|ecg|ekg", NULL, "29303009|268400002", TRUE },
  { N_ ("heart ultrasound"), "echocardiogram|echocardiography", "echocardiography|echocardiogram", NULL, "40701008", TRUE },
  { N_ ("hernia repair"), "hernioplasty|herniorrhaphy|inguinal herniorrhaphy", "hernia|herniorrhaphy", NULL, NULL, TRUE },
  { N_ ("keyhole operation"), "diagnostic laparoscopy|laparoscopy", "laparoscopy|laparoscopic", NULL, "73632009", TRUE },
  { N_ ("kidney removal"), "nephrectomy", "nephrectomy", NULL, "108022006", TRUE },
  { N_ ("layer X-ray scan (CT)"), "computed tomography|computerized axial tomography|ct", "tomography", "positron|emission", "77477000", TRUE },
  { N_ ("look at the throat and voice box"), "laryngoscopy", "laryngoscopy", NULL, "78121007", TRUE },
  { N_ ("look into a joint"), "arthroscopy|arthroscopy of knee|knee arthroscopy|shoulder arthroscopy", "arthroscopy", NULL, "13714004", TRUE },
  { N_ ("look into the bladder"), "cystoscopy", "cystoscopy", NULL, "24139008", TRUE },
  { N_ ("look into the bowel"), "colonoscopy", "colonoscopy", NULL, "73761001", TRUE },
  { N_ ("look into the lower bowel"), "flexible sigmoidoscopy|sigmoidoscopy", "sigmoidoscopy", NULL, "44441009", TRUE },
  { N_ ("look into the lungs"), "bronchoscopy", "bronchoscopy", NULL, "10847001", TRUE },
  { N_ ("look into the stomach"), "egd|esophagogastroduodenoscopy|upper endoscopy", "esophagogastroduodenoscopy|egd|gastroscopy", NULL, "76009000", TRUE },
  { N_ ("lung function test (blowing)"), "pulmonary function test|pulmonary function tests|spirometry", "spirometry|pulmonary function", NULL, "127783003", TRUE },
  { N_ ("moving X-ray picture"), "fluoroscopy", "fluoroscopy", NULL, "44491008", TRUE },
  { N_ ("muscle and nerve test"), "electromyogram|electromyography|emg|nerve conduction study", "electromyography|emg|nerve conduction", NULL, "42803009", TRUE },
  { N_ ("new hip joint"), "total hip arthroplasty|total hip replacement|total replacement of hip", "hip arthroplasty|hip replacement", NULL, "52734007", TRUE },
  { N_ ("new knee joint"), "total knee arthroplasty|total knee replacement|total replacement of knee joint", "knee arthroplasty|knee replacement", NULL, "609588000", TRUE },
  { N_ ("opening in the neck to breathe"), "tracheostomy|tracheotomy", "tracheostomy|tracheotomy", NULL, "48387007", TRUE },
  { N_ ("opening of a heart artery"), "coronary angioplasty|pci|percutaneous coronary intervention", "coronary angioplasty|coronary intervention", NULL, "415070008", TRUE },
  { N_ ("pacemaker put in"), "implantation of cardiac pacemaker|insertion of pacemaker|pacemaker insertion", "pacemaker", NULL, NULL, TRUE },
  { N_ ("prostate removal"), "prostatectomy|radical prostatectomy", "prostatectomy", NULL, "90470006", TRUE },
  { N_ ("removal of a breast lump"), "lumpectomy|lumpectomy of breast", "lumpectomy", NULL, "392021009", TRUE },
  { N_ ("removal of part of the bowel"), "colectomy|partial colectomy", "colectomy", NULL, "23968004", TRUE },
  { N_ ("root canal"), "endodontic therapy|root canal treatment", "endodontic", NULL, NULL, TRUE },
  { N_ ("scan with a strong magnet (MRI)"), "magnetic resonance imaging|mri", "magnetic resonance|mri", NULL, "113091000", TRUE },
  { N_ ("scan with sound waves"), "sonogram|ultrasonography|ultrasound", "ultrasonography|ultrasound|sonogram", NULL, "16310003", TRUE },
  { N_ ("shock that resets the heartbeat"), "cardioversion|electrical cardioversion", "cardioversion", NULL, "250980009", TRUE },
  { N_ ("sleep study"), "polysomnogram|polysomnography", "polysomnography|polysomnogram", NULL, "60554003", TRUE },
  { N_ ("spleen removal"), "splenectomy", "splenectomy", NULL, "234319005", TRUE },
  { N_ ("stitches"), "laceration repair|suture of open wound|suture of wound|suturing", "suture|laceration repair", NULL, "288086009", TRUE },
  { N_ ("thyroid removal"), "thyroidectomy|total thyroidectomy", "thyroidectomy", NULL, "13619001", TRUE },
  { N_ ("tissue sample"), NULL, "biopsy", NULL, NULL, FALSE },
  { N_ ("tonsil removal"), "tonsillectomy", "tonsillectomy", NULL, "173422009", TRUE },
  { N_ ("tooth pulled"), "extraction of tooth|tooth extraction", "tooth", NULL, NULL, TRUE },
  { N_ ("training of the body (physical therapy)"), "physical therapy procedure|physiotherapy", "physiotherapy|physical therapy", NULL, "91251008", TRUE },
  { N_ ("treatment with rays"), "external beam radiation therapy|radiation therapy|radiotherapy", "radiotherapy|radiation therapy", NULL, "108290001", TRUE },
  { N_ ("womb removal"), "hysterectomy|total abdominal hysterectomy|total hysterectomy", "hysterectomy", NULL, "236886002", TRUE },
};

static const KwLayRow documents[] = {
  { N_ ("first full check-up note"), "h&p|h&p note|history & physical|history and physical|history and physical note", "history and physical|h&p", NULL, "34117-2", TRUE },
  { N_ ("letter to another doctor"), "referral letter|referral note", "referral", NULL, "57133-1", TRUE },
  { N_ ("note of a phone call"), "telephone encounter|telephone encounter note|telephone note", "telephone|phone", NULL, "34748-4", TRUE },
  { N_ ("note of a specialist"), "consult note|consultation|consultation note", "consult|consultation", NULL, "11488-4", TRUE },
  { N_ ("note of a treatment or test"), "procedure note|procedure notes", "procedure note", NULL, "28570-0", TRUE },
  { N_ ("note of a visit or a day in hospital"), "physician progress note|progress note|progress notes", "progress note", NULL, "11506-3", TRUE },
  { N_ ("note of the emergency room"), "ed note|ed provider note|ed provider notes|emergency department note|emergency room note", "emergency|ed note", NULL, "34878-9", TRUE },
  { N_ ("note of the nurse"), "nurse note|nurse notes|nursing note|nursing notes", "nurse|nursing", NULL, "34746-8", TRUE },
  { N_ ("picture report"), "diagnostic imaging study|imaging report|radiology report|radiology studies", "radiology|imaging", NULL, "18748-4|18726-0", TRUE },
  { N_ ("report of an operation"), "op note|operative note|operative report|surgical operation note", "operative|operation note", NULL, "11504-8", TRUE },
  { N_ ("summary of a hospital stay"), "discharge summarization note|discharge summary|discharge summary note|hospital discharge summary", "discharge summary", NULL, "18842-5", TRUE },
  { N_ ("summary of your record"), "ccd|continuity of care document|patient summary document|summarization of episode note|summary of care|summary of episode note", "summary", NULL, "34133-9|60591-5", TRUE },
  { N_ ("tissue report (biopsy)"), "pathology report|pathology study|surgical pathology|surgical pathology report", "pathology", NULL, "11526-1|11529-5|60567-5", TRUE },
  { N_ ("what to do after you leave"), "after visit summary|discharge instructions|hospital discharge instructions|patient instructions", "instructions|after visit", NULL, "8653-8|69730-0", TRUE },
  { N_ ("your wishes if you cannot speak"), "advance directive|advance directives|living will|power of attorney", "advance directive|living will|attorney", NULL, "42348-3|64298-3", TRUE },
};

static const KwLayRow visits[] = {
  { N_ ("check-up"), "annual wellness visit|general examination of patient|periodic health examination|physical examination|well child visit|wellness visit", "wellness|well child|general examination", NULL, "162673000|410620009", TRUE },
  { N_ ("short stay to be watched"), "hospital observation|observation encounter", "observation encounter", NULL, NULL, TRUE },
  { N_ ("stay in hospital"), "hospital admission|hospital inpatient|inpatient|inpatient encounter|inpatient stay", "inpatient|admission", NULL, NULL, TRUE },
  { N_ ("visit at home"), "home health|home health encounter|home visit", "home health|home visit", NULL, NULL, TRUE },
  { N_ ("visit by phone or video"), "telehealth|telemedicine|telephone encounter|video visit|virtual", "virtual|telehealth|telemedicine|telephone|video", NULL, NULL, TRUE },
  { N_ ("visit for a sudden problem"), "urgent care|urgent care clinic|urgent care visit", "urgent care", NULL, NULL, TRUE },
  { N_ ("visit in pregnancy"), "antenatal visit|obstetrics visit|prenatal initial visit|prenatal visit", "prenatal|antenatal", NULL, "424441002|424619006", TRUE },
  { N_ ("visit to the clinic"), "ambulatory|encounter for check up|encounter for problem|encounter for symptom|office visit|outpatient|outpatient visit", "ambulatory|outpatient", NULL, NULL, TRUE },
  { N_ ("visit to the emergency room"), "emergency|emergency department patient visit|emergency department visit|emergency room admission", "emergency", NULL, "50849002", TRUE },
};

static const KwLayRow vaccines[] = {
  { N_ ("COVID-19 vaccine"), NULL, "sars-cov-2|covid|comirnaty|spikevax|novavax|nuvaxovid|moderna|pfizer|mnexspike", NULL, NULL, TRUE },
  { N_ ("Japanese brain fever vaccine"), NULL, "japanese encephalitis|ixiaro", NULL, NULL, TRUE },
  { N_ ("RSV (lung virus) vaccine"), NULL, "rsv|syncytial|abrysvo|arexvy|mresvia", "mab|immune", NULL, TRUE },
  { N_ ("anthrax vaccine"), NULL, "anthrax|biothrax", "immune|globulin", NULL, TRUE },
  { N_ ("chickenpox vaccine"), NULL, "varicella|varivax", "zoster", NULL, TRUE },
  { N_ ("chikungunya vaccine"), NULL, "chikungunya|ixchiq", NULL, NULL, TRUE },
  { N_ ("cholera vaccine"), NULL, "cholera|vaxchora", NULL, NULL, TRUE },
  { N_ ("dengue fever vaccine"), NULL, "dengue|dengvaxia", NULL, NULL, TRUE },
  { N_ ("flu shot"), NULL, "influenza", "haemophilus|hemophilus|parainfluenza|hib", NULL, FALSE },
  { N_ ("flu vaccine"), NULL, "influenza|flu|flu shot|fluzone|fluarix|flulaval|flucelvax|fluad|flumist|afluria|flublok", "haemophilus|hemophilus|parainfluenza|hib", NULL, TRUE },
  { N_ ("hepatitis A vaccine"), NULL, "hep a|hepatitis a|havrix|vaqta", NULL, NULL, TRUE },
  { N_ ("hepatitis B vaccine"), NULL, "hep b|hepatitis b|heplisav|engerix|recombivax", NULL, NULL, TRUE },
  { N_ ("measles, mumps and rubella vaccine"), NULL, "mmr|measles|priorix", NULL, NULL, TRUE },
  { N_ ("meningitis vaccine"), NULL, "meningococcal|mcv4|menacwy|menveo|menactra|menquadfi|bexsero|trumenba", NULL, NULL, TRUE },
  { N_ ("pneumonia vaccine"), NULL, "pneumococcal|prevnar|pneumovax|vaxneuvance|capvaxive", NULL, NULL, TRUE },
  { N_ ("polio vaccine"), NULL, "ipv|opv|polio|poliovirus", NULL, NULL, TRUE },
  { N_ ("rabies vaccine"), NULL, "rabies|imovax|rabavert", "immune|globulin|rig", NULL, TRUE },
  { N_ ("shingles vaccine"), NULL, "zoster|shingrix|zostavax", "varicella", NULL, TRUE },
  { N_ ("smallpox and mpox vaccine"), NULL, "mpox|monkeypox|jynneos", NULL, NULL, TRUE },
  { N_ ("smallpox vaccine"), NULL, "vaccinia|smallpox", "mpox|monkeypox|jynneos", NULL, TRUE },
  { N_ ("stomach bug (rotavirus) vaccine"), NULL, "rotavirus|rotateq|rotarix", NULL, NULL, TRUE },
  { N_ ("tetanus and diphtheria vaccine"), NULL, "td", NULL, NULL, TRUE },
  { N_ ("tetanus vaccine"), NULL, "tetanus toxoid", "diphtheria", NULL, TRUE },
  { N_ ("tetanus, diphtheria and whooping cough vaccine"), NULL, "tdap|dtap|boostrix|adacel|daptacel|infanrix", NULL, NULL, TRUE },
  { N_ ("tick brain fever vaccine"), NULL, "tick-borne|ticovac", NULL, NULL, TRUE },
  { N_ ("tuberculosis skin test"), NULL, "tst|ppd|tuberculin|mantoux", NULL, NULL, TRUE },
  { N_ ("tuberculosis vaccine"), NULL, "bcg", NULL, NULL, TRUE },
  { N_ ("typhoid vaccine"), NULL, "typhoid|vivotif|typhim", NULL, NULL, TRUE },
  { N_ ("vaccine against a meningitis germ (Hib)"), NULL, "hib|haemophilus", NULL, NULL, TRUE },
  { N_ ("vaccine against cervical and other cancers (HPV)"), NULL, "hpv|papillomavirus|gardasil|cervarix", NULL, NULL, TRUE },
  { N_ ("whooping cough vaccine"), NULL, "pertussis|tdap|dtap", NULL, NULL, FALSE },
  { N_ ("yellow fever vaccine"), NULL, "yellow fever|yf-vax", NULL, NULL, TRUE },
};

/* clang-format on */

const KwLayTable kw_lay_procedures = { procedures, G_N_ELEMENTS (procedures) };
const KwLayTable kw_lay_documents = { documents, G_N_ELEMENTS (documents) };
const KwLayTable kw_lay_visits = { visits, G_N_ELEMENTS (visits) };
const KwLayTable kw_lay_vaccines = { vaccines, G_N_ELEMENTS (vaccines) };
