@preconcurrency import Glibc

/// A training objective: a name, numeric options and a closure that builds its graph.
///
/// Losses written in the language and built-in losses are values of this one type.
public struct Loss: Sendable {
  /// A numeric option; it may change while a training runs unless it shifts rows.
  public struct Option: Sendable, Equatable {
    public let name: String
    public var value: Double
    /// What it becomes by the end of the training; nil where it stays.
    public var end: Double?

    public init(_ name: String, _ value: Double, to end: Double? = nil) {
      self.name = name
      self.value = value
      self.end = end
    }

    /// The value after a share of the training: geometric between numbers above 0, else linear.
    func value(after share: Double) -> Double {
      guard let end else { return value }
      let share = min(max(share, 0), 1)
      guard value > 0, end > 0 else { return value + (end - value) * share }
      return value * pow(end / value, share)
    }

    /// As a script writes it: `k=100..2000`.
    var text: String {
      let start = "\(name)=\(NumberFormat.shortest(value))"
      return end.map { "\(start)..\(NumberFormat.shortest($0))" } ?? start
    }
  }

  /// What a loss is built of.
  public struct Graph: Sendable {
    /// One number, to be made small.
    public let value: Expression
    /// Figures to watch, by name: `track fill_rate = ...`.
    public let tracks: [(name: String, value: Expression)]

    public init(_ value: Expression, tracks: [(name: String, value: Expression)] = []) {
      self.value = value
      self.tracks = tracks
    }
  }

  public let name: String
  public var options: [Option]
  /// Whether the body weighs its samples itself; else weights enter its means and sums.
  let readsWeights: Bool
  private let body: @Sendable (LossContext) throws -> Graph

  public init(
    _ name: String, options: [Option] = [], readsWeights: Bool = false,
    body: @escaping @Sendable (LossContext) throws -> Graph
  ) {
    self.name = name
    self.options = options
    self.readsWeights = readsWeights
    self.body = body
  }

  /// Builds the graph for one batch.
  ///
  /// - Throws: `Failure` of the body, or when the value is not one number.
  public func build(_ context: LossContext) throws -> Graph {
    let graph = try body(context)
    guard graph.value.type.shape == .scalar else {
      throw Failure(
        "loss '\(name)' is \(graph.value.type.shape), not one number",
        hint: "return the mean over the samples: return mean(...)")
    }
    for track in graph.tracks where track.value.type.shape != .scalar {
      throw Failure("track '\(track.name)' of loss '\(name)' is not one number")
    }
    try checkAxes(of: graph, context.frame.axis)
    return graph
  }

  /// A column is read at the sample's row, which means nothing on the rows of another frame.
  private func checkAxes(of graph: Graph, _ axis: Axis) throws {
    let roots = [graph.value] + graph.tracks.map(\.value)
    for node in Autodiff.topologicalOrder(of: roots, tensorsOnly: true)
    where node.operation is GatherColumn {
      for column in node.inputs {
        guard let own = column.type.axis, own !== axis else { continue }
        throw Failure(
          "loss '\(name)' reads a series of another frame than the dataset's",
          culprit: column.origin.map { .origin($0) } ?? .none, hint: "align joins the frames first")
      }
    }
  }

  /// The loss with every option at the end of its course.
  var settled: Loss {
    var copy = self
    for place in copy.options.indices {
      copy.options[place].value = copy.options[place].end ?? copy.options[place].value
      copy.options[place].end = nil
    }
    return copy
  }

  /// The options as a script writes them: `hold=4, fee=0.0002`.
  public var text: String {
    let given = options.map(\.text)
    return given.isEmpty ? name : "\(name)(\(given.joined(separator: ", ")))"
  }
}
