// Products of large matrices by the library, cut along the rows of the result.

INLINE void NAME(gemm)(const fml_context *x, int left, int right, int64_t m, int64_t n, int64_t k,
                       const T *a, int64_t lda, const T *b, int64_t ldb, int adds, T *c,
                       int64_t ldc) {
  if (m > 0) x->gemm(left, right, m, n, k, a, lda, b, ldb, adds, c, ldc);
}

static int32_t NAME(run_library_product)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  const int64_t n = in->n, k = in->k;
  const fml_share rows = fml_share_of(x, in->m, 16);
  NAME(gemm)(x, 0, 0, rows.to - rows.from, n, k, arena + in->operand[1] + rows.from * k, k,
             arena + in->operand[2], n, 0, arena + in->operand[0] + rows.from * n, n);
  return 0;
}

static int32_t NAME(run_library_product_right)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  const int64_t n = in->n, k = in->k;
  const fml_share rows = fml_share_of(x, in->m, 16);
  NAME(gemm)(x, 0, 1, rows.to - rows.from, n, k, arena + in->operand[1] + rows.from * k, k,
             arena + in->operand[2], k, 0, arena + in->operand[0] + rows.from * n, n);
  return 0;
}

static int32_t NAME(run_library_product_left)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  const int64_t m = in->m, n = in->n;
  const fml_share rows = fml_share_of(x, m, 16);
  NAME(gemm)(x, 1, 0, rows.to - rows.from, n, in->k, arena + in->operand[1] + rows.from, m,
             arena + in->operand[2], n, 0, arena + in->operand[0] + rows.from * n, n);
  return 0;
}
