#ifndef FML_ALLOCATIONS_H
#define FML_ALLOCATIONS_H
#include <stdint.h>

/// Memory blocks asked for by the calling thread so far; -1 where they cannot be counted, because a
/// sanitizer has taken the place of malloc.
int64_t fml_allocations(void);

#endif
