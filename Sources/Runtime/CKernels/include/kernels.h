// Kernels of the engine: one table of functions per number type, chosen once for the CPU at hand.
//
// Offsets count elements from the start of the arena. Kernels check nothing that the program's
// verification has checked; row numbers of a gather are data and are checked here.
#pragma once
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

// A micro-operation of the element-wise machine. Slots 0..15 are registers, 16 and up operands.
typedef struct {
  uint8_t code;
  uint8_t target;
  uint8_t a, b, c;
  uint8_t reserved[3];
} fml_micro;

enum { FML_REGISTERS = 16, FML_BLOCK = 256, FML_MAX_OPERANDS = 48 };

// One instruction of a program, 64 bytes.
typedef struct {
  uint16_t opcode;
  uint8_t flags;
  // How many parts it is cut into; 1 is run by one thread.
  uint8_t parts;
  uint32_t m, n, k;
  uint32_t operand[8];
  double immediate[2];
} fml_instruction;

// A matrix that gathers read, of either number type.
typedef struct {
  const void *values;
  int64_t rows;
  int32_t columns;
  int32_t is_double;
} fml_source;

// c = a b, or c += a b where `adds` is not 0; rows of a, b, c are lda, ldb, ldc apart and either
// factor may be transposed. For both number types.
typedef void (*fml_gemm)(int32_t transposes_left, int32_t transposes_right, int64_t m, int64_t n,
                         int64_t k, const void *a, int64_t lda, const void *b, int64_t ldb,
                         int32_t adds, void *c, int64_t ldc);

// What an instruction may touch.
typedef struct {
  void *arena;
  const fml_micro *micros;
  // Operands of element-wise instructions: offset, or offset | FML_SCALAR for one number.
  const uint64_t *operands;
  const fml_source *sources;
  const int32_t *const *indices;
  uint64_t seed;
  uint64_t step;
  // Which part of the instruction to run, of how many; the results do not depend on it.
  int32_t part;
  int32_t parts;
  // Products of large matrices, of the program's number type.
  fml_gemm gemm;
} fml_context;

// A run of rows or elements.
typedef struct {
  int64_t from, to;
} fml_share;

// This part's share of `count`, in whole units but for the end.
static inline fml_share fml_share_of(const fml_context *x, int64_t count, int64_t unit) {
  const int64_t units = (count + unit - 1) / unit;
  const int64_t from = units * x->part / x->parts * unit;
  const int64_t to = units * (x->part + 1) / x->parts * unit;
  return (fml_share){from < count ? from : count, to < count ? to : count};
}

enum { FML_HAS_BIAS = 2 };

#define FML_SCALAR (1ull << 63)

// Tells the CPU that a thread only waits.
static inline void fml_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Returns 0, or 1 for a row number outside its source.
typedef int32_t (*fml_kernel)(const fml_context *, const fml_instruction *);

// In the order of the compiler's opcodes.
enum {
  FML_END,
  FML_GATHER,
  FML_PRODUCT,
  FML_PRODUCT_LEFT,
  FML_ELEMENTWISE,
  FML_ADD_ROW,
  FML_SUM,
  FML_BROADCAST,
  FML_TRANSPOSE,
  FML_COPY_COLUMNS,
  FML_LAYER_NORM,
  FML_LAYER_NORM_INPUT,
  FML_LAYER_NORM_GAIN,
  FML_LAYER_NORM_GRADIENTS,
  FML_DROPOUT_MASK,
  FML_FILL,
  FML_COPY,
  FML_NORM,
  FML_UPDATE,
  FML_ELEMENTWISE_SUM,
  FML_UNFOLD,
  FML_FOLD,
  FML_MAX_POOL,
  FML_MAX_POOL_GRADIENT,
  FML_REVERSE_STEPS,
  FML_SOFTMAX,
  FML_LSTM,
  FML_LSTM_GRADIENT,
  FML_CHANNEL_MOMENTS,
  FML_CHANNEL_NORM,
  FML_CHANNEL_NORM_SUMS,
  FML_CHANNEL_NORM_INPUT,
  FML_GROUP_TABLE,
  FML_GROUP_REDUCE,
  FML_SOFT_RANK,
  FML_SOFT_RANK_GRADIENT,
  FML_LAG_KERNEL,
  FML_LAG_KERNEL_GRADIENT,
  FML_WINDOW_DOT,
  FML_WINDOW_DOT_GRADIENT,
  FML_LIBRARY_PRODUCT,
  FML_LIBRARY_PRODUCT_RIGHT,
  FML_LIBRARY_PRODUCT_LEFT,
  FML_KERNELS
};

