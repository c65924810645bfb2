/// What a gather reads: a matrix bound by name or a column computed ahead.
enum GatherSource: Sendable {
  case matrix(String, width: Int)
  case column(Expression)

  func isSame(as other: GatherSource) -> Bool {
    switch (self, other) {
    case (.matrix(let a, let m), .matrix(let b, let n)): a == b && m == n
    case (.column(let a), .column(let b)): a === b
    default: false
    }
  }

  var width: Int {
    if case .matrix(_, let width) = self { width } else { 1 }
  }
}
