/// Some of the features, by name; stands right after `input`.
///
/// - Shape: `[..., features]` to `[..., picked]`.
public enum PickLayer: Layer {
  static let names = Parameter("names", .column, "names of features: [ret_1, vol_20]")
  public static let signature = Signature(
    "pick", group: "layers", "Takes some of the features, by name",
    details: "Stands right after input, or after its window.",
    positionals: [names],
    examples: [
      Example("model net = input |> pick([liq]) |> dense(8) |> relu |> dense(1)")
    ], keywords: ["columns", "inputs", "features"])

  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression {
    let wanted = try names(options)
    guard x.lastDimension == builder.columns.count else {
      throw Failure("pick takes features of the input: it stands right after input")
    }
    var parts: [Expression] = []
    for name in wanted {
      let places = builder.columns.indices.filter {
        builder.columns[$0] == name || builder.columns[$0].hasPrefix(name + "=")
      }
      guard !places.isEmpty else { throw Failure.unknown(name, builder.columns) }
      for place in places { parts.append(try .slice(x, from: place, count: 1)) }
    }
    let picked = parts.count == 1 ? parts[0] : try .concatenate(parts)
    builder.begin("pick")
    builder.end("pick(\(wanted.joined(separator: ", ")))", picked)
    return picked
  }

  private static func names(_ options: BoundOptions) throws -> [String] {
    let items: [OperatorArgument]
    switch options.values[names.name] {
    case .list(let list): items = list
    case let single?: items = [single]
    case nil: items = []
    }
    let texts = items.compactMap { item -> String? in
      if case .text(let text) = item { return text }
      return nil
    }
    guard !texts.isEmpty, texts.count == items.count else {
      throw Failure(
        "pick needs names of features", culprit: .parameter(names.name),
        hint: "pick([ret_1, vol_20])")
    }
    return texts
  }
}

extension Failure {
  fileprivate static func unknown(_ name: String, _ columns: [String]) -> Failure {
    Failure(
      "pick: the dataset has no feature '\(name)'", culprit: .parameter("names"),
      hint: Suggestion.hint(for: name, among: columns))
  }
}
