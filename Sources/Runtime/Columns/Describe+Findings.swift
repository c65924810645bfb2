extension Describe {
  /// What is wrong with columns as a whole, one sentence each.
  static func findings(_ entries: [Entry], _ fields: [Frame.Field]) -> [String] {
    var lines: [String] = []
    for (entry, field) in zip(entries, fields) {
      switch entry.content {
      case .numbers(let numbers):
        if numbers.count == 0 {
          lines.append("\(entry.name) holds no number")
        } else if numbers.count > 1, numbers.min == numbers.max {
          lines.append("\(entry.name) is \(NumberFormat.general(numbers.min)) in every row")
        }
      case .category(let labels, _):
        let present = labels.filter { $0.count > 0 }
        if present.isEmpty { lines.append("\(entry.name) holds no label") }
        if present.count == 1, field.column.count > 1 {
          lines.append("\(entry.name) is \(present[0].label) in every row")
        }
      }
    }
    return lines + twins(entries, fields)
  }

  /// Columns of numbers that equal an earlier one in every row.
  private static func twins(_ entries: [Entry], _ fields: [Frame.Field]) -> [String] {
    fields.indices.compactMap { index in
      guard case .numbers(let own) = entries[index].content, own.count > 1, own.min < own.max
      else { return nil }
      let twin = fields.indices.prefix(index).first { earlier in
        guard case .numbers(let other) = entries[earlier].content, other == own else {
          return false
        }
        return isEqual(fields[earlier].column, fields[index].column)
      }
      return twin.map { "\(entries[index].name) equals \(entries[$0].name) in every row" }
    }
  }

  private static func isEqual(_ a: Column, _ b: Column) -> Bool {
    guard case .numbers(let a) = a, case .numbers(let b) = b else { return false }
    return a.elementsEqual(b) { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }
}
