// Groups of a batch: reductions, ranks and soft ranks within each.
//
// A table of m places has 2 m numbers: the places of the members, group after group, then at the
// slot of each group's first member its size; a size of 0 ends the list. A place without a group
// stands nowhere in it; results are 0 there.

static inline int NAME(precedes)(const T *codes, T a, T b) {
  const T x = codes[(int64_t)a], y = codes[(int64_t)b];
  return x < y || (x == y && a < b);
}

static void NAME(sift)(T *order, const T *codes, int64_t root, int64_t n) {
  for (int64_t child; (child = 2 * root + 1) < n; root = child) {
    if (child + 1 < n && NAME(precedes)(codes, order[child], order[child + 1])) child++;
    if (!NAME(precedes)(codes, order[root], order[child])) return;
    const T swapped = order[root];
    order[root] = order[child];
    order[child] = swapped;
  }
}

// By code, then by place: heap sort, in place.
static void NAME(sort_places)(T *order, const T *codes, int64_t n) {
  for (int64_t root = n / 2; root-- > 0;) NAME(sift)(order, codes, root, n);
  for (int64_t last = n; last-- > 1;) {
    const T largest = order[0];
    order[0] = order[last];
    order[last] = largest;
    NAME(sift)(order, codes, 0, last);
  }
}

// Operands: table, mask, codes. n: places of one block; k: least size of a group; flags: 1 with
// codes, which split the blocks.
static int32_t NAME(run_group_table)(const fml_context *x, const fml_instruction *in) {
  T *order = (T *)x->arena + in->operand[0];
  const T *mask = (const T *)x->arena + in->operand[1];
  const T *codes = (const T *)x->arena + in->operand[2];
  const int64_t m = in->m;
  T *sizes = order + m;
  for (int64_t i = 0; i < 2 * m; i++) order[i] = 0;
  int64_t filled = 0;
  for (int64_t block = 0; block < m; block += in->n) {
    const int64_t end = block + in->n < m ? block + in->n : m;
    T *members = order + filled;
    int64_t count = 0;
    for (int64_t i = block; i < end; i++) {
      if (mask[i] > 0 && (!in->flags || codes[i] == codes[i])) members[count++] = (T)i;
    }
    if (in->flags) NAME(sort_places)(members, codes, count);
    for (int64_t first = 0, next; first < count; first = next) {
      next = in->flags ? first + 1 : count;
      while (next < count && codes[(int64_t)members[next]] == codes[(int64_t)members[first]]) {
        next++;
      }
      if (next - first < in->k) continue;
      for (int64_t i = first; i < next; i++) order[filled + i - first] = members[i];
      sizes[filled] = (T)(next - first);
      filled += next - first;
    }
  }
  for (int64_t i = filled; i < m; i++) order[i] = 0;
  return 0;
}

// The values of one group's members, side by side.
static inline void NAME(collect)(const T *from, const T *order, int64_t n, T *to) {
  for (int64_t i = 0; i < n; i++) to[i] = from[(int64_t)order[i]];
}

static T NAME(largest)(const T *x, int64_t n) {
  T most = x[0];
  for (int64_t i = 1; i < n; i++) most = NAME(maximum)(most, x[i]);
  return most;
}

// One more than the values below plus half the equal ones beside it.
static T NAME(average_rank)(const T *x, T value, int64_t n) {
  int32_t below = 0, equal = 0;
  for (int64_t j = 0; j < n; j++) {
    below += x[j] < value;
    equal += x[j] == value;
  }
  return value == value ? (T)below + ((T)equal + 1) / 2 : value;
}

enum { NAME(group_sum), NAME(group_maximum), NAME(group_count), NAME(group_rank) };

