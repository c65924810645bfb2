// Counts over rows of bars: float64 alone. A comparison with a missing number counts nothing.
#if IS_DOUBLE

// Bars whose open or close lies outside low..high by more than one part in 10^9, and bars with a
// price that is not above zero. A column that is absent is given as another one.
static void NAME(count_defects)(const T *open, const T *high, const T *low, const T *close,
                                int64_t count, fml_defects *found) {
  int64_t bad = 0, not_positive = 0;
  for (int64_t i = 0; i < count; i++) {
    const T slack = 1e-9 * __builtin_fabs(high[i]), top = high[i] + slack;
    bad += (top < low[i]) | (open[i] > top) | (open[i] + slack < low[i]) | (close[i] > top) |
           (close[i] + slack < low[i]);
    not_positive += (open[i] <= 0) | (high[i] <= 0) | (low[i] <= 0) | (close[i] <= 0);
  }
  found->bad += bad;
  found->not_positive += not_positive;
}

static int64_t NAME(count_missing)(const T *values, int64_t count) {
  int64_t missing = 0;
  for (int64_t i = 0; i < count; i++) missing += values[i] != values[i];
  return missing;
}

// The sum of |x[i] / x[i - 1] - 1|, each at most 1, over those that are finite, and their number; in
// eight lanes, so that it is the same on all levels.
static int64_t NAME(sum_changes)(const T *x, int64_t count, T *sum) {
  typedef int64_t NAME(flags) __attribute__((vector_size(64), aligned(8)));
  LANES sums = {0};
  NAME(flags) counts = {0};
  int64_t i = 1;
  for (; i + 8 <= count; i += 8) {
    const LANES change = *(const LANES *)(x + i) / *(const LANES *)(x + i - 1) - 1;
    const LANES size = __builtin_elementwise_abs(change);
    const NAME(flags) is_finite = (NAME(flags))(size < __builtin_inf());
    const NAME(flags) is_large = (NAME(flags))(size > 1);
    const LANES one = (LANES){0} + 1;
    const NAME(flags) kept = (is_large & (NAME(flags))one) | (~is_large & (NAME(flags))size);
    sums += (LANES)(is_finite & kept);
    counts -= is_finite;
  }
  int64_t found = 0;
  *sum = 0;
  for (int l = 0; l < 8; l++) {
    *sum += sums[l];
    found += counts[l];
  }
  for (; i < count; i++) {
    const T size = __builtin_fabs(x[i] / x[i - 1] - 1);
    if (!(size < __builtin_inf())) continue;
    *sum += size < 1 ? size : 1;
    found++;
  }
  return found;
}

// The first place from `from` on where |x[i] - x[i - 1]| < limit x[i - 1] does not hold, or `count`.
static int64_t NAME(find_change)(const T *x, int64_t from, int64_t count, T limit) {
  typedef int64_t NAME(flags) __attribute__((vector_size(64), aligned(8)));
  int64_t i = from;
  for (; i + 8 <= count; i += 8) {
    const LANES last = *(const LANES *)(x + i - 1);
    const LANES size = __builtin_elementwise_abs(*(const LANES *)(x + i) - last);
    const NAME(flags) other = ~(NAME(flags))(size < limit * last);
    if (__builtin_reduce_or(other)) break;
  }
  while (i < count && __builtin_fabs(x[i] - x[i - 1]) < limit * x[i - 1]) i++;
  return i;
}

static int64_t NAME(count_zeros)(const T *values, int64_t count) {
  int64_t zeros = 0;
  for (int64_t i = 0; i < count; i++) zeros += values[i] == 0;
  return zeros;
}
#endif
