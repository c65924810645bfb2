/// The options that architectures on windows share.
enum WindowOption {
  static let window = Parameter(
    "window", .integer, default: .number(20), unit: "rows", in: 1...10_000,
    "rows of a sample, the decision row included")
  static let width = Parameter(
    "width", .number, default: .number(1), unit: "fraction", in: 0.01...4,
    "scales the width of every layer; 1 is the published size")

  static func sample(_ options: BoundOptions) throws -> SampleKind {
    .window(try options.integer(window) ?? 20)
  }

  /// A published width, scaled and at least 1.
  static func scaled(_ size: Int, _ options: BoundOptions) throws -> Int {
    let factor = try options.number(width) ?? 1
    return max(1, Int(exactly: (Double(size) * factor).rounded()) ?? size)
  }
}
