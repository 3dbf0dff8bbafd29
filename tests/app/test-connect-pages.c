/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include <glib/gstdio.h>

#include "app/connect/connect-tasks.h"
#include "app/connect/find-page.h"
#include "app/connect/portal-page.h"
#include "app/connect/what-page.h"
#include "app/connect/whose-page.h"
#include "app/header.h"
#include "net/net.h"
#include "net/vendor.h"

/* The pages of connecting in every look: as narrow as the smallest window, and nothing cut off. */

typedef struct
{
  const char *name;
  int width;
  gboolean dark;
  double scale;
} Look;

static const Look looks[] = {
  { "wide", 1000, FALSE, 1 },
  { "narrow", 360, FALSE, 1 },
  { "narrow-dark", 360, TRUE, 1 },
  { "narrow-large-text", 360, FALSE, 2 },
};

static KwConnection *
make_connection (const char *vendor)
{
  static const struct
  {
    KwConnectionField field;
    const char *value;
  } values[] = {
    { KW_CONNECTION_NAME, "St. Bartholomew Regional Medical Center of Greater Springfield" },
    { KW_CONNECTION_BASE, "https://fhir-myrecord.long-hospital-name.example/r4/3f0c6a52-7d1e" },
    { KW_CONNECTION_AUTHORIZE_URL, "https://authorization.long-hospital-name.example/authorize" },
  };
  KwConnection *connection = kw_connection_new ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      KwConnection *next = kw_connection_with (connection, values[i].field, values[i].value);
      kw_connection_unref (connection);
      connection = next;
    }
  g_autoptr (KwConnection) last = connection;
  return kw_connection_with (last, KW_CONNECTION_VENDOR, vendor);
}

static GtkWidget *
make_what (const char *client_id, const char *reason)
{
  g_autoptr (KwConnection) connection = make_connection ("oracle-health");
  KwWhatPage *page = g_object_new (KW_TYPE_WHAT_PAGE, NULL);

  kw_what_page_set (page, kw_connection_get (connection, KW_CONNECTION_NAME), connection,
                    client_id);
  kw_what_page_prefer_browser (page, reason);
  return GTK_WIDGET (page);
}

static GtkWidget *
make_what_page (void)
{
  return make_what ("8c1f2f3e-5a0d-4d0c-9c1b-2c4f6a7b8d90", NULL);
}

static GtkWidget *
make_browser_page (void)
{
  return make_what ("own", kw_browser_reason_get_words (KW_BROWSER_SCREEN_READER));
}

static GtkWidget *
make_unknown_page (void)
{
  return make_what (NULL, NULL);
}

static GtkWidget *
make_portal_page (void)
{
  KwPortalPage *page = g_object_new (KW_TYPE_PORTAL_PAGE, NULL);

  kw_portal_page_set (page, "St. Bartholomew Regional Medical Center of Greater Springfield",
                      kw_vendor_find ("epic"));
  return GTK_WIDGET (page);
}

static GtkWidget *
make_whose_page (void)
{
  const KwPerson sent = { .name = (char *) "Maximiliana Featherstonehaugh-Cholmondeley",
                          .given = (char *) "Maximiliana",
                          .family = (char *) "Featherstonehaugh-Cholmondeley",
                          .birth_date = (char *) "1941-09-23" };
  const KwPerson opened = { .uuid = (char *) "u",
                            .name = (char *) "Wilhelmina Featherstonehaugh-Cholmondeley",
                            .given = (char *) "Wilhelmina",
                            .family = (char *) "Featherstonehaugh-Cholmondeley",
                            .birth_date = (char *) "1941-09-23" };
  KwWhosePage *page = g_object_new (KW_TYPE_WHOSE_PAGE, NULL);

  kw_whose_page_set (page, "St. Bartholomew Regional Medical Center", FALSE, &sent, &opened, NULL);
  return GTK_WIDGET (page);
}

