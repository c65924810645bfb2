// Judging columns by halves of their rows: float64 alone. Nothing is summed along a vector, so that the
// results are the same on all levels.
#if IS_DOUBLE

#define AT(base, index) (*(VECTOR *)((base) + (index)))

// What every column is worth over the rows of two sets of blocks, the lower and the upper; gives the
// highest. A Sharpe ratio is judged by its square with its sign, 0 where the rows do not vary by more
// than what rounding leaves.
INLINE T NAME(judge_half)(const fml_halves h, int is_sharpe, int64_t lower, int64_t upper, T *out) {
  const T *la = h.lower + 2 * lower * h.stride, *ua = h.upper + 2 * upper * h.stride;
  const T *lq = la + h.stride, *uq = ua + h.stride;
  const T share = 1 / h.rows;
  VECTOR best = (VECTOR){0} - __builtin_inf();
  for (int64_t i = 0; i < h.stride; i += WIDTH) {
    const VECTOR sum = AT(la, i) + AT(ua, i);
    const VECTOR mean = sum * share;
    VECTOR worth = mean;
    if (is_sharpe) {
      const VECTOR squares = AT(lq, i) + AT(uq, i), spread = squares - sum * mean;
      worth = mean * __builtin_elementwise_abs(mean) / spread;
      worth = NAME(keep)(worth, (NAME(vector_bits))(spread > 1e-12 * squares));
    }
    AT(out, i) = worth;
    best = NAME(choose)(worth, best, (NAME(vector_bits))(worth > best));
  }
  T top = best[0];
  for (int l = 1; l < WIDTH; l++) top = best[l] > top ? best[l] : top;
  return top;
}

// The first column that is worth `top` inside, and its place outside. What lies beyond the columns counts
// as often as the first column, which it is a copy of.
INLINE fml_split NAME(place_best)(const fml_halves h, T top, const T *inside, const T *outside) {
  int64_t chosen = 0;
  while (chosen < h.columns - 1 && inside[chosen] != top) chosen++;
  const T value = outside[chosen];
  NAME(vector_bits) more = {0}, same = {0};
  for (int64_t i = 0; i < h.stride; i += WIDTH) {
    const VECTOR v = AT(outside, i);
    more -= (NAME(vector_bits))(v > value);
    same -= (NAME(vector_bits))(v == value);
  }
  fml_split split = {.inside = top, .outside = value, .chosen = (int32_t)chosen};
  for (int l = 0; l < WIDTH; l++) {
    split.above += (int32_t)more[l];
    split.equal += (int32_t)same[l];
  }
  const int32_t copies = (int32_t)(h.stride - h.columns);
  split.above -= outside[0] > value ? copies : 0;
  split.equal -= outside[0] == value ? copies : 0;
  return split;
}

INLINE int64_t NAME(judge_splits_by)(const fml_halves h, int is_sharpe, int64_t lower, T *worth,
                                     int keeps, fml_split *out) {
  const int64_t sets = (int64_t)1 << h.half_blocks, all = sets - 1;
  const int wanted = h.half_blocks - __builtin_popcountll((unsigned long long)lower);
  int64_t count = 0;
  for (int64_t upper = 0; upper < sets; upper++) {
    if (__builtin_popcountll((unsigned long long)upper) != wanted) continue;
    T *one = worth, *other = worth + h.stride;
    const T top = NAME(judge_half)(h, is_sharpe, lower, upper, one);
    const T rest = NAME(judge_half)(h, is_sharpe, all - lower, all - upper, other);
    out[count++] = NAME(place_best)(h, top, one, other);
    out[count++] = NAME(place_best)(h, rest, other, one);
    worth += keeps ? 2 * h.stride : 0;
  }
  return count;
}

static int64_t NAME(judge_splits)(const fml_halves *halves, int64_t lower, T *worth, int32_t keeps,
                                  fml_split *out) {
  const fml_halves h = *halves;
  return h.is_sharpe ? NAME(judge_splits_by)(h, 1, lower, worth, keeps, out)
                     : NAME(judge_splits_by)(h, 0, lower, worth, keeps, out);
}
#undef AT
#endif
