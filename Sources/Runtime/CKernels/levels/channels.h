// Statistics of every column over all rows and what a batch norm makes of them. Columns are worked
// on in groups; sums run over blocks of rows, so that long columns stay exact. Statistics are cut
// along columns, what is made of them along rows.

#ifndef FML_CHANNELS
#define FML_CHANNELS 256
#define FML_BLOCK_ROWS 64
#endif

// Σ (x - center) or Σ (x - center)^2 of `c` columns, rows `n` apart.
static inline __attribute__((always_inline)) void NAME(column_sums)(
    const T *x, const T *center, T *sum, int64_t m, int64_t n, int64_t c, const int squared) {
  T block[FML_CHANNELS];
  for (int64_t j = 0; j < c; j++) sum[j] = 0;
  for (int64_t start = 0; start < m; start += FML_BLOCK_ROWS) {
    const int64_t end = m - start < FML_BLOCK_ROWS ? m : start + FML_BLOCK_ROWS;
    for (int64_t j = 0; j < c; j++) block[j] = 0;
    for (int64_t i = start; i < end; i++) {
      const T *row = x + i * n;
      for (int64_t j = 0; j < c; j++) {
        const T d = row[j] - center[j];
        block[j] = squared ? FMA(d, d, block[j]) : block[j] + d;
      }
    }
    for (int64_t j = 0; j < c; j++) sum[j] += block[j];
  }
}

// Means, then variances (divided by m) of the columns. m: rows, n: columns.
static int32_t NAME(run_channel_moments)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const int64_t n = in->n, m = in->m;
  T zero[FML_CHANNELS] = {0};
  const fml_share columns = fml_share_of(x, n, 8);
  for (int64_t j = columns.from; j < columns.to; j += FML_CHANNELS) {
    const int64_t c = columns.to - j < FML_CHANNELS ? columns.to - j : FML_CHANNELS;
    T *mean = out + j, *variance = out + n + j;
    NAME(column_sums)(from + j, zero, mean, m, n, c, 0);
    for (int64_t i = 0; i < c; i++) mean[i] /= (T)m;
    NAME(column_sums)(from + j, mean, variance, m, n, c, 1);
    for (int64_t i = 0; i < c; i++) variance[i] /= (T)m;
  }
  return 0;
}

static inline T NAME(channel_scale)(T variance, T epsilon) {
  return 1 / BUILTIN(sqrt)(variance + epsilon);
}

// (x - mean) / √(variance + ε) · gain + bias. Operands: result, input, moments, gain, bias.
static int32_t NAME(run_channel_norm)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const T *mean = (const T *)x->arena + in->operand[2];
  const T *gain = (const T *)x->arena + in->operand[3];
  const T *bias = (const T *)x->arena + in->operand[4];
  const int64_t n = in->n;
  const fml_share rows = fml_share_of(x, in->m, 1);
  T slope[FML_CHANNELS];
  for (int64_t start = 0; start < n; start += FML_CHANNELS) {
    const int64_t end = n - start < FML_CHANNELS ? n : start + FML_CHANNELS;
    for (int64_t j = start; j < end; j++) {
      slope[j - start] = gain[j] * NAME(channel_scale)(mean[n + j], (T)in->immediate[0]);
    }
    for (int64_t i = rows.from; i < rows.to; i++) {
      for (int64_t j = start; j < end; j++) {
        out[i * n + j] = FMA(from[i * n + j] - mean[j], slope[j - start], bias[j]);
      }
    }
  }
  return 0;
}

// With h the standardised input: Σ seed h, then Σ seed of the columns. Operands: result, input,
// moments, seed.
static int32_t NAME(run_channel_norm_sums)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const T *mean = (const T *)x->arena + in->operand[2];
  const T *seed = (const T *)x->arena + in->operand[3];
  const int64_t n = in->n, m = in->m;
  T along[FML_CHANNELS], plain[FML_CHANNELS];
  const fml_share columns = fml_share_of(x, n, 8);
  for (int64_t j = columns.from; j < columns.to; j++) out[j] = out[n + j] = 0;
  for (int64_t first = columns.from; first < columns.to; first += FML_CHANNELS) {
    const int64_t c = columns.to - first < FML_CHANNELS ? columns.to - first : FML_CHANNELS;
    for (int64_t start = 0; start < m; start += FML_BLOCK_ROWS) {
      const int64_t end = m - start < FML_BLOCK_ROWS ? m : start + FML_BLOCK_ROWS;
      for (int64_t j = 0; j < c; j++) along[j] = plain[j] = 0;
      for (int64_t i = start; i < end; i++) {
        const T *row = from + i * n + first, *adjoint = seed + i * n + first;
        for (int64_t j = 0; j < c; j++) {
          along[j] = FMA(row[j] - mean[first + j], adjoint[j], along[j]);
          plain[j] += adjoint[j];
        }
      }
      for (int64_t j = 0; j < c; j++) {
        out[first + j] += along[j];
        out[n + first + j] += plain[j];
      }
    }
  }
  for (int64_t j = columns.from; j < columns.to; j++) {
    out[j] *= NAME(channel_scale)(mean[n + j], (T)in->immediate[0]);
  }
  return 0;
}

// gain / √(variance + ε) · (seed - Σ seed / m - h Σ seed h / m). Operands: result, input, moments,
// gain, seed, sums.
static int32_t NAME(run_channel_norm_input)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const T *mean = (const T *)x->arena + in->operand[2];
  const T *gain = (const T *)x->arena + in->operand[3];
  const T *seed = (const T *)x->arena + in->operand[4];
  const T *sums = (const T *)x->arena + in->operand[5];
  const int64_t n = in->n, m = in->m;
  const fml_share rows = fml_share_of(x, m, 1);
  T factor[FML_CHANNELS], slope[FML_CHANNELS], shift[FML_CHANNELS];
  for (int64_t start = 0; start < n; start += FML_CHANNELS) {
    const int64_t end = n - start < FML_CHANNELS ? n : start + FML_CHANNELS;
    for (int64_t j = start; j < end; j++) {
      const T scale = NAME(channel_scale)(mean[n + j], (T)in->immediate[0]);
      factor[j - start] = gain[j] * scale;
      slope[j - start] = sums[j] / (T)m * scale;
      shift[j - start] = sums[n + j] / (T)m;
    }
    for (int64_t i = rows.from; i < rows.to; i++) {
      for (int64_t j = start; j < end; j++) {
        const T rest = seed[i * n + j] - shift[j - start];
        const T h = from[i * n + j] - mean[j];
        out[i * n + j] = factor[j - start] * FMA(-h, slope[j - start], rest);
      }
    }
  }
  return 0;
}
