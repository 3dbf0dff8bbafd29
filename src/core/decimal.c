/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/decimal.h"

#include <string.h>

/* Beyond this an exponent is damage, and adding to it must not overflow. */
#define MAX_EXPONENT 100000

/* A number as 0.DIGITS × 10^@exponent, with neither leading nor trailing zeros in @digits; zero has
 * no digits. */
typedef struct
{
  gboolean negative;
  GString *digits;
  gint64 exponent;
} Decimal;

static gboolean
read_exponent (const char *text, gint64 *exponent)
{
  const char *digits = text + (*text == '-' || *text == '+');
  if (*digits == '\0' || strspn (digits, "0123456789") != strlen (digits))
    return FALSE;
  guint64 value = g_ascii_strtoull (digits, NULL, 10);
  if (value > MAX_EXPONENT)
    return FALSE;
  *exponent += *text == '-' ? -(gint64) value : (gint64) value;
  return TRUE;
}

static void
normalize (Decimal *self)
{
  gsize zeros = strspn (self->digits->str, "0");
  g_string_erase (self->digits, 0, (gssize) zeros);
  self->exponent -= (gint64) zeros;
  while (self->digits->len > 0 && self->digits->str[self->digits->len - 1] == '0')
    g_string_truncate (self->digits, self->digits->len - 1);
  if (self->digits->len == 0)
    {
      self->negative = FALSE;
      self->exponent = 0;
    }
}

static gboolean
read_decimal (const char *text, Decimal *self)
{
  if (text == NULL)
    return FALSE;
  self->negative = *text == '-';
  text += *text == '-' || *text == '+';

  gsize whole = strspn (text, "0123456789");
  g_string_append_len (self->digits, text, (gssize) whole);
  self->exponent = (gint64) whole;
  text += whole;
  if (*text == '.')
    {
      gsize fraction = strspn (++text, "0123456789");
      g_string_append_len (self->digits, text, (gssize) fraction);
      text += fraction;
    }
  if (self->digits->len == 0)
    return FALSE;
  if ((*text == 'e' || *text == 'E') && !read_exponent (text + 1, &self->exponent))
    return FALSE;
  if (*text != '\0' && *text != 'e' && *text != 'E')
    return FALSE;
  normalize (self);
  return TRUE;
}

static int
compare (const Decimal *a, const Decimal *b)
{
  if (a->negative != b->negative)
    return a->negative ? -1 : 1;
  int sign = a->negative ? -1 : 1;
  if (a->digits->len == 0 || b->digits->len == 0)
    return sign * ((a->digits->len > 0) - (b->digits->len > 0));
  if (a->exponent != b->exponent)
    return a->exponent < b->exponent ? -sign : sign;
  /* Without leading zeros and of one magnitude, the order of digits is that of text. */
  int order = strcmp (a->digits->str, b->digits->str);
  return sign * ((order > 0) - (order < 0));
}

/* Nearly every number: up to nine digits and no exponent, as @out units of 10^-@scale. */
static gboolean
read_short (const char *text, gint64 *out, guint *scale)
{
  gboolean negative = *text == '-';
  guint n_digits = 0;

  *out = *scale = 0;
  text += *text == '-' || *text == '+';
  for (gboolean in_fraction = FALSE; *text != '\0'; text++)
    if (g_ascii_isdigit (*text) && ++n_digits <= 9)
      {
        *out = *out * 10 + (*text - '0');
        *scale += in_fraction;
      }
    else if (*text == '.' && !in_fraction)
      in_fraction = TRUE;
    else
      return FALSE;
  if (negative)
    *out = -*out;
  return n_digits > 0;
}

static gboolean
compare_short (const char *a, const char *b, int *out_order)
{
  gint64 left, right;
  guint left_scale, right_scale;

  if (a == NULL || b == NULL || !read_short (a, &left, &left_scale)
      || !read_short (b, &right, &right_scale))
    return FALSE;
  for (; left_scale < right_scale; left_scale++)
    left *= 10;
  for (; right_scale < left_scale; right_scale++)
    right *= 10;
  *out_order = (left > right) - (left < right);
  return TRUE;
}

/**
 * kw_decimal_compare:
 * @a: (nullable): a number as sent, "0.10", "-1.5E-3"
 * @b: (nullable): another
 * @out_order: below, equal to or above 0, as @a is to @b
 *
 * Compares text, because a double would make 0.1 + 0.2 of a limit and a value that meet.
 *
 * ```c
 * int order;
 * kw_decimal_compare ("5.10", "5.1", &order); // TRUE, 0
 * ```
 *
 * Returns: %FALSE when @a or @b is no number
 */
gboolean
kw_decimal_compare (const char *a, const char *b, int *out_order)
{
  g_return_val_if_fail (out_order != NULL, FALSE);

  if (compare_short (a, b, out_order))
    return TRUE;
  g_autoptr (GString) a_digits = g_string_new (NULL);
  g_autoptr (GString) b_digits = g_string_new (NULL);
  Decimal left = { .digits = a_digits };
  Decimal right = { .digits = b_digits };
  if (!read_decimal (a, &left) || !read_decimal (b, &right))
    return FALSE;
  *out_order = compare (&left, &right);
  return TRUE;
}
