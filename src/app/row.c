/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/row.h"

#include "app/direction.h"
#include "library/highlight.h"

#define SPACING 12
/* Lead, icon, texts, chart, side, chevron. */
#define MAX_CHILDREN 6

struct _KwRow
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkLabel *labels[KW_N_ROW_PARTS];
  GtkImage *icon;
  GtkWidget *texts;
  GtkBox *chart_box;
  GtkBox *side;
  GtkImage *chevron;

  /* In @texts, made for the first record that has one. */
  GtkLabel *remark;

  /* Owned. */
  char *spoken;

  /* Borrowed from what is bound. */
  const char *ref;

  /* What was shown of the record before and is not said of this one yet, by part. */
  gboolean is_old[KW_N_ROW_PARTS];
  gboolean has_old_icon;

  /* Static strings: the class that a part has beside its own. */
  const char *classes[KW_N_ROW_PARTS];
  const char *icon_class;
};

enum
{
  PROP_SPOKEN = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KwRow, kw_row, GTK_TYPE_WIDGET)

static const char *const part_names[KW_N_ROW_PARTS]
    = { "lead", "title", "subtitle", "flag", "third", "value", "note" };

static void
label_parent (KwRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent != NULL && self->spoken != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    self->spoken, -1);
}

static void
parent_changed_cb (KwRow *self)
{
  label_parent (self);
}

static void
swap_class (GtkWidget *widget, const char **kept, const char *css_class)
{
  if (g_strcmp0 (*kept, css_class) == 0)
    return;
  if (*kept != NULL)
    gtk_widget_remove_css_class (widget, *kept);
  if (css_class != NULL)
    gtk_widget_add_css_class (widget, css_class);
  *kept = css_class;
}

/* The widths of the children that can be seen, the rest for the text. Never a width for a height:
 * a GtkBox asks for that, and a wrapped label then tries one width after the other, which made up
 * half of the time to the first frame. */
static guint
distribute (KwRow *self, int width, GtkWidget **children, GtkRequestedSize *sizes)
{
  guint n = 0;
  int extra = width;
  guint text = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
       child != NULL && n < MAX_CHILDREN; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_should_layout (child))
        continue;
      if (child == self->texts)
        text = n;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &sizes[n].minimum_size,
                          &sizes[n].natural_size, NULL, NULL);
      /* A long verdict is broken into lines before a name is. */
      if (child == GTK_WIDGET (self->side) && width > 0)
        sizes[n].natural_size
            = MIN (sizes[n].natural_size, MAX (sizes[n].minimum_size, width * 2 / 5));
      extra -= sizes[n].minimum_size + (n > 0 ? SPACING : 0);
      children[n++] = child;
    }
  extra = gtk_distribute_natural_allocation (MAX (0, extra), n, sizes);
  sizes[text].minimum_size += extra;

  return n;
}

static GtkSizeRequestMode
kw_row_get_request_mode (GtkWidget *widget)
{
  (void) widget;
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kw_row_measure (GtkWidget *widget,
                GtkOrientation orientation,
                int for_size,
                int *minimum,
                int *natural,
                int *minimum_baseline,
                int *natural_baseline)
{
  GtkWidget *children[MAX_CHILDREN];
  GtkRequestedSize sizes[MAX_CHILDREN] = { 0 };
  guint n = distribute (KW_ROW (widget), for_size < 0 ? 0 : for_size, children, sizes);

  (void) minimum_baseline;
  (void) natural_baseline;
  *minimum = *natural = 0;
  for (guint i = 0; i < n; i++)
    {
      int min = 0, nat = 0;
      gtk_widget_measure (
          children[i], orientation,
          orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 0 ? -1 : sizes[i].minimum_size,
          &min, &nat, NULL, NULL);
      *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? *minimum + min : MAX (*minimum, min);
      *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? *natural + nat : MAX (*natural, nat);
      if (orientation == GTK_ORIENTATION_HORIZONTAL && i > 0)
        {
          *minimum += SPACING;
          *natural += SPACING;
        }
    }
}

static void
kw_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *children[MAX_CHILDREN];
  GtkRequestedSize sizes[MAX_CHILDREN] = { 0 };
  guint n = distribute (KW_ROW (widget), width, children, sizes);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  (void) baseline;
  for (guint i = 0; i < n; i++)
    {
      int w = sizes[i].minimum_size;
      gtk_widget_size_allocate (children[i],
                                &(GtkAllocation){ mirrored ? width - x - w : x, 0, w, height }, -1);
      x += w + SPACING;
    }
}

static void
kw_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPOKEN)
    g_value_set_string (value, KW_ROW (object)->spoken);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kw_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPOKEN)
    kw_row_set_spoken (KW_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kw_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (kw_row_parent_class)->dispose (object);
}

