extension Parameter {
  /// Groups within one time.
  static let by = Parameter(
    "by", .series, default: .absent, "a category: each label is a cross-section of its own")
  static let crossSectionOptions = [by, condition]
}

extension OperatorCall {
  /// A figure of all symbols at the same time: of a column over all rows, of a tensor of a loss over
  /// the samples of the batch, 0 for those that the mask leaves out.
  func atEachTime(
    _ name: String, batch: (SampleGroups, Expression) throws -> Expression,
    column: () throws -> Expression
  ) throws -> OperatorResult {
    if case .loss(let sample) = scope, try series("x").type.shape != .column {
      return .series(try batch(timeGroups(sample, for: name), batched("x", sample)))
    }
    return .series(try column())
  }

  /// A statistic of all symbols at the same time.
  func crossSection(_ statistic: any AggregateStatistic, for name: String) throws -> Expression {
    let x = try column("x")
    let slots = try crossSectionSlots(of: x.type.axis, for: name)
    return try Expression(
      CrossSection(statistic: statistic), [selected(x), slots], origin: origin)
  }

  /// Ranks or a quantile of all symbols at the same time.
  func crossSection(_ order: CrossSectionOrder, for name: String) throws -> Expression {
    let x = try column("x")
    let slots = try crossSectionSlots(of: x.type.axis, for: name)
    return try Expression(
      OrderedCrossSection(order: order), [selected(x), slots], origin: origin)
  }

  /// The number of each row's cross-section: its time, and its label with `by=`.
  func crossSectionSlots(of axis: Axis?, for name: String) throws -> Expression {
    guard let axis, axis.isPanel else {
      throw Failure(
        "\(name) compares symbols at the same time, and this series has one symbol",
        culprit: .parameter("x"), hint: "load a panel with by=COLUMN")
    }
    guard axis.hasTime else { throw Failure("\(name) needs a frame with times") }
    return try labelled(Expression(CrossSectionSlots(axis: axis), []))
  }

  private func labelled(_ slots: Expression) throws -> Expression {
    guard has("by") else { return slots }
    let group = try column("by")
    guard case .category(let labels) = group.type.element else {
      throw Failure(
        "'by' must be a category, such as sector", culprit: .parameter("by"),
        hint: "cut(x, edges, labels=...) makes one of a number")
    }
    return try Expression(LabelledSlots(labels: max(1, labels.count)), [slots, group])
  }
}
