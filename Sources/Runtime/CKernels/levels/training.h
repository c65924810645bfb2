// Dropout masks, the norm of the gradient and the optimisers, over one flat vector.

// Eight Philox4x32-10 counters at a time in 64-bit lanes; counter = (group, stream, step low, step
// high). Word w of lane l is words[w][l].
typedef uint64_t NAME(words) __attribute__((vector_size(64), aligned(8)));

INLINE void NAME(philox_groups)(uint64_t first, uint32_t stream, uint64_t step, uint64_t seed,
                                NAME(words) words[4]) {
  const NAME(words) low = (NAME(words)){0} + 0xffffffffull;
  NAME(words) c0 = ((NAME(words)){0, 1, 2, 3, 4, 5, 6, 7} + first) & low;
  NAME(words) c1 = (NAME(words)){0} + stream;
  NAME(words) c2 = (NAME(words)){0} + (uint32_t)step;
  NAME(words) c3 = (NAME(words)){0} + (step >> 32);
  uint64_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
#pragma unroll
  for (int round = 0; round < 10; round++) {
    const NAME(words) p0 = (c0 & low) * 0xD2511F53ull, p1 = (c2 & low) * 0xCD9E8D57ull;
    // The upper halves of the lanes are not counted from here on: each use takes the lower ones.
    c0 = (p1 >> 32) ^ c1 ^ k0;
    c2 = (p0 >> 32) ^ c3 ^ k1;
    c1 = p1;
    c3 = p0;
    k0 = (k0 + 0x9E3779B9u) & 0xffffffffull;
    k1 = (k1 + 0xBB67AE85u) & 0xffffffffull;
  }
  words[0] = c0 & low;
  words[1] = c1 & low;
  words[2] = c2 & low;
  words[3] = c3 & low;
}

// Sixteen random bits an element. Of 64 elements, element 8 j + l takes half j % 2 of word j / 2 of
// lane l. What is kept is scaled by the exact inverse of its probability.
static int32_t NAME(run_dropout_mask)(const fml_context *x, const fml_instruction *in) {
  T *out = (T *)x->arena + in->operand[0];
  const uint64_t threshold = (uint64_t)(in->immediate[0] * 65536 + 0.5);
  const LANES all = (T)(65536 / (double)(65536 - threshold)) - (LANES){0};
  const fml_share share = fml_share_of(x, in->m, 64);
  for (int64_t start = share.from; start < share.to; start += 64) {
    NAME(words) words[4];
    NAME(philox_groups)((uint64_t)start / 8, in->operand[4], x->step, x->seed, words);
    const int64_t n = share.to - start < 64 ? share.to - start : 64;
    T last[64], *block = n == 64 ? out + start : last;
#pragma unroll
    for (int j = 0; j < 8; j++) {
      const NAME(lane_bits) word = __builtin_convertvector(words[j / 2], NAME(lane_bits));
      const NAME(lane_bits) bits = (word >> (j % 2 * 16)) & 0xffffu;
      const NAME(lane_bits) stays = (NAME(lane_bits))(bits >= (U)threshold);
      *(LANES *)(block + j * 8) = (LANES)(stays & (NAME(lane_bits))all);
    }
    if (n < 64) __builtin_memcpy(out + start, last, (size_t)n * sizeof(T));
  }
  return 0;
}

// Accumulates in float64 for both types, so that large gradients do not overflow.
static int32_t NAME(run_norm)(const fml_context *x, const fml_instruction *in) {
  typedef double NAME(wide) __attribute__((vector_size(64), aligned(8)));
  const T *from = (const T *)x->arena + in->operand[1];
  NAME(wide) chains[4] = {{0}};
  int64_t i = 0;
  for (; i + 32 <= in->m; i += 32) {
#pragma unroll
    for (int c = 0; c < 4; c++) {
      const NAME(wide) a = __builtin_convertvector(*(const LANES *)(from + i + 8 * c), NAME(wide));
      chains[c] += a * a;
    }
  }
  for (int l = 0; i < in->m; i++, l++) chains[l / 8][l % 8] += (double)from[i] * (double)from[i];
  const NAME(wide) even = (chains[0] + chains[2]) + (chains[1] + chains[3]);
  const double total = ((even[0] + even[4]) + (even[2] + even[6]))
                       + ((even[1] + even[5]) + (even[3] + even[7]));
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
  const fml_share share = fml_share_of(x, in->m, 16);
  if (in->flags == 0) {
    for (int64_t i = share.from; i < share.to; i++) {
      const T gradient = g[i] * scale + decay * w[i];
      m[i] = b1 * m[i] + gradient;
      w[i] -= size * m[i];
    }
    return 0;
  }
#pragma clang loop vectorize(assume_safety)
  for (int64_t i = share.from; i < share.to; i++) {
    const T gradient = g[i] * scale + decay * w[i];
    m[i] = b1 * m[i] + r1 * gradient;
    v[i] = b2 * v[i] + r2 * (gradient * gradient);
    const T width = BUILTIN(sqrt)(v[i]) * correction + epsilon;
    w[i] = w[i] * keep - size * (m[i] / width);
  }
  return 0;
}
