/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/library.h"

#include "core/error.h"
#include "library/changes.h"

/* Longer than a slow first frame, shorter than patience. */
#define MAX_WAIT_FOR_FRAME (700 * G_TIME_SPAN_MILLISECOND)

struct _KwLibrary
{
  GObject parent_instance;

  /* Owned. */
  char *data_dir;
  KwVault *vault;       /* NULL while closed */
  KwSnapshot *snapshot; /* NULL while opening */
  KwSearch *search;     /* NULL until built */
  GCancellable *cancellable;
  guint serial;       /* of the load that was started last */
  guint serial_shown; /* of the load that @snapshot came from */
  gboolean reloading;
  gboolean reload_again;
};

G_DEFINE_FINAL_TYPE (KwLibrary, kw_library, G_TYPE_OBJECT)

typedef enum
{
  PROP_SNAPSHOT = 1,
  PROP_SEARCH,
} KwLibraryProps;

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[PROP_SEARCH + 1];
static guint signals[N_SIGNALS];

/* What a worker thread is asked for. */
typedef struct
{
  char *uuid;     /* whom to open, NULL for a reload */
  KwVault *vault; /* what to read again, NULL for an opening */
  guint serial;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->uuid);
  g_clear_object (&load->vault);
  g_free (load);
}

static Load *
load_new (KwLibrary *self, const char *uuid, KwVault *vault)
{
  Load *load = g_new0 (Load, 1);

  load->uuid = g_strdup (uuid);
  load->vault = vault != NULL ? g_object_ref (vault) : NULL;
  load->serial = ++self->serial;
  return load;
}

/* What it hands to the main context: a snapshot, or a search of the snapshot that it names. */
typedef struct
{
  KwLibrary *library;
  GCancellable *of; /* the opening that it belongs to; another one makes it stale */
  guint serial;     /* a later load makes it stale, because that one saw what was asked for */
  KwVault *vault;
  KwSnapshot *snapshot;
  KwSearch *search;
} Delivery;

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_object_unref (delivery->library);
  g_object_unref (delivery->of);
  g_clear_object (&delivery->vault);
  g_clear_pointer (&delivery->snapshot, kw_snapshot_unref);
  g_clear_pointer (&delivery->search, kw_search_unref);
  g_free (delivery);
}

