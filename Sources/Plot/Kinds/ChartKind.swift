/// One kind of chart: what it takes, what it is called, and how it becomes a `Chart`.
///
/// A new kind is one file that conforms, and one line in `ChartCatalog`.
public protocol ChartKind: SendableMetatype {
  /// The values a chart of this kind is made of, as plain data.
  associatedtype Input: Sendable

  /// The word after `plot`.
  static var name: String { get }
  /// One sentence for `help`.
  static var summary: String { get }
  /// The options of this kind with one line each, besides those of every chart.
  static var options: [ChartOption] { get }
  /// A line that a user could type.
  static var example: String { get }

  /// The chart of these values.
  /// - Throws: `PlotError` when there is nothing to draw or an option makes no sense.
  static func chart(of input: Input) throws(PlotError) -> Chart
}

/// A named option of a chart kind, for help and completion.
public struct ChartOption: Sendable, Equatable {
  public let name: String
  public let help: String

  public init(_ name: String, _ help: String) {
    self.name = name
    self.help = help
  }
}
