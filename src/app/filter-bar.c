/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter-bar.h"

#include <glib/gi18n-lib.h>

#include "app/count.h"
#include "app/wrap-layout.h"

/* Before the value of a menu's choice; without it the choice is "any". */
#define CHOSEN '='
/* A list of fewer records is seen as a whole, and has no menus. */
#define LONG 10

struct _KwFilterBar
{
  AdwBin parent_instance;

  /* Under the child. */
  GtkWidget *menus;
  GtkWidget *chips;
  GtkLabel *count;
  GtkMenuButton *facets[KW_N_FACETS];
  GtkMenuButton *date;
  GtkMenuButton *jump;

  /* In the date's popover, NULL while that is closed. */
  GtkDropDown *first_year;
  GtkDropDown *last_year;
  GtkCheckButton *undated;

  /* Owned. */
  GSimpleActionGroup *actions;
  KwSnapshot *snapshot; /* NULL before the first list */
  GArray *indexes;      /* the list without a limit */
  GArray *years;        /* of int: of the whole list, newest first */
  KwFilter filter;

  gboolean syncing;
};

enum
{
  CHANGED,
  JUMP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwFilterBar, kw_filter_bar, ADW_TYPE_BIN)

static const struct
{
  const char *action;
  const char *title;
  const char *any;
} facets[KW_N_FACETS] = {
  [KW_FACET_SOURCE] = { "source", N_ ("Hospital"), N_ ("Any hospital") },
  [KW_FACET_STATUS] = { "status", N_ ("Status"), N_ ("Any status") },
  [KW_FACET_KIND] = { "kind", N_ ("Kind"), N_ ("Any kind") },
};

static void show_state (KwFilterBar *self);

static void
emit_changed (KwFilterBar *self)
{
  show_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
dup_year (int year)
{
  return year != 0 ? g_strdup_printf ("%d", year) : g_strdup (_ ("Date not stated"));
}

/* What the facet's value is called in its menu. */
static char *
dup_facet_label (KwFilterBar *self, KwFacet facet)
{
  g_autoptr (GPtrArray) values = kw_filter_list_values (self->snapshot, self->indexes, facet);

  for (guint i = 0; i < values->len; i++)
    {
      const KwFacetValue *value = g_ptr_array_index (values, i);
      if (g_strcmp0 (value->value, self->filter.values[facet]) == 0)
        return g_strdup (value->label);
    }
  return g_strdup (self->filter.values[facet]);
}

static char *
dup_date_label (const KwFilter *filter)
{
  if (filter->only_undated)
    return dup_year (0);
  if (filter->first_year == filter->last_year)
    return dup_year (filter->first_year);
  if (filter->last_year == 0)
    return g_strdup_printf (_ ("From %d"), filter->first_year);
  if (filter->first_year == 0)
    return g_strdup_printf (_ ("Until %d"), filter->last_year);
  return g_strdup_printf ("%d–%d", filter->first_year, filter->last_year);
}

/* The keys stay near a chip that was taken away. */
static void
focus_near (KwFilterBar *self)
{
  GtkWidget *chip = gtk_widget_get_first_child (self->chips);

  if (chip == NULL || !gtk_widget_grab_focus (chip))
    gtk_widget_child_focus (self->menus, GTK_DIR_TAB_FORWARD);
}

static void
facet_chip_cb (KwFilterBar *self, GtkButton *chip)
{
  KwFacet facet = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "facet"));

  kw_filter_set (&self->filter, facet, NULL);
  emit_changed (self);
  focus_near (self);
}

static void
date_chip_cb (KwFilterBar *self)
{
  self->filter.first_year = self->filter.last_year = 0;
  self->filter.only_undated = FALSE;
  emit_changed (self);
  focus_near (self);
}

static void
clear_cb (KwFilterBar *self)
{
  kw_filter_clear (&self->filter);
  emit_changed (self);
  focus_near (self);
}

/* @label is taken. */
static GtkWidget *
append_chip (KwFilterBar *self, char *label, GCallback callback)
{
  GtkWidget *button
      = g_object_new (GTK_TYPE_BUTTON, "css-classes", (const char *[]){ "chip", "filter", NULL },
                      "tooltip-text", _ ("Take this limit away"), NULL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *name = g_strdup_printf (_ ("%s: take this limit away"), label);
  GtkWidget *words = gtk_label_new (label);
  GtkWidget *cross = gtk_image_new_from_icon_name ("window-close-symbolic");

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_image_set_pixel_size (GTK_IMAGE (cross), 12);
  gtk_box_append (GTK_BOX (content), words);
  gtk_box_append (GTK_BOX (content), cross);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (self->chips), button);
  g_free (label);

  return button;
}

