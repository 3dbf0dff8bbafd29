/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/people.h"

G_BEGIN_DECLS

/**
 * KwPeoplePage:
 *
 * Who has a record here: name and year of birth, no health fact. A row opens the person.
 */
#define KW_TYPE_PEOPLE_PAGE (kw_people_page_get_type ())
G_DECLARE_FINAL_TYPE (KwPeoplePage, kw_people_page, KW, PEOPLE_PAGE, AdwBin)

/* @people: of KwPersonOverview. */
void kw_people_page_set_people (KwPeoplePage *self, GPtrArray *people);
void kw_people_page_set_narrow (KwPeoplePage *self, gboolean narrow);

G_END_DECLS
