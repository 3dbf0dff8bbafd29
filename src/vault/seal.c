/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/seal.h"

#include <sodium.h>
#include <string.h>
#include <zstd.h>

#include "core/error.h"
#include "vault/dictionary.h"

/* What stands before each sealed row: format, compression, dictionary (docs/vault-format.md). It is
 * authenticated with the row. */
#define FORMAT 1
#define HEADER_SIZE 4
#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES
#define AD_SIZE (HEADER_SIZE + 16 + KW_ID_SIZE + 8)

#define COMPRESSION_LEVEL 3
/* A bigger value teaches itself more than the dictionary can. */
#define MAX_WITH_DICTIONARY (32 * 1024)
/* Bigger than any row that is written; a damaged length must not ask for all memory. */
#define MAX_ROW ((gsize) 1024 * 1024 * 1024)

enum
{
  STORED = 0,
  ZSTD = 1,
};

struct _KwKey
{
  guint8 bytes[KW_KEY_SIZE];
};

static void
start_sodium (void)
{
  static gsize started = 0;

  if (g_once_init_enter (&started))
    {
      if (sodium_init () < 0)
        g_error ("no source of random numbers");
      g_once_init_leave (&started, 1);
    }
}

static KwKey *
alloc_key (void)
{
  KwKey *self;

  start_sodium ();
  self = sodium_malloc (sizeof *self);
  if (self == NULL)
    g_error ("no memory that can be locked for a key");
  return self;
}

KwKey *
kw_key_new_random (void)
{
  KwKey *self = alloc_key ();

  randombytes_buf (self->bytes, sizeof self->bytes);
  return self;
}

KwKey *
kw_key_new (gconstpointer bytes)
{
  KwKey *self = alloc_key ();

  memcpy (self->bytes, bytes, sizeof self->bytes);
  return self;
}

/* A key for one purpose, so that a row and a name are never made with the same one. */
KwKey *
kw_key_derive (const KwKey *self, const char *purpose)
{
  KwKey *key = alloc_key ();

  crypto_generichash (key->bytes, sizeof key->bytes, (const guint8 *) purpose, strlen (purpose),
                      self->bytes, sizeof self->bytes);
  return key;
}

const guint8 *
kw_key_get (const KwKey *self)
{
  return self->bytes;
}

void
kw_key_free (KwKey *self)
{
  sodium_free (self);
}

static void
make_ad (const KwPlace *place, const guint8 *header, guint8 *ad)
{
  guint64 version = GUINT64_TO_LE (place->version);

  memset (ad, 0, AD_SIZE);
  memcpy (ad, header, HEADER_SIZE);
  g_strlcpy ((char *) ad + HEADER_SIZE, place->table, 16);
  memcpy (ad + HEADER_SIZE + 16, place->id, KW_ID_SIZE);
  memcpy (ad + HEADER_SIZE + 16 + KW_ID_SIZE, &version, sizeof version);
}

static void
free_compressor (gpointer context)
{
  ZSTD_freeCCtx (context);
}

static void
free_decompressor (gpointer context)
{
  ZSTD_freeDCtx (context);
}

/* One of each per thread, because making one costs more than a row of usual size. */
static ZSTD_CCtx *
get_compressor (void)
{
  static GPrivate of_thread = G_PRIVATE_INIT (free_compressor);

  if (g_private_get (&of_thread) == NULL)
    g_private_set (&of_thread, ZSTD_createCCtx ());
  return g_private_get (&of_thread);
}

static ZSTD_DCtx *
get_decompressor (void)
{
  static GPrivate of_thread = G_PRIVATE_INIT (free_decompressor);

  if (g_private_get (&of_thread) == NULL)
    g_private_set (&of_thread, ZSTD_createDCtx ());
  return g_private_get (&of_thread);
}

/* Random bytes by many nonces at a time: one call of the system for each row costs more than the
 * bytes. Each is handed out once. */
typedef struct
{
  guint8 bytes[64][NONCE_SIZE];
  guint n_left;
} Nonces;

