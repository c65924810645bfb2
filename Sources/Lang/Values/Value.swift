import Runtime

/// A value of the language. Numbers come first: the interpreter's hot paths match them.
public enum Value: Sendable {
  /// NaN is the missing number.
  case number(Double)
  case boolean(Bool)
  case none
  case text(String)
  case date(DateLiteral)
  case duration(DurationLiteral)
  case range(RangeValue)
  case list([Value])
  case record(RecordValue)
  case function(FunctionValue)
  /// A column, a scalar or tensor of a loss under construction: anything with a graph behind it.
  case series(SeriesValue)
  case frame(FrameValue)
  /// Open set: dataset, feature set, target, model, loss, rule, run, book, chart.
  case object(any ObjectValue)
}

/// A range `a..b`, inclusive; an open side is nil.
public final class RangeValue: Sendable {
  public let lower: Value?
  public let upper: Value?
  public init(lower: Value?, upper: Value?) {
    self.lower = lower
    self.upper = upper
  }
}

/// Names to values in the order written.
public final class RecordValue: Sendable {
  public let fields: [(key: String, value: Value)]
  public init(_ fields: [(key: String, value: Value)]) { self.fields = fields }
  public subscript(_ key: String) -> Value? { fields.first { $0.key == key }?.value }
}

/// A series: its expression (with axis and causality) and, once asked for, its column.
public final class SeriesValue: Sendable {
  public let expression: Expression
  /// The name it was last bound to, for titles and messages.
  public let name: String?
  /// The frame it belongs to, when there is one.
  public let frame: Frame?
  public init(_ expression: Expression, name: String? = nil, frame: Frame? = nil) {
    self.expression = expression
    self.name = name
    self.frame = frame
  }
}

/// A frame with the name it was bound to.
public final class FrameValue: Sendable {
  public let frame: Frame
  public let name: String
  public init(_ frame: Frame, name: String) {
    self.frame = frame
    self.name = name
  }
}

/// A value with members and a printed form that commands make and take.
public protocol ObjectValue: AnyObject, Sendable {
  /// `dataset`, `run`, `book`: the word used in messages and in `ls`.
  var typeName: String { get }
  /// One line for `ls`.
  var summary: String { get }
  /// What the value prints as: a summary line, then a table.
  func describe(_ printer: PrintContext) -> String
  /// `d.train`, `s1.val.mse`; nil when there is no such member.
  func member(_ name: String) throws -> Value?
  /// For completion and did-you-mean.
  var memberNames: [String] { get }
}

/// How wide and how precise a value is printed.
public struct PrintContext: Sendable {
  public var width: Int
  public var height: Int
  public init(width: Int = 79, height: Int = 24) {
    self.width = width
    self.height = height
  }
}
