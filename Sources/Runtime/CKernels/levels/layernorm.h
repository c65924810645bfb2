// Layer normalisation of rows. Behind the m n results stand four numbers a row: mean, scale
// (1 / standard deviation) and two of room for the gradient.

static int32_t NAME(run_layer_norm)(const fml_context *x, const fml_instruction *in) {
  const T *from = (const T *)x->arena + in->operand[1];
  const T *gain = (const T *)x->arena + in->operand[2];
  const T *bias = (const T *)x->arena + in->operand[3];
  const int64_t m = in->m, n = in->n;
  T *out = (T *)x->arena + in->operand[0];
  T *means = out + m * n, *scales = means + m;
  const T count = (T)n, epsilon = (T)in->immediate[0];
  const fml_share rows = fml_share_of(x, m, 8);
  for (int64_t i = rows.from; i < rows.to; i++) {
    const T mean = NAME(row_sum)(from + i * n, n) / count;
    means[i] = mean;
    scales[i] = NAME(row_spread)(from + i * n, mean, n);
  }
  for (int64_t i = rows.from; i < rows.to; i++) {
    scales[i] = 1 / BUILTIN(sqrt)(scales[i] / count + epsilon);
    scales[m + i] = scales[2 * m + i] = 0;
  }
  for (int64_t at = 0; at < n; at += WIDTH) {
    const VECTOR g = *(const VECTOR *)(gain + at), b = *(const VECTOR *)(bias + at);
    for (int64_t i = rows.from; i < rows.to; i++) {
      const VECTOR h = (*(const VECTOR *)(from + i * n + at) - means[i]) * scales[i];
      NAME(store_columns)(out + i * n, at, n, VFMA(h, g, b));
    }
  }
  return 0;
}

// What the input's gradient subtracts per row: mean(g) and mean(g h) with g = seed gain and h the
// standardised row.
INLINE void NAME(layer_norm_means)(const T *from, const T *gain, const T *seed, T mean, T scale,
                                   int64_t n, T *shift, T *slope) {
  LANES plain = {0}, along = {0};
  for (int64_t at = 0; at < n; at += 8) {
    const LANES g = NAME(columns)(seed, at, n) * NAME(columns)(gain, at, n);
    const LANES h = (NAME(columns)(from, at, n) - mean) * scale;
    plain += g;
    along = VFMA(g, h, along);
  }
  *shift = NAME(total)(plain) / (T)n;
  *slope = NAME(total)(along) / (T)n;
}

// Operands: gradient of the input, input, gain, seed, result. scale (g - mean g - h mean(g h)).
static int32_t NAME(run_layer_norm_input)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  const T *from = arena + in->operand[1], *gain = arena + in->operand[2];
  const T *seed = arena + in->operand[3];
  const int64_t m = in->m, n = in->n;
  T *out = arena + in->operand[0];
  const T *means = arena + in->operand[4] + m * n, *scales = means + m;
  const fml_share rows = fml_share_of(x, m, 8);
  for (int64_t i = rows.from; i < rows.to; i++) {
    T shift, slope;
    NAME(layer_norm_means)(from + i * n, gain, seed + i * n, means[i], scales[i], n, &shift,
                           &slope);
    for (int64_t at = 0; at < n; at += WIDTH) {
      const VECTOR h = (*(const VECTOR *)(from + i * n + at) - means[i]) * scales[i];
      const VECTOR g = VFMA(*(const VECTOR *)(seed + i * n + at), *(const VECTOR *)(gain + at),
                            (VECTOR){0} - shift);
      NAME(store_columns)(out + i * n, at, n, scales[i] * (g - h * slope));
    }
  }
  return 0;
}

// Operands: gradient of the gain, input, seed, result. Cut along the columns.
static int32_t NAME(run_layer_norm_gain)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  const T *from = arena + in->operand[1], *seed = arena + in->operand[2];
  const int64_t m = in->m, n = in->n;
  T *out = arena + in->operand[0];
  const T *means = arena + in->operand[3] + m * n, *scales = means + m;
  const fml_share columns = fml_share_of(x, n, 8);
  for (int64_t at = columns.from; at < columns.to; at += WIDTH) {
    VECTOR sum = {0};
    for (int64_t i = 0; i < m; i++) {
      const VECTOR h = (*(const VECTOR *)(from + i * n + at) - means[i]) * scales[i];
      sum = VFMA(*(const VECTOR *)(seed + i * n + at), h, sum);
    }
    NAME(store_columns)(out, at, columns.to, sum);
  }
  return 0;
}

// All three gradients of a small layer at once. Operands: gradient of the input, input, gain, seed,
// result, gradient of the gain, gradient of the bias.
static int32_t NAME(run_layer_norm_gradients)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  const T *from = arena + in->operand[1], *gain = arena + in->operand[2];
  const T *seed = arena + in->operand[3];
  const int64_t m = in->m, n = in->n;
  T *out = arena + in->operand[0];
  T *means = arena + in->operand[4] + m * n, *scales = means + m, *shifts = scales + m,
    *slopes = shifts + m;
  for (int64_t i = 0; i < m; i++) {
    NAME(layer_norm_means)(from + i * n, gain, seed + i * n, means[i], scales[i], n, shifts + i,
                           slopes + i);
  }
  for (int64_t at = 0; at < n; at += WIDTH) {
    const VECTOR weight = *(const VECTOR *)(gain + at);
    VECTOR gains = {0}, sum = {0};
    for (int64_t i = 0; i < m; i++) {
      const VECTOR s = *(const VECTOR *)(seed + i * n + at);
      const VECTOR h = (*(const VECTOR *)(from + i * n + at) - means[i]) * scales[i];
      const VECTOR g = VFMA(s, weight, (VECTOR){0} - shifts[i]);
      gains = VFMA(s, h, gains);
      sum = i == 0 ? s : sum + s;
      NAME(store_columns)(out + i * n, at, n, scales[i] * (g - h * slopes[i]));
    }
    NAME(store_columns)(arena + in->operand[5], at, n, gains);
    NAME(store_columns)(arena + in->operand[6], at, n, sum);
  }
  return 0;
}
