/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>

#include "jose/jose.h"

G_BEGIN_DECLS

/* One row per algorithm that is accepted (RFC 7518 section 3.1); what is not here is refused, none
 * and HMAC before all. */
typedef struct
{
  const char *name;
  const char *kty;
  const char *crv; /* NULL for RSA */
  gnutls_pk_algorithm_t pk;
  gnutls_ecc_curve_t curve;
  gnutls_sign_algorithm_t sign;
  gsize half; /* bytes of R and of S in a signature */
} KwAlgorithm;

const KwAlgorithm *kw_algorithm_find (const char *name);

/* The public key of a JWK for @algorithm; NULL when it is for something else. */
gnutls_pubkey_t kw_jwk_import (const KwJsonNode *jwk,
                               const KwAlgorithm *algorithm) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
