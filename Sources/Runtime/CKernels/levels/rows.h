// Reductions, repetitions, copies and layer normalisation. Sums run in eight lanes that are
// combined in one order, whatever the CPU.

static inline T NAME(total)(const LANES *lanes) {
  const T *l = (const T *)lanes;
  return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]));
}

static T NAME(row_sum)(const T *x, int64_t n) {
  LANES lanes = {0};
  int64_t i = 0;
  for (; i + 8 <= n; i += 8) lanes += *(const LANES *)(x + i);
  for (int l = 0; i < n; i++, l++) lanes[l] += x[i];
  return NAME(total)(&lanes);
}

// The sum of (x - mean)^2.
static T NAME(row_spread)(const T *x, T mean, int64_t n) {
  LANES lanes = {0};
  int64_t i = 0;
  for (; i + 8 <= n; i += 8) {
    const LANES d = *(const LANES *)(x + i) - mean;
    lanes = VFMA(d, d, lanes);
  }
  for (int l = 0; i < n; i++, l++) lanes[l] = FMA(x[i] - mean, x[i] - mean, lanes[l]);
  return NAME(total)(&lanes);
}

// m, n, k: outer, count, inner of the summed axis.
static int32_t NAME(run_sum)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const T factor = (T)in->immediate[0];
  const int64_t count = in->n, inner = in->k;
  for (int64_t o = 0; o < in->m; o++, from += count * inner, out += inner) {
    if (inner == 1) {
      *out = NAME(row_sum)(from, count) * factor;
      continue;
    }
    for (int64_t j = 0; j < inner; j++) out[j] = from[j];
    for (int64_t r = 1; r < count; r++) {
      for (int64_t j = 0; j < inner; j++) out[j] += from[r * inner + j];
    }
    if (factor != 1) {
      for (int64_t j = 0; j < inner; j++) out[j] *= factor;
    }
  }
  return 0;
}

static int32_t NAME(run_broadcast)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const int64_t count = in->n, inner = in->k;
  for (int64_t o = 0; o < in->m; o++, from += inner) {
    for (int64_t r = 0; r < count; r++, out += inner) {
      for (int64_t j = 0; j < inner; j++) out[j] = from[j];
    }
  }
  return 0;
}

static int32_t NAME(run_add_row)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const T *row = (const T *)x->arena + in->operand[2];
  const int64_t n = in->n;
  for (int64_t i = 0; i < in->m; i++, out += n, from += n) {
    for (int64_t j = 0; j < n; j++) out[j] = from[j] + row[j];
  }
  return 0;
}

// Last four operands: stride and start of the result's rows, stride and start of the input's.
static int32_t NAME(run_copy_columns)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0] + in->operand[5];
  const T *from = (const T *)x->arena + in->operand[1] + in->operand[7];
  for (int64_t i = 0; i < in->m; i++, out += in->operand[4], from += in->operand[6]) {
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

// Rows picked by an index; row -1 gives immediate 0.
static int32_t NAME(run_gather)(const fml_context *x, const fml_instruction *in) {
  const fml_source *source = x->sources + in->operand[4];
  const int32_t *index = x->indices[in->operand[5]];
  T *out = (T *)x->arena + in->operand[0];
  const int64_t n = in->n;
  for (int64_t i = 0; i < in->m; i++, out += n) {
    const int64_t row = index[i];
    if (row < -1 || row >= source->rows) return 1;
    if (row < 0) {
      for (int64_t j = 0; j < n; j++) out[j] = (T)in->immediate[0];
    } else if (source->is_double) {
      const double *from = (const double *)source->values + row * n;
      for (int64_t j = 0; j < n; j++) out[j] = (T)from[j];
    } else {
      const float *from = (const float *)source->values + row * n;
      for (int64_t j = 0; j < n; j++) out[j] = (T)from[j];
    }
  }
  return 0;
}

static inline T NAME(row_scale)(const T *x, T mean, int64_t n, T epsilon) {
  return 1 / BUILTIN(sqrt)(NAME(row_spread)(x, mean, n) / (T)n + epsilon);
}

static int32_t NAME(run_layer_norm)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const T *gain = (const T *)x->arena + in->operand[2];
  const T *bias = (const T *)x->arena + in->operand[3];
  const int64_t n = in->n;
  for (int64_t i = 0; i < in->m; i++, out += n, from += n) {
    const T mean = NAME(row_sum)(from, n) / (T)n;
    const T scale = NAME(row_scale)(from, mean, n, (T)in->immediate[0]);
    for (int64_t j = 0; j < n; j++) out[j] = FMA((from[j] - mean) * scale, gain[j], bias[j]);
  }
  return 0;
}

// With g = seed gain and h the standardised row: scale (g - mean g - h mean(g h)).
static int32_t NAME(run_layer_norm_input)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const T *gain = (const T *)x->arena + in->operand[2];
  const T *seed = (const T *)x->arena + in->operand[3];
  const int64_t n = in->n;
  for (int64_t i = 0; i < in->m; i++, out += n, from += n, seed += n) {
    const T mean = NAME(row_sum)(from, n) / (T)n;
    const T scale = NAME(row_scale)(from, mean, n, (T)in->immediate[0]);
    LANES plain = {0}, along = {0};
    int64_t j = 0;
    for (; j + 8 <= n; j += 8) {
      const LANES g = *(const LANES *)(seed + j) * *(const LANES *)(gain + j);
      const LANES h = (*(const LANES *)(from + j) - mean) * scale;
      plain += g;
      along = VFMA(g, h, along);
    }
    for (int l = 0; j < n; j++, l++) {
      const T g = seed[j] * gain[j];
      plain[l] += g;
      along[l] = FMA(g, (from[j] - mean) * scale, along[l]);
    }
    const T shift = NAME(total)(&plain) / (T)n, slope = NAME(total)(&along) / (T)n;
    for (j = 0; j < n; j++) {
      const T h = (from[j] - mean) * scale;
      out[j] = scale * (FMA(seed[j], gain[j], -shift) - h * slope);
    }
  }
  return 0;
}

static int32_t NAME(run_layer_norm_gain)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const T *seed = (const T *)x->arena + in->operand[2];
  const int64_t n = in->n;
  for (int64_t j = 0; j < n; j++) out[j] = 0;
  for (int64_t i = 0; i < in->m; i++, from += n, seed += n) {
    const T mean = NAME(row_sum)(from, n) / (T)n;
    const T scale = NAME(row_scale)(from, mean, n, (T)in->immediate[0]);
    for (int64_t j = 0; j < n; j++) out[j] = FMA(seed[j], (from[j] - mean) * scale, out[j]);
  }
  return 0;
}
