/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source-table.h"

#include <glib/gi18n-lib.h>

#include "app/count.h"
#include "app/state-words.h"
#include "app/when.h"
#include "app/wrapped-label.h"
#include "core/error.h"
#include "core/section.h"

/* What came of one kind, over all types and queries that belong to it. */
static gboolean
sum_section (const KwSource *source, KwSection section, KwSourceSection *out_sum)
{
  gboolean found = FALSE;

  *out_sum = (KwSourceSection){ .section = section };
  for (guint i = 0; i < source->sections->len; i++)
    {
      const KwSourceSection *part = g_ptr_array_index (source->sections, i);
      if (part->section != section)
        continue;
      out_sum->count += part->count;
      out_sum->incomplete = out_sum->incomplete || part->incomplete;
      if (part->error != NULL && (part->state == KW_STATE_FAILED || part->incomplete))
        out_sum->error = part->error;
      out_sum->as_of = found ? MIN (out_sum->as_of, part->as_of) : part->as_of;
      out_sum->state = found ? MAX (out_sum->state, part->state) : part->state;
      found = TRUE;
    }
  /* Nothing in one query and something in another of the same kind is something. */
  if (out_sum->state == KW_STATE_EMPTY && out_sum->count > 0)
    out_sum->state = KW_STATE_COMPLETE;

  return found;
}

/* What is missing of a kind, or why: the whole sentence, because it says what to do. */
static char *
dup_why (const KwSourceSection *section)
{
  KwError code;

  if ((section->state == KW_STATE_FAILED || section->incomplete)
      && kw_error_from_id (section->error, &code))
    return kw_error_code_dup_sentence (code);
  return NULL;
}

static GtkWidget *
make_number (const KwSourceSection *section)
{
  g_autofree char *count = kw_dup_count (section->count);
  GtkWidget *number = kw_wrapped_label_new (
      section->count > 0 || section->state <= KW_STATE_EMPTY ? count : "–", "row-value");

  gtk_label_set_xalign (GTK_LABEL (number), 1);
  return number;
}

static GtkWidget *
make_what (const KwSourceSection *section)
{
  g_autofree char *why = dup_why (section);
  KwSectionState state = why != NULL ? KW_STATE_FAILED : section->state;
  const char *words = why != NULL ? why
                      : state == KW_STATE_COMPLETE && section->count == 0
                          ? kw_state_get_words (KW_STATE_EMPTY)
                          : kw_state_get_words (state);
  g_autofree char *what = g_strdup_printf ("%s %s", kw_state_get_symbol (state), words);

  return kw_wrapped_label_new (what, kw_state_get_css_class (state));
}

/* One kind again, where trying again can help: neither what a hospital does not offer nor what it
 * refuses changes by asking. */
static GtkWidget *
make_retry (const KwSource *source, const KwSourceSection *section)
{
  GtkWidget *button;
  const char *title = kw_section_get_title (section->section);
  g_autofree char *words = NULL;

  if (source->uuid == NULL || !(section->state == KW_STATE_FAILED || section->incomplete))
    return NULL;
  button = gtk_button_new_with_label (_ ("Retry"));
  /* Translators: a kind of records, as "Procedures". */
  words = g_strdup_printf (_ ("Retry: %s"), title);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.retry-kind");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", source->uuid,
                                    kw_section_get_id (section->section));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  return button;
}

static void
attach_section (GtkGrid *grid, int row, const KwSource *source, const KwSourceSection *section)
{
  g_autofree char *when = kw_dup_when (section->as_of);
  GtkWidget *retry = make_retry (source, section);

  gtk_grid_attach (grid, kw_wrapped_label_new (kw_section_get_title (section->section), NULL), 0,
                   row, 1, 1);
  gtk_grid_attach (grid, make_number (section), 1, row, 1, 1);
  gtk_grid_attach (grid, make_what (section), 2, row, 1, 1);
  gtk_grid_attach (grid, kw_wrapped_label_new (when, "secondary"), 3, row, 1, 1);
  if (retry != NULL)
    gtk_grid_attach (grid, retry, 4, row, 1, 1);
}

/* Narrow: the words stand below the kind and its number. */
static void
attach_stacked (GtkGrid *grid, int row, const KwSource *source, const KwSourceSection *section)
{
  GtkWidget *retry = make_retry (source, section);
  GtkWidget *kind = kw_wrapped_label_new (kw_section_get_title (section->section), "row-title");

  gtk_widget_set_hexpand (kind, TRUE);
  gtk_grid_attach (grid, kind, 0, 2 * row, 1, 1);
  gtk_grid_attach (grid, make_number (section), 1, 2 * row, 1, 1);
  gtk_grid_attach (grid, make_what (section), 0, 2 * row + 1, retry != NULL ? 1 : 2, 1);
  if (retry != NULL)
    gtk_grid_attach (grid, retry, 1, 2 * row + 1, 1, 1);
}

static void
attach_titles (GtkGrid *grid)
{
  static const char *const titles[]
      = { N_ ("Kind"), N_ ("Records"), N_ ("What came"), N_ ("When") };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *title = kw_wrapped_label_new (_ (titles[i]), "secondary");
      gtk_widget_set_hexpand (title, i != 1);
      gtk_grid_attach (grid, title, (int) i, 0, 1, 1);
    }
}

GtkWidget *
kw_source_table_new (const KwSource *source, gboolean narrow)
{
  g_return_val_if_fail (source != NULL, NULL);

  GtkWidget *grid = gtk_grid_new ();
  int row = 1;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (grid), narrow ? 4 : 10);
  gtk_widget_add_css_class (grid, "card-note");
  if (!narrow)
    attach_titles (GTK_GRID (grid));
  for (KwSection section = 0; section < KW_N_SECTIONS; section++)
    {
      KwSourceSection sum;
      if (!sum_section (source, section, &sum))
        continue;
      if (narrow)
        attach_stacked (GTK_GRID (grid), row++, source, &sum);
      else
        attach_section (GTK_GRID (grid), row++, source, &sum);
    }

  return grid;
}
