/// A head as `heads={direction: softmax(3), volatility: softplus}` declares it.
struct HeadSpecification: Sendable, Equatable {
  static let words = ["identity", "sigmoid", "softplus", "relu", "softmax"]
  static let heads = Parameter(
    "heads", .recipes(words), default: .absent,
    "outputs by the name of their target with their link, {direction: softmax(3), volatility: "
      + "softplus}; one per target when left out")

  let name: String
  /// nil follows the target.
  let link: Link?
  /// The classes that were written; nil follows the target.
  let classes: Int?

  /// The heads that are written, in their order; nil when none are.
  ///
  /// - Throws: `Failure` for what is no record of links.
  static func read(_ options: BoundOptions) throws -> [HeadSpecification]? {
    guard let given = options.values[heads.name] else { return nil }
    guard case .record(let fields) = given, !fields.isEmpty else { throw Failure.noRecord }
    return try fields.map { try HeadSpecification($0.name, $0.value) }
  }

  init(name: String, link: Link? = nil, classes: Int? = nil) {
    (self.name, self.link, self.classes) = (name, link, classes)
  }

  init(_ name: String, _ value: OperatorArgument) throws {
    let recipe = try RecipeArgument(value, "heads")
    guard let link = Link(rawValue: recipe.word) else {
      throw Failure(
        "heads: no link '\(recipe.word)'", culprit: .parameter("heads"),
        hint: Self.words.joined(separator: ", "))
    }
    (self.name, self.link) = (name, link)
    classes = try recipe.integer(at: 0, "softmax(3)")
    guard classes == nil || link == .softmax else {
      throw Failure("heads: \(recipe.word) has no number of classes", culprit: .parameter("heads"))
    }
  }

  /// The link on a target, checked against it.
  ///
  /// - Throws: `Failure` where they do not go together.
  func link(for target: Target, number: Link) throws -> Link {
    guard case .category(let labels) = target.kind else {
      guard link != .softmax else {
        throw Failure(
          "head '\(name)' has classes, target '\(target.name)' has none",
          culprit: .parameter("heads"), hint: "identity, sigmoid, softplus or relu")
      }
      return link ?? (target.kind == .yesNo ? .sigmoid : number)
    }
    guard link == nil || link == .softmax else {
      throw Failure(
        "head '\(name)' has one number, target '\(target.name)' has \(labels.count) classes",
        culprit: .parameter("heads"), hint: "softmax(\(labels.count))")
    }
    guard classes == nil || classes == labels.count else {
      throw Failure(
        "head '\(name)' has \(classes ?? 0) classes, target '\(target.name)' has \(labels.count): "
          + labels.joined(separator: ", "), culprit: .parameter("heads"))
    }
    return .softmax
  }
}

extension Failure {
  fileprivate static var noRecord: Failure {
    Failure(
      "heads= is a record of heads by name", culprit: .parameter("heads"),
      hint: "heads={direction: softmax(3), volatility: softplus}")
  }
}
