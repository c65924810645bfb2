// Columns of float64 into the rows of a float32 matrix: with the tables of float64.
#if IS_DOUBLE

typedef float NAME(eight) __attribute__((vector_size(32), aligned(4)));
typedef double NAME(eight_wide) __attribute__((vector_size(64), aligned(8)));
typedef int64_t NAME(eight_flags) __attribute__((vector_size(64), aligned(8)));

// Eight columns of eight rows become rows; what is not finite becomes 0 and takes its row's flag.
INLINE void NAME(interleave_tile)(const double *const *columns, int64_t row, float *cells,
                                  int64_t width, NAME(eight_flags) *good) {
  NAME(eight) t[8], u[8];
  for (int c = 0; c < 8; c++) {
    const NAME(eight_wide) x = *(const NAME(eight_wide) *)(columns[c] + row);
    const NAME(eight_flags) is_finite = (NAME(eight_flags))(x - x == 0);
    *good &= is_finite;
    t[c] = __builtin_convertvector((NAME(eight_wide))((NAME(eight_flags))x & is_finite),
                                   NAME(eight));
  }
  for (int c = 0; c < 8; c += 2) {
    u[c] = __builtin_shufflevector(t[c], t[c + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    u[c + 1] = __builtin_shufflevector(t[c], t[c + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
  for (int c = 0; c < 8; c += 4) {
    for (int p = 0; p < 2; p++) {
      t[c + p] = __builtin_shufflevector(u[c + p], u[c + 2 + p], 0, 1, 8, 9, 4, 5, 12, 13);
      t[c + 2 + p] = __builtin_shufflevector(u[c + p], u[c + 2 + p], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  for (int p = 0; p < 4; p++) {
    u[p] = __builtin_shufflevector(t[p], t[p + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    u[p + 4] = __builtin_shufflevector(t[p], t[p + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
  for (int r = 0; r < 8; r++) *(NAME(eight) *)(cells + r * width) = u[r];
}

static void NAME(interleave)(const double *const *columns, int64_t width, int64_t from, int64_t to,
                             float *cells, uint8_t *flags) {
  int64_t row = from;
  for (; width >= 8 && row + 8 <= to; row += 8) {
    NAME(eight_flags) good = ~(NAME(eight_flags)){0};
    for (int64_t c = 0; c < width; c += 8) {
      const int64_t column = c + 8 <= width ? c : width - 8;
      NAME(interleave_tile)(columns + column, row, cells + row * width + column, width, &good);
    }
    for (int r = 0; r < 8; r++) flags[row + r] = good[r] != 0;
  }
  for (; row < to; row++) {
    flags[row] = 1;
    for (int64_t c = 0; c < width; c++) {
      const double x = columns[c][row];
      const int is_finite = x - x == 0;
      cells[row * width + c] = is_finite ? (float)x : 0;
      flags[row] &= (uint8_t)is_finite;
    }
  }
}
#endif
