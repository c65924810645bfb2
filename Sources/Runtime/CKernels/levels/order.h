// Ordered windows of rolling quantiles and ranks, which are columns: float64 alone.
#if IS_DOUBLE

// Takes one value out of `count` ascending numbers and puts another in; places are found by counting
// what is below, which for windows of the usual length is faster than to halve.
static void NAME(replace_sorted)(T *values, int64_t count, T old, T fresh) {
  NAME(vector_bits) below_old = {0}, below_fresh = {0};
  int64_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) {
    const VECTOR v = *(const VECTOR *)(values + i);
    below_old -= (NAME(vector_bits))(v < old);
    below_fresh -= (NAME(vector_bits))(v < fresh);
  }
  int64_t from = 0, to = 0;
  for (int l = 0; l < WIDTH; l++) {
    from += (int64_t)below_old[l];
    to += (int64_t)below_fresh[l];
  }
  for (; i < count; i++) {
    from += values[i] < old;
    to += values[i] < fresh;
  }
  if (from >= count) return;
  if (from < to) {
    __builtin_memmove(values + from, values + from + 1, (size_t)(to - 1 - from) * sizeof(T));
    values[to - 1] = fresh;
  } else {
    __builtin_memmove(values + to + 1, values + to, (size_t)(from - to) * sizeof(T));
    values[to] = fresh;
  }
}

// Windows are looked through in vectors of at most 32 bytes: most begin off the lines of the cache, of
// which a wider load always takes two.
#define SCAN NAME(scan)
#define SCAN_BYTES (VECTOR_BYTES > 32 ? 32 : VECTOR_BYTES)
#define SCAN_WIDTH ((int)(SCAN_BYTES / sizeof(T)))
typedef T SCAN __attribute__((vector_size(SCAN_BYTES), aligned(sizeof(T))));
typedef U NAME(scan_bits) __attribute__((vector_size(SCAN_BYTES), aligned(sizeof(T))));

INLINE SCAN NAME(scan_choose)(SCAN then, SCAN otherwise, NAME(scan_bits) mask) {
  return (SCAN)(((NAME(scan_bits))then & mask) | ((NAME(scan_bits))otherwise & ~mask));
}

// How many of `count` values are below `value`, and how many are not above it.
INLINE void NAME(count_below)(const T *values, int64_t count, T value, int64_t *below,
                              int64_t *upto) {
  NAME(scan_bits) less = {0}, most = {0};
  int64_t i = 0, a = 0, b = 0;
  for (; i + SCAN_WIDTH <= count; i += SCAN_WIDTH) {
    const SCAN v = *(const SCAN *)(values + i);
    less -= (NAME(scan_bits))(v < value);
    most -= (NAME(scan_bits))(v <= value);
  }
  for (int l = 0; l < SCAN_WIDTH; l++) {
    a += (int64_t)less[l];
    b += (int64_t)most[l];
  }
  for (; i < count; i++) {
    a += values[i] < value;
    b += values[i] <= value;
  }
  *below = a;
  *upto = b;
}

// The smallest value above `value`, infinite when there is none; with it how often `value` is there.
INLINE T NAME(next_above)(const T *values, int64_t count, T value, int64_t *equal) {
  const SCAN none = (SCAN){0} + __builtin_inf();
  SCAN best[2] = {none, none};
  NAME(scan_bits) same[2] = {{0}, {0}};
  int64_t i = 0, n = 0;
  for (; i + 2 * SCAN_WIDTH <= count; i += 2 * SCAN_WIDTH) {
    for (int h = 0; h < 2; h++) {
      const SCAN v = *(const SCAN *)(values + i + h * SCAN_WIDTH);
      const SCAN above = NAME(scan_choose)(v, none, (NAME(scan_bits))(v > value));
      best[h] = NAME(scan_choose)(above, best[h], (NAME(scan_bits))(above < best[h]));
      same[h] -= (NAME(scan_bits))(v == value);
    }
  }
  T result = __builtin_inf();
  for (int l = 0; l < SCAN_WIDTH; l++) {
    for (int h = 0; h < 2; h++) {
      result = best[h][l] < result ? best[h][l] : result;
      n += (int64_t)same[h][l];
    }
  }
  for (; i < count; i++) {
    result = values[i] > value && values[i] < result ? values[i] : result;
    n += values[i] == value;
  }
  *equal = n;
  return result;
}

// The largest value below `value`.
INLINE T NAME(next_below)(const T *values, int64_t count, T value) {
  const SCAN none = (SCAN){0} - __builtin_inf();
  SCAN best[2] = {none, none};
  int64_t i = 0;
  for (; i + 2 * SCAN_WIDTH <= count; i += 2 * SCAN_WIDTH) {
    for (int h = 0; h < 2; h++) {
      const SCAN v = *(const SCAN *)(values + i + h * SCAN_WIDTH);
      const SCAN under = NAME(scan_choose)(v, none, (NAME(scan_bits))(v < value));
      best[h] = NAME(scan_choose)(under, best[h], (NAME(scan_bits))(under > best[h]));
    }
  }
  T result = -__builtin_inf();
  for (int l = 0; l < SCAN_WIDTH; l++) {
    for (int h = 0; h < 2; h++) result = best[h][l] > result ? best[h][l] : result;
  }
  for (; i < count; i++) result = values[i] < value && values[i] > result ? values[i] : result;
  return result;
}

// The quantile at `position` (place in ascending order, from 0) of the `window` values that end at
// each row, none of them missing. The value at the place below moves to a neighbour when more values
// pass it than the place allows, for which the window is looked through; else two numbers change.
static void NAME(rolling_quantile)(const T *x, int64_t rows, int64_t window, T position, T first,
                                   T *out) {
  const int64_t place = (int64_t)position;
  const T share = position - (T)place;
  T value = first, above = 0;
  int64_t below, upto, equal;
  int knows_above = 0;
  NAME(count_below)(x - window + 1, window, value, &below, &upto);
  for (int64_t row = 0; row < rows; row++) {
    const T *values = x + row - window + 1;
    if (row > 0) {
      const T old = values[-1], fresh = x[row];
      below += (fresh < value) - (old < value);
      upto += (fresh <= value) - (old <= value);
      if (fresh > value && fresh < above) above = fresh;
      if (old == above) knows_above = 0;
    }
    while (below > place) {
      const T higher = value;
      const int is_there = upto > below;
      value = NAME(next_below)(values, window, value);
      upto = below;
      const T next = NAME(next_above)(values, window, value, &equal);
      below -= equal;
      above = is_there ? higher : next;
      knows_above = 1;
    }
    while (upto <= place) {
      value = knows_above ? above : NAME(next_above)(values, window, value, &equal);
      below = upto;
      above = NAME(next_above)(values, window, value, &equal);
      upto += equal;
      knows_above = 1;
    }
    T next = value;
    if (share > 0 && upto <= place + 1) {
      if (!knows_above) above = NAME(next_above)(values, window, value, &equal);
      knows_above = 1;
      next = above;
    }
    out[row] = (share > 0 ? value + (next - value) * share : value) + 0;
  }
}

// The average rank of each row's value among the `window` values that end there, none missing, by
// their number.
static void NAME(rolling_rank)(const T *x, int64_t rows, int64_t window, T *out) {
  for (int64_t row = 0; row < rows; row++) {
    int64_t below, upto;
    NAME(count_below)(x + row - window + 1, window, x[row], &below, &upto);
    out[row] = (T)(below + upto + 1) / 2 / (T)window;
  }
}
#undef SCAN
#undef SCAN_BYTES
#undef SCAN_WIDTH
#endif
