/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a person writes is of this source, and of no hospital. */
#define KW_OWN_SOURCE "own"

/* The code system of what a person writes about a record: "remark", "question", and the answers of
 * library/own-words.c. Extensions of ours are named beneath it. */
#define KW_OWN_SYSTEM "https://keepwell.github.io/fhir/own"
#define KW_OWN_SINCE KW_OWN_SYSTEM "/since"
#define KW_OWN_WRITTEN KW_OWN_SYSTEM "/written"
/* The system of an identifier that is the ref of a record of the same vault. */
#define KW_OWN_REF KW_OWN_SYSTEM "/ref"
