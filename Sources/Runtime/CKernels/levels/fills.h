// Fills of resting limit orders, 64 rows a word: float64 alone.
#if IS_DOUBLE

typedef int64_t NAME(row_flags) __attribute__((vector_size(64), aligned(8)));
typedef _Bool NAME(row_bits) __attribute__((ext_vector_type(8)));

INLINE uint64_t NAME(eight_bits)(NAME(row_flags) flags) {
  const NAME(row_bits) bits = __builtin_convertvector(flags, NAME(row_bits));
  uint8_t byte;
  __builtin_memcpy(&byte, &bits, 1);
  return byte;
}

// Eight rows at once; `o` tells where in the word they lie.
#define FILLS_OF_EIGHT(limit_of, close_of, extreme_of, volume_of, o)                            \
  do {                                                                                          \
    const LANES limit = limit_of, extreme = extreme_of;                                         \
    NAME(row_flags) usable =                                                                    \
        (NAME(row_flags))(limit > 0) & (NAME(row_flags))(limit < __builtin_inf());              \
    if (x->close) {                                                                             \
      const LANES close = close_of;                                                             \
      usable &= (NAME(row_flags))(close > 0) & (NAME(row_flags))(close < __builtin_inf());      \
    }                                                                                           \
    const LANES distance = (limit - extreme) * x->sign;                                         \
    NAME(row_flags) reached = (NAME(row_flags))(distance >= x->least) &                         \
                              (NAME(row_flags))(extreme > 0) & usable;                          \
    if (!x->is_inclusive) reached &= (NAME(row_flags))(distance > 0);                           \
    if (x->volume) reached &= (NAME(row_flags))(volume_of != 0);                                \
    valid |= NAME(eight_bits)(usable) << (o);                                                   \
    filled |= NAME(eight_bits)(reached) << (o);                                                 \
    missing |= NAME(eight_bits)((NAME(row_flags))(limit != limit)) << (o);                      \
  } while (0)

static void NAME(limit_fills)(const fml_limit_orders *x) {
  for (int64_t word = 0; word * 64 < x->count; word++) {
    const int64_t from = word * 64, to = from + 64 < x->count ? from + 64 : x->count;
    uint64_t valid = 0, filled = 0, missing = 0;
    int64_t i = from;
    for (; i + 8 <= to; i += 8)
      FILLS_OF_EIGHT(*(const LANES *)(x->limit + i), *(const LANES *)(x->close + i),
                     *(const LANES *)(x->extreme + i), *(const LANES *)(x->volume + i), i - from);
    if (i < to) {
      LANES last[4] = {{0}};
      for (int l = 0; l < to - i; l++) {
        last[0][l] = x->limit[i + l];
        if (x->close) last[1][l] = x->close[i + l];
        last[2][l] = x->extreme[i + l];
        if (x->volume) last[3][l] = x->volume[i + l];
      }
      FILLS_OF_EIGHT(last[0], last[1], last[2], last[3], i - from);
    }
    x->valid[word] = valid;
    x->filled[word] = filled;
    x->missing[word] = missing;
  }
}
#undef FILLS_OF_EIGHT
#endif