// Runs micro-operations over `count` elements in blocks that stay in the first-level cache.
// `operands[j]` is read or written as slot 16 + j; where `scalar[j]` is set it is one number.
typedef void (*fml_elementwise)(const fml_micro *, int32_t operations, void *const *operands,
                                const uint8_t *scalar, int32_t operand_count, int64_t count);

// Fills `out` with fml_random_bits(seed, first + i, c1, c2, c3) for i in 0..<count.
typedef void (*fml_random_run)(uint64_t seed, uint32_t first, uint32_t c1, uint32_t c2, uint32_t c3,
                               int64_t count, uint64_t *out);

// Takes one value out of `count` ascending numbers and puts another in.
typedef void (*fml_replace_sorted)(double *values, int64_t count, double old, double fresh);

// Rows of delimited text, cut into cells where all their cells are plain: no quotes, as many as
// the table has columns.
typedef struct {
  // 64 bytes after what is looked at can be read.
  const uint8_t *text;
  // Where each cell ends; places[-1] is the byte before the first row.
  int32_t *places;
  // Cells that fit into `places`; 64 more can be written.
  int64_t room;
  int32_t width;
  // Bytes before the line feed that belong to the line end: 1 for CR LF.
  int32_t tail;
  // How many rows were found.
  int64_t rows;
  uint8_t delimiter;
} fml_cells;

// The last date read: its ten bytes and its midnight in nanoseconds.
typedef struct {
  uint64_t first;
  int64_t midnight;
  uint16_t last;
} fml_date;

// A date to begin with: one that stands for itself, so that no other bytes are taken for it.
static inline fml_date fml_first_date(void) {
  fml_date date = {.midnight = 0};
  __builtin_memcpy(&date.first, "1970-01-", 8);
  __builtin_memcpy(&date.last, "01", 2);
  return date;
}

// Finds the rows of text[0..<count] that begin before `stop`, at most `most`, up to the first that
// is not plain.
typedef void (*fml_find_cells)(fml_cells *, int64_t count, int64_t stop, int64_t most);

// Each reads one column of the first `rows` rows; returns the first row whose cell is not plain.
typedef int64_t (*fml_cell_numbers)(const fml_cells *, int32_t column, uint8_t mark, int64_t rows,
                                    double *out);
typedef int64_t (*fml_cell_times)(const fml_cells *, int32_t column, int64_t first, int64_t rows,
                                  fml_date *, int64_t *out);
typedef int64_t (*fml_cell_skips)(const fml_cells *, int32_t column, int64_t rows);

// Bars that cannot be right.
typedef struct {
  int64_t bad, not_positive;
} fml_defects;

typedef void (*fml_count_defects)(const double *open, const double *high, const double *low,
                                  const double *close, int64_t count, fml_defects *);
typedef int64_t (*fml_count_values)(const double *, int64_t count);

// Sizes of relative changes from one number to the next.
typedef int64_t (*fml_sum_changes)(const double *, int64_t count, double *sum);
typedef int64_t (*fml_find_change)(const double *, int64_t from, int64_t count, double limit);
// The quantile at `position`, a place in ascending order from 0, of the `window` values that end at
// each row, none of them missing; `first` is the value at the whole place of the first window.
typedef void (*fml_rolling_quantile)(const double *x, int64_t rows, int64_t window, double position,
                                     double first, double *out);
// The average rank of each row's value among the same values, as a fraction of their number.
typedef void (*fml_rolling_rank)(const double *x, int64_t rows, int64_t window, double *out);

// Writes rows of `width` columns side by side: `cells[row * width + column]`. What is not finite
// becomes 0 and clears the flag of its row.
typedef void (*fml_interleave)(const double *const *columns, int64_t width, int64_t from, int64_t to,
                               float *cells, uint8_t *flags);

// average += weight (x - average), row by row, written to `out`; a missing x stays missing. Gives the
// last average.
typedef double (*fml_smooth)(const double *x, double *out, int64_t count, double weight,
                             double average);

