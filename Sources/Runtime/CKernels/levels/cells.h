// Rows of delimited text whose cells are plain: where they lie, then column by column what they
// say. Every function stops at the first row that is not plain and says how many came before it.
#if IS_DOUBLE

#define CELL_ZEROS 0x3030303030303030ull
typedef uint64_t NAME(words) __attribute__((vector_size(64), aligned(8)));
typedef int64_t NAME(counts8) __attribute__((vector_size(64), aligned(8)));
typedef int32_t NAME(places8) __attribute__((vector_size(32), aligned(4)));

// Which of 64 bytes are equal to one, as bits.
#if defined(__x86_64__)
INLINE uint64_t NAME(bytes_equal)(const uint8_t *text, uint8_t wanted) {
#if VECTOR_BYTES == 64
  return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(text), _mm512_set1_epi8((char)wanted));
#elif VECTOR_BYTES == 32
  const __m256i all = _mm256_set1_epi8((char)wanted);
  const __m256i low = _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)text), all);
  const __m256i high = _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)(text + 32)), all);
  return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
#else
  const __m128i all = _mm_set1_epi8((char)wanted);
  uint64_t found = 0;
  for (int i = 0; i < 4; i++) {
    const __m128i part = _mm_loadu_si128((const __m128i *)(text + 16 * i));
    found |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(part, all)) << 16 * i;
  }
  return found;
#endif
}
#else
INLINE uint64_t NAME(bytes_equal)(const uint8_t *text, uint8_t wanted) {
  uint64_t found = 0;
  for (int i = 0; i < 64; i++) found |= (uint64_t)(text[i] == wanted) << i;
  return found;
}
#endif

// Writes where the set bits are; what is behind them may be written over.
INLINE void NAME(write_places)(int32_t *places, int32_t base, uint64_t bits, int count) {
  // Twelve at once: most often there are fewer.
  for (int i = 0; i < 12; i++, bits &= bits - 1) places[i] = base + __builtin_ctzll(bits | 1ull << 63);
  for (int i = 12; i < count; i++, bits &= bits - 1) places[i] = base + __builtin_ctzll(bits);
}

// Looks at the rows of text[0..<count] that begin before `stop`, at most `most`.
static void NAME(find_cells)(fml_cells *x, int64_t count, int64_t stop, int64_t most) {
  const uint8_t *text = x->text;
  int64_t found = 0, expected = x->width - 1, row = 0;
  int is_done = most <= 0;
  x->rows = 0;
  x->tail = 0;
  for (int64_t at = 0; at < count && found + 64 <= x->room && !is_done; at += 64) {
    uint64_t feeds = NAME(bytes_equal)(text + at, 10);
    uint64_t marks = feeds | NAME(bytes_equal)(text + at, x->delimiter);
    const uint64_t returns = NAME(bytes_equal)(text + at, 13);
    if (count - at < 64) {
      const uint64_t inside = (1ull << (count - at)) - 1;
      feeds &= inside;
      marks &= inside;
    }
    // A carriage return that no line feed follows ends a line, too: up to there.
    uint64_t lone = returns & ~(feeds >> 1);
    if (lone >> 63 && text[at + 64] == 10) lone &= ~(1ull << 63);
    if (__builtin_expect(lone != 0, 0)) {
      feeds &= (lone & -lone) - 1;
      is_done = 1;
    }
    for (; feeds; feeds &= feeds - 1) {
      const uint64_t below = (feeds & -feeds) - 1;
      const int64_t place = at + __builtin_ctzll(feeds);
      const int has_return = place > row && text[place - 1] == 13;
      if (x->rows == 0) x->tail = has_return;
      if (found + __builtin_popcountll(marks & below) != expected || has_return != x->tail ||
          place - x->tail == row) {
        is_done = 1;
        break;
      }
      x->rows++;
      expected += x->width;
      row = place + 1;
      if (row >= stop || x->rows >= most) {
        is_done = 1;
        break;
      }
    }
    const int here = __builtin_popcountll(marks);
    NAME(write_places)(x->places + found, (int32_t)at, marks, here);
    found += here;
  }
}

INLINE uint64_t NAME(load_word)(const uint8_t *text) {
  uint64_t word;
  __builtin_memcpy(&word, text, 8);
  return word;
}

// Where a cell begins, and how long it is.
INLINE const uint8_t *NAME(cell)(const fml_cells *x, int64_t row, int32_t column, int64_t *length) {
  const int32_t *end = x->places + row * x->width + column;
  *length = end[0] - end[-1] - 1 - (column + 1 == x->width ? x->tail : 0);
  return x->text + end[-1] + 1;
}

