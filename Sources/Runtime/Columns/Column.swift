/// One column of a frame: numbers (missing is NaN) or a category.
public enum Column: Sendable {
  case numbers([Double])
  /// `codes` index `labels`; -1 is missing.
  case category(codes: [Int32], labels: [String])

  public var count: Int {
    switch self {
    case .numbers(let values): values.count
    case .category(let codes, _): codes.count
    }
  }

  /// The values as numbers; a category gives its codes, missing as NaN.
  public var values: [Double] {
    switch self {
    case .numbers(let values): values
    case .category(let codes, _): codes.map { $0 < 0 ? .nan : Double($0) }
    }
  }
}
