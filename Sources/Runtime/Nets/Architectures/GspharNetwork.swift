/// Graph spectral heterogeneous autoregression: lags are weighed in the eigenbasis of a graph
/// between the symbols, then a small network per symbol gives the prediction.
///
/// With the window `x` of the last l dates (the decision date included) and the orthonormal
/// eigenbasis U of the graph: `s_l = Σ_j w_lj ⊙ Uᴴ x_j`, `r = Linear(Re s)`, `m = Linear(Im s)`,
/// `y = U (r + i m)`, and per symbol a network 2-16-16-1 of the real and imaginary part of y. The
/// basis of an undirected graph is real: the imaginary part of s is zero and only the bias of its
/// linear layer reaches y.
/// - Source: reference system S1, with its mistakes corrected: an orthonormal basis, forward `Uᵀ`
///   and back `U`, the graph from training rows only, a head that cannot die.
public enum GspharNetwork: Architecture {
  static let lags = Parameter("lags", .list, default: .absent, unit: "bars", "[1, 5, 22]")
  static let graph = Parameter(
    "graph", .choice(SpectralGraph.Kind.allCases.map(\.rawValue)), default: .text("corr"),
    "graph between the symbols, from the training rows")
  static let head = Parameter(
    "head", .choice(Link.allCases.map(\.rawValue)), default: .text("softplus"),
    "link of the output; softplus for volatility")

  public static let signature = Signature(
    "gsphar", group: "models", "Graph spectral HAR of all symbols of a panel",
    details: """
      One sample is a date with all its symbols; the feature set holds one feature. Inputs are \
      divided by its root mean square over the training rows unless raw=true. graph=corr: absolute \
      correlations; graph=spillover: who moves whose volatility (10-step shares of the forecast error \
      variance of a VAR(1) of its logarithm), a directed graph whose basis is complex. 38 symbols \
      and lags 1, 4 and 24 make 1,409 parameters.
      """,
    options: [lags, graph, head, Head.raw],
    examples: [Example("model net = gsphar(lags=[1, 5, 22], graph=corr, head=softplus)")])

  public static func sample(_ options: BoundOptions) throws -> SampleKind { .date }

  public static func network(
    _ options: BoundOptions, text: String, for dataset: Dataset
  ) throws -> Network {
    try dataset.checkSingle(for: "gsphar")
    let lags = try LagOption.sorted(options, lags)
    let link = try options.choice(head, of: Link.self) ?? .softplus
    let isRaw = try options.boolean(Head.raw) ?? false
    let kind = try options.choice(graph, of: SpectralGraph.Kind.self) ?? .corr
    let panel = try SpectralPanel(dataset, graph: kind, isRaw: isRaw)
    let longest = lags.last ?? 1
    let source = try NetworkSource(
      name: "spectrum", width: panel.graph.width, values: panel.spectrum,
      offsets: (0..<longest).map { $0 - longest + 1 })
    let body = SpectralBody(
      lags: lags, size: panel.size, source: source,
      back: try .tensor(panel.graph.back, shape: [2 * panel.size, 2 * panel.size]),
      head: Head(link: link, statistics: try LabelStatistics(dataset), isRaw: isRaw),
      graph: panel.graph.kind.rawValue)
    return try Network(
      text: text, space: .dates(panel.table, history: longest), sources: [source], link: link,
      inputs: panel.constants
    ) { try body.build(in: &$0) }
  }
}
