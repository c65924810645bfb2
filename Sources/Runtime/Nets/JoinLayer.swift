/// A layer of several inputs: `concat(price, volume)`.
public protocol JoinLayer: Layer {
  /// - Shape: inputs of equal shape but for the last dimension.
  static func join(_ inputs: [Expression]) throws -> Expression
}

extension JoinLayer {
  public static func apply(
    _ x: Expression, _ options: BoundOptions, in builder: inout NetworkBuilder
  ) throws -> Expression { try join([x]) }

  /// The shape of all inputs but for their last dimension.
  ///
  /// - Throws: `Failure` naming the shapes that do not go together.
  static func common(_ inputs: [Expression]) throws -> [Int] {
    let shapes = inputs.map { $0.dimensions ?? [] }
    let fronts = shapes.map { Array($0.dropLast()) }
    guard let front = fronts.first, fronts.allSatisfy({ $0 == front }) else {
      let words = shapes.map { $0.count == 3 ? "\($0[0]) steps of \($0[2])" : "\($0.last ?? 0)" }
      throw Failure(
        "\(signature.name) joins numbers with numbers and steps with as many steps, not "
          + words.joined(separator: " with "),
        hint: "last, globalpool, attention and flatten end a sequence")
    }
    return front
  }
}
