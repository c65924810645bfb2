// One period of a book of weights, all symbols side by side: float64 alone.
#if IS_DOUBLE

// Positions move from their last price to the price of trading; sums the gain of longs and shorts,
// the size of what is wanted of symbols that can be traded, and of positions that stay: those of
// symbols that cannot be traded, or of which nothing is wanted.
static void NAME(book_move)(fml_book *x) {
  LANES longs = {0}, shorts = {0}, wanted = {0}, kept = {0};
  int64_t i = 0;
  for (; i + 8 <= x->symbols; i += 8) {
    const LANES units = *(const LANES *)(x->units + i), price = *(const LANES *)(x->price + i);
    const LANES mark = *(const LANES *)(x->mark + i), target = *(const LANES *)(x->target + i);
    const NAME(row_flags) traded = (NAME(row_flags))(price == price);
    const NAME(row_flags) changed = traded & (NAME(row_flags))(target == target);
    const NAME(row_flags) held = (NAME(row_flags))(units != 0);
    const LANES now =
        (LANES)(((NAME(row_flags))price & traded) | ((NAME(row_flags))mark & ~traded));
    const LANES gain = (LANES)((NAME(row_flags))(units * (price - mark)) & traded & held);
    const NAME(row_flags) is_long = (NAME(row_flags))(units > 0);
    longs += (LANES)((NAME(row_flags))gain & is_long);
    shorts += (LANES)((NAME(row_flags))gain & ~is_long);
    wanted += (LANES)((NAME(row_flags))__builtin_elementwise_abs(target) & changed);
    kept += (LANES)((NAME(row_flags))__builtin_elementwise_abs(units * now) & held & ~changed);
    *(LANES *)(x->mark + i) = now;
  }
  T sums[4] = {0};
  for (int l = 0; l < 8; l++) {
    sums[0] += longs[l];
    sums[1] += shorts[l];
    sums[2] += wanted[l];
    sums[3] += kept[l];
  }
  for (; i < x->symbols; i++) {
    const T price = x->price[i], target = x->target[i], units = x->units[i];
    const int is_traded = price == price;
    if (is_traded && units > 0) sums[0] += units * (price - x->mark[i]);
    if (is_traded && units < 0) sums[1] += units * (price - x->mark[i]);
    if (is_traded) x->mark[i] = price;
    if (is_traded && target == target) sums[2] += __builtin_fabs(target);
    else if (units != 0) sums[3] += __builtin_fabs(units * x->mark[i]);
  }
  x->long_gain = sums[0] * x->point;
  x->short_gain = sums[1] * x->point;
  x->wanted = sums[2];
  x->kept = sums[3] * x->point;
}

// What trading eight symbols to their targets comes to: the units afterwards, and units by the side of
// the position that is changed.
typedef struct {
  LANES units, longs, shorts;
} NAME(book_change);

INLINE NAME(book_change)
    NAME(book_change_of)(const fml_book *x, LANES target, LANES price, LANES held) {
  const NAME(row_flags) known = (NAME(row_flags))(price == price) & (NAME(row_flags))(target == target);
  LANES units = target * x->scale * x->equity / (price * x->point);
  // Whole lots towards zero; a hair more, for numbers that are not exact.
  if (x->lot > 0) units = __builtin_elementwise_trunc(units / x->lot * (1 + 1e-12)) * x->lot;
  const LANES change = units - held, size = __builtin_elementwise_abs(change);
  const NAME(row_flags) is_small =
      (NAME(row_flags))(size * price * x->point < x->band * x->equity) & (NAME(row_flags))(units != 0);
  const NAME(row_flags) is_done = known & (NAME(row_flags))(change != 0) & ~is_small;
  // A position that turns around is left by its old side and entered by its new one.
  const LANES left = __builtin_elementwise_min(size, __builtin_elementwise_abs(held));
  const LANES of_old = (LANES)((NAME(row_flags))left & (NAME(row_flags))(held * change < 0) & is_done);
  const LANES of_new = (LANES)((NAME(row_flags))size & is_done) - of_old;
  const NAME(row_flags) was_short = (NAME(row_flags))(held < 0), is_short = (NAME(row_flags))(units < 0);
  return (NAME(book_change)){
      .units = (LANES)(((NAME(row_flags))units & is_done) | ((NAME(row_flags))held & ~is_done)),
      .longs = (LANES)((NAME(row_flags))of_old & ~was_short) + (LANES)((NAME(row_flags))of_new & ~is_short),
      .shorts = (LANES)((NAME(row_flags))of_old & was_short) + (LANES)((NAME(row_flags))of_new & is_short),
  };
}

