// Register-tiled products of small matrices, all rows dense. Every element of the result is one
// chain of multiply-adds over k in order, so bits do not depend on the tiling or on how rows are cut.

// The first `count` lanes of a vector.
INLINE void NAME(store_part)(T *to, VECTOR value, int64_t count) {
#if VECTOR_BYTES == 64 && IS_DOUBLE
  _mm512_mask_storeu_pd(to, (__mmask8)((1u << count) - 1), (__m512d)value);
#elif VECTOR_BYTES == 64
  _mm512_mask_storeu_ps(to, (__mmask16)((1u << count) - 1), (__m512)value);
#else
  T lanes[WIDTH];
  *(VECTOR *)lanes = value;
  for (int64_t l = 0; l < count; l++) to[l] = lanes[l];
#endif
}

// R rows by W vectors of c; element (i, p) of a is a[i * row + p * step]. The last vector starts at
// `last` and keeps `lanes` lanes: it may overlap the one before it, where it computes the same bits
// again. `bias`, if any, is added: one row, or rows `shift` apart. Loads may read past the end of a row, which the arena's slack allows.
INLINE void NAME(tile)(const T *a, int64_t row, int64_t step, const T *b, int64_t stride,
                       const T *bias, int64_t shift, T *c, int64_t n, int64_t k, int64_t last,
                       int64_t lanes, const int R, const int W) {
  VECTOR sum[8][3];
#pragma unroll
  for (int i = 0; i < R; i++) {
#pragma unroll
    for (int j = 0; j < W; j++) sum[i][j] = (VECTOR){0};
  }
  for (int64_t p = 0; p < k; p++) {
    VECTOR right[3];
#pragma unroll
    for (int j = 0; j < W; j++) {
      right[j] = *(const VECTOR *)(b + p * stride + (j == W - 1 ? last : j * WIDTH));
    }
#pragma unroll
    for (int i = 0; i < R; i++) {
      const VECTOR left = a[i * row + p * step] - (VECTOR){0};
#pragma unroll
      for (int j = 0; j < W; j++) sum[i][j] = VFMA(left, right[j], sum[i][j]);
    }
  }
#pragma unroll
  for (int j = 0; j < W; j++) {
    const int64_t at = j == W - 1 ? last : j * WIDTH;
#pragma unroll
    for (int i = 0; i < R; i++) {
      if (bias) sum[i][j] += *(const VECTOR *)(bias + i * shift + at);
      if (j < W - 1 || lanes == WIDTH) {
        *(VECTOR *)(c + i * n + at) = sum[i][j];
      } else {
        NAME(store_part)(c + i * n + at, sum[i][j], lanes);
      }
    }
  }
}

// All rows of W vectors of columns, in bands that fit the registers.
INLINE void NAME(panel)(const T *a, int64_t row, int64_t step, const T *b, int64_t stride,
                        const T *bias, int64_t shift, T *c, int64_t m, int64_t n, int64_t k,
                        int64_t last, int64_t lanes, const int W) {
  int64_t i = 0;
#if TILE_ROWS == 8
  for (; i + 8 <= m; i += 8) {
    NAME(tile)(a + i * row, row, step, b, stride,
                 bias ? bias + i * shift : 0, shift, c + i * n, n, k, last, lanes, 8, W);
  }
#endif
  for (; i + 4 <= m; i += 4) {
    NAME(tile)(a + i * row, row, step, b, stride,
                 bias ? bias + i * shift : 0, shift, c + i * n, n, k, last, lanes, 4, W);
  }
  for (; i < m; i++) {
    NAME(tile)(a + i * row, row, step, b, stride,
                 bias ? bias + i * shift : 0, shift, c + i * n, n, k, last, lanes, 1, W);
  }
}

// c = a b (+ bias), m rows, b with rows of n.
static void NAME(multiply)(const T *a, int64_t row, int64_t step, const T *b, const T *bias, T *c,
                           int64_t m, int64_t n, int64_t k) {
  for (int64_t j = 0; j < n;) {
    const int64_t vectors = (n - j + WIDTH - 1) / WIDTH;
    const int64_t take = vectors == 3 || vectors > 4 ? 3 : vectors >= 2 ? 2 : 1;
    const int64_t end = j + take * WIDTH <= n ? j + take * WIDTH : n;
    const int64_t last = n < WIDTH ? 0 : end - WIDTH - j;
    const int64_t lanes = n < WIDTH ? n : WIDTH;
    const T *row_bias = bias ? bias + j : 0;
    if (take == 3) {
      NAME(panel)(a, row, step, b + j, n, row_bias, 0, c + j, m, n, k, last, lanes, 3);
    } else if (take == 2) {
      NAME(panel)(a, row, step, b + j, n, row_bias, 0, c + j, m, n, k, last, lanes, 2);
    } else {
      NAME(panel)(a, row, step, b + j, n, row_bias, 0, c + j, m, n, k, last, lanes, 1);
    }
    j = end;
  }
}

