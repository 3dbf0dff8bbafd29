/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "app-test.h"

#include "app/window-private.h"
#include "library/own-entry.h"
#include "intake/intake.h"
#include "vault/fixture.h"

/* A folder with people in it and a window that opens them, as the program does. */
typedef struct
{
  char *dir;
  GtkWidget *window;
} World;

static inline KwVault *
world_add_person (World *self, const char *name, const char *born)
{
  const KwPerson person = { .name = (char *) name, .birth_date = (char *) born };
  GError *error = NULL;
  KwVault *vault = kw_vault_create (self->dir, &person, &error);

  g_assert_no_error (error);
  return vault;
}

/* The file of the fixtures goes to @vault, whoever that is. */
static inline void
world_import (KwVault *vault)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "app", "fixtures", "rosa.json", NULL);
  g_autoptr (KwIntake) intake = kw_intake_new ();
  KwIntakeResult result;
  GError *error = NULL;

  kw_intake_add_file (intake, path, NULL, &error);
  g_assert_no_error (error);
  kw_intake_store (intake, 0, vault, KW_PERSON_DIFFERENT, &result, NULL, &error);
  g_assert_no_error (error);
}

static inline void
world_init (World *self)
{
  self->dir = fixture_new ();
  self->window = kw_window_new (NULL, self->dir);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (self->window));
}

static inline void
world_clear (World *self)
{
  GtkWidget *window = self->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (self->window));
  app_test_settle_gone (&window);
  fixture_remove (self->dir);
  g_free (self->dir);
}

static inline KwSnapshot *
world_snapshot (World *self)
{
  return KW_WINDOW (self->window)->snapshot;
}

typedef gboolean (*WorldCheck) (World *self, gpointer data);

static inline void
world_wait (World *self, WorldCheck check, gpointer data, const char *what)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!check (self, data))
    {
      if (g_get_monotonic_time () > end)
        {
          g_autofree char *text = app_test_dup_text (self->window);

          g_test_message ("%s", text);
          g_error ("%s does not come", what);
        }
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  app_test_settle (self->window);
}

static inline gboolean
world_is_whole (World *self, gpointer data)
{
  return world_snapshot (self) != NULL && !kw_snapshot_is_partial (world_snapshot (self))
         && kw_library_get_search (KW_WINDOW (self->window)->library) != NULL;
}

static inline void
world_open (World *self, KwVault *vault)
{
  kw_window_open_person (KW_WINDOW (self->window), kw_vault_get_person_uuid (vault));
  world_wait (self, world_is_whole, NULL, "the record");
}

static inline gboolean
world_shows (World *self, gpointer words)
{
  g_autofree char *text = app_test_dup_text (self->window);

  return strstr (text, words) != NULL;
}

static inline void
world_wait_for (World *self, const char *words)
{
  world_wait (self, world_shows, (gpointer) words, words);
}

/* The first record of @type whose id is @id, whatever its source is called. */
static inline const KwRecord *
world_find (World *self, const char *type, const char *id)
{
  for (guint i = 0; i < kw_snapshot_get_n_records (world_snapshot (self)); i++)
    {
      const KwRecord *record = kw_snapshot_get_record (world_snapshot (self), i);

      if (g_str_equal (record->type, type) && g_str_equal (record->id, id))
        return record;
    }
  return NULL;
}

/* The button, entry or check button with this label that can be seen. */
static inline GtkWidget *
world_find_button (GtkWidget *widget, const char *label)
{
  const char *own = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget))
                    : GTK_IS_CHECK_BUTTON (widget)
                        ? gtk_check_button_get_label (GTK_CHECK_BUTTON (widget))
                        : NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_strcmp0 (own, label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = world_find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static inline void
world_press (World *self, const char *label)
{
  GtkWidget *button = world_find_button (self->window, label);

  if (button == NULL)
    g_error ("there is no button “%s”", label);
  if (!gtk_widget_is_sensitive (button))
    g_error ("“%s” cannot be pressed", label);
  gtk_widget_activate (button);
  app_test_settle (self->window);
}
