extension Chain {
  /// As a script writes it; what is used twice is numbered where it first stands.
  public var text: String {
    var writer = ChainWriter(heads.isEmpty ? [node] : heads.map(\.node))
    guard !heads.isEmpty else { return writer.text(of: node) }
    let outputs = heads.map { head in
      let link = head.specification.link?.rawValue
      let classes = head.specification.classes.map { "(\($0))" } ?? ""
      let body = writer.text(of: head.node)
      guard head.isComplete else {
        return "\(head.specification.name): \(body) |> \(link ?? "")\(classes)"
      }
      return "\(head.specification.name): \(link.map { "\($0)(\(body))" } ?? body)"
    }
    return "heads({\(outputs.joined(separator: ", "))})"
  }
}

/// Writes nodes in the order in which they are read.
private struct ChainWriter {
  /// How often each node is used.
  private var uses: [ObjectIdentifier: Int] = [:]
  private var numbers: [ObjectIdentifier: Int] = [:]

  init(_ roots: [ChainNode]) {
    for root in roots { uses[ObjectIdentifier(root), default: 0] += 1 }
    for node in ChainNode.ordered(roots) {
      for parent in node.parents { uses[ObjectIdentifier(parent), default: 0] += 1 }
    }
  }

  mutating func text(of node: ChainNode) -> String {
    let key = ObjectIdentifier(node)
    if let number = numbers[key] { return "#\(number)" }
    let text: String
    switch node.kind {
    case .input(let window):
      return window.map { "input |> window(\($0))" } ?? "input"
    case .layer(let link, let below): text = self.text(of: below) + " |> " + Self.text(of: link)
    case .joined(let layer, let nodes):
      let inputs = nodes.map { self.text(of: $0) }
      text = "\(layer.signature.name)(\(inputs.joined(separator: ", ")))"
    }
    guard uses[key, default: 0] > 1 else { return text }
    numbers[key] = numbers.count + 1
    return "(\(text) as #\(numbers.count))"
  }

  static func text(of link: Chain.Link) -> String {
    let signature = link.layer.signature
    let places = BoundOptions(
      link.options.values.filter { name, _ in
        signature.positionals.contains { $0.name == name }
      }
    ).plainTexts(in: signature.positionals)
    let options = link.options.text(in: signature.options)
    let arguments = places + (options.isEmpty ? [] : [options])
    return signature.name + (arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))")
  }
}
