/// A JSON value; the fields of an object keep their order.
public enum Json: Sendable, Equatable {
  case null
  case boolean(Bool)
  /// Written with the fewest digits that read back to the same bits; a number that is not finite is
  /// written as the text `"nan"`, `"inf"` or `"-inf"`, which `number` reads back.
  case number(Double)
  case text(String)
  case array([Json])
  case object([Field])

  public struct Field: Sendable, Equatable {
    public let key: String
    public let value: Json

    public init(_ key: String, _ value: Json) {
      self.key = key
      self.value = value
    }
  }

  public subscript(_ key: String) -> Json? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.key == key }?.value
  }

  public var number: Double? {
    switch self {
    case .number(let value): value
    case .text("nan"): .nan
    case .text("inf"): .infinity
    case .text("-inf"): -.infinity
    default: nil
    }
  }

  public var integer: Int? {
    guard case .number(let value) = self else { return nil }
    return Int(exactly: value)
  }

  public var boolean: Bool? {
    guard case .boolean(let value) = self else { return nil }
    return value
  }

  public var text: String? {
    guard case .text(let value) = self else { return nil }
    return value
  }

  public var array: [Json]? {
    guard case .array(let values) = self else { return nil }
    return values
  }

  public static func integers(_ values: [Int]) -> Json {
    .array(values.map { .number(Double($0)) })
  }

  public static func numbers(_ values: [Double]) -> Json { .array(values.map { .number($0) }) }

  public static func fields(_ fields: KeyValuePairs<String, Json>) -> Json {
    .object(fields.map { Field($0.key, $0.value) })
  }
}
