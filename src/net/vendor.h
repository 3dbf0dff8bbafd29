/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/net.h"

G_BEGIN_DECLS

/* A list of hospitals that a vendor publishes. */
typedef struct
{
  char *url;
  char *format; /* "endpoints": a Bundle of Endpoint and Organization; "brands": SMART's */
  guint megabytes;
} KwVendorDirectory;

/**
 * KwVendor:
 *
 * One row of data/vendors.json: what is peculiar to the servers of one maker. docs/vendors.md says
 * what each member means and how a row is added. What a row leaves out is as in the last one, the
 * generic FHIR server.
 */
typedef struct
{
  char *id;
  char *name;
  /* How its bases are recognised: hosts and what is below them, then parts of a path. */
  GStrv hosts;
  GStrv paths;
  GStrv sandboxes; /* parts of a base that mark a sandbox */

  /* What the program is to it. */
  char *registered;        /* "yes", "no", or "own": the person brings a client id of their own */
  char *client_id;         /* in production; NULL: none */
  char *sandbox_client_id; /* NULL: none */
  GStrv redirects;         /* kinds that can be registered: "scheme", "loopback", "https" */
  char *registration;      /* "epic", "rfc7591"; NULL: the vendor has no dynamic registration */

  /* How one signs in. */
  char *aud;           /* "base", "base/" with a slash at its end, or "none" */
  char *slash;         /* "keep" or "strip": the slash at the end of an endpoint */
  char *scope_version; /* "v1", "v2", or "announced": as the server says */
  GStrv scopes;        /* FHIR types that are asked for */
  GStrv patient_from;  /* "token", "fhirUser", "claim:NAME" of the access token, "ask"; in order */
  char *prompt;        /* the `prompt` that offline access needs; NULL */
  char *web_view;      /* "works", "some" or "blocked": what its pages think of embedded views */
  char *page_says;     /* what a person will see on its pages; NULL */

  /* What comes after. */
  gboolean rotates;     /* a refresh brings a new refresh token */
  guint least_seconds;  /* between two refreshes */
  guint unused_days;    /* after so many days without a refresh the grant lapses; 0: not stated */
  gboolean fixed_end;   /* refreshing does not prolong the grant */
  gboolean sends_scope; /* a refresh has to repeat the scope */

  /* How one reads. */
  guint parallel;
  char *last_updated; /* whether `_lastUpdated` works: "yes", "no", "announced": see capability.h */
  KwQuery *queries;
  guint n_queries;

  /* The equal way, and whom to ask. */
  char *portal;       /* what people call its portal */
  GStrv portal_steps; /* how to get one's record from there as a file */
  char *reports_to;   /* where a report about its server goes; NULL: the hospital's help desk */

  KwVendorDirectory *directories;
  guint n_directories;
} KwVendor;

const KwVendor *kw_vendor_find (const char *id);
const KwVendor *kw_vendor_for_base (const char *base);
const KwVendor *kw_vendor_of (KwConnection *connection);
/* Whether a browser can come back to this computer by a loopback address. */
gboolean kw_vendor_takes_loopback (const KwVendor *vendor);
const char *kw_vendor_environment (const char *base);
const char *kw_vendor_get_client_id (const KwVendor *vendor, const char *environment);
const KwVendor *const *kw_vendor_list (guint *out_n);
/* The first member of the table's text that no row may have; NULL when all are known. */
char *kw_vendor_dup_unknown (const KwJsonNode *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
