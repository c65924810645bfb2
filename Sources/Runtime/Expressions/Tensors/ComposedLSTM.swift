extension Expression {
  /// Long short-term memory over a sequence, from products and pointwise operations.
  static func lstm(
    _ x: Expression, input: Expression, recurrent: Expression, bias: Expression
  ) throws -> Expression {
    let shape = try sequence(x, for: "lstm")
    let units = recurrent.lastDimension
    let flat = try reshape(x, [shape.steps * shape.batch, shape.channels])
    let wide = try reshape(
      addBias(matmulTransposed(flat, input), bias), [shape.steps, shape.batch, 4 * units])
    var (h, c): (Expression?, Expression?)
    var outputs: [Expression] = []
    for step in 0..<shape.steps {
      var z = try reshape(steps(wide, from: step, count: 1), [shape.batch, 4 * units])
      if let h { z = try add(z, matmulTransposed(h, recurrent)) }
      func gate(_ place: Int) throws -> Expression {
        try slice(z, from: place * units, count: units)
      }
      let fresh = try multiply(sigmoid(gate(0)), tanh(gate(2)))
      let cell = try c.map { try add(multiply(sigmoid(gate(1)), $0), fresh) } ?? fresh
      let output = try multiply(sigmoid(gate(3)), tanh(cell))
      outputs.append(try reshape(output, [1, shape.batch, units]))
      (h, c) = (output, cell)
    }
    return try joinSteps(outputs)
  }
}
