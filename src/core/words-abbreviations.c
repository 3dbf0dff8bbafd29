/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/words-private.h"

/* Where an abbreviation has its meaning: the same letters mean other things elsewhere. */
typedef enum
{
  IN_LABS = 1 << 0,
  IN_VITALS = 1 << 1,
  IN_CONDITIONS = 1 << 2,
  IN_IMMUNIZATIONS = 1 << 3,
  IN_PROCEDURES = 1 << 4, /* also orders and documents */
  IN_DOCUMENTS = 1 << 5,
  IN_MEDICINES = 1 << 6, /* also allergies */
} Where;

#define IN_TESTS (IN_LABS | IN_PROCEDURES)

/* Abbreviations of titles (rule G3): only letters that have one meaning in their place. They are
 * common knowledge, gathered by us and not compared with a published list. In the order of strcmp.
 */
static const struct
{
  const char *letters;
  Where where;
  const char *words;
} abbreviations[] = {
  { "A/G", IN_LABS, N_ ("Albumin to globulin") },
  { "A1C", IN_TESTS, N_ ("Hemoglobin A1c") },
  { "ABG", IN_TESTS, N_ ("Arterial blood gas") },
  { "ACR", IN_LABS, N_ ("Albumin to creatinine ratio") },
  { "ACTH", IN_TESTS, N_ ("Adrenocorticotropic hormone") },
  { "ADHD", IN_CONDITIONS, N_ ("Attention deficit hyperactivity disorder") },
  { "AFB", IN_LABS, N_ ("Acid-fast bacteria") },
  { "AFP", IN_TESTS, N_ ("Alpha-fetoprotein") },
  { "AFib", IN_CONDITIONS, N_ ("Atrial fibrillation") },
  { "AKI", IN_CONDITIONS, N_ ("Acute kidney injury") },
  { "ALP", IN_TESTS, N_ ("Alkaline phosphatase") },
  { "ALS", IN_CONDITIONS, N_ ("Amyotrophic lateral sclerosis") },
  { "ALT", IN_TESTS, N_ ("Alanine aminotransferase") },
  { "ANA", IN_TESTS, N_ ("Antinuclear antibodies") },
  { "ANC", IN_TESTS, N_ ("Absolute neutrophil count") },
  { "ANCA", IN_LABS, N_ ("Antineutrophil cytoplasmic antibodies") },
  { "APAP", IN_MEDICINES, N_ ("Acetaminophen") },
  { "ASA", IN_MEDICINES, N_ ("Aspirin") },
  { "AST", IN_TESTS, N_ ("Aspartate aminotransferase") },
  { "AVS", IN_PROCEDURES, N_ ("After visit summary") },
  { "BCG", IN_IMMUNIZATIONS, N_ ("Tuberculosis vaccine") },
  { "BMI", IN_VITALS | IN_LABS, N_ ("Body mass index") },
  { "BMP", IN_TESTS, N_ ("Basic metabolic panel") },
  { "BNP", IN_TESTS, N_ ("B-type natriuretic peptide") },
  { "BP", IN_VITALS, N_ ("Blood pressure") },
  { "BPH", IN_CONDITIONS, N_ ("Benign prostatic hyperplasia") },
  { "BPPV", IN_CONDITIONS, N_ ("Benign paroxysmal positional vertigo") },
  { "BSA", IN_VITALS, N_ ("Body surface area") },
  { "BUN", IN_TESTS, N_ ("Blood urea nitrogen") },
  { "CA 125", IN_TESTS, N_ ("Cancer antigen 125") },
  { "CA-125", IN_TESTS, N_ ("Cancer antigen 125") },
  { "CABG", IN_PROCEDURES, N_ ("Coronary artery bypass graft") },
  { "CAD", IN_CONDITIONS, N_ ("Coronary artery disease") },
  { "CBC", IN_TESTS, N_ ("Complete blood count") },
  { "CCD", IN_PROCEDURES, N_ ("Continuity of care document") },
  { "CCP", IN_LABS, N_ ("Cyclic citrullinated peptide") },
  { "CEA", IN_TESTS, N_ ("Carcinoembryonic antigen") },
  { "CHF", IN_CONDITIONS, N_ ("Congestive heart failure") },
  { "CK", IN_LABS, N_ ("Creatine kinase") },
  { "CKD", IN_CONDITIONS, N_ ("Chronic kidney disease") },
  { "CMP", IN_TESTS, N_ ("Comprehensive metabolic panel") },
  { "CMV", IN_LABS, N_ ("Cytomegalovirus") },
  { "CO2", IN_LABS, N_ ("Carbon dioxide") },
  { "COPD", IN_CONDITIONS, N_ ("Chronic obstructive pulmonary disease") },
  { "CPK", IN_LABS, N_ ("Creatine kinase") },
  { "CRP", IN_TESTS, N_ ("C-reactive protein") },
  { "CSF", IN_LABS, N_ ("Cerebrospinal fluid") },
  { "CT", IN_PROCEDURES, N_ ("Computed tomography") },
  { "CVA", IN_CONDITIONS, N_ ("Cerebrovascular accident") },
  { "CXR", IN_PROCEDURES, N_ ("Chest X-ray") },
  { "D&C", IN_PROCEDURES, N_ ("Dilation and curettage") },
  { "DBP", IN_VITALS, N_ ("Diastolic blood pressure") },
  { "DEXA", IN_TESTS, N_ ("Bone density scan") },
  { "DHEA-S", IN_LABS, N_ ("Dehydroepiandrosterone sulfate") },
  { "DJD", IN_CONDITIONS, N_ ("Degenerative joint disease") },
  { "DKA", IN_CONDITIONS, N_ ("Diabetic ketoacidosis") },
  { "DTP", IN_IMMUNIZATIONS, N_ ("Diphtheria, tetanus and whooping cough") },
  { "DTaP", IN_IMMUNIZATIONS, N_ ("Diphtheria, tetanus and whooping cough") },
  { "DVT", IN_CONDITIONS, N_ ("Deep vein thrombosis") },
  { "DXA", IN_TESTS, N_ ("Bone density scan") },
  { "EBV", IN_LABS, N_ ("Epstein-Barr virus") },
  { "ECG", IN_TESTS, N_ ("Electrocardiogram") },
  { "ED", IN_DOCUMENTS, N_ ("Emergency department") },
  { "EEG", IN_TESTS, N_ ("Electroencephalogram") },
  { "EGD", IN_PROCEDURES, N_ ("Upper endoscopy") },
  { "EGFR", IN_LABS, N_ ("Kidney filtration estimate") },
  { "EKG", IN_TESTS, N_ ("Electrocardiogram") },
  { "EMG", IN_TESTS, N_ ("Electromyogram") },
  { "ERCP", IN_PROCEDURES, N_ ("Endoscopic retrograde cholangiopancreatography") },
  { "ESR", IN_TESTS, N_ ("Erythrocyte sedimentation rate") },
  { "ESRD", IN_CONDITIONS, N_ ("End-stage renal disease") },
  { "FBS", IN_LABS, N_ ("Fasting blood sugar") },
  { "FIT", IN_LABS, N_ ("Fecal immunochemical test") },
  { "FOBT", IN_LABS, N_ ("Fecal occult blood test") },
  { "FSH", IN_TESTS, N_ ("Follicle-stimulating hormone") },
  { "FT3", IN_TESTS, N_ ("Free triiodothyronine") },
  { "FT4", IN_TESTS, N_ ("Free thyroxine") },
  { "FiO2", IN_VITALS, N_ ("Share of oxygen in the air breathed in") },
  { "G6PD", IN_LABS, N_ ("Glucose-6-phosphate dehydrogenase") },
  { "GAD", IN_CONDITIONS, N_ ("Generalized anxiety disorder") },
  { "GCS", IN_VITALS, N_ ("Glasgow Coma Score") },
  { "GERD", IN_CONDITIONS, N_ ("Gastroesophageal reflux disease") },
  { "GFR", IN_TESTS, N_ ("Kidney filtration rate") },
  { "GGT", IN_TESTS, N_ ("Gamma-glutamyl transferase") },
  { "GTT", IN_LABS, N_ ("Glucose tolerance test") },
  { "H&P", IN_PROCEDURES, N_ ("History and physical") },
  { "HAV", IN_LABS, N_ ("Hepatitis A virus") },
  { "HBV", IN_LABS, N_ ("Hepatitis B virus") },
  { "HBsAg", IN_LABS, N_ ("Hepatitis B surface antigen") },
  { "HCG", IN_TESTS, N_ ("Human chorionic gonadotropin (pregnancy hormone)") },
  { "HCT", IN_TESTS, N_ ("Hematocrit") },
  { "HCTZ", IN_MEDICINES, N_ ("Hydrochlorothiazide") },
  { "HCV", IN_LABS, N_ ("Hepatitis C virus") },
  { "HDL", IN_TESTS, N_ ("High-density lipoprotein") },
  { "HDL-C", IN_LABS, N_ ("High-density lipoprotein cholesterol") },
  { "HFpEF", IN_CONDITIONS, N_ ("Heart failure with preserved ejection fraction") },
  { "HFrEF", IN_CONDITIONS, N_ ("Heart failure with reduced ejection fraction") },
  { "HGB", IN_TESTS, N_ ("Hemoglobin") },
  { "HGBA1C", IN_TESTS, N_ ("Hemoglobin A1c") },
  { "HIPAA", IN_DOCUMENTS, N_ ("Health Insurance Portability and Accountability Act") },
  { "HIV", IN_LABS | IN_CONDITIONS, N_ ("Human immunodeficiency virus") },
  { "HLA", IN_LABS, N_ ("Human leukocyte antigen") },
  { "HLD", IN_CONDITIONS, N_ ("Hyperlipidemia") },
  { "HPV", IN_IMMUNIZATIONS | IN_LABS, N_ ("Human papillomavirus") },
  { "HR", IN_VITALS, N_ ("Heart rate") },
  { "HSV", IN_LABS | IN_CONDITIONS, N_ ("Herpes simplex virus") },
  { "HTN", IN_CONDITIONS, N_ ("Hypertension") },
  { "HbA1C", IN_TESTS, N_ ("Hemoglobin A1c") },
  { "HbA1c", IN_TESTS, N_ ("Hemoglobin A1c") },
  { "Hct", IN_TESTS, N_ ("Hematocrit") },
  { "HepA", IN_IMMUNIZATIONS, N_ ("Hepatitis A") },
  { "HepB", IN_IMMUNIZATIONS, N_ ("Hepatitis B") },
  { "Hgb", IN_TESTS, N_ ("Hemoglobin") },
  { "Hib", IN_IMMUNIZATIONS, N_ ("Haemophilus influenzae type b") },
  { "IBD", IN_CONDITIONS, N_ ("Inflammatory bowel disease") },
  { "IBS", IN_CONDITIONS, N_ ("Irritable bowel syndrome") },
  { "ICU", IN_DOCUMENTS, N_ ("Intensive care unit") },
  { "IGF-1", IN_LABS, N_ ("Insulin-like growth factor 1") },
  { "IIV3", IN_IMMUNIZATIONS, N_ ("Inactivated flu vaccine") },
  { "IIV4", IN_IMMUNIZATIONS, N_ ("Inactivated flu vaccine") },
  { "INR", IN_TESTS, N_ ("International normalized ratio") },
  { "IPV", IN_IMMUNIZATIONS, N_ ("Inactivated polio vaccine") },
  { "IUD", IN_PROCEDURES, N_ ("Intrauterine device") },
  { "IgA", IN_LABS, N_ ("Immunoglobulin A") },
  { "IgE", IN_LABS, N_ ("Immunoglobulin E") },
  { "IgG", IN_LABS, N_ ("Immunoglobulin G") },
  { "IgM", IN_LABS, N_ ("Immunoglobulin M") },
  { "LAIV", IN_IMMUNIZATIONS, N_ ("Live flu vaccine") },
  { "LAIV4", IN_IMMUNIZATIONS, N_ ("Live flu vaccine") },
  { "LDH", IN_TESTS, N_ ("Lactate dehydrogenase") },
  { "LDL", IN_TESTS, N_ ("Low-density lipoprotein") },
  { "LDL-C", IN_LABS, N_ ("Low-density lipoprotein cholesterol") },
  { "LFT", IN_TESTS, N_ ("Liver function tests") },
  { "LH", IN_LABS, N_ ("Luteinizing hormone") },
  { "LP", IN_PROCEDURES, N_ ("Lumbar puncture") },
  { "MAP", IN_VITALS, N_ ("Mean arterial pressure") },
  { "MCH", IN_TESTS, N_ ("Mean hemoglobin in a red blood cell") },
  { "MCHC", IN_TESTS, N_ ("Mean hemoglobin concentration of the red blood cells") },
  { "MCV", IN_TESTS, N_ ("Mean size of the red blood cells") },
  { "MDD", IN_CONDITIONS, N_ ("Major depressive disorder") },
  { "MMR", IN_IMMUNIZATIONS, N_ ("Measles, mumps and rubella") },
  { "MMRV", IN_IMMUNIZATIONS, N_ ("Measles, mumps, rubella and chickenpox") },
  { "MPV", IN_TESTS, N_ ("Mean size of the platelets") },
  { "MRI", IN_TESTS, N_ ("Magnetic resonance imaging") },
  { "MRSA", IN_LABS | IN_CONDITIONS, N_ ("Staph germ that resists methicillin") },
  { "MenACWY", IN_IMMUNIZATIONS, N_ ("Meningococcal A, C, W and Y vaccine") },
  { "MenB", IN_IMMUNIZATIONS, N_ ("Meningococcal B vaccine") },
  { "NAAT", IN_LABS, N_ ("Nucleic acid amplification test") },
  { "NAFLD", IN_CONDITIONS, N_ ("Nonalcoholic fatty liver disease") },
  { "NKA", IN_MEDICINES, N_ ("No known allergies") },
  { "NKDA", IN_MEDICINES, N_ ("No known drug allergies") },
  { "NKFA", IN_MEDICINES, N_ ("No known food allergies") },
  { "NRBC", IN_LABS, N_ ("Nucleated red blood cells") },
  { "NSAID", IN_MEDICINES, N_ ("Nonsteroidal anti-inflammatory drug") },
  { "NSAIDs", IN_MEDICINES, N_ ("Nonsteroidal anti-inflammatory drugs") },
  { "NSTEMI", IN_CONDITIONS, N_ ("Non-ST elevation myocardial infarction") },
  { "NT-proBNP", IN_TESTS, N_ ("N-terminal pro-B-type natriuretic peptide") },
  { "O&P", IN_LABS, N_ ("Ova and parasites") },
  { "O2 sat", IN_VITALS, N_ ("Oxygen saturation") },
  { "OCD", IN_CONDITIONS, N_ ("Obsessive-compulsive disorder") },
  { "OGTT", IN_TESTS, N_ ("Oral glucose tolerance test") },
  { "OPV", IN_IMMUNIZATIONS, N_ ("Oral polio vaccine") },
  { "ORIF", IN_PROCEDURES, N_ ("Open reduction and internal fixation") },
  { "OSA", IN_CONDITIONS, N_ ("Obstructive sleep apnea") },
  { "PAD", IN_CONDITIONS, N_ ("Peripheral arterial disease") },
  { "PCI", IN_PROCEDURES, N_ ("Percutaneous coronary intervention") },
  { "PCN", IN_MEDICINES, N_ ("Penicillin") },
  { "PCOS", IN_CONDITIONS, N_ ("Polycystic ovary syndrome") },
  { "PCV13", IN_IMMUNIZATIONS, N_ ("Pneumococcal vaccine") },
  { "PCV15", IN_IMMUNIZATIONS, N_ ("Pneumococcal vaccine") },
  { "PCV20", IN_IMMUNIZATIONS, N_ ("Pneumococcal vaccine") },
  { "PCV21", IN_IMMUNIZATIONS, N_ ("Pneumococcal vaccine") },
  { "PCV7", IN_IMMUNIZATIONS, N_ ("Pneumococcal vaccine") },
  { "PET", IN_PROCEDURES, N_ ("Positron emission tomography") },
  { "PFT", IN_PROCEDURES, N_ ("Pulmonary function test") },
  { "PLT", IN_TESTS, N_ ("Platelets") },
  { "PPSV", IN_IMMUNIZATIONS, N_ ("Pneumococcal vaccine") },
  { "PPSV23", IN_IMMUNIZATIONS, N_ ("Pneumococcal vaccine") },
  { "PPV23", IN_IMMUNIZATIONS, N_ ("Pneumococcal vaccine") },
  { "PSA", IN_TESTS, N_ ("Prostate-specific antigen") },
  { "PT", IN_LABS, N_ ("Prothrombin time") },
  { "PTH", IN_TESTS, N_ ("Parathyroid hormone") },
  { "PTSD", IN_CONDITIONS, N_ ("Post-traumatic stress disorder") },
  { "PTT", IN_LABS, N_ ("Partial thromboplastin time") },
  { "PVD", IN_CONDITIONS, N_ ("Peripheral vascular disease") },
  { "RBC", IN_TESTS, N_ ("Red blood cells") },
  { "RDW", IN_TESTS, N_ ("Spread of the size of the red blood cells") },
  { "RF", IN_LABS, N_ ("Rheumatoid factor") },
  { "RPR", IN_LABS, N_ ("Rapid plasma reagin (syphilis test)") },
  { "RR", IN_VITALS, N_ ("Breathing rate") },
  { "RSV", IN_LABS | IN_IMMUNIZATIONS, N_ ("Respiratory syncytial virus") },
  { "RV5", IN_IMMUNIZATIONS, N_ ("Rotavirus vaccine") },
  { "RZV", IN_IMMUNIZATIONS, N_ ("Recombinant zoster vaccine") },
  { "SBP", IN_VITALS, N_ ("Systolic blood pressure") },
  { "SHBG", IN_LABS, N_ ("Sex hormone-binding globulin") },
  { "SLE", IN_CONDITIONS, N_ ("Systemic lupus erythematosus") },
  { "SPEP", IN_LABS, N_ ("Serum protein electrophoresis") },
  { "STD", IN_LABS | IN_CONDITIONS, N_ ("Sexually transmitted disease") },
  { "STEMI", IN_CONDITIONS, N_ ("ST elevation myocardial infarction") },
  { "STI", IN_LABS | IN_CONDITIONS, N_ ("Sexually transmitted infection") },
  { "SVT", IN_CONDITIONS, N_ ("Supraventricular tachycardia") },
  { "SpO2", IN_VITALS, N_ ("Oxygen saturation") },
  { "T1DM", IN_CONDITIONS, N_ ("Type 1 diabetes mellitus") },
  { "T2DM", IN_CONDITIONS, N_ ("Type 2 diabetes mellitus") },
  { "T3", IN_LABS, N_ ("Triiodothyronine") },
  { "T4", IN_LABS, N_ ("Thyroxine") },
  { "TB", IN_LABS | IN_CONDITIONS, N_ ("Tuberculosis") },
  { "TBI", IN_CONDITIONS, N_ ("Traumatic brain injury") },
  { "TEE", IN_PROCEDURES, N_ ("Transesophageal echocardiogram") },
  { "THA", IN_PROCEDURES, N_ ("Total hip arthroplasty") },
  { "TIA", IN_CONDITIONS, N_ ("Transient ischemic attack") },
  { "TIBC", IN_TESTS, N_ ("Total iron-binding capacity") },
  { "TKA", IN_PROCEDURES, N_ ("Total knee arthroplasty") },
  { "TMP-SMX", IN_MEDICINES, N_ ("Trimethoprim and sulfamethoxazole") },
  { "TPO", IN_LABS, N_ ("Thyroid peroxidase") },
  { "TSH", IN_TESTS, N_ ("Thyroid-stimulating hormone") },
  { "TTE", IN_PROCEDURES, N_ ("Transthoracic echocardiogram") },
  { "TTG", IN_LABS, N_ ("Tissue transglutaminase") },
  { "TURP", IN_PROCEDURES, N_ ("Transurethral resection of the prostate") },
  { "Td", IN_IMMUNIZATIONS, N_ ("Tetanus and diphtheria") },
  { "Tdap", IN_IMMUNIZATIONS, N_ ("Tetanus, diphtheria and whooping cough") },
  { "UA", IN_LABS, N_ ("Urinalysis") },
  { "UACR", IN_LABS, N_ ("Urine albumin to creatinine ratio") },
  { "UIBC", IN_TESTS, N_ ("Unsaturated iron-binding capacity") },
  { "UPEP", IN_LABS, N_ ("Urine protein electrophoresis") },
  { "URI", IN_CONDITIONS, N_ ("Upper respiratory infection") },
  { "URTI", IN_CONDITIONS, N_ ("Upper respiratory tract infection") },
  { "US", IN_PROCEDURES, N_ ("Ultrasound") },
  { "UTI", IN_CONDITIONS, N_ ("Urinary tract infection") },
  { "VBG", IN_LABS, N_ ("Venous blood gas") },
  { "VDRL", IN_LABS, N_ ("Venereal Disease Research Laboratory (syphilis test)") },
  { "VLDL", IN_TESTS, N_ ("Very-low-density lipoprotein") },
  { "WBC", IN_TESTS, N_ ("White blood cells") },
  { "XR", IN_PROCEDURES, N_ ("X-ray") },
  { "aPTT", IN_LABS, N_ ("Activated partial thromboplastin time") },
  { "eGFR", IN_TESTS, N_ ("Kidney filtration estimate") },
  { "hCG", IN_TESTS, N_ ("Human chorionic gonadotropin (pregnancy hormone)") },
  { "hs-CRP", IN_TESTS, N_ ("High-sensitivity C-reactive protein") },
  { "tTG", IN_LABS, N_ ("Tissue transglutaminase") },
};

