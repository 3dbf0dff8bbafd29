/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/generator-private.h"
#include "demo/pdf.h"
#include "demo/strip.h"

/* The documents: plain text, HTML, RTF and PDF, as a Binary, inside the resource, or missing. */

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

/* ---- Rosa ---- */

static const char emergency_note[]
    = "EMERGENCY DEPARTMENT NOTE\r\n"
      "\r\n"
      "Chief complaint: tightness in the chest since noon.\r\n"
      "\r\n"
      "History: 69-year-old woman with type 2 diabetes and high blood pressure. The tightness "
      "came\r\n"
      "while carrying groceries and went after ten minutes of rest. No shortness of breath.\r\n"
      "\r\n"
      "Exam: blood pressure 158/90, pulse 88, oxygen 97 % on room air. Lungs clear.\r\n"
      "\r\n"
      "Results: two troponin tests three hours apart, both below the limit of the test. ECG\r\n"
      "without signs of a heart attack.\r\n"
      "\r\n"
      "Plan:\r\n"
      "  1. Home today.\r\n"
      "  2. Stress test within one week.\r\n"
      "  3. Come back at once if the pain returns at rest.\r\n";

static const char eye_letter[]
    = "<!DOCTYPE html><html><head><title>Eye examination</title>"
      "<style>td{border:1px solid}</style></head><body>"
      "<h1>Eye examination</h1>"
      "<p>Dear Dr. Moreau,</p>"
      "<p>Thank you for sending <b>Rosa Alvarez</b>. She has <i>mild</i> diabetic changes in both "
      "eyes, the same as last year.</p>"
      "<h2>Findings</h2>"
      "<table><tr><th>Eye</th><th>Vision</th><th>Pressure</th><th>Retina</th></tr>"
      "<tr><td>Right</td><td>20/25</td><td>16 mmHg</td><td>3 small bleedings</td></tr>"
      "<tr><td>Left</td><td>20/30</td><td>17 mmHg</td><td>1 small bleeding</td></tr></table>"
      "<h2>What to do</h2>"
      "<ul><li>Keep hemoglobin A1c below 7.5&nbsp;%</li>"
      "<li>Keep blood pressure below 130/80</li><li>Come back in one year</li></ul>"
      "<p>Priya Raman, MD &ndash; City Clinic</p></body></html>";

void
kw_demo_write_chronic_notes (KwDemoScribe *scribe, const char *visit)
{
  g_autoptr (GBytes) emergency = bytes_of (emergency_note);
  g_autoptr (GBytes) letter = bytes_of (eye_letter);
  const KwDemoDocument documents[] = {
    { .type = KW_LOINC ("34111-5", "Emergency department Note"),
      .title = "Emergency department note",
      .date = "2020-11-02T21:30:00-05:00",
      .visit = visit,
      .content_type = "text/plain; charset=utf-8",
      .bytes = emergency,
      .staff = KW_STAFF_HEART },
    { .type = KW_LOINC ("11488-4", "Consult note"),
      .title = "Letter from the eye doctor",
      .date = "2026-04-13T15:10:00-05:00",
      .content_type = "text/html",
      .bytes = letter,
      .embedded = TRUE,
      .staff = KW_STAFF_EYES },
    { .type = KW_LOINC ("34117-2", "History and physical note"),
      .status = "entered-in-error",
      .title = "History and physical note",
      .date = "2020-07-06T10:00:00-05:00",
      .content_type = "text/plain",
      .bytes = emergency,
      .embedded = TRUE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    kw_demo_write_document (scribe, &documents[i]);
}

/* ---- Mary ---- */

/* Code page 1252, \u escapes with their replacements, bold, a table: what Oracle Health's notes are
 * made of. */
static const char progress_note[]
    = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Helvetica;}}"
      "{\\colortbl;\\red0\\green0\\blue0;}\\f0\\fs24\n"
      "{\\b\\fs32 Cardiology progress note}\\par\\par\n"
      "Mrs. Lee comes with her daughter. She sleeps on two pillows \\endash  no change since May. "
      "Her weight is stable at 134\\~lb. She enjoyed a caf\\'e9 outing last week.\\par\\par\n"
      "{\\b Assessment}\\par\n"
      "1.\\tab Atrial fibrillation, rate controlled, INR in goal (2.0\\u8211?3.0).\\par\n"
      "2.\\tab Heart failure, ejection fraction 40\\~%, NT-proBNP \\u8593?.\\par\n"
      "3.\\tab Temperature 98.2\\~\\'b0F, oxygen \\u8805?93\\~%.\\par\\par\n"
      "{\\b Medicines today}\\par\n"
      "\\trowd\\cellx3000\\cellx5500\\cellx9000\\intbl{\\b Medicine}\\cell{\\b Dose}\\cell{\\b "
      "When}\\cell\\row\n"
      "\\trowd\\cellx3000\\cellx5500\\cellx9000\\intbl warfarin\\cell 5 mg or 2.5 "
      "mg\\cell evening\\cell\\row\n"
      "\\trowd\\cellx3000\\cellx5500\\cellx9000\\intbl metoprolol\\cell 50 "
      "mg\\cell morning\\cell\\row\n"
      "\\trowd\\cellx3000\\cellx5500\\cellx9000\\intbl furosemide\\cell 40 "
      "mg\\cell morning\\cell\\row\n"
      "\\pard\\par{\\i Samuel Adeyemi, MD}\\par}";

