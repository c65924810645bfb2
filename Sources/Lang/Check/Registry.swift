import Runtime

/// What a word in call position or at a line's start may mean, by name.
///
/// Parsing, checking, binding, completion and help all look here; the catalogs are the only source.
public enum Registry {
  static let operators = byName(OperatorCatalog.all.map { ($0.signature.name, $0) })
  static let functions = byName(FunctionCatalog.all.map { ($0.signature.name, $0) })
  static let commands = byName(CommandCatalog.all.map { ($0.signature.name, $0) })

  /// The signature of a verb; nil when there is none of that name.
  public static func command(_ name: String) -> Signature? { commands[name]?.signature }

  /// The signature of a function; for a name that is both an operator on series and a plain
  /// function, the operator's.
  public static func function(_ name: String) -> Signature? {
    operators[name]?.signature ?? functions[name]?.signature ?? Recipes.signature(name)
      ?? RulePrelude.signature(name)
  }

  /// The signature a call is read by: an architecture's where all its arguments have names, since the
  /// operator of that name takes a series first.
  static func function(_ name: String, _ arguments: [ArgumentSyntax]) -> Signature? {
    isArchitecture(name, arguments)
      ? ArchitectureCatalog.architecture(named: name)?.signature : function(name)
  }

  /// Whether a call can only be that of an architecture: all its arguments have names.
  static func isArchitecture(_ name: String, _ arguments: [ArgumentSyntax]) -> Bool {
    !arguments.isEmpty && arguments.allSatisfy { $0.label != nil }
      && ArchitectureCatalog.architecture(named: name) != nil
  }

  /// Every name that may stand before a parenthesis.
  public static let functionNames: [String] = {
    let recipes =
      ArchitectureCatalog.all.map { $0.signature.name } + LayerCatalog.all.map { $0.signature.name }
    return Set(Array(operators.keys) + Array(functions.keys) + recipes + RulePrelude.names).sorted()
  }()

  /// Whether the arguments decide what a name means: an operator, a plain function, a layer.
  static func isAmbiguous(_ name: String) -> Bool {
    let kinds = [
      operators[name] != nil, functions[name] != nil, Recipes.has(name),
      Prelude.names.contains(name),
    ]
    return kinds.count { $0 } > 1 || Recipes.isBoth(name)
  }
  public static let commandNames = commands.keys.sorted()

  /// Operators that are one micro-operation of their arguments: `sqrt(2)` then needs no graph.
  static let scalarCodes = byName(
    OperatorCatalog.all.compactMap { entry in
      scalarCode(of: entry).map { (entry.signature.name, $0) }
    })

  private static func scalarCode(of entry: any Operator.Type) -> MicroCode? {
    let required = entry.signature.positionals
    guard (1...2).contains(required.count), entry.signature.options.isEmpty,
      required.allSatisfy({ $0.kind == .series && $0.defaultValue == .required })
    else { return nil }
    let leaves = required.map { _ in Expression(constant: 0.5) }
    let arguments = zip(required, leaves).map { ($0.name, OperatorArgument.series($1)) }
    let call = OperatorCall(arguments: byName(arguments))
    guard case .series(let built)? = try? entry.build(call),
      let operation = built.operation as? any PointwiseOperation,
      built.inputs.count == leaves.count, zip(built.inputs, leaves).allSatisfy({ $0 === $1 }),
      built.type.element == .number
    else { return nil }
    return operation.code
  }

  private static func byName<T>(_ pairs: [(String, T)]) -> [String: T] {
    Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
