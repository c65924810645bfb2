/// Numbers equal expressions alike and keeps finished columns up to a limit of memory.
struct ColumnCache {
  /// What makes two nodes equal: operation, inputs, and for leaves the cells and their axis, so that
  /// a file that was loaded again is known again.
  struct Key: Hashable {
    let operation: String
    let inputs: [Int]
    let cells: ContentHash?
    let axis: ContentHash?
  }

  private let limit: Int
  private var numbers: [Key: Int] = [:]
  private var columns: [Int: [Double]] = [:]
  /// Numbers of the kept columns, oldest first.
  private var order: [Int] = []
  private var bytes = 0

  init(limit: Int) { self.limit = limit }

  /// The number of a node whose inputs have these numbers.
  mutating func number(of expression: Expression, inputs: [Int]) -> Int {
    let leaf = expression.operation as? ColumnLeaf
    let axis =
      leaf == nil ? (expression.operation as? any AxisOperation)?.axis : expression.type.axis
    let key = Key(
      operation: leaf == nil ? Self.identity(of: expression.operation) : "", inputs: inputs,
      cells: leaf?.contentHash, axis: axis?.contentHash)
    if let number = numbers[key] { return number }
    numbers[key] = numbers.count
    return numbers.count - 1
  }

  /// A live scalar counts as the number it is now.
  private static func identity(of operation: any Operation) -> String {
    guard let live = operation as? LiveScalar else { return operation.key }
    return "\(live.key)=\(live.initial)"
  }

  func column(_ number: Int) -> [Double]? { columns[number] }

  /// Keeps a column; the oldest ones give way. A column larger than the limit is not kept.
  mutating func store(_ values: [Double], for number: Int) {
    let size = values.count * MemoryLayout<Double>.stride
    guard columns[number] == nil, size <= limit else { return }
    columns[number] = values
    order.append(number)
    bytes += size
    while bytes > limit, let oldest = order.first {
      order.removeFirst()
      bytes -= (columns.removeValue(forKey: oldest)?.count ?? 0) * MemoryLayout<Double>.stride
    }
  }
}
