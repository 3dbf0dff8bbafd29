/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/error.h"
#include "vault/seal.h"

/* A keyring that does not even say whether it is locked must not keep a person waiting. */
#define PROPERTY_TIMEOUT_MILLISECONDS 3000

static const SecretSchema *
vault_schema (void)
{
  static const SecretSchema schema = { .name = "io.github.keepwell.Keepwell.Vault",
                                       .flags = SECRET_SCHEMA_NONE,
                                       .attributes = {
                                           { "person", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                           { NULL, 0 },
                                       } };
  return &schema;
}

static const SecretSchema *
tokens_schema (void)
{
  static const SecretSchema schema = { .name = "io.github.keepwell.Keepwell.Tokens",
                                       .flags = SECRET_SCHEMA_NONE,
                                       .attributes = {
                                           { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                           { "base", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                           { NULL, 0 },
                                       } };
  return &schema;
}

/* Inside Flatpak libsecret keeps its secrets in a file. */
static gboolean
is_file (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)
         || g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0;
}

/* Beside the file that libsecret uses, so that all programs of one keyring wait for each other. */
static char *
dup_lock_path (void)
{
  const char *test_path = g_getenv ("SECRET_FILE_TEST_PATH");

  return test_path != NULL
             ? g_strconcat (test_path, ".lock", NULL)
             : g_build_filename (g_get_user_data_dir (), "keyrings", "keepwell.lock", NULL);
}

/* libsecret's file backend reads its file once and later writes all of what it has read: another
 * program's token is not seen, and after that every write of ours is refused, which loses a rotated
 * token. So the file is read anew for each call, by one program at a time. The lock goes with the
 * descriptor, also after a kill. Without a lock file libsecret still refuses to overwrite. */
static int
begin (void)
{
  g_autofree char *path = NULL;
  g_autofree char *dir = NULL;
  int fd;

  if (!is_file ())
    return -1;
  path = dup_lock_path ();
  dir = g_path_get_dirname (path);
  (void) g_mkdir_with_parents (dir, 0700);
  fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  while (fd >= 0 && flock (fd, LOCK_EX) != 0)
    if (errno != EINTR)
      break;
  secret_service_disconnect ();
  return fd;
}

static void
end (int fd)
{
  if (fd >= 0)
    close (fd);
}

/* What libsecret's failure means for a person: there is no keyring, or it is locked. */
static gboolean
translate (GError *local, GError **error)
{
  KwError code = KW_ERROR_FAILED;

  if (g_error_matches (local, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    code = KW_ERROR_KEYRING_LOCKED;
  else if (local->domain == G_DBUS_ERROR || local->domain == SECRET_ERROR
           || local->domain == G_SPAWN_ERROR || local->domain == G_IO_ERROR)
    code = kw_keyring_is_locked () ? KW_ERROR_KEYRING_LOCKED : KW_ERROR_KEYRING_ABSENT;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    code = KW_ERROR_KEYRING_LOCKED;
  g_set_error (error, KW_ERROR, (int) code, "keyring: %s %d", g_quark_to_string (local->domain),
               local->code);
  g_error_free (local);
  return FALSE;
}

/* A look-up that a person answered with "cancel" finds nothing and says nothing. */
static gboolean
refused_to_unlock (GError **error)
{
  if (!kw_keyring_is_locked ())
    return FALSE;
  g_set_error_literal (error, KW_ERROR, KW_ERROR_KEYRING_LOCKED, "keyring: still locked");
  return TRUE;
}

/* A locked keyring removes nothing and says nothing: what is still there must not be called erased.
 */
static gboolean
finish_clear (gboolean removed, GError *local, GError **error)
{
  if (local != NULL)
    return translate (local, error);
  return removed || !refused_to_unlock (error);
}

/**
 * kw_keyring_is_locked:
 *
 * Reads the Locked property of the default collection, which asks nobody for a password.
 *
 * Returns: %TRUE when it is locked; %FALSE when it is not or when it cannot be told, as inside
 * Flatpak
 */
gboolean
kw_keyring_is_locked (void)
{
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) value = NULL;

  if (is_file ())
    return FALSE;
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (bus == NULL)
    return FALSE;
  answer = g_dbus_connection_call_sync (
      bus, "org.freedesktop.secrets", "/org/freedesktop/secrets/aliases/default",
      "org.freedesktop.DBus.Properties", "Get",
      g_variant_new ("(ss)", "org.freedesktop.Secret.Collection", "Locked"), G_VARIANT_TYPE ("(v)"),
      G_DBUS_CALL_FLAGS_NONE, PROPERTY_TIMEOUT_MILLISECONDS, NULL, NULL);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(v)", &value);
  return g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value);
}

/**
 * kw_keyring_load_vault_key:
 * @person_uuid: whose vault
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the key; %NULL without error when the keyring has none
 */
GBytes *
kw_keyring_load_vault_key (const char *person_uuid, GError **error)
{
  GError *local = NULL;
  int fd;
  char *text;
  gsize size = 0;
  guchar *bytes;
  GBytes *key;

  g_return_val_if_fail (person_uuid != NULL, NULL);

  fd = begin ();
  text = secret_password_lookup_sync (vault_schema (), NULL, &local, "person", person_uuid, NULL);
  end (fd);
  if (local != NULL)
    {
      translate (local, error);
      return NULL;
    }
  if (text == NULL)
    {
      refused_to_unlock (error);
      return NULL;
    }
  bytes = g_base64_decode (text, &size);
  secret_password_free (text);
  key = kw_bytes_new_wiped (bytes, size);
  kw_vault_wipe (bytes, size);
  g_free (bytes);
  return key;
}

gboolean
kw_keyring_store_vault_key (const char *person_uuid, GBytes *key, GError **error)
{
  GError *local = NULL;
  int fd;
  char *text;

  g_return_val_if_fail (person_uuid != NULL && key != NULL, FALSE);

  text = g_base64_encode (g_bytes_get_data (key, NULL), g_bytes_get_size (key));
  fd = begin ();
  secret_password_store_sync (vault_schema (), SECRET_COLLECTION_DEFAULT,
                              _ ("Keepwell: key to a health record"), text, NULL, &local, "person",
                              person_uuid, NULL);
  end (fd);
  kw_vault_wipe (text, strlen (text));
  g_free (text);
  return local == NULL || translate (local, error);
}

gboolean
kw_keyring_clear_vault_key (const char *person_uuid, GError **error)
{
  GError *local = NULL;
  int fd;
  gboolean removed;

  g_return_val_if_fail (person_uuid != NULL, FALSE);

  fd = begin ();
  removed = secret_password_clear_sync (vault_schema (), NULL, &local, "person", person_uuid, NULL);
  end (fd);
  return finish_clear (removed, local, error);
}

/**
 * kw_keyring_load_tokens:
 * @uuid: the connection's
 * @base: its exact FHIR base; a secret that was stored for another base is not found
 * @error: return location
 *
 * A refresh token alone cannot say whose it is, so it is never found by less than both.
 *
 * Returns: (transfer full) (nullable): the text, to be wiped; %NULL without error when there is
 * none
 */
char *
kw_keyring_load_tokens (const char *uuid, const char *base, GError **error)
{
  GError *local = NULL;
  int fd;
  char *secret, *text;

  g_return_val_if_fail (uuid != NULL && base != NULL, NULL);

  fd = begin ();
  secret = secret_password_lookup_sync (tokens_schema (), NULL, &local, "connection", uuid, "base",
                                        base, NULL);
  end (fd);
  if (local != NULL)
    {
      translate (local, error);
      return NULL;
    }
  if (secret == NULL)
    {
      refused_to_unlock (error);
      return NULL;
    }
  text = g_strdup (secret);
  secret_password_free (secret);
  return text;
}

gboolean
kw_keyring_store_tokens (const char *uuid,
                         const char *base,
                         const char *label,
                         const char *json,
                         GError **error)
{
  GError *local = NULL;
  int fd;

  g_return_val_if_fail (uuid != NULL && base != NULL && label != NULL && json != NULL, FALSE);

  fd = begin ();
  secret_password_store_sync (tokens_schema (), SECRET_COLLECTION_DEFAULT, label, json, NULL,
                              &local, "connection", uuid, "base", base, NULL);
  end (fd);
  return local == NULL || translate (local, error);
}

gboolean
kw_keyring_clear_tokens (const char *uuid, const char *base, GError **error)
{
  GError *local = NULL;
  int fd;
  gboolean removed;

  g_return_val_if_fail (uuid != NULL && base != NULL, FALSE);

  fd = begin ();
  removed = secret_password_clear_sync (tokens_schema (), NULL, &local, "connection", uuid, "base",
                                        base, NULL);
  end (fd);
  return finish_clear (removed, local, error);
}
