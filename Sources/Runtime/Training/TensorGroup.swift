/// The tensors of one layer in a file or a network: `weight` and `bias` of `net.3`.
///
/// A layer of a stacked recurrent network is a group of its own: `lstm.weight_ih_l1` is the tensor
/// `weight_ih` of layer 1 of `lstm`.
struct TensorGroup: Sendable {
  struct Member: Sendable {
    let leaf: String
    let name: String
    let shape: [Int]
  }

  let module: String
  let layer: Int
  private(set) var members: [Member]

  /// Counters that PyTorch keeps beside weights and nobody needs.
  private static let ignored: Set<String> = ["num_batches_tracked"]

  /// What a group must have in common with another to stand for it.
  var signature: [String] { members.map { "\($0.leaf) \($0.shape)" }.sorted() }

  var text: String { layer > 0 ? "\(module) layer \(layer)" : module.isEmpty ? "it" : module }

  /// `dense1 (weight [32, 28], bias [32])`.
  var described: String {
    "\(text) (\(members.map { "\($0.leaf) \($0.shape)" }.joined(separator: ", ")))"
  }

  subscript(leaf: String) -> Member? { members.first { $0.leaf == leaf } }

  /// Groups in the order of their first tensor.
  static func groups(_ tensors: [(name: String, shape: [Int])]) -> [TensorGroup] {
    var groups: [TensorGroup] = []
    for tensor in tensors {
      let (module, leaf, layer) = split(tensor.name)
      guard !ignored.contains(leaf) else { continue }
      let member = Member(leaf: leaf, name: tensor.name, shape: tensor.shape)
      if let place = groups.firstIndex(where: { $0.module == module && $0.layer == layer }) {
        groups[place].members.append(member)
      } else {
        groups.append(TensorGroup(module: module, layer: layer, members: [member]))
      }
    }
    return groups
  }

  /// `("lstm", "weight_ih_reverse", 1)` of `lstm.weight_ih_l1_reverse`.
  private static func split(_ name: String) -> (module: String, leaf: String, layer: Int) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let module = parts.dropLast().joined(separator: ".")
    let words = (parts.last ?? "").split(separator: "_").map(String.init)
    for (place, word) in words.enumerated().reversed() {
      guard place > 0, word.hasPrefix("l"), let layer = Int(word.dropFirst()) else { continue }
      let rest = words[..<place] + words[(place + 1)...]
      return (module, rest.joined(separator: "_"), layer)
    }
    return (module, parts.last ?? "", 0)
  }

  /// The name with its numbers taken out, and the numbers: `net.10` gives `net.#` and 10.
  private var pieces: (skeleton: String, numbers: [Int]) {
    var skeleton = ""
    var numbers: [Int] = []
    var digits = ""
    func close() {
      guard !digits.isEmpty else { return }
      skeleton += "#"
      numbers.append(Int(digits) ?? .max)
      digits = ""
    }
    for character in module {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        close()
        skeleton.append(character)
      }
    }
    close()
    return (skeleton, numbers + [layer])
  }

  /// False when names alone do not say which comes first.
  func isOrdered(with other: TensorGroup) -> Bool { pieces.skeleton == other.pieces.skeleton }

  /// Numbers in names count as numbers: `net.3` comes before `net.10`.
  static func precedes(_ a: TensorGroup, _ b: TensorGroup) -> Bool {
    let (x, y) = (a.pieces, b.pieces)
    return x.skeleton == y.skeleton
      ? x.numbers.lexicographicallyPrecedes(y.numbers) : x.skeleton < y.skeleton
  }
}
