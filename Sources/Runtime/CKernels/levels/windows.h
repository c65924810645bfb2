// Aggregates of windows that end at each row, for columns: float64 alone.
//
// A window of n rows is put together from runs of 1, 2, 4, ... rows, the binary digits of n; a run
// of 2k rows from two of k. Nothing is ever subtracted, the order of additions is the same for every
// row, and neighbouring rows are lanes of a vector. Cells before the segment count as missing.
#if IS_DOUBLE

// The share that the newer run has of both; no rows have none.
INLINE VECTOR NAME(newer_share)(VECTOR older, VECTOR newer) {
  const VECTOR both = older + newer;
  return NAME(keep)(newer / both, (NAME(vector_bits))(both > 0));
}

typedef struct {
  VECTOR older, newer, share;
} NAME(window_counts);

// Sum.
INLINE void NAME(sum_leaf)(VECTOR x, VECTOR y, NAME(vector_bits) present, VECTOR *part) {
  (void)y;
  part[0] = NAME(keep)(x, present);
}
INLINE void NAME(sum_merge)(VECTOR *older, const VECTOR *newer, NAME(window_counts) n) {
  (void)n;
  older[0] += newer[0];
}

// Mean and the sum of squared distances from it.
INLINE void NAME(variance_leaf)(VECTOR x, VECTOR y, NAME(vector_bits) present, VECTOR *part) {
  (void)y;
  part[0] = NAME(keep)(x, present);
  part[1] = (VECTOR){0};
}
INLINE void NAME(variance_merge)(VECTOR *older, const VECTOR *newer, NAME(window_counts) n) {
  const VECTOR distance = newer[0] - older[0], step = distance * n.share;
  older[0] += step;
  older[1] = VFMA(step * n.older, distance, older[1] + newer[1]);
}

// Means, sums of squares and of products.
INLINE void NAME(covariance_leaf)(VECTOR x, VECTOR y, NAME(vector_bits) present, VECTOR *part) {
  part[0] = NAME(keep)(x, present);
  part[1] = NAME(keep)(y, present);
  part[2] = part[3] = part[4] = (VECTOR){0};
}
INLINE void NAME(covariance_merge)(VECTOR *older, const VECTOR *newer, NAME(window_counts) n) {
  const VECTOR x = newer[0] - older[0], y = newer[1] - older[1];
  const VECTOR weight = n.share * n.older, wx = x * weight;
  older[0] = VFMA(x, n.share, older[0]);
  older[1] = VFMA(y, n.share, older[1]);
  older[2] = VFMA(wx, x, older[2] + newer[2]);
  older[3] = VFMA(y * weight, y, older[3] + newer[3]);
  older[4] = VFMA(wx, y, older[4] + newer[4]);
}

// Extremes; no rows have an infinite one.
INLINE void NAME(min_leaf)(VECTOR x, VECTOR y, NAME(vector_bits) present, VECTOR *part) {
  (void)y;
  part[0] = NAME(choose)(x, (VECTOR){0} + __builtin_inf(), present);
}
INLINE void NAME(min_merge)(VECTOR *older, const VECTOR *newer, NAME(window_counts) n) {
  (void)n;
  older[0] = NAME(choose)(newer[0], older[0], (NAME(vector_bits))(newer[0] < older[0]));
}
INLINE void NAME(max_leaf)(VECTOR x, VECTOR y, NAME(vector_bits) present, VECTOR *part) {
  (void)y;
  part[0] = NAME(choose)(x, (VECTOR){0} - __builtin_inf(), present);
}
INLINE void NAME(max_merge)(VECTOR *older, const VECTOR *newer, NAME(window_counts) n) {
  (void)n;
  older[0] = NAME(choose)(newer[0], older[0], (NAME(vector_bits))(newer[0] > older[0]));
}

#define AT(base, index) (*(VECTOR *)((base) + (index)))

typedef void (*NAME(window_leaf))(VECTOR, VECTOR, NAME(vector_bits), VECTOR *);
typedef void (*NAME(window_merge))(VECTOR *, const VECTOR *, NAME(window_counts));

// Writes the runs of one row, first those of the rows before the block.
INLINE void NAME(window_leaves)(const fml_window w, int parts, NAME(window_leaf) leaf) {
  const int64_t history = w.window - 1, length = history + w.rows;
  const int64_t stride = w.scratch_stride;
  for (int64_t i = 0; i < length; i += WIDTH) {
    const int64_t row = i - history;
    VECTOR x, y;
    if (row >= -w.before && i + WIDTH <= length) {
      x = AT(w.x, row);
      y = AT(w.y, row);
    } else {
      for (int l = 0; l < WIDTH; l++) {
        const int is_there = row + l >= -w.before && i + l < length;
        x[l] = is_there ? w.x[row + l] : i + l < length ? __builtin_nan("") : 0;
        y[l] = is_there ? w.y[row + l] : 0;
      }
    }
    const NAME(vector_bits) present = (NAME(vector_bits))(x == x) & (NAME(vector_bits))(y == y);
    VECTOR part[5];
    leaf(x, y, present, part);
    AT(w.scratch, i) = NAME(keep)((VECTOR){0} + 1, present);
    for (int p = 0; p < parts; p++) AT(w.scratch + (p + 1) * stride, i) = part[p];
  }
}

