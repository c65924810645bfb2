/// Which tensor of a file stands for which parameter of a network.
///
/// Names are equal, or layers are told by their tensors' names and shapes: `3.weight` and `3.bias`
/// of PyTorch's `Sequential` stand for the dense layer of their shapes. Among layers of equal shapes
/// the numbers in their names decide; where these do not, the match is refused.
struct WeightMatch {
  /// File names by parameter name.
  private(set) var names: [String: String] = [:]
  /// `dense1 from 0, layernorm1 from 1`; empty where the names are equal.
  private(set) var pairs: [String] = []

  private let file: String
  private let wanted: [(name: String, shape: [Int])]
  private let found: [(name: String, shape: [Int])]

  /// - Throws: `Failure` naming the tensor, both shapes and the file.
  init(
    wanted: [(name: String, shape: [Int])], found: [(name: String, shape: [Int])], file: String
  ) throws {
    self.file = file
    self.wanted = wanted
    self.found = found
    let known = Set(found.map(\.name))
    if wanted.contains(where: { known.contains($0.name) }) {
      try matchNames(known)
    } else {
      try matchGroups()
    }
  }

  private mutating func matchNames(_ known: Set<String>) throws {
    let missing = wanted.filter { !known.contains($0.name) }
    guard missing.isEmpty else {
      throw failure("has no tensor \(Self.list(missing.map { "'\($0.name)' \($0.shape)" }))")
    }
    for (name, shape) in wanted {
      if let tensor = found.first(where: { $0.name == name }), tensor.shape != shape {
        throw failure("'\(name)' is \(tensor.shape), the network wants \(shape)", isSentence: true)
      }
      names[name] = name
    }
  }

  private mutating func matchGroups() throws {
    let ours = TensorGroup.groups(wanted)
    let theirs = TensorGroup.groups(found).sorted(by: TensorGroup.precedes)
    var taken: [[String]: Int] = [:]
    for group in ours {
      let candidates = theirs.filter { $0.signature == group.signature }
      let count = ours.filter { $0.signature == group.signature }.count
      guard candidates.count == count else {
        throw unmatched(group, candidates, ours, theirs)
      }
      if let other = candidates.first(where: { !$0.isOrdered(with: candidates[0]) }) {
        throw ambiguous(group, candidates[0], other)
      }
      let choice = candidates[taken[group.signature, default: 0]]
      taken[group.signature, default: 0] += 1
      for member in group.members { names[member.name] = choice[member.leaf]?.name }
      pairs.append("\(group.text) from \(choice.text)")
    }
  }

  /// `a, b, c and 4 more`.
  static func list(_ items: [String], atMost most: Int = 6) -> String {
    let shown = items.prefix(most).joined(separator: ", ")
    return items.count > most ? "\(shown) and \(items.count - most) more" : shown
  }
}

extension WeightMatch {
  private func failure(_ text: String, isSentence: Bool = false, hint: String? = nil) -> Failure {
    Failure(
      isSentence ? "\(file): \(text)" : "\(file) \(text)", culprit: .parameter("init"), hint: hint)
  }

  private func unmatched(
    _ group: TensorGroup, _ candidates: [TensorGroup], _ ours: [TensorGroup],
    _ theirs: [TensorGroup]
  ) -> Failure {
    let rest = "the file has \(Self.list(theirs.map(\.described)))"
    guard candidates.isEmpty else {
      return failure(
        "\(candidates.count) \(candidates.count == 1 ? "layer of the file has" : "layers of the file have")"
          + " the shapes of \(group.described), the network "
          + "has \(ours.filter { $0.signature == group.signature }.count)",
        isSentence: true, hint: rest)
    }
    // Layers that nothing fits, on both sides: the first pair says best what differs.
    let left = theirs.filter { other in !ours.contains { $0.signature == other.signature } }
    if let other = left.first {
      for member in group.members {
        if let tensor = other[member.leaf], tensor.shape != member.shape {
          return failure(
            "'\(tensor.name)' is \(tensor.shape), the network's '\(member.name)' is \(member.shape)",
            isSentence: true, hint: rest)
        }
      }
    }
    return failure("has no tensors for \(group.described)", hint: rest)
  }

  private func ambiguous(_ group: TensorGroup, _ a: TensorGroup, _ b: TensorGroup) -> Failure {
    failure(
      "both '\(a.text)' and '\(b.text)' have the shapes of \(group.text)", isSentence: true,
      hint: "name the tensors as the network does: \(group.members[0].name)")
  }
}
