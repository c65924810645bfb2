/// How the cells of one column are read where they are plain.
struct CellPlan {
  enum Kind: UInt8 {
    case number
    /// A symbol, a category or a truth value.
    case text
    case time
    /// Passed over.
    case unused
    /// Undecided so far: only an empty cell is plain.
    case undecided
    /// Rows with such a column are cut into cells first.
    case careful
  }

  var kind = Kind.careful
  var numbers: UnsafeMutablePointer<Double>?
  /// Not retained: the reader that has the plan owns the buffer.
  var buffer: Unmanaged<CellBuffer>?

  init(kind: Kind = .careful) { self.kind = kind }

  init(_ buffer: CellBuffer) {
    self.buffer = Unmanaged.passUnretained(buffer)
    switch buffer.role {
    case .number:
      kind = .number
      numbers = buffer.numbers
    case .symbol, .category, .boolean: kind = .text
    case .undecided: kind = .undecided
    default: kind = .careful
    }
  }
}

/// Powers of ten as plain memory, so that a lookup is neither checked nor counted.
final class DecimalPowers {
  /// 1 ... 10^22: the doubles that are exact.
  let doubles = UnsafeMutablePointer<Double>.allocate(capacity: 23)
  /// 1 ... 10^8.
  let whole = UnsafeMutablePointer<UInt64>.allocate(capacity: 9)

  init() {
    for (index, power) in DecimalParser.powers.enumerated() {
      (doubles + index).initialize(to: power)
      if index < 9 { (whole + index).initialize(to: UInt64(power)) }
    }
  }

  deinit {
    doubles.deallocate()
    whole.deallocate()
  }
}