static void
take_search (KwLibrary *self, Delivery *delivery)
{
  /* Its results are indexes of its own snapshot and of no other. */
  if (delivery->snapshot != self->snapshot)
    return;
  g_clear_pointer (&self->search, kw_search_unref);
  self->search = g_steal_pointer (&delivery->search);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

static void
take_snapshot (KwLibrary *self, Delivery *delivery)
{
  if (delivery->snapshot == NULL || delivery->serial < self->serial_shown)
    return;
  self->serial_shown = delivery->serial;
  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  self->snapshot = g_steal_pointer (&delivery->snapshot);
  g_clear_pointer (&self->search, kw_search_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SNAPSHOT]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
take_delivery (gpointer data)
{
  Delivery *delivery = data;
  KwLibrary *self = delivery->library;

  if (delivery->of != self->cancellable || g_cancellable_is_cancelled (delivery->of))
    return G_SOURCE_REMOVE;
  if (delivery->vault != NULL)
    g_set_object (&self->vault, delivery->vault);
  if (delivery->search != NULL)
    take_search (self, delivery);
  else
    take_snapshot (self, delivery);
  return G_SOURCE_REMOVE;
}

/* Never by g_main_context_invoke(): between two iterations of its loop a context belongs to nobody,
 * and then that function would change the library in the worker thread. */
static void
deliver (GTask *task, KwVault *vault, KwSnapshot *snapshot, KwSearch *search)
{
  Delivery *delivery = g_new0 (Delivery, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  delivery->library = g_object_ref (g_task_get_source_object (task));
  delivery->of = g_object_ref (g_task_get_cancellable (task));
  delivery->serial = ((Load *) g_task_get_task_data (task))->serial;
  delivery->vault = vault != NULL ? g_object_ref (vault) : NULL;
  delivery->snapshot = snapshot != NULL ? kw_snapshot_ref (snapshot) : NULL;
  delivery->search = search != NULL ? kw_search_ref (search) : NULL;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, take_delivery, delivery, delivery_free);
  g_source_attach (source, g_task_get_context (task));
}

/* Reads the whole vault, hands the snapshot over, then builds the search. */
static gboolean
read_all (GTask *task, KwVault *vault, GError **error)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_new_from_vault (vault, cancellable, error);
  g_autoptr (KwSearch) search = NULL;
  g_autoptr (GError) ignored = NULL;

  if (snapshot == NULL)
    return FALSE;
  deliver (task, vault, snapshot, NULL);
  /* Without a front page the next start is slower and right all the same. */
  if (!kw_snapshot_store_front_page (snapshot, vault, &ignored))
    g_debug ("front page not stored: %s", ignored->message);
  g_clear_error (&ignored);
  if (!kw_changes_adopt (snapshot, vault, g_get_real_time () / G_USEC_PER_SEC, &ignored))
    g_debug ("what is known not stored: %s", ignored->message);
  search = kw_search_new (snapshot, cancellable, error);
  if (search == NULL)
    return FALSE;
  deliver (task, NULL, snapshot, search);
  return TRUE;
}

/* Shared by a worker that waits and the main context that lets it go. */
typedef struct
{
  GMutex lock;
  GCond idle;
  gboolean is_idle;
} Turn;

static void
turn_clear (gpointer data)
{
  Turn *turn = data;

  g_mutex_clear (&turn->lock);
  g_cond_clear (&turn->idle);
}

static void
turn_unref (gpointer turn)
{
  g_atomic_rc_box_release_full (turn, turn_clear);
}

static gboolean
idle_cb (gpointer data)
{
  Turn *turn = data;

  g_mutex_lock (&turn->lock);
  turn->is_idle = TRUE;
  g_cond_signal (&turn->idle);
  g_mutex_unlock (&turn->lock);
  return G_SOURCE_REMOVE;
}

/* Lets the window draw what the front page has before the rest is read: on two processors the
 * reading would take its time from the first frame. Goes on by itself when the context is never
 * idle. */
static void
wait_for_first_frame (GTask *task)
{
  Turn *turn = g_atomic_rc_box_new0 (Turn);
  g_autoptr (GSource) source = g_idle_source_new ();
  gint64 end = g_get_monotonic_time () + MAX_WAIT_FOR_FRAME;

  g_mutex_init (&turn->lock);
  g_cond_init (&turn->idle);
  g_source_set_priority (source, G_PRIORITY_LOW);
  g_source_set_callback (source, idle_cb, g_atomic_rc_box_acquire (turn), turn_unref);
  g_source_attach (source, g_task_get_context (task));
  g_mutex_lock (&turn->lock);
  while (!turn->is_idle && g_cond_wait_until (&turn->idle, &turn->lock, end))
    ;
  g_mutex_unlock (&turn->lock);
  turn_unref (turn);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KwLibrary *self = source;
  const Load *asked = data;
  g_autoptr (KwVault) vault = NULL;
  g_autoptr (KwSnapshot) front = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) ignored = NULL;

  vault = kw_vault_open (self->data_dir, asked->uuid, &error);
  if (vault == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  front = kw_snapshot_new_from_front_page (vault, &ignored);
  deliver (task, vault, front, NULL);
  if (front != NULL)
    wait_for_first_frame (task);
  if (read_all (task, vault, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * kw_library_open_async:
 * @self: a library
 * @person_uuid: whose vault
 * @cancellable: (nullable): ends the opening
 * @callback: called when everything is read, or failed
 * @data: for @callback
 *
 * Opens a person in a thread. Snapshots arrive before the end by "changed": first the front page,
 * then the whole record. Whoever was open is closed first.
 */
void
kw_library_open_async (KwLibrary *self,
                       const char *person_uuid,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KW_IS_LIBRARY (self) && person_uuid != NULL);

  kw_library_close (self);
  g_set_object (&self->cancellable, cancellable);
  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, callback, data);
  g_task_set_name (task, "open");
  g_task_set_task_data (task, load_new (self, person_uuid, NULL), load_free);
  g_task_run_in_thread (task, open_thread);
}

gboolean
kw_library_open_finish (KwLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
reload_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (read_all (task, ((const Load *) data)->vault, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
reloaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  KwLibrary *self = KW_LIBRARY (object);
  g_autoptr (GError) error = NULL;

  self->reloading = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
  if (self->reload_again)
    kw_library_reload (self);
}

/**
 * kw_library_reload:
 * @self: a library
 *
 * Reads the open vault again in a thread. Calls while one is running become one more run after it.
 */
void
kw_library_reload (KwLibrary *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KW_IS_LIBRARY (self));

  self->reload_again = self->reloading;
  if (self->vault == NULL || self->reloading)
    return;
  self->reloading = TRUE;
  task = g_task_new (self, self->cancellable, reloaded_cb, NULL);
  g_task_set_name (task, "reload");
  g_task_set_task_data (task, load_new (self, NULL, self->vault), load_free);
  g_task_run_in_thread (task, reload_thread);
}

/**
 * kw_library_close:
 * @self: a library
 *
 * Lets go of the open person; what still arrives from a thread is dropped.
 */
void
kw_library_close (KwLibrary *self)
{
  g_return_if_fail (KW_IS_LIBRARY (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->reload_again = FALSE;
  g_clear_pointer (&self->search, kw_search_unref);
  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  g_clear_object (&self->vault);
}

KwVault *
kw_library_get_vault (KwLibrary *self)
{
  g_return_val_if_fail (KW_IS_LIBRARY (self), NULL);

  return self->vault;
}

KwSnapshot *
kw_library_get_snapshot (KwLibrary *self)
{
  g_return_val_if_fail (KW_IS_LIBRARY (self), NULL);

  return self->snapshot;
}

KwSearch *
kw_library_get_search (KwLibrary *self)
{
  g_return_val_if_fail (KW_IS_LIBRARY (self), NULL);

  return self->search;
}

const char *
kw_library_get_data_dir (KwLibrary *self)
{
  g_return_val_if_fail (KW_IS_LIBRARY (self), NULL);

  return self->data_dir;
}

/**
 * kw_library_list_people:
 * @data_dir: where Keepwell keeps everything
 * @error: return location
 *
 * Opens each vault in turn for its person. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type KwPerson): the people, by name
 */
GPtrArray *
kw_library_list_people (const char *data_dir, GError **error)
{
  g_autoptr (GPtrArray) people = NULL;
  g_auto (GStrv) uuids = NULL;

  g_return_val_if_fail (data_dir != NULL, NULL);

  people = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_person_free);
  uuids = kw_vault_list (data_dir);
  for (guint i = 0; uuids != NULL && uuids[i] != NULL; i++)
    {
      g_autoptr (KwVault) vault = kw_vault_open (data_dir, uuids[i], error);
      KwPerson *person = vault != NULL ? kw_vault_dup_person (vault, error) : NULL;

      if (person == NULL)
        return NULL;
      g_ptr_array_add (people, person);
    }
  return g_steal_pointer (&people);
}

static void
kw_library_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KwLibrary *self = KW_LIBRARY (object);

  switch ((KwLibraryProps) prop_id)
    {
    case PROP_SNAPSHOT:
      g_value_set_boxed (value, self->snapshot);
      break;
    case PROP_SEARCH:
      g_value_set_boxed (value, self->search);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kw_library_dispose (GObject *object)
{
  kw_library_close (KW_LIBRARY (object));
  G_OBJECT_CLASS (kw_library_parent_class)->dispose (object);
}

static void
kw_library_finalize (GObject *object)
{
  g_free (KW_LIBRARY (object)->data_dir);
  G_OBJECT_CLASS (kw_library_parent_class)->finalize (object);
}

static void
kw_library_class_init (KwLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kw_library_get_property;
  object_class->dispose = kw_library_dispose;
  object_class->finalize = kw_library_finalize;

  properties[PROP_SNAPSHOT] = g_param_spec_boxed ("snapshot", NULL, NULL, kw_snapshot_get_type (),
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH] = g_param_spec_boxed ("search", NULL, NULL, kw_search_get_type (),
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", KW_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", KW_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
kw_library_init (KwLibrary *self)
{
}

/**
 * kw_library_new:
 * @data_dir: where Keepwell keeps everything
 *
 * Returns: (transfer full): a library with nobody open
 */
KwLibrary *
kw_library_new (const char *data_dir)
{
  KwLibrary *self;

  g_return_val_if_fail (data_dir != NULL, NULL);

  self = g_object_new (KW_TYPE_LIBRARY, NULL);
  self->data_dir = g_strdup (data_dir);
  return self;
}
