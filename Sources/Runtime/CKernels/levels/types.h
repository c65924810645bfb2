// Number type and names of one instantiation. Before inclusion: LEVEL, HAS_FMA, VECTOR_BYTES,
// TILE_ROWS, IS_DOUBLE.
#undef T
#undef U
#undef NAME
#undef LITERAL
#undef FMA
#undef VFMA
#undef BUILTIN
#undef VECTOR
#undef LANES
#undef WIDTH
#undef INLINE

#define JOIN3_(a, b, c) a##_##b##_##c
#define JOIN3(a, b, c) JOIN3_(a, b, c)

#if IS_DOUBLE
#define T double
#define U uint64_t
#define NAME(x) JOIN3(fml, x, JOIN3(double, LEVEL, k))
#define LITERAL(x) x
#define BUILTIN(name) __builtin_##name
#else
#define T float
#define U uint32_t
#define NAME(x) JOIN3(fml, x, JOIN3(float, LEVEL, k))
#define LITERAL(x) x##f
#define BUILTIN(name) __builtin_##name##f
#endif

// Fused where the CPU has it, by name and not by contraction, so that bits do not hang on the
// optimiser.
#if HAS_FMA
#define FMA(a, b, c) BUILTIN(fma)(a, b, c)
#define VFMA(a, b, c) __builtin_elementwise_fma(a, b, c)
#else
#define FMA(a, b, c) ((a) * (b) + (c))
#define VFMA(a, b, c) ((a) * (b) + (c))
#endif

// The widest vectors of the level for products; eight lanes for reductions, whose order is then the
// same for all levels and both types.
#define VECTOR NAME(vector)
#define LANES NAME(lanes)
#define WIDTH ((int)(VECTOR_BYTES / sizeof(T)))
typedef T VECTOR __attribute__((vector_size(VECTOR_BYTES), aligned(sizeof(T))));
typedef T LANES __attribute__((vector_size(8 * sizeof(T)), aligned(sizeof(T))));
#define INLINE static inline __attribute__((always_inline))

// Lanes of a vector as bits: what comparisons give.
typedef U NAME(vector_bits) __attribute__((vector_size(VECTOR_BYTES), aligned(sizeof(T))));

INLINE VECTOR NAME(keep)(VECTOR value, NAME(vector_bits) mask) {
  return (VECTOR)((NAME(vector_bits))value & mask);
}

INLINE VECTOR NAME(choose)(VECTOR then, VECTOR otherwise, NAME(vector_bits) mask) {
  return (VECTOR)(((NAME(vector_bits))then & mask) | ((NAME(vector_bits))otherwise & ~mask));
}
