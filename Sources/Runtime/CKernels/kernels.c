// Chooses the table of the CPU at hand, once.
#include "kernels.h"

extern const fml_table fml_table_float_baseline_k, fml_table_double_baseline_k;

#if defined(__x86_64__)
extern const fml_table fml_table_float_avx2_k, fml_table_double_avx2_k;
extern const fml_table fml_table_float_avx512_k, fml_table_double_avx512_k;

int32_t fml_level_count(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return 3;
  return __builtin_cpu_supports("x86-64-v3") ? 2 : 1;
}

const char *fml_level_name(int32_t level) {
  static const char *const names[] = {"sse2", "avx2", "avx512"};
  return names[level];
}

const fml_table *fml_level_table(int32_t level, int32_t is_double) {
  if (level == 2) return is_double ? &fml_table_double_avx512_k : &fml_table_float_avx512_k;
  if (level == 1) return is_double ? &fml_table_double_avx2_k : &fml_table_float_avx2_k;
  return is_double ? &fml_table_double_baseline_k : &fml_table_float_baseline_k;
}
#else
int32_t fml_level_count(void) { return 1; }

const char *fml_level_name(int32_t level) {
  (void)level;
  return "generic";
}

const fml_table *fml_level_table(int32_t level, int32_t is_double) {
  (void)level;
  return is_double ? &fml_table_double_baseline_k : &fml_table_float_baseline_k;
}
#endif

const char *fml_level(void) { return fml_level_name(fml_level_count() - 1); }
const fml_table *fml_table_float(void) { return fml_level_table(fml_level_count() - 1, 0); }
const fml_kernel *fml_kernels_of(int32_t is_double) {
  return (is_double ? fml_table_double() : fml_table_float())->kernels;
}

const fml_table *fml_table_double(void) { return fml_level_table(fml_level_count() - 1, 1); }

void fml_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t result[4]) {
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < 10; round++, k0 += 0x9E3779B9u, k1 += 0xBB67AE85u) {
    const uint64_t p0 = 0xD2511F53ull * c0, p1 = 0xCD9E8D57ull * c2;
    c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
    c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c1 = (uint32_t)p1;
    c3 = (uint32_t)p0;
  }
  result[0] = c0;
  result[1] = c1;
  result[2] = c2;
  result[3] = c3;
}

uint64_t fml_random_bits(uint64_t seed, uint32_t c0, uint32_t c1, uint32_t c2, uint32_t c3) {
  const uint32_t counter[4] = {c0, c1, c2, c3};
  const uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
  uint32_t result[4];
  fml_philox(counter, key, result);
  return (uint64_t)result[1] << 32 | result[0];
}
