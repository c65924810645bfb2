/// The product of two matrices, either of them transposed (not both).
struct MatrixProduct: TensorOperation {
  enum Form: String, Sendable {
    case plain = "NN"
    case rightTransposed = "NT"
    case leftTransposed = "TN"
  }
  let form: Form
  var key: String { "matmul\(form.rawValue)" }

  func type(of inputs: [Expression]) throws -> ValueType {
    let (m, n, k, other) = try sizes(inputs)
    guard k == other else {
      let shapes = inputs.map { "\($0.dimensions ?? [])" }.joined(separator: " and ")
      throw Failure("'\(key)' does not multiply \(shapes): inner sizes \(k) and \(other) differ")
    }
    return try Expression.checked([m, n], for: key)
  }

  func gradient(of node: Expression, seed: Expression) throws -> [Expression?] {
    let (a, b) = (node.inputs[0], node.inputs[1])
    return switch form {
    case .plain:
      [try .product(seed, b, .rightTransposed), try .product(a, seed, .leftTransposed)]
    case .rightTransposed:
      [try .product(seed, b, .plain), try .product(seed, a, .leftTransposed)]
    case .leftTransposed:
      [try .product(b, seed, .rightTransposed), try .product(a, seed, .plain)]
    }
  }

  func lower(_ site: LoweringSite) throws {
    let (m, n, k, _) = try sizes(site.node.inputs)
    let large = MatrixProduct.usesLibrary(form, m, n, k)
    switch form {
    case .plain:
      site.append(large ? .libraryProduct : .product, m: m, n: n, k: k, site.outputAndInputs)
    case .leftTransposed:
      site.append(
        large ? .libraryProductLeft : .productLeft, m: m, n: n, k: k, site.outputAndInputs)
    case .rightTransposed where large:
      site.append(.libraryProductRight, m: m, n: n, k: k, site.outputAndInputs)
    case .rightTransposed where n == 1:
      site.append(.product, m: m, n: n, k: k, site.outputAndInputs)
    case .rightTransposed:
      let right = transposedRight(site, n, k)
      site.append(.product, m: m, n: n, k: k, [site.output, site.inputs[0], right])
    }
  }

  /// The right factor, `[n, k]`, as `[k, n]`: before the first step where it never changes.
  private func transposedRight(_ site: LoweringSite, _ n: Int, _ k: Int) -> Int {
    if let fixed = site.node.inputs[1].operation as? ConstantTensor {
      let turned = (0..<n * k).map { fixed.values[($0 % n) * k + $0 / n] }
      return site.builder.persistent(n * k, values: turned)
    }
    let right = site.scratch(n * k)
    site.append(.transpose, m: n, n: k, [right, site.inputs[1]])
    return right
  }

  /// Whether OpenBLAS is faster than the small-product kernels; depends on the shape only, so that
  /// bits do not hang on anything else.
  static func usesLibrary(_ form: Form, _ m: Int, _ n: Int, _ k: Int) -> Bool {
    let work = Double(m) * Double(n) * Double(k)
    return work >= (form == .leftTransposed ? 1e6 : 16e6)
  }

  private func sizes(_ inputs: [Expression]) throws -> (m: Int, n: Int, k: Int, other: Int) {
    let a = try Expression.dimensions(of: inputs[0], for: key)
    let b = try Expression.dimensions(of: inputs[1], for: key)
    guard a.count == 2, b.count == 2 else {
      throw Failure("'\(key)' needs two matrices, not \(a) and \(b)")
    }
    return switch form {
    case .plain: (a[0], b[1], a[1], b[0])
    case .rightTransposed: (a[0], b[0], a[1], b[1])
    case .leftTransposed: (a[1], b[1], a[0], b[0])
    }
  }
}

extension Expression {
  static func product(_ a: Expression, _ b: Expression, _ form: MatrixProduct.Form) throws
    -> Expression
  { try Expression(MatrixProduct(form: form), [a, b]) }

  /// `a b`.
  ///
  /// - Shape: `[m, k]`, `[k, n]` to `[m, n]`.
  public static func matmul(_ a: Expression, _ b: Expression) throws -> Expression {
    try product(a, b, .plain)
  }

  /// `a bᵀ`: a dense layer is `matmulTransposed(x, weight)` with `weight` as `[out, in]`.
  ///
  /// - Shape: `[m, k]`, `[n, k]` to `[m, n]`.
  public static func matmulTransposed(_ a: Expression, _ b: Expression) throws -> Expression {
    try product(a, b, .rightTransposed)
  }

  /// `aᵀ b`.
  ///
  /// - Shape: `[k, m]`, `[k, n]` to `[m, n]`.
  public static func matmulLeftTransposed(_ a: Expression, _ b: Expression) throws -> Expression {
    try product(a, b, .leftTransposed)
  }
}