static void
take_nonce (guint8 *out)
{
  static GPrivate of_thread = G_PRIVATE_INIT (g_free);
  Nonces *nonces = g_private_get (&of_thread);

  if (nonces == NULL)
    {
      nonces = g_new0 (Nonces, 1);
      g_private_set (&of_thread, nonces);
    }
  if (nonces->n_left == 0)
    {
      randombytes_buf (nonces->bytes, sizeof nonces->bytes);
      nonces->n_left = G_N_ELEMENTS (nonces->bytes);
    }
  memcpy (out, nonces->bytes[--nonces->n_left], NONCE_SIZE);
}

/* Compressed when that makes it smaller. Compressing before sealing tells the length of a row and
 * no more: nobody else chooses what stands beside a secret in it. */
static guint8 *
compress (gconstpointer data, gsize size, gsize *out_size, guint8 *header)
{
  gsize bound = ZSTD_compressBound (size);
  guint8 *out = g_malloc (MAX (bound, 1));
  gsize n;

  header[1] = ZSTD;
  header[2] = size <= MAX_WITH_DICTIONARY ? KW_DICTIONARY_CURRENT : 0;
  if (header[2] != 0)
    n = ZSTD_compress_usingCDict (get_compressor (), out, bound, data, size,
                                  kw_dictionary_get_compressor (COMPRESSION_LEVEL));
  else
    n = ZSTD_compressCCtx (get_compressor (), out, bound, data, size, COMPRESSION_LEVEL);
  if (ZSTD_isError (n) || n >= size)
    {
      header[1] = STORED;
      header[2] = 0;
      n = size;
      if (size > 0)
        memcpy (out, data, size);
    }
  *out_size = n;
  return out;
}

/**
 * kw_seal:
 * @key: the key
 * @place: where it will stand
 * @data: what is sealed
 * @size: its bytes
 *
 * Compresses with zstd, then seals with XChaCha20-Poly1305 under a random nonce.
 *
 * Returns: (transfer full): the sealed row
 */
GBytes *
kw_seal (const KwKey *key, const KwPlace *place, gconstpointer data, gsize size)
{
  guint8 header[HEADER_SIZE] = { FORMAT, STORED, 0, 0 };
  guint8 ad[AD_SIZE];
  gsize compressed_size;
  g_autofree guint8 *compressed = compress (data, size, &compressed_size, header);
  gsize total = HEADER_SIZE + NONCE_SIZE + compressed_size + TAG_SIZE;
  guint8 *out = g_malloc (total);

  memcpy (out, header, HEADER_SIZE);
  take_nonce (out + HEADER_SIZE);
  make_ad (place, header, ad);
  crypto_aead_xchacha20poly1305_ietf_encrypt (out + HEADER_SIZE + NONCE_SIZE, NULL, compressed,
                                              compressed_size, ad, AD_SIZE, NULL, out + HEADER_SIZE,
                                              key->bytes);
  sodium_memzero (compressed, compressed_size);
  return g_bytes_new_take (out, total);
}

/* What an opened row holds; wiped when it goes. */
typedef struct
{
  gsize size;
  guint8 data[];
} Plain;

static Plain *
plain_new (gsize size)
{
  Plain *self = g_malloc (sizeof *self + MAX (size, 1));

  self->size = size;
  return self;
}

static void
plain_free (Plain *self)
{
  sodium_memzero (self->data, self->size);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plain, plain_free)

static GBytes *
plain_to_bytes (Plain *self)
{
  return g_bytes_new_with_free_func (self->data, self->size, (GDestroyNotify) plain_free, self);
}

static GBytes *
damaged (GError **error, const char *what)
{
  g_set_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED, "%s", what);
  return NULL;
}

static gsize
unpack (guint dictionary, Plain *whole, const Plain *packed)
{
  const ZSTD_DDict *with = kw_dictionary_get_decompressor (dictionary);

  if (with == NULL)
    return ZSTD_decompressDCtx (get_decompressor (), whole->data, whole->size, packed->data,
                                packed->size);
  return ZSTD_decompress_usingDDict (get_decompressor (), whole->data, whole->size, packed->data,
                                     packed->size, with);
}

