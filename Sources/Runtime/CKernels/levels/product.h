// Register-tiled products of small matrices, all rows dense. Every element of the result is one
// chain of multiply-adds over k in order, so bits do not depend on the tiling.

// R rows by W vectors of c; element (i, p) of a is a[i * row + p * step]. The last vector keeps
// `last` lanes; its loads may read past the end of a row, which the arena's slack allows.
static inline __attribute__((always_inline)) void NAME(tile)(
    const T *a, int64_t row, int64_t step, const T *b, T *c, int64_t n, int64_t k, const int R,
    const int W, const int last) {
  VECTOR sum[4][3];
#pragma unroll
  for (int i = 0; i < R; i++) {
#pragma unroll
    for (int j = 0; j < W; j++) sum[i][j] = (VECTOR){0};
  }
  for (int64_t p = 0; p < k; p++) {
    VECTOR right[3];
#pragma unroll
    for (int j = 0; j < W; j++) right[j] = *(const VECTOR *)(b + p * n + j * WIDTH);
#pragma unroll
    for (int i = 0; i < R; i++) {
      const VECTOR left = (VECTOR){0} + a[i * row + p * step];
#pragma unroll
      for (int j = 0; j < W; j++) sum[i][j] = VFMA(left, right[j], sum[i][j]);
    }
  }
#pragma unroll
  for (int i = 0; i < R; i++) {
#pragma unroll
    for (int j = 0; j < W; j++) {
      T *target = c + i * n + j * WIDTH;
      if (j < W - 1 || last == WIDTH) {
        *(VECTOR *)target = sum[i][j];
      } else {
        T lanes[32 / sizeof(T)];
        *(VECTOR *)lanes = sum[i][j];
        for (int l = 0; l < last; l++) target[l] = lanes[l];
      }
    }
  }
}

// R rows of the whole width.
static inline __attribute__((always_inline)) void NAME(row_band)(
    const T *a, int64_t row, int64_t step, const T *b, T *c, int64_t n, int64_t k, const int R) {
  int64_t j = 0;
  for (; j + 2 * WIDTH <= n; j += 2 * WIDTH) {
    NAME(tile)(a, row, step, b + j, c + j, n, k, R, 2, WIDTH);
  }
  for (; j + WIDTH <= n; j += WIDTH) NAME(tile)(a, row, step, b + j, c + j, n, k, R, 1, WIDTH);
  if (j < n) NAME(tile)(a, row, step, b + j, c + j, n, k, R, 1, (int)(n - j));
}

static void NAME(multiply)(const T *a, int64_t row, int64_t step, const T *b, T *c, int64_t m,
                           int64_t n, int64_t k) {
  int64_t i = 0;
  for (; i + 4 <= m; i += 4) NAME(row_band)(a + i * row, row, step, b, c + i * n, n, k, 4);
  for (; i < m; i++) NAME(row_band)(a + i * row, row, step, b, c + i * n, n, k, 1);
}

static int32_t NAME(run_product)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  NAME(multiply)(arena + in->operand[1], in->k, 1, arena + in->operand[2], arena + in->operand[0],
                 in->m, in->n, in->k);
  return 0;
}

static int32_t NAME(run_product_left)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  NAME(multiply)(arena + in->operand[1], 1, in->m, arena + in->operand[2], arena + in->operand[0],
                 in->m, in->n, in->k);
  return 0;
}

static void NAME(transpose)(const T *from, T *to, int64_t m, int64_t n) {
  for (int64_t i = 0; i < m; i += 8) {
    const int64_t end = i + 8 < m ? i + 8 : m;
    for (int64_t j = 0; j < n; j++) {
      for (int64_t r = i; r < end; r++) to[j * m + r] = from[r * n + j];
    }
  }
}

static int32_t NAME(run_product_right)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  T *scratch = arena + in->operand[3];
  NAME(transpose)(arena + in->operand[2], scratch, in->n, in->k);
  NAME(multiply)(arena + in->operand[1], in->k, 1, scratch, arena + in->operand[0], in->m, in->n,
                 in->k);
  return 0;
}

static int32_t NAME(run_transpose)(const fml_context *x, const fml_instruction *in) {
  const T *from = (const T *)x->arena + in->operand[1];
  T *to = (T *)x->arena + in->operand[0];
  const int64_t size = (int64_t)in->m * in->n;
  for (int64_t b = 0; b < in->k; b++) NAME(transpose)(from + b * size, to + b * size, in->m, in->n);
  return 0;
}
