// Reductions, repetitions, copies and layer normalisation. Sums run in eight lanes that are
// combined in one order, whatever the CPU.

typedef T NAME(quad) __attribute__((vector_size(4 * sizeof(T)), aligned(sizeof(T))));

INLINE T NAME(total)(LANES l) {
  const NAME(quad) q = __builtin_shufflevector(l, l, 0, 1, 2, 3)
                       + __builtin_shufflevector(l, l, 4, 5, 6, 7);
  return (q[0] + q[2]) + (q[1] + q[3]);
}

// All bits of the first `count` lanes.
typedef U NAME(lane_bits) __attribute__((vector_size(8 * sizeof(T)), aligned(sizeof(T))));

INLINE NAME(lane_bits) NAME(first_lanes)(int64_t count) {
  const NAME(lane_bits) number = {0, 1, 2, 3, 4, 5, 6, 7};
  return (NAME(lane_bits))(number < (U)count);
}

// Eight numbers of a row of n from `at` on; past the end of the row zeros, though it loads what lies
// there.
INLINE LANES NAME(columns)(const T *row, int64_t at, int64_t n) {
  const LANES whole = *(const LANES *)(row + at);
  if (at + 8 <= n) return whole;
  return (LANES)((NAME(lane_bits))whole & NAME(first_lanes)(n - at));
}

// The first lanes of a vector for the columns of a row of n from `at` on. Loads for it may take what
// lies past the row, which the arena's slack allows.
INLINE void NAME(store_columns)(T *row, int64_t at, int64_t n, VECTOR value) {
  if (at + WIDTH <= n) {
    *(VECTOR *)(row + at) = value;
  } else {
    NAME(store_part)(row + at, value, n - at);
  }
}

INLINE T NAME(row_sum)(const T *x, int64_t n) {
  LANES lanes = {0};
  int64_t i = 0;
  for (; i + 8 <= n; i += 8) lanes += *(const LANES *)(x + i);
  if (i < n) lanes += NAME(columns)(x, i, n);
  return NAME(total)(lanes);
}

// The sum of (x - mean)^2.
INLINE T NAME(row_spread)(const T *x, T mean, int64_t n) {
  LANES lanes = {0};
  int64_t i = 0;
  for (; i + 8 <= n; i += 8) {
    const LANES d = *(const LANES *)(x + i) - mean;
    lanes = VFMA(d, d, lanes);
  }
  if (i < n) {
    const LANES whole = *(const LANES *)(x + i) - mean;
    const LANES d = (LANES)((NAME(lane_bits))whole & NAME(first_lanes)(n - i));
    lanes = VFMA(d, d, lanes);
  }
  return NAME(total)(lanes);
}

// Columns from..<to of the sum of `count` rows of `inner`.
INLINE void NAME(sum_columns)(const T *x, T *out, int64_t count, int64_t inner, T factor,
                              fml_share columns) {
  for (int64_t j = columns.from; j < columns.to; j += WIDTH) {
    VECTOR sum = *(const VECTOR *)(x + j);
    for (int64_t r = 1; r < count; r++) sum += *(const VECTOR *)(x + r * inner + j);
    NAME(store_columns)(out, j, columns.to, sum * factor);
  }
}

// m, n, k: outer, count, inner of the summed axis. Cut along the outputs.
static int32_t NAME(run_sum)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const T factor = (T)in->immediate[0];
  const int64_t count = in->n, inner = in->k;
  if (inner == 1) {
    const fml_share rows = fml_share_of(x, in->m, 1);
    for (int64_t o = rows.from; o < rows.to; o++) {
      out[o] = NAME(row_sum)(from + o * count, count) * factor;
    }
    return 0;
  }
  const fml_share columns = fml_share_of(x, inner, 8);
  for (int64_t o = 0; o < in->m; o++) {
    NAME(sum_columns)(from + o * count * inner, out + o * inner, count, inner, factor, columns);
  }
  return 0;
}

static int32_t NAME(run_broadcast)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const int64_t count = in->n, inner = in->k;
  if (in->m == 1) {
    const fml_share rows = fml_share_of(x, count, 1);
    for (int64_t r = rows.from; r < rows.to; r++) {
      for (int64_t j = 0; j < inner; j++) out[r * inner + j] = from[j];
    }
    return 0;
  }
  const fml_share outer = fml_share_of(x, in->m, 1);
  for (int64_t o = outer.from; o < outer.to; o++) {
    T *to = out + o * count * inner;
    for (int64_t r = 0; r < count; r++, to += inner) {
      for (int64_t j = 0; j < inner; j++) to[j] = from[o * inner + j];
    }
  }
  return 0;
}

static int32_t NAME(run_add_row)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const T *row = (const T *)x->arena + in->operand[2];
  const int64_t n = in->n;
  const fml_share rows = fml_share_of(x, in->m, 1);
  for (int64_t i = rows.from; i < rows.to; i++) {
    for (int64_t j = 0; j < n; j++) out[i * n + j] = from[i * n + j] + row[j];
  }
  return 0;
}

// Last four operands: stride and start of the result's rows, stride and start of the input's.
static int32_t NAME(run_copy_columns)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0] + in->operand[5];
  const T *from = (const T *)x->arena + in->operand[1] + in->operand[7];
  const fml_share rows = fml_share_of(x, in->m, 1);
  out += rows.from * in->operand[4];
  from += rows.from * in->operand[6];
  for (int64_t i = rows.from; i < rows.to; i++, out += in->operand[4], from += in->operand[6]) {
    for (int64_t j = 0; j < in->n; j++) out[j] = from[j];
  }
  return 0;
}

static int32_t NAME(run_fill)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  for (int64_t i = 0; i < in->m; i++) out[i] = (T)in->immediate[0];
  return 0;
}

static int32_t NAME(run_copy)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  if (in->operand[0] != in->operand[1]) {
    __builtin_memcpy(arena + in->operand[0], arena + in->operand[1], in->m * sizeof(T));
  }
  return 0;
}

// `n` numbers that do not overlap.
INLINE void NAME(copy_row)(T *out, const T *from, int64_t n) {
  if (n < 8) {
    for (int64_t j = 0; j < n; j++) out[j] = from[j];
    return;
  }
  for (int64_t j = 0; j + 8 <= n; j += 8) *(LANES *)(out + j) = *(const LANES *)(from + j);
  *(LANES *)(out + n - 8) = *(const LANES *)(from + n - 8);
}

// Rows picked by an index; row -1 gives immediate 0.
static int32_t NAME(run_gather)(const fml_context *x, const fml_instruction *in) {
  const fml_source *source = x->sources + in->operand[4];
  const int32_t *index = x->indices[in->operand[5]];
  T *out = (T *)x->arena + in->operand[0];
  const int64_t n = in->n;
  const fml_share rows = fml_share_of(x, in->m, 1);
  for (int64_t i = rows.from; i < rows.to; i++) {
    const int64_t row = index[i];
    T *to = out + i * n;
    if (row < -1 || row >= source->rows) return 1;
    if (row < 0) {
      for (int64_t j = 0; j < n; j++) to[j] = (T)in->immediate[0];
    } else if (source->is_double == IS_DOUBLE) {
      NAME(copy_row)(to, (const T *)source->values + row * n, n);
    } else if (source->is_double) {
      const double *from = (const double *)source->values + row * n;
      for (int64_t j = 0; j < n; j++) to[j] = (T)from[j];
    } else {
      const float *from = (const float *)source->values + row * n;
      for (int64_t j = 0; j < n; j++) to[j] = (T)from[j];
    }
  }
  return 0;
}
