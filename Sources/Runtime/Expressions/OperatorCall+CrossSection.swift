extension Parameter {
  /// Groups within one time.
  static let by = Parameter(
    "by", .series, default: .absent, "a category: each label is a cross-section of its own")
  static let crossSectionOptions = [by, condition]
}

extension OperatorCall {
  /// A statistic of all symbols at the same time.
  func crossSection(_ statistic: any AggregateStatistic, for name: String) throws -> Expression {
    try Expression(
      CrossSection(statistic: statistic), crossSectionInputs(name), origin: origin)
  }

  /// Ranks or a quantile of all symbols at the same time.
  func crossSection(_ order: CrossSectionOrder, for name: String) throws -> Expression {
    try Expression(OrderedCrossSection(order: order), crossSectionInputs(name), origin: origin)
  }

  private func crossSectionInputs(_ name: String) throws -> [Expression] {
    let x = try column("x")
    guard let axis = x.type.axis, axis.isPanel else {
      throw Failure(
        "\(name) compares symbols at the same time, and this series has one symbol",
        culprit: .parameter("x"), hint: "load a panel with by=COLUMN")
    }
    guard axis.hasTime else { throw Failure("\(name) needs a frame with times") }
    let slots = try Expression(CrossSectionSlots(axis: axis), [])
    return [try selected(x), try labelled(slots)]
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