static void
kw_row_finalize (GObject *object)
{
  g_free (KW_ROW (object)->spoken);

  G_OBJECT_CLASS (kw_row_parent_class)->finalize (object);
}

static void
kw_row_class_init (KwRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kw_row_get_property;
  object_class->set_property = kw_row_set_property;
  object_class->dispose = kw_row_dispose;
  object_class->finalize = kw_row_finalize;
  widget_class->get_request_mode = kw_row_get_request_mode;
  widget_class->measure = kw_row_measure;
  widget_class->size_allocate = kw_row_size_allocate;

  props[PROP_SPOKEN]
      = g_param_spec_string ("spoken", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/row.ui");
  for (guint i = 0; i < KW_N_ROW_PARTS; i++)
    gtk_widget_class_bind_template_child_full (
        widget_class, part_names[i], FALSE,
        (gssize) (G_STRUCT_OFFSET (KwRow, labels) + i * sizeof (GtkLabel *)));
  gtk_widget_class_bind_template_child (widget_class, KwRow, icon);
  gtk_widget_class_bind_template_child (widget_class, KwRow, texts);
  gtk_widget_class_bind_template_child (widget_class, KwRow, chart_box);
  gtk_widget_class_bind_template_child (widget_class, KwRow, side);
  gtk_widget_class_bind_template_child (widget_class, KwRow, chevron);
}

static void
kw_row_init (KwRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::parent", G_CALLBACK (parent_changed_cb), NULL);
}

GtkWidget *
kw_row_new (void)
{
  return g_object_new (KW_TYPE_ROW, NULL);
}

void
kw_row_set_text (KwRow *self, KwRowPart part, const char *text, const char *css_class)
{
  g_return_if_fail (KW_IS_ROW (self));
  g_return_if_fail ((guint) part < KW_N_ROW_PARTS);

  GtkLabel *label = self->labels[part];

  self->is_old[part] = FALSE;
  if (gtk_label_get_attributes (label) != NULL)
    gtk_label_set_attributes (label, NULL);
  gtk_label_set_text (label, text != NULL ? text : "");
  kw_direction_follow_text (GTK_WIDGET (label), text);
  /* A value with its unit stays in one piece; only long words are broken. */
  if (part == KW_PART_VALUE)
    gtk_label_set_wrap (label, text != NULL && g_utf8_strlen (text, -1) > 18);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
  swap_class (GTK_WIDGET (label), &self->classes[part], css_class);
  gtk_widget_set_visible (GTK_WIDGET (self->side),
                          gtk_widget_get_visible (GTK_WIDGET (self->labels[KW_PART_VALUE]))
                              || gtk_widget_get_visible (GTK_WIDGET (self->labels[KW_PART_NOTE])));
}

gboolean
kw_row_has_huge_text (KwRow *self)
{
  g_return_val_if_fail (KW_IS_ROW (self), FALSE);

  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 96 * 1024 * 3 / 2;
}

void
kw_row_set_title (KwRow *self, const char *title, const char *badge)
{
  g_return_if_fail (KW_IS_ROW (self) && title != NULL);

  g_autofree char *both = badge != NULL ? g_strdup_printf ("%s  %s", title, badge) : NULL;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *quiet[] = { pango_attr_weight_new (PANGO_WEIGHT_NORMAL),
                              /* Four fifths of the text's colour keeps more than 4.5 to 1. */
                              pango_attr_foreground_alpha_new (52000) };

  for (guint i = 0; i < G_N_ELEMENTS (quiet); i++)
    {
      quiet[i]->start_index = (guint) strlen (title);
      pango_attr_list_insert (attributes, quiet[i]);
    }
  kw_row_set_text (self, KW_PART_TITLE, both != NULL ? both : title, NULL);
  gtk_label_set_attributes (self->labels[KW_PART_TITLE], badge != NULL ? attributes : NULL);
}

const char *
kw_row_get_text (KwRow *self, KwRowPart part)
{
  g_return_val_if_fail (KW_IS_ROW (self) && (guint) part < KW_N_ROW_PARTS, "");

  return gtk_label_get_text (self->labels[part]);
}

gboolean
kw_row_has_words (KwRow *self, const char *const *terms)
{
  gboolean has = FALSE;

  g_return_val_if_fail (KW_IS_ROW (self) && terms != NULL, FALSE);

  for (guint i = 0; i < KW_N_ROW_PARTS && !has; i++)
    {
      g_autoptr (GArray) marks = kw_highlight_find (kw_row_get_text (self, i), terms);
      has = marks->len > 0;
    }

  return has;
}

/* The same yellow with dark letters in every look (10 to 1). */
static void
mark (PangoAttrList *attributes, const KwMark *place)
{
  PangoAttribute *both[] = { pango_attr_background_new (0xfbfb, 0xe3e3, 0x8e8e),
                             pango_attr_foreground_new (0x2e2e, 0x2e2e, 0x2e2e) };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      both[i]->start_index = place->start;
      both[i]->end_index = place->end;
      pango_attr_list_insert (attributes, both[i]);
    }
}

