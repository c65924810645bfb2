// A layer of long short-term memory over a whole sequence, cut along the samples. Gates stand in the
// order input, forget, cell, output. With z = x Wx' + h Wh' + b of a step:
// c = sigmoid(z_f) c + sigmoid(z_i) tanh(z_g), h = sigmoid(z_o) tanh(c).
//
// Sizes: m samples, n units, k steps; immediate 0: numbers of a step of x, immediate 1: steps that
// the gradient works on at once (a span). Behind the hidden states [k, m, n] of the result stand,
// where FML_KEEPS_GATES is set, the cell states [k, m, n] and the gates [k, m, 4 n], else only the
// cell states [m, n] before each span, from which the gradient computes the others again.

#ifndef FML_RECURRENT
#define FML_RECURRENT
enum { FML_KEEPS_GATES = 4, FML_SEEDS_LAST = 8 };
#endif

// Turns z of `rows` samples into gates, in place.
static void NAME(activate_gates)(T *z, const T *bias, int64_t rows, int64_t n) {
  for (int64_t r = 0; r < rows; r++) {
    T *row = z + r * 4 * n;
#pragma clang loop vectorize(assume_safety)
    for (int64_t j = 0; j < 2 * n; j++) row[j] = NAME(sigmoid)(row[j] + bias[j]);
#pragma clang loop vectorize(assume_safety)
    for (int64_t j = 2 * n; j < 3 * n; j++) row[j] = NAME(tanh)(row[j] + bias[j]);
#pragma clang loop vectorize(assume_safety)
    for (int64_t j = 3 * n; j < 4 * n; j++) row[j] = NAME(sigmoid)(row[j] + bias[j]);
  }
}

// Room that a packed factor takes at most, on every level.
#ifndef FML_PACKED
#define FML_PACKED(n, k) (((n) + 31) / 32 * 32 * (k))
#endif

// Operands: result, x, Wx [4n, c], Wh [4n, n], bias [4n], scratch: packed weights of every part, then
// gates [m, 4n] and cell states [m, n] of a step where they are not kept.
static int32_t NAME(run_lstm)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  const int64_t m = in->m, n = in->n, steps = in->k, width = (int64_t)in->immediate[0];
  T *hidden = arena + in->operand[0], *cells = hidden + steps * m * n;
  T *kept = in->flags & FML_KEEPS_GATES ? cells + steps * m * n : 0;
  const int64_t span = (int64_t)in->immediate[1];
  const T *from = arena + in->operand[1], *wx = arena + in->operand[2];
  const T *wh = arena + in->operand[3], *bias = arena + in->operand[4];
  const fml_share share = fml_share_of(x, m, 8);
  const int64_t rows = share.to - share.from;
  const int64_t room = FML_PACKED(4 * n, width + n);
  T *scratch = arena + in->operand[5], *input = scratch + x->part * room;
  T *recurrent = input + FML_PACKED(4 * n, width);
  scratch += x->parts * room;
  T *rolling = scratch + m * 4 * n;
  if (rows <= 0) return 0;
  NAME(pack)(wx, width, 1, input, 4 * n, width);
  NAME(pack)(wh, n, 1, recurrent, 4 * n, n);
  for (int64_t t = 0; t < steps; t++) {
    const int64_t at = t * m + share.from;
    T *z = kept ? kept + at * 4 * n : scratch + share.from * 4 * n;
    NAME(multiply_packed)(from + at * width, width, input, 0, z, 4 * n, rows, 4 * n, width);
    if (t > 0) {
      NAME(multiply_packed)(hidden + (at - m) * n, n, recurrent, 1, z, 4 * n, rows, 4 * n, n);
    }
    NAME(activate_gates)(z, bias, rows, n);
    for (int64_t r = 0; r < rows; r++) {
      const T *gate = z + r * 4 * n;
      T *h = hidden + (at + r) * n;
      T *c = kept ? cells + (at + r) * n : rolling + (share.from + r) * n;
      const T *before = kept ? c - m * n : c;
      if (!kept && t % span == 0) {
        T *saved = cells + (t / span * m + share.from + r) * n;
        for (int64_t j = 0; j < n; j++) saved[j] = t == 0 ? 0 : c[j];
      }
      if (t == 0) {
#pragma clang loop vectorize(assume_safety)
        for (int64_t j = 0; j < n; j++) c[j] = gate[j] * gate[2 * n + j];
      } else {
#pragma clang loop vectorize(assume_safety)
        for (int64_t j = 0; j < n; j++) {
          c[j] = FMA(gate[n + j], before[j], gate[j] * gate[2 * n + j]);
        }
      }
#pragma clang loop vectorize(assume_safety)
      for (int64_t j = 0; j < n; j++) h[j] = gate[3 * n + j] * NAME(tanh)(c[j]);
    }
  }
  return 0;
}

