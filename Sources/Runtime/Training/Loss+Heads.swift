extension Loss {
  /// The loss of one of several outputs.
  public struct Part: Sendable {
    /// The output.
    public let head: String
    public let loss: Loss
    public let weight: Double

    public init(_ head: String, _ loss: Loss, weight: Double = 1) {
      (self.head, self.loss, self.weight) = (head, loss, weight)
    }

    fileprivate var prefix: String { head + "_" }
    fileprivate var weightName: String { Loss.weightName(of: head) }
  }

  /// The live number that weighs the loss of an output: `direction_weight`.
  public static func weightName(of head: String) -> String { head + "_weight" }

  /// `Σ weight loss` over the outputs of a network.
  ///
  /// Every weight is a live number, and so is every option of a part, named `direction_gamma`. Each
  /// part's own loss is tracked as `direction.loss`, its tracks as `direction.NAME`.
  public static func weighed(_ parts: [Part]) -> Loss {
    let names = parts.map { "\($0.head): \($0.loss.name)" }.joined(separator: ", ")
    let options = parts.flatMap { part in
      [Option(part.weightName, part.weight)]
        + part.loss.options.map { Option(part.prefix + $0.name, $0.value, to: $0.end) }
    }
    let reads = parts.contains { $0.loss.readsWeights }
    return Loss("{\(names)}", options: options, readsWeights: reads) { context in
      var sum = Expression(constant: 0)
      var tracks: [(name: String, value: Expression)] = []
      for part in parts {
        var loss = part.loss
        let own = try context.head(part.head, optionsAfter: part.prefix)
        for place in loss.options.indices {
          let live = own.options[loss.options[place].name]?.staticValue
          loss.options[place].value = live ?? loss.options[place].value
        }
        let graph = try loss.build(own)
        sum = try .add(sum, .multiply(context.option(part.weightName), graph.value))
        tracks.append((name: "\(part.head).loss", value: graph.value))
        tracks += graph.tracks.map { (name: "\(part.head).\($0.name)", value: $0.value) }
      }
      return Graph(sum, tracks: tracks)
    }
  }
}