/* Two of one name in one city are told apart by their address. */
static GtkWidget *
make_find (const char *words)
{
  static const char list[]
      = "keepwell-directory/1\thttps://l.example\t\t1772366400\n"
        "https://fhir.one-very-long-hospital-name.example/r4/3f0c6a52-7d1e-4b8a\tSt. Bartholomew "
        "Regional Medical Center\tSpringfield\tIL\tmychart.one.example\t bartholomew\n"
        "https://fhir.other-very-long-hospital-name.example/r4/9b1d22aa-0c4e\tSt. Bartholomew "
        "Regional Medical Center\tSpringfield\tIL\t\t bartholomew\n"
        "https://fhir.third.example/r4\tBartholomew Clinic\tPortland\tOR\t\t bartholomew\n";
  g_autofree char *dir = g_dir_make_tmp ("keepwell-find-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (dir, "directories", NULL);
  g_autofree char *path = g_build_filename (folder, "epic-0.list", NULL);
  KwFindPage *page = g_object_new (KW_TYPE_FIND_PAGE, NULL);
  GtkWidget *search = app_test_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY);

  if (words != NULL)
    {
      g_mkdir_with_parents (folder, 0700);
      g_assert_true (g_file_set_contents (path, list, -1, NULL));
    }
  /* A window that goes away with the keyboard in an entry makes GTK complain. */
  gtk_widget_set_can_focus (search, FALSE);
  kw_find_page_set_data_dir (page, dir);
  if (words != NULL)
    gtk_editable_set_text (GTK_EDITABLE (search), words);
  /* The lists are read in a thread. */
  for (gboolean loaded = FALSE; !loaded;)
    {
      g_autofree char *text = app_test_dup_text (GTK_WIDGET (page));
      loaded = strstr (text, words != NULL ? "places, list of" : "get the list") != NULL;
      if (!loaded)
        g_main_context_iteration (NULL, TRUE);
    }
  g_unlink (path);
  g_rmdir (folder);
  g_rmdir (dir);
  return GTK_WIDGET (page);
}

static GtkWidget *
make_find_page (void)
{
  return make_find ("barth");
}

static GtkWidget *
make_no_list_page (void)
{
  return make_find (NULL);
}

static const struct
{
  const char *name;
  GtkWidget *(*make) (void);
  const char *must[3];
} pages[] = {
  { "what", make_what_page, { "What will happen", "Open in my browser instead" } },
  { "what-browser", make_browser_page, { "screen reader", "Open in my browser" } },
  { "what-unknown", make_unknown_page, { "not registered with this hospital" } },
  { "find",
    make_find_page,
    { "St. Bartholomew Regional Medical Center", "one-very-long-hospital-name",
      "other-very-long-hospital-name" } },
  { "find-no-list", make_no_list_page, { "nobody learns which one", "Get the list of hospitals" } },
  { "portal", make_portal_page, { "Open MyChart in your browser", "Open files I have" } },
  { "whose", make_whose_page, { "Maximiliana", "Nothing is written before you choose." } },
};

/* What stands above each of them, with somebody open. */
static void
check_header (const Look *look)
{
  const KwPerson person = { .name = (char *) "Maximiliana Featherstonehaugh-Cholmondeley",
                            .birth_date = (char *) "1941-09-23" };
  KwHeader *header = g_object_ref_sink (g_object_new (KW_TYPE_HEADER, NULL));
  int least;

  kw_header_set_narrow (header, TRUE);
  kw_header_set_person (header, &person);
  gtk_widget_measure (GTK_WIDGET (header), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  g_test_message ("the header is at least %d wide", least);
  g_assert_cmpint (least, <=, look->width);
  g_object_unref (header);
}

static void
tell_widest (GtkWidget *widget, int limit, guint depth)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (least <= limit)
    return;
  g_test_message ("%*s%s: %d", (int) depth, "", G_OBJECT_TYPE_NAME (widget), least);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_widest (child, limit, depth + 1);
}

static void
test_look (gconstpointer data)
{
  const Look *look = data;

  app_test_set_dark (look->dark);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * look->scale), NULL);
  check_header (look);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *name = g_strdup_printf ("connect-%s-%s", pages[i].name, look->name);
      GtkWidget *window = gtk_window_new ();
      GtkWidget *page = pages[i].make ();
      int least;

      if (look->width < 500)
        gtk_widget_add_css_class (window, "narrow");
      gtk_window_set_default_size (GTK_WINDOW (window), look->width, 1400);
      gtk_window_set_child (GTK_WINDOW (window), page);
      gtk_window_present (GTK_WINDOW (window));
      app_test_settle (window);
      g_autofree char *text = app_test_dup_text (page);
      for (guint k = 0; k < G_N_ELEMENTS (pages[i].must) && pages[i].must[k] != NULL; k++)
        g_assert_nonnull (strstr (text, pages[i].must[k]));
      app_test_save_png (window, name);
      gtk_widget_measure (app_test_find (page, GTK_TYPE_SCROLLED_WINDOW),
                          GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      g_test_message ("%s is at least %d wide", name, least);
      tell_widest (app_test_find (page, GTK_TYPE_SCROLLED_WINDOW), look->width, 0);
      g_assert_cmpint (least, <=, look->width);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/connect-pages/%s", looks[i].name);
      g_test_add_data_func (path, &looks[i], test_look);
    }

  return g_test_run ();
}