void
kw_row_mark_words (KwRow *self, const char *const *terms)
{
  g_return_if_fail (KW_IS_ROW (self) && terms != NULL);

  for (guint i = 0; i < KW_N_ROW_PARTS; i++)
    {
      g_autoptr (GArray) marks = kw_highlight_find (kw_row_get_text (self, i), terms);
      PangoAttrList *old = gtk_label_get_attributes (self->labels[i]);
      g_autoptr (PangoAttrList) attributes
          = old != NULL ? pango_attr_list_copy (old) : pango_attr_list_new ();

      for (guint j = 0; j < marks->len; j++)
        mark (attributes, &g_array_index (marks, KwMark, j));
      if (marks->len > 0)
        gtk_label_set_attributes (self->labels[i], attributes);
    }
}

void
kw_row_set_icon (KwRow *self, const char *icon_name, const char *css_class)
{
  g_return_if_fail (KW_IS_ROW (self));

  self->has_old_icon = FALSE;
  if (g_strcmp0 (gtk_image_get_icon_name (self->icon), icon_name) != 0)
    gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon_name != NULL);
  swap_class (GTK_WIDGET (self->icon), &self->icon_class, css_class);
}

void
kw_row_set_chevron (KwRow *self, gboolean visible)
{
  g_return_if_fail (KW_IS_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->chevron), visible);
}

void
kw_row_set_chart (KwRow *self, GtkWidget *chart)
{
  g_return_if_fail (KW_IS_ROW (self));

  GtkWidget *old = gtk_widget_get_first_child (GTK_WIDGET (self->chart_box));
  if (old != NULL)
    gtk_box_remove (self->chart_box, old);
  if (chart != NULL)
    gtk_box_append (self->chart_box, chart);
  gtk_widget_set_visible (GTK_WIDGET (self->chart_box), chart != NULL);
}

/* Few records have one, so that no other row pays for it. */
void
kw_row_set_remark (KwRow *self, const char *text)
{
  g_return_if_fail (KW_IS_ROW (self));

  if (self->remark == NULL && text != NULL)
    {
      self->remark = GTK_LABEL (gtk_label_new (NULL));
      gtk_label_set_xalign (self->remark, 0);
      gtk_label_set_wrap (self->remark, TRUE);
      gtk_label_set_wrap_mode (self->remark, PANGO_WRAP_WORD_CHAR);
      gtk_label_set_natural_wrap_mode (self->remark, GTK_NATURAL_WRAP_NONE);
      gtk_widget_add_css_class (GTK_WIDGET (self->remark), "row-subtitle");
      gtk_widget_add_css_class (GTK_WIDGET (self->remark), "remark");
      gtk_box_append (GTK_BOX (self->texts), GTK_WIDGET (self->remark));
    }
  if (self->remark == NULL)
    return;
  gtk_label_set_text (self->remark, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), text != NULL);
}

void
kw_row_set_ref (KwRow *self, const char *ref)
{
  g_return_if_fail (KW_IS_ROW (self));

  self->ref = ref;
}

const char *
kw_row_get_ref (KwRow *self)
{
  g_return_val_if_fail (KW_IS_ROW (self), NULL);

  return self->ref;
}

void
kw_row_set_spoken (KwRow *self, const char *spoken)
{
  g_return_if_fail (KW_IS_ROW (self));

  if (g_strcmp0 (self->spoken, spoken) == 0)
    return;

  g_free (self->spoken);
  self->spoken = g_strdup (spoken);
  label_parent (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SPOKEN]);
}

const char *
kw_row_get_spoken (KwRow *self)
{
  g_return_val_if_fail (KW_IS_ROW (self), NULL);

  return self->spoken;
}

/* Labels and icon wait for the next record, because a part that is hidden and shown again is
 * measured and drawn anew, and a list that goes by has no time for that. */
void
kw_row_begin (KwRow *self)
{
  g_return_if_fail (KW_IS_ROW (self));

  for (guint i = 0; i < KW_N_ROW_PARTS; i++)
    self->is_old[i] = TRUE;
  self->has_old_icon = TRUE;
  kw_row_set_chart (self, NULL);
  kw_row_set_remark (self, NULL);
  self->ref = NULL;
}

void
kw_row_end (KwRow *self)
{
  g_return_if_fail (KW_IS_ROW (self));

  for (guint i = 0; i < KW_N_ROW_PARTS; i++)
    if (self->is_old[i])
      kw_row_set_text (self, i, NULL, NULL);
  if (self->has_old_icon)
    kw_row_set_icon (self, NULL, NULL);
}

void
kw_row_reset (KwRow *self)
{
  kw_row_begin (self);
  kw_row_end (self);
  kw_row_set_chevron (self, FALSE);
}
