// Sequences in the order of time: row t * batch + b is step t of sample b. Kernels are cut along the
// rows of their result, pools along the numbers of a step.

// Every row beside its neighbours in time: row (t, b) of the result holds the rows
// (t + tap * dilation - front, b), zeros where there is none.
// m: steps of the result, n: channels, k: taps. Last four operands: steps of the input, batch,
// dilation, steps of zeros in front.
static int32_t NAME(run_unfold)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const int64_t n = in->n, taps = in->k, steps = in->operand[4], batch = in->operand[5];
  const int64_t dilation = in->operand[6], front = in->operand[7];
  const fml_share rows = fml_share_of(x, in->m * batch, 1);
  for (int64_t row = rows.from; row < rows.to; row++) {
    T *to = out + row * taps * n;
    for (int64_t tap = 0; tap < taps; tap++, to += n) {
      const int64_t source = row / batch + tap * dilation - front;
      if (source < 0 || source >= steps) {
        for (int64_t j = 0; j < n; j++) to[j] = 0;
      } else {
        const T *values = from + (source * batch + row % batch) * n;
        for (int64_t j = 0; j < n; j++) to[j] = values[j];
      }
    }
  }
  return 0;
}

// The adjoint of unfold: every row is the sum of the places that it was copied to, in the order of
// taps. m: steps of the result, n: channels, k: taps. Last four operands: steps of the input, batch,
// dilation, steps of zeros in front.
static int32_t NAME(run_fold)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const int64_t n = in->n, taps = in->k, steps = in->operand[4], batch = in->operand[5];
  const int64_t dilation = in->operand[6], front = in->operand[7];
  const fml_share rows = fml_share_of(x, in->m * batch, 1);
  for (int64_t row = rows.from; row < rows.to; row++) {
    T *to = out + row * n;
    for (int64_t j = 0; j < n; j++) to[j] = 0;
    for (int64_t tap = 0; tap < taps; tap++) {
      const int64_t target = row / batch + front - tap * dilation;
      if (target < 0 || target >= steps) continue;
      const T *values = from + ((target * batch + row % batch) * taps + tap) * n;
      for (int64_t j = 0; j < n; j++) to[j] += values[j];
    }
  }
  return 0;
}

// The largest of `k` steps from every `stride`-th step on; missing where one of them is.
// m: steps of the result, n: numbers of a step. Last operands: steps of the input, stride.
static int32_t NAME(run_max_pool)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const int64_t n = in->n, size = in->k, stride = in->operand[5];
  const int64_t steps = in->m;
  const fml_share columns = fml_share_of(x, n, 16);
  for (int64_t t = 0; t < steps; t++) {
    T *to = out + t * n;
    const T *first = from + t * stride * n;
    for (int64_t j = columns.from; j < columns.to; j++) to[j] = first[j];
    for (int64_t s = 1; s < size; s++) {
      const T *next = first + s * n;
      for (int64_t j = columns.from; j < columns.to; j++) {
        to[j] = next[j] > to[j] || next[j] != next[j] ? next[j] : to[j];
      }
    }
  }
  return 0;
}

// The seed goes to the first of the largest steps of each window.
// Operands: result, input, seed. m: steps of the result and the input, n: numbers of a step, k: steps
// of a window. Last operands: steps of the seed, stride.
static int32_t NAME(run_max_pool_gradient)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const T *seed = (const T *)x->arena + in->operand[2];
  const int64_t n = in->n, size = in->k, windows = in->operand[4], stride = in->operand[5];
  const int64_t steps = in->m;
  const fml_share columns = fml_share_of(x, n, 16);
  for (int64_t s = 0; s < steps; s++) {
    T *to = out + s * n;
    for (int64_t j = columns.from; j < columns.to; j++) to[j] = 0;
    const int64_t earliest = s < size ? 0 : (s - size) / stride + 1;
    for (int64_t t = earliest; t < windows && t * stride <= s; t++) {
      const T *window = from + t * stride * n;
      const int64_t own = s - t * stride;
      for (int64_t j = columns.from; j < columns.to; j++) {
        const T value = window[own * n + j];
        int isFirst = 1;
        for (int64_t i = 0; i < own; i++) isFirst &= window[i * n + j] < value;
        for (int64_t i = own + 1; i < size; i++) isFirst &= window[i * n + j] <= value;
        to[j] += isFirst ? seed[t * n + j] : 0;
      }
    }
  }
  return 0;
}

// The steps in the opposite order. m: steps, n: numbers of a step.
static int32_t NAME(run_reverse_steps)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const int64_t n = in->n, steps = in->m;
  const fml_share share = fml_share_of(x, steps, 1);
  for (int64_t t = share.from; t < share.to; t++) {
    const T *values = from + (steps - 1 - t) * n;
    for (int64_t j = 0; j < n; j++) out[t * n + j] = values[j];
  }
  return 0;
}

// e^(x - max) / Σ e^(x - max) of every row, or its logarithm with flag 1. m: rows, n: columns.
static int32_t NAME(run_softmax)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const T *from = (const T *)x->arena + in->operand[1];
  const int64_t n = in->n;
  const fml_share rows = fml_share_of(x, in->m, 1);
  for (int64_t i = rows.from; i < rows.to; i++) {
    const T *row = from + i * n;
    T *to = out + i * n;
    T largest = row[0];
    for (int64_t j = 1; j < n; j++) largest = row[j] > largest ? row[j] : largest;
#pragma clang loop vectorize(assume_safety)
    for (int64_t j = 0; j < n; j++) to[j] = NAME(exp)(row[j] - largest);
    const T total = NAME(row_sum)(to, n);
    if (in->flags == 0) {
      for (int64_t j = 0; j < n; j++) to[j] /= total;
    } else {
      const T shift = NAME(log)(total);
      for (int64_t j = 0; j < n; j++) to[j] = row[j] - largest - shift;
    }
  }
  return 0;
}
