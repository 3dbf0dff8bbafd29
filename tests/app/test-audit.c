/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "audit.h"

#include "app-test.h"

/* The audit finds what it is there to find: each fault is planted, and each is told. */

static GtkWidget *
make_cut_off (void)
{
  GtkWidget *label = gtk_label_new (
      "Take two tablets in the morning and one at night, with much water and never "
      "on an empty stomach, unless your doctor says so");
  GtkWidget *box = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (box), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (box), label);
  gtk_widget_set_size_request (box, 100, -1);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  return box;
}

static GtkWidget *
make_shortened (void)
{
  GtkWidget *label = gtk_label_new ("Sulfamethoxazole and trimethoprim");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 8);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "row-title");
  gtk_widget_set_tooltip_text (label, "Sulfamethoxazole and trimethoprim");
  return label;
}

static GtkWidget *
make_silent_short (void)
{
  GtkWidget *label = make_shortened ();

  gtk_widget_remove_css_class (label, "row-title");
  gtk_widget_set_tooltip_text (label, NULL);
  return label;
}

static GtkWidget *
make_overlap (void)
{
  GtkWidget *fixed = gtk_fixed_new ();

  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("Penicillin"), 0, 0);
  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("Severe"), 20, 4);
  return fixed;
}

static GtkWidget *
make_pale (void)
{
  GtkWidget *label = gtk_label_new ("born 1951");

  gtk_widget_set_opacity (label, 0.4);
  return label;
}

/* Paleness by a style is no property that could be read. */
static GtkWidget *
make_pale_by_style (void)
{
  GtkWidget *label = gtk_label_new ("born 1951");

  gtk_widget_add_css_class (label, "planted-pale");
  return label;
}

static GtkWidget *
make_nameless (void)
{
  return gtk_button_new_from_icon_name ("go-next-symbolic");
}

static GtkWidget *
make_backwards (void)
{
  GtkWidget *label = gtk_label_new ("4.0–5.6");

  gtk_widget_set_direction (label, GTK_TEXT_DIR_RTL);
  return label;
}

static GtkWidget *
make_fine (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Next",
                                  -1);
  return button;
}

static const struct
{
  const char *name;
  GtkWidget *(*make) (void);
  const char *fault; /* NULL: none */
} cases[] = {
  { "cut-off", make_cut_off, "has to be scrolled sideways" },
  { "shortened", make_shortened, "shortened: " },
  { "shortened-silently", make_silent_short, "shortened without a tooltip" },
  { "overlap", make_overlap, "overlaps what follows" },
  { "pale", make_pale, "contrast" },
  { "pale-by-style", make_pale_by_style, "contrast" },
  { "nameless", make_nameless, "no name: GtkButton" },
  { "numbers", make_backwards, "numbers from right to left" },
  { "fine", make_fine, NULL },
};

static void
test_planted (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GtkWidget *window = gtk_window_new ();

  gtk_css_provider_load_from_data (provider, ".planted-pale { opacity: 0.4; }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 300);
  gtk_window_set_child (GTK_WINDOW (window), cases[i].make ());
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle (window);
  audit_layout (window, faults);
  audit_contrast (window, faults);
  audit_names (window, faults);
  for (guint k = 0; k < faults->len; k++)
    g_test_message ("%s", (char *) g_ptr_array_index (faults, k));
  g_assert_cmpuint (faults->len, ==, cases[i].fault != NULL ? 1 : 0);
  if (cases[i].fault != NULL)
    g_assert_true (g_str_has_prefix (g_ptr_array_index (faults, 0), cases[i].fault));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The two ends of WCAG's scale, and the pair that its text names. */
static void
test_contrast (void)
{
  const GdkRGBA black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };
  GdkRGBA grey;

  gdk_rgba_parse (&grey, "#767676");
  g_assert_cmpfloat_with_epsilon (audit_get_contrast (&black, &white), 21, 0.01);
  g_assert_cmpfloat_with_epsilon (audit_get_contrast (&white, &white), 1, 0.01);
  g_assert_cmpfloat_with_epsilon (audit_get_contrast (&grey, &white), 4.54, 0.01);
}

int
main (int argc, char **argv)
{
  audit_start ();
  app_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/audit/%s", cases[i].name);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_planted);
    }
  g_test_add_func ("/app/audit/contrast", test_contrast);

  return g_test_run ();
}
