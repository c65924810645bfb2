// Columns by row of a panel, symbol after symbol, to values by time side by side, and back.
#if IS_DOUBLE
// The rows of eight vectors to their columns.
INLINE void NAME(turn)(LANES r[8]) {
  LANES a[8], b[8];
  for (int i = 0; i < 8; i += 2) {
    a[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    a[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
  for (int i = 0; i < 8; i += 4) {
    for (int k = 0; k < 2; k++) {
      b[i + k] = __builtin_shufflevector(a[i + k], a[i + k + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      b[i + k + 2] = __builtin_shufflevector(a[i + k], a[i + k + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  for (int i = 0; i < 4; i++) {
    r[i] = __builtin_shufflevector(b[i], b[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    r[i + 4] = __builtin_shufflevector(b[i], b[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

// cells[time * symbols + symbol] = column[rows[symbol] + from + time], or the other way around.
INLINE void NAME(move_tile)(const fml_grid_tile *x, int is_back) {
  const int64_t n = x->symbols;
  for (int64_t s = 0; s < n; s += 8) {
    const int64_t end = s + 8 < n ? s + 8 : n;
    int64_t t = 0;
    for (; end - s == 8 && t + 8 <= x->times; t += 8) {
      LANES r[8];
      for (int i = 0; i < 8; i++)
        r[i] = *(const LANES *)(is_back ? x->cells + (t + i) * n + s
                                        : x->column + x->rows[s + i] + x->from + t);
      NAME(turn)(r);
      for (int i = 0; i < 8; i++)
        *(LANES *)(is_back ? x->column + x->rows[s + i] + x->from + t : x->cells + (t + i) * n + s) =
            r[i];
    }
    for (; t < x->times; t++) {
      for (int64_t i = s; i < end; i++) {
        T *cell = x->cells + t * n + i, *value = x->column + x->rows[i] + x->from + t;
        *(is_back ? value : cell) = *(is_back ? cell : value);
      }
    }
  }
}

static void NAME(gather_tile)(const fml_grid_tile *x) { NAME(move_tile)(x, 0); }
static void NAME(scatter_tile)(const fml_grid_tile *x) { NAME(move_tile)(x, 1); }
#endif