// A right factor [k, n] in panels of two vectors of columns, filled up with zeros; `across` and `down`
// are the steps from column to column and from row to row. Takes at most (n + 31) / 32 * 32 * k.
static void NAME(pack)(const T *b, int64_t across, int64_t down, T *to, int64_t n, int64_t k) {
  const int64_t wide = 2 * WIDTH;
  for (int64_t j = 0; j < n; j += wide, to += wide * k) {
    const int64_t count = n - j < wide ? n - j : wide;
    for (int64_t c = 0; c < wide; c++) {
      for (int64_t p = 0; p < k; p++) {
        to[p * wide + c] = c < count ? b[(j + c) * across + p * down] : 0;
      }
    }
  }
}

// c = a b, or c += a b, with b in panels; rows of a and c are lda and ldc apart.
static void NAME(multiply_packed)(const T *a, int64_t lda, const T *b, int adds, T *c, int64_t ldc,
                                  int64_t m, int64_t n, int64_t k) {
  const int64_t wide = 2 * WIDTH;
  for (int64_t j = 0; j < n; j += wide, b += wide * k) {
    const int64_t count = n - j < wide ? n - j : wide;
    const T *before = adds ? c + j : 0;
    if (count > WIDTH) {
      NAME(panel)(a, lda, 1, b, wide, before, ldc, c + j, m, ldc, k, WIDTH, count - WIDTH, 2);
    } else {
      NAME(panel)(a, lda, 1, b, wide, before, ldc, c + j, m, ldc, k, 0, count, 1);
    }
  }
}

// The bias of a product stands in operand 3.
static inline const T *NAME(bias_of)(const fml_context *x, const fml_instruction *in) {
  return in->flags & FML_HAS_BIAS ? (const T *)x->arena + in->operand[3] : 0;
}

static int32_t NAME(run_product)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  const fml_share rows = fml_share_of(x, in->m, 8);
  NAME(multiply)(arena + in->operand[1] + rows.from * in->k, in->k, 1, arena + in->operand[2],
                 NAME(bias_of)(x, in), arena + in->operand[0] + rows.from * in->n,
                 rows.to - rows.from, in->n, in->k);
  return 0;
}

// Narrower results than half a vector are computed the other way round: the same chains over k,
// with the vectors along m.
enum { NAME(widest_turned) = 512 };

static int32_t NAME(run_product_left)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  if (x->parts == 1 && 2 * in->n <= WIDTH && in->m > in->n && in->m <= NAME(widest_turned)) {
    T turned[WIDTH / 2 * NAME(widest_turned)];
    T *out = arena + in->operand[0];
    NAME(multiply)(arena + in->operand[2], 1, in->n, arena + in->operand[1], 0, turned, in->n,
                   in->m, in->k);
    for (uint32_t i = 0; i < in->m; i++) {
      for (uint32_t j = 0; j < in->n; j++) out[i * in->n + j] = turned[j * in->m + i];
    }
    return 0;
  }
  const fml_share rows = fml_share_of(x, in->m, 8);
  NAME(multiply)(arena + in->operand[1] + rows.from, 1, in->m, arena + in->operand[2], 0,
                 arena + in->operand[0] + rows.from * in->n, rows.to - rows.from, in->n, in->k);
  return 0;
}

typedef T NAME(block) __attribute__((vector_size(8 * sizeof(T)), aligned(sizeof(T))));

#define LOW __builtin_shufflevector
// Eight rows of eight to eight columns, of which the first `count` are kept.
INLINE void NAME(transpose_block)(const T *from, int64_t n, T *to, int64_t m, int count) {
  NAME(block) r[8], s[8];
#pragma unroll
  for (int i = 0; i < 8; i++) r[i] = *(const NAME(block) *)(from + i * n);
#pragma unroll
  for (int i = 0; i < 8; i += 2) {
    s[i] = LOW(r[i], r[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    s[i + 1] = LOW(r[i], r[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
#pragma unroll
  for (int i = 0; i < 8; i += 4) {
#pragma unroll
    for (int j = 0; j < 2; j++) {
      r[i + j] = LOW(s[i + j], s[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      r[i + j + 2] = LOW(s[i + j], s[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
#pragma unroll
  for (int j = 0; j < 4; j++) {
    s[j] = LOW(r[j], r[j + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    s[j + 4] = LOW(r[j], r[j + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
#pragma unroll
  for (int j = 0; j < 8; j++) {
    if (j < count) *(NAME(block) *)(to + j * m) = s[j];
  }
}
#undef LOW

static void NAME(transpose)(const T *from, T *to, int64_t m, int64_t n) {
  int64_t i = 0;
  for (; i + 8 <= m; i += 8) {
    int64_t j = 0;
    for (; j + 8 <= n; j += 8) NAME(transpose_block)(from + i * n + j, n, to + j * m + i, m, 8);
    // Loads past the end of a row are allowed, as in products.
    if (j < n) NAME(transpose_block)(from + i * n + j, n, to + j * m + i, m, (int)(n - j));
  }
  for (; i < m; i++) {
    for (int64_t j = 0; j < n; j++) to[j * m + i] = from[i * n + j];
  }
}

static int32_t NAME(run_transpose)(const fml_context *x, const fml_instruction *in) {
  const T *from = (const T *)x->arena + in->operand[1];
  T *to = (T *)x->arena + in->operand[0];
  const int64_t size = (int64_t)in->m * in->n;
  const fml_share blocks = fml_share_of(x, in->k, 1);
  for (int64_t b = blocks.from; b < blocks.to; b++) {
    NAME(transpose)(from + b * size, to + b * size, in->m, in->n);
  }
  return 0;
}
