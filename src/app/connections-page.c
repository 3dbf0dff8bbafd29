/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connections-page.h"

#include <glib/gi18n-lib.h>

#include "app/state-words.h"
#include "app/count.h"
#include "core/error.h"
#include "core/words.h"
#include "net/journal.h"
#include "sync/directories.h"

#define DAY (24 * 60 * 60)

struct _KwConnectionsPage
{
  KwView parent_instance;

  /* Template children. */
  GtkBox *sources;

  /* Owned. */
  GHashTable *warnings; /* by UUID of a connection: what the lists of hospitals say; NULL so far */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KwConnectionsPage, kw_connections_page, KW_TYPE_VIEW)

static void kw_connections_page_update (KwView *view, KwSnapshot *snapshot);

static const struct
{
  const char *words;
  const char *icon_name;
  const char *css_class;
} states[] = {
  [KW_SOURCE_FINE] = { N_ ("Up to date"), "emblem-ok-symbolic", "in-range" },
  [KW_SOURCE_NEVER] = { N_ ("Not fetched so far"), "help-about-symbolic", "secondary" },
  [KW_SOURCE_SIGN_IN] = { N_ ("Asks you to sign in again"), "dialog-warning-symbolic", "outside" },
  [KW_SOURCE_NEEDS_ATTENTION]
  = { N_ ("Needs your attention"), "dialog-warning-symbolic", "outside" },
  [KW_SOURCE_FAILED] = { N_ ("The last try failed; what came before is still here"),
                         "dialog-warning-symbolic", "outside" },
};

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static char *
dup_when (gint64 as_of)
{
  if (as_of == 0)
    return g_strdup ("");

  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (as_of);
  g_autofree char *iso = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  return kw_words_date (iso);
}

/* When the sign-in will lapse, said before it does: calm when that is far away. */
static void
append_lapse (GtkBox *texts, const KwSource *source)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *day = NULL;
  g_autofree char *words = NULL;

  if (source->uuid == NULL || source->lapses_at <= now || source->state == KW_SOURCE_SIGN_IN)
    return;
  day = dup_when (source->lapses_at);
  if (source->lapses_at - now < DAY)
    words
        = g_strdup (_ ("This hospital gives no lasting sign-in: you will be asked to sign in each "
                       "time."));
  else
    /* Translators: a day. */
    words = g_strdup_printf (_ ("The sign-in lapses on %s if nothing is fetched until then."), day);
  gtk_box_append (texts,
                  make_label (words, source->lapses_at - now < 14 * DAY ? NULL : "secondary"));
}

/* What else a person has to know of a source. */
static void
append_facts (GtkBox *texts, const KwSource *source)
{
  if (source->unfetched > 0)
    {
      g_autofree char *words = g_strdup_printf (
          ngettext ("%u document could not be fetched now. It is fetched when you open it.",
                    "%u documents could not be fetched now. They are fetched when you open them.",
                    source->unfetched),
          source->unfetched);
      gtk_box_append (texts, make_label (words, NULL));
    }
  if (source->thinned_at > 0)
    gtk_box_append (texts, make_label (_ ("The hospital shows less of this record than before. "
                                          "Hospitals often limit a parent’s view from about age 11 "
                                          "to 13. Ask the clinic what you may see."),
                                       NULL));
}

