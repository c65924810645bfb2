// Recursions over the rows of a column: float64 alone.
#if IS_DOUBLE

// average += weight (x - average), row by row; a missing x stays missing and leaves the average as it
// was. Gives the last average. What does not wait for the row before is chosen before it is needed.
static double NAME(smooth)(const double *x, double *out, int64_t count, double weight,
                           double average) {
  for (int64_t i = 0; i < count; i++) {
    const int is_there = x[i] == x[i];
    const double value = is_there ? x[i] : 0, share = is_there ? weight : 0;
    average = FMA(share, value - average, average);
    out[i] = is_there ? average : x[i];
  }
  return average;
}
#endif