// The adjoint of z of one step in place of its gates. `dh` and `dc` come in as the adjoints of h and
// c; `dc` leaves as that of the cell before. Whether there is a seed and a cell before is known to
// each caller's copy: a masked load from no address would take an exception on every vector.
INLINE void NAME(gates_gradient)(T *gate, const T *cell, const T *before, const T *seed, T *dh, T *dc,
                                 int64_t n, const int has_before, const int has_seed) {
#pragma clang loop vectorize(assume_safety)
  for (int64_t j = 0; j < n; j++) {
    const T i = gate[j], f = gate[n + j], g = gate[2 * n + j], o = gate[3 * n + j];
    const T s = NAME(tanh)(cell[j]), d = has_seed ? seed[j] + dh[j] : dh[j];
    const T e = FMA(d * o, 1 - s * s, dc[j]);
    const T past = has_before ? before[j] : 0;
    gate[j] = e * g * i * (1 - i);
    gate[n + j] = e * past * f * (1 - f);
    gate[2 * n + j] = e * i * (1 - g * g);
    gate[3 * n + j] = d * s * o * (1 - o);
    dc[j] = e * f;
  }
}

// Places of one part's share of the work memory of the gradient.
typedef struct {
  T *dwx, *dwh, *db, *dh, *dc, *z, *h, *xs, *dx, *back, *cell;
} NAME(lstm_work);

// The partial sums of all parts stand first, one after the other.
static NAME(lstm_work) NAME(lstm_work_of)(T *work, int64_t part, int64_t parts, int64_t n,
                                          int64_t width, int64_t most, int64_t span) {
  NAME(lstm_work) w;
  w.dwx = work + part * 4 * n * (width + n + 1);
  w.dwh = w.dwx + 4 * n * width;
  w.db = w.dwh + 4 * n * n;
  T *own = work + parts * 4 * n * (width + n + 1);
  own += part * (most * (2 * n + span * (6 * n + 2 * width)) + FML_PACKED(n, 4 * n));
  w.dh = own;
  w.dc = w.dh + most * n;
  w.z = w.dc + most * n;
  w.h = w.z + span * most * 4 * n;
  w.xs = w.h + span * most * n;
  w.dx = w.xs + span * most * width;
  w.cell = w.dx + span * most * width;
  w.back = w.cell + span * most * n;
  return w;
}