static GtkWidget *
make_head (const KwSource *source, const char *warning)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (states[source->state].icon_name);
  g_autofree char *when = dup_when (source->as_of);
  gboolean is_file = source->kind == KW_SOURCE_FILE;
  g_autofree char *line
      = *when != '\0' ? g_strdup_printf (
            "%s, %s", is_file ? _ ("A file") : _ (states[source->state].words), when)
                      : g_strdup (is_file ? _ ("A file") : _ (states[source->state].words));
  GtkWidget *name = make_label (source->name, "card-title");

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 24);
  gtk_widget_add_css_class (icon, states[source->state].css_class);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), make_label (line, "secondary"));
  if (source->message != NULL)
    gtk_box_append (GTK_BOX (texts), make_label (source->message, NULL));
  if (warning != NULL)
    gtk_box_append (GTK_BOX (texts), make_label (warning, NULL));
  append_lapse (GTK_BOX (texts), source);
  append_facts (GTK_BOX (texts), source);
  if (source->left_out > 0)
    {
      g_autofree char *words = g_strdup_printf (
          ngettext ("%u record is about somebody else and was left out.",
                    "%u records are about somebody else and were left out.", source->left_out),
          source->left_out);
      gtk_box_append (GTK_BOX (texts), make_label (words, NULL));
    }
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), texts);
  gtk_widget_add_css_class (head, "card-header");

  return head;
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action, const KwSource *source)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  GtkLabel *words = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));
  g_autofree char *spoken = g_strdup_printf ("%s: %s", label, source->name);

  gtk_label_set_wrap (words, TRUE);
  gtk_label_set_justify (words, GTK_JUSTIFY_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", source->uuid);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken, -1);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
make_buttons (const KwSource *source, gboolean narrow)
{
  GtkWidget *box = gtk_box_new (narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, 8);

  add_button (box, _ ("Refresh"), "win.refresh-one", source);
  add_button (box, _ ("Check this connection"), "win.check", source);
  add_button (box, _ ("Sign in again"), "win.sign-in-again", source);
  GtkWidget *last = add_button (box, _ ("Disconnect…"), "win.disconnect", source);
  gtk_widget_add_css_class (last, "disconnect");
  /* Away from what is used every day. */
  gtk_widget_set_hexpand (last, !narrow);
  gtk_widget_set_halign (last, narrow ? GTK_ALIGN_FILL : GTK_ALIGN_END);
  gtk_widget_add_css_class (box, "card-note");

  return box;
}

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
  GtkWidget *number = make_label (
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

  return make_label (what, kw_state_get_css_class (state));
}

static void
attach_section (GtkGrid *grid, int row, const KwSourceSection *section)
{
  g_autofree char *when = dup_when (section->as_of);

  gtk_grid_attach (grid, make_label (kw_section_get_title (section->section), NULL), 0, row, 1, 1);
  gtk_grid_attach (grid, make_number (section), 1, row, 1, 1);
  gtk_grid_attach (grid, make_what (section), 2, row, 1, 1);
  gtk_grid_attach (grid, make_label (when, "secondary"), 3, row, 1, 1);
}

/* Narrow: the words stand below the kind and its number. */
static void
attach_stacked (GtkGrid *grid, int row, const KwSourceSection *section)
{
  GtkWidget *kind = make_label (kw_section_get_title (section->section), "row-title");

  gtk_widget_set_hexpand (kind, TRUE);
  gtk_grid_attach (grid, kind, 0, 2 * row, 1, 1);
  gtk_grid_attach (grid, make_number (section), 1, 2 * row, 1, 1);
  gtk_grid_attach (grid, make_what (section), 0, 2 * row + 1, 2, 1);
}

static void
attach_titles (GtkGrid *grid)
{
  static const char *const titles[]
      = { N_ ("Kind"), N_ ("Records"), N_ ("What came"), N_ ("When") };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *title = make_label (_ (titles[i]), "secondary");
      gtk_widget_set_hexpand (title, i != 1);
      gtk_grid_attach (grid, title, (int) i, 0, 1, 1);
    }
}

static GtkWidget *
make_table (const KwSource *source, gboolean narrow)
{
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
        attach_stacked (GTK_GRID (grid), row++, &sum);
      else
        attach_section (GTK_GRID (grid), row++, &sum);
    }

  return grid;
}

/* "Keepwell talked to": every host, with when and why. */
static GtkWidget *
make_contacts (const KwSource *source)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  KwPurpose purpose;

  gtk_widget_add_css_class (box, "card-note");
  gtk_box_append (GTK_BOX (box), make_label (_ ("Keepwell talked to"), "row-title"));
  for (guint i = 0; i < source->contacts->len; i++)
    {
      const KwSourceContact *contact = g_ptr_array_index (source->contacts, i);
      g_autofree char *when = dup_when (contact->at);

      if (!kw_purpose_from_id (contact->purpose, &purpose))
        continue;
      /* Translators: the name of a computer, why it was asked, and when. */
      g_autofree char *line
          = g_strdup_printf (_ ("%s, %s, %s"), contact->host, kw_purpose_get_words (purpose), when);
      gtk_box_append (GTK_BOX (box), make_label (line, "secondary"));
    }

  return box;
}

