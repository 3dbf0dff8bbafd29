/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Call before app_test_init(): only then does a style tell what it says of opacity. */
void audit_start (void);

/* Each adds a sentence to @faults for whatever a person could not read or hear in @window as it is
 * drawn now. */

/* A label that is cut off or shortened, siblings that overlap, what reaches out of the window. */
void audit_layout (GtkWidget *window, GPtrArray *faults);
/* A label of less than 4.5 to 1 on the ground that was drawn behind it. */
void audit_contrast (GtkWidget *window, GPtrArray *faults);
/* A control without a name, a drawn widget without a description. Wants GTK_A11Y=test. */
void audit_names (GtkWidget *window, GPtrArray *faults);

/* A fault that is there and still to be mended: a pattern for the name of the screen, and how its
 * sentence begins. */
typedef struct
{
  const char *screen;
  const char *fault;
} AuditKnown;

/* All three; the test fails when there are faults, having told every one of them. @known ends with
 * a row of NULL; NULL: none. */
void audit_screen (GtkWidget *window, const char *name, const AuditKnown *known);

/* Contrast of WCAG 2.2, 1 to 21. */
double audit_get_contrast (const GdkRGBA *one, const GdkRGBA *other);

G_END_DECLS
