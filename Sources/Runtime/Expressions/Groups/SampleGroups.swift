/// The groups of a batch's samples and the statistics within them.
///
/// Results have the samples' shape: every member carries its group's figure, samples without a group
/// (masked, of a missing code, in a group that is too small) carry 0 and get no gradient.
struct SampleGroups: Sendable {
  let table: Expression
  /// How many members the sample's group has.
  let count: Expression

  /// - Parameters:
  ///   - mask: above zero for the samples that count; its shape is the samples'.
  ///   - block: how many neighbours may make a group: all of a batch, or the symbols of a date.
  ///   - codes: splits the blocks by equal code.
  /// - Throws: `Failure` when mask and codes do not fit.
  init(mask: Expression, block: Int, codes: Expression? = nil, minimum: Int = 1) throws {
    let operation = GroupTable(block: block, minimum: minimum)
    table = try Expression(operation, [mask] + (codes.map { [$0] } ?? []))
    count = try Expression(GroupReduction(kind: .count), [mask, table])
  }

  func sum(_ x: Expression) throws -> Expression { try reduce(x, .sum) }
  func maximum(_ x: Expression) throws -> Expression { try reduce(x, .maximum) }
  /// Average ranks from 1; no gradient flows through them.
  func rank(_ x: Expression) throws -> Expression { try reduce(x, .rank) }

  /// - Parameter x: at the temperature it is to be ranked at: `x / T`.
  func softRank(_ x: Expression) throws -> Expression {
    try Expression(SoftRankOperation(), [x, table])
  }

  func mean(_ x: Expression) throws -> Expression {
    try .divide(sum(x), .maximum(count, Self.number(1)))
  }

  /// `x - mean(x)`.
  func centred(_ x: Expression) throws -> Expression {
    try kept(.subtract(x, mean(x)))
  }

  /// The standard deviation; 0 for groups of `ddof` members or where all are equal.
  func deviation(_ x: Expression, ddof: Int = 1) throws -> Expression {
    let (variance, isSpread) = try spread(x, ddof: ddof)
    return try .select(isSpread, .squareRoot(variance), Self.number(0))
  }

  /// `(x - mean) / deviation`, ddof 1; 0 where all of a group are equal.
  func standardised(_ x: Expression) throws -> Expression {
    let (variance, isSpread) = try spread(x, ddof: 1)
    return try .select(
      isSpread, .divide(centred(x), .squareRoot(variance)), Self.number(0))
  }

  /// Pearson's correlation within the group; 0 without gradient where either side is constant.
  func correlation(_ x: Expression, _ y: Expression) throws -> Expression {
    let (a, b) = (try centred(x), try centred(y))
    let squares = try Expression.multiply(sum(.square(a)), sum(.square(b)))
    let isSpread = try Expression.greater(squares, Self.number(0))
    let scale = try Expression.squareRoot(.select(isSpread, squares, Self.number(1)))
    return try .divide(
      .select(isSpread, sum(.multiply(a, b)), Self.number(0)), scale)
  }

  /// The mean of a group's figure over the groups, each counted once; 0 without a group.
  func meanOverGroups(_ figure: Expression) throws -> Expression {
    let share = try kept(.divide(Self.number(1), .maximum(count, Self.number(1))))
    return try .divide(
      .sum(.multiply(share, figure)), .maximum(.sum(share), Self.number(1)))
  }

  /// The variance, 1 where it is 0, and where it is not: so that no root is taken of 0.
  private func spread(_ x: Expression, ddof: Int) throws -> (Expression, Expression) {
    let rest = try Expression.maximum(
      .subtract(count, Self.number(Double(ddof))), Self.number(1))
    let variance = try Expression.divide(sum(.square(centred(x))), rest)
    let isSpread = try Expression.greater(variance, Self.number(0))
    return (try .select(isSpread, variance, Self.number(1)), isSpread)
  }

  private func reduce(_ x: Expression, _ kind: GroupReduction.Kind) throws -> Expression {
    try Expression(GroupReduction(kind: kind), [x, table])
  }

  private func kept(_ x: Expression) throws -> Expression {
    try .select(.greater(count, Self.number(0)), x, Self.number(0))
  }

  private static func number(_ value: Double) -> Expression { Expression(constant: value) }
}
