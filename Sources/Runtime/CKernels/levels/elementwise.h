// The element-wise machine: micro-operations over blocks that stay in the first-level cache.

// Registers do not lie a power of two apart, so they do not fight for cache sets.
#ifndef FML_REGISTER_STRIDE
#define FML_REGISTER_STRIDE (FML_BLOCK + 16)
#endif

#define EACH(expression)                                       \
  _Pragma("clang loop vectorize(assume_safety)")               \
  for (int64_t i = 0; i < n; i++) t[i] = (expression);         \
  break

// Calls of the C library, which are right over the whole range.
#define EACH_CALL(expression)                                  \
  for (int64_t i = 0; i < n; i++) t[i] = (expression);         \
  break

static void NAME(micro)(int code, T *t, const T *a, const T *b, const T *c, int64_t n) {
  switch (code) {
    case 1: EACH(a[i] + b[i]);
    case 2: EACH(a[i] - b[i]);
    case 3: EACH(a[i] * b[i]);
    case 4: EACH(NAME(divide)(a[i], b[i]));
    case 5: EACH(NAME(minimum)(a[i], b[i]));
    case 6: EACH(NAME(maximum)(a[i], b[i]));
    case 7: EACH(NAME(power)(a[i], b[i]));
    case 8: EACH(NAME(modulo)(a[i], b[i]));
    case 9: EACH(-a[i]);
    case 10: EACH(BUILTIN(fabs)(a[i]));
    case 11: EACH(NAME(sign)(a[i]));
    case 12: EACH(BUILTIN(sqrt)(a[i]));
    case 13: EACH(NAME(exp)(a[i]));
    case 14: EACH(NAME(log)(a[i]));
    case 15: EACH(NAME(tanh)(a[i]));
    case 16: EACH(NAME(sigmoid)(a[i]));
    case 17: EACH(NAME(softplus)(a[i]));
    case 18: EACH(a[i] < 0 ? 0 : a[i]);
    case 19: EACH(a[i] * a[i]);
    case 20: EACH(BUILTIN(floor)(a[i]));
    case 21: EACH(BUILTIN(ceil)(a[i]));
    case 22: EACH(BUILTIN(rint)(a[i]));
    case 23: EACH(NAME(divide)(1, a[i]));
    case 24: EACH(NAME(truth)(a[i] < b[i], a[i], b[i]));
    case 25: EACH(NAME(truth)(a[i] <= b[i], a[i], b[i]));
    case 26: EACH(NAME(truth)(a[i] > b[i], a[i], b[i]));
    case 27: EACH(NAME(truth)(a[i] >= b[i], a[i], b[i]));
    case 28: EACH(NAME(truth)(a[i] == b[i], a[i], b[i]));
    case 29: EACH(NAME(truth)(a[i] != b[i], a[i], b[i]));
    case 30: EACH(NAME(and)(a[i], b[i]));
    case 31: EACH(NAME(or)(a[i], b[i]));
    case 32: EACH(NAME(not)(a[i]));
    case 33: EACH(NAME(select)(a[i], b[i], c[i]));
    case 34: EACH(a[i] != a[i] ? 1 : 0);
    case 35: EACH(a[i] != a[i] ? b[i] : a[i]);
    case 36: EACH(a[i] > 0 ? b[i] : (a[i] != a[i] ? a[i] : 0));
    case 37: EACH_CALL(BUILTIN(sin)(a[i]));
    case 38: EACH_CALL(BUILTIN(cos)(a[i]));
    default: break;
  }
}

#undef EACH
#undef EACH_CALL

typedef struct {
  T registers[FML_REGISTERS][FML_REGISTER_STRIDE];
  T numbers[FML_MAX_OPERANDS][FML_BLOCK];
  T *slots[FML_REGISTERS + FML_MAX_OPERANDS];
} NAME(machine);

