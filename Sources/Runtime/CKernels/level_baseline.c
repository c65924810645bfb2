// The level every CPU of the architecture has: SSE2 on x86-64, NEON on arm64.
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define LEVEL baseline
#define VECTOR_BYTES 16
#define TILE_ROWS 4
#if defined(__aarch64__)
#define HAS_FMA 1
#else
#define HAS_FMA 0
#endif

#define IS_DOUBLE 0
#include "levels/table.h"
#undef IS_DOUBLE
#define IS_DOUBLE 1
#include "levels/table.h"
