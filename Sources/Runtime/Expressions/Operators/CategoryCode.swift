/// The ordinal of a category's label.
enum CategoryCode: Operator {
  static let signature = Signature(
    "code", group: OperatorGroup.pointwise, "the ordinal of a category's label, from 0",
    details: """
      code(x): the place of each label among the labels of x, from 0; a number stays what it is. In features a
      category becomes one 0/1 column per label, its code one ordered column.
      """,
    positionals: [.x],
    examples: [
      Example("code(cut(zscore(close, 20), [-1, 1], labels=[\"low\", \"mid\", \"high\"]))")
    ],
    keywords: ["ordinal", "label", "encode", "category"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    .series(try Expression(CodeOperation(), [call.column("x")], origin: call.origin))
  }
}

struct CodeOperation: ColumnOperation {
  let key = "code"

  var blockHistory: Int? { 0 }

  func evaluate(_ task: ColumnTask) throws {
    for row in task.rows { task.output[row] = task.inputs[0][row] }
  }
}
