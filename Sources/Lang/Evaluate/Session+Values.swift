import Runtime

extension Session {
  /// The source text of a span.
  func text(_ span: Span) -> String {
    sources[span]?.text(span) ?? ""
  }

  /// A statistic over a whole series (`mean(close)`) as its number; other values as they are.
  ///
  /// - Throws: `Failure`, `Interrupted` while it is computed.
  public func resolved(_ value: Value) throws -> Value {
    guard trace == nil, case .series(let series) = value,
      series.expression.type.shape == .scalar
    else { return value }
    let number = try evaluator.number(of: series.expression)
    return Value.element(number, of: series.expression.type.element)
  }

  /// The cells of a series as a column at rest.
  public func column(of expression: Expression) throws -> Column {
    let values = try evaluator.values(of: expression)
    guard case .category(let labels) = expression.type.element else { return .numbers(values) }
    return .category(
      codes: values.map { Int32(exactly: $0) ?? -1 }, labels: labels)
  }

  /// A value inside a text, `{x:.2f}`.
  func interpolated(_ value: Value, format: String?) throws -> String {
    let value = try resolved(value)
    guard let format, !format.isEmpty else { return plainText(value) }
    guard let number = value.number else {
      throw Failure("the format ':\(format)' needs a number, not \(value.described)")
    }
    guard let text = NumberFormat.formatted(number, spec: format) else {
      throw Failure(
        "no number format ':\(format)'", hint: "known are .2f ,.0f .1% .3e .4g d")
    }
    return text
  }
}
