// gnuplot behind a C ABI: a process that is sent text and binary columns through
// gnuplot-iostream. No C++ exception leaves these functions, SIGPIPE never kills the caller, and
// every process that was started is waited for.
#ifndef CGNUPLOT_H
#define CGNUPLOT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cgnuplot cgnuplot;

// Starts the program at a path in its own process group, with its drawing kept in memory.
// Returns NULL and sets *error to an errno when that fails.
cgnuplot *cgnuplot_open(const char *path, int *error);

// Sends text as it is. Returns 0, or -1 when the process no longer reads.
int cgnuplot_text(cgnuplot *plot, const char *text, size_t length);

// Sends doubles in binary. Returns 0, or -1 when the process no longer reads.
int cgnuplot_doubles(cgnuplot *plot, const double *values, size_t count);

// Ends the input, waits at most so many milliseconds for the process to end, then kills it.
// Returns its exit status, 128 plus the signal that ended it, or -1 when it had to be killed.
int cgnuplot_finish(cgnuplot *plot, int milliseconds);

// What the process drew, valid until the close. Returns NULL when it cannot be read.
const uint8_t *cgnuplot_drawing(cgnuplot *plot, size_t *length);

// What the process said on standard error, valid until the close.
const char *cgnuplot_messages(cgnuplot *plot);

// Releases everything; a process that still runs is killed and waited for.
void cgnuplot_close(cgnuplot *plot);

#ifdef __cplusplus
}
#endif

#endif
