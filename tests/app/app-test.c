/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include <glib/gstdio.h>

#include "app/resources.h"

/* What AdwApplication does for the program; the test has none. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/keepwell/Keepwell/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
app_test_set_dark (gboolean dark)
{
  static GtkCssProvider *provider = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  if (provider == NULL)
    {
      provider = gtk_css_provider_new ();
      gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                                  GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
    }
  if (dark)
    gtk_css_provider_load_from_resource (provider, "/io/github/keepwell/Keepwell/style-dark.css");
  else
    gtk_css_provider_load_from_data (provider, "", 0);
}

void
app_test_set_high_contrast (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
  gtk_css_provider_load_from_resource (provider, "/io/github/keepwell/Keepwell/style-hc.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 2);
}

void
app_test_init (int *argc, char ***argv)
{
  /* A test without a display is skipped, not failed. */
  if (!gtk_init_check ())
    exit (77);
  g_test_init (argc, argv, NULL);
  kw_resources_register ();
  adw_init ();
  load_style ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/keepwell/Keepwell/icons");
}

KwSnapshot *
app_test_get_snapshot (void)
{
  static KwSnapshot *snapshot = NULL;
  static KwBundle *bundle = NULL;

  if (snapshot == NULL)
    {
      g_autofree char *path
          = g_test_build_filename (G_TEST_DIST, "app", "fixtures", "rosa.json", NULL);
      g_autoptr (GError) error = NULL;
      bundle = kw_bundle_new_from_file (path, &error);
      g_assert_no_error (error);
      snapshot = kw_snapshot_new_from_bundle (bundle, 0, "rosa.json");
    }

  return snapshot;
}

KwSnapshot *
app_test_get_empty_snapshot (void)
{
  static const char json[]
      = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"fullUrl\":"
        "\"https://fhir.riverside.example/r4/Patient/rosa\",\"resource\":{\"resourceType\":"
        "\"Patient\",\"id\":\"rosa\",\"name\":[{\"family\":\"Alvarez\",\"given\":[\"Rosa\"]}],"
        "\"birthDate\":\"1951-06-14\"}}]}";
  static KwSnapshot *snapshot = NULL;
  static KwBundle *bundle = NULL;

  if (snapshot == NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
      g_autoptr (GError) error = NULL;
      bundle = kw_bundle_new (bytes, "empty.json", &error);
      g_assert_no_error (error);
      snapshot = kw_snapshot_new_from_bundle (bundle, 0, "empty.json");
    }

  return snapshot;
}

void
app_test_settle (GtkWidget *widget)
{
  for (guint i = 0; i < 3; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      gtk_widget_queue_draw (widget);
      gtk_test_widget_wait_for_draw (widget);
    }
}

void
app_test_settle_gone (GtkWidget **widget)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (*widget != NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (*widget);
}

GskRenderNode *
app_test_draw (GtkWidget *window)
{
  GskRenderNode *node = NULL;

  for (guint i = 0; i < 20 && node == NULL; i++)
    {
      g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
      g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

      if (i > 0)
        app_test_settle (window);
      gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                              gtk_widget_get_height (window));
      node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
    }
  return node;
}

void
app_test_save_png (GtkWidget *window, const char *name)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "app", "pictures", NULL);
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GskRenderNode) node = app_test_draw (window);

  g_assert_nonnull (node);
  g_autoptr (GdkTexture) texture
      = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_mkdir_with_parents (folder, 0755);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

GtkWidget *
app_test_find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_test_find (child, type);
      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
collect_text (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_text (child, text);
}

char *
app_test_dup_text (GtkWidget *widget)
{
  g_autoptr (GString) text = g_string_new (NULL);

  collect_text (widget, text);

  return g_strdup (text->str);
}
