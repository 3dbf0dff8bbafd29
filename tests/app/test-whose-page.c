/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app/connect/whose-page.h"

typedef struct
{
  const char *name;
  KwPerson sent;
  KwPerson opened; /* no name: nobody is open */
  KwPerson here;   /* no name: nobody is here */
  KwWhose preferred;
  gboolean offers_same; /* "It is the same person" */
  const char *offers;   /* another choice, or what stands below one; NULL */
} Case;

#define ROSA                                                                                       \
  {                                                                                                \
    .name = (char *) "Rosa Alvarez", .given = (char *) "Rosa", .family = (char *) "Alvarez",       \
    .birth_date = (char *) "1951-06-14"                                                            \
  }
#define TWIN                                                                                       \
  {                                                                                                \
    .name = (char *) "Rita Alvarez", .given = (char *) "Rita", .family = (char *) "Alvarez",       \
    .birth_date = (char *) "1951-06-14", .uuid = (char *) "u1"                                     \
  }
#define ROSA_HERE                                                                                  \
  {                                                                                                \
    .name = (char *) "Rosa Alvarez", .given = (char *) "Rosa", .family = (char *) "Alvarez",       \
    .birth_date = (char *) "1951-06-14", .uuid = (char *) "u2"                                     \
  }
#define OTHER                                                                                      \
  {                                                                                                \
    .name = (char *) "Paul Novak", .given = (char *) "Paul", .family = (char *) "Novak",           \
    .birth_date = (char *) "1990-01-02", .uuid = (char *) "u4"                                     \
  }
#define NICKNAME                                                                                   \
  {                                                                                                \
    .name = (char *) "Rosie Alvarez", .given = (char *) "Rosie", .family = (char *) "Alvarez",     \
    .birth_date = (char *) "1951-06-14", .uuid = (char *) "u5"                                     \
  }
#define MARRIED                                                                                    \
  {                                                                                                \
    .name = (char *) "Rosa Okafor", .given = (char *) "Rosa", .family = (char *) "Okafor",         \
    .birth_date = (char *) "1951-06-14", .uuid = (char *) "u6"                                     \
  }
#define YOUNGER                                                                                    \
  {                                                                                                \
    .name = (char *) "Rosa Alvarez", .given = (char *) "Rosa", .family = (char *) "Alvarez",       \
    .birth_date = (char *) "1953-06-14", .uuid = (char *) "u7"                                     \
  }
#define UNDATED                                                                                    \
  {                                                                                                \
    .name = (char *) "Rosa Alvarez", .given = (char *) "Rosa", .family = (char *) "Alvarez",       \
    .uuid = (char *) "u8"                                                                          \
  }
#define SAMPLE_HERE                                                                                \
  {                                                                                                \
    .name = (char *) "Rosa Alvarez", .given = (char *) "Rosa", .family = (char *) "Alvarez",       \
    .birth_date = (char *) "1951-06-14", .uuid = (char *) "u3", .sample = TRUE                     \
  }

