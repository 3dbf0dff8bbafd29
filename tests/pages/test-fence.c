/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/fence.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static long
try_open_read (void)
{
  return syscall (SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY, 0);
}

static long
try_open_write (void)
{
  return syscall (SYS_openat, AT_FDCWD, "/tmp/keepwell-fence", O_WRONLY | O_CREAT, 0600);
}

static long
try_socket (void)
{
  return syscall (SYS_socket, AF_INET, SOCK_STREAM, 0);
}

static long
try_fork (void)
{
  return syscall (SYS_clone, SIGCHLD, 0, 0, 0, 0);
}

static long
try_exec (void)
{
  const char *argv[] = { "/bin/true", NULL };

  return syscall (SYS_execve, argv[0], argv, NULL);
}

static long
try_code (void)
{
  void *page = mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return page == MAP_FAILED ? -1 : 0;
}

static long
try_kill (void)
{
  return syscall (SYS_kill, getppid (), 0);
}

static long
try_rename (void)
{
  return syscall (SYS_rename, "/tmp/keepwell-a", "/tmp/keepwell-b");
}

/* In a process of its own, because the fence is never taken down again. */
static void
test_fence (void)
{
  static long (*const tries[]) (void) = { try_open_read, try_open_write, try_socket, try_fork,
                                          try_exec,      try_code,       try_kill,   try_rename };

  if (g_test_subprocess ())
    {
      kw_fence_set_limits ();
      g_assert_true (kw_fence_raise ());
      for (gsize i = 0; i < G_N_ELEMENTS (tries); i++)
        {
          errno = 0;
          long result = tries[i]();
          g_assert_cmpint (result, ==, -1);
          g_assert_cmpint (errno, ==, EPERM);
        }
      g_assert_cmpint (memfd_create ("x", MFD_CLOEXEC), >=, 0);
      _exit (0);
    }
  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* A question that never ends, ends. */
static void
test_clock (void)
{
  if (g_test_subprocess ())
    {
      kw_fence_start_clock (1);
      for (volatile int i = 0;; i++)
        continue;
    }
  g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_failed ();
  g_assert_false (g_test_trap_reached_timeout ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fence/fence", test_fence);
  g_test_add_func ("/fence/clock", test_clock);
  return g_test_run ();
}
