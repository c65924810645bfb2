/// Heterogeneous autoregression: linear in the means of each feature over the last `lags` rows.
///
/// `p = a + Σ b_l mean(x over the last l rows, the decision row included)`
/// - Source: Corsi (2009).
public enum HarNetwork: Architecture {
  static let lags = Parameter("lags", .list, default: .absent, unit: "bars", "[1, 5, 22]")
  static let perAsset = Parameter(
    "per_asset", .boolean, default: .boolean(false), "weights of its own for each symbol")
  static let head = Parameter(
    "head", .choice(Link.allCases.map(\.rawValue)), default: .absent,
    "link of the output; identity for numbers, sigmoid for yes/no")

  static let fit = Parameter(
    "fit", .choice(["gradient", "least_squares"]), default: .text("gradient"),
    "least_squares solves for the weights at once: the baseline of volatility models")

  public static let signature = Signature(
    "har", group: "models", "Linear model on means over several lags",
    details: """
      One sample is a row, or with per_asset=true a date with all its symbols. Inputs are \
      standardised by the training rows unless raw=true. With fit=least_squares a training makes no \
      steps: it solves for the weights and scores them.
      """,
    options: [lags, perAsset, fit, head, Head.raw],
    examples: [
      Example("model net = har(lags=[1, 5, 22])"),
      Example("model base = har(lags=[1, 4, 24], fit=least_squares)"),
    ], keywords: ["ols", "baseline", "linear regression"])

  public static func sample(_ options: BoundOptions) throws -> SampleKind {
    try options.boolean(perAsset) == true ? .date : .row
  }

  public static func network(
    _ options: BoundOptions, text: String, for dataset: Dataset
  ) throws -> Network {
    try dataset.checkSingle(for: "har")
    let lags = try LagOption.sorted(options, lags)
    let kind = try dataset.label().target.kind
    let link = try options.choice(head, of: Link.self) ?? Link.suiting(kind)
    let isRaw = try options.boolean(Head.raw) ?? false
    let inputs = try LagMeans(dataset, lags: lags, isRaw: isRaw)
    let head = Head(link: link, statistics: try LabelStatistics(dataset), isRaw: isRaw)
    let isSolved = try options.word(fit) == "least_squares"
    let isPerAsset = try options.boolean(perAsset) == true
    var network =
      isPerAsset
      ? try perAsset(inputs, head, text, dataset, isSolved)
      : try shared(inputs, head, text, dataset, isSolved)
    network.linearTerms = (
      dataset.columns.flatMap { column in lags.map { "\(column.name)_\($0)" } },
      isPerAsset ? dataset.segments.map { dataset.axis.segments[$0].symbol } : []
    )
    return network
  }

  private static func shared(
    _ inputs: LagMeans, _ head: Head, _ text: String, _ dataset: Dataset,
    _ isSolved: Bool
  ) throws -> Network {
    let source = try NetworkSource(name: "lags", width: inputs.width, values: inputs.values)
    return try Network(
      text: text, space: .rows(of: dataset, history: inputs.longest), sources: [source],
      link: head.link, inputs: inputs.constants, isLeastSquares: isSolved
    ) { builder in
      let x = try source.gather(batch: builder.batch)
      builder.begin("linear")
      let z = try builder.linear(x, 1)
      builder.end("linear on \(inputs.width) lag means", z)
      return try head.apply(.reshape(z, [builder.batch]), in: &builder)
    }
  }

  private static func perAsset(
    _ inputs: LagMeans, _ head: Head, _ text: String, _ dataset: Dataset,
    _ isSolved: Bool
  ) throws -> Network {
    let table = try DateTable(dataset)
    let (symbols, width) = (table.width, inputs.width)
    let source = try NetworkSource(
      name: "lags", width: symbols * width, values: inputs.byDate(table))
    return try Network(
      text: text, space: .dates(table, history: inputs.longest), sources: [source],
      link: head.link, inputs: inputs.constants, isLeastSquares: isSolved
    ) { builder in
      let batch = builder.batch
      let x = try source.gather(batch: batch)
      builder.begin("linear")
      let start = Initializer.linear(fanIn: width)
      let weight = try builder.parameter("weight", [symbols, width], start)
      let bias = try builder.parameter("bias", [symbols], start)
      let row = try Expression.reshape(weight, [symbols * width])
      let products = try Expression.multiply(x, .broadcast(row, axis: 0, count: batch))
      let sums = try Expression.sum(.reshape(products, [batch, symbols, width]), axis: 2)
      let z = try Expression.addBias(sums, bias)
      builder.end("linear on \(width) lag means per symbol", z)
      return try head.apply(z, in: &builder)
    }
  }
}