// The number of eight digits, the first in the lowest byte.
INLINE uint64_t NAME(digits)(uint64_t word) {
  const uint64_t pairs = word * 10 + (word >> 8);
  const uint64_t low = (pairs & 0x000000ff000000ff) * 0x000f424000000064;
  const uint64_t high = ((pairs >> 16) & 0x000000ff000000ff) * 0x0000271000000001;
  return (low + high) >> 32;
}

// Takes the digits from `at` on, at most up to `end`; returns how many.
INLINE int64_t NAME(take_digits)(const uint8_t **at, const uint8_t *end, uint64_t *number) {
  static const uint64_t powers[8] = {1,      10,      100,      1000,
                                     10000, 100000, 1000000, 10000000};
  const uint8_t *start = *at;
  while (*at < end) {
    const uint64_t word = NAME(load_word)(*at) ^ CELL_ZEROS;
    const uint64_t others = ((word + 0x7676767676767676ull) | word) & 0x8080808080808080ull;
    int64_t count = others ? __builtin_ctzll(others) >> 3 : 8;
    if (count > end - *at) count = end - *at;
    if (count == 0) break;
    *number = (count == 8 ? *number * 100000000 : *number * powers[count]) +
              NAME(digits)(word << (64 - 8 * count));
    *at += count;
    if (count < 8) break;
  }
  return *at - start;
}