static const Case cases[] = {
  { "nobody is here", ROSA, { 0 }, { 0 }, KW_WHOSE_NEW, FALSE, NULL },
  { "the same person is open", ROSA, ROSA_HERE, ROSA_HERE, KW_WHOSE_EXISTING, FALSE, NULL },
  { "the same person is here", ROSA, TWIN, ROSA_HERE, KW_WHOSE_EXISTING, FALSE, NULL },
  { "a twin is open", ROSA, TWIN, TWIN, KW_WHOSE_NEW, TRUE, "Different: First name." },
  { "a sample is never a real person", ROSA, SAMPLE_HERE, SAMPLE_HERE, KW_WHOSE_NEW, FALSE, NULL },
  { "a twin is here", ROSA, { 0 }, TWIN, KW_WHOSE_NEW, FALSE, "It is Rita Alvarez, who is" },
  { "a twin is here and another open", ROSA, OTHER, TWIN, KW_WHOSE_NEW, TRUE,
    "It is Rita Alvarez, who is" },
  { "a short name", ROSA, { 0 }, NICKNAME, KW_WHOSE_NEW, FALSE, "It is Rosie Alvarez, who is" },
  { "a new name", ROSA, { 0 }, MARRIED, KW_WHOSE_NEW, FALSE, "Different: Last name." },
  { "a new name, and open", ROSA, MARRIED, MARRIED, KW_WHOSE_NEW, TRUE, "Different: Last name." },
  { "another birthday", ROSA, YOUNGER, YOUNGER, KW_WHOSE_NEW, TRUE, "Different: Date of birth." },
  { "another birthday, not open", ROSA, { 0 }, YOUNGER, KW_WHOSE_NEW, FALSE, NULL },
  { "no birthday", ROSA, UNDATED, UNDATED, KW_WHOSE_NEW, TRUE, "Not everything is stated." },
  { "somebody else", ROSA, { 0 }, OTHER, KW_WHOSE_NEW, FALSE, NULL },
};

static void
test_default (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  GtkWidget *window = gtk_window_new ();
  KwWhosePage *page = g_object_new (KW_TYPE_WHOSE_PAGE, NULL);

  if (c->here.name != NULL)
    g_ptr_array_add (people, (gpointer) &c->here);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  kw_whose_page_set (page, "Riverside Hospital", FALSE, &c->sent,
                     c->opened.name != NULL ? &c->opened : NULL, people);
  g_autofree char *text = app_test_dup_text (GTK_WIDGET (page));
  g_assert_cmpint (kw_whose_page_get_default (page), ==, c->preferred);
  g_assert_cmpint (strstr (text, "It is the same person") != NULL, ==, c->offers_same);
  if (c->offers != NULL)
    g_assert_nonnull (strstr (text, c->offers));
  else
    g_assert_null (strstr (text, ", who is already here\nDifferent"));
  g_assert_nonnull (strstr (text, "Nothing is written before you choose."));
  g_assert_nonnull (strstr (text, "14 June 1951"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
decided_cb (KwWhosePage *page, guint whose, const char *uuid, gpointer data)
{
  (void) page;
  g_free (*(char **) data);
  *(char **) data = g_strdup_printf ("%u %s", whose, uuid != NULL ? uuid : "-");
}

/* The default button, pressed, says what was decided. */
static void
test_decide (void)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autofree char *decided = NULL;
  KwWhosePage *page = g_object_ref_sink (g_object_new (KW_TYPE_WHOSE_PAGE, NULL));

  g_ptr_array_add (people, (gpointer) &cases[1].here);
  g_signal_connect (page, "decided", G_CALLBACK (decided_cb), &decided);
  kw_whose_page_set (page, "Riverside Hospital", FALSE, &cases[1].sent, NULL, people);
  g_signal_emit_by_name (app_test_find (GTK_WIDGET (page), GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (decided, ==, "0 u2");
  /* The first choice for a twin is a person of her own, whoever is open. */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (cases[i].preferred != KW_WHOSE_NEW)
        continue;
      g_ptr_array_set_size (people, 0);
      if (cases[i].here.name != NULL)
        g_ptr_array_add (people, (gpointer) &cases[i].here);
      kw_whose_page_set (page, "Riverside Hospital", FALSE, &cases[i].sent,
                         cases[i].opened.name != NULL ? &cases[i].opened : NULL, people);
      g_signal_emit_by_name (app_test_find (GTK_WIDGET (page), GTK_TYPE_BUTTON), "clicked");
      g_assert_cmpstr (decided, ==, "1 -");
    }
  g_assert_finalize_object (page);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/whose-page/%s", cases[i].name);
      g_test_add_data_func (path, &cases[i], test_default);
    }
  g_test_add_func ("/app/whose-page/decide", test_decide);

  return g_test_run ();
}
