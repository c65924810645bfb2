/// What a parameter accepts, in the words of the language.
public enum ParameterKind: Sendable, Equatable {
  case number, integer, boolean, text, duration, date, range, list, record
  /// A column on an axis; a plain number is accepted as a constant.
  case series
  /// A count of bars (`20`) or a length of time (`20d`).
  case window
  /// One of the given words; a bare word is taken literally.
  case choice([String])
  /// One of the given words or a list of them, `[mean, count]`.
  case choices([String])
  /// One of the given words, bare or with arguments: `plateau(patience=12)`.
  case recipe([String])
  /// A count of samples, or `by(date)`.
  case batch
  /// A record of such words: `{direction: softmax(3), volatility: softplus}`.
  case recipes([String])
  /// A column name of the frame in use or of the frame argument; a bare word is taken literally.
  case column
  /// A text or a list of texts; bare words that are no variables are taken literally.
  case words
  /// A part of a dataset: `train`, `val` or `test`; a bare word is taken literally.
  case part
  /// A part of a dataset, or a frame.
  case partOrFrame
  /// A metric such as `mse` or `val.auc`; a bare (dotted) word is taken literally.
  case metric
  /// A bare name that is not evaluated (the name of a run, of an option).
  case name
  /// A file path, completed as such; the bare word `run` stands before the name of a training.
  case path
  case frame, dataset, featureSet, target, model, loss, rule, run, book, chart, function
  /// A positional that is a full expression up to the first `key=`.
  case expression
  /// The same, handed over unevaluated: a function of no arguments.
  case deferred
  case any
  /// The same, but one of the given bare words is taken literally where it is no variable.
  case anyOr([String])
}

extension ParameterKind {
  /// Whether a positional runs to the first `key=`, operators and all.
  public var isWholeExpression: Bool { self == .expression || self == .deferred }
}

/// The value an omitted parameter takes.
public enum ParameterDefault: Sendable, Equatable {
  /// Must be given.
  case required
  /// May be left out; the command decides what that means and says so in `help`.
  case absent
  case number(Double)
  case text(String)
  case boolean(Bool)
}

/// One declared parameter: parsing, checking, completion, help and the reference page read it.
public struct Parameter: Sendable {
  public let name: String
  public let kind: ParameterKind
  public let defaultValue: ParameterDefault
  /// Unit of a number: `bars`, `fraction`, `epochs`; empty where there is none.
  public let unit: String
  /// Accepted numbers, both ends inclusive.
  public let range: ClosedRange<Double>?
  public let help: String
  /// Takes every further positional argument (or, for an option, is repeated).
  public let isVariadic: Bool

  public init(
    _ name: String, _ kind: ParameterKind, default defaultValue: ParameterDefault = .required,
    unit: String = "", in range: ClosedRange<Double>? = nil, variadic: Bool = false,
    _ help: String
  ) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.unit = unit
    self.range = range
    self.help = help
    self.isVariadic = variadic
  }
}