// Operands: adjoint of x, x, Wx, Wh, bias, result, seed, work. The sums over samples and steps for
// Wx, Wh and bias are left in the work memory, a set per part.
static int32_t NAME(run_lstm_gradient)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  const int64_t m = in->m, n = in->n, steps = in->k, width = (int64_t)in->immediate[0];
  const int64_t span = (int64_t)in->immediate[1];
  const T *from = arena + in->operand[1], *wx = arena + in->operand[2];
  const T *wh = arena + in->operand[3], *bias = arena + in->operand[4];
  const T *hidden = arena + in->operand[5], *cells = hidden + steps * m * n;
  const T *kept = in->flags & FML_KEEPS_GATES ? cells + steps * m * n : 0;
  const T *seed = arena + in->operand[6];
  T *out = arena + in->operand[0];
  const fml_share share = fml_share_of(x, m, 8);
  const int64_t rows = share.to - share.from;
  const int64_t most = ((m + 7) / 8 + x->parts - 1) / x->parts * 8;
  const NAME(lstm_work) w = NAME(lstm_work_of)(arena + in->operand[7], x->part, x->parts, n, width,
                                               most, span);
  for (int64_t i = 0; i < 4 * n * (width + n + 1); i++) w.dwx[i] = 0;
  for (int64_t i = 0; i < 2 * most * n; i++) w.dh[i] = 0;
  if (rows <= 0) return 0;
  NAME(pack)(wh, 1, n, w.back, n, 4 * n);
  for (int64_t start = (steps - 1) / span * span; start >= 0; start -= span) {
    const int64_t count = steps - start < span ? steps - start : span;
    for (int64_t s = 0; s < count; s++) {
      const int64_t at = (start + s) * m + share.from;
      __builtin_memcpy(w.xs + s * rows * width, from + at * width,
                       (size_t)(rows * width) * sizeof(T));
      if (start + s > 0) {
        __builtin_memcpy(w.h + s * rows * n, hidden + (at - m) * n, (size_t)(rows * n) * sizeof(T));
      } else {
        for (int64_t i = 0; i < rows * n; i++) w.h[i] = 0;
      }
      if (kept) {
        __builtin_memcpy(w.z + s * rows * 4 * n, kept + at * 4 * n,
                         (size_t)(rows * 4 * n) * sizeof(T));
      }
    }
    const int64_t all = count * rows;
    if (!kept) {
      NAME(gemm)(x, 0, 1, all, 4 * n, width, w.xs, width, wx, width, 0, w.z, 4 * n);
      NAME(gemm)(x, 0, 1, all, 4 * n, n, w.h, n, wh, n, 1, w.z, 4 * n);
      NAME(activate_gates)(w.z, bias, all, n);
      const T *before = cells + (start / span * m + share.from) * n;
      for (int64_t r = 0; r < all; r++) {
        const T *gate = w.z + r * 4 * n, *past = r < rows ? before + r * n : w.cell + (r - rows) * n;
        T *c = w.cell + r * n;
#pragma clang loop vectorize(assume_safety)
        for (int64_t j = 0; j < n; j++) c[j] = FMA(gate[n + j], past[j], gate[j] * gate[2 * n + j]);
      }
    }
    for (int64_t s = count - 1; s >= 0; s--) {
      const int64_t at = (start + s) * m + share.from;
      T *z = w.z + s * rows * 4 * n;
      const int isLast = start + s == steps - 1;
      const T *seeds = in->flags & FML_SEEDS_LAST ? (isLast ? seed + share.from * n : 0)
                                                  : seed + at * n;
      for (int64_t r = 0; r < rows; r++) {
        const T *cell = kept ? cells + (at + r) * n : w.cell + (s * rows + r) * n;
        const T *before = kept ? cell - m * n : cell - rows * n;
        if (!kept && s == 0) before = cells + (start / span * m + share.from + r) * n;
        T *gate = z + r * 4 * n, *dh = w.dh + r * n, *dc = w.dc + r * n;
        const T *own = seeds ? seeds + r * n : 0;
        if (start + s == 0) {
          if (seeds) NAME(gates_gradient)(gate, cell, 0, own, dh, dc, n, 0, 1);
          else NAME(gates_gradient)(gate, cell, 0, 0, dh, dc, n, 0, 0);
        } else if (seeds) {
          NAME(gates_gradient)(gate, cell, before, own, dh, dc, n, 1, 1);
        } else {
          NAME(gates_gradient)(gate, cell, before, 0, dh, dc, n, 1, 0);
        }
      }
      NAME(multiply_packed)(z, 4 * n, w.back, 0, w.dh, n, rows, n, 4 * n);
    }
    NAME(gemm)(x, 1, 0, 4 * n, width, all, w.z, 4 * n, w.xs, width, 1, w.dwx, width);
    NAME(gemm)(x, 1, 0, 4 * n, n, all, w.z, 4 * n, w.h, n, 1, w.dwh, n);
    for (int64_t r = 0; r < all; r++) {
      const T *z = w.z + r * 4 * n;
      for (int64_t j = 0; j < 4 * n; j++) w.db[j] += z[j];
    }
    NAME(gemm)(x, 0, 0, all, width, 4 * n, w.z, 4 * n, wx, width, 0, w.dx, width);
    for (int64_t s = 0; s < count; s++) {
      __builtin_memcpy(out + ((start + s) * m + share.from) * width, w.dx + s * rows * width,
                       (size_t)(rows * width) * sizeof(T));
    }
  }
  return 0;
}
