/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"
#include "library/fixture.h"

#define NOTE                                                                                       \
  "{'resourceType':'DocumentReference','status':'current','subject':{'reference':'Patient/a'},"

static const char *const resources[] = {
  "{'resourceType':'Patient','id':'a'}",
  /* "<p>Take <b>5</b> mg</p>" */
  NOTE "'id':'inline','content':[{'attachment':{'contentType':'text/html',"
       "'data':'PHA+VGFrZSA8Yj41PC9iPiBtZzwvcD4='}}]}",
  NOTE "'id':'beside','content':[{'attachment':{'contentType':'text/plain','url':'Binary/b'}}]}",
  "{'resourceType':'Binary','id':'b','contentType':'text/plain','data':'V29yZHM='}",
  NOTE "'id':'elsewhere','content':[{'attachment':{'contentType':'text/plain',"
       "'url':'https://canary.example/Binary/9'}}]}",
  /* a PNG by its first bytes */
  NOTE "'id':'picture','content':[{'attachment':{'contentType':'text/plain',"
       "'data':'iVBORw0KGgoAAAAA'}}]}",
  NULL,
};

static char *
dup_text (const File *file, const char *id, GError **error)
{
  g_autofree char *ref = g_strconcat ("s/DocumentReference/", id, NULL);
  g_autoptr (KwDocument) note
      = kw_snapshot_load_note (file->snapshot, kw_snapshot_find (file->snapshot, ref), 0, error);

  return note != NULL ? kw_document_dup_text (note) : NULL;
}

static void
test_words (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autofree char *own = NULL;
  g_autofree char *beside = NULL;

  file_open (&file, resources);
  own = dup_text (&file, "inline", NULL);
  beside = dup_text (&file, "beside", NULL);
  g_assert_cmpstr (own, ==, "Take 5 mg");
  g_assert_cmpstr (beside, ==, "Words");
}

/* Nothing is fetched, and a picture has no words. */
static void
test_none (void)
{
  g_auto (File) file = { NULL, NULL };
  g_autoptr (GError) away = NULL;
  g_autoptr (GError) picture = NULL;

  file_open (&file, resources);
  g_assert_null (dup_text (&file, "elsewhere", &away));
  g_assert_error (away, KW_ERROR, KW_ERROR_NOT_OFFERED);
  g_assert_null (dup_text (&file, "picture", &picture));
  g_assert_error (picture, KW_ERROR, KW_ERROR_UNREADABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notes/words", test_words);
  g_test_add_func ("/notes/none", test_none);
  return g_test_run ();
}
