import Runtime

/// Reads `body |> heads({direction: softmax(3), volatility: softplus(body |> dense(1))})`.
enum HeadRecords {
  static func chain(_ call: CommandCall) throws -> Chain {
    let given = call.values[Recipes.chain.name]
    let body = try given.map { try Recipes.composed($0, Recipes.chain, "heads") }
    guard case .record(let record)? = call.values[HeadsLayer.outputs.name],
      !record.fields.isEmpty
    else {
      throw Failure(
        "heads takes a record of outputs", culprit: .parameter(HeadsLayer.outputs.name),
        hint: "heads({direction: softmax(3), volatility: softplus})")
    }
    if let body, !body.heads.isEmpty {
      throw Failure("heads({...}) is the end of a network", culprit: .parameter(Recipes.chain.name))
    }
    let heads = try record.fields.map { try head($0.key, $0.value, on: body) }
    return Chain(body?.node ?? heads[0].node, heads: heads)
  }

  private static func head(_ name: String, _ value: Value, on body: Chain?) throws -> ChainHead {
    switch value {
    case .text(let word):
      return try ChainHead(name, link: word, on: shared(body, name), isComplete: false)
    case .record(let record):
      guard case .text(let word)? = record[RecipeArgument.wordField] else { break }
      if case .object? = record["0"] {
        let own = try Recipes.composed(record["0"] ?? .none, HeadsLayer.outputs, word)
        return try ChainHead(name, link: word, on: own.node, isComplete: true)
      }
      return try ChainHead(
        name, link: word, classes: record["0"]?.number, on: shared(body, name),
        isComplete: false)
    case .object:
      let own = try Recipes.composed(value, HeadsLayer.outputs, "dense(1)")
      return try ChainHead(name, link: nil, on: own.node, isComplete: true)
    default: break
    }
    throw Failure(
      "head '\(name)' is a link or a chain, not \(value.described)",
      culprit: .parameter(HeadsLayer.outputs.name), hint: "{\(name): softplus}")
  }

  private static func shared(_ body: Chain?, _ name: String) throws -> ChainNode {
    guard let body else {
      throw Failure(
        "head '\(name)' has nothing to stand on", culprit: .parameter(HeadsLayer.outputs.name),
        hint: "body |> heads({\(name): softplus})")
    }
    return body.node
  }
}
