// Weighed windows: one weight per step and column, made of weights per lag and their mixture.

// theta holds for each channel one factor per lag and a bias, then for each lag above 1 its weights
// [lag, n]; lag 1 has weight 1. Row j of the result weighs step j of a window of m - 1 steps, row
// m - 1 is the bias; channels stand side by side.
// Operands: result [m, k n], theta, lags. m: steps + 1; n: columns of a channel; k: channels.
// Extra: count of theta, count of lags.
static int32_t NAME(run_lag_kernel)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *theta = (const T *)x->arena + in->operand[1];
  const T *lags = (const T *)x->arena + in->operand[2];
  const int64_t steps = (int64_t)in->m - 1, n = in->n, channels = in->k, count = in->operand[5];
  const int64_t width = channels * n;
  const T *weights = theta + channels * (count + 1);
  for (int64_t i = 0; i < steps * width; i++) out[i] = 0;
  for (int64_t c = 0; c < channels; c++) {
    const T *mixture = theta + c * (count + 1), *w = weights;
    for (int64_t l = 0; l < count; l++) {
      const int64_t lag = (int64_t)lags[l];
      T *row = out + (steps - lag) * width + c * n;
      for (int64_t j = 0; j < lag; j++, row += width) {
        if (lag == 1) {
          for (int64_t i = 0; i < n; i++) row[i] += mixture[l];
        } else {
          for (int64_t i = 0; i < n; i++) row[i] = FMA(mixture[l], w[i], row[i]);
          w += n;
        }
      }
    }
    for (int64_t i = 0; i < n; i++) out[steps * width + c * n + i] = mixture[count];
  }
  return 0;
}

static T NAME(row_product)(const T *a, const T *b, int64_t n) {
  LANES lanes = {0};
  int64_t i = 0;
  for (; i + 8 <= n; i += 8) {
    lanes = VFMA(*(const LANES *)(a + i), *(const LANES *)(b + i), lanes);
  }
  for (int l = 0; i < n; i++, l++) lanes[l] = FMA(a[i], b[i], lanes[l]);
  return NAME(total)(lanes);
}

// Operands: adjoint of theta, adjoint of the result, theta, lags; sizes as above.
static int32_t NAME(run_lag_kernel_gradient)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *seed = (const T *)x->arena + in->operand[1];
  const T *theta = (const T *)x->arena + in->operand[2];
  const T *lags = (const T *)x->arena + in->operand[3];
  const int64_t steps = (int64_t)in->m - 1, n = in->n, channels = in->k, count = in->operand[5];
  const int64_t width = channels * n, first = channels * (count + 1);
  for (int64_t i = first; i < in->operand[4]; i++) out[i] = 0;
  for (int64_t c = 0; c < channels; c++) {
    const T *mixture = theta + c * (count + 1), *w = theta + first;
    T *slope = out + c * (count + 1), *target = out + first;
    for (int64_t l = 0; l < count; l++) {
      const int64_t lag = (int64_t)lags[l];
      const T *row = seed + (steps - lag) * width + c * n;
      T total = 0;
      for (int64_t j = 0; j < lag; j++, row += width) {
        if (lag == 1) {
          total += NAME(row_sum)(row, n);
        } else {
          total += NAME(row_product)(row, w, n);
          for (int64_t i = 0; i < n; i++) target[i] = FMA(mixture[l], row[i], target[i]);
          w += n;
          target += n;
        }
      }
      slope[l] = total;
    }
    slope[count] = NAME(row_sum)(seed + steps * width + c * n, n);
  }
  return 0;
}

// Eight lanes of a row, of which `count` count; the arena's slack allows to read all.
INLINE void NAME(store_lanes)(T *to, LANES value, int64_t count) {
  if (count >= 8) {
    *(LANES *)to = value;
  } else {
    for (int64_t l = 0; l < count; l++) to[l] = value[l];
  }
}

// Every sample's window weighed by one kernel, plus the kernel's last row. Columns that the window
// lacks have that row alone.
// Operands: result [m, n], kernel [k + 1, n], windows [m k, extra].
static int32_t NAME(run_window_dot)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *kernel = (const T *)x->arena + in->operand[1];
  const T *window = (const T *)x->arena + in->operand[2];
  const int64_t n = in->n, steps = in->k, width = in->operand[4];
  const fml_share samples = fml_share_of(x, in->m, 1);
  out += samples.from * n;
  window += samples.from * steps * width;
  for (int64_t b = samples.from; b < samples.to; b++, out += n, window += steps * width) {
    for (int64_t i = 0; i < width; i += 8) {
      LANES sum = *(const LANES *)(kernel + steps * n + i);
      for (int64_t j = 0; j < steps; j++) {
        sum = VFMA(*(const LANES *)(kernel + j * n + i),
                   *(const LANES *)(window + j * width + i), sum);
      }
      NAME(store_lanes)(out + i, sum, width - i);
    }
    for (int64_t i = width; i < n; i++) out[i] = kernel[steps * n + i];
  }
  return 0;
}

// The adjoint of the kernel. Operands: result [k + 1, n], adjoint [m, n], windows [m k, extra].
// Cut along the steps; the first part has the last row.
static int32_t NAME(run_window_dot_gradient)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *seed = (const T *)x->arena + in->operand[1];
  const T *window = (const T *)x->arena + in->operand[2];
  const int64_t n = in->n, steps = in->k, width = in->operand[4];
  const fml_share rows = fml_share_of(x, steps, 1);
  for (int64_t j = rows.from; j < rows.to; j++) {
    for (int64_t i = 0; i < width; i += 8) {
      LANES sum = {0};
      for (int64_t b = 0; b < in->m; b++) {
        sum = VFMA(*(const LANES *)(seed + b * n + i),
                   *(const LANES *)(window + (b * steps + j) * width + i), sum);
      }
      NAME(store_lanes)(out + j * n + i, sum, width - i);
    }
    for (int64_t i = width; i < n; i++) out[j * n + i] = 0;
  }
  if (rows.from == 0) NAME(sum_columns)(seed, out + steps * n, in->m, n, 1, (fml_share){0, n});
  return 0;
}
