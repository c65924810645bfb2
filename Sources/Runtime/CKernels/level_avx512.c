// x86-64-v4: AVX-512.
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)

#define LEVEL avx512
#define HAS_FMA 1
#define VECTOR_BYTES 64
#define TILE_ROWS 8

#define IS_DOUBLE 0
#include "levels/table.h"
#undef IS_DOUBLE
#define IS_DOUBLE 1
#include "levels/table.h"

#pragma clang attribute pop

#endif
