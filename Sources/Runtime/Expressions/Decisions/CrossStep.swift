/// An operation on all symbols at one time that looks at nothing else.
protocol CrossStep: ColumnOperation {
  /// Whether the last input holds the labels of groups, each of which is a cross-section of its own.
  var isByLabel: Bool { get }

  /// - Parameters:
  ///   - values: The inputs, `count` numbers each.
  ///   - results: As many.
  func step(
    _ values: [UnsafePointer<Double>], _ results: UnsafeMutablePointer<Double>, _ count: Int)
}

extension CrossStep {
  var isPerSegment: Bool { false }

  func evaluate(_ task: ColumnTask) throws {
    try task.axis.crossSections.forEachTime(task.inputs, into: task.output) {
      values, results, count in
      if isByLabel { byLabel(values, results, count) } else { step(values, results, count) }
    }
  }

  /// The members of each label side by side; rows without a label are missing.
  private func byLabel(
    _ values: [UnsafePointer<Double>], _ results: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    let codes = values[values.count - 1]
    var members: [Int: [Int]] = [:]
    for place in 0..<count {
      results[place] = .nan
      if let code = Int(exactly: codes[place]) { members[code, default: []].append(place) }
    }
    for own in members.values {
      let columns = values.dropLast().map { column in own.map { column[$0] } }
      withBuffers(columns) { views in
        var output = [Double](repeating: .nan, count: own.count)
        let addresses = views.compactMap(\.baseAddress)
        output.withUnsafeMutableBufferPointer { output in
          if let base = output.baseAddress { step(addresses, base, own.count) }
        }
        for (place, value) in zip(own, output) { results[place] = value }
      }
    }
  }
}

extension OperatorCall {
  /// A step on a column of a panel, by label where `by=` is given.
  func crossStep(
    _ name: String, _ inputs: [Expression], _ make: (_ isByLabel: Bool) -> any CrossStep
  ) throws -> Expression {
    guard let axis = inputs[0].type.axis, axis.isPanel, axis.hasTime else {
      throw Failure(
        "\(name) compares symbols at the same time, and this series has one symbol",
        culprit: .parameter("x"), hint: "load a panel with by=COLUMN")
    }
    guard has("by") else { return try Expression(make(false), inputs, origin: origin) }
    let group = try column("by")
    guard case .category = group.type.element else {
      throw Failure(
        "'by' must be a category, such as sector", culprit: .parameter("by"),
        hint: "cut(x, edges, labels=...) makes one of a number")
    }
    return try Expression(make(true), inputs + [group], origin: origin)
  }

  /// The batch and its groups, where a rule is traced in a loss; nil on columns.
  func softGroups(_ name: String) throws -> (x: Expression, groups: SampleGroups)? {
    guard case .loss(let sample) = scope, try series("x").type.shape != .column else { return nil }
    return (try batched("x", sample), try timeGroups(sample, for: name))
  }
}

extension Parameter {
  static let leastMembers = Parameter(
    "min", .integer, default: .number(2), unit: "symbols", in: 1...1e9,
    "with fewer at one time the result is missing")
}
