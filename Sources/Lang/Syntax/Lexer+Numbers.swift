extension Lexer {
  /// A number with its unit, a date, a duration or a pair of clock times.
  mutating func scanNumber() {
    if scanDate() || scanClockPair() { return }
    let start = position
    skipDecimal()
    let number = start..<position
    if byte(at: position) == UInt8(ascii: "."), byte(at: position + 1) != UInt8(ascii: ".") {
      return reportInvalid(from: start, to: position + 1, .bareDot(text(number)))
    }
    let unitStart = position
    while let length = wordCharacter(at: position) { position += length }
    if hasLeadingZero(number) {
      return reportInvalid(from: start, to: position, .leadingZero(text(start..<position)))
    }
    if position > unitStart {
      appendWithUnit(text(unitStart..<position), number: number)
    } else if isPercent {
      position += 1
      appendNumber(number, exponent: -2)
    } else {
      appendNumber(number, exponent: 0)
    }
  }

  /// Digits, fraction and exponent.
  private mutating func skipDecimal() {
    skipDigits()
    if byte(at: position) == UInt8(ascii: "."), digit(at: position + 1) {
      position += 1
      skipDigits()
    }
    guard let mark = byte(at: position), mark | 0x20 == UInt8(ascii: "e") else { return }
    let sign = byte(at: position + 1)
    let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
    guard digit(at: position + (isSigned ? 2 : 1)) else { return }
    position += isSigned ? 2 : 1
    skipDigits()
  }

  /// Digits with single underscores between them.
  private mutating func skipDigits() {
    while digit(at: position)
      || (byte(at: position) == UInt8(ascii: "_") && digit(at: position + 1))
    {
      position += 1
    }
  }

  func digit(at offset: Int) -> Bool { byte(at: offset)?.isDigit ?? false }

  /// `%` is percent unless a letter, digit, `_`, `"`, `(` or `[` follows.
  private var isPercent: Bool {
    guard byte(at: position) == UInt8(ascii: "%") else { return false }
    guard let next = byte(at: position + 1) else { return true }
    let opensOperand = [UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: "[")].contains(next)
    return !opensOperand && wordCharacter(at: position + 1) == nil
  }

  private func hasLeadingZero(_ number: Range<Int>) -> Bool {
    byte(at: number.lowerBound) == UInt8(ascii: "0") && number.count > 1
      && byte(at: number.lowerBound + 1)?.isDigit == true
  }

  private mutating func appendNumber(_ number: Range<Int>, exponent: Int) {
    let value = decimal(number, exponent: exponent)
    guard value.isFinite else {
      return reportInvalid(
        from: number.lowerBound, to: position, .numberTooLarge(text(number)))
    }
    append(.number(value), from: number.lowerBound)
  }

  /// The double nearest to the decimal text times a power of ten, so that `0.7%` is exactly 0.007.
  private func decimal(_ number: Range<Int>, exponent: Int) -> Double {
    let digits = text(number).filter { $0 != "_" }.lowercased()
    let parts = digits.split(separator: "e", maxSplits: 1)
    guard parts.count == 2 else { return Double("\(digits)e\(exponent)") ?? .infinity }
    guard let written = Int(parts[1]), abs(written) < 10_000 else {
      return parts[1].hasPrefix("-") ? 0 : .infinity
    }
    return Double("\(parts[0])e\(written + exponent)") ?? .infinity
  }

  private mutating func appendWithUnit(_ unit: String, number: Range<Int>) {
    let start = number.lowerBound
    let whole = text(start..<position)
    if unit == "bp" { return appendNumber(number, exponent: -4) }
    guard let length = DurationUnit(rawValue: unit) else {
      let closest = DidYouMean.closest(to: unit, in: DurationUnit.allCases.map(\.rawValue) + ["bp"])
      return reportInvalid(
        from: start, to: position, .unknownUnit(unit, whole, closest: closest))
    }
    let value = decimal(number, exponent: 0)
    if let duration = length.times(value) {
      append(.duration(duration), from: start)
    } else {
      let isBroken = length.months > 0 && abs(value * length.months) < 3_600
      reportInvalid(
        from: start, to: position, isBroken ? .brokenMonths(whole) : .durationTooLong(whole))
    }
  }
}
