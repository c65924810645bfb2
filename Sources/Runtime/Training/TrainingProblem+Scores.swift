extension TrainingProblem {
  /// The pairs that an output is scored by.
  struct HeadPairs {
    let head: NetworkHead
    let pairs: ScorePairs
    let scores: [any Score.Type]
  }

  /// What is said of the validation part after an epoch, by name: scores, of several heads with
  /// their name in front, and the loss of each head.
  func figures() throws -> [String] {
    let heads = network.heads
    let scores = try heads.flatMap { head in
      try self.scores(of: head).map { head.prefix + $0.name }
    }
    return scores + heads.filter { !$0.name.isEmpty }.map { $0.prefix + "loss" }
  }

  private func scores(of head: NetworkHead) throws -> [any Score.Type] {
    ScoreCatalog.scores(
      for: try dataset.label(of: head).target.kind, isPanel: dataset.axis.ranksSymbols)
  }

  /// The predictions of the validation part beside its labels, per output.
  func pairs(_ result: PartEvaluator.Result) throws -> [HeadPairs] {
    let rows = validation?.rows ?? []
    let axis = dataset.axis
    let times = axis.ranksSymbols ? rows.map { axis.times[Int($0)] } : []
    return try result.heads.map { found in
      let label = try dataset.label(of: found.head)
      let pairs = ScorePairs(
        predictions: found.values, truths: rows.map { label.values[Int($0)] },
        shares: found.shares, classes: found.classes, times: times)
      return HeadPairs(head: found.head, pairs: pairs, scores: try scores(of: found.head))
    }
  }

  /// How many rows were put into each class, by its name; of yes/no labels, those above one half.
  func classCounts(_ head: HeadPairs) throws -> [EpochRecord.Figure] {
    let names: [String]
    switch try dataset.label(of: head.head).target.kind {
    case .number: return []
    case .yesNo: names = ["no", "yes"]
    case .category(let labels): names = labels
    }
    var counts = [Int](repeating: 0, count: names.count)
    let isShare = head.pairs.classes == 0
    for value in head.pairs.predictions {
      let code = isShare ? (value > 0.5 ? 1 : 0) : Int(exactly: value) ?? -1
      if counts.indices.contains(code) { counts[code] += 1 }
    }
    return zip(names, counts).map { EpochRecord.Figure(head.head.prefix + $0, Double($1)) }
  }
}
