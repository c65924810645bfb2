// Ordered windows of rolling quantiles and ranks, which are columns: float64 alone.
#if IS_DOUBLE

// Takes one value out of `count` ascending numbers and puts another in; places are found by counting
// what is below, which for windows of the usual length is faster than to halve.
static void NAME(replace_sorted)(T *values, int64_t count, T old, T fresh) {
  typedef U NAME(counts) __attribute__((vector_size(VECTOR_BYTES), aligned(sizeof(T))));
  NAME(counts) below_old = {0}, below_fresh = {0};
  int64_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) {
    const VECTOR v = *(const VECTOR *)(values + i);
    below_old -= (NAME(counts))(v < old);
    below_fresh -= (NAME(counts))(v < fresh);
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
#endif