// Trades to the targets at `price`, scaled, of `equity`; sums values and units traded by the side of
// the position that is changed.
static void NAME(book_trade)(fml_book *x) {
  LANES value[2] = {{0}}, count[2] = {{0}};
  for (int64_t i = 0; i < x->symbols; i += 8) {
    LANES target, price, held;
    const int64_t left = x->symbols - i;
    if (left >= 8) {
      target = *(const LANES *)(x->target + i);
      price = *(const LANES *)(x->price + i);
      held = *(const LANES *)(x->units + i);
    } else {
      for (int l = 0; l < 8; l++) {
        target[l] = l < left ? x->target[i + l] : __builtin_nan("");
        price[l] = l < left ? x->price[i + l] : __builtin_nan("");
        held[l] = l < left ? x->units[i + l] : 0;
      }
    }
    const NAME(book_change) change = NAME(book_change_of)(x, target, price, held);
    // Where nothing is traded the price may be missing: zero times that is not zero.
    const LANES paid = (LANES)((NAME(row_flags))(price * x->point) & (NAME(row_flags))(price == price));
    value[0] += change.longs * paid;
    value[1] += change.shorts * paid;
    count[0] += change.longs;
    count[1] += change.shorts;
    if (left >= 8)
      *(LANES *)(x->units + i) = change.units;
    else
      for (int l = 0; l < left; l++) x->units[i + l] = change.units[l];
  }
  for (int side = 0; side < 2; side++) {
    x->traded_value[side] = x->traded_units[side] = 0;
    for (int l = 0; l < 8; l++) {
      x->traded_value[side] += value[side][l];
      x->traded_units[side] += count[side][l];
    }
  }
}

// Positions move on to the closes; sums gains and the value of longs and shorts.
static void NAME(book_close)(fml_book *x) {
  LANES sums[4] = {{0}};
  int64_t i = 0;
  for (; i + 8 <= x->symbols; i += 8) {
    const LANES units = *(const LANES *)(x->units + i), close = *(const LANES *)(x->close + i);
    const LANES mark = *(const LANES *)(x->mark + i);
    const NAME(row_flags) known = (NAME(row_flags))(close == close);
    const NAME(row_flags) held = (NAME(row_flags))(units != 0);
    const LANES last = (LANES)(((NAME(row_flags))close & known) | ((NAME(row_flags))mark & ~known));
    const NAME(row_flags) is_long = (NAME(row_flags))(units > 0);
    const LANES gain = (LANES)((NAME(row_flags))(units * (last - mark)) & held);
    const LANES value = (LANES)((NAME(row_flags))(units * last) & held);
    sums[0] += (LANES)((NAME(row_flags))gain & is_long);
    sums[1] += (LANES)((NAME(row_flags))gain & ~is_long);
    sums[2] += (LANES)((NAME(row_flags))value & is_long);
    sums[3] += (LANES)((NAME(row_flags))value & ~is_long);
    *(LANES *)(x->mark + i) = last;
  }
  T total[4] = {0};
  for (int k = 0; k < 4; k++)
    for (int l = 0; l < 8; l++) total[k] += sums[k][l];
  for (; i < x->symbols; i++) {
    const T units = x->units[i], close = x->close[i];
    const T last = close == close ? close : x->mark[i];
    const int side = units < 0;
    if (units != 0) {
      total[side] += units * (last - x->mark[i]);
      total[2 + side] += units * last;
    }
    x->mark[i] = last;
  }
  x->long_gain = total[0] * x->point;
  x->short_gain = total[1] * x->point;
  x->long_value = total[2] * x->point;
  x->short_value = total[3] * x->point;
}

// Prices that are none are missing.
INLINE LANES NAME(real_prices)(LANES v) {
  const NAME(row_flags) is_real = (NAME(row_flags))(v > 0) & (NAME(row_flags))(v < __builtin_inf());
  const LANES none = (LANES){0} + __builtin_nan("");
  return (LANES)(((NAME(row_flags))v & is_real) | ((NAME(row_flags))none & ~is_real));
}