// True when the segment reaches back far enough and no value is missing: rows are then read where they
// are, and counts are known.
INLINE int NAME(window_is_full)(const fml_window w) {
  const int64_t history = w.window - 1;
  if (w.before < history) return 0;
  NAME(vector_bits) missing = {0};
  int64_t i = -history;
  for (; i + WIDTH <= w.rows; i += WIDTH) {
    const VECTOR x = AT(w.x, i), y = AT(w.y, i);
    missing |= (NAME(vector_bits))(x != x) | (NAME(vector_bits))(y != y);
  }
  U any = 0;
  for (int l = 0; l < WIDTH; l++) any |= missing[l];
  for (; i < w.rows; i++) any |= w.x[i] != w.x[i] || w.y[i] != w.y[i];
  return any == 0;
}

// The parts of the runs of `length` rows that end at row i of the scratch and the rows after it. Runs
// of one row of a full window are made of the rows themselves.
INLINE void NAME(window_runs)(const fml_window w, int parts, NAME(window_leaf) leaf, int is_full,
                              int64_t length, int64_t i, VECTOR *part) {
  const int64_t history = w.window - 1, rows = history + w.rows;
  if (is_full && length == 1) {
    const int64_t row = i - history;
    VECTOR x = {0}, y = {0};
    if (i + WIDTH <= rows) {
      x = AT(w.x, row);
      y = AT(w.y, row);
    } else {
      for (int l = 0; i + l < rows; l++) {
        x[l] = w.x[row + l];
        y[l] = w.y[row + l];
      }
    }
    leaf(x, y, ~(NAME(vector_bits)){0}, part);
  } else {
    for (int p = 0; p < parts; p++) {
      part[p] = AT(w.scratch + (p + 1) * w.scratch_stride, i);
    }
  }
}

// The newer run of every row, `done` rows long, behind the older one of `length` rows.
INLINE void NAME(window_append)(const fml_window w, int parts, NAME(window_leaf) leaf,
                                NAME(window_merge) merge, int is_full, int64_t done,
                                int64_t length) {
  const int64_t history = w.window - 1;
  NAME(window_counts) n = {(VECTOR){0} + (T)length, (VECTOR){0} + (T)done, {0}};
  n.share = NAME(newer_share)(n.older, n.newer);
  for (int64_t i = 0; i < w.rows; i += WIDTH) {
    VECTOR older[5], newer[5];
    if (!is_full) {
      n.older = AT(w.scratch + history + i - done, 0);
      n.newer = done ? AT(w.lanes, i) : (VECTOR){0};
      n.share = NAME(newer_share)(n.older, n.newer);
      AT(w.lanes, i) = n.older + n.newer;
    }
    NAME(window_runs)(w, parts, leaf, is_full, length, history + i - done, older);
    if (done) {
      for (int p = 0; p < parts; p++) newer[p] = AT(w.lanes + (p + 1) * w.stride, i);
      merge(older, newer, n);
    }
    for (int p = 0; p < parts; p++) AT(w.lanes + (p + 1) * w.stride, i) = older[p];
  }
}

// Runs of `length` rows become runs of twice as many, from the last row backwards, in place.
INLINE void NAME(window_double)(const fml_window w, int parts, NAME(window_leaf) leaf,
                                NAME(window_merge) merge, int is_full, int64_t length) {
  const int64_t rows = w.window - 1 + w.rows, stride = w.scratch_stride;
  const int64_t from = 2 * length - 1;
  NAME(window_counts) n = {(VECTOR){0} + (T)length, (VECTOR){0} + (T)length, (VECTOR){0} + 0.5};
  for (int64_t i = from + (rows - from - 1) / WIDTH * WIDTH; i >= from; i -= WIDTH) {
    VECTOR older[5], newer[5];
    if (!is_full) {
      n.older = AT(w.scratch, i - length);
      n.newer = AT(w.scratch, i);
      n.share = NAME(newer_share)(n.older, n.newer);
    }
    NAME(window_runs)(w, parts, leaf, is_full, length, i - length, older);
    NAME(window_runs)(w, parts, leaf, is_full, length, i, newer);
    merge(older, newer, n);
    if (!is_full) AT(w.scratch, i) = n.older + n.newer;
    for (int p = 0; p < parts; p++) AT(w.scratch + (p + 1) * stride, i) = older[p];
  }
}