// Windows of `window` rows that end at each of `rows` rows. `x[-before]` is the first row of the
// segment, or any earlier than the first window. `lanes` gets the count of present rows and behind it,
// `stride` numbers apart, the parts of the aggregate; each has room for FML_WINDOW_SLACK rows more.
// `scratch` has room for parts + 1 runs of window - 1 + rows + FML_WINDOW_SLACK numbers,
// `scratch_stride` apart.
#define FML_WINDOW_SLACK 16
typedef struct {
  const double *x, *y;
  int64_t before, rows, window;
  double *lanes, *scratch;
  int64_t stride, scratch_stride;
} fml_window;
typedef void (*fml_window_kernel)(const fml_window *);
// What is known of a window: one, two, five, one and one parts.
enum { FML_WINDOW_SUM, FML_WINDOW_VARIANCE, FML_WINDOW_COVARIANCE, FML_WINDOW_MIN, FML_WINDOW_MAX,
       FML_WINDOW_KINDS };

// What a statistic makes of aggregates: the first part as it is; sum / count; of a variance's or
// covariance's sums over count - ddof; the root; the correlation. Windows with fewer than `minimum`
// present rows have none.
enum { FML_STATISTIC_PLAIN, FML_STATISTIC_MEAN, FML_STATISTIC_VARIANCE, FML_STATISTIC_DEVIATION,
       FML_STATISTIC_COVARIANCE, FML_STATISTIC_CORRELATION };
typedef void (*fml_window_statistic)(const fml_window *, int32_t kind, double minimum, double ddof,
                                     double *out);

// Limit orders decided at rows 0..<count, each of which works in the row that `extreme` and `volume`
// are given of: lows for what is bought, highs for what is sold. A bit a row: whether limit and close
// are prices, whether the order is filled, whether the limit is missing. A fill is a distance
// sign * (limit - extreme) of `least` or more, and more than 0 unless `is_inclusive`; never where
// the volume is 0. `close` and `volume` may be null: every close is a price, every bar has trading.
typedef struct {
  const double *limit, *close, *extreme, *volume;
  int64_t count;
  double sign, least;
  int32_t is_inclusive;
  uint64_t *valid, *filled, *missing;
} fml_limit_orders;
typedef void (*fml_limit_fills)(const fml_limit_orders *);

// Gives the highest values equal shares of `longs`, the lowest of -`shorts`, others and missing ones 0;
// all missing weights where fewer than `least` values are known. Room for count + 8 numbers in `known`
// and in `scratch`.
typedef struct {
  const double *values;
  double *weights, *known, *scratch;
  int64_t count, least;
  double top, bottom, longs, shorts;
} fml_pick_job;
typedef void (*fml_pick)(fml_pick_job *);

// A column by row, symbol after symbol, and a tile of it by time: cells[time * symbols + symbol]. The
// rows of `times` times from `from` on follow each other; `rows` has the first row of each symbol.
typedef struct {
  double *column, *cells;
  const int64_t *rows;
  int64_t symbols, from, times;
} fml_grid_tile;
typedef void (*fml_move_tile)(const fml_grid_tile *);

// A period of a book of weights: columns by symbol, numbers of the book, and what a step came to.
typedef struct {
  const double *target, *price, *close;
  double *units, *mark;
  int64_t symbols;
  double point, scale, equity, lot, band;
  // Gains since the step before, values at the closes, the sum of |target| that can be traded and the
  // size of the positions that stay as they are.
  double long_gain, short_gain, long_value, short_value, wanted, kept;
  // By the side of the position that was changed: longs, shorts.
  double traded_value[2], traded_units[2];
} fml_book;
typedef void (*fml_book_step)(fml_book *);

// Columns by row, and a tile of them by period: cells[period * symbols + symbol].
typedef struct {
  const double *targets, *prices, *closes, *volumes;
  // The period of each row; null where every row of the one symbol is a period.
  const int32_t *period_of_row;
  // Of each symbol the next row, the first and the end of its range.
  int64_t *rows;
  const int64_t *firsts, *ends;
  int64_t symbols, from, periods, lag;
  double *target, *price, *close;
} fml_bar_tile;
typedef void (*fml_gather_bars)(fml_bar_tile *);

