/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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
} Where;

#define IN_TESTS (IN_LABS | IN_PROCEDURES)

/* Abbreviations of titles (rule G3). Sources: MedlinePlus "Medical Tests" and "Medical
 * Abbreviations" (medlineplus.gov, public domain), the CDC's "Vaccine Acronyms and Abbreviations";
 * only letters that have one meaning in their place. */
static const struct
{
  const char *letters;
  Where where;
  const char *words;
} abbreviations[] = {
  { "A1C", IN_TESTS, N_ ("Hemoglobin A1c") },
  { "HbA1c", IN_TESTS, N_ ("Hemoglobin A1c") },
  { "HbA1C", IN_TESTS, N_ ("Hemoglobin A1c") },
  { "HGBA1C", IN_TESTS, N_ ("Hemoglobin A1c") },
  { "ALT", IN_TESTS, N_ ("Alanine aminotransferase") },
  { "AST", IN_TESTS, N_ ("Aspartate aminotransferase") },
  { "ALP", IN_TESTS, N_ ("Alkaline phosphatase") },
  { "GGT", IN_TESTS, N_ ("Gamma-glutamyl transferase") },
  { "LDH", IN_TESTS, N_ ("Lactate dehydrogenase") },
  { "BUN", IN_TESTS, N_ ("Blood urea nitrogen") },
  { "eGFR", IN_TESTS, N_ ("Kidney filtration estimate") },
  { "EGFR", IN_LABS, N_ ("Kidney filtration estimate") },
  { "GFR", IN_TESTS, N_ ("Kidney filtration rate") },
  { "CBC", IN_TESTS, N_ ("Complete blood count") },
  { "WBC", IN_TESTS, N_ ("White blood cells") },
  { "RBC", IN_TESTS, N_ ("Red blood cells") },
  { "HGB", IN_TESTS, N_ ("Hemoglobin") },
  { "Hgb", IN_TESTS, N_ ("Hemoglobin") },
  { "HCT", IN_TESTS, N_ ("Hematocrit") },
  { "Hct", IN_TESTS, N_ ("Hematocrit") },
  { "PLT", IN_TESTS, N_ ("Platelets") },
  { "MCV", IN_TESTS, N_ ("Mean size of the red blood cells") },
  { "MCH", IN_TESTS, N_ ("Mean hemoglobin in a red blood cell") },
  { "MCHC", IN_TESTS, N_ ("Mean hemoglobin concentration of the red blood cells") },
  { "RDW", IN_TESTS, N_ ("Spread of the size of the red blood cells") },
  { "MPV", IN_TESTS, N_ ("Mean size of the platelets") },
  { "ANC", IN_TESTS, N_ ("Absolute neutrophil count") },
  { "ESR", IN_TESTS, N_ ("Erythrocyte sedimentation rate") },
  { "CRP", IN_TESTS, N_ ("C-reactive protein") },
  { "hs-CRP", IN_TESTS, N_ ("High-sensitivity C-reactive protein") },
  { "BMP", IN_TESTS, N_ ("Basic metabolic panel") },
  { "CMP", IN_TESTS, N_ ("Comprehensive metabolic panel") },
  { "LFT", IN_TESTS, N_ ("Liver function tests") },
  { "HDL", IN_TESTS, N_ ("High-density lipoprotein") },
  { "LDL", IN_TESTS, N_ ("Low-density lipoprotein") },
  { "VLDL", IN_TESTS, N_ ("Very-low-density lipoprotein") },
  { "TSH", IN_TESTS, N_ ("Thyroid-stimulating hormone") },
  { "FT4", IN_TESTS, N_ ("Free thyroxine") },
  { "FT3", IN_TESTS, N_ ("Free triiodothyronine") },
  { "PSA", IN_TESTS, N_ ("Prostate-specific antigen") },
  { "PT", IN_LABS, N_ ("Prothrombin time") },
  { "PTT", IN_LABS, N_ ("Partial thromboplastin time") },
  { "aPTT", IN_LABS, N_ ("Activated partial thromboplastin time") },
  { "INR", IN_TESTS, N_ ("International normalized ratio") },
  { "BNP", IN_TESTS, N_ ("B-type natriuretic peptide") },
  { "NT-proBNP", IN_TESTS, N_ ("N-terminal pro-B-type natriuretic peptide") },
  { "CK", IN_LABS, N_ ("Creatine kinase") },
  { "CPK", IN_LABS, N_ ("Creatine kinase") },
  { "TIBC", IN_TESTS, N_ ("Total iron-binding capacity") },
  { "UIBC", IN_TESTS, N_ ("Unsaturated iron-binding capacity") },
  { "FSH", IN_TESTS, N_ ("Follicle-stimulating hormone") },
  { "LH", IN_LABS, N_ ("Luteinizing hormone") },
  { "hCG", IN_TESTS, N_ ("Human chorionic gonadotropin (pregnancy hormone)") },
  { "HCG", IN_TESTS, N_ ("Human chorionic gonadotropin (pregnancy hormone)") },
  { "PTH", IN_TESTS, N_ ("Parathyroid hormone") },
  { "ACTH", IN_TESTS, N_ ("Adrenocorticotropic hormone") },
  { "ANA", IN_TESTS, N_ ("Antinuclear antibodies") },
  { "RF", IN_LABS, N_ ("Rheumatoid factor") },
  { "CEA", IN_TESTS, N_ ("Carcinoembryonic antigen") },
  { "AFP", IN_TESTS, N_ ("Alpha-fetoprotein") },
  { "CA 125", IN_TESTS, N_ ("Cancer antigen 125") },
  { "CA-125", IN_TESTS, N_ ("Cancer antigen 125") },
  { "UA", IN_LABS, N_ ("Urinalysis") },
  { "ABG", IN_TESTS, N_ ("Arterial blood gas") },
  { "OGTT", IN_TESTS, N_ ("Oral glucose tolerance test") },
  { "FBS", IN_LABS, N_ ("Fasting blood sugar") },
  { "IgA", IN_LABS, N_ ("Immunoglobulin A") },
  { "IgE", IN_LABS, N_ ("Immunoglobulin E") },
  { "IgG", IN_LABS, N_ ("Immunoglobulin G") },
  { "IgM", IN_LABS, N_ ("Immunoglobulin M") },
  { "HIV", IN_LABS | IN_CONDITIONS, N_ ("Human immunodeficiency virus") },
  { "HCV", IN_LABS, N_ ("Hepatitis C virus") },
  { "HBV", IN_LABS, N_ ("Hepatitis B virus") },
  { "RPR", IN_LABS, N_ ("Rapid plasma reagin (syphilis test)") },
  { "RSV", IN_LABS | IN_IMMUNIZATIONS, N_ ("Respiratory syncytial virus") },
  { "TB", IN_LABS | IN_CONDITIONS, N_ ("Tuberculosis") },
  { "BP", IN_VITALS, N_ ("Blood pressure") },
  { "HR", IN_VITALS, N_ ("Heart rate") },
  { "RR", IN_VITALS, N_ ("Breathing rate") },
  { "BMI", IN_VITALS | IN_LABS, N_ ("Body mass index") },
  { "SpO2", IN_VITALS, N_ ("Oxygen saturation") },
  { "O2 sat", IN_VITALS, N_ ("Oxygen saturation") },
  { "COPD", IN_CONDITIONS, N_ ("Chronic obstructive pulmonary disease") },
  { "GERD", IN_CONDITIONS, N_ ("Gastroesophageal reflux disease") },
  { "CHF", IN_CONDITIONS, N_ ("Congestive heart failure") },
  { "CAD", IN_CONDITIONS, N_ ("Coronary artery disease") },
  { "CKD", IN_CONDITIONS, N_ ("Chronic kidney disease") },
  { "HTN", IN_CONDITIONS, N_ ("Hypertension") },
  { "T2DM", IN_CONDITIONS, N_ ("Type 2 diabetes mellitus") },
  { "T1DM", IN_CONDITIONS, N_ ("Type 1 diabetes mellitus") },
  { "UTI", IN_CONDITIONS, N_ ("Urinary tract infection") },
  { "URI", IN_CONDITIONS, N_ ("Upper respiratory infection") },
  { "AFib", IN_CONDITIONS, N_ ("Atrial fibrillation") },
  { "DVT", IN_CONDITIONS, N_ ("Deep vein thrombosis") },
  { "IBS", IN_CONDITIONS, N_ ("Irritable bowel syndrome") },
  { "ADHD", IN_CONDITIONS, N_ ("Attention deficit hyperactivity disorder") },
  { "PTSD", IN_CONDITIONS, N_ ("Post-traumatic stress disorder") },
  { "OSA", IN_CONDITIONS, N_ ("Obstructive sleep apnea") },
  { "BPH", IN_CONDITIONS, N_ ("Benign prostatic hyperplasia") },
  { "MMR", IN_IMMUNIZATIONS, N_ ("Measles, mumps and rubella") },
  { "MMRV", IN_IMMUNIZATIONS, N_ ("Measles, mumps, rubella and chickenpox") },
  { "DTaP", IN_IMMUNIZATIONS, N_ ("Diphtheria, tetanus and whooping cough") },
  { "Tdap", IN_IMMUNIZATIONS, N_ ("Tetanus, diphtheria and whooping cough") },
  { "Td", IN_IMMUNIZATIONS, N_ ("Tetanus and diphtheria") },
  { "IPV", IN_IMMUNIZATIONS, N_ ("Inactivated polio vaccine") },
  { "OPV", IN_IMMUNIZATIONS, N_ ("Oral polio vaccine") },
  { "HPV", IN_IMMUNIZATIONS | IN_LABS, N_ ("Human papillomavirus") },
  { "Hib", IN_IMMUNIZATIONS, N_ ("Haemophilus influenzae type b") },
  { "PCV13", IN_IMMUNIZATIONS, N_ ("Pneumococcal vaccine") },
  { "PCV20", IN_IMMUNIZATIONS, N_ ("Pneumococcal vaccine") },
  { "PPSV23", IN_IMMUNIZATIONS, N_ ("Pneumococcal vaccine") },
  { "BCG", IN_IMMUNIZATIONS, N_ ("Tuberculosis vaccine") },
  { "ECG", IN_TESTS, N_ ("Electrocardiogram") },
  { "EKG", IN_TESTS, N_ ("Electrocardiogram") },
  { "EEG", IN_TESTS, N_ ("Electroencephalogram") },
  { "EMG", IN_TESTS, N_ ("Electromyogram") },
  { "EGD", IN_PROCEDURES, N_ ("Upper endoscopy") },
  { "MRI", IN_TESTS, N_ ("Magnetic resonance imaging") },
  { "CT", IN_PROCEDURES, N_ ("Computed tomography") },
  { "PET", IN_PROCEDURES, N_ ("Positron emission tomography") },
  { "XR", IN_PROCEDURES, N_ ("X-ray") },
  { "US", IN_PROCEDURES, N_ ("Ultrasound") },
  { "DEXA", IN_TESTS, N_ ("Bone density scan") },
  { "DXA", IN_TESTS, N_ ("Bone density scan") },
  { "CABG", IN_PROCEDURES, N_ ("Coronary artery bypass graft") },
  { "PCI", IN_PROCEDURES, N_ ("Percutaneous coronary intervention") },
  { "H&P", IN_PROCEDURES, N_ ("History and physical") },
  { "CCD", IN_PROCEDURES, N_ ("Continuity of care document") },
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
    case KW_SECTION_DOCUMENTS:
      return IN_PROCEDURES;
    case KW_SECTION_ALLERGIES:
    case KW_SECTION_MEDICATIONS:
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

/* Exact letters, because "us" is a word and "US" is not. */
const char *
kw_abbreviation_lookup (const char *abbreviation, KwSection section)
{
  Where where = where_of_section (section);
  for (gsize i = 0; where != 0 && i < G_N_ELEMENTS (abbreviations); i++)
    if ((abbreviations[i].where & where) != 0
        && g_str_equal (abbreviations[i].letters, abbreviation))
      return _ (abbreviations[i].words);
  return NULL;
}

guint
kw_abbreviation_count (void)
{
  return G_N_ELEMENTS (abbreviations);
}