static GtkWidget *
make_source (const KwSource *source, const char *warning, gboolean narrow)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "record-card");
  gtk_box_append (GTK_BOX (card), make_head (source, warning));
  if (source->uuid != NULL)
    gtk_box_append (GTK_BOX (card), make_buttons (source, narrow));
  if (source->sections != NULL && source->sections->len > 0)
    gtk_box_append (GTK_BOX (card), make_table (source, narrow));
  if (source->contacts->len > 0)
    gtk_box_append (GTK_BOX (card), make_contacts (source));

  return card;
}

/* ---- what the lists of hospitals say ---- */

/* The lists are large and the vault is not for the drawing thread. */
static void
look_up_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KwVault *vault = data;
  g_autoptr (KwDirectories) all = kw_directories_load (kw_vault_get_data_dir (vault));
  g_autoptr (GPtrArray) connections = kw_vault_list_connections (vault, NULL);
  GHashTable *warnings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  (void) source, (void) cancellable;
  for (guint i = 0; connections != NULL && i < connections->len; i++)
    {
      KwConnection *connection = g_ptr_array_index (connections, i);
      char *warning = kw_directories_dup_warning (all, connection);
      if (warning != NULL)
        g_hash_table_insert (
            warnings, g_strdup (kw_connection_get (connection, KW_CONNECTION_UUID)), warning);
    }
  g_task_return_pointer (task, warnings, (GDestroyNotify) g_hash_table_unref);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GHashTable *warnings = g_task_propagate_pointer (G_TASK (result), NULL);
  KwConnectionsPage *self = KW_CONNECTIONS_PAGE (source);

  (void) data;
  if (warnings == NULL)
    return;
  g_clear_pointer (&self->warnings, g_hash_table_unref);
  self->warnings = warnings;
  if (g_hash_table_size (warnings) > 0 && kw_view_get_snapshot (KW_VIEW (self)) != NULL)
    kw_connections_page_update (KW_VIEW (self), kw_view_get_snapshot (KW_VIEW (self)));
}

static void
look_up (KwConnectionsPage *self)
{
  KwVault *vault = kw_library_get_vault (kw_view_get_library (KW_VIEW (self)));

  if (vault == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, looked_up_cb, NULL);
  g_task_set_task_data (task, g_object_ref (vault), g_object_unref);
  g_task_run_in_thread (task, look_up_thread);
}

static void
kw_connections_page_update (KwView *view, KwSnapshot *snapshot)
{
  KwConnectionsPage *self = KW_CONNECTIONS_PAGE (view);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sources))) != NULL)
    gtk_box_remove (self->sources, child);
  for (guint i = 0; i < kw_snapshot_get_n_sources (snapshot); i++)
    {
      const KwSource *source = kw_snapshot_get_source (snapshot, i);
      const char *warning = self->warnings != NULL && source->uuid != NULL
                                ? g_hash_table_lookup (self->warnings, source->uuid)
                                : NULL;
      gtk_box_append (self->sources, make_source (source, warning, kw_view_get_narrow (view)));
    }
  if (self->cancellable == NULL && kw_view_get_library (view) != NULL)
    look_up (self);
}

static void
kw_connections_page_narrow_changed (KwView *view, gboolean narrow)
{
  (void) narrow;
  if (kw_view_get_snapshot (view) != NULL)
    kw_connections_page_update (view, kw_view_get_snapshot (view));
}

static void
kw_connections_page_dispose (GObject *object)
{
  KwConnectionsPage *self = KW_CONNECTIONS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->warnings, g_hash_table_unref);

  G_OBJECT_CLASS (kw_connections_page_parent_class)->dispose (object);
}

static void
kw_connections_page_class_init (KwConnectionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_connections_page_dispose;
  KW_VIEW_CLASS (klass)->update = kw_connections_page_update;
  KW_VIEW_CLASS (klass)->narrow_changed = kw_connections_page_narrow_changed;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/keepwell/Keepwell/ui/connections-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwConnectionsPage, sources);
}

static void
kw_connections_page_init (KwConnectionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_view_set_title (KW_VIEW (self), _ ("Connections"));
}