// A table whose columns are judged by every half of `2 half_blocks` blocks of rows. For each set of the
// first and of the last `half_blocks` blocks, `stride` sums of the columns and as many of their squares.
// `stride` is a multiple of 8; what lies beyond the columns is a copy of the first.
typedef struct {
  const double *lower, *upper;
  int64_t columns, stride;
  // In half of the blocks.
  double rows;
  int32_t half_blocks;
  // By the Sharpe ratio, else by the mean.
  int32_t is_sharpe;
} fml_halves;

// The column that is best in one half: its worth there and in the other half, and how many columns are
// worth more and as much there, itself among these.
typedef struct {
  double inside, outside;
  int32_t chosen, above, equal;
} fml_split;

// Every half that takes the blocks `lower` of the first ones, each followed by what it leaves over.
// `worth` has room for two rows of `stride` numbers, or keeps two for each half. Gives the number of
// splits.
typedef int64_t (*fml_judge_splits)(const fml_halves *, int64_t lower, double *worth, int32_t keeps,
                                    fml_split *out);

typedef struct {
  fml_kernel kernels[FML_KERNELS];
  fml_elementwise elementwise;
  fml_random_run random_bits;
  // Of float64 alone.
  fml_replace_sorted replace_sorted;
  fml_find_cells find_cells;
  fml_cell_numbers cell_numbers;
  fml_cell_times cell_times;
  fml_cell_skips cell_skips;
  fml_count_defects count_defects;
  fml_count_values count_missing;
  fml_count_values count_zeros;
  fml_sum_changes sum_changes;
  fml_find_change find_change;
  fml_rolling_quantile rolling_quantile;
  fml_rolling_rank rolling_rank;
  fml_smooth smooth;
  fml_interleave interleave;
  fml_window_kernel windows[FML_WINDOW_KINDS];
  fml_window_statistic window_statistic;
  fml_limit_fills limit_fills;
  fml_pick pick;
  fml_move_tile gather_tile, scatter_tile;
  fml_gather_bars gather_bars;
  fml_book_step book_move, book_trade, book_close;
  fml_judge_splits judge_splits;
} fml_table;

// The CPU level in use: "sse2", "avx2", "avx512", or "generic".
const char *fml_level(void);
const fml_table *fml_table_float(void);
// The kernels of a number type by opcode.
const fml_kernel *fml_kernels_of(int32_t is_double);
const fml_table *fml_table_double(void);

// Tables of one level by index, for tests; null where the CPU lacks it.
int32_t fml_level_count(void);
const char *fml_level_name(int32_t level);
const fml_table *fml_level_table(int32_t level, int32_t is_double);

// Philox4x32-10 of one counter under one key.
void fml_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t result[4]);
// The first two of its words for a counter given by value.
uint64_t fml_random_bits(uint64_t seed, uint32_t c0, uint32_t c1, uint32_t c2, uint32_t c3);

// Gives the pages of freed memory back to the system, as far as the C library can.
static inline void fml_release_pages(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

// Lets the C library keep freed memory for what is asked for next, up to 256 MB: a series of columns of a
// million rows is else given back and cleared page by page, again and again. What is larger than 32 MB is
// given back as before.
static inline void fml_keep_pages(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

// Asks the system to back memory that is about to be filled with large pages: fewer faults. The
// advice is for all pages that hold a byte of it: with half of its first page left out, the system
// would back the whole first large page with small ones. So it would where an allocator has
// written before the memory already; that page is made large at once.
static inline void fml_prefer_large_pages(void *from, int64_t bytes) {
#ifdef MADV_HUGEPAGE
  const uintptr_t page = 4096, large = 2 << 20, start = (uintptr_t)from / page * page;
  const uintptr_t end = ((uintptr_t)from + (uintptr_t)bytes + page - 1) / page * page;
  if (bytes < (4 << 20) || madvise((void *)start, end - start, MADV_HUGEPAGE) != 0) return;
  // MADV_COLLAPSE of Linux 6.1, which older headers do not name and older systems refuse.
  if (start % large == 0) madvise((void *)start, large, 25);
#else
  (void)from;
  (void)bytes;
#endif
}

// Asks the caches for `bytes` from an address on; reads nothing.
static inline void fml_prefetch(const void *from, int64_t bytes) {
  for (int64_t i = 0; i < bytes; i += 64) __builtin_prefetch((const char *)from + i);
  if (bytes > 0) __builtin_prefetch((const char *)from + bytes - 1);
}