static Where
where_of_section (KwSection section)
{
  switch (section)
    {
    case KW_SECTION_LABS:
      return IN_LABS;
    case KW_SECTION_VITALS:
      return IN_VITALS;
    case KW_SECTION_CONDITIONS:
      return IN_CONDITIONS;
    case KW_SECTION_IMMUNIZATIONS:
      return IN_IMMUNIZATIONS;
    case KW_SECTION_PROCEDURES:
    case KW_SECTION_ORDERS:
      return IN_PROCEDURES;
    case KW_SECTION_DOCUMENTS:
      return IN_PROCEDURES | IN_DOCUMENTS;
    case KW_SECTION_ALLERGIES:
    case KW_SECTION_MEDICATIONS:
      return IN_MEDICINES;
    case KW_SECTION_VISITS:
    case KW_SECTION_APPOINTMENTS:
    case KW_SECTION_CARE_PLANS:
    case KW_SECTION_GOALS:
    case KW_SECTION_CARE_TEAM:
    case KW_SECTION_FAMILY:
    case KW_SECTION_HISTORY_SOCIAL:
    case KW_SECTION_DEVICES:
    case KW_SECTION_INSURANCE:
    case KW_SECTION_NUTRITION:
    case KW_SECTION_QUESTIONNAIRES:
    case KW_SECTION_CONSENTS:
    case KW_SECTION_PEOPLE:
    case KW_SECTION_OTHER:
    default:
      return 0;
    }
}

static int
compare (const void *letters, const void *row)
{
  return strcmp (letters, *(const char *const *) row);
}

/* Exact letters, because "us" is a word and "US" is not. */
const char *
kw_abbreviation_lookup (const char *abbreviation, KwSection section)
{
  Where where = where_of_section (section);
  if (where == 0)
    return NULL;
  const char *found = bsearch (abbreviation, abbreviations, G_N_ELEMENTS (abbreviations),
                               sizeof *abbreviations, compare);
  if (found == NULL)
    return NULL;
  /* The same letters stand side by side, once for each place. */
  gsize i = (gsize) (found - (const char *) abbreviations) / sizeof *abbreviations;
  while (i > 0 && g_str_equal (abbreviations[i - 1].letters, abbreviation))
    i--;
  for (; i < G_N_ELEMENTS (abbreviations) && g_str_equal (abbreviations[i].letters, abbreviation);
       i++)
    if ((abbreviations[i].where & where) != 0)
      return _ (abbreviations[i].words);
  return NULL;
}

/* For the test: the letters of row @index, NULL after the last. */
const char *
kw_abbreviation_letters (guint index)
{
  return index < G_N_ELEMENTS (abbreviations) ? abbreviations[index].letters : NULL;
}