// One number; 0 where the cell is none or takes more than the quotient of two exact numbers.
static int NAME(one_number)(const uint8_t *at, int64_t length, uint8_t mark, double *out) {
  static const double powers[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7, 1e8, 1e9,
                                  1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
  const uint8_t *end = at + length;
  if (length == 0) {
    *out = __builtin_nan("");
    return 1;
  }
  const int is_negative = *at == '-';
  at += is_negative;
  uint64_t number = 0;
  int64_t digits = NAME(take_digits)(&at, end, &number), scale = 0;
  if (at < end && *at == mark) {
    at++;
    scale = NAME(take_digits)(&at, end, &number);
    digits += scale;
  }
  if (at != end || digits == 0 || digits > 18 || number > 1ull << 53) return 0;
  const double size = (double)(int64_t)number / powers[scale];
  *out = is_negative ? -size : size;
  return 1;
}

// 10 to the number of digits after each mark; `after` has the mark's highest bit, or none.
INLINE LANES NAME(cell_scales)(NAME(words) after) {
#if VECTOR_BYTES == 64
  const __m512i place = _mm512_srli_epi64(
      _mm512_sub_epi64(_mm512_set1_epi64(63), _mm512_lzcnt_epi64((__m512i)after)), 3);
  const __m512d powers = _mm512_set_pd(1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7);
  const __m512d found = _mm512_permutexvar_pd(place, powers);
  const __mmask8 has = _mm512_test_epi64_mask((__m512i)after, (__m512i)after);
  return (LANES)_mm512_mask_mov_pd(_mm512_set1_pd(1), has, found);
#else
  static const double powers[8] = {1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1};
  LANES scales;
  for (int l = 0; l < 8; l++) scales[l] = powers[__builtin_ctzll(after[l] | 1ull << 63) >> 3];
  return scales;
#endif
}

// Eight cells of at most eight bytes; 0 where one of them is longer, empty or no plain number.
INLINE int NAME(eight_numbers)(const uint8_t *text, const int32_t *end, int64_t step, int32_t tail,
                               uint64_t mark, double *out) {
  typedef NAME(words) words;
  typedef NAME(counts8) counts;
#define EACH(f) {f(0), f(1), f(2), f(3), f(4), f(5), f(6), f(7)}
#define END(l) end[l * step]
#define START(l) end[l * step - 1]
#define WORD(l) NAME(load_word)(text + START(l) + 1)
  const NAME(places8) ends = EACH(END), starts = EACH(START);
  words word = EACH(WORD);
#undef EACH
#undef END
#undef START
#undef WORD
  const counts length = __builtin_convertvector(ends - starts - (1 + tail), counts);
  word ^= CELL_ZEROS;
  const counts negative = (counts)((word & 255) == ('-' ^ 0x30));
  word &= ~((words)negative & 255);
  word <<= (words)((8 - length) * 8) & 63;
  const words others = ((word + 0x7676767676767676ull) | word) & 0x8080808080808080ull;
  const counts has_mark = (counts)(others != 0);
  const words before = (others >> 7) - 1, byte = (others >> 7) * 255;
  // Not one mark, or something else; more bytes than eight, or none that is a digit.
  const counts bad = (counts)((others & (others - 1)) != 0) | (counts)((word & byte) != (byte & mark)) |
                     (length > 8) | (length + negative + has_mark < 1);
  if (__builtin_reduce_or(bad)) return 0;
  const words joined = (word & ~(before << 8 | 255)) | (word & before) << 8;
  word = ((words)has_mark & joined) | (~(words)has_mark & word);
  const words pairs = ((word << 3) + (word << 1) + (word >> 8)) & 0x00ff00ff00ff00ffull;
  const words fours =
      ((pairs << 6) + (pairs << 5) + (pairs << 2) + (pairs >> 16)) & 0x0000ffff0000ffffull;
  const words numbers = (fours & 0xffffffff) * 10000 + (fours >> 32);
  const LANES size =
      __builtin_convertvector(__builtin_convertvector(numbers, NAME(places8)), LANES) /
      NAME(cell_scales)(others);
  *(LANES *)out = (LANES)((words)size | ((words)negative & 1ull << 63));
  return 1;
}

static int64_t NAME(cell_numbers)(const fml_cells *x, int32_t column, uint8_t mark, int64_t rows,
                                  double *out) {
  const uint64_t marks = 0x0101010101010101ull * (uint8_t)(mark ^ 0x30);
  const int32_t tail = column + 1 == x->width ? x->tail : 0;
  for (int64_t row = 0; row < rows;) {
    const int32_t *end = x->places + row * x->width + column;
    if (row + 8 <= rows &&
        NAME(eight_numbers)(x->text, end, x->width, tail, marks, out + row)) {
      row += 8;
      continue;
    }
    const int64_t next = row + 8 < rows ? row + 8 : rows;
    for (; row < next; row++) {
      int64_t length;
      const uint8_t *cell = NAME(cell)(x, row, column, &length);
      if (!NAME(one_number)(cell, length, mark, out + row)) return row;
    }
  }
  return rows;
}

// Midnight of the date in ten bytes, `2024-06-30` with `-`, `/` or `.`; 0 where there is none.
static int NAME(read_date)(const uint8_t *text, fml_date *date) {
  static const uint8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if ((text[4] != '-' && text[4] != '/' && text[4] != '.') || text[7] != text[4]) return 0;
  int part[8];
  static const uint8_t places[] = {0, 1, 2, 3, 5, 6, 8, 9};
  for (int i = 0; i < 8; i++) {
    part[i] = text[places[i]] - '0';
    if (part[i] < 0 || part[i] > 9) return 0;
  }
  const int year = part[0] * 1000 + part[1] * 100 + part[2] * 10 + part[3];
  const int month = part[4] * 10 + part[5], day = part[6] * 10 + part[7];
  if (year < 1700 || year > 2250 || month < 1 || month > 12 || day < 1) return 0;
  const int is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (day > lengths[month - 1] + (month == 2 && is_leap)) return 0;
  // H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  const int y = month <= 2 ? year - 1 : year, era = y / 400, year_of_era = y - era * 400;
  const int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int days = era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
                   day_of_year - 719468;
  date->midnight = days * 86400000000000ll;
  date->first = NAME(load_word)(text);
  __builtin_memcpy(&date->last, text + 8, 2);
  return 1;
}

// `2024-06-30`, `2024-06-30 14:31`, `2024-06-30 14:31:05` as nanoseconds of a clock without zone.
static int64_t NAME(cell_times)(const fml_cells *x, int32_t column, int64_t first, int64_t rows,
                                fml_date *date, int64_t *out) {
  for (int64_t row = first; row < rows; row++) {
    int64_t length;
    const uint8_t *cell = NAME(cell)(x, row, column, &length);
    if (length != 19 && length != 16 && length != 10) return row;
    uint16_t last;
    __builtin_memcpy(&last, cell + 8, 2);
    if (NAME(load_word)(cell) != date->first || last != date->last) {
      if (!NAME(read_date)(cell, date)) return row;
    }
    out[row] = date->midnight;
    if (length == 10) continue;
    if (cell[10] != ' ' && cell[10] != 'T') return row;
    // Digits become their values, colons 0.
    uint64_t clock = NAME(load_word)(cell + 11) ^ 0x30303a30303a3030ull;
    if (length == 16) clock &= 0xffffffffffull;
    if (((clock + 0x76767f76767f7676ull) & 0x8080808080808080ull) | (clock & 0x8080ff8080ff8080ull))
      return row;
    const uint64_t pairs = clock * 10 + (clock >> 8);
    const int64_t hour = pairs & 255, minute = pairs >> 24 & 255, second = pairs >> 48 & 255;
    if (hour >= 24 || minute >= 60 || second >= 60) return row;
    out[row] += ((hour * 60 + minute) * 60 + second) * 1000000000ll;
  }
  return rows;
}

// Cells that are passed over; a quoted one may hold anything.
static int64_t NAME(cell_skips)(const fml_cells *x, int32_t column, int64_t rows) {
  for (int64_t row = 0; row < rows; row++) {
    const int32_t *end = x->places + row * x->width + column;
    if (x->text[end[-1] + 1] == '"') return row;
  }
  return rows;
}
#undef CELL_ZEROS
#endif
