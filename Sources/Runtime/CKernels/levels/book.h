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

// Whole lots towards zero; a hair more, for numbers that are not exact.
INLINE T NAME(whole_lots)(T units, T lot) {
  return __builtin_trunc(units / lot * (1 + 1e-12)) * lot;
}

// Trades to the targets at `price`, scaled, of `equity`; sums values and units traded by the side of
// the position that is changed.
static void NAME(book_trade)(fml_book *x) {
  T value[2] = {0}, count[2] = {0};
  const T least = x->band * x->equity;
  for (int64_t i = 0; i < x->symbols; i++) {
    const T price = x->price[i], target = x->target[i], held = x->units[i];
    if (price != price || target != target) continue;
    T units = target * x->scale * x->equity / (price * x->point);
    if (x->lot > 0) units = NAME(whole_lots)(units, x->lot);
    const T change = units - held;
    if (change == 0) continue;
    const T size = __builtin_fabs(change) * price * x->point;
    if (size < least && units != 0) continue;
    // A position that turns around is left by its old side and entered by its new one.
    T of_old = held * change < 0 ? __builtin_fabs(change) : 0;
    if (of_old > __builtin_fabs(held)) of_old = __builtin_fabs(held);
    const T of_new = __builtin_fabs(change) - of_old;
    const int old_side = held < 0, new_side = units < 0;
    value[old_side] += of_old * price * x->point;
    count[old_side] += of_old;
    value[new_side] += of_new * price * x->point;
    count[new_side] += of_new;
    x->units[i] = units;
  }
  for (int side = 0; side < 2; side++) {
    x->traded_value[side] = value[side];
    x->traded_units[side] = count[side];
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

// Puts columns by row into a tile of periods: of each symbol the target that was decided `lag` rows
// before the row of the period, the price of trading and the close; missing where there is no row, and
// prices that are none.
static void NAME(gather_bars)(fml_bar_tile *x) {
  const T none = __builtin_nan("");
  for (int64_t s = 0; s < x->symbols; s++) {
    int64_t row = x->rows[s];
    const int64_t first = x->firsts[s], end = x->ends[s];
    T *target = x->target + s, *price = x->price + s, *close = x->close + s;
    for (int64_t p = 0; p < x->periods; p++) {
      const int has_row = row < end && (!x->period_of_row || x->period_of_row[row] == x->from + p);
      T t = none, traded = none, last = none;
      if (has_row) {
        if (row - x->lag >= first) t = x->targets[row - x->lag];
        const T a = x->prices[row], b = x->closes[row];
        if (a > 0 && a < __builtin_inf() && !(x->volumes && x->volumes[row] == 0)) traded = a;
        if (b > 0 && b < __builtin_inf()) last = b;
        row++;
      }
      *target = t;
      *price = traded;
      *close = last;
      target += x->symbols;
      price += x->symbols;
      close += x->symbols;
    }
    x->rows[s] = row;
  }
}
#endif
