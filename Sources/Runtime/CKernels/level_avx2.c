// x86-64-v3: AVX2 and fused multiply-add.
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)

#define LEVEL avx2
#define HAS_FMA 1
#define VECTOR_BYTES 32
#define TILE_ROWS 4

#define IS_DOUBLE 0
#include "levels/table.h"
#undef IS_DOUBLE
#define IS_DOUBLE 1
#include "levels/table.h"

#pragma clang attribute pop

#endif
