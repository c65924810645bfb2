/// What a chart says of values that are not there.
enum Missing {
  /// `12 missing`; nothing where none is.
  static func notes(_ values: [Double]) -> [String] {
    let missing = values.count { !$0.isFinite }
    guard missing > 0 else { return [] }
    return ["\(NumberText.fixed(Double(missing), decimals: 0)) missing"]
  }
}