INLINE void NAME(window_tree)(const fml_window w, int parts, NAME(window_leaf) leaf,
                              NAME(window_merge) merge, int is_full) {
  int64_t done = w.window & 1;
  if (done) NAME(window_append)(w, parts, leaf, merge, is_full, 0, 1);
  if (w.window > 1) NAME(window_double)(w, parts, leaf, merge, is_full, 1);
  for (int64_t length = 2; length <= w.window; length *= 2) {
    if (w.window & length) {
      NAME(window_append)(w, parts, leaf, merge, is_full, done, length);
      done += length;
    }
    if (2 * length <= w.window) NAME(window_double)(w, parts, leaf, merge, is_full, length);
  }
  if (is_full) {
    for (int64_t i = 0; i < w.rows; i++) w.lanes[i] = (T)w.window;
  }
}

#define WINDOW_KERNEL(kind, parts)                                                            \
  static void NAME(kind##_windows)(const fml_window *window) {                                \
    const fml_window w = *window;                                                             \
    if (NAME(window_is_full)(w)) {                                                            \
      NAME(window_tree)(w, parts, NAME(kind##_leaf), NAME(kind##_merge), 1);                  \
    } else {                                                                                  \
      NAME(window_leaves)(w, parts, NAME(kind##_leaf));                                       \
      NAME(window_tree)(w, parts, NAME(kind##_leaf), NAME(kind##_merge), 0);                  \
    }                                                                                         \
  }

WINDOW_KERNEL(sum, 1)
WINDOW_KERNEL(variance, 2)
WINDOW_KERNEL(covariance, 5)
WINDOW_KERNEL(min, 1)
WINDOW_KERNEL(max, 1)

// What a statistic makes of the aggregates of windows with at least `minimum` rows.
INLINE VECTOR NAME(statistic)(const double *lanes, int64_t stride, int32_t kind, VECTOR count,
                              VECTOR freedom) {
  const VECTOR a = AT(lanes + stride, 0), zero = {0}, none = zero + __builtin_nan("");
  if (kind == FML_STATISTIC_PLAIN) return a;
  if (kind == FML_STATISTIC_MEAN) return a / count;
  if (kind == FML_STATISTIC_CORRELATION) {
    const VECTOR squares = AT(lanes + 3 * stride, 0) * AT(lanes + 4 * stride, 0);
    const VECTOR scale = __builtin_elementwise_sqrt(squares);
    VECTOR r = AT(lanes + 5 * stride, 0) / scale;
    r = NAME(choose)(zero + 1, r, (NAME(vector_bits))(r > 1));
    r = NAME(choose)(zero - 1, r, (NAME(vector_bits))(r < -1));
    return NAME(choose)(r, none, (NAME(vector_bits))(scale > 0));
  }
  const int place = kind == FML_STATISTIC_COVARIANCE ? 5 : 2;
  const VECTOR mean = AT(lanes + place * stride, 0) / freedom;
  const VECTOR known = NAME(choose)(mean, none, (NAME(vector_bits))(freedom > 0));
  return kind == FML_STATISTIC_DEVIATION ? __builtin_elementwise_sqrt(known) : known;
}

INLINE void NAME(statistics_of)(const fml_window w, int32_t kind, double minimum, double ddof,
                                double *out) {
  const VECTOR none = (VECTOR){0} + __builtin_nan("");
  for (int64_t i = 0; i < w.rows; i += WIDTH) {
    const VECTOR count = AT(w.lanes, i);
    const VECTOR value = NAME(choose)(NAME(statistic)(w.lanes + i, w.stride, kind, count, count - ddof),
                                      none, (NAME(vector_bits))(count >= minimum));
    if (i + WIDTH <= w.rows) {
      AT(out, i) = value;
    } else {
      for (int l = 0; i + l < w.rows; l++) out[i + l] = value[l];
    }
  }
}

static void NAME(window_statistic)(const fml_window *w, int32_t kind, double minimum, double ddof,
                                   double *out) {
  switch (kind) {
#define STATISTIC_CASE(kind) \
  case kind: return NAME(statistics_of)(*w, kind, minimum, ddof, out);
    STATISTIC_CASE(FML_STATISTIC_PLAIN)
    STATISTIC_CASE(FML_STATISTIC_MEAN)
    STATISTIC_CASE(FML_STATISTIC_VARIANCE)
    STATISTIC_CASE(FML_STATISTIC_DEVIATION)
    STATISTIC_CASE(FML_STATISTIC_COVARIANCE)
    STATISTIC_CASE(FML_STATISTIC_CORRELATION)
#undef STATISTIC_CASE
  }
}

#undef WINDOW_KERNEL
#undef AT
#endif
