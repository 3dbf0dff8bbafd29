/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/tab-bar.h"

#include <glib/gi18n-lib.h>

#include "app/count.h"
#include "app/tabs.h"

struct _KwTabBar
{
  AdwBin parent_instance;

  /* Children. */
  GtkBox *box;
  GtkLabel *counts[KW_N_TABS]; /* NULL in the narrow one */

  gboolean narrow;
};

enum
{
  PROP_NARROW = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KwTabBar, kw_tab_bar, ADW_TYPE_BIN)

static GtkWidget *
make_content (KwTabBar *self, guint i)
{
  const KwTab *tab = kw_tab_get (i);
  GtkWidget *box = gtk_box_new (
      self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, self->narrow ? 2 : 8);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (tab->icon_name));
  GtkWidget *title = gtk_label_new (self->narrow ? _ (tab->narrow_title) : _ (tab->title));
  gtk_label_set_ellipsize (GTK_LABEL (title),
                           self->narrow ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), title);
  if (!self->narrow)
    {
      self->counts[i] = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->counts[i]), "secondary");
      gtk_widget_set_visible (GTK_WIDGET (self->counts[i]), FALSE);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->counts[i]));
    }

  return box;
}

static GtkWidget *
make_tab (KwTabBar *self, guint i)
{
  const KwTab *tab = kw_tab_get (i);
  GtkWidget *button
      = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_TAB, "child",
                      make_content (self, i), "action-name", "win.tab", NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tab->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (tab->title), -1);
  /* Words of twice the size are shortened below their icon. */
  if (self->narrow)
    gtk_widget_set_tooltip_text (button, _ (tab->narrow_title));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tab");

  return button;
}

static GtkWidget *
make_more (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = KW_N_NARROW_TABS; i < KW_N_TABS; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.tab::%s", kw_tab_get (i)->name);
      g_menu_append (menu, _ (kw_tab_get (i)->title), action);
    }
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("view-more-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("More")));

  GtkWidget *button = g_object_new (GTK_TYPE_MENU_BUTTON, "menu-model", menu, "child", box,
                                    "direction", GTK_ARROW_UP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tab");

  return button;
}

static void
kw_tab_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    KW_TAB_BAR (object)->narrow = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kw_tab_bar_constructed (GObject *object)
{
  KwTabBar *self = KW_TAB_BAR (object);
  guint n = self->narrow ? KW_N_NARROW_TABS : KW_N_TABS;

  G_OBJECT_CLASS (kw_tab_bar_parent_class)->constructed (object);

  self->box = g_object_new (GTK_TYPE_BOX, "spacing", 4, "homogeneous", self->narrow, "halign",
                            self->narrow ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER, "accessible-role",
                            GTK_ACCESSIBLE_ROLE_TAB_LIST, NULL);
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->box, make_tab (self, i));
  if (self->narrow)
    gtk_box_append (self->box, make_more ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_add_css_class (GTK_WIDGET (self), self->narrow ? "bottom-tabs" : "top-tabs");
}

static void
kw_tab_bar_class_init (KwTabBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = kw_tab_bar_set_property;
  object_class->constructed = kw_tab_bar_constructed;
  props[PROP_NARROW]
      = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                              G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kw_tab_bar_init (KwTabBar *self)
{
  (void) self;
}

void
kw_tab_bar_set_snapshot (KwTabBar *self, KwSnapshot *snapshot)
{
  g_return_if_fail (KW_IS_TAB_BAR (self) && snapshot != NULL);

  for (guint i = 0; i < KW_N_TABS; i++)
    {
      if (self->counts[i] == NULL || kw_tab_get (i)->count == NULL)
        continue;
      g_autofree char *count = kw_dup_count (kw_tab_get (i)->count (snapshot));
      gtk_label_set_text (self->counts[i], count);
      gtk_widget_set_visible (GTK_WIDGET (self->counts[i]), TRUE);
    }
}

GtkWidget *
kw_tab_bar_get_content (KwTabBar *self)
{
  g_return_val_if_fail (KW_IS_TAB_BAR (self), NULL);

  return GTK_WIDGET (self->box);
}
