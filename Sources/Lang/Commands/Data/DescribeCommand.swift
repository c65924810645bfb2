import Runtime

/// `describe`, `describe px`, `describe close vix`: what columns hold.
enum DescribeCommand: Command {
  static let subjects = Parameter(
    "what", .any, default: .absent, variadic: true, "frames or series; the frame in use")
  static let signature = Signature(
    "describe", group: "data", "Prints statistics of columns",
    details:
      "Mean, standard deviation (ddof 1), quartiles and range of numbers; missing cells, exact "
      + "zeros and outliers (more than ten interquartile ranges from the quartiles) where there are "
      + "any; counts of categories, the first and last time, and the name in the file. Columns that "
      + "hold nothing, one value or the same as another are named, and what single rows show. Of a sweep, "
      + "mean, sd and coefficient of variation (cv) of every figure over its trials.",
    positionals: [subjects], examples: [Example("describe px"), Example("describe close volume")],
    keywords: ["summary", "statistics"])

  static func run(_ call: CommandCall) throws -> Value {
    let session = call.session
    var texts: [String] = []
    var fields: [(field: Frame.Field, axis: Axis)] = []
    guard let given = call.values[subjects.name], case .list(let values) = given else {
      return try show(Describe(try call.frame(frameInUse).frame), call)
    }
    let names = (call.texts[subjects.name] ?? "").split(separator: "\n").map(String.init)
    for (index, given) in values.enumerated() {
      let value = session.preferringColumn(given)
      switch value {
      case .frame(let frame):
        texts.append(try Describe(frame.frame).text(width: session.printContext.width))
      case .series(let series):
        guard let axis = series.expression.type.axis else {
          session.output.result(try session.printed(value))
          continue
        }
        let name = names.count == values.count ? names[index] : series.name ?? "series"
        let column = try session.column(of: series.expression)
        fields.append((Frame.Field(name: name, original: name, column: column), axis))
      case .object(let sweep as SweepValue):
        texts.append(
          sweep.summary + "\n" + sweep.spreadTable.render(width: session.printContext.width))
      default:
        throw call.failure(subjects, "must be frames or series, not \(value.described)")
      }
    }
    while let first = fields.first {
      let same = fields.filter { $0.axis === first.axis }
      fields.removeAll { $0.axis === first.axis }
      texts.append(
        try Describe(same.map(\.field), on: first.axis).text(width: session.printContext.width))
    }
    session.output.result(texts.joined(separator: "\n\n"))
    return .none
  }

  /// Stands for the frame when nothing was named.
  private static let frameInUse = Parameter("frame", .frame, default: .absent, "the frame in use")

  private static func show(_ description: Describe, _ call: CommandCall) throws -> Value {
    call.session.output.result(description.text(width: call.session.printContext.width))
    return .none
  }
}