static void
show_chips (KwFilterBar *self)
{
  const KwFilter *filter = &self->filter;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), child);
  for (KwFacet facet = 0; facet < KW_N_FACETS; facet++)
    if (filter->values[facet] != NULL)
      g_object_set_data (
          G_OBJECT (append_chip (self, dup_facet_label (self, facet), G_CALLBACK (facet_chip_cb))),
          "facet", GUINT_TO_POINTER (facet));
  if (filter->first_year != 0 || filter->last_year != 0 || filter->only_undated)
    append_chip (self, dup_date_label (filter), G_CALLBACK (date_chip_cb));
  if (kw_filter_is_active (filter))
    {
      GtkWidget *clear = gtk_button_new_with_label (_ ("Clear all"));
      gtk_widget_add_css_class (clear, "flat");
      gtk_widget_add_css_class (clear, "link-text");
      g_signal_connect_swapped (clear, "clicked", G_CALLBACK (clear_cb), self);
      gtk_box_append (GTK_BOX (self->chips), clear);
    }
  gtk_widget_set_visible (self->chips, kw_filter_is_active (filter));
}

/* The chips, and the marks in the menus, follow from the filter alone. */
static void
show_state (KwFilterBar *self)
{
  show_chips (self);
  for (KwFacet facet = 0; facet < KW_N_FACETS; facet++)
    {
      const char *value = self->filter.values[facet];
      g_autofree char *state = value != NULL ? g_strdup_printf ("%c%s", CHOSEN, value) : NULL;
      GAction *action
          = g_action_map_lookup_action (G_ACTION_MAP (self->actions), facets[facet].action);
      g_simple_action_set_state (G_SIMPLE_ACTION (action),
                                 g_variant_new_string (state != NULL ? state : ""));
    }
}

static void
facet_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  KwFilterBar *self = data;
  const char *value = g_variant_get_string (state, NULL);

  for (KwFacet facet = 0; facet < KW_N_FACETS; facet++)
    if (g_str_equal (facets[facet].action, g_action_get_name (G_ACTION (action))))
      kw_filter_set (&self->filter, facet, *value == CHOSEN ? value + 1 : NULL);
  emit_changed (self);
}

static void
jump_cb (GSimpleAction *action, GVariant *year, gpointer data)
{
  (void) action;
  g_signal_emit (data, signals[JUMP], 0, g_variant_get_int32 (year));
}

