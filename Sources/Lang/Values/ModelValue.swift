import Runtime

/// A recipe of a network: `mlp(hidden=[32, 16])`, `input |> dense(32) |> relu |> dense(1)`.
public final class ModelValue: ObjectValue {
  public let recipe: ModelRecipe
  /// The layers so far, when the recipe is composed of layers.
  let chain: Chain?
  /// The name it was declared with.
  public let name: String?

  public init(_ recipe: ModelRecipe, name: String? = nil) {
    self.recipe = recipe
    self.name = name
    chain = nil
  }

  init(_ chain: Chain, name: String? = nil) {
    recipe = ModelRecipe(chain)
    self.chain = chain
    self.name = name
  }

  public let typeName = "model"
  public var summary: String { "model \(name.map { "\($0) = " } ?? "")\(recipe.text)" }
  public func describe(_ printer: PrintContext) -> String { summary }
  public let memberNames: [String] = []
  public func member(_ name: String) throws -> Value? { nil }

  func named(_ name: String) -> ModelValue {
    if let chain { return ModelValue(chain, name: name) }
    return ModelValue(recipe, name: name)
  }
}

extension ModelValue: CallableObject {
  /// `net(hidden=[64, 32])`: the same recipe with other options.
  func call(_ arguments: [BoundArgument], at span: Span, in session: Session) throws -> Value {
    var options: [String: OperatorArgument] = [:]
    var spans: [String: Span] = [:]
    for argument in arguments {
      guard let label = argument.label else {
        throw Diagnostic(
          "a model takes options by name", at: argument.span, hint: "net(hidden=[64])")
      }
      options[label.text] = try Blame.at(argument.span) {
        try Recipes.argument(argument.value, label.text)
      }
      spans[label.text] = label.span
    }
    do {
      return .object(ModelValue(try recipe.replacing(BoundOptions(options)), name: name))
    } catch {
      throw Blame.diagnostic(error, at: span, arguments: spans)
    }
  }
}
