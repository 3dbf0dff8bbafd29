/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "world.h"

#include "app/move-dialog.h"
#include "app/own-dialog.h"

static GtkWidget *
find_dialog (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
has_dialog (World *world, gpointer type)
{
  return find_dialog (GPOINTER_TO_SIZE (type)) != NULL;
}

static GtkWidget *
wait_dialog (World *world, GType type)
{
  world_wait (world, has_dialog, GSIZE_TO_POINTER (type), "the dialog");
  app_test_settle (find_dialog (type));
  return find_dialog (type);
}

/* The @index-th entry that can be seen. */
static GtkWidget *
find_entry (GtkWidget *widget, guint *index)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_ENTRY (widget) && (*index)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && !GTK_IS_ENTRY (widget); child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child, index);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
type_into (GtkWidget *dialog, guint index, const char *text)
{
  GtkWidget *entry = find_entry (dialog, &index);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* Enter in a field is Save. Somebody may hold the dialog for a moment after it has closed. */
static void
save (GtkWidget *dialog)
{
  g_autoptr (GtkWidget) held = g_object_ref (dialog);

  gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (held)));
  if (gtk_widget_get_mapped (held))
    app_test_settle (held);
}

static const KwRecord *
find_own (World *world)
{
  for (guint i = 0; i < kw_snapshot_get_n_records (world_snapshot (world)); i++)
    {
      const KwRecord *record = kw_snapshot_get_record (world_snapshot (world), i);

      if (kw_own_is_own (record))
        return record;
    }
  return NULL;
}

static gboolean
has_own (World *world, gpointer text)
{
  const KwRecord *record = find_own (world);

  return text != NULL ? record != NULL && g_strcmp0 (record->text, text) == 0 : record == NULL;
}

static void
open_world (World *world, KwVault **vault)
{
  world_init (world);
  *vault = world_add_person (world, "Rosa Alvarez", "1951-05-03");
  world_import (*vault);
  world_open (world, *vault);
}

static gboolean
dialog_shows (World *world, gpointer words)
{
  g_autofree char *text = app_test_dup_text (find_dialog (KW_TYPE_OWN_DIALOG));

  return strstr (text, words) != NULL;
}

static gboolean
has_one_toast (World *world, gpointer data)
{
  return !world_shows (world, (gpointer) "Saved under")
         && !world_shows (world, (gpointer) "Change saved");
}

/* Added, seen among the hospital's, changed, removed, and put back. */
static void
test_life (void)
{
  World world;
  g_autoptr (KwVault) vault = NULL;
  GtkWidget *dialog;
  g_autofree char *connections = NULL;
  g_autofree char *ref = NULL;

  open_world (&world, &vault);
  gtk_widget_activate_action (world.window, "win.add", "s", "allergy");
  dialog = wait_dialog (&world, KW_TYPE_OWN_DIALOG);
  save (dialog);
  world_wait (&world, dialog_shows, (gpointer) "This is needed.", "the problem");
  type_into (dialog, 0, "Canary nuts");
  type_into (dialog, 2, "3/4/2019");
  save (dialog);
  world_wait (&world, dialog_shows, (gpointer) "with the month as a word", "the problem");
  app_test_save_png (dialog, "own-allergy-problem");
  g_assert_true (dialog_shows (&world, (gpointer) "Save in the record of Rosa Alvarez"));
  type_into (dialog, 2, "March 2019");
  save (dialog);
  world_wait (&world, has_own, (gpointer) "Canary nuts", "the entry");
  gtk_widget_activate_action (world.window, "win.tab", "s", "allergies");
  world_wait_for (&world, "Canary nuts");
  app_test_save_png (world.window, "own-in-list");

  gtk_widget_activate_action (world.window, "win.connections", NULL);
  world_wait_for (&world, "rosa.json");
  connections
      = app_test_dup_text (GTK_WIDGET (kw_window_get_visible_view (KW_WINDOW (world.window))));
  g_assert_nonnull (strstr (connections, "rosa.json"));
  g_assert_null (strstr (connections, "Entered by you"));
  gtk_widget_activate_action (world.window, "win.back", NULL);

  ref = g_strdup (find_own (&world)->ref);
  gtk_widget_activate_action (world.window, "win.open-record", "s", ref);
  world_wait_for (&world, "Entered by you");
  app_test_save_png (world.window, "own-page");
  gtk_widget_activate_action (world.window, "win.edit-own", "s", ref);
  dialog = wait_dialog (&world, KW_TYPE_OWN_DIALOG);
  type_into (dialog, 0, "Canary seeds");
  save (dialog);
  world_wait (&world, has_own, (gpointer) "Canary seeds", "the change");

  gtk_widget_activate_action (world.window, "win.remove-own", "s", ref);
  dialog = wait_dialog (&world, ADW_TYPE_MESSAGE_DIALOG);
  app_test_save_png (dialog, "own-remove");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "do");
  gtk_window_destroy (GTK_WINDOW (dialog));
  world_wait (&world, has_own, NULL, "the removal");
  world_wait_for (&world, "Removed.");
  world_wait (&world, has_one_toast, NULL, "the end of the old toasts");
  world_press (&world, "_Undo");
  world_wait (&world, has_own, (gpointer) "Canary seeds", "the entry again");
  world_clear (&world);
}

