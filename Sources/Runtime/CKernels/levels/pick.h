// The highest and lowest of some values: float64 alone.
#if IS_DOUBLE
enum { NAME(BINS) = 256 };

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

// Values fall into bins between the least and the largest; only those of the bin that holds the k-th
// smallest are looked at again.
static T NAME(kth_in_bins)(const fml_pick_job *x, const uint16_t *counts, int64_t k) {
  int64_t below = 0;
  int bin = 0;
  while (below + counts[bin] <= k) below += counts[bin++];
  int64_t found = 0;
  for (int64_t i = 0; i < x->count; i++)
    if (x->bins[i] == bin) x->scratch[found++] = x->values[i];
  return NAME(kth)(x->scratch, found, k - below);
}

static void NAME(pick)(fml_pick_job *x) {
  T low = __builtin_inf(), high = -__builtin_inf();
  int64_t known = 0;
  for (int64_t i = 0; i < x->count; i++) {
    const T v = x->values[i];
    const int is_known = __builtin_fabs(v) < __builtin_inf();
    known += is_known;
    if (is_known && v < low) low = v;
    if (is_known && v > high) high = v;
  }
  if (known < x->least || known == 0) {
    for (int64_t i = 0; i < x->count; i++) x->weights[i] = __builtin_nan("");
    return;
  }
  int64_t tops = (int64_t)(x->top * (T)known + 1e-9), bottoms = (int64_t)(x->bottom * (T)known + 1e-9);
  if (x->top > 0 && tops < 1) tops = 1;
  if (x->bottom > 0 && bottoms < 1) bottoms = 1;
  if (tops > known) tops = known;
  if (bottoms > known - tops) bottoms = known - tops;
  uint16_t counts[NAME(BINS) + 1] = {0};
  const T width = high - low, scale = width > 0 ? (NAME(BINS) - 1) / width : 0;
  for (int64_t i = 0; i < x->count; i++) {
    const T v = x->values[i];
    const int is_known = __builtin_fabs(v) < __builtin_inf();
    const T place = is_known && scale < __builtin_inf() ? (v - low) * scale : 0;
    const int bin = is_known ? (place > 0 ? (int)place : 0) : NAME(BINS);
    x->bins[i] = (uint16_t)(bin < NAME(BINS) || !is_known ? bin : NAME(BINS) - 1);
    counts[x->bins[i]]++;
  }
  // Above `over` it is bought, below `under` sold; of equal values the first ones in their order.
  const T over = tops > 0 ? NAME(kth_in_bins)(x, counts, known - tops) : __builtin_inf();
  const T under = bottoms > 0 ? NAME(kth_in_bins)(x, counts, bottoms - 1) : -__builtin_inf();
  int64_t surely_over = 0, surely_under = 0;
  for (int64_t i = 0; i < x->count; i++) {
    if (x->bins[i] == NAME(BINS)) continue;
    surely_over += x->values[i] > over;
    surely_under += x->values[i] < under;
  }
  int64_t more_over = tops - surely_over, more_under = bottoms - surely_under;
  const T share = tops > 0 ? x->longs / (T)tops : 0;
  const T short_share = bottoms > 0 ? -x->shorts / (T)bottoms : 0;
  for (int64_t i = 0; i < x->count; i++) {
    const T v = x->values[i];
    T weight = 0;
    if (x->bins[i] != NAME(BINS)) {
      if (v > over || (v == over && tops > 0 && more_over-- > 0)) weight = share;
      else if (v < under || (v == under && bottoms > 0 && more_under-- > 0)) weight = short_share;
    }
    x->weights[i] = weight;
  }
}
#endif
