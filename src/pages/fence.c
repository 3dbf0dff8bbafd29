/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/fence.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>

#define MAX_MEMORY ((rlim_t) 2 * 1024 * 1024 * 1024)
#define MAX_FILE ((rlim_t) 512 * 1024 * 1024)
#define MAX_FILES 2048

/* What computing, answering and ending need. Everything else is refused, not deadly: a library that
 * asks for more goes on without it. */
static const char *const allowed[] = {
  "read",
  "write",
  "readv",
  "writev",
  "pread64",
  "pwrite64",
  "lseek",
  "close",
  "fstat",
  "munmap",
  "mremap",
  "madvise",
  "brk",
  "futex",
  "rt_sigaction",
  "rt_sigprocmask",
  "rt_sigreturn",
  "sigaltstack",
  "sendmsg",
  "recvmsg",
  "poll",
  "ppoll",
  "clock_gettime",
  "clock_getres",
  "gettimeofday",
  "time",
  "getrandom",
  "getpid",
  "gettid",
  "tgkill",
  "exit",
  "exit_group",
  "memfd_create",
  "ftruncate",
  "dup",
  "setitimer",
  "sched_yield",
  "restart_syscall",
  "rseq",
  "set_robust_list",
  "sysinfo",
  "getrusage",
  "sched_getaffinity",
  "nanosleep",
  "clock_nanosleep",
  "membarrier",
  NULL,
};

static void
set_limit (__rlimit_resource_t resource, rlim_t value)
{
  struct rlimit limit;

  if (getrlimit (resource, &limit) != 0)
    return;
  limit.rlim_max = MIN (limit.rlim_max, value);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (resource, &limit);
}

void
kw_fence_set_limits (void)
{
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_FSIZE, MAX_FILE);
  set_limit (RLIMIT_NOFILE, MAX_FILES);
#ifndef __SANITIZE_ADDRESS__ /* its shadow is larger than any limit */
  set_limit (RLIMIT_AS, MAX_MEMORY);
#endif
  prctl (PR_SET_DUMPABLE, 0);
}

static gboolean
allow (scmp_filter_ctx filter, const char *name)
{
  int number = seccomp_syscall_resolve_name (name);

  return number == __NR_SCMP_ERROR || seccomp_rule_add (filter, SCMP_ACT_ALLOW, number, 0) == 0;
}

/* Memory that can be run is never made; fstat() of newer C libraries is newfstatat() of a
 * descriptor; fcntl() only looks and seals. */
static gboolean
allow_some (scmp_filter_ctx filter)
{
  static const int commands[] = { F_GETFL, F_GETFD, F_SETFD, F_ADD_SEALS, F_GET_SEALS };
  gboolean done = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 1,
                                    SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0))
                      == 0
                  && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1,
                                       SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0))
                         == 0
                  && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (newfstatat), 1,
                                       SCMP_A3 (SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH))
                         == 0;

  for (gsize i = 0; done && i < G_N_ELEMENTS (commands); i++)
    done = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (fcntl), 1,
                             SCMP_A1 (SCMP_CMP_EQ, (scmp_datum_t) commands[i]))
           == 0;
  return done;
}

gboolean
kw_fence_raise (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean done = filter != NULL;

  for (gsize i = 0; done && allowed[i] != NULL; i++)
    done = allow (filter, allowed[i]);
  done = done && allow_some (filter) && seccomp_load (filter) == 0;
  if (filter != NULL)
    seccomp_release (filter);
  return done;
}

void
kw_fence_start_clock (guint seconds)
{
  struct itimerval clock = { .it_value = { .tv_sec = seconds } };

  setitimer (ITIMER_PROF, &clock, NULL);
}