// Operands: result, values, table, scratch for m values. flags: which of the four.
static int32_t NAME(run_group_reduce)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  T *out = arena + in->operand[0], *values = arena + in->operand[3];
  const T *from = arena + in->operand[1], *table = arena + in->operand[2];
  const int64_t m = in->m;
  for (int64_t i = 0; i < m; i++) out[i] = 0;
  for (int64_t slot = 0, n; slot < m && (n = (int64_t)table[m + slot]) > 0; slot += n) {
    const T *order = table + slot;
    T result = (T)n;
    NAME(collect)(from, order, n, values);
    if (in->flags == NAME(group_sum)) result = NAME(row_sum)(values, n);
    if (in->flags == NAME(group_maximum)) result = NAME(largest)(values, n);
    for (int64_t i = 0; i < n; i++) {
      out[(int64_t)order[i]] =
          in->flags == NAME(group_rank) ? NAME(average_rank)(values, values[i], n) : result;
    }
  }
  return 0;
}

// The sum over j of sigmoid(value - x[j]), block by block.
static T NAME(soft_rank_of)(const T *x, T value, int64_t n) {
  T terms[FML_BLOCK];
  T total = 0;
  for (int64_t start = 0; start < n; start += FML_BLOCK) {
    const int64_t count = n - start < FML_BLOCK ? n - start : FML_BLOCK;
#pragma clang loop vectorize(assume_safety)
    for (int64_t j = 0; j < count; j++) terms[j] = NAME(sigmoid)(value - x[start + j]);
    total += NAME(row_sum)(terms, count);
  }
  return total;
}

// Operands: result, values, table, scratch for m values.
static int32_t NAME(run_soft_rank)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  T *out = arena + in->operand[0], *values = arena + in->operand[3];
  const T *from = arena + in->operand[1], *table = arena + in->operand[2];
  const int64_t m = in->m;
  for (int64_t i = 0; i < m; i++) out[i] = 0;
  for (int64_t slot = 0, n; slot < m && (n = (int64_t)table[m + slot]) > 0; slot += n) {
    const T *order = table + slot;
    NAME(collect)(from, order, n, values);
    for (int64_t i = 0; i < n; i++) {
      out[(int64_t)order[i]] = NAME(soft_rank_of)(values, values[i], n);
    }
  }
  return 0;
}

// The sum over j of sigmoid'(x[k] - x[j]) (g[k] - g[j]).
static T NAME(soft_rank_slope)(const T *x, const T *g, int64_t k, int64_t n) {
  T terms[FML_BLOCK];
  const T value = x[k], seed = g[k];
  T total = 0;
  for (int64_t start = 0; start < n; start += FML_BLOCK) {
    const int64_t count = n - start < FML_BLOCK ? n - start : FML_BLOCK;
#pragma clang loop vectorize(assume_safety)
    for (int64_t j = 0; j < count; j++) {
      const T s = NAME(sigmoid)(value - x[start + j]);
      terms[j] = s * (1 - s) * (seed - g[start + j]);
    }
    total += NAME(row_sum)(terms, count);
  }
  return total;
}

// Operands: result, values, table, adjoint of the ranks, scratch for 2 m values.
static int32_t NAME(run_soft_rank_gradient)(const fml_context *x, const fml_instruction *in) {
  T *arena = x->arena;
  T *out = arena + in->operand[0], *values = arena + in->operand[4];
  const T *from = arena + in->operand[1], *table = arena + in->operand[2];
  const T *seed = arena + in->operand[3];
  const int64_t m = in->m;
  T *seeds = values + m;
  for (int64_t i = 0; i < m; i++) out[i] = 0;
  for (int64_t slot = 0, n; slot < m && (n = (int64_t)table[m + slot]) > 0; slot += n) {
    const T *order = table + slot;
    NAME(collect)(from, order, n, values);
    NAME(collect)(seed, order, n, seeds);
    for (int64_t k = 0; k < n; k++) {
      out[(int64_t)order[k]] = NAME(soft_rank_slope)(values, seeds, k, n);
    }
  }
  return 0;
}
