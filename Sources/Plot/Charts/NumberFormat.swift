/// How the numbers of an axis are written.
public enum NumberFormat: Sendable, Equatable {
  /// Plain numbers with as many decimals as the steps need.
  case number
  /// Fractions written as percent: 0.25 is `25%`.
  case percent
  /// Whole numbers only: counts, epochs.
  case whole
}