static const char memory_note[]
    = "<html><head><meta charset=\"utf-8\"></head><body><h2>Memory visit</h2>"
      "<p>Her daughter says that names come slowly and that two bills were paid twice.</p>"
      "<table border=\"1\"><caption>Montreal Cognitive Assessment</caption>"
      "<tr><th>Part</th><th>Points</th><th>of</th></tr>"
      "<tr><td>Attention</td><td>5</td><td>6</td></tr>"
      "<tr><td>Delayed recall</td><td>1</td><td>5</td></tr>"
      "<tr><td><b>Total</b></td><td><b>23</b></td><td>30</td></tr></table>"
      "<p>Plan:</p><ol><li>Thyroid and vitamin B12 tests</li><li>Pill box, filled by the "
      "daughter</li><li>Again in six months</li></ol>"
      "<script>document.title='x'</script><img src=\"https://example.org/pixel.png\" alt=\"\">"
      "</body></html>";

static const char nurse_note[]
    = "Video visit. Feels well. Weight 133 lb this morning. No swelling.\n"
      "Asked about the tape rash: gone since paper tape is used.\n";

static const char *const discharge[] = {
  "# Discharge Summary",
  "",
  "Patient: Mary Lee, born May 3, 1941",
  "Admitted January 16, 2023. Discharged January 23, 2023, to rehabilitation.",
  "",
  "# Why you were here",
  "You fell at home and broke your right hip.",
  "",
  "# What was done",
  "Total hip replacement on January 17, 2023 (Dr. Ingrid Solberg).",
  "Warfarin was paused for three days and started again on January 20.",
  "Codeine caused nausea and confusion and was stopped.",
  "",
  "# Tests",
  "Hemoglobin 10.9 g/dL on the day of discharge (12.3 before the operation).",
  "X-ray of the hip: the new joint is in place.",
  "",
  "# Medicines when you leave",
  "warfarin 5 mg, as the warfarin clinic says",
  "metoprolol succinate 50 mg, once a day",
  "furosemide 40 mg, every morning",
  "acetaminophen 650 mg, every 6 hours if needed, no more than 3,000 mg a day",
  "",
  "# What to watch for",
  "Call 911 for chest pain or trouble breathing.",
  "Call us (555-0100) for fever, more redness, or a wound that drips.",
  NULL,
};

static const char *const echo[] = {
  "# Echocardiogram",
  "Mary Lee, March 16, 2026",
  "",
  "Ejection fraction 40 % (normal 55 % or more).",
  "Left atrium enlarged, 4.8 cm. Mitral valve: mild leak.",
  "Compared with 2024: no change.",
  "Read by Samuel Adeyemi, MD. Jos\xc3\xa9 Ruiz, sonographer.",
  NULL,
};

static void
write_papers (KwDemoScribe *scribe, const char *visit)
{
  g_autoptr (GBytes) summary = kw_demo_pdf ("Discharge Summary", discharge);
  g_autoptr (GBytes) heart = kw_demo_pdf ("Echocardiogram", echo);
  const KwDemoDocument document = { .type = KW_LOINC ("18842-5", "Discharge summary"),
                                    .title = "Discharge summary",
                                    .date = "2023-01-23T12:00:00-05:00",
                                    .visit = visit,
                                    .content_type = "application/pdf",
                                    .bytes = summary,
                                    .staff = KW_STAFF_BONES };
  const KwDemoReport report = { .code = KW_LOINC ("34552-0", "Echocardiogram"),
                                .category = KW_TERM ("v2-0074", "CUS", "Cardiac Ultrasound"),
                                .date = "2026-03-16T14:00:00-05:00",
                                .conclusion = "Ejection fraction 40 %.",
                                .content_type = "application/pdf",
                                .bytes = heart };
  kw_demo_write_document (scribe, &document);
  kw_demo_write_report (scribe, &report);
}

/* A picture, and a letter that the hospital lists but does not hold. */
static void
write_picture_and_absent (KwDemoScribe *scribe)
{
  static const guint uneven[] = { 88, 96, 71, 118, 84, 62, 109, 90, 0 };
  g_autoptr (GBytes) strip = kw_demo_strip (uneven);
  const KwDemoDocument documents[] = {
    { .type = KW_LOINC ("11524-6", "EKG study"),
      .title = "Rhythm strip",
      .date = "2026-09-14T10:20:00-05:00",
      .content_type = "image/png",
      .bytes = strip,
      .staff = KW_STAFF_HEART },
    { .type = KW_LOINC ("11488-4", "Consult note"),
      .title = "Letter from another clinic, on paper",
      .date = "2019-02-04",
      .content_type = "application/pdf" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    kw_demo_write_document (scribe, &documents[i]);
}

void
kw_demo_write_elderly_notes (KwDemoScribe *scribe, const char *visit)
{
  g_autoptr (GBytes) rtf = bytes_of (progress_note);
  g_autoptr (GBytes) html = bytes_of (memory_note);
  g_autoptr (GBytes) text = bytes_of (nurse_note);
  const KwDemoDocument documents[] = {
    { .type = KW_LOINC ("11506-3", "Progress note"),
      .title = "Cardiology progress note",
      .date = "2026-09-14T10:45:00-05:00",
      .content_type = "application/rtf",
      .bytes = rtf,
      .staff = KW_STAFF_HEART },
    { .type = KW_LOINC ("11506-3", "Progress note"),
      .title = "Memory visit",
      .date = "2025-09-15T10:00:00-05:00",
      .content_type = "text/html; charset=utf-8",
      .bytes = html },
    { .type = KW_LOINC ("34746-8", "Nurse Note"),
      .title = "Nurse note",
      .date = "2026-05-11T15:25:00-05:00",
      .content_type = "text/plain",
      .bytes = text,
      .embedded = TRUE,
      .staff = KW_STAFF_NURSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    kw_demo_write_document (scribe, &documents[i]);
  write_papers (scribe, visit);
  write_picture_and_absent (scribe);
}