/* The values and their counts are looked for when somebody wants to see them. */
static void
fill_facet_cb (GtkMenuButton *button, gpointer data)
{
  KwFilterBar *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();
  KwFacet facet = 0;

  while (facet < KW_N_FACETS - 1 && self->facets[facet] != button)
    facet++;
  g_autoptr (GPtrArray) values = kw_filter_list_values (self->snapshot, self->indexes, facet);
  g_autofree char *action = g_strdup_printf ("filter.%s", facets[facet].action);
  g_autoptr (GMenuItem) any = g_menu_item_new (_ (facets[facet].any), NULL);
  g_menu_item_set_action_and_target (any, action, "s", "");
  g_menu_append_item (menu, any);
  for (guint i = 0; i < values->len; i++)
    {
      const KwFacetValue *value = g_ptr_array_index (values, i);
      g_autofree char *count = kw_dup_count (value->n_records);
      g_autofree char *label = g_strdup_printf ("%s  %s", value->label, count);
      g_autofree char *target = g_strdup_printf ("%c%s", CHOSEN, value->value);
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

      /* A name is no place for the underline of a key. */
      g_auto (GStrv) parts = g_strsplit (label, "_", -1);
      g_autofree char *escaped = g_strjoinv ("__", parts);
      g_menu_item_set_label (item, escaped);
      g_menu_item_set_action_and_target (item, action, "s", target);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
fill_jump_cb (GtkMenuButton *button, gpointer data)
{
  KwFilterBar *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GArray) rows = kw_filter_apply (&self->filter, self->snapshot, self->indexes);
  g_autoptr (GArray) years = kw_filter_list_years (self->snapshot, rows);

  for (guint i = 0; i < years->len; i++)
    {
      g_autofree char *label = dup_year (g_array_index (years, int, i));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "filter.jump", "i", g_array_index (years, int, i));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* The year of a drop-down's choice; the first is "any". */
static int
selected_year (KwFilterBar *self, GtkDropDown *down)
{
  guint selected = gtk_drop_down_get_selected (down);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION
             ? 0
             : g_array_index (self->years, int, selected - 1);
}

/* The last choice wins: a start after the end takes the end along. */
static void
year_cb (KwFilterBar *self, GParamSpec *pspec, GtkDropDown *down)
{
  if (self->syncing)
    return;

  int first = selected_year (self, self->first_year);
  int last = selected_year (self, self->last_year);
  if (first != 0 && last != 0 && first > last)
    {
      first = down == self->first_year ? first : last;
      last = first;
    }
  self->filter.first_year = first;
  self->filter.last_year = last;
  self->filter.only_undated = FALSE;
  emit_changed (self);
}

static void
undated_cb (KwFilterBar *self)
{
  if (self->syncing)
    return;
  self->filter.only_undated = gtk_check_button_get_active (self->undated);
  if (self->filter.only_undated)
    self->filter.first_year = self->filter.last_year = 0;
  emit_changed (self);
}

static GtkDropDown *
append_years (KwFilterBar *self, GtkGrid *grid, int row, const char *title, int selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *[]){ _ ("Any year"), NULL });
  GtkWidget *label = gtk_label_new (title);
  GtkDropDown *down;
  guint position = 0;

  for (guint i = 0; i < self->years->len; i++)
    {
      g_autofree char *name = dup_year (g_array_index (self->years, int, i));

      if (g_array_index (self->years, int, i) == 0)
        continue;
      gtk_string_list_append (names, name);
      if (g_array_index (self->years, int, i) == selected)
        position = i + 1;
    }
  down = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  gtk_drop_down_set_selected (down, position);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (down), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, GTK_WIDGET (down), 1, row, 1, 1);
  g_signal_connect_swapped (down, "notify::selected", G_CALLBACK (year_cb), self);

  return down;
}

static gboolean
has_undated (KwFilterBar *self)
{
  return self->years->len > 0 && g_array_index (self->years, int, self->years->len - 1) == 0;
}

static void
fill_date_cb (GtkMenuButton *button, gpointer data)
{
  KwFilterBar *self = data;
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "row-spacing", 8, "column-spacing", 12, NULL);
  GtkWidget *popover = gtk_popover_new ();

  self->syncing = TRUE;
  self->first_year = append_years (self, GTK_GRID (grid), 0, _ ("From"), self->filter.first_year);
  self->last_year = append_years (self, GTK_GRID (grid), 1, _ ("Until"), self->filter.last_year);
  self->undated = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("Only without a date")));
  gtk_check_button_set_active (self->undated, self->filter.only_undated);
  gtk_widget_set_visible (GTK_WIDGET (self->undated), has_undated (self));
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->undated), 0, 2, 2, 1);
  g_signal_connect_swapped (self->undated, "toggled", G_CALLBACK (undated_cb), self);
  gtk_popover_set_child (GTK_POPOVER (popover), grid);
  gtk_menu_button_set_popover (button, popover);
  self->syncing = FALSE;
}

static GtkMenuButton *
append_menu (KwFilterBar *self, const char *title, GtkMenuButtonCreatePopupFunc fill)
{
  GtkWidget *button
      = g_object_new (GTK_TYPE_MENU_BUTTON, "label", title, "always-show-arrow", TRUE, NULL);

  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill, self, NULL);
  gtk_box_append (GTK_BOX (self->menus), button);

  return GTK_MENU_BUTTON (button);
}

static void
kw_filter_bar_dispose (GObject *object)
{
  KwFilterBar *self = KW_FILTER_BAR (object);

  kw_filter_clear (&self->filter);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  g_clear_pointer (&self->indexes, g_array_unref);
  g_clear_pointer (&self->years, g_array_unref);

  G_OBJECT_CLASS (kw_filter_bar_parent_class)->dispose (object);
}

