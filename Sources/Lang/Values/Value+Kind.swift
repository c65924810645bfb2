import Runtime

extension Value {
  /// The number, or nil.
  public var number: Double? {
    if case .number(let number) = self { return number }
    return nil
  }

  /// `number`, `series`, `dataset`: the word used in `ls` and in messages.
  public var typeName: String {
    switch self {
    case .number: "number"
    case .boolean: "bool"
    case .none: "none"
    case .text: "text"
    case .date: "date"
    case .duration: "duration"
    case .range: "range"
    case .list: "list"
    case .record: "record"
    case .function: "function"
    case .series: "series"
    case .frame: "frame"
    case .object(let object): object.typeName
    }
  }

  /// With its article, for messages: `a number`, `an error`.
  public var described: String {
    if case .none = self { return "none" }
    if case .number(let number) = self, number.isNaN { return "a missing number" }
    return typeName.withArticle
  }

  /// The members of a list or of a range of whole numbers.
  ///
  /// - Throws: `Failure` for values that have no members, and for open or very long ranges.
  public func elements() throws -> [Value] {
    switch self {
    case .list(let items): return items
    case .range(let range):
      let numbers = try range.wholeNumbers()
      guard numbers.count <= 10_000_000 else { throw Failure("the range has too many elements") }
      return numbers.map { .number(Double($0)) }
    default: throw Failure("\(described) has no elements to go through")
    }
  }
}

extension RangeValue {
  /// The whole numbers of the range; none when it runs backwards.
  ///
  /// - Throws: `Failure` for an open range, and for ends that are not whole numbers.
  public func wholeNumbers() throws -> Range<Int> {
    guard let lower, let upper else { throw Failure("an open range has no last element") }
    guard let low = lower.number.flatMap({ Int(exactly: $0) }),
      let high = upper.number.flatMap({ Int(exactly: $0) })
    else { throw Failure("only a range of whole numbers has elements") }
    guard max(low.magnitude, high.magnitude) < 1 << 53 else {
      throw Failure("the ends of the range are too large to count through")
    }
    return low <= high ? low..<(high + 1) : low..<low
  }
}

extension ParameterKind {
  /// With its article, for messages: `a whole number`, `a run`.
  public var described: String {
    switch self {
    case .number: "a number"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .text: "a text"
    case .duration: "a duration such as 4h or 5d"
    case .date: "a date such as 2024-06-30"
    case .range: "a range a..b"
    case .list: "a list"
    case .record: "a record"
    case .series: "a series"
    case .window: "a number of bars or a duration"
    case .choice(let words), .recipe(let words): "one of \(words.joined(separator: ", "))"
    case .recipes: "a record of words by name"
    case .batch: "a whole number or by(date)"
    case .choices(let words): "made of \(words.joined(separator: ", "))"
    case .column: "a column name"
    case .words: "a name or a list of names"
    case .part: "train, val or test"
    case .partOrFrame: "train, val, test or a frame"
    case .metric: "a metric"
    case .name: "a name"
    case .path: "a file path"
    case .featureSet: "a feature set"
    case .frame, .dataset, .target, .model, .loss, .rule, .run, .book, .chart, .function:
      "\(self)".withArticle
    case .expression, .deferred, .any, .anyOr: "a value"
    }
  }

  /// The `typeName` an object of this kind has; nil for the other kinds.
  public var objectTypeName: String? {
    switch self {
    case .dataset, .target, .model, .loss, .rule, .run, .book, .chart: "\(self)"
    case .featureSet: "feature set"
    default: nil
    }
  }
}

extension String {
  /// `a run`, `an expression`.
  var withArticle: String {
    guard let first else { return self }
    return ("aeiou".contains(first) ? "an " : "a ") + self
  }
}
