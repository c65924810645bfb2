import Runtime

/// The loss an argument names: a value of the session, a loss of the prelude, a record of them by
/// head, or the default.
struct LossChoice {
  let call: CommandCall
  let parameter: Parameter
  let dataset: Dataset
  /// The outputs of the network; one without a name where there is one.
  let heads: [NetworkHead]

  init(_ call: CommandCall, _ parameter: Parameter, for network: Network, _ dataset: Dataset) {
    (self.call, self.parameter, self.dataset) = (call, parameter, dataset)
    heads = network.heads
  }

  /// A loss of the first target.
  init(_ call: CommandCall, _ parameter: Parameter, for dataset: Dataset) {
    (self.call, self.parameter, self.dataset) = (call, parameter, dataset)
    heads = [NetworkHead("", link: .identity)]
  }

  /// - Parameter weights: By head, of their losses.
  /// - Throws: `Failure` naming the head or the loss that is not there.
  func loss(weights: RecordValue? = nil) throws -> Loss {
    let given = call.value(parameter)
    guard heads.count > 1 || heads.contains(where: { !$0.name.isEmpty }) else {
      guard weights == nil else {
        throw Failure(
          "weights= weigh the losses of several heads, the network has one",
          culprit: .parameter("weights"))
      }
      return try single(given, heads[0])
    }
    if case .object(let object)? = given, let own = object as? LossValue, isWritten(own) {
      return try own.loss(in: call.session)
    }
    // A rule takes all heads as a record, too.
    if case .object(let object as RuleValue)? = given { return try rule(object) }
    return .weighed(try parts(given, weights))
  }

  /// A loss of the script, which takes all heads as records.
  private func isWritten(_ loss: LossValue) -> Bool {
    (try? call.session.preludeValue(loss.name)) == nil
      || call.session.variable(loss.name) != nil
  }

  private func parts(_ given: Value?, _ weights: RecordValue?) throws -> [Loss.Part] {
    var record: RecordValue?
    switch given {
    case nil: break
    case .record(let fields)?: record = fields
    default:
      let example = heads.map { "\($0.name): mse" }.joined(separator: ", ")
      throw call.failure(
        parameter, "is one loss, the network has \(heads.count) heads",
        hint: "\(parameter.name)={\(example)}")
    }
    for (fields, name) in [(record, parameter.name), (weights, "weights")] {
      try check(fields, name)
    }
    return try heads.map { head in
      var weight = 1.0
      if let value = weights?[head.name] {
        guard let number = value.number, number.isFinite, number >= 0 else {
          throw Failure(
            "weights: '\(head.name)' is a number of 0 or more", culprit: .parameter("weights"))
        }
        weight = number
      }
      return Loss.Part(head.name, try single(record?[head.name], head), weight: weight)
    }
  }

  /// Every field is a head.
  private func check(_ record: RecordValue?, _ name: String) throws {
    let known = heads.map(\.name)
    for field in record?.fields ?? [] where !known.contains(field.key) {
      let near = DidYouMean.closest(to: field.key, in: known)
      throw Failure(
        "\(name): the network has no head '\(field.key)'", culprit: .parameter(name),
        hint: near.map { "did you mean '\($0)'?" } ?? known.joined(separator: ", "))
    }
  }

  /// The loss of one head.
  private func single(_ given: Value?, _ head: NetworkHead) throws -> Loss {
    switch given {
    case nil: return try named(try suiting(head), head)
    case .object(let object)?:
      if let loss = object as? LossValue {
        return try variant(of: loss, head).loss(in: call.session)
      }
      if let rule = object as? RuleValue { return try self.rule(rule) }
    case .text(let name)?: return try named(name, head)
    case .record?:
      throw call.failure(
        parameter, "is a record by head, the network has one", hint: "\(parameter.name)=mse")
    default: break
    }
    throw call.failure(parameter, "must be a loss")
  }

  private func named(_ name: String, _ head: NetworkHead) throws -> Loss {
    guard let loss = try call.session.loss(named: name) else {
      if let rule = try call.session.rule(named: name) { return try self.rule(rule) }
      throw unknown(name)
    }
    return try variant(of: loss, head).loss(in: call.session)
  }

  /// A trading rule: minus the smooth profit of its decisions.
  private func rule(_ rule: RuleValue) throws -> Loss {
    var labels: [String: [String]] = [:]
    for head in heads {
      if case .category(let names) = try dataset.label(of: head).target.kind {
        labels[head.name] = names
      }
    }
    return try rule.loss(labels: labels, in: call.session)
  }

  /// `focal` of a head of classes is `focal_classes` with the same options.
  private func variant(of loss: LossValue, _ head: NetworkHead) throws -> LossValue {
    guard case .category = try dataset.label(of: head).target.kind, !isWritten(loss),
      let other = try call.session.loss(named: loss.name + "_classes")
    else { return loss }
    return LossValue(other.function, options: loss.options)
  }

  /// mse for numbers, bce for yes/no labels, cross-entropy for categories.
  private func suiting(_ head: NetworkHead) throws -> String {
    switch try dataset.label(of: head).target.kind {
    case .number: "mse"
    case .yesNo: "bce"
    case .category: "cross_entropy"
    }
  }

  private func unknown(_ name: String) -> Failure {
    let near = DidYouMean.closest(to: name, in: Prelude.names)
    return call.failure(
      parameter, "names no loss: '\(name)'",
      hint: near.map { "did you mean '\($0)'?" }
        ?? "there are \(Prelude.names.joined(separator: ", "))")
  }
}