static void
kw_filter_bar_class_init (KwFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_filter_bar_dispose;
  signals[CHANGED] = g_signal_new ("changed", KW_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[JUMP] = g_signal_new ("jump", KW_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
install_actions (KwFilterBar *self)
{
  g_autoptr (GSimpleAction) jump = g_simple_action_new ("jump", G_VARIANT_TYPE_INT32);

  self->actions = g_simple_action_group_new ();
  for (KwFacet facet = 0; facet < KW_N_FACETS; facet++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
          facets[facet].action, G_VARIANT_TYPE_STRING, g_variant_new_string (""));
      g_signal_connect (action, "change-state", G_CALLBACK (facet_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
  g_signal_connect (jump, "activate", G_CALLBACK (jump_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (jump));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "filter", G_ACTION_GROUP (self->actions));
}

static void
kw_filter_bar_init (KwFilterBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->menus = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->count = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "secondary");
  gtk_widget_set_layout_manager (self->menus, kw_wrap_layout_new (8));
  gtk_widget_set_layout_manager (self->chips, kw_wrap_layout_new (8));
  gtk_widget_set_visible (self->chips, FALSE);
  for (KwFacet facet = 0; facet < KW_N_FACETS; facet++)
    self->facets[facet] = append_menu (self, _ (facets[facet].title), fill_facet_cb);
  self->date = append_menu (self, _ ("Date"), fill_date_cb);
  self->jump = append_menu (self, _ ("Jump to year"), fill_jump_cb);
  gtk_box_append (GTK_BOX (box), self->menus);
  gtk_box_append (GTK_BOX (box), self->chips);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  adw_bin_set_child (ADW_BIN (self), box);
  install_actions (self);
}

static gboolean
is_of_labs (KwFilterBar *self)
{
  return self->indexes->len > 0
         && kw_snapshot_get_record (self->snapshot, g_array_index (self->indexes, guint32, 0))
                    ->section
                == KW_SECTION_LABS;
}

void
kw_filter_bar_set_records (KwFilterBar *self, KwSnapshot *snapshot, const GArray *indexes)
{
  g_return_if_fail (KW_IS_FILTER_BAR (self) && snapshot != NULL && indexes != NULL);

  kw_snapshot_ref (snapshot);
  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  self->snapshot = snapshot;
  g_array_ref ((GArray *) indexes);
  g_clear_pointer (&self->indexes, g_array_unref);
  self->indexes = (GArray *) indexes;
  g_clear_pointer (&self->years, g_array_unref);
  self->years = kw_filter_list_years (snapshot, indexes);

  gboolean dated = self->years->len > 1;
  gtk_widget_set_visible (self->menus, indexes->len >= LONG || kw_filter_is_active (&self->filter));
  gtk_menu_button_set_label (self->facets[KW_FACET_STATUS],
                             is_of_labs (self) ? _ ("Result") : _ ("Status"));
  /* What all records share is no choice, but a limit that holds can be taken away. */
  for (KwFacet facet = 0; facet < KW_N_FACETS; facet++)
    gtk_widget_set_visible (GTK_WIDGET (self->facets[facet]),
                            self->filter.values[facet] != NULL
                                || kw_filter_has_values (snapshot, indexes, facet));
  gtk_widget_set_visible (GTK_WIDGET (self->date), dated);
  gtk_widget_set_visible (GTK_WIDGET (self->jump), dated);
  gtk_widget_set_visible (GTK_WIDGET (self->count), indexes->len > 0);
  show_state (self);
}

void
kw_filter_bar_reset (KwFilterBar *self)
{
  g_return_if_fail (KW_IS_FILTER_BAR (self));

  kw_filter_clear (&self->filter);
}

GArray *
kw_filter_bar_apply (KwFilterBar *self)
{
  g_return_val_if_fail (KW_IS_FILTER_BAR (self) && self->snapshot != NULL, NULL);

  GArray *rows = kw_filter_apply (&self->filter, self->snapshot, self->indexes);
  g_autofree char *all = kw_dup_count (self->indexes->len);
  g_autofree char *some = kw_dup_count (rows->len);
  /* Translators: how many of a list's records are shown, and their order: "9 of 872 · newest
   * first". */
  g_autofree char *text
      = kw_filter_is_active (&self->filter)
            ? g_strdup_printf (_ ("%s of %s · newest first"), some, all)
            : g_strdup_printf (ngettext ("%s record · newest first", "%s records · newest first",
                                         self->indexes->len),
                               all);

  gtk_label_set_text (self->count, text);

  return rows;
}

gboolean
kw_filter_bar_is_active (KwFilterBar *self)
{
  g_return_val_if_fail (KW_IS_FILTER_BAR (self), FALSE);

  return kw_filter_is_active (&self->filter);
}
