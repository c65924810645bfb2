extension Chart {
  /// Where values stand on the horizontal axis.
  public enum Positions: Sendable, Equatable {
    /// Times.
    /// - Unit: nanoseconds UTC.
    case times([Int64])
    /// Numbers, or indices into the labels of a category axis.
    case numbers([Double])

    public var count: Int {
      switch self {
      case .times(let times): times.count
      case .numbers(let numbers): numbers.count
      }
    }

    /// The positions as the numbers that are drawn: seconds for times.
    var values: [Double] {
      switch self {
      case .times(let times): times.map { Double($0) / 1e9 }
      case .numbers(let numbers): numbers
      }
    }
  }

  /// One place on the horizontal axis.
  public enum Position: Sendable, Equatable {
    /// - Unit: nanoseconds UTC.
    case time(Int64)
    case number(Double)

    var value: Double {
      switch self {
      case .time(let time): Double(time) / 1e9
      case .number(let number): number
      }
    }
  }
}
