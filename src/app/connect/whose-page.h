/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/person.h"

G_BEGIN_DECLS

/* What a person can decide; also the order of the buttons. */
typedef enum
{
  KW_WHOSE_EXISTING, /* with somebody who is here and whose fields are all the same */
  KW_WHOSE_NEW,      /* a new person */
  KW_WHOSE_SAME,     /* with somebody who is here although fields differ or are missing */
  KW_WHOSE_STOP,
} KwWhose;
#define KW_N_WHOSE (KW_WHOSE_STOP + 1)

/**
 * KwWhosePage:
 *
 * "Whose record is this?", field by field, before anything is written. Emits "decided" (KwWhose,
 * uuid of the existing person or NULL).
 */
#define KW_TYPE_WHOSE_PAGE (kw_whose_page_get_type ())
G_DECLARE_FINAL_TYPE (KwWhosePage, kw_whose_page, KW, WHOSE_PAGE, AdwBin)

/* @origin: the hospital's or file's name; @sent: whom it names; @opened: who is open, or NULL;
 * @people: of KwPerson. A sample and a real person are never put together. */
void kw_whose_page_set (KwWhosePage *self,
                        const char *origin,
                        gboolean is_file,
                        const KwPerson *sent,
                        const KwPerson *opened,
                        GPtrArray *people);
/* The safe choice, which is the default button. */
KwWhose kw_whose_page_get_default (KwWhosePage *self);

G_END_DECLS
