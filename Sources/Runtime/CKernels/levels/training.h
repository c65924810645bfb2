// Dropout masks, the norm of the gradient and the optimisers, over one flat vector.

// Eight Philox counters at a time in 64-bit lanes; counter = (group, stream, step low, step high).
static void NAME(philox_groups)(uint64_t first, uint32_t stream, uint64_t step, uint64_t seed,
                                uint32_t words[8][4]) {
  uint64_t c0[8], c1[8], c2[8], c3[8];
  for (int l = 0; l < 8; l++) {
    c0[l] = (uint32_t)(first + (uint64_t)l);
    c1[l] = stream;
    c2[l] = (uint32_t)step;
    c3[l] = step >> 32;
  }
  uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
  for (int round = 0; round < 10; round++, k0 += 0x9E3779B9u, k1 += 0xBB67AE85u) {
    for (int l = 0; l < 8; l++) {
      const uint64_t p0 = 0xD2511F53ull * c0[l], p1 = 0xCD9E8D57ull * c2[l];
      const uint64_t n0 = (p1 >> 32) ^ c1[l] ^ k0, n2 = (p0 >> 32) ^ c3[l] ^ k1;
      c1[l] = p1 & 0xffffffffull;
      c3[l] = p0 & 0xffffffffull;
      c0[l] = n0;
      c2[l] = n2;
    }
  }
  for (int l = 0; l < 8; l++) {
    words[l][0] = (uint32_t)c0[l];
    words[l][1] = (uint32_t)c1[l];
    words[l][2] = (uint32_t)c2[l];
    words[l][3] = (uint32_t)c3[l];
  }
}

static int32_t NAME(run_dropout_mask)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const uint64_t threshold = (uint64_t)(in->immediate[0] * 0x1p32);
  const T kept = (T)(1 / (1 - in->immediate[0]));
  uint32_t words[8][4];
  for (int64_t start = 0; start < in->m; start += 32) {
    NAME(philox_groups)((uint64_t)start / 4, in->operand[4], x->step, x->seed, words);
    const uint32_t *word = &words[0][0];
    const int64_t n = in->m - start < 32 ? in->m - start : 32;
    for (int64_t i = 0; i < n; i++) out[start + i] = word[i] < threshold ? 0 : kept;
  }
  return 0;
}

// Accumulates in float64 for both types, so that large gradients do not overflow.
static int32_t NAME(run_norm)(const fml_context *x, const fml_instruction *in) {
  const T *from = (const T *)x->arena + in->operand[1];
  double lanes[8] = {0};
  int64_t i = 0;
  for (; i + 8 <= in->m; i += 8) {
    for (int l = 0; l < 8; l++) lanes[l] += (double)from[i + l] * (double)from[i + l];
  }
  for (int l = 0; i < in->m; i++, l++) lanes[l] += (double)from[i] * (double)from[i];
  const double total = ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
                       + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
  ((T *)x->arena)[in->operand[0]] = (T)__builtin_sqrt(total);
  return 0;
}

// Places of the optimiser's numbers in the arena; the host writes them before each update.
#ifndef FML_OPTIMISER_NUMBERS
#define FML_OPTIMISER_NUMBERS
enum {
  FML_STEP_SIZE, FML_DECAY_FACTOR, FML_DECAY_GRADIENT, FML_BETA1, FML_BETA1_REST, FML_BETA2,
  FML_BETA2_REST, FML_CORRECTION, FML_EPSILON, FML_CLIP
};
#endif

static inline T NAME(clip_scale)(T norm, T clip) {
  const T scale = clip / (norm + LITERAL(1e-6));
  return clip > 0 && scale < 1 ? scale : 1;
}

// Operands: weights, gradient, first moment, second moment, numbers, norm. flags: 0 SGD, 1 Adam.
static int32_t NAME(run_update)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  T *w = arena + in->operand[0], *m = arena + in->operand[2], *v = arena + in->operand[3];
  const T *g = arena + in->operand[1], *h = arena + in->operand[4];
  const T scale = NAME(clip_scale)(arena[in->operand[5]], h[FML_CLIP]);
  const T size = h[FML_STEP_SIZE], keep = h[FML_DECAY_FACTOR], decay = h[FML_DECAY_GRADIENT];
  const T b1 = h[FML_BETA1], r1 = h[FML_BETA1_REST], b2 = h[FML_BETA2], r2 = h[FML_BETA2_REST];
  const T correction = h[FML_CORRECTION], epsilon = h[FML_EPSILON];
  if (in->flags == 0) {
    for (int64_t i = 0; i < in->m; i++) {
      const T gradient = g[i] * scale + decay * w[i];
      m[i] = b1 * m[i] + gradient;
      w[i] -= size * m[i];
    }
    return 0;
  }
#pragma clang loop vectorize(assume_safety)
  for (int64_t i = 0; i < in->m; i++) {
    const T gradient = g[i] * scale + decay * w[i];
    m[i] = b1 * m[i] + r1 * gradient;
    v[i] = b2 * v[i] + r2 * (gradient * gradient);
    const T width = BUILTIN(sqrt)(v[i]) / correction + epsilon;
    w[i] = w[i] * keep - size * (m[i] / width);
  }
  return 0;
}