// Asks for the periods of eight symbols that are soon taken up: their rows lie on pages of their own.
INLINE void NAME(expect_bars)(const fml_bar_tile *x, int64_t s) {
  for (int64_t i = s; i < s + 8 && i < x->symbols; i++) {
    const int64_t row = x->rows[i];
    for (int64_t p = 0; p < x->periods && row + p < x->ends[i]; p += 8) {
      __builtin_prefetch(x->targets + row + p);
      __builtin_prefetch(x->prices + row + p);
      __builtin_prefetch(x->closes + row + p);
    }
  }
}

// Eight periods of eight symbols that have a row in each, and before: whether they are such.
INLINE int NAME(gather_full)(fml_bar_tile *x, int64_t s, int64_t p) {
  for (int i = 0; i < 8; i++) {
    const int64_t row = x->rows[s + i];
    if (row + 8 > x->ends[s + i] || row - x->lag < x->firsts[s + i]) return 0;
    if (x->period_of_row &&
        (x->period_of_row[row] != x->from + p || x->period_of_row[row + 7] != x->from + p + 7))
      return 0;
  }
  LANES target[8], price[8], close[8];
  const LANES none = (LANES){0} + __builtin_nan("");
  for (int i = 0; i < 8; i++) {
    const int64_t row = x->rows[s + i];
    target[i] = *(const LANES *)(x->targets + row - x->lag);
    price[i] = NAME(real_prices)(*(const LANES *)(x->prices + row));
    close[i] = NAME(real_prices)(*(const LANES *)(x->closes + row));
    if (x->volumes) {
      const NAME(row_flags) is_still = (NAME(row_flags))(*(const LANES *)(x->volumes + row) == 0);
      price[i] = (LANES)(((NAME(row_flags))price[i] & ~is_still) | ((NAME(row_flags))none & is_still));
    }
    x->rows[s + i] = row + 8;
  }
  NAME(turn)(target);
  NAME(turn)(price);
  NAME(turn)(close);
  for (int i = 0; i < 8; i++) {
    const int64_t cell = (p + i) * x->symbols + s;
    *(LANES *)(x->target + cell) = target[i];
    *(LANES *)(x->price + cell) = price[i];
    *(LANES *)(x->close + cell) = close[i];
  }
  return 1;
}

// One period of some symbols, row by row.
INLINE void NAME(gather_period)(fml_bar_tile *x, int64_t from, int64_t to, int64_t p) {
  const T none = __builtin_nan("");
  T *target = x->target + p * x->symbols, *price = x->price + p * x->symbols;
  T *close = x->close + p * x->symbols;
  for (int64_t s = from; s < to; s++) {
    const int64_t row = x->rows[s];
    T t = none, traded = none, last = none;
    if (row < x->ends[s] && (!x->period_of_row || x->period_of_row[row] == x->from + p)) {
      if (row - x->lag >= x->firsts[s]) t = x->targets[row - x->lag];
      const T a = x->prices[row], b = x->closes[row];
      if (a > 0 && a < __builtin_inf() && !(x->volumes && x->volumes[row] == 0)) traded = a;
      if (b > 0 && b < __builtin_inf()) last = b;
      x->rows[s] = row + 1;
    }
    target[s] = t;
    price[s] = traded;
    close[s] = last;
  }
}

// Puts columns by row into a tile of periods: of each symbol the target that was decided `lag` rows
// before the row of the period, the price of trading and the close; missing where there is no row, and
// prices that are none.
static void NAME(gather_bars)(fml_bar_tile *x) {
  // Eight symbols at a time: what is written lies side by side.
  for (int64_t from = 0; from < x->symbols; from += 8) {
    const int64_t to = from + 8 < x->symbols ? from + 8 : x->symbols;
    int64_t p = 0;
    NAME(expect_bars)(x, from + 16);
    while (p < x->periods) {
      if (to - from == 8 && p + 8 <= x->periods && NAME(gather_full)(x, from, p)) {
        p += 8;
      } else {
        NAME(gather_period)(x, from, to, p++);
      }
    }
  }
}
#endif
