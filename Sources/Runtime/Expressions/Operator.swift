/// A function of the language on series: one file, one line in `OperatorCatalog`.
///
/// `build` makes graph out of bound arguments. A primitive returns one node of its own `Operation`;
/// a composite (`zscore`, `macd`) combines others, so it needs no kernel and no gradient of its own.
public protocol Operator: Entry {
  static func build(_ call: OperatorCall) throws -> OperatorResult
}

/// What an operator returns.
public enum OperatorResult: Sendable {
  case series(Expression)
  /// Named outputs: `macd(...).line`.
  case record([(name: String, value: Expression)])
}

/// A bound argument of an operator.
public enum OperatorArgument: Sendable {
  case series(Expression)
  case number(Double)
  case boolean(Bool)
  case text(String)
  /// Nanoseconds.
  case duration(Int64)
  case list([OperatorArgument])
  /// Names to arguments, in the order written.
  case record([(name: String, value: OperatorArgument)])
}

/// Where an operator is applied; one-argument statistics and defaults depend on it.
public enum OperatorScope: Sendable {
  /// Series on a frame.
  case columns
  /// Inside a `features` block: whole-sample statistics are refused by the caller.
  case features
  /// Series on a frame, decisions as smooth as in a loss.
  case soft
  /// Inside a loss: tensors of this shape; one-argument statistics run over the batch.
  case loss(sample: [Int])
}

/// A call with its arguments bound by the signature.
public struct OperatorCall: Sendable {
  /// By parameter name; an omitted parameter without default is absent.
  public let arguments: [String: OperatorArgument]
  /// The frame whose columns are implicit for functions that need bars (`atr(14)`).
  public let frame: Frame?
  public let scope: OperatorScope
  public let origin: Origin?

  public init(
    arguments: [String: OperatorArgument], frame: Frame? = nil, scope: OperatorScope = .columns,
    origin: Origin? = nil
  ) {
    self.arguments = arguments
    self.frame = frame
    self.scope = scope
    self.origin = origin
  }
}

extension OperatorResult {
  /// The one series of an operator without several outputs.
  ///
  /// - Throws: `Failure` when the operator returns a record.
  public var expression: Expression {
    get throws {
      switch self {
      case .series(let expression): return expression
      case .record(let fields):
        let names = fields.map { "." + $0.name }.joined(separator: " ")
        throw Failure("this function has several outputs", hint: "take one of \(names)")
      }
    }
  }
}
