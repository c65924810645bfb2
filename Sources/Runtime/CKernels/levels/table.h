// The table of one level and number type.
#include "types.h"
#include "functions.h"
#include "elementwise.h"
#include "product.h"
#include "rows.h"
#include "sequence.h"
#include "channels.h"
#include "layernorm.h"
#include "library.h"
#include "recurrent.h"
#include "training.h"
#include "groups.h"
#include "spectral.h"
#include "random.h"
#include "order.h"
#include "cells.h"
#include "bars.h"
#include "windows.h"
#include "recursion.h"
#include "matrix.h"
#include "fills.h"
#include "tiles.h"
#include "book.h"
#include "pick.h"
#include "splits.h"

static int32_t NAME(run_end)(const fml_context *x, const fml_instruction *in) {
  (void)x;
  (void)in;
  return 0;
}

const fml_table NAME(table) = {
    .kernels =
        {
            [FML_END] = NAME(run_end),
            [FML_GATHER] = NAME(run_gather),
            [FML_PRODUCT] = NAME(run_product),
            [FML_PRODUCT_LEFT] = NAME(run_product_left),
            [FML_ELEMENTWISE] = NAME(run_elementwise),
            [FML_ADD_ROW] = NAME(run_add_row),
            [FML_SUM] = NAME(run_sum),
            [FML_BROADCAST] = NAME(run_broadcast),
            [FML_TRANSPOSE] = NAME(run_transpose),
            [FML_COPY_COLUMNS] = NAME(run_copy_columns),
            [FML_LAYER_NORM] = NAME(run_layer_norm),
            [FML_LAYER_NORM_INPUT] = NAME(run_layer_norm_input),
            [FML_LAYER_NORM_GAIN] = NAME(run_layer_norm_gain),
            [FML_LAYER_NORM_GRADIENTS] = NAME(run_layer_norm_gradients),
            [FML_DROPOUT_MASK] = NAME(run_dropout_mask),
            [FML_FILL] = NAME(run_fill),
            [FML_COPY] = NAME(run_copy),
            [FML_NORM] = NAME(run_norm),
            [FML_UPDATE] = NAME(run_update),
            [FML_ELEMENTWISE_SUM] = NAME(run_elementwise_sum),
            [FML_UNFOLD] = NAME(run_unfold),
            [FML_FOLD] = NAME(run_fold),
            [FML_MAX_POOL] = NAME(run_max_pool),
            [FML_MAX_POOL_GRADIENT] = NAME(run_max_pool_gradient),
            [FML_REVERSE_STEPS] = NAME(run_reverse_steps),
            [FML_SOFTMAX] = NAME(run_softmax),
            [FML_LSTM] = NAME(run_lstm),
            [FML_LSTM_GRADIENT] = NAME(run_lstm_gradient),
            [FML_CHANNEL_MOMENTS] = NAME(run_channel_moments),
            [FML_CHANNEL_NORM] = NAME(run_channel_norm),
            [FML_CHANNEL_NORM_SUMS] = NAME(run_channel_norm_sums),
            [FML_CHANNEL_NORM_INPUT] = NAME(run_channel_norm_input),
            [FML_GROUP_TABLE] = NAME(run_group_table),
            [FML_GROUP_REDUCE] = NAME(run_group_reduce),
            [FML_SOFT_RANK] = NAME(run_soft_rank),
            [FML_SOFT_RANK_GRADIENT] = NAME(run_soft_rank_gradient),
            [FML_LAG_KERNEL] = NAME(run_lag_kernel),
            [FML_LAG_KERNEL_GRADIENT] = NAME(run_lag_kernel_gradient),
            [FML_WINDOW_DOT] = NAME(run_window_dot),
            [FML_WINDOW_DOT_GRADIENT] = NAME(run_window_dot_gradient),
            [FML_LIBRARY_PRODUCT] = NAME(run_library_product),
            [FML_LIBRARY_PRODUCT_RIGHT] = NAME(run_library_product_right),
            [FML_LIBRARY_PRODUCT_LEFT] = NAME(run_library_product_left),
        },
    .elementwise = NAME(elementwise),
    .random_bits = NAME(random_bits),
#if IS_DOUBLE
    .replace_sorted = NAME(replace_sorted),
    .find_cells = NAME(find_cells),
    .cell_numbers = NAME(cell_numbers),
    .cell_times = NAME(cell_times),
    .cell_skips = NAME(cell_skips),
    .count_defects = NAME(count_defects),
    .count_missing = NAME(count_missing),
    .count_zeros = NAME(count_zeros),
    .sum_changes = NAME(sum_changes),
    .find_change = NAME(find_change),
    .rolling_quantile = NAME(rolling_quantile),
    .rolling_rank = NAME(rolling_rank),
    .smooth = NAME(smooth),
    .interleave = NAME(interleave),
    .window_statistic = NAME(window_statistic),
    .limit_fills = NAME(limit_fills),
    .pick = NAME(pick),
    .gather_tile = NAME(gather_tile),
    .scatter_tile = NAME(scatter_tile),
    .gather_bars = NAME(gather_bars),
    .book_move = NAME(book_move),
    .book_trade = NAME(book_trade),
    .book_close = NAME(book_close),
    .judge_splits = NAME(judge_splits),
    .windows =
        {
            [FML_WINDOW_SUM] = NAME(sum_windows),
            [FML_WINDOW_VARIANCE] = NAME(variance_windows),
            [FML_WINDOW_COVARIANCE] = NAME(covariance_windows),
            [FML_WINDOW_MIN] = NAME(min_windows),
            [FML_WINDOW_MAX] = NAME(max_windows),
        },
#endif
};
