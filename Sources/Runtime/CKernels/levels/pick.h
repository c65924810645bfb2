// The highest and lowest of some values: float64 alone.
#if IS_DOUBLE
// The k-th smallest of values (k from 0) by partitions; orders them on the way.
static T NAME(kth)(T *x, int64_t count, int64_t k) {
  int64_t from = 0, to = count - 1;
  while (from < to) {
    const T a = x[from], b = x[(from + to) / 2], c = x[to];
    const T pivot = a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
    int64_t i = from, j = to;
    while (i <= j) {
      while (x[i] < pivot) i++;
      while (x[j] > pivot) j--;
      if (i > j) break;
      const T swap = x[i];
      x[i++] = x[j];
      x[j--] = swap;
    }
    if (k <= j) to = j;
    else if (k >= i) from = i;
    else break;
  }
  return x[k];
}

// How many of `count` values, a multiple of eight, are below a limit; how many equal to it.
INLINE int64_t NAME(number_below)(const T *x, int64_t count, T limit) {
  NAME(row_flags) less = {0};
  for (int64_t i = 0; i < count; i += 8) less -= (NAME(row_flags))(*(const LANES *)(x + i) < limit);
  return __builtin_reduce_add(less);
}

INLINE int64_t NAME(number_equal)(const T *x, int64_t count, T value) {
  NAME(row_flags) same = {0};
  for (int64_t i = 0; i < count; i += 8) same -= (NAME(row_flags))(*(const LANES *)(x + i) == value);
  return __builtin_reduce_add(same);
}

// The k-th smallest of values between low and high: halves the range while that leaves many, then looks
// at the values within it alone.
static T NAME(kth_between)(const fml_pick_job *x, int64_t count, T low, T high, int64_t known, int64_t k) {
  int64_t under = 0, over = known;
  for (int step = 0; step < 16 && over - under > 16; step++) {
    const T middle = low / 2 + high / 2;
    if (!(middle > low && middle < high)) break;
    const int64_t below = NAME(number_below)(x->known, count, middle);
    if (below <= k) {
      low = middle;
      under = below;
    } else {
      high = middle;
      over = below;
    }
  }
  int64_t found = 0;
  for (int64_t i = 0; i < count; i += 8) {
    const LANES v = *(const LANES *)(x->known + i);
    if (!__builtin_reduce_or((NAME(row_flags))(v >= low) & (NAME(row_flags))(v <= high))) continue;
    for (int l = 0; l < 8; l++) {
      x->scratch[found] = v[l];
      found += v[l] >= low && v[l] <= high;
    }
  }
  return NAME(kth)(x->scratch, found, k - under);
}

static void NAME(pick)(fml_pick_job *x) {
  const T none = __builtin_nan("");
  const int64_t count = (x->count + 7) / 8 * 8;
  LANES lows = {0}, highs = {0};
  lows += __builtin_inf();
  highs -= __builtin_inf();
  NAME(row_flags) knowns = {0};
  for (int64_t i = 0; i < count; i += 8) {
    LANES v;
    if (i + 8 <= x->count) v = *(const LANES *)(x->values + i);
    else
      for (int l = 0; l < 8; l++) v[l] = i + l < x->count ? x->values[i + l] : none;
    const NAME(row_flags) is_known = (NAME(row_flags))(__builtin_elementwise_abs(v) < __builtin_inf());
    knowns -= is_known;
    const NAME(row_flags) bits = (NAME(row_flags))v & is_known;
    const LANES no = (LANES){0} + none;
    *(LANES *)(x->known + i) = (LANES)(bits | ((NAME(row_flags))no & ~is_known));
    const LANES inf = (LANES){0} + __builtin_inf();
    const LANES up = (LANES)(bits | ((NAME(row_flags))inf & ~is_known));
    const LANES down = (LANES)(bits | ((NAME(row_flags))(-inf) & ~is_known));
    lows = __builtin_elementwise_min(lows, up);
    highs = __builtin_elementwise_max(highs, down);
  }
  T low = lows[0], high = highs[0];
  int64_t known = 0;
  for (int l = 0; l < 8; l++) {
    known += knowns[l];
    if (lows[l] < low) low = lows[l];
    if (highs[l] > high) high = highs[l];
  }
  if (known < x->least || known == 0) {
    for (int64_t i = 0; i < x->count; i++) x->weights[i] = none;
    return;
  }
  int64_t tops = (int64_t)(x->top * (T)known + 1e-9), bottoms = (int64_t)(x->bottom * (T)known + 1e-9);
  if (x->top > 0 && tops < 1) tops = 1;
  if (x->bottom > 0 && bottoms < 1) bottoms = 1;
  if (tops > known) tops = known;
  if (bottoms > known - tops) bottoms = known - tops;
  // Above `over` it is bought, below `under` sold; of equal values the first ones in their order.
  T over = __builtin_inf(), under = -__builtin_inf();
  int64_t more_over = 0, more_under = 0, same_over = 0, same_under = 0;
  if (tops > 0) {
    over = NAME(kth_between)(x, count, low, high, known, known - tops);
    same_over = NAME(number_equal)(x->known, count, over);
    more_over = tops - (known - NAME(number_below)(x->known, count, over) - same_over);
  }
  if (bottoms > 0) {
    under = NAME(kth_between)(x, count, low, high, known, bottoms - 1);
    same_under = NAME(number_equal)(x->known, count, under);
    more_under = bottoms - NAME(number_below)(x->known, count, under);
  }
  const T share = tops > 0 ? x->longs / (T)tops : 0;
  const T short_share = bottoms > 0 ? -x->shorts / (T)bottoms : 0;
  int64_t i = 0;
  if (under < over && more_over == same_over && more_under == same_under) {
    // All of the values at either edge belong to it.
    for (; i + 8 <= x->count; i += 8) {
      const LANES v = *(const LANES *)(x->known + i);
      const NAME(row_flags) is_over = (NAME(row_flags))(v >= over), is_under = (NAME(row_flags))(v <= under);
      const LANES longs = (LANES){0} + share, shorts = (LANES){0} + short_share;
      *(LANES *)(x->weights + i) =
          (LANES)(((NAME(row_flags))longs & is_over) | ((NAME(row_flags))shorts & is_under));
    }
  }
  for (; i < x->count; i++) {
    const T v = x->known[i];
    T weight = 0;
    if (v > over || (v == over && more_over-- > 0)) weight = share;
    else if (v < under || (v == under && more_under-- > 0)) weight = short_share;
    x->weights[i] = weight;
  }
}
#endif
