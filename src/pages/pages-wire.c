/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/pages-wire.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* Who maps a file that another process may still cut off can be killed by it. */
#define SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)

typedef union
{
  struct cmsghdr header;
  char bytes[CMSG_SPACE (sizeof (int))];
} Control;

gboolean
kw_pages_send (int socket, const void *message, gsize size, int fd)
{
  Control control = { 0 };
  struct iovec part = { (void *) message, size };
  struct msghdr envelope = { .msg_iov = &part, .msg_iovlen = 1 };

  if (fd >= 0)
    {
      envelope.msg_control = control.bytes;
      envelope.msg_controllen = sizeof control.bytes;
      struct cmsghdr *header = CMSG_FIRSTHDR (&envelope);
      header->cmsg_level = SOL_SOCKET;
      header->cmsg_type = SCM_RIGHTS;
      header->cmsg_len = CMSG_LEN (sizeof fd);
      memcpy (CMSG_DATA (header), &fd, sizeof fd);
    }
  ssize_t sent;
  do
    sent = sendmsg (socket, &envelope, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (ssize_t) size;
}

gboolean
kw_pages_receive (int socket, void *message, gsize size, int *out_fd)
{
  Control control = { 0 };
  struct iovec part = { message, size };
  struct msghdr envelope = { .msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes };
  ssize_t got;

  *out_fd = -1;
  do
    got = recvmsg (socket, &envelope, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  struct cmsghdr *header = got >= 0 ? CMSG_FIRSTHDR (&envelope) : NULL;
  if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS
      && header->cmsg_len == CMSG_LEN (sizeof *out_fd))
    memcpy (out_fd, CMSG_DATA (header), sizeof *out_fd);
  return got == (ssize_t) size && (envelope.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) == 0;
}

int
kw_pages_create_file (gsize size)
{
  int fd = memfd_create ("keepwell-pages", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd >= 0 && ftruncate (fd, (off_t) size) != 0)
    {
      close (fd);
      return -1;
    }
  return fd;
}

gboolean
kw_pages_seal_file (int fd)
{
  return fcntl (fd, F_ADD_SEALS, SEALS) == 0;
}

gboolean
kw_pages_is_sealed (int fd, gsize size)
{
  struct stat status;
  int seals = fd >= 0 ? fcntl (fd, F_GET_SEALS) : -1;

  return seals >= 0 && (seals & SEALS) == SEALS && fstat (fd, &status) == 0
         && (guint64) status.st_size == size;
}
