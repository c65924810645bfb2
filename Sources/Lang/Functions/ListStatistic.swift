import Runtime

/// A statistic over plain numbers: `mean([1, 2, 3])`, `max(2, 5)`.
///
/// The operators of the same names work on series; these are chosen when no series is among the
/// arguments. Missing numbers are left out; of no numbers the statistic is missing.
protocol ListStatistic: Function {
  static var name: String { get }
  static var summary: String { get }
  static var example: Example { get }
  /// - Parameter numbers: at least one, none missing.
  static func value(of numbers: [Double]) -> Double
}

extension ListStatistic {
  private static var values: Parameter {
    Parameter("values", .any, variadic: true, "numbers, or a list of numbers")
  }

  static var signature: Signature {
    Signature(
      name, group: "general", summary, positionals: [values], examples: [example])
  }

  static func call(_ call: CommandCall) throws -> Value {
    var numbers: [Double] = []
    for value in try call.list(values) { numbers += try Self.numbers(value, call) }
    numbers.removeAll(where: \.isNaN)
    return .number(numbers.isEmpty ? .nan : value(of: numbers))
  }

  private static func numbers(_ value: Value, _ call: CommandCall) throws -> [Double] {
    if let number = try call.session.resolved(value).number { return [number] }
    guard let elements = try? value.elements() else {
      throw call.failure(values, "must be numbers, not \(value.described)")
    }
    return try elements.map {
      // A statistic of a series is a number once somebody looks.
      guard let number = try call.session.resolved($0).number else {
        throw call.failure(values, "must be numbers, not \($0.described)")
      }
      return number
    }
  }
}

/// The arithmetic mean of numbers.
enum ListMean: ListStatistic {
  static let name = "mean"
  static let summary = "the mean of numbers"
  static let example = Example("mean([1, 2, 6])", prints: "3")
  static func value(of numbers: [Double]) -> Double {
    numbers.reduce(0, +) / Double(numbers.count)
  }
}

/// The sum of numbers.
enum ListSum: ListStatistic {
  static let name = "sum"
  static let summary = "the sum of numbers"
  static let example = Example("sum([1, 2, 6])", prints: "9")
  static func value(of numbers: [Double]) -> Double { numbers.reduce(0, +) }
}

/// The smallest of numbers.
enum ListMinimum: ListStatistic {
  static let name = "min"
  static let summary = "the smallest of numbers"
  static let example = Example("min(2, 5)", prints: "2")
  static func value(of numbers: [Double]) -> Double { numbers.min() ?? .nan }
}

/// The largest of numbers.
enum ListMaximum: ListStatistic {
  static let name = "max"
  static let summary = "the largest of numbers"
  static let example = Example("max(2, 5)", prints: "5")
  static func value(of numbers: [Double]) -> Double { numbers.max() ?? .nan }
}

/// The middle of numbers, of an even count the mean of the two middle ones.
enum ListMedian: ListStatistic {
  static let name = "median"
  static let summary = "the median of numbers"
  static let example = Example("median([1, 2, 6])", prints: "2")
  static func value(of numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

/// The sample variance of numbers (ddof 1); missing for fewer than two.
enum ListVariance: ListStatistic {
  static let name = "var"
  static let summary = "the sample variance of numbers (ddof 1)"
  static let example = Example("var([1, 2, 3])", prints: "1")
  static func value(of numbers: [Double]) -> Double {
    guard numbers.count > 1 else { return .nan }
    let mean = ListMean.value(of: numbers)
    return numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count - 1)
  }
}

/// The sample standard deviation of numbers (ddof 1); missing for fewer than two.
enum ListStandardDeviation: ListStatistic {
  static let name = "std"
  static let summary = "the sample standard deviation of numbers (ddof 1)"
  static let example = Example("std([1, 2, 3])", prints: "1")
  static func value(of numbers: [Double]) -> Double {
    ListVariance.value(of: numbers).squareRoot()
  }
}