// Registers and numbers get their places once; numbers are repeated to the block's length.
static void NAME(prepare)(NAME(machine) *machine, void *const *operands, const uint8_t *scalar,
                          int32_t count, int64_t length) {
  for (int32_t r = 0; r < FML_REGISTERS; r++) machine->slots[r] = machine->registers[r];
  const int64_t repeat = length < FML_BLOCK ? length : FML_BLOCK;
  for (int32_t j = 0; j < count; j++) {
    if (!scalar[j]) continue;
    const T value = *(const T *)operands[j];
    for (int64_t i = 0; i < repeat; i++) machine->numbers[j][i] = value;
    machine->slots[FML_REGISTERS + j] = machine->numbers[j];
  }
}

static void NAME(run_block)(NAME(machine) *machine, const fml_micro *micros, int32_t operations,
                            void *const *operands, const uint8_t *scalar, int32_t count,
                            int64_t start, int64_t n) {
  for (int32_t j = 0; j < count; j++) {
    if (!scalar[j]) machine->slots[FML_REGISTERS + j] = (T *)operands[j] + start;
  }
  T *const *slots = machine->slots;
  for (int32_t o = 0; o < operations; o++) {
    const fml_micro *m = micros + o;
    NAME(micro)(m->code, slots[m->target], slots[m->a], slots[m->b], slots[m->c], n);
  }
}

static void NAME(elementwise)(const fml_micro *micros, int32_t operations, void *const *operands,
                              const uint8_t *scalar, int32_t count, int64_t length) {
  NAME(machine) machine;
  NAME(prepare)(&machine, operands, scalar, count, length);
  for (int64_t start = 0; start < length; start += FML_BLOCK) {
    const int64_t n = length - start < FML_BLOCK ? length - start : FML_BLOCK;
    NAME(run_block)(&machine, micros, operations, operands, scalar, count, start, n);
  }
}

// operand: first micro-operation, first operand, operand count, result of a sum.
static int32_t NAME(operands_of)(const fml_context *x, const fml_instruction *in, void **operands,
                                 uint8_t *scalar) {
  const int32_t count = (int32_t)in->operand[2];
  for (int32_t j = 0; j < count; j++) {
    const uint64_t word = x->operands[in->operand[1] + (uint32_t)j];
    scalar[j] = (word & FML_SCALAR) != 0;
    operands[j] = (T *)x->arena + (word & ~FML_SCALAR);
  }
  return count;
}

static int32_t NAME(run_elementwise)(const fml_context *x, const fml_instruction *in) {
  void *operands[FML_MAX_OPERANDS];
  uint8_t scalar[FML_MAX_OPERANDS];
  const int32_t count = NAME(operands_of)(x, in, operands, scalar);
  const fml_share share = fml_share_of(x, in->m, FML_BLOCK);
  if (share.from > 0) {
    for (int32_t j = 0; j < count; j++) {
      if (!scalar[j]) operands[j] = (T *)operands[j] + share.from;
    }
  }
  NAME(elementwise)(x->micros + in->operand[0], (int32_t)in->k, operands, scalar, count,
                    share.to - share.from);
  return 0;
}

// The chain's last operation leaves its block in register 0, which is summed in eight lanes.
static int32_t NAME(run_elementwise_sum)(const fml_context *x, const fml_instruction *in) {
  void *operands[FML_MAX_OPERANDS];
  uint8_t scalar[FML_MAX_OPERANDS];
  const int32_t count = NAME(operands_of)(x, in, operands, scalar);
  NAME(machine) machine;
  NAME(prepare)(&machine, operands, scalar, count, in->m);
  LANES lanes = {0};
  for (int64_t start = 0; start < in->m; start += FML_BLOCK) {
    const int64_t n = in->m - start < FML_BLOCK ? in->m - start : FML_BLOCK;
    NAME(run_block)(&machine, x->micros + in->operand[0], (int32_t)in->k, operands, scalar, count,
                    start, n);
    for (int64_t i = n; i < (n + 7) / 8 * 8; i++) machine.registers[0][i] = 0;
    for (int64_t i = 0; i < n; i += 8) lanes += *(const LANES *)(machine.registers[0] + i);
  }
  const T total = ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
                  + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
  ((T *)x->arena)[in->operand[3]] = total * (T)in->immediate[0];
  return 0;
}