/* Each form in each look; nothing asks for more width than there is. */
static void
test_looks (void)
{
  static const struct
  {
    const char *name;
    double scale;
    int width;
    gboolean dark;
  } looks[]
      = { { "light", 1, 460, FALSE }, { "dark", 1, 460, TRUE }, { "large-text", 2, 360, FALSE } };
  World world;
  g_autoptr (KwVault) vault = NULL;

  open_world (&world, &vault);
  for (guint l = 0; l < G_N_ELEMENTS (looks); l++)
    {
      app_test_set_dark (looks[l].dark);
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * looks[l].scale),
                    NULL);
      for (guint i = 0; i < KW_N_OWN_KINDS; i++)
        {
          GtkWidget *dialog;
          g_autofree char *name
              = g_strdup_printf ("own-%s-%s", kw_own_form_get (i)->id, looks[l].name);

          gtk_widget_activate_action (world.window, "win.add", "s", kw_own_form_get (i)->id);
          dialog = find_dialog (KW_TYPE_OWN_DIALOG);
          gtk_window_set_default_size (GTK_WINDOW (dialog), looks[l].width, 700);
          app_test_settle (dialog);
          app_test_save_png (dialog, name);
          g_assert_cmpint (gtk_widget_get_width (dialog), <=, looks[l].width + 60);
          gtk_window_destroy (GTK_WINDOW (dialog));
        }
    }
  app_test_set_dark (FALSE);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  world_clear (&world);
}

/* To another person: out of here, and there as it was. */
static void
test_move (void)
{
  World world;
  g_autoptr (KwVault) vault = NULL;
  g_autoptr (KwVault) other = NULL;
  GtkWidget *dialog;

  open_world (&world, &vault);
  other = world_add_person (&world, "Lucia Alvarez", "2014");
  gtk_widget_activate_action (world.window, "win.add", "s", "condition");
  dialog = wait_dialog (&world, KW_TYPE_OWN_DIALOG);
  type_into (dialog, 0, "Canary knee");
  save (dialog);
  world_wait (&world, has_own, (gpointer) "Canary knee", "the entry");
  gtk_widget_activate_action (world.window, "win.move-own", "s", find_own (&world)->ref);
  dialog = wait_dialog (&world, KW_TYPE_MOVE_DIALOG);
  while (!gtk_widget_get_mapped (app_test_find (dialog, GTK_TYPE_LIST_BOX)))
    g_main_context_iteration (NULL, TRUE);
  app_test_settle (dialog);
  app_test_save_png (dialog, "own-move");
  gtk_widget_activate (GTK_WIDGET (
      gtk_list_box_get_row_at_index (GTK_LIST_BOX (app_test_find (dialog, GTK_TYPE_LIST_BOX)), 0)));
  world_wait (&world, has_own, NULL, "the move");
  world_wait_for (&world, "Moved to Lucia Alvarez.");
  world_open (&world, other);
  g_assert_true (has_own (&world, (gpointer) "Canary knee"));
  /* What was said of the one is not said beside the other. */
  g_assert_false (world_shows (&world, (gpointer) "Moved to"));
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  fixture_start ();
  app_test_init (&argc, &argv);
  g_test_add_func ("/own-dialog/life/G8", test_life);
  g_test_add_func ("/own-dialog/looks", test_looks);
  g_test_add_func ("/own-dialog/move", test_move);
  return fixture_end (g_test_run ());
}