/* Takes @plain. */
static GBytes *
decompress (const guint8 *header, Plain *plain, GError **error)
{
  g_autoptr (Plain) packed = plain;
  g_autoptr (Plain) whole = NULL;
  unsigned long long size;
  gsize n;

  if (header[1] == STORED)
    return plain_to_bytes (g_steal_pointer (&packed));
  size = ZSTD_getFrameContentSize (packed->data, packed->size);
  if (header[1] != ZSTD || size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN
      || size > MAX_ROW)
    return damaged (error, "a row is compressed in an unknown way");
  whole = plain_new (size);
  n = unpack (header[2] | (guint) header[3] << 8, whole, packed);
  if (ZSTD_isError (n) || n != whole->size)
    return damaged (error, "a row could not be decompressed");
  return plain_to_bytes (g_steal_pointer (&whole));
}

/**
 * kw_unseal:
 * @key: the key it was sealed with
 * @place: where it stands
 * @sealed: the row
 * @size: its bytes
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was sealed, wiped with the last reference; %NULL with
 * KW_ERROR_VAULT_DAMAGED for any changed byte and for a row that was moved from another place or
 * version
 */
GBytes *
kw_unseal (const KwKey *key, const KwPlace *place, gconstpointer sealed, gsize size, GError **error)
{
  const guint8 *in = sealed;
  guint8 ad[AD_SIZE];
  g_autoptr (Plain) plain = NULL;
  gsize n;

  if (size < HEADER_SIZE + NONCE_SIZE + TAG_SIZE || in[0] != FORMAT)
    return damaged (error, "a row is too short or of an unknown format");
  n = size - HEADER_SIZE - NONCE_SIZE - TAG_SIZE;
  plain = plain_new (n);
  make_ad (place, in, ad);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (plain->data, NULL, NULL,
                                                  in + HEADER_SIZE + NONCE_SIZE, n + TAG_SIZE, ad,
                                                  AD_SIZE, in + HEADER_SIZE, key->bytes)
      != 0)
    return damaged (error, "a row is not what was sealed");
  return decompress (in, g_steal_pointer (&plain), error);
}

/* Bytes of @size whose memory is wiped with the last reference. */
GBytes *
kw_bytes_new_wiped (gconstpointer data, gsize size)
{
  Plain *plain = plain_new (size);

  start_sodium ();
  if (size > 0)
    memcpy (plain->data, data, size);
  return plain_to_bytes (plain);
}

/* Wipes what the compiler must not leave. */
void
kw_vault_wipe (gpointer data, gsize size)
{
  sodium_memzero (data, size);
}

void
kw_hash_bytes (const KwKey *key, gconstpointer data, gsize size, guint8 *out_id)
{
  start_sodium ();
  crypto_generichash (out_id, KW_ID_SIZE, data, size, key->bytes, sizeof key->bytes);
}

void
kw_hash_name (const KwKey *key, const char *table, const char *text, guint8 *out_id)
{
  g_autofree char *whole = g_strconcat (table, "\n", text, NULL);

  kw_hash_bytes (key, whole, strlen (whole), out_id);
}

void
kw_random_id (guint8 *out_id)
{
  start_sodium ();
  randombytes_buf (out_id, KW_ID_SIZE);
}

char *
kw_id_to_hex (const guint8 *id)
{
  char *hex = g_malloc (2 * KW_ID_SIZE + 1);

  return sodium_bin2hex (hex, 2 * KW_ID_SIZE + 1, id, KW_ID_SIZE);
}

gboolean
kw_id_from_hex (const char *hex, guint8 *out_id)
{
  gsize n = 0;

  return hex != NULL && sodium_hex2bin (out_id, KW_ID_SIZE, hex, strlen (hex), NULL, &n, NULL) == 0
         && n == KW_ID_SIZE;
}
